"""The style sheet of a page: one file, joined of the theme's sheets, sphinx-design's, the highlighter's and ours.

There are three. In the first two the others' part is reduced: to the rules for classes that texts have, and
to those for sphinx-design's components besides. A page loads the first in which nothing is lacking for
the classes that stand in it; in the third there is everything. A sheet of others whose digest is not known,
of another version or the publication's own, is whole in all three. The reduced sheets and the lists of the names
that they do without are made by ``tools/theme_styles.py`` from one list of classes.
"""

from __future__ import annotations

import dataclasses as dc
import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write
from standfirst.package import PACKAGE
from standfirst.text import inline_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

THEME = PACKAGE / "static" / "theme"
"""The folder of the reduced sheets."""
LEFT_OUT, DIGESTS = "left_out.txt", "digests.txt"
_OURS = PACKAGE / "static" / "standfirst"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """A joined sheet."""

    file: str
    """Its name below ``_static``."""
    reduced: str = ""
    """The folder of others' reduced sheets; empty: they are whole."""
    without: AbstractSet[str] = frozenset()
    """Those of our own that are not in it."""
    kinds: AbstractSet[str] = frozenset()
    """The kinds of pages that it is for; empty: all."""


STYLE = "standfirst.css"
"""The sheet of most pages; a publication's own file of this name takes the place of ours in all three."""
EVERYTHING = frozenset({"fa-"})
"""As names: of a family that no reduced sheet has."""
FULL = Joined(file="standfirst-full.css")
JOINED = (
    Joined(file=STYLE, reduced="plain"),
    Joined(
        file="standfirst-components.css",
        reduced="components",
        without={"front.css", "archive.css", "search.css"},
        kinds={"post", "page"},
    ),
    FULL,
)
"""In the order in which a page asks whether they will do."""
FILES = frozenset(one.file for one in JOINED)

PYGMENTS = "pygments.css"
"""The highlighter's, made for the styles that are chosen."""
SHEETS = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    PYGMENTS,
    "styles/sphinx-book-theme.css",
    "sphinx-design.min.css",
)
"""Others' sheets, below ``_static``, in the order in which they hold."""
_IMPORT = "styles/theme.css"
"""Does nothing but import the first."""
PARTS = frozenset(f"_static/{file}" for file in (*SHEETS, _IMPORT))
"""What is in the joined sheets, and no page loads."""
_OF_SCRIPTS: Mapping[str, str] = {
    "sphinx_copybutton": "copybtn",
    "sphinx_togglebutton": "toggle-button",
    "sphinx_thebe": "thebelab-cell",
    "sphinx_comments": "utterances",
    "sphinxcontrib.mermaid": "mermaid",
    "jupyter_sphinx": "jupyter_container",
}
"""Extension that the theme has rules for -> a class that its script gives, when a page is there."""

_CLASSES = re.compile(r"class=(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_PROPERTIES = re.compile(r"var\(\s*(--[\w-]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BESIDE_SIGNS = re.compile(r"\s*([{};,])\s*")
_BEFORE_VALUES = re.compile(r"(?<=[\w-]):[ \n]+")
_ABOVE = re.compile(r"url\((['\"]?)\.\./")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """The classes and custom properties that a reduced sheet does without."""

    single: AbstractSet[str]
    families: tuple[str, ...]
    """Beginnings of names that are left out all together."""

    def has_none(self, names: AbstractSet[str]) -> bool:
        """Return whether none of *names* is among them."""
        return self.single.isdisjoint(names) and not (
            self.families and any(name.startswith(self.families) for name in names)
        )


@lru_cache(maxsize=len(JOINED))
def left_out(folder: str) -> LeftOut:
    """Return what the sheets in a folder of reduced sheets do without."""
    lines = (THEME / folder / LEFT_OUT).read_text(encoding="utf-8").split() if folder else []
    families = tuple(line[:-1] for line in lines if line.endswith("*"))
    return LeftOut(single=frozenset(lines), families=families)


def for_page(kind: str, text: str, everywhere: AbstractSet[str] = frozenset()) -> Joined:
    """Return the sheet that a page loads.

    :param text: HTML of its document.
    :param everywhere: What every page needs, as :func:`of_publication` says.
    """
    names = names_in(text) | everywhere
    return next(
        one
        for one in JOINED
        if (not one.kinds or kind in one.kinds) and left_out(one.reduced).has_none(names)
    )


def names_in(text: str) -> set[str]:
    """Return the classes of elements in HTML."""
    # most values are there many times
    return {name for value in set(_CLASSES.findall(text)) for name in value.strip("\"'").split()}


def of_publication(
    texts: Iterable[str], extensions: Iterable[str], classes: Iterable[str]
) -> frozenset[str]:
    """Return the classes and properties that any page of a publication may need.

    :param texts: Its own templates and style sheets.
    :param extensions: As ``conf.py`` names them.
    :param classes: Those that its posts may give besides the usual ones.
    """
    names = {_OF_SCRIPTS[name] for name in extensions if name in _OF_SCRIPTS} | set(classes)
    for text in texts:
        names |= names_in(text)
        names.update(_PROPERTIES.findall(text))
    return frozenset(names)


def join(static: Path, *, web_fonts: bool) -> None:
    """Put the joined sheets into the folder of the static files, beside their parts."""
    own = static / STYLE
    theirs = own.read_text(encoding="utf-8", errors="replace") if own.is_file() else None
    parts = {}
    for name in SHEETS:
        path = static / name
        if path.is_file():
            parts[name] = path.read_bytes()
    for one in JOINED:
        ours = squeezed(_ours(one.without, web_fonts=web_fonts)) if theirs is None else theirs
        write(static / one.file, joined(parts, ours, one.reduced).encode())


def _ours(without: AbstractSet[str], *, web_fonts: bool) -> str:
    """Return our own sheets, in their order, as they are written."""
    order = (_OURS / "ORDER").read_text(encoding="utf-8").split()
    left = without if web_fonts else {*without, "fonts.css"}
    sheets = [(_OURS / name).read_text(encoding="utf-8") for name in order if name not in left]
    return "\n".join([*sheets, inline_styles.stylesheet()])


def joined(parts: Mapping[str, bytes], ours: str, reduced: str) -> str:
    """Return a joined sheet.

    :param parts: Others' sheets by file.
    :param ours: What comes after them.
    :param reduced: The folder of the reduced sheets; empty: all is whole.
    """
    known = _digests() if reduced else {}
    texts = []
    for file, data in parts.items():
        if known.get(hashlib.sha256(data).hexdigest()) == file:
            text = (THEME / reduced / file).read_text(encoding="utf-8")
        else:
            text = data.decode("utf-8", "replace").removeprefix('@charset "UTF-8";')
        if file == PYGMENTS:
            text = squeezed(text)
        texts.append(_ABOVE.sub(r"url(\1", text) if "/" in file else text)
    return "\n".join([*texts, ours])


@lru_cache(maxsize=1)
def _digests() -> Mapping[str, str]:
    """Return the files below ``_static`` of which there is a reduced sheet, by their digests."""
    lines = (THEME / DIGESTS).read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines)


def squeezed(text: str) -> str:
    """Return a style sheet without comments and without spaces that say nothing.

    :param text: Of ours or the highlighter's: no string within it has what this looks for.
    """
    text = _BESIDE_SIGNS.sub(r"\1", _COMMENT.sub("", text))
    return _BEFORE_VALUES.sub(":", text).replace(";}", "}").strip() + "\n"


def ours() -> str:
    """Return all that our own sheets say."""
    return _ours(frozenset(), web_fonts=True)
