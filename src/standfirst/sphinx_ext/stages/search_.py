"""The search: a record kept of each page, and the index made when all are written.

::

    page written -> record of its words --records of all wanted pages--> index in the output, where one differs
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from babel import Locale, UnknownLocaleError
from sphinx.util import logging

from standfirst.search import making, page_text, record
from standfirst.sphinx_ext.html import page_context
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.html import HtmlElement

    from standfirst.catalogue.model import Post
    from standfirst.sphinx_ext.html.builder import PublicationBuilder

_Work = TypeVar("_Work")
LOGGER = logging.getLogger(__name__)
FOLDER = "_search"
"""Of the index, below the output folder."""
_RUNS_EACH = 2
"""Runs for each process that makes the index: files of one kind cost more than another's."""
_EPOCH = date(1970, 1, 1).toordinal()


def keep(builder: PublicationBuilder, pagename: str, body: HtmlElement) -> None:
    """Keep the record of an article or a standing page that is to be found.

    :param body: Its text, which is of no use afterwards.
    """
    post = builder.published.catalogue.posts.get(pagename)
    href = builder.address(pagename).href
    if post is None:
        title = page_context.of_document(builder, pagename).title
        lang = page_context.language(builder.domain, pagename)
        text = page_text.of_tree(body, title)
        found = record.SearchedPage(href=href, lang=lang, title=title, body=text)
    else:
        text = page_text.of_tree(body, post.title)
        found = _post(post, href, text, shown_in=builder.domain.inputs.settings.language)
    builder.search_records.keep(pagename, record.record(found))


def _post(post: Post, href: str, body: page_text.PageText, *, shown_in: str) -> record.SearchedPage:
    w = words(post.lang)
    names = tuple(person.name for person in (*post.authors, *post.translators))
    facets = [("author", name) for name in names]
    facets.append(("section", post.section.name))
    if post.date:
        facets.append(("year", f"{post.date:%Y}"))
    if post.volume:
        facets.append(("volume", post.volume.name))
    facets.append(("language", _language(post.lang, shown_in)))
    return record.SearchedPage(
        href=href,
        lang=post.lang,
        title=post.title,
        deck=post.deck,
        names=names,
        byline=w("By %(names)s", names=w.join([p.name for p in post.authors]))
        if post.authors
        else "",
        date=w.date(post.date) if post.date else "",
        day=post.date.toordinal() - _EPOCH if post.date else None,
        facets=tuple(facets),
        body=body,
    )


def _language(lang: str, shown_in: str) -> str:
    """Return a language's name in that of the publication; the tag itself where it has none."""
    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return lang
    return locale.get_display_name(words(shown_in).locale) or lang


def make_index(builder: PublicationBuilder) -> None:
    """Make the index in the output, where a record has changed."""
    if not builder.domain.inputs.settings.search:
        return
    if not builder.config.standfirst_search_index:
        LOGGER.info("no search index is made (standfirst_search_index)")
        return
    try:
        _make(builder)
    except making.LostError as lost:
        builder.write_again(lost.pages)
        _make(builder)


def _make(builder: PublicationBuilder) -> None:
    def share(
        work: Sequence[_Work],
        weights: Sequence[int],
        do: Callable[[Iterable[_Work]], making.MadeFiles],
        take: Callable[[list[_Work], making.MadeFiles], None],
        fewest: int | None = None,
    ) -> None:
        with builder.progress.of("making the search's index", len(work)) as stage:
            builder.faults.share(
                work,
                weights,
                jobs=builder.jobs,
                do=lambda pieces: do(stage.through(pieces)),
                take=take,
                runs_each=_RUNS_EACH,
                fewest=fewest,
            )

    making.make(
        builder.search_folder,
        [name for name in sorted(builder.env.found_docs) if builder.is_found(name)],
        Path(builder.outdir, FOLDER),
        share=share,
        expect=lambda names: builder.expect(f"{FOLDER}/{name}" for name in names),
    )
