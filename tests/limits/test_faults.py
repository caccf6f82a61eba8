"""What is raised while a post is carried out: whose it is, and what is said of it."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import errno
import os
from pathlib import Path

import pytest

from standfirst.catalogue import assemble as assembling
from standfirst.catalogue.assemble import assemble
from standfirst.catalogue.taxonomies import AssembleInputs
from standfirst.incremental.atomic_files import OutputError, error
from standfirst.limits import faults
from standfirst.problems import PostWarning, Problem
from standfirst.reading.post import read_plainly
from standfirst.reading.record import Body, Record

WORK = Path("/p/_build")


def _os_error(number, path=None):
    return OSError(number, os.strerror(number), path)


def _on_disk(number):
    """Return what is raised where a file of the output cannot be written."""
    try:
        raise error(WORK / "x", _os_error(number)) from _os_error(number)
    except OutputError as exc:
        return exc


POSTS = [
    *(ValueError("x"), KeyError("x"), RecursionError(), AssertionError(), UnicodeError(), NotImplementedError()),
    *(_os_error(errno.ENOENT, "/p/posts/x.png"), _os_error(errno.EACCES, "/p/posts/x.png"), OSError("cut off")),
    *(_os_error(number, f"{WORK}/x") for number in (errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR)),
    *map(_on_disk, (errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EINVAL)),
]  # fmt: skip
THE_MACHINES = [
    *(MemoryError(), KeyboardInterrupt(), SystemExit(), _on_disk(errno.EACCES), OutputError("x")),
    *(_os_error(number, "/p/posts/x") for number in (errno.ENOSPC, errno.EMFILE, errno.EIO, errno.EDQUOT, errno.EROFS)),
    *(_os_error(number, f"{WORK}/x") for number in (errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOSPC)),
    *map(_on_disk, (errno.ENOSPC, errno.EROFS, errno.EDQUOT)),
]  # fmt: skip


@pytest.mark.parametrize("exc", POSTS, ids=repr)
def test_what_another_name_or_text_would_not_raise_is_the_posts(exc):
    """A file that is gone, a name that no file can have, a decoder's and every other error of code."""
    assert not faults.is_the_machines(exc, writes_to=[WORK])


@pytest.mark.parametrize("exc", THE_MACHINES, ids=repr)
def test_what_every_other_post_would_meet_is_the_machines(exc):
    """No room, no memory, no permission where the build writes, a key pressed."""
    assert faults.is_the_machines(exc, writes_to=[WORK])


def test_only_what_is_a_posts_is_caught():
    """The rest goes on, and what the caller names too."""
    caught = faults.attempt(lambda: 1 / 0)

    assert isinstance(caught, faults.Caught)
    assert isinstance(caught.error, ZeroDivisionError)
    assert faults.attempt(lambda: 1) == 1
    with pytest.raises(ZeroDivisionError):
        faults.attempt(lambda: 1 / 0, never=(ZeroDivisionError,))
    with pytest.raises(OSError, match="space"):
        faults.attempt(lambda: (_ for _ in ()).throw(_os_error(errno.ENOSPC, "x")))


class _TalkativeError(Exception):
    line = 7

    def __str__(self):
        return "\n  first \x1b[31m\u202eline\nsecond " + "x" * 300


class _MuteError(Exception):
    def __str__(self):
        raise RuntimeError


def test_what_is_said_is_one_line_that_nothing_can_move():
    """The kind, the first line of its words, escaped and cut; and where it says a line, that."""
    said = faults.problem(_TalkativeError(), when="read", done=faults.AS_CODE)
    long = faults.kind(ValueError("y" * 500))

    assert said == Problem(
        subtype=PostWarning.FAULT,
        message=r"raises _TalkativeError (first \x1b[31m\u202eline) while it is read; its text is shown as code",
        remedy="undo the last change, or report it",
        line=7,
    )
    assert long == f"ValueError ({'y' * 199}…)"
    assert faults.kind(_MuteError()) == "_MuteError"


