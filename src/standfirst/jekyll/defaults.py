"""Jekyll's front matter defaults, with their scopes as they are in the publication.

Source: https://jekyllrb.com/docs/configuration/front-matter-defaults/.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst.addresses import permalinks
from standfirst.jekyll.site import is_plain
from standfirst.sources.front_matter import field_values, reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from standfirst.jekyll.site import JekyllSite

_DEPTH = 10
"""Levels of lists and mappings in a value; YAML's aliases can make endless ones."""
_PLURALS = {"post": "posts", "page": "pages", "draft": "drafts"}
Values = dict[str, Any]


def moved(site: JekyllSite, homes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the site's defaults for the publication.

    :param homes: Folder of posts in the site, such as ``_hkers`` or ``news/_posts`` -> its
        folder in the publication.
    """
    for entry in site.defaults:
        scope, values = entry.get("scope"), entry.get("values")
        scope = scope if isinstance(scope, dict) else {}
        path = str(scope.get("path") or "").lstrip("/")
        if site.collections_dir:
            path = path.removeprefix(f"{site.collections_dir}/")
        kind = str(scope.get("type") or "")
        kind = _PLURALS.get(kind, kind)
        for where, what in _scopes(path, kind, homes):
            yield _entry(where, plain(values) if isinstance(values, dict) else {}, kind=what)


def _scopes(path: str, kind: str, homes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield path and type of the scopes that do here what one does in Jekyll."""
    if kind not in {"", "posts", "pages"}:
        # the folder says which collection it is, or that it is drafts
        kept = {old: new for old, new in homes.items() if _is_of(old, kind)}
        yield from ((inside, "") for inside in _inside(path, kept))
        return
    home = next((h for h in homes if path == h or path.startswith(f"{h}/")), None)
    if home is not None:
        # below the posts' folder lie those of collections too
        own = kind or ("posts" if home == "_posts" else "")
        yield f"{homes[home]}/{path[len(home) + 1 :]}", own
        return
    yield path, kind
    if path and kind != "pages":
        # a folder of pages that has posts too
        yield from ((f"{new}/", kind) for old, new in homes.items() if old.startswith(path))


def _is_of(home: str, kind: str) -> bool:
    return home.rpartition("/")[2] == "_drafts" if kind == "drafts" else home == f"_{kind}"


def _inside(path: str, homes: Mapping[str, str]) -> Iterator[str]:
    """Yield what of *homes* lies below *path*, or where in one of them *path* lies; none: it reaches nothing."""
    path = path.rstrip("/")
    reached: list[str] = []
    for old, new in homes.items():
        if not path or old == path or old.startswith(f"{path}/"):
            reached.append(f"{new}/")
        elif path.startswith(f"{old}/"):
            reached.append(f"{new}/{path[len(old) + 1 :]}")
    yield from (one for one in reached if not any(o != one and one.startswith(o) for o in reached))


class PostDefaults:
    """Defaults from the folders of posts: ``news/_posts`` is a category, ``_drafts`` are drafts."""

    def __init__(self) -> None:
        self._of_folders: dict[str, Values] = {}
        self._of_files: dict[str, Values] = {}

    def add(self, file: str, folder: str, values: Values) -> None:
        """Note that *file* gets *values* from the defaults of *folder*; both are paths in the publication."""
        self._of_files[file] = values
        if values:
            self._of_folders.setdefault(folder, values)

    def entries(self, under: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the defaults; files whose values differ from their folder's have their own.

        :param under: The site's own defaults, to whose categories those of folders are added.
        """
        for path, own in self._own():
            values = own
            if "categories" in own:
                said = reader.defaults_for(path, reader.POSTS, under).get("categories")
                more = (c for c in field_values.words(said) if c not in own["categories"])
                values = {**own, "categories": [*own["categories"], *more]}
            yield _entry(path, values)

    def _own(self) -> Iterator[tuple[str, Values]]:
        for folder, values in sorted(self._of_folders.items()):
            yield f"{folder}/", values
        for file, values in sorted(self._of_files.items()):
            above = (str(parent) for parent in PurePosixPath(file).parents)
            inherited = next(
                (self._of_folders[parent] for parent in above if parent in self._of_folders), {}
            )
            if values != inherited:
                nothing: Values = {"categories": [], "draft": "false"}
                yield file, {**{key: nothing[key] for key in inherited}, **values}


def _entry(path: str, values: Values, *, kind: str = "") -> dict[str, Any]:
    scope = {"path": path, **({"type": kind} if kind else {})}
    return {"scope": scope, "values": values}


def plain(value: Any, depth: int = 0) -> Any:
    """Return *value* as ``conf.py`` can say it: texts, numbers, lists, mappings."""
    if depth > _DEPTH:
        return ""
    if isinstance(value, dict):
        return {str(key): plain(said, depth + 1) for key, said in value.items()}
    if isinstance(value, list):
        return [plain(said, depth + 1) for said in value]
    return value if value is None or is_plain(value) else str(value)


def all_defaults(
    site: JekyllSite,
    homes: Mapping[str, str],
    pages_own: Iterable[dict[str, Any]],
    posts: PostDefaults,
) -> list[dict[str, Any]]:
    """Return Jekyll's own defaults under the site's, and those of the posts' folders over them."""
    own: list[dict[str, Any]] = []
    pages = permalinks.page_template(site.permalink)
    if pages:
        own.append({"scope": {"path": "", "type": "pages"}, "values": {"permalink": pages}})
    if site.author:
        own.append({"scope": {"path": ""}, "values": {"author": site.author}})
    own += moved(site, homes)
    return [*own, *pages_own, *posts.entries(own)]
