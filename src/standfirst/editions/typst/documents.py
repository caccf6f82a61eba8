"""Posts and books -> the sources that Typst compiles.

::

    Post, translated text --article()--> articles/<docname>.typ
    articles/<docname>.typ --alone()--> an article's PDF      --book()--> a volume's PDF
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote, unquote

from standfirst.editions.typst.code import Code, value
from standfirst.incremental.manifest import digest
from standfirst.package import VERSION
from standfirst.text.i18n import words
from standfirst.text.language_detection import script_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from standfirst.catalogue.model import Picture, Post
    from standfirst.editions.books import Book
    from standfirst.text.i18n import Words

_IMPORT = '#import "/template/standfirst.typ": *\n'
_PLACE = "standfirst-place:"
_PLAIN = "/ '()*!,;:@&=+$"
"""What stays as it is in the name of a place."""
_REGIONS = {"zh-Hans": "CN", "zh-Hant": "TW"}

Entries: TypeAlias = tuple[str, Sequence[tuple["Post", str]]]
"""A part of the contents of a book that is bound from several: its title, its articles with the labels of their pages."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class DocumentContext:
    """The context of sources: what neither a post nor a book says itself."""

    url: Callable[[Post], str]
    """A post -> its absolute address; empty where there is none."""
    picture: Callable[[str], str | None]
    """Address of a picture -> its file as Typst finds it; None where it cannot be shown."""
    legible: Callable[[str], str]


def file_of(docname: str) -> str:
    """Return the file of an article's source, below the press's folder; names of posts may be anything."""
    return f"articles/{digest(docname)}.typ"


def article(post: Post, body: Code, facts: DocumentContext) -> str:
    """Return the source of an article, for its own PDF and for books."""
    w = words(post.lang)
    legible = facts.legible
    said = {
        **language(post.lang),
        "label": place(post.docname),
        "title": legible(post.title),
        "section": legible(post.section.name),
        "deck": legible(post.deck),
        "byline": legible(byline(post)),
        "date": legible(_dates(post)),
        "notice": legible(w("Preview: this article is not yet public")) if post.hidden else "",
        "image": _lead(post.image, facts) if post.image else None,
        "authors": [person.name for person in post.authors],
        "description": post.description,
        "keywords": [tag.name for tag in post.tags],
        "ending": _ending(post, facts),
        "body": body,
    }
    return f"{_IMPORT}#let article = {value(said)}\n"


def alone(docname: str, publication: str) -> str:
    """Return the source of an article's own PDF."""
    return f"{_IMPORT}#import {value('/' + file_of(docname))}: article\n#alone(article, {value(publication)})\n"


def book(book: Book, facts: DocumentContext, *, note: Code | None) -> str:
    """Return the source of a volume's PDF.

    :param note: The editor's note.
    """
    imports, names = _articles(book)
    return f"{_IMPORT}{imports}#book({value(_of_book(book, facts, note))},{names})\n"


def front(
    book: Book, facts: DocumentContext, *, note: Code | None, parts: Iterable[Entries]
) -> str:
    """Return the source of what stands before the parts of a book that is bound from several."""
    contents = [
        {
            "title": facts.legible(title),
            "url": _place_url(entries[0][0]),
            "entries": [
                (facts.legible(post.title), facts.legible(byline(post)), page, _place_url(post))
                for post, page in entries
            ],
        }
        for title, entries in parts
    ]
    said = {**_of_book(book, facts, note), "parts": contents}
    return f"{_IMPORT}#front({value(said)})\n"


def part(book: Book, facts: DocumentContext, *, first: int) -> str:
    """Return the source of articles that are bound with others.

    :param first: Number of the first page.
    """
    imports, names = _articles(book)
    return f"{_IMPORT}{imports}#part({value(_of_book(book, facts, None))},{names},first:{first})\n"


def place(docname: str, name: str = "") -> str:
    """Return the name of a document's place in editions, of its beginning where *name* is empty.

    In ASCII: a PDF sorts the names of its places by their bytes, Typst by their characters, which
    for others is not the same order; in a list that is out of order a reader finds nothing.
    """
    return f"{quote(docname, safe=_PLAIN, errors='replace')}#{quote(name, safe=_PLAIN, errors='replace')}"


def _place_url(post: Post) -> str:
    """Return a placeholder address for an article's place in a book, until the book is bound."""
    return f"{_PLACE}{quote(place(post.docname))}"


def place_in(uri: str) -> str:
    """Return the place that :func:`_place_url` encoded in *uri*; empty for other addresses."""
    return unquote(uri.removeprefix(_PLACE)) if uri.startswith(_PLACE) else ""


