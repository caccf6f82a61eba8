"""A Jekyll site, taken over."""

from __future__ import annotations

import os
import runpy
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from folders import written
from jekyll_sites import REQUIREMENT, taken_over

from standfirst.cli.main import main
from standfirst.jekyll import take_over
from standfirst.jekyll.site import read_site

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
    "news/_posts/2026-01-03-y.md": POST.replace(b": X", b": Y"),
    "_drafts/z.md": POST.replace(b": X", b": Z"),
    "_collections/_hkers/2026-01-04-h.md": POST.replace(b": X", b": H"),
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
    folder = written(tmp_path / "site", FILES)
    (folder / "_posts" / "2026-01-09-out.md").symlink_to("/etc/hostname")
    return folder


def test_posts_pages_authors_and_files_come_over_byte_for_byte(site, tmp_path):
    """A collection becomes a section; what has no place is named."""
    taken = take_over.take_over(site, tmp_path / "new", requirement=REQUIREMENT)
    new = tmp_path / "new"

    for name, old in (
        ("posts/2026-01-02-x.md", "_posts/2026-01-02-x.md"),
        ("posts/news/2026-01-03-y.md", "news/_posts/2026-01-03-y.md"),
        ("posts/drafts/z.md", "_drafts/z.md"),
        ("posts/hkers/2026-01-04-h.md", "_collections/_hkers/2026-01-04-h.md"),
    ):
        assert (new / name).read_bytes() == FILES[old]
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
    take_over.take_over(site, tmp_path / "new", requirement=REQUIREMENT)
    conf = runpy.run_path(str(tmp_path / "new" / "conf.py"))

    assert conf["standfirst_title"] == "Old Site"
    assert conf["standfirst_base_url"] == "https://old.example/blog/"
    assert conf["standfirst_timezone"] == "Asia/Hong_Kong"
    assert conf["standfirst_permalink"] == "pretty"
    assert conf["standfirst_excerpt_separators"][0] == "<cut>"
    assert conf["standfirst_sections"] == [
        {"slug": "hkers", "title": "Hkers", "permalink": "/:collection/:path/"}
    ]
    assert {"scope": {"path": "posts/", "type": "posts"}, "values": {"author": "Nobody"}} in conf["standfirst_defaults"]  # fmt: skip
    assert conf["standfirst_site"]["repo"] == "owner/name"


def test_it_builds_with_the_old_addresses(site, tmp_path, publication):
    """Nothing that linked to the site breaks."""
    publication.root = tmp_path / "new"
    take_over.take_over(site, publication.root, requirement=REQUIREMENT)
    built = publication.build("standfirst_now=2026-06-01T00:00:00+00:00")

    assert built.warnings == ""
    for page in ("2026/01/02/x/", "news/2026/01/02/y/", "hkers/2026-01-04-h/", "about-us/"):
        assert built.has(f"{page}index.html"), page
    assert built.has("assets/p.svg")
    assert not any("/z/" in name for name in built.files())
    assert "She wrote it" in built.read("authors/ada/")


def test_it_builds_at_new_addresses_to_which_the_old_ones_lead(site, tmp_path, publication):
    """Every post's; what has a permalink of its own, pages and collections stay where they were."""
    publication.root = tmp_path / "new"
    take_over.take_over(site, publication.root, requirement=REQUIREMENT, permalink="/:year/:slug/")
    built = publication.build("standfirst_now=2026-06-01T00:00:00+00:00")
    moves = dict(line.split()[:2] for line in built.read("_redirects").splitlines())

    assert built.warnings == ""
    for old, new in (("2026/01/02/x/", "2026/x/"), ("news/2026/01/02/y/", "2026/y/")):
        assert built.has(f"{new}index.html")
        assert moves[f"/blog/{old}"] == f"/blog/{new}"
        assert f'<link rel="canonical" href="https://old.example/blog/{new}">' in built.read(old)
    for page in ("hkers/2026-01-04-h/", "about-us/"):
        assert built.has(f"{page}index.html"), page
        assert f"/blog/{page}" not in moves


