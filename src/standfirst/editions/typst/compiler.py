"""The press: Typst's compiler with its folder, its fonts, and what it can take.

::

    <work>/template/*.typ  settings.typ  fonts/  images/<hash>.<type>  articles/<docname>.typ

A source that the compiler refuses as PDF/UA-1 and PDF/A-2a is compiled with as much of them as it can be, and the caller is told; what
it refuses altogether, or does not set within its limits, is the caller's to replace.
"""

from __future__ import annotations

import dataclasses as dc
import hashlib
import re
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.editions.typst import fonts as fonts_
from standfirst.editions.typst.code import string
from standfirst.editions.typst.glyphs import Glyphs
from standfirst.incremental.atomic_files import write
from standfirst.incremental.manifest import digest
from standfirst.typesetting.typesetter import (
    Job,
    LimitError,
    RefusedError,
    SettingLimits,
    Typesetter,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.editions.typst.fonts import FontSet

TEMPLATE = Path(__file__).parent / "template"
_STANDARDS: tuple[tuple[str, ...], ...] = (("ua-1", "a-2a"), ("ua-1",), ("a-2b",), ())
"""What is asked for, the best first."""
_PICTURE = re.compile(r"/images/[0-9a-f]{20}\.\w+")
"""A picture's name in a source."""
_OF_A_PICTURE = 10_000
"""Bytes of source that cost as much as a picture."""
SECONDS_OF_A_PICTURE = 20.0
"""For one alone: what draws longer draws as long on each page that shows it."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class CompiledPdf:
    """A PDF."""

    content: bytes
    complaint: str = ""
    """Why it is no PDF/UA-1; empty where it is."""


class Compiler:
    """Compiles sources in a folder."""

    def __init__(self, work: Path, own_fonts: Path | None) -> None:
        """Put together what the sources need.

        :param work: A folder that nothing else writes to.
        :param own_fonts: The publication's own fonts.
        """
        self.work = work
        self.fonts: FontSet = fonts_.find(own_fonts, work)
        self._typesetter = Typesetter(work, self.fonts.folder)
        self._accepted: dict[Path, str | None] = {}
        self._hashes: dict[tuple[Path, int, int], str] = {}
        template = sorted(TEMPLATE.glob("*.typ"))
        for file in template:
            write(work / "template" / file.name, file.read_bytes())
        write(work / "settings.typ", self.fonts.settings().encode())
        templates = (file.read_bytes() for file in template)
        self.digest = digest(self.fonts.digest, version("typst"), *templates)

    @cached_property
    def glyphs(self) -> Glyphs:
        """What the fonts have."""
        return Glyphs(self._diagnosis, self.fonts.every)

    def _diagnosis(self, source: str) -> str:
        """Return what the compiler says against a source; nothing where it takes it."""
        try:
            self._set(Job(source=source, standards=_STANDARDS[0], timestamp=0))
        except RefusedError as error:
            return error.diagnostic
        return ""

    def _set(self, job: Job) -> bytes:
        return self._typesetter.set(job, SettingLimits.of(len(job.source)))

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
        # a bitmap of a few points, for which whatever is read is kept for the articles; of a drawing
        # that does not tell what its filters take
        is_drawing = path.suffix == ".svg"
        width = "12cm" if is_drawing else "10pt"
        source = f'#set page(width: auto, height: auto)\n#image({string("/" + name)}, width: {width}, alt: "a")'
        limits = dc.replace(SettingLimits.of(_OF_A_PICTURE), seconds=SECONDS_OF_A_PICTURE)
        try:
            job = Job(source=source, format="pdf" if is_drawing else "png", ppi=20)
            self._typesetter.set(job, limits)
        except RefusedError:
            return None
        return f"/{name}"

    def end(self) -> None:
        """End what sets, until something is to be set again."""
        self._typesetter.end()

    def bitmap(self, source: str, *, ppi: float) -> bytes:
        """Return the one page of a source as PNG.

        :param ppi: Pixels to an inch.
        :raises RefusedError: There is none.
        """
        return self._set(Job(source=source, format="png", ppi=ppi))

    def compile(self, source: str, *, timestamp: int, parts: Iterable[Path] = ()) -> CompiledPdf:
        """Return the PDF of a source.

        :param timestamp: Seconds since 1970, which the file says it was made at.
        :param parts: The files that it takes in, from whose sizes follows how long it may take.
        :raises RefusedError: There is none.
        """
        limits = SettingLimits.of(len(source) + sum(map(_size, parts)))
        complaint = ""
        for standards in _STANDARDS:
            job = Job(source=source, standards=standards, timestamp=timestamp)
            try:
                return CompiledPdf(content=self._typesetter.set(job, limits), complaint=complaint)
            except LimitError:
                raise
            except RefusedError as error:
                complaint = complaint or str(error)
        raise RefusedError(complaint)


def _size(part: Path) -> int:
    """Return what a source costs, as bytes of text."""
    text = part.read_text(encoding="utf-8")
    return len(text) + _OF_A_PICTURE * len(set(_PICTURE.findall(text)))
