"""Hook: limit the time in which a document's code is coloured (:mod:`standfirst.limits.colouring`)."""

from __future__ import annotations

from typing import Any

from sphinx.highlighting import PygmentsBridge

from standfirst.limits import colouring
from standfirst.sphinx_ext.logs import log

_HIGHLIGHT = PygmentsBridge.highlight_block


def put_in_place() -> None:
    """Have Sphinx colour code within the time that a document has left."""
    PygmentsBridge.highlight_block = highlight_block  # type: ignore[method-assign]


def highlight_block(  # noqa: PLR0917  # Sphinx's own signature
    self: PygmentsBridge,
    source: str,
    lang: str,
    opts: dict[str, Any] | None = None,
    force: bool = False,  # noqa: FBT001, FBT002
    location: Any = None,
    **kwargs: Any,
) -> str:
    """Return *source* as HTML or LaTeX: ``PygmentsBridge.highlight_block``; without colours where it takes too long."""
    times: dict[str, colouring.Allowance] = vars(self).setdefault("standfirst_times", {})
    told: set[str] = vars(self).setdefault("standfirst_told", set())
    # a node, or a document's name and a line
    place = location[0] if isinstance(location, tuple) else getattr(location, "source", location)
    document = str(place)
    try:
        with times.setdefault(document, colouring.Allowance()).spend(len(source)):
            return _HIGHLIGHT(self, source, lang, opts, force, location, **kwargs)
    except colouring.OutOfTime:
        if document not in told:
            told.add(document)
            log(colouring.too_long(lang), location=location)
        return _HIGHLIGHT(self, source, "none", None, force, location, **kwargs)