def test_a_pattern_that_cannot_be_is_refused(site, tmp_path):
    """Before anything is written; so is one without a site to take over."""
    into = str(tmp_path / "new")
    pattern = CliRunner().invoke(
        main, ["init", into, "--from-jekyll", str(site), "--permalink", "/:nosuch/"]
    )
    alone = CliRunner().invoke(main, ["init", into, "--permalink", "/:year/:slug/"])

    for refused, said in ((pattern, ":nosuch"), (alone, "--from-jekyll")):
        assert refused.exit_code == 2
        assert said in refused.output
    assert not (tmp_path / "new").exists()


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
    taken = take_over.take_over(site, tmp_path / "new", requirement=REQUIREMENT)

    assert Path(target, "2026-01-02-x.md").read_bytes() == b"mine"
    assert taken.kept == ("posts/2026-01-02-x.md",)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("url: https://a.example/\nbaseurl: blog/", {"base_url": "https://a.example/blog/"}),
        ("url: a.example\nbaseurl: /b", {"base_url": "https://example.org/b/"}),
        ("baseurl: ''", {"base_url": "https://example.org/"}),
        ("permalink: false", {"permalink": "date", "post_permalink": "date"}),
        ("collections: {posts: {permalink: '/:title'}}", {"permalink": "date", "post_permalink": "/:title"}),
        ("collections: [a, b]", {"collections": {"a": {}, "b": {}}}),
        ("defaults: yes", {"defaults": ()}),
        ("timezone: Mars/X", {"timezone": "UTC"}),
        ("author: {name: Ada}", {"author": "Ada"}),
        ("exclude: one", {"exclude": ("one",)}),
        ("x: .nan\ny: 2\nz: [1]", {"values": {"y": 2, "z": [1]}}),
        ("title: yes", {"title": ""}),
    ],
)  # fmt: skip
def test_odd_configurations(tmp_path, line, expected):
    """Each value is what Jekyll takes it for, or the default."""
    (tmp_path / "_config.yml").write_text(line + "\n", encoding="utf-8")
    found = read_site(tmp_path)

    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("future: true", (("_config.yml: future", "posts with a future date wait for it here"),)),
        ("future: false", ()),
        ("title: x\nfuture: yes please", ()),
        ("plugins: [a]\nmine: 1", (("_config.yml: plugins", "has no meaning here"),)),
    ],
)
def test_what_has_no_meaning_here_is_named(tmp_path, line, expected):
    """Whatever else the configuration says is carried over or is a value of Liquid's."""
    (tmp_path / "_config.yml").write_text(f"url: https://a.example\n{line}\n", encoding="utf-8")

    assert read_site(tmp_path).left == expected


def test_values_of_defaults_stay_data(site, tmp_path):
    """Dates, mappings and lists in them make a conf.py that runs."""
    (site / "_config.yml").write_text(
        "title: |\n  Two\n  'lines' {x} $y\ndefaults:\n- scope: {path: ''}\n"
        "  values: {day: 2026-01-02, image: {path: /x.png, n: .inf}, list: [1, {a: b}]}\n",
        encoding="utf-8",
    )
    take_over.take_over(site, tmp_path / "new", requirement=REQUIREMENT)
    conf = runpy.run_path(str(tmp_path / "new" / "conf.py"))
    values = next(d["values"] for d in conf["standfirst_defaults"] if "day" in d["values"])

    assert conf["standfirst_title"] == "Two 'lines' {x} $y"
    assert values["day"] == "2026-01-02"
    assert values["image"] == {"path": "/x.png", "n": "inf"}
    assert values["list"] == [1, {"a": "b"}]


def test_an_alias_without_end_is_named(site, tmp_path):
    """It neither hangs nor ends the command; Jekyll's defaults take the place of what the file says."""
    (site / "_config.yml").write_text("title: T\nendless: &a [*a]\n", encoding="utf-8")
    taken = take_over.take_over(site, tmp_path / "new", requirement=REQUIREMENT)

    assert taken.left[0] == (
        "_config.yml",
        "is no YAML (line 2: found undefined alias 'a'); Jekyll's defaults are used",
    )


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "_data/authors.yml",
            "ada:\n  name: Ada L.\n  bio: |\n    One.\n\n    Two.\n  avatar: /a.png\n  links:\n  - {label: Site, icon: x, url: 'https://ada.example'}\n  - {label: Email, url: 'mailto:a@b.example'}\n",
            {"name": "Ada L.", "links": [{"label": "Site", "url": "https://ada.example"}], "photo": "/a.png"},
        ),
        ("_data/authors.yml", "- {short_name: ada, name: Ada L., twitter: '@ada'}\n", {"name": "Ada L.", "links": [{"label": "X", "url": "https://x.com/ada"}]}),
        ("_data/authors/ada.yml", "display_name: Ada L.\nweb: ada.example\n", {"name": "Ada L.", "links": [{"label": "Web", "url": "https://ada.example"}]}),
        ("_data/authors.json", '{"ada": {"name": "Ada"}}', {"name": "Ada"}),
    ],
)  # fmt: skip
def test_authors_in_the_forms_of_common_themes(tmp_path, name, text, expected):
    """A mapping, a list, a file each, JSON; nested links; no e-mail address; paragraphs stay."""
    new = taken_over(tmp_path, {name: text}).new
    author = next((new / "authors").iterdir()).read_text(encoding="utf-8")
    _, matter, body = author.split("---\n")

    assert yaml.safe_load(matter) == expected
    assert body.strip() == ("One.\n\nTwo." if "Two." in text else "")


