"""The source of an article's edition: where its links lead, what it shows, and what is said where it cannot: without a build."""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path
from types import SimpleNamespace

import pytest
from bare_posts import bare_post
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from standfirst.catalogue.model import Person, Picture, Ref
from standfirst.sphinx_ext.builders import composer, printing
from standfirst.sphinx_ext.builders.composer import NOT_SET, SCHEME, Composer

POST = bare_post("posts/a", path="a/")
PAGES = {"posts/a": "a/", "posts/b": "b/"}


class Press:
    """A press that can show PNG, and has no letter but those of ASCII."""

    def __init__(self):
        self.learnt = []
        self.glyphs = SimpleNamespace(legible=str.upper, learn=self.learn)

    def learn(self, text):
        """Return what of a text no font has."""
        self.learnt.append(text)
        return [char for char in dict.fromkeys(text) if not char.isascii()]

    def picture(self, path):
        """Return a file as Typst finds it."""
        return f"/converted/{path.name}" if path.suffix == ".png" else None

    def fingerprint(self, path):
        """Return the hash of a file."""
        return f"hash of {path.name}"


@pytest.fixture
def made(monkeypatch):
    """Return a composer, and what it has reported: messages by documents."""
    said, lines = [], []

    def log(problem, *, location):
        lines.append(location)
        said.append((location and location[0], problem.subtype.value, problem.message))

    monkeypatch.setattr(printing, "log", log)
    monkeypatch.setattr(composer, "log", log)
    find = {"b.md": ("posts/b", ""), "b.md#x%20y": ("posts/b", "#x%20y")}.get
    domain = SimpleNamespace(
        data={"pictures": {"posts/a": (("c.tif", 5), ("https://a.example/2.png", 8))}},
        url=lambda page: f"https://e.org/{PAGES[page]}" if page in PAGES else "",
        output_url=lambda href: f"https://e.org/{href}",
        source=lambda docname: f"{docname}.md",
        published=SimpleNamespace(
            catalogue=SimpleNamespace(posts={}),
            pictures=SimpleNamespace(printable={"a b.png": Path("a b.png"), "c.tif": Path("c.tif")}),
            addresses=SimpleNamespace(find=lambda uri, source, page: find(uri) if (source, page) == ("posts/a.md", "posts/a") else None),
        ),
        env=SimpleNamespace(config=SimpleNamespace(root_doc="index")),
    )  # fmt: skip
    maker = Composer(domain, Press())
    maker.lines = lines
    return maker, said


def tree(*inner):
    """Return a document of one paragraph, or of more."""
    document = new_document("a.md")
    for each in inner:
        document += each if isinstance(each, nodes.Element) else nodes.paragraph("", each)
    return document


def test_an_article_knows_its_address(made):
    """None where it has no page."""
    maker, _ = made

    assert maker.url_of(POST) == "https://e.org/a/"
    assert maker.url_of(dc.replace(POST, page="x")) == ""


@pytest.mark.parametrize(
    ("src", "file", "fingerprint"),
    [
        ("a%20b.png", "/converted/a b.png", "hash of a b.png"),
        ("/a b.png", "/converted/a b.png", "hash of a b.png"),
        ("c.tif", None, "hash of c.tif"),
        ("d.png", None, ""),
    ],
)
def test_a_picture_is_shown_where_there_is_a_file_that_can_be(made, src, file, fingerprint):
    """The edition is made again where it is another."""
    maker, _ = made

    assert (maker.picture(src), maker.fingerprint(src)) == (file, fingerprint)


@pytest.mark.parametrize(
    ("uri", "labels", "url"),
    [
        (f"{SCHEME}posts/b", ("posts/b#",), "https://e.org/b/"),
        (f"{SCHEME}posts/b#x%20y", ("posts/b#x y", "posts/b#"), "https://e.org/b/#x%20y"),
        (f"{SCHEME}posts/gone#x", ("posts/gone#x", "posts/gone#"), ""),
        ("#x%20y", ("posts/a#x y", "posts/a#"), "https://e.org/a/#x%20y"),
        ("#", ("posts/a#",), "https://e.org/a/"),
        ("b.md", ("posts/b#",), "https://e.org/b/"),
        ("b.md#x%20y", ("posts/b#x y", "posts/b#"), "https://e.org/b/#x%20y"),
    ],
)
def test_a_link_within_the_publication_leads_into_the_edition_or_onto_the_web(made, uri, labels, url):  # fmt: skip
    """To its very place, else to the beginning of its page."""
    maker, _ = made
    found = maker.around("posts/a").place(uri)

    assert (found.labels, found.url) == (labels, url)


