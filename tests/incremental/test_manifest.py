"""The list of what each output file was made from: as it is kept, and what becomes of files that are not wanted."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from folders import written

from standfirst.incremental import freshness, manifest, output_folders
from standfirst.incremental.atomic_files import OutputError
from standfirst.incremental.contents import of_bytes
from standfirst.incremental.manifest import OF_NOTHING, ExtraFile, Made, Manifest


@pytest.fixture
def kept(tmp_path):
    """Return the list of a build that has made three files."""
    written(tmp_path / "out", {"a": "1", "b/c": "22", "b/d/e": "333"})
    for name in ("a", "b/c", "b/d/e"):
        os.utime(tmp_path / "out" / name, (7, 7))
    Manifest(tmp_path / "work/manifest-1.json", tmp_path / "out").finish(
        {"a": "of a", "b/c": "of c", "b/d/e": "of e"}, {"a": ("x", "y")}
    )
    return tmp_path / "work/manifest-1.json"


def again(kept):
    """Return the list as the next build has it."""
    return Manifest(kept, kept.parent.parent / "out", "html")


def left(kept):
    """Return the files and folders of the output."""
    out = kept.parent.parent / "out"
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*"))


def test_of_each_file_hash_state_digest_and_readings_are_kept(kept):
    """What is read is what was written."""
    time = 7_000_000_000
    expected = {
        "a": Made("of a", 1, time, of_bytes(b"1"), ("x", "y")),
        "b/c": Made("of c", 2, time, of_bytes(b"22")),
        "b/d/e": Made("of e", 3, time, of_bytes(b"333")),
    }

    assert manifest.read(kept) == expected
    assert [again(kept).reads(name) for name in ("a", "b/c", "z")] == [("x", "y"), (), ()]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _content: b"",
        lambda content: content[:-1],
        lambda content: content[: content.index(b"\n") + 1],
        lambda content: content.partition(b"\n")[2],
        lambda content: content.replace(b"of c", b"of d"),
        lambda content: content.replace(b"manifest", b"manifold", 1),
        lambda _content: json.dumps({"a": ["of a", 1, 7]}).encode(),
    ],
    ids=["empty", "cut off", "a line", "no line", "changed", "another form", "an earlier version"],
)
def test_a_list_that_is_not_whole_is_none(kept, damage):
    """Then all is made anew, and nothing of it is trusted."""
    kept.write_bytes(damage(kept.read_bytes()))

    assert manifest.read(kept) == {}
    assert not again(kept).is_current("a", "of a")


def test_sizes_are_those_of_what_is_there(kept):
    """A file that is wanted and could not be made counts, with no bytes; before the end there is none."""
    last = again(kept)
    before = last.sizes
    last.finish({"a": "", "b/c": "", "gone": ""})

    assert before == {}
    assert (sorted(last.sizes), sum(last.sizes.values())) == (["a", "b/c", "gone"], 3)
    assert manifest.read(kept)["gone"] == OF_NOTHING


@pytest.mark.parametrize(
    ("change", "current"),
    [
        (lambda _path: None, True),
        (lambda path: os.utime(path, (9, 7)), True),
        (lambda path: os.utime(path, (7, 8)), True),
        (lambda path: path.write_text("x", "ascii") and os.utime(path, (7, 8)), False),
        (lambda path: path.write_text("12", "ascii") and os.utime(path, (7, 7)), False),
        (lambda path: path.unlink(), False),
    ],
)
def test_a_file_is_current_that_is_as_it_was_made(kept, change, current):
    """From the same, with the same bytes, whenever it was written; nothing else is."""
    change(kept.parent.parent / "out/a")
    last = again(kept)

    assert last.is_current("a", "of a") is current
    assert [last.is_current(*each) for each in (("a", "of b"), ("z", ""), ("z", "of z"))] == [False, False, False]  # fmt: skip


def test_what_is_current_is_kept_as_it_lies_there(kept):
    """With its present time; what is made anew all the same, as it is then."""
    out = kept.parent.parent / "out"
    for name in ("a", "b/c"):
        os.utime(out / name, (8, 8))
    last = again(kept)
    found = [last.is_current("a", "of a"), last.is_current("b/c", "of c")]
    last.make_anew("b/c")
    (out / "b/c").write_text("4444", encoding="ascii")
    os.utime(out / "b/c", (9, 9))
    last.finish({"a": "of a", "b/c": "of c"})
    expected = {
        "a": Made("of a", 1, 8_000_000_000, of_bytes(b"1")),
        "b/c": Made("of c", 4, 9_000_000_000, of_bytes(b"4444")),
    }

    assert found == [True, True]
    assert manifest.read(kept) == expected


def test_an_output_that_was_copied_is_whole(kept):
    """It is read once, and its times are kept; where a byte differs, or there is no front page, it is not."""
    out = kept.parent.parent / "out"
    written(out, {"index.html": "front"})
    Manifest(kept, out).finish({"a": "of a", "index.html": ""})
    os.utime(out / "a", (9, 9))
    found = [manifest.is_whole(kept, out)]
    time = manifest.read(kept)["a"].time
    (out / "a").write_text("2", encoding="ascii")
    found.append(manifest.is_whole(kept, out))
    (out / "a").write_text("1", encoding="ascii")
    found.append(manifest.is_whole(kept, out))
    Manifest(kept, out).finish({"a": "of a"})
    found.append(manifest.is_whole(kept, out))

    assert time == 9_000_000_000
    assert found == [True, False, True, False]


def test_what_is_begun_is_noted_once(kept):
    """Beside the list, a line for each file of which nothing is known; it goes with the end of the build."""
    begun = kept.with_suffix(".begun")
    first = again(kept)
    first.expect(["a", "b/c"])
    was_there = begun.exists()
    first.expect(["a", "n", "ü"])
    first.expect(["n", "o"])

    assert not was_there
    assert begun.read_text(encoding="ascii") == '"n"\n"\\u00fc"\n"o"\n'
    first.finish({"a": "of a"})
    assert not begun.exists()


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ('"n"\n"o"\n', ["n", "o"]),
        ('"n"\n"o"', ["n"]),
        ('"n"\n"o\n', []),
        ("", []),
    ],
)  # fmt: skip
def test_what_an_unfinished_build_began_goes(kept, text, gone):
    """But for a line that was not written to its end; of a list that cannot be read nothing is known."""
    kept.with_suffix(".begun").write_text(text, encoding="ascii")
    written(kept.parent.parent / "out", {"n": "", "o": ""})
    again(kept).finish(dict.fromkeys(("a", "b/c", "b/d/e"), ""))

    assert left(kept) == sorted({"a", "b", "b/c", "b/d", "b/d/e", "n", "o"} - {*gone})


@pytest.mark.parametrize("is_marked", [True, False])
@pytest.mark.parametrize("content", [None, b"half"])
def test_what_a_lost_list_had_goes_by_the_mark(kept, is_marked, content):
    """Where there is none, nobody knows whose the files are."""
    out = kept.parent.parent / "out"
    if is_marked:
        output_folders.mark(out)
    again(kept).finish({"a": "", "b/c": "", "b/d/e": ""})
    again(kept).finish({"a": "", "b/c": ""})
    again(kept).finish({"a": "", "b/c": "", "gone": ""})
    kept.unlink() if content is None else kept.write_bytes(content)
    written(out, {"own": "of the publisher's"})
    last = again(kept)
    is_current = last.is_current("a", "")
    last.finish({"a": ""})

    assert not is_current
    assert left(kept) == [*([".standfirst-output"] if is_marked else []), "a", *([] if is_marked else ["b", "b/c"]), "own"]  # fmt: skip


def test_a_list_goes_before_what_was_begun(kept):
    """A file that is in both was made: it stays current."""
    kept.with_suffix(".begun").write_text('"a"\n', encoding="ascii")

    assert again(kept).is_current("a", "of a")


def test_what_is_not_wanted_goes_with_its_folders(kept):
    """As far as these are empty; the output folder stays, and a file of somebody's."""
    written(kept.parent.parent / "out", {"b/own": ""})
    again(kept).finish({})

    assert left(kept) == ["b", "b/own"]


