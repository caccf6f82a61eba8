"""Each patch gives what the original gives; and is needed, until upstream no longer has the fault."""

from __future__ import annotations

import functools
import inspect
import io
import itertools
import logging as py_logging
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import SimpleNamespace

import docutils.frontend
import myst_parser.mdit_to_docutils.base as myst_base
import pytest
import sphinx.builders.html as sphinx_html
import sphinx.events as sphinx_events
import sphinx.util._lines as sphinx_lines
import sphinx.util.docutils as sphinx_docutils
import sphinx_book_theme
from docutils import nodes
from docutils.parsers.rst import Parser
from docutils.writers.html5_polyglot import Writer
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from sphinx import addnodes
from sphinx.events import EventManager
from sphinx.util import logging
from sphinx.util._files import DownloadFiles, FilenameUniqDict
from sphinx_design.shared import create_component

from standfirst.sphinx_ext.upstream import patches, siblings, visits


def _document():
    document = nodes.document("", None)
    section = nodes.section(
        "", nodes.title("", "a"), nodes.paragraph("", "b", nodes.emphasis("", "c"))
    )
    document += [section, nodes.section("", nodes.paragraph("", "d")), nodes.comment("", "e")]
    return document


def _recursive(node, cls):
    """Yield as docutils does."""
    for child in [node, *(n for c in node.children for n in _recursive(c, nodes.Node))]:
        if isinstance(child, cls):
            yield child


_CONDITIONS = (
    None,
    nodes.Node,
    nodes.paragraph,
    nodes.Text,
    nodes.Element,
    lambda node: isinstance(node, nodes.Text) and node != "d",
)


def test_nodes_are_found_in_order():
    """By any condition, within, beside and above a node, the node itself too or not."""
    document = _document()
    for condition, start in itertools.product(_CONDITIONS, list(_recursive(document, nodes.Node))):
        for flags in itertools.product((True, False), repeat=4):
            found = list(patches.findall(start, condition, *flags))
            wanted = list(patches.DOCUTILS_FINDALL(start, condition, *flags))

            assert [*map(id, found)] == [*map(id, wanted)]


def test_nodes_of_several_classes_are_found():
    """As docutils 0.23 does, given a tuple; and 0.22, given a function."""
    document, classes = _document(), (nodes.paragraph, nodes.Text)
    for start in list(_recursive(document, nodes.Node)):
        for flags in itertools.product((True, False), repeat=4):
            found = list(patches.findall(start, classes, *flags))
            wanted = patches.DOCUTILS_FINDALL(start, lambda node: isinstance(node, classes), *flags)

            assert [*map(id, found)] == [*map(id, wanted)]


def test_a_node_has_its_place_whatever_was_asked_for_before():
    """In any order, after some were taken out, and the first of equal texts."""
    index = siblings.index_from_the_last(nodes.Element.index)
    parent = nodes.paragraph("", "a", *(nodes.emphasis("", str(n)) for n in range(300)), nodes.Text("a"))  # fmt: skip
    order = [5, 6, 7, 299, 1, 250, 100, 301, 300, 2]
    found = [index(parent, parent.children[place]) for place in order]
    last = parent.children[300]
    del parent.children[10:200]

    assert found == [5, 6, 7, 299, 1, 250, 100, 0, 300, 2]
    assert index(parent, last) == parent.children.index(last) == 110
    assert index(parent, last, 20) == 110
    with pytest.raises(ValueError, match="not in list"):
        index(parent, nodes.emphasis("", "5"))


def test_docutils_looks_for_a_node_among_all_still():
    """Else :mod:`standfirst.sphinx_ext.upstream.siblings` can go."""
    original = inspect.unwrap(nodes.Element.index)

    assert "return self.children.index(item, start, stop)" in inspect.getsource(original)
    assert "for sibling in node.parent[index+1:]" in inspect.getsource(patches.DOCUTILS_FINDALL)


