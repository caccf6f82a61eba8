"""What a document may use of directives and roles, by whose it is and what ``conf.py`` allows: without a build."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.languages import get_language
from docutils.parsers.rst import Directive, roles
from docutils.parsers.rst import directives as rst
from docutils.statemachine import StringList
from docutils.utils import new_document
from folders import written
from sphinx.directives.other import HList
from sphinx.util.docutils import docutils_namespace

from standfirst.sphinx_ext.read import gate as gates
from standfirst.sphinx_ext.read.gate import Gate, RefusedDirective

ENGLISH = get_language("en")


@pytest.fixture
def gate(tmp_path, monkeypatch):
    """Return what makes a gate, whose reports are kept in it."""

    def made(*, is_post=True, directives=(), roles=(), rst_in_posts=False):
        settings = SimpleNamespace(directives=directives, roles=roles, rst_in_posts=rst_in_posts, posts="texts")  # fmt: skip
        kept = SimpleNamespace(kept=lambda names, _: [name for name in names if name != "modal"])
        domain = SimpleNamespace(
            inputs=SimpleNamespace(settings=settings), reading=SimpleNamespace(refusals=kept)
        )
        env = SimpleNamespace(get_domain=lambda _: domain, domains={"py": None}, docname="texts/a", srcdir=tmp_path, relfn2path=lambda name: (name, str(tmp_path / name)))  # fmt: skip
        return Gate(env, is_post=is_post)

    def log(problem, *, location):
        said.append((location, problem.message))

    said = []
    monkeypatch.setattr(gates, "log", log)
    made.said = said
    return made


def carried_out(gate, name, arguments=(), options=None, text="words"):
    """Return the directive that a document is given, and one of it."""
    document = new_document("texts/a.md")
    with gate:
        found, _ = rst.directive(name, ENGLISH, document)
    machine = SimpleNamespace(
        document=document, reporter=document.reporter, get_source_and_line=lambda line: ("a", line)
    )
    state = SimpleNamespace(document=document)
    return found, found(name, list(arguments), options or {}, StringList([text]), 3, 0, f"```{{{name}}}", state, machine)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (False, False, False)),
        ({"directives": ("Include",)}, (True, False, False)),
        ({"directives": ("csv-table",)}, (True, False, False)),
        ({"directives": ("RAW",)}, (True, True, False)),
        ({"directives": ("note",), "rst_in_posts": True}, (False, False, True)),
        ({"is_post": False}, (True, False, True)),
        ({"is_post": False, "directives": ("raw",)}, (True, True, True)),
    ],
)
def test_what_a_text_may_bring(gate, given, expected):
    """Files, HTML that nobody has cleaned, reStructuredText: a post as ``conf.py`` allows, the editor's own all but HTML."""
    made = gate(**given)

    assert (made.takes_in_files, made.takes_raw, made.takes_rst) == expected


@pytest.mark.parametrize(
    ("name", "given", "is_refused"),
    [
        ("note", {}, False),
        ("raw", {}, True),
        ("Raw", {"directives": ("raw",)}, False),
        ("raw", {"is_post": False}, False),
        ("include", {}, True),
    ],
)
def test_a_directive_is_one_that_the_document_may_use(gate, name, given, is_refused):
    """Else one that says why, with its line, and shows what was written as code."""
    found, one = carried_out(gate(**given), name, ["html"] if "aw" in name else [])
    assert issubclass(found, RefusedDirective) is is_refused
    if is_refused:
        shown = one.run()
        assert [type(node) for node in shown] == [nodes.literal_block]
        assert (shown[0].rawsource, shown[0]["language"]) == (f"```{{{name}}}", "none")  # fmt: skip
        (place, message), = gate.said  # fmt: skip
        assert place == ("texts/a", 3)
        assert message.startswith(f"the directive {name!r} ")


@pytest.mark.parametrize("given", [{"is_post": True}, {"is_post": False}])
def test_a_use_beyond_what_a_text_may_have_is_refused(gate, given):
    """And said once; the editor's own may have any number."""
    made = gate(**given)
    kinds = [carried_out(made, name) for name in ["contents", "Contents"] * 4]
    refused = [one for found, one in kinds if issubclass(found, RefusedDirective)]
    for one in refused:
        one.run()

    assert len(refused) == (3 if given["is_post"] else 0)
    assert [message for _, message in gate.said] == (["the directive 'Contents' appears more than 5 times in the text; its text is shown as code"] if refused else [])  # fmt: skip


def test_an_option_that_is_not_allowed_is_left_out(gate):
    """It is said with its line; the others stay."""
    _, one = carried_out(gate(), "csv-table", options={"file": "a.csv", "header-rows": 1, "url": "x"})  # fmt: skip

    assert one.options == {"header-rows": 1}
    assert gate.said == [
        (("texts/a", 3), f"the option {key!r} of the directive 'csv-table' is not allowed; it is left out")
        for key in ("file", "url")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"directives": ("csv-table",)}, {"file"}),
        ({"is_post": False}, {"file"}),
    ],
)
def test_no_document_asks_another_host(gate, given, left):
    """Whatever ``conf.py`` allows."""
    _, one = carried_out(gate(**given), "csv-table", options={"file": "a.csv", "url": "https://x"})

    assert set(one.options) == left


