"""A local address in a post -> the file of the publication that it names."""

from __future__ import annotations

import dataclasses as dc
import os
import posixpath
import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from standfirst.addresses import page_addresses
from standfirst.limits import containment
from standfirst.policy import file_types, links
from standfirst.policy.reserved_paths import is_read_by_hosts
from standfirst.sources.site_files import DATA, INCLUDES, SiteFiles
from standfirst.sources.source_files import SUFFIXES
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path


PICTURES = frozenset(
    {".apng", ".avif", ".bmp", ".gif", ".ico", ".jfif", ".jpe", ".jpeg", ".jpg", ".jxl", ".png", ".svg", ".tif", ".tiff", ".webp"}
)  # fmt: skip
"""Suffixes of what may be shown as a picture."""
_OF_PAGES = (*SUFFIXES, ".html")
"""Suffixes of what a link leads to as a page and does not offer as a file."""
AT_HOME = (
    containment.MADE,
    DATA,
    INCLUDES,
    ".venv",
    "node_modules",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
)
"""What lies beside a publication's sources and is never part of it."""
_UPWARDS = re.compile(r"(?:\.{1,2}/+)+")
_WILD = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
_NEVER = (containment.MADE, DATA, INCLUDES, "_templates", "node_modules", "venv")
"""Folders at the root of which nothing is published."""
_TOOLS = re.compile(
    r"(?:Makefile|Dockerfile|Gemfile|Rakefile|Procfile|requirements.*\.txt|package(?:-lock)?\.json"
    r"|.*\.(?:py|toml|cfg|ini|lock|ya?ml|sh|bat|env|log|pem|key))",
    re.IGNORECASE,
)
"""Names of files at the root by which a publication is made; in a folder they may be what an article is about."""

Kind = Literal["picture", "offered", "attachment", "there", "include", "data"]
"""What may be asked about a target: the method of :class:`Files` that answers."""
Question = tuple[Kind, str]
"""What is asked, and a target as it is written."""


