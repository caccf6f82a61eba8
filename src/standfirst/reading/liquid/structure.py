"""Which tags of a text are carried out: those that are known, can be read, and have their ends.

All others become text where they stand, each with its reason; so do the parts of a block that is not
carried out (its ``else``, its end), while what lies between them still is.
"""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from typing import TYPE_CHECKING

from standfirst.reading.liquid.scanning import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from standfirst.reading.liquid.scanning import Piece, Warn

ENDS = {
    name: f"end{name}"
    for name in ("capture", "case", "for", "if", "ifchanged", "tablerow", "unless")
}
PARTS = {
    "else": {"case", "for", "if", "unless"},
    "elsif": {"if", "unless"},
    "when": {"case"},
}
"""Tags within a block -> the blocks that may have them."""
LEAVING = {"break", "continue"}
"""Tags that leave a loop."""
_LOOPS = {"for", "tablerow"}
_CLOSERS = {closing: name for name, closing in ENDS.items()}
_DEEPEST = 20
"""Blocks within one another; the library carries them out by recursion."""


@dc.dataclass(kw_only=True, slots=True)
class _OpenBlock:
    opener: Piece
    parts: list[Piece] = dc.field(default_factory=list)
    fault: tuple[str, str] | None = None
    """Why it is not carried out, and what helps."""


class Pairing:
    """The tags of one text, put together."""

    def __init__(self, source: str, fault: Callable[[Piece], str], warn: Warn) -> None:
        """Take the text.

        :param fault: Returns why a tag or value cannot be carried out, as the end of a sentence; empty: it can.
        """
        self._source = source
        self._fault = fault
        self._warn = warn
        self._open: list[_OpenBlock] = []
        self._count: Counter[str] = Counter()
        self.ends: dict[int, int] = {}
        """Where each block ends, by where it begins."""

    def settle(self, pieces: Iterable[Piece]) -> None:
        """Make text of each piece that is not carried out."""
        for piece in pieces:
            if piece.kind == "value":
                if fault := self._fault(piece):
                    self._refuse(piece, f"{{{{ {piece.text[:80]} }}}} {fault}", "write the value itself")  # fmt: skip
            elif piece.kind == "tag":
                self._take(piece)
        while self._open:
            self._leave_open()

    def _refuse(self, piece: Piece, message: str, remedy: str) -> None:
        self._warn(piece.start, f"{message}; it stays as text", remedy)
        as_text(piece, self._source)

    def _take(self, piece: Piece) -> None:
        if piece.name in ENDS:
            self._begin(piece)
        elif piece.name in PARTS:
            self._part(piece)
        elif piece.name in _CLOSERS:
            self._end(piece)
        elif piece.name in LEAVING and not any(self._count[name] for name in _LOOPS):
            self._refuse(piece, f"{{% {piece.name} %}} stands in no loop", "take it out")
        elif fault := self._fault(piece):
            self._refuse(piece, *_said(piece, fault))

    def _begin(self, piece: Piece) -> None:
        block = _OpenBlock(opener=piece)
        if fault := self._fault(piece):
            block.fault = _said(piece, fault)
        elif len(self._open) >= _DEEPEST:
            block.fault = f"{{% {piece.name} %}} lies in too many other blocks", "take it apart"
        self._open.append(block)
        self._count[piece.name] += 1

    def _part(self, piece: Piece) -> None:
        if not self._open or self._open[-1].opener.name not in PARTS[piece.name]:
            self._refuse(
                piece, f"{{% {piece.name} %}} stands in no block that has it", "take it out"
            )
            return
        block = self._open[-1]
        block.parts.append(piece)
        if block.fault is None and (fault := self._fault(piece)):
            block.fault = _said(piece, fault)

    def _end(self, piece: Piece) -> None:
        name = _CLOSERS[piece.name]
        if not self._count[name]:
            self._refuse(piece, f"{{% {piece.name} %}} ends nothing", "take it out")
            return
        while self._open[-1].opener.name != name:
            self._leave_open()
        block = self._pop()
        if block.fault:
            block.parts.append(piece)
            self._refuse_block(block)
        else:
            self.ends[block.opener.start] = piece.end

    def _pop(self) -> _OpenBlock:
        block = self._open.pop()
        self._count[block.opener.name] -= 1
        return block

    def _leave_open(self) -> None:
        block = self._pop()
        name = block.opener.name
        block.fault = block.fault or (
            f"{{% {name} %}} is never closed",
            f"write {{% {ENDS[name]} %}} after it",
        )
        self._refuse_block(block)

    def _refuse_block(self, block: _OpenBlock) -> None:
        self._refuse(block.opener, *(block.fault or ("", "")))
        for part in block.parts:
            as_text(part, self._source)


def _said(piece: Piece, fault: str) -> tuple[str, str]:
    if fault.startswith("is not"):
        return f"the tag {{% {piece.name[:40]} %}} {fault}", "write what it would give"
    shown = f"{piece.name} {piece.text}".strip()[:80]
    return f"{{% {shown} %}} {fault}", "mend it, or write what it would give"
