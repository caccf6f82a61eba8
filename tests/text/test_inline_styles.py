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
