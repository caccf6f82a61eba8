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
        ('<LINK REL="Icon" HREF="https://a.example/x.png">', "img-src", "https://a.example/x.png"),
        ('<link rel="apple-touch-icon" href="https://a.example/x.png">', "img-src", "https://a.example/x.png"),
        ('<link rel="manifest" href="https://a.example/x.json">', "manifest-src", "https://a.example/x.json"),
        ('<link rel="preload stylesheet" as="font" href="https://a.example/x">', "style-src", "https://a.example/x"),
        ('<link rel="preload" as="Script" href="https://a.example/x">', "script-src", "https://a.example/x"),
        ('<link rel="preload" as="style" href="https://a.example/x">', "style-src", "https://a.example/x"),
        ('<link rel="preload" as="image" href="https://a.example/x">', "img-src", "https://a.example/x"),
        ('<link rel="preload" as="fetch" href="https://a.example/x">', "connect-src", "https://a.example/x"),
        ('<embed src="https://a.example/x.pdf">', "object-src", "https://a.example/x.pdf"),
        ('<frame src="https://a.example/">', "frame-src", "https://a.example/"),
        ('<image href="https://a.example/x.png"/>', "img-src", "https://a.example/x.png"),
        ('<img alt="" srcset="https://a.example/x.png">', "img-src", "https://a.example/x.png"),
        ('<input type="image" src="https://a.example/x.png">', "img-src", "https://a.example/x.png"),
        ('<source src="https://a.example/x.mp4">', "media-src", "https://a.example/x.mp4"),
        ('<source srcset="https://a.example/x.png 2x, ,">', "img-src", "https://a.example/x.png"),
        ('<track src="https://a.example/x.vtt">', "media-src", "https://a.example/x.vtt"),
        ('<video src="https://a.example/x.mp4"></video>', "media-src", "https://a.example/x.mp4"),
        ('<img src=" https://a.example/x.png ">', "img-src", "https://a.example/x.png"),
        ('<img src="https://a.example/{{ name }}.png">', "img-src", "https://a.example/\ue000.png"),
        ('<img {% if a %}alt=""{% endif %} src="https://a.example/x.png">', "img-src", "https://a.example/x.png"),
        ('<script src="https://a.example/x.js">what(is, not, run)</script>', "script-src", "https://a.example/x.js"),
    ],
)  # fmt: skip
def test_each_element_that_loads_from_elsewhere_is_seen(element, directive, url):
    """With the directive that decides."""
    assert loaded(f"<p>\n{element}\n") == [(directive, url, 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>a()</script><p>b</p>", [("script-src", "a script in the page", "a()")]),
        ("<style>p {}</style><p>b</p>", [("style-src", "a style sheet in the page", "p {}")]),
        ("<script type=' MODULE '>a</script>", [("script-src", "a script in the page", "a")]),
        ("<script type=importmap>{}</script>", [("script-src", "a script in the page", "{}")]),
        ("<script type=speculationrules>{}</script>", [("script-src", "a script in the page", "{}")]),
        ("<script type=Text/JavaScript>a</script>", [("script-src", "a script in the page", "a")]),
        ("<script type='{{ kind }}'>a</script>", [("script-src", "a script in the page", "a")]),
        ("<script type=''>a</script>", [("script-src", "a script in the page", "a")]),
        ("<script type=text/plain>a</script>", []),
        ("<script type=application/json>{}</script>", []),
        ("<script></script><style></style>", []),
        ("<script>a</script><style>b</style>", [("script-src", "a script in the page", "a"), ("style-src", "a style sheet in the page", "b")]),
        ("<script>a && '<b>'</script>", [("script-src", "a script in the page", "a && '<b>'")]),
        ("<iframe src='javascript:1'></iframe>", [("script-src", "a javascript: address", None)]),
        ("<form action='JAVASCRIPT:1'></form>", [("script-src", "a javascript: address", None)]),
        ("<p onload=1 style='a: b' ON=2>", [("script-src", "a handler, onload", None), ("style-src", "a style attribute", None), ("script-src", "a handler, on", None)]),
        ("<a href='javascriptless'>a</a>", []),
    ],
)  # fmt: skip
def test_of_what_stands_in_a_page_its_text_is_known(text, expected):
    """Of which hashes are made, without what follows it; handlers and addresses have none that would help."""
    found = template_loads.of_template(text)

    assert [(load.directive, load.inline, load.text) for load in found] == expected


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
        '<img src="//{{ host }}/x.png" alt="">',
        '<link rel="preload" as="track" href="https://a.example/x.vtt">',
        '<link rel="alternate" as="script" href="https://a.example/x">',
        '<link rel="stylesheet">',
        '<p src="https://a.example/x" href="https://a.example/x" data="https://a.example/x">',
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
        q { background: url(own.png), url(), url(""), url(''); }
        s { background: url(data:image/gif;base64,R0lGODlhAQABAAAAACw=); }
    """)

    assert [(load.directive, load.url, load.line) for load in template_loads.of_styles(text)] == [
        ("style-src", "https://a.example/1.css", 1),
        ("style-src", "https://a.example/2.css", 2),
        ("font-src", "https://a.example/x.woff2", 6),
        ("img-src", "https://a.example/x.png", 7),
        ("img-src", "data:image/gif;base64,R0lGODlhAQABAAAAACw=", 9),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@IMPORT URL( https://a.example/1 );", [("style-src", "https://a.example/1")]),
        ('@import  "https://a.example/1";', [("style-src", "https://a.example/1")]),
        ("@import url('//a.example/1');", [("style-src", "//a.example/1")]),
        ("@FONT-FACE {\n src: URL(https://a.example/1)\n}", [("font-src", "https://a.example/1")]),
        ("@font-face{src:url(https://a.example/1)} p{background:url(https://a.example/2)}", [("font-src", "https://a.example/1"), ("img-src", "https://a.example/2")]),
        ("p{background:url(https://a.example/2)} @font-face{src:url(https://a.example/1)}", [("img-src", "https://a.example/2"), ("font-src", "https://a.example/1")]),
        ("p { content: 'https://a.example/1'; }", []),
        ("p { mask: url(/a.svg); filter: url(#a); }", []),
        ("/* a */ p { background: url(https://a.example/1) } /* b */", [("img-src", "https://a.example/1")]),
    ],
)  # fmt: skip
def test_each_way_to_write_an_address_in_a_style_sheet_is_read(text, expected):
    """With quotes of both kinds and without, in capitals; a text that is no address of a file is none."""
    assert [(load.directive, load.url) for load in template_loads.of_styles(text)] == expected


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


@pytest.mark.parametrize(
    "source",
    [
        HELLO,
        "'sha384-CH4Ftai0f1CGuIfcgsucXeyDD/wJsy7HX4m//uLCe/xA5bhqXX0cwIEjCFIenwYA'",
        "'sha512-70NfYZ274eVN60VmQX1nrk1ad5ah2ECadQ0MGxzSuvifvk9cAeWe77F0kRtRgqwjbsbwvm2xqDuPDXMIDw6P0Q=='",
    ],
)
def test_a_script_is_let_run_by_each_of_its_hashes(tmp_path, source):
    """With another text it is not; nor is a handler, of which browsers take no hash."""
    allowed = {"script-src": (source,)}
    write(tmp_path, "_templates/a.html", "<script>hello()</script>")

    assert said(tmp_path, ALL, content_sources=allowed) == []

    write(tmp_path, "_templates/b.html", "<script>hello(1)</script>")
    write(tmp_path, "_templates/c.html", "<p onclick='hello()'>")
    files = [file for file, *_ in said(tmp_path, ALL, content_sources=allowed)]

    assert files == ["_templates/b.html", "_templates/c.html"]


OWN = "put scripts, styles, pictures and fonts into files below _static/"
LISTED = f"{OWN}, or list in standfirst_content_sources what pages may load"


@pytest.mark.parametrize(
    ("directive", "url", "remedy"),
    [
        ("img-src", "https://a.example/x", LISTED),
        ("img-src", "//a.example/x", LISTED),
        ("img-src", "http://a.example/x", OWN),
        ("object-src", "https://a.example/x", OWN),
        ("base-uri", "https://a.example/x", OWN),
        ("manifest-src", "https://a.example/x", OWN),
    ],
)
def test_what_can_be_listed_is_said_to_be(tmp_path, directive, url, remedy):
    """Only a source with https, of a directive that a publication may widen; what extensions load is named of conf.py."""
    load = template_loads.Load(directive=directive, url=url, line=7)
    made = Settings(now=NOW)
    [(file, problem)] = template_loads.problems(tmp_path, {}, made, added=[load])

    assert (file, problem.line, problem.remedy) == ("conf.py", 7, remedy)
    assert problem.message == f"browsers will block {url} ({directive}), which the pages' Content-Security-Policy does not allow"  # fmt: skip


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (1, "//0.example (img-src)"),
        (3, "//0.example (img-src), //1.example (img-src), //2.example (img-src)"),
        (4, "//0.example (img-src), //1.example (img-src), //2.example (img-src) and 1 more"),
        (6, "//0.example (img-src), //1.example (img-src), //2.example (img-src) and 3 more"),
    ],
)
def test_three_things_are_named(tmp_path, number, named):
    """Each once; the others are counted."""
    loads = [template_loads.Load(directive="img-src", url=f"//{n}.example") for n in range(number)]
    made = Settings(now=NOW)
    [(_, problem)] = template_loads.problems(tmp_path, {}, made, added=loads * 2)

    assert problem.message.startswith(f"browsers will block {named}, which")


def test_a_publication_without_an_address_has_no_host_of_its_own(tmp_path):
    """A file that is named with its host is then one of another host."""
    write(tmp_path, "_templates/a.html", '<img src="https://own.example/x.png">')
    found = {
        address: [file for file, _ in template_loads.problems(tmp_path, ALL, Settings(now=NOW, base_url=address))]
        for address in ("", "https://own.example/a/", "http://own.example/", "https://own.example:8/")
    }  # fmt: skip

    assert found == {
        "": ["_templates/a.html"],
        "https://own.example/a/": [],
        "http://own.example/": ["_templates/a.html"],
        "https://own.example:8/": ["_templates/a.html"],
    }


def test_templates_are_read_in_the_order_of_their_names(tmp_path):
    """Folder by folder as conf.py lists them, style sheets after templates; other files, and what lies elsewhere, are not read."""
    names = [f"{number:02}/{letter}" for number in range(8) for letter in "ab"]
    for name in reversed(names):
        write(tmp_path, f"t/{name}.html", "<p onclick=1>")
    write(tmp_path, "s/a.css", "@import '//a.example';")
    write(tmp_path, "s/a.html", "<p onclick=1>")
    write(tmp_path, "a/a.html", "<p onclick=1>")
    write(tmp_path, "a/a.css", "@import '//a.example';")
    write(tmp_path.parent, "outside/a.html", "<p onclick=1>")
    (tmp_path / "a" / "b.html").symlink_to(tmp_path.parent / "outside" / "a.html")
    options = {"templates_path": ("t", "a"), "html_static_path": ["s"]}

    assert [file for file, *_ in said(tmp_path, options)] == [
        *(f"t/{name}.html" for name in names),
        "a/a.html",
        "s/a.css",
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"html_js_files": ("//a.example/1", ["//a.example/2", {}])}, ["//a.example/1 (script-src)", "//a.example/2 (script-src)"]),
        ({"html_css_files": ("//a.example/1", ("//a.example/2", {}))}, ["//a.example/1 (style-src)", "//a.example/2 (style-src)"]),
        ({"html_logo": "//a.example/1"}, ["//a.example/1 (img-src)"]),
        ({"html_favicon": "//a.example/1"}, ["//a.example/1 (img-src)"]),
        ({"html_theme_options": {"logo": {"image_light": "own.svg", "image_dark": "//a.example/2"}}}, ["//a.example/2 (img-src)"]),
    ],
)  # fmt: skip
def test_each_option_that_names_a_file_of_another_host_is_read(tmp_path, options, expected):
    """With the directive of what it is."""
    [(file, _, text)] = said(tmp_path, options)

    assert file == "conf.py"
    assert text.startswith(f"browsers will block {', '.join(expected)}, which")


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
        {
            "templates_path": "_templates",
            "html_static_path": {"a": 1},
            "html_logo": 7,
            "html_theme_options": {"logo": {"image_dark": 7}},
        },
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
        ("conf.py", 8),
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
