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
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import rispy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.outputs.citations.work import Work
    from standfirst.text.name_parts import Parts


def bibtex(works: Iterable[Work], most: int | None = None) -> str:
    """Return *works* as the text of a ``.bib`` file.

    :param most: How many authors and keywords of each there are, the others as "and others"; else all.
    """
    from standfirst.outputs.citations import bibtex_files  # noqa: PLC0415  # needs pybtex

    return bibtex_files.write(works, most)


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