def test_site_and_publication_may_lie_within_each_other(site, tmp_path):
    """Neither is taken for a part of the other; one folder for both is refused."""
    take_over.take_over(site, site / "inner", requirement=REQUIREMENT)
    again = take_over.take_over(site, site / "inner", requirement=REQUIREMENT)
    take_over.take_over(site, tmp_path, requirement=REQUIREMENT)
    conf = runpy.run_path(str(tmp_path / "conf.py"))

    assert not (site / "inner" / "extra" / "inner").exists()
    assert again.written == ()
    assert conf["exclude_patterns"] == ["site"]
    with pytest.raises(take_over.TakeOverError):
        take_over.take_over(site, site, requirement=REQUIREMENT)


def test_files_with_names_that_mean_something_here(tmp_path, publication):
    """They are taken over where they do no harm, else named; what lies where a page does is named by the build."""
    page = "---\ntitle: P\n---\n\nText.\n"
    files = {
        "conf.py": "1/0", "Makefile": "x", "index.html": "x", "tags/index.html": "x",
        "assets/vendor/x.js": "x", "vendor/x.js": "x", "vendor/bundle/x.js": "x",
        "posts/a.md": page, "authors/a.md": page, "search.md": page, "README.md": page,
        "404.md": page.replace("P\n", "P\npermalink: /404.html\n"), "extra/about.md": page,
        "empty.md": "---\n---\n# Heading\n", "_x.md": page,
        os.fsdecode(b"bad\xff.md"): page,
    }  # fmt: skip
    taken, publication.root, _ = taken_over(tmp_path, files)
    built = publication.build()

    assert {name for name, _ in taken.left} == {
        "_config.yml", "_config.yml: url", "index.html", "search.md",
        "README.md", "_x.md",
    }  # fmt: skip
    for name in ("posts/a.html", "authors/a.html"):
        assert "<p>Text.</p>" in built.read(name)
    for name in ("conf.py", "Makefile", "assets/vendor/x.js", "vendor/x.js"):
        assert built.has(name), name
    assert built.has("extra/about.html")
    assert "Heading" in built.read("empty.html")
    assert "sf-page" in built.read("tags/")
    assert "<p>Text.</p>" in built.read("404.html")
    lines = [line for line in built.warnings.splitlines() if line.strip()]
    assert len(lines) == 3
    assert "standfirst_base_url is still https://example.org/" in lines[0]
    assert "extra-files/tags/index.html:1: WARNING: lies where" in built.warnings
    assert "bad" in built.warnings
    assert "[standfirst.file]" in built.warnings


def test_a_folder_that_is_a_link_is_left_and_told(site, tmp_path):
    """It may lead anywhere, and round in a circle."""
    (site / "_posts" / "more").symlink_to(site / "news")
    taken = take_over.take_over(site, tmp_path / "new", requirement=REQUIREMENT)

    assert ("_posts/more", "is a link to a folder") in taken.left
    assert not (tmp_path / "new" / "posts" / "more").exists()


MATTER = "---\ntitle: T\n---\n"


