"""A blog of ABlog, taken over."""

from __future__ import annotations

import runpy

import pytest
from click.testing import CliRunner
from folders import written

from standfirst.cli.main import main
from standfirst.scaffold import from_ablog
from standfirst.scaffold.ablog_conf import AblogError

CONF = """\
import os
project = "Rivers"
blog_title = "The River Notes"
blog_baseurl = "https://rivers.example/notes"
blog_path = "news"
blog_authors = {"rosa": ("Rosa Brandt", "https://rosa.example"), "ivo": ("Ivo Kern", None), "x": 3}
blog_default_author = "rosa"
blog_languages = {"en": ("English", None)}
language = "en_GB"
exclude_patterns = ["_build", "old/*"]
myst_enable_extensions = ["substitution"]
myst_substitutions = {"tool": "the rod"}
html_theme = os.environ.get("THEME", "x")
"""
POST = "---\nblogpost: true\ndate: Jan 1, 2026\n---\n# T\n"


def moved(tmp_path, files, conf=CONF):
    """Return what was left, the files of the publication but for its own, and what its conf.py says."""
    blog, new = written(tmp_path / "blog", {"conf.py": conf, **files}), tmp_path / "new"
    taken = from_ablog.take_over(blog, new, requirement="standfirst==0")
    own = {"conf.py", "index.md", ".gitignore", "README.md", ".readthedocs.yaml", "Makefile", "requirements.txt", "_static/.gitkeep", "_templates/.gitkeep"}  # fmt: skip
    said = runpy.run_path(str(new / "conf.py"))
    return dict(taken.left), sorted({*taken.written} - own), said


def test_its_conf_py_is_read_and_not_run(tmp_path):
    """Plain values go on; authors become files under the keys that posts use."""
    left, files, said = moved(
        tmp_path, {"notes/a.md": POST}, CONF + "(_ for _ in ()).throw(SystemExit)\n"
    )

    assert left == {}
    assert files == ["authors/ivo.md", "authors/rosa.md", "notes/a.md"]
    assert (tmp_path / "new/authors/rosa.md").read_text(encoding="utf-8") == (
        '---\nname: "Rosa Brandt"\nlinks: [{"label": "Web", "url": "https://rosa.example"}]\n---\n'
    )
    options = {name: value for name, value in said.items() if name.startswith(("standfirst_", "myst_"))}  # fmt: skip
    assert options == {
        "standfirst_title": "The River Notes",
        "standfirst_tagline": "",
        "standfirst_language": "en-GB",
        "standfirst_timezone": "UTC",
        "standfirst_base_url": "https://rivers.example/notes/",
        "standfirst_posts": "notes",
        "standfirst_posts_from": "ablog",
        "standfirst_permalink": "/notes/:path",
        "standfirst_former_feeds": ["news/atom.xml"],
        "standfirst_defaults": [{"scope": {"path": ""}, "values": {"author": "rosa"}}],
        "myst_enable_extensions": ["substitution"],
        "myst_substitutions": {"tool": "the rod"},
    }


@pytest.mark.parametrize(
    ("key", "name", "file", "short"),
    [
        ("ivo", "Ivo Kern", "ivo", ""),
        ("Ivo", "Ivo Kern", "ivo", ""),
        ("ivo/k", "Ivo Kern", "ivo-k", 'short_name: "ivo/k"\n'),
        ("Ivo Kern", "Ivo Kern", "ivo-kern", ""),
    ],
)
def test_the_key_of_an_author_is_no_name_for_readers(tmp_path, key, name, file, short):
    """It is the file's name, or what posts may write in the place of the name."""
    moved(tmp_path, {"p/a.md": POST}, f"blog_authors = {{{key!r}: ({name!r}, None)}}\n")

    said = (tmp_path / f"new/authors/{file}.md").read_text(encoding="utf-8")
    assert said == f'---\nname: "{name}"\n{short}---\n'


@pytest.mark.parametrize(
    ("posts", "folder", "permalink", "at"),
    [
        (["posts/a.md", "posts/b/c.md"], None, "/posts/:path", ["posts/a.md", "posts/b/c.md"]),
        (["blog/2025/a.md", "blog/2026/b.md"], "blog", "/blog/:path", ["blog/2025/a.md", "blog/2026/b.md"]),
        (["blog/2025/a.md"], "blog", "/blog/:path", ["blog/2025/a.md"]),
        (["2025/a.md", "2026/b.md"], None, "/:path", ["posts/2025/a.md", "posts/2026/b.md"]),
        (["a.md", "b/c.md"], None, "/:path", ["posts/a.md", "posts/b/c.md"]),
    ],
)  # fmt: skip
def test_posts_keep_their_addresses(tmp_path, posts, folder, permalink, at):
    """And their places, where a folder is theirs alone."""
    left, files, said = moved(tmp_path, dict.fromkeys(posts, POST), "")

    assert (left, files) == ({}, at)
    assert (said.get("standfirst_posts"), said["standfirst_permalink"]) == (folder, permalink)


