r"""A blog of ABlog -> a publication with the same posts, byte for byte, at the same addresses.

::

    conf.py --ablog_conf.read()--> AblogSite; its folder --what each file is--> SkeletonWriter
                                                      \--> what stays behind, by name, with the reason
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst.addresses.local_files import PICTURES, document_matcher
from standfirst.incremental import output_folders
from standfirst.limits.containment import Bounds
from standfirst.policy import file_types
from standfirst.reading import author_keys
from standfirst.scaffold import ablog_conf
from standfirst.scaffold.new_publication import (
    FROM_POSTS,
    MADE_HERE,
    Choices,
    SkeletonWriter,
    write_skeleton,
)
from standfirst.sources import source_files
from standfirst.sources.front_matter import dialects, yaml_block
from standfirst.tables.first_words import BASE_URL
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standfirst.scaffold.ablog_conf import AblogSite
    from standfirst.scaffold.new_publication import NewPublication

_DOCUMENTS = (*source_files.SUFFIXES, ".rst", source_files.NOTEBOOK)
_NO_MARKDOWN = "is no Markdown: convert it"
_PASSED_OVER = frozenset({"_build", "_templates", "_themes", "node_modules", "venv", "__pycache__"})
_OWN = {"index": FROM_POSTS, **MADE_HERE, "README": "is about the repository here"}
_POSTS = "posts"


def take_over(blog: Path, folder: Path, *, requirement: str) -> NewPublication:
    """Make a publication in *folder* from the blog in *blog*; nothing is overwritten.

    :raises ablog_conf.AblogError: There is no blog, or both are one folder.
    :raises OSError: A file cannot be written.
    """
    site = ablog_conf.read(blog)
    if folder.resolve() in {blog.resolve(), site.root}:
        raise ablog_conf.AblogError("the publication needs a folder of its own, not the blog's")
    mover = _BlogMover(site, SkeletonWriter(folder))
    mover.move()
    write_skeleton(mover.writer, mover.choices(), requirement=requirement, taken_over=True)
    return mover.writer.made(left=(*site.left, *mover.left))


class _BlogMover:
    def __init__(self, site: AblogSite, writer: SkeletonWriter) -> None:
        self.site = site
        self.writer = writer
        self.left: list[tuple[str, str]] = []
        self.excluded = document_matcher(site.excluded)
        files = [*_files(site, writer.folder.resolve())]
        self.posts = [path for path in files if self._is_post(path)]
        posts = {*self.posts}
        self.others = [path for path in files if path not in posts]
        self.home = _home(path for path in self.posts if path.suffix in source_files.SUFFIXES)
        """Folder in which all posts lie; empty: they have none of their own."""

    def move(self) -> None:
        """Copy all files that a publication can use."""
        for path in self.posts:
            if path.suffix not in source_files.SUFFIXES:
                self.left.append((str(path), _NO_MARKDOWN))
            else:
                self._copy(path, str(path) if self.home else f"{_POSTS}/{path}")
        for path in self.others:
            reason = self._reason(path)
            if reason:
                self.left.append((str(path), reason))
            else:
                self._copy(path, str(path))
        for key, (name, address) in self.site.authors.items():
            self._author(key, name, address)
        if not self.posts:
            self.left.append(("posts", "none was found: ABlog's have `blogpost`, the directive `post`, or a name that blog_post_pattern matches"))  # fmt: skip

    def choices(self) -> Choices:
        """Return what the publication's ``conf.py`` says."""
        site, home = self.site, f"/{self.home}" if self.home else ""
        options: dict[str, Any] = {
            "standfirst_posts": self.home if self.home != _POSTS else "",
            "standfirst_posts_from": "ablog",
            "standfirst_permalink": f"{home}/:path",
            "standfirst_former_feeds": [site.feed],
            "standfirst_defaults": [{"scope": {"path": ""}, "values": {"author": site.author}}]
            if site.author
            else [],
            **site.myst,
        }
        return Choices(
            title=site.title or "A publication",
            language=site.language,
            base_url=(site.base_url or BASE_URL).rstrip("/") + "/",
            options=tuple(options.items()),
        )

    def _is_post(self, path: PurePosixPath) -> bool:
        """Return whether ABlog takes the file for a post."""
        if path.suffix not in _DOCUMENTS or self.excluded.match(str(path)):
            return False
        names = (str(path), str(path.with_suffix("")))
        if any(fnmatch.fnmatchcase(name, each) for name in names for each in self.site.patterns):
            return True
        text = self._text(path)
        if path.suffix == source_files.NOTEBOOK:
            return f'"{dialects.OF_ABLOG}"' in text
        # without a date nothing is listed; with one it is an article, whatever pattern is computed
        return dialects.is_ablogs(str(path), text) or "date" in yaml_block.read(text).values

    def _text(self, path: PurePosixPath) -> str:
        return (self.site.root / path).read_text(encoding="utf-8", errors="replace")

    def _reason(self, path: PurePosixPath) -> str:
        """Return why a file other than a post is not taken over; empty: it is."""
        if path.suffix in _DOCUMENTS and self.excluded.match(str(path)):
            return "is excluded in conf.py"
        if path.suffix == source_files.NOTEBOOK:
            return _NO_MARKDOWN
        if path.suffix in _DOCUMENTS:
            if self.home and path.is_relative_to(self.home):
                return "lies among the posts and is none"
            return _OWN.get(path.stem, "") if len(path.parts) == 1 else ""
        is_known = path.suffix.lower() in PICTURES or not file_types.why_not(path.name)
        # what the editor has there is published as it is
        return "" if is_known or path.parts[0] == "_static" else "is no text, picture or file that readers may have"  # fmt: skip

    def _copy(self, path: PurePosixPath, name: str) -> None:
        self.writer.copy(name, self.site.root / path)

    def _author(self, key: str, name: str, address: str) -> None:
        links = [{"label": "Web", "url": address}] if re.fullmatch(r"https?://\S+", address) else []
        said = {"name": name, "short_name": author_keys.short_name(key, name), "links": links}
        # a JSON text is a YAML text
        lines = (f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in said.items() if v)
        self.writer.write(f"authors/{slugify(key)}.md", f"---\n{''.join(lines)}---\n".encode())


def _home(posts: Iterable[PurePosixPath]) -> str:
    """Return the folder in which all *posts* lie, and later ones may: not that of a year; empty: there is none."""
    parents = {str(path.parent) for path in posts}
    home = PurePosixPath(os.path.commonpath(parents) if parents else _POSTS)
    while home.name.isdecimal():
        home = home.parent
    return "" if str(home) == "." else str(home)


def _files(site: AblogSite, skipped: Path) -> Iterator[PurePosixPath]:
    """Yield the blog's files in order, by path below its folder; what a build has made is none of them.

    :param skipped: The publication that is being made, which may lie within.
    """
    bounds = Bounds(site.root)
    for parent, folders, names in os.walk(site.root):
        below = PurePosixPath(Path(parent).relative_to(site.root).as_posix())
        if below.parts and output_folders.is_output(parent, {*names, *folders}):
            folders.clear()
            continue
        folders[:] = [
            name
            for name in sorted(folders)
            if _is_seen(name) and (site.root / below / name).resolve() != skipped
        ]
        for name in sorted(names):
            path = below / name
            is_own = str(path) == ablog_conf.CONF
            if _is_seen(name) and not is_own and not bounds.fault(site.root / path):
                yield path


def _is_seen(name: str) -> bool:
    return not (name.startswith(".") or name in _PASSED_OVER)
