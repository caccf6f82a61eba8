"""What is done to a site before a build of one kind, and how one sees in the output that it has arrived."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from benchmarks import corpus, posts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.site import Site

AUTHOR = "prolific-1"
"""Name of the file of the author who is edited, without its suffix."""
_IN_FILES = {
    "author": (f"authors/{AUTHOR}.md", f"authors/{AUTHOR}/index.html"),
    "section": ("conf.py", "sections/letters/index.html"),
    "volume": ("volumes/rivers.md", "volumes/rivers/index.html"),
    "style": ("_static/own.css", "_static/own.css"),
    "template": ("_templates/standfirst/footer_extra.html", "index.html"),
}
"""Kind of change -> the file of a site of Standfirst's that it is made in, and the one of the output where it is seen."""
AS_IT_WAS = "as it was"
"""Words in these files, in the place of which others come."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What is done to a site before a build of one kind."""

    site: Site
    kind: str
    name: str = ""
    """The post that it is done to."""
    text: str = ""
    """What the post, or the file, has then."""
    mark: str = ""
    """What tells the change in the output."""
    file: str = ""
    """The file of the site that it is done to, where that is no post."""

    @classmethod
    def of(cls, site: Site, kind: str, run: int, seed: int) -> Change:
        """Return the change of this kind in this run: the same for all engines."""
        if kind in _IN_FILES:
            return cls._of_file(site, kind, run)
        sizes = [(site.source / name, (site.source / name).stat().st_size) for name in site.names]
        if kind == "added":
            new = corpus.newest(run, seed)
            parsed = posts.parse(new.name, new.text)
            mark = parsed.title if parsed else ""
            return cls(site=site, kind=kind, name=new.name, text=new.text, mark=mark)
        edited, deleted, others = posts.targets(sizes, run)
        if kind == "deleted":
            return cls(site=site, kind=kind, name=deleted.name)
        if kind in {"edited", "checkout", "retitled"}:
            one = others if kind == "retitled" else edited
            mark = f"This is {kind} number {run + 1}."
            text = one.read_text(encoding="utf-8")
            changed = posts.retitled if kind == "retitled" else posts.edited
            return cls(site=site, kind=kind, name=one.name, text=changed(text, mark), mark=mark)
        return cls(site=site, kind=kind)

    @classmethod
    def _of_file(cls, site: Site, kind: str, run: int) -> Change:
        file, mark = _IN_FILES[kind][0], f"{kind} number {run + 1}"
        text = site.original(file).replace(AS_IT_WAS, mark)
        return cls(site=site, kind=kind, file=file, text=text, mark=mark)

    def make(self) -> None:
        """Change the posts, or a file."""
        if self.kind == "cold":
            self.site.restore()
        elif self.kind == "deleted":
            self.site.drop(self.name)
        elif self.file:
            (self.site.folder / self.file).write_text(self.text, encoding="utf-8")
        elif self.text:
            self.site.put(self.name, self.text)
        if self.kind == "checkout":
            self.site.check_out()

    def faults(self) -> Iterator[str]:
        """Yield what of the change is not in the output."""
        if self.kind == "deleted" and self.site.pages(self.name):
            yield "the deleted post's page is still there"
        if not self.text:
            return
        if self.file:
            if not _has(self.site.output / _IN_FILES[self.kind][1], self.mark):
                yield f"the change is not in {_IN_FILES[self.kind][1]}"
            return
        if not any(_has(path, self.mark) for path in self.site.pages(self.name)):
            yield "the change is not on the post's page"
        if self.kind == "added" and not _has(self.site.output / self.site.engine.front, self.mark):
            yield "the new post is not on the front page"


def _has(path: Path, mark: str) -> bool:
    return path.is_file() and mark in path.read_text(encoding="utf-8")
