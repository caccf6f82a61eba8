"""Links in the file system: none leads out of a publication, whatever it is and wherever it lies."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from itertools import pairwise

import pytest
from folders import written
from PIL import Image
from publications import Publication

from standfirst.checking import checker
from standfirst.limits import containment
from standfirst.sources import source_files

SECRET = "what only this machine knows"  # noqa: S105  # a text to be looked for


@pytest.fixture
def root(tmp_path):
    """Return a folder with files, beside one with a secret."""
    names = ("root/a.txt", "root/sub/b.txt", "root/.git/config", "root/_build/c.txt", "out/secret.txt")  # fmt: skip
    return written(tmp_path, dict.fromkeys(names, SECRET)) / "root"


def link(place, target):
    """Make a link, with the folders in which it lies."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("a.txt", ""),
        ("sub/b.txt", ""),
        ("sub/../sub/./b.txt", ""),
        ("../root/a.txt", ""),
        ("../out/secret.txt", "is a link to a file outside"),
        ("/proc/self/environ", "is a link to a file outside"),
        ("/dev/zero", "is a link to a file outside"),
        ("sub/out", "is a link to a file outside"),
        ("nowhere", "is a broken link"),
        ("../out/nowhere", "is a broken link"),
        (".git/nowhere", "is a broken link"),
        ("itself", "is a link that leads in a circle"),
        (".git/config", "is a link to a hidden file"),
        ("_build/c.txt", "is a link to a file that builds make"),
        ("pipe", "is not a regular file"),
    ],
)
def test_where_a_link_may_lead(root, target, fault):
    """To a regular file of the publication that is not hidden, and nowhere else; links to links too."""
    link(root / "sub" / "out", "../../out/secret.txt")
    os.mkfifo(root / "pipe")
    (root / "itself").symlink_to(target)

    assert containment.Bounds(root).fault(root / "itself") == fault


def test_a_file_behind_a_linked_folder_is_judged_by_where_it_is(root):
    """And a publication may itself lie behind a link."""
    link(root / "more", "../out")
    link(root.parent / "also", "root")
    bounds = containment.Bounds(root.parent / "also")

    assert bounds.fault(root / "more" / "secret.txt") == "is a link to a file outside"
    assert bounds.fault(root / "sub" / "b.txt") == ""
    assert bounds.fault(root.parent / "also" / "sub" / "b.txt") == ""
    assert bounds.fault(root / "gone.txt") == "is not there"
    assert bounds.fault(f"{root}/a\0b") == "is not there"


def test_a_walk_follows_links_within_once_and_names_the_others(root):
    """Files come before folders, in order; what leads back or out is named and not entered."""
    link(root / "in", "sub")
    link(root / "sub" / "up", "..")
    link(root / "sub" / "here", ".")
    link(root / "out", "../out")
    link(root / "z.txt", "../out/secret.txt")
    found = [(each.path, each.fault) for each in containment.walk(root, containment.Bounds(root), lambda p: p[0] not in "._")]  # fmt: skip

    assert found == [
        ("a.txt", ""),
        ("out", "is a link to a folder outside"),
        ("z.txt", "is a link to a file outside"),
        ("in/b.txt", ""),
        ("in/here", "is a link to a folder in which it lies itself"),
        ("in/up", "is a link to a folder in which it lies itself"),
        ("sub/b.txt", ""),
        ("sub/here", "is a link to a folder in which it lies itself"),
        ("sub/up", "is a link to a folder in which it lies itself"),
    ]


def test_links_that_double_with_each_folder_end(tmp_path):
    """Thirty folders, each with two links to the next, would be a thousand million paths."""
    folders = [tmp_path / f"f{number:02}" for number in range(30)]
    for folder in folders:
        folder.mkdir()
    for one, next_ in pairwise(folders):
        link(one / "a", next_)
        link(one / "b", next_)
    found = list(containment.walk(tmp_path, containment.Bounds(tmp_path)))

    assert len(found) < 5_000
    assert "is one of more than 1,000 links to folders" in {each.fault for each in found}


