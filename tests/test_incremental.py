"""A build of what has changed gives what a build of everything gives, and touches nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conftest import Built, Publication, hold, lasting
from standfirst import freshness

_PHASES = (Phase.explicit, Phase.generate)
"""Not shrunk: a walk that fails names the step, and a shorter one would take minutes to find."""
PLACES = 4
"""Posts at most; few, so that steps meet the same one."""
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg'><title>%s</title></svg>\n"
CONF = """
    extensions = ["standfirst"]
    templates_path = ["_templates"]
    html_static_path = ["_static"]
    html_extra_path = ["extra"]
    html_css_files = ["own.css"]
    standfirst_title = "The Test Review"
    standfirst_base_url = {base!r}
    standfirst_menu = {menu!r}
    standfirst_page_size = {size}
    standfirst_sections = [{{"slug": "essays", "title": {title!r}}}, "notes"]
    standfirst_volumes = {volumes!r}
    standfirst_search = {search!r}
    standfirst_now = {now!r}
    standfirst_picture_widths = {widths!r}
"""
REMOTE = "https://pictures.example/s.png"
TEXTS = (
    "Plain text.\n",
    "A picture ![p](one.svg), another ![q](two.svg) and one that lies elsewhere ![r](/pictures/one.svg).\n",
    "[A post](2026-01-01-p1.md), [an address](/2026/01/p2/), [a page](/about/), [a file](paper.pdf).\n",
    'Raw <a href="paper.pdf">file</a>, <a href="/2026/01/p3/">post</a>.\n\n```{figure} one.svg\nSeen.\n```\n',
    "{post}`2026-01-02-p2`, {author}`ada-lovelace`, {doc}`../guide`, {ref}`author-bo-bee`, {ref}`deep`, {term}`word`.\n",
    "## One\n\nText[^n].\n\n[^n]: Note.\n\n## Two\n\nMore.\n\n---\n\n__Ada Lovelace__ is a mathematician.\n",
    "{download}`paper.pdf` and\n\n```{include} part.txt\n```\n",
    "```{image} /pictures/one.svg\n```\n\n{download}`/files/data.csv`\n\n> ```{figure} two.svg\n> ```\n",
    '<table><tr><td><a href="/files/data.csv">d</a><img src="two.svg"></td></tr></table>\n',
    f"![s]({REMOTE}) and ![t](pic.png)\n",
    "Flour and water ferment overnight; bakers knead the dough and bake loaves in a hot oven.\n",
    "Sailors hoist the canvas while the harbour pilot steers the schooner past the lighthouse.\n",
)
GUIDES = (
    "# Guide\n\n(deep)=\n## Deep\n\n:::{glossary}\nword\n  It is.\n:::\n",
    "# Manual\n\n(deep)=\n## Deeper\n\nText.\n\n```{toctree}\nguide2\n```\n",
    "# Guide\n\n[f](files/data.csv), [g](about.md), {download}`files/data.csv`\n\n![p](pictures/one.svg)\n\n```{figure} /pictures/one.svg\n```\n",
    "# Guide\n\n```{include} part.md\n```\n\n```{literalinclude} files/data.csv\n```\n\n(deep)=\n## Deep\n\nText.\n",
    "# Manual\n\n## Before\n\n:::{postlist} 3\n:::\n\n(deep)=\n## Deep\n\n```{toctree}\n:numbered:\nguide2\n```\n",
)


class Walk:
    """A publication that is changed step by step."""

    def __init__(self, root: Path) -> None:
        self.publication = Publication(root)
        self.posts: dict[int, dict[str, object]] = {}
        self.conf: dict[str, object] = {
            "base": "https://example.org/review/",
            "menu": [],
            "size": 20,
            "title": "Essays",
            "volumes": "",
            "search": True,
            "now": "2026-06-01T00:00:00+00:00",
            "widths": [20, 40],
        }
        self.clock = 0
        for folder in ("_templates", "_static", "extra"):
            (root / folder).mkdir()
        self.write("_static/own.css", "p { color: red }\n")
        self.write("guide2.md", "# Second\n\n{doc}`guide`, {ref}`deep`\n\n## Below\n\nText.\n")
        self.write_guide(0)
        self.write_conf()
        for number in range(3):
            self.write_post(number, number)

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file; each one later than those before, as editors do."""
        self.publication.write(path, text)

    def write_conf(self) -> None:
        """Write ``conf.py`` as the steps have made it."""
        self.write("conf.py", CONF.format(**self.conf))

    def write_guide(self, number: int) -> None:
        """Write the guide's first page."""
        self.write("guide.md", GUIDES[number % len(GUIDES)])

    def remove(self, path: str) -> None:
        """Remove a file, where it is there."""
        (self.publication.root / path).unlink(missing_ok=True)

    def write_post(self, place: int, number: int, **changes: str | None) -> None:
        """Write the post at *place* with what it had, and *changes*."""
        post = self.posts.setdefault(
            place, {"title": f"Title {place}", "date": f"2026-01-0{place + 1}", "body": ""}
        )
        if number >= 0:
            post["body"] = TEXTS[number % len(TEXTS)]
        post.update(changes)
        matter = {key: value for key, value in post.items() if key != "body"}
        self.publication.post(f"2026-01-0{place}-p{place}", str(post["body"]), **matter)


