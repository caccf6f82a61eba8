"""The labels of link targets in an edition."""

from __future__ import annotations

from urllib.parse import quote

_PLAIN = "/ '()*!,;:@&=+$"


def place(docname: str, name: str = "") -> str:
    """Return the name of a document's place in editions, of its beginning where *name* is empty.

    In ASCII: a PDF sorts the names of its places by their bytes, Typst by their characters, which
    for others is not the same order; in a list that is out of order a reader finds nothing.
    """
    return f"{quote(docname, safe=_PLAIN, errors='replace')}#{quote(name, safe=_PLAIN, errors='replace')}"