def test_docutils_finds_nodes_by_recursion_still():
    """Else :func:`findall` can go."""
    assert "yield from child.findall(" in inspect.getsource(patches.DOCUTILS_FINDALL)
    assert "yield from child._fast_findall(" in inspect.getsource(nodes.Node._fast_findall)  # noqa: SLF001  # what is mended


class _Visitor(nodes.NodeVisitor):
    """Notes what it comes to, and raises at one place."""

    def __init__(self, document, at, exception):
        super().__init__(document)
        self.said, self._at, self._exception = [], at, exception

    def unknown_visit(self, node):
        self._note("visit", node)

    def unknown_departure(self, node):
        self._note("depart", node)

    def visit_paragraph(self, node):
        self._note("paragraph", node)

    def _note(self, what, node):
        self.said.append((what, id(node)))
        if len(self.said) == self._at:
            raise self._exception


def _visited(visit, document, at, exception):
    visitor = _Visitor(document, at, exception)
    try:
        stopped = visit(document, visitor)
    except nodes.TreePruningException as raised:
        return visitor.said, type(raised)
    return visitor.said, stopped


@pytest.mark.parametrize("debugs", [False, True])
@pytest.mark.parametrize(
    "exception",
    [
        nodes.SkipChildren,
        nodes.SkipSiblings,
        nodes.SkipNode,
        nodes.SkipDeparture,
        nodes.StopTraversal,
    ],
)
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(visits.walk, visits.WALK), (visits.walkabout, visits.WALKABOUT)],
    ids=["walk", "walkabout"],
)
def test_trees_are_visited_as_docutils_visits_them(monkeypatch, ours, theirs, exception, debugs):
    """Whatever a visitor does not want to see, wherever it says so."""
    document = _document()
    document.reporter = SimpleNamespace(debug_flag=debugs, debug=lambda _: None)
    found, wanted = [], []
    for at in range(60):
        with monkeypatch.context() as patched:
            for name in ("walk", "walkabout"):
                patched.setattr(nodes.Node, name, getattr(visits, name.upper()))
            for name in ("dispatch_visit", "dispatch_departure"):
                patched.setattr(nodes.NodeVisitor, name, getattr(visits, name.upper()))
            wanted.append(_visited(theirs, document, at, exception))
        with monkeypatch.context() as patched:
            for name in ("dispatch_visit", "dispatch_departure"):
                patched.setattr(nodes.NodeVisitor, name, getattr(visits, name))
            found.append(_visited(ours, document, at, exception))

    assert found == wanted


def test_docutils_tells_of_each_visit_still():
    """Else :mod:`standfirst.sphinx_ext.upstream.visits` can go."""
    for original in (
        visits.WALK,
        visits.WALKABOUT,
        visits.DISPATCH_VISIT,
        visits.DISPATCH_DEPARTURE,
    ):
        assert "document.reporter.debug(" in inspect.getsource(original)


def test_only_documents_with_code_are_visited_for_its_language(monkeypatch):
    """Sphinx visits all of them still."""
    visited = []
    monkeypatch.setattr(patches, "SPHINX_HIGHLIGHT", visited.append)
    plain, code, marked = (SimpleNamespace(document=_document()) for _ in range(3))
    code.document[1] += nodes.literal_block("", "x")
    marked.document += addnodes.highlightlang(lang="c", force=False, linenothreshold=1)
    for transform in (plain, code, marked):
        patches.highlight(transform)

    assert visited == [code, marked]


def test_sphinx_visits_documents_without_code_still():
    """Else :func:`highlight` can go."""
    document, visited = _document(), []
    document.walkabout = visited.append
    transform = SimpleNamespace(
        document=document, config=SimpleNamespace(highlight_language="none")
    )
    patches.SPHINX_HIGHLIGHT(transform)

    assert visited


