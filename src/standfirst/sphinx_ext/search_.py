"""Hook: keep what is found of each page, make the index when all are there, and the search page.

::

    page written -> kept document --documents of all wanted pages--> index, where one differs
                                                                 -> ``pagefind/`` of the output
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from sphinx.util import logging

from standfirst import search
from standfirst.manifest import digest
from standfirst.output_file import write
from standfirst.places import SEARCH
from standfirst.sphinx_ext.builder import PublicationBuilder
from standfirst.sphinx_ext.listing_pages import Generated
from standfirst.sphinx_ext.logs import log
from standfirst.warnings_ import PostWarning, Problem
from standfirst.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx

    from standfirst.catalogue import Post
    from standfirst.sphinx_ext.pages import Page

LOGGER = logging.getLogger(__name__)


def setup_search(app: Sphinx) -> None:
    """Register this stage."""
    app.connect("html-collect-pages", on_html_collect_pages)
    # after :mod:`.pages`, whose context it reads
    app.connect("html-page-context", on_html_page_context, priority=950)
    # before :mod:`.outputs`, which removes files that nobody wants
    app.connect("build-finished", on_build_finished, priority=390)


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the search page."""
    if not isinstance(app.builder, PublicationBuilder):
        return
    settings = app.builder.domain.build.settings
    if settings.search:
        title = words(settings.language)("Search")
        generated = Generated(kind=SEARCH, title=title, made_from=digest(SEARCH))
        yield SEARCH, {"generated": generated}, "search.html"


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  # Sphinx's signature
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Keep what is to be found of an article or a standing page."""
    builder = app.builder
    if not isinstance(builder, PublicationBuilder) or not builder.is_found(pagename):
        return
    post = builder.domain.catalogue.posts.get(pagename)
    page: Page = context["sf"]
    body = str(context.get("body", ""))
    href = builder.address(pagename).href
    found = _post(page, post, href, body) if post else _standing(page, href, body)
    write(builder.search_document(pagename), search.document(found).encode())


def _post(page: Page, post: Post, href: str, body: str) -> search.Found:
    w = page.words
    names = tuple(person.name for person in (*post.authors, *post.translators))
    filters = [("author", name) for name in names]
    filters.append(("section", post.section.name))
    if post.date:
        filters.append(("year", f"{post.date:%Y}"))
    if post.volume:
        filters.append(("volume", post.volume.name))
    filters.append(("language", _language(post.lang, page.settings.language)))
    return search.Found(
        href=href,
        lang=post.lang,
        title=post.title,
        deck=post.deck,
        names=names,
        byline=w("By %(names)s", names=w.join([p.name for p in post.authors]))
        if post.authors
        else "",
        date=w.date(post.date) if post.date else "",
        day=f"{post.date:%Y-%m-%d}" if post.date else "",
        filters=tuple(filters),
        body=body,
    )


def _standing(page: Page, href: str, body: str) -> search.Found:
    return search.Found(href=href, lang=page.lang, title=page.title, body=body)


def _language(lang: str, shown_in: str) -> str:
    """Return a language's name in that of the publication; the tag itself where it has none."""
    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return lang
    return locale.get_display_name(words(shown_in).locale) or lang


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Make the index where what is found has changed, and put its files into the output."""
    builder = app.builder
    if exception is not None or not isinstance(builder, PublicationBuilder):
        return
    if not builder.domain.build.settings.search:
        return
    if not app.config.standfirst_search_index:
        LOGGER.info("no search index is made (standfirst_search_index)")
        return
    names = [name for name in sorted(builder.env.found_docs) if builder.is_found(name)]
    documents = [path for path in map(builder.search_document, names) if path.is_file()]
    folder = builder.search_folder
    _tidy(folder / "pages", set(documents))
    if not documents:
        return
    made = folder / search.FOLDER
    key = digest(search.version(), [(p.name, _hash(p)) for p in documents])
    stamp = folder / "made-from"
    if not (made.is_dir() and stamp.is_file() and stamp.read_text(encoding="ascii") == key):
        stamp.unlink(missing_ok=True)
        try:
            search.make(folder / "pages", made)
        except search.SearchError as exc:
            log(_problem(exc), location=None)
            return
        write(stamp, key.encode())
    files = sorted(path for path in made.rglob("*") if path.is_file())
    builder.place({f"{search.FOLDER}/{f.relative_to(made).as_posix()}": f for f in files})


def _problem(error: search.SearchError) -> Problem:
    return Problem(
        subtype=PostWarning.SEARCH,
        message=f"{error}; the search page says that search is not available",
        remedy=error.remedy,
    )


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tidy(folder: Path, wanted: set[Path]) -> None:
    """Remove the documents of pages that are gone."""
    for path in folder.glob("*.html"):
        if path not in wanted:
            path.unlink()
