"""The keys of lead pictures."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.sources.front_matter import reader
from standfirst.sources.front_matter.lead_picture import like_pictures

LEADS = (("image", ""), ("header.teaser", ""), ("cover-img", ""), ("img", "assets/img"))


def lead(lines, leads=LEADS):
    """Return key, address, caption, alternative text and the line of each problem."""
    text = f"---\ntitle: T\nauthor: Ada\ndescription: d\n{lines}\n---\n"
    found = reader.read(text, name="2024-02-29-a.md", tz=dt.UTC, leads=leads)
    matter = found.matter
    return (
        (matter.image_key, matter.image, matter.image_caption, matter.image_alt),
        [problem.line for problem in found.problems],
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("image: a.png\ncover-img: b.png", ("image", "a.png", "", "")),
        ("image: false\ncover-img: b.png", ("cover-img", "b.png", "", "")),
        ("image: ''\ncover-img: [b.png, c.png]", ("cover-img", "b.png", "", "")),
        ("cover-img: {path: b.png, alt: B}", ("cover-img", "b.png", "", "B")),
        ("header: {teaser: /b.png, caption: '[C](https://c.example/)', image_description: D}", ("header.teaser", "/b.png", "C", "D")),
        ("header.teaser: /b.png", ("header.teaser", "/b.png", "", "")),
        ("header: {teaser: /b.png}\nimage_alt: A", ("header.teaser", "/b.png", "", "A")),
        ("cover-img: https://b.example/b.png?w=1", ("cover-img", "https://b.example/b.png?w=1", "", "")),
        ("cover-img: https://b.example/photo-1?w=1", ("cover-img", "https://b.example/photo-1?w=1", "", "")),
        ("img: b.png", ("img", "/assets/img/b.png", "", "")),
        ("img: /b.png", ("img", "/b.png", "", "")),
        ("img: assets/img/b.png", ("img", "assets/img/b.png", "", "")),
        ("img: https://b.example/b.png", ("img", "https://b.example/b.png", "", "")),
        ("cover-img: true", ("image", "", "", "")),
        ("cover-img: '#fff'", ("image", "", "", "")),
        ("header: x", ("image", "", "", "")),
        ("other: b.png", ("image", "", "", "")),
    ],
)  # fmt: skip
def test_the_first_key_with_a_picture_counts(lines, expected):
    """Under other keys than `image` what is none is passed over without a word; what stands beside it counts."""
    assert lead(lines) == (expected, [])


def test_a_faulty_address_has_the_line_of_its_key():
    """Of the mapping, where the key is dotted."""
    assert lead("header:\n  teaser: 'a\\b.png'") == (("header.teaser", "", "", ""), [5])


def test_image_need_not_be_among_the_keys():
    """Then it names no lead picture."""
    assert lead("image: a.png", leads=(("img", ""),)) == (("image", "", "", ""), [])


def test_keys_that_have_pictures_are_found():
    """At any depth, in lists and mappings."""
    values = {
        "a": "x.png",
        "b": {"c": {"d": "y.JPG"}, "e": "no"},
        "f": {"path": "z.webp"},
        "g": ["https://g.example/g.svg#x"],
        "h": "png",
        "cover_image": "https://h.example/photo",
        "link": "https://h.example/photo",
    }

    assert list(like_pictures(values)) == [
        ("a", "x.png"),
        ("b.c.d", "y.JPG"),
        ("f", "z.webp"),
        ("g", "https://g.example/g.svg#x"),
        ("cover_image", "https://h.example/photo"),
    ]


def test_a_mapping_is_merged_with_that_of_the_defaults():
    """As Jekyll merges them, at any depth."""
    text = "---\ntitle: T\nheader: {caption: C, a: {b: 1}}\n---\n"
    defaults = {"header": {"teaser": "/d.png", "a": {"c": 2}}}
    found = reader.read(text, name="a.md", tz=dt.UTC, defaults=defaults, leads=LEADS)

    assert (found.matter.image, found.matter.image_caption) == ("/d.png", "C")
    assert found.raw["header"] == {"teaser": "/d.png", "caption": "C", "a": {"b": "1", "c": 2}}