def moved(tmp_path, files, config="url: https://a.example\n", **options):
    """Return what came of a site with these files, and what its conf.py says."""
    taken, _, conf = taken_over(tmp_path, {"_config.yml": config, **files}, **options)
    return taken, {
        name.removeprefix("standfirst_"): value
        for name, value in conf.items()
        if name.startswith("standfirst_") or name in {"html_extra_path", "exclude_patterns"}
    }


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("index.md", MATTER, "the front page is made from the posts"),
        ("index.html", "x", "the front page is made from the posts"),
        ("index.html", MATTER, "the front page is made from the posts"),
        ("a.json", f"{MATTER}[{{% for p in site.posts %}}1{{% endfor %}}]", "is made by a template of its own"),
        ("main.scss", f"{MATTER}p {{ a: b }}", "is made by a template of its own"),
        ("tags/index.html", f"{MATTER}<ul>{{% for t in site.tags %}}<li>{{{{ t[0] }}}} x</li>{{% endfor %}}</ul>{{{{ a }}}}", "has nothing but what its template fills in; the publication has its own lists"),
        ("tool.html", f"{MATTER}<!-- x --><script>x()</script><style>y</style><div id='a'></div>", "has nothing but what its template fills in; the publication has its own lists"),
        ("README.md", MATTER, "README.md is about the repository here"),
        ("CHANGELOG.md", MATTER, "CHANGELOG.md is about the repository here"),
        ("CONTRIBUTING.md", MATTER, "CONTRIBUTING.md is about the repository here"),
        ("SECURITY.markdown", MATTER, "SECURITY.md is about the repository here"),
        ("search.md", MATTER, "the publication has its own search"),
        ("genindex.md", MATTER, "the name is Sphinx's"),
        ("posts/index.md", MATTER, "posts/ has another meaning here"),
        ("authors/index.html", MATTER, "authors/ has another meaning here"),
        ("volumes/index.md", MATTER, "volumes/ has another meaning here"),
        ("pages/x.html", "---\npermalink: /\n---\n<p>Words", "the front page is made from the posts"),
        ("README.md", "x", "README.md is about the repository here"),
        ("LICENSE.md", "x", "LICENSE.md is about the repository here"),
        ("index.md", "{% for p in site.posts %}x{% endfor %}", "the front page is made from the posts"),
        ("_posts/2026-01-02-x.txt", MATTER, "is not Markdown, HTML or Textile"),
        ("_posts/2026-01-02-x.html", "<p>x", "is HTML without front matter; write one"),
        ("_posts/x.md", MATTER, "has no date in its name, so Jekyll does not publish it"),
        ("_posts/2-01-02-x.md", MATTER, "has no date in its name, so Jekyll does not publish it"),
        ("_posts/2026-01-x.md", MATTER, "has no date in its name, so Jekyll does not publish it"),
        ("_posts/x-2026-01-02-x.md", MATTER, "has no date in its name, so Jekyll does not publish it"),
        ("_posts/x.html", MATTER, "has no date in its name, so Jekyll does not publish it"),
        ("_drafts/x.txt", MATTER, "is not Markdown, HTML or Textile"),
        ("_silent/a.md", MATTER, "the collection 'silent' has no `output: true`"),
        ("_silent/a.txt", "x", "the collection 'silent' has no `output: true`"),
        ("_loud/a.txt", MATTER, "is not Markdown, HTML or Textile"),
        ("_data/a.md", "a: b", "is no file of data"),
    ],
)  # fmt: skip
def test_what_has_no_place_is_left_with_its_reason(tmp_path, name, text, reason):
    """And is in the publication under no name."""
    config = (
        "url: https://a.example\ncollections: {silent: {output: false}, loud: {output: true}}\n"
    )
    taken, _ = moved(tmp_path, {name: text}, config)

    assert taken.left == ((name, reason),)
    assert taken.written == moved(tmp_path / "other", {}, config)[0].written


@pytest.mark.parametrize(
    "name",
    ["_data/a.yml", "_data/more/_b.csv", "_data/c.JSON", "_includes/d.html", "_includes/e/_f.md"],
)
def test_what_posts_take_in_stays_where_it_is(tmp_path, name):
    """Data and includes, whatever their names begin with; an include's front matter is no page's."""
    taken, _ = moved(tmp_path, {name: MATTER})

    assert taken.left == ()
    assert name in taken.written


