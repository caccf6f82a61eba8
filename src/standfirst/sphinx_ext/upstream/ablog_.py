"""Adapter: ABlog's directives, labels and configuration, over our catalogue.

The only place that imports ABlog. What is mended of 0.11.13, each with where the fault is; all of it
can go, by ``test_ablog_has_its_faults_still``, when ABlog takes dates with offsets and pictures by address, reads in parallel and keeps
every co-author (https://github.com/sunpy/ablog/issues):

* ``process_posts`` (dies on our dates, edits the doctree), ``purge_posts``: disconnected;
* ``generate_archive_pages``, ``generate_atom_feeds`` (one author, build paths): disconnected,
  :mod:`.page_context` and :mod:`.feeds_` do their work;
* ``missing_reference``: kept, with our posts and our pages;
* ``PostListDirective`` (fails on a value that it cannot use when all is read): subclassed;
* ``process_postlist`` (takes names that it does not know for no names, so that all is listed, and
  writes days in English): called with our posts, when names are looked up, by :func:`list_posts`, and days are :class:`_ListedDay`;
* ``Blog._dict``, state of the whole process: emptied for each build;
* ``TOMORROW`` (the day after the machine's clock has loaded ABlog, in its zone): the end of time, as
  our catalogue has no post that is not to be shown;
* ``parallel_read_safe``: true, since nothing of ABlog's is left in the environment.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Self

import ablog
from ablog.blog import Blog, Collection
from ablog.post import (
    CheckFrontMatter,
    PostList,
    PostListDirective,
    PostNode,
    UpdateDirective,
    UpdateNode,
    generate_archive_pages,
    generate_atom_feeds,
    process_postlist,
    process_posts,
    purge_posts,
)
from docutils import nodes

from standfirst.catalogue import post_lists
from standfirst.sphinx_ext.logs import line_of, log
from standfirst.tables.feed_formats import FORMATS
from standfirst.text.cleaning import quoted
from standfirst.text.i18n import Words, words

if TYPE_CHECKING:
    from collections.abc import Sized

    from sphinx.application import Sphinx

    from standfirst.catalogue.model import Post
    from standfirst.catalogue.post_lists import ListedNames
    from standfirst.settings.model import Settings
    from standfirst.sphinx_ext.state import Published

STATIC = Path(ablog.__file__).resolve().parent / "stylesheets"
"""The folder that ABlog adds to ``html_static_path``."""
_DISCONNECTED = {
    process_posts,
    purge_posts,
    generate_archive_pages,
    generate_atom_feeds,
    process_postlist,
    ablog.html_page_context,
}


_FEED = "blog-feed"
_WITHOUT_PAGES = ("blog-drafts", "blog-languages", "blog-locations")
"""Labels of ABlog's pages that we have not."""
_PLACEHOLDERS = frozenset({"date", "title", "author", "location", "language", "category", "tags"})
"""What a ``postlist`` may say of each post."""
_DATE = re.compile(r"(?:[^%\0\ud800-\udfff]|%-?[%aAbBcdeFgGhHIjmMpTuUVwWxXyYzZ])*")
"""A format for ``strftime`` without widths, which would make megabytes of a day."""
_OWN = "\0"
"""Begins the format of days that are in words of the language that it names: no author's has it."""
_PARTED = "{date} · {title}"
"""As day and author stand on our pages."""
_STYLE = re.compile(r"[a-z]+(?:-[a-z]+)*")
"""A value of ``list-style-type``: it becomes part of a class."""


def setup_ablog(app: Sphinx) -> None:
    """Load ABlog, and replace its hooks by this adapter."""
    app.setup_extension("ablog")
    for listeners in app.events.listeners.values():
        listeners[:] = [listener for listener in listeners if listener.handler not in _DISCONNECTED]
    if CheckFrontMatter in app.registry.transforms:
        app.registry.transforms.remove(CheckFrontMatter)
    app.add_directive("postlist", CheckedPostList, override=True)
    app.add_directive("update", UpdateOfAnyDay, override=True)
    app.extensions["ablog"].parallel_read_safe = True


class CheckedPostList(PostListDirective):  # type: ignore[misc]  # ABlog has no types
    """ABlog's list of posts, with its values checked when it is read: ABlog's own fails at the end."""

    def run(self) -> list[nodes.Node]:
        """Carry the directive out.

        :raises DirectiveError: A value is none that it can use.
        """
        given = self.options
        length = self.arguments[0] if self.arguments else "1"
        if not (length.isascii() and length.isdecimal() and int(length[:9])):
            raise self.error(f"{quoted(length)} is not a number of posts")
        if not _placeholders(given.get("format", "")) <= _PLACEHOLDERS:
            known = ", ".join(f"{{{name}}}" for name in sorted(_PLACEHOLDERS))
            raise self.error(
                f"the format {quoted(given['format'])} has a placeholder other than {known}"
            )
        if not _DATE.fullmatch(given.get("date", "")):
            raise self.error(f"{quoted(given['date'])} is not a date format")
        if not _STYLE.fullmatch(given.get("list-style", "none")):
            raise self.error(f"{quoted(given['list-style'])} is not a list style")
        given.setdefault("format", _PARTED)
        return list(super().run())


