"""An engine's site made of a corpus, and what is done to its posts before a build."""

from __future__ import annotations

import dataclasses as dc
import os
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpus, measure, posts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.engines import Command, Engine


class BuildError(ValueError):
    """An engine could not build its site."""


def set_aside(path: Path, removed: Path) -> None:
    """Move *path* into the folder *removed*, which goes when all is measured.

    A file system without a journal, as a cloud's machine may have, is slow for minutes to make
    files where many were deleted (ext4: 0.24 ms each becomes 0.5 to 0.9), and the next engine
    would pay for it.
    """
    removed.mkdir(exist_ok=True)
    path.rename(removed / str(len(list(removed.iterdir()))))


class Site:
    """An engine's site, made of a corpus."""

    def __init__(
        self, engine: Engine, folder: Path, source: Path, timeout: float, removed: Path
    ) -> None:
        self.engine = engine
        self.folder = folder
        self.source = source
        self.timeout = timeout
        self.removed = removed
        self.names = sorted(path.name for path in source.iterdir())
        engine.lay_out(folder)

    @property
    def output(self) -> Path:
        """Return the folder of the pages."""
        return self.folder / self.engine.output

    def restore(self) -> None:
        """Have no output, no caches, and the posts as they are in the corpus."""
        sources = self.folder / self.engine.posts
        for path in (*self.engine.made(self.folder), sources):
            set_aside(path, self.removed)
        sources.mkdir()
        for name in self.names:
            self.put(name)

    def put(self, name: str, text: str | None = None) -> None:
        """Write a post in the engine's form, *text* in the place of the corpus's."""
        text = (self.source / name).read_text(encoding="utf-8") if text is None else text
        parsed = posts.parse(name, text)
        if parsed is None:
            raise BuildError(f"{name} has no front matter with a title, or no date in its name")
        path = self.folder / self.engine.posts / name
        path.write_text(self.engine.write(text, parsed), encoding="utf-8")

    def drop(self, name: str) -> None:
        """Delete a post."""
        (self.folder / self.engine.posts / name).unlink(missing_ok=True)

    def build(self, command: Command) -> measure.Cost:
        """Build it.

        :raises BuildError: It cannot be built; the message ends with what was said last.
        """
        os.sync()  # what the engine before has written is not on this one's time
        cost = measure.run(command, self.folder, timeout=self.timeout)
        if cost.code or not measure.tree(self.output)[0]:
            end = "\n".join(cost.said.strip().splitlines()[-20:])
            raise BuildError(f"{self.engine.label} failed (exit code {cost.code}):\n{end}")
        return cost

    def pages(self, name: str) -> list[Path]:
        """Return the files of a post's page."""
        wanted = {posts.slug(name).casefold(), Path(name).stem.casefold()}
        return [
            path
            for path in self.output.rglob("*.html")
            if wanted
            & {part.casefold() for part in path.relative_to(self.output).with_suffix("").parts}
        ]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What is done to a site before a build of one kind."""

    site: Site
    kind: str
    name: str
    """The post that it is done to."""
    text: str
    """What the post has then, where it is edited or new."""
    mark: str
    """What tells the change on a page."""

    @classmethod
    def of(cls, site: Site, kind: str, run: int, seed: int) -> Change:
        """Return the change of this kind in this run: the same for all engines."""
        sizes = [(site.source / name, (site.source / name).stat().st_size) for name in site.names]
        edited, deleted = posts.targets(sizes, run)
        if kind == "edited":
            mark = f"This is edit number {run + 1}."
            text = posts.edited(edited.read_text(encoding="utf-8"), mark)
            return cls(site=site, kind=kind, name=edited.name, text=text, mark=mark)
        if kind == "added":
            new = corpus.newest(run, seed)
            parsed = posts.parse(new.name, new.text)
            mark = parsed.title if parsed else ""
            return cls(site=site, kind=kind, name=new.name, text=new.text, mark=mark)
        return cls(site=site, kind=kind, name=deleted.name, text="", mark="")

    def make(self) -> None:
        """Change the posts."""
        if self.kind == "cold":
            self.site.restore()
        elif self.kind == "deleted":
            self.site.drop(self.name)
        elif self.text:
            self.site.put(self.name, self.text)

    def faults(self) -> Iterator[str]:
        """Yield what of the change is not in the output."""
        if self.kind == "deleted":
            if self.site.pages(self.name):
                yield "the deleted post's page is still there"
            return
        if not self.text:
            return
        pages = self.site.pages(self.name)
        if not any(self.mark in path.read_text(encoding="utf-8") for path in pages):
            yield "the change is not on the post's page"
        front = self.site.output / self.site.engine.front
        if self.kind == "added" and self.mark not in front.read_text(encoding="utf-8"):
            yield "the new post is not on the front page"
