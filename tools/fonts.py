# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0", "brotli==1.2.0"]
# ///
"""Makes the pages' fonts in ``src/standfirst/static/standfirst/fonts`` from Adobe's: ``make fonts`` (needs npm and uv).

What pages of European languages need is cut out: a file of basic Latin of each, which every such
page asks for, and one of the further letters of Latin script, which is asked for where one of
them stands (``unicode-range`` in ``fonts.css``). The licence keeps the name "Source" for fonts
that were not changed (https://openfontlicense.org/ofl-faq/, 2.1), so these have another.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS = Path(__file__).parent.parent / "src/standfirst/static/standfirst/fonts"
LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2122,U+2190-2193,U+2197,U+2212,U+2215,U+2248,U+2260,U+2264-2265"
FURTHER = "U+0100-0130,U+0132-0151,U+0154-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01CD-01DC,U+01E6-01E7,U+0218-021B,U+0232-0233,U+0259,U+02C7,U+02D8-02D9,U+02DB,U+02DD,U+0300-0304,U+0306-030C,U+0323,U+0326-0328,U+0331,U+1E00-1E9E,U+1EA0-1EF9"
FEATURES = {
    "Standfirst Serif": ["kern", "liga", "lnum", "onum", "smcp", "c2sc"],
    "Standfirst Sans": ["kern", "liga"],
}
"""Old-style figures and small capitals are for text; figures of labels and tables are of one width."""
OF_FURTHER = ["kern", "liga", "ccmp", "locl", "mark", "mkmk"]
"""The last four put marks on letters."""
MADE = {
    "serif": ("source-serif/VAR/SourceSerif4Variable-Roman.ttf", "Standfirst Serif", {"wght": (400, 700), "opsz": 24}),
    "serif-italic": ("source-serif/VAR/SourceSerif4Variable-Italic.ttf", "Standfirst Serif", {"wght": (400, 700), "opsz": 20}),
    "sans": ("source-sans/VF/SourceSans3VF-Upright.ttf", "Standfirst Sans", {"wght": (400, 700)}),
}  # fmt: skip
"""File -> the font that it is cut from, the family's name, and what of its axes stays."""

DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
SMALL = ".sc"
"""How Adobe's names of small capitals end."""
PAIRS = 2
"""https://learn.microsoft.com/typography/opentype/spec/gpos#lookuptype-enumeration"""


def codepoints(ranges: str) -> set[int]:
    """Return the characters of CSS's ``unicode-range``."""
    result: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        result.update(range(int(first, 16), int(last or first, 16) + 1))
    return result


def fit_for_text(font: TTFont) -> None:
    """Make the figures of a serif proportional, and leave of its small capitals the letters, without kerning.

    Tables are not set in it; what this leaves out would be 3 kB of 60.
    """
    for table in font["cmap"].tables:
        table.cmap.update({ord(str(value)): f"{name}.lf" for value, name in enumerate(DIGITS)})
    letters = {chr(code) for code in codepoints("U+0041-005A,U+0061-007A")}
    for _, part in subtables(font["GSUB"].table, {"smcp", "c2sc"}):
        part.mapping = {one: other for one, other in part.mapping.items() if one in letters}
    for kind, part in subtables(font["GPOS"].table, {"kern"}):
        if kind == PAIRS:
            unkern(part)


def subtables(layout: Any, features: set[str]) -> Iterator[tuple[int, Any]]:
    """Yield the type and the table of each step of *features*."""
    numbers = {
        number
        for record in layout.FeatureList.FeatureRecord
        if record.FeatureTag in features
        for number in record.Feature.LookupListIndex
    }
    for number in sorted(numbers):
        for step in layout.LookupList.Lookup[number].SubTable:
            part = getattr(step, "ExtSubTable", step)
            yield part.LookupType, part


def unkern(pairs: Any) -> None:
    """Take small capitals out of a table of pairs."""
    first = pairs.Coverage.glyphs
    pairs.Coverage.glyphs = [glyph for glyph in first if not glyph.endswith(SMALL)]
    if pairs.Format == 1:
        kept = zip(first, pairs.PairSet, strict=True)
        pairs.PairSet = [others for glyph, others in kept if not glyph.endswith(SMALL)]
        for others in pairs.PairSet:
            others.PairValueRecord = [
                pair for pair in others.PairValueRecord if not pair.SecondGlyph.endswith(SMALL)
            ]
        return
    for classes in (pairs.ClassDef1, pairs.ClassDef2):
        classes.classDefs = {
            glyph: number
            for glyph, number in classes.classDefs.items()
            if not glyph.endswith(SMALL)
        }


def make(source: Path, family: str, axes: dict[str, object], ranges: str, target: Path) -> None:
    """Write the characters of *ranges* as WOFF2."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES[family] if ranges == LATIN else OF_FURTHER,
        hinting=False,
        name_IDs=[0, 1, 2, 13, 14],
        notdef_outline=True,
    )
    if family == "Standfirst Serif":
        fit_for_text(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codepoints(ranges))
    cutter.subset(font)
    # the instancer stops at glyphs of the whole font that have no variations
    font = instancer.instantiateVariableFont(font, axes)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = family
    font.flavor = "woff2"
    font.save(target)


def main(packages: Path) -> None:
    """Make all files.

    :param packages: The folder ``node_modules`` with source-serif and source-sans.
    """
    FONTS.mkdir(exist_ok=True)
    for name, (source, family, axes) in MADE.items():
        make(packages / source, family, axes, LATIN, FONTS / f"{name}.woff2")
        make(packages / source, family, axes, FURTHER, FONTS / f"{name}-further.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
