"""The search: text kept of each page, and the index made when all are written.

::

    page written -> kept document --documents of all wanted pages--> index, where one differs
                                                                 -> ``pagefind/`` of the output
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from sphinx.util import logging

from standfirst.incremental.atomic_files import write
from standfirst.incremental.manifest import digest
from standfirst.outputs import search_index
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.html import page_context
from standfirst.sphinx_ext.logs import log
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.catalogue.model import Post
    from standfirst.sphinx_ext.html.builder import PublicationBuilder

LOGGER = logging.getLogger(__name__)


def keep(builder: PublicationBuilder, pagename: str, body: str) -> None:
    """Keep the searchable text of an article or a standing page.

    :param body: HTML of its text.
    """
    if not builder.is_found(pagename):
        return
    post = builder.published.catalogue.posts.get(pagename)
    href = builder.address(pagename).href
    if post is None:
        title = page_context.of_document(builder, pagename).title
        lang = page_context.language(builder.domain, pagename)
        found = search_index.SearchDocument(href=href, lang=lang, title=title, body=body)
    else:
        found = _post(post, href, body, shown_in=builder.domain.inputs.settings.language)
    write(builder.search_document(pagename), search_index.document(found).encode())


def _post(post: Post, href: str, body: str, *, shown_in: str) -> search_index.SearchDocument:
    w = words(post.lang)
    names = tuple(person.name for person in (*post.authors, *post.translators))
    filters = [("author", name) for name in names]
    filters.append(("section", post.section.name))
    if post.date:
        filters.append(("year", f"{post.date:%Y}"))
    if post.volume:
        filters.append(("volume", post.volume.name))
    filters.append(("language", _language(post.lang, shown_in)))
    return search_index.SearchDocument(
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


def _language(lang: str, shown_in: str) -> str:
    """Return a language's name in that of the publication; the tag itself where it has none."""
    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return lang
    return locale.get_display_name(words(shown_in).locale) or lang


def make_index(builder: PublicationBuilder) -> None:
    """Make the index where the searchable text has changed, and put its files into the output."""
    if not builder.domain.inputs.settings.search:
        return
    if not builder.config.standfirst_search_index:
        LOGGER.info("no search index is made (standfirst_search_index)")
        return
    names = [name for name in sorted(builder.env.found_docs) if builder.is_found(name)]
    documents = [path for path in map(builder.search_document, names) if path.is_file()]
    folder = builder.search_folder
    # those of pages that are gone
    for path in {*(folder / "pages").glob("*.html")}.difference(documents):
        path.unlink()
    if not documents:
        return
    made = folder / search_index.FOLDER
    key = digest(search_index.version(), [(p.name, _hash(p)) for p in documents])
    stamp = folder / "made-from"
    if not (made.is_dir() and stamp.is_file() and stamp.read_text(encoding="ascii") == key):
        stamp.unlink(missing_ok=True)
        try:
            search_index.make(folder / "pages", made)
        except search_index.SearchError as exc:
            log(_problem(exc), location=None)
            return
        write(stamp, key.encode())
    files = [path for path in made.rglob("*") if path.is_file()]
    builder.place({f"{search_index.FOLDER}/{f.relative_to(made).as_posix()}": f for f in files})


def _problem(error: search_index.SearchError) -> Problem:
    return Problem(
        subtype=PostWarning.SEARCH,
        message=f"{error}; the search page says that search is not available",
        remedy=error.remedy,
    )


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
