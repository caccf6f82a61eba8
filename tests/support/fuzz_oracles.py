"""What may be in no output, whatever posts say: scripts, loads from elsewhere, files from outside, texts of other posts."""

from __future__ import annotations

import dataclasses as dc
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import html5lib
from lxml import etree

from standfirst.tables.feed_formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SECRET = "outsidezqsecret"  # noqa: S105  # a mark
"""In every file that is none of the publication's to show."""
WORD = re.compile(r"zq\d+x\d+q(?!h)")
"""What marks the text of a post, as :mod:`fuzz_texts` has it; with an ``h`` what lists may show."""
FEEDS = frozenset(form.file for form in FORMATS)
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster", "data", "srcset", "cite", "ping", "background", "manifest", "longdesc", "codebase", "classid", "archive", "profile", "icon", "usemap", "xlink:href", "lowsrc", "dynsrc"})  # fmt: skip
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE = frozenset({"http", "https", "mailto"})
_IGNORED = re.compile(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")
"""What browsers take out of an address: https://url.spec.whatwg.org/#concept-basic-url-parser"""
_LOADS = frozenset({"img", "image", "source", "video", "audio", "track", "script", "iframe", "embed", "object", "use", "input", "frame", "applet", "bgsound", "feimage"})  # fmt: skip
_NEVER = frozenset({"iframe", "frame", "frameset", "object", "embed", "applet", "portal", "bgsound", "foreignobject", "animate", "set", "animatetransform", "animatemotion", "handler", "listener", "xmp", "plaintext", "marquee", "template", "slot", "textarea", "noembed"})  # fmt: skip
_NOT_IN_TEXT = frozenset({"base", "form", "button", "select", "style", "link", "meta", "title", "script", "noscript", "dialog"})  # fmt: skip
_COVERING = frozenset({"position-fixed", "position-absolute", "position-sticky", "fixed-top", "fixed-bottom", "sticky-top", "modal", "w-100", "h-100", "top-0", "stretched-link"})  # fmt: skip
_RUNS = frozenset({".htm", ".html", ".xhtml", ".xht", ".xml", ".xsl", ".xslt", ".js", ".mjs", ".php", ".swf", ".mht", ".mhtml", ".shtml", ".hta", ".pem", ".py", ".key"})  # fmt: skip
_XML = {"http://www.w3.org/1999/xlink": "xlink:"}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Something that must not be."""

    kind: str
    detail: str
    """What it is, without what differs from post to post."""
    where: str = ""
    """File of the output, message."""
    word: str = ""
    """Of the post it comes from, where that is known."""


def secrets(out: Path) -> Iterator[Fault]:
    """Yield the files that hold what is none of the publication's."""
    for path in sorted(out.rglob("*")):
        if path.is_file() and SECRET.encode() in path.read_bytes():
            name = path.relative_to(out)
            yield Fault(
                kind="leak", detail=f"a file from outside in {name.parts[0]}", where=str(name)
            )


def spread(out: Path, places: Mapping[str, str]) -> Iterator[Fault]:
    """Yield where words of a post are that is not its own.

    :param places: Word of each post -> file of its page; empty: it may be nowhere.
    """
    for path in sorted(out.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(out).as_posix()
        for word in sorted(set(WORD.findall(path.read_bytes().decode("utf-8", "replace")))):
            if word not in places:
                continue  # an excerpt's separator may be any text, and is left out: a digit of another word
            own = places[word]
            mine = own and (name in {own, f"{own}.md"} or path.name in FEEDS or f"{word}h" in name)
            if not mine:
                detail = f"a post's text in {_sort_of(name, places)}"
                yield Fault(kind="spread", detail=detail, where=name, word=word)


def _sort_of(name: str, places: Mapping[str, str]) -> str:
    if name in places.values() or name.removesuffix(".md") in places.values():
        return "another post"
    return name if "/" not in name else f"{name.partition('/')[0]}/"


def files(out: Path) -> Iterator[Fault]:
    """Yield files among the attachments that a browser would run, or that nobody publishes."""
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if name.startswith(("_downloads/", "_images/")) and path.suffix.lower() in _RUNS:
            yield Fault(kind="file", detail=f"an attachment of type {path.suffix.lower()}", where=name)  # fmt: skip


def scripts(out: Path, base: str) -> Iterator[Fault]:
    """Yield what could run or load something, in pages, feeds, books and drawings.

    :param base: Absolute address of the publication.
    """
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if name.startswith(("_static/", ".")) or not path.is_file():
            continue
        for fault in _of_file(path, base):
            yield dc.replace(fault, where=name)


def _of_file(path: Path, base: str) -> Iterator[Fault]:
    if path.suffix == ".html":
        yield from of_html(path.read_bytes().decode("utf-8", "replace"), base)
    elif path.name == "feed.json":
        for item in json.loads(path.read_bytes())["items"]:
            yield from of_html(item["content_html"], base, fragment=True)
    elif path.suffix in {".xml", ".xhtml", ".opf", ".ncx", ".svg"}:
        try:
            tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as exc:
            yield Fault(kind="malformed", detail=f"{path.suffix}: {re.sub('[0-9]+', '#', exc.msg)}")
            return
        if path.name in FEEDS:
            for text in _html_in(tree):
                yield from of_html(text, base, fragment=True)
        elif path.suffix in {".xhtml", ".svg"}:
            yield from _of_elements(tree.getroot(), base, in_text=path.suffix == ".svg")


def _html_in(tree: Any) -> Iterator[str]:
    """Yield the HTML in a feed."""
    for name in ("{http://www.w3.org/2005/Atom}content", "{http://purl.org/rss/1.0/modules/content/}encoded"):  # fmt: skip
        yield from (element.text or "" for element in tree.iter(name))
    yield from (element.text or "" for element in tree.iterfind("channel/item/description"))


def of_html(text: str, base: str, *, fragment: bool = False) -> Iterator[Fault]:
    """Yield what could run or load something in a page, or in a fragment, as browsers read it."""
    parse = html5lib.parseFragment if fragment else html5lib.parse
    root = parse(text, treebuilder="etree", namespaceHTMLElements=False)
    if fragment:
        yield from _of_elements(root, base, in_text=True)
        return
    texts = [e for e in root.iter() if "sf-text" in (e.get("class") or "").split()]
    inside = {element for part in texts for element in part.iter()}
    for element in root.iter():
        if element not in inside:
            yield from _of_element(element, base, in_text=False)
    for element in inside:
        yield from _of_element(element, base, in_text=True)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    for ident in sorted({ident for ident in ids if ids.count(ident) > 1}):
        yield Fault(kind="id", detail="an id is there twice", word=_word(ident))


def _of_elements(root: Any, base: str, *, in_text: bool) -> Iterator[Fault]:
    for element in root.iter():
        yield from _of_element(element, base, in_text=in_text)


def _of_element(element: Any, base: str, *, in_text: bool) -> Iterator[Fault]:
    if not isinstance(element.tag, str):
        return
    tag = element.tag.rpartition("}")[2].lower()
    said = {_plain(name): value or "" for name, value in element.attrib.items()}
    word = _word(" ".join([element.text or "", *said.values()]))

    def fault(kind: str, detail: str) -> Fault:
        return Fault(kind=kind, detail=detail, word=word)

    if found := _of_tag(tag, said, base, in_text=in_text):
        yield fault(*found)
    for name, value in said.items():
        if name.startswith("on") or name == "srcdoc":
            yield fault("script", f"the attribute {name} of <{tag}>")
        elif name == "style":
            yield fault("style", f"a style of <{tag}>")
        elif name in _ADDRESSES:
            yield from (fault(*found) for found in _of_address(tag, name, value, said, base))
        elif name == "class" and in_text:
            taken = sorted(_COVERING & set(value.split()))
            yield from (fault("class", f"the theme's class {css!r}") for css in taken)


def _of_tag(
    tag: str, said: Mapping[str, str], base: str, *, in_text: bool
) -> tuple[str, str] | None:
    """Return what is wrong with an element that is there."""
    if tag in _NEVER:
        return "element", f"<{tag}>"
    if tag == "script" and not _is_ours(said):
        return "script", "an inline script"
    if tag == "meta" and said.get("http-equiv", "").lower() == "refresh":
        target = said.get("content", "").partition("=")[2].strip("'\" ")
        if not _is_local(target, base):
            return "script", "a page that leads away by itself"
    return ("element", f"<{tag}> in a text") if in_text and tag in _NOT_IN_TEXT else None


def _plain(name: str) -> str:
    space, _, local = name.rpartition("}")
    return (_XML.get(space.lstrip("{"), "") + local).lower()


def _is_ours(said: Mapping[str, str]) -> bool:
    if said.get("src"):
        return "_static/" in said["src"] and not _SCHEME.match(said["src"])
    return said.get("type") in {"application/ld+json", "application/json"}


def _of_address(
    tag: str, name: str, value: str, said: Mapping[str, str], base: str
) -> Iterator[tuple[str, str]]:
    parts = [part.split()[0] for part in value.split(",") if part.split()] if name == "srcset" else [value]  # fmt: skip
    for part in parts:
        scheme = _SCHEME.match(_IGNORED.sub("", part))
        if scheme and scheme[1].lower() not in _SAFE:
            yield "scheme", f"the scheme {scheme[1].lower()} in {name} of <{tag}>"
        loads = tag in _LOADS or (tag == "link" and not {"canonical", "alternate", "license", "author", "next", "prev", "schema.dc", "schema.dcterms"} & set(said.get("rel", "").lower().split()))  # fmt: skip
        if loads and name != "cite" and not _is_local(part, base):
            yield "load", f"{name} of <{tag}> from elsewhere"


def _is_local(address: str, base: str) -> bool:
    plain = _IGNORED.sub("", address).replace("\\", "/")
    try:
        parts = urlsplit(plain)
    except ValueError:
        return False
    return plain.startswith(base) or not (parts.scheme or parts.netloc or plain.startswith("//"))


def _word(text: str) -> str:
    found = re.search(r"zq\d+x\d+q", text)
    return found[0] if found else ""
