"""What toctrees say of a page beyond what Sphinx tells its template."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

_MOST = 40
"""Pages that a page lists of those beside it: a list of more is looked up where it is."""


def relations(env: BuildEnvironment) -> dict[str, list[str | None]]:
    """Return the pages above, before and after each page that a list has or that has one.

    Sphinx's ``env.collect_relations()`` begins at the front page alone, whose lists readers do not see: here
    each list that lies in no other is one as well, of a guide for instance.
    """
    includes = env.toctree_includes
    listed = {name for names in includes.values() for name in names}
    found: dict[str, list[str | None]] = {}
    seen: set[str] = set()
    for first in [env.config.root_doc, *sorted(includes.keys() - listed)]:
        walked = [*_walk(first, includes, seen)]
        names = [name for _, name in walked]
        for (parent, name), before, after in zip(
            walked, [None, *names], [*names[1:], None], strict=False
        ):
            found[name] = [parent, before, after]
    return found


def _walk(
    first: str, includes: Mapping[str, Sequence[str]], seen: set[str]
) -> Iterator[tuple[str | None, str]]:
    """Yield a page and those below it, in the order of reading, each once, with the page above it.

    :param seen: Those that have been yielded; takes these.
    """
    waiting: list[tuple[str | None, str]] = [(None, first)]
    while waiting:
        parent, name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield parent, name
        waiting += [(name, below) for below in reversed(includes.get(name, ()))]


def beside(
    env: BuildEnvironment, known: Mapping[str, list[str | None]], docname: str
) -> tuple[str, ...]:
    """Return the pages of the list that has a page, the page on which it is first; none where they are many.

    :param known: Of :func:`relations`.
    """
    parent = (known.get(docname) or [None])[0]
    if parent is None:
        return ()
    listed = dict.fromkeys(
        name for name in env.toctree_includes.get(parent, ()) if name in env.titles
    )
    return (parent, *listed) if docname in listed and len(listed) <= _MOST else ()