class UpdateOfAnyDay(UpdateDirective):  # type: ignore[misc]  # as above
    """ABlog's note of a change, with its box where the date is missing too."""

    required_arguments = 0
    optional_arguments = 1


class _ListedDay(dt.datetime):
    """A moment that a list may show in words of the page's language."""

    @classmethod
    def of(cls, moment: dt.datetime) -> Self:
        """Return *moment* without its zone: ABlog compares it with days that have none."""
        return cls.fromisoformat(moment.replace(tzinfo=None).isoformat())

    def strftime(self, form: str) -> str:
        """Return it in the format *form*."""
        return words(form[1:]).date(self) if form.startswith(_OWN) else super().strftime(form)


def _placeholders(pattern: str) -> set[str]:
    """Return the names in braces; a brace where it has no partner."""
    try:
        return {key for _, key, _, _ in Formatter().parse(pattern) if key is not None}
    except ValueError:
        return {"{"}


def forget_others() -> None:
    """Forget an earlier build's state in this process, and the machine's clock."""
    Blog._dict.clear()
    ablog.blog.TOMORROW = dt.datetime.max  # noqa: DTZ901  # what it compares has no zone


def lists_posts(doctree: nodes.document) -> bool:
    """Return whether a directive of the document lists posts."""
    return any(True for _ in doctree.findall(PostList))


def complete(doctree: nodes.document, language: str) -> None:
    """Give updates headings, lists of posts their days, and remove ``post`` directives, which front matter replaces.

    :param language: The publication's.
    """
    for node in list(doctree.findall(PostNode)):
        node.replace_self(node.children)
    w = words(doctree.get("language") or language)
    for node in doctree.findall(PostList):
        node["date"] = node["date"] or f"{_OWN}{w.lang}"
    for update in doctree.findall(UpdateNode):
        said = w("Updated %(date)s", date=_day(update.get("date", ""), w)).strip()
        update.insert(0, nodes.title("", said))


def _day(text: str, w: Words) -> str:
    """Return a day in figures (ISO 8601) in words, all else as it was written."""
    try:
        return w.date(dt.date.fromisoformat(text.strip()))
    except ValueError:
        return text


def list_posts(app: Sphinx, doctree: nodes.document, docname: str, known: ListedNames) -> None:
    """Put a list of posts in the place of each directive; none where it names nothing that is *known*."""
    wanted, catalogs = list(doctree.findall(PostList)), Blog(app).catalogs
    for node in wanted:
        asked = post_lists.asked(node.attributes)
        for problem in known.problems(asked, line_of(node)):
            log(problem, location=(docname, problem.line))
        found = known.found(asked)
        if any(asked.values()) and not any(found.values()):
            node.parent.remove(node)
        for option, names in found.items():
            node[option] = names
            for name in names:
                # made by being asked for: ABlog passes over one without posts
                catalogs[option].__getitem__(name)
    if wanted:
        process_postlist(app, doctree, docname)


def hand_over(app: Sphinx, published: Published, settings: Settings, asking: Sized) -> None:
    """Give ABlog our posts, and say where our pages are.

    :param asking: Documents in which a directive lists posts: records of thousands are made only then.
    """
    blog = Blog(app)
    catalogue, indexes = published.catalogue, published.indexes
    for post in reversed(catalogue.posts.values()) if asking else ():
        if post.date is not None and not post.withdrawn:
            blog.register(post.docname, _info(post))
    references = blog.references
    for of, listing in catalogue.listings():
        for name in of.references:
            references[f"{name}-{listing.key}"] = (listing.page, listing.name)
    for catalog, key in ((blog.author, "author"), (blog.tags, "tag"), (blog.category, "section")):
        pages = {listing.name: listing.page for listing in catalogue.lists[key].values()}
        for collection in catalog:
            page = pages.get(str(collection.name))
            if isinstance(collection, Collection) and page:
                collection._path = page
                references[collection.xref] = (page, collection.name)
    references["blog-posts"] = (catalogue.everything.page, references["blog-posts"][1])
    for label, kind in (
        ("authors", "author"),
        ("tags", "tag"),
        ("categories", "section"),
        ("archives", "archive"),
    ):
        references[f"blog-{label}"] = (indexes[kind], references[f"blog-{label}"][1])
    for label in _WITHOUT_PAGES:
        references.pop(label, None)
    _lead_to_feed(blog, settings)


def _lead_to_feed(blog: Blog, settings: Settings) -> None:
    """Have the label of the feed lead to ours; to none where there is no base URL, and so no feed."""
    feed = blog.references.pop(_FEED, None)
    if feed is not None and settings.base_url:
        blog.config["blog_baseurl"] = settings.base_url
        blog.references[_FEED] = (FORMATS[0].file, settings.title)


def _info(post: Post) -> dict[str, Any]:
    return {
        "docname": post.docname,
        "section": "",
        "order": 1,
        "date": _ListedDay.of(post.date) if post.date else None,
        "update": post.revised.replace(tzinfo=None) if post.revised else None,
        "title": post.title,
        "excerpt": [nodes.paragraph("", post.excerpt)] if post.excerpt else [],
        "tags": [tag.name for tag in post.tags],
        "author": [person.name for person in post.authors],
        "category": [post.section.name],
        "location": [],
        "language": [post.lang],
        "nocomments": False,
        "canonical_link": None,
        "external_link": None,
        "doctree": None,
    }
