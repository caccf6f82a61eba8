"""HTML that an include brings, made one block of Markdown's.

kramdown takes an element whole, with the empty lines that tags leave in it and whatever its indent; in
Markdown an empty line ends it, and four spaces after one begin code.
"""

from __future__ import annotations

import re

from markdown_it.common.html_blocks import block_names

_BEGINS = re.compile(r"\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*<([A-Za-z][A-Za-z0-9]*)[\s/>]")
_BLOCKS = frozenset(block_names)
_KEPT = re.compile(r"<(?:pre|textarea|script|style)\b|\bmarkdown\s*=", re.IGNORECASE)
"""Where white space has a meaning, or Markdown is to be read."""


def as_one_block(text: str) -> str:
    """Return *text* without empty lines and indents, where it is an element that stands by itself."""
    begins = _BEGINS.match(text)
    is_element = begins is not None and begins[1].lower() in _BLOCKS
    if not is_element or not text.rstrip().endswith(">") or _KEPT.search(text):
        return text
    lines = [stripped for line in text.split("\n") if (stripped := line.strip())]
    return "\n".join(lines) + ("\n" if text.endswith("\n") else "")
