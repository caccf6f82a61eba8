"""The figures that are to hold, held against what was measured."""

from __future__ import annotations

import dataclasses as dc
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.results import compared_with, growth, pairs, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.results import FirstPage, Measurement, Results, Spread

OURS, PEER, THROUGH_SPHINX = "standfirst-2", "jekyll", "sphinx"
_TINY, _USUAL, _LARGE = 20, 2_000, 10_000
"""Posts."""
_MB, _KB = 1e6, 1e3
_CHANGES = {
    "added": "one post added",
    "deleted": "one post deleted",
    "retitled": "one post retitled",
    "author": "an author's file edited",
    "section": "a section's description edited",
    "volume": "a volume's file edited",
    "style": "a style sheet edited",
    "template": "a template edited",
}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A figure that is to hold."""

    name: str
    posts: int
    """Size of the corpus; 0: of none."""
    unit: str
    must: float
    aim: float | None = None
    measured: Spread | None
    note: str = ""
    """Why it need not hold."""

    @property
    def verdict(self) -> str:
        """Return ``aim``, ``must``, ``missed``, a note, or nothing where there is no measurement."""
        if self.measured is None:
            return ""
        if self.note:
            return self.note
        if self.measured.median > self.must:
            return "missed"
        return "aim" if self.aim is not None and self.measured.median <= self.aim else "must"


def figures(results: Results) -> list[Figure]:
    """Return the figures that are to hold."""
    return [*_edits(results), *_clean(results), *_others(results), *_page(results.first_page)]


def _edits(results: Results) -> Iterator[Figure]:
    wall = partial(_wall, results)
    edited = partial(wall, OURS, kind="edited")
    name = "one post edited"
    for posts, must, aim in ((_USUAL, 2.0, 1.5), (_LARGE, 4.0, 2.8), (_TINY, 0.9, 0.6)):
        yield Figure(name=name, posts=posts, unit="s", must=must, aim=aim, measured=edited(posts))
    of = partial(_ratio, results, _USUAL)
    against = of((OURS, "edited"), (PEER, "edited"))
    yield Figure(name=f"{name}, against Jekyll's --incremental", posts=_USUAL, unit="×", must=0.5, measured=against)  # fmt: skip
    fresh = wall(OURS, _USUAL, "checkout")
    yield Figure(name=f"{name} in a fresh checkout, the last build restored", posts=_USUAL, unit="s", must=3.0, aim=2.0, measured=fresh)  # fmt: skip
    for kind, what in _CHANGES.items():
        ratio = of((OURS, kind), (OURS, "edited"))
        note = "all pages change" if _all_change(results, kind) else ""
        yield Figure(name=f"{what}, against one edited", posts=_USUAL, unit="×", must=2.0, measured=ratio, note=note)  # fmt: skip
    nothing = wall(OURS, _USUAL, "unchanged")
    yield Figure(name="nothing changed", posts=_USUAL, unit="s", must=0.3, measured=nothing)


def _clean(results: Results) -> Iterator[Figure]:
    ratio = partial(_ratio, results, _USUAL)
    against = ratio((OURS, "cold"), (PEER, "cold"))
    yield Figure(name="clean build, against Jekyll's", posts=_USUAL, unit="×", must=1.8, aim=1.2, measured=against)  # fmt: skip
    for kind, what in (("cold", "clean build"), ("edited", "one post edited")):
        through = ratio((THROUGH_SPHINX, kind), (OURS, kind))
        yield Figure(name=f"{what} by python -m sphinx, against standfirst build", posts=_USUAL, unit="×", must=1.1, measured=through)  # fmt: skip
    size = max((s for s in results.sizes() if results.of(OURS, s, "cold")), default=_LARGE)
    small = compared_with(results, OURS, size)
    grows = growth(results, OURS, size, "wall")
    yield Figure(name=f"cost of a MB of text, against {small:,} posts", posts=size, unit="×", must=1.2, aim=1.05, measured=grows)  # fmt: skip


def _others(results: Results) -> Iterator[Figure]:
    for posts, must, aim in ((_USUAL, 600, 400), (_LARGE, 1_200, None)):
        peak = _peak(results, posts)
        yield Figure(name="peak memory of all processes", posts=posts, unit="MB", must=must, aim=aim, measured=peak)  # fmt: skip
    of_cold = partial(_of_cold, results)
    work = "the folder of what is kept for the next build"
    for name, unit, must, aim, value in (
        ("output", "MB", 250, 200, of_cold(lambda item: item.bytes / _MB)),
        ("output", "files", 12_000, 8_000, of_cold(lambda item: item.files)),
        (work, "MB", 120, None, of_cold(lambda item: item.work_bytes / _MB)),
        (f"{work}, packed", "MB", 50, None, of_cold(lambda item: item.work_packed / _MB)),
    ):
        yield Figure(name=name, posts=_USUAL, unit=unit, must=must, aim=aim, measured=value)


def _page(page: FirstPage | None) -> Iterator[Figure]:
    styles = spread([page.styles / _KB] if page else [])
    paint = spread([page.paint] if page else [])
    yield Figure(name="an article's style sheets", posts=0, unit="kB", must=30, aim=20, measured=styles)  # fmt: skip
    yield Figure(name="an article's largest paint", posts=0, unit="s", must=1.7, aim=1.4, measured=paint)  # fmt: skip


def _wall(results: Results, engine: str, posts: int, kind: str) -> Spread | None:
    return spread(item.wall for item in results.of(engine, posts, kind))


def _ratio(
    results: Results, posts: int, over: tuple[str, str], under: tuple[str, str]
) -> Spread | None:
    """Return how many times as long one takes as the other: engine and kind, run by run."""
    both = pairs(results.of(over[0], posts, over[1]), results.of(under[0], posts, under[1]))
    return spread(a.wall / b.wall for a, b in both)


def _all_change(results: Results, kind: str) -> bool:
    """Return whether the page of every post was written anew."""
    return any(item.written >= _USUAL for item in results.of(OURS, _USUAL, kind))


def _peak(results: Results, posts: int) -> Spread | None:
    """Return the highest memory of each run, whatever was built, in MB."""
    peaks: dict[int, float] = {}
    for item in results.measurements:
        if (item.engine, item.posts) == (OURS, posts):
            peaks[item.run] = max(peaks.get(item.run, 0), item.memory / _MB)
    return spread(peaks.values())


def _of_cold(results: Results, value: Callable[[Measurement], float]) -> Spread | None:
    """Return a value of the output, or of what lies beside it, where that was measured."""
    found = [value(item) for item in results.of(OURS, _USUAL, "cold")]
    return spread(each for each in found if each)
