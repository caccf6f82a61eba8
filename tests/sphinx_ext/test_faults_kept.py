"""What is caught at posts: said once, whichever process caught it, and kept for the next build: without a build."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import TemplateError
from sphinx.errors import SphinxWarning

from standfirst.incremental.atomic_files import OutputError
from standfirst.limits.faults import Caught
from standfirst.sphinx_ext import faults_
from standfirst.sphinx_ext.faults_ import Faults


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Return what makes the faults of one build, and what they have said: where and what."""
    said = []

    def log(problem, *, location):
        said.append((location, problem.message))

    monkeypatch.setattr(faults_, "log", log)
    app = SimpleNamespace(outdir=tmp_path / "html", doctreedir=tmp_path / "doctrees")
    return lambda: Faults(app), said


def raising(error):
    """Return something to do that raises."""

    def do():
        raise error

    return do


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError(), ValueError("x")])
def test_what_a_post_makes_raise_is_caught(build, error):
    """And what is done without a fault gives its result."""
    found = build[0]().attempt(raising(error))

    assert isinstance(found, Caught)
    assert found.error is error
    assert build[0]().attempt(lambda: 5) == 5


@pytest.mark.parametrize(
    "error", [SphinxWarning("x"), TemplateError("x"), MemoryError(), OutputError("x")]
)
def test_what_is_no_posts_ends_the_build(build, error):
    """The editor's, and the machine's."""
    with pytest.raises(type(error)):
        build[0]().attempt(raising(error))


def test_each_is_said_once_in_the_order_of_the_names(build):
    """The first that was met there, with its file; of what has no file, with none."""
    make, said = build
    found = make()
    for name, path, what in (("b", "b.md", ""), ("a", "a\x1b.md", "its feed"), ("a", "a.md", ""), ("page", "", "")):  # fmt: skip
        found.note(name, path, Caught(error=KeyError(what)), when="read", done="it is left out", what=what)  # fmt: skip
    assert said == []
    found.report()
    found.note("a", "a.md", Caught(error=KeyError("again")), when="read", done="it is left out")
    found.report()

    assert [location for location, _ in said] == ["a\\x1b.md:1", "b.md:1", None]
    assert said[0][1] == "its feed raises KeyError ('its feed') while it is read; it is left out"
    assert found.known == {"a", "b", "page"}


@pytest.mark.parametrize("known", [["posts/b", "posts/a", "listing"], ["listing"], []])
def test_documents_at_which_something_was_caught_are_kept(build, known):
    """For the next build, which reads them again; nothing of the build before."""
    found = build[0]()
    found.known.add("posts/old")
    found.keep(["posts/old"])
    assert build[0]().of_last_build() == {"posts/old"}
    found.known = {*known}
    found.keep(["posts/a", "posts/b", "posts/c"])

    assert build[0]().of_last_build() == {*known} - {"listing"}


@pytest.mark.parametrize("text", ["", "[", "5", "null"])
def test_what_cannot_be_read_is_nothing(build, tmp_path, text):
    """A file that was cut short, or is another's."""
    kept = tmp_path / "doctrees/standfirst/faults.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(text, encoding="ascii")

    assert build[0]().of_last_build() == set()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_processes_catch_is_said_here(build, jobs):
    """In the same way as by one; what they leave out is left out, and each result is taken."""
    make, said = build
    found, taken = make(), []

    def do(pieces):
        names = [*pieces]
        for name in names:
            if name % 5 == 0:
                found.note(f"p{name:02}", "p.md", Caught(error=KeyError(name)), when="read", done="it is left out")  # fmt: skip
                found.left_out.add(f"p{name:02}")
        return sum(names)

    found.share(range(40), [1] * 40, jobs=jobs, do=do, take=lambda _, result: taken.append(result))

    assert [message for _, message in said] == [f"raises KeyError ({name}) while it is read; it is left out" for name in range(0, 40, 5)]  # fmt: skip
    assert found.left_out == found.known == {f"p{name:02}" for name in range(0, 40, 5)}
    assert sum(taken) == sum(range(40))
