r"""A Jekyll site -> a publication with the same posts, byte for byte, at the same addresses.

::

    _config.yml --read_site()--> Site --plan--> what goes where --Writer--> files
                                           \--> what stays behind, by name, with the reason

Sources: https://jekyllrb.com/docs/structure/, https://jekyllrb.com/docs/collections/,
https://jekyllrb.com/docs/configuration/front-matter-defaults/.
"""

from __future__ import annotations

import dataclasses as dc
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst import permalinks, yaml_block
from standfirst.jekyll_site import Site, author_file, read_site, text_of
from standfirst.scaffold import Choices, Origin, Writer, write_skeleton
from standfirst.slugs import slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

_MARKDOWN = (".md", ".markdown", ".mkdown", ".mkd")
_MACHINERY = {
    "Gemfile",
    "Gemfile.lock",
    "Rakefile",
    "_config.yml",
    "node_modules",
    "vendor",
    "_site",
    "package.json",
    "package-lock.json",
}
_OF_JEKYLL = {
    "_layouts": "layouts: the publication has its own templates",
    "_includes": "includes: the publication has its own templates",
    "_sass": "style sheets: see _static/",
    "_plugins": "plugins are not run",
}
EXTRA = "extra"
"""Folder of the files that lie at the publication's root."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class TakenOver:
    """What came of a site."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    """Name and reason of what was not taken over."""


def take_over(site_folder: Path, folder: Path, *, origin: Origin, today: dt.date) -> TakenOver:  # noqa: ARG001  # as create() has it
    """Make a publication in *folder* from the site in *site_folder*; nothing is overwritten.

    :raises OSError: A file cannot be read or written.
    """
    site = read_site(site_folder)
    mover = _Mover(site, site_folder.resolve(), Writer(folder))
    mover.move()
    write_skeleton(mover.writer, mover.choices(), origin=origin, taken_over=True)
    created = mover.writer.created()
    return TakenOver(written=created.written, kept=created.kept, left=(*site.left, *mover.left))


class _Mover:
    def __init__(self, site: Site, root: Path, writer: Writer) -> None:
        self.site = site
        self.root = root
        self.writer = writer
        self.left: list[tuple[str, str]] = []
        self.sections: list[dict[str, str]] = []
        self.defaults: list[dict[str, Any]] = [_moved(d, site) for d in site.defaults]
        self.extra = False

    def move(self) -> None:
        """Copy everything that has a place in a publication."""
        for name, options in sorted(self.site.collections.items()):
            if name != "posts":
                self._collection(name, options)
        for path in self._files():
            self._file(path)

    def _collection(self, name: str, options: Mapping[str, Any]) -> None:
        if str(options.get("output", "")).lower() != "true":
            return
        slug = slugify(name)
        pattern = text_of(options.get("permalink")) or permalinks.collection_template(
            self.site.permalink
        )
        self.sections.append(
            {
                "slug": slug,
                "title": text_of(options.get("title"))
                or name.replace("_", " ").replace("-", " ").capitalize(),
                "permalink": pattern,
            }
        )

    def _files(self) -> Iterator[PurePosixPath]:
        """Yield the site's files in order, by path; links that lead out of it are named and passed over."""
        for parent, folders, names in os.walk(self.root):
            below = PurePosixPath(Path(parent).relative_to(self.root).as_posix())
            for folder in sorted(folders):
                if folder in _OF_JEKYLL or folder in _MACHINERY or folder.startswith("."):
                    if folder in _OF_JEKYLL:
                        self.left.append((str(below / folder), _OF_JEKYLL[folder]))
                    folders.remove(folder)
            folders.sort()
            for name in sorted(names):
                path = below / name
                if name in _MACHINERY or name.startswith(".") or name.endswith(".gemspec"):
                    continue
                if (
                    not (self.root / path).resolve().is_relative_to(self.root)
                    or not (self.root / path).is_file()
                ):
                    self.left.append((str(path), "is a link out of the site, or no file"))
                else:
                    yield path

    def _file(self, path: PurePosixPath) -> None:
        home = PurePosixPath(self.site.collections_dir)
        parts = list((path.relative_to(home) if path.is_relative_to(home) else path).parts)
        special = next((i for i, part in enumerate(parts[:-1]) if part.startswith("_")), None)
        data = (self.root / path).read_bytes()
        if special is None:
            self._plain(path, data)
            return
        folder, below = parts[special], parts[special + 1 :]
        categories = parts[:special]
        if folder in {"_posts", "_drafts"}:
            self._post(path, folder, categories, below, data)
        elif folder == "_data":
            self._data(path, data)
        elif folder[1:] in self.site.collections:
            self._member(path, folder[1:], below, data)
        else:
            self.left.append((str(path), f"{folder} is no collection of _config.yml"))

    def _post(
        self, path: PurePosixPath, folder: str, categories: list[str], below: list[str], data: bytes
    ) -> None:
        if path.suffix.lower() not in _MARKDOWN:
            self.left.append((str(path), "is no Markdown"))
            return
        place = ["posts", *(["drafts"] if folder == "_drafts" else []), *categories]
        if folder == "_drafts":
            self._default("/".join(place), {"draft": "true"})
        if categories:
            self._default("/".join(place), {"categories": categories})
        self._write("/".join([*place, *below]), data)

    def _member(self, path: PurePosixPath, name: str, below: list[str], data: bytes) -> None:
        slug = slugify(name)
        if not any(section["slug"] == slug for section in self.sections):
            self.left.append((str(path), f"the collection {name!r} has no `output: true`"))
        elif path.suffix.lower() not in _MARKDOWN:
            self._extra("/".join([name, *below]), data)
        else:
            self._write("/".join(["posts", slug, *below]), data)

    def _default(self, place: str, values: dict[str, Any]) -> None:
        entry = {"scope": {"path": place}, "values": values}
        if entry not in self.defaults:
            self.defaults.append(entry)

    def _plain(self, path: PurePosixPath, data: bytes) -> None:
        """Copy a page or a local file."""
        has_matter = data.lstrip(b"\xef\xbb\xbf").startswith(b"---")
        if path.suffix.lower() in _MARKDOWN and has_matter:
            self._page(path, data)
        elif path.suffix.lower() in _MARKDOWN:
            self.left.append((str(path), "has no front matter, so Jekyll does not publish it"))
        elif has_matter:
            self.left.append((str(path), "is a page with a template of its own"))
        else:
            self._extra(str(path), data)

    def _page(self, path: PurePosixPath, data: bytes) -> None:
        if str(path.with_suffix("")) == "index":
            self.left.append((str(path), "the front page is made from the posts"))
            return
        if path.parts[0] in {"posts", "authors", "volumes"}:
            self.left.append((str(path), f"{path.parts[0]}/ has another meaning here"))
            return
        self._write(str(path.with_suffix(".md")), data)

    def _extra(self, name: str, data: bytes) -> None:
        self.extra = True
        self._write(f"{EXTRA}/{name}", data)

    def _write(self, name: str, data: bytes) -> None:
        if name.lower().endswith((".mkdown", ".mkd")):
            name = f"{name.rpartition('.')[0]}.md"
        self.writer.write(name, data)

    def _data(self, path: PurePosixPath, data: bytes) -> None:
        if path.stem != "authors" or path.suffix not in {".yml", ".yaml"}:
            self.left.append((str(path), "data files are not read"))
            return
        loaded = yaml_block.load(data.decode("utf-8-sig", "replace")).values
        for key, said in sorted(loaded.items()):
            if isinstance(said, dict):
                self._write(f"authors/{slugify(key)}.md", author_file(key, said).encode())
            else:
                self.left.append((f"{path}: {key}", "is no author with a name"))

    def choices(self) -> Choices:
        """Return what the publication's ``conf.py`` says."""
        site = self.site
        options: list[tuple[str, Any]] = [("permalink", site.permalink)]
        separators = list(
            dict.fromkeys(filter(None, (site.excerpt_separator, "<excerpt/>", "<!--more-->")))
        )
        options.append(("excerpt_separators", separators))
        if self.sections:
            options.append(("sections", self.sections))
        if self.defaults:
            options.append(("defaults", self.defaults))
        if site.values:
            options.append(("site", dict(site.values)))
        if self.extra:
            options.append(("html_extra_path", [EXTRA]))
        base = (
            f"{site.url}/{site.baseurl}/".replace("//", "/").replace(":/", "://")
            if site.url
            else "https://example.org/"
        )
        return Choices(
            title=site.title or "A publication",
            tagline=site.description,
            language=site.lang,
            timezone=site.timezone,
            base_url=base,
            options=tuple(options),
        )


def _moved(entry: Mapping[str, Any], site: Site) -> dict[str, Any]:
    """Return a front matter default with its path as it is in the publication."""
    scope = dict(entry.get("scope") or {})
    path = (
        str(scope.get("path") or "")
        .strip("/")
        .removeprefix(f"{site.collections_dir}/" if site.collections_dir else "")
    )
    if path == "_posts" or path.startswith("_posts/"):
        path = f"posts{path[6:]}"
    elif path.startswith("_") and path[1:].partition("/")[0] in site.collections:
        name, _, rest = path[1:].partition("/")
        path = f"posts/{slugify(name)}/{rest}".rstrip("/")
    kind = scope.get("type")
    if kind and kind in site.collections and kind != "posts" and not path:
        path, kind = f"posts/{slugify(str(kind))}", None
    moved = {"path": path, **({"type": kind} if kind else {})}
    return {"scope": moved, "values": _plain_values(entry.get("values"))}


def _plain_values(values: Any) -> dict[str, Any]:
    if not isinstance(values, dict):
        return {}
    return {
        str(k): v if isinstance(v, str | int | float | bool | list) else str(v)
        for k, v in values.items()
    }