@pytest.mark.parametrize(
    ("name", "text", "placed"),
    [
        ("a.md", MATTER, "a.md"),
        ("a.markdown", MATTER, "a.markdown"),
        ("a.md", "x", "a.md"),
        ("a.md", "----\nx: y\n---\n", "a.md"),
        ("b/README.md", "x", "extra/b/README.md"),
        ("a.html", f"{MATTER}<p>x", "a.html"),
        ("a.html", f"{MATTER}<div><img src=x.png></div>", "a.html"),
        ("a.html", f"{MATTER}{{% for p in site.posts %}}{{% for q in p %}}x{{% endfor %}}{{% endfor %}}Words", "a.html"),
        ("b/index.HTML", f"{MATTER}<p>x", "b/index.HTML"),
        ("404.md", MATTER, "404.md"),
        ("404.html", f"{MATTER}<p>x", "404.html"),
        ("b/gone.md", "---\npermalink: /404.html\n---\n", "404.md"),
        ("404.html", "x", "extra/404.html"),
        ("a.json", f"{MATTER}[1]", "extra/a.json"),
        ("a.txt", "---\npermalink: /b/c.txt\n---\nx", "extra/b/c.txt"),
        ("a.txt", "---\npermalink: /b/../../c.txt\n---\nx", "extra/b/c.txt"),
        ("a.txt", "---\npermalink: /b/\n---\nx", "extra/a.txt"),
        ("_posts/2026-01-02-x.html", f"{MATTER}<p>x", "posts/2026-01-02-x.html"),
        ("_posts/2026-01-02-x.htM", f"{MATTER}<p>x", "posts/2026-01-02-x.htm"),
        ("_drafts/x.html", MATTER, "posts/drafts/x.html"),
        ("_loud/a.html", MATTER, "posts/loud/a.html"),
        ("b/index.md", MATTER, "b/index.md"),
        ("b/README.md", MATTER, "b/README.md"),
        ("b/search.md", MATTER, "b/search.md"),
        ("b/posts/a.md", MATTER, "b/posts/a.md"),
        ("posts.md", MATTER, "posts.md"),
        ("a.md", "--- \t\r\ntitle: T\r\n---\r\n", "a.md"),
        ("a.md", b"\xef\xbb\xbf---\ntitle: T\n---\n", "a.md"),
        ("a.md", "---" + " " * 60 + "\ntitle: T\n---\n", "a.md"),
        ("posts/a.txt", "x", "extra/posts/a.txt"),
        ("b/index.html", "x", "extra/b/index.html"),
        ("feed.xml", "x", "extra/feed.xml"),
        (".htaccess", "x", "extra/.htaccess"),
        ("_posts/2026-01-02-x.md", "x", "posts/2026-01-02-x.md"),
        ("_posts/26-1-2-x.MD", MATTER, "posts/26-1-2-x.MD"),
        ("_posts/26-1-2-x.mD", MATTER, "posts/26-1-2-x.md"),
        ("_posts/b/2026-01-02-x.markdown", MATTER, "posts/b/2026-01-02-x.markdown"),
        ("b/c/_posts/d/2026-01-02-x.md", MATTER, "posts/b/c/d/2026-01-02-x.md"),
        ("_drafts/x.md", MATTER, "posts/drafts/x.md"),
        ("b/_drafts/c/x.md", MATTER, "posts/drafts/b/c/x.md"),
        ("_loud/b/a.md", MATTER, "posts/loud/b/a.md"),
        ("_loud/b/a.svg", "x", "extra/loud/b/a.svg"),
        ("_loud/b/a.md", "x", "extra/loud/b/a.md"),
    ],
)  # fmt: skip
def test_what_has_a_place_is_there(tmp_path, name, text, placed):
    """Posts by folder and category, pages where they were, files below the folder for the publication's root."""
    config = "url: https://a.example\ncollections: {loud: {output: true}}\n"
    taken, conf = moved(tmp_path, {name: text}, config)
    without, _ = moved(tmp_path / "other", {}, config)

    assert taken.left == ()
    assert set(taken.written) - set(without.written) == {placed}
    assert conf.get("html_extra_path") == (["extra"] if placed.startswith("extra/") else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("---\r\n---\r\n// x\r\ny()\r\n", "// x\ny()\n"), ("---\na: b\nc: d\n", "---\na: b\nc: d\n")],
)
def test_front_matter_is_no_part_of_a_file(tmp_path, text, expected):
    """Jekyll takes it off, whatever the file is; what has no end is none."""
    moved(tmp_path, {"a.js": text})

    assert (tmp_path / "new" / "extra" / "a.js").read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("name", "text", "placed", "said"),
    [
        ("index.md", f"{MATTER}We print.", "home.md", "; what it says is the page 'home'"),
        ("index.md", "We print.", "home.md", "; what it says is the page 'home'"),
        ("index.html", f"{MATTER}<p>We print.", "home.html", "; what it says is the page 'home'"),
    ],
)
def test_the_words_of_the_front_page_are_a_page(tmp_path, name, text, placed, said):
    """As the front page here is made from the posts."""
    taken, _ = moved(tmp_path, {name: text})
    without, _ = moved(tmp_path / "other", {})

    assert set(taken.written) - set(without.written) == {placed}
    assert taken.left == ((name, f"the front page is made from the posts{said}"),)


