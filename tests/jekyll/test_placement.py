"""Where the files of a Jekyll site go: of two for one place the first has it."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from standfirst.jekyll import placement, textile
from standfirst.jekyll.placement import Placement
from standfirst.scaffold.new_publication import SkeletonWriter


@pytest.fixture
def placed(tmp_path, monkeypatch):
    """Return what puts files of a site to their places: the names that they got, and what was left out."""
    monkeypatch.setattr(placement.textile, "is_installed", lambda: True)

    def place(*files):
        left = []
        new = tmp_path / "new"
        files_of = Placement(tmp_path, SkeletonWriter(new), "extra", left)
        names = []
        for path, name in files:
            (tmp_path / path).write_text(path, encoding="utf-8")
            names.append(files_of.write(PurePosixPath(path), name))
        written = {f.relative_to(new).as_posix(): f.read_text("utf-8") for f in new.rglob("*.*")}
        return names, left, written

    monkeypatch.setattr(textile, "as_html", lambda text: f"<p>{text}</p>")
    return place


@pytest.mark.parametrize(
    ("files", "names", "key"),
    [
        ([("a.md", "x.md"), ("b.md", "y.md")], ["x.md", "y.md"], ""),
        ([("a.md", "x.md"), ("b.html", "x.html")], ["x.md", ""], "x"),
        ([("a.textile", "x.textile"), ("b.md", "x.md")], ["x.html", ""], "x"),
        ([("a.md", "x.md"), ("b.textile", "x.textile")], ["x.md", ""], "x"),
        ([("a.html", "extra/x.html"), ("b.md", "extra/x.md")], ["extra/x.html", "extra/x.md"], ""),
        ([("a.css", "extra/x.css"), ("b.css", "extra/x.css")], ["extra/x.css", ""], "extra/x.css"),
    ],
)
def test_of_two_files_for_one_place_the_first_has_it(placed, files, names, key):
    """Documents by their names without the end, whatever they are written in; the other is named and has no name."""
    found, left, written = placed(*files)

    assert found == names
    assert left == ([(files[1][0], f"{files[0][0]} is already at {key}")] if key else [])
    assert written == {
        name: f"<p>{path}</p>" if path.endswith(".textile") else path
        for (path, _), name in zip(files, names, strict=True)
        if name
    }
