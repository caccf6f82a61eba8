"""Two articles -> what one has that the other has not; many such differences -> shares and classes."""

from __future__ import annotations

import dataclasses as dc
import re
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.takeover.article import NAMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.takeover.article import Article, Block

_SOURCE = re.compile(r"\{%|\{\{|\{:|\]\(|\]\[|\[\^|\*\*|<[a-z/][^>]*>|\]:|markdown=|```")
"""Signs that a reader sees of markup that was not carried out."""
SHOWN = "markup that Jekyll shows as text"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What differs in one document."""

    path: str
    words: int = 0
    """Words of the reference, as all of the numbers without another explanation."""
    missing: Counter[str] = dc.field(default_factory=Counter)
    """Kind of a block -> words of it that are not in the other."""
    extra: int = 0
    """Words of the other that are in neither the reference nor its title."""
    samples: tuple[str, ...] = ()
    """Beginnings of blocks, those that miss most first."""
    links: int = 0
    links_missing: Counter[str] = dc.field(default_factory=Counter)
    """Why a link is not there -> how many."""
    link_samples: tuple[str, ...] = ()
    pictures: int = 0
    pictures_missing: Counter[str] = dc.field(default_factory=Counter)
    picture_samples: tuple[str, ...] = ()
    media_missing: int = 0
    formulas_missing: int = 0
    is_absent: bool = False
    """Whether there is no page at its address."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Why something may be missing, other than by a fault."""

    link: Callable[[str], str]
    """Target -> the reason; empty where there is none."""
    picture: Callable[[str], str]


def compare(
    path: str, reference: Article, other: Article, body: Article, known: Known
) -> Difference:
    """Return what *other* lacks that *reference* has.

    :param other: The article with its title.
    :param body: The article without.
    """
    theirs, ours = reference.words, other.words
    lost, samples = _by_block(theirs - ours, reference.blocks)
    links, link_samples = _links(reference, other, known)
    pictures, picture_samples = _pictures(reference, other, known)
    return Difference(
        path=path,
        words=theirs.total(),
        missing=lost,
        extra=(body.words - theirs).total(),
        samples=samples,
        links=len(reference.links),
        links_missing=links,
        link_samples=link_samples,
        pictures=len(reference.pictures),
        pictures_missing=pictures,
        picture_samples=picture_samples,
        media_missing=max(0, reference.media - other.media),
        formulas_missing=max(0, reference.formulas - other.formulas),
    )


def absent(path: str, reference: Article) -> Difference:
    """Return the difference of a document that has no page."""
    return Difference(
        path=path,
        words=reference.words.total(),
        missing=Counter({"document": reference.words.total()}),
        links=len(reference.links),
        links_missing=Counter({"document": len(reference.links)}),
        pictures=len(reference.pictures),
        pictures_missing=Counter({"document": len(reference.pictures)}),
        is_absent=True,
    )


def _by_block(
    missing: Counter[str], blocks: Iterable[Block]
) -> tuple[Counter[str], tuple[str, ...]]:
    """Return how many words are missing in which kind of block, and those blocks.

    A word that is missing once and stands in two blocks is one of that of which more is missing.
    """
    left, kinds, samples = missing.copy(), Counter[str](), list[str]()
    if not left:
        return kinds, ()
    ranked = sorted(
        blocks, key=lambda block: -(block.words & missing).total() / block.words.total()
    )
    for block in ranked:
        found = block.words & left
        if not found:
            continue
        left -= found
        kind = SHOWN if _is_source(block) else block.kind
        kinds[kind] += found.total()
        samples.append(f"{kind}: {' '.join(list(found)[:12])} | {block.text[:100]}")
    return kinds, tuple(samples[:8])


def _is_source(block: Block) -> bool:
    """Return whether a reader sees markup in it; for kramdown a ``|`` within a link makes a table, with a part of it in each cell."""
    if block.kind == "table":
        text = block.text
        uneven = text.count("[") != text.count("]") or text.count("(") != text.count(")")
        return uneven or _SOURCE.search(text) is not None
    return block.kind != "code" and _SOURCE.search(block.text) is not None


