"""What Sphinx keeps of each document beside the output is small, and is the whole tree when it is read."""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path
from textwrap import dedent

import pytest
from walks import clean, differences, tree

from standfirst.sphinx_ext.upstream import lean_trees
from standfirst.sphinx_ext.upstream.trees import Trees

CHANGES = """
    from pathlib import Path

    def _change(app, env):
        if Path(app.srcdir, "change").exists():
            Path(app.srcdir, "change").unlink()
            post = Path(app.srcdir, "posts/2026-01-01-a.md")
            post.write_text(post.read_text().replace("Text of a", "Another text of a"))

    def setup(app):
        app.connect("env-updated", _change)
"""
NAME = "posts/2026-01-01-a"
TREE = f"_build/doctrees/{NAME}.doctree"


@pytest.fixture
def two(publication):
    """Return a publication of two posts that lead to each other."""
    publication.post("2026-01-01-a", "Text of a, [b](2026-01-02-b.md).\n" * 99)
    publication.post("2026-01-02-b", "Text of b, [a](2026-01-01-a.md).\n")
    return publication


def read(root, kept, name=NAME):
    """Return the tree in *kept*."""
    text = (root / name).with_suffix(".md").read_bytes()
    return pickle.loads(lean_trees.unpacked(kept, lambda: text))  # noqa: S301  # written by a build


@pytest.mark.parametrize("jobs", [1, 2])
def test_trees_are_compressed_and_pages_are_made_of_them(two, jobs):
    """By whichever process; one that is written again without being read is what it was, and nothing stays in memory."""
    built = two.build(jobs=jobs)
    before = tree(built.out)
    kept = (two.root / TREE).read_bytes()
    built.out.joinpath("2026/01/a/index.html").unlink()
    again = two.build(jobs=jobs)

    whole = read(two.root, kept)
    assert len(kept) * 10 < len(pickle.dumps(whole, pickle.HIGHEST_PROTOCOL))
    assert whole.astext().count("Text of a") == 99
    assert "0 added, 0 changed, 0 removed" in again.status
    assert differences(tree(again.out), before) == []
    assert again.warnings == ""


@pytest.mark.parametrize("jobs", [1, 2])
def test_trees_of_another_version_are_read_too(two, jobs):
    """Which are as Sphinx writes them."""
    before = tree(two.build(jobs=jobs).out)
    for path in (two.root / "_build/doctrees").rglob("*.doctree"):
        found = read(two.root, path.read_bytes(), path.relative_to(two.root / "_build/doctrees"))
        path.write_bytes(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    two.write("_templates/standfirst/footer_extra.html", "<p>Imprint</p>\n")
    two.write("conf.py", f"{two.conf}\n        templates_path = ['_templates']\n")
    built = two.build(jobs=jobs)

    assert built.warnings == ""
    assert built.read("2026/01/a/").replace("<p>Imprint</p>\n", "").split() == before["2026/01/a/index.html"].decode().split()  # fmt: skip


@pytest.mark.parametrize(
    "damaged",
    [
        lambda _: b"",
        lambda _: b"x",
        lambda _: zlib.compress(b"abc" * 99),
        lambda kept: kept[: len(kept) // 2],
        lambda _: pickle.dumps("no tree"),
        lambda kept: kept.replace(b"x", b"y"),
    ],
)
def test_a_tree_that_is_damaged_is_made_anew(two, tmp_path_factory, damaged):
    """Its page is never half a page: it is said which, and the next build gives what a clean one gives."""
    built = two.build()
    kept = (two.root / TREE).read_bytes()
    (two.root / TREE).write_bytes(damaged(kept))
    built.out.joinpath("2026/01/a/index.html").unlink()
    said = two.build().warnings
    again = two.build()

    assert said.startswith("posts/2026-01-01-a.md:1: WARNING: ")
    assert again.warnings == ""
    assert differences(tree(again.out), clean(two, tmp_path_factory.mktemp("clean") / "c")) == []


def test_what_is_shown_to_sphinx_goes_before_the_files(tmp_path):
    """As a book has it in the place of an article that cannot be set."""
    trees = Trees(tmp_path, lambda _: b"")
    trees[NAME] = b"shown"

    assert trees[NAME] == b"shown"
    with pytest.raises(FileNotFoundError, match=r"b\.doctree"):
        trees["b"]
    Path(tmp_path, "b.doctree").write_bytes(b"\x80pickle")
    assert (trees["b"], len(trees)) == (b"\x80pickle", 1)


def test_a_post_that_changes_while_it_is_built_is_named(two, tmp_path_factory):
    """With what to do; the next build gives what a clean one gives."""
    change = two.write("change", "")
    two.write(
        "conf.py",
        f"{dedent(two.conf)}\n{dedent(CHANGES)}",
    )
    said = two.build().warnings
    again = two.build()

    assert not change.exists()
    assert said.splitlines()[0].endswith(
        "posts/2026-01-01-a.md:1: WARNING: raises UnfitTreeError (what was kept of it does not fit its text: that was changed "
        "while the publication was built, or this is damaged) while it is written; its text is shown as code; build again [standfirst.fault]"
    )
    assert again.warnings == ""
    assert "Another text of a" in again.read("2026/01/a/")
    assert differences(tree(again.out), clean(two, tmp_path_factory.mktemp("clean") / "c")) == []
