"""The fields of any page that metadata needs."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standfirst.settings.model import Settings


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PageMetadata:
    """A page, whatever is on it."""

    title: str
    description: str
    url: str
    """Absolute; empty without a base URL, and where there is nothing to be linked to."""
    lang: str
    """BCP 47."""
    trail: tuple[tuple[str, str], ...] = ()
    """Names and absolute addresses of the pages above it, the front page first."""
    card: str = ""
    """Address of the social card that networks show; empty where there is none."""
    is_list: bool = False
    settings: Settings

    @property
    def publisher(self) -> str:
        """Return the publisher's name."""
        return self.settings.publisher or self.settings.title
