"""The Content-Security-Policy that pages say themselves, in a browser that no server tells any."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest
from browsers import ARTICLE, FIGURES, KINDS, served, wait_until
from lxml import html
from own_publication import ROOT

from standfirst.policy import content_security

SAID = "//meta[@http-equiv='Content-Security-Policy']/@content"
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => refused.push([event.effectiveDirective, event.blockedURI]));
"""


def pages(out):
    """Return the parsed pages of a site by path."""
    return {
        path.relative_to(out).as_posix(): html.fromstring(path.read_bytes())
        for path in sorted(out.rglob("*.html"))
        if path.relative_to(out).parts[0] != "_static"
    }


def said(out):
    """Return every policy that the pages of a site say, and the paths of those that say none."""
    found = {path: tree.xpath(SAID) for path, tree in pages(out).items()}
    return {text for texts in found.values() for text in texts}, [
        p for p, t in found.items() if not t
    ]


def watched(context, answers=None):
    """Return a page that notes what its policy refuses, and what it asks for; some is answered: (address, type, text)."""
    page = context.new_page()
    page.add_init_script(WATCH)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    # what the policy refuses is named too, though nobody is asked
    page.on("requestfailed", lambda request: request.failure == "csp" and asked.remove(request.url))
    for address, kind, text in answers or ():
        context.route(address, _answering(kind, text))
    return page, asked


def _answering(kind, text):
    return lambda route: route.fulfill(content_type=kind, body=text)


def test_every_page_says_the_same_policy(site):
    """Articles, lists, the search, the page for missing addresses, the guide, and pages at former addresses."""
    found = pages(site)
    moved = [path for path, tree in found.items() if tree.xpath("//meta[@http-equiv='refresh']")]

    assert said(site) == ({content_security.meta(content_security.policy({}))}, [])
    assert len(found) > 70
    assert moved
    assert {"index.html", "404.html", "search.html", "guide/security/index.html"} <= found.keys()


def test_nothing_that_loads_stands_before_it(site):
    """Only the encoding and the width of the window; a page that says it twice says it once too often."""
    for path, tree in pages(site).items():
        before = tree.xpath(f"{SAID.removesuffix('/@content')}/preceding::*[ancestor::head]")

        assert len(tree.xpath(SAID)) == 1, path
        assert [e.attrib.keys() for e in before if e.get("name") != "viewport"] == [["charset"]], (
            path
        )


def test_documents_own_words_for_programs_come_after_it(publication):
    """A document's own <meta> could lead readers away before the policy is known."""
    publication.write("about.md", "---\nhtml_meta:\n  keywords: a, b\n---\n\n# About\n")
    (metas,) = (tree.xpath("//head/meta") for path, tree in pages(publication.build().out).items() if path == "about/index.html")  # fmt: skip
    names = [meta.get("name") or meta.get("http-equiv") for meta in metas]

    assert names.index("Content-Security-Policy") < names.index("keywords")


@pytest.mark.parametrize("kind", ["front", "article-with-figures", "article-with-components", "archive", "missing"])  # fmt: skip
def test_pages_hold_to_what_they_say(kind, online, tab):
    """With pictures, fonts, components and drawings; read to the end."""
    page, asked = watched(tab())
    page.goto(online + KINDS[kind])
    page.evaluate("document.fonts.ready")
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")

    assert page.evaluate("refused") == []
    assert [address for address in asked if not address.startswith(online)] == []
    if kind == "article-with-figures":
        assert [address for address in asked if "/_images/" in address] != []


def test_what_readers_do_holds_to_what_pages_say(online, tab):
    """They choose a colour, open citations and notes, and search."""
    page, asked = watched(tab(width=390))
    page.goto(online + ARTICLE)
    page.get_by_role("button", name="Dark").click()
    page.get_by_text("Cite this article").click()
    page.locator("a.footnote-reference").first.click()
    page.locator(".sf-note--open").wait_for()
    page.emulate_media(media="print")
    refused = page.evaluate("refused")
    page.goto(f"{online}{KINDS['search']}?q=address")
    page.wait_for_selector(".sf-results li")

    assert refused + page.evaluate("refused") == []
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert [address for address in asked if not address.startswith(online)] == []


ATTACKS = """
<script>ran("a script")</script>
<img src="gone.png" onerror="ran('a handler')" alt="">
<svg onload="ran('a handler of a drawing')"></svg>
<a id="link" href="javascript:ran('an address')">x</a>
<script src="https://attack.example/x.js"></script>
<script src="data:text/javascript,ran('data')"></script>
<img src="https://attack.example/x.png" alt="">
<link rel="stylesheet" href="https://attack.example/x.css">
<style>body { color: red !important; }</style>
<p style="position: fixed">x</p>
<iframe src="https://attack.example/frame"></iframe>
<iframe srcdoc="<script>parent.ran('a frame')</script>"></iframe>
<object data="https://attack.example/x.swf"></object>
<base href="https://attack.example/">
<form id="form" action="https://attack.example/form"><button>x</button></form>
"""
RAN = "window.runs = []; window.ran = (what) => runs.push(what);"


