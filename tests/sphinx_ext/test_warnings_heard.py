"""The warnings of a command's builds, kept until all have ended: without a build."""

from __future__ import annotations

import io
import logging as py_logging
from types import SimpleNamespace

import pytest
from docutils import nodes

from standfirst.checking.findings import Finding, Said
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.run import trial
from standfirst.sphinx_ext.warnings_heard import WarningsHeard, place_of


def record(level=py_logging.WARNING, text="said %s", **given):
    """Return a record of a log."""
    made = py_logging.LogRecord("x", level, "", 0, text, ("so",), None)
    vars(made).update(given)
    return made


@pytest.fixture
def heard(tmp_path):
    """Return what hears warnings about a publication, and passes on what is early."""
    return WarningsHeard(tmp_path, io.StringIO())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Said(path="", line=1, column=1, level="warning", type="", text="said so")),
        ({"level": py_logging.ERROR}, Said(path="", line=1, column=1, level="error", type="", text="said so")),
        ({"level": py_logging.CRITICAL}, Said(path="", line=1, column=1, level="error", type="", text="said so")),
        ({"location": "ROOT/posts/a.md:7", "type": "standfirst", "subtype": "link", "column": 3}, Said(path="posts/a.md", line=7, column=3, level="warning", type="standfirst.link", text="said so")),
        ({"location": "/elsewhere/a.md:7", "type": "myst"}, Said(path="/elsewhere/a.md", line=7, column=1, level="warning", type="myst", text="said so")),
        ({"text": "said %s [a.b]", "type": "a", "subtype": "b"}, Said(path="", line=1, column=1, level="warning", type="a.b", text="said so")),
        ({"text": "said %s [a.b]", "type": "a", "subtype": "c"}, Said(path="", line=1, column=1, level="warning", type="a.c", text="said so [a.b]")),
    ],
)  # fmt: skip
def test_a_warning_is_heard_whole_and_not_written(heard, tmp_path, given, expected):
    """With place, level, type and words; its type does not stand in the words too."""
    if "location" in given:
        given = {**given, "location": given["location"].replace("ROOT", str(tmp_path))}

    assert heard.filter(record(**given)) is False
    assert [*heard.found] == [expected]


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("", ("", 1)),
        ("a.md", ("a.md", 1)),
        ("a.md:", ("a.md", 1)),
        ("a.md:12", ("a.md", 12)),
        ("a:b.md", ("a:b.md", 1)),
        ("a:b.md:2", ("a:b.md", 2)),
        ("ROOT/posts/a.md:2", ("posts/a.md", 2)),
        ("ROOT-other/a.md:2", ("ROOT-other/a.md", 2)),
        ("/a.md:3", ("/a.md", 3)),
    ],
)
def test_a_place_is_a_file_of_the_publication_and_a_line(tmp_path, location, expected):
    """As Sphinx writes it; another's file has its whole path."""
    root = str(tmp_path)

    assert place_of(location.replace("ROOT", root), tmp_path) == (expected[0].replace("ROOT", root), expected[1])  # fmt: skip


def test_what_was_heard_is_told_once_and_counted(heard):
    """The same from two builds is one; what is early is passed on as it is."""
    lines = []
    for each in (record(location="b.md:2"), record(location="a.md:1"), record(location="b.md:2")):
        heard.filter(each)
    heard.write("early")
    heard.tell(lines.append)
    told, lines = lines, []
    heard.tell(lines.append)

    assert [line.partition(":")[0] for line in told[:2]] == ["a.md", "b.md"]
    assert len(told) == 3
    assert "2 warnings" in told[2]
    assert "early" not in "".join(told)
    assert heard._early.getvalue() == "early"  # noqa: SLF001  # what it was given
    assert heard.found == {}
    assert [line for line in lines if "a.md" in line] == []


@pytest.fixture
def logged(tmp_path):
    """Return what a trial build finds in a log, of records that are given."""

    def found(*records, wanted=None):
        app = SimpleNamespace(
            config=SimpleNamespace(standfirst_posts="/posts/"),
            env=SimpleNamespace(doc2path=lambda name, base: f"{name}.md" if base is False else ""),
        )
        listener = trial._LogListener(app, tmp_path)  # noqa: SLF001  # one step of a trial
        listener.wanted = wanted or listener.wanted
        for each in records:
            listener.handle(each)
        return listener.found

    return found


def finding(subtype=PostWarning.LINK, *, path="about.md", message="said so", **given):
    """Return what is found."""
    return Finding(path=path, problem=Problem(subtype=subtype, message=message, **given))


OURS = {"type": "standfirst", "subtype": "refused"}


def test_a_trial_hears_what_is_wrong_with_a_document_by_itself(logged, tmp_path):
    """Of our types those of reading, as warnings and errors, each record once, at its line."""
    node = nodes.paragraph()
    node.source, node.line = str(tmp_path / "about.md"), 8
    twice = record(**OURS, location=("about", 3))
    found = logged(
        twice,
        twice,
        record(**OURS, location=("about", None), level=py_logging.ERROR),
        record(**OURS, location=node),
        record(**OURS, location=f"{tmp_path}/about.md:4"),
        record(**OURS),
        record(type="standfirst", subtype="link", location=("about", 1)),
        record(type="myst", subtype="refused", location=("about", 1)),
        record(type="standfirst", location=("about", 1)),
    )

    assert found == [
        finding(PostWarning.REFUSED, line=3),
        finding(PostWarning.REFUSED, line=1, level="error"),
        finding(PostWarning.REFUSED, line=8),
        finding(PostWarning.REFUSED, line=4),
        finding(PostWarning.REFUSED, line=1, path="."),
    ]


@pytest.mark.parametrize("subtype", PostWarning)
def test_only_what_has_to_do_with_no_other_document_is_heard(logged, subtype):
    """The others are told by who knows all documents."""
    of_reading = {"refused", "size", "fault", "markup", "image"}
    found = logged(record(type="standfirst", subtype=subtype.value, location=("about", 1)))

    assert [each.problem.subtype for each in found] == [subtype] * (subtype.value in of_reading)


def test_what_others_find_in_a_post_is_heard_as_ours(logged):
    """Of a post alone; of another document it is Sphinx's."""
    others = [record(type="docutils", location=(name, 2)) for name in ("posts/a", "about")]
    [found] = logged(*others)

    assert (found.path, found.problem.line, found.problem.subtype) == ("posts/a.md", 2, PostWarning.MARKUP)  # fmt: skip
    assert found.problem.message.startswith("said so (docutils); ")
