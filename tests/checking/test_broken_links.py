"""Links within a page, as ``standfirst check`` sees them."""

from __future__ import annotations

import pytest

from standfirst.checking import checker

CONF = 'extensions = ["standfirst"]\n'
POST = "---\ntitle: T\nauthor: A\ndate: 2026-01-01\ndescription: d\n---\n\n"


@pytest.mark.parametrize(
    ("target", "lines"),
    [
        ("#", []),
        ("#top", []),
        ("#a-heading", []),
        ("#own", []),
        ("#raw", []),
        ("#name", []),
        ("#标题", []),
        ("#nowhere", [8]),
    ],
)
def test_links_to_places_in_the_post(target, lines, tmp_path, publication, settings):
    """Headings, ids that the author wrote and the top are places; another one is named with its line, as by a build."""
    text = (
        f"{POST}[x]({target})\n\n## A heading\n\n## 标题\n\n{{#own}}\nText.\n\n"
        '<p id="raw">x</p>\n\n<a name="name"></a>\n'
    )
    publication.write("posts/2026-01-01-x.md", text.encode())
    found = checker.check(tmp_path, clock=settings.now)
    built = publication.build().warnings.splitlines()

    assert [finding.problem.line for finding in found] == lines
    assert [int(line.split(":")[1]) for line in built if line] == lines


def test_a_check_says_of_links_what_a_build_says(tmp_path, publication, settings):
    """In the same words: of what is not there, of files that nobody may have, of a role's file, and of a place."""
    publication.write("posts/e.html", b"<p>x</p>\n")
    publication.write("private/key.txt", b"x\n")
    publication.write(
        "posts/2026-01-01-x.md",
        f"{POST}[a](gone.md) [b](/private/key.txt) [c](#nowhere)\n\n{{download}}`d <e.html>`\n".encode(),
    )
    found = checker.check(tmp_path, clock=settings.now)
    lines = [
        f"{each.path}:{each.problem.line}: WARNING: {each.problem.text()} [standfirst.{each.problem.subtype.value}]"
        for each in found
    ]

    assert len(lines) == 4
    assert sorted(publication.build().warnings.splitlines()) == sorted(lines)
