"""What a build keeps and makes: little for each post, and no more where the archive is longer."""

from __future__ import annotations

import pytest
from docutils import nodes
from walks import clean, differences, tree

_OF_A_POST = 4096
"""Bytes at most that the environment's file has for each post."""


def _write(publication, count):
    for number in range(count):
        publication.post(
            f"2026-01-02-p{number}",
            f"Text {number}.\n\n"
            + "".join(f"## Heading {n}\n\nWords, *more* words.\n\n" for n in range(20)),
            title=f"Title {number}",
            date=f"2026-01-{number % 28 + 1:02} 10:00:00 +0000",
            author=f"Author {number % 7}",
            tags=f"[tag{number % 5}]",
        )


def test_the_environment_is_small(publication):
    """At most 4 kB for each post, and no document's tree."""
    sizes = []
    for count in (20, 80):
        _write(publication, count)
        publication.build()
        file = publication.root / "_build" / "doctrees" / "environment.pickle"
        sizes.append(file.stat().st_size)

    assert (sizes[1] - sizes[0]) / 60 < _OF_A_POST
    assert nodes.document.__module__.encode() + b"\x94\x8c\x08document" not in file.read_bytes()


def _made(publication, monkeypatch, count):
    """Return the pages made after one post's text was edited, in an archive of *count*."""
    from standfirst.sphinx_ext.html.builder import PublicationBuilder  # noqa: PLC0415

    _write(publication, count)
    publication.write("conf.py", publication.conf.rstrip() + "\n        standfirst_page_size = 5\n")
    publication.build()
    publication.post("2026-01-02-p3", "Edited.\n", title="Title 3", date="2026-01-04 10:00:00 +0000", author="Author 3", tags="[tag3]")  # fmt: skip
    made, handle = [], PublicationBuilder.handle_page
    with monkeypatch.context() as patched:
        patched.setattr(
            PublicationBuilder,
            "handle_page",
            lambda self, name, *args, **kwargs: (
                made.append(name) or handle(self, name, *args, **kwargs)
            ),
        )
        publication.build()
    return sorted(made)


def test_an_edit_makes_no_more_pages_in_a_longer_archive(publication, monkeypatch):
    """The post's page, those that list it, and the search's."""
    few = _made(publication, monkeypatch, 30)
    many = _made(publication, monkeypatch, 60)

    assert len(many) <= len(few) <= 12


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_give_the_same(publication, tmp_path_factory, shared, jobs):
    """Byte for byte."""
    _write(publication, 2 * shared)
    serial = clean(publication, tmp_path_factory.mktemp("one") / "x")

    assert differences(tree(publication.build(jobs=jobs).out), serial) == []
