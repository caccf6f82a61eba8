"""What one post may grow to while it is read, however its text multiplies itself; and one warning of each kind."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liquid_texts import carried_out
from markdown_it import MarkdownIt
from mdit_py_plugins.field_list import fieldlist_plugin

from standfirst.limits.budget import FACTOR, FREE, TAKEN_IN, Budget
from standfirst.markdown import use_plugins
from standfirst.markdown.context import ParseContext
from standfirst.markdown.render import to_html
from standfirst.problems import PostWarning
from standfirst.reading.post import read_post
from standfirst.reading.publication_reader import PublicationReader
from standfirst.reading.read_context import ReadContext
from standfirst.settings.model import Settings

SETTINGS = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
MATTER = "---\ntitle: A title\nauthor: A\ndate: 2026-01-02\ndescription: d\n{more}---\n\n"
MARKDOWN = PublicationReader(Path(), SETTINGS, {}, print).markdown


def grown(text, more=""):
    """Return a post's page, its text's length, and what was said."""
    problems = []
    source = MATTER.format(more=more) + text
    reading = read_post(
        source,
        source="posts/2026-01-02-a.md",
        around=ReadContext(settings=SETTINGS),
        markdown=MARKDOWN,
        report=problems.append,
    )
    tokens = [token for token in reading.tokens if not token.type.startswith("footnote")]
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, reading.env)
    return html, len(source), problems


LONG = "long" * 1000
MULTIPLIED = {
    "abbreviations": f"*[AB]: {LONG}\n\n" + "AB " * 5000,
    "links": f"[a]: https://a.example/{LONG}\n\n" + "[a] " * 5000,
    "titles of links": f"[a]: /b '{LONG}'\n\n" + "[a] " * 5000,
    "pictures": f"[a]: /b.png '{LONG}'\n\n" + "![a] " * 5000,
    "links with a text": f"[a]: https://a.example/{LONG}\n\n" + "[b][a] " * 5000,
    "attribute lists": "{:a: .b" + " .abcdefgh" * 45 + "}\n\n" + "b\n{: a}\n\n" * 5000,
    "attribute lists of spans": "{:a: .b" + " .abcdefgh" * 45 + "}\n\n" + "*b*{: a} " * 5000,
    "attribute lists in each other": "{:a: title='" + "b" * 400 + "'}\n" + "c\n{: a}\n\n" * 5000,
    "lists that name themselves": "{:a: .bcd}\n" + "{:a: a a a a a a a a}\n" * 100 + "b\n{: a}\n",
    "a table's missing cells": "|a" * 400 + "|\n" + "|-" * 400 + "|\n" + "|c|\n" * 1000,
    "many tables' missing cells": ("|a" * 80 + "|\n" + "|-" * 80 + "|\n" + "|c|\n" * 100 + "\n")
    * 20,
}


@pytest.mark.parametrize("text", MULTIPLIED.values(), ids=MULTIPLIED)
def test_what_is_written_once_and_used_often_has_a_bound(text):
    """The page stays in proportion to the text; past the bound the text stays, with one warning, at its line."""
    html, length, problems = grown(text)
    said = [problem for problem in problems if problem.subtype is PostWarning.SIZE]

    assert len(html) < FREE + (FACTOR + 12) * length
    assert len(said) == 1
    assert str(FREE + FACTOR * length) in said[0].message
    assert 1 < said[0].line <= text.count("\n") + 9


def test_what_an_ordinary_post_uses_is_carried_out():
    """A thousand uses of one definition are not many."""
    text = (
        "*[AB]: a b c\n[c]: https://d.example 'e'\n{:f: .g}\n\n" + "AB [c] ![c] *h*{: f}\n\n" * 1000
    )
    html, _, problems = grown(text)

    assert [problem for problem in problems if problem.subtype is PostWarning.SIZE] == []
    assert html.count('<abbr title="a b c">') == 1000
    assert html.count('href="https://d.example"') == 1000
    assert html.count('src="https://d.example"') == 1000
    assert html.count('<em class="g">') == 1000


def test_past_the_bound_it_stands_as_it_was_written():
    """And what is shorter than what is left is still carried out."""
    problems = []
    text = f"*[AB]: {'x' * 60_000}\n*[CD]: y\n\n{'AB ' * 9}CD\n"
    html = to_html(text, report=problems.append).replace("x" * 60_000, "x")
    carried_out = (FREE + FACTOR * len(text)) // 60_000

    assert (
        html
        == f"<p>{'<abbr title=_x_>AB</abbr> ' * carried_out}{'AB ' * (9 - carried_out)}<abbr title=_y_>CD</abbr></p>\n".replace(
            "_", '"'
        )
    )
    assert carried_out == 5
    assert len(problems) == 1


def test_a_text_defines_no_more_abbreviations_than_it_is_compared_with():
    """The rest stays as text, which is said once."""
    _, _, problems = grown("".join(f"*[A{n}]: b\n" for n in range(2000)))

    assert [(p.subtype.value, p.line) for p in problems] == [("size", 508)]


LIQUID = {
    "replace": '{{ page.x | replace: "a", page.x | replace: "a", page.x }}',
    "append": "{{ page.x" + " | append: page.x" * 40 + " }}",
    "join": "{{ page.list | join: page.x }}",
    "prepend again and again": "{{ page.x | prepend: page.x }} " * 5000,
    "long values": "{{ page.x }}" * 5000,
    "values that are thrown away": "{{ page.x | upcase | size }}" * 5000,
    "a list": "{{ page.list }}" * 5000,
}


@pytest.mark.parametrize("text", LIQUID.values(), ids=LIQUID)
def test_values_of_liquid_have_a_bound(text):
    """In whatever way a filter makes them, also where nothing of them is shown."""
    more = f"x: {'a' * 2000}\nlist: [{', '.join(['b'] * 1000)}]\n"
    html, length, problems = grown(text, more)

    assert len(html) < FREE + (FACTOR + 12) * length
    assert [p.line for p in problems if p.subtype is PostWarning.SIZE] == [10]


def test_a_long_form_of_a_date_stays_as_text():
    """A width of a few digits makes thousands of characters."""
    html, _, problems = grown("{{ page.date | date: page.form }}", f"form: '{'%999d' * 40}'\n")

    assert "page.form" in html
    assert [p.subtype.value for p in problems] == ["liquid"]


def test_aliases_in_front_matter_have_a_bound():
    """Also those of long texts, of which there need not be many."""
    more = f"a: &a {'b' * 4000}\ntags: [{', '.join(['*a'] * 400)}]\n"
    _, _, problems = grown("text", more)

    assert [(p.subtype.value, p.line) for p in problems if p.subtype is PostWarning.SIZE] == [
        ("size", 7)
    ]


def test_a_million_keys_are_refused_at_once():
    """With their number, and before YAML has read one."""
    begun = time.process_time()
    _, _, problems = grown("text", "".join(f"key{n}: value\n" for n in range(1_000_000)))

    assert time.process_time() - begun < 20
    assert {p.subtype.value for p in problems} == {"size", "title", "author", "description"}
    assert [p.message for p in problems if p.subtype is PostWarning.SIZE] == [
        "the front matter has 1000004 keys, and may have 1000; none of them is read"
    ]


def test_as_many_keys_as_there_may_be_are_read():
    """All of them."""
    _, _, problems = grown("{{ page.key995 }}", "".join(f"key{n}: value\n" for n in range(996)))

    assert [p for p in problems if p.subtype is PostWarning.SIZE] == []


def test_a_budget_takes_what_is_left_and_no_more():
    """And tells of each kind once."""
    budget = Budget(10)

    assert budget.bound == FREE + 10 * FACTOR
    assert not budget.spend(budget.bound + 1)
    assert budget.spend(budget.bound)
    assert not budget.spend(1)
    assert [budget.is_news(kind) for kind in ("a", "b", "a")] == [True, True, False]


def test_a_budget_grows_with_what_a_text_takes_in():
    """By as much for each character as for its own, up to a quarter of a million of them in all."""
    budget = Budget(10)
    bound = budget.bound
    assert budget.spend(7)
    budget.grow(3)
    assert (budget.bound, budget.left) == (bound + 3 * FACTOR, bound + 3 * FACTOR - 7)
    budget.grow(TAKEN_IN - 4)
    budget.grow(5)
    budget.grow(5)

    assert (budget.bound, budget.left) == (bound + TAKEN_IN * FACTOR, bound + TAKEN_IN * FACTOR - 7)


WORDS = st.sampled_from(
    ["{{ ", " }}", "{% ", " %}", "page", "site", ".tags", ".x", ".²", ".٣", ".5", "[0]", "['x']", "[²]", " | ", ": ", ", ", "'%Q%999999d'",
     "'a'", "²", "-1.5", "9" * 400, "join", "replace", "append", "date", "size", "first", "last", "escape", "default", "slugify",
     "url_encode", "absolute_url", "relative_url", "date_to_xmlschema", "truncate", "capitalize", "strip_html", "post_url", "link", "raw",
     "endraw", "highlight", "endhighlight", "comment", "endcomment", "-", "\n", "`", "```", ".date", ".deep", ".none", "\ud800", "\x00"]
)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.text(max_size=5)
    | st.sampled_from(["0001-01-01", "9999-12-31T23:59:59+23:59", "2026-01-02"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.lists(WORDS, max_size=25).map("".join), VALUES, st.datetimes() | st.dates())
def test_no_liquid_raises_or_outgrows_its_bound(text, value, date):
    """Whatever a tag says, and whatever it is said of."""
    page = {"x": value, "tags": ["a", value], "date": date, "deep": {"x": value}, "none": None}
    rendered, _ = carried_out(text, site={"x": value}, page=page)

    assert len(rendered.text) <= FREE + (FACTOR + 2) * len(text) + 10


def test_too_many_fields_stay_as_text():
    """As many as there may be are a list."""
    problems = []
    parser = MarkdownIt("commonmark").use(fieldlist_plugin)
    use_plugins(parser)
    lists = []
    for count in (500, 501):
        context = ParseContext(report=problems.append, lang="en", separators=())
        lists.append(parser.render(":a: b\n" * count, {"standfirst": context}).count("<dl"))

    assert lists == [1, 0]
    assert [problem.subtype for problem in problems] == [PostWarning.SIZE]


def test_a_page_has_a_bound_too(publication):
    """Blocks between colons in each other, names of one place, sizes of thousands of digits; each is said once."""
    publication.post("2026-01-02-colons", ":::note\n" * 400)
    publication.post("2026-01-03-names", "(a)=\n" * 400 + "\nText.\n")
    publication.post("2026-01-04-size", '![a](/x.png){width="' + "9" * 900 + '"} <b class="sf-width-' + "9" * 5000 + '">b</b>\n')  # fmt: skip
    publication.picture("x.png")
    built = publication.build()
    said = [line for line in built.warnings.splitlines() if "Duplicate explicit" not in line]

    assert [line.partition("WARNING: ")[2][:50] for line in said] == [
        "the block that begins here is never closed; all th",
        "the block lies in 12 others; its text is shown as ",
        "there are more than 50 names for one place; the ot",
        f"the class 'sf-width-{'9' * 30}",
    ]
    pages = {path.split("/")[-2] for path in built.files() if path.endswith("/index.html")}

    assert {"colons", "names", "size"} <= pages
