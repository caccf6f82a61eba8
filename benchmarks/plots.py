"""Measurements as pictures: SVG, the same bytes for the same results."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from benchmarks.results import KINDS, spread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from benchmarks.results import Results

_LOOKS = {
    "standfirst-1": ("#9d1c20", "o", "--"),
    "standfirst-2": ("#9d1c20", "o", "-"),
    "jekyll": ("#1f5fa8", "s", "-"),
    "hugo": ("#a4590a", "^", "-"),
    "pelican": ("#2f7a3d", "D", "-"),
    "documented": ("#6b4c9a", "v", "-"),
}
"""Colour, mark and line of each engine: they can be told apart without the colour."""
_STAGES = ("#9d1c20", "#d98c5f", "#e9c46a", "#5a8f7b", "#1f5fa8", "#6b4c9a", "#8a8580", "#c2bdb5")
_INK = "#1b1a18"
_STYLE: Any = {
    "svg.hashsalt": "standfirst",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": "#aaa399",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "legend.frameon": False,
}
_TITLES = {"cold": "From nothing", "edited": "After one post was edited"}


def write(results: Results, folder: Path) -> list[Path]:
    """Write the pictures that the results suffice for; return their files."""
    with mpl.rc_context(_STYLE):
        drawn = {"bench-times.svg": _times(results), "bench-stages.svg": _stages(results)}
        paths = []
        for name, figure in drawn.items():
            if figure is not None:
                figure.savefig(folder / name, metadata={"Date": None}, bbox_inches="tight")
                paths.append(folder / name)
    return paths


def _times(results: Results) -> Figure:
    kinds = [kind for kind in _TITLES if any(m.kind == kind for m in results.measurements)]
    figure = Figure(figsize=(7, 3.6 * len(kinds) or 3.6), layout="constrained")
    panels: Sequence[Axes] = (
        figure.subplots(len(kinds), 1, squeeze=False)[:, 0].tolist() if kinds else []
    )
    for axes, kind in zip(panels, kinds, strict=True):
        for key in results.engines():
            colour, mark, line = _LOOKS[key]
            points = [
                (s, spread(m.wall for m in results.of(key, s, kind))) for s in results.sizes()
            ]
            found = [(size, value) for size, value in points if value]
            if not found:
                continue
            x = [size for size, _ in found]
            y = [value.median for _, value in found]
            ends = [[v.median - v.low for _, v in found], [v.high - v.median for _, v in found]]
            axes.errorbar(x, y, yerr=ends, color=colour, marker=mark, linestyle=line, capsize=2, markerfacecolor="white" if line == "--" else colour, label=results.labels[key])  # fmt: skip
        _scales(axes, results.sizes())
        axes.set_title(_TITLES[kind], loc="left", fontweight="bold")
        axes.set_ylabel("Seconds")
    if kinds:
        panels[-1].set_xlabel("Posts")
        known: dict[str, Any] = {}
        for axes in panels:
            handles, labels = axes.get_legend_handles_labels()
            known.update(zip(labels, handles, strict=True))
        figure.legend(known.values(), known.keys(), loc="outside lower center", ncols=3)
    figure.text(1, 0, results.machine, ha="right", va="top", fontsize=9)
    return figure


def _scales(axes: Axes, sizes: list[int]) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.grid(visible=True, which="major", color="#e5e0d8")
    axes.set_axisbelow(True)


def _stages(results: Results) -> Figure | None:
    """Return the stages of the largest builds as bars; None where no engine has told them."""
    told = [m for m in results.measurements if m.stages]
    if not told:
        return None
    size = max(m.posts for m in told)
    bars = [
        (results.labels[key].removeprefix("Standfirst, "), kind, [m.stages for m in told if (m.engine, m.kind, m.posts) == (key, kind, size)])
        for kind in KINDS
        for key in results.engines()
    ]  # fmt: skip
    bars = [bar for bar in reversed(bars) if bar[2]]
    names = list(dict.fromkeys(name for _, _, runs in bars for stages in runs for name in stages))
    figure = Figure(figsize=(7, 1.4 + 0.36 * len(bars)), layout="constrained")
    axes = figure.subplots()
    left = [0.0] * len(bars)
    for place, name in enumerate(names):
        widths = [statistics.median(s.get(name, 0.0) for s in runs) for _, _, runs in bars]
        axes.barh(range(len(bars)), widths, left=left, color=_STAGES[place % len(_STAGES)], edgecolor="white", label=name)  # fmt: skip
        left = [a + b for a, b in zip(left, widths, strict=True)]
    axes.set_yticks(range(len(bars)), [f"{kind}, {label}" for label, kind, _ in bars])
    axes.set_title(f"Stages of a build of {size:,} posts", loc="left", fontweight="bold")
    axes.set_xlabel("Seconds")
    figure.legend(loc="outside lower center", ncols=min(len(names), 4))
    figure.text(1, 0, results.machine, ha="right", va="top", fontsize=9)
    return figure
