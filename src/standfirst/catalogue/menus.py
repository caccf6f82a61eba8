"""The menu of a publication that names none, and the links of ``conf.py``, checked for pages that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

OPTIONS = ("menu", "footer_links")
MOST = 10
"""Entries of a menu that nobody has written: what fits above an article."""
_INDEXES = 2
"""Of those, the authors and the archive."""
Entry = tuple[str, str]
"""Label, and page name."""
_ELSEWHERE = ("http://", "https://", "mailto:")


def overflows(sections: int, pages: int) -> bool:
    """Return whether a publication has more than fits in a menu.

    :param sections: How many of them have posts.
    :param pages: How many standing pages there are.
    """
    return sections + pages + _INDEXES > MOST


def usual(
    sections: Sequence[Entry],
    pages: Sequence[Entry],
    at_root: Callable[[str], bool],
    rest: Entry | None,
) -> list[Entry]:
    """Return what of sections and standing pages is in the menu; where that is not all, *rest* leads to the others.

    Sections come first, then pages at the root, which leave each other room.

    :param at_root: Returns whether a page lies in no folder.
    :param rest: The list of all of them, of a publication that :func:`overflows`; None for another.
    """
    if rest is None:
        return [*sections, *pages]
    room = MOST - _INDEXES - 1
    near = [page for page in pages if at_root(page[1])]
    first = sections[: max(room - len(near), (room + 1) // 2)][:room]
    return [*first, *near[: room - len(first)], rest]


def problems(
    said: Mapping[str, Iterable[tuple[str, str]]], find: Callable[[str], object]
) -> Iterator[Problem]:
    """Yield what is wrong with the links in each of :data:`OPTIONS`.

    :param find: Returns the page that a target means; nothing where there is none.
    """
    for option in OPTIONS:
        for label, target in said[option]:
            if not target.startswith(_ELSEWHERE) and not find(target):
                yield Problem(
                    subtype=PostWarning.CONFIG,
                    message=f"standfirst_{option}: {quoted(label)} leads to {quoted(target)}, which is not a page",
                    remedy="name a page such as 'about' or 'sections/essays', or an http(s) address",
                    way=(f"standfirst_{option}", (label, target)),
                )
