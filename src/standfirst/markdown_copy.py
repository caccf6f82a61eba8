"""An article as Markdown, for programs that would rather read text: beside its page, as https://llmstxt.org/ asks.

It is made of what feeds carry, so that embeds, notes and links are as readers see them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from html_to_markdown import ConversionOptions, convert

from standfirst.words import words

if TYPE_CHECKING:
    from standfirst.facts import Article

SUFFIX = ".md"
"""After the name of the page's file."""
_OPTIONS = ConversionOptions(escape_asterisks=True, escape_underscores=True, escape_misc=True)


def write(article: Article, html: str) -> str:
    """Return title, deck, byline, day and address of an article, and its text.

    :param html: Its text, with absolute addresses.
    """
    post, w = article.post, words(article.post.lang)
    names = w.join([escape(party.name) for party in article.authors])
    said = [w("By %(names)s", names=names)] if names else []
    said += [escape(w.date(post.date))] if post.date else []
    link = f'<a href="{escape(article.url)}">{escape(article.url)}</a>'
    head = [
        f"<h1>{escape(post.title)}</h1>",
        f"<p><em>{escape(post.deck)}</em></p>" if post.deck else "",
        f"<p>{' · '.join([*said, link])}</p>",
    ]
    made = convert("".join([*head, html]), _OPTIONS)
    return f"{(made.content or '').strip()}\n"
