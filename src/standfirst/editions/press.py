"""The press: Typst's compiler with its folder, its fonts, and what it can take.

::

    <work>/template/*.typ  settings.typ  fonts/  images/<hash>.<type>  articles/<docname>.typ

A source that the compiler refuses as PDF/UA-1 and PDF/A-2a is compiled with as much of them as it can be, and the caller is told; what
it refuses altogether is the caller's to replace.
"""

from __future__ import annotations

import hashlib
import shutil
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from standfirst.editions import fonts as fonts_
from standfirst.editions.glyphs import Glyphs
from standfirst.editions.printed import Printed, RefusedError
from standfirst.editions.typst_code import string
from standfirst.output_file import write

if TYPE_CHECKING:
    from standfirst.editions.fonts import FontSet

TEMPLATE = Path(__file__).parent / "template"
_STANDARDS: tuple[list[typst.PDFStandard], ...] = (["ua-1", "a-2a"], ["ua-1"], ["a-2b"], [])
"""What is asked for, the best first."""


class Press:
    """Compiles sources in a folder."""

    def __init__(self, work: Path, own_fonts: Path | None) -> None:
        """Put together what the sources need.

        :param work: A folder that nothing else writes to.
        :param own_fonts: The publication's own fonts.
        """
        self.work = work
        self.fonts: FontSet = fonts_.find(own_fonts, work)
        self._accepted: dict[Path, str | None] = {}
        self._hashes: dict[tuple[Path, int, int], str] = {}
        template = sorted(TEMPLATE.glob("*.typ"))
        for file in template:
            write(work / "template" / file.name, file.read_bytes())
        write(work / "settings.typ", self.fonts.settings().encode())
        state = [self.fonts.digest, version("typst"), *(file.read_bytes() for file in template)]
        self.digest = hashlib.sha256(repr(state).encode()).hexdigest()[:20]

    @cached_property
    def glyphs(self) -> Glyphs:
        """What the fonts have."""
        return Glyphs(self._loaded, self.fonts.every)

    @cached_property
    def compiler(self) -> typst.Compiler:
        """What compiles many small sources, one after another."""
        return typst.Compiler(root=self.work, font_paths=self._loaded)

    @cached_property
    def _loaded(self) -> typst.Fonts:
        return self.fonts.load()

    def fingerprint(self, path: Path) -> str:
        """Return a hash of a picture's content, for which nothing is compiled."""
        info = path.stat()
        state = (path, info.st_size, info.st_mtime_ns)
        if state not in self._hashes:
            self._hashes[state] = hashlib.sha256(path.read_bytes()).hexdigest()[:20]
        return self._hashes[state]

    def picture(self, path: Path) -> str | None:
        """Return a picture's name as sources give it; None where the compiler cannot read it."""
        if path not in self._accepted:
            self._accepted[path] = self._place(path)
        return self._accepted[path]

    def _place(self, path: Path) -> str | None:
        name = f"images/{self.fingerprint(path)}{path.suffix.lower()}"
        place = self.work / name
        if not place.exists():
            write(place, path.read_bytes())
        source = f'#set page(width: auto, height: auto)\n#image({string("/" + name)}, width: 10pt, alt: "a")'
        try:
            # a bitmap of a few points: whatever is read for it is kept for the articles
            compiler = typst.Compiler(root=self.work, font_paths=self._loaded)
            compiler.compile(source.encode(), format="png", ppi=20)
        except (typst.TypstError, RuntimeError):
            return None
        return f"/{name}"

    def compile(self, source: str, *, timestamp: int) -> Printed:
        """Return the PDF of a source.

        :param timestamp: Seconds since 1970, which the file says it was made at.
        :raises RefusedError: There is none.
        """
        compiler = typst.Compiler(root=self.work, font_paths=self._loaded)
        complaint = ""
        for standards in _STANDARDS:
            try:
                content = compiler.compile(
                    source.encode(), format="pdf", pdf_standards=standards, timestamp=timestamp
                )
            except typst.TypstError as error:
                complaint = complaint or _said(error)
            else:
                if not isinstance(content, bytes):
                    raise RefusedError("the compiler gave no file")
                return Printed(content=content, complaint=complaint)
        raise RefusedError(complaint)


def clear(work: Path) -> None:
    """Remove what sources need."""
    shutil.rmtree(work, ignore_errors=True)


def _said(error: typst.TypstError) -> str:
    """Return the compiler's own reason, in one line."""
    return " ".join([error.message, *error.hints]).replace("\n", " ")
