"""A list of entries -> Atom, RSS 2.0 and JSON Feed 1.1.

Formats: https://www.rfc-editor.org/rfc/rfc4287, https://www.rssboard.org/rss-specification,
https://www.jsonfeed.org/version/1.1/. Everything is in the entries: no clock, no order but
theirs, so equal entries give equal bytes. feedgen writes the two XML formats; what it has no
way to say (languages of entries, licences, times with their own offset in RSS) is put into its
tree before it is written.

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
from typing import TYPE_CHECKING, Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from standfirst import hygiene

if TYPE_CHECKING:
    from collections.abc import Callable

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
"""Media RSS: https://www.rssboard.org/media-rss"""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
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
    icon: str = ""

    @property
    def updated(self) -> dt.datetime:
        """Return when the newest entry was updated; 1970 where there is none."""
        return max((entry.updated for entry in self.entries), default=_EPOCH)


MOST_IN_FULL = 12
"""Authors or tags of a post whose own feeds have its whole text."""


def brief(feed: Feed, many: Callable[[Entry], int]) -> Feed:
    """Return a feed of an author or a tag with the summary alone of a post that is in the feeds of many.

    A text by two hundred authors would else be written two hundred times, and the names of all with each.

    :param many: How many feeds of the same kind have an entry.
    """
    return dc.replace(
        feed,
        entries=tuple(
            entry if many(entry) <= MOST_IN_FULL else _brief(entry) for entry in feed.entries
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
    """Return the feed as Atom 1.0, in UTF-8.

    :param self_url: Absolute address of the file itself.
    """
    root = etree.fromstring(_generator(feed, self_url).atom_str())
    root.set(_XML_LANG, feed.lang)
    root.extend(map(_atom_entry, feed.entries))
    return _bytes(root)


def _atom_entry(entry: Entry) -> Any:
    element = _feed_entry(entry).atom_entry()
    element.set(_XML_LANG, entry.lang)
    if entry.rights_url:
        # RFC 4946; feedgen knows no such relation
        etree.SubElement(element, f"{{{_ATOM}}}link", rel="license", href=entry.rights_url)
    if entry.image:
        # feedgen forgets the relation of every link that it writes
        image = {"href": entry.image.url, "type": entry.image.type, "length": str(entry.image.size)}
        etree.SubElement(element, f"{{{_ATOM}}}link", {"rel": "enclosure", **image})
    for name, moment in (("published", entry.published), ("updated", entry.updated)):
        found = element.find(f"{{{_ATOM}}}{name}")
        if found is not None:
            found.text = moment.isoformat()
    return element


def rss(feed: Feed, self_url: str) -> bytes:
    """Return the feed as RSS 2.0, in UTF-8.

    :param self_url: Absolute address of the file itself.
    """
    root = etree.fromstring(_generator(feed, self_url).rss_str())
    root.find("channel").extend(map(_rss_item, feed.entries))
    etree.indent(root, " ")
    for element in root.iterfind("channel//*"):
        if element.tag != _CONTENT and element.getparent().tag + "/" + element.tag != _SUMMARY:
            _keep_as_text(element)
    return _written(root)


def _rss_item(entry: Entry) -> Any:
    element = _feed_entry(entry).rss_entry()
    found = element.find("pubDate")
    if found is not None:
        found.text = format_datetime(entry.published)
    if summary := _text(entry.summary):
        # HTML that says what the plain text does
        element.find("description").text = escape(summary, quote=False)
    # RSS's own author is an e-mail address, and it has no language: Dublin Core's terms serve
    for name, text in _dublin_core(entry):
        etree.SubElement(element, f"{{{_DC}}}{name}").text = text
    if entry.image:
        _add_image(element, entry.image)
    return element


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


def _add_image(item: Any, image: Image) -> None:
    """Add the picture as RSS has it, and as Media RSS, which knows its proportions."""
    common = {"url": image.url, "type": image.type}
    etree.SubElement(item, "enclosure", {**common, "length": str(image.size)})
    more = {"fileSize": str(image.size), "width": str(image.width), "height": str(image.height)}
    shown = {**common, **more, "medium": "image"}
    etree.SubElement(item, f"{{{_MEDIA}}}content", shown, nsmap={"media": _MEDIA})


def _dublin_core(entry: Entry) -> list[tuple[str, str]]:
    terms = [("creator", _text(name) or url) for name, url in entry.authors]
    terms += [("language", entry.lang), ("rights", _text(entry.rights))]
    return [(name, text) for name, text in terms if text]


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
        "icon": feed.icon,
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


def _generator(feed: Feed, self_url: str) -> FeedGenerator:
    made = FeedGenerator()
    made.id(feed.id)
    made.title(_text(feed.title) or feed.url)
    made.link(href=feed.url, rel="alternate")
    made.link(href=self_url, rel="self")
    made.subtitle(_text(feed.subtitle or feed.title) or feed.url)
    made.language(feed.lang)
    made.updated(feed.updated)
    made.lastBuildDate(feed.updated)
    made.generator(_GENERATOR)
    # RSS takes no more than an address to send mistakes to; the whole is the byline of a feed without entries
    made.author({"name": _text(feed.title) or feed.url})
    if feed.rights:
        made.rights(_text(feed.rights))
    if feed.icon:
        made.icon(feed.icon)
    return made


def _feed_entry(entry: Entry) -> FeedEntry:
    item = FeedEntry()
    item.id(entry.id)
    item.guid(entry.id, permalink=entry.id == entry.url)
    item.title(_text(entry.title) or entry.url)
    item.link(href=entry.url, rel="alternate")
    for name, url in entry.authors:
        shown = _text(name) or url
        item.author({"name": shown, "uri": url})
    item.published(entry.published)
    item.updated(entry.updated)
    if entry.summary:
        item.summary(_text(entry.summary))
    item.content(entry.html, type="html")
    for tag in filter(None, map(_text, entry.tags)):
        item.category({"term": tag})
    if entry.rights:
        item.rights(_text(entry.rights))
    return item


def _text(text: str) -> str:
    return hygiene.clean(text)[0]


def _bytes(root: Any) -> bytes:
    etree.indent(root, " ")
    return _written(root)


def _written(root: Any) -> bytes:
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"
