"""What pages lead on to: related articles, and the pages of a list."""

from __future__ import annotations

import pytest
from lxml import html

LIST = ".//details[@class='sf-beside-pages']//li/a"


WEIR = "The keeper of the weir counts eels, and the eels count on the keeper of the weir.\n"
OTHER = ["Flour ferments overnight in a trough.", "Sailors hoist the canvas at noon.", "A clerk copies letters."]  # fmt: skip


@pytest.fixture
def journal(publication):
    """Return a publication with two articles about one thing, one of them with a picture, and a guide."""
    publication.picture("posts/river/eel.png", 900, 600)
    publication.post("river/2026-01-02-a", WEIR, title="Weir keepers and eels", image="eel.png", description="Of eels.")  # fmt: skip
    publication.post("town/2026-01-03-b", WEIR, title="Eels and weir keepers", author="Bo")
    for n, text in enumerate(OTHER):
        publication.post(f"town/2026-01-0{n + 4}-c", text, title=f"Other {n}", author="Cy")
    publication.write("index.md", "# Front\n\n```{toctree}\n:hidden:\n\nguide/index\n```\n")
    publication.write("guide/index.md", "# Guide\n\n```{toctree}\n:hidden:\n\none\ntwo\n```\n")
    for name in ("one", "two"):
        publication.write(f"guide/{name}.md", f"# Page {name}\n\nText.\n")
    return publication


def further(built):
    """Return pictures, lines and titles of the articles that one is related to."""
    [part] = html.document_fromstring(built.read("2026/01/b/")).xpath(
        "//*[@aria-labelledby='sf-related']"
    )
    return (
        len(part.xpath(".//li//img")),
        part.xpath(".//p[@class='sf-further__line']/text()"),
        part.xpath(".//a[@class='sf-further__title']/text()"),
    )


def beside(built, page):
    """Return title, link and mark of each page in the list of a page."""
    tree = html.document_fromstring(built.read(page))
    return [(a.text, a.get("href"), a.get("aria-current")) for a in tree.xpath(LIST)]


def test_related_articles_have_a_picture_and_a_line(journal):
    """In the next build too, when these change."""
    first = further(journal.build())
    journal.post("river/2026-01-02-a", WEIR, title="Weir keepers and eels", description="Of other eels.")  # fmt: skip
    then = further(journal.build())

    assert first == (1, ["Of eels."], ["Weir keepers and eels"])
    assert then == (0, ["Of other eels."], ["Weir keepers and eels"])


def test_a_page_has_the_list_that_has_it(journal):
    """With the titles of now; none where it is in no list, or in one of very many."""
    journal.build()
    journal.write("guide/two.md", "# Another name\n\nText.\n")
    built = journal.build()
    found = [beside(built, page) for page in ("guide/one/", "")]
    names = [f"p{n}" for n in range(41)]
    journal.write("guide/index.md", "# Guide\n\n```{toctree}\n" + "\n".join(names) + "\n```\n")
    for name in names:
        journal.write(f"guide/{name}.md", "# Page\n\nText.\n")
    many = journal.build()

    assert found == [
        [("Guide", "../", None), ("Page one", "./", "page"), ("Another name", "../two/", None)],
        [],
    ]
    assert beside(many, "guide/p3/") == []