def test_the_output_folder_stays_though_it_be_empty(kept):
    """It is locked and marked."""
    again(kept).finish({})

    assert left(kept) == []
    assert (kept.parent.parent / "out").is_dir()


def test_only_what_is_in_the_way_goes_before_the_end(kept):
    """A file where a folder is needed, and what lies in a folder where a file is."""
    again(kept).make_way({"a/x", "b/d", "z/c"})
    assert left(kept) == ["b", "b/c"]

    again(kept).make_way({"b/c", "z"})
    assert left(kept) == ["b", "b/c"]


def test_what_lies_in_the_place_of_a_file_by_now_stays(kept):
    """A folder, or a file where its folder was."""
    out = kept.parent.parent / "out"
    for name in ("a", "b/c", "b/d/e"):
        (out / name).unlink()
    (out / "b/d").rmdir()
    (out / "a").mkdir()
    (out / "b/d").touch()
    again(kept).finish({})

    assert left(kept) == ["a", "b", "b/d"]


def test_what_cannot_be_removed_is_named(kept, monkeypatch):
    """With the system's reason."""

    def refuse(_self, *, missing_ok=False):
        raise PermissionError(1, f"not {missing_ok}")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError, match="not True"):
        again(kept).finish({"b/c": "", "b/d/e": ""})


