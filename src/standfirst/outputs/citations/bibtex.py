"""Works -> BibTeX, written by pybtex, which reads it as well.

Format: https://ctan.org/pkg/bibtex, with biblatex's ``date``, ``langid`` and ``doi``
(https://ctan.org/pkg/biblatex).
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

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


class _BibtexWriter(Writer):  # type: ignore[misc]  # pybtex has no types
    """pybtex's, without its own escapes: it leaves braces as they are, and knows no address from a title."""

    def _encode(self, text: str) -> str:
        return text

    def check_braces(self, text: str) -> None:
        """Check braces only where they are unbalanced: pybtex's own check takes half the time of writing."""
        if text.count("{") != text.count("}"):
            super().check_braces(text)


def write(works: Iterable[Work], most: int | None = None) -> str:
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
        "title": f"{{{escaped(work.title)}}}",
        "journal": escaped(work.whole),
        "publisher": escaped(work.publisher),
        "year": f"{date:%Y}" if date else "",
        "month": str(date.month) if date else "",
        "date": date.isoformat() if date else "",
        "volume": escaped(work.volume),
        "section": escaped(work.section),
        "issn": work.issn,
        # verbatim, as biblatex and hyperref take them
        "doi": work.doi,
        "url": work.url,
        "language": work.lang,
        "translator": " and ".join(map(_in_line, work.translators[:most])),
        "keywords": escaped(", ".join(work.keywords[:most])),
        "abstract": escaped(work.abstract),
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
    if not name.given:
        # one word to BibTeX, whatever it is made of
        return Person(last=f"{{{escaped(name.family)}}}", lineage=escaped(name.suffix))
    return Person(
        last=escaped(name.family), first=escaped(name.given), lineage=escaped(name.suffix)
    )


def _in_line(name: Parts) -> str:
    if not name.given:
        return f"{{{escaped(name.family)}}}"
    return ", ".join(filter(None, map(escaped, (name.family, name.suffix, name.given))))


def escaped(text: str) -> str:
    """Return *text* as LaTeX shows it."""
    return text.translate(_ESCAPED)
