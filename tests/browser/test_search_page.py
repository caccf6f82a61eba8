"""The search's page, as a reader meets it."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import MOVES, least_shift, spoken, under_policy
from lxml import html
from playwright.sync_api import expect
from publications import Publication

DEBT = "The debt of the south.\n\n## Who lends\n\nA creditor waits.\n"


def test_without_javascript_the_page_says_so(publication):
    """In the page itself, which has nothing else that cannot be used: text browsers show what is hidden."""
    page = html.fromstring(publication.build().read("search.html").encode())

    assert "needs JavaScript" in page.xpath("string(//main//noscript)")
    assert page.xpath("//main//noscript//a/@href") == ["archive/"]
    assert page.xpath("//main//select | //main//button[@type='button'] | //main//*[@hidden]") == []


def filled(publication):
    """Return the publication with three articles of different kinds, and a standing page."""
    publication.post("2026-01-02-x", DEBT, title="Debt", author="Ada Lovelace", section="Money")
    publication.post(
        "2025-01-03-y",
        "No debt here.\n",
        title="Elsewhere",
        author="Grace Hopper",
        date="2025-01-03",
        volume="One",
    )
    publication.post(
        "2026-01-04-z",
        "全球南方的債務重組。\n",
        title="望遠鏡之後",
        author="王小明",
        date="2026-01-04",
        lang="zh-Hant",
    )
    publication.write("imprint.md", "---\norphan: true\n---\n# Imprint\n\nWe have no debt.\n")
    return publication


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    """Return the address where it is served under the guide's policy."""
    out = filled(Publication(tmp_path_factory.mktemp("review"))).build().out
    (out / "favicon.ico").touch()  # which browsers ask for unasked
    with under_policy(out, mount="") as address:
        yield address


def results(page, *titles):
    """Wait until exactly these results are shown, in their order."""
    expect(page.locator(".sf-result__title")).to_have_text(list(titles))


def focused(page, text):
    """Wait until what has this text has the focus."""
    expect(page.locator(":focus")).to_have_text(text)


def test_a_reader_searches_by_keys_alone(review, tab):
    """From any page to a result and back; the policy forbids nothing."""
    page = tab().new_page()
    said = spoken(page)
    for key in ("/", "Control+k"):
        page.goto(f"{review}2026/01/x/")
        page.keyboard.press(key)
        page.wait_for_url("**/search.html")
    field = page.locator("input[name=q]")
    expect(field).to_be_focused()
    page.keyboard.type("debt")
    results(page, "Debt", "Imprint", "Elsewhere")
    expect(page.locator("[role=status]")).to_have_text("3 results")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    focused(page, "Imprint")
    page.keyboard.press("ArrowUp")
    focused(page, "Debt")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    results(page)
    expect(field).to_have_value("")
    page.keyboard.type("here/there")
    expect(field).to_have_value("here/there")
    field.fill("creditor")
    page.keyboard.press("Enter")
    focused(page, "Debt")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2026/01/x/")
    page.go_back()
    results(page, "Debt")

    assert [text for text in said if "PST" not in text] == []


def status(page):
    """Return what the page says of a search."""
    return page.locator("[role=status]")


def test_a_word_that_stands_nowhere_is_taken_for_one_that_does(review, tab):
    """For one that it begins, else for one with a letter other; the page says so, and has a way back to the word as it is."""
    page = tab().new_page()
    page.goto(f"{review}search.html?q=impri")
    expect(status(page)).to_have_text("One result · No article has “impri” as a word; shown for words that begin so.")  # fmt: skip
    page.goto(f"{review}search.html?q=creditro")
    expect(status(page)).to_have_text(
        "One result · No article has “creditro”; shown for “creditor”."
    )
    results(page, "Debt")
    page.get_by_role("link", name="Search for “creditro” as it is").click()
    expect(status(page)).to_contain_text("Nothing was found for “creditro”. Try fewer words")
    assert page.url.endswith("search.html?q=creditro&exact=1")
    expect(page.get_by_role("main").get_by_role("link", name="Archive")).to_be_visible()
    expect(page.locator("input[name=q]")).to_be_focused()
    page.reload()
    expect(status(page)).to_contain_text("Nothing was found")
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    results(page, "Debt")
    assert page.url.endswith("search.html?q=credit")


