"""Builds in which something raises at one post: it is named, everything else is published, and the next build tries again."""

from __future__ import annotations

import datetime as dt
import inspect
import re

import pytest
from sphinx.errors import SphinxError
from walks import clean, clean_build, differences, tree

from standfirst.addresses import page_path
from standfirst.checking import checker
from standfirst.editions import cards, html_to_nodes
from standfirst.editions.typst import documents
from standfirst.outputs import feeds
from standfirst.outputs.article import Facts
from standfirst.outputs.citations import formats, styles
from standfirst.reading import discovery, publication_reader
from standfirst.sphinx_ext.builders import composer, epub_
from standfirst.sphinx_ext.html import texts, translator
from standfirst.sphinx_ext.read import dependencies, parser, transforms
from standfirst.sphinx_ext.stages import metadata_, search_

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
BAD, PAGE = "2026-01-05-bad", "2026/01/bad/"
CODE, BARE, OUT, PART = "code", "bare", "out", "part"
"""What there is of the post: its text as code, a page without a template, nothing, all but a part."""


def _raise(*_args, **_kwargs):
    raise LookupError("first line\n::error::second line")


def _if_bad(monkeypatch, owner, name, is_bad):
    """Have a function raise where it is called for the bad post."""
    original = getattr(owner, name)

    def replaced(*args, **kwargs):
        return _raise() if is_bad(*args, **kwargs) else original(*args, **kwargs)

    monkeypatch.setattr(owner, name, replaced)


def _says_bad(*args, **kwargs):
    """Return whether an argument is, or is about, the bad post."""
    told = [*args, *kwargs.values()]
    told += [getattr(one, name, "") for one in told for name in ("docname", "path", "file")]
    told += [getattr(getattr(one, "post", None), "docname", "") for one in args]
    return not {f"posts/{BAD}", f"posts/{BAD}.md", "bad.md"}.isdisjoint(
        one for one in told if isinstance(one, str)
    )


def _is_of_bad(self, *_args, **_kwargs):
    return "bad" in self.env.docname


def _visits_bad(self, *_args, **_kwargs):
    return "bad" in (getattr(self.builder, "current_docname", None) or "")


PHASES = {
    "front matter": (discovery, "read_matter", _says_bad, OUT),
    "reading": (parser, "read_post", _says_bad, CODE),
    "a transform": (transforms.KeepInside, "apply", _is_of_bad, OUT),
    "when it is read": (dependencies, "keep", _says_bad, OUT),
    "an address": (page_path, "of_post", lambda source, *_: "bad" in source and _in_places(), OUT),
    "facts": (Facts, "_article", _says_bad, OUT),
    "resolving": (transforms.ResolveFragments, "run", _is_of_bad, CODE),
    "writing": (translator.PageTranslator, "visit_paragraph", _visits_bad, CODE),
    "writing its title too": (search_, "_post", _says_bad, BARE),
    "its head": (metadata_, "head", _says_bad, BARE),
    "its citation": (styles, "entry", lambda one: "bad" in one.key, PART),
    "a file of citations": (formats, "_ris_reference", lambda one: "bad" in one.key, PART),
    "its Markdown": (texts.markdown_copy, "write", _says_bad, PART),
    "an entry of feeds": (feeds, "FeedEntry", lambda **said: "bad" in said["url"], PART),
}


MORE = ("reading", "writing")
"""Phases that each test takes, one of each kind of process; the others only in an audit."""


def _in_places():
    """Return whether an address is being given out; a post's Liquid asks for it too."""
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_code.co_name == "place_posts":
            return True
        frame = frame.f_back
    return False


def _posts(publication, count=3):
    conf = (publication.root / "conf.py").read_text("utf-8")
    publication.write("conf.py", f"{conf}standfirst_citation_files = ['ris']\n")
    for number in range(1, count + 1):
        publication.post(
            f"2026-01-{number % 28 + 1:02}-p{number:02}",
            "Text of another.\n\n[To the bad one](2026-01-05-bad.md)\n",
            title=f"Other {number:02}",
        )
    publication.post(BAD, "Text that `bad` wrote, [link](#nowhere).\n", title="A bad title")


