"""The menu and footer links of ``conf.py``, checked for pages that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

OPTIONS = ("menu", "footer_links")
_ELSEWHERE = ("http://", "https://", "mailto:")


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
                    message=f"standfirst_{option}: {label!r} leads to {target!r}, which is not a page",
                    remedy="name a page such as 'about' or 'sections/essays', or an http(s) address",
                    way=(f"standfirst_{option}", (label, target)),
                )
