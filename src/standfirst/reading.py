"""One source file of a post -> its record and the Markdown tokens that are rendered.

::

    text --front_matter--> matter + body --hygiene, Liquid--> Markdown
         --markdown-it with standfirst's plugins--> tokens --body.shape()--> tokens + Body

The build and ``standfirst check`` both read posts here.
"""

from __future__ import annotations

import dataclasses as dc
import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst import (
    body,
    bylines,
    departments,
    front_matter,
    hygiene,
    languages,
    links,
    liquid,
    permalinks,
    post_paths,
    sources,
)
from standfirst.budget import Budget
from standfirst.catalogue import Record
from standfirst.markdown.quotes import smarten
from standfirst.matter import KEYS_OF
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from standfirst.settings import Settings
    from standfirst.warnings_ import Report

_LINES_KEPT = ("title", "permalink", "redirect_from", "translation_of", "image", "section", "volume", "date", *(key for keys in KEYS_OF.values() for key in keys))  # fmt: skip
_PAGE = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:(?!---[ \t]*\r?\n).*\n){0,60}?(?:title|layout|permalink)[ \t]*:"
)
NOT_FOR_PAGES = frozenset({PostWarning.AUTHOR, PostWarning.DESCRIPTION, PostWarning.DATE})
"""What a standing page need not have."""
_ADDRESS = re.compile(r"https?://\S*|[!\]]\([^)\n]*\)")
_SAMPLE = 4_000
"""Characters that suffice to tell a text's language."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ParseContext:
    """What the Markdown plugins are told; they find it in ``env["standfirst"]``."""

    report: Report
    lang: str
    separators: tuple[str, ...]
    budget: Budget = dc.field(default_factory=partial(Budget, 0))


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a post's reading takes from the rest of the publication."""

    settings: Settings
    names: Collection[str] = frozenset()
    """Folded names and aliases of ``authors/``."""
    stems: Mapping[str, str] = dc.field(default_factory=dict)
    """What :func:`stems` gives, for ``post_url``."""
    site: Mapping[str, Any] = dc.field(default_factory=dict)
    """Liquid's ``site``."""

    def post_url(self, name: str) -> str | None:
        """Return the path of the source file that Jekyll's ``post_url`` names, from the root."""
        found = self.stems.get(links.composed(name.strip().strip("/")))
        return f"/{found}" if found else None

    def link(self, path: str) -> str | None:
        """Return the path of the source file that Jekyll's ``link`` names, from the root."""
        wanted = path.strip().lstrip("/")
        stem = links.composed(sources.docname(wanted)) if wanted else ""
        found = self.stems.get(stem.removeprefix("_posts/"))
        return f"/{found or wanted}"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PostReading:
    """A post, read."""

    record: Record
    tokens: list[Token]
    env: dict[str, Any]
    """markdown-it's environment, which a renderer of the tokens needs."""


def stems(posts: Iterable[str], folder: str) -> dict[str, str]:
    """Return the path of each of *posts* by its file name without suffix, with and without folders, composed.

    Where two have one name, it means the last.

    :param folder: In which they lie.
    """
    found: dict[str, str] = {}
    for path in posts:
        below = PurePosixPath(links.composed(path)).with_suffix("").relative_to(folder)
        found[below.name] = found[str(below)] = path
    return found


def read_matter(text: str, *, source: str, settings: Settings) -> front_matter.Reading:
    """Return front matter and body of *text*, with the publication's defaults applied."""
    return front_matter.read(
        text,
        name=PurePosixPath(source).name,
        tz=settings.timezone,
        defaults=front_matter.defaults_for(source, kind(source, settings), settings.defaults),
        separators=settings.excerpt_separators,
    )


def read_post(
    text: str, *, source: str, around: Surroundings, markdown: MarkdownIt, report: Report
) -> PostReading:
    """Return what the publication knows of a post, and the tokens of its page.

    :param text: A whole source file.
    :param source: Its path below the source folder, with forward slashes.
    :param markdown: A parser with :func:`standfirst.markdown.use_plugins` applied.
    """
    reading = read_matter(text, source=source, settings=around.settings)
    for problem in reading.problems:
        report(problem)
    matter = reading.matter
    cleaned, removed = hygiene.clean_body(reading.body)
    if removed:
        report(_characters(removed))
    lang = _language(reading, source, around.settings)
    budget = Budget(len(text))
    translated = liquid.render(cleaned, _liquid(reading, source, lang, around), report, budget)
    separators = matter.excerpt_separators
    context = ParseContext(report=report, lang=lang, separators=separators, budget=budget)
    env: dict[str, Any] = {"standfirst": context}
    tokens = markdown.parse(translated, env)
    title = smarten(matter.title, lang)
    byline = bylines.split_all(matter.authors, whole=around.names)[0]
    tokens, shaped = body.shape(tokens, title=title, byline=byline, known_names=around.names)
    record = Record(
        docname=sources.docname(source),
        source=source,
        matter=dc.replace(matter, title=title),
        body=dc.replace(shaped, lang=lang),
        lines=tuple((key, reading.lines[key]) for key in _LINES_KEPT if key in reading.lines),
    )
    return PostReading(record=record, tokens=tokens, env=env)


def is_standing_page(text: str) -> bool:
    """Return whether a document that is no post says what Jekyll's pages say; else it is MyST's alone."""
    return _PAGE.match(text) is not None


def kind(source: str, settings: Settings) -> str:
    """Return what a scope of Jekyll's defaults calls the file: a section with addresses of its own is a collection."""
    if not PurePosixPath(source).is_relative_to(settings.posts):
        return front_matter.PAGES
    section = departments.configured(source, settings)
    return section.slug if section and section.permalink else front_matter.POSTS


def _language(reading: front_matter.Reading, source: str, settings: Settings) -> str:
    if reading.matter.lang:
        return reading.matter.lang
    section = departments.configured(source, settings)
    default = (section.lang if section else "") or settings.language
    sample = _ADDRESS.sub(" ", reading.body.lstrip()[:_SAMPLE])
    return languages.detect(f"{reading.matter.title}\n{sample}", default)


def _liquid(
    reading: front_matter.Reading, source: str, lang: str, around: Surroundings
) -> liquid.LiquidContext:
    settings, matter = around.settings, reading.matter
    site = {
        "title": settings.title,
        "description": settings.tagline,
        "url": settings.base_url.rstrip("/"),
        # root-relative addresses are resolved against the publication's root, wherever it lies
        "baseurl": "",
        "lang": settings.language,
        "time": settings.now,
        **around.site,
    }
    if kind(source, settings) == front_matter.PAGES:
        address = {"url": post_paths.of_page(source, matter.permalink).url}
    else:
        wanted = post_paths.of_post(source, matter, settings)
        slug = permalinks.subject(source, matter, settings).slug
        address = {"url": wanted.url, "id": str(PurePosixPath(wanted.url).parent / slug)}
    own = {"title": matter.title, "date": matter.date, "lang": lang}
    page = {**reading.raw, **own, **address}
    return liquid.LiquidContext(site=site, page=page, post_url=around.post_url, link=around.link)


def _characters(found: hygiene.Found) -> Problem:
    return Problem(
        subtype=PostWarning.CHARACTERS,
        message=f"the text has {found.what}; they were removed",
        remedy="delete them in the source",
        line=found.line,
    )