@pytest.mark.parametrize("transform", patches.DESIGN_TRANSFORMS)
def test_only_documents_with_components_are_looked_through_for_them(transform, monkeypatch):
    """sphinx-design looks through all of them still, which takes longer than to look for containers."""
    looked, asked = [], []
    run = patches.where_components_are(looked.append)
    plain, other, component = (SimpleNamespace(document=_document()) for _ in range(3))
    other.document[1] += nodes.container("", nodes.paragraph("", "x"))
    component.document[1] += create_component("none of those that are asked for", [])
    for each in (plain, other, component):
        run(each)
    monkeypatch.setattr(nodes.Node, "findall", lambda *_: asked.append(transform) or ())
    inspect.unwrap(transform.run)(plain)

    assert (looked, asked) == ([component], [transform])


def test_the_theme_looks_for_its_files_in_vain_still(publication, monkeypatch):
    """By names that Sphinx's lists do not have; else it would have to be asked again."""
    found = []

    def look(app, page, template, context, tree):
        lists = [context["css_files"], context["script_files"]]
        before = [*map(tuple, lists)]
        patches.BOOK_THEME_HASHES(app, page, template, context, tree)
        found.append([*map(tuple, lists)] == before)

    monkeypatch.setattr(sphinx_book_theme, "hash_html_assets", look)
    publication.post("2026-01-02-x", title="One thing")
    publication.build()

    assert set(found) == {True}


class _Asked(AbstractSet):
    """Names of documents, which count how often all are asked for."""

    def __init__(self, *names):
        self.names = names
        self.times = 0

    def __contains__(self, name):
        return name in self.names

    def __iter__(self):
        self.times += 1
        return iter(self.names)

    def __len__(self):
        return len(self.names)


def _merged(files, merge):
    """Merge files of documents that another process has read; return them, and how often names were asked for."""
    ours, theirs = files(), files()
    ours.add_file("a", "one/picture.png")
    for docname, file in (
        ("b", "two/picture.png"),
        ("c", "one/picture.png"),
        ("b", "x"),
        ("d", "y"),
    ):
        theirs.add_file(docname, file)
    asked = _Asked("b", "c")
    merge(ours, asked, theirs)
    return dict(ours), asked.times


@pytest.mark.parametrize("files", [FilenameUniqDict, DownloadFiles])
def test_files_are_merged_as_sphinx_does(files):
    """Those of the documents that another process has read, under names of their own; names are asked for once."""
    made, times = _merged(files, patches.merge_files)

    assert (made, times) == (_merged(files, patches.SPHINX_MERGES[files])[0], 1)
    assert sorted(sorted(names) for names, _ in made.values()) == [["a", "c"], ["b"], ["b"]]


@pytest.mark.parametrize("files", [FilenameUniqDict, DownloadFiles])
def test_sphinx_asks_for_all_documents_at_each_file_still(files):
    """Therefore we merge: pictures times documents is too much of 100,000."""
    assert _merged(files, patches.SPHINX_MERGES[files])[1] == 4


def test_the_theme_describes_pages_in_vain_still():
    """It adds up the texts of a document, which no template of its shows; else :func:`name_page` can go."""
    package = Path(sphinx_book_theme.__file__).parent
    templates = [file.read_text("utf-8") for file in package.rglob("*.html")]

    assert 'context["page_description"] = description' in inspect.getsource(
        patches.BOOK_THEME_NAMES
    )
    assert templates
    assert not any("page_description" in template for template in templates)


def test_pages_have_the_themes_titles_and_no_description(publication):
    """Templates of a publication may show what the theme says of a page."""
    publication.write(
        "_templates/standfirst/footer_extra.html",
        "<p>{{ root_title }}|{{ pagetitle }}|{{ page_description }}</p>",
    )
    own = publication.conf.rstrip() + '\n        templates_path = ["_templates"]\n'
    publication.write("conf.py", own)
    publication.post("2026-01-02-x", title="One thing")
    page = publication.build().read("2026/01/x/")

    assert "|One thing|</p>" in page


