"""Runs Sphinx on a publication: what ``standfirst build`` and ``make html`` do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.cmd.build import build_main

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def build(
    root: Path,
    *,
    out: Path,
    work: Path,
    jobs: str = "auto",
    strict: bool = False,
    quiet: bool = True,
    options: Sequence[str] = (),
) -> int:
    """Build the publication in *root*; return Sphinx's exit code.

    :param work: Folder of the environment and of what is kept between builds.
    :param jobs: Number of processes, or ``auto``.
    :param strict: Fail where there is a warning, once everything is built.
    :param options: ``name=value`` pairs over ``conf.py``.
    """
    arguments = ["-b", "html", "-d", str(work), "-j", jobs]
    arguments += ["-W", "--keep-going"] if strict else []
    arguments += ["-q"] if quiet else []
    for option in options:
        arguments += ["-D", option]
    return int(build_main([*arguments, str(root), str(out)]))
