"""A corpus of the shape of a real archive: any number of posts in Jekyll's form, the same for the same seed.

The model is an archive of 2,375 posts. Lengths follow its quantiles; half of the posts are
Chinese, mostly the shorter ones; half have figures; two in five close with biographies; a
thousand authors write, one of them a sixth of everything, most of them once or twice.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import itertools
import math
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from benchmarks import prose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUANTILES = (
    (0.0, 400),
    (0.10, 1_865),
    (0.25, 4_012),
    (0.50, 9_637),
    (0.75, 24_685),
    (0.90, 59_711),
    (0.95, 90_585),
    (0.99, 202_631),
    (1.0, 648_454),
)
"""Share of the posts, and the most characters one of them has."""
SECTIONS = ("world", "economy", "law", "letters", "science")
MARKER = "<!--more-->"
_FIRST_DAY, _DAYS = dt.date(2009, 1, 1), 6_300
_AUTHORS = 1_000
_TAGS = 60
_FIGURES, _CAPTIONS, _BIOGRAPHIES = 0.52, 0.82, 0.44
"""Shares: posts with figures, of those the posts with captions, posts with biographies."""
_HEAD = {"en": 0.1, "zh": 0.45}
"""What the most prolific author of a language writes, against all others together."""
_HEADING_EVERY, _FIGURE_EVERY = 3_300, 5_000
"""Characters."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A post as a file."""

    name: str
    """File name."""
    text: str


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """What a post is to be like."""

    number: int
    day: dt.date
    length: int
    """Characters, front matter included."""
    lang: str


def length_at(share: float) -> int:
    """Return the length (characters) below which *share* of the posts are, between the quantiles on a log scale."""
    for (low, shorter), (high, longer) in itertools.pairwise(QUANTILES):
        if share <= high:
            part = (share - low) / (high - low)
            return round(math.exp(math.log(shorter) * (1 - part) + math.log(longer) * part))
    return QUANTILES[-1][1]


def chinese_share(share: float) -> float:
    """Return how many of the posts at this quantile of length are Chinese: half of all, few of the long ones."""
    return min(0.97, max(0.03, 1.25 - 1.5 * share))


