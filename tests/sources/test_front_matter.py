"""Jekyll front matter -> FrontMatter."""

from __future__ import annotations

import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publications import UNFIT, texts_in

from standfirst.problems import PostWarning
from standfirst.sources.front_matter import field_values, reader
from standfirst.sources.front_matter.model import KEYS
from standfirst.sources.front_matter.post_fields import key_meant

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
    return reader.read(text, name=name, tz=UTC, **more)


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
        ("permalink: ../../secret", "address", 2),
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


@pytest.mark.parametrize("value", ["{a: b}", "42", "true", "[Ann Lee, 7]"])
def test_an_author_of_another_type_is_named(value):
    """What is no name is told, with its line; a number is shown as written."""
    reading = read(POST.replace("Editorial Desk", value))

    assert {problem.line for problem in reading.problems if "author:" in problem.message} == {4}
    assert set(subtypes(reading)) == {"author"}


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
    assert PostWarning.SIZE.value in subtypes(reading)


def test_unknown_keys_are_kept():
    """Liquid has them, and they are never an error."""
    reading = read(with_line("weather: {sky: blue}"))

    assert reading.raw["weather"] == {"sky": "blue"}
    assert reading.problems == ()


def test_defaults_apply_by_scope():
    """The narrower path wins, the post's own value before both."""
    defaults = [
        {"scope": {"path": "posts/essays", "type": "posts"}, "values": {"lang": "fr"}},
        {"scope": {"path": ""}, "values": {"lang": "de", "license": "CC-BY-4.0"}},
    ]

    found = reader.defaults_for("posts/essays/a.md", "posts", defaults)

    assert found == {"lang": "fr", "license": "CC-BY-4.0"}
    assert read(with_line("lang: en"), defaults=found).matter.lang == "en"


def test_defaults_may_say_no():
    """They come from Python, where no is no text; posts may say otherwise."""
    defaults = {"published": False}

    assert read(POST, defaults=defaults).matter.hidden
    assert not read(with_line("published: true"), defaults=defaults).matter.hidden


def test_defaults_may_be_faulty():
    """Categories that are no list are dropped with a warning, and the post's own stay."""
    reading = read(with_line("categories: own"), defaults={"categories": {"a": "b"}})

    assert reading.matter.categories == ("own",)
    assert [problem.message.partition(":")[0] for problem in reading.problems] == ["categories"]


@given(st.text(max_size=400), st.sampled_from(["", "---\n", "---\ntitle: x\n", POST]))
def test_any_text_is_read(text, start):
    """Nothing that a file can hold stops the reading, and no line moves."""
    reading = read(start + text)

    assert reading.matter.title
    assert not any(char < " " for char in reading.matter.title)


NESTED = st.recursive(
    st.none()
    | st.text(max_size=30)
    | st.integers()
    | st.booleans()
    | st.sampled_from(
        [
            "../x",
            "http://[",
            "2026-04-31",
            "9999-12-31 23:00 -0500",
            "10.1/x",
            "en-",
            "\u202e\u2028\x07\ud800",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "path", "date", "url", "caption", "x"]), inner, max_size=3
        )
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), NESTED, max_size=6))
def test_any_value_is_read(values):
    """Whatever stands where a text is expected: no exception, every problem in its line, every field clean."""
    keys = "\n".join(f"{key}: {json.dumps(value)}" for key, value in values.items())
    text = f"---\n{keys}\n---\n"
    reading = read(text)

    assert not [said for said in texts_in(reading.matter) if UNFIT.search(said)]
    assert [p for p in reading.problems if not (1 <= p.line <= text.count("\n") and p.remedy)] == []
    assert "\n" not in "".join(problem.text() for problem in reading.problems)


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("date.", "date"),
        ("Title", "title"),
        ("auhtor", "author"),
        ("desciption", "description"),
        ("permalinkk", "permalink"),
        ("last-modified-at", "last_modified_at"),
        ("licence", "license"),
        ("images", ""),
        ("redirect_to", ""),
        ("subsection", ""),
        ("translation", ""),
        ("data_source", ""),
        ("data", ""),
        ("rate", ""),
        ("datee", "date"),
        ("toc", ""),
    ],
)
def test_a_slip_is_told_from_another_word(key, known):
    """One letter makes a slip; a plural, or more than that, has a meaning of its own."""
    assert key_meant(key, KEYS) == known


