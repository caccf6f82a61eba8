"""The remote pictures that a publication shows, found in its sources without a build.

In the text of posts and pages, as lead images, as portraits and as covers; of drafts and
embargoed posts too, which will be shown one day.
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any

from standfirst import blocks
from standfirst.pictures.addresses import canonical, is_remote, why_not
from standfirst.policy import links
from standfirst.publication import PublicationReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from standfirst.reading import Surroundings
    from standfirst.settings import Settings

_DIRECTIVE = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<argument>\S*)")
_WITHIN = re.compile(
    r"^\s*(?::img-(?:top|bottom|background):|\.\. (?:image|figure)::)[ \t]*(\S+)", re.MULTILINE
)
"""A picture of sphinx-design's cards, or of reStructuredText in ``{eval-rst}``."""
_SHOWING = frozenset({"image", "figure"})
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
class Use:
    """One place that shows a picture."""

    source: str
    """Path of the source file below the publication's folder, with forward slashes."""
    line: int = 1
    credit: str = ""
    licence: str = ""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A remote picture, and all places that show it."""

    url: str
    """Canonical (see :mod:`standfirst.pictures.addresses`)."""
    uses: tuple[Use, ...] = ()

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


def wanted(root: Path, settings: Settings, options: Mapping[str, Any]) -> dict[str, Wanted]:
    """Return the remote pictures of the publication in *root* by canonical address, in order of it.

    :param options: What its ``conf.py`` sets.
    """
    uses: dict[str, list[Use]] = {}
    for url, use in _uses(PublicationReader(root, settings, options, lambda _path, _problem: None)):
        uses.setdefault(canonical(url), []).append(use)
    return {url: Wanted(url=url, uses=tuple(uses[url])) for url in sorted(uses)}


def of_elsewhere(src: str) -> bool:
    """Return whether *src* is no file of the publication, and no picture within its address that may be."""
    return is_remote(src) or (links.is_elsewhere(src) and bool(why_not(src)))


def _uses(reader: PublicationReader) -> Iterator[tuple[str, Use]]:
    posts = reader.posts()
    authors, volumes = reader.authors(), reader.volumes()
    around = reader.around(posts, authors)
    for shown in (*((a.photo, a.source) for a in authors), *((v.cover, v.source) for v in volumes)):
        if of_elsewhere(shown[0]):
            yield shown[0], Use(source=shown[1])
    profiles = {**dict(reader.texts("authors")), **dict(reader.texts("volumes"))}
    for path, text in {**posts, **reader.pages(), **profiles}.items():
        yield from _of_text(reader, path, text, around)


def _of_text(
    reader: PublicationReader, path: str, text: str, around: Surroundings
) -> Iterator[tuple[str, Use]]:
    reading = reader.read(path, text, around)
    matter = reading.record.matter
    if of_elsewhere(matter.image):
        yield (
            matter.image,
            Use(
                source=path,
                line=dict(reading.record.lines).get("image", 1),
                credit=matter.image_credit,
                licence=matter.image_license,
            ),
        )
    for src, line, credit in _of_tokens(reading.tokens):
        yield src, Use(source=path, line=line, credit=credit)


def _of_tokens(tokens: Sequence[Token]) -> Iterator[tuple[str, int, str]]:
    """Yield address, line and credit of each picture from elsewhere."""
    for block in blocks.split(tokens):
        credit, line = _credit(block), blocks.line(block)
        for token in blocks.walk(block):
            line = token.map[0] + 1 if token.map else line
            src = str(token.attrs.get("src", "")) if token.type == "image" else ""
            if token.type in {"fence", "colon_fence"}:
                yield from _of_fence(token)
            elif of_elsewhere(src):
                yield src, line, credit


def _of_fence(fence: Token) -> Iterator[tuple[str, int, str]]:
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
    inside = [token for token in block if token.type == "inline"]
    if block[0].type != "sf_figure_open" or len(inside) < 2:  # noqa: PLR2004  # pictures and caption
        return ""
    return _credit_of(blocks.inline_text(inside[-1].children or []))


def _credit_of(caption: str) -> str:
    found = _CREDIT.search(caption)
    return found["who"].strip() if found else ""