def test_what_others_have_put_in_place_stays(publication, monkeypatch):
    """Of our own patches a later build takes off the one before; not an extension's, however it is made."""
    called = []
    settings = sphinx_docutils._get_settings  # noqa: SLF001  # what is mended

    @functools.wraps(settings)
    def theirs(*components, **given):
        called.append(1)
        return settings(*components, **given)

    monkeypatch.setattr(sphinx_docutils, "_get_settings", theirs)
    for number in range(3):
        called.clear()
        publication.post("2026-01-02-x", f"Text {number}.\n")
        publication.build()
        assert called
        publication.write(
            "posts/2026-01-02-x.md", "---\ntitle: X\ndate: 2026-01-02\n---\n\nText.\n"
        )
    depth = 0
    while (settings := getattr(settings, "__wrapped__", None)) is not None:
        depth += 1
    assert depth <= 1


def _settings(function):
    return function(Parser, Writer, defaults={"x_y": [1]}, read_config_files=True)


def test_settings_are_equal_and_the_callers_own(monkeypatch):
    """What one document changes, the next does not see; the parser of options is built once."""
    original, built = inspect.unwrap(sphinx_docutils._get_settings), []  # noqa: SLF001  # what is mended
    made = docutils.frontend.OptionParser.__init__

    def counting(self, *args, **kwargs):
        built.append(1)
        made(self, *args, **kwargs)

    monkeypatch.setattr(docutils.frontend.OptionParser, "__init__", counting)
    want = vars(_settings(original))
    _settings(original)

    assert len(built) == 2, "Sphinx no longer builds it for every document: the patch can go"
    once = patches.settings_once(original)
    first, second = _settings(once), _settings(once)
    first.x_y.append(2)
    first.new = 1
    got = vars(second)

    assert len(built) == 3
    assert second.x_y == [1]
    assert not hasattr(second, "new")
    assert got["record_dependencies"].list == want["record_dependencies"].list == []
    ours = {"record_dependencies", "warning_stream"}
    assert {k: v for k, v in got.items() if k not in ours} == {
        k: v for k, v in want.items() if k not in ours
    }


def test_defaults_are_equal_and_the_callers_own(monkeypatch):
    """MyST still makes a document for every text; the parser of options is built once for all."""
    original, built = inspect.unwrap(myst_base.get_default_settings), []
    made = docutils.frontend.OptionParser.__init__

    def counting(self, *args, **kwargs):
        built.append(1)
        made(self, *args, **kwargs)

    monkeypatch.setattr(docutils.frontend.OptionParser, "__init__", counting)
    want = vars(original(Parser))
    once = patches.defaults_once(original)
    first, second = once(Parser), once(Parser)
    first.stylesheet_dirs, first.new = ["mine"], 1
    got = vars(second)

    assert "make_document()" in inspect.getsource(DocutilsRenderer.setup_render)
    assert len(built) == 2
    ours = {"record_dependencies", "warning_stream"}
    assert {k: v for k, v in got.items() if k not in ours} == {
        k: v for k, v in want.items() if k not in ours
    }


def test_a_checksum_is_made_once(tmp_path, monkeypatch):
    """And is the original's, which still resolves the file's path each time."""
    original = inspect.unwrap(sphinx_html._file_checksum)  # noqa: SLF001  # what is mended
    (tmp_path / "a.css").write_text("x", encoding="utf-8")
    once, resolved, resolve = patches.checksum_once(original), [], Path.resolve
    monkeypatch.setattr(Path, "resolve", lambda *args: resolved.append(1) or resolve(*args))

    assert once(tmp_path, "a.css") == once(tmp_path, "a.css") == original(tmp_path, "a.css") != ""
    assert len(resolved) == 2, "Sphinx no longer does it for every page: the patch can go"


def test_another_build_in_this_process_has_checksums_of_its_own(publication):
    """Of a style sheet that has changed since, on every page."""
    publication.post("2026-01-02-x")
    own = (
        publication.conf.rstrip()
        + '\n        html_static_path = ["_static"]\n        html_css_files = ["a.css"]\n'
    )
    publication.write("conf.py", own)
    pages = []
    for style in ("p { color: red }", "p { color: tan }"):
        publication.write("_static/a.css", style)
        pages.append(publication.build().read("2026/01/x/").partition("_static/a.css")[2][:12])

    assert pages[0] != pages[1]


