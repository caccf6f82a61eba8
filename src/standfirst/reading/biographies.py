"""Closing paragraphs -> who wrote the post.

A biography is a paragraph after the last rule (``---``) that begins with a bold name. What
begins with anything else there, or with a bold label (``**Case number**: …``), stays text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.markdown import token_blocks
from standfirst.reading.record import Biography
from standfirst.text import bylines
from standfirst.text.name_folding import folded, is_among

if TYPE_CHECKING:
    from collections.abc import Collection

    from markdown_it.token import Token

_LONGEST_NAME = 80
_MOST_WORDS = 8
_OPENERS = {"strong_open", "em_open", "link_open"}
_CONTINUES = re.compile(
    r"""\s*(?:,\s|\([^)]{1,60}\)|（[^）]{1,60}）|，|、)  # "PhD, has …", "(they/them) is"
    |\s+(?:is|was|are|were|has|have|had|holds|[a-z]{2,}(?:s|ed))\b
    |\s*(?:是|为|為|系|係|曾|现|現|任|毕业|畢業|生于|生於|来自|來自|从事|從事|长期|長期|目前|主要|就职|就職)""",
    re.VERBOSE,
)
_AND = re.compile(r"\s+(?:and|&)\s+|、|和|与|與")
_BETWEEN = re.compile(r"\s*(?:,|，|、|(?:,\s*)?and|&|和|与|與)\s*", re.IGNORECASE)


def take(
    found: list[list[Token]], *, byline: Collection[str], known: Collection[str]
) -> tuple[list[list[Token]], list[list[Token]], tuple[Biography, ...]]:
    """Return the text's blocks, the blocks of biographies, and what these say.

    :param byline: Names of the post's authors.
    :param known: Folded names and aliases of ``authors/``.
    """
    rule = next((i for i in reversed(range(len(found))) if found[i][0].type == "hr"), None)
    if rule is None:
        return found, [], ()
    own = folded(byline)
    text, closing, said = found[: rule + 1], [], []
    for block in found[rule + 1 :]:
        biography = _biography(block, own, known)
        if biography is None:
            text.append(block)
        else:
            closing.append(block)
            said.append(biography)
    # notes are shown at the article's end
    if closing and all(block[0].type == "footnote_reference_open" for block in text[rule + 1 :]):
        del text[rule]
    return text, closing, tuple(said)


def _biography(block: list[Token], *sure: Collection[str]) -> Biography | None:
    if not token_blocks.is_paragraph(block):
        return None
    children = block[1].children or []
    name, rest = _bold_start(children)
    is_label = name.endswith((":", "：")) or rest.startswith((":", "："))
    if not name or len(name) > _LONGEST_NAME or is_label:
        return None
    if is_among(name, *sure) or _is_person(name, rest):
        return Biography(name=name, markdown=block[1].content)
    return None


def _bold_start(children: list[Token]) -> tuple[str, str]:
    """Return the bold words at the start, and the text after them; empty where there are none."""
    start = 0
    while start < len(children) and (
        children[start].type in _OPENERS
        or (children[start].type == "text" and not children[start].content.strip())
    ):
        start += 1
    if not any(token.type == "strong_open" for token in children[:start]):
        return "", ""
    names, end = [], start - 1
    while True:
        begin = end + 1
        end = next(
            (i for i in range(begin, len(children)) if children[i].type == "strong_close"),
            len(children),
        )
        names.append(token_blocks.inline_text(children[begin:end]).rstrip(",，"))
        if not _goes_on(children[end + 1 : end + 3]):
            break
        end += 2  # the word between, and the opening of the next name
    after = "".join(
        token.content if token.type == "text" else " " if token.type == "softbreak" else ""
        for token in children[end + 1 :]
    )
    return " ".join(" and ".join(names).split()), after


def _goes_on(following: list[Token]) -> bool:
    """Return whether another bold name follows: ``**A** and **B** are``."""
    return [token.type for token in following] == ["text", "strong_open"] and bool(
        _BETWEEN.fullmatch(following[0].content)
    )


def _is_person(name: str, rest: str) -> bool:
    """Return whether *name*, bold, and what follows it read like a biography's beginning."""
    words = name.split()
    if len(words) > _MOST_WORDS or not _CONTINUES.match(rest):
        return False
    return all(
        word[:1].isupper() or not word[:1].isascii() or word.islower() for word in words
    ) and (words[0][:1].isupper() or not words[0][:1].isascii())


def people(biography: Biography, *sure: Collection[str]) -> tuple[str, ...]:
    """Return the names of those a biography is about: two where it begins ``**A and B** are``.

    :param sure: Folded names of the byline and of ``authors/``.
    """
    name = biography.name
    if is_among(name, *sure):
        return (name,)
    parts = tuple(filter(None, (part.strip() for part in _AND.split(name))))
    # the characters for "and" may be part of a name, so both sides must be known
    return parts if all(is_among(part, *sure) for part in parts) else bylines.split(name)[0]
