"""The facts of an article and of its page, as metadata has them."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import json

import pytest
from bare_posts import bare_post
from catalogues import publish

from standfirst.addresses import page_addresses
from standfirst.catalogue.model import Author, Catalogue, Person, Picture, Ref
from standfirst.outputs.article import Facts, PageMetadata
from standfirst.outputs.metadata import json_ld, tags
from standfirst.settings.model import Settings

BASE = "https://example.org/r/"
SETTINGS = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), title="Review", base_url=BASE)


def facts(people=(), cards=(), card="", pictures=(), translations=(), **values):
    """Return what is known of one post *a* that has these values, and of *b* in French."""
    always, base = values.pop("cards_always", False), values.pop("base_url", BASE)
    more = {"markdown_copies": "all", **values.pop("options", {})}
    posts = {}
    section = Ref(name="Essays", page="sections/essays")
    for name, given in (("a", values), ("b", {"lang": "fr"})):
        posts[name] = bare_post(name, **{"title": "A title", "section": section, **given})
    pages = {name: page_addresses.address(f"{name}/") for name in ("a", "b", "v", "authors/x")}
    settings = Settings(
        now=SETTINGS.now, title="Review", base_url=base, cards_always=always, **more
    )
    catalogue = Catalogue(posts=posts, lists={"author": {author.key: author for author in people}}, neighbours={}, translations=dict(translations))  # fmt: skip
    return Facts(catalogue, page_addresses.Addresses(pages=pages), settings, pictures=dict(pictures), pdfs={}, cards=dict(cards), card=card)  # fmt: skip


def page(**values):
    """Return what metadata takes of a page."""
    return PageMetadata(**{"title": "T", "description": "D", "url": f"{BASE}t/", "lang": "en", "settings": SETTINGS, **values})  # fmt: skip


def graph(data):
    """Return the things that JSON-LD tells of."""
    return json.loads(data)["@graph"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Volume 3", "3"),
        ("VOLUME 12", "12"),
        ("Volume3", "3"),
        ("Vol. 7", "7"),
        ("vol 7", "7"),
        ("Vol.7", "7"),
        (" 2026 ", "2026"),
        ("12345", "12345"),
        ("第5期", "5"),
        ("第 5 卷", "5"),
        ("5 号", "5"),
        ("5號", "5"),
        ("5辑", "5"),
        ("5輯", "5"),
        ("123456", ""),
        ("Volume", ""),
        ("Volumes 3", ""),
        ("Autumn 2026", ""),
        ("3b", ""),
        ("2026-01", ""),
    ],
)
def test_a_volume_with_a_number_is_cited_by_it(name, number):
    """Else by its name; the number is all that the name says besides what it counts."""
    article = facts(volume=Ref(name=name, page="v")).article("a")

    assert (article.volume_number, article.volume, article.volume_url) == (number, number or name, f"{BASE}v/")  # fmt: skip


def test_an_article_in_no_volume_has_no_number():
    """Nor a page of one."""
    article = facts().article("a")

    assert (article.volume_number, article.volume, article.volume_url) == ("", "", "")


OWN = {"cards": {"a": "a/a.png"}, "card": "edition.png"}
CARD, EDITION = (f"{BASE}a/a.png", "A title"), (f"{BASE}edition.png", "Review")
SHOWN = f"{BASE}_images/l.png"


@pytest.mark.parametrize(
    ("given", "src", "picture", "card"),
    [
        ({}, "", "", ("", "")),
        (OWN, "", "", CARD),
        ({"card": "edition.png"}, "", "", EDITION),
        (OWN, "posts/l.png", SHOWN, (SHOWN, "")),
        ({}, "posts/l.png", SHOWN, (SHOWN, "")),
        ({**OWN, "cards_always": True}, "posts/l.png", SHOWN, CARD),
        ({"card": "edition.png", "cards_always": True}, "posts/l.png", SHOWN, EDITION),
        ({"cards_always": True}, "posts/l.png", SHOWN, (SHOWN, "")),
        (OWN, "posts/none.png", "", CARD),
        (OWN, "https://a.example/l.svg", "https://a.example/l.svg", CARD),
        *(
            (OWN, f"https://a.example/l{suffix}", f"https://a.example/l{suffix}", (f"https://a.example/l{suffix}", ""))
            for suffix in (".jpg", ".jpeg", ".png", ".webp", ".gif", ".JPG")
        ),
    ],
)  # fmt: skip
def test_networks_show_the_lead_picture_else_a_card(given, src, picture, card):
    """They take no SVG; a publication may want its cards always; what has none of its own has the publication's."""
    image = Picture(src=src) if src else None
    article = facts(**given, pictures={"posts/l.png": "_images/l.png"}, image=image).article("a")

    assert (article.picture, (article.card.url, article.card.words)) == (picture, card)


