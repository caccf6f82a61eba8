"""Links within a page, as ``standfirst check`` sees them."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from finding_lines import as_built
from folders import written

from standfirst.checking import checker, html_links

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
    lines = as_built(checker.check(tmp_path, clock=settings.now))

    assert len(lines) == 4
    assert sorted(publication.build().warnings.splitlines()) == sorted(lines)


LINES = """\
A paragraph of `several
lines` with [a](l9.md)
and ![b](l10.png)
and <a href="l11.md">c</a> and
{post}`l12` and ![](l12.png).

![b](/img/a.png)
*A caption [d](l15.md)
with [e](l16.md)*

> - [f](l18.md)
>   [g](l19.md)

<div>
<p>x
<a href="l23.md">h</a></p>
</div>

:::{note}
Words
[i](l28.md)
:::
"""


def test_each_link_and_picture_has_its_own_line(tmp_path, publication, settings):
    """Not that of its paragraph, of its caption or of its block of HTML: in a check as in a build; nor that of a key's file."""
    publication.picture("img/a.png")
    publication.write("posts/2026-01-01-x.md", f"{POST}{LINES}".encode())
    publication.write("volumes/v.md", b"---\ntitle: V\nfrom: 2026-01-01\ncover: l4.png\n---\n")
    publication.write("authors/a.md", b"---\nname: A\n\nphoto: l4.png\n---\n")
    found = checker.check(tmp_path, clock=settings.now)
    lines = [f.problem.line for f in found if re.search(r"'l[0-9]", f.problem.message)]
    named = [int(n[1]) for f in found if (n := re.search(r"'l([0-9]+)", f.problem.message))]

    assert sorted(named) == [4, 4, 9, 10, 11, 12, 12, 15, 16, 18, 19, 23, 28]
    assert lines == named
    assert sorted(publication.build().warnings.splitlines()) == sorted(as_built(found))


def test_labels_and_documents_of_sphinx_are_looked_for(tmp_path, publication, settings):
    """In a post, in a check as in a build."""
    publication.write("guide.md", "---\ntitle: G\n---\n\n(a-label)=\n## H\n")
    publication.write("posts/2026-01-02-y.md", POST.replace("T\n", "Y\n").encode() + b"Text.\n")
    publication.write(
        "posts/2026-01-01-x.md",
        f"{POST}{{ref}}`A <A-Label>` {{doc}}`/guide` {{doc}}`2026-01-02-y` {{ref}}`author-a`\n\n"
        "{ref}`no-label` {doc}`gone` {doc}`a <../gone>`\n".encode(),
    )
    said = "posts/2026-01-01-x.md:10: WARNING: {}; mend the markup, or write it as code [standfirst.markup]"
    expected = [
        said.format("undefined label: 'no-label' (ref.ref)"),
        said.format("unknown document: 'gone' (ref.doc)"),
        said.format("unknown document: '../gone' (ref.doc)"),
    ]
    lines = as_built(checker.check(tmp_path, clock=settings.now))

    assert sorted(lines) == sorted(expected)
    assert sorted(publication.build().warnings.splitlines()) == sorted(expected)


def test_a_link_to_a_label_of_another_text_leads_there(tmp_path, publication, settings):
    """As MyST has it; of a check there is nothing to say, as there is nothing of a build."""
    publication.write("guide.md", "---\ntitle: G\n---\n\n(a-label)=\n## H\n")
    publication.write("posts/2026-01-01-x.md", f"{POST}[a](#a-label)\n".encode())

    assert as_built(checker.check(tmp_path, clock=settings.now)) == []
    assert publication.build().warnings == ""


@pytest.mark.parametrize("text", ["$$\nx\n$$ (eq)\n", "$$ x $$\n", "a $b_1$ c\n", "A $$x^2$$ b.\n"])
def test_mathematics_of_myst_is_no_text(text, tmp_path, publication, settings):
    """Where ``conf.py`` switches it on a check does not say that it stays as it is written."""
    conf = f'{dedent(publication.conf)}myst_enable_extensions = ["dollarmath"]\n'
    publication.write("conf.py", conf)
    publication.write("posts/2026-01-01-x.md", f"{POST}{text}".encode())
    built = publication.build().warnings.splitlines()

    assert as_built(checker.check(tmp_path, clock=settings.now)) == built == []


