"""Jekyll front matter -> FrontMatter."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst import fields, front_matter
from standfirst.warnings_ import PostWarning

UTC = ZoneInfo("UTC")
POST = """\
---
layout: post
title : A Leap Day
author: Editorial Desk
date  : 2024-02-29 12:00:00 +0800
description: "What an extra day costs"
excerpt_separator: <excerpt/>
---

_Every fourth year has one._
"""


def read(text: str, name: str = "2024-02-29-leap-day.md", **more):
    """Read *text* as a post in UTC."""
    return front_matter.read(text, name=name, tz=UTC, **more)


def subtypes(reading) -> list[str]:
    """Return the subtypes of a reading's problems, in the file's order."""
    return [problem.subtype.value for problem in reading.problems]


def with_line(line: str) -> str:
    """Return the model post with one more line of front matter."""
    return POST.replace("layout: post", line)


@pytest.mark.parametrize(
    "change", [str, "\ufeff{}".format, lambda t: t.replace("\n", "\r\n"), str.rstrip]
)
def test_the_usual_forms_of_a_file_are_one(change):
    """A byte order mark, CRLF and a missing last line end change nothing and warn of nothing."""
    reading = read(change(POST))

    assert reading.problems == ()
    assert reading.matter == read(POST).matter
    assert reading.body.rstrip() == read(POST).body.rstrip()


def test_fields_keep_their_meaning():
    """Title, byline, offset and description arrive as written."""
    matter = read(POST).matter

    assert matter.title == "A Leap Day"
    assert matter.authors == ("Editorial Desk",)
    assert matter.date is not None
    assert matter.date.isoformat() == "2024-02-29T12:00:00+08:00"
    assert matter.description == "What an extra day costs"
    assert matter.excerpt_separators[0] == "<excerpt/>"


def test_body_keeps_its_line_numbers():
    """The body stands in the line where the author wrote it."""
    assert read(POST).body.split("\n")[9] == "_Every fourth year has one._"


@pytest.mark.parametrize(
    ("line", "subtype", "line_number"),
    [
        ("date: 2024-04-31", "date", 5),
        ("permalink: /../etc/", "address", 2),
        ("permalink: javascript:alert(1)", "address", 2),
        ("permalink: /a/?b=c", "address", 2),
        ("redirect_from: [/old/, ../../up/]", "address", 2),
        ("image: ../../secret.png", "image", 2),
        ("image: file:///etc/passwd", "image", 2),
        ("position: top", "front_matter", 2),
        ("lang: klingon-x", "front_matter", 2),
        ("doi: nonsense", "front_matter", 2),
        ("Published: true", "front_matter", 2),
        ("subtitle: [a, list]", "front_matter", 2),
    ],
)
def test_an_unusable_value_is_dropped_with_its_line(line, subtype, line_number):
    """One warning names the line; the rest of the post is read."""
    text = (
        POST.replace("date  : 2024-02-29 12:00:00 +0800", line)
        if subtype == "date"
        else with_line(line)
    )
    reading = read(text)

    assert subtypes(reading) == [subtype]
    assert reading.problems[0].line == line_number
    assert reading.matter.title == "A Leap Day"
    assert reading.matter.permalink == ""
    assert reading.matter.image == ""


def test_a_mistyped_date_is_named():
    """The warning names the value and the likely key; the file name's date counts."""
    reading = read(POST.replace("date  :", "date. :"))

    assert "2024-02-29 12:00:00 +0800" in reading.problems[0].message
    assert reading.problems[0].remedy == "write 'date'"
    assert reading.problems[0].line == 5
    assert reading.matter.date == dt.datetime(2024, 2, 29, tzinfo=UTC)


def test_a_post_without_any_date_is_undated():
    """Neither front matter nor file name has one: a warning, and None."""
    text = POST.replace("date  : 2024-02-29 12:00:00 +0800\n", "")

    reading = read(text, name="leap-day.md")

    assert subtypes(reading) == ["date"]
    assert reading.matter.date is None


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        (
            "---\ntitle: Foo: Bar\nauthor: A\ndate: 2024-02-29\ndescription: d\n---\nBody\n",
            "front_matter",
        ),
        ("---\n- a\n- b\n---\nBody\n", "front_matter"),
        ("---\ntitle: Foo\nauthor: A\ndescription: d\nBody begins here.\n", "front_matter"),
    ],
)
def test_faulty_front_matter_still_gives_a_page(text, subtype):
    """Not YAML, no mapping, never closed: a warning with line and column, a title, and the body."""
    reading = read(text)

    fault = next(problem for problem in reading.problems if problem.subtype.value == subtype)
    assert fault.column is not None
    assert reading.matter.title in {"Foo: Bar", "Leap day", "Foo"}
    assert "Body" in reading.body


def test_missing_fields_are_named():
    """Title, author and description each have a warning of their own."""
    reading = read("---\ndate: 2024-02-29\n---\n")

    assert sorted(subtypes(reading)) == ["author", "description", "title"]
    assert reading.matter.title == "Leap day"


def test_an_absurdly_long_value_is_cut():
    """10,000 characters do not reach the page."""
    reading = read(POST.replace("A Leap Day", "leap " * 2000))

    assert subtypes(reading) == ["title"]
    assert len(reading.matter.title) <= 300


def test_control_characters_are_removed():
    """They would break XML; one warning says so."""
    reading = read(POST.replace("A Leap Day", "A\x07 Leap\u2028Day\u202e"))

    assert reading.matter.title == "A Leap Day"
    assert subtypes(reading) == [PostWarning.CHARACTERS.value]


def test_aliases_cannot_explode():
    """Nested aliases ("billion laughs") are refused before they are expanded."""
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )

    reading = read(f"---\ntitle: Bomb\n{bomb}---\n")

    assert reading.matter.title == "Bomb"
    assert PostWarning.FRONT_MATTER.value in subtypes(reading)


def test_unknown_keys_are_kept():
    """They are in the record as JSON and never an error."""
    reading = read(with_line("weather: {sky: blue}"))

    assert reading.matter.extra == (("weather", '{"sky": "blue"}'),)
    assert reading.problems == ()


def test_defaults_apply_by_scope():
    """The narrower path wins, the post's own value before both."""
    defaults = [
        {"scope": {"path": "posts/essays", "type": "posts"}, "values": {"lang": "fr"}},
        {"scope": {"path": ""}, "values": {"lang": "de", "license": "CC-BY-4.0"}},
    ]

    found = front_matter.defaults_for("posts/essays/a.md", "posts", defaults)

    assert found == {"lang": "fr", "license": "CC-BY-4.0"}
    assert read(with_line("lang: en"), defaults=found).matter.lang == "en"


@given(st.text(max_size=400), st.sampled_from(["", "---\n", "---\ntitle: x\n", POST]))
def test_any_text_is_read(text, start):
    """Nothing that a file can hold stops the reading, and no line moves."""
    reading = read(start + text)

    assert reading.matter.title
    assert not any(char < " " for char in reading.matter.title)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://example.com/a b.jpg?x=1&y=2", "https://example.com/a%20b.jpg?x=1&y=2"),
        ("https://example.com/a%20b.jpg", "https://example.com/a%20b.jpg"),
        ("//example.com/圖.png", "https://example.com/%E5%9C%96.png"),
        ("/images/a b.jpg", "/images/a b.jpg"),
    ],
)
def test_a_pictures_address_can_stand_in_html(written, expected):
    """An address has no space, as the attribute demands; a file's name stays as it is."""
    assert fields.picture(written).lstrip("/") == expected.lstrip("/")
