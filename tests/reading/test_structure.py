"""What intake learns from a post's text, and what becomes of it."""

from __future__ import annotations

import itertools
import re

import pytest
from shapes import shape


def kinds(tokens):
    """Return the types of opening and single tokens."""
    return [token.type for token in tokens if token.nesting >= 0]


def headings(tokens):
    """Return tag, text and id of each heading."""
    return [
        (t.tag, tokens[i + 1].content, t.attrs.get("id"))
        for i, t in enumerate(tokens)
        if t.type == "heading_open"
    ]


def test_an_italic_opening_paragraph_is_the_standfirst():
    """It becomes a block of its own kind, without its emphasis, and is kept as text."""
    tokens, said, _ = shape("_An *opening* line._\n\nText.\n")

    assert said.standfirst == "An opening line."
    assert "sf_standfirst_open" in kinds(tokens)


@pytest.mark.parametrize(
    "text",
    [
        "# A title\n\n_An opening line._\n\nText.\n",
        "![](http://example.com/a.png)\n\n_An opening line._\n\nText.\n",
        "![](http://example.com/a.png)\n_▲ caption_\n\n*An opening line.*<br>\n\nText.\n",
        "***An opening line.***  \n\nText.\n",
    ],
)
def test_pictures_and_the_title_may_stand_before_the_standfirst(text):
    """A break at its end is no part of it."""
    assert shape(text)[1].standfirst == "An opening line."


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n\n_Later._\n",
        "_Half_ of it.\n",
        "# _Title_\n\nText.\n",
        "_a_ _b_\n",
        "# Another heading\n\n_Under it._\n",
    ],
)
def test_other_emphasis_is_no_standfirst(text):
    """Only a first paragraph that is emphasised from end to end is one."""
    assert not shape(text)[1].standfirst


def test_the_text_before_the_marker_is_the_excerpt():
    """The marker itself leaves nothing."""
    tokens, said, problems = shape("One.\n\nTwo.\n\n<excerpt/>\n\nThree.\n")

    assert said.excerpt == "One.\nTwo."
    assert not problems
    assert not any("excerpt" in token.type or "excerpt" in token.content for token in tokens)


def test_a_second_marker_and_one_in_a_list_leave_no_trace_but_a_warning():
    """The first at top level counts."""
    tokens, said, problems = shape(
        "- a\n\n  <excerpt/>\n\nOne.\n\n<!--more-->\n\nTwo.\n\n<excerpt/>\n\nThree.\n"
    )

    assert said.excerpt.endswith("One.")
    assert {problem.subtype.value for problem in problems} == {"excerpt"}
    assert len(problems) == 2
    assert not any("sf_excerpt" in token.type for token in tokens)


def test_a_marker_in_code_is_code():
    """It is shown, and ends nothing."""
    tokens, said, problems = shape("```\n<excerpt/>\n```\n\n`<excerpt/>`\n")

    assert not said.excerpt
    assert not problems
    assert next(t for t in tokens if t.type == "fence").content == "<excerpt/>\n"


def test_heading_levels_are_closed_up_below_the_title():
    """However an author skips, the page has no gap."""
    tokens, _, _ = shape("### One\n\n##### Two\n\n### Three\n\n## Four\n")

    expected = [
        ("h1", "A title", "a-title"),
        ("h2", "One", "one"),
        ("h3", "Two", "two"),
        ("h2", "Three", "three"),
        ("h2", "Four", "four"),
    ]

    assert headings(tokens) == expected


def test_heading_ids_are_unique_and_keep_every_script():
    """They are GitHub's, so that old links to headings work."""
    tokens, _, _ = shape("## 一、戰局！\n\n## Same\n\n## Same\n\n## Main content\n\n## ？！\n")

    assert [id_ for _, _, id_ in headings(tokens)] == [
        "a-title",
        "一戰局",
        "same",
        "same-1",
        "main-content-1",
        "section",
    ]


