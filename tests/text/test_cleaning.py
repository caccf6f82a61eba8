"""Text from outside, made fit for a line, for XML and for a log."""

from __future__ import annotations

import pytest

from standfirst.text import cleaning
from standfirst.text.cleaning import Removed

CONTROL, SURROGATES = "control characters", "lone surrogates"
SEPARATORS, BIDI = "Unicode line separators", "direction overrides"


@pytest.mark.parametrize(
    ("text", "expected", "what"),
    [
        ("a\x00b\x08", "ab", CONTROL),
        ("a\x0bb", "a b", CONTROL),
        ("a\x0cb", "a b", CONTROL),
        ("a\x0e\x1fb", "ab", CONTROL),
        ("\x7fa\x7f", "a", CONTROL),
        ("a\x80b\x84c", "a b c", CONTROL),
        ("a\x86\x97\x9fb", "a b", CONTROL),
        ("\ufffea\uffff", "a", CONTROL),
        ("\ud800a\udfff", "a", SURROGATES),
        ("a\x85b", "a b", SEPARATORS),
        ("a\u2028b\u2029c", "a b c", SEPARATORS),
        ("\u202aa\u202e", "a", BIDI),
        ("\u2066a\u2069", "a", BIDI),
        ("a\ud800\u202e\u2028b\x07", "a b", f"{CONTROL}, {SURROGATES}, {SEPARATORS}, {BIDI}"),
        ("a\u2027\u2065\u206ab\u200d", "a\u2027\u2065\u206ab\u200d", ""),
        ("\ud7ffa\ue000\ufffd", "\ud7ffa\ue000\ufffd", ""),
    ],
)
def test_each_unfit_character_is_removed(text, expected, what):
    """Those between which a line would end leave a space; their neighbours stay. Both say what was there."""
    assert cleaning.clean(text) == (expected, what)
    removed = Removed(what=what, line=3) if what else None
    assert cleaning.clean_body(f"\n\n{text}") == (f"\n\n{expected}", removed)


def test_a_line_has_single_spaces():
    """Whatever white space is between its words; a text of lines keeps it."""
    text = " a\t b\r\nc\u00a0d\u3000e "

    assert cleaning.clean(text) == ("a b c d e", "")
    assert cleaning.clean_body(text) == (text, None)


def test_a_byte_order_mark_within_a_text_goes_without_a_word():
    """It cannot be seen, and nobody wrote it."""
    assert cleaning.clean_body("a\ufeffb") == ("ab", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain 文 \U0001f600", "plain 文 \U0001f600"),
        ("a\tb\x07", r"a\tb\x07"),
        ("\x1b[31m", r"\x1b[31m"),
        ("a\u00a0b\u202e", r"a\xa0b\u202e"),
        ("\ud800\n", r"\ud800\n"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_an_escape(text, expected):
    """And nothing else."""
    assert cleaning.shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::error::x", r"\x3a:error::x"),
        (" ::x", r"\x3a:x"),
        ("a ::x", "a ::x"),
        (":x", ":x"),
        ("##[error]x", r"\x23#[error]x"),
        ("a ##vso[x] ##[y]", r"a \x23#vso[x] \x23#[y]"),
        ("###[x]", r"#\x23#[x]"),
        ("#[x] ##x y[", "#[x] ##x y["),
        ("two  spaces\t and\n\nmore ", "two  spaces and more"),
        ("a\x07b", r"a\x07b"),
    ],
)
def test_a_message_is_one_line_and_no_command(text, expected):
    """Spaces, which may be those of a path, stay."""
    assert cleaning.one_line(text) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{\n "a": "文"}', '{\n "a": "文"}'),
        ('"a\u2028b"', r'"a\u2028b"'),
        ('"\U000e0001"', r'"\udb40\udc01"'),
        ('"##vso[x]"', r'"\u0023#vso[x]"'),
    ],
)
def test_json_has_escapes_for_the_same(written, expected):
    """Its line ends stay."""
    assert cleaning.in_json(written) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("abcde", 5, "abcde"),
        ("abcdef", 5, "abcd…"),
        ("aaaaaaa bbb", 10, "aaaaaaa b…"),
        ("aaaaaaaa bbb", 10, "aaaaaaaa…"),
        ("aaaaaaaa b c", 11, "aaaaaaaa b…"),
        ("aaaaaaaaaa bbb", 13, "aaaaaaaaaa b…"),
        ("aaaaaaaaaaa bbb", 13, "aaaaaaaaaaa…"),
        ("aaaaaaaaa bbb", 10, "aaaaaaaaa…"),
        *((f"aaaa{sign}bb", 6, "aaaa…") for sign in " ,;:、，；：—–-"),
    ],
)
def test_a_long_text_is_cut_at_a_word(text, limit, expected):
    """If that lies in the last fifth; what would stand before the ellipsis as punctuation goes."""
    assert cleaning.shorten(text, limit) == expected
