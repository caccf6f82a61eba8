"""Directives of ABlog, MyST and sphinx-design in posts, and formulas."""

from __future__ import annotations

import re

import pytest
from finding_lines import as_built
from page_trees import PLACE, tree
from site_faults import faults as site_faults

from standfirst.checking import checker


def test_ablogs_directives_and_labels_work(publication):
    """A list of posts, and references to authors and tags, lead to our pages."""
    publication.post("2026-01-02-x", tags="[one]", title="Listed")
    publication.write(
        "lists.md",
        '# Lists\n\n```{postlist} 5\n:format: "{title}"\n```\n\n{ref}`blog-posts`, {ref}`author-ada-lovelace`, {ref}`tag-one`\n',
    )
    built = publication.build()
    page = tree(built, "lists/")

    assert built.warnings == ""
    assert {"../2026/01/x/", "../posts/", "../authors/ada-lovelace/", "../tags/one/"} <= set(
        page.xpath("//main//a/@href")
    )


def test_lists_of_posts_have_what_they_name(publication, tmp_path, settings):
    """By slug and alias; what nobody has lists nothing, but what else is named; a check says what a build says."""
    publication.post("2026-01-02-x", tags="[Feeds]", title="One")
    publication.post("2026-01-03-y", author="Data Desk", title="Two")
    publication.write("authors/ada.md", "---\nname: Ada Lovelace\naliases: [A. A. L.]\n---\n")
    publication.write("authors/idle.md", "---\nname: Idle\n---\n")
    lists = {
        "slug": (":author: data-desk", ["Two"]),
        "alias": ('---\nauthor: "A. A. L."\n---', ["One"]),
        "unknown": (":author: Nobody\n:tags: nothing", []),
        "half": (":author: ada\n:tags: ferries", ["One"]),
        "idle": (":author: Idle", []),
        "two": (":author: ada\n:tags: feeds", ["One"]),
        "open": (":tags:", ["Two", "One"]),
    }
    for name, (options, _) in lists.items():
        text = f"---\ntitle: L {name}\n---\n\n:::{{postlist}}\n{options}\n:::\n"
        publication.write(f"{name}.md", text.encode())
    checked = as_built(checker.check(tmp_path, clock=settings.now))
    built = publication.build()

    listed = {name: tree(built, f"{name}/").xpath("//main//li//a/text()") for name in lists}
    assert listed == {name: titles for name, (_, titles) in lists.items()}
    assert [line.partition(":")[0] for line in sorted(checked)] == ["half.md", *["unknown.md"] * 2]
    assert sorted(built.warnings.splitlines()) == sorted(checked)


@pytest.mark.parametrize(
    ("lang", "options", "said"),
    [
        ("fr", "", "2 avril 2026 · T"),
        ("zh-Hant", "", "2026年4月2日 · T"),
        ("fr", ":format: '{title} ({date})'", "T (2 avril 2026)"),
        ("fr", ":date: '%d/%m'", "02/04 · T"),
        ("en", ":date: '%d/%m'\n:format: '{date} - {title}'", "02/04 - T"),
    ],
)
def test_lists_of_posts_have_the_pages_own_days(publication, lang, options, said):
    """With the year, and parted as on our pages, where the author gives no format."""
    publication.post("2026-04-02-x", date="2026-04-02 12:00:00 +0000", title="T")
    text = f"---\ntitle: L\nlang: {lang}\n---\n\n```{{postlist}}\n{options}\n```\n"
    publication.write("list.md", text.encode())
    built = publication.build()

    assert built.warnings == ""
    assert [li.text_content().strip() for li in tree(built, "list/").xpath("//main//li[contains(@class, 'ablog-post')]")] == [said]  # fmt: skip


def test_ablogs_excerpts_and_updates_work(publication):
    """A list may show excerpts and a link to the rest; an update says its date."""
    publication.post(
        "2026-01-02-x",
        "The start & <excerpt/>\n\n```{update} 3 March 2026\nWe were wrong.\n```\n\n```{update} 2026-03-04\nAgain.\n```\n",
        title="A <title> & more",
    )
    publication.write("lists.md", "# Lists\n\n```{postlist}\n:excerpts:\n:expand: Read on\n```\n")
    built = publication.build()
    page, listed = tree(built, PLACE), tree(built, "lists/").xpath("//main//li")[0]

    assert built.warnings == ""
    assert page.xpath("//*[contains(@class, 'admonition-title')]/text()") == [
        "Updated 3 March 2026",
        "Updated 4 March 2026",
    ]
    assert "A <title> & more" in listed.text_content()
    assert "The start &" in listed.text_content()
    assert "../2026/01/x/" in listed.xpath(".//a[contains(., 'Read on')]/@href")
    assert site_faults(built.out) == []


