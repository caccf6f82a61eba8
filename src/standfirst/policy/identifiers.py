"""The identifiers that texts from outside may not use: those of the page around them.

A script that looks for its own element finds the first of that id; and a browser makes a name
of its window of every id (https://html.spec.whatwg.org/multipage/nav-history-apis.html#named-access-on-the-window-object),
which a script may ask for. ``tests/policy/test_identifiers_in_pages.py`` gathers both from all that pages load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TAKEN: Mapping[str, str] = {
    "main-content pst-header": "the page's own parts, which the theme's scripts measure",
    "sf-series sf-related sf-other-work sf-newest sf-search-title cite": "parts of our templates",
    "pst-page-toc-nav pst-primary-sidebar pst-primary-sidebar-modal pst-secondary-sidebar pst-secondary-sidebar-modal pst-collapse-sidebar-button pst-search-dialog pst-back-to-top pst-skip-link pst-scroll-pixel-helper bd-header-version-warning": "what the theme's scripts look for",
    "search-results search-progress search-documentation searchbox searchlabel": "the search of Sphinx and its themes",
    "jb-print-docs-body jb-print-toc print-main-content": "what the theme prints",
    "disqus_thread ethical-ad-placement readthedocs-embed-flyout": "what a publication's templates or its host put on a page",
    "DOCUMENTATION_OPTIONS SPHINX_HIGHLIGHT_ENABLED Documentation Search Scorer Stemmer splitQuery": "what Sphinx's scripts ask the window for",
    "FontAwesomeConfig FontAwesomeKitConfig FontAwesomeCdnConfig ___FONT_AWESOME___ MathJax READTHEDOCS_DATA thebeConfig initThebeSBT toggleFullScreen": "what the theme's scripts and the host's ask the window for",
}  # fmt: skip
"""Identifiers, divided by spaces -> whose they are."""
ALL = frozenset(name for names in TAKEN for name in names.split())
"""All of them."""
