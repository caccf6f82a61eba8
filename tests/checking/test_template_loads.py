"""What templates, style sheets and conf.py load, and what of it the pages' policy refuses: pure, and as a build says it."""

from __future__ import annotations

import datetime as dt
from textwrap import dedent

import pytest

from standfirst.checking import checker, template_loads
from standfirst.checking.findings import as_text
from standfirst.settings.model import Settings

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
HELLO = "'sha256-mTytrf2QssaOZNGNRT1WCtMRd3ocH8LJxQQu5qMUanU='"


def loaded(text):
    """Return directive, what is loaded and its line, of a template."""
    return [(load.directive, load.url or load.inline, load.line) for load in template_loads.of_template(text)]  # fmt: skip


@pytest.mark.parametrize(
    ("element", "directive", "url"),
    [
        ('<script src="https://a.example/x.js"></script>', "script-src", "https://a.example/x.js"),
        ("<script async src='//a.example/x.js'></script>", "script-src", "//a.example/x.js"),
        ("<SCRIPT SRC=HTTPS://a.example/x.js></SCRIPT>", "script-src", "HTTPS://a.example/x.js"),
        ('<link rel="stylesheet" href="https://a.example/x.css">', "style-src", "https://a.example/x.css"),
        ('<link rel="shortcut icon" href="https://a.example/x.png">', "img-src", "https://a.example/x.png"),
        ('<link rel="preload" as="font" href="https://a.example/x.woff2">', "font-src", "https://a.example/x.woff2"),
        ('<link rel="modulepreload" href="https://a.example/x.js">', "script-src", "https://a.example/x.js"),
        ('<img alt="" src="https://a.example/x.png"/>', "img-src", "https://a.example/x.png"),
        ('<video poster="https://a.example/x.png"></video>', "img-src", "https://a.example/x.png"),
        ('<audio src="https://a.example/x.mp3"></audio>', "media-src", "https://a.example/x.mp3"),
        ('<iframe src="https://a.example/"></iframe>', "frame-src", "https://a.example/"),
        ('<object data="https://a.example/x.pdf"></object>', "object-src", "https://a.example/x.pdf"),
        ('<form method="post" action="https://a.example/subscribe">', "form-action", "https://a.example/subscribe"),
        ('<base href="https://a.example/">', "base-uri", "https://a.example/"),
    ],
)  # fmt: skip
def test_each_element_that_loads_from_elsewhere_is_seen(element, directive, url):
    """With the directive that decides."""
    assert loaded(f"<p>\n{element}\n") == [(directive, url, 2)]


def test_each_of_a_pictures_sizes_is_seen():
    """In the order in which they stand."""
    text = '<img src="x.png" srcset="https://a.example/1.png 1x, /2.png 2x,\n https://a.example/3.png 3x">'

    assert loaded(text) == [
        ("img-src", "https://a.example/1.png", 1),
        ("img-src", "https://a.example/3.png", 1),
    ]


def test_what_stands_in_a_page_is_seen():
    """Scripts of every kind, handlers, styles and addresses that are scripts."""
    text = dedent("""\
        <script>1</script>
        <script type="module">2</script>
        <style>p { color: red; }</style>
        <p style="color: red" onclick="3">x</p>
        <a href=" JavaScript:4">x</a>
        <script>
        5
    """)

    assert loaded(text) == [
        ("script-src", "a script in the page", 1),
        ("script-src", "a script in the page", 2),
        ("style-src", "a style sheet in the page", 3),
        ("style-src", "a style attribute", 4),
        ("script-src", "a handler, onclick", 4),
        ("script-src", "a javascript: address", 5),
        ("script-src", "a script in the page", 6),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{{ pathto("_static/x.js", 1) }}" defer></script>',
        '<script {% if a > b %}defer{% endif %} src="x.js"></script>',
        '<script type="application/ld+json">{"a": 1}</script>',
        '<img src="{{ picture }}" alt="{{ a["b"] }}">',
        '<img src="https://{{ host }}/x.png" alt="">',
        '<a href="https://a.example/">x</a> <a href="mailto:a@a.example">y</a>',
        '<link rel="preconnect" href="https://a.example">',
        '<link rel="me" href="https://a.example/@me">',
        '<meta property="og:image" content="https://a.example/x.png">',
        '{# <script>1</script> #}<!-- <script src="https://a.example/x.js"></script> -->',
        '{{ "<script>1</script>" }}',
        "<p data-onload=2>on</p>",
        "",
    ],
)
def test_what_is_no_load_or_is_not_known_is_left(text):
    """Links, blocks of data, comments, and addresses that expressions give."""
    assert loaded(text) == []


