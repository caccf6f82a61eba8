"""What a browser does to show each kind of page, under the policy that the guide gives to hosts."""

from __future__ import annotations

import re
from itertools import chain
from textwrap import dedent
from urllib.parse import urlsplit

import pytest
from browsers import KINDS, MOUNT, kinds, least_shift, policy, under_policy, visited
from lxml import html

REQUESTS = 15
STYLES_AND_SCRIPTS = 60_000  # bytes, compressed
TEXT, PAGE = 14_000, 60_000  # bytes: an article of so much text may be so large a page

STYLES = {"standfirst.css"}
OF_COMPONENTS = {"standfirst-components.css"}  # in its place
OF_CODE = {"standfirst/code.js"}
SCRIPTS = {
    "standfirst/mode.js",  # the colour mode, before the first paint
    "documentation_options.js",  # what the next one asks
    "scripts/pydata-sphinx-theme.js",  # the buttons of the colour mode, the contents that follow
}
OF_ARTICLES = {"standfirst/article.js"}  # the search is in it
OF_OTHERS = {"standfirst/search.js"}
OF_SEARCH = {"standfirst/search_page.js"}  # search_engine.js comes once something is asked
FONTS = {"serif.woff2", "sans.woff2"}
MORE_FONTS = {
    "serif-italic.woff2",
    "serif-further.woff2",
    "serif-italic-further.woff2",
    "sans-further.woff2",
}
"""Where a page has such letters. All of these lie below ``_static``, and are all that a page loads besides pictures."""
WITH_CODE = {"article-with-code", "guide"}
WITH_COMPONENTS = {"article-with-code"}


@pytest.fixture(scope="module")
def guarded(site):
    """Return the address at which the publication is served with the guide's policy."""
    with under_policy(site) as address:
        yield address


@pytest.fixture(scope="module")
def visits(guarded, browser):
    """Return what gives the first visit to a kind of page, on a wide screen."""
    found = {}

    def visit(kind):
        if kind not in found:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            found[kind] = visited(context, guarded + KINDS[kind])
            context.close()
        return found[kind]

    return visit


def test_the_guides_policy_allows_nothing_inline():
    """Nor anything from elsewhere, nor the evaluation of texts."""
    directives = dict(part.split(None, 1) for part in policy().split("; "))

    assert directives["default-src"] == "'self'"
    assert {source for sources in directives.values() for source in sources.split()} <= {
        "'self'",
        "'none'",
        "data:",
    }
    assert "data:" not in directives.get("script-src", "")


@pytest.mark.parametrize("kind", kinds())
def test_no_page_gives_the_browser_reason_to_complain(kind, visits):
    """It holds to the policy, no script fails, and everything it asks for is there."""
    assert visits(kind).complaints == []


def test_what_readers_do_holds_to_the_policy(guarded, tab):
    """They choose a colour mode, search, open the citations, print."""

    def read(page):
        page.get_by_role("button", name="Dark").click()
        page.get_by_text("Cite this article").click()
        page.emulate_media(media="print")
        page.emulate_media(media="screen")

    def search(page):
        page.get_by_role("searchbox").fill("address")
        page.keyboard.press("Enter")
        page.wait_for_selector(".sf-results li")

    assert visited(tab(), guarded + KINDS["article"], read).complaints == []
    assert visited(tab(), guarded + KINDS["search"], search).complaints == []


def test_a_break_of_the_policy_is_seen(tmp_path, tab):
    """An inline script, a style attribute, and a picture of another host."""
    page = "<!doctype html><title>x</title><p style='color:red'>x</p><script>1</script><img src='http://localhost:9/x.png'>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    with under_policy(tmp_path) as address:
        said = "\n".join(visited(tab(), address).complaints)

    assert "inline script" in said
    assert "inline style" in said
    assert "http://localhost:9/x.png" in said


@pytest.mark.parametrize("kind", kinds())
def test_a_page_is_light_and_asks_nobody_else(kind, visits, guarded):
    """Few requests, all to the host; little of styles and scripts; nothing of the search's index."""
    visit = visits(kind)
    counted = len(visit.asked) - len(visit.of("image"))

    assert [address for address in visit.asked if not address.startswith(guarded)] == []
    assert [address for address in visit.asked if f"{guarded}_search/" in address] == []
    assert counted <= REQUESTS
    assert 0 < visit.size("stylesheet", "script") <= STYLES_AND_SCRIPTS


