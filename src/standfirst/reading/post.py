"""One source file of a post -> its record and the Markdown tokens that are rendered.

::

    text --front_matter--> matter + body --hygiene, Liquid--> Markdown
         --markdown-it with standfirst's plugins--> tokens --structure.shape()--> tokens + Body

The build and ``standfirst check`` both read posts here.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst.addresses import page_addresses, permalinks
from standfirst.limits.budget import Budget
from standfirst.markdown.context import ParseContext
from standfirst.markdown.html import document
from standfirst.markdown.quotes import smarten
from standfirst.policy.refusals import Refusals
from standfirst.problems import PostWarning, Problem
from standfirst.reading import headings, leftovers, structure
from standfirst.reading.kinds import kind
from standfirst.reading.liquid_of_post import carried_out
from standfirst.reading.record import Body, Record, without_words
from standfirst.reading.source_lines import SourceLines
from standfirst.sources import source_files
from standfirst.sources.front_matter import reader
from standfirst.sources.front_matter.model import KEYS_OF
from standfirst.text import bylines, cleaning, language_detection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from standfirst.addresses.local_files import Question
    from standfirst.problems import Report
    from standfirst.reading.read_context import ReadContext
    from standfirst.settings.model import Settings

_LINES_KEPT = ("title", "permalink", "redirect_from", "translation_of", "image", "section", "volume", "date", "withdrawn", *(key for keys in KEYS_OF.values() for key in keys))  # fmt: skip
_STANDING_PAGE = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:(?!---[ \t]*\r?\n).*\n){0,60}?(?:title|layout|permalink)[ \t]*:"
)
NOT_FOR_PAGES = frozenset({PostWarning.AUTHOR, PostWarning.DESCRIPTION, PostWarning.DATE})
"""What a standing page need not have."""
MYST_SCHEMES = ("inv", "path", "project")
"""Of links that MyST resolves: https://myst-parser.readthedocs.io/en/latest/syntax/cross-referencing.html."""
_ADDRESS = re.compile(r"https?://\S*|[!\]]\([^)\n]*\)")
_SAMPLE = 4_000
"""Characters that suffice to tell a text's language."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PostReading:
    """A post, read."""

    record: Record
    tokens: list[Token]
    env: dict[str, Any]
    """markdown-it's environment, which a renderer of the tokens needs."""
    asks_for_now: bool
    """Whether it shows when it was read."""
    asked: tuple[Question, ...]
    """The includes and data that it asks for."""
    refusals: Refusals
    """What the text has asked for in vain; :meth:`Refusals.report_classes` is for who has read it to its end."""


def stems(posts: Iterable[str], folder: str) -> dict[str, str]:
    """Return the path of each of *posts* by its file name without suffix, with and without folders, composed.

    Where two have one name, it means the last.

    :param folder: In which they lie.
    """
    found: dict[str, str] = {}
    for path in posts:
        below = source_files.stem(page_addresses.composed(path)).removeprefix(f"{folder}/")
        found[below.rpartition("/")[2]] = found[below] = path
    return found


def read_matter(text: str, *, source: str, settings: Settings) -> reader.MatterReading:
    """Return front matter and body of *text*, with the publication's defaults applied."""
    return reader.read(
        text,
        name=PurePosixPath(source).name,
        tz=settings.timezone,
        timestamps=dt.UTC if settings.utc_timestamps else None,
        defaults=reader.defaults_for(source, kind(source, settings), settings.defaults),
        separators=settings.excerpt_separators,
        is_ablogs=settings.posts_from == "ablog",
        leads=settings.lead_pictures,
    )


def matter_of(text: str, *, source: str, around: ReadContext) -> reader.MatterReading:
    """Return the result of :func:`read_matter`, kept from before where *text* is the same."""
    return around.parsed.take(source, text) or read_matter(
        text, source=source, settings=around.settings
    )


