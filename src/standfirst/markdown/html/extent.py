"""Where a block of HTML ends, and where Markdown begins within it.

For CommonMark it goes on to the next empty line. For kramdown it ends with its element: what stands
below ``</div>`` or ``<hr />``, or behind it on its line, is Markdown, and so is what lies in an element
with ``markdown="1"``. Empty lines end a block here as well, since much is written that way, but not
within code, scripts and comments; and what is indented below one is HTML where it begins so, and lies
in an element, or in one whose closing tag came too early.

Sources: https://kramdown.gettalong.org/syntax.html#html-blocks,
https://spec.commonmark.org/0.31.2/#html-blocks.
"""

from __future__ import annotations

import dataclasses as dc
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it.rules_block import html_block

from standfirst.markdown.html import spans, tags
from standfirst.markdown.html.balance import ended_by
from standfirst.markdown.rulers import following, kept
from standfirst.tables.html_vocabulary import (
    ELEMENTS,
    HOLD_PHRASING,
    OPTIONAL_END_TAGS,
    RAW_TEXT,
    VOID,
)

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_BEGINS = re.compile(r"<(?:(!|\?)|/?([A-Za-z][A-Za-z0-9-]*))")
_PIECE = re.compile(rf"<!--|{tags.TAG.pattern}")
_COMMENT_ENDS = re.compile("-->")
_WITHOUT_TAGS = RAW_TEXT | {"pre"}
"""Elements whose tags are looked at by nobody; in ``pre`` there are none that change where it ends."""
_CROSSING = frozenset({"pre", "script", "style", "textarea"})
"""Elements that empty lines do not end."""
_INLINE = tags.PHRASING | {"img"}
_ENDED_BY_EMPTY_LINE = tags.PHRASING | HOLD_PHRASING | OPTIONAL_END_TAGS
_MOST_LOOKED_THROUGH = 100
"""Open elements among which the one is sought that a tag closes."""
_OPEN, _REGION, _REST = "open elements", "lines of HTML", "line behind HTML"
_MISNESTED = "first line of HTML in an element that never ends"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class _OpenElement:
    name: str
    level: int
    """Of the lists and quotes in which it was opened."""
    holds_markdown: bool


def begins(text: str, pos: int, end: int) -> bool:
    """Return whether a block of HTML may begin at *pos*: no tag of a paragraph's text does, nor what HTML does not have."""
    found = _BEGINS.match(text, pos, end)
    if found is None or found[1]:
        return found is not None
    return found[2].lower() in ELEMENTS - _INLINE


def read(state: StateBlock, line: int, end_line: int) -> bool:
    """Read the block of HTML that begins on *line*, and what stands behind it on its last line."""
    if not _read(state, line, end_line):
        return False
    # markdown-it wants each rule to come to another line
    while (rest := state.line) < end_line and kept(state).pop(_REST, None) == rest:
        if not begins(state.src, state.bMarks[rest], state.eMarks[rest]) or not _read(state, rest, end_line):  # fmt: skip
            any(rule(state, rest, end_line, False) for rule in state.md.block.ruler.getRules(""))  # noqa: FBT003  # markdown-it's own signature
    return True


