"""The cost of a post grows with its text: twice the text takes twice the steps, whatever it repeats.

Steps are lines of Python that are carried out, which are the same on every machine. What C code
does in one step, copying above all, is seen in seconds, with long texts, in the audit.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from publications import Publication
from sphinx.builders import Builder

from standfirst.markdown import use_plugins
from standfirst.markdown.render import to_html
from standfirst.reading.post import read_post
from standfirst.reading.publication_reader import PublicationReader
from standfirst.reading.read_context import ReadContext
from standfirst.settings.model import Settings
from standfirst.sphinx_ext.html.builder import PublicationBuilder

SETTINGS = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), kramdown_math=True)
AROUND = ReadContext(settings=SETTINGS)
MATTER = "---\ntitle: T\nauthor: A\ndate: 2026-01-02\ndescription: d\n"
MOST = 2.3
"""Times the steps for twice the text."""


def _of_myst():
    opt_in = {"strikethrough", "fieldlist", "amsmath", "dollarmath", "tasklist", "substitution"}
    with TemporaryDirectory() as folder:
        extensions = {*Publication(Path(folder)).config().myst_enable_extensions, *opt_in}
    parser = create_md_parser(MdParserConfig(enable_extensions=extensions), RendererHTML)
    parser.disable(["wordcount", "front_matter"], ignoreInvalid=True)
    use_plugins(parser)
    return parser


PARSERS = {
    "of the build": _of_myst(),
    "of the check": PublicationReader(Path(), SETTINGS, {}, print).markdown,
}


def read(source, parser):
    """Read a post."""
    read_post(source, source="posts/2026-01-02-a.md", around=AROUND, markdown=PARSERS[parser], report=lambda _: None)  # fmt: skip


def steps(work):
    """Return how many lines of Python *work* carries out."""
    count = 0

    def step(*_):
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def again(unit):
    """Return a function that makes a text of a length by repeating *unit*."""
    return lambda size: unit * max(size // len(unit), 1) + "\n"


def numbered(form):
    """Return a function that makes a text of a length of units that have numbers."""
    return lambda size: "".join(form.format(i) for i in range(size // len(form))) + "\n"


def root(before, unit, after=""):
    """Return a function that repeats *unit* in the middle."""
    return lambda size: before + unit * (size // len(unit)) + after + "\n"


UNITS = [
    # blocks
    "> # a\nb\n", "> ```\nb\n", "> - a\n# b\n", "> :::\n\\begin{align}\n",
    "- a\n", "- a\n\n", "1. a\n", "- a\n  - b\n", "- a\n* b\n", "- a\n\n  b\n\n", "-\n", "- [ ] a\n", "> - a\n", "> a\n", "> a\n\n", ">",
    "a\n: b\n", "a\n\n: b\n\n", "a\nb\n***\n", "a\n> b\n", "a\n# b\n", "a\n===\n", "a\n", "# a\n", "## a\n\n", "# a {#b}\n", "***\n\n",
    "```\na\n```\n", "```\n", "- ```\n", "    a\n\n", ":::\n", ":::a\n", ":::{note}\na\n:::\n\n", "```{note}\na\n```\n\n",
    "```{post} 2026-01-02\n:tags: a\n```\n\n", "```{post} 2026-01-02\n", ":::{post} 2026-01-02\n:a: b\n",
    "|a|b|\n|-|-|\n|c|d|\n\n", "|a|b|\n", "|a|b|\n\n", "|", "|\n", "|--|\n", "a|b\n-|-x\n", ":a: b\n", ":a: b\n  c\n", ":a\n", ":",
    "(a)=\n", "% a\n", "+++\n", "{.a}\nb\n\n", "{.a}\n", "{: .a}\n", "a\n{: .b}\n\n", "{:a: .b}\n", "{::comment}\n", "{::options /}\n",
    "\\begin{align}\n", "a\n\\begin{align}\n", "<div>\n\n", "<div>\n\na\n\n</div>\n\n", "</div>\n\n", "<details><summary>a</summary>\n\nb\n\n",
    "<table><tr><td>a\n", "<!--\n\n", "<!-- a -->\n", "<p>a\n", "<iframe src=http://a.b></iframe>\n\n", '<div markdown="1">\n\na\n', "<pre>\n\n",
    "- {:.a} b\n", "- {:.a}\n", "{:\n", "{: .a\n.b}\nc\n", "^\n", "- a\n^\n", "[^a]: b\n[c]: d\n",
    "<hr>\na\n", "<hr>a ", "<hr>a\n\n", "<p>a</p>\nb\n", "<!-- a -->b\n\n", "<!-- a --> ", "<div><pre>\n\n", "<div>\n\n    <p>a</p>\n\n</div>\n\n", "<div>\n\n    <p>\n\n", "<div><p>a</div>\n\n    <p>b</p>\n\n", "    <p>a\n\n", "<div>\n<!--\n\n", "</div>\n*a*\n",
    '<div markdown="1">a</div>', '<div markdown="1">', '<td markdown="1">\n', '<div>\n<div markdown="1">\n*a*\n</div>\n</div>\n', "- <hr>\n  a\n", "> <hr>\n> a\n",
    "<figcaption>a</figcaption>", "<div>\n\n## a\n\n", "![a](/b.png)\n\n▲ c\n\n", "---\n\n**A B** is a c.\n\n", "1- a\n2- b\n",
    # within a paragraph
    "(http://", "http://a.b ", "http:", "www.", "://", "'http://a.b", "https://,", "[", "]", "[a](", "[a][", "[a](b) ", "![](", "![", "![a](<b",
    '[a](b "', "[a](/b c d ", "[^", "[^a", "[^a] ", "*", "*a", "*a* ", "**a** ", "_a", "*_a", "~~a", "***a", "**「重」**后", "中*", "**a.**b ", "**a.", ".**a", "a**[", "<<a>> ", "<<", "*a*{:\n.b} ", "*{: .b} ", "{strng}`a` ", "`", "`a", "`a` ",
    "**a ", "*a\n\n", "[a](/b\n\n",
    "<", "<a", "<a ", '<a b="', "<b>", "<b><i></b></i>", "<!--", "<!A ", "<?", "<http:", "</a>", "&", "&a", "&#", "\\", "\\*", "$", "$a ", "$$\n",
    "<figcaption>a <b>", "<figure>", "<img src=a.png><br><i>a", "<p><img src=a.png><br><i>a</i></p>\n\n", "![a](/b.png)\n*c*\n\n", "|a|\n|-|\n|<ul><li>b|\n\n", "$$a$$\n\n", "$$a\n\n", "$$a$$b\n", "$$a ", "$$a$$ ", "$$ to ", "$$\\def\\a{b}\\a$$ ", "$$\\a{", "$$\\newcommand{\\a}[1]{",
    "{", "{a", "{{", "{{ ", "{%", "{.a", "{:", "{: a", "{a}`b` ", "{a}`b", "`a`{.b}", "*a*{: .b}", "[a]{.b}", "[a]{", "a {::comment} ", '"a', "'a", " \"'a", "a--",
    "a...", "'90s ", "5'11\" ", "a  \n", "\\\n", "[a\n", "a <!--more--> ", "<!--more-->\n\n", "a <script>", "a <iframe src=http://a.b>", "<span>a</span>",
    # Liquid
    "{{ page.title }}", "{{ a }}", "{% a %}", "{% raw %}", "{% raw %}a{% endraw %}", "{{- page.title -}}\n\n", "{% highlight a %}\nb\n{% endhighlight %}\n",
    "x{% highlight a %}\nb\n{% endhighlight %}y ", "{% comment %}", "{{ page.title | upcase | size }}", "`{{", "```\n{{\n```\n", "{% post_url a %}",
]  # fmt: skip
SHAPES = {
    "lazy lines of a list": root("- a\n", "b\n"),
    "lazy lines of a quote": root("> a\n", "b\n"),
    "one long item": root("- a\n", "  b\n"),
    "terms": root("", "a\n", ": b"),
    "definitions": root("a\n", ": b\n"),
    "one long row": root("|a|\n|-|\n|", "b|"),
    "one long line of dashes": root("a|b\n", "-|"),
    "short rows": lambda size: "|a" * 20 + "|\n" + "|-" * 20 + "|\n" + "|c|\n" * (size // 4),
    "tables that are refused": lambda size: ("|a" * 20 + "|\n" + "|-" * 20 + "|\n" + "|f|\n") * (size // 88),
    "notes": lambda size: numbered("a[^{}] ")(size // 2) + "\n" + numbered("[^{}]: b\n")(size // 2),
    "notes in notes": numbered("[^{0}]: b[^{0}]\n\n"),
    "open notes": root("[^a]: b\n\n", "[^a"),
    "abbreviations": lambda size: numbered("*[A{}]: b\n")(size // 2) + "\n" + numbered("A{} ")(size // 2),
    "link definitions": lambda size: numbered("[a{}]: /b\n")(size // 2) + "\n" + numbered("[a{}] ")(size // 2),
    "a long title": root("[a]: b 'c\n", "c\n", "'"),
    "a long title without an end": root("[a]: b 'c\n", "c\n"),
    "a long label": root("[", "a\n"),
    "brackets with a definition": lambda size: "[a]: b\n\n" + "[" * (size // 2) + "a" + "]" * (size // 2),
    "pairs of brackets with a definition": root("[a]: b\n\n", "[][a"),
    "brackets in each other": lambda size: "[" * (size // 2) + "a" + "]" * (size // 2),
    "pictures in each other": lambda size: "![" * (size // 6) + "](b)" * (size // 6),
    "names of headings": lambda size: numbered("## a-{}\n")(size // 2) + "\n" + "## a\n" * (size // 10),
    "extensions with one end": lambda size: "{::comment}\n" * (size // 12) + "{:/comment} x\n",
    "extensions in a line with one end": lambda size: "{::comment} " * (size // 12) + "{:/x\n",
    "classes of one block": root("a\n", "{: .abc}\n"),
    "spaces before a brace": root("# a {", " ", "b"),
    "spaces within HTML": root("<div>a\nb", " ", "c\nd</div>"),
    "attributes of a tag": lambda size: "<span" + numbered(" a{}=b")(size).strip() + ">x</span>",
    "runs of ticks": lambda size: " ".join("`" * n for n in range(1, int((2 * size) ** 0.5))),
    "marks before a tag": root("{{ page.title }}\n", "> "),
    "bold names": root("a\n\n---\n\n", "**A** and ", "**B** is\n"),
    "pictures in a row": root("", "![](/b.png)", "\n\n▲ c"),
    "an address": root("http://a.b/", "()"),
    "a closing address": root("http://a.b/", ")"),
    "one word": root("", "a"),
    "Chinese": root("", "中"),
    "a paragraph": root("", "word word word. "),
}  # fmt: skip
KINDS = {repr(unit): again(unit) for unit in UNITS} | SHAPES
VALUES = {
    "keys": numbered("key{}: b\n"),
    "a key many times": again("key: b\n"),
    "tags": root("tags: [", "a, ", "]"),
    "brackets": root("a: ", "["),
    "mappings": root("a: ", "{a: "),
    "a long text": root("x: ", "a"),
    "folded lines": root("x: >\n", "  中\n"),
    "lines without a key": again("a b\n"),
    "values with a colon": again("a: b: c\n"),
    "aliases": root("a: &a [b]\nc: [", "*a, ", "]"),
    "aliases of aliases": lambda size: "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(size // 22)),
    "merged mappings": lambda size: "a: &a {b: c}\n" + numbered("d{}: {{<<: *a}}\n")(size),
    "names": root("author: ", "A B and ", "C"),
    "a byline of signs": root("author: a", ",;", "b"),
    "spaces": root("withdrawn: a", " ", "b"),
    "a source": root("source: ", "["),
    "an address": root("permalink: ", "/:a"),
    "digits": root("date: ", "1"),
    "a quotation without an end": root('x: "', "a\n"),
}  # fmt: skip


def growth(made, parser, size):
    """Return how many times the steps twice the text takes.

    Where that is many, of a longer text: what is nested costs more until it is as deep as it may be.
    """
    found = _growth(made, parser, size)
    return found if found < MOST else _growth(made, parser, 4 * size)


def _growth(made, parser, size):
    least = steps(lambda: read(f"{MATTER}---\n\nx\n", parser))
    read(made(size // 4), parser)  # what is done once, such as imports
    one, two = (steps(lambda s=s: read(made(s), parser)) - least for s in (size, 2 * size))
    return two / max(one, least)


def body(kind):
    """Return a function that makes a post of a length with such a text."""
    return lambda size: f"{MATTER}---\n\n{kind(size)}"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_twice_the_text_takes_twice_the_steps(kind):
    """In every kind of text that a rule might go through from each of its places."""
    assert growth(body(kind), "of the build", 800) < MOST


@pytest.mark.parametrize("kind", VALUES.values(), ids=VALUES)
def test_twice_the_front_matter_takes_twice_the_steps(kind):
    """In every kind of value."""
    assert growth(lambda size: f"{MATTER}{kind(size)}---\n\nx\n", "of the build", 2000) < MOST


PIECES = st.sampled_from(
    [*"*_~`[]()<>!&\\|:#-+=\"'{}^$% \n", "\n\n", "a", "中", "a b", "http://a.b", *UNITS]
)
MIXED = st.lists(PIECES, min_size=1, max_size=5).map("".join)


@given(MIXED)
@settings(max_examples=30)
def test_twice_of_anything_takes_twice_the_steps(unit):
    """Of texts that nobody has thought of."""
    assert growth(body(again(unit)), "of the build", 1200) < MOST


@pytest.mark.audit
@pytest.mark.parametrize("parser", PARSERS)
@given(MIXED, st.sampled_from(["", "> ", "- "]))
@settings(max_examples=300)
def test_twice_of_anything_takes_twice_the_steps_at_length(parser, unit, before):
    """Ten times as long, and as check reads it."""
    assert growth(body(again(before + unit)), parser, 3000) < MOST


def seconds(work, text):
    """Return the processor time that *work* takes with a text, without that of looking for garbage among what was there before."""
    gc.collect()
    gc.freeze()
    begun = time.thread_time()
    work(text)
    taken = time.thread_time() - begun
    gc.unfreeze()
    return taken


LONGER = 8
"""Times the seconds for four times the text: what goes through the whole text from each of its places takes 16."""
NOTICED = 2
"""Seconds."""


def times_longer(work, *texts, noticed=NOTICED):
    """Return how many times the seconds *work* takes with the second text, the least of each; 0 where these are fewer than *noticed*.

    What else the machine does makes a time longer and never shorter. So times that are as they should be are
    believed at once, others only when they have been taken five times.
    """
    least = [float("inf"), float("inf")]
    for _ in range(5):
        taken = [seconds(work, text) for text in texts]
        least = [*map(min, least, taken)]
        if least[1] < max(LONGER * least[0], noticed):
            break
    return least[1] / least[0] if least[1] >= noticed else 0


@pytest.mark.audit
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_four_times_the_text_takes_four_times_as_long(kind):
    """Where it takes long: C code that copies all that is left of a text from each of its places takes sixteen times."""
    texts = [*map(body(kind), (40_000, 160_000))]

    assert times_longer(lambda text: read(text, "of the build"), *texts) < LONGER


@pytest.mark.audit
@pytest.mark.parametrize(
    ("end", "noticed", "expected"),
    [(None, 0.05, True), (9_000, 0.05, False), (None, 60, False)],
    ids=["all that is left from each place", "as much from each place", "too short to be noticed"],
)
def test_what_looks_through_all_that_is_left_takes_longer(end, noticed, expected):
    """C code that does so from each place is found, however often it is measured; what takes as long everywhere is not."""

    def look(text):
        return [text.find("ab", 0 if end else place, end) for place in range(0, len(text), 4)]

    found = times_longer(look, "a" * 10_000, "a" * 40_000, noticed=noticed)

    assert (found >= LONGER) == expected


def test_a_biography_of_pictures_takes_twice_the_steps():
    """Each picture looks at its own paragraph only."""
    one, two = (steps(lambda n=n: to_html("![a](http://b.c/d.png) " * n)) for n in (100, 200))

    assert two < MOST * one


def page_steps(publication, monkeypatch, size):
    """Return how many steps reading and writing each kind's page takes, in a publication of all kinds."""
    taken = {}

    def counting(function):
        def counted(self, docname, *args, **kwargs):
            count = steps(lambda: function(self, docname, *args, **kwargs))
            taken[docname] = taken.get(docname, 0) + count

        return counted

    for number, kind in enumerate(KINDS.values()):
        publication.post(f"2026-01-02-k{number}", "").write_text(body(kind)(size), "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(Builder, "read_doc", counting(Builder.read_doc))
        patched.setattr(PublicationBuilder, "write_doc", counting(PublicationBuilder.write_doc))
        publication.build()
    return [taken[f"posts/2026-01-02-k{number}"] for number in range(len(KINDS))]


@pytest.mark.audit
def test_a_page_of_twice_the_text_takes_twice_the_steps(publication, monkeypatch):
    """From the text to the page's file, whatever docutils, MyST and Sphinx do with what it repeats."""
    one, two = (page_steps(publication, monkeypatch, size) for size in (1200, 2400))
    least = min(one)
    found = {
        kind: (more - least) / max(few - least, least)
        for kind, few, more in zip(KINDS, one, two, strict=True)
    }

    assert {kind: times for kind, times in found.items() if times >= MOST} == {}
