"""What the heads of pages tell programs: parsed, against the rules of those who read them."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from io import BytesIO

import pytest
import schema_org
from articles import HOSTILE, post
from lxml import html
from PIL import Image

from standfirst.markdown.quotes import smarten
from standfirst.settings import option_table
from standfirst.sources.front_matter.field_values import FieldError, orcid
from standfirst.sources.front_matter.inline_markup import plain
from standfirst.text import name_parts


def told(page):
    """Return meta tags by name, links by relation, and the JSON-LD of a page."""
    tree = html.document_fromstring(page)
    metas, links = defaultdict(list), defaultdict(list)
    for meta in tree.xpath("//head/meta[@content]"):
        metas[meta.get("property") or meta.get("name")].append(meta.get("content"))
    for link in tree.xpath("//head/link"):
        links[link.get("rel")].append(dict(link.attrib))
    scripts = tree.xpath("//script[@type='application/ld+json']")

    assert len(scripts) == 1
    return metas, links, json.loads(scripts[0].text)


def test_every_value_comes_back_as_it_was_written(publication):
    """Titles, names, tags and descriptions that would break HTML or JSON; no rule of schema.org is broken."""
    for number, text in enumerate(HOSTILE):
        post(
            publication,
            f"2026-01-0{number + 1}-p",
            title=text,
            author=[f"Ada {text}"],
            description=text,
            tags=[text],
            permalink=f"/p{number}/",
            doi="10.1000/182",
        )
    built = publication.build()
    for number, text in enumerate(HOSTILE):
        metas, links, data = told(built.read(f"p{number}/"))
        article = data["@graph"][0]
        shown = article["headline"]
        told_of = [metas[name] for name in ("og:title", "citation_title", "DC.title")]

        assert [*schema_org.faults(data)] == []
        # with the quotation marks and dashes of its language, and without markup
        assert shown == smarten(plain(text).text, article["inLanguage"])
        assert told_of == [[shown]] * 3
        assert article["keywords"] == metas["citation_keywords"] == metas["article:tag"]
        assert article["description"] == metas["DC.description"][0]
        assert article["author"][0]["name"].startswith("Ada ")
        assert links["author"][0]["href"] == article["author"][0]["url"]
        assert data["@graph"][1]["itemListElement"][-1]["name"] == shown


def test_an_article_is_described_in_full(publication):
    """Author with ORCID and affiliation, volume, section, dates, licence, picture, identifiers."""
    publication.write(
        "authors/ada.md",
        "---\nname: Ada Lovelace\norcid: 0000-0002-1825-0097\naffiliation: University of London\n"
        "links:\n  - Home: https://ada.example/\n  - Mail: mailto:ada@ada.example\n---\n",
    )
    picture = BytesIO()
    Image.new("RGB", (40, 20)).save(picture, "PNG")
    publication.write("posts/p.png", picture.getvalue())
    publication.post(
        "2026-01-02-a",
        author="Ada Lovelace and Data Desk",
        volume="Volume 3",
        section="essays",
        license="CC-BY-4.0",
        doi="https://doi.org/10.1000/182",
        last_modified_at="2026-02-03 12:00 +0100",
        image="/posts/p.png",
        tags="[a, b c]",
    )
    built = publication.build("standfirst_issn=2049-3630", "standfirst_publisher=The Press")
    metas, links, data = told(built.read("2026/01/a/"))
    article, trail = data["@graph"]
    base = "https://example.org/review/"
    ada, desk = article["author"]

    assert [*schema_org.faults(data)] == []
    assert (ada["@type"], ada["givenName"], ada["familyName"]) == ("Person", "Ada", "Lovelace")
    assert ada["sameAs"] == ["https://orcid.org/0000-0002-1825-0097", "https://ada.example/"]
    assert ada["affiliation"]["name"] == "University of London"
    assert (desk["@type"], desk["name"]) == ("Organization", "Data Desk")
    assert article["isPartOf"]["volumeNumber"] == "3"
    assert article["isPartOf"]["isPartOf"]["issn"] == "2049-3630"
    assert article["publisher"]["name"] == "The Press"
    assert article["dateModified"] == metas["article:modified_time"][0]
    assert dt.datetime.fromisoformat(article["dateModified"]).date() == dt.date(2026, 2, 3)
    assert article["image"] == metas["og:image"][0]
    assert article["image"].startswith(f"{base}_images/p")
    assert built.has(article["image"].removeprefix(base))
    assert [step["name"] for step in trail["itemListElement"]] == [
        "The Test Review",
        "Essays",
        "A title",
    ]
    assert metas["citation_author"] == ["Lovelace, Ada", "Data Desk"]
    assert metas["citation_publication_date"] == ["2026/01/02"]
    assert metas["citation_doi"] == ["10.1000/182"]
    assert metas["citation_volume"] == ["3"]
    assert metas["DC.creator"] == ["Lovelace, Ada", "Data Desk"]
    assert metas["twitter:card"] == ["summary_large_image"]
    assert links["license"][0]["href"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "citation_pdf_url" not in metas


def test_a_journal_has_scholarly_articles(publication):
    """By configuration; a wrong ISSN is reported and not published."""
    publication.post("2026-01-02-a")
    built = publication.build(
        "standfirst_article_type=ScholarlyArticle", "standfirst_issn=2049-3631"
    )
    metas, _, data = told(built.read("2026/01/a/"))

    assert [*schema_org.faults(data)] == []
    assert data["@graph"][0]["@type"] == "ScholarlyArticle"
    assert data["@graph"][0]["isPartOf"]["@type"] == "Periodical"
    assert "citation_issn" not in metas
    assert "standfirst_issn has a wrong check digit ('2049-3631')" in built.warnings


def test_pages_that_are_no_articles_are_described_too(publication):
    """The front page with its search, an author's page with the person, lists and standing pages with the way to them."""
    publication.write("about.md", "---\ntitle: About\n---\n\nText.\n")
    publication.post("2026-01-02-a")
    built = publication.build()
    kinds = {}
    for path in (
        "",
        "authors/ada-lovelace/",
        "authors/",
        "sections/articles/",
        "about/",
        "archive/",
    ):
        metas, _, data = told(built.read(path))
        kinds[path] = data["@graph"][0]["@type"]

        assert [*schema_org.faults(data)] == []
        assert metas["og:url"] == [f"https://example.org/review/{path}"]
    site = told(built.read(""))[2]["@graph"][0]
    person = told(built.read("authors/ada-lovelace/"))[2]["@graph"][0]["mainEntity"]

    assert kinds == {
        "": "WebSite",
        "authors/ada-lovelace/": "ProfilePage",
        "authors/": "CollectionPage",
        "sections/articles/": "CollectionPage",
        "about/": "WebPage",
        "archive/": "CollectionPage",
    }
    assert "{search_term_string}" in site["potentialAction"]["target"]["urlTemplate"]
    assert person["name"] == "Ada Lovelace"


