r"""A Jekyll site -> a publication with the same posts, byte for byte, at the same addresses.

::

    _config.yml --read_site()--> Site --Tree--> files --what each is--> Writer --> files
                                            \--> what stays behind, by name, with the reason

Sources: https://jekyllrb.com/docs/structure/, https://jekyllrb.com/docs/collections/,
``Jekyll::PostReader``, ``Jekyll::Collection``, ``Jekyll::Page`` of Jekyll 4.
"""

from __future__ import annotations

import dataclasses as dc
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst.addresses import permalinks, safe_paths
from standfirst.jekyll import authors
from standfirst.jekyll.defaults import PostDefaults, moved
from standfirst.jekyll.site import DataError, JekyllSite, load, read_site, text_of
from standfirst.jekyll.tree import Tree
from standfirst.scaffold.new_publication import Choices, SkeletonWriter, write_skeleton
from standfirst.sources import source_files
from standfirst.sources.front_matter import yaml_block
from standfirst.tables import placeholders
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Mapping

_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_HEAD = 64
"""Bytes that tell whether a file has front matter."""
_DATED = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-")
_TAKEN = {name: f"{name}/ has another meaning here" for name in ("posts", "authors", "volumes")}
"""Folders of pages that a publication reads in its own way."""
_OWN_PAGES = {
    "index": "the front page is made from the posts",
    "README": "README.md is about the repository here",
    "CHANGELOG": "CHANGELOG.md is about the repository here",
    "CONTRIBUTING": "CONTRIBUTING.md is about the repository here",
    "SECURITY": "SECURITY.md is about the repository here",
    "search": "the publication has its own search",
    "genindex": "the name is Sphinx's",
}
_NO_PAGE = re.compile(r'[<>:"|?*\\]')


