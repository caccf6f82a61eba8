"""A list of entries -> Atom, RSS 2.0 and JSON Feed 1.1.

Formats: https://www.rfc-editor.org/rfc/rfc4287, https://www.rssboard.org/rss-specification,
https://www.jsonfeed.org/version/1.1/. Everything is in the entries: no clock, no order but
theirs, so equal entries give equal bytes.

What is text there and what is HTML: in Atom each element says so, in JSON Feed its name does. In RSS
an item's description and content are HTML, all else is text, of which
https://www.rssboard.org/rss-profile#data-types-characterdata says how readers that take it for HTML are spared.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import json
import re
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from standfirst import hygiene

if TYPE_CHECKING:
    from collections.abc import Callable

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
"""Media RSS: https://www.rssboard.org/media-rss"""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENCODED = f"{{{_CONTENT}}}encoded"
_SUMMARY = "item/description"
_GENERATOR = "Standfirst"
_MARK = re.compile(r"([&<>])")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """A picture that belongs to an entry."""

    url: str
    """Absolute address."""
    type: str
    """MIME type."""
    size: int
    """Bytes."""
    width: int
    height: int


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One post in a feed."""

    id: str
    """Stable: the absolute address."""
    url: str
    title: str
    authors: tuple[tuple[str, str], ...]
    """Name and absolute address of the author's page."""
    published: dt.datetime
    updated: dt.datetime
    summary: str
    """Plain text."""
    html: str
    """Safe HTML with absolute addresses, as :func:`standfirst.feed_content.prepare` gives it."""
    tags: tuple[str, ...] = ()
    rights: str = ""
    rights_url: str = ""
    lang: str = "en"
    image: Image | None = None


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A list of posts that can be followed."""

    title: str
    id: str
    url: str
    """Absolute address of the page that shows the same list."""
    entries: tuple[Entry, ...]
    subtitle: str = ""
    lang: str = "en"
    rights: str = ""

    @property
    def updated(self) -> dt.datetime:
        """Return when the newest entry was updated; 1970 where there is none."""
        return max((entry.updated for entry in self.entries), default=_EPOCH)


Shared = Literal["authors", "tags"]
MOST_IN_FULL = 12
"""Authors or tags of a post whose own feeds have its whole text."""


def brief(feed: Feed, shared: Shared) -> Feed:
    """Return a feed of an author or a tag with the summary alone of a post that is in the feeds of many.

    A text by two hundred authors would else be written two hundred times, and the names of all with each.

    :param shared: What of an entry says how many feeds of the same kind have it.
    """
    return dc.replace(
        feed,
        entries=tuple(
            entry if len(getattr(entry, shared)) <= MOST_IN_FULL else _brief(entry)
            for entry in feed.entries
        ),
    )


def _brief(entry: Entry) -> Entry:
    return dc.replace(
        entry,
        html=f"<p>{escape(entry.summary or entry.title)}</p>",
        authors=entry.authors[:MOST_IN_FULL],
        tags=entry.tags[:MOST_IN_FULL],
    )


def atom(feed: Feed, self_url: str) -> bytes:
    """Return the feed as Atom, in UTF-8.

    :param self_url: Absolute address of the file itself.
    """
    root = etree.Element(f"{{{_ATOM}}}feed", {_XML_LANG: feed.lang}, nsmap={None: _ATOM})
    _add(root, "id", feed.id)
    _add(root, "title", _title(feed))
    _add(root, "updated", feed.updated.isoformat())
    # the byline of entries that have none
    _add(_child(root, "author"), "name", _title(feed))
    _add(root, "link", href=feed.url, rel="alternate")
    _add(root, "link", href=self_url, rel="self")
    _add(root, "generator", _GENERATOR)
    _add(root, "rights", _text(feed.rights))
    _add(root, "subtitle", _subtitle(feed))
    for entry in feed.entries:
        _add_atom_entry(root, entry)
    etree.indent(root, " ")
    return _written(root)


def _add_atom_entry(root: Any, entry: Entry) -> None:
    element = _child(root, "entry")
    element.set(_XML_LANG, entry.lang)
    _add(element, "id", entry.id)
    _add(element, "title", _title(entry))
    _add(element, "updated", entry.updated.isoformat())
    for name, url in entry.authors:
        author = _child(element, "author")
        _add(author, "name", _text(name) or url)
        _add(author, "uri", url)
    _add(element, "content", entry.html, type="html")
    _add(element, "link", href=entry.url)
    _add(element, "summary", _text(entry.summary))
    for tag in filter(None, map(_text, entry.tags)):
        _add(element, "category", term=tag)
    _add(element, "published", entry.published.isoformat())
    _add(element, "rights", _text(entry.rights))
    if entry.rights_url:
        # https://www.rfc-editor.org/rfc/rfc4946
        _add(element, "link", rel="license", href=entry.rights_url)
    if entry.image:
        image = {"href": entry.image.url, "type": entry.image.type, "length": str(entry.image.size)}
        _add(element, "link", rel="enclosure", **image)


def rss(feed: Feed, self_url: str) -> bytes:
    """Return the feed as RSS 2.0, in UTF-8.

    :param self_url: Absolute address of the file itself.
    """
    root = etree.Element("rss", version="2.0", nsmap={"atom": _ATOM, "content": _CONTENT})
    channel = _child(root, "channel")
    _add(channel, "title", _title(feed))
    _add(channel, "link", feed.url)
    _add(channel, "description", _subtitle(feed))
    _add(channel, f"{{{_ATOM}}}link", href=self_url, rel="self")
    _add(channel, "copyright", _text(feed.rights))
    _add(channel, "docs", "http://www.rssboard.org/rss-specification")
    _add(channel, "generator", _GENERATOR)
    _add(channel, "language", feed.lang)
    _add(channel, "lastBuildDate", format_datetime(feed.updated))
    for entry in feed.entries:
        _add_rss_item(channel, entry)
    etree.indent(root, " ")
    for element in root.iterfind("channel//*"):
        if element.tag != _ENCODED and element.getparent().tag + "/" + element.tag != _SUMMARY:
            _keep_as_text(element)
    return _written(root)


def _add_rss_item(channel: Any, entry: Entry) -> None:
    item = _child(channel, "item")
    _add(item, "title", _title(entry))
    _add(item, "link", entry.url)
    summary = escape(_text(entry.summary), quote=False)  # HTML that says what the plain text does
    _child(item, "description").text = summary or entry.html
    if summary:
        _child(item, _ENCODED).text = entry.html
    _add(item, "guid", entry.id, isPermaLink=str(entry.id == entry.url).lower())
    for tag in map(_text, entry.tags):
        _add(item, "category", tag)
    _add(item, "pubDate", format_datetime(entry.published))
    # RSS's own author is an e-mail address, and it has no language: Dublin Core's terms serve
    for name, url in entry.authors:
        _add(item, f"{{{_DC}}}creator", _text(name) or url)
    _add(item, f"{{{_DC}}}language", entry.lang)
    _add(item, f"{{{_DC}}}rights", _text(entry.rights))
    if entry.image:
        _add_image(item, entry.image)


def _add_image(item: Any, image: Image) -> None:
    """Add the picture as RSS has it, and as Media RSS, which knows its proportions."""
    common = {"url": image.url, "type": image.type}
    _add(item, "enclosure", **common, length=str(image.size))
    more = {"fileSize": str(image.size), "width": str(image.width), "height": str(image.height)}
    shown = {**common, **more, "medium": "image"}
    etree.SubElement(item, f"{{{_MEDIA}}}content", shown, nsmap={"media": _MEDIA})


def _child(parent: Any, name: str, **attributes: str) -> Any:
    """Return a new last child of *parent*: in its namespace where that has one, else in the name's own."""
    return etree.SubElement(parent, parent.tag[: parent.tag.find("}") + 1] + name, attributes)


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> None:
    """Add an element with *text* and *attributes*; none where there are neither."""
    if text or attributes:
        _child(parent, name, **attributes).text = text or None


