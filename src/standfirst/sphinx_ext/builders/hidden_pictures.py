"""Warnings about pictures that an edition cannot show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence


def not_fetched(sources: Sequence[str], edition: str) -> Problem | None:
    """Return one problem for all *sources* that lie elsewhere; None where none does.

    :param edition: Name of the format that has frames in their places.
    """
    elsewhere = [src for src in sources if is_elsewhere(src)]
    if not elsewhere:
        return None
    first = elsewhere[0][:200]
    if len(elsewhere) == 1:
        said = f"the picture {first} lies elsewhere and was not fetched; the {edition} shows a frame with text and address"
    else:
        said = f"{len(elsewhere)} pictures lie elsewhere and were not fetched, the first at {first}; the {edition} shows frames with text and address"
    return Problem(
        subtype=PostWarning.EDITION, message=said, remedy="`make images` fetches what can be had"
    )


def is_elsewhere(src: str) -> bool:
    """Return whether a picture lies on a server."""
    return "://" in src
