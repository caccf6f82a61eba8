"""A text -> the words under which the search index keeps it; the same for a query.

Chinese, Japanese and Korean have no spaces between words, and Sphinx's index has whole words
only: each run of their characters is kept as its pairs, ``債務問題`` as ``債務 務問 問題``, so that a
query finds it without a dictionary. :data:`SPLITTER` is the same in JavaScript.
"""

from __future__ import annotations

import re
from itertools import pairwise

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])\w)+")
_IS_CJK = re.compile(f"[{_CJK}]")


def split(text: str) -> list[str]:
    """Return the words of *text*; of Chinese, Japanese and Korean the pairs of characters."""
    return [
        word
        for run in _RUN.findall(text)
        for word in (_pairs(run) if _IS_CJK.match(run) else [run])
    ]


def _pairs(run: str) -> list[str]:
    return ["".join(pair) for pair in pairwise(run)] or [run]


_ESCAPED = _CJK.encode("ascii", "backslashreplace").decode()
SPLITTER = f"""
var splitQuery = (query) =>
  (query.match(/[{_ESCAPED}]+|(?:(?![{_ESCAPED}])[\\p{{L}}\\p{{N}}\\p{{M}}_])+/gu) || []).flatMap((run) =>
    run.length > 1 && /[{_ESCAPED}]/.test(run)
      ? Array.from({{ length: run.length - 1 }}, (_, at) => run.slice(at, at + 2))
      : [run]
  );
"""
"""For Sphinx's search page, which takes a function of this name."""
