"""A short Markdown text of a publication, such as a biography -> safe HTML, or plain text."""

from __future__ import annotations

import html
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from standfirst.limits.budget import Budget
from standfirst.markdown import token_blocks, use_plugins
from standfirst.markdown.context import ParseContext
from standfirst.policy.refusals import Refusals
from standfirst.problems import discard

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it.token import Token

    from standfirst.problems import Report

_TOP = 3
"""Level from which headings begin: the page has its title and that of the author above."""
_LAST = 6
_LINKED = "sf_linked"
"""In the ``meta`` of what stands within a link."""
_WEB = ("http:", "https:")


def to_html(
    markdown: str, lang: str = "en", report: Report = discard, classes: Collection[str] = ()
) -> str:
    """Return *markdown* as safe HTML: headings from ``h3``, addresses as they are written.

    :param lang: BCP 47 tag, for quotation marks.
    :param classes: Those that the publication's own style sheets know.
    """
    md = _parser()
    refusals = Refusals(report=report, extra=classes)
    env = _env(markdown, lang, refusals)
    tokens = md.parse(markdown, env)
    refusals.report_classes()
    for token in token_blocks.walk(tokens):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + _TOP - 1, _LAST)}"
        links = 0
        for child in token.children or []:
            links += child.nesting if child.type in {"link_open", "link_close"} else 0
            child.meta[_LINKED] = links > 0
    rendered: str = md.renderer.render(tokens, md.options, env)
    return rendered


def to_fragment(markdown: str, lang: str) -> str:
    """Return *markdown* as HTML for a text of which it becomes a part, and is made safe with it; pictures are kept."""
    md = _parser(has_pictures=True)
    env = _env(markdown, lang, Refusals(report=discard))
    rendered: str = md.renderer.render(md.parse(markdown, env), md.options, env)
    return rendered


def to_text(markdown: str) -> str:
    """Return the plain text of *markdown*, a line for each block."""
    env = _env(markdown, "en", Refusals(report=discard))
    return token_blocks.text(_parser().parse(markdown, env))


def _env(markdown: str, lang: str, refusals: Refusals) -> dict[str, Any]:
    context = ParseContext(
        report=refusals.report,
        lang=lang,
        separators=(),
        refusals=refusals,
        budget=Budget(len(markdown)),
    )
    return {"standfirst": context}


@lru_cache(maxsize=2)
def _parser(*, has_pictures: bool = False) -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    use_plugins(md)
    md.add_render_rule("sf_embed", _embed)
    if not has_pictures:
        md.add_render_rule("image", _image)
    return md


def _embed(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    token = tokens[index]
    url, title = (html.escape(str(token.meta[key])) for key in ("url", "title"))
    link = f'<a href="{url}">{title}</a>'
    return f'<p class="sf-embed">{link}</p>\n' if token.block else f'<span class="sf-embed">{link}</span>'  # fmt: skip


def _image(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    """Write a picture's text: a page asks no other server for one, and a short text has no place for others.

    Where it lies on the web, the text leads there.
    """
    token = tokens[index]
    source, text = str(token.attrs.get("src", "")), html.escape(token_blocks.text_of_picture(token))
    if token.meta.get(_LINKED) or not source.lower().startswith(_WEB):
        return text
    return f'<a href="{html.escape(source)}">{text or html.escape(source)}</a>'