def test_a_directive_that_lacks_what_it_needs_says_what_to_write(publication):
    """Its text stays, in its box where it has one, else as code."""
    publication.post(
        "2026-01-02-x",
        "```{update}\nA *mended* one.\n```\n\n"
        "```{Admonition}\n:class: tip\nBoxed.\n```\n\n"
        "```{figure}\n:alt: A\n\nBelow.\n```\n\n"
        ":::{versionadded}\nSince.\n:::\n\nAfter.\n\n:::{note}\n:::\n",
    )
    built = publication.build()
    page = tree(built, PLACE)
    said = "posts/2026-01-02-x.md:{}: WARNING: the directive {!r} lacks its {}; {}; write the {} behind the name, as in {{{}}} {} [standfirst.markup]"

    assert [line for line in built.warnings.splitlines() if "lacks its" in line] == [
        said.format(8, "update", "date", "it is left out", "date", "update", "2026-03-04"),
        said.format(12, "Admonition", "title", "it is left out", "title", "Admonition", "Before you read"),
        said.format(17, "figure", "picture", "its text is shown as code", "picture", "figure", "chart.png"),
        said.format(23, "versionadded", "version", "its text is shown as code", "version", "versionadded", "2.0"),
    ]  # fmt: skip
    assert built.warnings.splitlines()[4:] == [
        "posts/2026-01-02-x.md:29: ERROR: the directive 'note' is empty; write its text on the lines below its name [standfirst.markup]"
    ]
    boxes = page.xpath("//*[contains(@class, 'admonition-title')]/..")
    assert [" ".join(box.text_content().split()) for box in boxes] == [
        "Updated A mended one.",
        "Note Boxed.",
    ]
    assert [
        code.text_content().strip() for code in page.xpath("//main//pre[normalize-space()]")
    ] == [
        ":alt: A\n\nBelow.",
        "Since.",
    ]


def test_myst_and_sphinx_design_work_in_posts(publication):
    """Directives, roles, definition lists, colon fences, attributes, cards, references, footnotes."""
    publication.post(
        "2026-01-02-x",
        """
        ```{note}
        Noted.
        ```

        :::{card} A card
        Inside.
        :::

        Term
        : Definition.

        {.lead}
        Text with {abbr}`HTML (hypertext)` and a note.[^1] ~~gone~~ https://example.org/a，然后

        {post}`2026-01-03-y`, {author}`ada-lovelace`

        | a | b |
        | - | - |
        | 1 | 2 |

        1- one
        2- two

        <details><summary>More</summary>Hidden.</details>

        H<sub>2</sub>O<br>x<sup>2</sup> <!-- gone -->

        [^1]: The note.
        """,
    )
    publication.post("2026-01-03-y", date="2026-01-03", title="The other")
    built = publication.build()
    page = tree(built, PLACE)

    assert built.warnings == ""
    for path in (
        "//*[contains(@class, 'admonition')]",
        "//*[contains(@class, 'sd-card')]",
        "//dl/dd",
        "//p[@class='lead']",
        "//abbr",
        "//details/summary",
        "//sub",
        "//sup",
        "//table",
        "//del | //s",
    ):
        assert page.xpath(path), path
    assert "https://example.org/a" in page.xpath("//a/@href")
    assert "The other" in page.text_content()
    assert "gone -->" not in built.read(PLACE)
    assert site_faults(built.out) == []


def test_a_formula_that_cannot_be_read_is_shown_as_it_is(publication):
    """With a warning of ours, which can be suppressed."""
    publication.post("2026-01-02-x", "{math}`\\nosuchcommand`\n")
    shown = publication.build()
    (publication.root / "posts" / "2026-01-02-x.md").touch()
    suppressed = publication.build("suppress_warnings=standfirst.markup")

    assert "posts/2026-01-02-x.md:8: WARNING: the formula" in shown.warnings
    assert suppressed.warnings == ""
    assert tree(suppressed, PLACE).xpath("//code/text()") == ["\\nosuchcommand"]


def test_a_formula_that_trips_its_parser_is_shown_as_it_is(publication):
    """In a line, in lines of its own, on pages and in books: `&` outside of a table, `^` of nothing."""
    publication.post("2026-01-02-x", "{math}`^`\n\n:::{math}\na & b\n:::\n")
    shown, book = publication.build(), publication.build(builder="epub")
    expected = ["Expected argument", 'Found "&"']

    assert tree(shown, PLACE).xpath("//code/text()") == ["^", "a & b"]
    for built in (shown, book):
        assert built.exit_code == 0
        assert (
            re.findall(r"cannot be read: (Expected argument|Found \"&\")", built.warnings)
            == expected
        )


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_a_note_in_the_margin_is_one_in_every_form(builder, publication):
    """The directive is the theme's, which is loaded for pages alone."""
    publication.post("2026-01-02-x", "```{margin} Beside\nA note.\n```\n\nText.\n")

    assert publication.build(builder=builder).warnings == ""