def _edit(walk, place, number):
    walk.write_post(place, number)


def _delete(walk, place, _number):
    walk.posts.pop(place, None)
    walk.remove(f"posts/2026-01-0{place}-p{place}.md")


def _rename(walk, place, number):
    """Give a post another's name, over it where it is there; its time of change goes with it."""
    other = number % PLACES
    if place in walk.posts and other != place:
        folder = walk.publication.root / "posts"
        (folder / f"2026-01-0{place}-p{place}.md").replace(folder / f"2026-01-0{other}-p{other}.md")
        walk.posts[other] = walk.posts.pop(place)


def _matter(key, *values):
    def change(walk, place, number):
        walk.write_post(place, -1, **{key: values[number % len(values)]})

    return change


def _conf(key, *values):
    def change(walk, _place, number):
        walk.conf[key] = values[number % len(values)]
        walk.write_conf()

    return change


def _file(path, *texts):
    """Write one of *texts* to the file, or remove it where it is None; every other time as an older one."""

    def change(walk, _place, number):
        text = texts[number % len(texts)]
        if text is None:
            walk.remove(path)
            return
        walk.write(path, text)
        if number // len(texts) % 2:
            past = 1_600_000_000 + number
            os.utime(walk.publication.root / path, (past, past))

    return change


def _held(walk, _place, number):
    """Put a remote picture into the store, or another for it, or lose its file, or all."""
    store = walk.publication.root / "pictures"
    if number % 4 == 3:  # of four
        for path in store.glob("??"):
            shutil.rmtree(path)
    elif number % 4 == 2:
        (store / "lock.json").unlink(missing_ok=True)
    else:
        hold(walk.publication, REMOTE, width=60 + number % 4)


def _uncached(walk, _place, _number):
    """Lose what the pictures were converted to."""
    shutil.rmtree(walk.publication.root / "_build" / "pictures", ignore_errors=True)


def _picture(path, *widths):
    """Write a picture of one of *widths*, or remove it where that is 0."""

    def change(walk, _place, number):
        width = widths[number % len(widths)]
        if width:
            walk.publication.picture(path, width)
        else:
            walk.remove(path)

    return change


def _older(walk, place, number):
    """Put an older file in a post's place, as an archive that is unpacked does."""
    if place in walk.posts:
        walk.write_post(place, number)
        past = 1_700_000_000 + number
        os.utime(walk.publication.root / f"posts/2026-01-0{place}-p{place}.md", (past, past))


