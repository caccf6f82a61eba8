"""Whether a build has anything to do: by the publication's files, by what it was built with, and by the hour."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from standfirst.incremental import contents, freshness
from standfirst.incremental.manifest import Manifest

NOW = dt.datetime(2026, 6, 1, 9, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def touched(path, text="x", moment=1_000_000_000):
    """Write a file with a time of change."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (moment, moment))


@pytest.fixture
def built(tmp_path):
    """Return a function that notes a build of two files; the folders of its own files and of the output."""
    work, out = tmp_path / "doctrees", tmp_path / "html"

    def build(*files, inputs="abc"):
        for file in files:
            touched(out / file)
        Manifest(freshness.written(work, out), out).finish(dict.fromkeys(files, "made"))
        freshness.remember(work, inputs)

    return work, out, build


def test_a_build_of_the_same_inputs_is_fresh(built):
    """Not of others, not without a stamp, not where nothing was written."""
    work, out, build = built
    found = [freshness.is_fresh(work, out, "abc", NOW)]
    build("index.html", "a/index.html")
    found += [freshness.is_fresh(work, out, inputs, NOW) for inputs in ("abc", "abcd")]
    freshness.forget(work)
    found.append(freshness.is_fresh(work, out, "abc", NOW))

    assert found == [False, True, False, False]


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.unlink(),
        lambda path: touched(path, "xy"),
        lambda path: touched(path, "y", moment=1_000_000_001),
    ],
    ids=["gone", "longer", "another"],
)
def test_a_build_whose_files_are_not_as_it_wrote_them_is_not_fresh(built, change):
    """Each of them counts; files that it did not write do not."""
    work, out, build = built
    build("index.html", "a/index.html")
    touched(out / "else.txt")

    assert freshness.is_fresh(work, out, "abc", NOW)
    change(out / "a/index.html")
    assert not freshness.is_fresh(work, out, "abc", NOW)


def test_a_build_without_a_front_page_is_not_whole(built):
    """It did not end."""
    work, out, build = built
    build("a/index.html")

    assert not freshness.is_fresh(work, out, "abc", NOW)


@pytest.mark.parametrize("name", [freshness.NEXT, freshness.NEWS])
@pytest.mark.parametrize(
    ("due", "fresh"),
    [
        (dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC), False),
        (dt.datetime(2026, 6, 1, 9, 1, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 5, 1, tzinfo=dt.UTC), False),
        (None, True),
    ],
)
def test_a_post_that_has_come_due_is_built(built, name, due, fresh):
    """From its hour on; where no moment is noted none comes."""
    work, out, build = built
    build("index.html")
    freshness.note(work / name, NOW)
    freshness.note(work / name, due)

    assert freshness.is_fresh(work, out, "abc", NOW) is fresh


def test_pages_that_show_now_are_as_old_as_the_hour(built):
    """Later and earlier hours are others; what cannot be read is no moment."""
    work, out, build = built
    build("index.html")
    freshness.note(work / freshness.SHOWN, NOW.replace(minute=0))
    moments = (NOW, NOW.replace(minute=59), NOW + HOUR, NOW - HOUR)

    assert [freshness.is_fresh(work, out, "abc", now) for now in moments] == [True, True, False, False]  # fmt: skip
    (work / freshness.SHOWN).write_text("yesterday", encoding="ascii")
    assert freshness.is_fresh(work, out, "abc", NOW + HOUR)


CHANGES = {
    "a longer file": (lambda root: touched(root / "posts/a.md", "xy"), True),
    "another file": (lambda root: touched(root / "posts/a.md", "y"), True),
    "a later file": (lambda root: touched(root / "posts/a.md", moment=1_000_000_001), False),
    "a file more": (lambda root: touched(root / "posts/b.md"), True),
    "a file gone": (lambda root: (root / "posts/a.md").unlink(), True),
    "another name": (lambda root: (root / "posts/a.md").rename(root / "posts/c.md"), True),
    "what a build makes": (lambda root: touched(root / "_build/html/index.html"), False),
    "a folder of that name below": (lambda root: touched(root / "posts/_build/a.md"), True),
    "tools": (lambda root: touched(root / "node_modules/a.js"), False),
    "a hidden folder": (lambda root: touched(root / ".git/HEAD"), False),
    "one that is published": (lambda root: touched(root / ".well-known/a.txt"), True),
    "what Python has compiled": (lambda root: touched(root / "posts/__pycache__/a.pyc"), False),
    "another folder behind a link": (lambda root: relink(root / "linked", root / "b"), True),
    "a link to no file": (lambda root: (root / "posts/d.md").symlink_to("nothing"), True),
    "nothing": (lambda root: touched(root / "posts/a.md"), False),
}


def relink(path, target):
    """Have a link lead elsewhere."""
    path.unlink()
    path.symlink_to(target)


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_build_depends_on_has_a_hash(tmp_path, change):
    """Of all that it may read, by path and content; what no build reads does not count."""
    touched(tmp_path / "conf.py", "")
    touched(tmp_path / "posts/a.md")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "a")
    before = digest(tmp_path, "x=1")
    act, is_another = CHANGES[change]
    act(tmp_path)

    assert (digest(tmp_path, "x=1") != before) is is_another


def digest(root, *options):
    """Return the hash, with what was kept of the last time."""
    return freshness.digest(root, options, contents.kept_in(root / "_build/work", root))


def test_the_same_files_in_another_folder_have_the_same_hash(tmp_path):
    """Also where conf.py tells its place, and a link leads to one of them."""
    for name in ("one", "two"):
        touched(tmp_path / name / "conf.py", "from pathlib import Path\nx = Path(__file__).parent / 'a'\n")  # fmt: skip
        touched(tmp_path / name / "posts/a.md", moment=1_000_000_000 + len(name))
        (tmp_path / name / "linked").symlink_to(tmp_path / name / "posts")

    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_no_pipe_is_waited_for(tmp_path):
    """A file that is none holds nothing."""
    touched(tmp_path / "conf.py", "")
    before = digest(tmp_path)
    os.mkfifo(tmp_path / "pipe")

    assert digest(tmp_path) != before


@pytest.mark.parametrize("name", ["READTHEDOCS", "READTHEDOCS_CANONICAL_URL", "SOURCE_DATE_EPOCH"])
def test_the_environment_and_the_command_line_count(tmp_path, monkeypatch, name):
    """Options in whatever order they stand."""
    touched(tmp_path / "conf.py", "")
    monkeypatch.delenv(name, raising=False)
    before = digest(tmp_path, "x=1", "y=2")

    assert digest(tmp_path, "y=2", "x=1") == before
    assert digest(tmp_path, "x=1") != before
    monkeypatch.setenv(name, "")
    assert digest(tmp_path, "x=1", "y=2") != before
