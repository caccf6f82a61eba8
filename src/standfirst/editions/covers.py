"""A book's cover as a picture, for reading systems that show books on a shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.editions.books import Book


def png(book: Book, picture: Path | None) -> bytes:
    """Return the cover as PNG."""
    return typst.compile(
        b"#set page(width: 170mm, height: 240mm)\n#sys.inputs.title",
        format="png",
        ppi=120,
        sys_inputs={"title": book.title},
    )