def shapes(count: int, seed: int) -> list[Shape]:
    """Return the shapes of *count* posts, in order of their dates.

    Lengths are taken at even steps of the distribution, so that a small corpus has its median
    and its long posts too.
    """
    rng = Random(f"{seed}/{count}")
    places = [(number + 0.5) / count for number in range(count)]
    rng.shuffle(places)
    return [
        Shape(
            number=number,
            day=_FIRST_DAY + dt.timedelta(days=number * _DAYS // count),
            length=length_at(place),
            lang="zh" if rng.random() < chinese_share(place) else "en",
        )
        for number, place in enumerate(places)
    ]


@cache
def authors(lang: str, seed: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return half of the authors by how much they write, and their cumulated weights."""
    rng = Random(f"{seed}/authors/{lang}")
    names: dict[str, None] = {}
    while len(names) < _AUTHORS // 2:
        names[prose.person(rng, lang)] = None
    rest = [1 / rank**0.6 for rank in range(1, _AUTHORS // 2)]
    head = sum(rest) * _HEAD[lang]
    return tuple(names), tuple(itertools.accumulate([head, *rest]))


def posts(count: int, seed: int) -> Iterator[Post]:
    """Yield *count* posts in order of their dates."""
    return (post(shape, seed) for shape in shapes(count, seed))


def newest(number: int, seed: int) -> Post:
    """Return a post of median length that is newer than all of a corpus: what is added to it."""
    day = _FIRST_DAY + dt.timedelta(days=_DAYS + number)
    lang = ("en", "zh")[number % 2]
    return post(Shape(number=90_000 + number, day=day, length=length_at(0.5), lang=lang), seed)


def post(shape: Shape, seed: int) -> Post:
    """Return the post of this shape: the same for the same seed, whatever was made before."""
    rng = Random(f"{seed}/{shape.number}")
    people = _people(rng, shape.lang, seed)
    head = _front_matter(rng, shape, people)
    ends = _biographies(rng, shape.lang, people)
    slug = f"{prose.phrase(rng, 'en').replace(' ', '-')}-{shape.number:05}"
    body = _body(rng, shape.lang, shape.length - len(head) - len(ends))
    return Post(name=f"{shape.day}-{slug}.md", text=f"{head}\n{body}{ends}")


def write(folder: Path, corpus: Iterator[Post]) -> None:
    """Write posts into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for item in corpus:
        (folder / item.name).write_text(item.text, encoding="utf-8")


def _people(rng: Random, lang: str, seed: int) -> list[str]:
    names, weights = authors(lang, seed)
    count = rng.choices((1, 2, 3), cum_weights=(0.75, 0.94, 1))[0]
    return list(dict.fromkeys(rng.choices(names, cum_weights=weights, k=count)))


def _byline(lang: str, people: list[str]) -> str:
    if lang == "zh":
        return "、".join(people)
    return " and ".join(filter(None, (", ".join(people[:-1]), people[-1])))


def _front_matter(rng: Random, shape: Shape, people: list[str]) -> str:
    tags = sorted({int(rng.random() ** 2 * _TAGS) for _ in range(rng.randrange(4))})
    return "\n".join(
        (
            "---",
            "layout: post",
            f'title: "{prose.title(rng, shape.lang)}"',
            f'author: "{_byline(shape.lang, people)}"',
            f"date: {shape.day} 12:00:00 +0800",
            f"image: https://pictures.example.org/{shape.number:05}-lead.jpeg",
            f'description: "{prose.sentence(rng, shape.lang)}"',
            f"categories: [{rng.choice(SECTIONS)}]",
            f"tags: [{', '.join(f'topic-{tag:02}' for tag in tags)}]",
            f"excerpt_separator: {MARKER}",
            "---\n",
        )
    )


def _biographies(rng: Random, lang: str, people: list[str]) -> str:
    if rng.random() > _BIOGRAPHIES:
        return ""
    return "\n---\n\n" + "\n\n".join(prose.biography(rng, lang, name) for name in people) + "\n"


def _body(rng: Random, lang: str, length: int) -> str:
    blocks = [f"_{prose.sentence(rng, lang)}_", MARKER]
    written = len(blocks[0]) + len(MARKER)
    has_figures, has_captions = rng.random() < _FIGURES, rng.random() < _CAPTIONS
    heading_at, figure_at = _HEADING_EVERY // 4, _FIGURE_EVERY // 5
    headings = figures = 0
    while True:
        block = _paragraph(rng, lang, length - written)
        if written >= heading_at:
            headings, heading_at = headings + 1, heading_at + _HEADING_EVERY
            block = f"{_heading(rng, headings)} {prose.phrase(rng, lang).capitalize()}\n\n{block}"
        if has_figures and written >= figure_at:
            figures, figure_at = figures + 1, figure_at + _FIGURE_EVERY
            block += f"\n\n{_figure(rng, lang, figures, captioned=has_captions)}"
        blocks.append(block)
        written += len(block) + 2
        if written >= length:
            return "\n\n".join(blocks) + "\n"


def _heading(rng: Random, number: int) -> str:
    if number == 1:
        return "###"
    return rng.choices(("##", "###", "####"), cum_weights=(0.08, 0.75, 1))[0]


def _paragraph(rng: Random, lang: str, most: int) -> str:
    kind = rng.random()
    if kind < 0.05 and most > 600:
        return "\n".join(f"- {prose.sentence(rng, lang)}" for _ in range(3))
    text = prose.paragraph(rng, lang, most)
    return f"> {text}" if kind > 0.96 else text


def _figure(rng: Random, lang: str, number: int, *, captioned: bool) -> str:
    address = f"https://pictures.example.org/{int(rng.random() * 1e9):09}.png"
    picture = f"![image{number:02}]({address})"
    if not captioned:
        return picture
    label = f"图{number}：" if lang == "zh" else f"Figure {number}:"
    return f"{picture}\n_▲ __{label}__ {prose.sentence(rng, lang)}_"
