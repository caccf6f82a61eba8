"""Jekyll sites that are given as texts, taken over."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Any, NamedTuple

from folders import written

from standfirst.jekyll import take_over

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standfirst.scaffold.new_publication import NewPublication

REQUIREMENT = "standfirst==0"


class TakenOverSite(NamedTuple):
    """A site that was taken over."""

    taken: NewPublication
    new: Path
    """Where the publication lies."""
    conf: dict[str, Any]
    """What its ``conf.py`` says."""


def taken_over(tmp_path: Path, files: Mapping[str, str | bytes], **options: str) -> TakenOverSite:
    """Return what came of a site of these files, which lies in ``site``, in ``new`` beside it."""
    site, new = written(tmp_path / "site", files), tmp_path / "new"
    taken = take_over.take_over(site, new, requirement=REQUIREMENT, **options)
    return TakenOverSite(taken, new, runpy.run_path(str(new / "conf.py")))
