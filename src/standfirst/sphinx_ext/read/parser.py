"""Parse posts and standing pages with our reading, everything else with MyST's.

A document under the posts' folder is a post, another one perhaps a standing page. Both go
through :func:`standfirst.reading.post.read_post`; the record is kept in the domain.
"""

from __future__ import annotations

import dataclasses as dc
import re
import weakref
from contextlib import contextmanager, suppress
from copy import copy
from functools import partial
from typing import TYPE_CHECKING

from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import create_warning

from standfirst.markdown import use_plugins
from standfirst.markdown.context import ParseContext
from standfirst.markdown.gate import gate_plugin
from standfirst.pictures.remote import wanted
from standfirst.policy import identifiers
from standfirst.reading.post import MYST_SCHEMES, NOT_FOR_PAGES, is_standing_page, read_post
from standfirst.sources import source_files
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import lineage, log
from standfirst.sphinx_ext.read import as_code, moment
from standfirst.sphinx_ext.read.gate import Gate
from standfirst.sphinx_ext.read.guarded_renderer import GATE, GuardedRenderer
from standfirst.sphinx_ext.read.renderer import PostRenderer
from standfirst.sphinx_ext.upstream.sphinx_ import registered_roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from myst_parser.warnings_ import MystWarnings
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.problems import Problem, Report

_PARSERS: weakref.WeakKeyDictionary[BuildEnvironment, MarkdownIt] = weakref.WeakKeyDictionary()
"""The parser for posts of each environment: making it costs more than using it."""
_EMPTY = re.compile(r"\A---[ \t]*\n---[ \t]*\n")
_EXTENSIONS = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "strikethrough"}
"""MyST's extensions that every post may use; what ``myst_enable_extensions`` names is added."""
_REPLACED = {"smartquotes", "replacements", "linkify", "gfm_autolink"}
"""MyST's extensions whose work a plugin of ours does, by the article's language."""
_REFUSED = {"substitution"}
"""MyST's extensions that posts cannot have: this one evaluates expressions, by which a text reaches whatever Python does."""


def setup_parser(app: Sphinx) -> None:
    """Register this stage."""
    for suffix in (*source_files.SUFFIXES, *source_files.HTML):
        app.add_source_suffix(suffix, "markdown", override=True)
    app.add_source_parser(PublicationParser, override=True)


class PublicationParser(MystParser):
    """MyST's parser, which reads posts and standing pages our way."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill *document* from *inputstring*."""
        self._fill(inputstring, document)
        transformer = document.transformer
        transformer.transforms = [
            each
            for each in transformer.transforms
            # where one would begin in a text that a directive has left out, it fails
            if each[2] is None or any(node is document for node in lineage(each[2]))
        ]

    def _fill(self, inputstring: str, document: nodes.document) -> None:
        env = document.settings.env
        domain = PublicationDomain.of(env)
        is_post = domain.is_post(env.docname)
        if env.docname in domain.inputs.faults.as_code:
            as_code.read(inputstring, document, domain)
            return
        if not is_post and not is_standing_page(inputstring, domain.source(env.docname)):
            gate = Gate(env, is_post=False)
            with gate:
                # Jekyll's empty front matter, at which MyST takes offence
                self._parse_page(_EMPTY.sub("\n\n", inputstring, count=1), document, gate)
            return
        with _markdown_parser(env) as parser:
            self._fill_from_post(inputstring, document, parser, is_post=is_post)

    def _fill_from_post(
        self, inputstring: str, document: nodes.document, parser: MarkdownIt, *, is_post: bool
    ) -> None:
        env = document.settings.env
        domain = PublicationDomain.of(env)
        report = _reporter(env, is_post=is_post)
        reading = read_post(
            inputstring,
            source=domain.source(env.docname),
            around=dc.replace(domain.surroundings, roles=registered_roles()),
            markdown=parser,
            report=report,
        )
        if reading.asks_for_now:
            moment.ask(env, "moment")
        for question in reading.asked:
            domain.reading.ask(*question)
        domain.reading.refusals = reading.refusals
        record = dc.replace(reading.record, docname=env.docname)
        domain.note_record(env.docname, record, is_post=is_post)
        if remote := wanted.of_reading(reading, parser):
            domain.data["remote"][env.docname] = remote
        env.metadata[env.docname]["orphan"] = True  # posts are in no toctree
        document["language"] = reading.record.body.lang
        for token in reading.tokens:
            if token.type == "heading_open" and token.level == 0:
                # the ids of headings are theirs, also where a footnote of that name comes first
                document.ids.setdefault(str(token.attrs.get("id", "")), document)
        # the ids of the page around the text are nobody's
        document.ids |= dict.fromkeys(identifiers.ALL, document)
        gate = Gate(env, is_post=is_post)
        with gate:
            # a second wall: docutils' own directives ask for this
            document.settings = copy(document.settings)
            document.settings.raw_enabled = gate.takes_raw
            document.settings.file_insertion_enabled = gate.takes_in_files
            parser.options.update({"document": document, GATE: gate})
            parser.renderer.render(reading.tokens, parser.options, reading.env)

    def _parse_page(self, text: str, document: nodes.document, gate: Gate) -> None:
        """Fill *document* as MyST's parser does, with our renderer in the place of its own."""
        config = document.settings.env.myst_config
        with suppress(TopmatterReadError):  # its renderer reports that
            topmatter = read_topmatter(text)
            if topmatter:
                warn = partial(_warn_of_topmatter, document)
                config = merge_file_level(config, topmatter, warn)
        parser = create_md_parser(config, GuardedRenderer)
        parser.use(gate_plugin)
        parser.options.update({"document": document, GATE: gate})
        refusals = PublicationDomain.of(document.settings.env).reading.refusals
        refusals = dc.replace(refusals, schemes=MYST_SCHEMES)
        context = ParseContext(report=refusals.report, lang="", separators=(), refusals=refusals)
        parser.render(text, {"standfirst": context})


def _warn_of_topmatter(document: nodes.document, kind: MystWarnings, message: str) -> None:
    create_warning(document, message, kind, line=1, append_to=document)


@contextmanager
def _markdown_parser(env: BuildEnvironment) -> Iterator[MarkdownIt]:
    """Give the parser for posts; one in which something has been raised is not used again."""
    config: MdParserConfig = env.myst_config  # type: ignore[attr-defined]  # MyST puts it there
    parser = _PARSERS.pop(env, None)
    if parser is None:
        wanted = (set(config.enable_extensions) - _REPLACED - _REFUSED) | _EXTENSIONS
        parser = create_md_parser(dc.replace(config, enable_extensions=wanted), PostRenderer)
        parser.disable(["wordcount", "front_matter"], ignoreInvalid=True)
        use_plugins(parser)
    yield parser
    _PARSERS[env] = parser


def _reporter(env: BuildEnvironment, *, is_post: bool) -> Report:
    def report(problem: Problem) -> None:
        if is_post or problem.subtype not in NOT_FOR_PAGES:
            log(problem, location=(env.docname, problem.line))

    return report
