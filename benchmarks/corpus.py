"""A corpus of the shape of a real archive: any number of posts in Jekyll's form, the same for the same seed.

The model is an archive of 2,375 posts. Lengths follow its quantiles; half of the posts are
Chinese, mostly the shorter ones; half have figures, six each on average, and all a lead picture;
two in five close with biographies; 1,350 authors write, one of them a sixth of everything, two
thirds of them once. It has three sections and no tags; some posts are in volumes, of which the
model has none, so that one can be edited. Words, and pairs of words, are as many as in its texts
(:mod:`.vocabulary`).
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import itertools
import math
from random import Random
from typing import TYPE_CHECKING

from benchmarks import prose
from benchmarks.vocabulary import Hand

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
    (0.998, 280_000),
    (1.0, 648_454),
)
"""Share of the posts, and the most characters one of them has."""
SECTIONS = ("world", "letters", "columns")
VOLUMES = ("harbours", "rivers", "roads")
MARKER = "<!--more-->"
_FIRST_DAY, _DAYS = dt.date(2009, 1, 1), 6_300
_AUTHORS, _ONCE = 0.57, 2 / 3
"""Authors for each post, and the share of them that have written one."""
_IN_VOLUMES = 0.01
"""Share of the posts."""
_COAUTHORS = (0.74, 0.95, 1.0)
"""Shares of the posts with one author, with at most two, with at most three."""
_FIGURES, _CAPTIONS, _BIOGRAPHIES = 0.52, 0.82, 0.44
"""Shares: posts with figures, of those the posts with captions, posts with biographies."""
_HEAD = {"en": 0.06, "zh": 0.25}
"""What the most prolific author of a language has written, as a share of its posts."""
_FLATTER = 0.8
"""Exponent by which the others write less and less."""
_HEADING_EVERY, _FIGURE_EVERY = 3_400, 4_050
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
    people: tuple[str, ...]
    """Its authors."""


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
    langs = ["zh" if rng.random() < chinese_share(place) else "en" for place in places]
    numbers = [rng.choices((1, 2, 3), cum_weights=_COAUTHORS)[0] for _ in places]
    people = {
        lang: _dealt(
            [n for n, each in zip(numbers, langs, strict=True) if each == lang], lang, seed
        )
        for lang in _HEAD
    }
    return [
        Shape(
            number=number,
            day=_FIRST_DAY + dt.timedelta(days=number * _DAYS // count),
            length=length_at(place),
            lang=lang,
            people=next(people[lang]),
        )
        for number, (place, lang) in enumerate(zip(places, langs, strict=True))
    ]


def _dealt(numbers: list[int], lang: str, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield the authors of each post of a language.

    :param numbers: How many it has, post by post.
    """
    rng = Random(f"{seed}/authors/{lang}")
    written = shares(sum(numbers), len(numbers), lang)
    names: dict[str, None] = {}
    while len(names) < len(written):
        names[prose.person(rng, lang)] = None
    bylines = [name for name, times in zip(names, written, strict=True) for _ in range(times)]
    rng.shuffle(bylines)
    place = 0
    for number in numbers:
        # an author comes twice now and then, and counts once
        yield tuple(dict.fromkeys(bylines[place : place + number]))
        place += number


def shares(bylines: int, count: int, lang: str) -> list[int]:
    """Return how often each author has written, the most prolific first.

    :param bylines: The sum: a post by two counts twice.
    :param count: Number of the posts.
    """
    people = max(1, round(_AUTHORS * count))
    once = min(bylines, round(people * _ONCE))
    often = people - once
    rest = bylines - once
    if often < 1 or rest < 2 * often:
        return [1] * bylines
    head = min(round(_HEAD[lang] * count), rest - 2 * (often - 1))
    weights = [rank**-_FLATTER for rank in range(2, often + 1)]
    of_others, whole = rest - head - 2 * len(weights), sum(weights) or 1
    others = [2 + int(of_others * weight / whole) for weight in weights]
    return [rest - sum(others), *others, *[1] * once]


def posts(count: int, seed: int) -> Iterator[Post]:
    """Yield *count* posts in order of their dates."""
    return (post(shape, seed) for shape in shapes(count, seed))


