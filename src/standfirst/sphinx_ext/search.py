"""Hook: Sphinx's search, with Chinese, Japanese and Korean words, in every language.

Sphinx's own Chinese search wants a dictionary, and its page stops at once
(https://github.com/sphinx-doc/sphinx/issues/14229); its English one keeps a Chinese sentence as
one word.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx.search.en import SearchEnglish

from standfirst.search_words import SPLITTER, split

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CJK = "standfirst"
"""What ``html_search_language`` is called by: there is no tag for English among Chinese."""


def setup_search(app: Sphinx) -> None:
    """Register this stage."""
    app.add_search_language(SearchWords)


class SearchWords(SearchEnglish):
    """English, with pairs of characters where words have no spaces."""

    lang = CJK
    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:  # noqa: A002  # Sphinx's signature
        """Return the words of a text."""
        return split(input)


def without_eval(script: str) -> str:
    """Return Sphinx's ``translations.js`` without the need to evaluate a text, which our policy forbids.

    ``doctools.js`` makes the rule of plurals a function with ``new Function``.
    """
    catalogue = json.loads(script[script.index("{") : script.rindex("}") + 1])
    rule = catalogue.pop("plural_expr")
    return (
        f"Object.assign(Documentation.TRANSLATIONS, {json.dumps(catalogue['messages'], sort_keys=True)});\n"
        f"Documentation.PLURAL_EXPR = (n) => ({rule});\n"
        f"Documentation.LOCALE = {json.dumps(catalogue['locale'])};\n"
    )
