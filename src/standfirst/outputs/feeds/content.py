"""An article's HTML as its page has it -> as feeds take it: absolute, without what only a page needs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import html as lxml_html

from standfirst.tables.html_vocabulary import ADDRESSES, METADATA, SCRIPTING, SUBMITTABLE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = METADATA | SCRIPTING | SUBMITTABLE
_DROPPED_CLASSES = frozenset({"headerlink", "system-message", "system_message", "problematic"})
_FOR_PAGES = frozenset(
    {"style", "loading", "decoding", "fetchpriority", "srcset", "sizes", "tabindex", "role"}
)


def prepare(root: HtmlElement, *, page_url: str, base_url: str) -> str:
    """Return a fragment with absolute addresses and nothing that a feed reader cannot use.

    :param root: The fragment, parsed; it is of no use afterwards.
    :param page_url: Absolute address of the page it stands on.
    :param base_url: Absolute address of the publication; what is linked below it stays as it is.
    """
    # as long as they are held, lxml does not make them anew, and think about their classes, for each walk
    every = list(root.iter())
    for element in every:
        if (
            not isinstance(element.tag, str)
            or element.tag in _DROPPED
            or _DROPPED_CLASSES & set(element.get("class", "").split())
        ):
            element.drop_tree()
    # feed readers know img alone
    for element in list(root.iter("picture", "source")):
        element.drop_tag()
    # without a style sheet, a note's number would run into the word before it
    for reference in root.iterfind(".//a[@role='doc-noteref']"):
        reference.text = f"[{reference.text or ''}]"
    for element in root.iter():
        _clean(element, page_url or base_url)
    inside = (lxml_html.tostring(child, encoding="unicode") for child in root)
    return "".join((escape(root.text or "", quote=False), *inside)).strip()


def _clean(element: HtmlElement, page_url: str) -> None:
    for name in list(element.attrib):
        if name.startswith(("on", "data-", "aria-")) or name in _FOR_PAGES:
            del element.attrib[name]
        elif name in ADDRESSES:
            element.set(name, _absolute(page_url, element.get(name, "")))


def _absolute(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # an address such as http://[
        return base
