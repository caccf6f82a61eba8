"""A search that cannot be: bad queries, an index that is not there, damaged, or of another build; no network, an old browser."""

from __future__ import annotations

import gzip
import json
import re
from urllib.parse import quote

import pytest
from browsers import spoken, under_policy
from playwright.sync_api import expect
from publications import Publication

BROKEN = "The search cannot be read. Load the page again; the archive lists every article."
WAIT = 20_000
"""Milliseconds, longer than an answer is waited for."""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a publication with two articles."""
    publication = Publication(tmp_path_factory.mktemp("faults"))
    publication.post("2026-01-02-x", "The debt of the south.\n", title="Debt")
    publication.post("2026-01-03-y", "債務重組。\n", title="債務", lang="zh-Hant")
    return publication.build().out


@pytest.fixture(scope="module")
def address(built):
    """Return the address where it is served under the guide's policy."""
    (built / "favicon.ico").touch()
    with under_policy(built, mount="") as base:
        yield base


@pytest.fixture
def page(tab):
    """Return a page, with what its console says."""
    opened = tab().new_page()
    said = spoken(opened)
    # the theme says which mode it has
    opened.said = lambda: [line for line in said if "PST" not in line]
    return opened


def said(page, text):
    """Wait until a text is said, with the way to the archive, and nothing is listed."""
    expect(page.locator("[role=status]")).to_have_text(text)
    expect(page.locator(".sf-search__ways").get_by_role("link", name="Archive")).to_be_visible()
    expect(page.locator(".sf-result")).to_have_count(0)


@pytest.mark.parametrize(
    "query",
    [
        "!?… — “”",
        "%",
        "\\",
        "(?:",
        "[",
        "a" * 10_000,
        "債" * 10_000,
        "word " * 2_000,
        "<img src=x onerror=alert(1)>zzqx",
        "\u0301\u0301",
        "\ufffd",
        "𠮷" * 150,
        "__proto__",
        "constructor",
    ],
    ids=lambda query: query[:8],
)
def test_a_query_of_nothing_finds_nothing(address, page, query):
    """Signs alone, ten thousand characters, markup, names of JavaScript's own: the page says that nothing was found."""
    page.goto(f"{address}search.html")
    page.locator("input[name=q]").fill(query)
    expect(page.locator("[role=status]")).to_contain_text("Nothing was found for “")
    expect(page.locator(".sf-result")).to_have_count(0)

    assert page.said() == []


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ('"debt of', ["Debt"]),
        ('debt "', ["Debt"]),
        ("“债务", ["債務"]),
        ("debt " * 3_000, ["Debt"]),
        ("\u200bdebt\u00ad", ["Debt"]),
        ("ＤＥＢＴ", ["Debt"]),
    ],
    ids=lambda value: str(value)[:9],
)
def test_an_odd_query_finds_what_it_means(address, page, query, titles):
    """Quotation marks that do not close, the same word thousands of times, signs that cannot be seen, other widths."""
    page.goto(f"{address}search.html?q={quote(query[:4_000])}")
    expect(page.locator(".sf-result__title")).to_have_text(titles)

    assert page.said() == []


def test_half_a_character_does_no_harm(address, page):
    """In the field, as a script or an input method may leave it, and in an address, where it is none."""
    page.goto(f"{address}search.html?q=debt%ED%A0%80")
    expect(page.locator(".sf-result__title")).to_have_text(["Debt"])
    page.evaluate("""() => {
      const field = document.querySelector("input[name=q]");
      field.value = "\\ud842 \\udfb7債務";
      field.dispatchEvent(new InputEvent("input"));
    }""")
    expect(page.locator(".sf-result__title")).to_have_text(["債務"])

    assert page.said() == []


