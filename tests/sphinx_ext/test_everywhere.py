"""What every page has has a hash, in which each part counts: without a build."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from folders import written

from standfirst.addresses.page_addresses import address
from standfirst.settings.model import Department, Settings
from standfirst.sphinx_ext.html import everywhere as everywhere_

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


class Addresses:
    """Where pages are."""

    def __init__(self, **pages):
        self.pages = {name: address(path) for name, path in {"index": "", "search": "search.html", "tags": "tags/", "us": "us/", **pages}.items()}  # fmt: skip

    def named(self, target, *, front):
        """Return the page that a target means, and what it says after that."""
        page, mark, part = target.partition("#")
        return (page or front, mark + part) if (page or front) in self.pages else None


@pytest.fixture
def made_from(tmp_path, monkeypatch):
    """Return what gives the hash of a publication, with what differs from the usual one."""
    own, ours = (written(tmp_path / name, {"page.html": "p", "below/macro.txt": "m"}) for name in ("own", "ours"))  # fmt: skip
    upstream = everywhere_.upstream

    def hashed(*, conf="c", tags="t", policy="p", sums="1", sheets=("a.css",), scripts=("a.js", None), menu=(("Us", "us"),), footer=(("F", "https://e.example/"),), card="card.png", names=("reset",), placed=("a.css", "b.css", "a.js", "b.js"), globalcontext=None, addresses=None, **settings):  # fmt: skip
        record = SimpleNamespace(config_hash=conf, tags_hash=tags)
        monkeypatch.setattr(upstream, "build_info", lambda _builder, *kinds: record if kinds == ("env", "html") else None)  # fmt: skip
        monkeypatch.setattr(upstream, "style_sheets", lambda _builder: [SimpleNamespace(filename=name) for name in sheets])  # fmt: skip
        monkeypatch.setattr(upstream, "scripts", lambda _builder: [SimpleNamespace(filename=name) for name in scripts])  # fmt: skip
        monkeypatch.setattr(upstream, "checksum", lambda _builder, name: f"{name} {sums}")
        config = SimpleNamespace(root_doc="index", standfirst_menu=menu, standfirst_footer_links=footer, templates_path=["own"])  # fmt: skip
        domain = SimpleNamespace(
            env=SimpleNamespace(config=config),
            inputs=SimpleNamespace(settings=Settings(**{"now": NOW, "title": "T", **settings})),
            published=SimpleNamespace(facts=SimpleNamespace(card=card), addresses=addresses or Addresses(), indexes={"tags": "tags"}),
        )  # fmt: skip
        builder = SimpleNamespace(
            config=config,
            templates=SimpleNamespace(pathchain=[str(own), str(ours)]),
            globalcontext=globalcontext or {"a": 1},
        )
        return everywhere_.everywhere(builder, domain, policy, names, placed)

    return hashed


CHANGES = {
    "an option of Sphinx": {"conf": "d"},
    "a tag": {"tags": "u"},
    "the policy": {"policy": "q"},
    "the bytes of a file": {"sums": "2"},
    "a style sheet": {"sheets": ("a.css", "b.css")},
    "the parts of the style sheet": {"names": ("reset", "tables")},
    "a script": {"scripts": ("a.js", "b.js")},
    "a label of the menu": {"menu": (("We", "us"),)},
    "an entry of the menu": {"menu": (("Us", "us"), ("Tags", "tags"))},
    "a link of the footer": {"footer": ()},
    "the card": {"card": ""},
    "the address of a page that the menu names": {"addresses": Addresses(us="we/")},
    "the address of an index": {"addresses": Addresses(tags="labels/")},
    "the address of the search": {"addresses": Addresses(search="find.html")},
    "a setting": {"title": "U"},
    "what templates are told everywhere": {"globalcontext": {"a": 2}},
    "what they are told in lists": {"globalcontext": {"a": 1, "b": [{"c": (1.0, b"x", None)}]}},
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_part_of_every_page_counts(made_from, change):
    """Where it is another, all pages are made again."""
    assert made_from(**CHANGES[change]) != made_from()


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"now": NOW + dt.timedelta(days=1)},
        {"sections": (Department(slug="essays", title="Essays"),)},
        {"scripts": ("a.js", None, None)},
        {"addresses": Addresses(other="other/")},
        {"globalcontext": {"a": 1, "b": object(), "c": [object()], "d": {"e": object()}}},
    ],
    ids=[
        "nothing",
        "now",
        "what is said of sections",
        "a script in the page",
        "another page",
        "what has no text of its own",
    ],
)
def test_what_is_on_no_page_does_not_count(made_from, given):
    """Nor does what decides elsewhere, or differs from process to process."""
    assert made_from(**given) == made_from()


def test_the_bytes_of_what_an_earlier_build_has_left_do_not_count(made_from):
    """A style sheet that is registered, and in no page's place any more, goes at the end of the build that finds it."""
    assert made_from(placed=("a.js",), sums="2") != made_from(placed=("a.js",))

    left = {"placed": ("a.js",), "sheets": ("old.css",)}

    assert made_from(**left) != made_from(placed=("a.js",))
    assert made_from(**left, scripts=()) == made_from(**left, scripts=(), sums="2")


@pytest.mark.parametrize(
    ("file", "text", "counts"),
    [
        ("own/page.html", "q", True),
        ("own/below/macro.txt", "q", True),
        ("own/new.svg", "", True),
        ("ours/page.html", "q", True),
        ("ours/below/new.html", "", True),
        ("ours/below/macro.txt", "q", False),
    ],
)
def test_templates_count(tmp_path, made_from, file, text, counts):
    """Of the publication's own folders files of any kind; of others what is a template."""
    before = made_from()
    written(tmp_path, {file: text})

    assert (made_from() != before) is counts