def test_a_thousand_linked_folders_are_entered_and_no_more(tmp_path):
    """What lies in the last of them is found; the next one is named."""
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "file").touch()
    for number in range(1001):
        link(tmp_path / f"to{number:04}", tmp_path / "one")
    found = list(containment.walk(tmp_path, containment.Bounds(tmp_path)))

    assert len([each for each in found if not each.fault]) == 1 + 1000
    assert [each.path for each in found if each.fault] == ["to1000"]


def test_what_conf_names_elsewhere_is_bounded_by_itself(root):
    """The editor may take a folder outside; a link in it must not leave it."""
    elsewhere = root.parent / "elsewhere"
    link(elsewhere / "own.txt", "kept.txt")
    (elsewhere / "kept.txt").write_text("kept", encoding="utf-8")
    link(elsewhere / "secret.txt", "../out/secret.txt")
    link(root / "_static", "../elsewhere")
    link(root / "logo.png", "../out/secret.txt")
    entries = ["../elsewhere", "_static", "logo.png", "gone"]
    found = [(path, problem.message) for path, problem in containment.problems(root, entries)]

    assert found == [
        ("../elsewhere/secret.txt", "is a link to a file outside; it is left out"),
        ("_static", "is a link to a folder outside; it is left out"),
        ("logo.png", "is a link to a file outside; it is left out"),
    ]


def test_links_that_leave_the_output_are_found(root):
    """No build makes one; those within it are nobody's fault."""
    link(root / "deep" / "x", "/proc/self/environ")
    link(root / "deep" / "y", "../a.txt")
    link(root / "deep" / "z", "..")

    assert list(containment.leaving(root)) == ["deep/x"]


def test_a_folder_of_sources_that_is_a_link_out_is_not_read(root):
    """Neither posts nor authors come from elsewhere."""
    link(root / "posts", "../out")
    link(root / "authors", "sub")
    (root / "sub" / "ada.md").write_text("Ada", encoding="utf-8")
    (root.parent / "out" / "a.md").write_text(SECRET, encoding="utf-8")

    assert [(s.path, s.problem.message) for s in source_files.walk(root, "posts")] == [
        ("posts", "is a link to a folder outside; it is left out")
    ]
    assert [(s.path, s.problem) for s in source_files.walk(root, "authors")] == [
        ("authors/ada.md", None)
    ]


LINKS = {
    "env.md": "secret.md",
    "folder": ".",
    "posts/2026-01-01-a.md": "secret.md",
    "posts/folder": ".",
    "authors/zoe.md": "author.md",
    "authors/folder": ".",
    "volumes/spring.md": "author.md",
    "_static/leak.txt": "secret.txt",
    "_static/folder": ".",
    "extra/leak.txt": "secret.txt",
    "extra/folder": ".",
    "_templates/standfirst/footer_extra.html": "secret.txt",
    "files/leak.txt": "secret.txt",
    "posts/picture.png": "picture.png",
    "posts/drawing.svg": "drawing.svg",
    "logo.png": "picture.png",
    "icon.png": "picture.png",
    "pictures": ".",
}
"""Place in the publication -> what it leads to outside."""
CONF = """
        html_static_path = ["_static"]
        html_extra_path = ["extra", "../shared"]
        templates_path = ["_templates"]
        html_logo = "logo.png"
        html_favicon = "icon.png"
"""
TEXT = """
[a](/files/leak.txt) {download}`b </files/leak.txt>` <a href="/files/leak.txt">c</a> [d](/leak.txt) [e](/folder/secret.txt)

![f](picture.png) ![g](drawing.svg) [h](picture.png) [i](fifo.pdf) ![j](fifo.png)
"""


