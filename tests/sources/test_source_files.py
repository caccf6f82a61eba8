"""Which files are posts, and which are published."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import PurePosixPath

import pytest
from folders import written

from standfirst.problems import Problem
from standfirst.sources import source_files

NOW = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "path",
    ["a/b.md", "a.b/c", "a/.md", ".md", "a/b.c.md", "a/b.", "a/..md", "a/b..md", "文/記.html"],
)
def test_a_stem_is_as_pathlib_has_it(path):
    """A name that begins or ends with its only stop has no suffix."""
    assert source_files.stem(path) == str(PurePosixPath(path).with_suffix(""))


def test_every_kind_of_unreadable_file_is_named(tmp_path):
    """A directory, a broken link and an escaping link have a problem each; a post has none."""
    posts = tmp_path / "posts"
    (posts / "dir.md").mkdir(parents=True)
    (posts / "good.md").write_text("text", encoding="utf-8")
    (posts / "broken.md").symlink_to(posts / "nowhere.md")
    (tmp_path / "outside.md").write_text("secret", encoding="utf-8")
    (posts / "escape.md").symlink_to(tmp_path / "outside.md")

    found = {source.path: source.problem is None for source in source_files.walk(tmp_path, "posts")}

    assert found == {
        "posts/broken.md": False,
        "posts/dir.md": False,
        "posts/escape.md": False,
        "posts/good.md": True,
    }


def test_folders_that_are_not_read_are_named(tmp_path, monkeypatch):
    """A link to one, which could go round in a circle, and one without permission; no folder is no fault."""
    (tmp_path / "posts" / "shut").mkdir(parents=True)
    (tmp_path / "posts" / "round").symlink_to(".")
    scandir = os.scandir

    def shut(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", shut)
    found = {source.path: source.problem for source in source_files.walk(tmp_path, "posts")}

    assert set(found) == {"posts/round", "posts/shut"}
    assert None not in found.values()
    assert list(source_files.walk(tmp_path, "authors")) == []


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown", "a.mkd", "日本-😀.md", "a b:c?.md"])
def test_every_suffix_of_markdown_is_one(tmp_path, name):
    """As Jekyll's are, in capitals too; any script, sign or space may be in a name."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / name).write_text("text", encoding="utf-8")

    assert [source.problem for source in source_files.walk(tmp_path, "posts")] == [None]


def test_text_that_is_no_utf_8_is_named_with_its_line(tmp_path):
    """Line and column of the first byte that is wrong."""
    file = tmp_path / "a.md"
    file.write_bytes(b"one\ntwo \xff")

    problem = source_files.read_text(file)

    assert isinstance(problem, Problem)
    assert (problem.line, problem.column) == (2, 5)


def test_an_empty_file_is_named(tmp_path):
    """White space alone is no post, nor is a byte order mark."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf \n")

    assert isinstance(source_files.read_text(tmp_path / "a.md"), Problem)


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ("", ["craft/2026-01-02-a.md", "craft/deep/2025-b.md", "craftsman.md", "2026-c.md"]),
        ("craft", ["craft/2026-01-02-a.md", "craft/deep/2025-b.md"]),
        ("posts/craft/", ["craft/2026-01-02-a.md", "craft/deep/2025-b.md"]),
        ("craft/deep", ["craft/deep/2025-b.md"]),
        ("craftsman.md", ["craftsman.md"]),
        ("/craftsman.md", ["craftsman.md"]),
        ("2026-*", ["craft/2026-01-02-a.md", "2026-c.md"]),
        ("craft/*", ["craft/2026-01-02-a.md", "craft/deep/2025-b.md"]),
        ("2025-b.md", ["craft/deep/2025-b.md"]),
        ("deep", []),
        ("CRAFT", []),
    ],
)
def test_a_part_of_the_posts_can_be_chosen(only, expected):
    """By folder, file, pattern or bare name, with or without the posts' folder; these and no others."""
    every = ["craft/2026-01-02-a.md", "craft/deep/2025-b.md", "craftsman.md", "2026-c.md"]

    assert [
        name for name in every if source_files.is_among(f"posts/{name}", "posts", only)
    ] == expected


