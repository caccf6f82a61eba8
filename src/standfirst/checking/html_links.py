"""The links of HTML as :mod:`standfirst.markdown.html.write` writes it, and their lines."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from standfirst.policy import links

if TYPE_CHECKING:
    from collections.abc import Iterator

HREF = re.compile(r'(<a(?=\s)[^<>]*?)\shref="([^"]*)"')
"""In HTML as :mod:`standfirst.markdown.html.write` writes it."""


def links_in(content: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each link of HTML, and how many lines below its first it stands."""
    at = below = 0
    for found in HREF.finditer(content):
        below += content.count("\n", at, found.start())
        at = found.start()
        yield found, below


def within_html(content: str) -> list[str]:
    """Return the targets of HTML links to pages and files of the publication."""
    return [target for target, _ in internal_links(content)]


def internal_links(content: str) -> Iterator[tuple[str, int]]:
    """Yield the target of each that leads to a page or file of the publication, and how many lines below the first it stands."""
    for found, below in links_in(content):
        if links.is_internal(target := html.unescape(found[2])):
            yield target, below
