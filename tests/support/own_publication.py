"""The publication in this repository, copied and built: what several tests look at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
PARTS = (
    "conf.py",
    "index.md",
    "about.md",
    "posts",
    "authors",
    "volumes",
    "guide",
    "_static",
    "_templates",
)
"""What it is made of, apart from the code."""
NOW = "2026-11-24T12:00:00+00:00"


def copied(folder: Path) -> Path:
    """Copy the publication, apart from its code, into *folder*; return it."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, dirs_exist_ok=True)
        else:
            shutil.copy(source, folder / name)
    return folder


def built(
    folder: Path, out: Path, *options: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Sphinx as strictly as it can be run, in a process of its own."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-b",
            "html",
            "-n",
            "-W",
            "--keep-going",
            "-d",
            str(folder / "_build/d"),
            *options,
            str(folder),
            str(out),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
