"""The footnotes of one text that nothing in it calls, found without a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.markdown import token_blocks
from standfirst.problems import MEND_MARKUP, PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_CALL = re.compile(r"\[\^([^\]\n ]{1,1000})\]")
"""Of a note, in a directive's content, which is not read here."""


def faults(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Yield a problem for each note that is never called, in the words in which MyST says it in a build."""
    notes: dict[str, int] = {}
    calls: set[str] = set()
    for token, line in token_blocks.walk_lines(tokens):
        if token.type == "footnote_reference_open":
            notes.setdefault(str(token.meta["label"]), line)
        elif token.type == "footnote_ref":
            calls.add(str(token.meta["label"]))
        elif token.type in {"fence", "colon_fence"} and token.info.startswith("{"):
            calls.update(_CALL.findall(token.content))
    for label, line in notes.items():
        if label not in calls:
            said = f"Footnote [{label}] is not referenced. (ref.footnote)"
            yield Problem(
                subtype=PostWarning.MARKUP,
                message=said,
                remedy=MEND_MARKUP,
                line=line,
            )
