"""One source file of a post -> its record and the Markdown tokens that are rendered.

::

    text --front_matter--> matter + body --hygiene, Liquid--> Markdown
         --markdown-it with standfirst's plugins--> tokens --structure.shape()--> tokens + Body

The build and ``standfirst check`` both read posts here.
"""

from __future__ import annotations

import dataclasses as dc
import re
from collections import UserDict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst.addresses import page_addresses, page_path, permalinks
from standfirst.limits.budget import Budget
from standfirst.markdown.context import ParseContext
from standfirst.markdown.quotes import smarten
from standfirst.policy.refusals import Refusals
from standfirst.problems import PostWarning, Problem
from standfirst.reading import leftovers, structure
from standfirst.reading.liquid import rendering
from standfirst.reading.record import Body, Record
from standfirst.sources import source_files
from standfirst.sources.front_matter import reader
from standfirst.sources.front_matter.model import KEYS_OF
from standfirst.text import bylines, cleaning, language_detection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from standfirst.problems import Report
    from standfirst.settings.model import Settings

_LINES_KEPT = ("title", "permalink", "redirect_from", "translation_of", "image", "section", "volume", "date", *(key for keys in KEYS_OF.values() for key in keys))  # fmt: skip
_STANDING_PAGE = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:(?!---[ \t]*\r?\n).*\n){0,60}?(?:title|layout|permalink)[ \t]*:"
)
_TITLE = 3
"""Tokens of the title: its heading's opening, text and closing."""
NOT_FOR_PAGES = frozenset({PostWarning.AUTHOR, PostWarning.DESCRIPTION, PostWarning.DATE})
"""What a standing page need not have."""
MYST_SCHEMES = ("inv", "path", "project")
"""Of links that MyST resolves: https://myst-parser.readthedocs.io/en/latest/syntax/cross-referencing.html."""
_ADDRESS = re.compile(r"https?://\S*|[!\]]\([^)\n]*\)")
_SAMPLE = 4_000
"""Characters that suffice to tell a text's language."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ReadContext:
    """What a post's reading takes from the rest of the publication."""

    settings: Settings
    names: Collection[str] = frozenset()
    """Folded names and aliases of ``authors/``."""
    stems: Mapping[str, str] = dc.field(default_factory=dict)
    """What :func:`stems` gives, for ``post_url``."""
    site: Mapping[str, Any] = dc.field(default_factory=dict)
    """Liquid's ``site``."""
    parsed: reader.Parsed = dc.field(default_factory=reader.Parsed)
    """What has been parsed of posts."""

    def post_url(self, name: str) -> str | None:
        """Return the path of the source file that Jekyll's ``post_url`` names, from the root."""
        found = self.stems.get(page_addresses.composed(name.strip().strip("/")))
        return f"/{found}" if found else None

    def link(self, path: str) -> str | None:
        """Return the path of the source file that Jekyll's ``link`` names, from the root."""
        wanted = path.strip().lstrip("/")
        stem = page_addresses.composed(source_files.stem(wanted)) if wanted else ""
        found = self.stems.get(stem.removeprefix("_posts/"))
        return f"/{found or wanted}"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PostReading:
    """A post, read."""

    record: Record
    tokens: list[Token]
    env: dict[str, Any]
    """markdown-it's environment, which a renderer of the tokens needs."""
    asks_for_now: bool
    """Whether it shows when it was read."""
    refusals: Refusals
    """What the text has asked for in vain; :meth:`Refusals.report_classes` is for who has read it to its end."""


class _Site(UserDict[str, Any]):
    """Liquid's ``site``, which notes whether it is asked for *now*."""

    is_asked_for_now = False

    def __getitem__(self, key: str) -> Any:
        self.is_asked_for_now |= key == "time"
        return super().__getitem__(key)


def stems(posts: Iterable[str], folder: str) -> dict[str, str]:
    """Return the path of each of *posts* by its file name without suffix, with and without folders, composed.

    Where two have one name, it means the last.

    :param folder: In which they lie.
    """
    found: dict[str, str] = {}
    for path in posts:
        below = PurePosixPath(page_addresses.composed(path)).with_suffix("").relative_to(folder)
        found[below.name] = found[str(below)] = path
    return found