@pytest.mark.parametrize(
    ("style", "name", "text", "address"),
    [
        ("date", "posts/a.md", MATTER, "/posts/a.html"),
        ("pretty", "authors/a.html", f"{MATTER}x", "/authors/a/"),
        ("/:title/", "volumes/b/index.md", MATTER, "/volumes/b/"),
        ("date", "posts/a.md", "---\npermalink: /b/\n---\n", None),
    ],
)
def test_pages_in_folders_that_mean_something_here_lie_elsewhere(
    tmp_path, style, name, text, address
):
    """And are at their addresses."""
    taken, conf = moved(tmp_path, {name: text}, f"url: https://a.example\npermalink: {style}\n")
    own = [entry["values"]["permalink"] for entry in conf.get("defaults", []) if entry["scope"]["path"] == f"pages/{name}"]  # fmt: skip

    assert taken.left == ()
    assert f"pages/{name}" in taken.written
    assert own == ([] if address is None else [address])


@pytest.mark.parametrize(
    ("name", "text", "redirects", "left"),
    [
        ("a.md", "---\nredirect_to: /b/\n---\n", {"/a.html": "/b/"}, []),
        ("c/index.html", "---\nredirect_to: [/b/]\n---\n", {"/c/index.html": "/b/"}, []),
        ("a.md", "---\npermalink: /d/\nredirect_to: /b/\n---\nx", {"/d/": "/b/"}, []),
        ("a.md", "---\nredirect_to: https://b.example/\n---\n", {}, [("a.md", "leads on to https://b.example/, out of the publication; your host can do that")]),
        ("a.md", "---\nredirect_to: //b.example/\n---\n", {}, [("a.md", "leads on to //b.example/, out of the publication; your host can do that")]),
    ],
)  # fmt: skip
def test_a_page_that_leads_on_is_a_former_address(tmp_path, name, text, redirects, left):
    """Whatever it has besides, which nobody sees; one that leads elsewhere is named."""
    taken, conf = moved(tmp_path, {name: text})

    assert conf.get("redirects", {}) == redirects
    assert list(taken.left) == left
    assert name not in taken.written


@pytest.mark.parametrize(
    ("name", "matter", "loop", "redirects"),
    [
        ("news.html", "", "site.posts", {"/news.html": "/posts/"}),
        ("blog/index.html", "", "paginator.posts", {"/blog/index.html": "/posts/"}),
        ("a.html", "permalink: /topics/\n", "site.tags", {"/topics/": "/tags/"}),
        ("a.html", "permalink: /kinds/\n", "site.categories", {"/kinds/": "/sections/"}),
        ("posts.html", "", "site.posts", {}),
        ("a.html", "permalink: /archive/\n", "site.posts", {}),
        ("a.html", "", "site.pages", {}),
    ],
)
def test_the_address_of_a_list_leads_to_ours_of_the_same(tmp_path, name, matter, loop, redirects):
    """Where that is not its own."""
    text = f"---\n{matter}---\n{{% for p in {loop} %}}<p>{{{{ p }}}} x</p>{{% endfor %}}"
    taken, conf = moved(tmp_path, {name: text})
    more = "".join(f", and its address leads to {target}" for target in redirects.values())

    assert conf.get("redirects", {}) == redirects
    assert taken.left == ((name, f"has nothing but what its template fills in; the publication has its own lists{more}"),)  # fmt: skip


@pytest.mark.parametrize("sign", '<>:"|?*\\')
@pytest.mark.parametrize(
    ("name", "permalink"),
    [("a{}.md", "date"), ("_loud/a{}.md", "date"), ("_posts/2026-01-02-{}.md", "/:path/")],
)
def test_a_name_that_is_no_address_is_told(tmp_path, sign, name, permalink):
    """Where the address is made of the name; the file is taken over."""
    config = (
        f"url: https://a.example\npermalink: {permalink}\ncollections: {{loud: {{output: true}}}}\n"
    )
    taken, _ = moved(tmp_path, {name.format(sign): MATTER}, config)

    assert taken.left == ((name.format(sign), f"is taken over, but its own address cannot contain {sign!r}; see its permalink"),)  # fmt: skip


def test_a_posts_name_is_no_matter_where_its_title_is_its_address(tmp_path):
    """Titles are made into addresses."""
    assert moved(tmp_path, {"_posts/2026-01-02-a?.md": MATTER})[0].left == ()


