"""What was measured, as JSON; medians, and what they are compared with."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import json
import os
import platform
import statistics
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FIRST_PAGE = "first-page.json"
_SMALL = 500
"""Posts with which larger corpora are compared."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Measurement:
    """One build."""

    engine: str
    posts: int
    kind: str
    run: int
    wall: float
    """Seconds."""
    cpu: float
    """Seconds."""
    memory: int
    """Bytes."""
    memory_is: str
    files: int
    """In the output, when the build was over."""
    bytes: int
    """The same."""
    stages: dict[str, float]
    """Seconds, where the engine tells."""
    stages_cpu: dict[str, float] = dc.field(default_factory=dict)
    """The same, of all processes together."""
    written: int = 0
    """Files of the output that were written."""
    work_files: int = 0
    """In the folder of what builds keep, after one from nothing, where that is measured."""
    work_bytes: int = 0
    work_packed: int = 0
    """Bytes of that folder as an archive."""
    faults: tuple[str, ...] = ()
    """What is wrong with the output."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Corpus:
    """What was built."""

    posts: int
    bytes: int
    characters: int
    made: bool
    """Whether the posts were made for it."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FirstPage:
    """What a reader loads first, of an article: as Lighthouse sees it, on its slow network."""

    day: str
    styles: int
    """Bytes of the style sheets, compressed."""
    paint: float
    """Seconds until the largest part of the screen is painted."""


@dc.dataclass(kw_only=True, slots=True)
class Results:
    """Everything of one course."""

    machine: str
    day: str
    seed: int
    labels: dict[str, str]
    versions: dict[str, str]
    missing: dict[str, str]
    corpora: list[Corpus] = dc.field(default_factory=list)
    measurements: list[Measurement] = dc.field(default_factory=list)
    first_page: FirstPage | None = None
    """Where somebody has looked at it."""

    def of(self, engine: str, posts: int, kind: str) -> list[Measurement]:
        """Return the runs of one build, in order."""
        return [
            item
            for item in self.measurements
            if (item.engine, item.posts, item.kind) == (engine, posts, kind)
        ]

    def sizes(self) -> list[int]:
        """Return the numbers of posts, ascending."""
        return sorted({item.posts for item in self.measurements})

    def engines(self) -> list[str]:
        """Return the engines that were measured, in the order of their labels."""
        measured = {item.engine for item in self.measurements}
        return [key for key in self.labels if key in measured]

    def take_over(self, earlier: Results, *, sizes: Sequence[int]) -> None:
        """Put what was measured earlier before this, apart from corpora of these sizes."""
        self.corpora[:0] = [item for item in earlier.corpora if item.posts not in sizes]
        self.measurements[:0] = [item for item in earlier.measurements if item.posts not in sizes]
        self.versions = {**earlier.versions, **self.versions}

    def save(self, path: Path) -> None:
        """Write everything as JSON."""
        written = json.dumps(dc.asdict(self), ensure_ascii=False, indent=1)
        path.write_text(f"{written}\n", encoding="utf-8")


def load(path: Path) -> Results:
    """Return what was saved."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    data.pop("figures", None)  # of earlier versions
    corpora = [Corpus(**item) for item in data.pop("corpora")]
    measurements = [
        Measurement(**{**item, "faults": tuple(item["faults"])})
        for item in data.pop("measurements")
    ]
    seen = data.pop("first_page", None)
    page = FirstPage(**seen) if seen else first_page(path.parent)
    return Results(**data, corpora=corpora, measurements=measurements, first_page=page)


def first_page(folder: Path) -> FirstPage | None:
    """Return what ``make audit`` has left in ``first-page.json`` of this folder, or None."""
    try:
        return FirstPage(**json.loads((folder / FIRST_PAGE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def today() -> str:
    """Return the day in UTC."""
    return f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}"


def machine() -> str:
    """Return what this machine is, in general terms."""
    try:
        release = platform.freedesktop_os_release()
        system = f"{release['NAME'].split()[0]} {release.get('VERSION_ID', '')}".strip()
    except OSError:
        system = platform.system()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    version = ".".join(platform.python_version_tuple()[:2])
    return f"{cores} cores, {system}, Python {version}"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """A value of several runs."""

    median: float
    low: float
    high: float


def spread(values: Iterable[float]) -> Spread | None:
    """Return the median of *values* with the least and the greatest; None where there are none."""
    found = sorted(values)
    if not found:
        return None
    return Spread(median=statistics.median(found), low=found[0], high=found[-1])


def pairs(
    one: Sequence[Measurement], other: Sequence[Measurement]
) -> list[tuple[Measurement, Measurement]]:
    """Return measurements of the same run side by side."""
    runs = {item.run: item for item in other}
    return [(item, runs[item.run]) for item in one if item.run in runs]


def compared_with(results: Results, engine: str, size: int) -> int:
    """Return the size with which an engine's costs at *size* posts are compared: 500 posts, or the nearest that it has built."""
    sizes = [s for s in results.sizes() if s < size and results.of(engine, s, "cold")]
    return min(sizes, key=lambda s: abs(s - _SMALL), default=_SMALL)


def cost_of_a_mb(results: Results, engine: str, size: int, what: str) -> Spread | None:
    """Return the seconds of a build from nothing for each MB of text.

    :param what: ``wall`` or ``cpu``.
    """
    amount = _amounts(results).get(size, 0) / 1e6
    runs = results.of(engine, size, "cold") if amount else []
    return spread(getattr(run, what) / amount for run in runs)


def growth(results: Results, engine: str, size: int, what: str) -> Spread | None:
    """Return the cost of a MB of text, against the one at the size that it is compared with; None where there is no smaller one."""
    small = compared_with(results, engine, size)
    if small >= size:
        return None
    amounts = _amounts(results)
    both = pairs(results.of(engine, size, "cold"), results.of(engine, small, "cold"))
    return spread(
        (getattr(a, what) / amounts[size]) / (getattr(b, what) / amounts[small]) for a, b in both
    )


def _amounts(results: Results) -> dict[int, int]:
    """Return the bytes of text of each corpus, by its number of posts."""
    return {corpus.posts: corpus.bytes for corpus in results.corpora}
