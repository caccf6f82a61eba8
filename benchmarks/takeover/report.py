"""What differs -> lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.takeover import comparison

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from benchmarks.takeover.comparison import Difference, Totals

_WORST = 20


def lines(differences: Sequence[Difference], *, most: int = _WORST) -> Iterator[str]:
    """Yield the report on all documents."""
    found = comparison.totals(differences)
    yield from _figures(found)
    for path in found.absent[:most]:
        yield f"  no page at its address: {path}"
    for each in comparison.worst(differences, most):
        yield f"{each.path}: {each.missing.total():,} of {each.words:,} words, {each.links_missing.total()} of {each.links} links, {each.pictures_missing.total()} of {each.pictures} pictures"
        yield from (f"    {sample}" for sample in (*each.samples[:4], *each.link_samples[:3], *each.picture_samples[:3]))  # fmt: skip


def _figures(found: Totals) -> Iterator[str]:
    lost = found.missing.total()
    yield f"{found.documents:,} documents, {len(found.absent):,} without a page at their address"
    yield f"words: {found.words:,}, not there {lost:,} ({lost / (found.words or 1):.3%}), without {comparison.SHOWN} {found.words_lost:.3%}; {found.extra:,} more than in Jekyll's"
    yield from _classes(found.missing)
    yield f"links: {found.links:,}, not there {found.links_missing.total():,}"
    yield from _classes(found.links_missing)
    yield f"pictures: {found.pictures:,}, not there {found.pictures_missing.total():,}"
    yield from _classes(found.pictures_missing)
    yield f"frames, films and sounds not there: {found.media_missing:,}; formulas: {found.formulas_missing:,}"


def _classes(counted: Counter[str]) -> Iterator[str]:
    yield from (f"  {number:,} {name}" for name, number in counted.most_common())