def _articles(book: Book) -> tuple[str, str]:
    """Return the imports of a book's articles, and the list of their names."""
    imports = [
        f"#import {value('/' + file_of(post.docname))}: article as a{number}\n"
        for number, post in enumerate(book.articles)
    ]
    return "".join(imports), f"({','.join(f'a{number}' for number in range(len(imports)))},)"


def _of_book(book: Book, facts: DocumentContext, note: Code | None) -> dict[str, object]:
    """Return what the template is told of a book."""
    legible = facts.legible
    return {
        **language(book.lang),
        "name": legible(_name(book)),
        "title": legible(book.title),
        "subtitle": legible(book.subtitle),
        "publication": legible(book.publication),
        "authors": list(book.authors),
        "description": book.description,
        "note": note,
        "cover": _cover(book.cover, facts) if book.cover else None,
        "own-cover": book.has_own_cover,
        "colophon": _colophon(book, facts),
        "bylines": {place(post.docname): legible(byline(post)) for post in book.articles},
        "words": {"contents": legible(words(book.lang)("Contents"))},
    }


def language(tag: str) -> dict[str, Any]:
    """Return language, script and region as the template takes them."""
    key = script_key(tag)
    base, *rest = tag.split("-")
    region = next((part for part in rest if len(part) == 2 and part.isalpha()), None)  # noqa: PLR2004  # ISO 3166
    return {
        "lang": base.lower() if len(base) in {2, 3} and base.isalpha() else "en",
        "script": key.partition("-")[2],
        "region": (region or _REGIONS.get(key, "")).upper() or None,
    }


def byline(post: Post) -> str:
    """Return the authors and translators of an article, in its language."""
    w = words(post.lang)
    lines = [w.join([person.name for person in post.authors])] if post.authors else []
    if post.translators:
        names = w.join([person.name for person in post.translators])
        lines.append(w("Translated by %(names)s", names=names))
    return " · ".join(lines)


def _colophon(book: Book, facts: DocumentContext) -> list[tuple[str, str, str]]:
    """Return label, text and address of each line of the colophon."""
    w = words(book.lang)
    found = [
        ("", _name(book), ""),
        ("", w("Edition of %(date)s", date=w.date(book.modified)), ""),
        (w("Licence") + w.colon, book.licence, book.licence_url),
        (w("Address") + w.colon, book.url, book.url),
        ("", w("Made with %(name)s", name=f"Standfirst {VERSION}, Typst"), ""),
    ]
    return _legible(found, facts, w)


def _name(book: Book) -> str:
    return book.title if book.is_whole else book.publication + words(book.lang).colon + book.title


def _dates(post: Post) -> str:
    w = words(post.lang)
    said = [w.date(post.date)] if post.date else []
    if post.updated and post.updated != post.date:
        said.append(w("Updated %(date)s", date=w.date(post.updated)))
    return " · ".join(said)


def _lead(picture: Picture, facts: DocumentContext) -> dict[str, str | None] | None:
    """Return an article's picture as the template takes it; where it cannot be shown, what a frame has of it; None where that is nothing."""
    file, legible = facts.picture(picture.src), facts.legible
    caption = " · ".join(filter(None, (picture.caption, picture.credit)))
    said = {"alt": legible(picture.alt), "caption": legible(caption)}
    if file is not None:
        return {"file": file, **said}
    address = picture.src if "://" in picture.src else ""
    if not (address or any(said.values())):
        return None
    return {"file": None, **said, "address": address, "shown": legible(address)}


def _cover(picture: Picture, facts: DocumentContext) -> dict[str, str] | None:
    """Return a book's cover as the template takes it; None where it cannot be shown."""
    file = facts.picture(picture.src)
    return {"file": file, "alt": facts.legible(picture.alt)} if file is not None else None


def _ending(post: Post, facts: DocumentContext) -> list[tuple[str, str, str]]:
    """Return label, text and address of what is said at the end of an article's own PDF."""
    w = words(post.lang)
    found = [
        (w("First published") + w.colon, post.source_title or post.source_url, post.source_url),
        (w("Licence") + w.colon, post.license, post.license_url),
        ("DOI" + w.colon, post.doi, f"https://doi.org/{post.doi}" if post.doi else ""),
        (w("Address") + w.colon, facts.url(post), facts.url(post)),
    ]
    return _legible(found, facts, w)


def _legible(
    found: Iterable[tuple[str, str, str]], facts: DocumentContext, w: Words
) -> list[tuple[str, str, str]]:
    """Return those that say something; from right to left each text by itself, else the end of an address goes before it."""
    before, after = ("\u2068", "\u2069") if w.direction == "rtl" else ("", "")
    legible = facts.legible
    return [
        (legible(label), before + legible(said) + after, url) for label, said, url in found if said
    ]
