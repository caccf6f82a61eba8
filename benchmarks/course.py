"""The course of a benchmark: which builds, in which order, and what is done to the posts before each.

For each size, the runs; in a run, the kinds of change; in a kind, the engines in turn, another
one first in each run: builds that are compared lie minutes apart, and what slows the machine for
a while slows all of them.
"""

from __future__ import annotations

import contextlib
import dataclasses as dc
import shutil
import time
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from benchmarks import corpus, measure, posts
from benchmarks.changes import Change
from benchmarks.engines import ALL_PAGES, KINDS
from benchmarks.results import Corpus, Measurement
from benchmarks.site import BuildError, Site, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.engines import Engine
    from benchmarks.results import Results

_WARM = 8
"""Posts of the build that is not measured, with which every engine begins."""
_LARGE = 5_000
"""Posts beyond which one run is enough: what a build takes for its start and end counts no more."""
_OF_LARGE = frozenset({"cold", "unchanged", "edited", "added", "checkout"})
"""Kinds of builds of such a corpus."""
_CLOCK_STEP = 0.02
"""Seconds by which a file's time may lie behind the clock."""
_REMOVED = "removed"
"""Folder of what is no longer needed, until all is measured."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """What is to be measured."""

    engines: Sequence[Engine]
    sizes: Sequence[int]
    runs: int
    kinds: Sequence[str]
    seed: int
    timeout: float
    """Seconds for one build."""
    work: Path
    """Folder for corpora and sites."""
    own: Path | None = None
    """Folder of someone's own posts, in the place of made ones."""

    def builds(self) -> int:
        """Return how many builds there will be."""
        return sum(
            len(kinds_of(self.kinds, engine, size, run))
            for size in self.sizes
            for run in range(self.runs_for(size))
            for engine in self.engines_for(size, run)
        )

    def runs_for(self, size: int) -> int:
        """Return how often a corpus of this size is gone through."""
        return 1 if size > _LARGE else self.runs

    def engines_for(self, size: int, run: int) -> list[Engine]:
        """Return the engines for which a corpus of this size is bearable, in this run."""
        return [each for each in self.engines if size <= each.most and not (each.once and run)]


def kinds_of(kinds: Sequence[str], engine: Engine, size: int, run: int) -> list[str]:
    """Return the kinds in the order in which an engine's site goes through them, with the build from nothing that all begin with.

    What has all pages made again is measured in the first run alone, and of a large corpus not at all.
    """
    left_out = {kind for kind in ALL_PAGES if run} | (set(KINDS) - _OF_LARGE if size > _LARGE else set())  # fmt: skip
    return [
        kind for kind in engine.kinds if kind == "cold" or (kind in kinds and kind not in left_out)
    ]


Watch: TypeAlias = "Callable[[str, Measurement | None], None]"
"""Is told what is being done, and then what it took, where that was measured."""


def go(choices: Choices, results: Results, watch: Watch) -> None:
    """Measure everything that is chosen, and put it into *results* as it comes.

    An engine that cannot build is left out from there on; ``results.missing`` says why.
    """
    course = _Course(choices, results, watch)
    try:
        with course.sites(_WARM, dc.replace(choices, own=None)) as sites:
            course.warm_up(sites)
        for size in choices.sizes:
            with course.sites(size, choices) as sites:
                for run in range(choices.runs_for(size)):
                    course.go_through(sites, size, run)
    finally:
        shutil.rmtree(choices.work / _REMOVED, ignore_errors=True)