@pytest.mark.parametrize(
    ("name", "given", "said", "kept"),
    [
        ("container", {}, "lead modal", "lead"),
        ("Container", {}, "modal", ""),
        ("container", {"is_post": False}, "lead modal", "lead modal"),
        ("note", {}, "lead modal", "lead modal"),
    ],
)
def test_classes_that_a_directive_is_about_are_those_that_posts_may_use(gate, name, given, said, kept):  # fmt: skip
    """Of those directives whose argument they are; other words stay."""
    _, one = carried_out(gate(**given), name, [said])

    assert one.arguments == [kept]


@pytest.mark.parametrize(("is_post", "kept"), [(True, ["lead"]), (False, ["modal", "lead"])])
def test_classes_that_a_directive_is_given_are_those_that_posts_may_use(gate, is_post, kept):
    """The editor's own may use any."""
    _, one = carried_out(gate(is_post=is_post), "note", [], {"class": ["modal", "lead"]})

    assert one.options == {"class": kept}


@pytest.mark.parametrize(
    ("value", "expected"), [("1", 1), ("20", 20), ("0", None), ("21", None), ("x", None)]
)
def test_a_number_is_within_its_bounds(gate, value, expected):
    """At both ends."""
    with docutils_namespace():
        rst.register_directive("hlist", HList)
        found, _ = carried_out(gate(), "hlist")
    convert = found.option_spec["columns"]
    if expected is None:
        with pytest.raises(ValueError, match=r"1 to 20|invalid literal"):
            convert(value)
    else:
        assert convert(value) == expected


@pytest.mark.parametrize(
    ("name", "role", "given", "said"),
    [
        ("strong", roles.generic_custom_role, {}, False),
        ("raw", roles.raw_role, {}, True),
        ("raw", roles.raw_role, {"is_post": False}, False),
        ("Raw", roles.raw_role, {"roles": ("raw",)}, False),
        ("no:such", None, {}, False),
    ],
)
def test_a_role_is_one_that_the_document_may_use(gate, name, role, given, said):
    """Else one that says why, and shows what was written as code; of a domain that is not there, none."""
    made = gate(**given)
    with made:
        found, _ = roles.role(name, ENGLISH, 3, SimpleNamespace(info=lambda *_, **__: None))
    if said:
        shown, _ = found(name, "{raw}`x`", "x", 3, None)
        assert [(type(node), node.astext()) for node in shown] == [(nodes.literal, "{raw}`x`")]
        assert gate.said[0][0] == ("texts/a", 3)
    else:
        assert (found is None) is (role is None)
        assert gate.said == []


@pytest.mark.parametrize(
    ("target", "is_rendered", "expected"),
    [
        ("a.txt", True, True),
        ("a.txt", False, True),
        ("gone.txt", True, True),
        ("texts", False, False),
        ("texts/b.md", True, False),
        ("texts/b.md", False, True),
        ("authors/ada.md", True, False),
        ("volumes/one.md", True, False),
        ("volumes/one.md", False, True),
        ("../outside.txt", False, False),
        ("../gone.txt", False, False),
        ("<isonum.txt>", True, True),
        ("<../x>", True, False),
        ("<..\\x>", True, False),
        ("<x", True, True),
    ],
)
def test_a_file_is_one_of_the_publications(gate, tmp_path, target, is_rendered, expected):
    """No folder, nothing outside, and where it is carried out none of an author's; one that is not there is somebody else's to name."""
    names = ("a.txt", "texts/b.md", "authors/ada.md", "volumes/one.md")
    written(tmp_path, dict.fromkeys(names, "x"))
    (tmp_path.parent / "outside.txt").write_text("x", encoding="utf-8")

    assert gate().has_inside(target, is_rendered=is_rendered) is expected


@pytest.mark.parametrize(
    ("name", "is_known"), [("note", True), ("raw", True), ("nosuch", False), ("no:such", False)]
)
def test_a_name_is_known_whether_it_is_allowed_or_not(gate, name, is_known):
    """Of a domain that is not there nothing is."""
    made = gate()
    with made:
        found = made.known(name, ENGLISH, new_document("a"))

    assert (found is not None) is is_known


def test_classes_are_looked_at_in_the_order_of_their_options(gate, monkeypatch):
    """So that a report is the same in each build, of a post alone; what is no list of classes is not looked at."""
    names = [f"class-{each}" for each in "hgfedcba"]

    class Many(Directive):
        option_spec = dict.fromkeys(names, rst.class_option) | {"own": rst.unchanged}

    monkeypatch.setitem(rst._directives, "many", Many)  # noqa: SLF001  # docutils has no way to take one out again
    looked_at = []
    monkeypatch.setattr(Gate, "allowed_classes", lambda _self, given, line: looked_at.append((given, line)) or ["kept"])  # fmt: skip
    options = {name: [name] for name in names} | {"own": "x"}
    _, of_post = carried_out(gate(directives=("many",)), "many", options={**options})
    _, of_page = carried_out(gate(is_post=False), "many", options={**options})

    assert looked_at == [([name], 3) for name in sorted(names)]
    assert of_post.options == {name: ["kept"] for name in names} | {"own": "x"}
    assert of_page.options == options