STEPS = {
    "edit": _edit,
    "delete": _delete,
    "rename": _rename,
    "older": _older,
    "title": _matter("title", "Other", "標題", "A <b> & c"),
    "date": _matter("date", "2026-02-03", "2025-12-31 23:59:00 +0800", "2026-05-31", None, "2026-07-01"),
    "expires": _matter("expires", "2026-06-15", None, "2026-05-01"),
    "tags": _matter("tags", "[one]", "[one, Two]", None, "[two]"),
    "author": _matter("author", "Bo Bee", "Ada Lovelace and Bo Bee", "A. Lovelace", "Ada Lovelace, et al."),
    "section": _matter("section", "essays", "notes", "else", None),
    "volume": _matter("volume", "spring", None, "autumn"),
    "permalink": _matter("permalink", "/about.html", "/2026/01/p1/", None, "/x/y", "/x/", "/x.html"),
    "image": _matter("image", "one.svg", "/pictures/one.svg", None, "https://example.com/a.png", REMOTE, "pic.png"),
    "series": _matter("series", "The Road", None, "the road", "Another"),
    "withdrawn": _matter("withdrawn", "2026-02-01", None),
    "redirect": _matter("redirect_from", "/old/", None, "/2026/01/p2/"),
    "position": _matter("position", "left", None, "center"),
    "lang": _matter("lang", "zh-Hans", None),
    "ada": _file("authors/ada-lovelace.md", "---\nname: Ada Lovelace\naliases: [A. Lovelace]\n---\nShe.\n", "---\nname: Ada King\naliases: [Ada Lovelace]\nphoto: /pictures/one.svg\n---\nOf Lovelace.\n", None),
    "bo": _file("authors/bo-bee.md", "---\nname: Bo Bee\nphoto: /posts/one.svg\n---\nHe. [x](/about/)\n", None),
    "spring": _file("volumes/spring.md", "---\ntitle: Spring\nstart: 2026-01-01\nend: 2026-03-31\n---\nNote.\n", "---\ntitle: Lent\nstart: 2026-01-01\nend: 2026-01-02\ncover: /pictures/one.svg\n---\n", None),
    "footer": _file("_templates/standfirst/footer_extra.html", "<p>Imprint</p>\n", None, "<p>Other</p>\n"),
    "head": _file("_templates/standfirst/head_extra.html", "<!-- a -->\n", None),
    "style": _file("_static/own.css", "p { color: blue }\n", "p { color: cyan }\n"),
    "static": _file("_static/more.js", "1;\n", None),
    "extra": _file("extra/robots.txt", "User-agent: *\n", None, ""),
    "extra_page": _file("extra/x/y/z.txt", "z\n", None),
    "one": _file("posts/one.svg", PICTURE % 1, PICTURE % 2, None),
    "two": _file("posts/two.svg", PICTURE % 3, None),
    "elsewhere": _file("pictures/one.svg", PICTURE % 4, None, PICTURE % 5),
    "nearer": _file("posts/pictures/one.svg", PICTURE % 6, None),
    "further": _file("extra/two.svg", PICTURE % 7, None),
    "raster": _picture("posts/pic.png", 60, 0, 70),
    "held": _held,
    "uncached": _uncached,
    "widths": _conf("widths", [30], [20, 40]),
    "paper": _file("posts/paper.pdf", "1", "2", None),
    "data": _file("files/data.csv", "a,b\n", None, "c,d\n"),
    "extra_data": _file("extra/files/data.csv", "e,f\n", None),
    "part": _file("posts/part.txt", "Part.\n", "Other part.\n", None),
    "part_of_guide": _file("part.md", "Part.\n", "Other part.\n", None),
    "about": _file("about.md", "---\ntitle: About\n---\n\nWe. [p](/2026/01/p1/)\n", "---\ntitle: Who\nlang: zh-Hans\n---\n\n我们。\n", None, "---\ntitle: About\npermalink: /us/\n---\nWe.\n"),
    "guide": lambda walk, _place, number: walk.write_guide(number),
    "front": _file("index.md", "---\ntitle: Front\n---\n", "---\ntitle: Front\n---\n\n```{toctree}\nguide\n```\n"),
    "menu": _conf("menu", [("About", "about"), ("P", "/2026/01/p1/")], [], [("X", "https://example.org/")]),
    "size": _conf("size", 1, 2, 20),
    "name": _conf("title", "Long reads", "Essays"),
    "base": _conf("base", "https://example.org/", "", "https://example.net/r/"),
    "search": _conf("search", False, True),
    "volumes": _conf("volumes", "month", ""),
    "now": _conf("now", "2026-07-02T00:00:00+00:00", "2026-06-20T00:00:00+00:00", "2026-06-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00"),
}  # fmt: skip
"""Name -> what changes, told which post and a number that chooses among its values."""

