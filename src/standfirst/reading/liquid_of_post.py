"""What is carried out in a post's text before it is Markdown: substitutions and Liquid, with what they may name."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst.addresses import page_path, permalinks
from standfirst.markdown.word_markup import without_words_tags
from standfirst.reading import liquid_scope, substitutions
from standfirst.reading.kinds import kind
from standfirst.reading.liquid import rendering
from standfirst.reading.liquid.model import Rendered, Surroundings
from standfirst.reading.liquid_scope import FilesOfPost, SiteVariable
from standfirst.sources.front_matter import reader

if TYPE_CHECKING:
    from standfirst.limits.budget import Budget
    from standfirst.problems import Report
    from standfirst.reading.read_context import ReadContext
    from standfirst.settings.model import Settings
    from standfirst.sources.front_matter.reader import MatterReading


def carried_out(
    body: str,
    reading: MatterReading,
    *,
    source: str,
    lang: str,
    around: ReadContext,
    report: Report,
    budget: Budget,
) -> tuple[Rendered, SiteVariable, FilesOfPost]:
    """Return the text with its substitutions and its Liquid carried out, and what that has asked."""
    files = FilesOfPost(around.files, report, budget)
    site = _site(around, files)
    page = _page(reading, source, lang, around.settings)
    surroundings = Surroundings(
        scope={"jekyll": liquid_scope.JEKYLL, "site": site, "page": page},
        addresses={"post_url": around.post_url, "link": around.link},
        include=files.include,
        zone=around.settings.timezone,
        lang=lang,
    )
    values = substitutions.of(around.substitutions, reading.raw)
    filled = substitutions.put_in(body, values, report, budget)
    filled = without_words_tags(filled, report)
    translated = rendering.render(filled, surroundings, report, budget)
    for problem in site.problems():
        report(problem)
    return translated, site, files


def _site(around: ReadContext, files: FilesOfPost) -> SiteVariable:
    settings = around.settings
    site = {
        "title": settings.title,
        "description": settings.tagline,
        "url": settings.base_url.rstrip("/"),
        # root-relative addresses are resolved against the publication's root, wherever it lies
        "baseurl": "",
        "lang": settings.language,
        "time": settings.now.astimezone(settings.timezone),
        "data": files.data,
    }
    return SiteVariable({**site, **around.site})


def _page(reading: MatterReading, source: str, lang: str, settings: Settings) -> dict[str, Any]:
    """Return Liquid's ``page``."""
    matter = reading.matter
    if kind(source, settings) == reader.PAGES:
        address = {"url": page_path.of_page(source, matter.permalink).url}
    else:
        wanted = page_path.of_post(source, matter, settings)
        slug = permalinks.subject(source, matter, settings).slug
        address = {"url": wanted.url, "id": str(PurePosixPath(wanted.url).parent / slug)}
    own = {"title": matter.title, "date": matter.date, "lang": lang}
    return liquid_scope.page(reading.raw, source, {**own, **address})