@pytest.mark.parametrize(
    ("key", "known", "expected"),
    [
        ("tocs", "toc", ""),
        ("toca", "toc", ""),
        ("to", "toc", ""),
        ("dat", "date", ""),
        ("dates", "date", ""),
        ("datee", "date", "date"),
        ("adte", "date", "date"),
        ("xdate", "date", "date"),
        ("daate", "date", "date"),
        ("rate", "date", ""),
        ("tifle", "title", "title"),
        ("titl", "title", "title"),
        ("itle", "title", "title"),
        ("tilte", "title", "title"),
        ("titel", "title", "title"),
        ("tixxle", "title", ""),
        ("titlexx", "title", ""),
        ("tit", "title", ""),
        ("tleti", "title", ""),
        ("_Ti-tle!", "ti_tle", "ti_tle"),
        ("ti tle", "ti_tle", "ti_tle"),
    ],
)
def test_one_letter_too_many_too_few_another_or_two_exchanged_make_a_slip(key, known, expected):
    """In a word of four letters or more; another letter in one of five or more."""
    assert key_meant(key, [known]) == expected


def test_keys_of_the_defaults_are_no_fault_of_the_post():
    """They are the publication's, and would be named for each of its posts."""
    assert read(POST, defaults={"imge": "a.png"}).problems == ()


@pytest.mark.parametrize(
    ("value", "date", "reason"),
    [
        (
            "2024-03-01, its source was wrong, it said so",
            "2024-03-01",
            "its source was wrong, it said so",
        ),
        ("2024-03-01，出处有误", "2024-03-01", "出处有误"),
        ("[2024-03-01, a wrong source]", "2024-03-01", "a wrong source"),
        ("{date: 2024-03-01, reason: a wrong source}", "2024-03-01", "a wrong source"),
        ("2024-03-01", "2024-03-01", ""),
        ("its source was wrong", "2024-02-29", "its source was wrong"),
        ("yes", "2024-02-29", ""),
    ],
)
def test_a_withdrawn_post_has_day_and_reason(value, date, reason):
    """However the two are written; without a day it is withdrawn since it was published."""
    matter = read(with_line(f"withdrawn: {value}")).matter

    assert matter.withdrawn is not None
    assert matter.withdrawn.date().isoformat() == date
    assert matter.withdrawn_reason == reason


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("draft: 'True'", True),
        ("draft: yes", True),
        ("draft: maybe", True),
        ("draft: no", False),
        ("draft:", False),
        ("published: False", True),
        ("published: 2024-02-29", False),
    ],
)
def test_a_draft_is_never_published_by_mistake(line, hidden):
    """As in Jekyll, a draft is whatever says anything but no."""
    assert read(with_line(line)).matter.hidden is hidden


def test_an_item_with_a_colon_is_a_text():
    """Without quotes YAML makes it a mapping; of a person's mapping the name counts."""
    matter = read(
        with_line("tags: [C: the language, plain]\nauthors: [{name: Ann Lee, url: x}]")
    ).matter

    assert matter.tags == ("C: the language", "plain")
    assert matter.authors == ("Ann Lee",)


def test_the_lead_image_may_be_a_list_or_a_mapping():
    """Of a list the first; of a mapping its parts, as far as they are texts."""
    assert read(with_line("image: [a.png, b.png]")).matter.image == "a.png"
    assert read(with_line("image: false")).matter.image == ""

    reading = read(with_line("image: {path: a.png, alt: A pier, caption: [x]}"))

    assert (reading.matter.image, reading.matter.image_alt) == ("a.png", "A pier")
    assert subtypes(reading) == ["front_matter"]


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
    assert field_values.picture(written).lstrip("/") == expected.lstrip("/")


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("2026-01-02-x.md", "the file name's date is used, 2026-01-02"),
        ("x.md", "the post is listed as undated, last"),
    ],
)
def test_a_faulty_date_says_what_counts_instead(name, instead):
    """One warning, which names the value."""
    text = "---\ntitle: A\nauthor: Ada\ndescription: d\ndate: 2026-04-31\n---\n"
    found = reader.read(text, name=name, tz=dt.UTC).problems

    assert len(found) == 1
    assert "'2026-04-31'" in found[0].message
    assert instead in found[0].message


FAULTY = """---
licence: x
tags: {a: b}
date: soon
title: [a, b]
lang: no language
expires: never
draft: maybe
position: above
doi: 1
withdrawn: maybe
volume: [a]
updated: never
orcid: 1
image: "ftp://a.example/b.png"
permalink: "/../x/"
slug: {a: b}
---
"""


