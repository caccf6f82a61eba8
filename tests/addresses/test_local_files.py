"""Which files of a publication readers may have."""

from __future__ import annotations

import dataclasses as dc

import pytest

from standfirst.addresses.local_files import Files, is_picture, lacks, matcher


@pytest.fixture
def files(tmp_path):
    """Return the files of a publication with some of every kind."""
    for name in (
        *("conf.py", "Makefile", "requirements.txt", "mkdocs.yml", "report.pdf", "data.csv"),
        *("LICENSE", "logo.svg", "posts/a.md", "posts/a.pdf", "posts/a.r", "posts/a.PNG"),
        *("src/a.txt", "src/a.png", "notes/x/a.pdf", "_build/html/a.pdf", "_build/a.png"),
        *("files/deep/a.pdf", "Files/a.pdf", "private/a.pdf"),
        *("_templates/a.html", "_static/a.pdf", "extra/conf.py", ".git/config", "old/a.tmp"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "posts" / "config").symlink_to(tmp_path / ".git" / "config")
    (tmp_path / "posts" / "settings.txt").symlink_to(tmp_path / "conf.py")
    patterns = ("src", "notes/*/**", "**/*.tmp")
    return Files(root=tmp_path, extra=("extra",), excluded=patterns)


@pytest.mark.parametrize(
    ("name", "is_for_readers"),
    [
        ("report.pdf", False),
        ("data.csv", False),
        ("LICENSE", False),
        ("logo.svg", False),
        ("posts/a.pdf", True),
        ("posts/a.r", True),
        ("posts/a.PNG", True),
        ("src/a.png", False),
        ("_static/a.pdf", True),
        ("files/deep/a.pdf", True),
        ("Files/a.pdf", True),
        ("private/a.pdf", False),
        ("extra/conf.py", False),
        ("conf.py", False),
        ("Makefile", False),
        ("requirements.txt", False),
        ("mkdocs.yml", False),
        ("posts/a.md", False),
        ("src/a.txt", False),
        ("notes/x/a.pdf", False),
        ("_build/html/a.pdf", False),
        ("_build/a.png", False),
        ("_templates/a.html", False),
        ("old/a.tmp", False),
        (".git/config", False),
        ("posts/config", False),
        ("posts/settings.txt", False),
    ],
)
def test_who_may_have_it(files, name, is_for_readers):
    """Known types from beside the post and from named folders; all else stays at home, also behind a symbolic link."""
    assert (files.offered(f"/{name}", "posts/x.md") == name) is is_for_readers


def test_a_picture_is_one_by_its_name(files):
    """Nothing else is shown as one, wherever it lies."""
    (files.root / "posts/a#b?c.png").write_bytes(b"")
    assert files.picture("a.PNG", "posts/x.md") == "posts/a.PNG"
    assert files.picture("/src/a.png", "posts/x.md") == "src/a.png"
    assert files.picture("/report.pdf", "posts/x.md") is None
    assert files.picture("/_build/a.png", "posts/x.md") is None
    assert files.picture("a%23b%3Fc.png?x=1#y", "posts/x.md") == "posts/a#b?c.png"
    assert not is_picture("a.png?x=1")


def test_what_lies_behind_a_linked_folder_is_judged_by_where_it_is(files):
    """A link to the root does not make its settings somebody's files; what may be had may be had by it too."""
    (files.root / "posts" / "all").symlink_to(files.root, target_is_directory=True)
    (files.root / "posts" / "pages").symlink_to(files.root / "_build", target_is_directory=True)

    assert files.offered("all/conf.py", "posts/x.md") is None
    assert files.offered("all/.git/config", "posts/x.md") is None
    assert files.offered("pages/html/a.pdf", "posts/x.md") is None
    assert files.offered("all/private/a.pdf", "posts/x.md") is None
    assert files.offered("all/files/deep/a.pdf", "posts/x.md") == "posts/all/files/deep/a.pdf"


def test_a_page_offers_what_lies_beside_it(files):
    """One at the root the files there, one in a folder those of the folder and below."""
    assert files.offered("report.pdf", "about.md") == "report.pdf"
    assert files.offered("private/a.pdf", "about.md") is None
    assert files.offered("a.pdf", "private/note.md") == "private/a.pdf"
    assert files.offered("conf.py", "about.md") is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("report.pdf", ""),
        ("package.json", "is part of how the publication is made"),
        ("package-lock.json", "is part of how the publication is made"),
        ("requirements-dev.txt", "is part of how the publication is made"),
        ("REQUIREMENTS.TXT", "is part of how the publication is made"),
        ("server.log", "is part of how the publication is made"),
        ("mkdocs.yml", "is part of how the publication is made"),
        ("about.md", "is part of how the publication is made"),
        ("old.tmp", "is part of how the publication is made"),
        ("venv/a.pdf", "is part of how the publication is made"),
        ("node_modules/a.pdf", "is part of how the publication is made"),
        ("files/Web.config", "is part of how the publication is made"),
        (".a.pdf", "is hidden"),
        ("folder/.a.pdf", "is hidden"),
        (".folder/a.pdf", "is hidden"),
        ("folder/a.pdf", "lies in the folder 'folder', from which posts offer no files"),
        ("folder/package.json", "lies in the folder 'folder', from which posts offer no files"),
        ("files/package.json", ""),
        ("files/server.log", ""),
        ("files/venv/a.pdf", ""),
    ],
)
def test_a_page_at_the_root_offers_no_tool(files, name, fault):
    """Of those at the root themselves; in a folder they may be what an article is about."""
    assert files.refusal(name, "about.md") == fault


