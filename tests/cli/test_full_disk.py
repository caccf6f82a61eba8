"""Builds that cannot write: one clear error, the earlier output whole, and the next build ends right."""

from __future__ import annotations

import builtins
import errno
import io
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from walks import clean, differences, tree

from standfirst.cli.main import main
from standfirst.incremental import output_folders
from standfirst.incremental.atomic_files import NEW

_CALLS = ("mkdir", "replace", "rename", "rmdir", "unlink", "utime")
_MKDIR, _RMDIR = os.mkdir, os.rmdir
_ERRORS = (errno.ENOSPC, errno.EROFS, errno.EACCES)
_MANY = {"static-", "_static"}
"""Parts of paths of hundreds of files that are all alike, which are not counted."""


class Disk:
    """Whatever writes below a folder fails from the *n*-th time on, or that time only."""

    def __init__(self, monkeypatch, folder, n, *, once):
        self.folder, self.left, self.once = str(folder), n, once
        self.error = _ERRORS[n % len(_ERRORS)]
        self.refused = []
        open_ = io.open  # as Python was made, whoever has put another in its place
        for module in (builtins, io):
            monkeypatch.setattr(module, "open", self._opening(open_))
        for name in _CALLS:
            monkeypatch.setattr(os, name, self._calling(getattr(os, name)))

    def _opening(self, function):
        def opening(file, mode="r", *args, **kwargs):
            # what Jinja has compiled is kept where there is room: it makes a file in the folder that it names
            if set(mode) & set("awx+") and not str(file).endswith("/standfirst/templates"):
                self._count(file)
            return function(file, mode, *args, **kwargs)

        return opening

    def _calling(self, function):
        def calling(path, *args, **kwargs):
            # what would do nothing needs no disk
            is_idle = Path(path).is_dir() if function is _MKDIR else not Path(path).exists()
            # tempfile tries a second time to take its folder away where it may not
            is_idle = is_idle or (function is _RMDIR and Path(path).name.startswith("search-"))
            is_idle = is_idle or Path(path).name.startswith("__jinja2_")
            if not is_idle:
                self._count(path)
            return function(path, *args, **kwargs)

        return calling

    def _count(self, path):
        text = "" if isinstance(path, int) else str(Path(path).absolute())
        if not text.startswith(self.folder):
            return
        if self.left > 0 and any(part in text for part in _MANY):
            return
        self.left -= 1
        if self.left == -1 or (self.left < 0 and not self.once):
            self.refused.append(text)
            raise OSError(self.error, os.strerror(self.error), text)


def _build(publication):
    return CliRunner().invoke(main, ["build", str(publication.root), "-j", "1"])


def _take(publication, elsewhere, monkeypatch, *, n, cold, once):
    """Fail at the *n*-th write; return whether there was one."""
    for number in range(3):
        publication.post(f"2026-01-0{number + 1}-p{number}", "![x](one.svg)\n")
    publication.write("posts/one.svg", "<svg/>")
    publication.write("guide.md", "# Guide\n\nText.\n")
    out = publication.root / "_build" / "html"
    if not cold:
        assert _build(publication).exit_code == 0
        publication.write("guide.md", "# Manual\n\nOther text.\n")
        publication.post("2026-01-01-p0", "Text.\n", title="Other title")
        publication.post("2026-02-01-added", date="2026-02-01")
    old = tree(out)
    with monkeypatch.context() as patched:
        disk = Disk(patched, publication.root / "_build", n, once=once)
        failed = _build(publication)
    now = tree(out)
    again = _build(publication)
    new = tree(out)

    if disk.refused:
        said = failed.output.splitlines()
        assert (failed.exit_code, len(said)) == (2, 1), (disk.refused, failed.output)
        assert said[0].startswith("Not built: ")
        assert any(_named(Path(path)) in said[0] for path in disk.refused), (said, disk.refused)
        assert "please report" not in said[0]
    # a mark tells no files before a build has ended
    whole = now.keys() - {output_folders.MARK}
    half = [
        name
        for name, content in now.items()
        if name in whole and content not in (b"", old.get(name), new.get(name)) and NEW not in name
    ]
    assert half == []
    assert again.exit_code == 0, again.output
    assert differences(new, clean(publication, elsewhere)) == []
    return bool(disk.refused)


def _named(path):
    """Return what the message names: what is put in its place at one stroke has another name until it is whole."""
    making = next((each for each in (path, *path.parents) if each.name.startswith("search-")), None)
    if making is not None:
        return str(making.parent)
    return str(path.parent if NEW in path.name else path)


CASES = [
    *[(0, "cold", "on"), (7, "cold", "once"), (30, "cold", "on")],
    *[(3, "changed", "once"), (19, "changed", "on"), (40, "changed", "once")],
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_cannot_be_written_ends_the_build(publication, tmp_path_factory, monkeypatch, case):
    """With one line that names the file, whatever is in the way: no room, no permission, a read-only disk."""
    n, state, times = case
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "clean"
    cold, once = state == "cold", times == "once"

    assert _take(publication, elsewhere, monkeypatch, n=n, cold=cold, once=once)


@pytest.mark.audit
@pytest.mark.parametrize("cold", [True, False])
@pytest.mark.parametrize("n", range(140))
def test_wherever_it_is(publication, tmp_path_factory, monkeypatch, cold, n):
    """The same at every write."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "clean"
    _take(publication, elsewhere, monkeypatch, n=n, cold=cold, once=n % 4 < 2)
