"""What a publication's files are, for a build and a check alike, told without either."""

from __future__ import annotations

import datetime as dt

import pytest
from folders import written

from standfirst.reading.discovery import SourceFiles
from standfirst.settings.model import Settings

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
POST = "---\ntitle: T\nauthor: Ada\ndate: {}\n{}---\n\nText.\n"


class Heard:
    """What was told of files."""

    def __init__(self):
        self.problems = []
        self.whens = set()

    def report(self, path, problem):
        """Keep it."""
        self.problems.append((path, problem.message))

    def carefully(self, path, do, *, when):
        """Do it; keep what it raises."""
        self.whens.add(when)
        try:
            return do()
        except RuntimeError as exc:
            self.problems.append((path, str(exc)))


def files(root, texts, **settings):
    """Write *texts* below *root*; return what finds them, and what it hears."""
    heard = Heard()
    return SourceFiles(written(root, texts), Settings(now=NOW, **settings), heard), heard


def past(more="", date="2026-01-02"):
    """Return a post."""
    return POST.format(date, more)


DIFFERS = "differs from {} only in its suffix; it is left out"
POSTS = {
    "posts/b.md": past(),
    "posts/a.md": past("draft: true\n"),
    "posts/c/d.md": past(date="2026-08-01 12:00"),
    "posts/e.md": past("expires: 2026-07-01 12:00\n"),
    "posts/f.md": past("expires: 2026-05-01\n"),
    "about.md": "# About\n",
}


def test_posts_are_published_or_cut(tmp_path):
    """By their front matter and the moment, in order of their paths; the next change is the first to come."""
    found_by, heard = files(tmp_path, POSTS)
    found = found_by.discover({"about": "about.md"})

    assert found.posts == {"posts/b": "posts/b.md", "posts/e": "posts/e.md"}
    assert found.cut == {f"posts/{name}": f"posts/{name}.md" for name in ("a", "f", "c/d")}
    assert list(found.by_name) == ["posts/a", "posts/b", "posts/e", "posts/f", "posts/c/d"]
    assert list(found.all_posts) == [f"{name}.md" for name in found.by_name]
    assert found.documents == {"about": "about.md"}
    assert found.next_change == dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
    assert found.unseen.paths == set(found.cut.values())
    assert heard.problems == []
    assert heard.whens == {"found"}


def test_front_matter_is_kept_of_what_is_read_here(tmp_path):
    """Of other parts' posts it is known which are published, and nothing is in memory."""
    found_by, heard = files(tmp_path, POSTS)
    every = found_by.discover({})
    mine = SourceFiles(tmp_path, found_by.settings, heard, "posts/b".__eq__).discover({})
    kept = {path: mine.parsed.take(path, POSTS[path]) for path in ("posts/b.md", "posts/e.md")}

    assert (mine.posts, mine.cut, mine.by_name) == (every.posts, every.cut, every.by_name)
    assert mine.next_change == every.next_change
    assert kept == {"posts/b.md": every.parsed.take("posts/b.md", past()), "posts/e.md": None}
    assert kept["posts/b.md"] is not None


def test_a_preview_shows_all_and_one_post_may_be_asked_for_alone(tmp_path):
    """Of the others the front matter is not read."""
    found_by, heard = files(tmp_path, POSTS, preview=True)
    assert (len(found_by.discover({}).posts), len(found_by.discover({}).cut)) == (5, 0)
    found_by, heard = files(tmp_path, {**POSTS, "posts/x.md": ""}, only="b*")
    found = found_by.discover({})

    assert (list(found.posts), len(found.cut), heard.problems) == (["posts/b"], 5, [])
    assert found.next_change is None


def test_front_matter_that_is_known_is_not_read(tmp_path):
    """What a build before has kept."""
    found_by, _ = files(tmp_path, {"posts/a.md": past("draft: true\n"), "posts/b.md": past()})
    known = found_by.discover({}).parsed.take("posts/b.md", past()).matter
    asked = []
    found = found_by.discover({}, lambda source: asked.append(source.path) or known)

    assert list(found.posts) == ["posts/a", "posts/b"]
    assert asked == ["posts/a.md", "posts/b.md"]
    assert found.parsed.take("posts/b.md", past()) is None


