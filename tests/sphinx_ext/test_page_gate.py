"""No output leads astray or has a class of the page's layout, whatever made it; a check says what a build does."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from lxml import html
from publications import NOW

from standfirst.checking import checker
from standfirst.problems import PostWarning
from standfirst.sphinx_ext.run import trial

POST = """\
    Words [one](javascript:a1) [two](feed:javascript:a2) <ms-msdt:a3> [four][r] [five](tel:5).

    [r]: vbscript:a4

    ```{button-link} javascript:a6
    six
    ```

    ```{card} Seven
    :link: javascript:a7
    eight
    ```

    ```{figure} /posts/x.png
    :target: javascript:a9

    nine
    ```

    ```{article-info}
    :avatar: /posts/x.png
    :avatar-link: data:text/html,a10
    :author: ten
    ```

    {bdg-link-primary}`eleven <javascript:a11>` {download}`twelve <javascript://a12>` [thirteen](path:javascript://a13)

    <a href="intent:a14" class="lead w-100">fourteen</a>

    ```{note}
    :class: dropdown

    [fifteen](blob:a15){.modal .lead}
    ```

    {octicon}`report;1em;"onload="a16` {octicon}`bell;1em" onload="a17` {fas}`star" onload="a18` {fab}`x position-fixed`

    See[^n]. [Over](https://evil.example/){.position-fixed .top-0 .sf-quiet}

    [^n]: note [nineteen](javascript:a19)

    ---

    __Ada Lovelace__ is a [person](javascript:a20).
"""
WORDS = "one two ms-msdt:a3 four five six Seven eight nine ten eleven twelve thirteen fourteen fifteen nineteen person"  # fmt: skip
ASTRAY = re.compile(r"(?:javascript|vbscript|data|blob|intent|tel|feed|ms-msdt):|//a1[23]", re.IGNORECASE)  # fmt: skip


def test_nothing_leads_astray_in_pages_feeds_and_copies(publication):
    """Words stay, each link is one warning at its line, and classes are one for the post."""
    publication.picture("posts/x.png")
    publication.post("2026-01-02-x", POST)
    publication.write("authors/ada-lovelace.md", "---\nname: Ada Lovelace\n---\n\nShe [wrote](javascript:b).\n")  # fmt: skip
    built = publication.build()
    page = html.fromstring(built.read("2026/01/x/"))
    text = " ".join(page.xpath("//div[@class='sf-text']")[0].text_content().split())
    copies = [built.read(path) for path in ("atom.xml", "rss.xml", "feed.json", "2026/01/x/index.html.md", "authors/ada-lovelace/")]  # fmt: skip

    assert [word for word in WORDS.split() if word not in text] == []
    assert [a for a in page.xpath("//@href | //@src") if ASTRAY.match(a)] == []
    assert page.xpath("//*[@onload]") == []
    assert [c for c in copies if re.search(r"(?:href=(?:\\)?[\"']|&quot;|\]\()(?:javascript|vbscript|blob|intent|tel|feed|ms-msdt):", c)] == []  # fmt: skip
    assert "She wrote." in copies[-1]
    classes = {name for value in page.xpath("//div[@class='sf-text']//@class") for name in value.split()}  # fmt: skip
    assert classes & {"position-fixed", "top-0", "w-100", "modal"} == set()
    assert classes >= {"sf-quiet", "lead", "dropdown", "sd-octicon-report"}
    assert page.xpath("//a[@class='sd-stretched-link']") == []
    assert _said(built.warnings) == _found(publication)


def _said(warnings: str) -> list[tuple[str, str]]:
    """Return file and message of each refusal of a build, in order."""
    found = re.findall(r"(?:.*/)?((?:posts|authors)/[\w.-]+):\d+: WARNING: (.*) \[standfirst\.refused\]", warnings)  # fmt: skip
    assert warnings.count("WARNING") == len(found)
    return sorted(found)


def _found(publication) -> list[tuple[str, str]]:
    """Return the same of a check."""
    findings = checker.check(publication.root, clock=NOW, tried=trial.tried)
    return sorted((found.path, found.problem.text()) for found in findings)


def test_each_warning_of_a_post_has_its_line(publication):
    """Of what stands by itself; a link within a directive has the line where that begins."""
    publication.post("2026-01-02-x", "a\n\n[b](x:b)\n\n> [c](x:c)\n> d [e](x:e)\n\n<q cite='x:f'>g</q>\n{.modal}\n")  # fmt: skip
    built = publication.build()
    lines = re.findall(r"x\.md:(\d+): WARNING: the (?:link|class) '([^']*)'", built.warnings)

    assert sorted(lines) == [("10", "x:b"), ("12", "x:c"), ("13", "x:e"), ("15", "x:f")]


def test_a_check_counts_the_lines_of_all_directives_around(publication):
    """What is refused has its own line, however deep the directive lies in which it stands."""
    publication.post(
        "2026-01-02-x",
        "::::::{note}\n[a](x:a)\n\n:::::{tip}\n:open:\n\n[b](x:b)\n\n::::{note}\n[c](x:c)\n::::\n:::::\n::::::\n",
    )
    written = (publication.root / "posts/2026-01-02-x.md").read_text(encoding="utf-8").split("\n")
    findings = checker.check(publication.root, clock=NOW, tried=trial.tried)
    refused = [found.problem for found in findings if found.problem.subtype is PostWarning.REFUSED]
    told = [(problem.line, written[problem.line - 1]) for problem in refused]

    first = written.index("[a](x:a)") + 1
    assert sorted(told) == [(first, "[a](x:a)"), (first + 5, "[b](x:b)"), (first + 8, "[c](x:c)")]


def test_a_standing_page_leads_nowhere_either(publication):
    """One that is MyST's alone: its HTML, its directives, its tree of contents; what is fine stays as written."""
    publication.write(
        "page.md",
        """
        # A page

        <a href="javascript:a" class="chart">one</a> <a  href="https://example.org/">two</a>

        ```{toctree}
        Three <javascript://%0aa>
        Four <https://example.org/four>
        ```

        ```{button-link} vbscript:a
        five
        ```

        {octicon}`bell" onload="a`
        """,
    )
    built = publication.build()
    page = built.read("page/")
    body = html.fromstring(page).xpath("//article | //div[contains(@class, 'sf-body')]")[0]

    assert re.search("javascript|vbscript", page) is None
    assert body.xpath(".//*[@onload]") == []
    assert '<a class="chart">one</a> <a  href="https://example.org/">two</a>' in page
    assert re.findall("one|Three|Four|five|bell", body.text_content()) == ["one", "Four", "Three", "five", "bell"]  # fmt: skip
    assert re.findall(r"page\.md:(\d+): WARNING: .*?'([^']*)'", built.warnings) == [
        ("14", "octicon"),
        ("3", "javascript:a"),
        ("5", "javascript://%0aa"),
        ("10", "vbscript:a"),
    ]


def test_a_publication_allows_classes_of_its_own(publication):
    """In posts, profiles and roles; no others."""
    publication.write(
        "conf.py", dedent(publication.conf) + 'standfirst_classes = ["verdict", "w-100"]\n'
    )
    publication.post("2026-01-02-x", "[a](/about){.verdict .w-100 .modal}\n\n{octicon}`bell;1em;verdict`\n")  # fmt: skip
    publication.write("about.md", "---\ntitle: About\n---\n\nText.\n")
    built = publication.build()

    assert 'class="verdict w-100 reference' in built.read("2026/01/x/")
    assert "sd-octicon-bell verdict" in built.read("2026/01/x/")
    assert re.findall(r"WARNING: (the class .*?) is", built.warnings) == ["the class 'modal'"]


def test_no_class_is_hidden_in_another(publication):
    """What a writer puts behind a hyphen has no space in it: the language of code."""
    publication.post("2026-01-02-x", '`code`{l="python position-fixed"}\n')  # fmt: skip
    built = publication.build()
    page = html.fromstring(built.read("2026/01/x/"))
    classes = {name for value in page.xpath("//div[@class='sf-text']//@class") for name in value.split()}  # fmt: skip

    assert classes >= {"highlight-none"}
    assert "position-fixed" not in classes
    assert re.findall(r"x\.md:(\d+): WARNING: (the .*? is)", built.warnings) == [("8", "the class 'python position-fixed' is")]  # fmt: skip


def test_a_picture_that_is_none_is_words(publication):
    """A document or a drawing with scripts within its address is nowhere written."""
    publication.post("2026-01-02-x", "```{image} data:text/html;base64,AAAA\n:alt: words\n```\n\n![more](data:image/svg+xml;base64,AAAA)\n")  # fmt: skip
    built = publication.build()
    page = html.fromstring(built.read("2026/01/x/"))

    assert page.xpath("//div[@class='sf-text']")[0].text_content().split() == ["words", "more"]
    assert re.findall(r"x\.md:(\d+): WARNING: the picture", built.warnings) == ["12", "8"]


def test_a_page_in_another_markup_has_a_gate_too(publication):
    """A standing page in reStructuredText, whose parser is Sphinx's own."""
    publication.post("2026-01-02-x", "[a](x:b){.modal}\n")
    publication.write("page.rst", "A page\n======\n\n`one <javascript:a>`_ two_ :octicon:`bell;1em;ours`\n\n.. _two: vbscript:a\n\n.. rst-class:: position-fixed ours\n\nThree.\n")  # fmt: skip
    conf = dedent(publication.conf)
    publication.write("conf.py", conf + 'source_suffix = {".md": "markdown", ".rst": "restructuredtext"}\n')  # fmt: skip
    built = publication.build()
    page = built.read("page/")

    assert re.search("javascript|vbscript|position-fixed", page) is None
    assert '<p class="ours">Three.</p>' in page
    assert "sd-octicon-bell ours" in page
    assert sorted(re.findall(r"page\.rst:\d+: WARNING: the \w+ '([^']*)'", built.warnings)) == ["javascript:a", "position-fixed", "vbscript:a"]  # fmt: skip


def test_a_second_build_says_and_makes_the_same(publication):
    """What is refused is refused when a text is read; nothing is kept of it."""
    publication.picture("posts/x.png")
    publication.post("2026-01-02-x", POST)
    publication.post("2026-01-03-y", "Text.\n")
    first = publication.build().files()
    publication.post("2026-01-03-y", "Another text.\n")
    publication.build()
    publication.post("2026-01-03-y", "Text.\n")
    again = publication.build(jobs=2)

    assert again.warnings == ""
    assert _but_times(again.files()) == _but_times(first)


def _but_times(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path != ".buildinfo"}


@pytest.mark.parametrize("name", ["Main content", "Pst header"])
def test_a_target_of_a_post_is_none_of_the_page(publication, name):
    """Nor is a heading, a label, or a name that a directive is given."""
    label = name.lower().replace(" ", "-")
    publication.post(
        "2026-01-02-x",
        f"({label})=\n## {name}\n\n```{{note}}\n:name: {label}\ntext\n```\n\n[up](#{label})\n",
    )
    page = html.fromstring(publication.build().read("2026/01/x/"))

    assert [element.tag for element in page.xpath(f"//*[@id='{label}']")] in (["main"], ["div"])
    assert page.xpath(f"count(//div[@class='sf-text']//*[@id='{label}'])") == 0


MEANT = """\
    {bdg-link}`a <2026-01-02-b.md>` {bdg-link}`gone <no.md>`

    ```{button-link} 2026-01-02-b.md
    :tooltip: tip
    b
    ```

    ```{button-link} x.pdf
    c
    ```

    ```{figure} /posts/x.png
    :target: /nowhere/

    d
    ```

    ```{card} e
    :link: /nope/
    words
    ```

    ```{card} f
    :link: /2026/01/b/
    words
    ```
"""


def test_links_of_directives_mean_what_those_of_markdown_mean(publication, tmp_path):
    """A post by its file, a file that is offered, an address wherever the publication lies; what leads nowhere is told."""
    publication.root = tmp_path / "publication"
    publication.write("conf.py", dedent(publication.conf) + "standfirst_search = False\n")
    publication.write("index.md", "---\ntitle: Front\n---\n")
    publication.picture("posts/x.png")
    publication.write("posts/x.pdf", b"%PDF-1.4\n")
    publication.post("2026-01-02-a", MEANT, title="A")
    publication.post("2026-01-02-b", title="B")
    built = publication.build()

    def ways():
        page = html.fromstring(built.read("2026/01/a/")).xpath("//*[@class='sf-text']")[0]
        links = [(a.text_content(), re.sub("[0-9a-f]{32}", "#", a.get("href")), a.get("title")) for a in page.iter("a")]  # fmt: skip
        return [link for link in links if link[0]], page.xpath("count(.//img)")

    assert ways() == (
        [
            ("a", "../b/", None),
            ("b", "../b/", "tip"),
            ("c", "../../../_downloads/#/x.pdf", None),
            ("/2026/01/b/", "../b/", None),
        ],
        1,
    )
    assert re.findall(
        r"\.md:(\d+): WARNING: the link '([^']*)' leads to no page", built.warnings
    ) == [
        ("8", "no.md"),
        ("19", "/nowhere/"),
        ("25", "/nope/"),
    ]
    publication.post("2026-01-02-b", title="B", permalink="/moved/")
    built = publication.build()
    assert [way for _, way, _ in ways()[0]] == [
        "../../../moved/",
        "../../../moved/",
        "../../../_downloads/#/x.pdf",
    ]
