"""What is kept for the next build is the whole, in the form that is asked for, or nothing."""

from __future__ import annotations

import pytest

from standfirst.incremental import whole_files
from standfirst.incremental.atomic_files import OutputError


def test_what_was_kept_is_read(tmp_path):
    """In a folder that is not there yet; any bytes, also none."""
    found = []
    for number, content in enumerate([b"", b"a\nb\n", bytes(range(256))]):
        file = tmp_path / f"work/{number}"
        whole_files.save(file, "numbers 1", content)
        found.append(whole_files.load(file, "numbers 1") == content)

    assert found == [True, True, True]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _file: b"",
        lambda file: file[:-1],
        lambda file: file + b"x",
        lambda file: file[:20],
        lambda file: file.replace(b"content", b"contend"),
        lambda file: file.replace(b"numbers 1", b"numbers 2"),
        lambda file: file.partition(b"\n")[2],
        lambda _file: b"\xff\n\xff",
    ],
    ids=["empty", "short", "long", "half a line", "changed", "another form", "no line", "foreign"],
)
def test_what_is_not_as_it_was_kept_is_nothing(tmp_path, damage):
    """Cut off, changed, of another form, of somebody else."""
    file = tmp_path / "kept"
    whole_files.save(file, "numbers 1", b"some content\n")
    file.write_bytes(damage(file.read_bytes()))

    assert whole_files.load(file, "numbers 1") is None


def test_what_is_not_there_is_nothing(tmp_path):
    """Nor is a folder of the name; what cannot be written is named."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "file").touch()

    assert whole_files.load(tmp_path / "kept", "numbers 1") is None
    assert whole_files.load(tmp_path / "gone", "numbers 1") is None
    with pytest.raises(OutputError, match="cannot be written"):
        whole_files.save(tmp_path / "file/kept", "numbers 1", b"")
