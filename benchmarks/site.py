"""An engine's site made of a corpus, and what is done to its posts before a build."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import measure, posts

if TYPE_CHECKING:
    from benchmarks.engines import Command, Engine


_PROFILES = 20
"""Authors who have a file of their own."""


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
        self._originals: dict[str, str] = {}
        engine.lay_out(folder)
        if engine.profiles:
            self._write_profiles()

    def _write_profiles(self) -> None:
        """Write a file of each of the authors who have written most."""
        folder = self.folder / self.engine.profiles
        folder.mkdir(parents=True)
        found = posts.bylines_in(self.source).most_common(_PROFILES)
        # the first has written a sixth of everything: an edit of such an author would tell of no other
        for number, (name, _) in enumerate([*found[2:], *found[:2]], start=1):
            text = f"---\nname: {json.dumps(name, ensure_ascii=False)}\n---\n\nSomebody who writes, as it was.\n"
            (folder / f"prolific-{number}.md").write_text(text, encoding="utf-8")

    def original(self, file: str) -> str:
        """Return the text that a file of the site had first."""
        if file not in self._originals:
            self._originals[file] = (self.folder / file).read_text(encoding="utf-8")
        return self._originals[file]

    @property
    def work(self) -> Path:
        """Return the folder of what builds keep for the next ones; the output may lie in it."""
        return self.folder / (self.engine.work or self.engine.output)

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

    def check_out(self) -> None:
        """Give every source another time, as a fresh checkout does; what was built stays as a cache brings it back."""
        kept = [self.output, self.work]
        for folder, names, files in os.walk(self.folder):
            here = Path(folder)
            names[:] = [name for name in names if here / name not in kept]
            for name in files:
                os.utime(here / name)

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