def test_pages_in_html_give_no_labels(tmp_path, publication, settings):
    """So that a label which is not there is named beside them too."""
    publication.write("about.html", b"---\ntitle: G\n---\n<p>Text.</p>\n")
    publication.write("posts/2026-01-01-x.md", f"{POST}{{ref}}`no-label`\n".encode())
    lines = as_built(checker.check(tmp_path, clock=settings.now))

    assert lines == [
        "posts/2026-01-01-x.md:8: WARNING: undefined label: 'no-label' (ref.ref); mend the markup, or write it as code [standfirst.markup]"
    ]
    assert publication.build().warnings.splitlines() == lines


def test_notes_that_nothing_calls_are_named(tmp_path, publication, settings):
    """In a check as in a build; a note may be called in another one, a table, a quotation or a directive."""
    text = (
        "A[^1], again[^1].\n\n> b[^b]\n\n| c[^c] |\n|---|\n| d |\n\n```{note}\ne[^e]\n```\n\n"
        "`[^code]`\n\n[^1]: One[^in].\n[^b]: B.\n[^c]: C.\n[^e]: E.\n[^in]: In.\n[^none]: Words.\n\n"
        "[^code]: More\n    words.\n"
    )
    publication.write("posts/2026-01-01-x.md", f"{POST}{text}".encode())
    said = "posts/2026-01-01-x.md:{}: WARNING: Footnote [{}] is not referenced. (ref.footnote); mend the markup, or write it as code [standfirst.markup]"
    lines = as_built(checker.check(tmp_path, clock=settings.now))

    assert lines == [said.format(27, "none"), said.format(29, "code")]
    assert sorted(publication.build().warnings.splitlines()) == sorted(lines)


def test_what_is_nearly_named_is_told(tmp_path, publication, settings):
    """Of links, and of the roles that name posts and authors; in a check and in a build alike."""
    publication.write("authors/ada-reed.md", "---\nname: Ada Reed\n---\n")
    publication.write("posts/craft/2026-01-02-the-tide.md", POST.replace("T\n", "Tide\n").encode() + b"Text.\n")  # fmt: skip
    publication.write(
        "posts/2026-01-01-x.md",
        f"{POST}[a](2026-01-02-the-tied.md) {{post}}`2026-01-02-the-tied` {{author}}`Ada Red`\n\n"
        "{post}`2026-01-02-the-tide` {author}`ada reed` {author}`t <nobody-at-all>`\n".encode(),
    )
    lines = as_built(checker.check(tmp_path, clock=settings.now))
    gone = "posts/2026-01-01-x.md:{}: WARNING: {}; only its text is shown; {} [standfirst.link]"
    tied = "2026-01-02-the-tied"

    assert lines == [
        gone.format(8, f"the link '{tied}.md' leads to no page or file of the publication", "perhaps /posts/craft/2026-01-02-the-tide.md is meant"),
        gone.format(8, f"there is no post '{tied}', which {{post}} names", "perhaps '2026-01-02-the-tide' is meant"),
        gone.format(8, "there is no author 'Ada Red', which {author} names", "perhaps 'ada-reed' is meant"),
        gone.format(10, "there is no author 'nobody-at-all', which {author} names", "write the name of the author's file"),
    ]  # fmt: skip
    assert sorted(publication.build().warnings.splitlines()) == sorted(lines)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<a href="x.md">', ["x.md"]),
        ('<a class="b" href="/x/?a&amp;b" id="c">', ["/x/?a&b"]),
        ('<a href="x.md">a</a> <a href="/y/">b</a>', ["x.md", "/y/"]),
        ('<a href="https://a.example/">', []),
        ('<a href="//a.example/">', []),
        ('<a href="mailto:a@a.example">', []),
        ('<a href="#a">', []),
        ('<a href="">', []),
        ('<area href="x.md">', []),
        ('<a data-href="x.md">', []),
        ('<p href="x.md">', []),
    ],
)
def test_links_in_html_are_found(content, expected):
    """Those to pages and files of the publication."""
    assert html_links.within_html(content) == expected


