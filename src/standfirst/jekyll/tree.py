"""The files of a Jekyll site that Jekyll reads, and the names of all others.

Sources: ``Jekyll::EntryFilter``, ``Jekyll::Configuration::DEFAULT_EXCLUDES``,
https://jekyllrb.com/docs/configuration/options/ (``include``, ``exclude``).
"""

from __future__ import annotations

import dataclasses as dc
import fnmatch
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from standfirst.incremental import output_folders
from standfirst.limits.containment import MADE_BY_A_BUILD
from standfirst.policy import hidden_files
from standfirst.sources import site_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standfirst.jekyll.site import JekyllSite

_MACHINERY = frozenset(
    {
        "Gemfile",
        "Gemfile.lock",
        "Rakefile",
        "_config.toml",
        "_config.yaml",
        "_config.yml",
        "_site",
        "gemfiles",
        "node_modules",
        "package-lock.json",
        "package.json",
        "vendor/bundle",
        "vendor/cache",
        "vendor/gems",
        "vendor/ruby",
    }
)
"""What no reader of the site misses, by path."""
_OF_JEKYLL = {
    "_includes": "includes are read at the site's root only",
    "_layouts": "layouts: the publication has its own templates",
    "_sass": "style sheets: see _static/",
    "_plugins": "plugins are not run",
}
_HIDDEN = "is not in `include` of _config.yml, so Jekyll does not publish it; if hosts need it, copy it into the folder of html_extra_path"
_POSTS = frozenset({"_posts", "_drafts"})
_OF_LIQUID = (PurePosixPath(site_files.DATA), PurePosixPath(site_files.INCLUDES))
"""Folders whose files posts take in."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Tree:
    """A walk over a site."""

    root: Path
    site: JekyllSite
    skipped: Path
    """The publication that is being made, which may lie within the site."""
    left: list[tuple[str, str]]
    """Takes name and reason of what is passed over."""

    def files(self) -> Iterator[PurePosixPath]:
        """Yield files in order, by path below the root."""
        for parent, folders, names in os.walk(self.root):
            below = PurePosixPath(Path(parent).relative_to(self.root).as_posix())
            folders[:] = [name for name in sorted(folders) if self._enters(below / name)]
            for name in sorted(names):
                if self._takes(below / name):
                    yield below / name

    def _enters(self, path: PurePosixPath) -> bool:
        full = self.root / path
        if full.resolve() == self.skipped or str(path) in _MACHINERY:
            return False
        is_link = full.is_symlink()
        if is_link or (full / output_folders.MARK).is_file():
            return self._leave(path, "is a link to a folder" if is_link else MADE_BY_A_BUILD)
        if any(path.is_relative_to(folder) for folder in _OF_LIQUID):
            return not path.name.startswith(".") and not self._is_excluded(path)
        if path.name in _OF_JEKYLL:
            return self._leave(path, _OF_JEKYLL[path.name])
        home = PurePosixPath(self.site.collections_dir)
        special = path.name in _POSTS or home.is_relative_to(path)
        if special or self._is_collection(path):
            return not self._is_excluded(path)
        return self._is_seen(path, "is not a collection of _config.yml")

    def _takes(self, path: PurePosixPath) -> bool:
        full = self.root / path
        if str(path) in _MACHINERY or path.suffix == ".gemspec":
            return False
        if not full.is_file() or not full.resolve().is_relative_to(self.root):
            return self._leave(path, "is a link out of the site, or no file")
        if any(path.is_relative_to(folder) for folder in _OF_LIQUID):
            return not path.name.startswith(".")
        return self._is_seen(path, "begins with a character that hides it from Jekyll")

    def _is_seen(self, path: PurePosixPath, reason: str) -> bool:
        if self._is_excluded(path):
            return False
        if path.name.startswith(".") and not self._is_included(path):
            if path.name in hidden_files.PUBLISHED:
                self._leave(path, _HIDDEN)
            return False
        hidden = path.name.startswith(("_", "#", "~")) or path.name.endswith("~")
        if hidden and not self._is_included(path):
            return self._leave(path, reason)
        return True

    def _is_included(self, path: PurePosixPath) -> bool:
        return any(_matches(self.site.include, way) for way in (str(path), path.name))

    def _is_excluded(self, path: PurePosixPath) -> bool:
        if _matches(self.site.exclude, str(path)) and not self._is_included(path):
            self._leave(path, "is excluded in _config.yml")
            return True
        return False

    def _is_collection(self, path: PurePosixPath) -> bool:
        home = PurePosixPath(self.site.collections_dir)
        return (
            path.parent == home
            and path.name.startswith("_")
            and path.name[1:] in self.site.collections
        )

    def _leave(self, path: PurePosixPath, reason: str) -> bool:
        self.left.append((str(path), reason))
        return False


def _matches(patterns: Sequence[str], path: str) -> bool:
    """Return whether *path* is what one of *patterns* says, or lies below it."""
    return any(
        fnmatch.fnmatchcase(path, pattern) or path.startswith(pattern) or f"{path}/" == pattern
        for pattern in patterns
    )
