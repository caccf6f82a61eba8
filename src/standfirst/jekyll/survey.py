"""The front matter of a site's posts, looked through once before anything is taken over.

What authors are named by, and under which keys pictures stand, differs from theme to theme; only the posts tell.
"""

from __future__ import annotations

import dataclasses as dc
from collections import Counter, defaultdict
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst.jekyll.tree import Tree
from standfirst.limits import faults
from standfirst.reading.author_keys import KEYS_OF
from standfirst.sources import source_files
from standfirst.sources.front_matter import contributors, field_values, lead_picture, yaml_block
from standfirst.text import bylines
from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from standfirst.jekyll.site import JekyllSite

_AUTHORS = frozenset({"author", "authors"})
_PEOPLE = frozenset(
    ["bios", "bloggers", "columnists", "contributors", "editors", "journalists", "members", "people", "profiles", "staff", "team", "writers"]
)  # fmt: skip
"""Collections of people, who may be the posts' authors."""
_HEAD = 100_000
"""Characters in which front matter ends."""
_SUFFIXES = (*source_files.SUFFIXES, ".html", ".textile")


@dc.dataclass(kw_only=True)
class Survey:
    """What there is."""

    named: set[str] = dc.field(default_factory=set)
    """Folded names in the posts' bylines."""
    members: dict[str, set[str]] = dc.field(default_factory=lambda: defaultdict(set))
    """Collection -> folded names and keys of those whom its documents are about."""
    pictures: dict[str, Counter[str]] = dc.field(default_factory=lambda: defaultdict(Counter))
    """Key, dotted -> addresses of pictures under it, with how many posts have them."""
    files: set[str] = dc.field(default_factory=set)
    """Paths of all files, from the site's root."""

    def people(self) -> frozenset[str]:
        """Return the collections that are of authors: by their name, or as the posts name their members."""
        return frozenset(
            name for name, members in self.members.items() if self.are_authors(name, members)
        )

    @staticmethod
    def may_be_authors(name: str) -> bool:
        """Return whether a collection or a file of data called *name* may be of authors."""
        return name.lower() in _AUTHORS | _PEOPLE

    def are_authors(self, name: str, members: Iterable[str]) -> bool:
        """Return whether *members*, folded, of a collection or a file of data called *name* are the posts' authors."""
        plain = name.lower()
        return plain in _AUTHORS or (plain in _PEOPLE and not self.named.isdisjoint(members))

    def post(self, values: Mapping[str, Any]) -> None:
        """Note the front matter of a post."""
        for key in ("author", "authors"):
            for entry in contributors.entries(values.get(key)):
                self.named.update(map(fold, _names(entry)))
        self.note_pictures(values)

    def note_pictures(self, values: Mapping[str, Any]) -> None:
        """Note the keys that have a picture's address."""
        for key, address in lead_picture.like_pictures(values):
            self.pictures[key][address] += 1

    def member(self, collection: str, values: Mapping[str, Any], stem: str) -> None:
        """Note a document of a collection."""
        keys = (*KEYS_OF["name"], *KEYS_OF["key"])
        texts = (values.get(key) for key in keys)
        names = {fold(text) for text in texts if isinstance(text, str) and text}
        self.members[collection] |= {*names, fold(stem)}
        if not self.may_be_authors(collection):
            self.note_pictures(values)


def _names(entry: Any) -> tuple[str, ...]:
    try:
        people = contributors.contributors(entry)
    except field_values.FieldError:
        return ()
    return tuple(
        name for person in people for name in (person.name, *bylines.split(person.name)[0])
    )


def survey(root: Path, site: JekyllSite, skipped: Path) -> Survey:
    """Return what the posts and collections of the site at *root* have in their front matter."""
    found = Survey()
    found.named.add(fold(site.author))
    for entry in site.defaults:
        if isinstance(entry.get("values"), dict):
            found.post(entry["values"])
    for path in Tree(root=root, site=site, skipped=skipped, left=[]).files():
        found.files.add(str(path))
        collection = _collection(path, site)
        if collection is None:
            continue
        values = faults.attempt(partial(_values, root / path))
        if isinstance(values, faults.Caught):
            continue  # what is wrong is told when the file is taken over, or read
        if collection:
            found.member(collection, values, path.stem)
        else:
            found.post(values)
    return found


def _collection(path: PurePosixPath, site: JekyllSite) -> str | None:
    """Return the collection of a document; empty: it is a post; None: it is neither."""
    parts = path.parts[:-1]
    if not path.name.endswith(_SUFFIXES):
        return None
    if "_posts" in parts or "_drafts" in parts:
        return ""
    home = PurePosixPath(site.collections_dir).parts
    folder = parts[len(home)] if parts[: len(home)] == home and len(parts) > len(home) else ""
    name = folder.removeprefix("_")
    return name if folder.startswith("_") and name in site.collections else None


def _values(file: Path) -> Mapping[str, Any]:
    with file.open(encoding="utf-8-sig", errors="replace") as opened:
        return yaml_block.read(opened.read(_HEAD)).values