def test_what_is_not_there_is_said(review, tab):
    """A word that no article has; that none has all."""
    page = tab().new_page()
    page.goto(f"{review}search.html?q=creditor+zzqx")
    expect(status(page)).to_have_text("One result · No article has “zzqx”.")
    page.goto(f"{review}search.html?q=creditor+waits+imprint")
    expect(status(page)).to_contain_text("No article has all of this")
    results(page, "Debt")


def test_a_result_says_what_it_is(review, tab):
    """Excerpt with the words marked, byline and date; sections that are led to; the page's language."""
    page = tab().new_page()
    page.goto(f"{review}search.html?q=creditor")
    expect(page.locator(".sf-result mark")).to_have_text(re.compile("creditor"))
    expect(page.locator(".sf-result__about")).to_have_text("By Ada Lovelace 2 January 2026")
    section = page.locator(".sf-result__sections a")
    expect(section).to_have_text("Who lends")
    expect(section).to_have_attribute("href", f"{review}2026/01/x/#who-lends")
    page.goto(f"{review}search.html?q=lovelace")
    expect(page.locator(".sf-result__excerpt")).to_contain_text("The debt of the south")
    page.goto(f"{review}search.html?q=zzqx")
    expect(page.locator("[role=status]")).to_contain_text("Nothing was found for “zzqx”. Try ")
    page.goto(f"{review}search.html?q={quote('債務')}")
    expect(page.locator(".sf-result")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator(".sf-result mark")).to_have_text(["債務"])  # one word, not two
    page.goto(f"{review}search.html?q={quote('重組 望遠')}")
    expect(page.locator(".sf-result mark")).to_have_text(["重組"])


def test_results_move_nothing_and_show_where_they_are_cut(online, tab):
    """Wide or narrow; an excerpt has the Chinese word that was typed, wherever it stands in the text."""

    def shift(width):
        page = tab(width=width).new_page()
        page.add_init_script(MOVES)
        page.goto(f"{online}search.html?q=permalink")
        expect(page.locator(".sf-result__excerpt").first).to_have_text(
            re.compile("^….*permalink.*…$", re.IGNORECASE)
        )
        assert not any(" …" in text for text in page.locator(".sf-result").all_inner_texts())
        return sum(page.evaluate("window.standfirstMoves()"))

    for width in (1280, 390):
        assert least_shift(shift(width) for _ in range(4)) == 0
    page = tab(width=390).new_page()
    page.goto(f"{online}search.html?q={quote('標點')}")
    expect(page.locator(".sf-result mark", has_text=re.compile("^標點$")).first).to_be_visible()


def find_in_both_scripts(page, base):
    """Look for words of Chinese, however they lie across those of the index, and of English."""
    for query in ("債務", "望遠鏡", "遠鏡", "鏡之", "王小明", "小明"):
        page.goto(f"{base}search.html?q={quote(query)}")
        results(page, "望遠鏡之後")
    page.goto(f"{base}search.html?q=lends")
    results(page, "Debt")
    page.goto(f"{base}search.html?q=%22{quote('no debt')}%22")
    results(page, "Imprint", "Elsewhere")
    page.goto(f"{base}search.html?q=%22{quote('全球南方')}%22")
    results(page, "望遠鏡之後")
    page.goto(f"{base}search.html?q=%22{quote('南方全球')}%22")
    expect(page.locator("[role=status]")).to_contain_text("南方全球")
    results(page)


def test_one_index_serves_both_scripts(review, tab):
    """From a page in English."""
    find_in_both_scripts(tab().new_page(), review)


def test_one_index_serves_a_publication_in_chinese(publication, tab):
    """From a page in Chinese."""
    out = filled(publication).build("standfirst_language=zh-Hant").out
    with under_policy(out, mount="") as base:
        find_in_both_scripts(tab().new_page(), base)