def _said(built):
    return [line for line in built.warnings.splitlines() if "standfirst.fault]" in line]


def _shows(built, done, count):
    """Assert what there is of the post."""
    is_there = done != OUT
    assert built.has(f"{PAGE}index.html") == is_there
    others = [name for name in built.files() if re.fullmatch(r"2026/01/p\d\d/index\.html", name)]
    assert len(others) == count
    assert ("../bad/" in built.read(others[0])) == is_there
    assert ("A bad title" in built.read("authors/ada-lovelace/")) == is_there
    assert ("/bad/" in built.read("sitemap.xml")) == is_there
    if done in {CODE, BARE}:
        page = built.read(PAGE)
        assert re.search(r"<pre>.*Text that `bad` wrote, \[link\]\(#nowhere\)\.", page, re.DOTALL)
        assert ("sf-footer" in page) == (done == CODE)
        assert page.count("<h1") == 1
        assert "Text that `bad` wrote" in built.read("atom.xml")


def _names_it_once(built):
    (said,) = _said(built)
    assert said.startswith(f"posts/{BAD}.md:1: WARNING: ")
    assert "raises LookupError (first line) while it is" in said
    assert "second line" not in built.warnings
    assert built.exit_code == 0


@pytest.mark.parametrize("phase", PHASES)
def test_a_post_that_raises_is_named_and_everything_else_is_published(
    publication, tmp_path_factory, monkeypatch, phase
):
    """Once, with its file, in one line; when the fault is gone, the next build is as one from nothing."""
    owner, name, is_bad, done = PHASES[phase]
    _posts(publication)
    with monkeypatch.context() as patched:
        _if_bad(patched, owner, name, is_bad)
        built = publication.build()
        _names_it_once(built)
        _shows(built, done, 3)
    mended = publication.build()

    assert _said(mended) == []
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "clean"
    assert differences(tree(mended.out), clean(publication, elsewhere)) == []


@pytest.mark.parametrize(
    "phase", [name if name in MORE else pytest.param(name, marks=pytest.mark.audit) for name in PHASES]
)  # fmt: skip
def test_two_processes_say_and_make_the_same(
    publication, tmp_path_factory, monkeypatch, phase, shared
):
    """In a build from nothing, and where the fault comes to a publication that was built."""
    owner, name, is_bad, done = PHASES[phase]
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    _posts(publication, shared)
    before = publication.root / f"posts/{BAD}.md"
    text = before.read_text(encoding="utf-8")
    before.write_text(text.replace("What it is about.", "Before."), encoding="utf-8")
    publication.build(jobs=2)
    before.write_text(text, encoding="utf-8")
    _if_bad(monkeypatch, owner, name, is_bad)
    alone = clean_build(publication, elsewhere / "one")
    together = clean_build(publication, elsewhere / "two", jobs=2)
    again = publication.build(jobs=2)

    for built in (alone, together, again):
        _names_it_once(built)
        _shows(built, done, shared)
    assert differences(tree(alone.out), tree(together.out)) == []
    assert differences(tree(alone.out), tree(again.out)) == []


def test_a_post_that_raises_is_no_part_of_the_page_around_it(publication, monkeypatch):
    """Its title would be an identifier that scripts of the page look for."""
    publication.post(BAD, title="cite")
    _if_bad(monkeypatch, parser, "read_post", _says_bad)
    page = publication.build().read(PAGE)

    assert re.findall(r'<section>\s*<span id="([^"]*)"', page) == ["title"]


