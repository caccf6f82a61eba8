"""The words of ``standfirst new`` that stand in a post still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.problems import PostWarning, Problem
from standfirst.tables import first_words
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from standfirst.problems import Report

_LINES = frozenset({first_words.STANDFIRST, first_words.TEXT})


def report_first(body: str, report: Report) -> None:
    """Report the first line of a post's text that is one of those.

    :param body: With as many lines as the file.
    """
    if not any(words in body for words in _LINES):
        return
    for number, line in enumerate(body.split("\n"), start=1):
        said = line.strip(" *_\r")
        if said in _LINES:
            message = f"{quoted(said)} is still what `standfirst new` has written; it is published"
            remedy = "replace it, or write `draft: true` until then"
            kind = PostWarning.PLACEHOLDER
            report(Problem(subtype=kind, message=message, remedy=remedy, line=number))
            return
