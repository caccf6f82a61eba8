"""No value that a template can read is outside of what its page is made from: the hash, and what it is seen to read."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from standfirst.catalogue import further_reading
from standfirst.catalogue.model import Picture
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.html.jinja_bridge import Templates

CONF = """
    extensions = ["standfirst"]
    standfirst_title = "The Test Review"
    standfirst_base_url = "https://example.org/review/"
    standfirst_now = "2026-06-01T00:00:00+00:00"
    standfirst_search_index = False
    standfirst_page_size = 4
    standfirst_menu = [("About", "about")]
    standfirst_sections = [{"slug": "essays", "title": "Essays", "description": "Long ones."}]
    html_sidebars = {}
"""
PLAIN = (str, bytes, int, float, dt.date, type(None))
PAGES = {("attribute", name) for name in ("docname", "page", "newer", "older")}
"""Attributes that are the name of a page, which a template may ask for the address of."""
DEEPEST = 9
ICON = "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='9'><path d='M0 0h1'/></svg>\n"
ADA = "---\nname: Ada Lovelace\naffiliation: {}\nphoto: ada.svg\n---\n{} is a writer.\n"
SPRING = "---\ntitle: Spring\nstart: 2026-01-01\nend: 2026-03-31\ncover: one.svg\n---\n{}\n"


@dc.dataclass(kw_only=True)
class Told:
    """What the template of one page was told."""

    builder: PublicationBuilder
    environment: Any
    context: dict[str, Any]
    values: dict[tuple[Any, ...], object]
    """Way to a value -> the value."""

    def keys(self, way):
        """Return what is noted where a template goes *way*."""
        reads = self.environment.reads
        with reads.of(self.context["pagename"], self.context.keys()):
            names = self.environment.from_string("").new_context(self.context)
            found = names.resolve_or_missing(way[0])
            for how, step in way[1:]:
                if how == "attribute":
                    found = self.environment.getattr(found, step)
                elif how == "item":
                    found = self.environment.getitem(found, step)
                elif how == "member":
                    found = sorted(found)[step] if isinstance(found, frozenset) else found[step]
                elif how == "address":
                    self.builder.address(found)
        return reads.keys


def ways(sf, value, way):
    """Yield all that can be reached from *value*: ways and plain values, lengths, addresses and shown pictures."""
    if isinstance(value, PLAIN):
        yield way, value
        if value and way[-1] in PAGES:
            yield (*way, ("address", "")), sf.href(value)
        return
    if len(way) > DEEPEST:
        return
    if isinstance(value, Picture):
        yield (*way, ("shown", "")), sf.lead(value)
    if isinstance(value, Mapping | list | tuple | frozenset):
        yield (*way, ("length", "")), len(value)
    if isinstance(value, Mapping):
        steps = [("item", key, value[key]) for key in value]
    elif isinstance(value, list | tuple | frozenset):
        every = sorted(value) if isinstance(value, frozenset) else value
        steps = [("member", place, item) for place, item in enumerate(every)]
    elif type(value).__module__.startswith("standfirst.") and not callable(value):
        names = [name for name in dir(value) if not name.startswith("_")]
        steps = [("attribute", name, getattr(value, name)) for name in names]
    else:
        return
    for how, step, found in steps:
        yield from ways(sf, found, (*way, (how, step)))


@pytest.fixture
def look(monkeypatch, publication):
    """Return a function that makes every page: each file's hash, and what its template was told."""
    hashes, told = {}, {}
    render, is_current = Templates.render, PublicationBuilder.is_current_file

    def note(self, template, context):
        sf, values = context.get("sf"), {}
        if sf is not None:
            for name, value in context.items():
                if name != "sf":
                    values.update(ways(sf, value, (name,)))
            for name in (name for name in dir(sf) if not name.startswith("_")):
                # what is one and the same on every page is looked at on one
                if name not in {"catalogue", "settings"} or context["pagename"] == "about":
                    values.update(ways(sf, getattr(sf, name), ("sf", ("attribute", name))))
            file = publication.builder.page_file(context["pagename"])
            told[file] = Told(
                builder=publication.builder,
                environment=self.environment,
                context=dict(context),
                values=values,
            )
        return render(self, template, context)

    def current(self, file, made_from):
        publication.builder = self
        hashes[file] = made_from, self.everywhere
        is_current(self, file, made_from)
        return False

    monkeypatch.setattr(Templates, "render", note)
    monkeypatch.setattr(PublicationBuilder, "is_current_file", current)
    monkeypatch.setattr(further_reading, "MOST_LISTED", 3)

    def build():
        hashes.clear()
        told.clear()
        publication.build()
        return dict(hashes), dict(told)

    return build


