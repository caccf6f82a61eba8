"""The search: what is indexed, when, and what a reader meets in a browser."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from lxml import html

from browser import CHROMIUM, browser, served
from standfirst import search

DEBT = "The debt of the south.\n\n## Who lends\n\nA creditor waits.\n"
HOSTILE = '<script>alert("x")</script> & "quoted"'


def test_a_document_holds_what_is_found_and_escapes_it():
    """Title, deck and names in its text; what is shown and filtered by beside it, of any content."""
    found = search.Found(
        href="a/",
        lang="en",
        title=HOSTILE,
        names=("A: B, C",),
        byline=HOSTILE,
        filters=(("author", "A: B, C"),),
        body="<p>Text.</p>",
    )
    tree = html.fromstring(search.document(found))

    assert tree.xpath("//main[@data-pagefind-body]/h1/text()") == [HOSTILE]
    assert not tree.xpath("//script")
    assert tree.xpath("//*[@data-pagefind-filter='author']/text()") == ["A: B, C"]
    assert tree.xpath("//main//p/text()") == ["A: B, C", "Text."]


def test_headings_carry_the_ids_of_their_sections():
    """Pagefind leads to sections by the ids of headings; the signs that link to them are not text."""
    body = (
        '<section id="a"><p>T.</p><section id="b"><span id="c"></span>'
        '<h2>B &lt; c<a class="headerlink" href="#b">#</a></h2></section></section>'
    )
    found = search.Found(href="a/", lang="en", title="A", body=body)
    tree = html.fromstring(search.document(found))

    assert [(h.get("id"), h.text_content()) for h in tree.iter("h2")] == [("b", "B < c")]
    assert len(tree.xpath("//*[@id='b']")) == 1


def made(publication):
    """Return the documents of the index."""
    folder = publication.root / "_build/doctrees/standfirst/search/pages"
    return [path.read_text(encoding="utf-8") for path in folder.glob("*.html")]


def test_articles_and_standing_pages_are_found_and_nothing_else(publication):
    """Not lists, not withdrawn posts; a post that is gone is not found, and nothing is indexed twice."""
    publication.post("2026-01-02-x", DEBT)
    publication.post("2026-01-03-gone", "Gone text.\n")
    publication.post("2026-01-04-w", "Withdrawn text.\n", withdrawn="2026-02-01")
    first = publication.build(jobs=2)
    texts = made(publication)
    stamp = first.out / "pagefind/pagefind-entry.json"
    before = stamp.stat().st_mtime_ns
    publication.build()
    kept = stamp.stat().st_mtime_ns
    (publication.root / "posts/2026-01-03-gone.md").unlink()
    again = publication.build()

    assert first.warnings == ""
    assert sum("data-pagefind-body" in text for text in texts) == len(texts) >= 2
    assert any("creditor" in text for text in texts)
    assert not any("Withdrawn text" in text for text in texts)
    assert kept == before
    assert again.warnings == ""
    assert not any("Gone text" in text for text in made(publication))
    assert not first.has("searchindex.js")
    assert not first.has("_static/searchtools.js")
    assert "data-pagefind" not in first.read("2026/01/x/")
    assert len(list((again.out / "pagefind/fragment").iterdir())) == len(made(publication))


def test_without_pagefind_the_build_ends_well(publication, monkeypatch):
    """With a warning that can be suppressed; the index of an earlier build goes."""
    publication.post("2026-01-02-x")
    publication.build()
    monkeypatch.setattr(search, "_binary", lambda: None)
    publication.post("2026-01-03-y")
    built = publication.build()
    silent = publication.build("suppress_warnings=standfirst.search")

    assert "Pagefind is not installed" in built.warnings
    assert "[standfirst.search]" in built.warnings
    assert built.has("search.html")
    assert not built.has("pagefind/pagefind.js")
    assert silent.warnings == ""


def test_a_build_may_leave_the_index_out(publication):
    """As the live preview does."""
    publication.post("2026-01-02-x")
    built = publication.build("standfirst_search_index=0")

    assert built.warnings == ""
    assert built.has("search.html")
    assert not built.has("pagefind/pagefind.js")


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
def test_a_reader_searches(publication):
    """Types, follows keys, filters, in both scripts; the policy forbids nothing; without an index it is said."""
    publication.post("2026-01-02-x", DEBT, title="Debt", author="Ada Lovelace")
    publication.post(
        "2025-01-03-y",
        "No debt here.\n",
        title="Elsewhere",
        author="Grace Hopper",
        date="2025-01-03",
    )
    publication.post(
        "2026-01-04-z", "全球南方的債務重組。\n", title="標題", author="王小明", lang="zh-Hant"
    )
    out = publication.build().out
    with served(out) as base, browser() as (page, said):
        page.goto(f"{base}2026/01/x/")
        page.keyboard.press("/")
        page.wait_for_url("**/search.html")
        page.keyboard.type("debt")
        titles = page.locator(".sf-result__title")
        page.wait_for_selector(".sf-result")
        page.wait_for_function("document.querySelectorAll('.sf-result').length === 2")
        assert titles.all_inner_texts() == ["Debt", "Elsewhere"]
        assert page.locator(".sf-search__status").inner_text() == "2 results"
        assert page.url.endswith("?q=debt")
        assert "Ada Lovelace" in page.locator(".sf-result__about").first.inner_text()
        assert page.locator("mark").count() >= 2
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.textContent") == "Elsewhere"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.name") == "q"
        page.select_option("select[name=author]", "Grace Hopper")
        page.wait_for_function("document.querySelectorAll('.sf-result').length === 1")
        assert titles.all_inner_texts() == ["Elsewhere"]
        page.goto(f"{base}search.html?q=debt&sort=oldest")
        page.wait_for_selector(".sf-result")
        assert titles.all_inner_texts() == ["Elsewhere", "Debt"]
        page.goto(f"{base}search.html?q={quote('債務')}")
        page.wait_for_selector(".sf-result")
        assert titles.all_inner_texts() == ["標題"]
        page.goto(f"{base}search.html?q=creditor")
        page.wait_for_selector(".sf-result__sections")
        assert (
            page.locator(".sf-result__sections a")
            .get_attribute("href")
            .endswith("/2026/01/x/#who-lends")
        )
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.className === 'sf-result__title'")
        page.keyboard.press("Enter")
        page.wait_for_url("**/2026/01/x/")
        assert [text for text in said if "PST" not in text] == []
        page.goto(f"{out.as_uri()}/search.html")
        assert "web server only" in page.locator(".sf-search__status").inner_text()
    out = publication.build("standfirst_search_index=0").out
    with served(out) as base, browser() as (page, _):
        page.goto(f"{base}search.html?q=debt")
        page.wait_for_function(
            "document.querySelector('.sf-search__status').textContent.includes('not available')"
        )