@pytest.mark.parametrize(
    ("files", "left"),
    [
        ({"a.markdown": MATTER, "a.md": MATTER}, [("a.md", "a.markdown is already at a")]),
        (
            {"_posts/b/2026-01-02-x.md": MATTER, "b/_posts/2026-01-02-x.md": MATTER},
            [("b/_posts/2026-01-02-x.md", "_posts/b/2026-01-02-x.md is already at posts/b/2026-01-02-x")],
        ),
        ({"_data/authors.yml": "a: [", "_data/authors.json": '{"ada": {}}'}, [("_data/authors.yml", "is no YAML (line 2: ")]),
        (
            {"_data/authors.yml": "ada: {name: Ada}\nx: y\nADA: {name: A}", "_data/authors/x.yml": "y"},
            [
                ("_data/authors.yml: x", "is not an author with a name"),
                ("_data/authors.yml: ADA", "authors/ada.md is already taken"),
                ("_data/authors/x.yml: x", "is not an author with a name"),
            ],
        ),
        ({"a.md": "---\npermalink: /search.html\n---\n"}, [("a.md", "its permalink ")]),
        ({"a.md": "---\npermalink: /404.html\n---\n", "404.md": MATTER}, [("a.md", "404.md is already at 404")]),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_left(tmp_path, files, left):
    """The first of two of one name has it."""
    found = moved(tmp_path, files)[0].left

    assert [name for name, _ in found] == [name for name, _ in left]
    for (_, said), (_, reason) in zip(found, left, strict=True):
        assert said.startswith(reason)


@pytest.mark.parametrize(
    ("collections", "folders", "expected"),
    [
        ("{b: {output: true}, a: {output: 'True'}}", [], [("a", "A", "/:collection/:path:output_ext"), ("b", "B", "/:collection/:path:output_ext")]),
        ("{a: {output: false}, b: {output: 1}, c: {}, posts: {output: true}}", [], []),
        ("{my_Notes-x: {output: true}}", [], [("my-notes-x", "My notes x", "/my_Notes-x/:path:output_ext")]),
        ("{N: {output: true, title: ' T  t ', permalink: '/:collection/:collection_x/:title/'}}", [], [("n", "T t", "/N/:collection_x/:title/")]),
        ("{2026: {output: true}}", [], [("2026-collection", "2026", "/2026/:path:output_ext")]),
        ("{drafts: {output: true}}", [], [("drafts-collection", "Drafts", "/drafts/:path:output_ext")]),
        ("{a: {output: true}}", ["_posts/a"], [("a-collection", "A", "/a/:path:output_ext")]),
        ("{a: {output: true}}", ["a/_posts"], [("a-collection", "A", "/a/:path:output_ext")]),
        ("{a: {output: true}}", ["a", "_posts/b"], [("a", "A", "/:collection/:path:output_ext")]),
        ("{A: {output: true}, a: {output: true}}", [], [("a", "A", "/A/:path:output_ext"), ("a-collection", "A", "/a/:path:output_ext")]),
    ],
)  # fmt: skip
def test_a_collection_with_output_is_a_section(tmp_path, collections, folders, expected):
    """In the order of names, under a folder of its own, at the addresses that it had."""
    for folder in folders:
        (tmp_path / "site" / folder).mkdir(parents=True)
    _, conf = moved(tmp_path, {}, f"url: https://a.example\ncollections: {collections}\n")

    assert conf.get("sections", []) == [
        {"slug": slug, "title": title, "permalink": permalink}
        for slug, title, permalink in expected
    ]


def test_collections_of_a_folder_of_their_own_are_at_home_there(tmp_path):
    """With the posts; a folder elsewhere is a category."""
    config = "url: https://a.example\ncollections_dir: c\ncollections: {a: {output: true}}\n"
    files = dict.fromkeys(("c/_a/x.md", "c/_posts/2026-01-02-x.md", "c/y.md", "d/_posts/2026-01-02-x.md"), MATTER)  # fmt: skip
    (tmp_path / "site" / "c" / "_posts" / "a").mkdir(parents=True)
    taken, conf = moved(tmp_path, files, config)

    assert taken.left == ()
    assert {"posts/a-collection/x.md", "posts/2026-01-02-x.md", "c/y.md", "posts/d/2026-01-02-x.md"} <= set(taken.written)  # fmt: skip
    assert [section["slug"] for section in conf["sections"]] == ["a-collection"]


def test_a_document_of_a_collection_is_in_no_category_of_a_folder_with_its_name(tmp_path):
    """Posts in such a folder are; each of the other kind has defaults of its own."""
    config = "url: https://a.example\ncollections: {a: {output: true}}\n"
    files = dict.fromkeys(("_a/x.md", "_a/y.md", "a/_posts/2026-01-02-x.md"), MATTER)
    taken, conf = moved(tmp_path, files, config)
    found = [(d["scope"]["path"], d["values"].get("categories")) for d in conf["defaults"]]

    assert set(taken.written) >= {"posts/a-collection/x.md", "posts/a-collection/y.md", "posts/a/2026-01-02-x.md"}  # fmt: skip
    assert ("posts/a/", ["a"]) in found
    assert [
        path for path, categories in found if categories and not path.startswith("posts/a/")
    ] == []


PAGES = {"scope": {"path": "", "type": "pages"}, "values": {"permalink": "/:path/:basename:output_ext"}}  # fmt: skip


@pytest.mark.parametrize(
    ("config", "options", "expected"),
    [
        ("", {}, {"title": "A publication", "tagline": "", "language": "en", "timezone": "UTC", "base_url": "https://example.org/", "permalink": "date", "excerpt_separators": ["<excerpt/>", "<!--more-->"], "kramdown_math": True, "defaults": [PAGES]}),
        (
            "title: T\ndescription: D\nlang: de\ntimezone: Europe/Berlin\nurl: https://a.example\npermalink: pretty\nexcerpt_separator: '<!--more-->'\nauthor: Ada\nrepo: a/b\n",
            {},
            {"title": "T", "tagline": "D", "language": "de", "timezone": "Europe/Berlin", "base_url": "https://a.example/", "permalink": "pretty", "excerpt_separators": ["<!--more-->", "<excerpt/>"], "utc_timestamps": True, "kramdown_math": True, "defaults": [{"scope": {"path": ""}, "values": {"author": "Ada"}}], "site": {"author": "Ada", "repo": "a/b"}},
        ),
        (
            "title: T\npermalink: none\nexcerpt_separator: <cut>\nkramdown: {hard_wrap: true}\ndefaults: [{scope: {path: _posts}, values: {a: 1}}]\n",
            {"permalink": "/:title/"},
            {"title": "T", "tagline": "", "language": "en", "timezone": "UTC", "base_url": "https://example.org/", "permalink": "/:title/", "former_permalinks": ["none"], "excerpt_separators": ["<cut>", "<excerpt/>", "<!--more-->"], "hard_wrap": True, "kramdown_math": True, "defaults": [PAGES, {"scope": {"path": "posts/", "type": "posts"}, "values": {"a": 1}}]},
        ),
    ],
)  # fmt: skip
def test_conf_py_says_what_the_site_said(tmp_path, config, options, expected):
    """Nothing more; new addresses are led to from the old pattern."""
    assert moved(tmp_path, {}, config, **options)[1] == expected


@pytest.mark.parametrize(
    ("there", "expected"),
    [([], "extra"), (["extra"], "extra-files"), (["extra-files"], "extra"), (["extra", "extra-files"], "from-jekyll")],
)  # fmt: skip
def test_files_for_the_root_lie_in_a_folder_that_the_site_has_not(tmp_path, there, expected):
    """The first of three names that is free."""
    files = {f"{folder}/a.txt": "x" for folder in there} | {"b.txt": "x"}
    taken, conf = moved(tmp_path, files)

    assert conf["html_extra_path"] == [expected]
    assert {f"{expected}/{name}" for name in files} <= set(taken.written)


def test_what_cannot_be_taken_over_says_why(tmp_path):
    """And writes nothing."""
    folder = tmp_path / "new"
    with pytest.raises(take_over.TakeOverError) as same:
        take_over.take_over(tmp_path, tmp_path / "a" / "..", requirement=REQUIREMENT)
    with pytest.raises(take_over.TakeOverError) as strange:
        take_over.take_over(tmp_path, folder, requirement=REQUIREMENT, permalink="/:title/:b/:a/")

    assert str(same.value) == "the publication needs a folder of its own, not the site's"
    assert str(strange.value) == "the pattern '/:title/:b/:a/' has the unknown placeholder :b"
    assert not folder.exists()


def test_what_could_be_there_already_is_told_apart_from_what_is_new(tmp_path):
    """All that was written is named, in its order; so is what was kept."""
    files = {"_posts/2026-01-02-x.md": MATTER, "a.md": MATTER, "b.txt": "x", "_data/authors.yml": "ada: {name: A}"}  # fmt: skip
    first, _ = moved(tmp_path, files)
    again, _ = moved(tmp_path, {})

    assert first.kept == again.written == ()
    assert again.kept == first.written
    assert first.written == ("a.md", "extra/b.txt", "_data/authors.yml", "authors/ada.md", "posts/2026-01-02-x.md", "conf.py", "index.md", ".gitignore", "README.md", ".readthedocs.yaml", "Makefile", "requirements.txt", "_static/.gitkeep", "_templates/.gitkeep")  # fmt: skip
