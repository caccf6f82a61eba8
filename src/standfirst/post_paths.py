"""One post or page by itself -> the path of its address, before it is known whether another has it.

::

    permalink, else the section's pattern, else the publication's --permalinks.expand()--> links.safe_path()
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING
from urllib.parse import unquote

from standfirst import departments, front_matter, links, permalinks, sources

if TYPE_CHECKING:
    from standfirst.front_matter import FrontMatter
    from standfirst.settings import Settings


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Where a page is to lie."""

    path: str
    """As :func:`standfirst.links.address` takes it."""
    key: str = "permalink"
    """The front matter key that decided it."""
    refused: str = ""
    """What is wrong with its permalink or, of a page, with the page, as the end of a sentence; empty: nothing."""

    @property
    def url(self) -> str:
        """Return Jekyll's ``page.url``: from the site's root, percent-encoded, without ``baseurl``."""
        return f"/{links.address(self.path).uri}"


def of_post(source: str, matter: FrontMatter, settings: Settings) -> Wanted:
    """Return where a post is to lie."""
    subject = permalinks.subject(source, matter, settings)
    own, refused = matter.permalink, ""
    if own:
        try:
            # Jekyll fills in placeholders in a post's own permalink, but those of no kind it knows are text
            shown = unquote(own) if permalinks.unknown(own) else permalinks.expand(own, subject)
            return Wanted(path=links.safe_path(shown))
        except (links.PathError, permalinks.PermalinkError) as exc:
            refused = str(exc)
    patterns = (departments.pattern(source, matter.section, settings), settings.permalink)
    for pattern in filter(None, patterns):
        try:
            path = links.safe_path(permalinks.expand(pattern, subject)) or f"{subject.slug}/"
        except (links.PathError, permalinks.PermalinkError):
            continue
        return Wanted(path=path, key="date", refused=refused)
    path = links.safe_path(f"{settings.posts}/{subject.path}/")
    return Wanted(path=path, key="date", refused=refused)


def of_page(source: str, permalink: str) -> Wanted:
    """Return where a document that is no post is to lie.

    :param permalink: Its own or that of Jekyll's defaults; empty: none.
    """
    refused, docname = "", sources.docname(source)
    if permalink:
        try:
            return Wanted(path=links.safe_path(permalinks.expand_page(permalink, source)))
        except links.PathError as exc:
            refused = f"has the permalink {permalink!r}, which {exc}"
    try:
        return Wanted(path=links.document_path(docname), refused=refused)
    except links.PathError as exc:
        return Wanted(path=links.path_beside(docname), refused=refused or str(exc))


def default_permalink(source: str, settings: Settings) -> str:
    """Return where Jekyll's defaults put a document that says nothing about itself; empty: nowhere."""
    values = front_matter.defaults_for(source, front_matter.PAGES, settings.defaults)
    return str(values.get("permalink") or "")
