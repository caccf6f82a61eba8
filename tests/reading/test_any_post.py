"""Whatever a file holds is a post: nothing raises, and what is known of it is fit for a page and a feed."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from publications import UNFIT, texts_in

from standfirst.catalogue.assemble import AssembleInputs, assemble
from standfirst.markdown import use_plugins
from standfirst.reading.post import read_post
from standfirst.reading.read_context import ReadContext
from standfirst.settings.model import Settings

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
use_plugins(MARKDOWN)
SETTINGS = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), volumes="quarter")
PIECES = [
    "---\n", "...\n", "title: A: b\n", "title: ", "author: Ann Lee, et al.\n", "author : [A, B]\n", "date: 2026-02-30\n",
    "date: 9999-12-31 23:00 -1200\n", "tags: [C, C++, 'c#']\n", "image: ../x\n", "- ", "  ", "\t", "\n", "\n\n", "\r\n",
    "permalink: /:x/../%2e%2e/\n", "redirect_from:\n- /a\n- //b\n", "withdrawn: yes\n", "position: left\n", "# ", "_", "**",
    "__Ann Lee__ is a writer.\n", "<excerpt/>\n", "<!--more-->", "![image1](a.png)\n_▲ text_\n", "{{ page.title }}", "{% raw %}",
    "{% post_url x %}", "$3.8", "《", "」", "[^1]", "[^1]: note\n", "|a|b|\n|-|-|\n", "<details>", "</div>", "<iframe src=x>",
    "{: .x}", "```\n", "> ", "1- ", "http://例.com）然后", "\x00", "\u202e", "\u2028", "\ufeff", "甲、乙", "text", " ", "*", ": ",
    "-----\n", "blogpost: true\n", "```{post} Jan 1, 2026\n", ":::{post}\n", ":tags: a\n", ":::\n", "language: English\n",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join)


@given(TEXTS, st.sampled_from(["2026-01-02-x.md", "x.md", "0000-00-00-\u202e.md", "-.md"]))
def test_any_text_is_a_post(text, name):
    """Read and assembled, with every problem at a line that is there, and no unfit character anywhere."""
    problems = []
    reading = read_post(
        text,
        source=f"posts/{name}",
        around=ReadContext(settings=SETTINGS),
        markdown=MARKDOWN,
        report=problems.append,
    )
    made = assemble(
        AssembleInputs(settings=SETTINGS, records={reading.record.docname: reading.record})
    )
    problems += [located.problem for located in made.problems]
    post = dc.replace(made.catalogue.posts[reading.record.docname], docname="", source="", page="")
    lines = len(text.splitlines()) + 1

    assert not [said for said in texts_in(post) if UNFIT.search(said)]
    assert post.title
    assert [p.text() for p in problems if not (1 <= p.line <= lines and p.remedy)] == []
    assert not any("\n" in problem.text() for problem in problems)
