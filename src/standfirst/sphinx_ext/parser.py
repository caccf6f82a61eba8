"""Hook: parse posts and standing pages with our reading, everything else with MyST's.

A document under the posts' folder is a post, another one perhaps a standing page. Both go
through :func:`standfirst.reading.read_post`; the record is kept in the domain.
"""

from __future__ import annotations

import dataclasses as dc
import re
from copy import copy
from typing import TYPE_CHECKING

from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from standfirst import sources
from standfirst.markdown import use_plugins
from standfirst.policy import identifiers
from standfirst.reading import NOT_FOR_PAGES, is_standing_page, read_post
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.renderer import PostRenderer

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.warnings_ import Problem, Report

_EMPTY = re.compile(r"\A---[ \t]*\n---[ \t]*\n")
_EXTENSIONS = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "strikethrough"}
"""MyST's extensions that every post may use; what ``myst_enable_extensions`` names is added."""
_REPLACED = {"smartquotes", "replacements", "linkify", "gfm_autolink"}
"""MyST's extensions whose work a plugin of ours does, by the article's language."""
_TITLE = 3
"""Tokens of the title: its heading's opening, text and closing."""


def setup_parser(app: Sphinx) -> None:
    """Register this stage."""
    for suffix in sources.SUFFIXES:
        app.add_source_suffix(suffix, "markdown", override=True)
    app.add_source_parser(PublicationParser, override=True)


class PublicationParser(MystParser):
    """MyST's parser, with posts and standing pages read our way."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill *document* from *inputstring*."""
        env = document.settings.env
        domain = PublicationDomain.of(env)
        source = domain.source(env.docname)
        is_post = domain.is_post(env.docname)
        if not is_post and not is_standing_page(inputstring):
            # Jekyll's empty front matter, at which MyST takes offence
            super().parse(_EMPTY.sub("\n\n", inputstring, count=1), document)
            return
        report = _reporter(env, is_post=is_post)
        parser = markdown_parser(env)
        reading = read_post(
            inputstring,
            source=source,
            around=domain.surroundings,
            markdown=parser,
            report=report,
        )
        domain.build.refusals = reading.refusals
        record = dc.replace(reading.record, docname=env.docname)
        domain.note_record(env.docname, record, is_post=is_post)
        env.metadata[env.docname]["orphan"] = True  # posts are in no toctree
        document["language"] = reading.record.body.lang
        for token in reading.tokens:
            if token.type == "heading_open" and token.level == 0:
                # the ids of headings are theirs, also where a footnote of that name comes first
                document.ids.setdefault(str(token.attrs.get("id", "")), document)
        # and those of the page around the text are nobody's
        document.ids |= dict.fromkeys(identifiers.ALL, document)
        # what reStructuredText within a directive could do, or a table that is read from a file
        document.settings = copy(document.settings)
        document.settings.raw_enabled = document.settings.file_insertion_enabled = False
        parser.options["document"] = document
        # of a withdrawn post only the title stays: no text, no picture, no file, no search entry
        is_withdrawn = is_post and reading.record.matter.withdrawn
        tokens = reading.tokens[:_TITLE] if is_withdrawn else reading.tokens
        parser.renderer.render(tokens, parser.options, reading.env)


def markdown_parser(env: BuildEnvironment) -> MarkdownIt:
    """Return the parser for posts; one for each environment, since making it costs more than using it."""
    config: MdParserConfig = env.myst_config  # type: ignore[attr-defined]  # MyST puts it there
    domain = PublicationDomain.of(env)
    if domain.build.markdown is None:
        wanted = (set(config.enable_extensions) - _REPLACED) | _EXTENSIONS
        parser = create_md_parser(dc.replace(config, enable_extensions=wanted), PostRenderer)
        parser.disable(["wordcount", "front_matter"], ignoreInvalid=True)
        use_plugins(parser)
        domain.build.markdown = parser
    return domain.build.markdown


def _reporter(env: BuildEnvironment, *, is_post: bool) -> Report:
    def report(problem: Problem) -> None:
        if is_post or problem.subtype not in NOT_FOR_PAGES:
            log(problem, location=(env.docname, problem.line))

    return report
