"""What the Liquid of posts may read: two folders, and nothing beside them."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from standfirst.sources.site_files import DataFile, SiteFileError, SiteFiles


@pytest.fixture
def root(tmp_path):
    """Return a publication's folder with a secret, and a draft of an article."""
    for name in ("_includes/in", "_data/people", "posts"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "conf.py").write_text("secret", encoding="utf-8")
    (tmp_path / "posts/draft.md").write_text("secret", encoding="utf-8")
    (tmp_path / "_includes/a.html").write_bytes(b"\xef\xbb\xbfa\r\nb\n")
    (tmp_path / "_includes/in/b c.md").write_text("b", encoding="utf-8")
    return tmp_path


def test_an_include_is_read_by_its_name(root):
    """Without a byte order mark, with one kind of line ends; once."""
    files = SiteFiles(root)
    found = files.included("a.html"), files.included("in/b c.md")
    (root / "_includes/a.html").write_text("new", encoding="utf-8")

    assert (*found, files.included("a.html")) == ("a\nb\n", "b", "a\nb\n")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../conf.py", "has a name that no include can have"),
        ("in/../../conf.py", "has a name that no include can have"),
        ("/etc/hosts", "has a name that no include can have"),
        ("in//a.html", "has a name that no include can have"),
        ("a\x00.html", "has a name that no include can have"),
        ("", "has a name that no include can have"),
        ("none.html", "is not there"),
        ("in", "is not a regular file"),
        ("out.html", "is a link to a file outside"),
        ("draft.html", "is a link to a file outside"),
        ("folder/hosts", "is a link to a file outside"),
        ("latin.html", "is not UTF-8"),
    ],
)
def test_nothing_else_is_read(root, name, reason):
    """Whatever a name says, and wherever a link leads, a draft beside it included."""
    (root / "_includes/out.html").symlink_to("/etc/hosts")
    (root / "_includes/draft.html").symlink_to("../posts/draft.md")
    (root / "_includes/folder").symlink_to("/etc")
    (root / "_includes/latin.html").write_bytes(b"\xe9")

    with pytest.raises(SiteFileError, match=reason):
        SiteFiles(root).included(name)


def test_a_folder_that_is_a_link_out_is_not_there(tmp_path):
    """Neither includes nor data."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.yml").write_text("a", encoding="utf-8")
    root = tmp_path / "publication"
    root.mkdir()
    for name in ("_includes", "_data"):
        (root / name).symlink_to("../outside")

    assert SiteFiles(root).data == {}
    with pytest.raises(SiteFileError, match="is a link to a folder outside"):
        SiteFiles(root).included("a.yml")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.yml", "- x: 1\n  y: 'yes'\n  z: yes\n  d: 2026-01-02\n  n:\n  f: 1.5\n  v: 2.7.1", [{"x": 1, "y": "yes", "z": True, "d": dt.date(2026, 1, 2), "n": None, "f": 1.5, "v": "2.7.1"}]),
        ("a.yaml", "2026-99-99", "2026-99-99"),
        ("a.yml", "&a {b: 1}", {"b": 1}),
        ("a.json", '{"x": [1, null, true]}', {"x": [1, None, True]}),
        ("a.csv", 'n,m\n1,"a, b"\n2', [{"n": "1", "m": "a, b"}, {"n": "2", "m": None}]),
        ("a.tsv", "n\tm\n1\tb", [{"n": "1", "m": "b"}]),
        ("a.YML", "x", "x"),
    ],
)  # fmt: skip
def test_data_has_the_types_of_its_form(root, name, text, expected):
    """YAML's as Ruby reads it."""
    (root / "_data" / name).write_text(text, encoding="utf-8")
    files = SiteFiles(root)

    assert files.value(files.data["a"]) == (expected, len(text))


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.yml", "a: [", "is no YAML"),
        ("a.yml", "!!python/object/apply:os.system [x]: y", "is no YAML"),
        ("a.yml", "[" * 100_000, "is no YAML"),
        ("a.yml", f"a: &a [{'1,' * 999}]\nb: [{'*a,' * 999}]", "is no YAML"),
        ("a.json", "{", "cannot be read"),
        ("a.json", "[" * 100_000, "cannot be read"),
        ("a.csv", f"a\n{'x' * 200_000}", "cannot be read"),
    ],
)
def test_what_is_no_data_has_its_reason(root, name, text, reason):
    """Also what would end the process, or run something."""
    (root / "_data" / name).write_text(text, encoding="utf-8")
    files = SiteFiles(root)

    with pytest.raises(SiteFileError, match=reason):
        files.value(files.data["a"])


def test_what_is_no_data_is_read_once(root):
    """However many posts ask for it, and whatever has become of it since."""
    path = root / "_data/a.json"
    path.write_text("[", encoding="utf-8")
    files, file = SiteFiles(root), DataFile(path="_data/a.json")
    with pytest.raises(SiteFileError) as first:
        files.value(file)
    path.write_text("[1]", encoding="utf-8")
    with pytest.raises(SiteFileError) as again:
        files.value(file)

    assert str(again.value) == str(first.value)
    assert SiteFiles(root).value(file) == ([1], 3)


def test_a_file_that_is_too_large_is_not_read(root):
    """It is told of by its size."""
    (root / "_data/a.yml").write_bytes(b"#" * 5_000_001)
    files = SiteFiles(root)

    with pytest.raises(SiteFileError, match=r"is larger than 5,000,000 bytes"):
        files.value(files.data["a"])


def test_files_and_folders_are_keys(root):
    """As Jekyll makes them of names; what has another suffix is no data, and of a file and a folder the folder counts."""
    for name in ("my ships!.yml", "people/ada.json", "people/bo.yml", "people.csv", "note.md"):
        (root / "_data" / name).write_text("x", encoding="utf-8")
    (root / "_data/out.yml").symlink_to("/etc/hosts")

    assert SiteFiles(root).data == {
        "my_ships": DataFile(path="_data/my ships!.yml"),
        "out": DataFile(path="_data/out.yml", fault="is a link to a file outside"),
        "people": {"ada": DataFile(path="_data/people/ada.json"), "bo": DataFile(path="_data/people/bo.yml")},
    }  # fmt: skip


def test_its_state_tells_that_a_file_is_another(root):
    """One that comes, goes or has other content, and only of the key that is asked for; all of them where none is."""
    (root / "_data/a.yml").write_text("x", encoding="utf-8")
    (root / "_data/people/b.yml").write_text("x", encoding="utf-8")
    asked = [("include", "a.html"), ("include", "none.html"), ("include", "../conf.py"), ("data", "a"), ("data", "people"), ("data", "none"), ("data", "")]  # fmt: skip
    before = [SiteFiles(root).state(*question) for question in asked]
    os.utime(root / "_data/a.yml", (1, 1))
    (root / "_data/people/b.yml").write_text("y", encoding="utf-8")
    (root / "_includes/a.html").unlink()
    (root / "_includes/none.html").write_text("x", encoding="utf-8")
    after = [SiteFiles(root).state(*question) for question in asked]

    differs = [old != new for old, new in zip(before, after, strict=True)]
    assert differs == [True, True, False, False, True, False, True]


def test_a_text_of_no_publication_has_no_files():
    """None of this machine's."""
    files = SiteFiles()

    assert (files.data, files.state("include", "a.html"), files.state("data", "")) == ({}, None, None)  # fmt: skip
    with pytest.raises(SiteFileError, match="is not there"):
        files.included("a.html")
