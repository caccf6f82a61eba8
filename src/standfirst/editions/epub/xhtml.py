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

from standfirst.editions.epub import xhtml_model
from standfirst.policy import links
from standfirst.tables import html_vocabulary as vocabulary
from standfirst.text.html_tree import parsed

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
TYPE = f"{{{OPS}}}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

TITLE_ID = "standfirst-title"
"""Of an article's heading, which is the template's."""
_ELEMENTS = (
    (vocabulary.SECTIONS - {"address", "body", "hgroup"})
    | (vocabulary.GROUPING - {"main", "menu", "search"})
    | (vocabulary.TEXT_LEVEL - {"data"})
    | vocabulary.EDITS
    | vocabulary.TABULAR
    | {"details", "img", "summary"}
)
_DROPPED = (
    vocabulary.METADATA
    | vocabulary.SCRIPTING
    | vocabulary.SUBMITTABLE
    | {"audio", "iframe", "object", "svg", "video"}
)
"""Elements that vanish with all that is in them: a book has neither forms nor scripts, and what they play lies elsewhere."""
_ATTRIBUTES = {**vocabulary.ATTRIBUTES, "img": frozenset({"alt", "height", "src", "width"})}
_LEFT_OUT = frozenset({"cite", "headers"})
"""What ``headers`` names must be in the same table, which an author's copy of a part is not; nothing shows ``cite``."""
_ROLES = {
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-endnotes": "endnotes",
    "doc-backlink": "backlink",
}
"""Role that docutils gives -> what EPUB calls the same."""
_SWITCHES = frozenset(["open", "reversed"])
_VALUES = {
    **dict.fromkeys(("height", "rowspan", "width"), re.compile("[0-9]+")),
    **dict.fromkeys(("colspan", "span"), re.compile("0*[1-9][0-9]*")),
    **dict.fromkeys(("start", "value"), re.compile("-?[0-9]+")),
    "dir": re.compile("auto|ltr|rtl"),
    "scope": re.compile("(?:col|row)(?:group)?"),
    "type": re.compile("[1AIai]"),
}
"""What attributes may be; browsers take anything else for nothing."""
_HOST = re.compile(r"(?:[^\s\x00-\x20#%/:<>?@\[\\\]^|]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def fragment(html: str) -> _Element:
    """Return *html* as a ``div`` that holds nothing but valid XHTML and MathML.

    Links within the publication and addresses of pictures are as *html* has them.
    """
    root = parsed(html)
    _clean(root)
    xhtml_model.mend(root)
    return _renamed(root)


def text(root: _Element) -> str:
    """Return *root* as XML; an element that is empty but may hold something has two tags, as HTML's parsers need."""
    for element in root.iter(f"{{{XHTML}}}*"):
        if (
            len(element) == 0
            and not element.text
            and etree.QName(element).localname not in vocabulary.VOID
        ):
            element.text = ""
    return str(etree.tostring(root, encoding="unicode"))


def web_address(href: str) -> str:
    """Return the absolute address *href* as a book may have it; empty where it is not one."""
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


def _clean(root: HtmlElement) -> None:
    seen = {TITLE_ID}
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            element.drop_tree()
        elif element.tag == "math":
            _clean_ids(element, seen)
        elif element.tag == "label":  # of a set of tabs, whose parts all show
            element.tag = "p"
            _clean_attributes(element, seen)
        elif next(element.iterancestors("math"), None) is None:
            if element.tag in _ELEMENTS:
                _clean_attributes(element, seen)
            else:
                element.drop_tag()


def _clean_ids(element: HtmlElement, seen: set[str]) -> None:
    """Take an id away that the chapter has already, or that none can be."""
    id_ = element.get("id")
    if id_ is not None:
        if not id_ or id_ in seen or len(id_.split()) != 1:
            del element.attrib["id"]
        seen.add(id_)


def _clean_attributes(element: HtmlElement, seen: set[str]) -> None:
    allowed = (vocabulary.GLOBAL_ATTRIBUTES | _ATTRIBUTES.get(element.tag, set())) - _LEFT_OUT
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
    return name not in _VALUES or bool(_VALUES[name].fullmatch(value))


def _renamed(element: HtmlElement, namespace: str = XHTML) -> _Element:
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