class TakeOverError(ValueError):
    """A site that cannot be taken over; the message says why."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class TakenOver:
    """The result of taking a site over."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    """Name and reason of what was not taken over."""


def take_over(
    site_folder: Path, folder: Path, *, requirement: str, permalink: str = ""
) -> TakenOver:
    """Make a publication in *folder* from the site in *site_folder*; nothing is overwritten.

    :param permalink: Pattern of new addresses for posts; empty: they keep theirs. The old ones lead to the new.
    :raises TakeOverError: Both are one folder, or *permalink* has a placeholder that does not exist.
    :raises OSError: A file cannot be written.
    """
    root = site_folder.resolve()
    if root == folder.resolve():
        raise TakeOverError("the publication needs a folder of its own, not the site's")
    if strange := placeholders.unknown(permalink):
        raise TakeOverError(f"the pattern {permalink!r} {placeholders.explained(strange[0])}")
    site = read_site(root)
    mover = _Mover(site, root, SkeletonWriter(folder), permalink=permalink)
    mover.move()
    write_skeleton(mover.writer, mover.choices(), requirement=requirement, taken_over=True)
    return TakenOver(
        written=tuple(mover.writer.written),
        kept=tuple(mover.writer.kept),
        left=(*site.left, *mover.left),
    )


class _Mover:
    def __init__(
        self, site: JekyllSite, root: Path, writer: SkeletonWriter, *, permalink: str
    ) -> None:
        self.site = site
        self.root = root
        self.permalink = permalink
        """Pattern of new addresses; empty where posts keep theirs."""
        self.writer = writer
        self.left: list[tuple[str, str]] = []
        self.home = PurePosixPath(site.collections_dir)
        self.placed: dict[str, PurePosixPath] = {}
        self.homes: dict[str, str] = {"_posts": "posts", "_drafts": "posts/drafts"}
        self.sections = [
            self._section(name, options)
            for name, options in sorted(site.collections.items())
            if name != "posts" and str(options.get("output", "")).lower() == "true"
        ]
        self.defaults = PostDefaults()
        self.extra = next(
            name for name in ("extra", "extra-files", "from-jekyll") if not (root / name).exists()
        )
        """Folder of the files that lie at the publication's root."""

    def move(self) -> None:
        """Copy all files that a publication can use."""
        skipped = self.writer.folder.resolve()
        for path in Tree(root=self.root, site=self.site, skipped=skipped, left=self.left).files():
            try:
                with (self.root / path).open("rb") as file:
                    head = file.read(_HEAD)
            except OSError as exc:
                self.left.append((str(path), f"cannot be read ({exc.strerror})"))
            else:
                self._file(path, has_matter=_MATTER.match(head) is not None)

    def _section(self, name: str, options: Mapping[str, Any]) -> dict[str, str]:
        """Return the section that a collection becomes, under a folder that no posts have yet."""
        slug = slugify(name)
        while self._means_something_else(slug):
            slug = f"{slug}-collection"
        self.homes[f"_{name}"] = f"posts/{slug}"
        pattern = text_of(options.get("permalink")) or permalinks.collection_template(
            self.site.permalink
        )
        title = text_of(options.get("title")) or re.sub("[_-]", " ", name).capitalize()
        if slug != name:  # which has capitals or underscores, or lies elsewhere
            pattern = re.sub(r":collection(?![a-z_])", name, pattern)
        return {"slug": slug, "title": title, "permalink": pattern}

    def _means_something_else(self, slug: str) -> bool:
        """Return whether posts that are not the collection's lie, or would be sought, in a folder of this name."""
        posts = self.root / self.home
        return (
            slug.isdigit()
            or f"posts/{slug}" in self.homes.values()
            or (posts / "_posts" / slug).exists()
            or (posts / slug / "_posts").exists()
        )

    def _file(self, path: PurePosixPath, *, has_matter: bool) -> None:
        at_home = path.is_relative_to(self.home)
        parts = (path.relative_to(self.home) if at_home else path).parts
        special = next(
            (i for i, part in enumerate(parts[:-1]) if part in {"_posts", "_drafts"}), None
        )
        markdown = path.suffix.lower() in source_files.SUFFIXES
        if special is not None:
            self._post(path, list(parts[:special]), parts[special], list(parts[special + 1 :]))
        elif path.parts[0] == "_data":
            self._data(path)
        elif at_home and parts[0].startswith("_") and parts[0][1:] in self.site.collections:
            self._member(path, parts[0], list(parts[1:]), document=has_matter)
        elif markdown and has_matter:
            self._page(path)
        elif markdown:
            self.left.append((str(path), "has no front matter, so Jekyll does not publish it"))
        elif has_matter:
            self.left.append((str(path), "is a page with a template of its own"))
        elif str(path) == "index.html":
            self.left.append((str(path), _OWN_PAGES["index"]))
        else:
            self._write(path, f"{self.extra}/{path}")

    def _post(
        self, path: PurePosixPath, categories: list[str], folder: str, below: list[str]
    ) -> None:
        if path.suffix.lower() not in source_files.SUFFIXES:
            self.left.append((str(path), "is not Markdown"))
            return
        if folder == "_posts" and not _DATED.match(path.name):
            self.left.append((str(path), "has no date in its name, so Jekyll does not publish it"))
            return
        place = "/".join([self.homes[folder], *categories])
        self.homes.setdefault("/".join([*categories, folder]), place)
        values: dict[str, Any] = {"categories": categories} if categories else {}
        if folder == "_drafts":
            values["draft"] = "true"
        name = self._write(path, "/".join([place, *below]))
        if ":path" in self.site.post_permalink:
            self._name_signs(path)
        if name:
            self.defaults.add(name, place, values)

    def _member(
        self, path: PurePosixPath, folder: str, below: list[str], *, document: bool
    ) -> None:
        """Copy a file of a collection: documents have front matter, what has none is a file."""
        if folder not in self.homes:
            self.left.append((str(path), f"the collection {folder[1:]!r} has no `output: true`"))
        elif not document:
            self._write(path, "/".join([self.extra, folder[1:], *below]))
        elif path.suffix.lower() not in source_files.SUFFIXES:
            self.left.append((str(path), "is not Markdown"))
        else:
            name = self._write(path, "/".join([self.homes[folder], *below]))
            self._name_signs(path)
            if name:
                self.defaults.add(name, self.homes[folder], {})

    def _page(self, path: PurePosixPath) -> None:
        reason = _TAKEN.get(path.parts[0]) if len(path.parts) > 1 else _OWN_PAGES.get(path.stem)
        if reason is None:
            text = (self.root / path).read_text(encoding="utf-8", errors="replace")
            reason = self._misplaced(str(yaml_block.read(text).values.get("permalink") or ""))
        if reason:
            self.left.append((str(path), reason))
        else:
            self._write(path, str(path))
            self._name_signs(path)

    def _misplaced(self, permalink: str) -> str:
        try:
            safe_paths.safe_path(permalinks.expand_page(permalink, ""), is_editors=True)
        except safe_paths.PathError as exc:
            return f"its permalink {exc}"
        return ""

    def _name_signs(self, path: PurePosixPath) -> None:
        found = _NO_PAGE.search(path.name)
        if found:
            self.left.append((str(path), f"is taken over, but its own address cannot contain {found[0]!r}; see its permalink"))  # fmt: skip

    def _write(self, path: PurePosixPath, name: str) -> str:
        """Copy a file; return the name under which it is there, empty where another one has its name."""
        is_document = not name.startswith(f"{self.extra}/")
        if is_document and not name.endswith(source_files.SUFFIXES):
            name = f"{name.rpartition('.')[0]}.md"
        # Sphinx knows a document by its name without suffix
        key = source_files.docname(name) if is_document else name
        if key in self.placed:
            self.left.append((str(path), f"{self.placed[key]} is already at {key}"))
            return ""
        self.placed[key] = path
        self.writer.copy(name, self.root / path)
        return name

    def _data(self, path: PurePosixPath) -> None:
        below = path.with_suffix("").parts[1:]
        if below[0] != "authors" or path.suffix not in {".yml", ".yaml", ".json"}:
            self.left.append((str(path), "data files are not read"))
            return
        try:
            loaded = load(self.root / path)
        except DataError as exc:
            self.left.append((str(path), str(exc)))
            return
        for key, said in authors.entries({below[-1]: loaded} if len(below) > 1 else loaded):
            name = f"authors/{slugify(key)}.md"
            if said is None or name in self.placed:
                reason = (
                    "is not an author with a name" if said is None else f"{name} is already taken"
                )
                self.left.append((f"{path}: {key}", reason))
                continue
            self.placed[name] = path
            self.writer.write(name, authors.author_file(key, said).encode("utf-8", "replace"))

    def choices(self) -> Choices:
        """Return what the publication's ``conf.py`` says."""
        site = self.site
        separators = filter(None, (site.excerpt_separator, "<excerpt/>", "<!--more-->"))
        options: dict[str, Any] = {
            "standfirst_permalink": self.permalink or site.post_permalink,
            "standfirst_former_permalinks": [site.post_permalink] if self.permalink else [],
            "standfirst_excerpt_separators": list(dict.fromkeys(separators)),
            "standfirst_sections": self.sections,
            "standfirst_defaults": self._all_defaults(),
            "standfirst_site": dict(site.values),
            "html_extra_path": [self.extra]
            if any(name.startswith(f"{self.extra}/") for name in self.placed)
            else [],
        }
        folder = self.writer.folder.resolve()
        if self.root.is_relative_to(folder):
            options["exclude_patterns"] = [self.root.relative_to(folder).as_posix()]
        return Choices(
            title=site.title or "A publication",
            tagline=site.description,
            language=site.lang,
            timezone=site.timezone,
            base_url=site.base_url,
            options=tuple((name, value) for name, value in options.items() if value),
        )

    def _all_defaults(self) -> list[dict[str, Any]]:
        """Return Jekyll's own defaults under the site's, and those of the posts' folders over them."""
        own: list[dict[str, Any]] = []
        pages = permalinks.page_template(self.site.permalink)
        if pages:
            own.append({"scope": {"path": "", "type": "pages"}, "values": {"permalink": pages}})
        if self.site.author:
            own.append({"scope": {"path": ""}, "values": {"author": self.site.author}})
        own += moved(self.site, self.homes)
        return [*own, *self.defaults.entries(own)]
