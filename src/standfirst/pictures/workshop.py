"""Pictures -> the files that show them, made once and kept.

What is made of a picture lies in a folder of the cache that is named by the picture's bytes,
what it is used for and the recipe; so a second run only looks whether the folders are there.
"""

from __future__ import annotations

import dataclasses as dc
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PIL

from standfirst.manifest import digest
from standfirst.output_file import OutputError
from standfirst.pictures import workers
from standfirst.pictures.conversion import Task
from standfirst.pictures.errors import NoPicture
from standfirst.pictures.originals import Original, Originals
from standfirst.pictures.renditions import Recipe, Rendition, Role, Shown, shown
from standfirst.pictures.worker import RECORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Progress = Callable[[Iterable[str], int], Iterable[str]]
    """Returns the names it is given, and shows how many of the whole number have come."""

_VERSION = 1
"""Raised whenever other files are made of the same picture."""
_SECONDS = 60.0
"""For one picture."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A picture that is shown somewhere."""

    path: Path
    stem: str
    """Beginning of its files' names: safe in an address."""
    roles: frozenset[Role]


def _silent(names: Iterable[str], _count: int) -> Iterable[str]:
    return names


class Workshop:
    """Where pictures are converted, and what was made is kept."""

    def __init__(
        self,
        cache: Path,
        recipe: Recipe,
        *,
        jobs: int = 1,
        progress: Progress = _silent,
    ) -> None:
        """Keep what is made in *cache*.

        :param jobs: Processes at once.
        """
        self._cache = cache
        self._recipe = recipe
        self._jobs = max(1, jobs)
        self._progress = progress
        self._originals = Originals(cache / "originals.json")

    def make(self, wanted: Mapping[str, Wanted]) -> dict[str, Shown | NoPicture]:
        """Return what shows each picture, or why there is nothing; its files are there.

        :raises OutputError: The cache cannot be written.
        """
        result: dict[str, Shown | NoPicture] = {}
        folders: dict[str, Path] = {}
        tasks: dict[Path, str] = {}
        for name, one in wanted.items():
            try:
                original = self._originals.look(one.path)
            except NoPicture as exc:
                result[name] = exc
                continue
            task = self._task(original, one)
            folder = self._cache / task.mark[:2] / task.mark
            folders[name] = folder
            if folder not in tasks and not (folder / RECORD).exists():
                tasks[folder] = json.dumps((str(one.path), str(folder), dc.asdict(task)))
        self._originals.save()
        failed = self._carry_out(tasks)
        for name, folder in folders.items():
            result[name] = failed.get(folder) or _made(folder, wanted[name].stem)
        return {name: result[name] for name in wanted}

    def _carry_out(self, tasks: Mapping[Path, str]) -> dict[Path, NoPicture]:
        failed: dict[Path, NoPicture] = {}

        def finished() -> Iterable[str]:
            named = {str(folder): task for folder, task in tasks.items()}
            for folder, answer in workers.carried_out(named, self._jobs, _SECONDS):
                if isinstance(answer, workers.Died):
                    failed[Path(folder)] = NoPicture(str(answer))
                elif reason := json.loads(answer):
                    raise OutputError(
                        f"{folder} cannot be written ({reason}); make room, or mend the folder's permissions, and build again"
                    )
                yield folder

        if tasks:
            for _ in self._progress(finished(), len(tasks)):
                pass
        return failed

    def path(self, rendition: Rendition) -> Path:
        """Return where the file lies that :meth:`make` has made."""
        mark, what = rendition.name.rsplit("-", 2)[1:]
        return self._cache / mark[:2] / mark / f"{mark}-{what}"

    def _task(self, original: Original, one: Wanted) -> Task:
        roles = tuple(sorted(one.roles))
        mark = digest(original.sha256, roles, self._recipe, _VERSION, PIL.__version__)[:12]
        return Task(
            type=original.type,
            animated=original.animated,
            turned=original.turned,
            width=original.width,
            height=original.height,
            roles=roles,
            recipe=self._recipe,
            mark=mark,
        )


def _made(folder: Path, stem: str) -> Shown | NoPicture:
    record: dict[str, Any] = json.loads((folder / RECORD).read_bytes())
    if "refused" in record:
        return NoPicture(record["refused"])
    return shown(record["shown"], stem)
