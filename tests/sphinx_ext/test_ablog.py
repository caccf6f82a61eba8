"""What is mended of ABlog's nodes, and what it is told: without a build."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import ablog
import pytest
from ablog.blog import Blog
from ablog.post import PostList, PostNode, UpdateNode
from docutils import nodes
from docutils.utils import new_document

from standfirst.sphinx_ext.upstream import ablog_


def test_what_one_build_knows_the_next_does_not():
    """Nor is there a day of the machine's from which a post is one of the future."""
    Blog._dict["a"] = 1  # noqa: SLF001  # ABlog's own state
    ablog_.forget_others()

    assert Blog._dict == {}  # noqa: SLF001
    assert dt.datetime.max == ablog.blog.TOMORROW  # noqa: DTZ901  # as ABlog compares


def test_a_document_lists_posts_that_has_a_list_of_them():
    """However deep it lies."""
    tree = new_document("a.md")
    section = nodes.section()
    tree += section
    found = [ablog_.lists_posts(tree)]
    section += PostList()
    found.append(ablog_.lists_posts(tree))

    assert found == [False, True]


@pytest.mark.parametrize(
    ("lang", "date", "said"),
    [
        ("", "2026-03-04", "Mis à jour le 4 mars 2026"),
        ("en", " 2026-03-04 ", "Updated 4 March 2026"),
        ("en", "in spring", "Updated in spring"),
        ("en", "", "Updated"),
    ],
)
def test_an_update_is_headed_by_its_day(lang, date, said):
    """In the language of the document, else of the publication; before its text."""
    tree = new_document("a.md")
    if lang:
        tree["language"] = lang
    tree += UpdateNode("", nodes.paragraph("", "Text."), date=date)
    ablog_.complete(tree, "fr")

    assert [(node.tagname, node.astext()) for node in tree[0]] == [("title", said), ("paragraph", "Text.")]  # fmt: skip


def test_what_a_post_directive_holds_stays_without_it():
    """Front matter says what it would say."""
    tree = new_document("a.md")
    tree += [nodes.paragraph("", "a"), PostNode("", nodes.paragraph("", "b"), nodes.paragraph("", "c")), PostNode()]  # fmt: skip
    ablog_.complete(tree, "en")

    assert [(node.tagname, node.astext()) for node in tree] == [("paragraph", text) for text in "abc"]  # fmt: skip


class Refused(Exception):  # noqa: N818  # a value that is refused
    """What a directive raises."""


@pytest.mark.parametrize(
    ("arguments", "options", "reason"),
    [
        ([], {}, ""),
        (["12"], {"format": "{title} {date} {{x}}", "date": "%d %B %-d 100%%", "list-style": "upper-roman"}, ""),
        (["000000001"], {"format": "plain", "date": "", "list-style": "none"}, ""),
        (["0"], {}, "'0' is not a number of posts"),
        (["-1"], {}, "'-1' is not a number of posts"),
        (["³"], {}, "'³' is not a number of posts"),
        (["many"], {}, "'many' is not a number of posts"),
        ([], {"format": "{title} {evil}"}, "the format '{title} {evil}' has a placeholder other than {author}, {category}, {date}, {language}, {location}, {tags}, {title}"),
        ([], {"format": "{title"}, "the format '{title' has a placeholder other than {author}, {category}, {date}, {language}, {location}, {tags}, {title}"),
        ([], {"date": "%99999d"}, "'%99999d' is not a date format"),
        ([], {"date": "%Q"}, "'%Q' is not a date format"),
        ([], {"list-style": "a b"}, "'a b' is not a list style"),
        ([], {"list-style": "-a"}, "'-a' is not a list style"),
    ],
)  # fmt: skip
def test_a_list_of_posts_has_values_that_it_can_use(monkeypatch, arguments, options, reason):
    """Each is looked at when the document is read."""
    monkeypatch.setattr(ablog_.PostListDirective, "run", lambda _self: ("made",))
    directive = ablog_.CheckedPostList.__new__(ablog_.CheckedPostList)
    directive.arguments, directive.options, directive.error = arguments, options, Refused
    try:
        said = directive.run()
    except Refused as exc:
        said = str(exc)

    assert said == (reason or ["made"])


def test_its_hooks_are_replaced_and_others_stay(monkeypatch):
    """Of every event; the transform that would look for a second title goes too."""
    monkeypatch.setattr(ablog_, "_DISCONNECTED", {print})
    kept = SimpleNamespace(handler=repr)
    listeners = {"a": [SimpleNamespace(handler=print), kept], "b": [kept]}
    transforms, directives = [ablog_.CheckFrontMatter, "other"], []
    app = SimpleNamespace(
        setup_extension=lambda _name: None,
        events=SimpleNamespace(listeners=listeners),
        registry=SimpleNamespace(transforms=transforms),
        add_directive=lambda name, kind, *, override: directives.append((name, kind, override)),
        extensions={"ablog": SimpleNamespace(parallel_read_safe=False)},
    )
    ablog_.setup_ablog(app)

    assert listeners == {"a": [kept], "b": [kept]}
    assert transforms == ["other"]
    assert directives == [("postlist", ablog_.CheckedPostList, True), ("update", ablog_.UpdateOfAnyDay, True)]  # fmt: skip
    assert app.extensions["ablog"].parallel_read_safe is True
