"""Numbers of things."""

from __future__ import annotations

import pytest

from standfirst.text.counts import counted


@pytest.mark.parametrize(
    ("number", "words", "expected"),
    [
        (0, ("article",), "0 articles"),
        (1, ("article",), "1 article"),
        (2, ("article",), "2 articles"),
        (8552, ("more problem",), "8,552 more problems"),
        (1, ("entry", "entries"), "1 entry"),
        (2, ("entry", "entries"), "2 entries"),
    ],
)
def test_a_number_agrees_with_what_is_counted(number, words, expected):
    """Never "1 posts"."""
    assert counted(number, *words) == expected
