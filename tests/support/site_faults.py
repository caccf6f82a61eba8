"""What holds for every built site: links, fragments, ids, titles, feeds. Used by several tests."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import feed_faults
import feedparser
from lxml import html as lxml_html


def faults(out: Path) -> list[str]:
    """Return what is wrong with the site in *out*, one line each."""
    pages = {
        path.relative_to(out).as_posix(): _parsed(path) for path in sorted(out.rglob("*.html"))
    }
    pages = {name: tree for name, tree in pages.items() if not name.startswith(("_static/", "."))}
    found = []
    ids = {name: tree.xpath("//@id") for name, tree in pages.items()}
    for name, tree in pages.items():
        found += [f"{name}: {fault}" for fault in _page(tree)]
        found += [
            f"{name}: id {value!r} is there twice"
            for value in {v for v in ids[name] if ids[name].count(v) > 1}
        ]
        for target in tree.xpath("//a/@href | //link/@href | //img/@src | //script/@src"):
            fault = _link(out, name, target, ids)
            if fault:
                found.append(f"{name}: {target}: {fault}")
    for path in sorted([*out.rglob("atom.xml"), *out.rglob("rss.xml")]):
        if feedparser.parse(path.read_bytes()).bozo:
            found.append(f"{path}: is no well-formed feed")
    return found + feed_faults.faults(out)


def _parsed(path: Path) -> Any:
    return lxml_html.document_fromstring(
        path.read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )


def _page(tree: Any) -> list[str]:
    found = []
    if len(tree.xpath("//h1")) != 1:
        found.append(f"has {len(tree.xpath('//h1'))} first-level headings")
    if not "".join(tree.xpath("//title/text()")).strip():
        found.append("has no title")
    if not tree.xpath("//meta[@name='description']/@content"):
        found.append("has no description")
    if not tree.get("lang"):
        found.append("has no language")
    levels = [
        int(heading.tag[1])
        for heading in tree.xpath(
            "//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
        )
    ]
    if any(later > earlier + 1 for earlier, later in pairwise(levels)):
        found.append(f"skips a heading level: {levels}")
    found += [
        f"has a picture without alternative text: {src}"
        for src in tree.xpath("//img[not(@alt)]/@src")
    ]
    found += [
        f"has an inline handler or style: {lxml_html.tostring(e)[:80]!r}"
        for e in tree.xpath("//*[@style or @onclick or @onload or @onerror]")
    ]
    found += [
        "has an inline script"
        for e in tree.xpath(
            "//script[not(@src)][not(@type='application/ld+json' or @type='application/json')]"
        )
        if (e.text or "").strip()
    ]
    found += [
        "shows a system message"
        for _ in tree.xpath(
            "//*[contains(@class, 'system-message') or contains(@class, 'problematic')]"
        )
    ]
    return found


def _link(out: Path, name: str, target: str, ids: dict[str, list[str]]) -> str:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return ""
    path = unquote(parts.path)
    file = (out / Path(name).parent / path) if path else out / name
    if path.endswith("/") or file.is_dir():
        file /= "index.html"
    file = file.resolve()
    if not file.is_relative_to(out.resolve()):
        return "leads out of the site"
    if not file.is_file():
        return "leads nowhere"
    if parts.fragment:
        page = file.relative_to(out.resolve()).as_posix()
        if page in ids and unquote(parts.fragment) not in ids[page]:
            return "leads to no such fragment"
    return ""
