"""What is written into the output, and which processes do it: pure."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.incremental import atomic_files, manifest
from standfirst.incremental.atomic_files import OutputError, OutputFile, Tally, write
from standfirst.incremental.manifest import Manifest
from standfirst.sphinx_ext import workers


@given(st.lists(st.integers(0, 1000)), st.integers(1, 9))
def test_runs_keep_the_order_and_are_balanced(weights, count):
    """Nothing is lost or turned round, no run is empty, none is heavier than its share and its heaviest pieces."""
    work = list(range(len(weights)))
    runs = workers.runs(work, weights, count)

    assert [piece for run in runs for piece in run] == work
    assert [] not in map(list, runs)
    assert len(runs) <= count
    for run in runs:
        most = sum(weights) / count + max(weights[piece] for piece in run)

        assert sum(weights[piece] for piece in run) <= most


def test_a_file_is_written_at_one_stroke_and_only_where_it_differs(tmp_path):
    """Its time of change stays where its bytes do; the tally says which."""
    tally, file = Tally(), tmp_path / "a" / "b"

    assert write(file, b"1", tally)
    os.utime(file, ns=(5, 5))
    assert not write(file, b"1", tally)
    assert file.stat().st_mtime_ns == 5
    page = OutputFile(file)
    page.tally = tally
    page.write_text("标\n", "ascii", "xmlcharrefreplace")
    assert file.read_bytes() == b"&#26631;\n"
    assert (tally.written, tally.left) == (2, 1)
    assert [path.name for path in file.parent.iterdir()] == ["b"]


def test_what_cannot_be_written_is_named(tmp_path):
    """A file where a folder should be; what is there stays, and nothing half-written."""
    write(tmp_path / "a", b"1")
    with pytest.raises(OutputError, match="cannot be written"):
        write(tmp_path / "a" / "b", b"2")

    assert (tmp_path / "a").read_bytes() == b"1"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_killed_build_leaves_nothing_half_written(tmp_path):
    """Its temporary files are swept away."""
    write(tmp_path / "a" / "b", b"1")
    (tmp_path / "a" / f"{atomic_files.NEW}-7").write_bytes(b"half")
    atomic_files.sweep(tmp_path)

    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def _build(root, files):
    """Make *files* as a build does: name -> content, which is what it is made from too."""
    kept = Manifest(root / "work" / "manifest-x.json", root / "out")
    kept.make_way(files)
    kept.expect(files)
    made = [name for name, text in files.items() if not kept.is_current(name, text)]
    for name in made:
        write(root / "out" / name, files[name].encode())
    kept.finish(files)
    return made


def test_only_what_differs_is_made_and_what_is_gone_goes(tmp_path):
    """A changed file, one that was removed by hand or cut short, one that is no longer wanted."""
    first = {"a": "1", "b/c": "2", "d": "34", "e": "5"}

    assert _build(tmp_path, first) == ["a", "b/c", "d", "e"]
    (tmp_path / "out" / "e").unlink()
    (tmp_path / "out" / "d").write_text("3", encoding="ascii")
    assert _build(tmp_path, {"a": "2", "d": "34", "e": "5"}) == ["a", "d", "e"]
    assert not (tmp_path / "out" / "b").exists()


def test_a_folder_makes_way_for_a_file_and_a_file_for_a_folder(tmp_path):
    """Before they are written."""
    _build(tmp_path, {"a/b/c": "1", "d": "2"})
    _build(tmp_path, {"a": "3", "d/e": "4"})

    assert (tmp_path / "out" / "a").read_text(encoding="ascii") == "3"
    assert (tmp_path / "out" / "d" / "e").is_file()


def test_what_a_killed_build_began_goes_and_what_it_left_is_made_again(tmp_path):
    """Though it kept no list."""
    _build(tmp_path, {"a": "1"})
    begun = Manifest(tmp_path / "work" / "manifest-x.json", tmp_path / "out")
    begun.expect(["a", "new/x"])
    write(tmp_path / "out" / "new" / "x", b"1")
    write(tmp_path / "out" / "a", b"2")
    manifest.doubt(tmp_path / "work")

    assert _build(tmp_path, {"a": "1"}) == ["a"]
    assert (tmp_path / "out" / "a").read_bytes() == b"1"
    assert not (tmp_path / "out" / "new").exists()


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a": 1}', json.dumps({"a": ["x", "y"]}), "\x00ÿ"]
)
def test_a_list_that_cannot_be_read_is_none(tmp_path, text):
    """Everything is made."""
    kept = tmp_path / "work" / "manifest-x.json"
    kept.parent.mkdir()
    kept.write_text(text, encoding="utf-8")

    assert _build(tmp_path, {"a": "1"}) == ["a"]
