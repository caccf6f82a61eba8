"""An article's HTML as Sphinx writes it -> XHTML that every reading system takes.

Elements and attributes that are not known to be valid go, what lies in the elements stays; so
an author's slip is a difference in looks, never a book that does not open.

Sources: https://www.w3.org/TR/epub-33/#sec-xhtml, https://www.w3.org/TR/epub-ssv-11/#sec-notes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from lxml import etree
from lxml import html as lxml_html

from standfirst.editions import xhtml_model, xhtml_nesting
from standfirst.policy import links

if TYPE_CHECKING:
    from lxml.etree import _Element

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
TYPE = f"{{{OPS}}}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

TITLE_ID = "standfirst-title"
"""Of an article's heading, which is the template's."""
_ELEMENTS = frozenset(
    ["a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"]
)  # fmt: skip
_DROPPED = frozenset(
    ["audio", "button", "canvas", "iframe", "input", "link", "meta", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "video"]
)  # fmt: skip
"""Elements that vanish with all that is in them: a book has neither forms nor scripts, and what they play lies elsewhere."""
_VOID_ELSEWHERE = frozenset(["embed", "source", "track"])
"""Void elements that the parser does not know as such: what it takes for their content is not theirs."""
_VOID = frozenset(["br", "col", "hr", "img", "wbr"])
_GLOBAL = frozenset(["class", "dir", "id", "lang", "title"])
_ATTRIBUTES = {
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"abbr", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_ROLES = {
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-endnotes": "endnotes",
    "doc-backlink": "backlink",
}
"""Role that docutils gives -> what EPUB calls the same."""
_NUMBERS = frozenset(["colspan", "height", "rowspan", "span", "start", "value", "width"])
_POSITIVE = frozenset(["colspan", "span"])
_SWITCHES = frozenset(["open", "reversed"])
_VALUES = {
    "dir": {"auto", "ltr", "rtl"},
    "scope": {"col", "colgroup", "row", "rowgroup"},
    "type": {"1", "A", "I", "a", "i"},
}
"""What attributes may be; browsers take anything else for nothing."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""https://www.w3.org/TR/xml/#charsets"""
_HOST = re.compile(r"(?:[^\s\x00-\x20#%/:<>?@\[\\\]^|]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def fragment(html: str) -> _Element:
    """Return *html* as a ``div`` that holds nothing but valid XHTML and MathML.

    Links within the publication and addresses of pictures are as *html* has them.
    """
    root = lxml_html.fragment_fromstring(_NOT_XML.sub("", html), create_parent="div")
    _clean(root)
    xhtml_nesting.mend(root)
    xhtml_model.mend(root)
    return _renamed(root)


def text(root: _Element) -> str:
    """Return *root* as XML; an element that is empty but may hold something has two tags, as HTML's parsers need."""
    for element in root.iter(f"{{{XHTML}}}*"):
        if len(element) == 0 and not element.text and etree.QName(element).localname not in _VOID:
            element.text = ""
    return str(etree.tostring(root, encoding="unicode"))


def plain(value: str) -> str:
    """Return *value* without the characters that XML does not have."""
    return _NOT_XML.sub("", value)


def web_address(href: str) -> str:
    """Return the absolute address *href* as a book may have it; empty where it is none."""
    href = "".join(href.split())
    href = f"https:{href}" if href.startswith("//") else href
    try:
        parts = urlsplit(href)
        # what a reading system would stumble over: https://url.spec.whatwg.org/#url-parsing
        has_host = bool(_HOST.fullmatch(parts.netloc.rpartition("@")[2])) and (parts.port or 0) >= 0
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"}
    if parts.scheme not in links.SCHEMES or not (has_host if is_web else parts.path):
        return ""
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))


def _quoted(part: str) -> str:
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part), safe="/~!$&'()*+,;=:@?%")


def _clean(root: lxml_html.HtmlElement) -> None:
    seen = {TITLE_ID}
    for element in list(root.iter()):
        if element is root:
            continue
        if element.tag in _VOID_ELSEWHERE:
            element.drop_tag()
        elif not isinstance(element.tag, str) or element.tag in _DROPPED:
            _drop(element)
        elif element.tag == "math":
            _clean_ids(element, seen)
        elif element.tag == "label":  # of a set of tabs, whose parts all show
            element.tag = "p"
            _clean_attributes(element, seen)
        elif not _is_within_math(element):
            if element.tag in _ELEMENTS:
                _clean_attributes(element, seen)
            else:
                element.drop_tag()


def _drop(element: lxml_html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_within_math(element: lxml_html.HtmlElement) -> bool:
    return any(parent.tag == "math" for parent in element.iterancestors())


def _clean_ids(element: lxml_html.HtmlElement, seen: set[str]) -> None:
    """Take an id away that the chapter has already, or that none can be."""
    id_ = element.get("id")
    if id_ is not None:
        if not id_ or id_ in seen or len(id_.split()) != 1:
            del element.attrib["id"]
        seen.add(id_)


def _clean_attributes(element: lxml_html.HtmlElement, seen: set[str]) -> None:
    allowed = _GLOBAL | _ATTRIBUTES.get(element.tag, set())
    role = element.get("role", "")
    for name, value in list(element.attrib.items()):
        if name not in allowed or not _is_valid(name, value):
            del element.attrib[name]
        elif name in _SWITCHES:
            element.set(name, "")
    if role in _ROLES:
        element.set("role", role)
        element.set(TYPE, _ROLES[role])
    if links.is_elsewhere(element.get("href", "")):
        address = web_address(element.attrib.pop("href"))
        if address:
            element.set("href", address)
    _clean_ids(element, seen)


def _is_valid(name: str, value: str) -> bool:
    if name in _VALUES:
        return value in _VALUES[name]
    return name not in _NUMBERS or _is_number(name, value)


def _is_number(name: str, value: str) -> bool:
    signed = value.removeprefix("-") if name in {"start", "value"} else value
    return (
        signed.isascii()
        and signed.isdecimal()
        and (name not in _POSITIVE or value.strip("0") != "")
    )


def _renamed(element: lxml_html.HtmlElement, namespace: str = XHTML) -> _Element:
    """Return a copy of *element* in the namespaces of XHTML and MathML."""
    if element.tag == "math":
        namespace = MATHML
    spaces = {None: namespace, "epub": OPS} if namespace == XHTML else {None: namespace}
    made = etree.Element(f"{{{namespace}}}{element.tag}", nsmap=spaces)
    for name, value in element.attrib.items():
        if namespace == XHTML or name != "xmlns":
            made.set(name, value)
    if namespace == XHTML and element.get("lang"):
        made.set(LANG, element.get("lang"))
    made.text, made.tail = element.text, element.tail
    # recursion is as deep as the text is nested, which intake bounds
    made.extend([_renamed(child, namespace) for child in element])
    return made
