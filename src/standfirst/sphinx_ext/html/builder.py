"""The HTML builder: Sphinx's, writing every page at its address.

Registered under the names ``html`` and ``dirhtml``, since ``standfirst_permalink`` and not the
builder decides whether an address ends in a slash.
"""

from __future__ import annotations

from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError
from sphinx.util.i18n import format_date

from standfirst.checking import template_loads
from standfirst.incremental import freshness
from standfirst.incremental.atomic_files import write
from standfirst.limits import containment
from standfirst.package import PACKAGE
from standfirst.policy import content_security
from standfirst.problems import PostWarning, Problem
from standfirst.search.kept import SearchRecords
from standfirst.sphinx_ext.fingerprints import NOW
from standfirst.sphinx_ext.html import style_sheets
from standfirst.sphinx_ext.html.everywhere import above, everywhere
from standfirst.sphinx_ext.html.jinja_bridge import Templates
from standfirst.sphinx_ext.html.scripts import scripts
from standfirst.sphinx_ext.html.static_files import StaticFiles
from standfirst.sphinx_ext.html.texts import Texts
from standfirst.sphinx_ext.html.translator import PageTranslator
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.options_ import is_on_read_the_docs
from standfirst.sphinx_ext.read import as_code
from standfirst.sphinx_ext.read.parallel_reading import Selecting
from standfirst.sphinx_ext.upstream.sphinx_ import given, written
from standfirst.text import html_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.builders import Builder


STATIC = PACKAGE / "static" / "standfirst"
_COPYRIGHT = ("copyright", "project_copyright", "epub_copyright")
"""Options that may have the year of *now*."""


def refuse_others(builder: Builder) -> None:
    """Refuse other builders of pages, which lack what templates need.

    :raises ConfigError: It is one, such as ``singlehtml``, which Read the Docs runs for ``htmlzip``.
    """
    if builder.format == "html" and not isinstance(builder, Selecting):
        raise ConfigError(
            f"the builder {builder.name} cannot make a publication's pages; "
            "use html, or for one file pdf or epub, and on Read the Docs no 'htmlzip'"
        )


