"""An article's HTML as its page has it -> as feeds take it: absolute, without what only a page needs."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import html as lxml_html

from standfirst import hygiene

_DROPPED = frozenset({"script", "style", "button", "template", "noscript", "link", "meta"})
_DROPPED_CLASSES = frozenset({"headerlink", "system-message", "system_message", "problematic"})
_ADDRESSES = ("href", "src", "poster", "cite")
_FOR_PAGES = frozenset(
    {"style", "loading", "decoding", "fetchpriority", "srcset", "sizes", "tabindex", "role"}
)


def prepare(html: str, *, page_url: str, base_url: str) -> str:
    """Return the fragment *html* with absolute addresses and nothing that a feed reader cannot use.

    :param page_url: Absolute address of the page it stands on.
    :param base_url: Absolute address of the publication; what is linked below it stays as it is.
    """
    root = _parsed(html)
    if root is None:
        return ""
    for element in list(root.iter()):
        if (
            not isinstance(element.tag, str)
            or element.tag in _DROPPED
            or _DROPPED_CLASSES & set(element.get("class", "").split())
        ):
            _drop(element)
    # feed readers know img alone; lxml, which does not know that source is empty, has it in there
    for element in list(root.iter("picture", "source")):
        element.drop_tag()
    # without a style sheet, a note's number would run into the word before it
    for reference in root.iterfind(".//a[@role='doc-noteref']"):
        reference.text = f"[{reference.text or ''}]"
    for element in root.iter():
        _clean(element, page_url or base_url)
    return _inside(root)


def to_text(html: str) -> str:
    """Return the text of a fragment, as one line."""
    root = _parsed(html)
    return "" if root is None else " ".join(" ".join(root.itertext()).split())


def _parsed(html: str) -> lxml_html.HtmlElement | None:
    cleaned = hygiene.clean_body(html)[0].strip()
    if not cleaned:
        return None
    return lxml_html.fragment_fromstring(cleaned, create_parent="div")


def _drop(element: lxml_html.HtmlElement) -> None:
    """Remove *element*, not the text after it."""
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


def _clean(element: lxml_html.HtmlElement, page_url: str) -> None:
    for name in list(element.attrib):
        if name.startswith(("on", "data-", "aria-")) or name in _FOR_PAGES:
            del element.attrib[name]
        elif name in _ADDRESSES:
            element.set(name, _absolute(page_url, element.get(name, "")))


def _absolute(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # an address such as http://[
        return base


def _inside(root: lxml_html.HtmlElement) -> str:
    parts = [_escaped(root.text or "")]
    parts += [lxml_html.tostring(child, encoding="unicode") for child in root]
    return "".join(parts).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