def test_a_picture_in_the_place_of_a_card_that_has_no_address_has_no_measures():
    """It is from elsewhere; the publication, which wants its cards always, has no address of its own."""
    shown = Picture(src="https://a.example/l.png", alt="A lead")
    article = facts(**OWN, cards_always=True, base_url="", image=shown).article("a")
    told = [(n, c) for _, n, c in tags.open_graph_of_article(article, page()) if "image" in n]

    assert told == [("og:image", "https://a.example/l.png"), ("og:image:alt", "A lead")]


def test_a_card_has_its_measures_and_a_picture_what_it_shows():
    """Networks need not ask for the one, and say the other to those who do not see it."""
    own = facts(**OWN).article("a")
    shown = facts(image=Picture(src="https://a.example/l.png", alt="A lead")).article("a")
    none = facts().article("a")
    told = [[(n, c) for _, n, c in tags.open_graph_of_article(each, page()) if "image" in n or "card" in n] for each in (own, shown, none)]  # fmt: skip

    assert told == [
        [
            ("og:image", f"{BASE}a/a.png"),
            ("og:image:type", "image/png"),
            ("og:image:width", "1200"),
            ("og:image:height", "630"),
            ("og:image:alt", "A title"),
            ("twitter:card", "summary_large_image"),
        ],
        [("og:image", "https://a.example/l.png"), ("og:image:alt", "A lead"), ("twitter:card", "summary_large_image")],
        [("twitter:card", "summary")],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "en"),
        ("en-GB", "en_GB"),
        ("pt-BR", "pt_BR"),
        ("de", "de"),
        ("zh", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh_HK"),
        ("zh-Hans-SG", "zh_SG"),
        ("zh-TW", "zh_TW"),
    ],
)
def test_networks_want_a_language_with_its_territory(lang, expected):
    """As far as the tag names one; Chinese has that of its script."""
    told = {name: content for _, name, content in tags.open_graph(page(lang=lang), "website")}

    assert told["og:locale"] == expected


def test_tags_of_networks_are_properties_and_others_names():
    """As each vocabulary has them; of what is empty there is none."""
    article = facts(date=SETTINGS.now).article("a")

    assert tags.open_graph_of_article(article, page(description="")) == (
        ("property", "og:type", "article"),
        ("property", "og:title", "T"),
        ("property", "og:url", f"{BASE}t/"),
        ("property", "og:site_name", "Review"),
        ("property", "og:locale", "en"),
        ("property", "article:published_time", "2026-06-01T00:00:00+00:00"),
        ("property", "article:modified_time", "2026-06-01T00:00:00+00:00"),
        ("property", "article:section", "Essays"),
        ("name", "twitter:card", "summary"),
    )


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        (
            "Martin Luther King Jr.",
            {"affiliation": "Church"},
            {
                "@type": "Person",
                "name": "Martin Luther King Jr.",
                "url": f"{BASE}authors/x/",
                "givenName": "Martin Luther",
                "familyName": "King",
                "honorificSuffix": "Jr.",
                "affiliation": {"@type": "Organization", "name": "Church"},
            },
        ),
        ("Plato", {}, {"@type": "Person", "name": "Plato", "url": f"{BASE}authors/x/"}),
        (
            "Data Desk",
            {
                "affiliation": "House",
                "orcid": "0000-0002-1825-0097",
                "links": (("A", "http://a.example/"), ("B", "https://b.example/"), ("C", "mailto:c@c.example")),
            },
            {
                "@type": "Organization",
                "name": "Data Desk",
                "url": f"{BASE}authors/x/",
                "identifier": {"@type": "PropertyValue", "propertyID": "ORCID", "value": "https://orcid.org/0000-0002-1825-0097"},
                "sameAs": ["https://orcid.org/0000-0002-1825-0097", "http://a.example/", "https://b.example/"],
                "parentOrganization": {"@type": "Organization", "name": "House"},
            },
        ),
    ],
)  # fmt: skip
def test_a_person_or_a_desk_is_told_of_in_full(name, values, expected):
    """A name that is not taken apart is no family's; a desk is a part of a house, a person works there."""
    author = Author(kind="author", key="x", name=name, page="authors/x", **values)
    made = facts([author])
    [told, *trail] = graph(json_ld.of_author(page(), made.about(author, name), ""))

    assert (told["mainEntity"], trail) == (expected, [])