def _write(publication):
    publication.write("conf.py", CONF)
    publication.write("index.md", "---\ntitle: Front\n---\n\n```{toctree}\nguide/index\n```\n")
    publication.write("guide/index.md", "# Guide\n\n```{toctree}\none\n```\n")
    publication.write("guide/one.md", "# First\n\nText.\n")
    publication.write("about.md", "---\ntitle: About\npermalink: /about/\n---\nWe.\n")
    publication.write("authors/ada.md", ADA.format("Here", "Ada"))
    publication.write("authors/ada.svg", ICON % 5)
    publication.write("posts/one.svg", ICON % 7)
    publication.write("volumes/spring.md", SPRING.format("A note."))
    publication.write("volumes/one.svg", ICON % 8)
    for number in range(1, 8):
        _post(publication, number)
    publication.post("2026-01-20-fr", title="Titre", lang="fr", translation_of="2026-01-02-x")
    publication.post("2026-02-10-gone", title="Gone", withdrawn="2026-03-01")


def _post(publication, number, **values):
    """Write one of the posts, with other values where given."""
    usual = {
        "title": f"Title {number}",
        "description": f"Deck {number}.",
        "author": "Ada Lovelace" if number % 2 else "Ada Lovelace and Bo Bee",
        "tags": "[one, two]",
        "section": "essays" if number % 2 else "news",
        "image": "one.svg",
        "series": "The Road" if number < 5 else "The Way" if number < 8 else "",
    }
    publication.post(f"2026-01-{number:02}-x", **{**usual, **values})


CHANGES = {
    "a post more": lambda p: _post(p, 9),
    "a post of another kind more": lambda p: _post(
        p, 10, section="new", tags="[three]", series="The Road"
    ),
    "a post gone": lambda p: (p.root / "posts/2026-01-06-x.md").unlink(),
    "a title": lambda p: _post(p, 3, title="Other"),
    "a deck": lambda p: _post(p, 3, description="Other."),
    "an author more": lambda p: _post(p, 3, author="Ada Lovelace and Cy Dee"),
    "a byline in another order": lambda p: _post(p, 4, author="Bo Bee and Ada Lovelace"),
    "a tag": lambda p: _post(p, 3, tags="[one, three]"),
    "a section": lambda p: _post(p, 3, section="news"),
    "a language": lambda p: _post(p, 2, lang="de"),
    "an update": lambda p: _post(p, 3, updated="2026-04-04"),
    "a licence": lambda p: _post(p, 3, license="MIT"),
    "a post withdrawn": lambda p: _post(p, 3, withdrawn="2026-02-02"),
    "a post elsewhere": lambda p: _post(p, 3, permalink="/elsewhere/"),
    "an author's file": lambda p: p.write("authors/ada.md", ADA.format("Else", "She")),
    "a portrait": lambda p: p.write("authors/ada.svg", ICON % 6),
    "a lead picture": lambda p: p.write("posts/one.svg", ICON % 6),
    "a volume's note": lambda p: p.write("volumes/spring.md", SPRING.format("Another.")),
    "a cover": lambda p: p.write("volumes/one.svg", ICON % 6),
    "a standing page": lambda p: p.write("about.md", "---\ntitle: Us\npermalink: /us/\n---\nWe.\n"),
    "a document": lambda p: p.write("guide/one.md", "# Second\n\nOther text.\n\n## More\n"),
    "a section's description": lambda p: p.write(
        "conf.py", CONF.replace("Long ones", "Short ones")
    ),
    "the moment": lambda p: p.write("conf.py", CONF.replace("00:00:00", "01:00:00")),
}


_USUAL = {"a post more", "an author's file", "the moment"}
"""The others take a minute."""


@pytest.mark.parametrize(
    "change",
    [name if name in _USUAL else pytest.param(name, marks=pytest.mark.audit) for name in CHANGES],
)
def test_every_value_that_changes_has_its_page_made_again(publication, look, change):
    """By the page's hash, or by the key under which the reading of that very value is kept."""
    _write(publication)
    hashes, told = look()
    CHANGES[change](publication)
    after, then = look()
    changed = [
        (file, way)
        for file in told.keys() & then.keys()
        for way, value in told[file].values.items()
        if then[file].values.get(way) != value
    ]
    stale = [
        (file, way)
        for file, way in changed
        if file in hashes
        and hashes[file] == after[file]
        and not any(
            told[file].builder.fingerprints.answer(key)
            != then[file].builder.fingerprints.answer(key)
            for key in told[file].keys(way)
        )
    ]

    assert len(told) > 30
    assert changed
    assert sorted(map(str, stale)) == []
