"""Digests of files: by content, and read only where something tells that this may be another."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from folders import written

from standfirst.incremental import contents, whole_files
from standfirst.incremental.contents import Contents, of_bytes

LATER = 10**19
"""A moment at which every file has rested."""


@pytest.fixture
def read(monkeypatch):
    """Return the files of which a digest was made, in order."""
    found, made = [], contents.of_file
    monkeypatch.setattr(contents, "of_file", lambda path: found.append(Path(path).name) or made(path))  # fmt: skip
    return found


def looked(root, *names, clock=LATER, whole=False):
    """Return the digests of some files, as the next build finds them; they are kept."""
    known = Contents(root / "kept.json", root, lambda: clock)
    found = [known.of(f"{root}/{name}") for name in names]
    known.save(whole=whole)
    return found


def test_a_file_is_read_where_its_size_or_its_times_are_others(tmp_path, read):
    """Once in a build, however often it is asked for; a file that rests, in no further one."""
    written(tmp_path, {"a": "1", "b": "2"})
    first = looked(tmp_path, "a", "b", "a")
    second = looked(tmp_path, "a", "b")
    os.utime(tmp_path / "a", (7, 7))
    third = looked(tmp_path, "a", "b")

    assert read == ["a", "b", "a"]
    assert first[:2] == second == third == [of_bytes(b"1"), of_bytes(b"2")]


def test_a_file_of_the_same_size_and_time_is_another_by_its_content(tmp_path):
    """An older one that was put in place with its time, too: the time at which it was put there tells."""
    written(tmp_path, {"a": "1"})
    os.utime(tmp_path / "a", (7, 7))
    first = looked(tmp_path, "a")
    written(tmp_path, {"a": "2"})
    os.utime(tmp_path / "a", (7, 7))

    assert looked(tmp_path, "a") != first


def test_what_was_read_just_after_it_was_written_is_read_again(tmp_path, read):
    """It may have been written once more within the same tick of the clock, as Git has it."""
    written(tmp_path, {"a": "1"})
    moment = (tmp_path / "a").stat().st_ctime_ns
    for passed in (0, 2_900_000_000, 3_100_000_000, 3_100_000_000):
        looked(tmp_path, "a", clock=moment + passed)

    assert read == ["a", "a", "a"]


def test_a_clock_that_is_behind_has_files_read(tmp_path, read):
    """What comes from the future never rests."""
    written(tmp_path, {"a": "1"})
    for _ in range(2):
        looked(tmp_path, "a", clock=1_000)

    assert read == ["a", "a"]


def test_what_is_known_is_known_in_another_folder(tmp_path, read):
    """Files below the publication's are known by their paths from there; others by their own."""
    written(tmp_path, {"one/a": "1", "else": "2"})
    looked(tmp_path / "one", "a", "../else")
    (tmp_path / "one").rename(tmp_path / "two")
    looked(tmp_path / "two", "a")

    # a folder's new name is no change of a file
    assert read == ["a", "else"]


def test_of_files_that_are_not_there_nothing_is_kept_in_the_end(tmp_path):
    """Where all were asked for; else what was known stays."""
    written(tmp_path, {"a": "1", "b": "2"})
    looked(tmp_path, "a", "b")
    looked(tmp_path, "a")
    both = whole_files.load(tmp_path / "kept.json", "contents 1")
    looked(tmp_path, "a", whole=True)
    one = whole_files.load(tmp_path / "kept.json", "contents 1")

    assert [sorted(json.loads(each)) for each in (both, one)] == [["a", "b"], ["a"]]


@pytest.mark.parametrize("kind", ["gone", "folder", "pipe", "nul\0", "dangling"])
def test_what_is_no_file_holds_nothing(tmp_path, kind):
    """And nobody waits for it."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")

    assert looked(tmp_path, kind) == [""]
    assert contents.of_file(tmp_path / kind) == ""


def test_a_digest_is_that_of_others_tools(tmp_path):
    """SHA-256, of a link's target, of a file of any size."""
    content = bytes(range(256)) * 5_000
    (tmp_path / "a").write_bytes(content)
    (tmp_path / "link").symlink_to("a")

    assert looked(tmp_path, "a", "link") == [hashlib.sha256(content).hexdigest()] * 2
    assert of_bytes(content) == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("damage", [lambda _kept: b"", lambda kept: kept[:-5], lambda kept: kept.replace(b"contents 1", b"contents 0")])  # fmt: skip
def test_what_is_kept_and_not_whole_is_read_again(tmp_path, read, damage):
    """Nothing of it is trusted."""
    written(tmp_path, {"a": "1"})
    looked(tmp_path, "a")
    kept = tmp_path / "kept.json"
    kept.write_bytes(damage(kept.read_bytes()))

    assert looked(tmp_path, "a") == [of_bytes(b"1")]
    assert read == ["a", "a"]
