"""Works -> BibTeX, written by pybtex, which takes long to load."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.outputs.citations.work import Work
    from standfirst.text.name_parts import Parts

_ESCAPED = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "^": r"{\textasciicircum}",
        "~": r"{\textasciitilde}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)
"""Characters that mean something to LaTeX."""
_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
"""Escapes of what is no ASCII: https://www.rfc-editor.org/rfc/rfc3987#section-3.2"""


class _BibtexWriter(Writer):  # type: ignore[misc]  # pybtex has no types
    """pybtex's, without its own escapes: it leaves braces as they are, and knows no address from a title."""

    def _encode(self, text: str) -> str:
        return text

    def check_braces(self, text: str) -> None:
        """Check nothing: :func:`_escaped` leaves no brace, and the check takes half the time of writing."""


def write(works: Iterable[Work], most: int | None) -> str:
    """Return *works* as the text of a ``.bib`` file.

    :param most: How many authors and keywords of each there are, the others as "and others"; else all.
    """
    made = StringIO()
    entries = [(work.key, _entry(work, most)) for work in works]
    _BibtexWriter().write_stream(BibliographyData(entries), made)
    return made.getvalue()


def _entry(work: Work, most: int | None) -> Entry:
    date = work.date
    said = {
        # the braces keep capitals as they are
        "title": f"{{{_escaped(work.title)}}}",
        "journal": _escaped(work.whole),
        # as biblatex divides articles, and RIS and CSL do
        "entrysubtype": "" if work.is_scholarly else "newspaper",
        "year": f"{date:%Y}" if date else "",
        "month": str(date.month) if date else "",
        "date": date.isoformat() if date else "",
        "volume": work.volume_number,
        # biblatex's volumes are numbers; an issue may have a name
        "issue": "" if work.volume_number else _escaped(work.volume),
        "issn": work.issn,
        "doi": _verbatim(work.doi),
        "url": _verbatim(_in_letters(work.url)),
        "language": work.lang,
        "translator": " and ".join(map(_in_line, work.translators[:most])),
        "keywords": _escaped(", ".join(work.keywords[:most])),
        "abstract": _escaped(work.abstract),
    }
    authors = [_person(name) for name in work.authors[:most]]
    if len(authors) < len(work.authors):
        authors.append(Person(last="others"))
    return Entry(
        "article",
        fields={key: value for key, value in said.items() if value},
        persons={"author": authors} if authors else {},
    )


def _person(name: Parts) -> Person:
    family = _escaped(name.family)
    # in braces it is one word to BibTeX, whatever it is made of
    last = family if name.given else f"{{{family}}}"
    return Person(last=last, first=_escaped(name.given), lineage=_escaped(name.suffix))


def _in_line(name: Parts) -> str:
    if not name.given:
        return f"{{{_escaped(name.family)}}}"
    return ", ".join(filter(None, map(_escaped, (name.family, name.suffix, name.given))))


def _verbatim(text: str) -> str:
    """Return an address as biblatex and hyperref take it.

    To some programs (pandoc before 3) ``%`` begins a comment, which would take the end of the field along, and with
    it all records: the end has a line of its own. All that read the sign are blind to spaces at the end.
    """
    return f"{text}\n" if "%" in text else text


def _in_letters(url: str) -> str:
    """Return an address with letters in the place of their escapes; signs that part or end it stay escaped."""
    return _BEYOND_ASCII.sub(_letters, url)


def _letters(found: re.Match[str]) -> str:
    try:
        text = unquote_to_bytes(found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
    return text if text.isprintable() else found[0]


def _escaped(text: str) -> str:
    """Return *text* as LaTeX shows it."""
    return text.translate(_ESCAPED)