def test_a_file_at_the_root_is_offered_where_the_publication_says_so(files):
    """Else it is said that it lies there."""
    at_root = "lies at the publication's root, from which posts offer no files"

    assert files.refusal("report.pdf", "posts/x.md") == at_root
    assert dc.replace(files, folders=(".",)).refusal("report.pdf", "posts/x.md") == ""
    assert dc.replace(files, folders=("/Private/",)).refusal("private/a.pdf", "posts/x.md") == ""
    assert dc.replace(files, posts="articles").refusal("posts/a.pdf", "x.md").startswith("lies in")


@pytest.mark.parametrize(
    ("kind", "target", "expected"),
    [
        ("picture", "a.PNG", "posts/a.PNG"),
        ("picture", "a.pdf", None),
        ("offered", "a.pdf", "posts/a.pdf"),
        ("offered", "a.md", None),
        ("attachment", "a.pdf?x#y", "posts/a.pdf"),
        ("attachment", "a.md", None),
        ("there", "posts/a.md", "posts/a.md"),
        ("there", "a.md", None),
        ("there", "posts", None),
        ("there", "posts/a\0.md", None),
    ],
)
def test_each_question_has_its_answer(files, kind, target, expected):
    """By its kind."""
    assert files.answer((kind, target), "posts/x.md") == expected


@pytest.mark.parametrize("kind", ["include", "data"])
def test_of_a_file_that_is_read_the_state_is_said(files, kind):
    """Which is another where the file is another."""
    folder = files.root / ("_includes" if kind == "include" else "_data")
    folder.mkdir()
    states = [files.answer((kind, "a"), "posts/x.md")]
    for text in ("1", "22"):
        for name in ("a", "a.yml"):
            (folder / name).write_text(text, encoding="utf-8")
        states.append(dc.replace(files).answer((kind, "a"), "posts/x.md"))

    assert len(set(states)) == 3


def test_a_path_from_the_root_may_begin_with_the_address_of_the_publication(files):
    """As an author copies it."""
    below = dc.replace(files, base_url="https://example.org/blog/")

    assert below.find("/blog/posts/a.pdf", "index.md") == "posts/a.pdf"
    assert below.find("/posts/a.pdf", "index.md") == "posts/a.pdf"
    assert below.find("/blogposts/a.pdf", "index.md") is None
    assert files.find("/blog/posts/a.pdf", "index.md") is None


def test_whichever_picture_there_is(files):
    """Where a star stands for its kind."""
    assert files.picture("/posts/a.*", "index.md") is None
    (files.root / "posts" / "b.png").write_bytes(b"")
    (files.root / "posts" / "b.jpg").write_bytes(b"")

    assert files.picture("b.*", "posts/x.md") == "posts/b.jpg"


