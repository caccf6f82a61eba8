"""What holds for every feed (RFC 4287, RSS 2.0, JSON Feed 1.1). Used by the checks of built sites."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_H = "{http://purl.org/syndication/history/1.0}"
_A = "{http://www.w3.org/2005/Atom}"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LENGTHS = {True: 50, False: 20}
_PARTS = ("/tmp/", "system-message", 'class="headerlink', "<excerpt")  # noqa: S108  # what must not be there


def faults(out: Path) -> list[str]:
    """Return what is wrong with the feeds in *out*, one line each."""
    found: list[str] = []
    ids: dict[str, list[str]] = {}
    for path in sorted(out.rglob("atom*.xml")):
        name = path.relative_to(out).as_posix()
        root = etree.parse(path).getroot()
        if path.name == "atom.xml":
            ids.setdefault(root.findtext(f"{_A}id"), []).append(name)
            found += [f"{name}: {fault}" for fault in _around(path, root)]
        found += [f"{name}: {fault}" for fault in _atom(root, name)]
    found += [f"feeds of one id: {names}" for names in ids.values() if len(names) > 1]
    for path in sorted(out.rglob("rss.xml")):
        name = path.relative_to(out).as_posix()
        found += [f"{name}: {fault}" for fault in _rss(etree.parse(path).getroot())]
    for path in sorted(out.rglob("feed.json")):
        name = path.relative_to(out).as_posix()
        found += [f"{name}: {fault}" for fault in _json(json.loads(path.read_bytes()), name)]
    return found


def _atom(root: etree._Element, name: str) -> Iterator[str]:
    yield from _once(root, ("id", "title", "updated"))
    own = [e.get("href") for e in root.findall(f"{_A}link") if e.get("rel") == "self"]
    if len(own) != 1 or not unquote(own[0]).endswith(f"/{name}"):
        yield f"is not where it says: {own}"
    entries = root.findall(f"{_A}entry")
    if len(entries) > _LENGTHS["/" not in name]:
        yield f"has {len(entries)} entries"
    seen = [entry.findtext(f"{_A}id") for entry in entries]
    if len(seen) != len(set(seen)):
        yield "has an entry twice"
    for entry in entries:
        yield from _once(entry, ("id", "title", "updated", "published"))
        contents = len(entry.findall(f"{_A}content"))
        if contents > 1 or (not contents and name == "atom.xml"):
            yield f"has an entry with {contents} texts"
        if not contents and not _linked(entry, None):
            yield "has an entry with neither text nor link"
        times = [entry.findtext(f"{_A}{key}") or "" for key in ("updated", "published")]
        yield from (f"{time!r} is no time" for time in times if not _TIME.fullmatch(time))
        if not entry.findall(f"{_A}author") and not root.findall(f"{_A}author"):
            yield "has an entry without author"
        yield from _content(entry.findtext(f"{_A}content") or "")


def _linked(element: etree._Element, relation: str | None) -> list[str]:
    return [e.get("href") for e in element.findall(f"{_A}link") if e.get("rel") == relation]


def _around(path: Path, root: etree._Element) -> Iterator[str]:
    """Yield what is wrong with the files of older entries (RFC 5005, 4): each leads on, and all are led to."""
    there = {p.name for p in path.parent.glob("atom-*.xml")}
    newer, place, seen = "", root, []
    while older := _linked(place, "prev-archive"):
        name = unquote(older[0]).rpartition("/")[2]
        if name in seen or name not in there:
            yield f"leads to {name}"
            return
        place = etree.parse(path.with_name(name)).getroot()
        around = [unquote(link).rpartition("/")[2] for relation in ("next-archive", "current") for link in _linked(place, relation)]  # fmt: skip
        if around != [*([newer] if newer else []), "atom.xml"]:
            yield f"{name} leads to {around}"
        if place.find(f"{_H}archive") is None or place.findtext(f"{_A}id") != root.findtext(f"{_A}id"):  # fmt: skip
            yield f"{name} is no archive of it"
        seen.append(name)
        newer = name
    if set(seen) != there:
        yield f"does not lead to {sorted(there - set(seen))}"


def _once(element: etree._Element, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if len(element.findall(f"{_A}{key}")) != 1:
            yield f"{element.tag} has {len(element.findall(f'{_A}{key}'))} of {key}"


def _content(text: str) -> Iterator[str]:
    yield from (f"has {part!r} in its text" for part in _PARTS if part in text)
    if not text.strip():
        return
    for element in lxml_html.fragment_fromstring(text, create_parent="div").iter(etree.Element):
        for key, value in element.attrib.items():
            addresses = [value] if key in {"href", "src", "poster", "cite"} else []
            if key == "srcset":
                addresses = value.split(", ")
            for address in addresses:
                if urlsplit(address).scheme not in {"http", "https", "mailto", "tel", "data"}:
                    yield f"has an address that is not absolute: {address}"
            if key.startswith("on") or key == "style":
                yield f"has an attribute {key}"


def _rss(root: etree._Element) -> Iterator[str]:
    channel = root.find("channel")
    for key in ("title", "link", "description"):
        if len(channel.findall(key)) != 1:
            yield f"has {len(channel.findall(key))} of {key}"
    for item in channel.findall("item"):
        guid = item.find("guid")
        if guid is None or guid.get("isPermaLink") not in {"true", "false"}:
            yield "has an item without an id"
        if not item.findtext("pubDate") or not item.findtext("title"):
            yield "has an item without title or date"


def _json(data: dict[str, Any], name: str) -> Iterator[str]:
    if not unquote(str(data["feed_url"])).endswith(f"/{name}"):
        yield f"is not where it says: {data['feed_url']}"
    for item in data["items"]:
        missing = {"id", "url", "title", "content_html", "date_published"} - set(item)
        if missing:
            yield f"has an item without {sorted(missing)}"
        if not all(author.get("name") for author in item.get("authors", ())):
            yield "has an author without a name"
