"""What the builder of pages decides by itself: which texts it keeps, and whether a page shows *now*: without a build."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from standfirst.addresses.page_addresses import address
from standfirst.incremental import freshness
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.html.everywhere import first_folder, menu
from standfirst.sphinx_ext.html.texts import Texts
from standfirst.text import html_tree

NOW = dt.datetime(2026, 6, 1, 9, 30, tzinfo=dt.UTC)
MOMENTS = {
    "nothing": ({}, False),
    "a text": ({"moments": {"posts/a": "x"}}, True),
    "a copyright": ({"conf": {"copyright": "2019–%Y, A"}}, True),
    "that of the project": ({"conf": {"project_copyright": ["%Y"]}}, True),
    "that of books": ({"conf": {"epub_copyright": "%Y"}}, True),
    "another option": ({"conf": {"project": "%Y"}}, False),
    "a copyright of one year": ({"conf": {"copyright": "2019, A"}}, False),
    "the day of the build": ({"last_updated": ""}, True),
    "a template": ({"reads": {"index.html": {"page:x", "now"}}}, True),
    "a template that asks for something else": ({"reads": {"index.html": {"page:x"}}}, False),
    "a moment that conf.py names": ({"moments": {"posts/a": "x"}, "now": "2026-06-01T00:00:00Z"}, False),
}  # fmt: skip


@pytest.mark.parametrize("case", MOMENTS)
def test_a_build_that_shows_now_is_repeated_in_another_hour(tmp_path, case):
    """Whatever shows it; not where it is always the same."""
    given, is_shown = MOMENTS[case]
    (tmp_path / freshness.SHOWN).write_text("2025-01-01T00:00:00+00:00\n", encoding="ascii")
    conf = given.get("conf", {})
    builder = SimpleNamespace(
        config=SimpleNamespace(_raw_config=conf, _overrides={}, html_last_updated_fmt=given.get("last_updated"), standfirst_now=given.get("now", "")),
        domain=SimpleNamespace(data={"moments": given.get("moments", {})}, inputs=SimpleNamespace(settings=SimpleNamespace(now=NOW))),
        reads=given.get("reads", {}),
        doctreedir=str(tmp_path),
    )  # fmt: skip
    PublicationBuilder.note_moment(builder)
    noted = tmp_path / freshness.SHOWN

    assert (noted.read_text(encoding="ascii") if noted.exists() else None) == ("2026-06-01T09:30:00+00:00\n" if is_shown else None)  # fmt: skip


@pytest.fixture
def builder(tmp_path):
    """Return a builder of two posts, one of them withdrawn, and three documents."""
    posts = {
        name: SimpleNamespace(docname=name, path=f"{name}/", withdrawn=name.endswith("gone"))
        for name in ("posts/a", "posts/gone")
    }
    made = PublicationBuilder.__new__(PublicationBuilder)
    made.doctreedir = tmp_path
    made.env = SimpleNamespace(found_docs={"index", "about", "posts/a", "posts/gone", "posts/cut"})
    made.config = SimpleNamespace(standfirst_search=True, root_doc="index")
    domain = SimpleNamespace(
        records=dict.fromkeys(["posts/a", "posts/gone", "posts/cut"]),
        published=SimpleNamespace(
            catalogue=SimpleNamespace(posts=posts),
            facts=SimpleNamespace(article=None, markdown_file=lambda _: ""),
        ),
        inputs=SimpleNamespace(settings=SimpleNamespace(base_url="https://example.org/")),
    )
    made.env.get_domain = lambda _: domain
    made.made = {}
    made.texts = Texts(made)
    made.texts.in_feeds = frozenset({"posts/a"})
    return made


def test_the_search_finds_articles_and_standing_pages(builder):
    """Not the front page, what is withdrawn, a post that is in no catalogue, or what is not there; nothing where there is no search."""
    names = ("index", "about", "posts/a", "posts/gone", "posts/cut", "archive")
    found = [name for name in names if builder.is_found(name)]
    builder.config.standfirst_search = False

    assert found == ["about", "posts/a"]
    assert [name for name in names if builder.is_found(name)] == []


def test_a_text_is_kept_as_feeds_take_it(builder):
    """With whole addresses; of none that no feed has."""
    posts = builder.published.catalogue.posts
    for post in posts.values():
        builder.texts.keep(post, html_tree.parsed('<p><a href="b/">x</a></p>'))
    found = [builder.texts.body(docname) for docname in posts]

    assert found == ['<p><a href="https://example.org/posts/a/b/">x</a></p>', ""]


def test_a_page_is_made_again_where_a_text_that_it_leaves_is_gone(builder):
    """That of feeds or that of the search, as far as it has one."""
    names = ("index", "about", "posts/a", "posts/gone")
    found = [[name for name in names if builder.is_kept(name)]]
    post = builder.published.catalogue.posts["posts/a"]
    builder.texts.keep(post, html_tree.parsed("<p>x</p>"))
    found.append([name for name in names if builder.is_kept(name)])
    for name in names:
        builder.search_records.keep(name, b"a record")
    found.append([name for name in names if builder.is_kept(name)])
    builder.config.standfirst_search = False
    builder.search_records.drop("posts/a")
    found.append([name for name in names if builder.is_kept(name)])

    assert found == [["index", "posts/gone"], ["index", "posts/gone"], [*names], [*names]]


def test_pages_say_no_policy_where_none_is_wanted(builder):
    """Not even an empty one."""
    builder.domain.inputs.settings.content_policy = False

    assert builder.content_policy == ""


PAGES = {"about": "about/", "guide/one": "guide/one/", "deep/er/two": "deep/er/two/", "file": "legal/file.html", "index": ""}  # fmt: skip


def publication(chosen=()):
    """Return what a publication's menu is made of."""
    record = {name: SimpleNamespace(matter=SimpleNamespace(title=name.upper())) for name in PAGES}
    sections = {
        name: SimpleNamespace(name=name.title(), page=f"sections/{name}", posts=posts)
        for name, posts in (("essays", ("a",)), ("empty", ()))
    }
    return SimpleNamespace(
        pages={**record, "404": record["about"]},
        published=SimpleNamespace(
            addresses=SimpleNamespace(pages={name: address(path) for name, path in PAGES.items()}),
            catalogue=SimpleNamespace(sections=sections),
            indexes={"author": "authors", "archive": "archive"},
        ),
        env=SimpleNamespace(config=SimpleNamespace(root_doc="index", standfirst_menu=list(chosen))),
        inputs=SimpleNamespace(settings=SimpleNamespace(language="en")),
    )


def test_a_menu_has_what_the_publication_has():
    """Sections that have posts, pages by their names, authors and archive; or what ``conf.py`` names, and nothing else."""
    assert menu(publication()) == [
        ("Essays", "sections/essays"),
        ("ABOUT", "about"),
        ("DEEP/ER/TWO", "deep/er/two"),
        ("FILE", "file"),
        ("GUIDE/ONE", "guide/one"),
        ("Authors", "authors"),
        ("Archive", "archive"),
    ]
    assert menu(publication([("Home", "index")])) == [("Home", "index")]


def test_a_page_lies_in_the_first_folder_of_its_address():
    """Or in none."""
    assert {name: first_folder(publication(), name) for name in PAGES} == {
        "about": "",
        "guide/one": "guide",
        "deep/er/two": "deep",
        "file": "legal",
        "index": "",
    }