class _Course:
    def __init__(self, choices: Choices, results: Results, watch: Watch) -> None:
        self.choices = choices
        self.results = results
        self.watch = watch

    @contextlib.contextmanager
    def sites(self, size: int, choices: Choices) -> Iterator[list[Site]]:
        """Make a corpus and the engines' sites of it, for a while."""
        self.watch(f"{size:,} posts are written", None)
        source, folder = choices.work / "corpus", choices.work / "sites"
        written = _write_corpus(source, size, choices)
        if choices is self.choices:
            self.results.corpora.append(written)
        engines = [e for e in choices.engines_for(size, 0) if e.key not in self.results.missing]
        removed = choices.work / _REMOVED
        yield [
            Site(engine, folder / engine.key, source, choices.timeout, removed)
            for engine in engines
        ]
        set_aside(source, removed)
        set_aside(folder, removed)

    def warm_up(self, sites: list[Site]) -> None:
        """Have each engine's files read and compiled once."""
        for site in sites:
            self.watch(f"{site.engine.label}: a small build, to warm up", None)
            with self._left_out_if_it_fails(site):
                site.restore()
                site.build(site.engine.command())

    def go_through(self, sites: list[Site], size: int, run: int) -> None:
        """Go through the kinds once, with each engine in turn."""
        engines = self.choices.engines_for(size, run)
        sites = [site for site in sites if site.engine in engines]
        turn = run % len(sites) if sites else 0
        for kind in KINDS:
            for site in sites[turn:] + sites[:turn]:
                is_asked = kind in kinds_of(self.choices.kinds, site.engine, size, run)
                if is_asked and site.engine.key not in self.results.missing:
                    with self._left_out_if_it_fails(site):
                        self._build(site, kind, run)

    def _build(self, site: Site, kind: str, run: int) -> None:
        engine, size = site.engine, len(site.names)
        of = f"run {run + 1} of {self.choices.runs_for(size)}"
        self.watch(f"{engine.label}: {size:,} posts, {kind}, {of}", None)
        change = Change.of(site, kind, run, self.choices.seed)
        change.make()
        begun = time.time() - _CLOCK_STEP
        cost = site.build(engine.command_for(kind)())
        made = measure.tree(site.output, begun)
        has_work = engine.work and kind == "cold"
        work = measure.tree(site.work) if has_work else None
        stages = measure.stages(cost.said)
        done = Measurement(
            engine=engine.key,
            posts=size,
            kind=kind,
            run=run,
            wall=round(cost.wall, 3),
            cpu=round(cost.cpu, 3),
            memory=cost.memory,
            memory_is=cost.memory_is,
            files=made.files,
            bytes=made.bytes,
            written=made.new,
            stages={name: took.wall for name, took in stages.items()},
            stages_cpu={name: took.cpu for name, took in stages.items()},
            work_files=work.files if work else 0,
            work_bytes=work.bytes if work else 0,
            work_packed=measure.packed(site.work) if has_work and run == 0 else 0,
            faults=tuple(change.faults()),
        )
        self.results.measurements.append(done)
        self.watch("", done)
        others = kinds_of(self.choices.kinds, engine, size, run)[1:]
        if kind == "cold" and engine.first and others:
            site.build(engine.first())

    @contextlib.contextmanager
    def _left_out_if_it_fails(self, site: Site) -> Iterator[None]:
        try:
            yield
        except BuildError as exc:
            self.results.missing[site.engine.key] = str(exc)
            self.watch(str(exc), None)


def _write_corpus(folder: Path, size: int, choices: Choices) -> Corpus:
    if choices.own is None:
        corpus.write(folder, corpus.posts(size, choices.seed))
    else:
        take(choices.own, folder, size, choices.seed)
    texts = [path.read_bytes() for path in folder.iterdir()]
    return Corpus(
        posts=len(texts),
        bytes=sum(map(len, texts)),
        characters=sum(len(text.decode("utf-8", "replace")) for text in texts),
        made=choices.own is None,
    )


def usable(own: Path) -> list[Path]:
    """Return the posts in a folder and below it that every engine can be given, one for each file name."""
    found: dict[str, Path] = {}
    for path in sorted(own.rglob("*.md")):
        try:
            whole = posts.parse(path.name, path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
        if whole:
            found.setdefault(path.name, path)
    return list(found.values())


def take(own: Path, folder: Path, size: int, seed: int) -> None:
    """Copy *size* posts out of a folder, the same ones for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    found = usable(own)
    for path in found if size >= len(found) else Random(seed).sample(found, size):
        shutil.copyfile(path, folder / path.name)
