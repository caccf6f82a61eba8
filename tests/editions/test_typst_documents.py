"""What the template is told of articles and books: pure."""

from __future__ import annotations

import datetime as dt

import pytest
from bare_posts import bare_post as article

from standfirst.catalogue.model import Person, Picture, Ref
from standfirst.editions.books import Book, BookPart
from standfirst.editions.typst import documents
from standfirst.editions.typst.code import Code
from standfirst.package import VERSION

IMPORT = '#import "/template/standfirst.typ": *\n'
FACTS = documents.DocumentContext(
    url=lambda post: f"https://e.org/{post.path}",
    picture=lambda src: None if src.endswith("gone") else f"/{src}",
    legible=lambda text: text.replace("\U0001f4a9", "[pile of poo]"),
)
DAY = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


def told(post):
    """Return what the template is told of an article."""
    return documents.article(post, Code("[B]"), FACTS)


def test_an_article_says_no_more_than_it_has():
    """Where it has nothing else, its title, section and address."""
    assert told(article()) == (
        f'{IMPORT}#let article = ("lang":"en","script":"","region":none,"label":"p#","title":"T",'
        '"section":"S","deck":"","byline":"","date":"","notice":"","image":none,"authors":(),'
        '"description":"","keywords":(),'
        '"ending":(("Address: ","https://e.org/p/","https://e.org/p/",),),"body":[B])\n'
    )


def test_an_article_says_all_that_it_has():
    """In its language: who, when, whence and under which terms; what no font has is named in all that is seen."""
    post = article(
        title="T\U0001f4a9",
        deck="D",
        description="De\U0001f4a9",
        authors=(Person(name="A", key="a", page="a"), Person(name="B", key="b", page="b")),
        translators=(Person(name="C", key="c", page="c"),),
        date=DAY,
        updated=DAY.replace(day=5),
        tags=(Ref(name="t", page="t"), Ref(name="u", page="u")),
        image=Picture(src="i", alt="Alt", caption="Caption", credit="Credit"),
        source_title="Elsewhere",
        source_url="https://o.org/",
        license="CC",
        license_url="https://l.org/",
        doi="10.1/x",
        hidden=True,
    )

    assert told(post) == (
        f'{IMPORT}#let article = ("lang":"en","script":"","region":none,"label":"p#",'
        '"title":"T[pile of poo]","section":"S","deck":"D","byline":"A and B · Translated by C",'
        '"date":"2 January 2026 · Updated 5 January 2026",'
        '"notice":"Preview: this article is not yet public",'
        '"image":("file":"/i","alt":"Alt","caption":"Caption · Credit"),"authors":("A","B",),'
        '"description":"De\U0001f4a9","keywords":("t","u",),'
        '"ending":(("First published: ","Elsewhere","https://o.org/",),("Licence: ","CC","https://l.org/",),'
        '("DOI: ","10.1/x","https://doi.org/10.1/x",),("Address: ","https://e.org/p/","https://e.org/p/",),),"body":[B])\n'
    )


def test_what_ends_an_article_from_right_to_left_keeps_its_own_direction():
    """Else the end of its address would stand before it."""
    ending = '"ending":(("Address: ","\u2068https://e.org/p/\u2069","https://e.org/p/",),)'

    assert ending in told(article(lang="ar"))


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"translators": (Person(name="C", key="c", page="c"),)}, '"byline":"Translated by C"'),
        ({"date": DAY, "updated": DAY}, '"date":"2 January 2026"'),
        ({"updated": DAY}, '"date":"Updated 2 January 2026"'),
        ({"image": Picture(src="gone")}, '"image":none'),
        ({"image": Picture(src="gone", alt="A")}, '"image":("file":none,"alt":"A","caption":"","address":"","shown":"")'),
        ({"image": Picture(src="gone", credit="K")}, '"image":("file":none,"alt":"","caption":"K","address":"","shown":"")'),
        ({"image": Picture(src="https://e.org/gone")}, '"image":("file":none,"alt":"","caption":"","address":"https://e.org/gone","shown":"https://e.org/gone")'),
        ({"image": Picture(src="i", credit="K")}, '"image":("file":"/i","alt":"","caption":"K")'),
        ({"source_url": "https://o.org/"}, '("First published: ","https://o.org/","https://o.org/",)'),
        ({"source_title": "Paper"}, '("First published: ","Paper","",)'),
        ({"lang": "zh-Hans"}, '("网址：","https://e.org/p/","https://e.org/p/",)'),
    ],
)  # fmt: skip
def test_of_two_things_an_article_may_have_one(given, part):
    """An update on the day itself is none; a picture that cannot be shown is a frame with what readers can use, else left out."""
    assert part in told(article(**given))