def _keep_as_text(element: Any) -> None:
    """Write what could be taken for markup in an element's text as hexadecimal references: ``&#x3C;`` for ``<``."""
    first, *rest = _MARK.split(element.text or "")
    if not rest:
        return
    element.text = first
    for mark, tail in zip(rest[::2], rest[1::2], strict=True):
        reference = etree.Entity(f"#x{ord(mark):X}")
        reference.tail = tail
        element.append(reference)


def json_feed(feed: Feed, self_url: str) -> bytes:
    """Return the feed as JSON Feed 1.1, in UTF-8.

    :param self_url: Absolute address of the file itself.
    """
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _text(feed.title),
        "home_page_url": feed.url,
        "feed_url": self_url,
        "description": _text(feed.subtitle),
        "language": feed.lang,
        "items": [_item(entry) for entry in feed.entries],
    }
    kept = {key: value for key, value in data.items() if value or key == "items"}
    return (json.dumps(kept, ensure_ascii=False) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": _text(entry.title),
        "content_html": entry.html,
        "summary": _text(entry.summary),
        "image": entry.image and entry.image.url,
        "attachments": entry.image
        and [
            {
                "url": entry.image.url,
                "mime_type": entry.image.type,
                "size_in_bytes": entry.image.size,
            }
        ],
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": _text(name), "url": url} for name, url in entry.authors],
        "tags": [_text(tag) for tag in entry.tags],
        "language": entry.lang,
        "_rights": {"about": "https://standfirst.readthedocs.io/", "name": entry.rights, "url": entry.rights_url}
        if entry.rights
        else None,
    }  # fmt: skip
    return {key: value for key, value in item.items() if value or key == "content_html"}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FeedFormat:
    """A form in which every list of posts can be followed."""

    file: str
    """Name of its file beside the page of the list."""
    type: str
    """MIME type."""
    label: str
    """What its links say."""
    write: Callable[[Feed, str], bytes]
    """Returns a feed's file, given also the absolute address of that file."""


FORMATS = (
    FeedFormat(file="atom.xml", type="application/atom+xml", label="Atom", write=atom),
    FeedFormat(file="rss.xml", type="application/rss+xml", label="RSS", write=rss),
    FeedFormat(file="feed.json", type="application/feed+json", label="JSON", write=json_feed),
)
"""In the order in which pages offer them."""


def _title(of: Feed | Entry) -> str:
    return _text(of.title) or of.url


def _subtitle(feed: Feed) -> str:
    return _text(feed.subtitle or feed.title) or feed.url


def _text(text: str) -> str:
    return hygiene.clean(text)[0]


def _written(root: Any) -> bytes:
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"
