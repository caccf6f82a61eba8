"""A feed -> Atom and RSS 2.0.

Formats: https://www.rfc-editor.org/rfc/rfc4287, https://www.rssboard.org/rss-specification.

What is text there and what is HTML: in Atom each element says so. In RSS
an item's description and content are HTML, all else is text, of which
https://www.rssboard.org/rss-profile#data-types-characterdata says how readers that take it for HTML are spared.
"""

from __future__ import annotations

import re
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any

from lxml import etree

from standfirst.outputs.feeds.model import html_of, subtitle_of, text_of, title_of

if TYPE_CHECKING:
    from standfirst.outputs.feeds.model import Archives, Feed, FeedEntry, Image

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_MEDIA = "http://search.yahoo.com/mrss/"
"""Media RSS: https://www.rssboard.org/media-rss"""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENCODED = f"{{{_CONTENT}}}encoded"
_SUMMARY = "item/description"
_GENERATOR = "Standfirst"
_MARK = re.compile(r"([&<>])")


def atom(feed: Feed, self_url: str) -> bytes:
    """Return the feed as Atom, in UTF-8.

    :param self_url: Absolute address of the file itself.
    """
    root = etree.Element(f"{{{_ATOM}}}feed", {_XML_LANG: feed.lang}, nsmap={None: _ATOM})
    _add(root, "id", feed.url)
    _add(root, "title", title_of(feed))
    _add(root, "updated", feed.updated.isoformat())
    # the byline of entries that have none
    _add(_child(root, "author"), "name", title_of(feed))
    _add(root, "link", href=feed.url, rel="alternate")
    _add(root, "link", href=self_url, rel="self")
    if feed.archives:
        _add_archives(root, feed.archives)
    _add(root, "generator", _GENERATOR)
    _add(root, "rights", text_of(feed.rights))
    _add(root, "subtitle", subtitle_of(feed))
    for entry in feed.entries:
        _add_atom_entry(root, entry)
    etree.indent(root, " ")
    return _written(root)


def _add_archives(root: Any, archives: Archives) -> None:
    """Lead from file to file of one feed: https://www.rfc-editor.org/rfc/rfc5005#section-4."""
    if archives.current:
        etree.SubElement(root, f"{{{_HISTORY}}}archive", nsmap={"fh": _HISTORY})
    links = {"current": archives.current, "prev-archive": archives.older, "next-archive": archives.newer}  # fmt: skip
    for relation, address in links.items():
        if address:
            _add(root, "link", href=address, rel=relation)


def _add_atom_entry(root: Any, entry: FeedEntry) -> None:
    element = _child(root, "entry")
    element.set(_XML_LANG, entry.lang)
    _add(element, "id", entry.url)
    _add(element, "title", title_of(entry))
    _add(element, "updated", entry.updated.isoformat())
    for name, url in entry.authors:
        author = _child(element, "author")
        _add(author, "name", text_of(name) or url)
        _add(author, "uri", url)
    if entry.html:
        _add(element, "content", entry.html, type="html")
    _add(element, "link", href=entry.url)
    _add(element, "summary", text_of(entry.summary))
    for tag in filter(None, map(text_of, entry.tags)):
        _add(element, "category", term=tag)
    _add(element, "published", entry.published.isoformat())
    _add(element, "rights", text_of(entry.rights))
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
    _add(channel, "title", title_of(feed))
    _add(channel, "link", feed.url)
    _add(channel, "description", subtitle_of(feed))
    _add(channel, f"{{{_ATOM}}}link", href=self_url, rel="self")
    _add(channel, "copyright", text_of(feed.rights))
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


def _add_rss_item(channel: Any, entry: FeedEntry) -> None:
    item = _child(channel, "item")
    _add(item, "title", title_of(entry))
    _add(item, "link", entry.url)
    summary = escape(text_of(entry.summary), quote=False)  # HTML that says what the plain text does
    _child(item, "description").text = summary or html_of(entry)
    if summary and entry.html:
        _child(item, _ENCODED).text = entry.html
    _add(item, "guid", entry.url, isPermaLink="true")
    for tag in map(text_of, entry.tags):
        _add(item, "category", tag)
    _add(item, "pubDate", format_datetime(entry.published))
    # RSS's own author is an e-mail address, and it has no language: Dublin Core's terms serve
    for name, url in entry.authors:
        _add(item, f"{{{_DC}}}creator", text_of(name) or url)
    _add(item, f"{{{_DC}}}language", entry.lang)
    _add(item, f"{{{_DC}}}rights", text_of(entry.rights))
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


def _written(root: Any) -> bytes:
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"