def test_a_fault_in_the_front_page_or_a_standing_page_is_one_of_that_page(publication, monkeypatch):
    """Of MyST's alone as well; the pages around it link to it."""
    publication.write("guide/index.md", "# Guide\n\n```{toctree}\none\ntwo\n```\n")
    publication.write("guide/one.md", "# The bad one\n\nWritten *thus*.\n")
    publication.write("guide/two.md", "# Two\n\n[one](one.md)\n")
    publication.write("bad.md", "---\ntitle: Bad page\n---\n\nWritten *so*.\n")
    publication.post("2026-01-02-x")
    with monkeypatch.context() as patched:
        _if_bad(patched, parser, "read_post", _says_bad)
        _if_bad(
            patched,
            parser.PublicationParser,
            "_parse_page",
            lambda _self, text, *_: "bad one" in text,
        )
        built = publication.build()
    said = _said(built)

    assert [line.partition(":")[0] for line in said] == ["bad.md", "guide/one.md"]
    assert "Written *thus*." in built.read("guide/one/")
    assert "Written *so*." in built.read("bad/")
    assert "The bad one" in built.read("guide/")
    assert "../one/" in built.read("guide/two/")


def test_without_a_front_page_there_is_no_publication(publication, monkeypatch):
    """It is the editor's: what cannot be shown in any way ends the build."""
    _if_bad(monkeypatch, dependencies, "keep", lambda _domain, docname: docname == "index")
    with pytest.raises(SphinxError, match="first line"):
        publication.build()


def test_a_list_that_cannot_be_written_has_its_title(publication, monkeypatch):
    """It is named by its file; links to it hold."""
    publication.post("2026-01-02-x", author="Bad Author")
    with monkeypatch.context() as patched:
        _if_bad(patched, metadata_, "head", lambda _domain, page, *_: "bad-author" in page)
        built = publication.build()
        assert "sf-footer" not in built.read("authors/bad-author/")
    mended = publication.build()

    assert "sf-footer" in mended.read("authors/bad-author/")
    assert _said(mended) == []
    (said,) = _said(built)
    assert "the page authors/bad-author/index.html raises LookupError (first line)" in said
    assert "Bad Author" in built.read("authors/bad-author/")
    assert "Text." in built.paragraphs("2026/01/x/")


def test_files_of_authors_and_volumes_are_caught_as_posts_are(publication, monkeypatch):
    """They are left out; the posts that name them stay."""
    publication.write("authors/ada-lovelace.md", "---\nname: Ada Lovelace\n---\n\nA biography.\n")
    publication.write("volumes/one.md", "---\ntitle: One\n---\n")
    publication.post("2026-01-02-x")
    monkeypatch.setattr(discovery.profiles, "read_author", _raise)
    monkeypatch.setattr(discovery.profiles, "read_volume", _raise)
    built = publication.build()
    found = checker.check(publication.root, clock=NOW)

    assert [line.partition(":")[0] for line in _said(built)] == [
        "authors/ada-lovelace.md",
        "volumes/one.md",
    ]
    assert [finding.path for finding in found] == ["authors/ada-lovelace.md", "volumes/one.md"]
    assert "Text." in built.paragraphs("2026/01/x/")
    assert built.has("authors/ada-lovelace/index.html")


def test_a_check_says_what_a_build_says(publication, monkeypatch):
    """Of each post that raises while it is read, while an address is given out, or while its links are looked at."""
    publication.post("2026-01-02-bad-text")
    publication.post("2026-01-03-fine")
    publication.post("2026-01-04-bad-place")
    for owner in (parser, publication_reader):
        _if_bad(monkeypatch, owner, "read_post", lambda *_a, source, **_k: "bad-text" in source)
    _if_bad(monkeypatch, page_path, "of_post", lambda source, *_: "bad-place" in source and _in_places())  # fmt: skip
    built = publication.build()
    found = checker.check(publication.root, clock=NOW)

    assert [
        f"{f.path}:{f.problem.line}: WARNING: {f.problem.text()} [standfirst.fault]" for f in found
    ] == sorted(_said(built))
    assert len(found) == 2


