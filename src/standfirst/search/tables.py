"""What is shown of pages -> the files of titles and filters, and the head, which a browser asks for first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from standfirst.search.files import compressed, differences, packed, planes
from standfirst.search.shape import FORMAT, PAIRS, TITLES, UNSPACED, WORDS
from standfirst.search.words import classes, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standfirst.search.record import ShownPage
    from standfirst.search.shape import Shape

HEAD = "head.json"
FACETS, VARIANTS = "facets", "simplified"
"""Names of files, without their ends."""


def names(shape: Shape) -> list[str]:
    """Return the names of all files that are made here, but the head."""
    return [*(f"{TITLES}{n}" for n in range(shape.titles)), FACETS, VARIANTS]


def head(shape: Shape, pages: Mapping[int, ShownPage], prints: Mapping[str, str]) -> bytes:
    """Return the head: how the index is divided, how many values each filter has, and what queries are divided by.

    :param prints: What :func:`.files.print_of` says of each other file, by name.
    """
    values: dict[str, set[str]] = {}
    for page in pages.values():
        for name, value in page.facets:
            values.setdefault(name, set()).add(value)
    said = {
        "format": FORMAT,
        "posts": len(pages),
        "bits": shape.bits,
        "files": {kind: shape.count(kind) for kind in (WORDS, UNSPACED, PAIRS, TITLES)},
        "filters": {name: len(values[name]) for name in sorted(values)},
        "prints": _joined(shape, prints),
        "language": classes(),
    }
    return _json(said)


def _joined(shape: Shape, prints: Mapping[str, str]) -> dict[str, str]:
    """Return the prints of the files of each kind, one after another."""
    kinds = {
        kind: "".join(prints[f"{kind}{n}"] for n in range(shape.count(kind)))
        for kind in (WORDS, UNSPACED, PAIRS, TITLES)
    }
    return {**kinds, FACETS: prints[FACETS], VARIANTS: prints[VARIANTS]}


def titles(shape: Shape, pages: Mapping[int, ShownPage]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of titles, by name.

    :param pages: By number, in order.
    """
    rows: dict[str, dict[int, tuple[str, ...]]] = {f"{TITLES}{n}": {} for n in range(shape.titles)}
    for number, page in pages.items():
        rows[shape.of_title(number)][number] = page.row
    said = [FORMAT, shape.bits, shape.titles.bit_length() - 1]
    for name, of_file in rows.items():
        yield name, compressed(_json({"shape": said, "rows": of_file}))


def facets(shape: Shape, pages: Mapping[int, ShownPage]) -> bytes:
    """Return the file of what pages are chosen and put in order by.

    :param pages: By number, in order.
    """
    names = sorted({name for page in pages.values() for name, _ in page.facets})
    return compressed(
        _json(
            {
                "shape": [FORMAT, shape.bits, 0],
                "posts": differences(list(pages)),
                "days": [page.day for page in pages.values()],
                "facets": {name: _facet(name, pages) for name in names},
            }
        )
    )


def _facet(name: str, pages: Mapping[int, ShownPage]) -> dict[str, object]:
    of_pages = [[v for each, v in page.facets if each == name] for page in pages.values()]
    values = sorted({value for of_page in of_pages for value in of_page})
    codes = {value: code for code, value in enumerate(values)}
    return {"values": values, "of": [[codes[value] for value in of_page] for of_page in of_pages]}


def variants() -> bytes:
    """Return the table of simplified characters, for queries.

    How many there are, 4 bytes; the simplified ones, 3 bytes, in order, as differences; the traditional ones, 3 bytes.
    """
    table = sorted((ord(one), ord(traditional)) for traditional, one in simplified().items())
    ones = planes(differences([one for one, _ in table]), without=1)
    return compressed(
        packed([len(table)]) + ones + planes([other for _, other in table], without=1)
    )


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")
