"""Works -> what reference managers read: BibTeX, RIS, CSL-JSON, and COinS in the page.

A page has the fields of its article, of which the browser makes the first three.

BibTeX is written by pybtex and RIS by rispy, which read them as well. Formats:
https://ctan.org/pkg/bibtex, with the ``date``, ``langid`` and ``doi`` of https://ctan.org/pkg/biblatex;
https://en.wikipedia.org/wiki/RIS_(file_format), as Zotero, EndNote and Mendeley take it;
https://docs.citationstyles.org/en/stable/specification.html and the schema
https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json;
https://web.archive.org/web/2017/http://ocoins.info/ and the journal matrix of ANSI/NISO Z39.88-2004.
"""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlencode

import rispy
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


def bibtex(works: Iterable[Work], most: int | None = None) -> str:
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


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """rispy's, without a number before each reference, which no format has."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  # rispy's signature
        return ""


def ris(works: Iterable[Work]) -> str:
    """Return *works* as the text of a ``.ris`` file."""
    text: str = rispy.dumps([_ris_reference(work) for work in works], implementation=_RisWriter)
    return text


def _ris_reference(work: Work) -> dict[str, Any]:
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


def csl(works: Iterable[Work]) -> str:
    """Return *works* as the text of a CSL-JSON file."""
    return json.dumps([_csl_item(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def _csl_item(work: Work) -> dict[str, Any]:
    """Return *work* as CSL has it."""
    date = work.date
    said = {
        "id": work.key,
        "type": "article-journal" if work.is_scholarly else "article-newspaper",
        "title": work.title,
        "author": [_csl_name(name) for name in work.authors],
        "translator": [_csl_name(name) for name in work.translators],
        "container-title": work.whole,
        "publisher": work.publisher,
        "issued": {"date-parts": [[date.year, date.month, date.day]]} if date else None,
        "volume": work.volume,
        "section": work.section,
        "ISSN": work.issn,
        "DOI": work.doi,
        "URL": work.url,
        "language": work.lang,
        "abstract": work.abstract,
        "keyword": ", ".join(work.keywords),
    }
    return {key: value for key, value in said.items() if value}


def _csl_name(name: Parts) -> dict[str, str]:
    if not name.given:
        return {"literal": " ".join(filter(None, (name.family, name.suffix)))}
    said = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {key: value for key, value in said.items() if value}


def record(work: Work) -> str:
    """Return *work* as JSON, of which ``static/standfirst/citation_records.js`` makes the forms above.

    It may stand in a ``script`` of HTML. What is empty is left out, and a publisher that is called as the publication.
    """
    said = {
        "key": work.key,
        "scholarly": work.is_scholarly,
        "title": work.title,
        "authors": [_in_parts(name) for name in work.authors],
        "translators": [_in_parts(name) for name in work.translators],
        "whole": work.whole,
        "publisher": work.publisher if work.publisher != work.whole else "",
        "date": work.date.isoformat() if work.date else "",
        "volume": work.volume,
        "number": work.volume_number,
        "section": work.section,
        "issn": work.issn,
        "doi": work.doi,
        "url": work.url,
        "lang": work.lang,
        "abstract": work.abstract,
        "keywords": work.keywords,
    }
    kept = {key: value for key, value in said.items() if value}
    made = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    # with it, nothing in a text ends the element or begins a comment
    return made.replace("<", "\\u003c")


def _in_parts(name: Parts) -> list[str]:
    said = [name.family, name.given, name.suffix]
    while len(said) > 1 and not said[-1]:
        said.pop()
    return said


def coins(work: Work) -> str:
    """Return the ``title`` attribute of the ``span``, not escaped for HTML."""
    first = work.authors[0] if work.authors else None
    said = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "article"),
        ("rft.atitle", work.title),
        ("rft.jtitle", work.whole),
        ("rft.date", work.date.isoformat() if work.date else ""),
        ("rft.volume", work.volume),
        ("rft.issn", work.issn),
        ("rft.aulast", first.family if first and first.given else ""),
        ("rft.aufirst", first.given if first else ""),
        *(("rft.au", f"{name.given} {name.family}".strip()) for name in work.authors),
        ("rft.language", work.lang),
        ("rft_id", f"info:doi/{work.doi}" if work.doi else ""),
        ("rft_id", work.url),
    ]
    return urlencode([(key, value) for key, value in said if value])
