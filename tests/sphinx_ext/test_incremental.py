"""A build of what has changed gives what a build of everything gives, and touches nothing else."""

from __future__ import annotations

import os
import re
from textwrap import dedent

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from walks import PICTURE, Commands, clean, clean_build, differences, steps, take, tree

from standfirst.incremental import freshness, manifest

_PHASES = (Phase.explicit, Phase.generate)
"""Not shrunk: a walk that fails names the step, and a shorter one would take minutes to find."""


@given(st.lists(steps, min_size=1, max_size=5))
@settings(max_examples=4, phases=_PHASES)
def test_every_step_gives_what_a_clean_build_gives(changes):
    """Whole trees are equal byte for byte, and what did not change was not touched."""
    take(changes)


def test_pictures_that_come_change_and_go_give_what_a_clean_build_gives():
    """In the store, in the publication's folder, by other widths, and where nothing is left of the conversion."""
    shows = [("edit", 0, 7), ("image", 1, 4), ("image", 2, 5)]
    local = [("raster", 0, 0), ("raster", 0, 2)]
    of_the_store = [("held", 0, number) for number in (0, 1, 3, 1, 2, 0)]
    take([*shows, *local, *of_the_store, ("widths", 0, 0), ("uncached", 0, 0), ("raster", 0, 1)])


def test_includes_and_data_give_what_a_clean_build_gives():
    """Where they come, change, cannot be read and go, while posts use them."""
    take(
        [
            ("edit", 0, 16),
            ("include", 0, 0),
            ("ships", 0, 0),
            ("include", 0, 1),
            ("ships", 0, 3),
            ("ships", 0, 2),
        ]
    )


def test_what_leads_on_gives_what_a_clean_build_gives():
    """Series that gain and lose parts, authors who write more, in another language, less."""
    series = [("series", place, number) for place, number in ((0, 0), (1, 2), (2, 0), (1, 1))]
    texts = [("edit", 3, 11), ("edit", 0, 10), ("edit", 1, 10), ("edit", 3, 10), ("edit", 1, 11)]
    take([*series, ("author", 0, 1), ("lang", 2, 0), *texts, ("withdrawn", 1, 0)])


def test_what_is_said_of_sections_gives_what_a_clean_build_gives():
    """Title, description, order, patterns, languages; one that comes, all that go; of posts in their folders and elsewhere."""
    posts = [("section", 0, 0), ("section", 1, 2), ("edit", 2, 12), ("twin", 2, 2), ("front", 0, 0)]
    said = [("sections", 0, number) for number in (0, 1, 2, 3, 4, 5, 6, 4, 1)]
    take([*posts, *said, ("footer", 0, 2), ("sections", 0, 2), ("sections", 0, 1)])


def test_posts_of_ablog_give_what_a_clean_build_gives():
    """Drafts that get their dates and lose them, headings that are titles, substitutions, feeds where they were."""
    texts = [("ablog", 0, number) for number in range(4)]
    feeds = [("former_feeds", 0, number) for number in (0, 2, 1)]
    values = [("extensions", 0, 4), ("substitutions", 0, 0), ("ablog", 0, 0), ("substitutions", 0, 2), ("extensions", 0, 1)]  # fmt: skip
    take([*texts, *values, *feeds, ("posts_from", 0, 0)])


def test_what_is_checked_out_and_carried_elsewhere_gives_what_a_clean_build_gives():
    """Every file with another time, in a folder of another name, and then an edit of what others take in."""
    taken = [("edit", place, number) for place, number in ((0, 6), (1, 16), (2, 3))]
    parts = [("part", 0, 0), ("include", 0, 0), ("ships", 0, 0), ("raster", 0, 0)]
    times = [("checked_out", 0, number) for number in (0, 1, 2)]
    changed = [("part", 0, 1), ("carried", 0, 0), ("include", 0, 1), ("checked_out", 0, 0), ("ships", 0, 1)]  # fmt: skip
    take([*taken, *parts, *times, *changed, ("carried", 0, 1), ("style", 0, 0), ("edit", 0, 4)])


@pytest.mark.audit
@given(st.lists(steps, min_size=5, max_size=25))
@settings(max_examples=60, phases=_PHASES)
def test_long_walks_give_what_clean_builds_give(changes):
    """The same, for longer."""
    take(changes)


@pytest.mark.audit
@given(st.lists(steps, min_size=10, max_size=25), st.integers(0, 1000))
@settings(max_examples=10, phases=_PHASES)
def test_long_walks_by_the_command_give_what_clean_builds_give(changes, seed):
    """Whatever the environment, the number of processes and the umask, and where a build before was killed."""
    take(changes, Commands(seed))