NOWHERE = "leads to no page or file of the publication; only its text is shown; link to a source file such as posts/2025-01-31-name.md, or to an address that exists"
NO_FILE = "leads to no page or file of the publication; only its text is shown; put the file there or mend its address"
NOT_THERE = "its alternative text is shown instead; put the file there or mend its address"
ELSEWHERE = "put what readers may have beside the post, or into a folder that standfirst_attachment_folders names"
OTHERWISE = "give it as PDF, CSV, JPEG, PNG, ZIP or in another form that is known; what html_extra_path names is published as it is"
UNFETCHABLE = "put it into the publication, or give it an address that begins with https://"
HIDDEN = "names a file that is not for readers: it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](gone.md)", f"link: the link 'gone.md' {NOWHERE}"),
        ("[a](/gone/#x)", f"link: the link '/gone/#x' {NOWHERE}"),
        ('<p><a href="gone.md">x</a></p>', f"link: the link 'gone.md' {NOWHERE}"),
        ("{download}`gone.pdf`", f"link: the link 'gone.pdf' {NO_FILE}"),
        ("[a](/files/gone%20b.CSV?x#y)", f"link: the link '/files/gone b.CSV?x#y' {NO_FILE}"),
        ("{download}`a <gone.pdf>`", f"link: the link 'gone.pdf' {NO_FILE}"),
        ("{download}`a <x> < gone.pdf >`", f"link: the link 'gone.pdf' {NO_FILE}"),
        ("[a](#gone)", "link: the link '#gone' leads to no heading of this post; only its text is shown; write the heading's text in lower case with hyphens for spaces"),
        ("![a](gone.png)", f"image: the picture 'gone.png' is not there; {NOT_THERE}"),
        ("![a](http://u:p@a.example/x.png)", f"image: the picture 'http://u:p@a.example/x.png' cannot be fetched: it has a user name or password in it; {UNFETCHABLE}"),
        ("![a](ftp://a.example/x.png)", f"image: the picture 'ftp://a.example/x.png' cannot be fetched: it is not an http(s) address; {UNFETCHABLE}"),
        (f"![a](ftp://a.example/{'x' * 300})", f"image: the picture 'ftp://a.example/{'x' * 184}' cannot be fetched: it is not an http(s) address; {UNFETCHABLE}"),
        ("[a](/private/key.txt)", f"refused: the link '/private/key.txt' {HIDDEN} %; {ELSEWHERE}"),
        ("[a](x.exe)", f"refused: the link 'x.exe' {HIDDEN} %; {OTHERWISE}"),
        ("[a](out.txt)", "refused: the link 'out.txt' names something that %; only its text is shown; copy what it leads to here"),
        ("[a](x.pdf) ![b](https://a.example/x.png) [c](https://a.example/) [d](mailto:a@a.example)", None),
        ("[a](2026-01-02-y.md) [b](/2026/01/y/) [c](draft.md)", None),
        ("[a](#A-Heading) [b](#a-heading-2) [c](#aheading) [d](#%61-heading) [e](#a-id) [f](#b_id) [g](#c-id)", None),
        ("[a](#a-heading-x)", "link: the link '#a-heading-x' leads to no heading of this post; only its text is shown; write the heading's text in lower case with hyphens for spaces"),
    ],
)  # fmt: skip
def test_what_is_said_of_each_link_and_picture(tmp_path, settings, text, expected):
    """What is there, or leads out of the publication, is right; of the others each has its words."""
    ids = "## A *heading*\n\n(a-id)=\nText.\n\n<b id='b_id'>x</b>\n\n{#c-id}\nText.\n"
    files = {
        "conf.py": CONF,
        "private/key.txt": "x",
        "posts/x.pdf": "%PDF-1.4\n",
        "posts/x.exe": "x",
        "posts/2026-01-02-y.md": POST.replace("2026-01-01", "2026-01-02").replace("T\n", "Y\n")
        + "Text.\n",
        "posts/draft.md": POST.replace("title", "draft: true\ntitle") + "Text.\n",
        "posts/2026-01-01-x.md": f"{POST}Text.\n\n{text}\n\n{ids}",
    }
    root = written(tmp_path / "own", files)
    (tmp_path / "out.txt").write_text("x", encoding="utf-8")
    (root / "posts" / "out.txt").symlink_to(tmp_path / "out.txt")
    found = [(f.problem.line, f"{f.problem.subtype.value}: {f.problem.text()}") for f in checker.check(root, clock=settings.now)]  # fmt: skip

    if expected is None:
        assert found == []
        return
    [(line, said)] = found
    begin, _, end = expected.partition("%")

    assert line == 10
    assert said.startswith(begin)
    assert said.endswith(end)
    assert "%" in expected or said == expected


def test_a_file_that_is_refused_is_told_of_once(tmp_path, settings):
    """A link to nothing, each time."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "posts" / "x.exe").write_text("x", encoding="utf-8")
    text = f"{POST}[a](x.exe)\n\n[a](x.exe) [b](gone.md)\n\n[b](gone.md)\n"
    (tmp_path / "posts" / "2026-01-01-x.md").write_text(text, encoding="utf-8")

    assert [f.problem.line for f in checker.check(tmp_path, clock=settings.now)] == [8, 10, 12]