def newest(number: int, seed: int) -> Post:
    """Return a post of median length that is newer than all of a corpus: what is added to it."""
    day = _FIRST_DAY + dt.timedelta(days=_DAYS + number)
    lang = ("en", "zh")[number % 2]
    people = (prose.person(Random(f"{seed}/newest/{number}"), lang),)
    new = Shape(number=900_000 + number, day=day, length=length_at(0.5), lang=lang, people=people)
    return post(new, seed)


def post(shape: Shape, seed: int) -> Post:
    """Return the post of this shape: the same for the same seed, whatever was made before."""
    hand = Hand(f"{seed}/{shape.number}", shape.lang)
    head = _front_matter(hand, shape)
    ends = _biographies(hand, shape.people)
    slug = f"{prose.slug(hand)}-{shape.number:05}"
    body = _body(hand, shape.length - len(head) - len(ends))
    return Post(name=f"{shape.day}-{slug}.md", text=f"{head}\n{body}{ends}")


def write(folder: Path, corpus: Iterator[Post]) -> None:
    """Write posts into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for item in corpus:
        (folder / item.name).write_text(item.text, encoding="utf-8")


def _byline(lang: str, people: tuple[str, ...]) -> str:
    if lang == "zh":
        return "、".join(people)
    return " and ".join(filter(None, (", ".join(people[:-1]), people[-1])))


def _front_matter(hand: Hand, shape: Shape) -> str:
    volume = [f"volume: {hand.choice(VOLUMES)}"] if hand.random() < _IN_VOLUMES else []
    return "\n".join(
        (
            "---",
            "layout: post",
            f'title: "{prose.title(hand)}"',
            f'author: "{_byline(shape.lang, shape.people)}"',
            f"date: {shape.day} 12:00:00 +0800",
            f"image: https://pictures.example.org/{shape.number:05}-lead.jpeg",
            f'description: "{prose.sentence(hand)}"',
            f"categories: [{hand.choice(SECTIONS)}]",
            *volume,
            f"excerpt_separator: {MARKER}",
            "---\n",
        )
    )


def _biographies(hand: Hand, people: tuple[str, ...]) -> str:
    if hand.random() > _BIOGRAPHIES:
        return ""
    return "\n---\n\n" + "\n\n".join(prose.biography(hand, name) for name in people) + "\n"


def _body(hand: Hand, length: int) -> str:
    blocks = [f"_{prose.sentence(hand)}_", MARKER]
    written = len(blocks[0]) + len(MARKER)
    has_figures, has_captions = hand.random() < _FIGURES, hand.random() < _CAPTIONS
    heading_at, figure_at = _HEADING_EVERY // 4, _FIGURE_EVERY // 5
    headings = figures = 0
    while True:
        block = _paragraph(hand, length - written)
        if written >= heading_at:
            headings, heading_at = headings + 1, heading_at + _HEADING_EVERY
            block = f"{_heading(hand, headings)} {prose.phrase(hand).capitalize()}\n\n{block}"
        if has_figures and written >= figure_at:
            figures, figure_at = figures + 1, figure_at + _FIGURE_EVERY
            block += f"\n\n{_figure(hand, figures, captioned=has_captions)}"
        blocks.append(block)
        written += len(block) + 2
        if written >= length:
            return "\n\n".join(blocks) + "\n"


def _heading(hand: Hand, number: int) -> str:
    if number == 1:
        return "###"
    return hand.choices(("##", "###", "####"), cum_weights=(0.08, 0.75, 1))[0]


def _paragraph(hand: Hand, most: int) -> str:
    kind = hand.random()
    if kind < 0.05 and most > 600:
        return "\n".join(f"- {prose.sentence(hand)}" for _ in range(3))
    text = prose.paragraph(hand, most)
    return f"> {text}" if kind > 0.96 else text


def _figure(hand: Hand, number: int, *, captioned: bool) -> str:
    address = f"https://pictures.example.org/{int(hand.random() * 1e9):09}.png"
    picture = f"![image{number:02}]({address})"
    if not captioned:
        return picture
    label = f"图{number}：" if hand.lang == "zh" else f"Figure {number}:"
    return f"{picture}\n_▲ __{label}__ {prose.sentence(hand)}_"
