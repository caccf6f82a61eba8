"""What toctrees say of a page beyond what Sphinx tells its template."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

_MOST = 40
"""Pages that a page lists of those beside it: a list of more is looked up where it is."""


def beside(
    env: BuildEnvironment, relations: Mapping[str, list[str | None]], docname: str
) -> tuple[str, ...]:
    """Return the pages of the list that has a page, the page on which it is first; none where they are many.

    :param relations: Of ``env.collect_relations()``.
    """
    parent = (relations.get(docname) or [None])[0]
    if parent is None or docname == parent:
        return ()
    listed = dict.fromkeys(
        name for name in env.toctree_includes.get(parent, ()) if name in env.titles
    )
    return (parent, *listed) if docname in listed and len(listed) <= _MOST else ()