BOOK = Book(
    key="k",
    title="T",
    subtitle="Sub",
    publication="P",
    lang="en",
    parts=(BookPart(title="", articles=(article(date=DAY, authors=(Person(name="A", key="a", page="a"),)), article(docname="q", title="Q"))),),
    cover=Picture(src="c", alt="Alt", caption="Not said"),
    url="https://e.org/k/",
    licence="CC",
    licence_url="https://l.org/",
)  # fmt: skip
MADE = f'("","Made with Standfirst {VERSION}, Typst","",)'
OF_BOOK = (
    '"lang":"en","script":"","region":none,"name":"P: T","title":"T","subtitle":"Sub","publication":"P","authors":("A",),'
    '"description":"P: T: Sub","note":{note},"cover":("file":"/c","alt":"Alt"),'
    '"own-cover":false,"colophon":(("","P: T","",),("","Edition of 2 January 2026","",),("Licence: ","CC","https://l.org/",),'
    f'("Address: ","https://e.org/k/","https://e.org/k/",),{MADE},),'
    '"bylines":("p#":"A","q#":""),"words":("contents":"Contents")'
)


def of_book(note="none"):
    """Return what the template is told of the book."""
    return OF_BOOK.replace("{note}", note)


def imports():
    """Return the imports of the book's articles."""
    files = [documents.file_of(name) for name in ("p", "q")]
    return IMPORT + "".join(
        f'#import "/{file}": article as a{number}\n' for number, file in enumerate(files)
    )


def test_a_book_has_its_articles_and_what_is_said_of_it():
    """In one piece, in parts and as what stands before them; a note where there is room for it."""
    note = Code("[N]")
    parts = [("One", [(BOOK.articles[0], "5"), (BOOK.articles[1], "1-9")])]

    assert (
        documents.book(BOOK, FACTS, note=note) == f"{imports()}#book(({of_book('[N]')}),(a0,a1,))\n"
    )
    assert (
        documents.part(BOOK, FACTS, first=3)
        == f"{imports()}#part(({of_book()}),(a0,a1,),first:3)\n"
    )
    assert documents.front(BOOK, FACTS, note=note, parts=parts) == (
        f"{IMPORT}#front(({of_book('[N]')},"
        '"parts":(("title":"One","url":"standfirst-place:p%23","entries":('
        '("T","A","5","standfirst-place:p%23",),("Q","","1-9","standfirst-place:q%23",),)),)))\n'
    )
    assert documents.alone("p", 'The "P"') == (
        f'{IMPORT}#import "/{documents.file_of("p")}": article\n#alone(article, "The \\"P\\"")\n'
    )  # fmt: skip


def test_a_place_in_a_book_is_named_in_ascii_and_found_again():
    """Also of posts and headings in other scripts, and with signs that part the two."""
    assert documents.place("a/(b) '中", "x#é?") == "a/(b) '%E4%B8%AD#x%23%C3%A9%3F"
    assert documents.place("!*,;:@&=+$") == "!*,;:@&=+$#"
    assert documents.place("a\ud800") == "a%3F#"
    assert documents.place_in("standfirst-place:a%25E4%23") == "a%E4#"
    assert documents.place_in("https://e.org/standfirst-place:a") == ""


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ("en", "", None)),
        ("EN", ("en", "", None)),
        ("grc", ("grc", "", None)),
        ("de-at", ("de", "", "AT")),
        ("pt-419", ("pt", "", None)),
        ("sr-Latn-RS", ("sr", "", "RS")),
        ("de-19", ("de", "", None)),
        ("x", ("en", "", None)),
        ("abcd", ("en", "", None)),
        ("a1", ("en", "", None)),
        ("zh-Hans", ("zh", "Hans", "CN")),
        ("zh-Hant", ("zh", "Hant", "TW")),
        ("zh-Hant-HK", ("zh", "Hant", "HK")),
        ("ja", ("ja", "", None)),
    ],
)
def test_a_language_is_said_as_typst_takes_it(tag, expected):
    """Two or three letters, else English; a region of two, for Chinese the script's own if it has none."""
    assert tuple(documents.language(tag).values()) == expected