IN_POSTS = {
    "a picture appears": ("![p](@.svg)", "", "posts/@.svg"),
    "a picture goes": ("![p](@.svg)", "posts/@.svg", ""),
    "a figure appears": ("```{figure} @.svg\nSeen.\n```", "", "posts/@.svg"),
    "an image appears": ("```{image} /files/@.svg\n```", "", "files/@.svg"),
    "a figure goes": ("```{figure} @.svg\nSeen.\n```", "posts/@.svg", ""),
    "a download appears": ("{download}`@.pdf`", "", "posts/@.pdf"),
    "a download goes": ("{download}`/files/@.pdf`", "files/@.pdf", ""),
    "a link's file appears": ("[x](@.pdf#page=2)", "", "posts/@.pdf"),
    "a link's file goes": ("[x](/@.pdf)", "extra/@.pdf", ""),
    "an HTML link's file appears": ('<p><a href="@.pdf">x</a></p>', "", "posts/@.pdf"),
    "an HTML link's file goes": ('<p><a href="files/@%20b.pdf#x">x</a></p>', "files/@ b.pdf", ""),
    "an HTML picture appears": ('<p><img src="/@.svg"></p>', "", "extra/@.svg"),
    "a nearer picture": ("![p](@.svg)", "@.svg", "posts/@.svg"),
    "a picture over an extra file": ("![p](/@.svg)", "extra/@.svg", "@.svg"),
    "a nearer figure": ("```{figure} @.svg\n```", "extra/@.svg", "posts/@.svg"),
    "a nearer file of HTML": ('<p><a href="@.pdf">x</a></p>', "extra/@.pdf", "posts/@.pdf"),
    "an extra file appears": ("[x](/@.zip)", "", "extra/@.zip"),
    "a file over an extra file": ("[x](@.csv)", "extra/posts/@.csv", "posts/@.csv"),
    "an older include": ("{% include @.md %}", "_includes/@.md", "_includes/@.md"),
    "an include appears": ("{% include @.md %}", "", "_includes/@.md"),
    "an include goes": ("{% include @.md %}", "_includes/@.md", ""),
    "an include by a value": ("{% assign x = '@.md' %}{% include {{ x }} %}", "", "_includes/@.md"),
    "older data": ("{{ site.data.@ }}", "_data/@.yml", "_data/@.yml"),
    "data in a folder appears": ("{{ site.data.@.a }}", "", "_data/@/a.yml"),
    "data goes": ("{{ site.data.@ }}", "_data/@.yml", ""),
}  # fmt: skip
"""What happens -> a post's text, the file that goes where there is no other, the one that comes; ``@`` is the post's name."""
IN_PAGES = {
    "an older part": ("```{include} @.txt\n```", "@.txt", "@.txt"),
    "a part appears": ("```{include} @.txt\n```", "", "@.txt"),
    "an older listing": ("```{literalinclude} @.py\n```", "@.py", "@.py"),
    "a listing appears": ("```{literalinclude} @.py\n```", "", "@.py"),
    "a figure appears": ("```{figure} @.svg\n```", "", "@.svg"),
    "a table's file appears": ("```{csv-table}\n:file: @.csv\n```", "", "@.csv"),
    "a table's file goes": ("```{csv-table}\n:file: @.csv\n```", "@.csv", ""),
    "a fragment appears": ("```{raw} html\n:file: @.txt\n```", "", "@.txt"),
    "a download goes": ("{download}`@.pdf`", "@.pdf", ""),
    "a link's file appears": ("[x](@.pdf)", "", "@.pdf"),
    "a link's file goes": ("[x](@.pdf)", "@.pdf", ""),
    "a link's page appears": ("[x](@-other.md)", "", "@-other.md"),
    "a link's page goes": ("[x](@-other.md)", "@-other.md", ""),
}
"""The same for a page without front matter, whose files MyST and Sphinx find."""


def _named(publication):
    """Write a document for each way to name a file; return what is there before, and what comes."""
    cases = []
    for number, (text, before, after) in enumerate([*IN_POSTS.values(), *IN_PAGES.values()]):
        name = f"n{number}"
        cases.append([path.replace("@", name) for path in (before, after)])
        if number < len(IN_POSTS):
            publication.post(f"2026-01-02-{name}", text.replace("@", name) + "\n")
        else:
            publication.write(f"page-{name}.md", f"# Page\n\n{text.replace('@', name)}\n")
    return cases