def test_results_are_narrowed_and_ordered(review, tab):
    """By each of the filters, also in an address; by date, with what has none at the end."""
    page = tab().new_page()
    for name, value, title in (
        ("author", "Grace Hopper", "Elsewhere"),
        ("section", "Money", "Debt"),
        ("year", "2025", "Elsewhere"),
        ("volume", "One", "Elsewhere"),
    ):
        page.goto(f"{review}search.html?q=debt")
        results(page, "Debt", "Imprint", "Elsewhere")
        if page.locator(f"select[name={name}] option").count() > 2:
            page.select_option(f"select[name={name}]", value)
        else:
            page.goto(f"{review}search.html?q=debt&{name}={quote(value)}")
        results(page, title)
        assert f"{name}=" in page.url
    page.goto(f"{review}search.html?language={quote('Chinese (Traditional)')}")
    results(page, "望遠鏡之後")
    page.select_option("select[name=language]", "")
    results(page)
    page.goto(f"{review}search.html?q=debt")
    page.select_option("select[name=sort]", "oldest")
    results(page, "Elsewhere", "Debt", "Imprint")
    page.reload()
    results(page, "Elsewhere", "Debt", "Imprint")
    page.select_option("select[name=sort]", "newest")
    results(page, "Debt", "Elsewhere", "Imprint")


def test_each_choice_says_how_many_results_it_leaves(review, tab):
    """With the other choices as they are; what would leave none is not offered."""
    page = tab().new_page()
    page.goto(f"{review}search.html?q=debt")
    author, year = (page.locator(f"select[name={name}] option") for name in ("author", "year"))
    expect(author).to_have_text(["All", "Ada Lovelace (1)", "Grace Hopper (1)"])
    expect(year).to_have_text(["All", "2026 (1)", "2025 (1)"])
    page.select_option("select[name=year]", "2025")
    results(page, "Elsewhere")
    expect(author).to_have_text(["All", "Grace Hopper (1)"])
    expect(year).to_have_text(["All", "2026 (1)", "2025 (1)"])
    page.fill("input[name=q]", "creditor")
    expect(status(page)).to_contain_text("Nothing")
    expect(year).to_have_text(["All", "2026 (1)", "2025 (0)"])


def test_nothing_is_fetched_before_the_first_key(review, tab):
    """Of the index, and of the script that reads it."""
    page = tab().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{review}search.html", wait_until="networkidle")
    before = list(asked)
    page.keyboard.type("debt")
    expect(status(page)).to_contain_text("result")

    assert [url for url in before if "_search/" in url or "search_engine" in url] == []
    assert f"{review}_search/head.json" in asked


def test_an_article_that_cannot_be_had_shows_its_deck(review, tab):
    """The others show a piece of their texts."""
    page = tab().new_page()
    page.route("**/2026/01/x/", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_())  # fmt: skip
    page.goto(f"{review}search.html?q=debt")
    results(page, "Debt", "Imprint", "Elsewhere")

    assert page.locator(".sf-result__excerpt").all_inner_texts() == [
        "What it is about.",
        "We have no debt.",
        "What it is about. No debt here.",
    ]


