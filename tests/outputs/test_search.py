"""The search: what is indexed, when, and what a reader meets in a browser."""

from __future__ import annotations

import re
import shutil
import sys
from urllib.parse import quote

import pytest
from browsers import MOVES, least_shift, spoken, under_policy
from lxml import html
from playwright.sync_api import expect
from publications import Publication

from standfirst.incremental.atomic_files import OutputError
from standfirst.outputs import pagefind, search_index

DEBT = "The debt of the south.\n\n## Who lends\n\nA creditor waits.\n"
HOSTILE = '<script>alert("x")</script> & "quoted"'


def document(**said):
    """Return the document that Pagefind is given of an article, of which nothing is said but what is given."""
    bare = {"href": "a/", "lang": "en", "title": "", "body": ""}
    return search_index.document(search_index.SearchDocument(**{**bare, **said}))


def test_a_document_holds_what_is_found_and_escapes_it():
    """Deck and body in its text; title, names, what is shown and filtered by beside it, of any content."""
    found = document(
        title=HOSTILE,
        deck="Deck.",
        names=("A: B, C",),
        byline=HOSTILE,
        filters=(("author", "A: B, C"),),
        body="<p>Te\x01xt.</p>",
    )
    tree = html.fromstring(found)

    assert tree.xpath("//*[@data-pagefind-meta='title']/text()") == [HOSTILE]
    assert tree.xpath("//*[@data-pagefind-meta='names']/text()") == ["A: B, C"]
    assert not tree.xpath("//script")
    assert tree.xpath("//*[@data-pagefind-filter='author']/text()") == ["A: B, C"]
    assert tree.xpath("//main[@data-pagefind-body]//p/text()") == ["Deck.", "Text."]


def test_a_document_has_no_numbers_of_notes(publication):
    """Neither at the words that call a note, nor before it; the notes are there."""
    publication.post(
        "2026-01-02-x", "The boat.[^1] L'Amiral.[^b] Again[^1].\n\n[^1]: A note.\n[^b]: Another.\n"
    )
    publication.build()
    pages = [*(publication.root / "_build").glob("**/pages/*.html")]
    mains = [html.fromstring(page.read_text("utf-8")).xpath("//main")[0] for page in pages]
    (main,) = [each for each in mains if "boat" in each.text_content()]

    assert " ".join(main.text_content().split()) == "What it is about. The boat. L’` Amiral. Again. A note. Another."  # fmt: skip


def test_a_document_is_all_that_pagefind_needs_and_nothing_else():
    """Marks of what is shown, filtered and sorted by are not in its text; what is empty has none."""
    whole = document(
        lang="de",
        title="T & t",
        deck="A <deck>",
        names=("A", "B"),
        byline="A und B",
        date="2. Januar",
        day="2026-01-02",
        filters=(("author", "A"), ("author", "B"), ("year", "2026")),
        body='<p>T.</p><div class="sf-biographies x"><p>A is.</p></div>',
    )

    assert whole == (
        '<!doctype html><html lang="de"><body>\n'
        "<div data-pagefind-ignore>"
        '<p data-pagefind-meta="title">T &amp; t</p>'
        '<p data-pagefind-meta="names">A, B</p>'
        '<p data-pagefind-meta="href">a/</p>'
        '<p data-pagefind-meta="lang">de</p>'
        '<p data-pagefind-meta="byline">A und B</p>'
        '<p data-pagefind-meta="date">2. Januar</p>'
        '<p data-pagefind-filter="author">A</p>'
        '<p data-pagefind-filter="author">B</p>'
        '<p data-pagefind-filter="year">2026</p>'
        '<p data-pagefind-sort="date">2026-01-02</p>'
        "</div>\n"
        "<main data-pagefind-body>\n<p>A &lt;deck&gt;</p>\n<div><p>T.</p></div>\n</main></body></html>\n"
    )
    assert document(href="b/", body=" ") == (
        '<!doctype html><html lang="en"><body>\n'
        '<div data-pagefind-ignore><p data-pagefind-meta="href">b/</p><p data-pagefind-meta="lang">en</p></div>\n'
        "<main data-pagefind-body>\n\n</main></body></html>\n"
    )