def read_matter(text: str, *, source: str, settings: Settings) -> reader.MatterReading:
    """Return front matter and body of *text*, with the publication's defaults applied."""
    return reader.read(
        text,
        name=PurePosixPath(source).name,
        tz=settings.timezone,
        defaults=reader.defaults_for(source, kind(source, settings), settings.defaults),
        separators=settings.excerpt_separators,
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
    for problem in reading.problems:
        report(problem)
    matter = reading.matter
    cleaned, removed = cleaning.clean_body(reading.body)
    if removed:
        report(_characters(removed))
    leftovers.report_first(cleaned, report)
    lang = _language(reading, source, around.settings)
    site = _site(around)
    budget = Budget(len(text))
    scope = {"site": site, "page": _page(reading, source, lang, around.settings)}
    addresses = {"post_url": around.post_url, "link": around.link}
    translated = rendering.render(cleaned, scope, addresses, report, budget)
    is_editors = kind(source, around.settings) == reader.PAGES
    refusals = Refusals(report=report, extra=around.settings.classes, is_editors=is_editors, schemes=MYST_SCHEMES)  # fmt: skip
    separators = matter.excerpt_separators
    context = ParseContext(
        report=report, lang=lang, separators=separators, refusals=refusals, budget=budget
    )
    env: dict[str, Any] = {"standfirst": context}
    tokens = markdown.parse(translated, env)
    title = smarten(matter.title, lang)
    byline = bylines.split_all(matter.authors, whole=around.names)[0]
    tokens, shaped = structure.shape(tokens, title=title, byline=byline, known_names=around.names)
    record = _record(reading, source, title, dc.replace(shaped, lang=lang))
    if _is_withdrawn(record, around.settings):
        record, tokens = _without_words(record), tokens[:_TITLE]
    return PostReading(
        record=record,
        tokens=tokens,
        env=env,
        asks_for_now=site.is_asked_for_now,
        refusals=refusals,
    )


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
        return _without_words(record), ""
    return record, cleaning.clean_body(reading.body)[0]


def _record(reading: reader.MatterReading, source: str, title: str, found: Body) -> Record:
    return Record(
        docname=source_files.docname(source),
        source=source,
        matter=dc.replace(reading.matter, title=title),
        body=found,
        lines=tuple((key, reading.lines[key]) for key in _LINES_KEPT if key in reading.lines),
    )


def _is_withdrawn(record: Record, settings: Settings) -> bool:
    return bool(record.matter.withdrawn) and kind(record.source, settings) != reader.PAGES


def _without_words(record: Record) -> Record:
    """Return what stays of a withdrawn article: its title, who signed it, and where it belongs.

    What it said, and what was said of it, goes: deck, description, excerpt, pictures, files,
    keywords, its place in a series, what it told of its authors.
    """
    matter = dc.replace(
        record.matter,
        subtitle="",
        description="",
        excerpt="",
        series="",
        position="",
        image="",
        image_caption="",
        image_alt="",
        image_credit="",
        image_license="",
    )
    # a byline may name some of its people there only
    names = tuple(dc.replace(said, markdown="") for said in record.body.biographies)
    return dc.replace(record, matter=matter, body=Body(biographies=names, lang=record.body.lang))


def is_standing_page(text: str) -> bool:
    """Return whether a document other than a post has the front matter of Jekyll's pages; else it is MyST's."""
    return _STANDING_PAGE.match(text) is not None


def kind(source: str, settings: Settings) -> str:
    """Return the type of a file in Jekyll's defaults: a section with addresses of its own is a collection."""
    if not PurePosixPath(source).is_relative_to(settings.posts):
        return reader.PAGES
    section = permalinks.section_around(source, settings)
    return section.slug if section and section.permalink else reader.POSTS


def _language(reading: reader.MatterReading, source: str, settings: Settings) -> str:
    if reading.matter.lang:
        return reading.matter.lang
    section = permalinks.section_around(source, settings)
    default = (section.lang if section else "") or settings.language
    sample = _ADDRESS.sub(" ", reading.body.lstrip()[:_SAMPLE])
    return language_detection.detect(f"{reading.matter.title}\n{sample}", default)


def _site(around: ReadContext) -> _Site:
    settings = around.settings
    site = {
        "title": settings.title,
        "description": settings.tagline,
        "url": settings.base_url.rstrip("/"),
        # root-relative addresses are resolved against the publication's root, wherever it lies
        "baseurl": "",
        "lang": settings.language,
        "time": settings.now.astimezone(settings.timezone),
    }
    return _Site({**site, **around.site})


def _page(
    reading: reader.MatterReading, source: str, lang: str, settings: Settings
) -> dict[str, Any]:
    """Return Liquid's ``page``."""
    matter = reading.matter
    if kind(source, settings) == reader.PAGES:
        address = {"url": page_path.of_page(source, matter.permalink).url}
    else:
        wanted = page_path.of_post(source, matter, settings)
        slug = permalinks.subject(source, matter, settings).slug
        address = {"url": wanted.url, "id": str(PurePosixPath(wanted.url).parent / slug)}
    own = {"title": matter.title, "date": matter.date, "lang": lang}
    return {**reading.raw, **own, **address}


def _characters(found: cleaning.Removed) -> Problem:
    return Problem(
        subtype=PostWarning.CHARACTERS,
        message=f"the text has {found.what}; they were removed",
        remedy="delete them in the source",
        line=found.line,
    )
