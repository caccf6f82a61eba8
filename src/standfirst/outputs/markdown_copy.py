"""An article as Markdown, for programs that would rather read text: beside its page, as https://llmstxt.org/ asks.

It is made of what feeds carry, so that embeds, notes and links are as readers see them.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from standfirst.text.i18n import words

if TYPE_CHECKING:
    from standfirst.outputs.article import Article

_BACKSLASH = "\ue000"
"""Stands for a backslash until HTML has become Markdown, which doubles some of those that it finds."""
_TAG = re.compile(r"""(<(?:[^<>"]|"[^"]*")*>)""")
_CODE = re.compile(r"<(/?)(?:pre|code)\b")
_SAID = re.compile(r"""(?<=^<abbr )([^<>]*?\btitle=")([^"]*)(?=")""")
"""What an abbreviation stands for, which is written behind it."""
_IN_LINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b")  # fmt: skip
_MARKS = re.compile(
    r"[*`\[~\\]|_(?:(?<!\w_)|(?!\w))|&(?:lt;(?=[A-Za-z/!?])|amp;(?=#?\w+;))|(?<=\{)[{%:#.=]"
)
"""What CommonMark, Liquid after a brace, kramdown or MyST takes for a mark wherever it stands, in text that is escaped for HTML."""
_MATH = re.compile(r"(\$\$?)(?=[^\s$])([^$]*)(?<=\S)(\$\$?)(?!\d)")
_PART_OF_MARK = re.compile(r"[*`\[~\\_&{$]")
"""In most texts there is none, which is seen sooner."""
_AT_START = re.compile(
    r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|&gt;|[-=]+(?=\s*(?:\||$))|[:|]|%|\+{3}|\((?=.*\)=\s*$))"
)
"""The same at the beginning of a line: terms' definitions, directives, comments, breaks and targets too."""
_LINE_END = re.compile(r"(?<!\s)\s*\n\s*")
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")


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
    return to_markdown("".join([*head, html]))


def to_markdown(html: str) -> str:
    """Return *html* as CommonMark with tables; what looks like a mark in a text is escaped."""
    from html_to_markdown import ConversionOptions, convert  # noqa: PLC0415  # not every build makes one

    # its own escapes, which are off, put a backslash before every hyphen and full stop
    made = convert(_without_marks(html.replace(_BACKSLASH, "")), ConversionOptions())
    return (made.content or "").replace(_BACKSLASH, "\\").strip() + "\n"


def _without_marks(html: str) -> str:
    """Return *html*, its texts but code escaped so that Markdown takes none for a mark."""
    parts: list[str] = []
    depth, at_start = 0, True
    for part in _TAG.split(html):
        if part.startswith("<a ") and parts and parts[-1].endswith("!") and not depth:
            # with it, a link would be a picture
            parts[-1] = f"{parts[-1][:-1]}{_BACKSLASH}!"
        if part.startswith("<"):
            code = _CODE.match(part)
            if code:
                depth = max(0, depth + (-1 if code[1] else 1))
            if part.startswith("<abbr "):
                part = _SAID.sub(lambda found: found[1] + _escaped(found[2], at_start=False), part)  # noqa: PLW2901
            at_start = at_start or not _IN_LINE.match(part)
        elif part and not depth:
            parts.append(_escaped(part, at_start=at_start))
            at_start = at_start and not part.strip()
            continue
        parts.append(part)
    return "".join(parts)


def _escaped(text: str, *, at_start: bool) -> str:
    # in HTML a line's end is a space; in Markdown the next line may begin with a mark
    if "\n" in text:
        text = _LINE_END.sub(" ", text)
    if _PART_OF_MARK.search(text):
        text = _MARKS.sub(rf"{_BACKSLASH}\g<0>", text).replace("\\", _BACKSLASH)
        text = _MATH.sub(_without_math, text)
    if at_start:
        for pattern in (_AT_START, _NUMBER):
            # sub() would look for a beginning at each character
            if found := pattern.match(text):
                text = f"{found[1]}{_BACKSLASH}{found[2]}{text[found.end() :]}"
    return text


def _without_math(found: re.Match[str]) -> str:
    opening, inside, closing = found.groups()
    return inside.join(marks.replace("$", f"{_BACKSLASH}$") for marks in (opening, closing))