@pytest.mark.parametrize(
    "met", [MemoryError("no memory"), OSError(28, "No space left", "x")], ids=repr
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_the_machines_ends_the_build(publication, monkeypatch, met, jobs):
    """In whatever phase, with its own words."""
    _posts(publication)

    def raising(*_args, **_kwargs):
        raise met

    monkeypatch.setattr(parser, "read_post", raising)
    with pytest.raises((MemoryError, OSError, SphinxError), match=r"no memory|No space left"):
        publication.build(jobs=jobs)


def test_what_an_editors_template_raises_ends_the_build(publication):
    """Or every page would be without one."""
    publication.post("2026-01-02-x")
    publication.write("_templates/standfirst/footer_extra.html", "{{ nothing.at.all }}\n")
    conf = publication.conf.rstrip()
    publication.write("conf.py", f'{conf}\n        templates_path = ["_templates"]\n')
    with pytest.raises(SphinxError, match="nothing"):
        publication.build()


def test_recursion_that_is_too_deep_is_a_posts(publication, monkeypatch):
    """Python's own error, of a text that lies deep."""

    def deep(*_args, **_kwargs):
        return deep()

    publication.post(BAD, title="A bad title")
    publication.post("2026-01-02-x")
    original = parser.read_post
    monkeypatch.setattr(
        parser, "read_post", lambda *a, **k: (deep if "bad" in k["source"] else original)(*a, **k)
    )
    built = publication.build()

    (said,) = _said(built)
    assert "raises RecursionError (maximum recursion depth exceeded" in said
    assert "<pre>" in built.read(PAGE)


EDITIONS = {
    "epub": (epub_.EpubTranslator, "visit_paragraph"),
    "typst": (composer, "translate"),
    "pdf": (documents, "article"),
}


# a compiler that this process has used cannot be used in its children
@pytest.mark.parametrize(("builder", "jobs"), [("epub", 1), ("epub", 2), ("typst", 1), ("pdf", 1)])
def test_an_article_that_raises_does_not_stop_an_edition(
    publication, monkeypatch, shared, builder, jobs
):
    """The others are in it, and the next build has it whole."""
    pytest.importorskip("typst")
    owner, name = EDITIONS[builder]
    _posts(publication, shared if jobs == 2 else 3)
    bad = {
        "epub": _visits_bad,
        "typst": lambda tree, around: "bad" in around.docname and "wrote, link" in tree.astext(),
        "pdf": lambda post, *_: "bad" in post.docname,
    }
    with monkeypatch.context() as patched:
        _if_bad(patched, owner, name, bad[builder])
        built = publication.build(builder=builder, jobs=jobs)
    said = _said(built)
    mended = publication.build(builder=builder, jobs=jobs)

    assert len(said) == 1
    assert said[0].startswith(f"posts/{BAD}.md:1: WARNING: raises LookupError")
    assert ("it is left out" in said[0]) == (builder == "pdf")
    assert list(built.out.rglob("*.pdf" if builder != "epub" else "*.epub"))
    assert built.out.joinpath(f"articles/posts/{BAD}.pdf").is_file() == (builder == "typst")
    assert _said(mended) == []
    assert mended.exit_code == 0


def test_an_article_that_raises_is_in_the_latex_book_as_code(publication, monkeypatch):
    """The others as ever."""
    _posts(publication)
    _if_bad(monkeypatch, html_to_nodes, "fold", lambda tree: "wrote, link" in tree.astext())
    built = publication.build(builder="latex")
    text = built.read("thetestreview.tex")

    _names_it_once(built)
    assert (
        "bad"
        in re.search(r"\\begin\{sphinxVerbatim\}.*?\\end\{sphinxVerbatim\}", text, re.DOTALL)[0]
    )
    assert r"\begin{sphinxVerbatim}" in text
    assert text.count("Text of another.") == 3


def test_a_card_that_raises_is_not_there(publication, monkeypatch):
    """And is there when the fault is gone."""
    pytest.importorskip("typst")
    _posts(publication)
    with monkeypatch.context() as patched:
        _if_bad(patched, cards, "of_article", _says_bad)
        built = publication.build(builder="cards")
    mended = publication.build(builder="cards")
    card = f"cards/posts/{BAD}.png"

    (said,) = _said(built)
    assert "its social card raises LookupError" in said
    assert mended.has(card)
    assert _said(mended) == []