@pytest.mark.parametrize(
    ("given", "number"), [({}, 1), ({"trail": (("Front", BASE),)}, 2), ({"trail": (("Front", BASE),), "url": ""}, 1)]
)  # fmt: skip
def test_a_page_has_a_trail_where_there_is_a_way_to_it(given, number):
    """That ends with itself; without addresses there is none."""
    things = graph(json_ld.of_page(page(**given)))

    assert len(things) == number
    assert [step["item"] for thing in things[1:] for step in thing["itemListElement"]] == [BASE, f"{BASE}t/"][: 2 * (number - 1)]  # fmt: skip


def test_the_front_page_tells_of_the_search_where_there_is_one():
    """With the place of what is sought."""
    [plain], [searched] = (graph(json_ld.of_front(page(), search)) for search in ("", f"{BASE}s"))

    assert searched == plain | {
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{BASE}s?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        }
    }


def test_a_newspaper_has_news():
    """An article that says nothing more has nothing that is empty."""
    [told] = graph(json_ld.of_article(facts().article("a"), page()))

    assert told == {
        "@type": "NewsArticle",
        "@id": f"{BASE}a/#article",
        "url": f"{BASE}a/",
        "mainEntityOfPage": f"{BASE}a/",
        "headline": "A title",
        "inLanguage": "en",
        "publisher": {"@type": "Organization", "name": "Review", "url": BASE},
        "isPartOf": {"@type": "Newspaper", "name": "Review", "url": BASE},
        "articleSection": "Essays",
    }


@pytest.mark.parametrize("mark", ["<", ">", "&", "\u2028", "\u2029"])
def test_no_text_ends_the_element_that_it_stands_in(mark):
    """Nor a line of JavaScript; it says the same."""
    data = json_ld.of_page(page(title=f"a{mark}b"))

    assert mark not in data
    assert graph(data)[0]["name"] == f"a{mark}b"


def test_a_translation_is_told_of_with_its_language():
    """Links name the article itself too, in the order of the languages."""
    article = facts(translations={"a": ("b",)}, lang="zh-Hans").article("a")
    links = [dict(link) for link in tags.links_of_article(article)]

    assert [(link["hreflang"], link["href"]) for link in links if "hreflang" in link] == [
        ("fr", f"{BASE}b/"),
        ("zh-Hans", f"{BASE}a/"),
    ]
    assert graph(json_ld.of_article(article, page()))[0]["workTranslation"] == [
        {"@type": "NewsArticle", "@id": f"{BASE}b/#article", "url": f"{BASE}b/", "inLanguage": "fr"}
    ]


def test_a_withdrawn_article_is_not_offered_as_markdown():
    """All others are, where all are to be; none in a preview."""
    assert facts().article("a").markdown == f"{BASE}a/index.html.md"
    assert facts(withdrawn=SETTINGS.now).article("a").markdown == ""
    assert facts(options={"preview": True}).article("a").markdown == ""