def test_a_first_heading_that_repeats_the_title_goes():
    """The page writes its title once."""
    assert len(headings(shape("# A  Title\n\nText.\n")[0])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "![image1](a.png)\n_▲ What it shows._\n",
        "![image1](a.png)\n▲ What it shows.\n",
        "![](a.png)\n\n▲ What it shows.\n",
        "▼ What it shows.\n\n![IMG_1](a.png)\n",
    ],
)
def test_a_picture_with_its_caption_is_a_figure(text):
    """Its alternative text comes from the caption where the author's says nothing."""
    tokens, _, _ = shape(f"Text.\n\n{text}")
    picture = next(child for t in tokens for child in t.children or [] if child.type == "image")

    assert "sf_figure_open" in kinds(tokens)
    assert "sf_caption_open" in kinds(tokens)
    assert picture.content == "What it shows."


def test_an_alternative_text_that_says_something_stays():
    """Authors know best."""
    tokens, _, _ = shape("![A map of the coast](a.png)\n▲ Figure 1.\n")
    picture = next(child for t in tokens for child in t.children or [] if child.type == "image")

    assert picture.content == "A map of the coast"


BIOGRAPHIES = [
    ("__Ada Lovelace__ is a mathematician.", "Ada Lovelace"),
    ("**Charles Babbage**, PhD, has built engines.", "Charles Babbage"),
    ("__Grace Hopper__ directs a programme.", "Grace Hopper"),
    ("**王小明**是本刊記者。", "王小明"),
    ("[__Mary Somerville__](https://example.org) writes.", "Mary Somerville"),
]


@pytest.mark.parametrize(("text", "name"), BIOGRAPHIES)
def test_closing_paragraphs_that_begin_with_a_bold_name_are_biographies(text, name):
    """They move to the end, out of the last section."""
    tokens, said, _ = shape(f"Text.\n\n---\n\n{text}\n")

    assert [biography.name for biography in said.biographies] == [name]
    assert tokens[-1].type == "sf_biographies_close"
    assert "hr" not in kinds(tokens)


@pytest.mark.parametrize(
    "text",
    [
        "案件編號：HCCC51/2022",
        "**案件編號**：HCCC51",
        "译自：Somebody, “A Book”",
        "**Note** the difference.",
        "Ada Lovelace is one.",
    ],
)
def test_other_closing_paragraphs_stay_text(text):
    """Nothing that is no biography is moved or lost."""
    tokens, said, _ = shape(f"Text.\n\n---\n\n{text}\n")

    assert not said.biographies
    assert "hr" in kinds(tokens)


def test_a_name_of_the_byline_or_of_authors_is_a_sure_match():
    """Whatever follows it."""
    text = "Text.\n\n---\n\n**Data Desk** 2026\n"

    assert not shape(text)[1].biographies
    assert shape(text, byline=["Data Desk"])[1].biographies
    assert shape(text, known=["data desk"])[1].biographies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---", []),
        ("---\n\nA", ["paragraph"]),
        ("A\n\n---", ["paragraph"]),
        ("A\n\n---\n\n***", ["paragraph"]),
        ("A\n\n---\n\nB", ["paragraph", "hr", "paragraph"]),
        ("A\n\n---\n\n***\n\n___\n\nB", ["paragraph", "hr", "paragraph"]),
        ("A\n\n---\n\n<excerpt/>\n\n---\n\nB", ["paragraph", "hr", "paragraph"]),
        ("---\n\n```\nA\n```\n\n---\n\n***\n\n    B", ["fence", "hr", "code_block"]),
        ("<hr>\n\nA\n\n---\n\n<p>B</p>\n\n---\n\nC", ["html_block", "paragraph", "hr", "html_block", "hr", "paragraph"]),
        ("A\n\n> ---\n>\n> ---", ["paragraph", "blockquote", "hr", "hr"]),
    ],
)  # fmt: skip
def test_rules_stand_between_other_blocks(text, expected):
    """At the ends there are none, and one where several follow each other; those within a block stay."""
    found = kinds(shape(text)[0])[2:]

    assert [kind.removesuffix("_open") for kind in found if kind != "inline"] == expected


def test_words_and_characters_are_counted_without_biographies():
    """Reading time is of the article."""
    said = shape("Four words of text. 四個漢字\n\n---\n\n**Ada Lovelace** is one.\n")[1]

    assert (said.words, said.han) == (4, 4)


