"""The guide's example themes: properties alone, and colours in which everybody can read."""

import re

import pytest
from own_publication import ROOT

THEMES = sorted((ROOT / "guide" / "themes").glob("*.css"))
TOKENS = ROOT / "src" / "standfirst" / "static" / "standfirst" / "tokens.css"
DECLARATION = re.compile(r"^\s+([a-z-]+):\s*([^;]+);", re.MULTILINE)
LEAST = 4.5  # https://www.w3.org/TR/WCAG22/#contrast-minimum


def luminance(colour):
    """Return the relative luminance of ``#rrggbb`` (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """Return the contrast ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_wcag():
    """Black on white has 21 : 1; #767676 is the lightest grey that passes on white."""
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#767676", "#ffffff") >= LEAST > contrast("#777777", "#ffffff")


def test_there_are_two():
    """The guide shows two."""
    assert len(THEMES) == 2


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_a_theme_sets_known_properties_and_nothing_else(theme):
    """Each declaration sets a property that Standfirst's own style sheet declares."""
    known = {name for name, _ in DECLARATION.findall(TOKENS.read_text())}
    assert {name for name, _ in DECLARATION.findall(theme.read_text())} <= known


@pytest.mark.parametrize("sheet", [*THEMES, TOKENS], ids=lambda path: path.stem)
def test_texts_can_be_read(sheet):
    """Text has enough contrast with paper and panels, in light, in dark, and in dark without scripts."""
    blocks = [dict(DECLARATION.findall(block)) for block in re.findall(r"\{([^{}]+)\}", sheet.read_text())]  # fmt: skip
    assert len(blocks) == 3
    for colours in blocks:
        for text in ("--sf-ink", "--sf-quiet", "--sf-accent"):
            for ground in ("--sf-paper", "--sf-surface"):
                assert contrast(colours[text], colours[ground]) >= LEAST
    assert {k: v for k, v in blocks[1].items() if "color" not in k} == {k: v for k, v in blocks[2].items() if "color" not in k}  # fmt: skip