class PublicationBuilder(StaticFiles):
    """Writes a publication."""

    default_translator_class = PageTranslator
    makes_pages = True
    search = False
    """Sphinx makes neither its index nor its page: :mod:`.search_` does."""

    def create_template_bridge(self) -> None:
        """Use our bridge to Jinja, unless ``conf.py`` names another."""
        super().create_template_bridge()
        if not self.config.template_bridge:
            self.templates = Templates()

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Set up the context of all pages; the day is that of *now*."""
        super().prepare_writing(docnames)
        self.relations = self.fingerprints.relations
        form = self.config.html_last_updated_fmt
        if form is not None:
            settings = self.domain.inputs.settings
            now = settings.now.astimezone(settings.timezone)
            day = format_date(form or "%b %d, %Y", date=now, language=self.config.language)
            self.last_updated = self.globalcontext["last_updated"] = day
        if isinstance(self.templates, Templates):
            self.templates.reads.of_all_pages = self.globalcontext.keys()
            self.templates.reads.above_all_pages = above(self.domain)

    @cached_property
    def texts(self) -> Texts:
        """What is made of articles' texts beside their pages."""
        return Texts(self)

    def beside(self, docname: str) -> Iterator[str]:
        """Yield the files that are written with the page of a document."""
        return self.texts.beside(docname)

    def is_kept(self, docname: str) -> bool:
        """Return whether the texts that feeds and the search take of a document are kept."""
        if self.is_found(docname) and not self.search_records.name(docname):
            return False
        return self.texts.are_kept(docname)

    def give_up_writing(self, docname: str) -> str:
        """Write a page without a template, keep its text for feeds, and drop it from the search."""
        post = self.published.catalogue.posts.get(docname)
        self.search_records.drop(docname)
        title, text, lang = as_code.words(docname, self.domain)
        self.write_barely(docname, title=title, text=text, lang=lang)
        if post is not None:
            self.texts.forget(docname)
            body = f"<pre>{escape(text)}</pre>"
            self.faults.attempt(lambda: self.texts.keep(post, html_tree.parsed(body)))
        return "its page has only its text"

    def is_found(self, docname: str) -> bool:
        """Return whether the search finds a page: an article that is not withdrawn, or a standing page."""
        if not self.config.standfirst_search or docname not in self.env.found_docs:
            return False
        post = self.published.catalogue.posts.get(docname)
        if post is not None:
            return not post.withdrawn
        return docname != self.config.root_doc and docname not in self.domain.records

    @property
    def search_folder(self) -> Path:
        """The folder of what the search keeps."""
        return Path(self.doctreedir, "standfirst", "search")

    @cached_property
    def search_records(self) -> SearchRecords:
        """What the search keeps of each page."""
        return SearchRecords(self.search_folder)

    def finish(self) -> None:
        """Make the pages that no document makes, then what is of the whole publication."""
        if not self.is_part:
            super().finish()
            return
        self.gen_pages_from_extensions()
        self.texts.sweep()
        # those that processes have kept since are not among the ones that this one knows
        records = SearchRecords(self.search_folder)
        wanted = filter(self.is_found, filter(self.is_mine, self.env.found_docs))
        records.keep_only(map(records.name, wanted))

    def gen_additional_pages(self) -> None:
        """Write Sphinx's own pages, and the OpenSearch description of our search."""
        super().gen_additional_pages()
        if self.config.html_use_opensearch and self.config.standfirst_search:
            file = self.static_folder / "opensearch.xml"
            self.handle_page("opensearch", {}, "opensearch.xml", outfilename=file)

    @cached_property
    def everywhere(self) -> str:
        """A hash of what goes into every page; only when style sheets and scripts are in their places."""
        return everywhere(self, self.domain, self.content_policy, self.style_names, self.made)

    @cached_property
    def style_names(self) -> frozenset[str]:
        """The classes and properties that every page needs of its style sheet."""
        settings, root = self.domain.inputs.settings, Path(self.confdir)
        if settings.theme_css == "full":
            return style_sheets.EVERYTHING
        return style_sheets.of_publication(
            template_loads.own_texts(root, written(self.config)),
            self.config.extensions,
            settings.classes,
        )

    @cached_property
    def content_policy(self) -> str:
        """The Content-Security-Policy that every page says; empty where none is to be said."""
        settings = self.domain.inputs.settings
        if not settings.content_policy:
            return ""
        policy = content_security.policy(
            settings.content_sources,
            read_the_docs=is_on_read_the_docs(),
        )
        return content_security.meta(policy)

    def note_moment(self) -> None:
        """Note which *now* the pages show, where a later build would show another."""
        # in the configuration the years are filled in by now
        options = given(self.config)
        shows = (
            self.domain.data["moments"]
            or any("%Y" in str(options.get(name)) for name in _COPYRIGHT)
            or self.config.html_last_updated_fmt is not None
            or any(NOW in keys for keys in self.reads.values())
        )
        shown = (
            self.domain.inputs.settings.now if shows and not self.config.standfirst_now else None
        )
        freshness.note(Path(self.doctreedir, freshness.SHOWN), shown)

    def report_links(self) -> None:
        """Report links in the output that lead out of it: no build makes one, but an upload may follow it."""
        for path in containment.leaving(Path(self.outdir)):
            problem = Problem(
                subtype=PostWarning.FILE,
                message="is a link out of the output folder, made by no build",
                remedy="remove it before you upload the folder",
            )
            log(problem, location=f"{self.outdir / path}:1")

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy the theme's files, and our fonts and scripts beside them."""
        super().copy_theme_static_files(context)
        static = self.static_folder
        if self.domain.inputs.settings.web_fonts:
            for font in sorted((STATIC / "fonts").iterdir()):
                write(static / "standfirst" / "fonts" / font.name, font.read_bytes())
        for name, script in scripts(STATIC).items():
            write(static / "standfirst" / name, script)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Return the context of a document's template; a post's has no toctrees, since it is in none."""
        if docname not in self.domain.records:
            return super().get_doc_context(docname, body, metatags)
        source = str(self.env.doc2path(docname, base=False))
        return {
            "parents": [],
            "prev": None,
            "next": None,
            "title": escape(self.env.titles[docname].astext()),
            "meta": self.env.metadata.get(docname),
            "body": body,
            "metatags": metatags,
            "rellinks": self.globalcontext["rellinks"],
            "sourcename": "",
            "toc": "",
            "display_toc": False,
            "page_source_suffix": source.removeprefix(docname),
        }


class DirectoryBuilder(PublicationBuilder):
    """The same under the name that Read the Docs uses for it."""

    name = "dirhtml"