def test_nothing_at_all_is_a_post():
    """An empty text has a title and nothing else."""
    tokens, said, _ = shape("")

    assert headings(tokens) == [("h1", "A title", "a-title")]
    assert (said.first_paragraph, said.words) == ("", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p id="one">a</p>\n\n<p id="one">b</p>', ["one"]),
        ('a <b id="one">b</b> <i id="one">c</i> <i id="two">d</i>', ["one", "two"]),
        ('## One\n\n<p id="one">a</p>\n\n<p id="a-title">b</p>', []),
        ('<p id="two words">a</p>', []),
        ('<p id="">a</p>', []),
    ],
)
def test_an_id_of_html_is_that_of_what_has_it_first(text, expected):
    """In blocks and in lines; a heading's goes before."""
    tokens, _, _ = shape(text)
    html = [t for token in tokens for t in (token, *(token.children or ())) if "html" in t.type]

    assert re.findall(' id="([^"]*)"', "".join(token.content for token in html)) == expected


@pytest.mark.parametrize(
    "alt",
    ["", "12", "image", "Img-1", "picture_2", "pic.3", "PHOTO (4)", "figure #5", "fig. 6", "screenshot 7", "untitled", "图1", "圖 2", "图片", "圖片3", "照片-4",
     *(f"DSC_1.{suffix}" for suffix in ("jpg", "JPEG", "png", "gif", "webp", "svg", "avif"))],
)  # fmt: skip
def test_an_alternative_text_that_says_nothing_is_the_captions(alt):
    """A word for pictures, a number or a file's name; of a second picture with its number."""
    tokens, _, _ = shape(f"![{alt}](a.png)\n![{alt}](b.png)\n▲ *What* it shows.\n")
    pictures = [child for t in tokens for child in t.children or [] if child.type == "image"]

    assert [picture.content for picture in pictures] == ["What it shows.", "What it shows. (2)"]


@pytest.mark.parametrize("alt", ["imagery", "image of a pier", "1a", "a b.png", "a.txt", "pier"])
def test_any_other_alternative_text_stays(alt):
    """Whatever its caption says."""
    tokens, _, _ = shape(f"![{alt}](a.png)\n▲ What it shows.\n")
    picture = next(child for t in tokens for child in t.children or [] if child.type == "image")

    assert picture.content == alt


@pytest.mark.parametrize(
    ("text", "is_figure"),
    [
        ("![](a.png)\n\nText.", False),
        ("![](a.png) Text.\n\n▲ Caption.", False),
        ("Text ![](a.png)\n▲ Caption.", False),
        ("▲ Caption.\n\n![](a.png)", False),
        ("▼ Caption.\n\n![](a.png)", True),
        ("▼ Caption.\n\n![](a.png) Text.", False),
        ("[![](a.png)](b.html)\n**▲ Caption.**", True),
        ("![](a.png)\n`x` ▲ Caption.", False),
        ("![](a.png)\n[▲](b) Caption.", False),
    ],
)
def test_a_caption_begins_with_its_mark(text, is_figure):
    """Below the pictures, or with the other mark above them; nothing else may be beside these."""
    assert ("sf_figure_open" in kinds(shape(text)[0])) is is_figure


def figures(text):
    """Return alternative texts and caption of each figure, markup in the caption as it is written."""
    tokens, _, _ = shape(text)
    shown: list[tuple[list[str], str]] = []
    for before, token in itertools.pairwise(tokens):
        children = token.children or []
        if before.type == "sf_figure_open":
            shown.append(([child.content for child in children if child.type == "image"], ""))
        elif before.type == "sf_caption_open":
            written = "".join(f"<{c.tag}>" if c.tag == "em" else c.content for c in children)
            shown[-1] = (shown[-1][0], written)
    return shown


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ('By <a href="https://e.org/">Ada</a>.', 'By <a href="https://e.org/">Ada</a>.'),
        ("\n  See <code>a.txt</code>,\n  <em>b</em>\n", "See <code>a.txt</code>, <em>b</em>"),
        ("<!-- note -->A &amp; B", "A & B"),
        ("<p>One.</p>\n<p>Two.</p>", "One.Two."),
        ("A <b>c", "A <b>c</b>"),
        ("*A*", "*A*"),
    ],
)
def test_a_caption_of_html_keeps_its_markup(caption, expected):
    """Links, emphasis and code; what is no HTML stays text, and paragraphs are lines."""
    text = f"<figure>\n<img src=a.png alt=Pier>\n<figcaption>{caption}</figcaption>\n</figure>"

    assert figures(text) == [(["Pier"], expected)]