@contextmanager
def attacked(site, folder, tab, change=lambda text: text):
    """Open an article of which somebody has changed the text; yield the page, its address and what it has asked for."""
    text = change((site / ARTICLE / "index.html").read_text(encoding="utf-8"))
    place = folder / ARTICLE / "index.html"
    place.parent.mkdir(parents=True)
    place.write_text(text.replace("</h1>", f"</h1>{ATTACKS}", 1), encoding="utf-8")
    (folder / "_static").symlink_to(site / "_static")
    answers = [
        ("https://attack.example/x.js", "text/javascript", "ran('another host')"),
        ("https://attack.example/*", "text/html", ""),
    ]
    with served(folder) as address:
        page, asked = watched(tab(), reversed(answers))
        page.add_init_script(RAN)
        page.goto(address + ARTICLE)
        page.evaluate("document.getElementById('link').click()")
        yield page, address, asked


def test_what_is_smuggled_into_a_page_does_not_run(site, tmp_path, tab):
    """Nor does anybody hear of it, and it looks as it did."""
    with attacked(site, tmp_path, tab) as (page, address, asked):
        page.evaluate("document.getElementById('form').submit()")
        wait_until(page, "refused.some(([directive]) => directive === 'form-action')")
        refused = page.evaluate("refused")

        assert page.evaluate("runs") == []
        assert [url for url in asked if not url.startswith((address, "data:", "about:"))] == []
        assert page.evaluate("document.baseURI") == address + ARTICLE
        assert page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    assert {directive for directive, _ in refused} == {
        "script-src-elem",
        "script-src-attr",
        "img-src",
        "style-src-elem",
        "style-src-attr",
        "frame-src",
        "object-src",
        "base-uri",
        "form-action",
    }


def test_without_the_policy_it_would_run(site, tmp_path, tab):
    """So that the test above means something."""

    def without(text):
        return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)

    with attacked(site, tmp_path, tab, without) as (page, _, asked):
        wait_until(page, "runs.length >= 7")

        assert set(page.evaluate("runs")) == {"a script", "a handler", "a handler of a drawing", "an address", "another host", "data", "a frame"}  # fmt: skip
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(255, 0, 0)"
        assert "https://attack.example/x.png" in asked


def test_a_page_opened_from_a_disk_has_its_styles_and_scripts(site, tab):
    """There, no file is the page's own to some browsers."""
    page, _ = watched(tab(color_scheme="light"))
    page.goto((site / FIGURES / "index.html").as_uri())

    assert page.evaluate("refused") == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 253, 249)"
    assert page.locator("html").get_attribute("data-theme") == "light"


COUNTER = "https://stats.example/x.js"


@pytest.mark.parametrize("is_named", [True, False])
def test_a_source_that_conf_py_names_is_loaded(is_named, publication, tab):
    """By a template of the publication's own, on every page; and only then."""
    further = {"script-src": ["https://stats.example"]} if is_named else {}
    publication.write(
        "conf.py",
        f"{dedent(publication.conf)}\ntemplates_path = ['_templates']\nstandfirst_content_sources = {further}\n",
    )
    publication.write(
        "_templates/standfirst/head_extra.html", f'<script src="{COUNTER}"></script>\n'
    )
    publication.post("2026-01-02-x")
    built = publication.build()
    counts = {}
    with served(built.out, mount="") as address:
        page, _ = watched(tab(), [(COUNTER, "text/javascript", "window.counted = true;")])
        for path in ("", "2026/01/x/", "archive/", "404.html"):
            page.goto(address + path)
            counts[path] = page.evaluate("window.counted === true")

    assert list(counts.values()) == [is_named] * 4
    assert (COUNTER in built.warnings) is not is_named


READ_THE_DOCS = """<script async type="text/javascript" src="/_/static/javascript/readthedocs-addons.js"></script>
<meta name="readthedocs-project-slug" content="journal" /></head>"""
ADDONS = """
const load = (src) => Object.assign(document.createElement("script"), {src, async: true});
const style = new CSSStyleSheet();
style.replaceSync("readthedocs-flyout { display: block }");
document.adoptedStyleSheets.push(style);
document.documentElement.append(document.createElement("readthedocs-flyout"));
fetch("/_/addons/?project-slug=journal").then((answer) => answer.json()).then((data) => {
  if (new Function("data", "return data.shows_ads === true")(data)) document.head.append(load("https://media.ethicalads.io/media/client/ethicalads.min.js"));
});
"""
ADVERTISEMENTS = """
document.head.append(Object.assign(document.createElement("style"), {textContent: ".advertisement { color: red }"}));
window.shown = (html) => {
  document.body.insertAdjacentHTML("beforeend", html);
  window.finished = true;
};
document.head.append(load("https://server.ethicalads.io/api/v1/decision/?callback=shown"));
"""
ADVERTISEMENT = """<div class="advertisement" style="margin: 0"><img src="https://media.ethicalads.io/a.gif" alt=""><img src="https://server.ethicalads.io/view" alt=""></div>"""
ANSWERS = [
    ("**/_/static/javascript/readthedocs-addons.js", "text/javascript", ADDONS),
    ("**/_/addons/**", "application/json", '{"shows_ads": true}'),
    ("https://media.ethicalads.io/**/ethicalads.min.js", "text/javascript", ADVERTISEMENTS),
    (
        "https://server.ethicalads.io/api/**",
        "text/javascript",
        f"shown(`{ADVERTISEMENT}<script>1</script>`)",
    ),
    ("https://media.ethicalads.io/a.gif", "image/gif", "GIF89a"),
    ("https://server.ethicalads.io/view", "image/gif", "GIF89a"),
]


