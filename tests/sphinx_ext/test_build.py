"""A build as a whole: its builders, its processes, its second run, what it says."""

from __future__ import annotations

import re
import shutil
from textwrap import dedent

import pytest
from lxml import html
from page_trees import PLACE, same_as_clean, tree
from site_faults import faults as site_faults
from sphinx.errors import ConfigError

from standfirst.text.i18n import words


def test_incremental_equals_clean(tmp_path, publication):
    """After adding, editing, deleting; after a template, a style, an author, a picture, a setting."""
    publication.post("2026-01-02-x", "[b](2026-01-03-b.md)\n", tags="[one]")
    publication.post("2026-01-03-b", "B.\n", date="2026-01-03", author="Bo Bee", tags="[two]")
    publication.write("about.md", "---\ntitle: About\n---\n\nWe are. [x](posts/2026-01-02-x.md)\n")
    publication.build()
    publication.post(
        "2026-01-03-b",
        "B, edited.\n",
        title="Changed",
        date="2026-01-03",
        author="Bo Bee",
        permalink="/elsewhere/",
    )
    publication.post("2026-01-04-c", "C.\n", date="2026-01-04")
    publication.write("authors/ada-lovelace.md", "---\nname: Ada Lovelace\n---\nShe.\n")
    publication.write("_templates/standfirst/footer_extra.html", "<p>Imprint</p>\n")
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        templates_path = ["_templates"]\n'
    )
    incremental = publication.build()
    (publication.root / "posts" / "2026-01-04-c.md").unlink()
    incremental = publication.build()
    same_as_clean(publication, incremental, tmp_path)

    assert not incremental.has("2026/01/b/index.html")
    assert not incremental.has("2026/01/c/index.html")
    assert "Imprint" in incremental.read(PLACE)
    assert 'href="../../../elsewhere/"' in incremental.read(PLACE)


def test_another_language_leaves_nothing_of_the_first(tmp_path, publication):
    """Nor does the way back."""
    publication.post("2026-01-02-x")
    publication.build("standfirst_language=zh-Hans")
    incremental = publication.build()

    same_as_clean(publication, incremental, tmp_path)


def test_two_processes_give_the_same(publication, shared):
    """Records, links and kept bodies come back from the readers and writers."""
    for number in range(shared):
        publication.post(
            f"2026-01-{number + 10}-x{number}",
            f"Text {number}. [o](2026-01-10-x0.md)\n\n<excerpt/>\n",
            title=f"T {number}",
            tags=f"[t{number % 3}]",
        )
    one = publication.build(jobs=1).files()
    shutil.rmtree(publication.root / "_build")
    built = publication.build(jobs=2)
    two = built.files()

    assert built.warnings == ""
    assert [name for name in one if one[name] != two.get(name)] == []


@pytest.mark.parametrize("builder", ["singlehtml", "json"])
def test_another_builder_of_pages_is_refused(publication, builder):
    """Read the Docs runs one for "htmlzip"; the error says what to use."""
    with pytest.raises(ConfigError, match=f"{builder} cannot make .* pages; use html.*htmlzip"):
        publication.build(builder=builder)


def test_a_publication_may_have_no_search(publication):
    """No page, no index, no link to them."""
    publication.post("2026-01-02-x")
    built = publication.build("standfirst_search=0")

    assert built.warnings == ""
    assert not built.has("search.html")
    assert not built.has("_search/head.json")
    assert not tree(built, PLACE).xpath("//*[@rel='search']")
    assert site_faults(built.out) == []


def test_a_build_says_what_it_has_done(publication):
    """Posts read, files written and left, and the time of each stage; in one line. The last is for editors."""
    publication.post("2026-01-02-x")
    publication.post("2026-01-03-y", draft="true")
    first = publication.build()
    files = [
        path
        for path in first.out.rglob("*")
        if path.is_file() and path.name != ".standfirst-output"
    ]
    size = words("en").bytes(sum(path.stat().st_size for path in files))
    last = [
        line for line in first.status.splitlines() if " articles; " in line or " article, " in line
    ]
    first = first.status.splitlines()
    second = publication.build().status.splitlines()
    said = [
        [line for line in status if re.search("posts? read", line)] for status in (first, second)
    ]

    assert len(last) == 1
    assert re.fullmatch(rf"1 article, 1 hidden; {len(files)} files, {size}, \d+\.\d s", last[0])

    assert [len(lines) for lines in said] == [1, 1]
    assert re.match(
        r"1 post read, \d\d files written, 0 left as they were; start \d+\.\d\d s \(CPU \d+\.\d\d\), discovery \d+\.\d\d s .*, reading",
        said[0][0],
    )
    assert re.match(r"0 posts read, 0 files written, \d\d left", said[1][0])


def test_a_build_that_did_not_end_is_no_ground_for_the_next(publication):
    """All is read again, and what was half written goes."""
    publication.post("2026-01-02-x")
    whole = publication.build().files()
    (publication.root / "_build/doctrees/standfirst/finished").unlink()
    (publication.root / "_build/html/2026/.standfirst-new-1").write_text("half")
    (publication.root / "_build/doctrees/posts/2026-01-02-x.doctree").write_bytes(b"half")
    built = publication.build()

    assert built.warnings == ""
    assert built.files() == whole


@pytest.mark.parametrize(("told", "title"), [({}, "imprint"), ({"title": "Who we are"}, "Who we are")])  # fmt: skip
def test_a_page_of_an_extension_has_the_title_that_it_is_told(publication, told, title):
    """Or its name; it is its description too."""
    told = {"body": "<p>Ours.</p>", **told}
    hook = f'app.connect("html-collect-pages", lambda app: [("imprint", {told!r}, "page.html")])'
    publication.write("conf.py", f"{dedent(publication.conf)}\ndef setup(app):\n    {hook}\n")
    page = html.fromstring(publication.build().read("imprint.html").encode())

    assert page.xpath("string(//title)") == f"{title} – The Test Review"
    assert page.xpath("//meta[@name='description']/@content") == [title]
