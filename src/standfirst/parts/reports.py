"""What a phase says of what it has made, and whether that fits together.

Whatever is in a folder of parts was brought there by somebody: of another day, of another version, half of
it. So the files are looked at by size and hash before anything in them is used.
"""

from __future__ import annotations

import dataclasses as dc
import json
from typing import TYPE_CHECKING, Any, TypeVar

from standfirst.incremental import contents
from standfirst.incremental.atomic_files import write
from standfirst.parts import sources
from standfirst.parts.part import Part, PartError, every
from standfirst.parts.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from standfirst.parts.layout import Layout, PartFolder

FORMAT = 1
"""Raised whenever a phase leaves its files in another form."""
_AGAIN = "read it again"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ReadReport:
    """What was read of a part."""

    number: int
    count: int
    format: int = FORMAT
    code: str
    """A hash of code and packages."""
    publication: str
    names: str
    """As :class:`~standfirst.parts.sources.Sources` has both."""
    posts: str
    """Folder of the posts."""
    options: Mapping[str, str]
    """Values over those of ``conf.py``."""
    now: str
    """The moment of the build, ISO."""
    texts: Mapping[str, str]
    """Path of each of its posts -> a hash of its content."""
    files: Mapping[str, str]
    """Name of each file that the plan takes -> a hash of its content."""

    @property
    def part(self) -> Part:
        """Return the part."""
        return Part(number=self.number, count=self.count)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class WrittenReport:
    """What was written of a part."""

    number: int
    count: int
    format: int = FORMAT
    code: str
    plan: str
    """The hash of the plan."""
    files: Mapping[str, int]
    """Path of each file below the folder of what was written -> its size in bytes."""


_Report = TypeVar("_Report", ReadReport, WrittenReport)


def keep(file: Path, report: ReadReport | WrittenReport) -> None:
    """Write a report.

    :raises OutputError: It cannot be written.
    """
    write(file, json.dumps(dc.asdict(report), indent=0, sort_keys=True).encode())


def _load(file: Path, of: type[_Report]) -> _Report:
    """Return a report.

    :raises PartError: It is none of this version.
    """
    try:
        found: dict[str, Any] = json.loads(file.read_bytes())
        if found.get("format") != FORMAT:
            raise PartError(f"{file} is of another version of Standfirst; {_AGAIN}")
        report = of(**found)
        Part.of(f"{report.number}/{report.count}")
    except (OSError, ValueError, TypeError, AttributeError) as exc:
        if isinstance(exc, PartError):
            raise
        raise PartError(f"{file} cannot be read, or is cut off; make it again") from exc
    return report


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ReadParts:
    """The parts of a publication, all read, and fitting together."""

    folders: Mapping[int, PartFolder]
    """By number."""
    reports: Mapping[int, ReadReport]

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.folders)

    @property
    def first(self) -> ReadReport:
        """Return the report of the first part; what concerns all is the same in each."""
        return self.reports[1]

    @property
    def options(self) -> dict[str, str]:
        """Return the values over those of ``conf.py``, with the moment of the build."""
        return {**self.first.options, "standfirst_now": self.first.now}


def read_parts(layout: Layout, root: Path) -> ReadParts:
    """Return the parts in a folder.

    :param root: The publication.
    :raises PartError: One is missing, comes twice, is cut off, of another version, of other sources.
    """
    faults: list[str] = []
    found: dict[int, tuple[PartFolder, ReadReport]] = {}
    for folder in layout.parts:
        try:
            report = _load(folder.read_report, ReadReport)
        except PartError as exc:
            faults.append(str(exc))
            continue
        if report.number in found and found[report.number][1].count == report.count:
            other = found[report.number][0].path
            faults.append(
                f"{folder.path} is part {report.part}, which {other} is as well; remove one of them"
            )
        elif report.number not in found:
            found[report.number] = (folder, report)
        else:
            faults.append(_other_count(folder, report, found[report.number][1]))
    faults += _of_all(found, layout)
    if found:
        here = Sources.of(root, found[min(found)][1].posts)
        for number in sorted(found):
            faults += _of_one(*found[number], root, here)
    if faults:
        raise PartError.of(faults)
    return ReadParts(
        folders={number: folder for number, (folder, _) in sorted(found.items())},
        reports={number: report for number, (_, report) in sorted(found.items())},
    )


