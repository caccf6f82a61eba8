"""What leads on from an article without a look at its text: its series, other work by its authors.

Both follow from the posts alone, and a post that is added changes few of the others: a series
gains a part, and the newest posts of an author a neighbour.
"""

from __future__ import annotations

import datetime as dt
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from standfirst.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from standfirst.catalogue import Post

_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


def series(posts: Mapping[str, Post]) -> dict[str, tuple[str, ...]]:
    """Return the docnames of the series that each post is a part of, itself included.

    The parts are in order of publication, undated ones last. Posts in different languages are
    different series of one name. A post that is alone in its series is not here.
    """
    parts: dict[tuple[str, str], list[Post]] = {}
    for post in posts.values():
        if post.series:
            parts.setdefault((fold(post.series), post.lang), []).append(post)
    result = {}
    for found in parts.values():
        if len(found) > 1:
            found.sort(key=lambda post: (post.date or _LAST, post.docname))
            names = tuple(post.docname for post in found)
            result.update(dict.fromkeys(names, names))
    return result


def other_work(
    posts: Mapping[str, Post], named: Mapping[str, Collection[str]], count: int
) -> dict[str, tuple[str, ...]]:
    """Return for each post up to *count* others by its authors, in its language, newest first.

    They are those published next before and after it: the newest ones would be others on every
    page of an author with each new post. The authors take turns. Withdrawn posts are
    not among them.

    :param posts: By docname, newest first.
    :param named: Docname -> docnames that its page leads to already.
    """
    rank = {docname: number for number, docname in enumerate(posts)}
    works: dict[tuple[str, str], list[str]] = {}
    place: dict[tuple[str, str], int] = {}
    for post in posts.values():
        for person in post.authors:
            own = works.setdefault((person.key, post.lang), [])
            place[person.key, post.docname] = len(own)
            own.append(post.docname)
    result = {}
    for post in posts.values():
        besides = {post.docname, *named.get(post.docname, ())}
        chosen: list[str] = []
        ways = [
            _around(works[person.key, post.lang], place[person.key, post.docname])
            for person in post.authors
        ]
        candidates = chain.from_iterable(zip_longest(*ways, fillvalue=post.docname))
        for docname in candidates if count else ():
            if docname not in besides and not posts[docname].withdrawn:
                besides.add(docname)
                chosen.append(docname)
            if len(chosen) == count:
                break
        if chosen:
            result[post.docname] = tuple(sorted(chosen, key=rank.__getitem__))
    return result


def _around(names: Sequence[str], place: int) -> Iterator[str]:
    """Yield the names beside *place*, the nearest first, older before newer."""
    for distance in range(1, max(place, len(names) - 1 - place) + 1):
        if place + distance < len(names):
            yield names[place + distance]
        if distance <= place:
            yield names[place - distance]