@dc.dataclass(frozen=True, kw_only=True)
class Files:
    """The files of a publication, at one moment: folders are looked at once."""

    root: Path
    """The source folder."""
    extra: tuple[str, ...] = ()
    """Folders below it whose files lie at the publication's root (``html_extra_path``)."""
    excluded: tuple[str, ...] = ()
    """Sphinx's patterns of what is no part of the publication (``exclude_patterns``)."""
    posts: str = "posts"
    """Folder of the posts, from all of which each may offer files."""
    folders: tuple[str, ...] = file_types.FOLDERS
    """Other folders of that kind, at the root; ``.`` for the files at the root itself."""
    base_url: str = ""
    """Where the publication lies on the web: a path from the root may begin with its path."""

    @cached_property
    def of_liquid(self) -> SiteFiles:
        """The files that the Liquid of posts may read."""
        return SiteFiles(self.root)

    @cached_property
    def _bounds(self) -> containment.Bounds:
        return containment.Bounds(self.root)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(folder.strip("/").casefold() for folder in (self.posts, *self.folders))

    def answer(self, question: Question, source: str) -> str | None:
        """Return the path of the file that a target written in *source* means; None where there is none.

        Of a file that is read, it is said in which state it is.
        """
        kind, target = question
        if kind in {"include", "data"}:
            return self.of_liquid.state(kind, target)
        ways = {
            "picture": self.picture,
            "offered": self.offered,
            "attachment": self.attachment,
            "there": self.there,
        }
        return ways[kind](target, source)

    def picture(self, target: str, source: str) -> str | None:
        """Return the path below the source folder of the picture that *target*, written in *source*, names; else None."""
        if target.endswith(".*"):  # as Sphinx has it: whichever there is
            ways = (self.picture(target[:-2] + suffix, source) for suffix in sorted(PICTURES))
            return next(filter(None, ways), None)
        found = self.find(target, source)
        return found if found and is_picture(found) and not self._is_below_never(found) else None

    def offered(self, target: str, source: str) -> str | None:
        """Return the path of the file that *source* may offer where *target*, written in it, names one; else None.

        What lies in the extra folders is not asked for here: it is published at its own place.
        """
        found = self._found(target, source, ("",))
        return found if found and not self.refusal(found, source) else None

    def attachment(self, target: str, source: str) -> str | None:
        """Return the path of the file that a link to *target* offers; None where it means a page, a place or nothing."""
        if links.without_tail(target).endswith(_OF_PAGES):
            return None  # without a look: most links are of this kind
        return self.offered(target, source)

    def refusal(self, path: str, source: str) -> str:
        """Return why *source* may not offer the file *path*, as the end of a sentence; empty: it may.

        Where it is a link within the publication, what that leads to is judged too.
        """
        real = os.path.relpath(os.path.realpath(self.root / path), self._bounds.root)
        tried = [path] if real == path else [path, real.replace(os.sep, "/")]
        return next(filter(None, (self._refused(each, source) for each in tried)), "")

    def _refused(self, path: str, source: str) -> str:
        if _is_hidden(path):
            return "is hidden"
        if self._is_source_or_tool(path):
            return "is part of how the publication is made"
        return file_types.why_not(path.rpartition("/")[2]) or self._misplaced(path, source)

    def _misplaced(self, path: str, source: str) -> str:
        """Return why no file is offered from where *path* lies: neither beside *source* nor in a folder for that."""
        folder, home = path.rpartition("/")[0], source.rpartition("/")[0]
        if f"{folder}/".startswith(f"{home}/") if home else not folder:
            return ""
        parts = folder.casefold().split("/") if folder else ["."]
        ways = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
        if not self._named.isdisjoint(ways):
            return ""
        where = f"in the folder {quoted(folder)}" if folder else "at the publication's root"
        return f"lies {where}, from which posts offer no files"

    def placed(self, target: str, source: str, places: Collection[str]) -> str | None:
        """Return the one of *places*, where extra files are published, that *target* in *source* means."""
        for path in self._tried(target, source):
            ways = [path.removeprefix(f"{folder}/") for folder in ("", *self.extra)]
            if found := next((way for way in ways if way in places), None):
                return found
        return None

    def there(self, target: str, source: str) -> str | None:  # noqa: ARG002  # asked as the others are
        """Return *target*, a path below the source folder, if it is a file; else None."""
        try:
            return target if (self.root / target).is_file() else None
        except ValueError:  # a null byte
            return None

    def _is_source_or_tool(self, path: str) -> bool:
        if path.endswith(SUFFIXES) or self._is_below_never(path):
            return True
        at_root = "/" not in path and _TOOLS.fullmatch(path)
        by_hosts = is_read_by_hosts(path.rpartition("/")[2])
        return bool(by_hosts or at_root or matcher(self.excluded).match(path))

    def find(self, target: str, source: str) -> str | None:
        """Return the path below the source folder that *target*, written in *source*, names; else None.

        A path from the root is looked for in the source folder, then in the extra folders
        (where Jekyll's ``assets`` are); another one beside the post first. Hidden files, files
        outside the source folder and what builds have made are never found.
        """
        return self._found(target, source, ("", *self.extra))

    def fault(self, target: str, source: str) -> str:
        """Return why the file *target* in *source* exists but cannot be used; empty: it does not exist, or it can."""
        places = [f"{self._bounds.root}/{path}" for path in self._tried(target, source)]
        there = next(filter(_is_there, places), "")
        return self._bounds.fault(there) if there else ""

    def _found(self, target: str, source: str, folders: Iterable[str]) -> str | None:
        for path in self._tried(target, source):
            for folder in folders:
                within = page_addresses.normalise(f"{folder}/{path}") if folder else path
                if within and self._is_file(within):
                    return within
        return None

    def _is_file(self, path: str) -> bool:
        """Return whether *path* is a file that may be found; where a symbolic link leads counts too."""
        full = f"{self._bounds.root}/{path}"
        return not (_is_hidden(path) or self._bounds.fault(full) or self._bounds.is_made(full))

    @cached_property
    def _base(self) -> str:
        path = page_addresses.base_path(self.base_url)
        return f"/{path}/" if path else ""

    def _tried(self, target: str, source: str) -> list[str]:
        """Return the paths below a root that *target*, written in *source*, may mean.

        One from a page far below, ``../../../../assets/a.png``, ends at the root as in a browser.
        """
        ways = [target] if target.startswith("/") else [target, f"/{target}"]
        if self._base and target.startswith(self._base):
            ways.append(target[len(self._base) - 1 :])
        if target.startswith("../"):
            ways.append(_UPWARDS.sub("/", target, count=1))
        return [path for path in (page_addresses.local_target(way, source) for way in ways) if path]

    @staticmethod
    def _is_below_never(path: str) -> bool:
        return path.partition("/")[0] in _NEVER


def _is_hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path


def is_picture(path: str) -> bool:
    """Return whether the file *path* is a picture by its name."""
    return posixpath.splitext(path)[1].lower() in PICTURES


def _is_there(path: str) -> bool:
    """Return whether there is anything but a folder."""
    try:
        return os.path.lexists(path) and not os.path.isdir(path)  # noqa: PTH112  # a link counts by itself
    except ValueError:  # a null byte
        return False


def lacks(picture: str, fault: str = "") -> str:
    """Return why the picture at the local address *picture* cannot be shown, as the end of a sentence.

    :param fault: What :meth:`Files.fault` says.
    """
    if fault:
        return fault
    if is_picture(unquote(links.without_tail(picture)).rstrip("/")):
        return "is not there"
    return "has a name that ends in none of .jpg, .png, .gif, .webp, .avif, .svg …"


@lru_cache(maxsize=8)
def matcher(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return a matcher for the paths in *patterns* and all below them.

    Source: https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-exclude_patterns
    """
    tried = {pattern.strip("/") for pattern in patterns}
    tried |= {pattern.removeprefix("**/") for pattern in tried}
    return re.compile("|".join(f"{_translated(p)}(?:/.*)?\\Z" for p in sorted(tried)) or r"(?!)")


@lru_cache(maxsize=8)
def document_matcher(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return a matcher for the composed paths in *patterns* alone, as Sphinx excludes documents.

    Source: https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-include_patterns
    """
    return re.compile("|".join(f"{_translated(p)}\\Z" for p in patterns) or r"(?!)")


def _translated(pattern: str) -> str:
    parts = re.split(r"(\*\*|\*|\?|\[!?[^\]]+\])", pattern)
    return "".join(
        _WILD.get(part, part.replace("[!", "[^/", 1) if part.startswith("[") else re.escape(part))
        for part in parts
    )
