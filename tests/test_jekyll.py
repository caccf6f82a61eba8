"""A Jekyll site, taken over."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from standfirst import jekyll, scaffold
from standfirst.jekyll_site import read_site

ORIGIN = scaffold.Origin(requirement="standfirst==0")
POST = b"---\r\nlayout: post\r\ntitle : X\r\nauthor: ada\r\ndate: 2026-01-02 12:00:00 +0800\r\ndescription: d\r\n---\r\n\r\nText ![p](/assets/p.svg)\r\n"
FILES = {
    "_config.yml": b"""
title: Old Site
description: A site
url: https://old.example
baseurl: /blog
timezone: Asia/Hong_Kong
permalink: pretty
excerpt_separator: <cut>
collections_dir: _collections
collections:
  hkers: {output: true}
  notes: {}
defaults:
- scope: {path: _posts}
  values: {author: Nobody}
repo: owner/name
plugins: [jekyll-feed]
""",
    "_posts/2026-01-02-x.md": POST,
    "news/_posts/2026-01-03-y.md": POST,
    "_drafts/z.md": POST,
    "_collections/_hkers/2026-01-04-h.md": POST,
    "_collections/_notes/n.md": POST,
    "about.md": b"---\ntitle: About\npermalink: /about-us/\n---\nWe.\n",
    "index.html": b"---\nlayout: home\n---\n",
    "_data/authors.yml": b"ada:\n  name: Ada Lovelace\n  email: a@example.org\n  web: https://ada.example\n  bio: She wrote it.\n",
    "_layouts/post.html": b"x",
    "assets/p.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "Gemfile": b"x",
    "README.md": b"no front matter",
}


@pytest.fixture
def site(tmp_path):
    """Return a Jekyll site's folder."""
    for name, content in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "site" / "_posts" / "2026-01-09-out.md").symlink_to("/etc/hostname")
    return tmp_path / "site"


def test_posts_pages_authors_and_files_come_over_byte_for_byte(site, tmp_path):
    """A collection becomes a section; what has no place is named."""
    taken = jekyll.take_over(site, tmp_path / "new", origin=ORIGIN)
    new = tmp_path / "new"

    for name in (
        "posts/2026-01-02-x.md",
        "posts/news/2026-01-03-y.md",
        "posts/drafts/z.md",
        "posts/hkers/2026-01-04-h.md",
    ):
        assert (new / name).read_bytes() == POST
    assert (new / "about.md").read_bytes() == FILES["about.md"]
    assert (new / "extra/assets/p.svg").is_file()
    author = (new / "authors/ada.md").read_text(encoding="utf-8")
    assert "Ada Lovelace" in author
    assert "example.org" not in author
    left = dict(taken.left)
    for name in (
        "_layouts",
        "_collections/_notes/n.md",
        "index.html",
        "README.md",
        "_posts/2026-01-09-out.md",
        "_config.yml: plugins",
    ):
        assert any(key.startswith(name) for key in left), name


def test_the_settings_come_over(site, tmp_path):
    """As plain values in conf.py."""
    jekyll.take_over(site, tmp_path / "new", origin=ORIGIN)
    conf = runpy.run_path(str(tmp_path / "new" / "conf.py"))

    assert conf["standfirst_title"] == "Old Site"
    assert conf["standfirst_base_url"] == "https://old.example/blog/"
    assert conf["standfirst_timezone"] == "Asia/Hong_Kong"
    assert conf["standfirst_permalink"] == "pretty"
    assert conf["standfirst_excerpt_separators"][0] == "<cut>"
    assert conf["standfirst_sections"] == [
        {"slug": "hkers", "title": "Hkers", "permalink": "/:collection/:path/"}
    ]
    assert {"scope": {"path": "posts/"}, "values": {"author": "Nobody"}} in conf[
        "standfirst_defaults"
    ]
    assert conf["standfirst_site"]["repo"] == "owner/name"


def test_it_builds_with_the_old_addresses(site, tmp_path, publication):
    """Nothing that linked to the site breaks."""
    publication.root = tmp_path / "new"
    jekyll.take_over(site, publication.root, origin=ORIGIN)
    built = publication.build("standfirst_now=2026-06-01T00:00:00+00:00")

    assert built.warnings == ""
    for page in ("2026/01/02/x/", "news/2026/01/02/y/", "hkers/2026-01-04-h/", "about-us/"):
        assert built.has(f"{page}index.html"), page
    assert built.has("assets/p.svg")
    assert not any("/z/" in name for name in built.files())
    assert "She wrote it" in built.read("authors/ada/")


@pytest.mark.parametrize("text", [b"title: [", b"\xff\xfe", b"- a\n", b""])
def test_a_broken_configuration_gives_jekylls_defaults(tmp_path, text):
    """And says so where it cannot be read."""
    (tmp_path / "_config.yml").write_bytes(text)
    found = read_site(tmp_path)

    assert found.permalink == "date"
    assert found.timezone == "UTC"


def test_nothing_is_overwritten(site, tmp_path):
    """What is there stays, and is named."""
    target = tmp_path / "new" / "posts"
    target.mkdir(parents=True)
    Path(target, "2026-01-02-x.md").write_bytes(b"mine")
    taken = jekyll.take_over(site, tmp_path / "new", origin=ORIGIN)

    assert Path(target, "2026-01-02-x.md").read_bytes() == b"mine"
    assert taken.kept == ("posts/2026-01-02-x.md",)