def test_lines_are_those_of_the_file():
    """Whatever Jinja's statements, comments and expressions there were before."""
    text = "{#- a\n\nb -#}\n{% if\n x %}\n{{ a\n }}\n<img src='https://a.example/x.png'>"

    assert loaded(text) == [("img-src", "https://a.example/x.png", 8)]


def test_what_style_sheets_load_is_seen():
    """Imports, fonts and pictures, with their lines."""
    text = dedent("""\
        @import url("https://a.example/1.css");
        @import 'https://a.example/2.css';
        /* url(https://a.example/no.png)
        */
        @font-face { font-family: X;
          src: url(https://a.example/x.woff2) format("woff2"), url(own.woff2); }
        p { background: url( 'https://a.example/x.png' ); }
        q { background: url(own.png); }
        s { background: url(data:image/gif;base64,R0lGODlhAQABAAAAACw=); }
    """)

    assert [(load.directive, load.url, load.line) for load in template_loads.of_styles(text)] == [
        ("style-src", "https://a.example/1.css", 1),
        ("style-src", "https://a.example/2.css", 2),
        ("font-src", "https://a.example/x.woff2", 6),
        ("img-src", "https://a.example/x.png", 7),
        ("img-src", "data:image/gif;base64,R0lGODlhAQABAAAAACw=", 9),
    ]


def said(tmp_path, options, **settings):
    """Return file, line and text of each problem of a publication in *tmp_path*."""
    made = Settings(now=NOW, base_url="https://own.example/journal/", **settings)
    return [
        (file, problem.line, problem.text())
        for file, problem in template_loads.problems(tmp_path, options, made)
    ]


def write(tmp_path, path, text):
    """Write a file and the folders above it."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")


EXTRA = "_templates/standfirst/head_extra.html"
ALL = {"templates_path": ["_templates"], "html_static_path": ["_static"]}


def test_a_template_is_warned_of_once(tmp_path):
    """With what it loads, by names; how to allow it, where it can be."""
    script = '<script src="https://stats.example/x.js"></script>'
    frames = "".join(f'<iframe src="https://{n}.example/"></iframe>\n' for n in range(4))
    write(tmp_path, EXTRA, f"\n{script}\n{script}")
    write(tmp_path, "_templates/a.html", frames)
    write(tmp_path, "_templates/b.html", '<p onclick="1">')

    own = "put scripts, styles, pictures and fonts into files below _static/"
    named = f"{own}, or list in standfirst_content_sources what pages may load"
    leave, why = (
        "browsers will block",
        "which the pages' Content-Security-Policy does not allow",
    )
    assert said(tmp_path, ALL) == [
        ("_templates/a.html", 1, f"{leave} https://0.example/ (frame-src), https://1.example/ (frame-src), https://2.example/ (frame-src) and 1 more, {why}; {named}"),
        ("_templates/b.html", 1, f"{leave} a handler, onclick (script-src), {why}; {own}"),
        (EXTRA, 2, f"{leave} https://stats.example/x.js (script-src), {why}; {named}"),
    ]  # fmt: skip


def test_what_is_allowed_is_not_warned_of(tmp_path):
    """What the option names, a script by its hash, the publication's own address; nothing where pages say no policy."""
    write(tmp_path, EXTRA, '<script src="https://stats.example/x.js"></script><script>hello()</script><img src="https://own.example/x.png">')  # fmt: skip
    write(tmp_path, "_static/x.css", "@import 'https://fonts.example/x.css';")
    further = {
        "script-src": ("https://stats.example", HELLO),
        "style-src": ("https://fonts.example",),
    }

    assert [file for file, *_ in said(tmp_path, ALL)] == [EXTRA, "_static/x.css"]
    assert said(tmp_path, ALL, content_sources=further) == []
    assert said(tmp_path, ALL, content_policy=False) == []