def test_each_fault_is_told_in_the_order_of_the_lines():
    """Of the keys as they stand, not as they are read; each with what it is about and what would help."""
    found = [(p.line, p.subtype.value, p.message.partition(":")[0]) for p in read(FAULTY).problems if p.remedy]  # fmt: skip

    assert found == [
        (1, "author", "there is no author; the post has no byline"),
        (1, "description", "there is no description; the excerpt is used instead"),
        (2, "front_matter", "the key 'licence' is unknown; it looks like 'license'"),
        (3, "front_matter", "tags"),
        (4, "date", "date"),
        (5, "title", "title"),
        (5, "title", "there is no title; 'Leap day' is made from the file name"),
        (6, "front_matter", "lang"),
        (7, "date", "expires"),
        (8, "front_matter", "draft"),
        (9, "front_matter", "position"),
        (10, "front_matter", "doi"),
        (11, "date", "withdrawn"),
        (12, "front_matter", "volume"),
        (13, "date", "updated"),
        (15, "image", "image"),
        (16, "address", "permalink"),
        (17, "front_matter", "slug"),
    ]


def scoped(path, kind, **values):
    """Return an entry of Jekyll's defaults."""
    return {"scope": {"path": path, "type": kind}, "values": values}


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("", "", True),
        ("", None, True),
        (None, "posts", True),
        ("", "pages", False),
        ("posts", "posts", True),
        ("/posts/essays/", "posts", True),
        ("posts/essays/a.md", "", True),
        ("essays", "", False),
        ("posts/essays/b", "", False),
        ("posts/*", "", True),
        ("*/essays", "", True),
        ("*/a.md", "", True),
        ("*.md", "posts", True),
        ("p*/b", "", False),
        ("essays/*", "", False),
        ("posts/*", "pages", False),
    ],
)
def test_a_scope_is_of_a_path_and_a_type(path, kind, expected):
    """Either may be left out; a pattern matches the file or a folder that it lies in."""
    found = reader.defaults_for("posts/essays/a.md", "posts", [scoped(path, kind, a="b")])

    assert found == ({"a": "b"} if expected else {})


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([scoped("posts", "", a="1"), scoped("", "posts", a="2", b="3")], {"a": "1", "b": "3"}),
        ([scoped("", "posts", a="1"), scoped("", "", a="2")], {"a": "1"}),
        ([scoped("posts", "", a="1"), scoped("posts", "", a="2")], {"a": "2"}),
        ([{"values": {"a": "1"}}, {"scope": "x", "values": {"b": "2"}}], {"a": "1", "b": "2"}),
        ([{"scope": {"path": ""}}, {"scope": {}, "values": ["a"]}], {}),
        ([scoped("", "", a=True, b=7, c=None, d=["x"], e={"y": 1})], {"a": "True", "b": "7", "c": None, "d": ["x"], "e": {"y": 1}}),
    ],
)  # fmt: skip
def test_the_narrowest_scope_wins(entries, expected):
    """The longer path, then one with a type, then the later; values are texts as a post's are, and no faulty entry counts."""
    assert reader.defaults_for("posts/a.md", "posts", entries) == expected


def test_what_was_parsed_is_taken_once_and_for_the_same_text_alone():
    """With the text's body, whatever its line ends are."""
    parsed, reading = reader.Parsed(), read(POST)
    other = POST.replace("\n", "\r\n")

    for name, text in (("a", POST), ("b", POST), ("c", POST)):
        parsed.keep(name, text, reading)
    assert parsed.take("a", other) == reading
    assert parsed.take("a", POST) is None
    assert parsed.take("b", f"{POST}!") is None
    assert parsed.take("b", POST) is None
    parsed.clear()
    assert parsed.take("c", POST) is None
    assert (reading.height, reading.lines["title"], reading.raw["title"]) == (8, 3, "A Leap Day")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-02-28 20:00:00", "2024-02-28T20:00:00+00:00"),
        ("2024-02-28T20:00:00.5", "2024-02-28T20:00:00+00:00"),
        ("'2024-02-28 20:00:00'", "2024-02-28T20:00:00+08:00"),
        ("2024-02-28 20:00", "2024-02-28T20:00:00+08:00"),
        ("2024-02-28", "2024-02-28T00:00:00+08:00"),
        ("2024-02-28 20:00:00 -0500", "2024-02-28T20:00:00-05:00"),
        ("2024-02-28 20:00:00 CET", "2024-02-28T20:00:00+08:00"),
    ],
)
@pytest.mark.parametrize("key", ["date", "last_modified_at", "expires"])
def test_what_yaml_takes_for_a_time_may_be_utc(key, written, expected):
    """As in Jekyll: with seconds, without an offset and without quotation marks; else it is the publication's."""
    text = f"---\ntitle: x\n{key}: {written}\n---\n"
    zone = ZoneInfo("Asia/Shanghai")
    field = {"last_modified_at": "updated"}.get(key, key)

    found = reader.read(text, name="a.md", tz=zone, timestamps=UTC).matter
    own = reader.read(text, name="a.md", tz=zone).matter

    assert getattr(found, field).isoformat() == expected
    assert getattr(own, field).isoformat() == expected.replace("+00:00", "+08:00")