@pytest.mark.parametrize("uri", ["https://a.example/b.md", "mailto:a@a.example", "nothing.md"])
def test_other_links_lead_nowhere_within(made, uri):
    """Those elsewhere, and those that mean nothing."""
    maker, _ = made

    assert maker.around("posts/a").place(uri) is None


def test_an_articles_text_is_set(made):
    """As it is, else its words alone, else nothing but what stands around it: as much as the compiler takes."""
    maker, said = made
    text = tree(nodes.paragraph("", "", nodes.Text("One "), nodes.strong("", "two")), " ", "Three.")
    sources = [maker.article(POST, text), maker.plain(POST, text), maker.empty(POST)]
    around = {source.removeprefix(f"{NOT_SET}\n").partition('"body":')[0] for source in sources}
    bodies = [source.partition('"body":')[2].strip().removesuffix(")") for source in sources]

    assert bodies == [
        '{par({"ONE ";strong({"TWO"})});par({" "});par({"THREE."})}',
        '{par({"ONE TWO"});par({"THREE."})}',
        "[]",
    ]
    assert len(around) == 1
    assert [source.startswith(NOT_SET) for source in sources] == [False, False, True]
    assert said == []


def test_letters_that_no_font_has_are_named(made):
    """All that is seen is asked for at once: text, texts and addresses of pictures, title, deck, section, authors, and the lead picture's."""
    maker, said = made
    image = Picture(src="a b.png", alt="ä", caption="ö", credit="ü")
    post = dc.replace(POST, title="é", deck="è", section=Ref(name="ç", page="s"), authors=(Person(name="å", key="a", page="a"),), image=image)  # fmt: skip
    maker.article(post, tree("ß", nodes.image(uri="ñ.png", alt="ø")))
    names = ", ".join(f"U+{ord(char):04X}" for char in "ßøñéèçåäöü")

    assert said == [("posts/a", "edition", f"no font has {names}; the PDF has the names of these characters in brackets")]  # fmt: skip
    assert len(maker.press.learnt) == 1


def test_pictures_that_cannot_be_shown_are_named(made):
    """Once each, at their lines; those elsewhere in one line, and those of which there is no file by who looked for it."""
    maker, said = made
    uris = ["c.tif", "a b.png", "c.tif", "gone.png", "https://a.example/1.png", "https://a.example/2.png"]  # fmt: skip
    maker.article(POST, tree(*(nodes.image(uri=uri) for uri in uris)))

    assert maker.lines == [("posts/a", 8), ("posts/a", 5)]
    assert said == [
        ("posts/a", "edition", "pictures that lie elsewhere were not fetched; books show their text and address instead"),
        ("posts/a", "edition", "the picture 'c.tif' cannot be read; the PDF shows its text instead"),
    ]  # fmt: skip


def test_files_to_download_are_linked_to_on_the_web(made):
    """Where there is an address; else their text stays."""
    maker, _ = made
    downloads = [
        addnodes.download_reference("", "", nodes.Text("Paper"), filename="1f/a b.pdf"),
        addnodes.download_reference("", "", nodes.Text("Gone")),
    ]
    text = tree(nodes.paragraph("", "", *downloads))
    maker.article(POST, text)
    (paragraph,) = text.findall(nodes.paragraph)

    assert paragraph.astext() == "PaperGone"
    assert [(type(node).__name__, node.get("refuri")) for node in paragraph] == [
        ("reference", "https://e.org/_downloads/1f/a%20b.pdf"),
        ("inline", None),
    ]


def test_the_note_of_a_volume_is_translated(made):
    """From the front page on; one that has none has none."""
    maker, _ = made
    maker.domain.env.config.root_doc = "posts/a"
    note = maker.note(SimpleNamespace(note='<p>See <a href="b.md">B</a>.</p>'))

    assert "posts/b#" in str(note)
    assert maker.note(SimpleNamespace(note="")) is None