def read_post(
    text: str, *, source: str, around: ReadContext, markdown: MarkdownIt, report: Report
) -> PostReading:
    """Return what the publication knows of a post, and the tokens of its page.

    :param text: A whole source file.
    :param source: Its path below the source folder, with forward slashes.
    :param markdown: A parser with :func:`standfirst.markdown.use_plugins` applied.
    """
    reading = matter_of(text, source=source, around=around)
    matter = reading.matter
    is_page = permalinks.is_page_of_collection(source, matter, around.settings)
    for problem in reading.problems:
        if problem != reading.untitled and not (is_page and problem.subtype in NOT_FOR_PAGES):
            report(problem)
    cleaned, removed = cleaning.clean_body(reading.body)
    if removed:
        report(_characters(removed))
    leftovers.report_first(cleaned, report)
    lang = _language(reading, source, around.settings)
    budget = Budget(len(text))
    translated, site, files = carried_out(
        cleaned, reading, source=source, lang=lang, around=around, report=report, budget=budget
    )
    is_editors = kind(source, around.settings) == reader.PAGES
    places = SourceLines(translated, report)
    refusals = Refusals(report=places.report, extra=around.settings.classes, is_editors=is_editors, schemes=MYST_SCHEMES)  # fmt: skip
    separators = matter.excerpt_separators
    context = ParseContext(report=places.report, lang=lang, separators=separators, hard_wrap=around.settings.hard_wrap, math=around.settings.kramdown_math, roles=around.roles, refusals=refusals, budget=budget)  # fmt: skip
    env: dict[str, Any] = {"standfirst": context}
    if source.endswith(source_files.HTML):
        tokens = document.parse(translated.text, markdown, env, fences="highlight" in cleaned)
    else:
        tokens = markdown.parse(translated.text, env)
    places.settle(tokens, env, refusals)
    if reading.excerpt_ends is not None:
        tokens = structure.with_excerpt(tokens, reading.excerpt_ends)
    title = _title(reading, tokens, lang, report)
    byline = bylines.split_all(matter.authors, whole=around.names)[0]
    tokens, shaped = structure.shape(tokens, title=title, byline=byline, known_names=around.names)
    record = _record(reading, source, title, dc.replace(shaped, lang=lang))
    if _is_withdrawn(record, around.settings):
        record, tokens = without_words(record), headings.only_title(tokens)
    return PostReading(
        record=record,
        tokens=tokens,
        env=env,
        asks_for_now=site.asks_for_now,
        asked=tuple(sorted(files.asked)),
        refusals=refusals,
    )


def _title(reading: reader.MatterReading, tokens: list[Token], lang: str, report: Report) -> str:
    """Return the front matter's title, else the text's first heading, else what the file name gives."""
    if reading.untitled is not None:
        heading = headings.title_of(tokens)
        if heading:
            return heading
        report(reading.untitled)
    return smarten(reading.matter.title, lang)


def read_plainly(text: str, *, source: str, settings: Settings) -> tuple[Record, str]:
    """Return what the front matter says of a post, and the text below it as it is written.

    It is what is left of a post where :func:`read_post` or what comes after raises: of all that
    carries out a text nothing is used here.

    :param text: A whole source file.
    :param source: Its path below the source folder, with forward slashes.
    """
    reading = read_matter(text, source=source, settings=settings)
    lang = reading.matter.lang or settings.language
    record = _record(reading, source, reading.matter.title, Body(lang=lang))
    if _is_withdrawn(record, settings):
        return without_words(record), ""
    return record, cleaning.clean_body(reading.body)[0]


def _record(reading: reader.MatterReading, source: str, title: str, found: Body) -> Record:
    lines = {key: reading.lines[key] for key in _LINES_KEPT if key in reading.lines}
    lead = reading.matter.image_key.partition(".")[0]
    if lead in reading.lines:
        lines["image"] = reading.lines[lead]
    return Record(
        docname=source_files.docname(source),
        source=source,
        matter=dc.replace(reading.matter, title=title),
        body=found,
        lines=tuple(lines.items()),
    )


def _is_withdrawn(record: Record, settings: Settings) -> bool:
    return bool(record.matter.withdrawn) and kind(record.source, settings) != reader.PAGES


def is_standing_page(text: str, source: str = "") -> bool:
    """Return whether a document other than a post has the front matter of Jekyll's pages; else it is MyST's.

    :param source: Path of its file: HTML is never MyST's.
    """
    return source.endswith(source_files.HTML) or _STANDING_PAGE.match(text) is not None


def _language(reading: reader.MatterReading, source: str, settings: Settings) -> str:
    if reading.matter.lang:
        return reading.matter.lang
    section = permalinks.section_around(source, settings)
    default = (section.lang if section else "") or settings.language
    sample = _ADDRESS.sub(" ", reading.body.lstrip()[:_SAMPLE])
    return language_detection.detect(f"{reading.matter.title}\n{sample}", default)


def _characters(found: cleaning.Removed) -> Problem:
    return Problem(
        subtype=PostWarning.CHARACTERS,
        message=f"the text has {found.what}; they were removed",
        remedy="delete them in the source",
        line=found.line,
    )
