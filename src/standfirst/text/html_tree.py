"""An article's HTML from its page -> a tree, for feeds, books and the search."""

from __future__ import annotations

from lxml import html as lxml_html

from standfirst.text import cleaning

_YOUNGER = ("embed", "source", "track", "wbr")
"""Void elements that are not void to the parser, which knows HTML 4."""


def parsed(html: str) -> lxml_html.HtmlElement:
    """Return the fragment *html* in a ``div``, without the characters that XML does not have."""
    root = lxml_html.fragment_fromstring(cleaning.clean_body(html)[0], create_parent="div")
    for element in list(root.iter(*_YOUNGER)):
        element.addprevious(element.makeelement(element.tag, element.attrib))
        element.drop_tag()
    return root