@pytest.mark.parametrize(
    ("copies", "expected"), [("newest", ["65", "20"]), ("all", ["6543", "20"]), ("", ["", ""])]
)
def test_the_newest_of_each_section_are_markdown(copies, expected):
    """Those that ``llms.txt`` lists: as many as a feed has, without those that are withdrawn."""
    settings = dc.replace(SETTINGS, base_url=BASE, markdown_copies=copies, feed_length=2)
    lines = [f"date: 2026-01-0{n + 1}\nsection: {'one' if n < 3 else 'two'}" for n in range(7)]
    lines[1] += "\nwithdrawn: 2026-02-01"
    made = publish(settings, *lines)
    told = Facts(made.catalogue, made.addresses, settings, pictures={}, pdfs={}, cards={}, card="")
    lists = made.catalogue.lists["section"]
    found = {key: "".join(name[-1] for name in lists[key].posts if told.markdown_file(name)) for key in ("two", "one")}  # fmt: skip

    assert [*found.values()] == expected


def test_an_alias_is_taken_apart_by_itself():
    """What the author's file says of the parts is of the name that it has."""
    author = Author(kind="author", key="x", name="Li Ming", page="authors/x", family_name="Li", given_name="Ming")  # fmt: skip
    made = facts([author])
    signed = [made.party(Person(name=name, key="x", page="authors/x")) for name in ("Li Ming", "Ming Writer")]  # fmt: skip

    assert [(party.parts.family, party.parts.given) for party in signed] == [("Li", "Ming"), ("Writer", "Ming")]  # fmt: skip


X = Person(name="Xenia Young", key="x", page="authors/x")


def person(**values):
    """Return what makes facts of a post by one author."""
    author = Author(kind="author", key="x", page="authors/x", **{"name": "Xenia Young", **values})
    return {"people": (author,), "authors": (X,)}


IMAGE = {"image": Picture(src="posts/l.png")}
VARIANTS = {
    "plain": {},
    "title": {"title": "Another"},
    "withdrawn": {"withdrawn": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
    "volume": {"volume": Ref(name="Volume 3", page="v")},
    "translation": {"translations": {"a": ("b",)}},
    "picture": IMAGE,
    "picture shown": {**IMAGE, "pictures": {"posts/l.png": "_images/l.png"}},
    "picture elsewhere": {"image": Picture(src="https://a.example/l.png")},
    "card": OWN,
    "publication's card": {"card": "edition.png"},
    "cards always": {**IMAGE, **OWN, "pictures": {"posts/l.png": "_images/l.png"}, "cards_always": True},
    "base": {"base_url": "https://example.com/"},
    "no base": {"base_url": ""},
    "author": person(),
    "family": person(family_name="Xenia", given_name="Young"),
    "orcid": person(orcid="0000-0002-1825-0097"),
    "links": person(links=(("Home", "https://x.example/"),)),
    "affiliation": person(affiliation="Port"),
    "role": person(role="Editor"),
    "translator": {**person(), "authors": (), "translators": (X,)},
}  # fmt: skip


def test_facts_have_the_same_state_only_where_they_are_the_same():
    """So that what has been made of them need not be made again."""
    found = {name: facts(**given) for name, given in VARIANTS.items()}
    states = [(each.state("a"), each.state_of_all()) for each in found.values()]
    articles = {repr(each.article("a")) for each in found.values()}

    assert len(articles) == len(VARIANTS)
    assert len({*states}) == len(VARIANTS)


def test_an_author_s_other_articles_are_nothing_to_an_article():
    """Its facts are in the state that they were in."""
    one, other = (facts(**person(posts=posts)) for posts in ((), ("a", "b")))

    assert one.state("a") == other.state("a")


def test_where_pages_lie_counts():
    """The article's, its author's and its volume's."""
    given = {**person(), "volume": Ref(name="Volume 3", page="v")}
    states = {facts(**given).state("a")}
    for page_ in ("a", "v", "authors/x"):
        moved = facts(**given)
        moved.addresses.pages[page_] = page_addresses.address("elsewhere/")
        states.add(moved.state("a"))

    assert len(states) == 4
