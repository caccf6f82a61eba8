"""What was measured, as JSON; medians, and the ratios that are to hold."""

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

KINDS = ("cold", "unchanged", "edited", "added", "deleted")
"""In the order in which a site goes through them."""
_OURS, _PEER, _FASTEST = "standfirst-2", "jekyll", "hugo"
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
        """Write everything as JSON, with the figures that follow from it."""
        data = {**dc.asdict(self), "figures": [dc.asdict(item) for item in figures(self)]}
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Results:
    """Return what was saved."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    data.pop("figures", None)  # they follow from the rest
    corpora = [Corpus(**item) for item in data.pop("corpora")]
    measurements = [
        Measurement(**{**item, "faults": tuple(item["faults"])})
        for item in data.pop("measurements")
    ]
    return Results(**data, corpora=corpora, measurements=measurements)


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


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A figure that is to hold: measured against what must be and what is aimed at."""

    name: str
    unit: str
    must: float
    aim: float
    measured: Spread | None
    aimed: Spread | None = None
    """What the aim is held against, where that is another figure."""
    posts: int
    """Size of the corpus."""

    @property
    def verdict(self) -> str:
        """Return ``aim``, ``must``, ``missed``, or nothing where there is no measurement."""
        if self.measured is None:
            return ""
        if self.measured.median > self.must:
            return "missed"
        return "aim" if (self.aimed or self.measured).median <= self.aim else "must"


def figures(results: Results) -> list[Figure]:
    """Return the figures that are to hold, each of the largest corpus of which it was measured."""
    sizes = [s for s in results.sizes() if results.of(_OURS, s, "cold")] or [0]
    rows = zip(*(_figures(results, size) for size in sorted(sizes, reverse=True)), strict=True)
    return [next((one for one in row if one.measured), row[0]) for row in rows]


def _figures(results: Results, size: int) -> list[Figure]:
    def runs(engine: str, kind: str) -> list[Measurement]:
        return results.of(engine, size, kind)

    def wall(over: list[Measurement], under: list[Measurement]) -> Spread | None:
        return spread(a.wall / b.wall for a, b in _pairs(over, under))

    peaks: dict[int, float] = {}
    for item in results.measurements:
        if (item.engine, item.posts) == (_OURS, size):
            peaks[item.run] = max(peaks.get(item.run, 0), item.memory / 1e6)
    cold, edited = runs(_OURS, "cold"), runs(_OURS, "edited")
    jekyll, hugo = runs(_PEER, "cold"), runs(_FASTEST, "cold")
    rows = (
        ("clean build, against Jekyll's", "×", 1.8, 1.0, wall(cold, jekyll), None),
        ("one post edited, against Jekyll's --incremental; aim: against Hugo's full build", "×", 1.0, 1.0, wall(edited, runs(_PEER, "edited")), wall(edited, hugo)),
        ("one post added, against one edited", "×", 2.0, 1.2, wall(runs(_OURS, "added"), edited), None),
        ("one post deleted, against one edited", "×", 2.0, 1.2, wall(runs(_OURS, "deleted"), edited), None),
        ("nothing changed", "s", 3.0, 1.5, spread(m.wall for m in runs(_OURS, "unchanged")), None),
        ("peak memory of all processes", "MB", 1_200, 600, spread(peaks.values()), None),
        (f"cost of a MB of text, against {compared_with(results, _OURS, size):,} posts", "×", 1.2, 1.05, growth(results, _OURS, size, "wall"), None),
    )  # fmt: skip
    return [
        Figure(name=name, unit=unit, must=must, aim=aim, measured=measured, aimed=aimed, posts=size)
        for name, unit, must, aim, measured, aimed in rows
    ]


def _pairs(
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
    pairs = _pairs(results.of(engine, size, "cold"), results.of(engine, small, "cold"))
    return spread(
        (getattr(a, what) / amounts[size]) / (getattr(b, what) / amounts[small]) for a, b in pairs
    )


def _amounts(results: Results) -> dict[int, int]:
    """Return the bytes of text of each corpus, by its number of posts."""
    return {corpus.posts: corpus.bytes for corpus in results.corpora}
