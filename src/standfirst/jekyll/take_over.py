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
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst.jekyll import documents, feeds, lead_pictures
from standfirst.jekyll.defaults import PostDefaults, all_defaults
from standfirst.jekyll.pages import Pages
from standfirst.jekyll.people import FOLDER, People
from standfirst.jekyll.placement import Placement
from standfirst.jekyll.site import DataError, JekyllSite, load, read_site, text_of
from standfirst.jekyll.survey import survey
from standfirst.jekyll.tree import Tree
from standfirst.scaffold.new_publication import FROM_POSTS, Choices, SkeletonWriter, write_skeleton
from standfirst.sources import site_files, source_files
from standfirst.tables import placeholders
from standfirst.tables.feed_formats import FORMATS
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standfirst.scaffold.new_publication import NewPublication

_DATED = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-")


class TakeOverError(ValueError):
    """A site that cannot be taken over; the message says why."""


def take_over(
    site_folder: Path, folder: Path, *, requirement: str, permalink: str = "", title: str = ""
) -> NewPublication:
    """Make a publication in *folder* from the site in *site_folder*; nothing is overwritten.

    :param permalink: Pattern of new addresses for posts; empty: they keep theirs. The old ones lead to the new.
    :param title: Of the publication; empty: the site's.
    :raises TakeOverError: Both are one folder, or *permalink* has a placeholder that does not exist.
    :raises OSError: A file cannot be written.
    """
    if site_folder.resolve() == folder.resolve():
        raise TakeOverError("the publication needs a folder of its own, not the site's")
    if strange := placeholders.unknown(permalink):
        raise TakeOverError(f"the pattern {permalink!r} {placeholders.explained(strange[0])}")
    site = read_site(site_folder)
    site = dc.replace(site, title=title or site.title)
    root = (site_folder / site.source).resolve()
    mover = _Mover(site, root, SkeletonWriter(folder), permalink=permalink)
    mover.move()
    write_skeleton(mover.writer, mover.choices(), requirement=requirement, taken_over=True)
    return mover.writer.made(left=(*site.left, *mover.left), has_title=bool(site.title))


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
        self.feeds = [site.feed] if site.feed else []
        self.home = PurePosixPath(site.collections_dir)
        self.homes: dict[str, str] = {"_posts": "posts", "_drafts": "posts/drafts"}
        self.survey = survey(root, site, writer.folder.resolve())
        self.people = People(site, self.survey)
        self.homes |= {f"_{name}": FOLDER for name in self.people.collections}
        self.sections = [
            self._section(name, options)
            for name, options in sorted(site.collections.items())
            if name != "posts" and name not in self.people.collections and site.has_pages(name)
        ]
        self.defaults = PostDefaults()
        self.extra = next(
            name for name in ("extra", "extra-files", "from-jekyll") if not (root / name).exists()
        )
        """Folder of the files that lie at the publication's root."""
        self.files = Placement(root, writer, self.extra, self.left)
        self.pages = Pages(site, root, self.files, self.left)

    def move(self) -> None:
        """Copy all files that a publication can use."""
        skipped = self.writer.folder.resolve()
        for path in Tree(root=self.root, site=self.site, skipped=skipped, left=self.left).files():
            try:
                has_matter = source_files.begins_with_matter(self.root / path)
            except OSError as exc:
                self.left.append((str(path), f"cannot be read ({exc.strerror})"))
            else:
                self._file(path, has_matter=has_matter)
        own = self.people.of_site()
        if own and not any(name.startswith(f"{FOLDER}/") for name in self.files.placed):
            self.writer.write(own[0], own[1].encode("utf-8", "replace"))
        self.files.end()

    def _section(self, name: str, options: Mapping[str, Any]) -> dict[str, str]:
        """Return the section that a collection becomes, under a folder that no posts have yet."""
        slug = slugify(name)
        while self._means_something_else(slug):
            slug = f"{slug}-collection"
        self.homes[f"_{name}"] = f"posts/{slug}"
        pattern = self.site.pattern_of(name)
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
        if special is not None:
            categories, below = list(parts[:special]), list(parts[special + 1 :])
            self._post(path, categories, parts[special], below, has_matter=has_matter)
        elif path.parts[0] == site_files.INCLUDES:
            self.writer.copy(str(path), self.root / path)
        elif path.parts[0] == site_files.DATA:
            self._data(path)
        elif at_home and parts[0].startswith("_") and parts[0][1:] in self.site.collections:
            self._member(path, parts[0], list(parts[1:]), document=has_matter)
        elif has_matter and feeds.is_template(path):
            self.feeds.append(str(path))
        elif has_matter and documents.is_read(path):
            self.pages.take(path)
        elif has_matter:
            self._made(path)
        elif path.suffix.lower() in source_files.SUFFIXES:
            self.pages.bare(path, self.extra)
        elif str(path) == "index.html":
            self.left.append((str(path), FROM_POSTS))
        else:
            self.files.write(path, f"{self.extra}/{path}")

    def _made(self, path: PurePosixPath) -> None:
        """Take a file with front matter that is no document, where its template fills nothing in."""
        text = (self.root / path).read_text(encoding="utf-8", errors="replace")
        place, content = documents.as_file(path, text)
        if place:
            self.files.write_text(path, f"{self.extra}/{place}", content)
        else:
            self.left.append((str(path), "is made by a template of its own"))

    def _post(
        self,
        path: PurePosixPath,
        categories: list[str],
        folder: str,
        below: list[str],
        *,
        has_matter: bool,
    ) -> None:
        if not documents.is_read(path):
            self.left.append((str(path), documents.NOT_READ))
            return
        if path.suffix.lower() in source_files.HTML and not has_matter:
            self.left.append((str(path), "is HTML without front matter; write one"))
            return
        if folder == "_posts" and not _DATED.match(path.name):
            self.left.append((str(path), "has no date in its name, so Jekyll does not publish it"))
            return
        place = "/".join([self.homes[folder], *categories])
        self.homes.setdefault("/".join([*categories, folder]), place)
        values: dict[str, Any] = {"categories": categories} if categories else {}
        if folder == "_drafts":
            values["draft"] = "true"
        name = self.files.write(path, "/".join([place, *below]))
        if ":path" in self.site.post_permalink:
            self.pages.name_signs(path)
        if name:
            self.defaults.add(name, place, values)

    def _member(
        self, path: PurePosixPath, folder: str, below: list[str], *, document: bool
    ) -> None:
        """Copy a file of a collection: documents have front matter, what has none is a file."""
        if folder not in self.homes:
            self.left.append((str(path), f"the collection {folder[1:]!r} has no `output: true`"))
        elif not document:
            self.files.write(path, f"{self.extra}/{self._place_of_file(folder[1:], below)}")
        elif not documents.is_read(path):
            self.left.append((str(path), documents.NOT_READ))
        else:
            name = self.files.write(path, "/".join([self.homes[folder], *below]))
            self.pages.name_signs(path)
            if folder[1:] in self.people.collections:
                self.people.note(folder[1:], PurePosixPath(*below), self.root / path)
            elif name:
                self.defaults.add(name, self.homes[folder], {})

    def _place_of_file(self, collection: str, below: list[str]) -> str:
        """Return where a file of a collection lies: its pattern counts for them too."""
        pattern = self.site.pattern_of(collection)
        place = documents.place_of_file(pattern, collection, "/".join(below))
        return "/".join([collection, *below]) if documents.misplaced(f"/{place}") else place

    def _data(self, path: PurePosixPath) -> None:
        if path.suffix.lower() not in site_files.KINDS:
            self.left.append((str(path), "is no file of data"))
            return
        self.writer.copy(str(path), self.root / path)
        if not self.people.may_be_data(path):
            return
        try:
            found = self.people.of_data(path, load(self.root / path))
        except DataError as exc:
            self.left.append((str(path), str(exc)))
            return
        for key, name, text in found:
            if not name or name in self.files.placed:
                reason = f"{name} is already taken" if name else text
                self.left.append((f"{path}: {key}" if key else str(path), reason))
                continue
            self.files.placed[name] = path
            self.writer.write(name, text.encode("utf-8", "replace"))

    def choices(self) -> Choices:
        """Return what the publication's ``conf.py`` says."""
        site = self.site
        leads, unused = lead_pictures.choose(self.survey.pictures, self.survey.files)
        self.left += unused
        separators = filter(None, (site.excerpt_separator, "<excerpt/>", "<!--more-->"))
        options: dict[str, Any] = {
            "standfirst_permalink": self.permalink or site.post_permalink,
            "standfirst_former_permalinks": [site.post_permalink] if self.permalink else [],
            "standfirst_former_feeds": sorted({*self.feeds} - {form.file for form in FORMATS}),
            "standfirst_excerpt_separators": list(dict.fromkeys(separators)),
            "standfirst_hard_wrap": site.hard_wrap,
            "standfirst_utc_timestamps": site.timezone != "UTC",
            "standfirst_kramdown_math": True,
            "standfirst_sections": self.sections,
            "standfirst_lead_pictures": leads if leads != ["image"] else [],
            "standfirst_redirects": {**self.pages.redirects, **self.people.moved},
            "standfirst_defaults": all_defaults(
                self.site, self.homes, self.pages.defaults(), self.defaults
            ),
            "standfirst_site": dict(site.values),
            "html_extra_path": [self.extra]
            if any(name.startswith(f"{self.extra}/") for name in self.files.placed)
            else [],
        }
        folder, whole = self.writer.folder.resolve(), self.root
        for _ in PurePosixPath(site.source).parts:
            whole = whole.parent
        if whole.is_relative_to(folder):
            options["exclude_patterns"] = [whole.relative_to(folder).as_posix()]
        return Choices(
            title=site.title or "A publication",
            tagline=site.description,
            language=site.lang,
            timezone=site.timezone,
            base_url=site.base_url,
            options=tuple(options.items()),
        )
