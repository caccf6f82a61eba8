"""A page -> its record."""

from __future__ import annotations

import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.search import record, shape
from standfirst.search.files import DamagedError
from standfirst.search.page_text import PageText


def page(**said):
    """Return a page of which nothing is said but what is given."""
    text = PageText(said.pop("text", ""), said.pop("headings", ""))
    return record.SearchedPage(**{"href": "a/", "lang": "en", "title": "", "body": text, **said})


def content(data):
    """Return terms with their weights, and hashes of pairs, of all parts."""
    weights, pairs = {}, set()
    for number, part in record.parts(data, range(3 * shape.PARTS)).items():
        if number < record.FIRST[shape.PAIRS]:
            weights.update(zip(*record.terms(part), strict=True))
        else:
            pairs.update(record.pairs(part))
    return weights, pairs


def test_a_record_has_what_is_shown_and_counted():
    """The whole of it, as it was said."""
    data = record.record(
        page(
            title="Debt & 水",
            deck="Deck.",
            names=("Ada",),
            byline="By Ada",
            date="2 January",
            day=3,
            facets=(("author", "Ada"),),
            text="One two.",
        )
    )
    weights, pairs = content(data)

    assert record.shown(data) == record.ShownPage(
        row=("Debt & 水", "a/", "By Ada", "2 January", "en", "Deck."),
        day=3,
        facets=(("author", "Ada"),),
        entries=(5, 1, 2),
    )
    assert weights == {
        "debt": record.TITLE,
        "水": record.TITLE,
        "ada": record.NAME,
        "deck": 8 | record.HEADING,
        "one": 8,
        "two": 8,
    }
    assert len(pairs) == 2


def test_equal_pages_have_equal_records():
    """Whatever was recorded before."""
    first = record.record(page(text="One two three."))
    record.record(page(text="three four"))

    assert record.record(page(text="One two three.")) == first


@pytest.mark.parametrize(
    ("deck", "shown"),
    [
        ("Short.", "Short."),
        ("x" * 160, "x" * 160),
        ("x" * 161, "x" * 159 + "…"),
        ("word " * 40, "word " * 30 + "word…"),
        ("雨" * 200, "雨" * 159 + "…"),
        (f"a {'x' * 200}", f"a {'x' * 157}…"),
    ],
)
def test_a_deck_is_cut(deck, shown):
    """Between words, where there are any."""
    found = record.shown(record.record(page(deck=deck))).row[-1]

    assert found == shown.replace("word …", "word…")


def test_a_word_weighs_more_where_there_are_more_of_it_and_less_text():
    """From 1 to 15."""
    short, often, long = (
        content(record.record(page(text=text)))[0]["debt"]
        for text in ("debt", "debt " * 500, "debt " + "x " * 100_000)
    )

    assert (short, often, long) == (8, 15, 1)


def test_of_an_endless_text_the_beginning_is_searched():
    """As much as several books have."""
    weights, _ = content(record.record(page(text="a " * (record.MOST // 2) + "beyond")))

    assert weights.keys() == {"a"}


def test_letters_of_scripts_without_spaces_read_back_alone_and_in_pairs():
    """Those beyond the first 65,536 too."""
    weights, _ = content(record.record(page(text="水库水 𠀀𠀁 ไทย")))
    runs = ("水库水", "𠀀𠀁", "ไทย")

    assert weights.keys() == {*"".join(runs), *(a + b for run in runs for a, b in pairwise(run))}
    assert weights["水"] > weights["库"] == weights["𠀀𠀁"]


@given(st.text())
def test_any_text_has_a_record_that_reads_back(text):
    """As many terms and pairs as it says."""
    data = record.record(page(title=text, names=(text,), deck=text, text=text, headings=text))
    weights, pairs = content(data)
    unspaced = sum(shape.is_unspaced(term) for term in weights)

    assert record.shown(data).entries == (len(weights) - unspaced, unspaced, len(pairs))
    assert 0 not in weights.values()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"standfirst search record 0\n[]\n",
        b"standfirst search record 4\n",
        b"standfirst search record 4\n[[",
        b"standfirst search record 4\n[[1,2,3,4]]\n",
        b'standfirst search record 4\n[[["a"],null,[["b"]],[1,2,3]]]\n',
        b"standfirst search record 4\n[[[],null,[],[1,2]],[]]\n",
        b"standfirst search record 4\n{}\n",
    ],
)
def test_what_is_no_record_is_told(data):
    """With one kind of error, whatever it is."""
    with pytest.raises(DamagedError):
        record.shown(data)


@pytest.mark.parametrize("below", [b"", b"x", zlib.compress(b"")[:-1]])
def test_parts_that_are_not_whole_are_told(below):
    """Where what is shown can be read, and nothing else."""
    data = record.record(page(text="One."))
    head = data[: data.index(b"\n", len(record.FORM)) + 1]
    with pytest.raises(DamagedError):
        record.parts(head + below, [0])


@pytest.mark.parametrize("part", [b"a", b"a\0", b"a\0\1\2", b"a\nb\0\1", b"\xff\0\1", b"\0", b"\0\1", b"\0\1\0\0\0", b"\0\1\0\0\0\0N", b"\0\0\0\0\0" + b"\xff" * 7])  # fmt: skip
def test_what_is_no_part_is_told(part):
    """Names without weights, weights without names, letters that are none."""
    with pytest.raises(DamagedError):
        record.terms(part)
