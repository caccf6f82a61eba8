"""``standfirst check`` without a build: on what it reports, in which order, and in which words."""

from __future__ import annotations

import datetime as dt

import pytest
from folders import written

from standfirst.checking import checker, findings
from standfirst.checking.findings import Finding
from standfirst.problems import PostWarning, Problem

CLOCK = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
POST = "---\ntitle: T\nauthor: A\ndate: 2026-01-01\ndescription: d\n---\n\n"
CONF = 'extensions = ["standfirst"]\nstandfirst_base_url = "https://own.example/"\n'


def make(root, files, conf=CONF):
    """Write a publication's files; no two posts have one title."""
    texts = {**({} if conf is None else {"conf.py": conf}), **files}
    return written(
        root,
        {name: text.replace("title: T\n", f"title: {name}\n") for name, text in texts.items()},
    )


def said(root, *paths, **options):
    """Return file and line of each finding."""
    found = checker.check(root, [root / path for path in paths], clock=CLOCK, **options)
    return [(each.path, each.problem.line) for each in found]


BAD = f"{POST}[a](gone.md)\n\n[b](gone-too.md)\n"
FILES = {"posts/2026-01-01-z.md": BAD, "posts/b/2026-01-02-a.md": BAD, "posts/bc/2026-01-03-x.md": BAD, "about.md": "---\ntitle: A\n---\n\n[a](/gone/)\n"}  # fmt: skip


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], ["about.md", "posts/2026-01-01-z.md", "posts/b/2026-01-02-a.md", "posts/bc/2026-01-03-x.md"]),
        ([""], ["about.md", "posts/2026-01-01-z.md", "posts/b/2026-01-02-a.md", "posts/bc/2026-01-03-x.md"]),
        (["posts"], ["posts/2026-01-01-z.md", "posts/b/2026-01-02-a.md", "posts/bc/2026-01-03-x.md"]),
        (["posts/b"], ["posts/b/2026-01-02-a.md"]),
        (["posts/b/2026-01-02-a.md"], ["posts/b/2026-01-02-a.md"]),
        (["about.md", "posts/bc"], ["about.md", "posts/bc/2026-01-03-x.md"]),
        (["posts/b/../bc"], ["posts/bc/2026-01-03-x.md"]),
        (["conf.py"], []),
    ],
)  # fmt: skip
def test_it_reports_on_what_it_is_given(tmp_path, paths, expected):
    """A file, a folder and what is in it, or everything; by file, then by line."""
    make(tmp_path, FILES)
    lines = {"about.md": [5]}

    assert said(tmp_path, *paths) == [
        (path, line) for path in expected for line in lines.get(path, [8, 10])
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone.md", "{root}/gone.md does not exist"),
        ("../elsewhere.md", "{root}/../elsewhere.md is not in the publication {root}"),
        ("..", "{root}/.. is not in the publication {root}"),
    ],
)
def test_what_it_cannot_report_on_is_said(tmp_path, path, message):
    """What is not there, or is not in the publication."""
    root = make(tmp_path / "root", {})
    (tmp_path / "elsewhere.md").write_text("x", encoding="utf-8")
    with pytest.raises(checker.CheckError) as caught:
        checker.check(root, [root / path], clock=CLOCK)

    assert str(caught.value) == message.format(root=root)


def test_a_link_is_reported_on_where_it_lies(tmp_path):
    """Also one that leads nowhere."""
    root = make(tmp_path / "root", {})
    (tmp_path / "elsewhere").mkdir()
    (root / "posts").mkdir()
    (root / "posts" / "a.md").symlink_to(tmp_path / "gone.md")

    assert {path for path, _ in said(root, "posts/a.md")} <= {"posts/a.md"}
    assert said(root, "conf.py") == []


def test_a_folder_with_nothing_to_check_is_told_so(tmp_path):
    """With a folder of posts alone there is something; so is there where files are named."""
    with pytest.raises(checker.CheckError) as caught:
        checker.check(tmp_path, clock=CLOCK)

    assert str(caught.value) == f"{tmp_path} has neither conf.py nor a folder 'posts'; name files or folders to check"  # fmt: skip

    (tmp_path / "2026-01-01-x.md").write_text(BAD, encoding="utf-8")

    assert said(tmp_path, "2026-01-01-x.md") == [("2026-01-01-x.md", 8), ("2026-01-01-x.md", 10)]

    make(tmp_path, {"posts/2026-01-02-y.md": BAD}, conf=None)

    assert ("posts/2026-01-02-y.md", 8) in said(tmp_path)


@pytest.mark.parametrize(
    ("conf", "paths", "expected"),
    [
        (CONF, [], [["posts/2026-01-01-a.md", "posts/2026-01-02-b.md"]]),
        (CONF, ["posts/2026-01-02-b.md"], [["posts/2026-01-02-b.md"]]),
        (CONF, ["posts/2026-01-03-c.md"], []),
    ],
)
def test_files_with_directives_and_roles_are_tried(tmp_path, conf, paths, expected):
    """Those on which is reported, by what carries them out; what it says is reported once."""
    directive = f"{POST}[a](gone.md)\n\n```{{note}}\nText.\n```\n"
    make(tmp_path, {"posts/2026-01-01-a.md": directive, "posts/2026-01-02-b.md": f"{POST}{{sub}}`a`\n", "posts/2026-01-03-c.md": f"{POST}Text.\n"}, conf)  # fmt: skip
    asked = []

    def tried(root, files):
        asked.append(sorted(files))
        [known] = [f for f in checker.check(root, clock=CLOCK) if f.path.endswith("a.md")]
        new = Problem(subtype=PostWarning.LINK, message="new", line=3)
        return [known, Finding(path="posts/2026-01-02-b.md", problem=new)]

    found = said(tmp_path, *paths, tried=tried)

    assert asked == expected
    assert [each for each in found if each[1] == 3] == [("posts/2026-01-02-b.md", 3)] * len(
        expected
    )
    assert found.count(("posts/2026-01-01-a.md", 8)) == (not paths)