@pytest.fixture
def hostile(tmp_path):
    """Return a publication in which links of every kind lead to a folder beside it, with some that do no harm."""
    out = tmp_path / "outside"
    out.mkdir()
    for name, text in {
        "secret.md": SECRET,
        "secret.txt": SECRET,
        "author.md": f"---\nname: {SECRET}\ntitle: {SECRET}\n---\n{SECRET}\n",
        "drawing.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>',
    }.items():
        (out / name).write_text(text, encoding="utf-8")
    Image.new("RGB", (77, 33), "red").save(out / "picture.png")
    (tmp_path / "site").mkdir()
    publication = Publication(tmp_path / "site")
    root = publication.root
    publication.write("conf.py", publication.conf + CONF)
    publication.post("2026-01-02-x", TEXT, image="/logo.png")
    publication.write("about.md", "---\ntitle: About\n---\n\nWe.\n")
    publication.write("real/page.md", "# In a folder\n")
    publication.write("files/ok.txt", "ok")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "kept.txt").write_text("kept", encoding="utf-8")
    link(tmp_path / "shared" / "leak2.txt", out / "secret.txt")
    for place, target in LINKS.items():
        link(root / place, out / target)
    link(root / "environ.md", "/proc/self/environ")
    link(root / "zero.md", "/dev/zero")
    link(root / "circle.md", "circle.md")
    link(root / "loop", ".")
    link(root / "_static" / "loop", "../_static")
    link(root / "extra" / "up", "..")
    link(root / "linked", "real")
    link(root / "us.md", "about.md")
    link(root / "_static" / "ok.txt", "../files/ok.txt")
    for place in ("fifo.md", "posts/2026-01-03-f.md", "authors/fifo.md", "_static/fifo", "extra/fifo", "posts/fifo.pdf", "posts/fifo.png", "_templates/layout.html"):  # fmt: skip
        os.mkfifo(root / place)
    return publication


def _holds_secret(folder):
    """Return the files below *folder* that hold what lies outside: its words, or its picture."""
    red = b"\xff\x00\x00"
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            is_red = path.suffix in {".png", ".jpg", ".avif", ".webp"} and _is_red(path)
            if SECRET.encode() in content or red * 77 in content or is_red:
                found.append(path.relative_to(folder).as_posix())
    return found


def _is_red(path):
    with Image.open(path) as image:
        return image.convert("RGB").getpixel((0, 0))[0] > 200 and image.convert("RGB").getpixel((0, 0))[1] < 60  # fmt: skip


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_from_outside_is_published(hostile, jobs):
    """By no link of any kind; each is named once, the rest is there, and nothing waits for a pipe or a device."""
    built = hostile.build(jobs=jobs)
    said = [line.partition(":")[0] for line in built.warnings.splitlines() if "[standfirst.file]" in line]  # fmt: skip
    found = checker.check(hostile.root, clock=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    checked = [each.path for each in found if each.problem.subtype.value == "file"]
    served = {"_static/ok.txt", "kept.txt", "us/index.html", "real/page/index.html", "linked/page/index.html"}  # fmt: skip

    assert _holds_secret(built.out) == []
    assert list(containment.leaving(built.out)) == []
    assert served <= built.files().keys()
    assert not {"kept2.txt", "leak.txt", "leak2.txt", "_static/leak.txt"} & built.files().keys()
    assert sorted(said) == sorted(set(said)) == sorted(checked)
    assert {
        *LINKS,
        "environ.md",
        "zero.md",
        "circle.md",
        "loop",
        "fifo.md",
        "../shared/leak2.txt",
    } - {
        "posts/picture.png",  # named where they are shown
        "posts/drawing.svg",
        "files/leak.txt",
    } <= set(said)


@pytest.mark.parametrize("builder", ["epub", "typst"])
def test_nothing_from_outside_is_in_an_edition(hostile, builder):
    """What a book is made of is what pages are made of."""
    pytest.importorskip("typst")
    built = hostile.build(builder=builder)
    work = hostile.root / "_build"
    for book in built.out.rglob("*.epub"):
        shutil.unpack_archive(book, work / "unpacked", "zip")

    assert _holds_secret(work) == []


def test_a_link_in_the_output_is_named(publication):
    """Whoever uploads the folder may upload what it leads to."""
    publication.post("2026-01-02-a")
    link(publication.root / "_build/html/leak.txt", "/proc/self/environ")
    built = publication.build()

    assert built.warnings.count("leak.txt:1: WARNING: is a link out of the output folder") == 1
