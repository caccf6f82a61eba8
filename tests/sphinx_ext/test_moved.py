"""A publication that lies elsewhere, with other times, is the same: what has changed is told by content."""

from __future__ import annotations

import os
import pickle
import re
import shutil
from pathlib import Path

import pytest
from docutils import nodes
from publications import Publication
from sphinx.application import ENV_PICKLE_FILENAME
from walks import clean_build, differences, times, tree

from standfirst.sphinx_ext.upstream import moved

POST = """
    See [another](2026-01-02-a.md), [none](2026-01-02-none.md) and ![p](one.png), [data](data.csv).

    {% include part.html %}
"""


@pytest.fixture
def journal(publication):
    """Return a publication that takes files in, and was built."""
    publication.write("_templates/standfirst/footer_extra.html", "<p>Imprint</p>\n")
    publication.write("_static/own.css", "p { color: red }\n")
    conf = f"{publication.conf.rstrip()}\n        templates_path = ['_templates']\n        html_static_path = ['_static']\n"  # fmt: skip
    publication.write("conf.py", conf)
    publication.write("part.txt", "Part.\n")
    publication.write("guide.md", "# Guide\n\n```{include} part.txt\n```\n")
    publication.write("_includes/part.html", "<p>Part.</p>\n")
    publication.write("posts/data.csv", "a,b\n")
    publication.picture("posts/one.png")
    publication.post("2026-01-02-a")
    publication.post("2026-01-02-b", POST)
    publication.build()
    return publication


def carried(publication, root):
    """Return a copy with what was built, in which every file has another time."""
    shutil.copytree(publication.root, root, symlinks=True)
    for at, path in enumerate(sorted(root.rglob("*"))):
        os.utime(path, (1_760_000_000 + at,) * 2)
    copy = object.__new__(Publication)
    copy.root, copy.first = root, publication.first
    return copy


def test_what_was_built_is_taken_up_elsewhere(journal, tmp_path):
    """Nothing is read, and no file of the output is touched."""
    copy = carried(journal, tmp_path / "copy")
    before = times(copy.root / "_build/html")
    built = copy.build()

    assert "0 added, 0 changed, 0 removed" in built.status
    assert times(built.out) == before


EDITS = {
    "a post": ("posts/2026-01-02-a.md", "posts/2026-01-02-a"),
    "what a post takes in": ("_includes/part.html", "posts/2026-01-02-b"),
    "what a page takes in": ("part.txt", "guide"),
    "a page": ("guide.md", "guide"),
}
"""What is edited -> its file, and the document that is read again."""


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_edit_elsewhere_costs_what_it_changes(journal, tmp_path, edit, jobs):
    """One document is read; the output is that of a clean build, and what did not change is not touched."""
    file, docname = EDITS[edit]
    copy = carried(journal, tmp_path / "copy")
    with (copy.root / file).open("a", encoding="utf-8") as opened:
        opened.write("\nOne more sentence.\n")
    os.utime(copy.root / file, (1_000_000_000,) * 2)
    out = copy.root / "_build/html"
    before, when = tree(out), times(out)
    built = copy.build(jobs=jobs)
    after, then = tree(out), times(out)
    want = clean_build(copy, tmp_path / "clean")

    assert differences(after, tree(want.out)) == []
    read = re.findall(r"\d+ added, .*", built.status)
    assert (docname, read) == (docname, ["0 added, 1 changed, 0 removed"])
    touched = [name for name in then if before.get(name) == after[name] and when[name] != then[name]]  # fmt: skip
    assert touched == []


def test_messages_name_the_files_where_they_are(journal, tmp_path):
    """Also of what was read elsewhere: a page whose link leads nowhere since another has gone."""
    journal.write("guide.md", "# Guide\n\n{ref}`word`\n\n[x](about.md)\n")
    journal.write("about.md", "(word)=\n# About\n")
    journal.build()
    copy = carried(journal, tmp_path / "copy")
    copy.write("about.md", "# About\n")
    built = copy.build()
    want = clean_build(copy, tmp_path / "clean")

    assert [line for line in built.warnings.splitlines() if "word" in line] == [line for line in want.warnings.splitlines() if "word" in line] != []  # fmt: skip


@pytest.mark.parametrize(
    "damage",
    [
        lambda work: (work / ENV_PICKLE_FILENAME).write_bytes(b"no pickle"),
        lambda work: (work / ENV_PICKLE_FILENAME).write_bytes(pickle.dumps(["another"])),
        lambda work: (work / ENV_PICKLE_FILENAME).write_bytes((work / ENV_PICKLE_FILENAME).read_bytes()[:-100]),
        lambda work: (work / ENV_PICKLE_FILENAME).unlink(),
        lambda work: (work / "posts/2026-01-02-a.doctree").unlink(),
        lambda work: (work / "standfirst/contents.json").write_bytes(b"{"),
        lambda work: (work / "standfirst/contents.json").unlink(),
        lambda work: (work / "standfirst/finished").unlink(),
        lambda work: (work / "standfirst/finished").write_bytes(b"\xff\xfe"),
        lambda work: shutil.rmtree(work / "standfirst/bodies"),
        lambda work: [kept.write_bytes(kept.read_bytes()[:-9]) for kept in (work / "standfirst").glob("manifest-*")],
        lambda work: [kept.unlink() for kept in (work / "standfirst").glob("manifest-*")],
        lambda work: shutil.rmtree(work.parent / "html"),
        lambda work: shutil.rmtree(work.parent / "html/posts", ignore_errors=True),
        shutil.rmtree,
    ],
    ids=["no environment", "another's", "half of one", "none", "a tree less", "no digests", "no file of them", "no end", "a foreign end", "no bodies", "half a list", "no list", "no output", "half an output", "no work folder"],
)  # fmt: skip
@pytest.mark.parametrize("is_carried", [False, True])
def test_half_a_cache_gives_a_clean_build(journal, tmp_path, damage, is_carried):
    """Whatever of it is lost or damaged; with an edit, in the same place or in another."""
    copy = carried(journal, tmp_path / "copy") if is_carried else journal
    damage(copy.root / "_build/doctrees")
    copy.post("2026-01-02-a", "Other text.\n")
    built = copy.build()

    assert differences(tree(built.out), tree(clean_build(copy, tmp_path / "clean").out)) == []


def test_a_tree_is_told_its_place():
    """Nodes of other files that it takes in too; one that is in its place is left alone, as is one of no file."""
    tree_ = nodes.document(None, None, source="/old/posts/a.md")
    for source in ("/old/posts/a.md", "/old/part.txt", "/elsewhere/b.txt", None):
        tree_ += nodes.paragraph()
        tree_[-1].source = source
    moved.tell_place(tree_, "/new", "posts/a.md")
    moved.tell_place(tree_, "/new", "posts/a.md")
    other = nodes.document(None, None, source="<string>")
    moved.tell_place(other, "/new", "posts/a.md")

    assert tree_["source"] == str(Path("/new/posts/a.md"))
    assert [each.source for each in tree_] == ["/new/posts/a.md", "/new/part.txt", "/elsewhere/b.txt", None]  # fmt: skip
    assert other["source"] == "<string>"
