"""Pictures -> the files that show them, made once and kept.

What is made of a picture lies in a folder of the cache that is named by the picture's bytes,
what it is used for and the recipe; so a second run only looks whether the folders are whole. What
no run has asked for within :data:`KEPT` is removed when something is added.
"""

from __future__ import annotations

import contextlib
import dataclasses as dc
import json
import os
import shutil
import time
from typing import TYPE_CHECKING, Any

import PIL

from standfirst.incremental import contents
from standfirst.incremental.atomic_files import OutputError
from standfirst.incremental.manifest import digest
from standfirst.pictures.conversion import worker
from standfirst.pictures.conversion.convert import Task
from standfirst.pictures.conversion.originals import Originals
from standfirst.pictures.conversion.renditions import Recipe, Rendition, Role, Shown, shown
from standfirst.pictures.conversion.worker import NEW, RECORD, ConverterAnswer, job
from standfirst.pictures.formats import svg
from standfirst.pictures.formats.opening import NoPicture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    Progress = Callable[[Iterable[str], int], Iterable[str]]
    """Gives on the names it is given, which come one by one, and shows how many of the number have come."""

VERSION = 2
"""Raised whenever other files are made of the same picture by the same recipe."""
KEPT = 30 * 24 * 3600
"""Seconds for which what is not asked for is kept."""
_NOTED = 24 * 3600
"""Seconds after which it is noted again that something was asked for."""
SECONDS = 60.0
"""For one picture."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class WantedConversion:
    """A picture that is shown somewhere."""

    path: Path
    stem: str
    """Beginning of its files' names: safe in an address."""
    roles: frozenset[Role]


def silent(names: Iterable[str], _count: int) -> Iterable[str]:
    """Show no progress."""
    return names


@dc.dataclass(frozen=True, slots=True)
class ConversionCache:
    """Converts pictures, and keeps the results."""

    cache: Path
    """Where they are kept."""
    recipe: Recipe
    jobs: int = 1
    """Processes at once."""
    progress: Progress = silent
    """Told of the pictures that are converted, by their stems."""
    content: Callable[[str], str] = contents.of_file
    """Returns the SHA-256 of a file; empty where it cannot be read."""
    clock: Callable[[], float] = time.time
    """Seconds since 1970, by which old files are dropped."""

    def make(self, wanted: Mapping[str, WantedConversion]) -> dict[str, Shown | NoPicture]:
        """Return the files that show each picture, or why there are none.

        :raises OutputError: The cache cannot be written.
        """
        originals = Originals(self.cache / "originals.json", self.content)
        tasks = {name: self._task(originals, one) for name, one in wanted.items()}
        originals.save()
        made: dict[str, dict[str, Any]] = {}
        missing: dict[str, tuple[WantedConversion, Task]] = {}
        for name, task in tasks.items():
            if isinstance(task, Task) and task.mark not in made and task.mark not in missing:
                if record := self._record(task.mark):
                    made[task.mark] = record
                else:
                    missing[task.mark] = (wanted[name], task)
        answers = self._carry_out(missing) if missing else {}
        for mark in missing:
            reason = answers[mark].refused
            record = None if reason else self._record(mark)
            made[mark] = record or {"refused": reason or "was converted, but the result is gone"}
        return {
            name: _result(task if isinstance(task, NoPicture) else made[task.mark], wanted[name])
            for name, task in tasks.items()
        }

    def path(self, rendition: Rendition) -> Path:
        """Return the path of a file that :meth:`make` has made."""
        mark, what = rendition.name.rsplit("-", 2)[1:]
        return self._folder(mark) / f"{mark}-{what}"

    def _folder(self, mark: str) -> Path:
        return self.cache / mark[:2] / mark

    def _task(self, originals: Originals, one: WantedConversion) -> Task | NoPicture:
        try:
            original = originals.look(one.path)
        except NoPicture as exc:
            return exc
        roles = tuple(sorted(one.roles))
        of = (original.sha256, roles, self.recipe, VERSION, PIL.__version__)
        return Task(original=original, roles=roles, recipe=self.recipe, mark=digest(*of)[:12])

    def _record(self, mark: str) -> dict[str, Any] | None:
        """Return what was made, if its files are all there; note that it was asked for."""
        folder = self._folder(mark)
        kept = folder / RECORD
        try:
            record: dict[str, Any] = json.loads(kept.read_bytes())
            files = shown(record["shown"]).files() if "shown" in record else ()
            for file in files:
                if (folder / file.name).stat().st_size != file.bytes:
                    return None
            is_judged = not files or any(file.type == svg.TYPE for file in files)
            if is_judged and record.get("checks") != svg.CHECKS:
                return None
            now = self.clock()
            if now - kept.stat().st_mtime > _NOTED:
                os.utime(kept, (now, now))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return record

    def _carry_out(
        self, missing: Mapping[str, tuple[WantedConversion, Task]]
    ) -> dict[str, ConverterAnswer]:
        self._drop_old()
        answers: dict[str, ConverterAnswer] = {}
        lines = {
            mark: job(one.path, self._folder(mark), task) for mark, (one, task) in missing.items()
        }

        def finished() -> Iterator[str]:
            for mark, answer in worker.convert_all(lines, max(1, self.jobs), SECONDS):
                answers[mark] = answer
                if answer.failed:
                    raise OutputError(
                        f"{self._folder(mark)} cannot be written ({answer.failed}); "
                        "make room, or mend the folder's permissions, and build again"
                    )
                yield missing[mark][0].stem

        for _ in self.progress(finished(), len(missing)):
            pass
        return answers

    def _drop_old(self) -> None:
        oldest = self.clock() - KEPT
        for folder in self.cache.glob("[0-9a-f][0-9a-f]/*"):
            kept = folder if folder.name.startswith(NEW) else folder / RECORD
            with contextlib.suppress(OSError):
                if kept.stat().st_mtime < oldest:
                    shutil.rmtree(folder)


def _result(found: Mapping[str, Any] | NoPicture, one: WantedConversion) -> Shown | NoPicture:
    if isinstance(found, NoPicture):
        return found
    if "refused" in found:
        return NoPicture(found["refused"])
    return shown(found["shown"], one.stem)
