"""Which pages are made again: each whose hash a change alters, and no other."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from types import SimpleNamespace

import pytest
from catalogues import publish
from docutils import nodes

from standfirst.catalogue import archive_chart
from standfirst.catalogue.pagination import paginate
from standfirst.catalogue.post_marks import marked
from standfirst.settings.model import Department, Settings
from standfirst.sphinx_ext.fingerprints import ALL, NOW, SECTIONS, Fingerprints
from standfirst.sphinx_ext.state import Cited, KnownWork
from standfirst.text.i18n import words

SETTINGS = Settings(
    now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
    title="Review",
    base_url="https://example.org/",
    sections=(Department(slug="essays", title="Essays"),),
)
POSTS = (
    "date: 2026-01-01\nauthor: Ada\nsection: essays\nvolume: Spring\nimage: https://a.example/a.jpg\nseries: Road",
    "date: 2026-01-02\nauthor: Bo\nsection: essays\nvolume: Spring\nseries: Road",
    "date: 2026-01-03\nauthor: Ada\nsection: news\ntags: [x]\ntranslator: Cy",
)
A, B, C = (f"posts/2026-01-0{number + 1}-{number}" for number in range(3))
DOCUMENTS = {name: f"{name}.md" for name in ("index", "guide/index", "guide/one", "guide/two")}
AUTHORS = {"ada": "---\nname: Ada\nphoto: https://a.example/ada.jpg\n---\n"}
VOLUMES = {"spring": "---\ntitle: Spring\ncover: https://a.example/cover.jpg\n---\n"}


class Review:
    """A publication of three posts and four documents, of which any part can be another."""

    def __init__(self, posts=POSTS, authors=AUTHORS, volumes=VOLUMES, settings=SETTINGS):
        made = publish(settings, *posts, authors=authors, volumes=volumes, documents=DOCUMENTS)
        self.published = SimpleNamespace(
            catalogue=made.catalogue,
            marks=made.marks,
            addresses=made.addresses,
            pictures=SimpleNamespace(shown={}),
            cited=Cited(),
            editions=SimpleNamespace(of_volume=lambda _: (), state=lambda _: ""),
            facts=SimpleNamespace(state=lambda name: name),
            attachments=SimpleNamespace(refused={}),
        )
        every = {*DOCUMENTS, A, B, C}
        self.objects = [("thing", "thing", "class", "guide/one", "place", 1)]
        self.env = SimpleNamespace(
            config=SimpleNamespace(root_doc="index"),
            all_docs=dict.fromkeys(every, 1),
            toc_secnumbers={},
            toc_fignumbers={},
            toctree_includes={"index": ["guide/index"], "guide/index": ["guide/one", "guide/two"], "guide/one": ["guide/two"], "guide/two": ["guide/one", "index"]},
            tocs={name: nodes.paragraph("", name) for name in DOCUMENTS},
            titles={name: nodes.title("", name) for name in DOCUMENTS},
            domaindata={"std": {"labels": {}, "anonlabels": {}}},
            domains=SimpleNamespace(sorted=lambda: [SimpleNamespace(name="py", get_objects=lambda: self.objects)]),
        )  # fmt: skip
        self.placed = {}
        self.named = {"ada": ("authors/ada", "Ada")}
        self.now = settings.now
        self.sections = settings.sections
        self.data = {
            "listing": {},
            "references": {},
            "pictures": {},
            "asked": {},
            "trees": dict.fromkeys(self.env.all_docs, "1"),
        }

    def fingerprints(self):
        """Return what makes its hashes."""
        domain = SimpleNamespace(
            name="standfirst",
            env=self.env,
            published=self.published,
            data=self.data,
            inputs=SimpleNamespace(settings=SimpleNamespace(now=self.now, sections=self.sections)),
            source=lambda name: f"{name}.md",
            targets=SimpleNamespace(placed=lambda target, source: self.placed.get((target, source))),
            named=lambda _, target: self.named.get(target),
        )  # fmt: skip
        return Fingerprints(domain)

    def hashes(self):
        """Return the hash of each page by its name; of lists with one post on a page."""
        prints, catalogue = self.fingerprints(), self.published.catalogue
        found = {name: prints.document(name) for name in self.env.all_docs}
        for kind, listing in catalogue.listings():
            if kind.template == "series":
                found[listing.page] = prints.series(listing)
                continue
            for part in paginate(listing.page, listing.posts, 5):
                found[part.page] = prints.listing(listing, part)
        return found

    def other(self, docname, **values):
        """Have a post be another."""
        catalogue = self.published.catalogue
        posts = {**catalogue.posts, docname: dc.replace(catalogue.posts[docname], **values)}
        self.published.catalogue = dc.replace(catalogue, posts=posts)
        self.published.marks = {name: marked(post) for name, post in posts.items()}

    def moved(self, page):
        """Have a page lie elsewhere."""
        addresses = self.published.addresses
        address = dc.replace(addresses.pages[page], path="elsewhere/", file="elsewhere/index.html")
        self.published.addresses = dc.replace(addresses, pages={**addresses.pages, page: address})


KNOWN = KnownWork(made_from="", work="x", entry="y")
LISTS_OF_A = {"authors/ada", "sections/essays", "volumes/spring", "archive/2026", "archive/2026/01", "posts"}  # fmt: skip
CHANGES = {
    "nothing": (lambda _: None, set()),
    "a document has another tree": (lambda r: r.data["trees"].update({"guide/one": "2"}), {"guide/one"}),
    "headings have other numbers": (lambda r: r.env.toc_secnumbers.update({"guide/one": {"": (2,)}}), {"guide/one"}),
    "figures have other numbers": (lambda r: r.env.toc_fignumbers.update({"guide/one": {"figure": {}}}), {"guide/one"}),
    "headings of a document": (lambda r: r.env.tocs.update({"guide/one": nodes.paragraph("", "x")}), {"index", "guide/index", "guide/two"}),
    "a title": (lambda r: r.env.titles.update({"guide/two": nodes.title("", "x")}), {"guide/one", "guide/two"}),
    "the title of what stands above": (lambda r: r.env.titles.update({"guide/index": nodes.title("", "x")}), {"index", "guide/index", "guide/one", "guide/two"}),
    "a post's title": (lambda r: r.other(A, title="Other"), {"index", A, B, C, *LISTS_OF_A}),
    "a deck": (lambda r: r.other(A, deck="Other"), {"index", A, *LISTS_OF_A}),
    "a post lies elsewhere": (lambda r: r.moved(A), {A}),
    "a section lies elsewhere": (lambda r: r.moved("sections/news"), {"index", C, "sections/news", "posts", "authors/ada", "authors/cy", "tags/x", "archive/2026", "archive/2026/01"}),
    "a lead image": (lambda r: r.published.pictures.shown.update({"https://a.example/a.jpg": 1}), {"index", A, *LISTS_OF_A}),
    "a portrait": (lambda r: r.published.pictures.shown.update({"https://a.example/ada.jpg": 1}), {A, C, "authors/ada"}),
    "a cover": (lambda r: r.published.pictures.shown.update({"https://a.example/cover.jpg": 1}), {"index", "volumes/spring"}),
    "what is refused": (lambda r: r.published.attachments.refused.update({B: ["x.exe"]}), {B}),
    "what is told of it": (lambda r: setattr(r.published.facts, "state", lambda name: name == B), {A, B, C}),
    "its editions": (lambda r: setattr(r.published.editions, "state", lambda post: post.docname == B and "x"), {A, B, C}),
    "a volume's editions": (lambda r: setattr(r.published.editions, "of_volume", lambda _: ("x.pdf",)), {"volumes/spring"}),
    "a citation": (lambda r: setattr(r.published, "cited", Cited(known={B: KNOWN}, citations={B: ("x",)})), {B}),
    "what is cited": (lambda r: setattr(r.published, "cited", Cited(works={C: "x"}, known={C: KNOWN})), {C}),
}  # fmt: skip
"""A change -> the pages that show it."""


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_alters_the_pages_that_show_it(change):
    """And no other."""
    act, expected = CHANGES[change]
    review = Review()
    before = review.hashes()
    act(review)
    after = review.hashes()

    assert {name for name, made in after.items() if made != before[name]} == expected


REFERENCES = {
    "a role of ours": (("standfirst", "author", "ada"), lambda r: r.named.update(ada=("authors/ada", "Ada L."))),
    "one that named nothing": (("standfirst", "author", "bo"), lambda r: r.named.update(bo=("authors/bo", "Bo"))),
    "where it leads": (("standfirst", "author", "ada"), lambda r: r.moved("authors/ada")),
    "a label": (("std", "ref", "here"), lambda r: r.env.domaindata["std"]["labels"].update(here=("guide/one", "x", "Here"))),
    "a label without a title": (("std", "ref", "here"), lambda r: r.env.domaindata["std"]["anonlabels"].update(here=("guide/one", "x"))),
    "a document's title": (("std", "doc", "guide/one"), lambda r: r.env.titles.update({"guide/one": nodes.title("", "x")})),
    "a document's address": (("std", "doc", "guide/one"), lambda r: r.moved("guide/one")),
    "a numbered figure": (("std", "numref", "guide/one"), lambda r: r.env.toc_fignumbers.update({"guide/one": {"figure": {}}})),
    "an object": (("py", "class", "Thing"), lambda r: r.objects.append(("thing", "x", "class", "guide/two", "x", 1))),
    "an object's page": (("py", "class", "THING"), lambda r: r.moved("guide/one")),
}  # fmt: skip


@pytest.mark.parametrize("case", REFERENCES)
def test_what_a_reference_shows_is_on_its_page(case):
    """On that of a document with such a reference, which one without it does not show."""
    reference, act = REFERENCES[case]
    found = []
    for references in ({}, {B: [reference]}):
        review = Review()
        review.data["references"] = references
        before = review.hashes()[B]
        act(review)
        found.append(review.hashes()[B] != before)

    assert found == [False, True]


def test_labels_and_documents_are_no_objects():
    """They have tables of their own."""
    review = Review()
    review.data["references"] = {B: [("std", "ref", "here")]}
    before = review.hashes()[B]
    review.objects += [("here", "Here", kind, "guide/one", "x", 1) for kind in ("label", "doc")]

    assert review.hashes()[B] == before


@pytest.mark.parametrize(
    ("reference", "is_shown"),
    [(("std", "numref", "guide/one"), True), (("std", "ref", "guide/one"), False)],
)
def test_numbers_of_figures_are_shown_by_references_to_figures(reference, is_shown):
    """And by no others."""
    review = Review()
    review.data["references"] = {B: [reference]}
    before = review.hashes()[B]
    review.env.toc_fignumbers["guide/one"] = {"figure": {}}

    assert (review.hashes()[B] != before) is is_shown


@pytest.mark.parametrize("label", ["author-ada", "section-news", "category-news", "tag-x", "author-nobody", "nothing-x"])  # fmt: skip
def test_a_label_of_ablog_shows_the_name_of_its_list(label):
    """Where it means one."""
    found = []
    for names in (("Ada", "news", "x"), ("ADA", "nEWS", "X")):
        posts = [post.replace("news", names[1]).replace("[x]", f"[{names[2]}]") for post in POSTS]
        review = Review(posts=posts, authors={"ada": f"---\nname: {names[0]}\n---\n"})
        review.data["references"] = {"guide/one": [("std", "ref", label)]}
        found.append(review.hashes()["guide/one"])

    assert (found[0] != found[1]) is not label.endswith(("nobody", "nothing-x"))


def test_a_link_to_a_file_shows_what_lies_there():
    """A page that it means, with its address, or the place that the file has; pictures are asked for otherwise."""
    review = Review()
    review.data["asked"] = {A: [("attachment", "../guide/one.md"), ("offered", "x.pdf")], B: [("picture", "x.pdf")]}  # fmt: skip
    before = review.hashes()
    review.placed = {("x.pdf", f"{name}.md"): "files/x.pdf" for name in (A, B)}
    placed = review.hashes()
    review.moved("guide/one")
    moved = review.hashes()

    assert {name for name in before if placed[name] != before[name]} == {A}
    assert A in {name for name in before if moved[name] != placed[name]}


def test_a_picture_of_a_text_is_on_its_page():
    """As pages show it."""
    review = Review()
    review.data["pictures"] = {"guide/one": [("b.png", 3)]}
    before = review.hashes()
    review.published.pictures.shown["b.png"] = 1
    after = review.hashes()

    assert {name for name in before if after[name] != before[name]} == {"guide/one"}


def test_who_lists_posts_shows_them_all():
    """As the front page does."""
    review = Review()
    review.data["listing"] = {"guide/two": True}
    before = review.hashes()
    review.other(C, deck="Other")
    after = review.hashes()

    assert {name for name in DOCUMENTS if after[name] != before[name]} == {"index", "guide/two"}


def test_an_index_shows_its_lists_and_how_long_they_are():
    """And where the chart leads; not the words of posts."""
    review = Review()

    def made():
        catalogue, prints = review.published.catalogue, review.fingerprints()
        chart = archive_chart.chart(catalogue, words("en"))
        return [prints.index("archive", catalogue.lists[kind].values(), drawn) for kind, drawn in (("tag", None), ("author", None), ("author", chart))]  # fmt: skip

    before = made()
    review.other(C, deck="Other")
    assert made() == before
    review.moved("authors/ada")
    after = made()
    assert [one != other for one, other in zip(before, after, strict=True)] == [False, True, True]
    review.moved("archive/2026/01")
    again = made()
    assert [one != other for one, other in zip(after, again, strict=True)] == [False, False, True]
    review.moved("archive")
    assert {one != other for one, other in zip(again, made(), strict=True)} == {True}


ANSWERS = {
    NOW: (lambda r: setattr(r, "now", r.now + dt.timedelta(hours=1)), True),
    SECTIONS: (lambda r: setattr(r, "sections", ()), True),
    ALL: (lambda r: r.other(A, deck="Other"), True),
    "all:": (lambda r: setattr(r, "sections", ()), True),
    f"post:{A}": (lambda r: r.other(A, deck="Other"), True),
    f"post:{B}": (lambda r: r.other(A, deck="Other"), False),
    "post:none": (lambda r: r.other(A, deck="Other"), False),
    "page:guide/one": (lambda r: r.moved("guide/one"), True),
    "page:guide/two": (lambda r: r.moved("guide/one"), False),
    "head:authors/ada": (lambda r: r.moved("authors/ada"), True),
    "head:authors/bo": (lambda r: r.moved("authors/ada"), False),
    "posts:authors/ada": (lambda r: r.moved("authors/ada"), False),
    "head:none": (lambda r: r.moved("authors/ada"), False),
}


@pytest.mark.parametrize("key", ANSWERS)
def test_what_a_template_has_read_has_an_answer(key):
    """That is another where it is; of what is not there always the same."""
    act, is_another = ANSWERS[key]
    review = Review()
    before = review.fingerprints().answer(key)
    act(review)

    assert (review.fingerprints().answer(key) != before) is is_another


def test_the_posts_of_a_list_are_those_of_its_own():
    """One more alters the answer, that of no other list, and not what is said of the list."""
    few, more = Review(posts=POSTS[:2]).fingerprints(), Review().fingerprints()
    keys = ("posts:authors/ada", "posts:authors/bo", "head:authors/ada")

    assert [few.answer(key) != more.answer(key) for key in keys] == [True, False, False]
