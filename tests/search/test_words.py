"""Text -> words of the index."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.search import words

ODD = json.loads(Path(__file__).with_name("odd_texts.json").read_text(encoding="ascii"))
CHARACTERS = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x20000))]
COMPOSING = [
    *"e\u0301\u0323\u0307\u30cf\u309a\uff8a\uff9e\u1112\u1161\u11ab\uac00\u11a8\u0627\u0653\u0915\u093c\u0b47\u0b3e\u03a9\u0345\u1e9e\u0130\u212b\ufb01"
]
"""Characters that are composed, decomposed, or follow others that they become one with."""


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ascii(odd["text"])[:40])
def test_odd_texts_are_divided_as_browsers_divide_them(odd):
    """The browser's part is held to the same list."""
    tokens = words.tokens(odd["text"])
    found = {
        "text": odd["text"],
        "words": tokens.words,
        "joined": tokens.joined,
        "terms": sorted(tokens.terms()),
        "pairs": [list(pair) for pair in tokens.pairs()],
    }

    assert found == odd


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NAÏVE", "naive"),
        ("1,000,000", "1000000"),
        ("ＡＢＣ", "abc"),
        ("專欄作家", "专栏作家"),
        ("臺灣", "台湾"),
        ("ﬁnance", "finance"),
        ("ｶﾞｽ", "ガス"),
        ("O’Brien", "O'Brien"),
        ("re\u2011elect", "re-elect"),
        ("ΟΔΟΣ", "οδός"),
        ("مُحَمَّد", "محمد"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_two_ways_to_write_a_word_are_one(one, other):
    """Whichever of them is in the text, and whichever in the query."""
    assert words.tokens(one) == words.tokens(other)


@pytest.mark.parametrize(
    ("compound", "word"),
    [
        ("e-mail", "email"),
        ("co-operation", "cooperation"),
        ("O'Brien's", "obrien"),
        ("l’été", "lete"),
        ("U.S.", "us"),
        ("1’000", "1000"),
        ("a", "a"),
    ],
)
def test_a_compound_is_found_written_as_one_word(compound, word):
    """And by each of its parts."""
    assert word in words.tokens(compound).terms()


def test_kana_keeps_its_marks():
    """Which are no accents."""
    assert words.tokens("パパ").terms() != words.tokens("ハハ").terms()


def test_how_often_a_term_stands_there_is_counted():
    """Characters and pairs of a run, words, and compounds as one."""
    assert words.tokens("水水庫 well-being Well being 水").terms() == {
        "水": 3,
        "库": 1,
        "水水": 1,
        "水库": 1,
        "well": 2,
        "being": 2,
        "wellbeing": 1,
    }


def test_of_a_long_word_only_the_beginning_counts():
    """Words that begin alike for so long are one, in pairs too."""
    long = "x" * words.LONGEST
    tokens = words.tokens(f"{long}one {long}two end")

    assert tokens.terms() == {long: 2, "end": 1}
    assert tokens.pair_hashes() == words.tokens(f"{long} {long} end").pair_hashes()


def test_the_hashes_are_those_of_the_pairs():
    """As the format says: of either word CRC-32; three bytes count."""
    tokens = words.tokens("the debt of the South 水庫 and its creditors")

    assert list(tokens.pairs()) == [("debt", "south"), ("south", "creditors")]
    assert tokens.pair_hashes() == {
        crc32(one) * 31 + crc32(other) & 0xFFFFFF00
        for one, other in [(b"debt", b"south"), (b"south", b"creditors")]
    }


@given(st.lists(st.sampled_from(COMPOSING) | st.characters()).map("".join))
def test_folding_is_done_once_and_character_by_character(text):
    """So a browser may fold a text of a page as it stands, and keep the places of what it finds."""
    folded = words.fold(text)

    assert words.fold(folded) == folded
    assert "".join(map(words.fold, unicodedata.normalize("NFKC", text))) == folded


def test_what_becomes_one_with_what_is_before_it_is_known():
    """Texts without any are folded in a quicker way: what is composed, or put in another order, with those before."""
    following = {part for char in CHARACTERS for part in unicodedata.normalize("NFD", char)[1:]}
    unknown = [
        char
        for char in CHARACTERS
        if (
            (first := unicodedata.normalize("NFKD", char)[0]) in following
            or unicodedata.combining(first)
        )
        and words.fold(char)
        and words.fold(f"e{char}") == words.fold("e") + words.fold(char)
        and not words.is_composed(char)
    ]

    assert unknown == []


@given(st.text("aA1z-'.,_ \t"))
def test_a_line_of_ascii_is_divided_as_any_other(line):
    """There is a quicker way for it."""
    quickly, slowly = words.tokens(line), words.tokens(f"{line} é")

    assert words.Tokens([*quickly.words, "e"], quickly.joined) == slowly


@given(st.text())
def test_any_text_is_divided(text):
    """Into words that are text, without what divides names in files."""
    tokens = words.tokens(text)
    terms = tokens.terms()

    assert [term for term in terms if not term or "\n" in term or "\0" in term] == []
    assert [term for term in terms if len(term) > words.LONGEST] == []
    assert "".join(terms).encode().decode() == "".join(terms)


def test_characters_have_their_simplified_form():
    """Each at one look, and none has itself."""
    table = words.simplified()

    assert len(table) > 3000
    assert {one: other for one, other in table.items() if other in table or one == other} == {}
    assert [one for pair in table.items() for one in pair if len(one) != 1] == []
