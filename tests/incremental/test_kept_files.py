"""What a build keeps for the next: the same value, or nothing."""

from __future__ import annotations

import pytest

from standfirst.incremental import whole_files
from standfirst.incremental.kept_files import KeptFiles

VALUE = {"posts/a": ("", "", b"\n\n\0", 3)}


@pytest.fixture
def files(tmp_path):
    """Return files of which one is kept."""
    made = KeptFiles(tmp_path / "standfirst", "code")
    made.write("state", "key", VALUE)
    return made


def kept(tmp_path):
    """Return the file."""
    [file] = (tmp_path / "standfirst").iterdir()
    return file


@pytest.mark.usefixtures("files")
def test_what_is_kept_is_there_in_the_next_build(tmp_path):
    """With the key with which it was kept."""
    assert KeptFiles(tmp_path / "standfirst", "code").read("state", "key") == VALUE


@pytest.mark.parametrize(
    ("code", "name", "key"),
    [
        ("other code", "state", "key"),
        ("code", "other", "key"),
        ("code", "state", "other key"),
        ("code", "state", ""),
        ("", "state", "key"),
    ],
)
@pytest.mark.usefixtures("files")
def test_what_was_kept_by_others_or_of_other_things_is_not_there(tmp_path, code, name, key):
    """Nothing of it is taken."""
    assert KeptFiles(tmp_path / "standfirst", code).read(name, key) is None


@pytest.mark.parametrize("place", [0, 10, 19, 24, 30, 60, -30, -2, -1])
@pytest.mark.parametrize("how", ["cut", "flipped", "longer", "line"])
def test_a_damaged_file_has_nothing(files, tmp_path, place, how):
    """Wherever it is cut off or changed, and whatever is added to it."""
    file = kept(tmp_path)
    whole = file.read_bytes()
    at = place % len(whole)
    file.write_bytes(
        {
            "cut": whole[:at],
            "flipped": whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
            "longer": whole + b"." * (place % 7 + 1),
            "line": whole[:at] + b"\n" + whole[at:],
        }[how]
    )

    assert files.read("state", "key") is None


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n\n\n", b"standfirst kept 1 code key\n", b"\x80\x05N.", "…".encode("utf-16")],
)
def test_a_foreign_file_has_nothing(files, tmp_path, content):
    """Whatever it holds."""
    kept(tmp_path).write_bytes(content)

    assert files.read("state", "key") is None


@pytest.mark.parametrize(
    "value",
    [b"", b".", b"no pickle", b"cnone.such\nname\n.", b"\x80\x05h\x00.", b"\x80\x05]\x94(."],
)
def test_what_is_no_pickle_is_not_there(files, tmp_path, value):
    """Also where its hash is right."""
    whole_files.save(kept(tmp_path), "standfirst kept 1 code key", value)

    assert files.read("state", "key") is None


def test_another_version_s_file_is_not_unpickled(files, tmp_path):
    """What it would carry out is not."""
    value = b"cbuiltins\nprint\n(Vno\ntR."
    whole_files.save(kept(tmp_path), "standfirst kept 0 code key", value)

    assert files.read("state", "key") is None


def test_a_folder_in_its_place_is_as_if_nothing_was_kept(files, tmp_path):
    """It is asked for and not found."""
    kept(tmp_path).unlink()
    (tmp_path / "standfirst" / "state.kept").mkdir()

    assert files.read("state", "key") is None