def test_a_name_that_no_address_can_hold_is_left_out():
    """Control characters, halves of characters, backslashes; others may be in it."""
    faulty = [name for name in ("a\x7f.md", "a\\b.md", "a\ud800.md", "a\x00.md", "\u00a0.md", "é.md") if source_files.problem_of_name(name)]  # fmt: skip

    assert faulty == ["a\x7f.md", "a\\b.md", "a\ud800.md", "a\x00.md"]


def test_a_file_that_cannot_be_read_keeps_its_problem():
    """Though another has its name."""
    fine = source_files.Source(path="posts/a.md")
    faulty = source_files.Source(path="posts/b.md", problem=source_files.problem_of_name("b\x00"))

    assert source_files.twin(faulty, "posts/b.markdown") is faulty
    assert "posts/a.markdown" in source_files.twin(fine, "posts/a.markdown").problem.message


@pytest.mark.parametrize("sign", ["a", "文", "\udcff"])
def test_no_document_has_a_name_that_no_file_could_have(sign):
    """A part of more bytes than a file's name may have is cut, whatever it is of, and told apart by a hash."""
    size = len(sign.encode("utf-8", "surrogatepass"))
    fits, long, other = (sign * (count // size) for count in (247, 300, 600))

    assert source_files.fitted(f"{fits}/{fits}") == f"{fits}/{fits}"
    found = [
        part for name in (long, other) for part in source_files.fitted(f"{name}/{name}").split("/")
    ]
    assert [len(part.encode("utf-8", "surrogatepass")) <= 247 for part in found] == [True] * 4
    assert (found[0], found[2]) == (found[1], found[3])
    assert found[0] != found[2]


def test_a_document_has_a_name_of_1000_bytes_and_none_of_1001():
    """Folders that lie deeper are left out, as many as do not fit into 700."""
    folder = "f" * 99 + "/"

    assert source_files.fitted(folder * 9 + "n" * 100) == folder * 9 + "n" * 100
    cut = source_files.fitted(folder * 9 + "n" * 101)
    assert cut.startswith(folder * 7 + "n" * 101 + "-")
    assert len(cut) == 700 + 101 + 9


def test_posts_are_found_in_the_order_of_their_paths(tmp_path):
    """Files before those of folders; hidden ones, folders with an underscore and other suffixes are passed over."""
    written(tmp_path / "posts", dict.fromkeys(("c.md", "a.md", "_d.md", "b/z.md", "b/y.md", "a/x.md", ".e.md", "f.txt", "gmd", ".git/h.md", "_i/j.md", "b/_k/l.md", "B.mkdn", "z/_.MKDOWN", "q.Mkd"), "text"))  # fmt: skip

    assert [source.path for source in source_files.walk(tmp_path, "posts")] == [
        "posts/B.mkdn",
        "posts/_d.md",
        "posts/a.md",
        "posts/c.md",
        "posts/q.Mkd",
        "posts/a/x.md",
        "posts/b/y.md",
        "posts/b/z.md",
        "posts/z/_.MKDOWN",
    ]


def test_a_post_knows_what_the_system_said_of_it(tmp_path):
    """Which need not be asked again; of what has a problem, nothing is known."""
    written(tmp_path, {"posts/a.md": "text"})
    os.utime(tmp_path / "posts/a.md", ns=(0, 1_700_000_000_123_456_789))
    (tmp_path / "posts/b.md").symlink_to("nowhere.md")

    found = {s.path: s.info and s.info.st_mtime_ns for s in source_files.walk(tmp_path, "posts")}
    assert found == {"posts/a.md": 1_700_000_000_123_456_789, "posts/b.md": None}


def test_what_is_no_post_says_what_it_is(tmp_path):
    """And what would help."""
    posts = written(tmp_path / "posts", dict.fromkeys(("d.md/e.md", "f/g.md", "h\\i.md"), "text"))
    (posts / "a.md").symlink_to("nowhere.md")
    (posts / "b").symlink_to("f")
    os.mkfifo(posts / "c.md")

    said = {s.path: (s.problem.message, s.problem.remedy) for s in source_files.walk(tmp_path, "posts") if s.problem}  # fmt: skip
    name = said.pop("posts/h\\i.md")
    assert said == {
        "posts/a.md": ("is a broken link; it is left out", "mend or remove the file"),
        "posts/b": ("is a link to a folder; what is in it is left out", "move the folder here"),
        "posts/c.md": (
            "is not a regular file; it is left out",
            "put the text in a regular file",
        ),
        "posts/d.md": (
            "is a directory with the name of a post; it is left out, the files in it are read",
            "rename the directory",
        ),
    }
    assert name[0].startswith("has a name with characters that no address can hold")
    assert name[1] == "rename the file"


def test_a_text_that_is_no_markdown_is_named(tmp_path):
    """With what would help; what no program reads as a post, and what is hidden, is passed over."""
    written(tmp_path / "posts", dict.fromkeys(("a.rst", "b/c.IPYNB", "d.adoc", "e.org", "f.txt", "g.csv", ".h.rst", "_i/j.rst", "k.rst/l.md"), "text"))  # fmt: skip

    pandoc = "convert it, with pandoc for example"
    said = {s.path: s.problem and s.problem.text() for s in source_files.walk(tmp_path, "posts")}
    assert said == {
        "posts/a.rst": f"is no Markdown and is not read; {pandoc}",
        "posts/d.adoc": f"is no Markdown and is not read; {pandoc}",
        "posts/e.org": f"is no Markdown and is not read; {pandoc}",
        "posts/b/c.IPYNB": "is no Markdown and is not read; convert it, with `jupyter nbconvert --to markdown` for example; a post that offers it names it",
        "posts/k.rst/l.md": None,
    }


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a", "a"),
        (b"\xef\xbb\xbfa\r\n", "a\r\n"),
        (b"\xff", ("is not UTF-8 (byte 0xff); it is left out", 1, 1)),
        (b"\n\xe6\x96\x87x\xc3(", ("is not UTF-8 (byte 0xc3); it is left out", 2, 5)),
    ],
)
def test_the_text_of_a_file(tmp_path, data, expected):
    """Without a byte order mark; or the first byte that is wrong, its line and its column."""
    (tmp_path / "a.md").write_bytes(data)
    found = source_files.read_text(tmp_path / "a.md")

    assert expected == (found if isinstance(found, str) else (found.message, found.line, found.column))  # fmt: skip


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_text(tmp_path, data):
    """Is a fault, unless it may be empty."""
    (tmp_path / "a.md").write_bytes(data)
    found = source_files.read_text(tmp_path / "a.md")

    assert found.message.startswith("is empty")
    assert found.remedy == "write the post or remove the file"
    assert isinstance(source_files.read_text(tmp_path / "a.md", may_be_empty=True), str)


def test_a_file_that_is_not_there_is_named(tmp_path):
    """With the system's reason."""
    found = source_files.read_text(tmp_path / "a.md")

    assert "cannot be read (No such file or directory)" in found.message
    assert found.remedy == "mend its permissions"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("posts/a.md", "posts/a"),
        ("posts/a.b.md", "posts/a.b"),
        ("posts/a.doctree.md", "posts/a.doctree"),
        ("a.b/c.md", "a.b/c"),
        ("a.pngs/c.md", "a.pngs/c"),
    ],
)
def test_a_document_is_known_by_its_path_without_the_suffix(path, name):
    """Its folders' names are kept, unless files of documents have such."""
    assert source_files.Source(path=path).docname == name


@pytest.mark.parametrize("end", [".doctree", ".pdf", ".png"])
def test_a_folder_has_no_name_of_a_file_that_is_kept(end):
    """A hash is put after it; two of them differ."""
    one, other = (source_files.docname(f"{name}{end}/c.md") for name in "ab")

    assert one.startswith(f"a{end}-")
    assert len(one) == len(f"a{end}-") + 8 + len("/c")
    assert one[-10:] != other[-10:]
