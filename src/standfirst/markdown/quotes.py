"""Straight quotation marks, dashes and dots become those of the article's language; French keeps its spaces with their marks.

The marks of each language: https://cldr.unicode.org/translation/characters/exemplar-characters
(``delimiters`` of CLDR). Dashes and dots are those of SmartyPants
(https://daringfireball.net/projects/smartypants/), as kramdown has them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from standfirst.markdown import token_blocks
from standfirst.markdown.context import context_of
from standfirst.text.cjk import is_selector, is_wide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_WHOLE, _NARROW = "\u00a0", "\u202f"
"""No line breaks at either."""
_ENGLISH = "“”‘’"
_MARKS = {
    **dict.fromkeys(["bg", "cs", "de", "et", "hr", "is", "lt", "lv", "sk", "sl"], "„“‚‘"),
    **dict.fromkeys(["ca", "el", "es", "eu", "gl", "it", "pt-PT", "sq"], "«»“”"),
    "da": "”””’",
    **dict.fromkeys(["de-CH", "fa", "fr-CH"], "«»‹›"),
    **dict.fromkeys(["fi", "sv"], "””’’"),
    "hu": "„”»«",
    **dict.fromkeys(["ja", "zh-HK", "zh-Hant", "zh-MO", "zh-TW"], "「」『』"),
    **dict.fromkeys(["nb", "nn", "no"], "«»‘’"),
    **dict.fromkeys(["pl", "ro"], "„”«»"),
    **dict.fromkeys(["ru", "uk"], "«»„“"),
    "sr": "„“‘’",
}  # fmt: skip
"""Language -> double and single marks, each opening and closing; English ones serve the others."""
_APOSTROPHE = "’"

_FOUND = re.compile(
    r"(?:https?://|www\.)[^\s\"]*[^\s\"'.,;:!?)]"  # an address stays as it is
    r"|\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}"  # so does a tag of Liquid's that is not carried out
    r"|(?P<dash>-{2,}>?)|(?P<dots>\.{3,})"
    r"|(?<=\d)'\d{1,2}\""  # 5'11" stays as it is
    r"|[\"']"
    r"|(?P<space> (?=[;:!?»]|[%€$£](?!\w))|(?<=«) )"
)
_SIGNS = ('"', "'", "--", "...")
"""What most paragraphs have none of, which is seen at once."""
_SPACED = {";": _NARROW, "!": _NARROW, "?": _NARROW}
"""French: what a narrow space stands before; before all else, and within guillemets, a whole one.

