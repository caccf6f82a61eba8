"""What parts have written -> the work folder and the output of the whole, as if it had been made there.

A file goes to its place, and the manifest says of it what that of its part has said: it is made from the
same, and so it is not made again.
"""

from __future__ import annotations

import dataclasses as dc
import filecmp
import shutil
from typing import TYPE_CHECKING

from standfirst.incremental import atomic_files, freshness, manifest
from standfirst.outputs.citations import styles
from standfirst.search.kept import CURRENT, SearchRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from standfirst.parts.layout import MakingFolder


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class _Handed:
    """What one builder hands over, below the folder of what is kept between builds, and of its output."""

    manifest: str = ""
    """Beginning of the name of its manifest."""
    folders: tuple[str, ...] = ()
    """What it has kept, under names that are of the content."""
    workshops: tuple[tuple[str, str], ...] = ()
    """A manifest, and the folder that it is of."""


_HANDED = {
    "html": _Handed(),
    "cards": _Handed(manifest="cards-"),
    "typst": _Handed(folders=("press/images",), workshops=(("manifest-sources.json", "press"),)),
    "epub-volumes": _Handed(
        manifest="epub-volumes-", workshops=(("manifest-epub-pages.json", "epub"),)
    ),
}
"""Of each builder, by its name."""
_CITATIONS, _BODIES, _SEARCH = "citations.json", "bodies", "search"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """Where the whole is made."""

    work: Path
    out: Path
    shelf: Path

    @property
    def kept(self) -> Path:
        """Return the folder of what is kept between builds."""
        return self.work / "standfirst"


def take_in(whole: Whole, parts: Sequence[MakingFolder], builder: str) -> None:
    """Put what a builder has made of *parts* where it makes the whole; before it asks for any of it.

    :raises OutputError: A file cannot be put there.
    """
    handed = _HANDED[builder]
    is_html = builder == "html"
    root, theirs = whole.out if is_html else whole.shelf, []
    for part in parts:
        folder, kept = part.html if is_html else part.shelf, _kept(part)
        theirs.append((freshness.written(part.work, folder, handed.manifest), folder))
        for name in handed.folders:
            _take_folder(kept / name, whole.kept / name)
        take_pictures(part.work.parent / "pictures", whole.work.parent / "pictures")
    _take_made(freshness.written(whole.work, root, handed.manifest), root, theirs)
    for name, of in handed.workshops:
        made = [(_kept(part) / name, _kept(part) / of) for part in parts]
        _take_made(whole.kept / name, whole.kept / of, made)
    if is_html:
        _take_texts(whole.kept, [_kept(part) for part in parts])


def _take_texts(kept: Path, theirs: Sequence[Path]) -> None:
    """Take what is kept of each page, and nothing else of any: a page that a part could not write has nothing."""
    _take_alone([folder / _BODIES for folder in theirs], kept / _BODIES)
    records = [folder / _SEARCH / CURRENT for folder in theirs]
    SearchRecords(kept / _SEARCH).drop_others(_names(records))
    for folder in records:
        _take_folder(folder, kept / _SEARCH / CURRENT)
    styles.merge(kept / _CITATIONS, [folder / _CITATIONS for folder in theirs])


def _kept(part: MakingFolder) -> Path:
    return part.work / "standfirst"


def _take_made(kept: Path, root: Path, theirs: list[tuple[Path, Path]]) -> None:
    """Take the files that are made from something that a manifest says; others are made in each build.

    :param kept: The manifest of the whole, whose files are below *root*; *theirs* are those of the parts.
    """
    found = manifest.read(kept)
    for other, folder in theirs:
        for file, made in manifest.read(other).items():
            if made.made_from:
                place = root.joinpath(*file.split("/"))
                _take(folder.joinpath(*file.split("/")), place)
                size, time = manifest.state(str(place))
                found[file] = made._replace(size=size, time=time)
    if found:
        manifest.save(kept, found)


def take_pictures(source: Path, target: Path) -> None:
    """Take the pictures that were converted elsewhere; what is known of originals, each machine knows of its own.

    :raises OutputError: A file cannot be put there.
    """
    for folder in sorted(source.glob("[0-9a-f][0-9a-f]")):
        _take_folder(folder, target / folder.name)


def _names(folders: Iterable[Path]) -> set[str]:
    return {path.name for folder in folders for path in folder.glob("*")}


def _take_alone(sources: Sequence[Path], target: Path) -> None:
    """Have in a folder the files of *sources* alone."""
    for name in _names([target]) - _names(sources):
        target.joinpath(name).unlink()
    for source in sources:
        _take_folder(source, target)


def _take_folder(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        if path.is_file():
            _take(path, target / path.relative_to(source))


def _take(source: Path, target: Path) -> None:
    """Put a file in its place, unless its bytes are there: a link to it, where the system has such, else a copy.

    Nothing of ours writes into a file that is there, so that both stay as they are.

    :raises OutputError: It cannot be put there.
    """
    if target.is_file() and filecmp.cmp(source, target, shallow=_is_linked(source, target)):
        return
    new = target.with_name(f"{atomic_files.NEW}-taken")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        try:
            new.hardlink_to(source)
        except OSError:
            shutil.copy2(source, new)
        new.replace(target)
    except OSError as exc:
        raise atomic_files.error(target, exc) from exc


def _is_linked(source: Path, target: Path) -> bool:
    """Return whether the two are one file, or a copy that has its time, down to the nanosecond."""
    one, other = source.stat(), target.stat()
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)
