"""The fields of an article that a citation needs."""

from __future__ import annotations

import dataclasses as dc
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from standfirst.addresses.page_addresses import composed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from standfirst.catalogue.model import Post
    from standfirst.outputs.article import Article
    from standfirst.settings.model import Settings
    from standfirst.text.name_parts import Parts

_KEY = 80
"""Characters."""
_DIGITS = 6
_OTHER = re.compile("[^A-Za-z0-9]+")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """An article as it is cited."""

    key: str
    """Unique in the publication, of letters, digits and hyphens."""
    is_scholarly: bool
    """Of a journal; else of a newspaper."""
    title: str
    authors: tuple[Parts, ...]
    translators: tuple[Parts, ...]
    whole: str
    """Title of the publication."""
    publisher: str
    date: dt.date | None
    """Publication date, in its own offset."""
    volume: str
    """Number, or name where it has no number."""
    volume_number: str
    section: str
    issn: str
    doi: str
    url: str
    """Empty without a base URL."""
    lang: str
    """BCP 47."""
    abstract: str
    keywords: tuple[str, ...]


def of(article: Article, key: str, settings: Settings) -> Work:
    """Return *article* as it is cited under *key*."""
    post = article.post
    return Work(
        key=key,
        is_scholarly=settings.article_type == "ScholarlyArticle",
        title=post.title,
        authors=tuple(party.parts for party in article.authors),
        translators=tuple(party.parts for party in article.translators),
        whole=settings.title,
        publisher=settings.publisher or settings.title,
        date=post.date.date() if post.date else None,
        volume=article.volume,
        volume_number=article.volume_number,
        section=post.section.name,
        issn=settings.issn,
        doi=post.doi,
        url=article.url,
        lang=post.lang,
        abstract=post.description,
        keywords=tuple(tag.name for tag in post.tags),
    )


def keys(posts: Iterable[Post]) -> dict[str, str]:
    """Return a key for each post, made of its file name, which stays whatever other posts come and go.

    Letters that BibTeX does not take are stood for by digits made of the name. Where two posts have one
    name, the older has it alone, and the other with digits made of its whole path.

    :param posts: Newest first.
    """
    taken: set[str] = set()
    result = {}
    for post in reversed([*posts]):
        plain = key = _plain(post.docname.rpartition("/")[2])
        digits = _DIGITS
        # to BibTeX, two keys that differ by case are one
        while key.lower() in taken:
            key = f"{plain}-{_hash(post.docname)[:digits]}"
            digits += 1
        taken.add(key.lower())
        result[post.docname] = key
    return result


def _plain(stem: str) -> str:
    """Return *stem* in the characters that BibTeX takes, and digits for what is lost of it."""
    apart = unicodedata.normalize("NFKD", stem)
    plain = _OTHER.sub("-", apart.encode("ascii", "ignore").decode()).strip("-")[:_KEY].strip("-")
    is_whole = apart.isascii() or not any(char.isalnum() and not char.isascii() for char in apart)
    return (plain or "article") + ("" if is_whole else f"-{_hash(stem)[:_DIGITS]}")


def _hash(text: str) -> str:
    return hashlib.sha256(composed(text).encode("utf-8", "surrogatepass")).hexdigest()
