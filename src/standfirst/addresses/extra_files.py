"""The files that ``conf.py`` names: those that are copied as they are, and those that go into pages or beside them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from standfirst.addresses import local_files
from standfirst.incremental import output_folders
from standfirst.limits import containment
from standfirst.policy import hidden_files
from standfirst.settings import conf_files

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from standfirst.problems import FileReport, Problem


def named(options: Mapping[str, Any]) -> list[str]:
    """Return the files and folders in ``conf.py`` whose content may be published.

    Those of ``html_extra_path`` are not among them: :func:`copied` judges each.
    """
    found = (*conf_files.folders(options), *conf_files.pictures(options))
    return [str(each.name) for each in found if "://" not in str(each.name)]


def relative(found: Mapping[str, Path], root: Path) -> dict[str, str]:
    """Return *found*, as :func:`copied` returns it, with paths from *root*, and forward slashes."""
    return {file: os.path.relpath(path, root).replace("\\", "/") for file, path in found.items()}


def copied(
    root: Path, entries: Iterable[str], excluded: Iterable[str], report: FileReport | None
) -> dict[str, Path]:
    """Return the files published for *entries*, the value of ``html_extra_path``, by their path in the output.

    :param entries: Files, and folders whose content is copied.
    :param excluded: Sphinx's patterns of what is left out, below each entry.
    :param report: Told of each file that is left out without being excluded.
    """
    found: dict[str, Path] = {}
    patterns = local_files.matcher(tuple(excluded))
    for entry in map(str, entries):
        base = root / entry
        if fault := containment.entry_fault(root, entry):
            if report:
                report(entry, containment.problem(fault))
        elif base.is_file():
            found[base.name] = base
        elif base.is_dir():
            found |= {path: base / path for path in _inside(root, entry, patterns, report)}
    return found


def _inside(
    root: Path, entry: str, excluded: re.Pattern[str], report: FileReport | None
) -> Iterator[str]:
    """Yield the files published of the folder *entry*; of a hidden one it is said that it is not."""

    def leave_out(path: str, problem: Problem) -> None:
        if report:
            report(os.path.normpath(f"{entry}/{path}"), problem)

    def enters(path: str) -> bool:
        is_mark = path == output_folders.MARK  # of *entry*: no other folder of output is entered
        if is_mark or hidden_files.is_litter(path) or excluded.match(path):
            return False
        is_published = hidden_files.is_published(path)
        if not is_published:
            fault = "is hidden, and nothing that hosts read"
            leave_out(path, containment.problem(fault, "rename or move it"))
        return is_published

    for each in containment.walk(root / entry, containment.bounds(root, entry), enters):
        if each.fault:
            leave_out(each.path, containment.problem(each.fault))
        else:
            yield each.path
