"""Rules for markdown-it that carry kramdown's and CJK's habits; no Sphinx here.

::

    text --lines, excerpt_marker, kramdown, html_block--> blocks --cjk, autolinks--> inline tokens
         --excerpt_marker--> first marker only --raw_html, embeds--> safe HTML --quotes--> tokens

Every rule finds the post's language, separators and reporter in ``env["standfirst"]``
(:mod:`standfirst.markdown.context`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.markdown.abbreviations import abbreviations_plugin
from standfirst.markdown.autolinks import autolinks_plugin
from standfirst.markdown.beginnings import beginnings_plugin
from standfirst.markdown.cjk import cjk_plugin
from standfirst.markdown.emphasis import emphasis_plugin
from standfirst.markdown.excerpt_marker import excerpt_marker_plugin
from standfirst.markdown.gate import gate_plugin
from standfirst.markdown.guillemets import guillemets_plugin
from standfirst.markdown.html.plugin import raw_html_plugin
from standfirst.markdown.inline_lines import inline_lines_plugin
from standfirst.markdown.kramdown import kramdown_plugin
from standfirst.markdown.lazy_lines import lazy_lines_plugin
from standfirst.markdown.lines import lines_plugin
from standfirst.markdown.link_definitions import link_definitions_plugin
from standfirst.markdown.link_destinations import link_destinations_plugin
from standfirst.markdown.mathematics import mathematics_plugin
from standfirst.markdown.myst_rules import myst_plugin
from standfirst.markdown.nesting import nesting_plugin
from standfirst.markdown.quotes import quotes_plugin
from standfirst.markdown.tables import tables_plugin
from standfirst.markdown.tasks import tasks_plugin
from standfirst.markdown.unclosed import unclosed_plugin

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def use_plugins(md: MarkdownIt) -> None:
    """Add all rules to *md*."""
    md.use(myst_plugin)
    md.use(lines_plugin)
    md.use(tables_plugin)
    md.use(inline_lines_plugin)
    md.use(autolinks_plugin)
    md.use(link_destinations_plugin)
    md.use(link_definitions_plugin)
    md.use(guillemets_plugin)
    # its rule comes before all others of a line: a formula is nothing else
    md.use(mathematics_plugin)
    md.use(cjk_plugin)
    md.use(emphasis_plugin)
    md.use(quotes_plugin)
    md.use(raw_html_plugin)
    # its core rule comes after that of kramdown's lists, which may stand before the box
    md.use(tasks_plugin)
    # its core rule comes before that of raw HTML, since it writes HTML
    md.use(abbreviations_plugin)
    # its core rule comes before that of raw HTML, of which markers look like a part
    md.use(excerpt_marker_plugin)
    # its rule comes first: attribute lists have quotes that are no quotation marks
    md.use(kramdown_plugin)
    # its rule comes right after that of kramdown's lists, whose attributes it looks at
    md.use(gate_plugin)
    md.use(lazy_lines_plugin)
    md.use(nesting_plugin)
    # its rule comes right after that of inline text: what was written with a backslash is told from text
    md.use(unclosed_plugin)
    # after all that add rules within paragraphs
    md.use(beginnings_plugin)
