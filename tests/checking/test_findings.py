"""What is wrong, for people: one thing once, in one form, with a count."""

from __future__ import annotations

import pytest

from standfirst.checking.findings import GUIDE, Said, as_lines, numbers, total


def said(path="posts/a.md", line=1, text="wrong", kind="standfirst.link", **more):
    """Return a line."""
    return Said(path=path, line=line, text=text, type=kind, **more)


def test_lines_are_sorted_and_each_is_one():
    """By file, line and column, whoever has said it and how often."""
    found = [
        said("b.md", 2),
        said("a.md", 10),
        said("a.md", 9, column=3),
        said("a.md", 9),
        said("b.md", 2),
        said("conf.py", 1, level="error", kind="standfirst.config"),
    ]

    assert as_lines(found) == [
        "a.md:9:1: warning [standfirst.link] wrong",
        "a.md:9:3: warning [standfirst.link] wrong",
        "a.md:10:1: warning [standfirst.link] wrong",
        "b.md:2:1: warning [standfirst.link] wrong",
        "conf.py:1:1: error [standfirst.config] wrong",
    ]


def test_what_is_of_no_file_or_type_says_so_by_their_absence():
    """As what Sphinx itself says."""
    assert as_lines([Said(text="no search"), said("", text="x\ny")]) == [
        "warning no search",
        "warning [standfirst.link] x y",
    ]


@pytest.mark.parametrize(("files", "lines"), [(1, 1), (10, 10), (11, 1), (2288, 1)])
def test_what_a_whole_site_lacks_is_one_line_with_a_count(files, lines):
    """Where few lack it, each is named."""
    found = [said(f"posts/{number:04}.md", text="there is no author") for number in range(files)]
    found.append(said("posts/0000.md", line=9, text="another thing"))
    made = as_lines(found)

    assert len(made) == lines + 1
    if lines == 1 and files > 1:
        more = f"{files - 1:,} more files"
        assert (
            made[0]
            == f"posts/0000.md:1:1: warning [standfirst.link] there is no author; so in {more}"
        )
    assert (
        made[-1 if lines == 1 else 1]
        == "posts/0000.md:9:1: warning [standfirst.link] another thing"
    )


@pytest.mark.parametrize("number", [1, 20, 21, 8572])
def test_what_a_file_has_again_and_again_is_gathered(number):
    """Of each type, with the line where the rest begins."""
    found = [said(line=line, text=f"the link {line}") for line in range(1, number + 1)]
    found.append(said(line=3, text="no picture", kind="standfirst.image"))
    made = as_lines(found)

    assert len(made) == min(number, 20) + 1
    assert len([line for line in made if "no picture" in line]) == 1
    if number > 20:
        assert made[-1] == (
            f"posts/a.md:20:1: warning [standfirst.link] {number - 19:,} more of this type, "
            "from this line on; `standfirst check --format json` has all"
        )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], ""),
        ([said()], f"1 warning in 1 file; what each means: {GUIDE}"),
        ([said(), said(), said(line=2)], f"2 warnings in 1 file; what each means: {GUIDE}"),
        ([said(), said("b.md", level="error")], f"1 error and 1 warning in 2 files; what each means: {GUIDE}"),
        ([Said(text="x")], f"1 warning; what each means: {GUIDE}"),
    ],
)  # fmt: skip
def test_the_last_line_counts_and_says_where_each_is_explained(found, expected):
    """Each once."""
    assert total(found) == expected


def test_where_nothing_is_wrong_that_is_a_number_too():
    """As a build's last line has it; errors are counted apart."""
    found = [said(), said(level="error"), said(line=2)]

    assert (numbers([]), numbers(found)) == ("0 warnings", "1 error and 2 warnings")