def test_a_picture_in_a_caption_is_shown():
    """Beside its words."""
    text = (
        "<figure><img src=a.png alt=Pier><figcaption><img src=b.png alt=cc> A</figcaption></figure>"
    )
    caption = next(t for b, t in itertools.pairwise(shape(text)[0]) if b.type == "sf_caption_open")

    assert [(c.type, c.content) for c in caption.children] == [("image", "cc"), ("text", " A")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<figure><pre>x</pre><figcaption>Listing</figcaption></figure>\n\n![Pier](a.png)", []),
        ("<figure><figcaption>C</figcaption><img src=a.png alt=Pier></figure>", [(["Pier"], "C")]),
        ('<figure markdown="1">\n![Pier](a.png)\n<figcaption>C</figcaption>\n</figure>', [(["Pier"], "C")]),
        ("<figure><figcaption></figcaption><img src=a.png alt=Pier></figure>", []),
        ("![Pier](a.png)\n\n<figure><pre>x</pre><figcaption>C</figcaption></figure>", []),
    ],
)  # fmt: skip
def test_a_caption_is_that_of_a_picture_of_its_figure(text, expected):
    """Above or below it; that of something else is a paragraph, without a mark."""
    shaped = shape(text)[0]

    assert figures(text) == expected
    assert not [t for t in shaped if t.type == "inline" and t.content.startswith(("▲", "▼"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![Pier](a.png)\n*A [b](c).*", [(["Pier"], "A b.")]),
        ("![Pier](a.png)<br>*A*<br>", [(["Pier"], "A")]),
        ("![Pier](a.png)  \n_A_", [(["Pier"], "A")]),
        ("[![Pier](a.png)](b.html)\n*A*", [(["Pier"], "A")]),
        ("![Pier](a.png) *A*", []),
        ("![Pier](a.png)\n*A* and more", []),
        ("![Pier](a.png)\nA", []),
        ("<p><img src=a.png alt=Pier><br><i>By <a href=/b>Ada</a>.</i></p>", [(["Pier"], 'By <a href="/b">Ada</a>.')]),
        ("<center><a href=/b><img src=a.png alt=Pier></a>\n<br>\n<small>A</small>\n</center>", [(["Pier"], "A")]),
        ("<p><img src=a.png alt=Pier><br><i>A</i> b</p>", []),
        ("<p><img src=a.png alt=Pier><i>A</i></p>", []),
        ("<p><img src=a.png alt=Pier><br><i>A", []),
        ("<p><img src=a.png alt=Pier><br><i><img src=b.png alt=B></i></p>", []),
    ],
)  # fmt: skip
def test_emphasis_below_a_picture_in_its_paragraph_is_its_caption(text, expected):
    """From end to end of the line below; anything else stays as it is written."""
    assert figures(text) == expected


def test_headings_go_no_deeper_than_six():
    """Of a title and six levels the last two are one."""
    text = "\n\n".join(f"{'#' * n} H{n}" for n in range(1, 7))

    assert [tag for tag, _, _ in headings(shape(text)[0])] == ["h1", "h2", "h3", "h4", "h5", "h6", "h6"]  # fmt: skip


def test_an_excerpt_and_a_first_paragraph_have_600_characters():
    """Of their texts; paragraphs, quotes and lists alone make an excerpt."""
    said = shape(f"{'a' * 601}\n\n<excerpt/>\n")[1]
    prose = shape("# H\n\n▲ C\n\n▼ D\n\nOne.\n\n> Two.\n\n- Three.\n\n1. Four.\n\n```\ncode\n```\n\n<excerpt/>\n")[1]  # fmt: skip

    assert (said.excerpt, said.first_paragraph) == ("a" * 600, "a" * 600)
    assert prose.excerpt.split() == ["One.", "Two.", "Three.", "Four."]
