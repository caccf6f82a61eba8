"""One post or page -> the path that it asks for, whether or not another has it.

::

    permalink, else the section's pattern, else the publication's --permalinks.expand()--> safe_paths.safe_path()
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING
from urllib.parse import unquote

from standfirst.addresses import page_addresses, permalinks, safe_paths
from standfirst.sources import source_files
from standfirst.sources.front_matter import reader
from standfirst.tables import placeholders
from standfirst.text.cleaning import quoted
from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from standfirst.settings.model import Settings
    from standfirst.sources.front_matter.reader import FrontMatter


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class WantedPath:
    """The path that a page asks for."""

    path: str
    """As :func:`standfirst.addresses.page_addresses.address` takes it."""
    key: str = "permalink"
    """The front matter key that decided it."""
    refused: str = ""
    """What is wrong with where it was to lie, as the end of a sentence that begins with it; empty: nothing."""

    @property
    def url(self) -> str:
        """Return Jekyll's ``page.url``: from the site's root, percent-encoded, without ``baseurl``."""
        return f"/{page_addresses.address(self.path).uri}"


def of_post(source: str, matter: FrontMatter, settings: Settings) -> WantedPath:
    """Return the path that a post asks for."""
    subject = permalinks.subject(source, matter, settings)
    own, refused = matter.permalink, ""
    if own:
        try:
            # Jekyll fills in placeholders in a post's own permalink, but those of no kind it knows are text
            shown = unquote(own) if placeholders.unknown(own) else permalinks.expand(own, subject)
            return WantedPath(path=safe_paths.safe_path(shown))
        except (safe_paths.PathError, permalinks.PermalinkError) as exc:
            refused = f"has the permalink {quoted(own)}, which {exc}"
    path = f"{settings.posts}/{subject.path}/"
    patterns = (_section_pattern(source, matter.section, settings), settings.permalink)
    for pattern in filter(None, patterns):
        try:
            expanded = permalinks.expand(pattern, subject)
            path = expanded if expanded.strip("/") else f"{subject.slug}/"
            return WantedPath(path=safe_paths.safe_path(path), key="date", refused=refused)
        except permalinks.PermalinkError:
            continue  # the configuration's fault, of which it is told
        except safe_paths.PathError as exc:
            refused = refused or f"would lie at {quoted(path)}, which {exc}"
    return WantedPath(path=safe_paths.mended_path(path), key="date", refused=refused)


def _section_pattern(source: str, section: str, settings: Settings) -> str:
    """Return the pattern of the section in whose folder a post lies, or which it names; empty: none.

    Not of one that a category alone means: posts in a category are not in the collection of that name.
    """
    around = permalinks.section_around(source, settings)
    if around and around.permalink:
        return around.permalink
    named = (d for d in reversed(settings.sections) if fold(section) in {fold(d.slug), fold(d.title)})  # fmt: skip
    return next((d.permalink for d in named), "") if section else ""


def of_page(source: str, permalink: str) -> WantedPath:
    """Return the path that a document other than a post asks for: ``guide/`` where it is ``guide/index.md``.

    :param permalink: Its own or that of Jekyll's defaults; empty: none.
    """
    refused, stem = "", source_files.stem(source)
    if permalink:
        try:
            path = permalinks.expand_page(permalink, source)
            return WantedPath(path=safe_paths.safe_path(path, is_editors=True))
        except safe_paths.PathError as exc:
            refused = f"has the permalink {quoted(permalink)}, which {exc}"
    folder = stem.removesuffix("index") if stem.rpartition("/")[2] == "index" else f"{stem}/"
    try:
        return WantedPath(path=safe_paths.safe_path(folder), refused=refused)
    except safe_paths.PathError as exc:
        return WantedPath(path=safe_paths.mended_path(folder), refused=refused or str(exc))


def default_permalink(source: str, settings: Settings) -> str:
    """Return where Jekyll's defaults put a document that says nothing about itself; empty: nowhere."""
    values = reader.defaults_for(source, reader.PAGES, settings.defaults)
    return str(values.get("permalink") or "")
