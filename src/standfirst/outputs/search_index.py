"""The searchable text of each page -> the files of Pagefind's index.

A page is indexed from a document of its own, kept beside the build's other work, which holds what
is to be found and nothing else: not the navigation, the biographies or the lists. So pages
carry no marks for the search, and the index is made anew only where one of these documents differs.

    text of a page, byline, filters --document()--> kept documents --make()--> Pagefind's files

One index serves every language, as one of none (`force_language`): Pagefind's is one for each
language of pages, of which a page asks only its own. It divides Chinese by a dictionary, in another
way than the browser divides the query; so the text is divided before: :mod:`.search_words`.
https://pagefind.app/docs/multilingual/
"""

from __future__ import annotations

import dataclasses as dc
import errno
import gzip
import json
import os
import shutil
import zlib
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree
from lxml import html as lxml_html

from standfirst.incremental import atomic_files
from standfirst.outputs import pagefind, search_order, search_words
from standfirst.tables.html_vocabulary import EDITS, HEADINGS, TEXT_LEVEL
from standfirst.text import html_tree

FOLDER = "pagefind"
"""Of the index, below the output folder."""
_FORM = 4
"""Raised where :func:`make` would make another index from the same documents."""
_NOT_FOUND = ("headerlink", "sf-biographies")
"""Classes of what stands in an article's body and is not searched."""
_NOTE_MARKS = etree.XPath(
    "//*[@role = 'doc-noteref' or @role = 'doc-backlink']"
    " | //*[@role = 'note']/span[@class = 'label' or @class = 'backrefs']"
)
"""Numbers of notes, at their calls and before the notes: an excerpt would have them glued to words."""
_WITHIN_WORDS = sorted((TEXT_LEVEL | EDITS) - {"br"})
"""Elements at whose ends no word ends."""
_NO_LANGUAGE = "und"
"""By BCP 47: one for which Pagefind has neither a dictionary nor endings."""
_USED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "*.pagefind",
    "*.pf_*",
    "*/*.pf_*",
)
"""What the search page asks for; the rest are user interfaces that we do not use."""
_ENDS = {".js": b";", ".json": b"}"}
"""Suffix -> what a whole file ends with; all others are compressed with gzip, which sees to it."""


class SearchError(ValueError):
    """No index could be made; the message says why, :attr:`remedy` what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.remedy = f"{remedy}, or set standfirst_search = False"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class SearchDocument:
    """The searchable content of one page."""

    href: str
    """Its address below the publication's root, percent-encoded."""
    lang: str
    """BCP 47."""
    title: str
    deck: str = ""
    names: tuple[str, ...] = ()
    byline: str = ""
    """The names as they are shown."""
    date: str = ""
    """As it is shown."""
    day: str = ""
    """In ISO format, by which results are sorted."""
    filters: tuple[tuple[str, str], ...] = ()
    """Name and value; a name may have several."""
    body: str
    """HTML."""


def document(found: SearchDocument) -> str:
    """Return the HTML document from which Pagefind indexes a page.

    Title and names are marks of it, which are searched as well, and weighed apart: in its text
    they would be what excerpts show, below the title and the byline.
    """
    marked = {
        "title": found.title,
        "names": ", ".join(found.names),
        "href": found.href,
        "lang": found.lang,
        "byline": found.byline,
        "date": found.date,
        "words": _divided(found.title, *found.names),
    }
    marks = [_mark("meta", name, value) for name, value in marked.items() if value]
    marks += [_mark("filter", name, value) for name, value in found.filters]
    marks += [_mark("sort", "date", found.day)] if found.day else []
    deck = f"<p>{escape(search_words.divided(found.deck))}</p>\n" if found.deck else ""
    # without `lang` Pagefind would take each page for one of no language
    return (
        f'<!doctype html><html lang="{escape(found.lang)}"><body>\n'
        f"<div data-pagefind-ignore>{''.join(marks)}</div>\n"
        f"<main data-pagefind-body>\n{deck}{_searched(found)}\n</main></body></html>\n"
    )