def test_an_answer_that_comes_late_is_not_shown(review, tab):
    """The newest query's results stay."""
    page = tab().new_page()
    held = []
    page.route("**/2026/01/z/", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    page.goto(f"{review}search.html?q={quote('債務')}")
    expect(status(page)).to_have_text("Searching")
    page.fill("input[name=q]", "creditor")
    results(page, "Debt")
    for route in held:
        route.continue_()
    page.wait_for_timeout(2_000)
    results(page, "Debt")
    assert held
    assert page.url.endswith("?q=creditor")


def test_a_choice_without_a_word_is_no_query(review, tab):
    """Its articles are shown, and nothing is said of words that are lacking."""
    page = tab().new_page()
    page.goto(f"{review}search.html?author=Ada+Lovelace")
    results(page, "Debt")
    expect(status(page)).to_have_text("One result")


@pytest.mark.parametrize("name", ["author", "section", "year", "volume", "language"])
def test_a_choice_that_there_is_not_is_said(review, tab, name):
    """As an old link may have it: nothing is found, it stays to be seen, and can be taken back."""
    page = tab(width=360).new_page()
    said = spoken(page)
    page.goto(f"{review}search.html?{name}=Nobody+{'x' * 300}")
    expect(status(page)).to_have_text(f"Nothing was found for “Nobody {'x' * 300}”.")
    results(page)
    select = page.locator(f"select[name={name}]")
    expect(select.locator("option:checked")).to_have_text(f"Nobody {'x' * 300} (0)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("input[name=q]").fill("debt")
    expect(status(page)).to_contain_text("Nothing was found for “debt”")
    page.locator(".sf-search__ways").get_by_role("link", name="All (3)").click()
    results(page, "Debt", "Imprint", "Elsewhere")
    assert page.url.endswith("search.html?q=debt")
    assert [line for line in said if "PST" not in line] == []


def at_the_button(online, tab):
    """Return a page of results at its end, where the button offers more, and the titles in it: six."""
    page = tab(height=700).new_page()
    page.goto(f"{online}search.html?q=article")
    titles = page.locator(".sf-result__title")
    expect(titles).not_to_have_count(0)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(titles).to_have_count(6)
    return page, titles


def test_more_results_that_cannot_be_fetched_are_asked_for_again(online, tab):
    """The button says why; nothing that was asked for in vain is left out afterwards."""

    def shown(fail):
        page, titles = at_the_button(online, tab)
        if fail:
            page.route("**/_search/**", lambda route: route.abort())
            page.locator(".sf-search__more").click()
            expect(page.get_by_role("button", name="These pages cannot be reached")).to_be_visible()
            page.unroute("**/_search/**")
        page.locator(".sf-search__more").click()
        expect(titles).to_have_count(12)
        return titles.all_inner_texts()

    assert shown(fail=True) == shown(fail=False)


def test_results_do_not_flicker_while_one_types(review, tab):
    """Those of what was typed before stay until there are others."""
    page = tab().new_page()
    page.goto(f"{review}search.html?q=debt")
    results(page, "Debt", "Imprint", "Elsewhere")
    page.evaluate("""() => {
      const list = document.querySelector(".sf-results");
      window.counts = [];
      new MutationObserver(() => window.counts.push(list.children.length)).observe(list, { childList: true });
    }""")
    page.locator("input[name=q]").press("End")
    page.keyboard.type(" imprint", delay=60)
    results(page, "Imprint")

    assert min(page.evaluate("window.counts")) >= 1


def test_one_comes_back_to_the_place_in_the_list(online, tab):
    """With the results that were shown, where one was in them, and the link that was followed under the focus."""
    page, titles = at_the_button(online, tab)
    page.locator(".sf-search__more").click()
    expect(titles).to_have_count(12)
    expect(titles.nth(6)).to_be_focused()
    chosen = titles.nth(9)
    chosen.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    top, title = page.evaluate("scrollY"), chosen.inner_text()
    chosen.click()
    page.wait_for_url(lambda url: "search.html" not in url)
    page.go_back()
    expect(titles).to_have_count(12)
    expect(titles.nth(9)).to_be_focused()

    assert titles.nth(9).inner_text() == title
    assert abs(page.evaluate("scrollY") - top) <= 2


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_results_are_for_everybody(review, tab, width, scheme):
    """Axe finds nothing wrong with them, nor with what is said where a word was taken for another, and where nothing is found."""
    page = tab(width=width, color_scheme=scheme).new_page()
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    for query, said in (("debt", "3 results"), ("creditro", "shown for"), ("zzqx", "Nothing")):
        page.goto(f"{review}search.html?q={query}")
        expect(status(page)).to_contain_text(said)
        page.wait_for_load_state("networkidle")

        assert Axe().run(page, options=options).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
