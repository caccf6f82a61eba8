"""Measurements as rows of text: for the terminal, and as CSV for the guide."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from benchmarks.engines import KINDS
from benchmarks.figures import OURS
from benchmarks.figures import figures as held_against
from benchmarks.results import compared_with, cost_of_a_mb, growth, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.editions import Editions
    from benchmarks.results import Measurement, Results, Spread

Rows = list[list[str]]
"""The first one is the heads of the columns."""
_FEW, _SOME = 10, 100
"""Numbers below them are shown with two digits and with one behind the point."""


def number(value: float) -> str:
    """Return a value with as many digits as mean something."""
    if value < _FEW:
        return f"{value:.2f}"
    return f"{value:.1f}" if value < _SOME else f"{value:,.0f}"


def shown(value: Spread | None) -> str:
    """Return a median, and what it lies between where there was more than one run."""
    if value is None:
        return "–"
    if value.low == value.high:
        return number(value.median)
    return f"{number(value.median)} ({number(value.low)}–{number(value.high)})"


def times(results: Results) -> Rows:
    """Return the seconds of each build, a row for each engine and size, a column for each kind."""
    kinds = [kind for kind in KINDS if any(m.kind == kind for m in results.measurements)]
    rows = [["Engine", "Posts", *kinds]]
    for key in results.engines():
        for size in results.sizes():
            runs = [results.of(key, size, kind) for kind in kinds]
            if any(runs):
                cells = [shown(spread(m.wall for m in of_kind)) for of_kind in runs]
                rows.append([results.labels[key], f"{size:,}", *cells])
    return rows


def resources(results: Results) -> Rows:
    """Return what a build from nothing takes, and what comes of it, for each engine at its largest size."""
    rows = [["Engine", "Posts", "Wall, s", "CPU, s", "Memory, MB", "Files", "Output, MB"]]
    for key in results.engines():
        size = max((s for s in results.sizes() if results.of(key, s, "cold")), default=0)
        runs = results.of(key, size, "cold")
        if not runs:
            continue
        how = "" if all(m.memory_is == "PSS" for m in runs) else " (RSS)"
        rows.append(
            [
                results.labels[key],
                f"{size:,}",
                number(_median(runs, "wall")),
                number(_median(runs, "cpu")),
                f"{_median(runs, 'memory') / 1e6:,.0f}{how}",
                f"{runs[0].files:,}",
                number(runs[0].bytes / 1e6),
            ]
        )
    return rows


def costs(results: Results) -> Rows:
    """Return what a MB of text costs each engine at each size, and how that grows."""
    rows = [
        ["Engine", "Posts", "Text, MB", "Wall, s/MB", "CPU, s/MB", "Against", "Wall, ×", "CPU, ×"]
    ]
    texts = {corpus.posts: corpus.bytes / 1e6 for corpus in results.corpora}
    for key in results.engines():
        for size in (size for size in results.sizes() if results.of(key, size, "cold")):
            seconds = [shown(cost_of_a_mb(results, key, size, what)) for what in ("wall", "cpu")]
            ratios = [growth(results, key, size, what) for what in ("wall", "cpu")]
            small = f"{compared_with(results, key, size):,} posts" if any(ratios) else "–"
            head = [results.labels[key], f"{size:,}", number(texts[size])]
            rows.append([*head, *seconds, small, *map(shown, ratios)])
    return rows


def _median(runs: Sequence[Measurement], field: str) -> float:
    found = spread(getattr(item, field) for item in runs)
    return found.median if found else 0


def figures(results: Results) -> Rows:
    """Return the figures that are to hold, with what they are."""
    rows = [["Figure", "Posts", "Measured", "Must be", "Aim", ""]]
    for item in held_against(results):
        posts = f"{item.posts:,}" if item.posts else "–"
        limits = [f"≤ {n:,g} {item.unit}" if n is not None else "–" for n in (item.must, item.aim)]
        rows.append([item.name, posts, shown(item.measured), *limits, item.verdict])
    return rows


def stages(results: Results) -> Rows:
    """Return what each stage of a build takes: seconds by the clock, and of all processes together."""
    told = [item for item in results.measurements if item.stages]
    names = list(dict.fromkeys(name for item in told for name in item.stages))
    rows = [["Posts", "Build", *names, "the whole"]]
    for size, kind in dict.fromkeys((item.posts, item.kind) for item in told):
        runs = [item for item in results.of(OURS, size, kind) if item.stages]
        cells = [
            f"{_of_stage([r.stages for r in runs], name)} / {_of_stage([r.stages_cpu for r in runs], name)}"
            for name in names
        ]
        if runs:
            whole = f"{number(_median(runs, 'wall'))} / {number(_median(runs, 'cpu'))}"
            rows.append([f"{size:,}", kind, *cells, whole])
    return rows


def _of_stage(runs: Sequence[Mapping[str, float]], name: str) -> str:
    found = spread(run[name] for run in runs if name in run)
    return number(found.median) if found else "–"


def faults(results: Results) -> Rows:
    """Return what was wrong with output, once for each engine and kind."""
    found = {(m.engine, m.kind, fault): None for m in results.measurements for fault in m.faults}
    return [["Engine", "Build", "What is wrong"]] + [
        [results.labels[engine], kind, fault] for engine, kind, fault in found
    ]


def editions(found: Editions) -> Rows:
    """Return what each way to make editions takes, or why it was not measured."""
    rows = [["Way", "Wall, s", "CPU, s", "Memory, MB", "Files"]]
    for took in found.ways:
        figures = [
            number(took.wall),
            number(took.cpu),
            f"{took.memory / 1e6:,.0f}",
            str(took.files),
        ]
        cells = [took.fault, "–", "–", "–"] if took.fault else figures
        rows.append([took.label, *cells])
    return rows


TABLES = {
    "times": times,
    "resources": resources,
    "costs": costs,
    "figures": figures,
    "stages": stages,
    "faults": faults,
}
TITLES = {
    "times": "Seconds: median of the runs (least–most)",
    "resources": "A build from nothing",
    "costs": "What a MB of text costs, from nothing",
    "figures": "Figures that are to hold",
    "stages": "Stages of Standfirst's builds on two cores, seconds / seconds of processor",
    "faults": "What is wrong with the output",
}


def write(results: Results, folder: Path) -> None:
    """Write each table as ``bench-NAME.csv``."""
    for name, make in TABLES.items():
        _csv(make(results), folder, name)


def write_editions(found: Editions, folder: Path) -> None:
    """Write the table of editions as ``bench-editions.csv``."""
    _csv(editions(found), folder, "editions")


def _csv(rows: Rows, folder: Path, name: str) -> None:
    with (folder / f"bench-{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