def on_read_the_docs(built, tab):
    """Return what is refused, and asked for elsewhere, on a page with what Read the Docs puts into it."""
    page_file = built.out / "2026/01/x/index.html"
    text = page_file.read_text(encoding="utf-8")
    page_file.write_text(
        text.replace("</head>", READ_THE_DOCS).replace("</h1>", "</h1><script>window.bad = 1</script>", 1),
        encoding="utf-8",
    )  # fmt: skip
    with served(built.out, mount="") as address:
        page, asked = watched(tab(), ANSWERS)
        page.goto(f"{address}2026/01/x/")
        wait_until(page, "refused.length > 1 || window.finished")
        page.wait_for_load_state("networkidle")

        assert page.evaluate("window.bad") is None
        return page.evaluate("refused"), [url for url in asked if not url.startswith(address)]


def test_what_read_the_docs_adds_works_there(publication, monkeypatch, tab):
    """Its addons and advertisements; a script that somebody has smuggled in does not."""
    publication.post("2026-01-02-x")
    monkeypatch.setenv("READTHEDOCS", "True")
    refused, asked = on_read_the_docs(publication.build(), tab)

    assert refused == [["script-src-elem", "inline"]]
    assert asked == [
        "https://media.ethicalads.io/media/client/ethicalads.min.js",
        "https://server.ethicalads.io/api/v1/decision/?callback=shown",
        "https://media.ethicalads.io/a.gif",
        "https://server.ethicalads.io/view",
    ]


def test_elsewhere_it_would_not(publication, tab):
    """So that pages of other hosts allow no more than they need."""
    publication.post("2026-01-02-x")
    refused, asked = on_read_the_docs(publication.build(), tab)

    assert refused == [["script-src-elem", "inline"], ["script-src", "eval"]]
    assert asked == []


def test_pages_follow_the_policy(publication, monkeypatch, tmp_path_factory):
    """A host, a source: each changes every page, as a build from nothing does."""
    publication.post("2026-01-02-x", redirect_from="/old/")
    first = publication.build()
    conf = dedent(publication.conf)
    changes = [
        ("standfirst_content_sources = {'img-src': ['https://pictures.example']}", ""),
        ("standfirst_content_policy = False", ""),
        ("", "True"),
        ("", ""),
    ]
    seen = [first.files()]
    for line, is_there in changes:
        monkeypatch.setenv("READTHEDOCS", is_there)
        publication.write("conf.py", f"{conf}\n{line}\n")
        again = publication.build().files()
        clean = type(publication)(tmp_path_factory.mktemp("clean"))
        clean.write("conf.py", f"{conf}\n{line}\n")
        clean.post("2026-01-02-x", redirect_from="/old/")

        assert again == clean.build().files()
        seen.append(again)

    assert seen[-1] == seen[0]
    texts = [re.findall(rb'Security-Policy" content="([^"]*)"', files["old/index.html"]) for files in seen]  # fmt: skip
    assert [len(text) for text in texts] == [1, 1, 0, 1, 1]
    assert len({text[0] for text in texts if text}) == 3


def test_the_live_preview_leaves_it_out():
    """The program that follows changes puts a script into pages, to load them again."""
    for name in ("Makefile", "src/standfirst/scaffold/skeleton/Makefile.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        (line,) = re.findall(r"^\t@.*sphinx_autobuild(?:.*\\\n)*.*", text, re.MULTILINE)

        assert "-D standfirst_content_policy=0" in line


def test_the_guides_sources_are_usable():
    """Its example for conf.py."""
    text = Path(ROOT, "guide/hosting.md").read_text(encoding="utf-8")
    values: dict[str, object] = {}
    exec(re.search(r"```python\n(standfirst_content_sources.*?)```", text, re.DOTALL)[1], values)  # noqa: S102  # our own manual

    assert set(content_security.checked(values["standfirst_content_sources"])) == {"script-src", "connect-src", "style-src", "frame-src"}  # fmt: skip
