"""The marks of records: which parts of one they tell from others."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest

from standfirst.reading.record import Biography, Body, Mark, Record, marked
from standfirst.sources.front_matter.contributors import Contributor
from standfirst.sources.front_matter.model import FrontMatter

MATTER = FrontMatter(title="Title")
RECORD = Record(docname="posts/a", source="posts/a.md", matter=MATTER, body=Body())
DAY = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
VALUES = {
    "str": "other",
    "int": 7,
    "bool": True,
    "bytes": b"other",
    "dt.datetime | None": DAY,
    "tuple[str, ...]": ("other",),
    "tuple[Contributor, ...]": (Contributor(name="Ada"),),
    "tuple[Biography, ...]": (Biography(name="Ada", markdown="*Ada*"),),
}
TEXTS = {"standfirst", "excerpt", "first_paragraph", "words", "han", "terms"}


def fields(form):
    """Return name and another value of each field."""
    return [(each.name, VALUES[str(each.type)]) for each in dc.fields(form)]


def with_body(**values):
    """Return the marks of the record with another body."""
    return marked(dc.replace(RECORD, body=dc.replace(RECORD.body, **values)))


@pytest.mark.parametrize(("name", "value"), fields(FrontMatter))
def test_every_field_of_the_front_matter_counts(name, value):
    """For the whole and for the outline."""
    other = marked(dc.replace(RECORD, matter=dc.replace(MATTER, **{name: value})))

    assert [one != two for one, two in zip(other, marked(RECORD), strict=True)] == [True, True]


@pytest.mark.parametrize(("name", "value"), fields(Body))
def test_of_a_text_biographies_and_language_alone_count_for_the_outline(name, value):
    """Every field does for the whole."""
    other = with_body(**{name: value})
    is_text = name in TEXTS

    assert [one == two for one, two in zip(other, marked(RECORD), strict=True)] == [False, is_text]


@pytest.mark.parametrize(
    "more", [{"docname": "posts/b"}, {"source": "posts/a.html"}, {"lines": (("title", 2),)}]
)
def test_names_and_lines_count(more):
    """For the whole and for the outline."""
    other = marked(dc.replace(RECORD, **more))

    assert [one != two for one, two in zip(other, marked(RECORD), strict=True)] == [True, True]


def test_a_mark_is_the_same_for_the_same():
    """Whoever has made it."""
    assert isinstance(marked(RECORD), Mark)
    assert marked(dc.replace(RECORD)) == marked(RECORD)
