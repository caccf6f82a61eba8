"""What a text is about, as hashes of its terms."""

from __future__ import annotations

import zlib
from array import array

import pytest

from standfirst.reading.keywords import signature


def of(*terms):
    """Return the signature of these terms."""
    return array("I", sorted(zlib.crc32(term.encode()) for term in terms)).tobytes()


@pytest.mark.parametrize(
    ("title", "text", "terms"),
    [
        ("", "", []),
        ("", "the harbour, Harbours and a pier", ["harbour", "harbours", "pier"]),
        ("", "Harbourmasters harbourmen", ["harbourm"]),
        ("", "a1bcd abc abcd_efgh", ["abcd", "efgh"]),
        ("Pier", "", ["pier"]),
        ("", "港口城市", ["港口", "口城", "城市"]),
        ("", "港 口", []),
        ("", "港口pier城市", ["港口", "pier", "城市"]),
        ("", "한국어", ["한국", "국어"]),
        ("", "x " * 4998 + "pier", ["pier"]),
        ("", "x " * 4999 + "pier", []),
    ],
)
def test_the_terms_of_a_text(title, text, terms):
    """Words of four letters and more, of which eight count, and pairs of characters; of 10,000 characters."""
    assert signature(title, text) == of(*terms)


def word(number):
    """Return one of many words of four letters."""
    return "abcd"[number // 26] + chr(97 + number % 26) + "zz"


def test_the_terms_that_fill_most_of_a_text_are_kept():
    """64 of them: often and long ones before others, of equals the last by the alphabet; a title's count three times."""
    words = [word(number) for number in range(66)]

    assert signature("", " ".join(words[:64])) == of(*words[:64])
    assert signature("", " ".join(words[:65])) == of(*words[1:65])
    assert signature("", " ".join([*words, words[0]])) == of(words[0], *words[3:])
    assert signature(words[0], " ".join([*(words[1:] * 2), words[0]])) == of(words[0], *words[3:])
    assert signature("", " ".join([*words, "aaaaa"])) == of("aaaaa", *words[3:])
