"""The files of a Jekyll site: which are taken, and what is said of the others."""

from __future__ import annotations

import pytest
from folders import written

from standfirst.jekyll.site import read_site
from standfirst.jekyll.tree import Tree

CONFIG = "collections: {notes: {}}\ninclude: [_pages, .well-known]\nexclude: [secret, keep/x.md]\n"


def walked(root, *names, config=CONFIG):
    """Return the files that are taken of a site, and name and reason of what is left."""
    written(root, {**dict.fromkeys(names, "x"), "_config.yml": config})
    left = []
    tree = Tree(root=root, site=read_site(root), skipped=root / "new", left=left)
    return [str(path) for path in tree.files()], left


@pytest.mark.parametrize(
    ("name", "left", "reason"),
    [
        ("_layouts/a.html", "_layouts", "layouts: the publication has its own templates"),
        ("a/_includes/b.html", "a/_includes", "includes are read at the site's root only"),
        ("_sass/a.scss", "_sass", "style sheets: see _static/"),
        ("_plugins/a.rb", "_plugins", "plugins are not run"),
        ("theme/_sass/a.scss", "theme/_sass", "style sheets: see _static/"),
        ("_other/a.md", "_other", "is not a collection of _config.yml"),
        ("secret/a.md", "secret", "is excluded in _config.yml"),
        ("keep/x.md", "keep/x.md", "is excluded in _config.yml"),
        ("built/.standfirst-output", "built", "is a folder that a build has made"),
        ("_a.md", "_a.md", "begins with a character that hides it from Jekyll"),
        ("#a.md", "#a.md", "begins with a character that hides it from Jekyll"),
        ("~a.md", "~a.md", "begins with a character that hides it from Jekyll"),
        ("a.md~", "a.md~", "begins with a character that hides it from Jekyll"),
        ("#a/b.md", "#a", "is not a collection of _config.yml"),
        ("a~/b.md", "a~", "is not a collection of _config.yml"),
        ("a/_data/b.yml", "a/_data", "is not a collection of _config.yml"),
        ("a/_notes/b.md", "a/_notes", "is not a collection of _config.yml"),
        ("_notes/_b.md", "_notes/_b.md", "begins with a character that hides it from Jekyll"),
    ],
)
def test_what_is_left_has_its_reason(tmp_path, name, left, reason):
    """A folder is named once, and nothing in it."""
    assert walked(tmp_path, name, "a.md") == (["a.md"], [(left, reason)])


@pytest.mark.parametrize(
    "name",
    ["Gemfile", "Gemfile.lock", "Rakefile", "_config.toml", "_config.yaml", "gemfiles/a", "package.json", "package-lock.json", "x.gemspec", "a/x.gemspec", "_site/a.html", "node_modules/a/b.js", "vendor/bundle/a.rb", "vendor/cache/a", "vendor/gems/a", "vendor/ruby/a", "new/a.md", ".git/config", ".a", "a/.b"],
)  # fmt: skip
def test_what_nobody_misses_goes_without_a_word(tmp_path, name):
    """Jekyll's machinery, what is hidden, and the publication that is being made."""
    assert walked(tmp_path, name, "a.md") == (["a.md"], [])


@pytest.mark.parametrize(
    "name",
    ["_posts/a.md", "news/_posts/a.md", "_drafts/a.md", "_data/a.yml", "_notes/a.md", "_pages/a.md", ".well-known/a", "vendor/a.js", "vendor/vendor/ruby", "a/Gemfile", "a/package.json", "a/node_modules/b.js", "a/_drafts/b.md", "a~b/c#d.md"],
)  # fmt: skip
def test_what_jekyll_takes_is_taken(tmp_path, name):
    """Posts, data, collections, what is included in spite of its name, and ordinary files: those of a folder before its folders."""
    assert walked(tmp_path, name, "z.md") == (["z.md", name], [])


