"""Builds that are killed, that meet at one place, or that cannot write: the next one ends right."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import gc
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest
from sphinx.errors import ExtensionError
from walks import clean, differences, tree

from standfirst.incremental import atomic_files, freshness
from standfirst.sphinx_ext import workers
from standfirst.sphinx_ext.run import build as builder
from standfirst.sphinx_ext.run import guard

POSTS = workers.FEWEST + 8
"""Enough for several processes."""


@pytest.fixture
def journal(publication):
    """Return a publication of many posts."""
    return _filled(publication, POSTS)


@pytest.fixture
def small(publication, shared):
    """Return one of few posts."""
    return _filled(publication, shared)


@pytest.fixture
def elsewhere(tmp_path_factory):
    """Return where clean builds are made."""
    return tmp_path_factory.mktemp("elsewhere") / "clean"


def _filled(publication, count):
    for number in range(count):
        _write(publication, number, 0, count)
    return publication


def _write(publication, number, version, count=POSTS):
    publication.post(
        f"2026-01-02-p{number}",
        f"Version {version}.\n\n## Heading\n\n[another](2026-01-02-p{(number + 1) % count}.md)\n",
        title=f"Title {number}, {version % 3}",
        tags=f"[tag{number % 5}]",
    )


COMMAND = ("-m", "standfirst")
FEW = """
from standfirst.sphinx_ext import workers
workers.FEWEST = 4
from standfirst.cli.main import main
main()
"""
SHARING = ("-c", FEW)
"""Python's options for the command, and for one that has several processes share few posts."""


