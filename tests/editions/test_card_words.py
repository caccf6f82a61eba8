"""What a card and a cover are made of, and what they ask of the press."""

from __future__ import annotations

import dataclasses as dc
import io
from pathlib import Path

import pytest
from bare_posts import bare_post
from PIL import Image

from standfirst.catalogue.model import Person, Ref
from standfirst.editions import cards
from standfirst.editions.books import Book


class Press:
    """A press that notes what it is asked, and whose fonts have no heart."""

    def __init__(self):
        self.glyphs = self
        self.learned = []
        self.asked = []

    def learn(self, text):
        """Note which characters are to be known."""
        self.learned.append(text)

    def legible(self, text):
        """Return the text with a name for what no font has."""
        return text.replace("♥", "[heart]")

    def picture(self, path):
        """Return where a picture lies for the compiler, of those that it takes."""
        return f"/images/{path.name}" if path.suffix == ".png" else None

    def bitmap(self, source, *, ppi):
        """Return a picture of a page."""
        self.asked.append((source, ppi))
        made = io.BytesIO()
        Image.new("RGBA", (30, 40), "red").save(made, "PNG")
        return made.getvalue()


def article(**given):
    """Return an article."""
    return bare_post(**{"authors": (Person(name="Ada", key="a", page="a"),), **given})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {}),
        ({"title": " A  title\nof two \u3000lines "}, {"title": "A title of two lines"}),
        ({"title": "a" * 400}, {"title": "a" * 400}),
        ({"title": "a" * 401}, {"title": "a" * 399 + "…"}),
        ({"section": Ref(name="s" * 201, page="s")}, {"section": "s" * 199 + "…"}),
        ({"authors": (Person(name="n" * 200, key="n", page="n"),)}, {"byline": "n" * 200}),
        ({"authors": (Person(name="n" * 201, key="n", page="n"),)}, {"byline": "n" * 199 + "…"}),
        ({"authors": ()}, {"byline": ""}),
        ({"lang": "zh-Hant"}, {"lang": "zh-Hant"}),
    ],
)
def test_a_card_has_the_words_of_its_article(settings, given, expected):
    """Each in one line, as far as there is room."""
    words = {"title": "T", "section": "S", "byline": "Ada", "publication": "Journal", "lang": "en"}
    of = dc.replace(settings, title="Journal")

    assert cards.of_article(article(**given), of) == cards.Card(**{**words, **expected})


def test_other_pages_have_the_card_of_the_publication(settings):
    """With its title and tagline."""
    of = dc.replace(settings, title=" A\nJournal", tagline="Of  things", language="de")

    assert cards.of_publication(of) == cards.Card(
        title="A Journal", section="", byline="Of things", publication="", lang="de"
    )


def test_a_card_is_one_picture_of_legible_words():
    """All characters of which the press has learnt before; a long word of the title may be broken, other lines later."""
    press = Press()
    card = cards.Card(
        title=f"I ♥ {'8' * 29}", section="S♥", byline="B", publication=f"{'9' * 200}", lang="zh-HK"
    )
    made = cards.png(card, press)

    assert made == Press().bitmap("", ppi=1)
    assert press.learned == [card.text]
    assert card.text == f"I ♥ {'8' * 29}S♥B{'9' * 200}"
    [(source, ppi)] = press.asked
    assert ppi == 72
    assert source == (
        '#import "/template/standfirst.typ": *\n#import "/template/card.typ": card\n'
        '#card(("lang":"zh","script":"Hant","region":"HK",'
        f'"title":{{"I [heart] {"8" * 28}";brk;"8"}},'
        f'"section":{{"S[heart]"}},"byline":{{"B"}},"publication":{{"{"9" * 200}"}}))\n'
    )


BOOK = Book(
    key="v", title="V♥", subtitle="", publication="J♥", lang="en", parts=()
)  # fmt: skip


@pytest.mark.parametrize(
    ("picture", "is_own", "cover"),
    [
        (None, False, "none"),
        (Path("a.png"), False, '("file":"/images/a.png","alt":"")'),
        (Path("a.png"), True, '("file":"/images/a.png","alt":"")'),
        (Path("a.tiff"), False, "none"),
        (Path("a.tiff"), True, "none"),
    ],
)
def test_a_cover_is_a_jpeg_of_the_first_page(picture, is_own, cover):
    """With a picture where there is one that can be set; the page knows whether it was made for the book."""
    book = dc.replace(BOOK, has_own_cover=is_own)
    press = Press()
    with Image.open(io.BytesIO(cards.cover(book, picture, press))) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (30, 40))

    assert press.learned == ["J♥V♥"]
    [(source, ppi)] = press.asked
    assert ppi == 150
    assert source.splitlines() == [
        '#import "/template/design.typ": base, in-language',
        '#import "/template/book.typ": cover',
        (
            '#let it = ("lang":"en","script":"","region":none,"publication":"J[heart]","title":"V[heart]",'
            f'"subtitle":"","cover":{cover},"own-cover":{str(is_own).lower()})'
        ),
        "#show: base",
        "#show: in-language.with(it.lang, it.script, it.region)",
        "#cover(it)",
    ]