class _App:
    """What Sphinx's logging and events ask of an application."""

    _exception_on_warning = pdb = False


@pytest.fixture
def shown_by():
    """Return a function that sets up Sphinx's logger for a verbosity, and returns it."""
    logger = py_logging.getLogger(logging.NAMESPACE)
    before = logger.level, logger.handlers[:], logger.propagate, vars(sphinx_events).get("repr")

    def shown(verbosity):
        logging.setup(_App(), io.StringIO(), io.StringIO(), verbosity=verbosity)
        return logger

    yield shown
    logger.level, logger.handlers[:], logger.propagate = before[:3]
    vars(sphinx_events).pop("repr", None)
    if before[3]:
        sphinx_events.repr = before[3]


def _collected():
    """Return the levels of what a process collects that logs at three levels."""
    collector, logger = logging.LogCollector(), logging.getLogger("a")
    with collector.collect():
        logger.debug("a")
        logger.info("b")
        logger.warning("c")
    return [record.levelname for record in collector.logs]


def test_what_no_handler_takes_is_not_collected(shown_by):
    """What one takes is, also for debugging; Sphinx collects everything still."""
    logger = shown_by(0)

    assert _collected() == ["DEBUG", "INFO", "WARNING"], "the patch can go"
    patches.only_what_is_shown(logger)
    assert _collected() == ["INFO", "WARNING"]
    patches.only_what_is_shown(shown_by(2))
    assert _collected() == ["DEBUG", "INFO", "WARNING"]


def test_the_arguments_of_events_are_printed_where_they_are_shown(shown_by):
    """Sphinx prints them always."""
    printed = []

    class Text:
        def __repr__(self):
            printed.append(1)
            return "whole text"

    sphinx_events.__dict__.pop("repr", None)
    patches.only_what_is_shown(shown_by(0))
    EventManager(_App()).emit("source-read", Text())

    assert len(printed) == 1, "Sphinx no longer prints what it does not log: the patch can go"
    sphinx_events.repr = patches.printed
    EventManager(_App()).emit("source-read", Text())
    assert len(printed) == 1
    patches.only_what_is_shown(shown_by(2))
    EventManager(_App()).emit("source-read", Text())
    assert len(printed) == 2


@pytest.mark.parametrize("spec", ["1", "1,3-4", " 2 - 3 ", "-2", "3-", "0003", "1-4,2", "9", "4-9", "1-2-3", "-", "x", "3-2", ""])  # fmt: skip
def test_lines_of_code_are_those_that_sphinx_names(spec):
    """One that is not there is there no more than once; what is no line is as wrong as it was."""
    original = inspect.unwrap(sphinx_lines.parse_line_num_spec)
    try:
        expected = [min(number, 4) for number in original(spec, 4)]
    except ValueError:
        with pytest.raises(ValueError, match="invalid line number"):
            patches.lines_of_code(original)(spec, 4)
    else:
        kept = [n for place, n in enumerate(expected) if n < 4 or n not in expected[:place]]
        assert patches.lines_of_code(original)(spec, 4) == kept


@pytest.mark.parametrize("spec", ["1-99999999999", "9" * 5000, "2-" + "9" * 20])
def test_lines_of_code_that_are_not_there_take_no_room(spec):
    """However many are named."""
    original = inspect.unwrap(sphinx_lines.parse_line_num_spec)
    numbers = patches.lines_of_code(original)(spec, 3)

    assert len(numbers) <= 4
    assert max(numbers) == 3


def test_lines_of_code_are_not_named_over_and_again():
    """Each part of a list may name all of them."""
    original = inspect.unwrap(sphinx_lines.parse_line_num_spec)

    assert len(patches.lines_of_code(original)(",".join(["1-4"] * 12), 4)) == 48
    with pytest.raises(ValueError, match="more than 10 times"):
        patches.lines_of_code(original)(",".join(["1-4"] * 13), 4)
