"""Folders that builds make: nothing in one is a source, whatever it is called and wherever it lies."""

from __future__ import annotations

import zlib

import pytest
from folders import written

from standfirst.addresses.extra_files import copied
from standfirst.addresses.local_files import Files
from standfirst.incremental import contents, freshness, output_folders
from standfirst.limits import containment
from standfirst.sources import source_files

FILES = ("a.md", "a.csv", "a.png", "index.html.md")


@pytest.fixture(params=["public", "deep/er", "posts/site"])
def made(tmp_path, request):
    """Return a folder that a build has made, below one of sources."""
    folder = tmp_path / request.param
    for name in FILES:
        for place in (tmp_path / "posts", folder / "below"):
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(name, encoding="utf-8")
    output_folders.mark(folder)
    return folder


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([".standfirst-output"], True),
        ([".buildinfo", "index.html"], True),
        (["_static/standfirst.css", "index.html"], True),
        (["_static/own.css", "index.html", "standfirst.css"], False),
        (["a.md"], False),
        ([], False),
    ],
)
def test_which_folders_are_output(tmp_path, names, expected):
    """Marked ones; pages of earlier versions, which had no mark; copies without hidden files."""
    written(tmp_path, dict.fromkeys(names, ""))
    there = {path.name for path in tmp_path.iterdir()}

    assert output_folders.is_output(tmp_path, there) == expected


@pytest.mark.usefixtures("made")
def test_no_walk_finds_a_source_in_output(tmp_path):
    """Neither a post nor a document; nor does a mark on the publication's own folder hide anything."""
    output_folders.mark(tmp_path)
    posts = list(source_files.walk(tmp_path, "posts"))
    documents = [each.path for each in source_files.documents(tmp_path, lambda _path: True)]

    assert [each.path for each in posts if not each.problem] == documents
    assert documents == ["posts/a.md", "posts/index.html.md"]
    assert {each.path for each in posts if each.problem} <= {"posts/site"}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["page.md"], ["guide"]),
        (["page.md", "_static/own.css"], []),
        (["page.txt", "below/page.md"], []),
        ([], []),
    ],
)
def test_documents_that_a_mark_hides_are_named(tmp_path, names, said):
    """Of a folder without pages; of one that builds make nobody is told."""
    (tmp_path / "guide").mkdir()
    output_folders.mark(tmp_path / "guide")
    written(tmp_path / "guide", dict.fromkeys(names, ""))
    found = list(source_files.documents(tmp_path, lambda _path: True))

    assert [each.path for each in found] == said
    assert [bool(each.problem) for each in found] == [True for _ in said]


def test_no_address_leads_into_output(tmp_path, made):
    """No picture and no file of a post, and no link in the file system does."""
    below = made.relative_to(tmp_path).as_posix()
    (tmp_path / "posts" / "link.csv").symlink_to(made / "below" / "a.csv")
    files = Files(root=tmp_path, folders=("public", "deep"))
    source = "posts/a.md"

    assert files.picture("a.png", source) == "posts/a.png"
    assert files.picture(f"/{below}/below/a.png", source) is None
    assert files.offered("a.csv", source) == "posts/a.csv"
    assert files.offered(f"/{below}/below/a.csv", source) is None
    assert files.fault("link.csv", source) == "is a link to a file that builds make"


def test_extra_files_leave_output_out_and_say_so(tmp_path, made):
    """But for a folder that ``conf.py`` itself names: an archive, say, which is to be published."""
    told = []
    below = made.relative_to(tmp_path).as_posix()
    found = copied(tmp_path, ["."], (), lambda path, problem: told.append((path, problem.text())))
    named = copied(tmp_path, [below], (), lambda path, problem: told.append((path, problem.text())))

    assert sorted(found) == [f"posts/{name}" for name in sorted(FILES)]
    assert sorted(named) == [f"below/{name}" for name in sorted(FILES)]
    assert told == [
        (below, "is a folder that a build has made; it is left out; move it out of here, or name the folder itself in conf.py; where it holds sources, delete .standfirst-output in it")
    ]  # fmt: skip


def test_the_pages_of_another_sphinx_project_may_be_extra_files(tmp_path):
    """They are no sources, but whoever puts them there wants them published."""
    (tmp_path / "extra" / "manual").mkdir(parents=True)
    (tmp_path / "extra" / "manual" / ".buildinfo").touch()
    (tmp_path / "extra" / "manual" / "index.html").touch()

    assert list(copied(tmp_path, ["extra"], (), None)) == ["manual/index.html"]


def test_a_walk_names_output_and_does_not_enter_it(tmp_path):
    """Its caller decides whether that is worth a word."""
    (tmp_path / "sub").mkdir()
    output_folders.mark(tmp_path / "sub")
    found = list(containment.walk(tmp_path, containment.Bounds(tmp_path)))

    assert found == [containment.FoundFile("sub", containment.MADE_BY_A_BUILD, is_folder=True)]


def test_what_lies_in_output_makes_nothing_new(tmp_path, made):
    """A build into the publication's folder is as fresh as any other."""
    (tmp_path / "conf.py").touch()
    before = freshness.digest(tmp_path, (), contents.kept_in(tmp_path / "_build/work", tmp_path))
    (made / "below" / "more.md").touch()

    assert (
        freshness.digest(tmp_path, (), contents.kept_in(tmp_path / "_build/work", tmp_path))
        == before
    )


def test_a_mark_tells_what_was_made(tmp_path):
    """To each list its own files; marking again changes nothing, and a folder without a mark gets none."""
    output_folders.note(tmp_path, "one", ["a"])
    is_marked = (tmp_path / output_folders.MARK).exists()
    output_folders.mark(tmp_path)
    before = output_folders.noted(tmp_path, "one")
    output_folders.note(tmp_path, "one", ["b/c", "a", "\ud800"])
    output_folders.note(tmp_path, "two", ["d"])
    output_folders.mark(tmp_path)
    found = [output_folders.noted(tmp_path, name) for name in ("one", "two", "three")]

    assert (is_marked, before) == (False, [])
    assert found == [["a", "b/c", "\ud800"], ["d"], []]


@pytest.mark.parametrize(
    "lists", [b"", b"x", b"[]", b'{"one": 1}', b'{"one": [[]]}', b'{"one": ["", "/etc/a", "a/../../b", "..", "./a", "a//b"]}']
)  # fmt: skip
def test_a_mark_names_nothing_elsewhere(tmp_path, lists):
    """Whoever has written it, and however."""
    output_folders.mark(tmp_path)
    mark = tmp_path / output_folders.MARK
    mark.write_bytes(mark.read_bytes() + zlib.compress(lists))
    found = output_folders.noted(tmp_path, "one")
    mark.write_bytes(mark.read_bytes()[:-3])

    assert [file for file in found if file != "[]"] == output_folders.noted(tmp_path, "one") == []