def test_of_two_posts_that_differ_in_their_suffix_the_second_is_left_out(tmp_path):
    """And one that raises; all others are there."""
    found_by, heard = files(tmp_path, {"posts/a.markdown": past(), "posts/a.md": past(), "posts/b.md": past(), "posts/c.md": ""})  # fmt: skip

    def known(source):
        if source.path == "posts/b.md":
            raise RuntimeError("no")

    found = found_by.discover({}, known)

    assert found.by_name == {"posts/a": "posts/a.markdown"}
    assert [path for path, _ in heard.problems] == ["posts/a.md", "posts/b.md", "posts/c.md"]
    assert heard.problems[:2] == [("posts/a.md", DIFFERS.format("posts/a.markdown")), ("posts/b.md", "no")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["a b.ipynb", "c.IPYNB"]),
        ("[x](n/a%20b.ipynb)", ["c.IPYNB"]),
        ("`c.ipynb` and 'a b.ipynb'", ["c.IPYNB"]),
        ("[x](/posts/c.IPYNB#y) <a href='a b.ipynb'>", []),
        ("posts/c.IPYNB.txt", ["a b.ipynb", "c.IPYNB"]),
    ],
)
def test_a_notebook_is_told_of_where_no_post_names_it(tmp_path, text, told):
    """By the last word of its name, as it is written or as an address has it."""
    texts = {"posts/a.md": past() + text, "posts/a b.ipynb": "{}", "posts/c.IPYNB": "{}"}
    found_by, heard = files(tmp_path, texts)

    assert list(found_by.discover({}).by_name) == ["posts/a"]
    assert [path for path, _ in heard.problems] == [f"posts/{name}" for name in told]


def test_no_notebook_is_told_of_where_another_post_is_asked_for(tmp_path):
    """As of no other post."""
    texts = {"posts/a/x.md": past(), "posts/a/y.ipynb": "{}", "posts/b.ipynb": "{}"}
    found_by, heard = files(tmp_path, texts, only="a")
    found_by.discover({})

    assert [path for path, _ in heard.problems] == ["posts/a/y.ipynb"]


def documents(root, texts, excluded=(), included=("**",), **settings):
    """Return the documents among *texts*, and what is told."""
    found_by, heard = files(root, texts, **settings)
    return found_by.documents(excluded, included, (".md", ".rst"), front="index"), heard.problems


def test_documents_are_what_lies_in_no_folder_of_posts_authors_and_volumes(tmp_path):
    """Nor in hidden ones; the front page alone may be empty, and of two that differ in their suffix the first is read."""
    texts = dict.fromkeys(
        ["posts/a.md", "authors/a.md", "volumes/a.md", ".b/a.md", "c/.a.md", "c/_sources/a.md", "d.lproj/x/a.md", "a.txt"],
        "# A\n",
    )  # fmt: skip
    texts |= {"c/authors/a.md": "# A\n", "index.md": "", "e.md": "", "f.md": "# F\n", "f.rst": "F\n=\n", "g.html": "---\n---\n<p>", "h.html": "<p>"}  # fmt: skip
    found, problems = documents(tmp_path, texts)

    assert found == {"c/authors/a": "c/authors/a.md", "f": "f.md", "g": "g.html", "index": "index.md"}  # fmt: skip
    assert [path for path, _ in problems] == ["e.md", "f.rst"]
    assert problems[1] == ("f.rst", DIFFERS.format("f.md"))


def test_patterns_say_which_documents_are_read(tmp_path):
    """Sphinx's own; of what is passed over nothing is told."""
    texts = {"a/b.md": "", "a/c.md": "# C\n", "d.md": "# D\n", "e.md": ""}

    assert documents(tmp_path, texts, ("a/b.md", "e*"), ("a/**",)) == ({"a/c": "a/c.md"}, [])


def test_a_page_called_search_has_another_name(tmp_path):
    """Which no other has."""
    texts = dict.fromkeys(["search.md", "search-page.md", "a/search.md"], "# S\n")
    found, _ = documents(tmp_path, texts)

    assert found == {
        "a/search": "a/search.md",
        "search-page": "search-page.md",
        "search-page-page": "search.md",
    }


def test_a_post_of_ablogs_among_pages_is_told_of(tmp_path):
    """And shown as a page."""
    found, problems = documents(tmp_path, {"a.md": "---\nblogpost: true\n---\n\n# A\n"}, posts="p")

    assert found == {"a": "a.md"}
    assert problems == [("a.md", "is a post of ABlog's, and is shown as a page, since it does not lie in p/")]  # fmt: skip


def test_authors_and_volumes_are_read_from_their_folders(tmp_path):
    """One of each name; what is wrong in a file is told of that file."""
    texts = {
        "authors/ada.markdown": "---\nname: Ada\n---\n",
        "authors/ada.md": "---\nname: Bo\n---\n",
        "authors/cy.md": "---\nname: Cy\nnope: 1\n---\n",
        "authors/dee.md": "",
        "volumes/one.md": "---\ntitle: One\nstart: 2026-01-01\nend: 2026-02-01\n---\n",
    }
    found_by, heard = files(tmp_path, texts)

    assert [author.name for author in found_by.authors()] == ["Ada", "Cy"]
    assert [path for path, _ in heard.problems][:1] == ["authors/ada.md"]
    assert {path for path, _ in heard.problems} <= set(texts)
    assert [volume.title for volume in found_by.volumes()] == ["One"]
    assert heard.whens == {"read"}