def test_a_title_in_the_body_is_not_its_text():
    """Standing pages have theirs there; another heading of the first level is one of a section."""
    body = '<section id="a"><h1>A<a class="headerlink" href="#a">#</a></h1><p>T.</p></section><h1>B</h1>'
    tree = html.fromstring(document(href="", title="A", body=body))

    assert [heading.text for heading in tree.iter("h1")] == ["B"]


def test_words_of_chinese_titles_and_names_are_found_however_they_are_divided():
    """A title and names as pairs of characters, beside what is shown; none where nothing is divided."""
    found = document(lang="zh", title="水庫之後 A：雨", names=("王小明", "Ada"))
    marks = html.fromstring(found).xpath("//*[@data-pagefind-meta='words']")

    assert [mark.text for mark in marks] == ["水庫 庫之 之後 後 A：` 雨 王小 小明 明"]
    assert "words" not in document(title="A", names=("Zoë",))


def test_a_text_is_divided_across_its_markup():
    """What is emphasised or linked is of one word with its neighbours; a line, a cell and a picture are not."""
    body = (
        "<p>專<em>欄</em>作<a href='#'>家</a>，<strong>Ato</strong>m<!-- 不 --></p>"
        "<table><tr><td>左</td><td>右</td></tr></table><p>上<br>下<img src='a.png' alt=''>後</p><p>A <b>b</b>.</p>"
    )
    tree = html.fromstring(document(lang="zh", body=body))
    texts = [" ".join(part.split()) for part in tree.find(".//main").itertext()]

    assert [text for text in texts if text] == ["專欄 欄作 作家 家，` Atom", "左", "右", "上", "下", "後", "A b."]  # fmt: skip


def test_headings_carry_the_ids_of_their_sections():
    """Pagefind leads to sections by the ids of headings; the signs that link to them are not text."""
    body = (
        '<section id="a"><p>T.</p><section id="b"><span id="c"></span>'
        '<h2>B &lt; c<a class="headerlink" href="#b">#</a></h2></section></section>'
    )
    tree = html.fromstring(document(title="A", body=body))

    assert [(h.get("id"), h.text_content()) for h in tree.iter("h2")] == [("b", "B < c")]
    assert len(tree.xpath("//*[@id='b']")) == 1


def made(publication):
    """Return the documents of the index."""
    folder = publication.root / "_build/doctrees/standfirst/search/pages"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))]


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


def test_what_the_index_is_made_from_follows_every_change(publication):
    """As a clean build has it, also one of several processes; where nothing searched changes, no index is made."""
    publication.post("2026-01-02-x", DEBT, volume="1")
    publication.post("2026-01-03-y")
    publication.build(jobs=2)
    publication.post("2026-01-02-x", "Other text.\n", author="Grace Hopper", volume="1")
    publication.write("volumes/1.md", "---\nname: The first\n---\n")
    publication.build(jobs=2)
    followed = made(publication)
    entry = publication.root / "_build/html/pagefind/pagefind-entry.json"
    before = entry.stat().st_mtime_ns
    publication.post("2026-01-03-y", tags="[one]")
    publication.build()
    kept = entry.stat().st_mtime_ns
    shutil.rmtree(publication.root / "_build")
    publication.build()

    assert any("Other text" in text for text in followed)
    assert kept == before
    assert made(publication) == followed


def test_without_pagefind_the_build_ends_well(publication, monkeypatch):
    """With a warning that can be suppressed; the index of an earlier build goes."""
    publication.post("2026-01-02-x")
    publication.build()
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    publication.post("2026-01-03-y")
    built = publication.build()
    silent = publication.build("suppress_warnings=standfirst.search")

    assert "Pagefind is not installed" in built.warnings
    assert "[standfirst.search]" in built.warnings
    assert built.has("search.html")
    assert not built.has("pagefind/pagefind.js")
    assert silent.warnings == ""