@pytest.mark.parametrize("kind", kinds())
def test_nothing_moves_while_a_page_loads(kind, visits, guarded, tab):
    """Cumulative layout shift is nought, also while it is scrolled through."""
    again = (visited(tab(), guarded + KINDS[kind]) for _ in range(3))
    assert least_shift(visit.shift for visit in chain([visits(kind)], again)) == 0


@pytest.mark.parametrize("kind", kinds())
def test_a_page_loads_what_it_needs(kind, visits):
    """Of the theme one script; what serves one kind of page is on no other."""
    visit = visits(kind)
    paths = [urlsplit(address).path.removeprefix(f"{MOUNT}/") for address in visit.of("stylesheet", "script")]  # fmt: skip
    expected = STYLES | SCRIPTS
    if kind.startswith("article") and kind != "article-withdrawn":
        expected |= OF_ARTICLES
    else:
        expected |= OF_OTHERS
    if kind == "search":
        expected |= OF_SEARCH
    if kind in WITH_CODE:
        expected |= OF_CODE
    if kind in WITH_COMPONENTS:
        expected = expected - STYLES | OF_COMPONENTS

    fetched = [urlsplit(address).path for address in visit.of("xhr", "fetch", "other")]

    assert sorted(paths) == sorted(f"_static/{name}" for name in expected)
    assert fetched == []
    fonts = {address.rpartition("/")[2] for address in visit.of("font")}
    # also of a Chinese article, for the publication's name and menu, which are in English
    assert fonts - MORE_FONTS == FONTS


def test_the_page_of_a_long_article_is_little_more_than_its_text(publication):
    """With headings, notes, links, emphasis, lists, a table and figures in the proportions of real ones."""
    publication.picture("posts/chart.png", 1200, 800)
    paragraph = "A sentence of the *usual* kind has some ninety characters, and [a link](https://example.org/{n}) now and then. "
    part = (
        "## Part {n}\n\n"
        + (paragraph * 5 + "\n\n") * 3
        + "A claim.[^{n}]\n\n- One\n- Two\n\n![A chart of {n}](chart.png)\n_▲ A caption._\n\n| a | b |\n|---|---|\n| 1 | {n} |\n\n[^{n}]: A note, with its source.\n\n"
    )
    publication.post("2026-01-02-x", "".join(part.replace("{n}", str(n)) for n in range(11)))
    built = publication.build()
    page = (built.out / "2026/01/x/index.html").read_bytes()
    words = html.fromstring(page).xpath("string(//div[@class='sf-text'])")

    assert len(" ".join(words.split()).encode()) >= TEXT
    assert len(page) <= PAGE


def test_what_serves_components_is_where_they_are(publication):
    """In a post and on a standing page; nothing of the kind on a list."""
    tabs = "\n::::{tab-set}\n:::{tab-item} One\nText.\n:::\n::::\n"
    publication.post("2026-01-02-x", tabs)
    publication.post("2026-01-03-y", "The class sd- tabs.\n\n```python\n1\n```\n")
    publication.write("about.md", f"# About\n\n{tabs}")
    built = publication.build()
    loaded = {
        page: [
            name in built.read(page)
            for name in ("design-tabs.js", "standfirst-components.css", "standfirst.css")
        ]
        for page in ("2026/01/x/", "2026/01/y/", "about/", "archive/")
    }

    assert loaded == {
        "2026/01/x/": [True, True, False],
        "2026/01/y/": [False, False, True],
        "about/": [True, True, False],
        "archive/": [False, False, True],
    }


def test_files_of_the_publication_itself_are_on_every_page(publication):
    """Whatever they do."""
    publication.write(
        "conf.py",
        f'{dedent(publication.conf)}\nhtml_static_path = ["own"]\nhtml_js_files = ["own.js"]\nhtml_css_files = ["own.css"]\n',
    )
    publication.write("own/own.js", "")
    publication.write("own/own.css", "")
    publication.post("2026-01-02-x")
    built = publication.build()

    files = {page: sorted(set(re.findall(r"_static/own\.(\w+)", built.read(page)))) for page in ("", "2026/01/x/", "archive/")}  # fmt: skip
    assert files == {page: ["css", "js"] for page in files}
