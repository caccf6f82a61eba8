"""What the process that typesets answers: run in this one, its questions and answers in memory."""

from __future__ import annotations

import json
import runpy
import sys
from io import BytesIO
from types import SimpleNamespace

import pytest

typst = pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")
resource = pytest.importorskip("resource", reason="needs limits of memory")

JOB = {
    "source": "a",
    "format": "pdf",
    "standards": [],
    "timestamp": 0,
    "ppi": None,
    "memory": 10**9,
}


@pytest.fixture
def answers(monkeypatch):
    """Return a function that gives the answers to jobs, and their bytes."""
    monkeypatch.setattr("standfirst.limits.worker_process.end_with", lambda _parent: None)

    def asked(*jobs, root=None, fonts=None, limit=lambda *_: None):
        questions = b"".join(json.dumps({**JOB, **job}).encode() + b"\n" for job in jobs)
        out = BytesIO()
        with monkeypatch.context() as patched:
            patched.setattr(resource, "setrlimit", limit)
            patched.setattr(sys, "argv", ["worker", json.dumps([root, fonts])])
            patched.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(questions)))
            patched.setattr(sys, "stdout", SimpleNamespace(buffer=out))
            patched.delitem(sys.modules, "standfirst.typesetting.worker", raising=False)
            runpy.run_module("standfirst.typesetting.worker", run_name="__main__")
        out.seek(0)
        found = []
        for _ in jobs:
            said = json.loads(out.readline())
            found.append((said, out.read(said.get("size", 0))))
        assert out.read() == b""
        return found

    return asked


def test_each_job_is_answered_with_its_output_and_its_size(answers, tmp_path):
    """In its form, with its standards, its time and its resolution; files are those below the folder."""
    (tmp_path / "it.typ").write_text("a")
    jobs = (
        {"source": '#set document(title: "A")\n= B', "standards": ["ua-1"], "timestamp": 86_400},
        {"source": "a", "format": "png", "ppi": 36, "timestamp": None},
        {"source": "a", "format": "html"},
        {"source": '#include "/it.typ"', "format": "png", "ppi": 36},
    )
    pdf, png, html, included = answers(*jobs, root=str(tmp_path))

    assert pdf[1] == typst.compile(
        jobs[0]["source"].encode(),
        pdf_standards=["ua-1"],
        timestamp=86_400,
        ignore_system_fonts=True,
    )
    assert png[1] == typst.compile(b"a", format="png", ppi=36, ignore_system_fonts=True)
    assert b"<p>a</p>" in html[1]
    assert included[1] == png[1]
    assert {tuple(said) for said, _ in (pdf, png, html, included)} == {("size", "data")}


def test_a_file_that_has_changed_is_read_anew_for_a_pdf(answers, tmp_path):
    """Nothing of an article before is left in the next."""
    file, made = tmp_path / "it.typ", []
    for text in ("a", "b"):
        file.write_text(text)
        made += answers({"source": '#include "/it.typ"'}, root=str(tmp_path))

    assert made[0][1] != made[1][1]


def test_what_is_refused_says_why(answers):
    """With what the compiler would have instead, and its whole answer."""
    error, hint, several = (
        answers({"source": source, "format": "png"})[0]
        for source in ("#x", "#a-b", "a #pagebreak() b")
    )

    assert (error[0]["refused"], error[1]) == ("unknown variable: x", b"")
    assert error[0]["diagnostic"].startswith("error: unknown variable: x\n")
    assert hint[0]["refused"].startswith("unknown variable: a-b if you meant")
    assert several[0]["refused"] == "there are several pages where one was asked for"
    assert several[1] == b""


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (MemoryError("no more"), "memory"),
        (BaseException("broken"), "broken"),
        (RuntimeError(), "RuntimeError"),
    ],
)
def test_what_breaks_the_compiler_is_said(answers, monkeypatch, broken, expected):
    """By its message, else its kind."""

    def compile_(*_args, **_options):
        raise broken

    monkeypatch.setattr(typst, "Compiler", lambda **_: SimpleNamespace(compile=compile_))
    [(said, made)] = answers({})

    assert (said["ended"], made) == (expected, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_the_limit_of_memory_is_of_what_comes_on_top(answers):
    """Of data; the answer says how much there is. Where the system has no limit, the job is done all the same."""
    limits = []
    [(said, _)] = answers({"memory": 10**12}, limit=lambda *given: limits.append(given))
    [(kind, (soft, hard))] = limits

    assert kind == resource.RLIMIT_DATA
    assert hard == resource.getrlimit(resource.RLIMIT_DATA)[1]
    assert abs(soft - 10**12 - said["data"]) < 10**9
    assert 10_000_000 < said["data"] < 10**11
    for error in (OSError, ValueError):

        def refuse(*_, error=error):
            raise error

        assert answers({}, limit=refuse)[0][1]