A mark would begin a line otherwise. A space that was not typed is put in within guillemets alone that are made of straight marks.
Lexique des règles typographiques en usage à l'Imprimerie nationale, "Ponctuation".
"""
_FRENCH = re.compile(r" [;:!?»%€$£]|« ")
_ELISION = re.compile(r"'(?:\d\ds?(?!['\w])|(?:n'|tis|twas|em|til|cause)(?!\w))", re.IGNORECASE)
"""What begins with an apostrophe: ``'90s``, ``rock 'n' roll``."""
_DASHES = {"--": "–", "---": "—"}
_DOTS = {"...": "…", "......": "……"}
_OPENING = frozenset("([{<“‘«‹„‚「『（《〈【〔—–-/=|\u00a0\u202f")
_OPAQUE = "\ufffc"
"""Stands for code, pictures and what else is no text within a paragraph."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class _OpenQuote(NamedTuple):
    """An opening mark whose closing one has not been met."""

    pos: int
    mark: str


def quotes_plugin(md: MarkdownIt) -> None:
    """Replace straight marks in text."""
    md.core.ruler.after("inline", "sf_quotes", _quotes)


def smarten(text: str, lang: str) -> str:
    """Return *text* with the marks of *lang* (BCP 47) in place of straight ones."""
    return _applied(text, _edits(text, lang))


def _quotes(state: StateCore) -> None:
    lang = context_of(state.env).lang
    for token in state.tokens:
        if token.type == "inline" and token.children:
            _smarten_block(token.children, lang)


def _smarten_block(children: list[Token], lang: str) -> None:
    """Replace marks in the text of one paragraph, whose quotations may go over several tokens."""
    parts: list[str] = []
    texts: list[tuple[int, Token]] = []
    length = 0
    automatic = False
    for token in children:
        if token.type == "image" and token.children:
            _smarten_block(token.children, lang)
        if token.type in {"link_open", "link_close"}:
            automatic = token.type == "link_open" and token.info == "auto"
        if token.type == "text" and not automatic:
            texts.append((length, token))
        part = token.content if token.type == "text" and not automatic else _stand_in(token)
        parts.append(part)
        length += len(part)
    edits = _edits("".join(parts), lang)
    starts = [edit.start for edit in edits]
    for start, token in texts:
        end = start + len(token.content)
        own = edits[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = [_Edit(e.start - start, e.end - start, e.text) for e in own if e.end <= end]
        token.content = _applied(token.content, inside)


def _stand_in(token: Token) -> str:
    """Return what a token that is no replaceable text counts as beside a quotation mark."""
    if token.type in token_blocks.BREAKS or token.content.startswith("<br"):
        return " "
    if token.nesting or token.type in {"html_inline", "footnote_ref", "sf_excerpt_marker"}:
        return ""
    return _OPAQUE


def _applied(text: str, edits: list[_Edit]) -> str:
    if not edits:
        return text
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join((*parts, text[done:]))


def _edits(text: str, lang: str) -> list[_Edit]:
    """Return what is to be replaced in *text*, from its start to its end."""
    is_french = _subtags(lang)[0] == "fr"
    is_to_be_read = any(sign in text for sign in _SIGNS)
    if not (is_to_be_read or (is_french and _FRENCH.search(text))):
        return []
    result: list[_Edit] = []
    pairs = _Pairs(text, lang)
    for found in _FOUND.finditer(text):
        start, mark = found.start(), found.group()
        if found["space"]:
            if is_french:
                after = text[found.end() : found.end() + 1]
                result.append(_Edit(start, found.end(), _SPACED.get(after, _WHOLE)))
        elif found["dash"] or found["dots"]:
            new = (_DASHES if found["dash"] else _DOTS).get(mark)
            if new and text[start - 1 : start] != "<":
                result.append(_Edit(start, found.end(), new))
        elif mark == "'" and _is_elision(text, start):
            pairs.marks[start] = _APOSTROPHE
        elif mark in {'"', "'"}:
            pairs.meet(start, mark)
    result += (_Edit(pos, pos + 1, mark) for pos, mark in pairs.finished())
    return sorted(result)


def _is_elision(text: str, pos: int) -> bool:
    before = text[pos - 1] if pos else " "
    begins = before.isspace() or before in _OPENING or before == '"'
    return begins and _ELISION.match(text, pos) is not None


class _Pairs:
    """Matches opening and closing marks, in one pass over the text."""

    def __init__(self, text: str, lang: str) -> None:
        self._text = text
        self._own = _marks_of(lang)
        self._cjk_only = self._own[0] == "「"
        self._cjk = [i for i, char in enumerate(text) if is_wide(char)] if self._cjk_only else []
        self._stack: list[_OpenQuote] = []
        self._doubles = 0
        self.marks: dict[int, str] = {}

    def meet(self, pos: int, mark: str) -> None:
        """Decide what the straight *mark* at *pos* is."""
        before = self._text[pos - 1] if pos else " "
        after = self._text[pos + 1] if pos + 1 < len(self._text) else " "
        if mark == "'":
            self._single(pos, before, after)
        else:
            self._double(pos, before, after)

    def finished(self) -> Iterator[tuple[int, str]]:
        """Yield place and replacement of every mark that is replaced."""
        self._drop(0)
        yield from self.marks.items()

    def _double(self, pos: int, before: str, after: str) -> None:
        opens, closes = _may_open(before, after), _may_close(before, after)
        if before.isdigit() and not after.isalnum() and not self._doubles:
            return  # inches
        if closes and self._doubles and not (opens and before in _OPENING):
            while self._stack[-1].mark != '"':
                self._drop(len(self._stack) - 1)
            self._doubles -= 1
            self._pair(pos, 0)
        elif opens:
            self._stack.append(_OpenQuote(pos, '"'))
            self._doubles += 1
        elif closes:
            self.marks[pos] = _ENGLISH[1] if self._cjk_only else self._own[1]

    def _single(self, pos: int, before: str, after: str) -> None:
        if _is_letter(before) and _is_letter(after):
            self.marks[pos] = _APOSTROPHE
            return
        closing = bool(self._stack) and self._stack[-1].mark == "'"
        if closing and _may_close(before, after):
            self._pair(pos, 2)
        elif before.isdigit() and not _is_letter(after):
            return  # feet or minutes
        elif _may_open(before, after):
            self._stack.append(_OpenQuote(pos, "'"))
        elif _may_close(before, after):
            self.marks[pos] = _APOSTROPHE

    def _pair(self, pos: int, first: int) -> None:
        """Close the innermost quotation at *pos*; *first* is where its two marks begin among the four of a language."""
        opening = self._stack.pop()
        is_latin = self._cjk_only and not self._holds_cjk(opening.pos, pos)
        marks = _ENGLISH if is_latin else self._own
        self.marks[opening.pos], self.marks[pos] = marks[first], marks[first + 1]

    def _holds_cjk(self, start: int, end: int) -> bool:
        first = bisect_left(self._cjk, start)
        return first < len(self._cjk) and self._cjk[first] < end

    def _drop(self, size: int) -> None:
        """Give up on closing marks for all but the first *size* opening ones.

        A quotation of several paragraphs is opened in each and closed in the last.
        """
        while len(self._stack) > size:
            opening = self._stack.pop()
            if opening.mark == '"':
                self.marks[opening.pos] = _ENGLISH[0] if self._cjk_only else self._own[0]
            else:
                self.marks[opening.pos] = _APOSTROPHE


def _marks_of(lang: str) -> tuple[str, ...]:
    """Return opening and closing double marks, opening and closing single marks."""
    base, *rest = _subtags(lang)
    tags = [f"{base}-{part}" for part in rest]
    if base == "fr" and "fr-CH" not in tags:
        return f"«{_WHOLE}", f"{_WHOLE}»", "“", "”"
    for tag in (*tags, base):
        if tag in _MARKS:
            return tuple(_MARKS[tag])
    return tuple(_ENGLISH)


def _subtags(lang: str) -> list[str]:
    return lang.replace("_", "-").split("-")


def _is_letter(char: str) -> bool:
    return char.isalnum() and not is_wide(char)


def _may_open(before: str, after: str) -> bool:
    if after.isspace():
        return False
    if before.isspace() or before in _OPENING or before in "\"'":
        return True
    return is_wide(before) or is_wide(after) or _is_picture(before)


def _is_picture(char: str) -> bool:
    """Return whether *char* is an emoji or another picture, or ends one: nobody writes a space after it."""
    return unicodedata.category(char) == "So" or is_selector(char)


def _may_close(before: str, after: str) -> bool:
    if before.isspace():
        return False
    return after.isspace() or is_wide(after) or is_wide(before) or not (after.isalnum() or after == _OPAQUE)  # fmt: skip