steps = st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, PLACES - 1), st.integers(0, 12))
"""Which, at which post, how."""


def tree(out: Path) -> dict[str, bytes]:
    """Return the bytes of every file of the output but the search's index; folders too, with none."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in lasting(out)
    }


def times(out: Path) -> dict[str, int]:
    """Return when each file of the output was changed."""
    return {
        path.relative_to(out).as_posix(): path.stat().st_mtime_ns
        for path in lasting(out)
        if path.is_file()
    }


def clean_build(publication: Publication, root: Path, jobs: int = 1) -> Built:
    """Build a copy that nothing was built in."""
    shutil.rmtree(root, ignore_errors=True)
    ignored = shutil.ignore_patterns("_build")
    shutil.copytree(publication.root, root, symlinks=True, ignore=ignored)
    copy = object.__new__(Publication)
    copy.root = root
    return copy.build(jobs=jobs)


def clean(publication: Publication, root: Path, jobs: int = 1) -> dict[str, bytes]:
    """Return the output of a build of a copy that nothing was built in."""
    return tree(clean_build(publication, root, jobs).out)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the names of what is not equal."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def take(changes: list[tuple[str, int, int]]) -> None:
    """Walk, and compare after every step."""
    with tempfile.TemporaryDirectory(prefix="standfirst-walk-") as folder:
        walk = Walk(Path(folder, "publication"))
        built = walk.publication.build()
        before, when = tree(built.out), times(built.out)
        for change in changes:
            name, place, number = change
            STEPS[name](walk, place, number)
            built = walk.publication.build()
            after, then = tree(built.out), times(built.out)
            want = clean(walk.publication, Path(folder, "clean"))

            assert (change, differences(after, want)) == (change, [])
            touched = [
                name
                for name in then
                if name in when and before[name] == after[name] and when[name] != then[name]
            ]
            assert (change, touched) == (change, [])
            before, when = after, then


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


def test_what_leads_on_gives_what_a_clean_build_gives():
    """Series that gain and lose parts, authors who write more, in another language, less."""
    series = [("series", place, number) for place, number in ((0, 0), (1, 2), (2, 0), (1, 1))]
    texts = [("edit", 3, 11), ("edit", 0, 10), ("edit", 1, 10), ("edit", 3, 10), ("edit", 1, 11)]
    take([*series, ("author", 0, 1), ("lang", 2, 0), *texts, ("withdrawn", 1, 0)])


@pytest.mark.audit
@given(st.lists(steps, min_size=5, max_size=25))
@settings(max_examples=60, phases=_PHASES)
def test_long_walks_give_what_clean_builds_give(changes):
    """The same, for longer."""
    take(changes)


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
        publication.write(path, PICTURE % "Old" if path.endswith(".svg") else "# Old\n")
    old = tree(publication.build(jobs=2).out)  # what two readers have kept is put together
    for before, after in cases:
        if not after:
            (root / before).unlink()
        else:
            # older than what was there, as what is unpacked may be
            text = PICTURE % "New" if after.endswith(".svg") else "# New\n"
            os.utime(publication.write(after, text), (1_600_000_000, 1_600_000_000))
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
        listed = json.loads(freshness.written(root / "_build" / "doctrees", built.out).read_text())

        assert differences(tree(built.out), clean(publication, tmp_path / "clean")) == []
        assert sorted(n for n in listed if not n.startswith("pagefind/")) == sorted(built.files())
    ever = ["objects.inv", ".buildinfo"]
    assert found == [["search.html", *ever], *[own.split()] * 3, ever]
