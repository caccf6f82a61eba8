"""Which part a document belongs to, and how a part is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.parts.part import Part, PartError, every


@pytest.mark.parametrize(
    ("text", "number", "count"), [("1/1", 1, 1), ("3/8", 3, 8), (" 8/8\n", 8, 8), ("007/8", 7, 8)]
)
def test_a_part_is_its_number_and_their_count(text, number, count):
    """With white space around it."""
    assert Part.of(text) == Part(number=number, count=count)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "3",
        "3/",
        "/8",
        "0/8",
        "9/8",
        "1/0",
        "-1/8",
        "1/8/2",
        "1/1001",
        "1.0/8",
        "٣/٨",
        "1/" + "9" * 5000,
    ],
)
def test_what_is_no_part_is_refused(text):
    """With what helps, and not quoted at length by the conversion of numbers."""
    with pytest.raises(PartError, match="is no part"):
        Part.of(text)


@given(st.text(), st.integers(1, 50))
def test_a_name_belongs_to_one_part(name, count):
    """Whatever is in it, half of a surrogate too."""
    assert [part for part in every(count) if part.has(name)] == [Part.of_name(name, count)]


def test_parts_are_of_about_one_size():
    """Names decide like dice."""
    names = [f"posts/2026-01-01-p{number}" for number in range(8_000)]
    sizes = [sum(map(part.has, names)) for part in every(8)]

    assert min(sizes) > 900
    assert max(sizes) < 1_100


def test_where_a_document_belongs_stays():
    """Other machines, other days: parts that are kept hold the same documents."""
    names = ["index", "posts/2026-01-01-a", "關於", "a/b/c"]

    assert [Part.of_name(name, 8).number for name in names] == [7, 5, 6, 5]