def test_conf_py_names_files_of_other_hosts(tmp_path):
    """Scripts and style sheets, as names or with their attributes; a logo and an icon."""
    options = {
        "html_js_files": ["own.js", ("https://a.example/x.js", {"defer": "defer"})],
        "html_css_files": ["https://a.example/x.css"],
        "html_favicon": "https://a.example/x.ico",
        "html_logo": "_static/own.svg",
    }
    ((file, line, text),) = said(tmp_path, options)

    assert (file, line) == ("conf.py", 1)
    assert text.startswith("browsers will block https://a.example/x.js (script-src), https://a.example/x.css (style-src), https://a.example/x.ico (img-src), which")  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [
        {"templates_path": None, "html_js_files": 7, "html_css_files": [None, (), [3]]},
        {"templates_path": "_templates", "html_static_path": {"a": 1}, "html_logo": 7},
        {"templates_path": ["gone"], "html_static_path": [7]},
    ],
)
def test_a_conf_py_of_any_shape_does_not_stop_it(tmp_path, options):
    """Sphinx says what is wrong there."""
    assert said(tmp_path, options) == []


def test_a_file_that_cannot_be_read_does_not_stop_it(tmp_path):
    """No text, a folder, a link to nothing."""
    (tmp_path / "_templates" / "folder.html").mkdir(parents=True)
    (tmp_path / "_templates" / "a.html").write_bytes(b"\xff<script>1</script>")
    (tmp_path / "_templates" / "b.html").symlink_to("gone.html")

    assert [file for file, *_ in said(tmp_path, ALL)] == ["_templates/a.html"]


def test_build_and_check_say_the_same(publication):
    """Once, also where several processes write pages."""
    publication.write(
        "conf.py",
        dedent(publication.conf)
        + dedent("""
            templates_path = ["_templates"]
            html_static_path = ["_static"]
            html_js_files = ["https://a.example/x.js"]
            html_css_files = ["own.css"]
        """),
    )
    publication.write(EXTRA, '<p>\n<script src="https://stats.example/x.js"></script>\n')
    publication.write("_static/own.css", "p { background: url(//a.example/x.png); }")
    publication.post("2026-01-02-x")
    checked = checker.check(publication.root, clock=NOW)
    expected = [line.split(" ", 3)[3] for line in as_text(checked).splitlines()]
    warnings = publication.build(jobs=2).warnings

    assert [(f.path, f.problem.line) for f in checked] == [
        ("_static/own.css", 1),
        (EXTRA, 2),
        ("conf.py", 1),
    ]
    for line in expected:
        assert warnings.count(line) == 1
    assert f"{EXTRA}:2: WARNING: browsers will block" in warnings


def test_a_script_that_an_extension_puts_into_pages_is_warned_of(publication):
    """By a build, which runs extensions."""
    publication.write(
        "conf.py",
        dedent(publication.conf)
        + 'def setup(app):\n    app.add_js_file(None, body="count()")\n    app.add_css_file("https://a.example/x.css")\n',
    )
    said = publication.build().warnings

    assert "conf.py:1: WARNING: browsers will block https://a.example/x.css (style-src), a script that an extension puts into the page (script-src), which" in said  # fmt: skip


@pytest.mark.parametrize(
    ("before", "line"),
    [("", 1), ("\n", 2), ("p {}\n\n", 3), ("/* a\nb */", 2), ("/* a\nb */\np {}\n", 4)],
)
def test_what_a_style_sheet_loads_has_its_line(before, line):
    """Counted from one; lines of comments are lines."""
    found = template_loads.of_styles(f"{before}@import 'https://a.example/x.css';")

    assert [(load.directive, load.line) for load in found] == [("style-src", line)]
