"""Measurements as pictures: SVG, the same bytes for the same results."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from benchmarks.results import spread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from benchmarks.results import Results

_LOOKS = {
    "standfirst-1": ("#9d1c20", "o", "--"),
    "standfirst-2": ("#9d1c20", "o", "-"),
    "sphinx": ("#d98c5f", "o", ":"),
    "jekyll": ("#1f5fa8", "s", "-"),
    "hugo": ("#a4590a", "^", "-"),
    "pelican": ("#2f7a3d", "D", "-"),
    "documented": ("#6b4c9a", "v", "-"),
}
"""Colour, mark and line of each engine: they can be told apart without the colour."""
_STAGES = ("#9d1c20", "#d98c5f", "#e9c46a", "#5a8f7b", "#1f5fa8", "#6b4c9a", "#8a8580", "#c2bdb5")
_CHANGES = ("edited", "added", "deleted", "retitled", "author", "volume", "checkout")
"""Those after which not all pages change."""
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
        panels[0].set_title(results.machine, loc="right", fontsize=9)
        panels[-1].set_xlabel("Posts")
        known: dict[str, Any] = {}
        for axes in panels:
            handles, labels = axes.get_legend_handles_labels()
            known.update(zip(labels, handles, strict=True))
        figure.legend(known.values(), known.keys(), loc="outside lower center", ncols=3)
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
    names = list(dict.fromkeys(name for m in told if m.posts == size for name in m.stages))
    panels = [
        (f"{size:,} posts, from nothing", _bars(results, size, ["cold"])),
        (f"{size:,} posts, after a change", _bars(results, size, _CHANGES)),
    ]
    panels = [panel for panel in panels if panel[1]]
    heights = [len(bars) + 1 for _, bars in panels]
    figure = Figure(figsize=(7, 1 + 0.42 * sum(heights)), layout="constrained")
    columns = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights)[:, 0].tolist()
    for axes, (title, bars) in zip(columns, panels, strict=True):
        _draw_bars(axes, bars, names)
        axes.set_title(title, loc="left", fontweight="bold")
    columns[0].set_title(results.machine, loc="right", fontsize=9)
    columns[-1].set_xlabel("Seconds")
    figure.legend(*columns[0].get_legend_handles_labels(), loc="outside lower center", ncols=4)
    return figure


def _bars(results: Results, size: int, kinds: Sequence[str]) -> list[tuple[str, dict[str, float]]]:
    """Return a label and the stages' medians (seconds) for each bar, the lowest bar first."""
    found = []
    for kind in kinds:
        for key in results.engines():
            runs = [m.stages for m in results.of(key, size, kind) if m.stages]
            if runs:
                label = f"{kind}, {results.labels[key].removeprefix('Standfirst, ')}"
                names = dict.fromkeys(name for stages in runs for name in stages)
                found.append(
                    (label, {n: statistics.median(r.get(n, 0.0) for r in runs) for n in names})
                )
    return found[::-1]


def _draw_bars(axes: Axes, bars: list[tuple[str, dict[str, float]]], names: list[str]) -> None:
    left = [0.0] * len(bars)
    for place, name in enumerate(names):
        widths = [stages.get(name, 0.0) for _, stages in bars]
        axes.barh(range(len(bars)), widths, left=left, color=_STAGES[place % len(_STAGES)], edgecolor="white", label=name)  # fmt: skip
        left = [a + b for a, b in zip(left, widths, strict=True)]
    axes.set_yticks(range(len(bars)), [label for label, _ in bars])
