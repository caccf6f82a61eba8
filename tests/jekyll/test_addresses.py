"""A site taken over lies where Jekyll had put it.

``jekyll_addresses.json`` has documents, configurations, and the file that Jekyll 4.3.1 wrote for
each document under each of them.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import yaml
from folders import written

from standfirst.checking import checker
from standfirst.jekyll import take_over
from standfirst.sources.source_files import SUFFIXES

TABLE = json.loads(Path(__file__).with_name("addresses.json").read_text(encoding="utf-8"))
CLOCK = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def make_site(folder, config, documents):
    """Write a Jekyll site; each document's text says which it is."""
    files = {"_config.yml": yaml.safe_dump(config)}
    for name, matter in documents.items():
        files[name] = f"---\n{yaml.safe_dump(matter) if matter else ''}---\n\n{name}\n"
    return written(folder, files)


def taken_over(site, folder, monkeypatch):
    """Return what came of a site, and the file of each of its documents, without a build."""
    made = []
    real = checker.assemble_others
    monkeypatch.setattr(
        checker, "assemble_others", lambda given: made.append(real(given)) or made[-1]
    )
    taken = take_over.take_over(site, folder, requirement="standfirst==0")
    checker.check(folder, clock=CLOCK)
    pages = made[0][0].addresses.pages
    sources = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8").split("\n")[-2]
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES and path != folder / "index.md"
    }
    files = {
        said: pages[source.rpartition(".")[0]].file
        for source, said in sources.items()
        if source.rpartition(".")[0] in pages
    }
    return taken, files


@pytest.mark.parametrize("case", TABLE["sites"], ids=lambda case: case["config"]["permalink"])
def test_every_document_is_where_jekyll_had_it(case, tmp_path, monkeypatch):
    """Under every style of permalink, whatever the file's name, folder, categories and zone."""
    site = make_site(tmp_path / "site", case["config"], TABLE["documents"])
    taken, files = taken_over(site, tmp_path / "new", monkeypatch)

    assert taken.left == ()
    # /own/v4.5 is Jekyll's own/v4.5, which no server takes for a page
    expected = case["files"] | {"_posts/2001-02-06-bare.md": "own/v4.5.html"}
    assert {name: files.get(name) for name in expected} == expected


def test_folders_of_posts_that_share_a_name_stay_apart(tmp_path, monkeypatch):
    """A category, a folder, drafts and a collection of one name have the addresses and categories of each."""
    documents = {
        "x/_posts/2001-02-03-of-category.md": {},
        "_posts/x/2001-02-03-of-folder.md": {},
        "_posts/drafts/2001-02-03-no-draft.md": {},
        "_drafts/idea.md": {},
        "_x/of-collection.md": {"date": "2001-02-03"},
    }
    site = make_site(tmp_path / "site", {"collections": {"x": {"output": True}}}, documents)
    _, files = taken_over(site, tmp_path / "new", monkeypatch)

    assert files == {
        "x/_posts/2001-02-03-of-category.md": "x/2001/02/03/of-category.html",
        "_posts/x/2001-02-03-of-folder.md": "2001/02/03/of-folder.html",
        "_posts/drafts/2001-02-03-no-draft.md": "2001/02/03/no-draft.html",
        "_x/of-collection.md": "x/of-collection.html",
    }


def test_defaults_of_the_site_reach_what_they_reached(tmp_path, monkeypatch):
    """By type, by path, by both; categories add up; a key without a value leaves the default."""
    config = {
        "collections": {"c": {"output": True}},
        "defaults": [
            {"scope": {"path": "", "type": "posts"}, "values": {"permalink": "/p/:categories/:title/", "categories": ["all"]}},
            {"scope": {"path": "", "type": "pages"}, "values": {"permalink": "/pages/:basename/"}},
            {"scope": {"path": "_c/deep", "type": "c"}, "values": {"permalink": "/deep/:title/"}},
            {"scope": {"path": "news"}, "values": {"permalink": "/n/:title/"}},
        ],
    }  # fmt: skip
    documents = {
        "_posts/2001-02-03-a.md": {"categories": "own", "permalink": None},
        "cat/_posts/2001-02-03-b.md": {},
        "news/_posts/2001-02-03-d.md": {},
        "_c/e.md": {"date": "2001-02-03"},
        "_c/deep/f.md": {"date": "2001-02-03"},
        "about.md": {},
    }
    site = make_site(tmp_path / "site", config, documents)
    _, files = taken_over(site, tmp_path / "new", monkeypatch)

    assert files == {
        "_posts/2001-02-03-a.md": "p/all/own/a/index.html",
        "cat/_posts/2001-02-03-b.md": "p/cat/all/b/index.html",
        "news/_posts/2001-02-03-d.md": "n/d/index.html",
        "_c/e.md": "c/e.html",
        "_c/deep/f.md": "deep/f/index.html",
        "about.md": "pages/about/index.html",
    }


def test_what_jekyll_does_not_publish_is_not_published(tmp_path, monkeypatch):
    """It is excluded, hidden, without front matter or date, or of a collection without output; each is named."""
    documents = {
        "_posts/notes.md": {},
        "private/plan.md": {},
        "_c/x.md": {},
        "_pages/hello.md": {},
        "_other/y.md": {},
        "_posts/_hidden/2001-02-03-x.md": {},
    }
    config = {"collections": {"c": {}}, "exclude": ["private"], "include": ["_pages"]}
    site = make_site(tmp_path / "site", config, documents)
    taken, files = taken_over(site, tmp_path / "new", monkeypatch)

    assert files == {"_pages/hello.md": "_pages/hello.html"}
    left = {name for name, _ in taken.left}
    assert left >= {"_posts/notes.md", "private", "_c/x.md", "_other", "_posts/_hidden"}
