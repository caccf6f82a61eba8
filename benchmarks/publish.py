"""Puts results into the guide's page and the README, from the folder that a run has left them in."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from benchmarks import editions, plots, results, tables
from benchmarks.results import FIRST_PAGE, spread

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.results import Results

RESULTS, EDITIONS = "results.json", "editions.json"
_SENTENCE = re.compile(r"On two cores a first build of .*?\.(?= The \[benchmark\])")
_POSTS = 2_000


def publish(source: Path, root: Path) -> list[Path]:
    """Copy results into the repository in *root*, and draw what is made of them; return the files.

    :param source: Folder of a run.
    """
    kept, shown, readme = root / "benchmarks", root / "guide" / "figures", root / "README.md"
    for name in (RESULTS, EDITIONS, FIRST_PAGE):
        if (source / name).is_file():
            shutil.copyfile(source / name, kept / name)
    found = results.load(kept / RESULTS)
    tables.write(found, shown)
    tables.write_editions(editions.load(kept / EDITIONS), shown)
    drawn = plots.write(found, shown)
    text = readme.read_text(encoding="utf-8")
    readme.write_text(_SENTENCE.sub(sentence(found), text), encoding="utf-8")
    return [kept / RESULTS, *drawn, readme]


def sentence(found: Results) -> str:
    """Return what the README says of builds."""
    clean = [_seconds(found, key, "cold") for key in ("standfirst-2", "jekyll", "hugo")]
    edit = [_seconds(found, key, "edited") for key in ("standfirst-2", "jekyll", "hugo")]
    return (
        f"On two cores a first build of {_POSTS:,} posts takes {clean[0]} seconds, where Jekyll takes {clean[1]} and Hugo {clean[2]}; "
        f"after an edit it takes {edit[0]}, where they take {edit[1]} and {edit[2]}."
    )


def _seconds(found: Results, engine: str, kind: str) -> str:
    """Return the median of a build: whole seconds, but few of them with a digit behind the point."""
    value = spread(item.wall for item in found.of(engine, _POSTS, kind))
    if value is None:
        return "–"
    return f"{value.median:.1f}" if value.median < 3 else f"{value.median:.0f}"
