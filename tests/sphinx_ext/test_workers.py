"""Work that several processes share, and which documents there are: without a build."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from standfirst.incremental.atomic_files import OutputError
from standfirst.sphinx_ext import workers
from standfirst.sphinx_ext.run.trial import TrialBuilder
from standfirst.sphinx_ext.template_faults import OwnTemplateError
from standfirst.sphinx_ext.upstream.sphinx_ import SphinxFiles


def shared(work, weights, *, jobs, has_here=True, **given):
    """Return which pieces were done here first, what came of all runs, and of how many processes."""
    here, came = [], []
    workers.share(
        work,
        weights,
        jobs=jobs,
        do=lambda pieces: (os.getpid(), [piece * 2 for piece in pieces]),
        take=lambda done, made: came.append((done, made)),
        here=here.append if has_here else None,
        **given,
    )
    done = {piece: result for some, (_, made) in came for piece, result in zip(some, made, strict=True)}  # fmt: skip
    return here, done, {process for _, (process, _) in came}


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("work", "jobs"), [("abc", 2), ("abcdef", 1), ("", 2)])
def test_little_work_is_done_here(work, jobs):
    """In one run, also where there is none."""
    here, done, processes = shared(work, [1] * len(work), jobs=jobs)

    assert (here, done, processes) == ([], {piece: piece * 2 for piece in work}, {os.getpid()})


@pytest.mark.usefixtures("shared")
def test_a_piece_of_median_weight_is_done_here_and_the_others_elsewhere():
    """What it loads is in every process then; each of the others is done once."""
    here, done, processes = shared("abcdef", [9, 1, 5, 4, 2, 3], jobs=2)

    assert here == ["d"]
    assert done == {piece: piece * 2 for piece in "abcef"}
    assert (len(processes), os.getpid() in processes) == (2, False)
    assert gc.get_freeze_count() == 0


@pytest.mark.usefixtures("shared")
def test_more_runs_than_processes_are_shared_too():
    """Whoever is ready takes the next, where what they cost is guessed: no process begins for it."""
    here, done, processes = shared("abcdef", [1] * 6, jobs=2, has_here=False, runs_each=2)

    assert (here, done) == ([], {piece: piece * 2 for piece in "abcdef"})
    assert len(processes) == 2


@pytest.mark.usefixtures("shared")
def test_a_process_that_is_busy_keeps_no_run_from_the_others(tmp_path):
    """What it has not begun they do."""
    came = []

    def do(pieces):
        done = []
        for piece in pieces:
            done.append(piece)
            if piece == "a":
                for _ in range(500):
                    if len(list(tmp_path.iterdir())) == 5:
                        break
                    time.sleep(0.02)
            else:
                (tmp_path / piece).touch()
        return done

    workers.share("abcdef", [1] * 6, jobs=2, do=do, take=lambda *found: came.append(found), runs_each=3)  # fmt: skip

    assert sorted(came) == [(["a"], ["a"]), ([*"bcdef"], [*"bcdef"])]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    "error", [OSError(28, "full"), OutputError("not written"), OwnTemplateError("a.html:1: no")]
)
def test_what_a_process_raises_is_raised_here(error, tmp_path):
    """As it was; what the others have made is taken before, and no more is begun."""
    taken, begun = [], tmp_path / "begun"

    def do(pieces):
        for piece in pieces:
            if piece != "a":
                begun.touch()
                time.sleep(0.5)
                continue
            while not begun.exists():
                time.sleep(0.02)
            raise error

    with pytest.raises(type(error)) as raised:
        workers.share("abcdef", [1] * 6, jobs=2, do=do, take=lambda run, _: taken.extend(run), runs_each=3)  # fmt: skip

    assert str(raised.value) == str(error)
    assert taken == ["b"]


def test_the_documents_are_those_that_are_chosen():
    """Each in its file; those of before are none, and whoever has the set has the new one."""
    files = SphinxFiles("/x", {".md": "markdown"})
    known = files.docnames
    for taken in ({"old": Path("old.md")}, {"a": Path("b.md"), "c/d": Path("c/d.md")}):
        files.take(taken)

    assert known is files.docnames
    assert files.docnames == {"a", "c/d"}
    assert files.path2doc("b.md") == "a"
    assert str(files.doc2path("c/d", absolute=False)) == "c/d.md"


def test_a_trial_renders_what_was_chosen_in_order(monkeypatch):
    """Of what there is, and reports what it has caught."""
    done = []
    builder = TrialBuilder.__new__(TrialBuilder)
    builder.chosen = frozenset({"posts/c", "posts/a", "posts/b", "gone"})
    builder.env = SimpleNamespace(found_docs={"index", "posts/b", "posts/c", "posts/a"})
    builder.carefully = lambda docname, do: done.append((docname, do.func.__name__, do.args))
    faults = SimpleNamespace(report=lambda: done.append("reported"))
    monkeypatch.setattr(TrialBuilder, "faults", property(lambda _self: faults), raising=False)
    builder.write_documents(set())

    assert done == [*((name, "write_doc", (name,)) for name in ("posts/a", "posts/b", "posts/c")), "reported"]  # fmt: skip