def _content(path, word):
    """Return what a file of that name may hold."""
    if path.endswith(".yml"):
        return f"{word}\n"
    return PICTURE % word if path.endswith(".svg") else f"# {word}\n"


def _without_folders(warnings):
    """Return them with docutils' names of files, which begin where the program was started, cut short."""
    return re.sub(r"'[^']*/(n\d+\.csv)'", r"'\1'", warnings)


def test_files_that_are_named_are_noticed(publication, tmp_path):
    """Where they come, go, or others are found in their place; warnings are those of a clean build."""
    root = publication.root = tmp_path / "publication"
    root.mkdir()
    conf = f"{publication.conf.rstrip()}\n        html_extra_path = ['extra']\n"
    publication.write("conf.py", conf)
    publication.write("index.md", "---\ntitle: Front\n---\n")
    (root / "extra").mkdir()
    cases = _named(publication)
    for path in filter(None, (before for before, _ in cases)):
        publication.write(path, _content(path, "Old"))
    old = tree(publication.build(jobs=2).out)  # what two readers have kept is put together
    for before, after in cases:
        if not after:
            (root / before).unlink()
        else:
            # older than what was there, as what is unpacked may be
            file = publication.write(after, _content(after, "New"))
            os.utime(file, (1_600_000_000, 1_600_000_000))
    built = publication.build()
    want = clean_build(publication, tmp_path / "clean")
    changed = differences(old, tree(want.out))

    assert differences(tree(built.out), tree(want.out)) == []
    assert _without_folders(built.warnings) == _without_folders(want.warnings)
    numbers = set(re.findall(r"\bn(\d+)\b", " ".join(changed)))
    assert numbers == set(map(str, range(len(cases))))


BESIDE = """
    html_use_opensearch = "https://example.org/review"
    html_copy_source = True
    html_use_index = True

    def setup(app):
        app.connect("html-collect-pages", lambda app: [("imprint", {"body": "Ours."}, "page.html")])
"""


def test_files_beside_the_pages_come_and_go(publication, tmp_path):
    """Sphinx's own, and an extension's page: each is whole, changes with its source and goes when it is no longer wanted."""
    root = publication.root = tmp_path / "publication"
    root.mkdir()
    plain, full = dedent(publication.conf), dedent(publication.conf) + dedent(BESIDE)
    own = "_static/opensearch.xml _sources/guide.md genindex.html imprint.html search.html objects.inv .buildinfo"
    changes = [
        ("conf.py", plain),
        ("conf.py", full),
        ("guide.md", "# Guide\n\nOther text.\n"),
        ("conf.py", full.replace("org/review", "net/other")),
        ("conf.py", f"{plain}\nstandfirst_search = False\n"),
    ]
    publication.write("guide.md", "# Guide\n\nText.\n")
    publication.write("index.md", "---\ntitle: Front\n---\n")
    publication.post("2026-01-02-x")
    found = []
    for path, text in changes:
        publication.write(path, text)
        built = publication.build()
        found.append([name for name in own.split() if built.has(name)])
        listed = manifest.read(freshness.written(root / "_build" / "doctrees", built.out))

        assert differences(tree(built.out), clean(publication, tmp_path / "clean")) == []
        assert sorted(listed) == sorted(built.files())
    ever = ["objects.inv", ".buildinfo"]
    assert found == [["search.html", *ever], *[own.split()] * 3, ever]


NOTES_PAGES = """
    def note(app, page, *_):
        with open(app.outdir.parent / "made", "a") as made:
            made.write(f"{page}\\n")

    def setup(app):
        app.connect("html-page-context", note)
"""


@pytest.mark.parametrize("name", ["pygments.css", "scripts/sphinx-book-theme.js"])
def test_a_file_that_an_earlier_version_has_left_makes_no_page_again(publication, name):
    """A style sheet that is joined with others by now, a script that no page loads: each lies in the output still."""
    publication.write("conf.py", dedent(publication.conf) + dedent(NOTES_PAGES))
    publication.write("index.md", "---\ntitle: Front\n---\n")
    publication.post("2026-01-02-x")
    changed = publication.post("2026-01-03-y")
    out = publication.build().out
    made = out.parent / "made"
    found = []
    for left in ("", name):
        made.unlink()
        (out / "_static" / left).parent.mkdir(exist_ok=True)
        if left:
            (out / "_static" / left).write_text("Old.")
        changed.write_text(changed.read_text() + "\nMore.\n")
        publication.build()
        found.append(made.read_text().splitlines())

    assert found[0] == found[1]
    assert "posts/2026-01-03-y" in found[0]
    assert "posts/2026-01-02-x" not in found[0]
