"""The tags of Microsoft Word that stand in text pasted from it: ``<o:p></o:p>``, ``<st1:place>``, ``<w:…>``.

They are XML of namespaces that only Word knows, no HTML, and say nothing to a reader: the tags go,
the words within stay, and so does every line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.markdown.code_ranges import code_ranges, outside
from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from standfirst.problems import Report

_TAG = re.compile(r"</?(?:o|w|m|v|x|st1|w10|wp|a14):[A-Za-z][\w.-]*(?:\s[^<>]*)?/?>|<\?xml:namespace\b[^<>]*>")  # fmt: skip


def without_words_tags(text: str, report: Report) -> str:
    """Return *text* with as many lines and without such tags, but for those in code; the first is reported, with the number of all."""
    if _TAG.search(text) is None:
        return text
    parts: list[str] = []
    first, count, position = None, 0, 0
    for found in outside(_TAG.finditer(text), code_ranges(text)):
        parts += [text[position : found.start()], "\n" * found[0].count("\n")]
        position = found.end()
        first, count = first or found, count + 1
    if first is not None:
        report(_problem(first[0], count, text.count("\n", 0, first.start()) + 1))
    return "".join(parts) + text[position:]


def _problem(tag: str, count: int, line: int) -> Problem:
    such = f"all {count} such tags are" if count > 1 else "it is"
    return Problem(
        subtype=PostWarning.HTML,
        message=f"{quoted(' '.join(tag.split())[:80])} is Microsoft Word's, and no HTML; {such} taken out",
        remedy="paste the text without its formatting",
        line=line,
    )
