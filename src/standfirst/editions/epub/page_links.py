"""Links and pictures of an article's page, resolved for one book.

The same page goes into the volume's book and into that of everything: a link leads to another
page of the book where the book has it, else to the web.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from standfirst.editions.epub import xhtml
from standfirst.policy import links
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.etree import _Element

_A, _IMG, _H2 = (f"{{{xhtml.XHTML}}}{name}" for name in ("a", "img", "h2"))
_SECTION = f"{{{xhtml.XHTML}}}section"
_MATH = f"{{{xhtml.MATHML}}}math"


@dc.dataclass(kw_only=True, slots=True)
class Access:
    """What a book says about its accessibility, of the pages that have been resolved for it."""

    has_pictures: bool = False
    has_math: bool = False
    is_described: bool = True
    """Whether every picture has an alternative text."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Resolver:
    """Where links and pictures of one book lead."""

    files: Mapping[str, str]
    """Page name of an article in the book -> its file."""
    ids: Mapping[str, frozenset[str]]
    """File -> the ids in it."""
    web: Callable[[str], str]
    """Page name -> its absolute address; empty where the publication has none."""
    picture: Callable[[str], str]
    """Path or address of a picture -> its file in the book; empty where there is none."""
    access: Access
    """Of all pages that are resolved."""


def parse(page: str) -> _Element:
    """Return the tree of a page that :mod:`.xhtml_pages` has made."""
    # our own pages have no entities, and nothing is asked of the network or the disk for them
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(page.encode(), parser)


def ids(page: _Element) -> frozenset[str]:
    """Return the ids in a page."""
    return frozenset(element.get("id", "") for element in page.iter(etree.Element)) - {""}


def pictures(page: _Element) -> tuple[str, ...]:
    """Return path or address of every picture of a page, in order."""
    return tuple(dict.fromkeys(unquote(img.get("src", "")) for img in page.iter(_IMG)))


def headings(page: _Element) -> Iterator[tuple[str, str]]:
    """Yield id and text of each heading of the first level below the title."""
    for heading in page.iter(_H2):
        id_ = heading.get("id")
        section = heading.getparent()
        if not id_ and section is not None and section.tag == _SECTION:
            id_ = section.get("id")
        said = " ".join("".join(_texts(heading)).split())
        if id_ and said:
            yield id_, said


def _texts(element: _Element) -> Iterator[str]:
    """Yield the text of *element* without the numbers of its notes."""
    if element.get(xhtml.TYPE) != "noteref":
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def resolve(page: _Element, file: str, resolver: Resolver) -> tuple[str, bool]:
    """Return *page*, which is changed, as it stands in the book under the name *file*, and whether it has formulas."""
    for link in page.iter(_A):
        _resolve_link(link, file, resolver)
    access = resolver.access
    for img in list(page.iter(_IMG)):
        if _resolve_picture(img, resolver):
            access.has_pictures = True
            access.is_described = access.is_described and bool(img.get("alt", "").strip())
    has_math = next(page.iter(_MATH), None) is not None
    access.has_math = access.has_math or has_math
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{xhtml.text(page)}\n'
    return text, has_math


def _resolve_link(link: _Element, file: str, resolver: Resolver) -> None:
    href = link.get("href")
    if href is None or links.is_elsewhere(href):
        return
    name, _, fragment = href.partition("#")
    name, mark, query = name.partition("?")
    page = unquote(name)
    target = resolver.files.get(page, "") if name else file
    if target:
        inside = unquote(fragment) in resolver.ids[target]
        tail = f"#{fragment}" if inside else ""
        new = tail if target == file and tail else target + tail
    else:
        web = resolver.web(page)
        new = web and f"{web}{mark}{query}" + (f"#{fragment}" if fragment else "")
    if new:
        link.set("href", new)
    else:
        del link.attrib["href"]


def _resolve_picture(img: _Element, resolver: Resolver) -> bool:
    """Name the picture's file in the book and return True; where there is none, put its text and address in its place."""
    source = unquote(img.get("src", ""))
    file = resolver.picture(source)
    if file:
        img.set("src", file)
        return True
    parent = img.getparent()
    if parent is None:
        return False
    placeholder = etree.Element(f"{{{xhtml.XHTML}}}span", {"class": "missing-picture"})
    placeholder.text, placeholder.tail = img.get("alt", ""), img.tail
    address = xhtml.web_address(source)
    is_linked = any(ancestor.tag == _A for ancestor in img.iterancestors())
    if address and not is_linked:
        link = etree.SubElement(placeholder, _A, {"href": address})
        link.text = address
        if placeholder.text:
            placeholder.text += " "
    elif not placeholder.text.strip() and is_linked:
        lang = img.getroottree().getroot().get("lang") or "en"
        placeholder.text = words(lang)("Picture")
    elif not placeholder.text.strip():
        # the name of a file tells readers nothing
        del placeholder.attrib["class"]
    parent.replace(img, placeholder)
    return False
