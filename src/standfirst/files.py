"""A local address as a post writes it -> the publication's file that it names."""

from __future__ import annotations

import dataclasses as dc
import os
import posixpath
import re
import stat
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from standfirst import links
from standfirst.policy.reserved_paths import is_read_by_hosts
from standfirst.sources import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


PICTURES = frozenset(
    {".apng", ".avif", ".bmp", ".gif", ".ico", ".jfif", ".jpe", ".jpeg", ".jpg", ".jxl", ".png", ".svg", ".tif", ".tiff", ".webp"}
)  # fmt: skip
"""Suffixes of what may be shown as a picture."""
_OF_PAGES = (*SUFFIXES, ".html")
"""Suffixes of what a link leads to as a page and does not offer as a file."""
_WILD = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
_NEVER = ("_build", "_templates", "node_modules", "venv")
"""Folders at the root of which nothing is published."""
_TOOLS = re.compile(
    r"(?:Makefile|Dockerfile|Gemfile|Rakefile|Procfile|requirements.*\.txt|package(?:-lock)?\.json"
    r"|.*\.(?:py|toml|cfg|ini|lock|ya?ml|sh|bat|env|log|pem|key))",
    re.IGNORECASE,
)
"""Names of files at the root by which a publication is made; in a folder they may be what an article is about."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """The files of a publication, at one moment: folders are looked at once."""

    root: Path
    """The source folder."""
    extra: tuple[str, ...] = ()
    """Folders below it whose files lie at the publication's root (``html_extra_path``)."""
    excluded: tuple[str, ...] = ()
    """Sphinx's patterns of what is no part of the publication (``exclude_patterns``)."""
    _folders: dict[str, str] = dc.field(default_factory=dict, init=False, repr=False, compare=False)
    """Folder below the root -> where it really is, below where the root really is."""

    def picture(self, target: str, source: str) -> str | None:
        """Return the path below the source folder of the picture that *target*, written in *source*, names; else None."""
        found = self.find(target, source)
        return found if found and is_picture(found) and not self._is_below_never(found) else None

    def offered(self, target: str, source: str) -> str | None:
        """Return the path of the file that readers may have where *target*, written in *source*, names one; else None.

        Any picture; of other files none that is a document's source, lies in what is excluded, or
        is at the root for making the publication.
        """
        found = self.find(target, source)
        return found if found and not self.is_kept_back(found) else None

    def attachment(self, target: str, source: str) -> str | None:
        """Return the path of the file that a link to *target* offers; None where it means a page or nothing."""
        if target.partition("#")[0].partition("?")[0].endswith(_OF_PAGES):
            return None  # without a look: most links are of this kind
        found = self.offered(target, source)
        return None if found is None or found.endswith(_OF_PAGES) else found

    def there(self, target: str, source: str) -> str | None:  # noqa: ARG002  # asked as the others are
        """Return *target*, which is a path below the source folder, where it is a file, for readers or not; else None."""
        try:
            return target if (self.root / target).is_file() else None
        except ValueError:  # a null byte
            return None

    def is_kept_back(self, path: str) -> bool:
        """Return whether the file *path* is not for readers."""
        name = path.rpartition("/")[2]
        if path.endswith(SUFFIXES) or self._is_below_never(path) or is_read_by_hosts(name):
            return True
        if is_picture(path) or any(path.startswith(f"{folder}/") for folder in self.extra):
            return False
        at_root = "/" not in path and _TOOLS.fullmatch(path)
        return bool(at_root or _matcher(self.excluded).match(path))

    def find(self, target: str, source: str) -> str | None:
        """Return the path below the source folder that *target*, written in *source*, names; else None.

        A path from the root is looked for in the source folder, then in the extra folders
        (where Jekyll's ``assets`` are); another one beside the post first. Hidden files and
        files outside the source folder are never found.
        """
        tried = [links.local_target(target, source)]
        if not target.startswith("/"):
            tried.append(links.local_target(f"/{target}", source))
        for path in filter(None, tried):
            for folder in ("", *self.extra):
                within = links.normalise(f"{folder}/{path}") if folder else path
                if within and self._is_file(within):
                    return within
        return None

    def _is_file(self, path: str) -> bool:
        """Return whether *path* is a file that may be found; where a symbolic link leads counts too."""
        if _is_hidden(path):
            return False
        folder, _, name = path.rpartition("/")
        try:
            mode = os.lstat(f"{self.root}/{path}").st_mode  # tens of thousands, quickly
            if stat.S_ISREG(mode):
                real = f"{self._really(folder)}/{name}".removeprefix("/")
            elif stat.S_ISLNK(mode) and (self.root / path).is_file():
                real = self._really(path)
            else:
                return False
        except (OSError, ValueError):  # a name too long, a null byte, a file elsewhere
            return False
        return real == path or not (_is_hidden(real) or self.is_kept_back(real))

    def _really(self, path: str) -> str:
        """Return where *path* is when symbolic links are followed.

        :raises ValueError: Outside the source folder.
        """
        if path not in self._folders:
            real = (self.root / path).resolve().relative_to(self.root.resolve()).as_posix()
            self._folders[path] = "" if real == "." else real
        return self._folders[path]

    @staticmethod
    def _is_below_never(path: str) -> bool:
        return path.partition("/")[0] in _NEVER


def _is_hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path


def copied(root: Path, entries: Iterable[str]) -> dict[str, Path]:
    """Return the files that Sphinx copies for *entries* of one of its options, by where they lie in the folder that takes them.

    :param entries: Files, and folders whose content is copied, as ``html_extra_path`` has them.
    """
    found: dict[str, Path] = {}
    for entry in entries:
        base = root / entry
        if base.is_file():
            found[base.name] = base
        inside = sorted(path for path in base.rglob("*") if path.is_file())
        found.update((path.relative_to(base).as_posix(), path) for path in inside)
    return found


def is_picture(path: str) -> bool:
    """Return whether the file *path* is a picture by its name."""
    return posixpath.splitext(path)[1].lower() in PICTURES


def lacks(picture: str) -> str:
    """Return why the picture at the local address *picture* cannot be shown, as the end of a sentence."""
    path = picture.partition("#")[0].partition("?")[0]
    if is_picture(unquote(path).rstrip("/")):
        return "is not there"
    return "is no picture by its name, which ends in none of .jpg, .png, .gif, .webp, .avif, .svg …"


@lru_cache(maxsize=8)
def _matcher(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches the paths that *patterns* name, and all below them.

    Source: https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-exclude_patterns
    """
    tried = {pattern.strip("/") for pattern in patterns}
    tried |= {pattern.removeprefix("**/") for pattern in tried}
    return re.compile("|".join(f"{_translated(p)}(?:/.*)?\\Z" for p in sorted(tried)) or r"(?!)")


def _translated(pattern: str) -> str:
    parts = re.split(r"(\*\*|\*|\?|\[!?[^\]]+\])", pattern)
    return "".join(
        _WILD.get(part, part.replace("[!", "[^", 1) if part.startswith("[") else re.escape(part))
        for part in parts
    )
