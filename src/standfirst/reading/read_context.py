"""What a post's reading takes from the rest of the publication."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from standfirst.addresses import page_addresses
from standfirst.reading import liquid_scope
from standfirst.sources import source_files
from standfirst.sources.front_matter import reader
from standfirst.sources.site_files import SiteFiles

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from standfirst.settings.model import Settings


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ReadContext:
    """What a post's reading takes from the rest of the publication."""

    settings: Settings
    names: Collection[str] = frozenset()
    """Folded names, aliases and keys of ``authors/``."""
    stems: Mapping[str, str] = dc.field(default_factory=dict)
    """What :func:`standfirst.reading.post.stems` gives, for ``post_url``."""
    site: Mapping[str, Any] = dc.field(default_factory=dict)
    """Liquid's ``site``."""
    roles: Collection[str] = ()
    """Roles that extensions have registered."""
    files: SiteFiles = dc.field(default_factory=SiteFiles)
    """Liquid's ``_includes`` and ``_data``."""
    parsed: reader.Parsed = dc.field(default_factory=reader.Parsed)
    """What has been parsed of posts."""
    substitutions: Mapping[str, Any] | None = None
    """MyST's values for all texts; None: it has none."""

    def post_url(self, name: str) -> str | None:
        """Return the path of the source file that Jekyll's ``post_url`` names, from the root."""
        found = self.stems.get(page_addresses.composed(name.strip().strip("/")))
        return f"/{found}" if found else None

    def link(self, path: str) -> str | None:
        """Return the path of the source file that Jekyll's ``link`` names, from the root."""
        wanted = path.strip().lstrip("/")
        if not wanted:
            return "/"
        ways = liquid_scope.moved(page_addresses.composed(source_files.stem(wanted)))
        found = next((self.stems[way] for way in ways if way in self.stems), None)
        return f"/{found or wanted.removeprefix('_')}"
