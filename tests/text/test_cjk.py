"""One table says what is Chinese, Japanese and Korean: it holds what Unicode says, and every user has it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_tree import MODULES, PACKAGE

from standfirst.editions.typst import code
from standfirst.reading import keywords
from standfirst.search import words as search_words
from standfirst.text import bylines, cjk, i18n, language_detection, name_parts, reading_time

EVERY = "".join(map(chr, range(0x110000)))
ASSIGNED = frozenset(char for char in EVERY if unicodedata.category(char) not in {"Cn", "Co", "Cs"})
PARTS = ("HAN", "BOPOMOFO", "KANA", "HANGUL")
NAMED = {
    "HAN": r"CJK (UNIFIED|COMPATIBILITY) IDEOGRAPH-|CJK RADICAL |KANGXI RADICAL |HANGZHOU NUMERAL |"
    r"(VERTICAL )?IDEOGRAPHIC (ITERATION MARK|CLOSING MARK|NUMBER ZERO)",
    "BOPOMOFO": r"BOPOMOFO ",
    "KANA": r"(?!KATAKANA-HIRAGANA DOUBLE|.*MIDDLE DOT)(COMBINING |HALFWIDTH |CIRCLED )?(HIRAGANA|KATAKANA|HENTAIGANA)\b",
    "HANGUL": r".*\bHANGUL |(PARENTHESIZED|CIRCLED) KOREAN CHARACTER ",
}
"""Class -> what the names of its characters in Unicode begin with."""
NFD = unicodedata.normalize("NFD", "한국어 문장은 띄어쓰기가 있다")


def members(letters: str) -> set[str]:
    """Return the characters of a class, assigned or not."""
    return set(re.findall(f"[{letters}]", EVERY))


@pytest.mark.parametrize("part", PARTS)
def test_letters_are_those_of_their_script(part):
    """By their names in Unicode: all of them, and no other but squared words in katakana."""
    named = {char for char in ASSIGNED if re.match(NAMED[part], unicodedata.name(char, ""))}
    squared = {chr(point) for point in range(0x3300, 0x3358)}

    assert (members(getattr(cjk, part)) & ASSIGNED) - squared == named


def test_parts_have_nothing_in_common():
    """So that a character is counted once."""
    sizes = [len(members(getattr(cjk, part))) for part in PARTS]

    assert len(members(cjk.LETTERS)) == sum(sizes)
    assert members(cjk.LETTERS) <= members(cjk.WIDE)
    assert members(cjk.LETTERS) - members(cjk.UNSPACED) == members(cjk.HANGUL)


def test_wide_is_what_unicode_has_as_wide_but_for_emoji():
    """Whichever version of Unicode this Python knows; what is in no version wide is decomposed Hangul, or has a sign within."""
    has_width = {char for char in ASSIGNED if unicodedata.east_asian_width(char) in "WFH"}
    wide = members(cjk.WIDE)
    symbols = {char for char in has_width - wide if unicodedata.category(char)[0] == "S"}
    # widened by Unicode 16; a space and numbers on black that are no wider than others'
    others = re.findall("[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d37f\u303f\u3248-\u324f]", EVERY)  # fmt: skip

    assert has_width - wide - symbols - members(cjk.PICTURES) <= members("\U0001f3fb-\U0001f3ff")
    assert [c for c in symbols if not ("\u2300" < c < "\u2c00" or c >= "\U0001f000")] == []
    assert {
        char
        for char in (wide & ASSIGNED) - has_width - set(others)
        if not unicodedata.name(char).startswith("HANGUL J")
    } == set()


def test_selectors_are_unicodes():
    """All 256, and the one of Mongolian is none: its text has nothing else from here."""
    named = {char for char in EVERY if unicodedata.name(char, "").startswith("VARIATION SELECTOR-")}

    assert members(cjk.SELECTORS) == named
    assert [char for char in named if not cjk.is_selector(char)] == []


@given(st.text(alphabet="a后한ｶ\ufe01\U000e0100"), st.integers(0, 8))
def test_the_last_character_is_no_selector(text, end):
    """As if there were none."""
    before = text[: min(end, len(text))].rstrip("\ufe01\U000e0100")

    assert cjk.last(text, min(end, len(text))) == before[-1:]


@given(st.text(st.sampled_from("a后々한ｶ・，\U00020000 "), max_size=40), st.sampled_from(PARTS))
def test_runs_are_the_longest_there_are(text, part):
    """Where one ends there is no letter."""
    letters = getattr(cjk, part)

    assert cjk.runs(letters).findall(text) == re.findall(f"[{letters}]+", text)


def test_the_search_takes_all_letters_for_unspaced():
    """And those of four other scripts; browsers are given its class with the index."""
    assert members(cjk.LETTERS) < members(search_words.UNSPACED)


def test_no_other_module_has_a_range_of_its_own():
    """It would be the tenth."""
    pattern = re.compile(r"\\u(?:30[49f][0-9a-f]|3400|4dbf|4e00|9ff[0-9a-f]|ac00|d7a[0-9a-f]|f900|faff)|[一㐀가ぁァ]-", re.IGNORECASE)  # fmt: skip
    scripts = sorted(PACKAGE.glob("static/**/*.js"))
    found = [path.name for path in (*MODULES, *scripts) if pattern.search(path.read_text("utf-8"))]

    assert found == ["cjk.py"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("𠮷野家", ["𠮷野", "野家"]),
        ("佐々木", ["佐々", "々木"]),
        ("二〇年", ["二〇", "〇年"]),
        ("ｶﾅ", ["カナ"]),
        ("アン・リー", ["アン", "リー"]),
        ("ㄅㄆ", ["ㄅㄆ"]),
        ("한국", ["한국"]),
        (NFD[:3], []),
        ("䷀䷁", []),
        ("one", []),
    ],
)
def test_the_search_finds_pairs_of_letters(title, expected):
    """Rare ideographs, halfwidth katakana and marks that repeat are letters; a dot between names and hexagrams are none."""
    terms = search_words.tokens(title).terms()

    assert [t for t in terms if len(t) == 2 and search_words.is_unspaced(t)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("𠮷野家", (0, 3)),
        ("二〇二六年", (0, 5)),
        ("佐々木", (0, 3)),
        ("ｶﾅ", (0, 2)),
        ("アン・リー", (0, 4)),
        ("ㄅㄆㄇ", (0, 3)),
        ("\U00031350\U000323b0", (0, 2)),
        ("한국어 문장", (2, 0)),
        (NFD, (4, 0)),
        ("“你好”，world", (1, 2)),
    ],
)
def test_reading_time_counts_letters_that_no_space_divides(text, expected):
    """Korean has words; punctuation counts in no language."""
    assert reading_time.count(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NFD, "ko"),
        ("약속(約束)을 지키다", "ko"),
        ("约翰・史密斯来了", "zh-Hans"),
        ("約翰・史密斯來了", "zh-Hant"),
        ("𠀀𠀁𠀂𠀃 wen", "zh-Hans"),
        ("ｺﾚﾊﾍﾟﾝﾃﾞｽ", "ja"),
        ("東京の佐々木さん", "ja"),
    ],
)
def test_the_script_tells_the_language(text, expected):
    """However it is encoded; a dot between the names of a Chinese text makes no Japanese of it."""
    assert language_detection.detect(text, "en") == expected


@pytest.mark.parametrize("name", ["𠀀 𠀁", "ﾔﾏﾀﾞ ﾀﾛｳ", "山田 太郎", "홍 길동"])
def test_a_name_in_cjk_is_not_taken_apart(name):
    """Which of its parts is the family's nobody can tell."""
    assert name_parts.parts(name).family == name


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("佐々木希, 王小明", ("佐々木希", "王小明")),
        ("𠮷田茂, 王小明", ("𠮷田茂", "王小明")),
        ("ﾔﾏﾀﾞﾀﾛｳ, ｱﾝ･ﾘｰ", ("ﾔﾏﾀﾞﾀﾛｳ", "ｱﾝ･ﾘｰ")),
        ("アン・リー, 홍길동", ("アン・リー", "홍길동")),
    ],
)
def test_a_comma_divides_names_in_cjk(byline, expected):
    """Each of them is one word, and a name all the same."""
    assert bylines.split(byline)[0] == expected


