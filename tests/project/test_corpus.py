"""A folder of real posts (``make test CORPUS=folder``): all publish, and only their own faults are reported."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from site_faults import faults

CORPUS = os.environ.get("STANDFIRST_CORPUS", "")

pytestmark = pytest.mark.skipif(not CORPUS, reason="needs CORPUS=folder of posts")


def test_every_post_is_published(publication):
    """On a page, with its authors on theirs, links and fragments good, no warning that is not ours, two processes."""
    shutil.copytree(Path(CORPUS).resolve(), publication.root / "posts", dirs_exist_ok=True)
    files = [p for p in (publication.root / "posts").rglob("*.md") if not p.name.startswith(".")]
    built = publication.build("standfirst_preview=1", jobs=2)
    lines = [line for line in built.warnings.splitlines() if line.strip()]

    form = r"\.md:\d+: (WARNING|ERROR): .+; .+ \[standfirst\.\w+\]$"

    assert files
    assert [line for line in lines if not re.search(form, line)] == []
    assert "[standfirst.markup]" not in built.warnings
    assert faults(built.out) == []
    posts = [
        name
        for name in built.files()
        if name.endswith("index.html") and b"sf-page--post" in (built.out / name).read_bytes()
    ]
    assert len(posts) >= len(files) - built.warnings.count("[standfirst.file]")
    names = {
        name
        for page in posts
        for name in re.findall(
            r'rel="author" href="([^"]+)"', (built.out / page).read_text(encoding="utf-8")
        )
    }
    assert names
