"""What a document of an edition is translated with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standfirst.editions.typst.translator_base import TranslateContext

if TYPE_CHECKING:
    from standfirst.problems import Problem


def around(found: list[Problem] | None = None, **given: Any) -> TranslateContext:
    """Return surroundings in which nothing is known, but for what is given."""
    values: dict[str, Any] = {
        "docname": "posts/a",
        "place": lambda _uri: None,
        "picture": lambda _src: None,
        "legible": lambda content: content,
        "report": (found if found is not None else []).append,
        "names": {"note": "Note"},
    }
    return TranslateContext(**{**values, **given})