def test_a_list_that_cannot_be_begun_is_named(tmp_path):
    """Its folder is a file."""
    (tmp_path / "work").touch()
    with pytest.raises(OutputError, match=r"manifest-1\.begun"):
        Manifest(tmp_path / "work/manifest-1.json", tmp_path / "out").expect(["a"])


def test_what_is_doubted_is_known_and_made_again(kept):
    """All lists of the folder; other files are none of them."""
    other = kept.with_name("manifest-epub-2.json")
    other.write_bytes(kept.read_bytes())
    kept.with_name("list.json").write_bytes(kept.read_bytes())
    manifest.doubt(kept.parent)

    assert manifest.read(kept) == manifest.read(other) == dict.fromkeys(("a", "b/c", "b/d/e"), OF_NOTHING)  # fmt: skip
    assert manifest.read(kept.with_name("list.json"))["a"].made_from == "of a"


def test_a_hash_is_of_all_its_parts():
    """Twenty digits of base 16, the same in each process; half a character has one too."""
    values = [(), ("a",), ("b",), ("a", "a"), (["a"],), ("\ud800",)]

    assert manifest.digest("a", 1) == "391d545b6971354e834f"
    assert len({manifest.digest(*each) for each in values}) == len(values)
    assert {bool(re.fullmatch("[0-9a-f]{20}", manifest.digest(*each))) for each in values} == {True}


def test_a_file_whose_content_is_known_is_made_of_it():
    """It is of no one document."""
    one = ExtraFile.of("a/b", b"1")

    assert (one.file, one.made_from, one.make(), one.docname, one.weight) == ("a/b", manifest.digest(b"1"), b"1", "", 1)  # fmt: skip


@pytest.mark.parametrize(("builder", "prefix"), [("", ""), ("epub-", "epub-")])
def test_each_output_folder_has_a_list_of_its_own(tmp_path, builder, prefix):
    """Among the build's own files; its name is short, and the same wherever both are moved."""
    work = tmp_path / "doctrees"
    names = [freshness.written(work, tmp_path / out, builder) for out in ("html", "public")]
    moved = freshness.written(tmp_path / "x/doctrees", tmp_path / "x/html", builder)

    assert len({*names}) == 2
    assert {bool(re.fullmatch(rf"manifest-{prefix}[0-9a-f]{{8}}\.json", name.name)) for name in names} == {True}  # fmt: skip
    assert {name.parent for name in names} == {work / "standfirst"}
    assert moved.name == names[0].name
