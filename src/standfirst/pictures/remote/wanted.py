"""The remote pictures that a publication shows, found in its sources or in a build's records.

In the text of posts and pages, as lead images, as portraits and as covers; of drafts and
embargoed posts too, which will be shown one day.
"""

from __future__ import annotations

import dataclasses as dc
import re
from copy import deepcopy
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from standfirst.markdown import token_blocks
from standfirst.markdown.plain_parser import unfolded
from standfirst.pictures.remote.urls import canonical, is_remote, why_not
from standfirst.policy import links
from standfirst.problems import discard
from standfirst.reading import profiles
from standfirst.reading.publication_reader import PublicationReader
from standfirst.reading.record import line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from standfirst.reading.discovery import Discovery
    from standfirst.reading.post import PostReading
    from standfirst.reading.profiles import AuthorProfile, VolumeProfile
    from standfirst.reading.read_context import ReadContext
    from standfirst.reading.record import Record
    from standfirst.settings.model import Settings

Noted = tuple[str, int, str]
"""Address of a picture, the line where a text shows it, and whose it is as far as the text says."""
_DIRECTIVE = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<argument>\S*)")
_WITHIN = re.compile(
    r"^\s*(?::img-(?:top|bottom|background):|\.\. (?:image|figure)::)[ \t]*(\S+)", re.MULTILINE
)
"""A picture of sphinx-design's cards, or of reStructuredText in ``{eval-rst}``."""
_SHOWING = frozenset({"image", "figure"})
_FENCES = frozenset({"fence", "colon_fence"})
_CREDIT = re.compile(
    r"(?:\b(?:photos?|photographs?|images?|pictures?|illustrations?)(?:\s+credits?)?\s*[:：]"
    r"|\b(?:photo|photograph|image|picture|illustration)\s+(?:by|courtesy\s+of)\b"
    r"|\bcredits?\s*[:：]"
    r"|(?:图源|圖源|图片来源|圖片來源|图片提供|圖片提供|摄影|攝影)\s*[:：／/])"
    r"\s*(?P<who>[^()（）\[\]【】]{1,200}?)[\s.。)）\]】]*\Z",
    re.IGNORECASE,
)
"""What stands at the end of a caption."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PictureUse:
    """One place that shows a picture."""

    source: str
    """Path of the source file below the publication's folder, with forward slashes."""
    line: int = 1
    credit: str = ""
    licence: str = ""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class WantedPicture:
    """A remote picture, and all places that show it."""

    url: str
    """Canonical (see :mod:`standfirst.pictures.remote.urls`)."""
    uses: tuple[PictureUse, ...] = ()

    @property
    def used_by(self) -> tuple[str, ...]:
        """The source files that show it, in order."""
        return tuple(sorted({use.source for use in self.uses}))

    @property
    def credit(self) -> str:
        """Whose it is, as the first place says that says it."""
        return next((use.credit for use in self.uses if use.credit), "")

    @property
    def licence(self) -> str:
        """Under which licence, as the first place says that says it."""
        return next((use.licence for use in self.uses if use.licence), "")


def wanted(root: Path, settings: Settings, options: Mapping[str, Any]) -> dict[str, WantedPicture]:
    """Return the remote pictures of the publication in *root* by canonical address, in order of it.

    :param options: What its ``conf.py`` sets.
    """
    reader = PublicationReader(root, settings, options, lambda _path, _problem: None)
    found, authors = reader.discover(), reader.sources.authors()
    around = reader.around(found, authors)
    return gathered(found, authors, reader.sources.volumes(), partial(of_file, reader, around))


