"""Further reading that needs no look at the text: an article's series, other work by its authors.

Both follow from the posts alone, and a post that is added changes few of the others: a series
gains a part, and the newest posts of an author a neighbour.
"""

from __future__ import annotations

import datetime as dt
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from standfirst.catalogue.model import SeriesPart
from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from standfirst.catalogue.model import Post

MOST_LISTED = 20
"""Parts of a series that are listed on the page of each of them; more have a page of their own."""
_AROUND = 2
"""Parts before and after a part of a longer series that its page lists, besides the first."""
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


def series(posts: Mapping[str, Post]) -> dict[str, tuple[str, ...]]:
    """Return the docnames of each post's series, itself included.

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


def long_series(series: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the docnames of each series that has a page of its own, the series that began first first."""
    every = {names[0]: names for names in series.values()}
    return [names for names in every.values() if len(names) > MOST_LISTED]


def parts(series: Mapping[str, tuple[str, ...]], pages: Mapping[str, str]) -> dict[str, SeriesPart]:
    """Return each post's place in its series, and the parts that its page lists.

    Of a long series that is the first part and those beside it, so that a part that is added changes
    few pages, and all of them together cost no more than their number.

    :param series: As :func:`series` gives it.
    :param pages: Docname of the first part of a long series -> page name of the list of all.
    """
    result = {}
    for names in {names[0]: names for names in series.values()}.values():
        every = [*enumerate(names, start=1)]
        page = pages.get(names[0], "")
        for number, name in every:
            shown = every
            if page:
                first = max(number - 1 - _AROUND, 1)
                shown = [every[0], *every[first : number + _AROUND]]
            count = 0 if page else len(names)
            result[name] = SeriesPart(number=number, shown=tuple(shown), count=count, page=page)
    return result


def other_work(
    posts: Mapping[str, Post],
    named: Mapping[str, Collection[str]],
    count: int,
    series: Mapping[str, tuple[str, ...]] | None = None,
    wanted: Collection[str] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Return for each post up to *count* others by its authors, in its language, newest first.

    They are those published next before and after it: the newest ones would be others on every
    page of an author with each new post. The authors take turns. Withdrawn posts are
    not among them.

    :param posts: By docname, newest first.
    :param named: Docname -> docnames that its page leads to already.
    :param series: Docname -> docnames of its series, which are not among them either.
    :param wanted: Docnames of the posts for which they are returned; None: all.
    """
    series = series or {}
    rank = {docname: number for number, docname in enumerate(posts)}
    works: dict[tuple[str, str], list[str]] = {}
    place: dict[tuple[str, str], int] = {}
    for post in posts.values():
        for person in post.authors:
            own = works.setdefault((person.key, post.lang), [])
            place[person.key, post.docname] = len(own)
            own.append(post.docname)
    runs = {key: _runs(own, series) for key, own in works.items()}
    result = {}
    for post in posts.values() if wanted is None else map(posts.__getitem__, wanted):
        own_series = series.get(post.docname, ())
        besides = {post.docname, *named.get(post.docname, ())}
        besides.update(own_series if len(own_series) <= MOST_LISTED else ())
        chosen: list[str] = []
        ways = [
            _around(works[key], place[person.key, post.docname], series, runs[key])
            for person in post.authors
            for key in [(person.key, post.lang)]
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


def _runs(names: Sequence[str], series: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """Return for each place where the run of parts of one series begins and ends in which it lies."""
    runs: list[tuple[int, int]] = []
    begin = 0
    for end in range(1, len(names) + 1):
        own = series.get(names[begin], ())
        if end == len(names) or series.get(names[end], ()) is not own:
            runs += [(begin, end)] * (end - begin)
            begin = end
    return runs


def _around(
    names: Sequence[str],
    place: int,
    series: Mapping[str, tuple[str, ...]],
    runs: Sequence[tuple[int, int]],
) -> Iterator[str]:
    """Yield the names beside *place*, the nearest first, older before newer; of a long series that it is in none."""
    own = series.get(names[place], ())
    older, newer = place + 1, place - 1
    while older < len(names) or newer >= 0:
        has_older = older < len(names)
        if has_older and _is_in(names[older], own, series):
            older = runs[older][1]
        elif newer >= 0 and _is_in(names[newer], own, series):
            newer = runs[newer][0] - 1
        elif has_older and (newer < 0 or older - place <= place - newer):
            yield names[older]
            older += 1
        else:
            yield names[newer]
            newer -= 1


def _is_in(name: str, own: tuple[str, ...], series: Mapping[str, tuple[str, ...]]) -> bool:
    return len(own) > MOST_LISTED and series.get(name) is own
