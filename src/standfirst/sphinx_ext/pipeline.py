"""The order of a build: read from top to bottom, what happens, and why it stands where it does.

::

    conf.py --config-inited--> settings --builder-inited--> inputs --env-get-outdated--> what to read
            --source-read, doctree-read--> a record and a tree of each document
            --env-updated--> the publication, frozen
            --doctree-resolved, html-page-context--> pages --build-finished--> what lies beside them

Sphinx calls each of its events' handlers in the order of their numbers, 500 where none is given: the
theme, ABlog, sphinx-design and Sphinx itself have that. So a number here says only whether a stage comes
before theirs or after; within a stage things are called by name, and hand on what they have made.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.sphinx_ext import logs, options_, planned_sphinx, registration
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.html import (
    highlighting_,
    listing_pages,
    page_assets,
    page_context,
    style_sheets,
)
from standfirst.sphinx_ext.html.builder import PublicationBuilder, refuse_others
from standfirst.sphinx_ext.read import (
    definitions,
    directives_,
    discovery_,
    moment,
    page_gate,
    raw_pictures,
    transforms,
)
from standfirst.sphinx_ext.read.parallel_reading import ParallelReading
from standfirst.sphinx_ext.run import summary
from standfirst.sphinx_ext.run.guard import Guard
from standfirst.sphinx_ext.stages import (
    attachments_,
    citations_,
    feeds_,
    metadata_,
    pictures_,
    publication_,
    redirects_,
    search_,
    web_files_,
)
from standfirst.sphinx_ext.upstream import ablog_, patches
from standfirst.text import html_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from standfirst.problems import Problem


def setup_pipeline(app: Sphinx) -> None:
    """Register everything, in the order in which a build comes to it."""
    registration.register(app)
    conductor = Conductor()
    for event, handler, priority in (
        # conf.py is read. Before anybody looks at what the last build has left:
        ("config-inited", conductor.lock, 10),
        # before the theme, which takes its options then:
        ("config-inited", conductor.configure, 400),
        # The builder is there. Before themes and extensions, which may fail or log:
        ("builder-inited", conductor.begin, 10),
        # after extensions have named their scripts and style sheets:
        ("builder-inited", report_templates, 900),
        # Documents are found. Whoever comes first or last, all answers count:
        ("env-get-outdated", outdated, 500),
        ("env-before-read-docs", conductor.found, 1),
        # One document is read. Before others change its text:
        ("source-read", begin_document, 100),
        # before Sphinx's collectors, which keep parts of the tree and look for pictures' files:
        ("doctree-read", before_collectors, 300),
        # after them, who have made the table of contents and found the pictures:
        ("doctree-read", after_collectors, 800),
        # All documents are read. Before anybody asks for what is listed:
        ("env-updated", conductor.publish, 10),
        # Pages are written. After all that others resolve, before Sphinx writes the tree:
        ("doctree-resolved", resolve, 900),
        ("write-started", conductor.write, 999),
        # after the theme has told templates its part, with the publication's own extensions:
        ("html-page-context", tell_template, 900),
        # when nobody changes the text any more:
        ("html-page-context", keep_text, 990),
        ("html-collect-pages", conductor.collect, 1),
        # The build has ended. First of all where it has failed: other handlers may fail as well,
        ("build-finished", conductor.fail, 0),
        # else before others look at the output:
        ("build-finished", conductor.finish, 350),
        # and after all others:
        ("build-finished", conductor.end, 980),
    ):
        app.connect(event, handler, priority=priority)
    for sheet in style_sheets.JOINED:  # below extensions' (500) and a publication's own (800)
        app.add_css_file(sheet.file, priority=200)


class Conductor:
    """Conducts the stages of one build, with its locks and the time that each stage took."""

    def __init__(self) -> None:
        self._guard = Guard()
        self._watch = summary.Stopwatch()
        self._astray: tuple[tuple[str, Problem], ...] = ()
        """What leads out of the publication though ``conf.py`` names it within; told when logs are set up."""

    def lock(self, app: Sphinx, conf: Config) -> None:
        """Check our options; wait for other builds of the same folders, and doubt the output of one that did not end."""
        problems = options_.check(conf)  # the log asks which folder is the posts'
        logs.set_up(app)
        for problem in problems:
            logs.log_of_conf(Path(app.confdir), problem)
        self._guard.begin(app)
        planned_sphinx.begin(app)

    def configure(self, app: Sphinx, conf: Config) -> None:
        """Set the options that ``conf.py`` leaves open."""
        self._astray = options_.complete(app, conf)

    def begin(self, app: Sphinx) -> None:
        """Read the inputs other than documents: settings, authors, volumes."""
        self._watch.lap("start")
        ablog_.forget_others()
        patches.put_in_place(app)
        highlighting_.put_in_place()
        directives_.complete(app)
        discovery_.begin(app, self._guard.kept, self._guard.contents)
        refuse_others(app.builder)
        for path, problem in self._astray if app.builder.format == "html" else ():
            logs.log(problem, location=f"{path}:1")

    def found(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:  # noqa: ARG002  # the event's signature
        """Note that reading begins; after a plan there is nothing to be read."""
        planned_sphinx.read_nothing(app, docnames)
        self._watch.lap("discovery")

    def publish(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Publish the records: make the catalogue, then each stage's result from those before it."""
        self._watch.lap("reading")
        domain, builder = PublicationDomain.of(env), app.builder
        if isinstance(builder, ParallelReading) and not builder.publishes:
            return
        if planned := domain.inputs.planned:
            domain.published = planned.published(app, env)
        else:
            domain.published = publication_.put_together(app, env, self._watch.lap)
        ablog_.hand_over(app, domain.published, domain.inputs.settings, domain.data["listing"])

    def write(self, app: Sphinx, builder: object) -> None:  # noqa: ARG002  # the event's signature
        """Note that writing begins."""
        self._watch.lap("pictures")

    def collect(self, app: Sphinx) -> Iterator[listing_pages.NamedPage]:
        """Yield the pages that no document makes: name, context, template."""
        self._watch.lap("documents")
        builder = app.builder
        if isinstance(builder, PublicationBuilder):
            yield from listing_pages.pages(builder)

    def fail(self, app: Sphinx, exception: Exception | None) -> None:  # noqa: ARG002  # the event's signature
        """Release the folders after a failed build."""
        if exception is not None:
            self._guard.give_up()

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the files beside the pages, and remove those no longer wanted."""
        builder = app.builder
        self._watch.lap("lists")
        if exception is not None or not isinstance(builder, PublicationBuilder):
            return
        if builder.is_part:
            builder.write_files(citations_.of_part(builder))
            builder.keep_manifest()
        if builder.is_part or not builder.makes_pages:
            return
        files = (
            *citations_.files(builder),
            *redirects_.files(builder),
            *web_files_.files(builder),
            *feeds_.files(builder),
        )
        self._watch.lap("rest")
        search_.make_index(builder)
        self._watch.lap("search")
        builder.write_files(files)
        builder.keep_manifest()
        builder.report_links()
        builder.note_moment()
        self._watch.lap("feeds")

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Report what was done; note whether the build is complete."""
        builder = app.builder
        if isinstance(builder, ParallelReading):
            builder.close()
            summary.note(builder)
        if exception is None:
            caught = PublicationDomain.of(app.env).inputs.faults
            caught.report()
            caught.keep(app.env.found_docs)
            if isinstance(builder, PublicationBuilder):
                summary.say(builder, self._watch)
            self._guard.end(app)
        self._guard.give_up()