def gathered(
    found: Discovery,
    authors: Sequence[AuthorProfile],
    volumes: Sequence[VolumeProfile],
    shown: Callable[[str], Iterable[tuple[str, PictureUse]]],
) -> dict[str, WantedPicture]:
    """Return the remote pictures of a publication by canonical address, in order of it.

    :param shown: Returns what the source file at a path shows, in its order.
    """
    uses: dict[str, list[PictureUse]] = {}
    of_profiles = [*profiles.pictures(authors, volumes)]
    sources = (source for _, source, _ in of_profiles)
    files = (*found.all_posts, *found.documents.values(), *sources)
    for url, use in chain(
        (
            (src, PictureUse(source=source, line=line))
            for src, source, line in of_profiles
            if of_elsewhere(src)
        ),
        chain.from_iterable(map(shown, files)),
    ):
        uses.setdefault(canonical(url), []).append(use)
    return {url: WantedPicture(url=url, uses=tuple(uses[url])) for url in sorted(uses)}


def of_file(
    reader: PublicationReader, around: ReadContext, path: str
) -> Iterator[tuple[str, PictureUse]]:
    """Yield address and use of each remote picture that the source file *path* shows, which is read for that."""
    for text in reader.texts([path]).values():
        reading = reader.read(path, text, around)
        yield from of_record(reading.record, of_tokens(reading.tokens))


def of_record(record: Record, noted: Iterable[Noted]) -> Iterator[tuple[str, PictureUse]]:
    """Yield address and use of each remote picture that a post or page shows.

    :param noted: What its text shows, as :func:`of_tokens` returns it.
    """
    matter = record.matter
    if of_elsewhere(matter.image):
        line = line_of(record, "image")
        credit, licence = matter.image_credit, matter.image_license
        yield (
            matter.image,
            PictureUse(source=record.source, line=line, credit=credit, licence=licence),
        )
    for src, line, credit in noted:
        yield src, PictureUse(source=record.source, line=line, credit=credit)


def of_elsewhere(src: str) -> bool:
    """Return whether *src* is neither a file of the publication nor an allowed ``data:`` picture."""
    return is_remote(src) or (links.is_elsewhere(src) and bool(why_not(src)))


def of_reading(reading: PostReading, md: MarkdownIt) -> tuple[Noted, ...]:
    """Return each picture from elsewhere that a text shows, also within directives; *reading* stays as it is."""
    tokens = reading.tokens
    if any(token.type in _FENCES for token in tokens):
        # what is within them is read again when they are carried out, which is when faults are told
        env = deepcopy(reading.env)
        refusals = dc.replace(reading.refusals, report=discard, classes={}, told=set())
        env["standfirst"] = dc.replace(env["standfirst"], report=discard, refusals=refusals)
        tokens = [*unfolded(tokens, md, env)]
    return tuple(of_tokens(tokens))


def of_tokens(tokens: Sequence[Token]) -> Iterator[Noted]:
    """Yield each picture from elsewhere, with those that directives themselves show."""
    for block in token_blocks.split(tokens):
        credit = _credit(block)
        for token, line in token_blocks.walk_lines(block, token_blocks.line(block)):
            if token.type in _FENCES:
                yield from _of_fence(token)
            elif token.type == "image" and of_elsewhere(src := str(token.attrs.get("src", ""))):
                yield src, line, credit


def _of_fence(fence: Token) -> Iterator[Noted]:
    """Yield the pictures of a MyST directive itself; those of the Markdown within it are tokens behind it."""
    directive = _DIRECTIVE.match(fence.info.strip())
    if directive is None:
        return
    line = fence.map[0] + 1 if fence.map else 1
    if directive["name"] in _SHOWING and of_elsewhere(directive["argument"]):
        yield directive["argument"], line, _credit_of(" ".join(fence.content.split()))
    yield from ((url, line, "") for url in _WITHIN.findall(fence.content) if of_elsewhere(url))


def _credit(block: Sequence[Token]) -> str:
    """Return whose picture a figure's caption says that it is; empty where it does not say so plainly."""
    if block[0].type != "sf_figure_open":
        return ""
    inside = [token for token in block if token.type == "inline"]
    if len(inside) < 2:  # noqa: PLR2004  # pictures and caption
        return ""
    return _credit_of(token_blocks.inline_text(inside[-1].children or []))


def _credit_of(caption: str) -> str:
    found = _CREDIT.search(caption)
    return found["who"].strip() if found else ""
