"""Inline styles of docutils as attributes that a strict policy allows."""

from __future__ import annotations

import re

import pytest

from standfirst.text import inline_styles


@pytest.mark.parametrize(
    ("style", "tag", "expected"),
    [
        ("", "div", {}),
        ("width: 30.0%", "col", {"class": "sf-width-30"}),
        ("width: 0.2%", "col", {"class": "sf-width-1"}),
        ("width: 250%;", "table", {"class": "sf-width-100"}),
        ("width: 200px; height: 20px;", "img", {"width": "200", "height": "20"}),
        ("width: 50%; height: 2in;", "img", {"class": "sf-width-50", "height": "192"}),
        ("width: 200px", "figure", {"class": "sf-width-13rem"}),
        ("width: 99999px", "figure", {"class": "sf-width-48rem"}),
        ("--field-indent: 3em;", "dl", {}),
        ("width: calc(1px); background: url(//x)", "div", {}),
    ],
)
def test_a_width_becomes_attributes(style, tag, expected):
    """Pixels of a picture its width, everything else a class; what is no width is nothing."""
    assert inline_styles.attributes(style, tag) == expected


def test_every_class_has_its_rule():
    """Whatever the style says."""
    rules = set(re.findall(r"^\.([\w-]+) \{ inline-size", inline_styles.stylesheet(), re.MULTILINE))
    styles = [
        f"width: {n}{unit}" for n in (0, 0.4, 1, 7, 55.5, 99999) for unit in ("%", "px", "em")
    ]

    assert {inline_styles.attributes(style, "figure")["class"] for style in styles} <= rules


@pytest.mark.parametrize(
    ("length", "pixels", "steps"),
    [
        ("10px", 10, 1),
        ("10pt", 13, 1),
        ("10pc", 160, 10),
        ("2in", 192, 12),
        ("10cm", 378, 24),
        ("10mm", 38, 3),
        ("10em", 160, 10),
        ("10rem", 160, 10),
        ("10ex", 80, 5),
        ("10ch", 80, 5),
        ("16px", 16, 1),
        ("16.1px", 16, 2),
        ("0px", 0, 1),
        ("767px", 767, 48),
        ("769px", 769, 48),
        ("99999.12345px", 99999, 48),
    ],
)
def test_each_unit_of_length_has_its_pixels(length, pixels, steps):
    """Of which 16 are a step of a class, one at least and 48 at most; a height is a picture's alone."""
    style = f"width:{length}; height: {length}"

    assert inline_styles.attributes(style, "img") == {"width": str(pixels), "height": str(pixels)}
    assert inline_styles.attributes(style, "td") == {"class": f"sf-width-{steps}rem"}


@pytest.mark.parametrize("length", ["10vw", "10", "x", "123456px", "1.123456px", "-1px"])
def test_any_other_length_is_none(length):
    """Of a unit that has no pixels, or too long for one."""
    assert inline_styles.attributes(f"width: {length}", "img") == {}
    assert inline_styles.attributes(f"width: {length}", "td") == {}


@pytest.mark.parametrize(("share", "step"), [("0", 1), ("0.4", 1), ("1.6", 2), ("99.4", 99), ("99.6", 100), ("101", 100)])  # fmt: skip
def test_shares_are_whole(share, step):
    """One at least, a hundred at most; a height in shares is none."""
    assert inline_styles.attributes(f"height: 5%; width: {share}%", "img") == {"class": f"sf-width-{step}"}  # fmt: skip


def test_the_rules_are_of_100_shares_and_48_lengths():
    """From the first to the last."""
    lines = inline_styles.stylesheet().split("\n")

    assert len(lines) == 149
    assert lines[0] == ".sf-width-1 { inline-size: 1%; }"
    assert lines[99:101] == [".sf-width-100 { inline-size: 100%; }", ".sf-width-1rem { inline-size: 1rem; }"]  # fmt: skip
    assert lines[147:] == [".sf-width-48rem { inline-size: 48rem; }", ""]