@pytest.mark.parametrize("file", ["pagefind.js", "pagefind-entry.json", "index/a.pf_index"])
def test_an_index_that_the_disk_has_no_room_for_is_none(tmp_path, monkeypatch, file):
    """Pagefind ends well with half a file; what was there stays, and the error says what to do."""
    search_index.make(_pages(tmp_path), tmp_path / "kept")
    whole = {path.name for path in (tmp_path / "kept").iterdir()}

    def half(_program, _documents, into, **_):
        shutil.copytree(tmp_path / "kept", into)
        (into / file).parent.mkdir(exist_ok=True)
        (into / file).write_bytes(b"")

    monkeypatch.setattr(pagefind, "make", half)
    with pytest.raises(
        OutputError, match=r"kept cannot be written \(No space left on device\).*make room"
    ):
        search_index.make(tmp_path / "pages", tmp_path / "kept")

    assert {path.name for path in (tmp_path / "kept").iterdir()} == whole


def _pages(folder):
    """Return a folder with one document."""
    (folder / "pages").mkdir()
    found = document(title="A", body="<p>Text.</p>")
    (folder / "pages/a.html").write_text(found, encoding="utf-8")
    return folder / "pages"


def test_where_nothing_is_published_no_index_is_missed(publication):
    """A new publication has nothing to be found, which is no fault."""
    built = publication.build()

    assert built.warnings == ""
    assert built.has("search.html")
    assert not built.has("pagefind/pagefind.js")


def test_pages_without_words_are_said_to_have_none(tmp_path):
    """Installing Pagefind anew would not help."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html").write_text(document(title="…"), encoding="utf-8")
    with pytest.raises(search_index.SearchError, match="no page has a word") as raised:
        search_index.make(tmp_path / "pages", tmp_path / "kept")

    assert raised.value.remedy == "write one, or set standfirst_search = False"


def test_a_build_may_leave_the_index_out(publication):
    """As the live preview does."""
    publication.post("2026-01-02-x")
    built = publication.build("standfirst_search_index=0")

    assert built.warnings == ""
    assert built.has("search.html")
    assert not built.has("pagefind/pagefind.js")


def test_without_javascript_the_page_says_so(publication):
    """In the page itself, which has nothing else that cannot be used: text browsers show what is hidden."""
    page = html.fromstring(publication.build().read("search.html").encode())

    assert "needs JavaScript" in page.xpath("string(//main//noscript)")
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


@pytest.mark.parametrize(
    ("sought", "found"), [("imprin", ["Imprint"]), ("imprintxq", ["Imprint"]), ("xqmprint", [])]
)
def test_a_word_that_stands_nowhere_is_one_that_begins_alike(review, tab, sought, found):
    """As the guide says: what begins with it, else what it begins with; a slip at its beginning finds nothing."""
    page = tab().new_page()
    page.goto(f"{review}search.html?q={sought}")
    expect(page.locator("[role=status]")).to_have_text(re.compile("result|Nothing|No "))
    results(page, *found)


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
    expect(page.locator("[role=status]")).to_have_text("Nothing was found for “zzqx”.")  # fmt: skip
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


def test_where_there_can_be_no_search_the_page_says_so(publication, tab):
    """Without an index, and in files opened from a disk."""
    out = publication.build("standfirst_search_index=0").out
    page = tab().new_page()
    with under_policy(out, mount="") as base:
        page.goto(f"{base}search.html?q=debt")
        expect(page.locator("[role=status]")).to_contain_text("not available")
        page.goto(f"{out.as_uri()}/search.html")
        expect(page.locator("[role=status]")).to_contain_text("web server only")
        expect(page.locator("input[name=q]")).to_be_disabled()