@pytest.mark.parametrize(
    ("name", "text", "conf"),
    [
        ("p/a.md", "# T\n\n```{post} 2026-01-01\n```\n", ""),
        ("p/a.md", "---\nblogpost: false\n---\n", ""),
        ("p/a.md", "---\ndate: 2026-01-01\n---\n", ""),
        ("p/a.md", "# T\n", "blog_post_pattern = 'p/*'"),
        ("p/a.md", "# T\n", "blog_post_pattern = ['q', 'p/a.md']"),
    ],
)
def test_what_is_a_post(tmp_path, name, text, conf):
    """By its front matter, the directive or its name."""
    _, files, said = moved(tmp_path, {name: text}, conf)

    assert (files, said["standfirst_posts"]) == ([name], "p")


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("posts/a.rst", ":blogpost: true\n\nT\n=\n", "is no Markdown: convert it"),
        ("a.rst", "T\n=\n\n.. post:: 2026-01-01\n", "is no Markdown: convert it"),
        ("posts/a.ipynb", "{}", "is no Markdown: convert it"),
        ("a.ipynb", '{"metadata": {"blogpost": "true"}}', "is no Markdown: convert it"),
        ("posts/index.md", "# All\n", "lies among the posts and is none"),
        ("index.md", "# Front\n", "the front page is made from the posts"),
        ("search.rst", "x", "the publication has its own search"),
        ("old/a.md", POST, "is excluded in conf.py"),
        ("posts/run.sh", "x", "is no text, picture or file that readers may have"),
    ],
)
def test_what_has_no_place_is_left_with_its_reason(tmp_path, name, text, reason):
    """And is not in the publication."""
    left, files, _ = moved(
        tmp_path, {"posts/p.md": POST, name: text}, "exclude_patterns = ['old/*']"
    )

    assert (left, files) == ({name: reason}, ["posts/p.md"])


def test_pages_pictures_and_files_come_along(tmp_path):
    """Also those in folders from which no documents are read; what is hidden or built is passed over."""
    names = (
        "about.md",
        "about/more.rst",
        "posts/a.png",
        "old/b.svg",
        "_static/site.css",
        "files/c.pdf",
    )
    hidden = (
        ".git/config",
        "_build/html/a.md",
        "_website/.buildinfo",
        "_website/_images/b.png",
        "_templates/x.html",
        ".env",
    )
    left, files, _ = moved(
        tmp_path,
        {"posts/p.md": POST, **dict.fromkeys((*names, *hidden), "x")},
        "exclude_patterns = ['old']",
    )

    assert (left, files) == ({}, sorted([*names, "posts/p.md"]))


def test_what_was_not_read_of_conf_py_is_named(tmp_path):
    """A value that is computed, a form of dates; and that there is no post."""
    left, _, said = moved(tmp_path, {}, "blog_title = 'a'.upper()\npost_date_format = '%d/%m/%Y'\n")

    assert list(left) == ["conf.py: blog_title", "conf.py: post_date_format", "posts"]
    assert (said["standfirst_title"], said["standfirst_base_url"]) == ("A publication", "https://example.org/")  # fmt: skip


def test_no_link_leads_out_of_the_blog(tmp_path):
    """Neither a file's nor a folder's."""
    (tmp_path / "blog" / "posts").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (tmp_path / "blog" / "posts" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "blog" / "all").symlink_to(tmp_path)

    assert moved(tmp_path, {"posts/p.md": POST}, "")[:2] == ({}, ["posts/p.md"])


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "there is no conf.py"),
        ({"conf.py": "x = ("}, "cannot be read"),
        ({"docs/conf.py": "project = 'X'\n"}, ""),
    ],
)
def test_where_its_conf_py_is(tmp_path, files, said):
    """In the folder, or where repositories have it."""
    blog = tmp_path / "blog"
    blog.mkdir()
    written(blog, files)
    made = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--from-ablog", str(blog)])

    assert made.exit_code == (2 if said else 0)
    assert said in made.output


def test_the_publication_needs_a_folder_of_its_own(tmp_path):
    """Else the blog's files were taken for the publication's."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "conf.py").write_text("", encoding="utf-8")

    for folder in (tmp_path, tmp_path / "docs"):
        with pytest.raises(AblogError, match="a folder of its own"):
            from_ablog.take_over(tmp_path, folder, requirement="")
