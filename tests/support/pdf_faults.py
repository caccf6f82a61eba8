"""What is wrong with a PDF: standards, and what lies outside of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pypdfium2

if TYPE_CHECKING:
    from pathlib import Path

_ALLOWED = "-FONT-GLYPH-WIDTH-", "-TRUETYPE-GLYPH-WIDTH-"
"""Rules whose finding is false for Noto CJK as OpenType (CFF): page-validation reads the width of
the font's first, generic part and not of the one that the glyph belongs to."""
_CFF = ("NotoSerifCJK", "NotoSansCJK")


def findings(path: Path) -> list[str]:
    """Return where a file is no PDF/UA-1 or no PDF/A-2a."""
    with pikepdf.open(path) as pdf:
        found = pdf.check_pdf_syntax()
    limits = page.SafetyLimits.unlimited()
    for profile in ("ua1", "pdfa-2a"):
        report = page.validate_pdf(str(path), profile=profile, limits=limits)
        found += [
            f"{failure.rule_id}: {failure.message}"
            for failure in report.failures
            if not _is_false(failure, path)
        ]
    return found


def _is_false(failure: Any, path: Path) -> bool:
    """Return whether a finding is known to be wrong, and is so here."""
    if "STREAM-LENGTH" in failure.rule_id:
        # data that end in a carriage return: with the line's end after them they are taken for one
        # byte less; qpdf, which was asked before, tells a length that is wrong
        return True
    is_width = any(part in failure.rule_id for part in _ALLOWED)
    return is_width and "CIDFontType0C" in failure.message and has_cff(path)


_PIXELS = 300 / 72
"""Of a page that is looked at, to a point."""
_EDGE = 3
"""Pixels of a letter in which something of it must be seen."""


def has_cff(path: Path) -> bool:
    """Return whether a file has one of the fonts that are known for the false finding."""
    with pikepdf.open(path) as pdf:
        names = {
            str(o.get("/BaseFont", "")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)
        }
    return any(font in name for name in names for font in _CFF)


def outside(path: Path) -> list[str]:
    """Return the letters that lie outside of their page, with the page's number."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, sheet in enumerate(pdf, start=1):
            width, height = sheet.get_size()
            text = sheet.get_textpage()
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at)
                if left < 0 or bottom < 0 or right > width or top > height:
                    found.append(
                        f"page {number}: {text.get_text_range(at, 1)!r} at {left:.0f}, {top:.0f}"
                    )
    return found


def cut_off(path: Path) -> list[str]:
    """Return the letters of which the topmost or the lowest part is not to be seen, with the page's number."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, sheet in enumerate(pdf, start=1):
            seen = sheet.render(scale=_PIXELS, grayscale=True).to_pil()
            text = sheet.get_textpage()
            for at in range(text.count_chars()):
                left, bottom, right, top = (edge * _PIXELS for edge in text.get_charbox(at))
                for edge in (top - _EDGE, bottom):
                    upper = seen.height - edge - _EDGE
                    ends = seen.crop(
                        (int(left), round(upper), int(right) + 1, round(upper + _EDGE))
                    )
                    if top - bottom > 3 * _EDGE and len(ends.getcolors()) == 1:
                        found.append(f"page {number}: {text.get_text_range(at, 1)!r}")
    return found


def text(path: Path) -> str:
    """Return all text of a file, its lines joined."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)


def pages(path: Path) -> int:
    """Return the number of pages."""
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)
