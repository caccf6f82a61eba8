"""What stands between Sphinx's events and the stages: who is asked in which order, and what ends a build: without a build."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes

from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext import pipeline
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.pipeline import Conductor

STAGES = ("citations_", "redirects_", "web_files_", "feeds_")
PROBLEM = Problem(subtype=PostWarning.CONFIG, message="a folder leads out")


class Notes:
    """Notes what is called of it, in a list that several have in common."""

    def __init__(self, name, said):
        self.name, self.said = name, said

    def __getattr__(self, name):
        """Return what notes a call."""
        return lambda *given: self.said.append(" ".join([f"{self.name}.{name}", *(each for each in given if isinstance(each, str))]))  # fmt: skip


@pytest.fixture
def said(monkeypatch):
    """Return what is called of the guard, the watch, the stages and the domain, in order."""
    calls = []
    monkeypatch.setattr(pipeline, "Guard", lambda: Notes("guard", calls))
    monkeypatch.setattr(pipeline.summary, "Stopwatch", lambda: Notes("watch", calls))
    monkeypatch.setattr(pipeline.summary, "say", lambda _builder, _spent: calls.append("said"))
    for stage in STAGES:
        monkeypatch.setattr(getattr(pipeline, stage), "files", lambda _builder, stage=stage: [stage])  # fmt: skip
    monkeypatch.setattr(pipeline.search_, "make_index", lambda _builder: calls.append("index"))
    faults = Notes("faults", calls)
    domain = SimpleNamespace(inputs=SimpleNamespace(faults=faults, planned=None))
    monkeypatch.setattr(pipeline.PublicationDomain, "of", lambda _env: domain)
    return calls


@pytest.fixture
def app(said):
    """Return a build of pages."""
    builder = PublicationBuilder.__new__(PublicationBuilder)
    builder.format = "html"
    builder.env = None
    builder.close = lambda: said.append("close")
    builder.write_files = lambda files: said.append(f"write {' '.join(files)}")
    for name in ("keep_manifest", "report_links", "note_moment"):
        setattr(builder, name, lambda name=name: said.append(name))
    return SimpleNamespace(builder=builder, env=SimpleNamespace(found_docs={"index"}))


@pytest.fixture
def other(app):
    """Return a build by another's builder."""
    return SimpleNamespace(builder=SimpleNamespace(format="text"), env=app.env)


FAILED = ValueError("not written")


@pytest.mark.parametrize(("exception", "expected"), [(None, []), (FAILED, ["guard.give_up"])])
def test_a_failed_build_lets_others_build_at_once(app, said, exception, expected):
    """One that ends well goes on having its folders until all is written."""
    Conductor().fail(app, exception)

    assert said == expected


def test_what_lies_beside_the_pages_is_written_before_it_is_noted(app, said):
    """Files of all stages at once, when the search has its index; then the list of what there is."""
    Conductor().finish(app, None)

    assert said == [
        "watch.lap lists",
        "watch.lap rest",
        "index",
        "watch.lap search",
        "write citations_ redirects_ web_files_ feeds_",
        "keep_manifest",
        "report_links",
        "note_moment",
        "watch.lap feeds",
    ]


def test_nothing_lies_beside_the_pages_of_a_failed_build_or_of_anothers(app, other, said):
    """What was made stays, and is doubted by the next build."""
    Conductor().finish(app, FAILED)
    Conductor().finish(other, None)

    assert said == ["watch.lap lists"] * 2


def test_a_build_ends_by_saying_so(app, other, said):
    """What was caught first, then what was done; a failed one says nothing. Each lets others build."""
    for build, exception in ((app, None), (other, None), (app, FAILED)):
        Conductor().end(build, exception)
        said.append("--")

    assert " ".join(said).split(" -- ") == [
        "close faults.report faults.keep said guard.end guard.give_up",
        "faults.report faults.keep guard.end guard.give_up",
        "close guard.give_up --",
    ]


def test_each_stage_has_its_time(app, said, monkeypatch):
    """Of the pages that no document makes, those of other builders are none."""
    conductor = Conductor()
    monkeypatch.setattr(pipeline.listing_pages, "pages", lambda _builder: iter(["page"]))
    conductor.found(app, None, [])
    conductor.write(app, None)
    pages = [*conductor.collect(app)]

    assert (pages, said) == (["page"], ["watch.lap discovery", "watch.lap pictures", "watch.lap documents"])  # fmt: skip


def test_another_builder_has_no_pages_of_ours(other, said):
    """Nor is its template told anything, or a text kept."""
    context = {"body": "x"}

    assert [*Conductor().collect(other)] == []
    assert pipeline.tell_template(other, "index", "page.html", context, None) is None
    pipeline.keep_text(other, "index", "page.html", context, None)
    pipeline.report_templates(other)
    assert (context, said) == ({"body": "x"}, ["watch.lap documents"])


@pytest.mark.parametrize(("format_", "told"), [("html", ["conf.py:1: a folder leads out"]), ("text", [])])  # fmt: skip
def test_what_leads_out_is_told_where_pages_are_made(app, said, monkeypatch, format_, told):
    """At the file that names it, when what is left of other builds is forgotten and the inputs are read."""
    for module, name in (("ablog_", "forget_others"), ("patches", "put_in_place"), ("highlighting_", "put_in_place"), ("directives_", "complete"), ("discovery_", "begin")):  # fmt: skip
        monkeypatch.setattr(getattr(pipeline, module), name, lambda *_given, module=module: said.append(module))  # fmt: skip
    monkeypatch.setattr(pipeline, "refuse_others", lambda builder: said.append(builder.format))
    monkeypatch.setattr(pipeline.options_, "complete", lambda _app, _conf: (("conf.py", PROBLEM),))
    monkeypatch.setattr(pipeline.logs, "log", lambda problem, *, location: said.append(f"{location}: {problem.message}"))  # fmt: skip
    app.builder.format = format_
    conductor = Conductor()
    conductor.configure(app, None)
    conductor.begin(app)

    assert said == ["watch.lap start", "ablog_", "patches", "highlighting_", "directives_", "discovery_", format_, *told]  # fmt: skip