def report_templates(app: Sphinx) -> None:
    """Report what browsers will not load of the publication's own templates."""
    if isinstance(app.builder, PublicationBuilder):
        page_assets.report(app.builder)


def outdated(
    app: Sphinx,  # noqa: ARG001  # the event's signature
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],  # noqa: ARG001  # the event's signature
) -> list[str]:
    """Return the documents to be read again though Sphinx finds their files unchanged."""
    domain = PublicationDomain.of(env)
    return [
        *transforms.outdated(env, env.found_docs - added - changed),
        *moment.outdated(env),
        # which the last build could not carry out
        *sorted(domain.inputs.faults.of_last_build()),
    ]


def begin_document(app: Sphinx, docname: str, source: list[str]) -> None:  # noqa: ARG001  # the event's signature
    """Begin the reading of a document."""
    transforms.begin(app.env, docname)


def before_collectors(app: Sphinx, doctree: nodes.document) -> None:
    """Remove what the document may not have, and turn HTML's pictures into nodes."""
    page_gate.look_through(app.env, doctree)
    raw_pictures.as_nodes(app.env, doctree)


def after_collectors(app: Sphinx, doctree: nodes.document) -> None:
    """Note what the publication needs of the document."""
    domain = PublicationDomain.of(app.env)
    if ablog_.lists_posts(doctree):
        domain.data["listing"][app.env.docname] = True
    ablog_.complete(doctree, domain.inputs.settings.language)
    transforms.note(app.env, doctree)
    pictures_.note(app.env, doctree)
    definitions.note(app.env, doctree)


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """List posts where the document asks for it, give links their addresses, and check those made since it was read."""
    ablog_.list_posts(app, doctree, docname, PublicationDomain.of(app.env).listed)
    attachments_.without_refused(app.env, doctree, docname)
    transforms.as_page(app.builder, doctree, docname)
    page_gate.look_again(app.builder, doctree, docname)


def tell_template(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> str | None:
    """Fill the context of a page's template; return the template."""
    builder = app.builder
    if not isinstance(builder, PublicationBuilder):
        return None
    generated = context.pop("generated", None) or page_context.of_document(
        builder, pagename, context
    )
    page = page_context.page(builder, pagename, generated)
    context["sf"] = page
    context |= page_context.context(builder, page, generated, doctree)
    context["head"] = metadata_.head(builder.domain, pagename, page, generated)
    context |= citations_.context(builder, pagename, generated.listing)
    context |= page_assets.files(context, builder.style_names)
    return page_context.TEMPLATES.get(page.kind, templatename)


def keep_text(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  # the event's signature
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001  # the event's signature
) -> None:
    """Keep the text of a page for the feeds and the search, and as Markdown."""
    builder = app.builder
    if not isinstance(builder, PublicationBuilder):
        return
    post, is_found = builder.published.catalogue.posts.get(pagename), builder.is_found(pagename)
    if post is None and not is_found:
        return
    body = html_tree.parsed(str(context.get("body", "")))
    if post is not None:
        builder.texts.keep(post, body)
    if is_found:
        search_.keep(builder, pagename, body)
