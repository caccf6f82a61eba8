"""A search for strings of scripts without spaces, in the browser."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

import pytest
from browsers import under_policy
from playwright.sync_api import expect
from publications import Publication

TEXTS = {
    "Often": ("zh", "專欄，專欄，又是專欄。"),
    "Once": ("zh", "一個很長的開頭，說的是別的事情。" * 12 + "這裡有一個專欄作家。"),
    "Apart": ("zh", "專門的欄目，作家專用，專心，欄杆。" * 9),
    "Mixed": ("zh", "用Atom與JSON寫成的專<em>欄</em>，在**2026**年。"),
    "Simple": ("zh", "机器学习的专栏。"),
    "Kana": ("ja", "パパは佐々木さんのカメラを買った。"),
    "Voiceless": ("ja", "ハハは別のカメラを見た。"),
    "Hangul": ("ko", "한국어를 배우는 사람들."),
    "Thai": ("th", "ประเทศไทยมีแม่น้ำ"),
    "Accents": ("fr", "L’été dernier — trop court… — à l’école."),
    "English": ("en", "No debt, said the creditor. The column of a columnist—gone."),
}


@pytest.fixture(scope="module")
def searched(tmp_path_factory, browser):
    """Return a function that shows the search page for a query; the page is one, so that the index is fetched once."""
    publication = Publication(tmp_path_factory.mktemp("scripts"))
    for number, (title, (lang, text)) in enumerate(TEXTS.items(), 1):
        publication.post(
            f"2026-01-{number:02}-p", f"{text}\n", title=title, lang=lang, description="About."
        )
    publication.post("2026-02-01-p", "Nothing.\n", title="水庫與Atom", author="王小明", lang="zh")
    with under_policy(publication.build().out, mount="") as address:
        page = browser.new_page()

        def show(query):
            page.goto(f"{address}search.html?q={quote(query)}")
            expect(page.locator("[role=status]")).to_have_text(re.compile("result|Nothing"))
            return page

        yield show
        page.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("專欄", ["Often", "Mixed", "Once", "Simple"]),
        ("專欄作家", ["Once"]),
        ("專欄作傢", ["Once"]),  # the same in simplified characters
        ("專欄的機器", []),
        ("作家專", ["Apart"]),
        ("欄專", []),
        ("机器学", ["Simple"]),
        ("专栏机器", ["Simple"]),
        ("Atom 專欄", ["Mixed"]),
        ("atom與json", ["Mixed"]),
        ("專欄 作家", ["Once"]),
        ('"專欄"', ["Often", "Mixed", "Once", "Simple"]),
        ("「專欄作家」", ["Once"]),
        ("“專欄，又是”", ["Often"]),
        ('"專欄又"', []),
        ('"專欄" 作家', ["Once"]),
        ('"用Atom與JSON"', ["Mixed"]),
        ("水庫與", ["水庫與Atom"]),
        ('"水庫與Atom"', ["水庫與Atom"]),
        ("小明", ["水庫與Atom"]),
        ("庫", ["水庫與Atom"]),
        ("パパ", ["Kana"]),
        ("カメラ", ["Kana", "Voiceless"]),
        ("佐々木", ["Kana"]),
        ("한국어", ["Hangul"]),
        ("한국어가", ["Hangul"]),
        (unicodedata.normalize("NFD", "사람"), ["Hangul"]),
        ("ไทย", ["Thai"]),
        ("ete", ["Accents"]),
        ("l’école", ["Accents"]),
        ("columnist—gone", ["English"]),
        ('"no debt"', ["English"]),
        ('"debt no"', []),
        ('"!!" creditor', ["English"]),
        ("「……」專欄作家", ["Once"]),
        ("「……」", []),
    ],
)
def test_a_string_is_found_where_it_stands_and_nowhere_else(searched, query, expected):
    """In the text, also across markup, in titles and names, simplified or traditional; with words of other scripts; in quotation marks of several languages."""
    titles = searched(query).locator(".sf-result__title")
    expect(titles).to_have_count(len(expected))

    assert sorted(titles.all_inner_texts()) == sorted(expected)


def test_those_that_have_it_most_come_first(searched):
    """By relevance, however many have the characters apart."""
    titles = searched("專欄").locator(".sf-result__title").all_inner_texts()

    assert titles[0] == "Often"


@pytest.mark.parametrize(
    ("query", "title", "excerpt", "marked"),
    [
        ("專欄作家", "Once", "…是別的事情。" + "一個很長的開頭，說的是別的事情。" * 4 + "這裡有一個專欄作家。", ["專欄作家"]),
        ("JSON", "Mixed", "About. 用Atom與JSON寫成的專欄，在2026年。", ["JSON"]),
        ("學習 机器", "Simple", "About. 机器学习的专栏。", ["机器", "学习"]),
        ("한국어가", "Hangul", "About. 한국어를 배우는 사람들.", ["한국어"]),
        ("école", "Accents", "About. L’été dernier — trop court… — à l’école.", ["école"]),
        ("creditor", "English", "About. No debt, said the creditor. The column of a columnist—gone.", ["creditor"]),
    ],
)  # fmt: skip
def test_an_excerpt_is_the_text_as_it_was_written(searched, query, title, excerpt, marked):
    """With what was found marked, and nothing of how the index has it."""
    page = searched(query)
    result = page.locator(".sf-result", has=page.get_by_role("link", name=title, exact=True))
    found = (
        result.locator(".sf-result__excerpt").inner_text(),
        result.locator("mark").all_inner_texts(),
    )

    assert found == (excerpt, marked)