def test_without_a_base_url_nothing_absolute_is_told(publication):
    """What does not need one is there."""
    publication.post("2026-01-02-a")
    built = publication.build("standfirst_base_url=", "standfirst_search=0")
    for path in ("2026/01/a/", ""):
        metas, links, data = told(built.read(path))

        assert metas["og:title"]
        assert "og:url" not in metas
        assert "author" not in links
        assert "http" not in json.dumps(data).replace("https://schema.org", "")


def test_translations_lead_to_one_another(publication):
    """Also a translation of a translation; links for search engines and for readers; what is no post is named."""
    publication.post("2026-01-02-a", title="English")
    publication.post("2026-01-03-b", title="中文", lang="zh-Hans", translation_of="2026-01-02-a")
    publication.post("2026-01-04-c", title="Français", lang="fr", translation_of="/2026/01/b/")
    publication.post("2026-01-05-d", lang="de", translation_of="nowhere")
    publication.post("2026-01-06-e", lang="de", translation_of="2026-01-07-f")
    publication.post("2026-01-07-f", draft="true")
    built = publication.build()
    base = "https://example.org/review/2026/01/"
    expected = {"en": f"{base}a/", "fr": f"{base}c/", "zh-Hans": f"{base}b/"}
    for name in "abc":
        _, links, data = told(built.read(f"2026/01/{name}/"))
        tree = html.document_fromstring(built.read(f"2026/01/{name}/"))
        shown = {a.get("hreflang"): a.text for a in tree.xpath("//dl//a[@rel='alternate']")}
        others = {lang: url for lang, url in expected.items() if not url.endswith(f"/{name}/")}

        assert {
            link["hreflang"]: link["href"] for link in links["alternate"] if "hreflang" in link
        } == expected
        assert set(shown) == set(others)
        assert {w["inLanguage"]: w["url"] for w in data["@graph"][0]["workTranslation"]} == others
    assert built.warnings.count("translation_of") == 1
    assert (
        "posts/2026-01-05-d.md:7: WARNING: translation_of: 'nowhere' is not another post"
        in built.warnings
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Lovelace", ("Lovelace", "Ada", "")),
        ("Ursula von der Leyen", ("von der Leyen", "Ursula", "")),
        ("Martin Luther King Jr.", ("King", "Martin Luther", "Jr.")),
        ("Martin Luther King, Jr.", ("King", "Martin Luther", "Jr.")),
        ("Ann Lee, PhD", ("Lee", "Ann", "")),
        ("Plato", ("Plato", "", "")),
        ("王小明", ("王小明", "", "")),
        ("王 小明", ("王 小明", "", "")),
        ("阿卜杜拉·汗", ("阿卜杜拉·汗", "", "")),
        ("Data Desk", ("Data Desk", "", "")),
        ("Centre for Trade and Security", ("Centre for Trade and Security", "", "")),
        ("甲/端传媒", ("甲/端传媒", "", "")),
        ("Van Morrison", ("Morrison", "Van", "")),
        ("Oscar de la Renta", ("de la Renta", "Oscar", "")),
        ("Ann de", ("de", "Ann", "")),
        ("Ann Lee III", ("Lee", "Ann", "III")),
        ("Ann III", ("III", "Ann", "")),
        ("Plato, Jr.", ("Plato", "", "Jr.")),
        ("Lee, Ann", ("Lee, Ann", "", "")),
        ("김철수", ("김철수", "", "")),
        ("やまだ", ("やまだ", "", "")),
    ],
)
def test_a_name_is_taken_apart_as_its_bearer_would(name, expected):
    """Particles go with the family name; organisations and Chinese names stay whole."""
    found = name_parts.parts(name)

    assert (found.family, found.given, found.suffix) == expected
    assert name_parts.parts(name, own=name, family="F", given="G").inverted == "F, G"
    assert name_parts.parts(name, own="Another", family="F", given="G") == found