def test_what_is_there_and_cannot_be_had_is_said(files):
    """A link that leads out is more than a file that is not there; a folder is neither."""
    (files.root / "files" / "out.pdf").symlink_to("/etc/hostname")

    assert files.fault("/files/out.pdf", "posts/x.md") == "is a link to a file outside"
    assert files.fault("/files/gone.pdf", "posts/x.md") == ""
    assert files.fault("/files/", "posts/x.md") == ""
    assert files.fault("/files/deep/a.pdf", "posts/x.md") == ""
    assert files.fault("/files/a%00.pdf", "posts/x.md") == ""


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("a.pdf", "posts/b.md", "posts/a.pdf"),
        ("/a.pdf", "posts/b.md", None),
        ("report.pdf", "posts/b.md", "report.pdf"),
        ("src/a.png", "posts/b.md", "src/a.png"),
        ("/src/a.png", "posts/b.md", "src/a.png"),
        ("conf.py", "notes/x.md", "conf.py"),
        ("../report.pdf?x#y", "posts/b.md", "report.pdf"),
        ("../../report.pdf", "posts/b.md", "report.pdf"),
        ("../../../.././../report.pdf", "posts/b.md", "report.pdf"),
        ("../../../nowhere.pdf", "posts/b.md", None),
        (".git/config", "index.md", None),
        ("extra/conf.py", "index.md", "extra/conf.py"),
        ("posts", "index.md", None),
        ("no.pdf", "index.md", None),
    ],
)
def test_a_file_is_looked_for_beside_its_source_then_from_the_root(files, target, source, expected):
    """Where it begins with a slash from the root alone; nothing hidden and nothing outside is found.

    A way upwards ends at the root, as in a browser, which begins far below.
    """
    assert files.find(target, source) == expected


def test_a_file_of_the_extra_folders_is_at_the_root(files):
    """As it will be where it is published."""
    (files.root / "extra" / "deep").mkdir()
    (files.root / "extra" / "deep" / "x.png").write_text("x", encoding="utf-8")

    assert files.find("/deep/x.png", "posts/b.md") == "extra/deep/x.png"
    assert files.find("deep/x.png", "posts/b.md") == "extra/deep/x.png"
    assert files.offered("/deep/x.png", "posts/b.md") is None
    assert files.placed("extra/deep/x.png", "index.md", {"deep/x.png"}) == "deep/x.png"
    assert files.placed("/deep/x.png", "posts/b.md", {"deep/x.png"}) == "deep/x.png"
    assert files.placed("/deep/y.png", "posts/b.md", {"deep/x.png"}) is None


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [
        ("a", ["a", "a/b", "a/b/c.txt"]),
        ("/a/", ["a", "a/b", "a/b/c.txt"]),
        ("a/*", ["a/b", "a/b/c.txt"]),
        ("*.txt", ["c.txt"]),
        ("**/*.txt", ["a/b/c.txt", "c.txt"]),
        ("a/**/c.txt", ["a/b/c.txt"]),
        ("?", ["a", "a/b", "a/b/c.txt"]),
        ("[ab]/b", ["a/b", "a/b/c.txt"]),
        ("[!a]*", ["c.txt"]),
        ("c_txt", []),
        ("b", []),
    ],
)
def test_patterns_are_sphinxs(pattern, matched):
    """A folder's name stands for all in it; a star does not go over slashes, two do."""
    paths = ["a", "a/b", "a/b/c.txt", "c.txt"]

    assert [path for path in paths if matcher((pattern,)).match(path)] == matched
    assert [path for path in paths if matcher(()).match(path)] == []


@pytest.mark.parametrize(
    ("picture", "fault", "expected"),
    [
        ("a.png", "", "is not there"),
        ("a.PNG?x.html#y", "", "is not there"),
        ("a%2Epng/", "", "is not there"),
        ("a.doc", "", "has a name that ends in none of .jpg"),
        ("a.png", "leads out", "leads out"),
    ],
)
def test_why_a_picture_lacks(picture, fault, expected):
    """What is known of it goes before."""
    assert lacks(picture, fault).partition(",")[0] == expected


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        *((f"a.{suffix}", True) for suffix in ("apng", "avif", "bmp", "gif", "ico", "jfif", "jpe", "JPEG", "jpg", "jxl", "png", "svg", "tif", "tiff", "webp")),
        *((path, False) for path in ("a", "a.txt", "a.pdf", "a/.png", "png", "a.png.txt")),
    ],
)  # fmt: skip
def test_each_suffix_of_a_picture(path, is_one):
    """In any case; what cannot be shown is not there, or is none by its name."""
    said = (
        "is not there"
        if is_one
        else "has a name that ends in none of .jpg, .png, .gif, .webp, .avif, .svg …"
    )

    assert is_picture(path) is is_one
    assert lacks(path) == lacks(f"{path}?b.png#c.png") == said
    assert lacks(path, "is a broken link") == "is a broken link"