def test_of_what_sphinx_puts_around_an_error_the_error_is_named():
    """A handler's and a template's, also one within the other."""

    class AroundItError(Exception):
        __module__ = "sphinx.errors"
        orig_exc = ValueError("inner")

    outer = AroundItError()
    with pytest.raises(AroundItError) as raised:
        raise AroundItError from outer

    assert faults.kind(faults.cause(outer)) == "ValueError (inner)"
    assert faults.kind(faults.cause(raised.value)) == "ValueError (inner)"


POST = """\
---
title: A title
author: Ada
date: 2026-01-02
tags: [one]
{}
---
Text with {{{{ page.tags.x }}}} and \x07 a bell.
"""


def test_the_rest_of_a_post_that_cannot_be_read_is_its_front_matter_and_its_text(settings):
    """Nothing of Liquid and Markdown is carried out; nothing is lost but characters that no page can have."""
    record, text = read_plainly(POST.format("lang: fr"), source="posts/x.md", settings=settings)

    assert text.strip() == "Text with {{ page.tags.x }} and  a bell."
    assert (record.docname, record.source, record.matter.title) == (
        "posts/x",
        "posts/x.md",
        "A title",
    )
    assert record.body == Body(lang="fr")
    assert dict(record.lines)["date"] == 4


def _given(names, settings):
    records = {}
    for number, name in enumerate(names):
        matter = read_plainly(POST.format(""), source=f"posts/{name}.md", settings=settings)[
            0
        ].matter
        docname = f"posts/{name}"
        matter = dc.replace(
            matter, title=name, date=dt.datetime(2026, 1, 1 + number, tzinfo=dt.UTC)
        )
        records[docname] = Record(
            docname=docname, source=f"{docname}.md", matter=matter, body=Body()
        )
    documents = {"index": "index.md", **{name: f"{name}.md" for name in records}}
    return AssembleInputs(settings=settings, records=records, documents=documents)


@pytest.mark.parametrize("guilty", [{"b"}, {"a", "d"}, {"a", "b", "c", "d"}, set()])
def test_a_post_with_which_nothing_can_be_assembled_is_left_out(settings, monkeypatch, guilty):
    """Every one of them, and no other; the rest is as if they were not there."""
    given = _given("abcd", settings)
    expected = assemble(_given([name for name in "abcd" if name not in guilty], settings))

    def raising(sources, _kept=None):
        for record in sources.records.values():
            if record.matter.title in guilty:
                raise LookupError(record.matter.title)
        return assemble(sources)

    monkeypatch.setattr(assembling, "assemble", raising)
    made, left_out = assembling.assemble_others(given)

    assert [(c.kind, c.name, str(c.error)) for c in left_out] == [
        ("post", f"posts/{name}", name) for name in sorted(guilty)
    ]
    assert made.catalogue.posts.keys() == expected.catalogue.posts.keys()


def test_of_two_that_cannot_be_together_the_later_is_left_out(settings, monkeypatch):
    """By itself neither raises; those around them stay."""
    given = _given("abcdefgh", settings)

    def raising(sources, _kept=None):
        if {"posts/c", "posts/f"} <= sources.records.keys():
            raise LookupError
        return assemble(sources)

    monkeypatch.setattr(assembling, "assemble", raising)
    made, left_out = assembling.assemble_others(given)

    assert [culprit.name for culprit in left_out] == ["posts/f"]
    assert sorted(made.catalogue.posts) == [f"posts/{name}" for name in "abcdegh"]


def test_a_fault_that_is_no_posts_is_raised(settings, monkeypatch):
    """Of the code itself, or of the machine."""
    given = _given("ab", settings)
    for met in (LookupError("always"), MemoryError()):
        monkeypatch.setattr(
            assembling, "assemble", lambda _given, _kept=None, met=met: (_ for _ in ()).throw(met)
        )
        with pytest.raises(type(met)):
            assembling.assemble_others(given)
