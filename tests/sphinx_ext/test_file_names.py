"""Posts in files of any name that a file system takes: all are published, none ends a build."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.checking import checker

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
POST = "---\ntitle: T\nauthor: A\ndate: 2026-02-01\ndescription: d\n---\n\nText of {}.\n"
DEEP = "/".join(["folder " + "文" * 30] * 20)
NAMES = [
    *("a/2026-02-01-x.md", "2026-02-01-X.md", "b/2026-02-01-x.markdown"),
    *("2026-02-01-é.md", "2026-02-01-e\u0301.md", "2026-02-01-E\u0301.md"),
    *("2026-02-01-" + letter * count + ".md" for letter, count in (("l", 241), ("文", 80), ("😀", 60))),
    *("a/2026-02-01-" + "l" * 240 + "m.md", "2026-02-01-" + "l" * 240 + "n.md"),
    *("2026-02-01-dots...md", "2026-02-01-space .md", "2026-02-01- .md", "2026-02-01-.md"),
    *("2026-02-01-con.md", "2026-02-01-NUL.md", "2026-02-01-aux.x.md", "2026-02-01-.htaccess.md"),
    *("2026-02-01-web.config.md", "2026-02-01-atom.xml.md", "2026-02-01-index.md"),
    *("2026-02-01-a.doctree/2026-02-01-b.md", "2026-02-01-a.md", "2026-02-01-a.pdf/2026-02-01-c.md"),
    *("2026-02-01-**.md", "2026-02-01-[a.md", "2026-02-01-%2e%2e.md", "2026-02-01-'\".md"),
    *(f"{DEEP}/2026-02-01-x.md", f"{DEEP}/2026-02-01-y.md", f"web.config/{DEEP}/2026-02-01-z.md"),
]  # fmt: skip


def _written(publication):
    for number, name in enumerate(NAMES):
        publication.write(f"posts/{name}", POST.format(number).encode())


def _numbers(built):
    """Return whose text stands in which page."""
    pages = sorted(built.out.rglob("*.html"))
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    return {
        number: [page for page, text in texts.items() if f"<p>Text of {number}.</p>" in text]
        for number in range(len(NAMES))
    }


@pytest.mark.parametrize("style", ["", "pretty", "date", "/:path/", "/:title:output_ext"])
def test_a_post_is_published_whatever_its_files_name(publication, style):
    """At one address each, in whatever pattern; a check names the same."""
    if style:
        publication.write("conf.py", f"{publication.conf}    standfirst_permalink = {style!r}\n")
    _written(publication)
    built = publication.build()
    found = checker.check(publication.root, clock=NOW)
    pages = _numbers(built)
    named = {line.split(":")[0] for line in built.warnings.splitlines() if ".address]" in line}

    assert [number for number, where in pages.items() if len(where) != 1] == []
    assert built.exit_code == 0
    assert named == {f.path for f in found if f.problem.subtype.value == "address"}
    assert style == "/:path/" or "posts/2026-02-01-X.md" in named
    longest = max(len(str(page.relative_to(built.out)).encode()) for where in pages.values() for page in where)  # fmt: skip
    assert longest < 1_000


def test_standing_pages_may_have_such_names_too(publication):
    """Each lies somewhere, and where a file of ours is the file stays."""
    publication.write(f"guide/{'l' * 250}.md", "# Long\n\nText of long.\n")
    publication.write("atom.xml.md", "# Not a feed\n\nText of no feed.\n")
    publication.write("rss.xml/x.md", "---\ntitle: Below a feed\n---\n\nText below.\n")
    built = publication.build()

    assert "Text of long." in built.read(f"guide/{'l' * 246}/")
    assert "Text of no feed." in built.read("atom.xml-page/")
    assert "Text below." in built.read("rss.xml-page/x/")
    assert built.read("atom.xml").startswith("<?xml")
