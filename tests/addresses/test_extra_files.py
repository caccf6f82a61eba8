"""The files that ``conf.py`` names, and which of them a publication has."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import written

from standfirst.addresses.extra_files import copied, named, relative

HIDDEN = "is hidden, and nothing that hosts read"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, []),
        ({"html_static_path": ["_static", "more"], "templates_path": ("_templates",)}, ["_static", "more", "_templates"]),
        ({"html_static_path": "_static", "templates_path": None}, []),
        ({"html_static_path": [Path("_static")]}, ["_static"]),
        ({"html_logo": "logo.svg", "html_favicon": "icon.ico"}, ["logo.svg", "icon.ico"]),
        ({"html_logo": "", "html_favicon": None}, []),
        ({"html_logo": "https://example.org/logo.svg"}, []),
        ({"html_theme_options": {"logo": {"image_light": "day.svg", "image_dark": "night.svg", "text": "x"}}}, ["day.svg", "night.svg"]),
        ({"html_theme_options": {"logo": {"image_dark": "https://example.org/night.svg"}}}, []),
        ({"html_theme_options": {"logo": "day.svg"}}, []),
        ({"html_theme_options": None}, []),
        ({"html_extra_path": ["extra"]}, []),
    ],
)  # fmt: skip
def test_folders_and_marks_are_named(options, expected):
    """By every option that puts files into pages or beside them; what lies on the web is no file."""
    assert named(options) == expected


@pytest.fixture
def root(tmp_path):
    """Return a publication's folder with extra files of every kind, and what they are."""
    names = (
        *("robots.txt", "extra/a.pdf", "extra/folder/b.txt", "extra/old/c.tmp", "extra/drafts/d.txt"),
        *("extra/.nojekyll", "extra/.well-known/security.txt", "extra/.secret", "extra/.git/config"),
        *("extra/.DS_Store", "conf.py", "_build/x.html"),
    )  # fmt: skip
    return written(tmp_path, dict.fromkeys(names, "x"))


def published(root, entries, excluded=()):
    """Return what is published for entries, with paths from the root, and what was said."""
    told = []
    report = lambda path, problem: told.append((path, problem.message))  # noqa: E731
    return relative(copied(root, entries, excluded, report), root), told


def test_what_lies_in_a_folder_is_at_the_root(root):
    """But what is excluded, below the folder; of what is hidden only what hosts read, and the rest is said."""
    found, told = published(root, ["extra", "robots.txt", "none"], ["**/*.tmp", "drafts"])

    assert found == {
        ".nojekyll": "extra/.nojekyll",
        ".well-known/security.txt": "extra/.well-known/security.txt",
        "a.pdf": "extra/a.pdf",
        "folder/b.txt": "extra/folder/b.txt",
        "robots.txt": "robots.txt",
    }
    assert [path for path, _ in told] == ["extra/.secret"]
    assert [HIDDEN in said for _, said in told] == [True]


def test_what_leads_elsewhere_is_left_out_and_said(root, tmp_path_factory):
    """A file, a folder, and an entry itself; a folder that is named by its place outside is meant."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "note.txt").write_text("x", encoding="utf-8")
    (root / "extra" / "s.txt").symlink_to(outside / "note.txt")
    (root / "extra" / "outside").symlink_to(outside, target_is_directory=True)
    (root / "all").symlink_to(outside, target_is_directory=True)
    (root / "one.txt").symlink_to(outside / "note.txt")
    excluded = ["*.tmp", "old", "drafts", "**/.*"]
    left = published(root, ["extra", "all", "one.txt"], excluded)
    meant = published(root, [outside], excluded)

    assert left[0] == {"a.pdf": "extra/a.pdf", "folder/b.txt": "extra/folder/b.txt"}
    assert sorted(path for path, _ in left[1]) == ["all", "extra/outside", "extra/s.txt", "one.txt"]
    assert meant == ({"note.txt": f"../{outside.name}/note.txt"}, [])


def test_nobody_need_be_told(root):
    """What is published is the same."""
    (root / "one.txt").symlink_to("/etc/hostname")
    entries = ["extra", "one.txt"]

    assert copied(root, entries, [], None) == copied(root, entries, [], lambda *_: None)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/a/b/extra/c.txt", "extra/c.txt"), ("/a/x/c.txt", "../x/c.txt"), ("/a/b/x\\y", "x/y")],
)
def test_paths_are_from_the_root_with_forward_slashes(path, expected):
    """On every machine."""
    assert relative({"c": Path(path)}, Path("/a/b")) == {"c": expected}
