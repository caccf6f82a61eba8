"""Links to unpublished posts: drafts, embargoed and expired ones.

They are text without a warning, so that a post may link to what is yet to come.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses
from standfirst.text import dates

if TYPE_CHECKING:
    from collections.abc import Iterable


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class UnpublishedPosts:
    """The posts that are cut, as links may name them."""

    paths: frozenset[str] = frozenset()
    """Of their files, composed."""
    names: frozenset[str] = frozenset()
    """File names without suffix, with and without the date, composed: how most addresses end."""

    @classmethod
    def of(cls, paths: Iterable[str]) -> UnpublishedPosts:
        """Return the index of the posts in the files *paths*."""
        files = frozenset(map(page_addresses.composed, paths))
        names = {PurePosixPath(file).stem for file in files}
        slugs = {dates.from_file_name(PurePosixPath(file).name, tz=dt.UTC)[1] for file in files}
        return cls(paths=files, names=frozenset(names | slugs))

    def are_meant(self, target: str, source: str) -> bool:
        """Return whether the link *target*, written in *source*, means one of them."""
        path, beside = (
            page_addresses.composed(page_addresses.local_target(way, source) or "")
            for way in (target, f"/{target}")
        )
        return bool(self.paths & {path, beside}) or PurePosixPath(path).stem in self.names