def _start(publication, command=COMMAND):
    return subprocess.Popen(
        [sys.executable, *command, "build", str(publication.root), "-j", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _build(publication, command):
    process = _start(publication, command)
    said = process.communicate()[0].decode()

    assert process.returncode == 0, said
    return tree(publication.root / "_build" / "html")


def _kill(journal, elsewhere, times, *, count=POSTS, command=COMMAND):
    chance = random.Random(7)  # noqa: S311  # the same moments in every run
    began = time.monotonic()
    _build(journal, command)
    whole = time.monotonic() - began
    kept = journal.root / "posts" / "2026-01-02-p0.md"
    for version in range(1, times + 1):
        for number in range(0, count, 1 + version % 2):
            _write(journal, number, version, count)
        added = journal.post(f"2026-02-0{version % 9 + 1}-added", date="2026-02-01")
        kept.unlink(missing_ok=True)
        process = _start(journal, command)
        time.sleep(chance.uniform(0.4, 1.0) * whole)
        process.kill()
        process.communicate()
        # what the killed build has made for the first time is not wanted any more
        added.unlink()
        _write(journal, 2, version - 1, count)
        got = _build(journal, command)

        assert differences(got, clean(journal, elsewhere)) == [], version


def test_a_build_after_one_that_was_killed_gives_what_a_clean_one_gives(small, shared, elsewhere):
    """Whatever was deleted, added, or changed back since."""
    _kill(small, elsewhere, 2, count=shared, command=SHARING)


@pytest.mark.audit
def test_after_twenty_kills_too(journal, elsewhere):
    """The same, twenty times, with more posts."""
    _kill(journal, elsewhere, 20)


def test_two_builds_at_once_do_not_meet(journal, elsewhere):
    """One waits for the other; both end well, and what is there is whole."""
    both = [_start(journal), _start(journal)]
    said = [process.communicate()[0].decode() for process in both]
    got = tree(journal.root / "_build" / "html")

    assert [process.returncode for process in both] == [0, 0], said
    assert any("aiting for another build" in text for text in said), said
    assert differences(got, clean(journal, elsewhere)) == []


def test_a_system_without_such_locks_builds_as_well(tmp_path, monkeypatch):
    """Windows has none, and opens no folder as a file."""
    open_ = os.open

    def opened(path, flags):
        if Path(path).is_dir():
            raise PermissionError(path)
        return open_(path, flags)

    monkeypatch.setattr(freshness, "fcntl", None)
    monkeypatch.setattr(os, "open", opened)
    with freshness.alone(tmp_path / "work", pytest.fail):
        assert (tmp_path / "work").is_dir()


FAILS = """
    def fail(app, *args):
        if app.confdir.joinpath("fail").exists():
            raise ValueError("a handler's fault")

    def setup(app):
        app.connect({event!r}, fail, priority={priority})
"""


def _is_free(folder):
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(held)
    return True


@pytest.mark.parametrize(
    ("event", "priority"),
    [
        ("build-finished", 100),
        ("build-finished", 995),
        ("env-updated", 500),
        ("builder-inited", 500),
    ],
)
def test_a_handler_that_fails_keeps_no_folder_locked(publication, tmp_path, event, priority):
    """At the end of the build it fails twice, since Sphinx tells it of its own fault; the next build does not wait."""
    publication.write(
        "conf.py", dedent(publication.conf) + dedent(FAILS.format(event=event, priority=priority))
    )
    publication.post("2026-01-02-x")
    fault = publication.write("fail", "")
    folders = [tmp_path / "_build" / "html", tmp_path / "_build" / "doctrees" / "standfirst"]
    with pytest.raises(ExtensionError, match="fail") as failed:
        publication.build()
    began = event != "builder-inited"

    assert [_is_free(folder) for folder in folders] == [began, began]
    fault.unlink()
    # while the application that failed is there
    assert "waiting" not in publication.build().status
    assert failed.value is not None
    assert [_is_free(folder) for folder in folders] == [began, began]
    del failed
    gc.collect()
    assert [_is_free(folder) for folder in folders] == [True, True]


def test_folders_are_locked_until_the_build_has_ended(publication, tmp_path, monkeypatch):
    """The last thing a build does is to note that it has come to its end."""
    seen = []
    folders = [tmp_path / "_build" / "html", tmp_path / "_build" / "doctrees" / "standfirst"]

    def write(path, content):
        seen.extend(map(_is_free, folders))
        return atomic_files.write(path, content)

    monkeypatch.setattr(guard, "write", write)
    publication.build()

    assert seen == [False, False]
    assert [_is_free(folder) for folder in folders] == [True, True]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("room", [0, 5, 200])
def test_a_full_disk_is_one_clear_error(small, elsewhere, monkeypatch, jobs, room):
    """No traceback, no request to report it; every file is whole, old or new; the next build ends right."""
    work, out = small.root / "_build" / "doctrees", small.root / "_build" / "html"
    options = {"root": small.root, "out": out, "work": work, "jobs": jobs, "options": {}}
    builder.build(**options)
    old = tree(out)
    small.write("_templates/standfirst/head_extra.html", "<!-- new -->\n")
    small.write("conf.py", small.conf.rstrip() + '\n        templates_path = ["_templates"]\n')
    left = [room]

    def write_bytes(path, content):
        with path.open("wb") as file:
            if atomic_files.NEW in path.name:
                left[0] -= 1
            if left[0] < 0:
                file.write(content[: len(content) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            file.write(content)
        return len(content)

    with monkeypatch.context() as patched, contextlib.ExitStack() as stack:
        patched.setattr(Path, "write_bytes", write_bytes)
        failed = stack.enter_context(pytest.raises(builder.BuildError)) if room < 100 else None
        builder.build(**options)
    if failed is not None:
        assert "No space left on device" in str(failed.value)
        assert "report" not in str(failed.value)
        assert "\n" not in str(failed.value)
        assert "object at" not in str(failed.value)
    now = tree(out)
    builder.build(**options)
    new = tree(out)

    assert [name for name in now if now[name] not in (old.get(name), new.get(name))] == []
    assert differences(new, clean(small, elsewhere)) == []


def test_an_output_folder_that_is_none_is_one_clear_error(publication):
    """A file lies in its place."""
    publication.post("2026-01-02-x")
    publication.write("_build/html", "in the way")
    done = _start(publication)
    said = done.communicate()[0].decode().strip().split("\n")

    assert done.returncode == 2
    assert len(said) == 1
    assert str(Path("_build", "html")) in said[0]