def test_options_are_reported_on_as_of_conf_py(tmp_path):
    """And the pages that its menu names; a template's loads are of the template."""
    conf = f"{CONF}standfirst_page_size = 0\nstandfirst_menu = [('A', 'nowhere')]\ntemplates_path = ['t']\n"
    make(tmp_path, {"posts/2026-01-01-a.md": f"{POST}Text.\n", "t/a.html": "\n<p onclick=1>"}, conf)
    found = checker.check(tmp_path, clock=CLOCK)

    assert [f.path for f in found] == ["conf.py", "conf.py", "t/a.html"]
    assert found[0].problem.message == "standfirst_page_size is not a number from 1 to 10000 (0); the default is used"  # fmt: skip
    assert "'nowhere'" in found[1].problem.message


PROBLEM = Problem(subtype=PostWarning.LINK, message="a, b: c", remedy="d\r\n100 %", line=3, column=7)  # fmt: skip
BARE = Problem(subtype=PostWarning.DATE, message="e", level="error")


def test_findings_as_text():
    """One line each: file, line, column, level, type, message and remedy."""
    found = [Finding(path="a.md", problem=PROBLEM), Finding(path="b.md", problem=BARE)]

    assert findings.as_text(found) == (
        "a.md:3:7: warning [standfirst.link] a, b: c; d 100 %\nb.md:1:1: error [standfirst.date] e"
    )
    assert findings.as_text([]) == ""


def test_findings_as_data():
    """Each part under its name."""
    found = [Finding(path="a.md", problem=PROBLEM), Finding(path="b.md", problem=BARE)]

    assert findings.as_data(found) == [
        {"file": "a.md", "line": 3, "column": 7, "level": "warning", "type": "standfirst.link", "message": "a, b: c", "remedy": "d\r\n100 %"},
        {"file": "b.md", "line": 1, "column": 1, "level": "error", "type": "standfirst.date", "message": "e", "remedy": ""},
    ]  # fmt: skip


def test_findings_as_workflow_commands():
    """What would end a property or the command is escaped."""
    found = [Finding(path="a,b:c%.md", problem=PROBLEM), Finding(path="b.md", problem=BARE)]

    assert findings.as_github(found) == (
        "::warning file=a%2Cb%3Ac%25.md,line=3,col=7,title=standfirst.link::a, b: c; d 100 %25\n"
        "::error file=b.md,line=1,col=1,title=standfirst.date::e"
    )


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], [("authors/a.md", 3), ("posts/2026-01-01-x.md", 6), ("posts/2026-01-01-x.md", 11), ("volumes/v.md", 3)]),
        (["authors"], [("authors/a.md", 3)]),
        (["volumes/v.md"], [("volumes/v.md", 3)]),
        (["posts"], [("posts/2026-01-01-x.md", 6), ("posts/2026-01-01-x.md", 11)]),
    ],
)  # fmt: skip
def test_pictures_that_no_page_can_show_are_told_of(tmp_path, paths, expected):
    """Portraits, covers, lead pictures and those of texts; pictures that can be shown are right."""
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'/>"
    head = POST.replace("description: d", "description: d\nimage: /pictures/bad.png")
    make(
        tmp_path,
        {
            "pictures/bad.png": "x",
            "pictures/good.svg": svg,
            "authors/a.md": "---\nname: A\nphoto: /pictures/bad.png\n---\n\nText.\n",
            "authors/b.md": "---\nname: B\nphoto: /pictures/good.svg\n---\n\nText.\n",
            "volumes/v.md": "---\ntitle: V\ncover: /pictures/bad.png\n---\n\nText.\n",
            "posts/2026-01-01-x.md": f"{head}Text.\n\n![b](/pictures/bad.png) ![c](/pictures/good.svg)\n",
        },
    )

    assert said(tmp_path, *paths) == expected


def test_code_that_takes_too_long_to_colour_is_told_of(tmp_path, monkeypatch):
    """As a build will say it, of its post."""
    slow = Problem(subtype=PostWarning.LINK, message="slow", line=9)
    monkeypatch.setattr(checker.colouring, "faults", lambda _tokens: iter([slow]))
    make(tmp_path, {"posts/2026-01-01-x.md": f"{POST}Text.\n"})

    assert checker.check(tmp_path, clock=CLOCK) == [
        Finding(path="posts/2026-01-01-x.md", problem=slow)
    ]


def test_a_formula_that_cannot_be_read_is_told_of(tmp_path):
    """As a build says it, with the line of its block."""
    body = "$$a + \\foo$$\n\nText $$\\bar\\x$$ and $$\\frac12$$.\n"
    conf = f"{CONF}standfirst_kramdown_math = True\n"
    make(tmp_path, {"posts/2026-01-01-x.md": POST + body}, conf)

    assert [(f.problem.line, f.problem.message) for f in checker.check(tmp_path, clock=CLOCK)] == [
        (
            8,
            "the formula 'a + \\foo' cannot be read: Unknown command \"\\foo\"; it is shown as written",
        ),
        (
            10,
            "the formula '\\bar\\x' cannot be read: Unknown command \"\\x\"; it is shown as written",
        ),
    ]
