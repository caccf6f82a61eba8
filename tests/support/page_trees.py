"""Pages of a publication that was built, to be looked at."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from lxml import html as lxml_html

if TYPE_CHECKING:
    from pathlib import Path

    from publications import Built, Publication

PLACE = "2026/01/x/"


def tree(built: Built, page: str) -> lxml_html.HtmlElement:
    """Return a page, parsed."""
    return lxml_html.fromstring(built.read(page))


def pictures_of(built: Built, place: str = PLACE) -> list[str]:
    """Return the names of a page's pictures, without the marks and widths of their files."""
    sources = tree(built, place).xpath("//main//img/@src")
    return [source.rpartition("/")[2].rsplit("-", 2)[0] for source in sources]


def same_as_clean(publication: Publication, incremental: Built, tmp_path: Path) -> None:
    """Hold a build after a change to what a build from nothing gives."""
    got = incremental.files()
    shutil.rmtree(publication.root / "_build")
    want = publication.build().files()
    got.pop(".buildinfo.bak", None)

    assert sorted(got) == sorted(want), tmp_path
    assert [name for name in want if got[name] != want[name]] == []
