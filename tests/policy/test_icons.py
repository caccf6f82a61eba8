"""What a text says of an icon, of which nothing goes into SVG but what it is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.policy import icons
from standfirst.policy.icons import Icon, IconError


@pytest.mark.parametrize(
    ("text", "has_height", "expected"),
    [
        ("report", True, Icon(name="report", height="1em", classes=())),
        (" report ; 24px ; sd-text-info a", True, Icon(name="report", height="24px", classes=("sd-text-info", "a"))),
        ("report;0.875rem", True, Icon(name="report", height="0.875rem", classes=())),
        ("arrow_back;", True, Icon(name="arrow_back", height="1em", classes=())),
        ("500px", False, Icon(name="500px", height="1em", classes=())),
        ("star;a b", False, Icon(name="star", height="1em", classes=("a", "b"))),
    ],
)  # fmt: skip
def test_an_icon_is_its_name_and_two_values(text: str, has_height: bool, expected: Icon) -> None:
    """As sphinx-design's roles have them."""
    assert icons.read(text, has_height=has_height) == expected


@pytest.mark.parametrize(
    "text",
    ["", "a b", 'a"b', "<a>", "a;1", "a;1em b", "a;1 em", "a;-1em", "a;0em", "a;1e9em", "a;17em", "a;9999px", "a;١em", "a;1em;b;c", "A"],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    """And is told of."""
    with pytest.raises(IconError):
        icons.read(text, has_height=True)


@given(st.text())
def test_no_text_writes_into_the_svg(text: str) -> None:
    """Whatever is read as an icon has no character that ends an attribute."""
    try:
        icon = icons.read(text, has_height=True)
    except IconError:
        return

    assert not set(icon.name + icon.height) & set("\"'<>&= \t\n")


def test_pictures_have_a_height_and_parts_of_fonts_none():
    """Of every style."""
    pictures = (
        "octicon material-regular material-outlined material-round material-sharp material-twotone"
    )
    fonts = "fa fas fab far fa-solid fa-brands fa-regular"

    assert {**dict.fromkeys(pictures.split(), True), **dict.fromkeys(fonts.split(), False)} == icons.ROLES  # fmt: skip