def test_check_digits_are_tried():
    """Of ORCIDs and ISSNs."""
    issn = next(option.check for option in option_table.OPTIONS if option.name == "issn")

    assert (issn("0378-5955"), issn("2434561x"), issn("")) == ("0378-5955", "2434-561X", "")
    with pytest.raises(ValueError, match="check digit"):
        issn("0378-5954")
    with pytest.raises(FieldError, match="check digit"):
        orcid("0000-0002-1825-0098")


def test_a_page_without_a_picture_has_the_publications(publication):
    """Its logo where there is no social card: of its own measures, and no SVG, which networks do not show."""
    publication.picture("img/mark.png")
    publication.picture("img/lead.jpg", 900, 600)
    publication.write(
        "img/mark.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
    publication.post("2026-01-02-a")
    publication.post("2026-01-03-b", image="/img/lead.jpg")
    names = ("og:image", "og:image:width", "og:image:alt", "twitter:card")
    found = {}
    for logo in ("img/mark.png", "img/mark.svg"):
        built = publication.build(f"html_logo={logo}")
        metas = {
            page: told(built.read(page))[0] for page in ("", "2026/01/a/", "2026/01/b/", "archive/")
        }
        found[logo] = {page: [metas[page].get(name) for name in names] for page in metas}
    mark = [["https://example.org/review/_static/mark.png"], None, ["The Test Review"], ["summary"]]
    none = [None, None, None, ["summary"]]
    lead = found["img/mark.png"].pop("2026/01/b/")

    assert found["img/mark.png"] == dict.fromkeys(("", "2026/01/a/", "archive/"), mark)
    assert lead == found["img/mark.svg"].pop("2026/01/b/")
    assert lead[0][0].startswith("https://example.org/review/_images/lead-")
    assert lead[3] == ["summary_large_image"]
    assert found["img/mark.svg"] == dict.fromkeys(("", "2026/01/a/", "archive/"), none)