def _searched(found: SearchDocument) -> str:
    """Return what is searched of the body, with the ids of sections at their headings, where Pagefind looks.

    https://pagefind.app/docs/sub-results/
    """
    if not found.body.strip():
        return ""
    root = html_tree.parsed(found.body)
    for css in _NOT_FOUND:
        for element in root.find_class(css):
            element.drop_tree()
    for element in _NOTE_MARKS(root):
        element.drop_tree()
    title = root.find(".//h1")
    if title is not None and title.text_content().strip() == found.title:
        title.drop_tree()
    for section in root.iter("section"):
        heading = next((child for child in section if child.tag in HEADINGS), None)
        names = [
            one for one in (section, *section) if one.tag in {"section", "span"} and one.get("id")
        ]
        if heading is not None and names:
            heading.set("id", names[0].attrib.pop("id"))
    etree.strip_tags(root, etree.Comment, *_WITHIN_WORDS)
    for element in root.iter():
        element.text, element.tail = _apart(element.text), _apart(element.tail)
    return str(lxml_html.tostring(root, encoding="unicode"))


def _apart(text: str | None) -> str | None:
    """Return *text* of an element divided, and where it is, apart from what is beside it."""
    if text is None or text.isascii():
        return text
    return f" {search_words.divided(text)} "


def _divided(*texts: str) -> str:
    """Return those of *texts* that are otherwise when they are divided: Pagefind has the others as they are."""
    divided = ((text, search_words.divided(text)) for text in texts)
    return " ".join(words for text, words in divided if words != text)


def _mark(kind: str, name: str, value: str) -> str:
    return f'<p data-pagefind-{kind}="{name}">{escape(value)}</p>'


def version() -> str:
    """Return the version of Pagefind, on which an index depends; empty where it is not installed."""
    found = program()
    return f"{_FORM} {found.stat().st_size}" if found else ""


def make(pages: Path, into: Path) -> None:
    """Make the index of the documents in *pages*, and replace the folder *into* by it.

    :raises SearchError: Pagefind is not there, or has failed; *into* is as it was.
    :raises OutputError: The index cannot be written.
    """
    binary = program()
    if binary is None:
        raise SearchError("Pagefind is not installed", "install pagefind[extended]")
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="search-", dir=into.parent) as work:
            made, kept = Path(work, "made"), Path(work, "kept")
            _index(binary, sorted(pages.glob("*.html")), made)
            for file in sorted({file for pattern in _USED for file in made.glob(pattern)}):
                _require_whole(file)
                place = kept / file.relative_to(made)
                place.parent.mkdir(parents=True, exist_ok=True)
                file.rename(place)
            search_order.put_in_order(kept)
            shutil.rmtree(into, ignore_errors=True)
            kept.rename(into)
    except OSError as exc:
        raise atomic_files.error(into, exc) from exc


def _require_whole(file: Path) -> None:
    """Do nothing where a file of Pagefind's ends as it should: where the disk is full, Pagefind itself says nothing.

    :raises OSError: It does not.
    """
    data = file.read_bytes()
    if file.suffix in _ENDS:
        is_whole = data.endswith(_ENDS[file.suffix])
    else:
        try:
            is_whole = bool(gzip.decompress(data))
        except (EOFError, OSError, zlib.error):
            is_whole = False
    if not is_whole:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def program() -> Path | None:
    """Return Pagefind's program as its wheel carries it, with Chinese segmentation."""
    try:
        import pagefind_bin_extended  # noqa: PLC0415  # a wheel that some machines have none of

        return Path(pagefind_bin_extended.get_executable())
    except (ImportError, FileNotFoundError):
        return None


def _index(binary: Path, documents: list[Path], made: Path) -> None:
    try:
        pagefind.make(binary, documents, made, language=_NO_LANGUAGE)
    except pagefind.PagefindError as exc:
        raise SearchError(f"Pagefind has failed ({str(exc)[-300:]})", "build again") from exc
    except OSError as exc:
        if str(exc.filename) != str(binary):
            raise
        raise SearchError(f"Pagefind cannot be started ({exc.strerror})", "install pagefind[extended] anew") from exc  # fmt: skip
    entry = made / "pagefind-entry.json"
    if not entry.is_file():
        raise SearchError("Pagefind has failed (it has written nothing)", "build again")
    _require_whole(entry)
    if not json.loads(entry.read_bytes())["languages"]:
        raise SearchError("no page has a word that could be found", "write one")