def read_indented(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read indented lines as code, but HTML as HTML where it lies in an element, for kramdown one that never ends, too."""
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    tag = None if silent or not state.is_code_block(line) else _BEGINS.match(state.src, start, end)
    is_html = tag is not None and (tag[1] or tag[2].lower() in ELEMENTS)
    is_below = is_html and _follows_misnested(state)
    if not is_below and not (is_html and _lies_in_element(state)):
        return bool(rule(state, line, end_line, silent))
    if is_below:
        kept(state)[_MISNESTED] = line
    state.sCount[line] = state.blkIndent  # no rule takes it for code
    return begins(state.src, start, end) and read(state, line, end_line)


def _lies_in_element(state: StateBlock) -> bool:
    opened: list[_OpenElement] = kept(state).get(_OPEN, [])
    return bool(opened) and opened[-1].level == state.level and not opened[-1].holds_markdown


def _follows_misnested(state: StateBlock) -> bool:
    """Return whether the last block closes an element while one within is open, or follows such a block as HTML itself.

    For kramdown such a closing tag is text, and all that follows lies in the element.
    """
    ends = (t for t in reversed(state.tokens[-3:]) if t.map and t.level == state.level)
    last = next(ends, None)
    return last is not None and last.map is not None and last.map[0] == kept(state).get(_MISNESTED)


def _read(state: StateBlock, line: int, end_line: int) -> bool:
    """Read one block; where Markdown follows on its last line, that line is what follows from then on."""
    start = state.bMarks[line] + state.tShift[line]
    is_comment = state.src.startswith("<!--", start)
    if state.src.startswith(("<!", "<?"), start) and not is_comment:
        return html_block(state, line, end_line, False)  # noqa: FBT003  # markdown-it's own signature
    if not html_block(state, line, line + 1, False):  # noqa: FBT003  # markdown-it's own signature
        return False
    extent = _Extent(state, line, end_line)
    if not (extent.find_end_of_comment(start) if is_comment else extent.find(start)):
        state.tokens.pop()
        return html_block(state, line, end_line, False)  # noqa: FBT003  # markdown-it's own signature
    last, rest = extent.last, extent.rest
    token = state.tokens[-1]
    token.map, state.line = [line, last + 1], last + 1
    token.content = state.getLines(line, last + 1, state.blkIndent, keepLastLF=rest is None)
    if rest is not None:
        token.content = f"{token.content[: rest - state.eMarks[last]].rstrip()}\n"
        state.bMarks[last], state.tShift[last], state.sCount[last] = rest, 0, state.blkIndent
        state.line = kept(state)[_REST] = last
    return True


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


class _Extent:
    """Goes through the tags of a block until Markdown begins."""

    def __init__(self, state: StateBlock, line: int, end_line: int) -> None:
        self.last = _last_before_empty(state, line, end_line)
        """The block's last line."""
        self.rest: int | None = None
        """Where on that line Markdown begins."""
        self._state = state
        self._end_line = end_line
        self._line = line
        self._number = line
        self._is_markdowns = False
        """Whether the tag that was read last opened an element whose lines are Markdown."""
        self._opened: list[_OpenElement] = kept(state).setdefault(_OPEN, [])
        while self._opened and self._opened[-1].level > state.level:
            self._opened.pop()

    def find_end_of_comment(self, start: int) -> bool:
        """Find the end of the comment that begins at *start*; return False where it has none."""
        end = following(self._state, _COMMENT_ENDS, start + 4)
        if end is None or not self._reach(end.end()):
            return False
        self._end_at(end.end())
        return True

    def find(self, start: int) -> bool:
        """Find the end; return False where code or a script begins at *start* and never ends."""
        pos, state = start, self._state
        while found := _PIECE.search(state.src, pos, state.eMarks[self.last]):
            name = (found[2] or "").lower()
            pos = self._after(found, name)
            if pos == found.end() and found.start() == start and name in _CROSSING and not found[1]:
                return False
            if self._is_closed and (self._is_markdowns or self._has_text_at(pos)):
                self._end_at(pos)
                return True
        while self._opened and self._opened[-1].level == state.level and self._opened[-1].name in _ENDED_BY_EMPTY_LINE:  # fmt: skip
            self._opened.pop()
        return True

    @property
    def _is_closed(self) -> bool:
        """Whether what comes now lies in no element, or in one that holds Markdown."""
        last = self._opened[-1] if self._opened else None
        return last is None or last.holds_markdown or last.level < self._state.level

    def _after(self, found: re.Match[str], name: str) -> int:
        """Return where to go on behind a tag or comment, and note what it opens or closes."""
        self._is_markdowns = False
        if not name:
            end = following(self._state, _COMMENT_ENDS, found.end())
            return end.end() if end and self._reach(end.end()) else found.end()
        if name in ELEMENTS and found[1]:
            self._close(name)
        elif name in _WITHOUT_TAGS and not found[3].endswith("/"):
            return self._behind(name, found.end())
        elif name in ELEMENTS - VOID and not found[3].endswith("/"):
            self._open(name, found)
        return found.end()

    def _behind(self, name: str, pos: int) -> int:
        """Return where an element ends in which there are no tags; *pos* where it does not end."""
        end = following(self._state, _closing(name), pos)
        if end is None or (name not in _CROSSING and end.end() > self._state.eMarks[self.last]):
            return pos
        return end.end() if self._reach(end.end()) else pos

    def _open(self, name: str, tag: re.Match[str]) -> None:
        level, ends = self._state.level, ended_by(name)
        while self._opened and self._opened[-1].level == level and self._opened[-1].name in ends:
            self._opened.pop()
        if "markdown" in tag[3] and spans.may_hold_blocks(name, tag[3]):
            end = following(self._state, _closing(name), tag.end())
            self._is_markdowns = end is None or end.start() > self._state.eMarks[self._line_of(tag.end())]  # fmt: skip
        self._opened.append(_OpenElement(name=name, level=level, holds_markdown=self._is_markdowns))

    def _close(self, name: str) -> None:
        for index in reversed(range(len(self._opened))[-_MOST_LOOKED_THROUGH:]):
            if self._opened[index].level < self._state.level:
                return
            if self._opened[index].name == name:
                if index < len(self._opened) - 1:
                    kept(self._state)[_MISNESTED] = self._line
                del self._opened[index:]
                return

    def _reach(self, pos: int) -> bool:
        """Have the block go on to *pos*, over empty lines too; return False where what is around it ends before."""
        state, number = self._state, self.last
        while state.eMarks[number] < pos:
            number += 1
            if number >= self._end_line or not (state.isEmpty(number) or state.sCount[number] >= state.blkIndent):  # fmt: skip
                return False
        if number > self.last:
            self.last = _last_before_empty(state, number, self._end_line)
        return True

    def _line_of(self, pos: int) -> int:
        while self._state.eMarks[self._number] < pos:
            self._number += 1
        return self._number

    def _has_text_at(self, pos: int) -> bool:
        """Return whether what follows *pos*, on its line or the next, is something else than HTML."""
        state, number = self._state, self._line_of(pos)
        pos = state.skipSpaces(pos)
        if pos >= state.eMarks[number]:
            number += 1
            if number > self.last:
                return False
            pos = state.bMarks[number] + state.tShift[number]
        return not begins(state.src, pos, state.eMarks[number])

    def _end_at(self, pos: int) -> None:
        self.last = self._line_of(pos)
        rest = self._state.skipSpaces(pos)
        self.rest = rest if rest < self._state.eMarks[self.last] else None


def _last_before_empty(state: StateBlock, line: int, end_line: int) -> int:
    """Return the last line before an empty one, or before the end of what is around."""
    around = (state.blkIndent, state.level, end_line)
    memory, (known, first, last) = kept(state), kept(state).get(_REGION, (None, 0, -1))
    if known != around or not first <= line <= last:
        first = last = line
        while last + 1 < end_line and not state.isEmpty(last + 1) and state.sCount[last + 1] >= state.blkIndent:  # fmt: skip
            last += 1
        memory[_REGION] = around, first, last
    return int(last)