def _other_count(folder: PartFolder, report: ReadReport, other: ReadReport) -> str:
    return f"{folder.path} is part {report.part}, and another is {other.part}: remove the parts of the other division"


def _of_all(found: Mapping[int, tuple[PartFolder, ReadReport]], layout: Layout) -> Iterator[str]:
    """Yield what is wrong with the parts beside one another."""
    if not found:
        yield f"{layout.root} has no part; `standfirst part read 1/8` reads one"
        return
    first_folder, first = found[min(found)]
    for folder, report in found.values():
        if report.count != first.count:
            yield _other_count(folder, report, first)
        for name, said in _COMMON.items():
            if getattr(report, name) != getattr(first, name):
                yield f"{folder.path} was read {said} than {first_folder.path}; read both again alike"
    for part in every(first.count):
        if part.number not in found:
            yield f"part {part} is missing below {layout.root}; `standfirst part read {part}` reads it"


_COMMON = {
    "code": "by another version",
    "publication": "of other sources",
    "names": "of other posts",
    "options": "with other options",
    "now": "at another time (-D standfirst_now=2026-06-01T12:00:00+00:00 gives all the same)",
}
"""What is the same in all parts -> what is wrong where it is not."""


def _of_one(folder: PartFolder, report: ReadReport, root: Path, here: Sources) -> Iterator[str]:
    """Yield what is wrong with a part by itself."""
    if report.code != sources.code():
        yield f"{folder.path} was read by another version than is installed here; {_AGAIN}"
    for name, hashed in report.files.items():
        if sources.texts(folder.read, [name])[name] != hashed:
            yield f"{folder.read / name} is missing or cut off; read part {report.part} again"
    if report.publication != here.publication:
        yield f"{folder.path} was read of other sources (settings, templates, pages or pictures) than lie in {root}; {_AGAIN}"
    elif here.has_texts:
        if report.names != here.names:
            yield f"{folder.path} was read when there were other posts than lie in {root}; {_AGAIN}"
        now = sources.texts(root, report.texts)
        for path, hashed in report.texts.items():
            if now[path] != hashed:
                yield f"{path} is another than the one that was read for part {report.part}; {_AGAIN}"


def unread(folder: PartFolder) -> None:
    """Take away what says that a part was read, and with it that it was written."""
    folder.read_report.unlink(missing_ok=True)
    folder.written_report.unlink(missing_ok=True)


def is_read(folder: PartFolder, part: Part) -> str:
    """Return the hash of the report of a part.

    :raises PartError: There is none, or it is that of another part.
    """
    report = _load(folder.read_report, ReadReport)
    if report.part != part:
        raise PartError(
            f"{folder.path} is part {report.part} and not {part}; name the folder that has it"
        )
    return contents.of_file(folder.read_report)


def sizes(folder: Path) -> dict[str, int]:
    """Return the size of every file below *folder*, bytes."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def written_parts(folders: Mapping[int, PartFolder], plan: str) -> None:
    """Look at what was written of each part.

    :param plan: The hash of the plan.
    :raises PartError: One is missing, is cut off, or was written by another plan or version.
    """
    faults: list[str] = []
    for part in every(len(folders)):
        folder = folders[part.number]
        if not folder.written_report.is_file():
            faults.append(
                f"part {part} was not written, or did not end well; `standfirst part write {part}` writes it"
            )
            continue
        try:
            faults += _of_written(folder, part, plan)
        except PartError as exc:
            faults.append(str(exc))
    if faults:
        raise PartError.of(faults)


def _of_written(folder: PartFolder, part: Part, plan: str) -> Sequence[str]:
    report = _load(folder.written_report, WrittenReport)
    again = f"write part {part} again"
    if (report.number, report.count) != (part.number, part.count):
        return [f"{folder.written_report} is that of part {report.number}/{report.count}; {again}"]
    if report.code != sources.code():
        return [f"{folder.path} was written by another version than is installed here; {again}"]
    if report.plan != plan:
        return [f"{folder.path} was written by another plan; {again}"]
    there = sizes(folder.written.path)
    lost = [path for path, size in report.files.items() if there.get(path) != size]
    return [f"{folder.written.path / lost[0]} is missing or cut off; {again}"] if lost else []