def test_links_are_named_and_not_followed(tmp_path):
    """To a folder within the site too; one to a file of the site is a file."""
    outside = tmp_path / "outside.md"
    outside.write_text("x", encoding="utf-8")
    root = tmp_path / "site"
    (root / "a").mkdir(parents=True)
    (root / "folder").symlink_to(root / "a")
    (root / "out.md").symlink_to(outside)
    (root / "in.md").symlink_to(root / "a" / "b.md")

    assert walked(root, "a/b.md") == (
        ["in.md", "a/b.md"],
        [("folder", "is a link to a folder"), ("out.md", "is a link out of the site, or no file")],
    )


def test_files_are_in_order(tmp_path):
    """By folder, whatever order the system has them in."""
    names = [f"f{number:02}/{letter}.md" for number in range(12) for letter in "ab"]

    assert walked(tmp_path, *reversed(names)) == (names, [])


HIDDEN = "is not in `include` of _config.yml, so Jekyll does not publish it; if hosts need it, copy it into the folder of html_extra_path"
EXCLUDED = "is excluded in _config.yml"


@pytest.mark.parametrize(
    ("config", "names", "left"),
    [
        ("exclude: [a]", ["a", "b/a"], [("a", EXCLUDED)]),
        ("exclude: [a/]", ["a/b.md", "ab/c.md"], [("a", EXCLUDED)]),
        ("exclude: [a/b]", ["a/b/c.md", "a/d.md"], [("a/b", EXCLUDED)]),
        ("exclude: ['*.txt']", ["a.txt", "b/c.txt", "d.md"], [("a.txt", EXCLUDED), ("b/c.txt", EXCLUDED)]),
        ("exclude: ['A.*']", ["a.txt"], []),
        ("exclude: [a.md]\ninclude: [a.md]", ["a.md"], []),
        ("exclude: [_posts, _data, _drafts]", ["_data/a.yml", "_drafts/a.md", "_posts/a.md"], [("_data", EXCLUDED), ("_drafts", EXCLUDED), ("_posts", EXCLUDED)]),
        ("exclude: [_n]\ncollections: [n]", ["_n/a.md"], [("_n", EXCLUDED)]),
        ("exclude: [a]\ninclude: [a/b.md]", ["a/b.md"], [("a", EXCLUDED)]),
        ("exclude: ['*.md']\ninclude: [a/b.md]", ["a/b.md", "a/c.md"], [("a/c.md", EXCLUDED)]),
        ("include: [a/_b.md, _c]", ["a/_b.md", "_c/_d.md"], []),
        ("", [".well-known/a"], [(".well-known", HIDDEN)]),
        ("exclude: [.a]", [".a"], [(".a", EXCLUDED)]),
        ("include: ['.*']", [".a", ".b/c"], []),
        ("include: [_a.md, '~b', '#c', d~]", ["_a.md", "~b", "#c", "d~"], []),
        ("", [".htaccess"], []),
        ("collections_dir: c\ncollections: [n]", ["c/_n/a.md", "_n/a.md"], [("_n", "is not a collection of _config.yml")]),
        ("collections_dir: _c/d\ncollections: [n]", ["_c/d/_n/a.md", "_c/_n/a.md"], [("_c/_n", "is not a collection of _config.yml")]),
        ("collections: [n]", ["_n/a.md", "n/a.md", "_nn/a.md"], [("_nn", "is not a collection of _config.yml")]),
    ],
)  # fmt: skip
def test_a_site_says_what_jekyll_takes(tmp_path, config, names, left):
    """By path or pattern; what is included by its name is so whatever excludes it."""
    taken, said = walked(tmp_path, *names, config=config)
    gone = [name for name, _ in left]

    assert sorted(said) == left
    assert sorted(taken) == sorted(
        name for name in names if not any(f"{name}/".startswith(f"{path}/") for path in gone)
    )


def test_a_link_out_of_the_site_is_followed_by_no_name(tmp_path):
    """Neither one to nothing nor one to a folder above."""
    root = tmp_path / "site"
    (root / "a").mkdir(parents=True)
    (root / "a" / "up").symlink_to(tmp_path)
    (root / "gone.md").symlink_to(tmp_path / "gone")

    assert walked(root, "z.md") == (
        ["z.md"],
        [("gone.md", "is a link out of the site, or no file"), ("a/up", "is a link to a folder")],
    )