def _links(
    reference: Article, other: Article, known: Known
) -> tuple[Counter[str], tuple[str, ...]]:
    there = Counter(link.target for link in other.links)
    elsewhere = Counter((link.text, link.target) for link in other.links) - Counter((link.text, link.target) for link in reference.links)  # fmt: skip
    texts = {text: target for text, target in elsewhere if text}
    reasons, samples = Counter[str](), list[str]()
    for link in reference.links:
        if there[link.target]:
            there[link.target] -= 1
            continue
        led = texts.get(link.text, "")
        reason = known.link(link.target) or ("leads elsewhere" if led else "is no link")
        reasons[reason] += 1
        samples.append(f"{reason}: {link.target}{f' -> {led}' if led else ''} | {link.text[:60]}")
    return reasons, tuple(samples)


def _pictures(
    reference: Article, other: Article, known: Known
) -> tuple[Counter[str], tuple[str, ...]]:
    # of two of one name, that which no reason explains is the one that is there
    theirs = sorted(reference.pictures, key=lambda each: bool(known.picture(each.target)))
    there = Counter(each.name for each in other.pictures)
    spare = there - Counter(each.name for each in theirs)
    named = spare.pop(NAMED, 0)
    shown = spare.total()  # pictures of the same bytes are one, under the name of the first
    reasons, samples = Counter[str](), list[str]()
    for each in theirs:
        if there[each.name]:
            there[each.name] -= 1
            continue
        reason = known.picture(each.target)
        if not reason and shown:
            shown -= 1
            continue
        if not reason and named:  # its text stands in its place, with a warning
            named -= 1
            reason = "is named, until it is fetched or mended"
        reasons[reason or "is not there"] += 1
        samples.append(f"{reason or 'is not there'}: {each.target[:100]}")
    return reasons, tuple(samples)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """What differs in many documents."""

    documents: int
    words: int
    missing: Counter[str]
    extra: int
    links: int
    links_missing: Counter[str]
    pictures: int
    pictures_missing: Counter[str]
    media_missing: int
    formulas_missing: int
    absent: tuple[str, ...]

    @property
    def words_lost(self) -> float:
        """Share of words that are not there, but for what Jekyll shows of its own markup."""
        return (self.missing.total() - self.missing[SHOWN]) / (self.words or 1)

    @property
    def pictures_lost(self) -> int:
        """Number of pictures that are not there, without a reason outside."""
        return self.pictures_missing["is not there"] + self.pictures_missing["document"]

    def hold(self, *, words: float, pictures: int) -> bool:
        """Return whether no more is lost than these."""
        return self.words_lost <= words and self.pictures_lost <= pictures


def totals(differences: Iterable[Difference]) -> Totals:
    """Return what differs in all documents together."""
    every = list(differences)

    def counted(name: str) -> Counter[str]:
        return sum((getattr(each, name) for each in every), Counter[str]())

    def added(name: str) -> int:
        return sum(getattr(each, name) for each in every)

    return Totals(
        documents=len(every),
        words=added("words"),
        missing=counted("missing"),
        extra=added("extra"),
        links=added("links"),
        links_missing=counted("links_missing"),
        pictures=added("pictures"),
        pictures_missing=counted("pictures_missing"),
        media_missing=added("media_missing"),
        formulas_missing=added("formulas_missing"),
        absent=tuple(each.path for each in every if each.is_absent),
    )


def worst(differences: Iterable[Difference], most: int) -> Iterator[Difference]:
    """Yield those documents of which most is lost, the worst first."""

    def loss(each: Difference) -> tuple[int, int, int]:
        return each.missing.total(), each.pictures_missing.total(), each.links_missing.total()

    yield from (
        each for each in sorted(differences, key=loss, reverse=True)[:most] if any(loss(each))
    )