@pytest.mark.parametrize("text", ["\uf900\uf901", "佐々", "ㄅㄆ", "𠀀𠀁", "ｶﾅ", "한국"])
def test_pairs_of_letters_make_texts_related(text):
    """Two of them are a keyword; two letters of an alphabet are none."""
    assert len(keywords.signature("", f"ab {text} cd")) == 4


def test_initials_of_a_name_in_cjk_are_its_first_letter():
    """Letters of an alphabet are initials in whatever width."""
    names = ["山田 太郎", "ﾔﾏﾀﾞ ﾀﾛｳ", "홍길동 기자", "𠮷田 茂", "Ａｄａ Ｌｏｖｅｌａｃｅ"]

    assert list(map(i18n.Words.initials, names)) == ["山", "ﾔ", "홍", "𠮷", "ＡＬ"]


@pytest.mark.parametrize(
    ("run", "divided"),
    [
        ("中", False),
        ("한", False),
        (unicodedata.normalize("NFD", "한"), False),
        ("𠀀", False),
        ("😀", False),
        ("❤\ufe0f", False),
        ("a", True),
        ("𝐀", True),
        ("ꙑ", True),
        ("ﷲ", True),
    ],
)
def test_a_line_of_an_edition_is_broken_where_typst_finds_no_place(run, divided):
    """It finds one after each ideograph, syllable and emoji; after no letter of another script, whichever block it is in."""
    assert (len(code.pieces(run * 60)) > 1) is divided
