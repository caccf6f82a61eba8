"""What a build finds of the one before, and what it says in the end: without a build."""

from __future__ import annotations

import json
import os
from types import SimpleNamespace

import pytest
from sphinx.application import ENV_PICKLE_FILENAME

from standfirst.incremental.atomic_files import NEW
from standfirst.incremental.manifest import Manifest
from standfirst.sphinx_ext.run import summary
from standfirst.sphinx_ext.run.guard import Guard


@pytest.fixture
def app(tmp_path):
    """Return the folders of a publication that was built."""
    work, out = tmp_path / "doctrees", tmp_path / "html"
    made = SimpleNamespace(confdir=tmp_path, doctreedir=work, outdir=out, extensions={})
    (work / "standfirst").mkdir(parents=True)
    out.mkdir()
    (tmp_path / "conf.py").write_text("title = 'A'\n", encoding="utf-8")
    guard = Guard()
    guard.begin(made)
    (work / ENV_PICKLE_FILENAME).touch()
    (out / "a").touch()
    Manifest(work / "standfirst/manifest-1.json", out).finish({"a": "made"})
    guard.end(made)
    guard.give_up()
    return made


def begun(app):
    """Begin a build; return whether it takes up what was read, what was made, and what is unfinished."""
    unfinished = app.outdir / f"{NEW}-1"
    unfinished.touch()
    guard = Guard()
    guard.begin(app)
    guard.give_up()
    kept = json.loads((app.doctreedir / "standfirst/manifest-1.json").read_text(encoding="ascii"))
    found = ((app.doctreedir / ENV_PICKLE_FILENAME).is_file(), kept["a"][0] == "made")
    assert not (app.doctreedir / "standfirst/finished").exists()
    return *found, unfinished.exists()


def test_what_a_build_has_finished_is_taken_up(app):
    """A file that another is writing is none of its business."""
    assert begun(app) == (True, True, True)


def test_what_a_build_has_not_finished_is_made_again(app):
    """Read, written, and nothing half-written stays."""
    begun(app)

    assert begun(app) == (False, False, False)


CONFS = {
    "the same": ("title = 'A'\n", True),
    "another value, which Sphinx compares": ("title = 'B'\n", True),
    "a value that is counted out": ("title = ''.join(x for x in 'A')\nb = [x for x in 'A']\nc = {x for x in 'A'}\nd = {x: x for x in 'A'}\n", True),
    "a function": ("def setup(app): pass\n", False),
    "a class": ("class A: pass\n", False),
    "a function without a name": ("a = lambda: 1\n", False),
}  # fmt: skip


@pytest.mark.parametrize("conf", CONFS)
def test_other_code_reads_everything_again(app, conf):
    """In ``conf.py`` too, where a build calls it."""
    text, is_same = CONFS[conf]
    (app.confdir / "conf.py").write_text(text, encoding="utf-8")

    assert begun(app) == (is_same, is_same, is_same)


@pytest.mark.parametrize("change", ["longer", "later"])
def test_a_function_of_conf_py_that_has_changed_is_other_code(app, change):
    """By the file's size or its time."""
    conf = app.confdir / "conf.py"
    conf.write_text("def f(): return 1\n", encoding="utf-8")
    os.utime(conf, (5, 5))
    guard = Guard()
    guard.begin(app)
    guard.end(app)
    guard.give_up()
    (app.doctreedir / ENV_PICKLE_FILENAME).touch()
    assert begun(app)[0]
    guard.begin(app)
    guard.end(app)
    guard.give_up()
    (app.doctreedir / ENV_PICKLE_FILENAME).touch()
    conf.write_text(f"def f(): return {'11' if change == 'longer' else '2'}\n", encoding="utf-8")
    os.utime(conf, (5, 5) if change == "longer" else (6, 6))

    assert not begun(app)[0]


@pytest.mark.parametrize(
    ("pictures", "missing", "said"),
    [
        ({}, 0, "2 posts read, 3 files written, 4 left as they were; reading 1.2 s, rest 0.0 s"),
        ({"a": 1}, 5, "2 posts read, 3 files written, 4 left as they were, 1 files of pictures, 5 pictures not in the store; reading 1.2 s, rest 0.0 s"),
    ],
)  # fmt: skip
def test_a_build_says_what_it_has_done(pictures, missing, said):
    """In a line: what was read, written and left, and how long each stage took."""
    builder = SimpleNamespace(
        read_documents=["posts/a", "about", "posts/b"],
        domain=SimpleNamespace(is_post=lambda name: name.startswith("posts/")),
        tally=SimpleNamespace(written=3, left=4),
        published=SimpleNamespace(pictures=SimpleNamespace(files=pictures, missing=missing)),
    )
    summary.say(builder, {"reading": 1.24, "rest": 0.01})

    assert builder.summary == said


def test_a_stopwatch_adds_up_what_is_done_in_parts(monkeypatch):
    """Each stage has its own time, from the end of the one before."""
    times = iter([10.0, 11.0, 13.5, 14.0])
    monkeypatch.setattr(summary.time, "perf_counter", lambda: next(times))
    watch = summary.Stopwatch()
    for stage in ("reading", "writing", "reading"):
        watch.lap(stage)

    assert watch.spent == {"reading": 1.5, "writing": 2.5}