@pytest.mark.parametrize("kind", ["w", "d", "p", "c", "simplified", "head"])
@pytest.mark.parametrize("fault", ["missing", "cut off", "empty", "nonsense", "of another build"])
def test_a_damaged_index_is_said_to_be_one(built, address, page, kind, fault):
    """Whichever file it is, after it was fetched once more; without an error that nobody has caught."""
    file = {"head": "head.json", "simplified": "simplified.bin"}.get(kind, f"{kind}0.bin")
    whole = (built / "_search" / file).read_bytes()
    if kind == "head":
        other = json.dumps({**json.loads(whole), "format": 99}).encode()
    else:
        other = gzip.compress(gzip.decompress(whole) + b" ")
    body = {"cut off": whole[: len(whole) // 2], "empty": b"", "nonsense": b"\x1f\x8b" + b"no" * 99, "of another build": other, "missing": b""}[fault]  # fmt: skip
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(status=404 if fault == "missing" else 200, body=body)

    page.route(f"**/_search/{file.replace('p0', 'p*')}*", answer)
    query = "債務" if kind in {"c", "simplified"} else "debt south"
    page.goto(f"{address}search.html?q={quote(query)}")
    is_none = (kind, fault) == ("head", "missing")
    text = "Search is not available here. The archive lists every article."
    said(page, text if is_none or fault == "missing" else BROKEN)

    assert len(asked) == (1 if kind == "head" else 2)
    assert [line for line in page.said() if "404" not in line] == []


def test_a_file_of_an_older_build_is_fetched_anew(built, address, page):
    """Where the browser has kept one: the second time the index is asked for, nothing comes from what it keeps."""
    older = gzip.compress(gzip.decompress((built / "_search/w0.bin").read_bytes()) + b" ")
    page.route("**/_search/w0.bin*", lambda route: route.fulfill(body=older), times=1)
    page.add_init_script("""
      window.kept = [];
      const { fetch } = window;
      window.fetch = (address, options) => {
        if (String(address).includes("_search/")) kept.push(options.cache);
        return fetch(address, options);
      };
    """)
    page.goto(f"{address}search.html?q=debt")
    expect(page.locator(".sf-result__title")).to_have_text(["Debt"])
    caches = page.evaluate("kept")

    assert caches[:2] == ["no-cache", None]
    assert {*caches[2:]} == {"reload"}
    assert page.said() == []


@pytest.mark.parametrize("file", ["_search/head.json", "_search/w0.bin", "_static/standfirst/search_engine.js"])  # fmt: skip
def test_nobody_waits_for_ever(address, page, file):
    """An answer that does not come is given up, and the next key asks again; so is a script, by the browser."""
    page.clock.install()
    held = []
    page.route(f"**/{file}*", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    page.goto(f"{address}search.html?q=debt")
    expect(page.locator("input[name=q]")).to_have_value("debt")
    if file.endswith(".js"):
        held[0].abort()
        said(page, BROKEN)
    else:
        while not held:
            page.wait_for_timeout(20)
        page.clock.run_for(WAIT)
        said(page, "The search does not answer. Try again later; the archive lists every article.")
    page.unroute(f"**/{file}*")


def test_an_article_that_does_not_answer_holds_nobody_up(address, page):
    """Its deck is shown, until its text comes."""
    page.clock.install()
    held = []
    page.route("**/2026/01/x/", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    page.goto(f"{address}search.html?q=debt")
    while not held:
        page.wait_for_timeout(20)
    page.clock.run_for(2_000)
    expect(page.locator(".sf-result__excerpt")).to_have_text("What it is about.")
    held[0].continue_()
    expect(page.locator(".sf-result__excerpt mark")).to_have_text("debt")


@pytest.mark.parametrize(
    ("paragraphs", "excerpt"),
    [(50_000, re.compile("^Debt lasts. The debt")), (200_000, "What it is about.")],
)
def test_a_long_article_is_read_at_once_or_not_at_all(address, page, paragraphs, excerpt):
    """The time is as its length, not as the square of it; of an endless one the deck is shown."""
    text = "<p>The debt of the south.</p>\n" * paragraphs
    body = f'<article class="sf-text"><p>Debt lasts.</p>{text}</article>'
    page.route("**/2026/01/x/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{address}search.html?q=debt")
    expect(page.locator(".sf-result__excerpt")).to_have_text(excerpt, timeout=WAIT)
    assert page.said() == []


def test_without_a_network_the_page_says_so(address, page):
    """And finds what is asked when it is back."""
    page.goto(f"{address}search.html")
    page.context.set_offline(True)
    page.locator("input[name=q]").fill("debt")
    expect(page.locator("[role=status]")).to_contain_text("cannot be")
    page.context.set_offline(False)
    page.locator("input[name=q]").fill("debt of")
    expect(page.locator(".sf-result__title")).to_have_text(["Debt"])


def test_an_old_browser_is_told(address, page):
    """One that cannot unpack the index; nothing is asked of it."""
    page.add_init_script("delete window.DecompressionStream")
    page.goto(f"{address}search.html?q=debt")
    said(page, "The search needs a newer browser. The archive lists every article.")
    expect(page.locator("input[name=q]")).to_be_disabled()

    assert page.said() == []


def test_without_an_index_and_on_a_disk_the_page_says_so(publication, page):
    """Where none was made, and in files that are opened from a disk."""
    out = publication.build("standfirst_search_index=0").out
    with under_policy(out, mount="") as base:
        page.goto(f"{base}search.html?q=debt")
        said(page, "Search is not available here. The archive lists every article.")
    page.goto(f"{out.as_uri()}/search.html")
    said(page, "Search works on a web server only, not in files opened from a disk. The archive lists every article.")  # fmt: skip
    expect(page.locator("input[name=q]")).to_be_disabled()