def test_options_are_checked_before_anybody_asks_for_one(app, said, monkeypatch):
    """What is wrong with them is said when the log is set up; then other builds are waited for."""
    monkeypatch.setattr(pipeline.options_, "check", lambda _conf: said.append("check") or (PROBLEM,))  # fmt: skip
    monkeypatch.setattr(pipeline.logs, "set_up", lambda _app: said.append("log"))
    monkeypatch.setattr(pipeline.logs, "log_of_conf", lambda root, problem: said.append(f"{root} {problem.message}"))  # fmt: skip
    app.confdir = "conf"
    Conductor().lock(app, None)

    assert said == ["check", "log", "conf a folder leads out", "guard.begin"]


def test_what_is_read_again_is_what_has_changed_in_any_way(monkeypatch):
    """By its file or one that it names, by *now*, and what the last build could not carry out; what is read anyway is not asked about."""
    faults = SimpleNamespace(of_last_build=lambda: {"z", "f"})
    domain = SimpleNamespace(inputs=SimpleNamespace(faults=faults))
    monkeypatch.setattr(pipeline.PublicationDomain, "of", lambda _env: domain)
    monkeypatch.setattr(pipeline.transforms, "outdated", lambda _env, known: sorted(known))
    monkeypatch.setattr(pipeline.moment, "outdated", lambda _env: ["m"])
    env = SimpleNamespace(found_docs={"a", "b", "new", "other"})

    assert pipeline.outdated(None, env, {"new"}, {"b"}, {"gone"}) == ["a", "other", "m", "f", "z"]


@pytest.mark.parametrize(("lists", "listing"), [(True, {"a": True}), (False, {})])
def test_of_a_document_all_that_is_asked_for_later_is_noted(monkeypatch, lists, listing):
    """Whether it lists posts, too; what it may not have goes before pictures of HTML become nodes."""
    called = []
    data, tree = {"listing": {}}, nodes.document(None, None)
    domain = SimpleNamespace(data=data, inputs=SimpleNamespace(settings=SimpleNamespace(language="fr")))  # fmt: skip
    monkeypatch.setattr(pipeline.PublicationDomain, "of", lambda _env: domain)
    monkeypatch.setattr(pipeline.ablog_, "lists_posts", lambda _tree: lists)
    monkeypatch.setattr(pipeline.ablog_, "complete", lambda _tree, language: called.append(language))  # fmt: skip
    for module, name in (("page_gate", "look_through"), ("raw_pictures", "as_nodes"), ("transforms", "note"), ("pictures_", "note"), ("definitions", "note")):  # fmt: skip
        monkeypatch.setattr(getattr(pipeline, module), name, lambda *_given, module=module: called.append(module))  # fmt: skip
    build = SimpleNamespace(env=SimpleNamespace(docname="a"))
    pipeline.before_collectors(build, tree)
    pipeline.after_collectors(build, tree)

    assert called == ["page_gate", "raw_pictures", "fr", "transforms", "pictures_", "definitions"]
    assert data["listing"] == listing


def test_links_of_a_page_are_looked_at_when_they_have_their_addresses(app, monkeypatch):
    """What is refused has gone by then; lists of posts are made before."""
    called = []
    for module, name in (("ablog_", "list_posts"), ("attachments_", "without_refused"), ("transforms", "as_page"), ("page_gate", "look_again")):  # fmt: skip
        monkeypatch.setattr(getattr(pipeline, module), name, lambda *given, module=module: called.append((module, *given[2:])))  # fmt: skip
    monkeypatch.setattr(pipeline.PublicationDomain, "of", lambda _env: SimpleNamespace(listed="known"))  # fmt: skip
    pipeline.resolve(app, nodes.document(None, None), "a")

    assert called == [("ablog_", "a", "known"), ("attachments_", "a"), ("transforms", "a"), ("page_gate", "a")]  # fmt: skip


def test_the_text_of_an_article_is_kept_for_feeds_and_that_of_each_page_for_the_search(monkeypatch):
    """As its template has it, parsed once; a page without one has none, and of a list nothing is kept."""
    kept = []
    builder = PublicationBuilder.__new__(PublicationBuilder)
    posts = {"a": "post a", "gone": "post gone"}
    published = SimpleNamespace(catalogue=SimpleNamespace(posts=posts))
    monkeypatch.setattr(PublicationBuilder, "published", property(lambda _self: published))
    monkeypatch.setattr(PublicationBuilder, "is_found", lambda _self, name: name in {"a", "b", "c"})
    builder.texts = SimpleNamespace(keep=lambda post, body: kept.append((post, body)))
    monkeypatch.setattr(pipeline.search_, "keep", lambda _builder, name, body: kept.append((name, body)))  # fmt: skip
    for name, context in (("a", {"body": "x"}), ("b", {"body": "y"}), ("c", {}), ("gone", {"body": "z"}), ("list", {"body": "l"})):  # fmt: skip
        pipeline.keep_text(SimpleNamespace(builder=builder), name, "page.html", context, None)

    assert [(of, body.text or "") for of, body in kept] == [
        ("post a", "x"), ("a", "x"), ("b", "y"), ("c", ""), ("post gone", "z"),
    ]  # fmt: skip
    assert kept[0][1] is kept[1][1]
