"""Works -> RIS, written by rispy, which reads it as well.

Format: https://en.wikipedia.org/wiki/RIS_(file_format), as Zotero, EndNote and Mendeley take it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rispy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.outputs.citations.work import Work


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """rispy's, without a number before each reference, which no format has."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  # rispy's signature
        return ""


def write(works: Iterable[Work]) -> str:
    """Return *works* as the text of a ``.ris`` file."""
    text: str = rispy.dumps([_reference(work) for work in works], implementation=_RisWriter)
    return text


def _reference(work: Work) -> dict[str, Any]:
    date = work.date
    said = {
        "type_of_reference": "JOUR" if work.is_scholarly else "NEWS",
        "id": work.key,
        "title": work.title,
        "authors": [name.inverted for name in work.authors],
        "subsidiary_authors": [name.inverted for name in work.translators],
        "secondary_title": work.whole,
        "publisher": work.publisher,
        "year": f"{date:%Y}" if date else "",
        "date": f"{date:%Y/%m/%d}" if date else "",
        "volume": work.volume,
        "section": work.section,
        "issn": work.issn,
        "doi": work.doi,
        # several addresses in a field are divided by semicolons
        "urls": [work.url.replace(";", "%3B")] if work.url else [],
        "language": work.lang,
        "abstract": work.abstract,
        "keywords": [*work.keywords],
    }
    return {key: value for key, value in said.items() if value}
