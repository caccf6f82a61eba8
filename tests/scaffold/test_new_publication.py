"""A new publication: which files there are, and what they say."""

from __future__ import annotations

import datetime as dt
import runpy

import pytest
import yaml

from standfirst.scaffold import new_publication
from standfirst.scaffold.new_publication import Choices, SkeletonWriter, write_skeleton

TODAY = dt.date(2026, 1, 2)
OF_EVERY_ONE = ["conf.py", "index.md", ".gitignore", "README.md", ".readthedocs.yaml", "Makefile", "requirements.txt", "_static/.gitkeep", "_templates/.gitkeep"]  # fmt: skip
OF_A_NEW_ONE = ["about.md", "authors/editorial-desk.md", "posts/2026-01-02-a-first-post.md"]


def own(folder):
    """Return what conf.py says."""
    said = runpy.run_path(str(folder / "conf.py"))
    names = ("project", "copyright", "extensions", "html_static_path", "templates_path")
    return {n: v for n, v in said.items() if n.startswith("standfirst_") or n in names}


def conf(title, **more):
    """Return what conf.py says of a publication of which nothing else is said."""
    return {
        "extensions": ["standfirst"],
        "project": title,
        "copyright": title,
        "standfirst_title": title,
        "standfirst_tagline": "",
        "standfirst_language": "en",
        "standfirst_timezone": "UTC",
        "standfirst_base_url": "https://example.org/",
        "html_static_path": ["_static"],
        "templates_path": ["_templates"],
        **more,
    }


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (None, "A new publication"),
        ("", "A new publication"),
        (" A  'b' \n\"c\" $d {e} 字", "A 'b' \"c\" $d {e} 字"),
    ],
)
def test_a_new_publication_has_its_title(tmp_path, title, expected):
    """In its settings, whatever is in it; where none is given, one that says so."""
    made = new_publication.create(tmp_path, title=title, requirement="standfirst==1", today=TODAY)

    assert sorted(made.written) == sorted(OF_EVERY_ONE + OF_A_NEW_ONE)
    assert made.kept == []
    assert own(tmp_path) == conf(expected)
    assert (tmp_path / "requirements.txt").read_bytes() == b"standfirst==1\n"
    assert (tmp_path / "_static/.gitkeep").read_bytes() == b""
    front = (tmp_path / "index.md").read_text(encoding="utf-8").split("---\n")[1]
    assert yaml.safe_load(front)["title"] == expected
    assert "date: 2026-01-02 00:00:00 +0000\n" in (tmp_path / OF_A_NEW_ONE[2]).read_text("utf-8")
    assert (tmp_path / "README.md").read_text("utf-8").startswith(f"# {expected}\n")


def test_what_is_taken_over_has_its_own_texts(tmp_path):
    """And its choices, with further options in the order given."""
    chosen = Choices(title="T", tagline="D", language="de", timezone="Europe/Berlin", base_url="https://a.example/", options=(("b", [1, {"z": 1, "a": "x"}]), ("standfirst_site", {"z": "y" * 90, "a": "x" * 90})))  # fmt: skip
    writer = SkeletonWriter(tmp_path)
    write_skeleton(writer, chosen, requirement="x", taken_over=True)
    said = own(tmp_path)
    lines = (tmp_path / "conf.py").read_text(encoding="utf-8").splitlines()

    assert writer.written == OF_EVERY_ONE
    assert said == conf("T", standfirst_tagline="D", standfirst_language="de", standfirst_timezone="Europe/Berlin", standfirst_base_url="https://a.example/", standfirst_site={"z": "y" * 90, "a": "x" * 90})  # fmt: skip
    assert list(said["standfirst_site"]) == ["z", "a"]
    assert "b = [1, {'z': 1, 'a': 'x'}]" in lines
    assert lines.index("b = [1, {'z': 1, 'a': 'x'}]") < next(
        n for n, line in enumerate(lines) if line.startswith("standfirst_site = {")
    )


def test_a_file_that_is_there_stays(tmp_path):
    """It is named as kept; a copy has the content of what it was made of."""
    source = tmp_path / "source"
    source.write_bytes(b"\x00\xff")
    writer = SkeletonWriter(tmp_path / "new")
    writer.write("a/b.txt", b"1")
    writer.write("a/b.txt", b"2")
    writer.copy("a/c/d.bin", source)
    writer.copy("a/b.txt", source)

    assert (writer.written, writer.kept) == (["a/b.txt", "a/c/d.bin"], ["a/b.txt", "a/b.txt"])
    assert (tmp_path / "new/a/b.txt").read_bytes() == b"1"
    assert (tmp_path / "new/a/c/d.bin").read_bytes() == b"\x00\xff"
