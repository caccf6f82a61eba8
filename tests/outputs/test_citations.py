"""How articles are cited: what reference managers read is what was written."""

from __future__ import annotations

import codecs
import dataclasses as dc
import datetime as dt
import importlib.util
import json
import re
import shutil
from urllib.parse import parse_qs

import pytest
import rispy
from articles import HOSTILE
from bare_posts import bare_post
from browsers import ARTICLE, served, spoken
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import expect
from pybtex.database import parse_string
from walks import clean as clean_output
from walks import differences, tree
from works import WORK

from standfirst.outputs.citations import formats, styles, work
from standfirst.outputs.citations.styles import Kept, missing
from standfirst.sphinx_ext.html.builder import STATIC
from standfirst.sphinx_ext.stages import citations_
from standfirst.tables.citation_forms import FORMS
from standfirst.text.cleaning import clean
from standfirst.text.name_parts import Parts, parts

TITLES = [
    *HOSTILE,
    "un { closed",
    "un } opened",
    "50% of $x_1$ & #2 ~ ^",
    'back\\slash "{\\',
    "@article{x, y}",
]
needs_typst = pytest.mark.skipif(
    importlib.util.find_spec("typst") is None, reason="needs typst, of requirements/editions.txt"
)
LATEX = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciicircum}": "^",
    r"{\textasciitilde}": "~",
    **{f"\\{char}": char for char in "&%$#_"},
}


def shown(text):
    """Return what LaTeX shows of a text."""
    pattern = "|".join(map(re.escape, LATEX))
    return re.sub(pattern, lambda found: LATEX[found[0]], text)


def from_bibtex(text):
    """Return the one entry of a file as pybtex reads it, its title as LaTeX shows it."""
    (entry,) = parse_string(text, "bibtex").entries.values()
    title = entry.fields["title"]

    assert title[0] + title[-1] == "{}"
    return entry, shown(title[1:-1])


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_comes_back_as_it_was_written(title):
    """Whatever the title: names in their parts, dates, addresses as they are."""
    entry, read = from_bibtex(formats.bibtex([dc.replace(WORK, title=title)]))
    names = [
        (*map(" ".join, (p.first_names + p.middle_names, p.prelast_names + p.last_names, p.lineage_names)),)
        for p in entry.persons["author"]
    ]  # fmt: skip

    assert read == title
    assert names == [
        ("Ada", "Lovelace", ""),
        ("Martin Luther", "King", "Jr."),
        ("", "{王小明}", ""),
        ("", "{Data Desk}", ""),
    ]
    assert (entry.key, entry.type) == (WORK.key, "article")
    assert entry.fields["doi"] == WORK.doi
    assert entry.fields["url"] == "https://example.org/2026/08/a;b_c/日/"
    assert (entry.fields["date"], entry.fields["year"]) == ("2026-08-12", "2026")
    assert entry.fields["translator"] == "von der Leyen, Ursula"
    assert shown(entry.fields["abstract"]) == WORK.abstract
    # as programs read it that know no LaTeX but pybtex's
    assert codecs.decode(entry.fields["abstract"], "ulatex") == WORK.abstract


@pytest.mark.parametrize("title", TITLES)
def test_ris_and_csl_come_back_as_they_were_written(title):
    """Through rispy and as JSON."""
    (read,) = rispy.loads(formats.ris([dc.replace(WORK, title=title)]))
    (item,) = json.loads(formats.csl([dc.replace(WORK, title=title)]))

    assert read["title"] == item["title"] == title
    assert read["authors"] == ["Lovelace, Ada", "King, Martin Luther, Jr.", "王小明", "Data Desk"]
    assert read["subsidiary_authors"] == ["von der Leyen, Ursula"]
    assert read["urls"] == [WORK.url.replace(";", "%3B")]
    assert (read["date"], read["volume"], read["doi"]) == ("2026/08/12", WORK.volume, WORK.doi)
    assert (read["type_of_reference"], read["keywords"]) == ("NEWS", [*WORK.keywords])
    assert item["issued"] == {"date-parts": [[2026, 8, 12]]}
    assert item["author"][0] == {"family": "Lovelace", "given": "Ada"}
    assert item["author"][2:] == [{"literal": "王小明"}, {"literal": "Data Desk"}]


@given(st.text())
def test_any_title_survives(title):
    """As intake leaves it, in every format."""
    title = clean(title)[0] or "x"
    one = dc.replace(WORK, title=title)

    assert from_bibtex(formats.bibtex([one]))[1] == title
    assert rispy.loads(formats.ris([one]))[0].get("title", "") == title
    assert json.loads(formats.csl([one]))[0]["title"] == title
    assert parse_qs(formats.coins(one))["rft.atitle"] == [title]


def test_many_works_make_one_file():
    """Each under its own key; a scholarly one is a journal's."""
    works = [dc.replace(WORK, key=f"k{number}", is_scholarly=True) for number in range(3)]

    assert [*parse_string(formats.bibtex(works), "bibtex").entries] == ["k0", "k1", "k2"]
    assert [one["id"] for one in rispy.loads(formats.ris(works))] == ["k0", "k1", "k2"]
    assert {item["type"] for item in json.loads(formats.csl(works))} == {"article-journal"}
    assert rispy.loads(formats.ris(works))[0]["type_of_reference"] == "JOUR"


KNOWN = {
    "author",
    "title",
    "journal",
    "entrysubtype",
    "year",
    "month",
    "date",
    "volume",
    "issue",
    "issn",
    "doi",
    "url",
    "language",
    "translator",
    "keywords",
    "abstract",
}
"""Fields that biblatex's ``article`` has (https://ctan.org/pkg/biblatex, 2.1.1 and 2.2)."""


def test_biblatex_knows_every_field_and_what_kind_of_article_it_is():
    """A newspaper's is one to it, as to RIS and CSL; a volume is a number, what has a name is an issue."""
    newspaper, journal = (
        from_bibtex(formats.bibtex([dc.replace(WORK, **given)]))[0].fields
        for given in ({}, {"is_scholarly": True, "volume": "3", "volume_number": "3"})
    )

    assert {*newspaper, *journal} - KNOWN == set()
    assert [newspaper.get(name) for name in ("entrysubtype", "volume", "issue")] == ["newspaper", None, "Autumn 2026"]  # fmt: skip
    assert [journal.get(name) for name in ("entrysubtype", "volume", "issue")] == [None, "3", None]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/%E4%B8%93/%C3%A1", '"https://a.example/专/á"'),
        ("https://a.example/a%20b", '"https://a.example/a%20b\n"'),
        ("https://a.example/%E4%B8%93%20", '"https://a.example/专%20\n"'),
        ("https://a.example/%FF%2F", '"https://a.example/%FF%2F\n"'),
        ("https://a.example/%E2%80%8B%E3%80%80", '"https://a.example/%E2%80%8B%E3%80%80\n"'),
        ("https://a.example/%c3%a1", '"https://a.example/á"'),
    ],
)
def test_an_address_has_its_own_letters(url, expected):
    """What stays escaped begins a comment to some programs: what ends the field is on the next line."""
    [field] = re.findall(r'url = ("[^"]*")', formats.bibtex([dc.replace(WORK, url=url)]))

    assert field == expected


def test_an_article_that_says_little_can_be_cited():
    """Without author, date, volume and address nothing empty is written."""
    bare = dc.replace(WORK, authors=(), translators=(), date=None, volume="", url="", doi="", issn="", abstract="", keywords=())  # fmt: skip
    entry, title = from_bibtex(formats.bibtex([bare]))

    assert title == bare.title
    assert not entry.persons
    assert "" not in [*entry.fields.values()]
    assert "issued" not in json.loads(formats.csl([bare]))[0]
    assert "year" not in rispy.loads(formats.ris([bare]))[0]
    assert "rft.au" not in parse_qs(formats.coins(bare))


def test_zotero_finds_it():
    """COinS names the article, its authors, its day and its addresses."""
    said = parse_qs(formats.coins(WORK))

    assert said["rft.jtitle"] == ["The Test Review"]
    assert said["rft.au"] == ["Ada Lovelace", "Martin Luther King", "王小明", "Data Desk"]
    assert said["rft_id"] == [f"info:doi/{WORK.doi}", WORK.url]
    assert said["rft.date"] == ["2026-08-12"]


def test_keys_are_unique_and_stay_with_the_older_post():
    """Of letters, digits and hyphens, whatever the file is called."""
    names = [
        "posts/b/2026-a",
        "posts/日期",
        "posts/a/2026-a",
        "posts/é {x}, y",
        "posts/2026-a-2",
        "posts/時",
    ]
    posts = [bare_post(name) for name in reversed(names)]

    assert work.keys(posts) == {
        "posts/b/2026-a": "2026-a",
        "posts/日期": "article-70d0c1",
        "posts/a/2026-a": "2026-a-1e8140",
        "posts/é {x}, y": "e-x-y",
        "posts/2026-a-2": "2026-a-2",
        "posts/時": "article-7a6618",
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 80),
        ("a" * 79 + "-b", "a" * 79),
        ("--a__b--", "a-b"),
        ("A1", "A1"),
        ("Zoë", "Zoe"),
        ("!", "article"),
    ],
)
def test_a_key_is_of_what_bibtex_takes(name, expected):
    """Eighty characters at most, no hyphen at its ends."""
    post = bare_post(f"posts/x/{name}")

    assert [*work.keys([post]).values()] == [expected]


def test_keys_that_differ_by_case_are_one_to_bibtex():
    """The newer has digits of its own, whichever that is."""
    posts = [bare_post(name) for name in ("p/A", "q/a", "r/a", "s/a-2")]

    assert work.keys(posts) == {"s/a-2": "a-2", "r/a": "a", "q/a": "a-429412", "p/A": "A-0c2888"}


def test_a_key_stays_whatever_other_posts_there_are():
    """Letters that are lost are stood for by digits of the name alone."""
    names = ["p/2026-01-02-潮汐", "p/2026-01-02-海", "p/2026-01-02-潮汐-x", "q/2026-01-02-潮汐"]
    posts = [bare_post(name) for name in names]
    every, first = work.keys(reversed(posts)), work.keys(posts[:1])

    assert first.items() <= every.items()
    assert len(set(every.values())) == len(names)


BARE = dc.replace(WORK, authors=(), translators=(), whole="W", publisher="", date=None, volume="", section="", issn="", doi="", url="", abstract="", keywords=(), lang="en", title="T")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "csl", "coins", "typst"),
    [
        ("Ada Lovelace", {"family": "Lovelace", "given": "Ada"}, "Ada Lovelace", {"name": "Lovelace", "given-name": "Ada"}),
        (
            "Martin Luther King Jr.",
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            "Martin Luther King",
            {"name": "King", "given-name": "Martin Luther", "suffix": "Jr."},
        ),
        (
            "Jean de La Fontaine",
            {"family": "de La Fontaine", "given": "Jean"},
            "Jean de La Fontaine",
            {"name": "de La\u2060 Fontaine", "given-name": "Jean"},
        ),
        ("王小明", {"literal": "王小明"}, "王小明", {"name": "王小明"}),
        ("Plato, Jr.", {"literal": "Plato Jr."}, "Plato", {"name": "Plato", "suffix": "Jr."}),
    ],
)  # fmt: skip
def test_a_name_has_its_parts_in_each_form(name, csl, coins, typst):
    """One that is not taken apart is whole."""
    one = dc.replace(BARE, authors=(parts(name),))
    said = parse_qs(formats.coins(one))

    assert json.loads(formats.csl([one]))[0]["author"] == [csl]
    assert said["rft.au"] == [coins]
    assert said.get("rft.aulast", []) == ([csl["family"]] if "family" in csl else [])
    assert said.get("rft.aufirst", []) == ([csl["given"]] if "given" in csl else [])
    assert styles.entry(one)["author"] == [typst]


@pytest.mark.parametrize(
    ("name", "chicago", "apa"),
    [
        ("Robert De Niro", "De Niro, Robert", "De Niro, R."),
        ("Ana De La Rosa", "De La Rosa, Ana", "De La Rosa, A."),
        ("Jean de La Fontaine", "La Fontaine, Jean de", "de La Fontaine, J."),
        ("Ursula von der Leyen", "Leyen, Ursula von der", "von der Leyen, U."),
    ],
)
@needs_typst
def test_a_particle_with_a_capital_does_not_drop(name, chicago, apa):
    """Chicago has small ones after the given name, which no style has of capitals; nothing stays of what binds them."""
    said = words(dc.replace(BARE, authors=(parts(name),)))

    assert [said["Chicago"].partition(". “")[0], said["APA"].partition(" (")[0]] == [chicago, apa]
    assert "\u2060" not in "".join(said.values())


@pytest.mark.parametrize("name", ["Robert De Niro", "Jean de La Fontaine", "Vincent Van Gogh"])
def test_every_record_has_a_capital_particle_with_the_family(name):
    """BibTeX, RIS and the page's metadata too."""
    given, _, family = name.partition(" ")
    one = dc.replace(BARE, authors=(parts(name),))

    assert f'author = "{family}, {given}"' in formats.bibtex([one])
    assert f"AU  - {family}, {given}\n" in formats.ris([one])
    assert parse_qs(formats.coins(one))["rft.aulast"] == [family]


def test_what_is_empty_is_left_out_of_every_form():
    """A newspaper's article of which nothing but its title is known."""
    assert formats.bibtex([BARE]) == '@article{2026-08-12-a-date,\n    title = "{T}",\n    journal = "W",\n    entrysubtype = "newspaper",\n    language = "en"\n}\n'  # fmt: skip
    assert json.loads(formats.csl([BARE])) == [
        {"id": BARE.key, "type": "article-newspaper", "title": "T", "container-title": "W", "language": "en"}
    ]  # fmt: skip
    assert formats.coins(BARE) == "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&rft.genre=article&rft.atitle=T&rft.jtitle=W&rft.language=en"  # fmt: skip
    assert styles.entry(BARE) == {
        "type": "article",
        "title": "{T}",
        "language": "en",
        "parent": {"type": "newspaper", "title": "{W}"},
    }
    assert (formats.bibtex([]), formats.csl([])) == ("", "[]\n")


@pytest.mark.parametrize("text", ["[", "[]", '"a"', "1", "null", '{"a": 1}', "\ud800"])
def test_a_broken_file_of_citations_is_none(tmp_path, text):
    """Whatever is in it; one that is not there neither."""
    file = tmp_path / "kept.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))

    assert missing(Kept(file), [{"title": "a"}]) == [{"title": "a"}]
    assert missing(Kept(tmp_path / "none"), [{"title": "a"}]) == [{"title": "a"}]


def words(one):
    """Return the citations of a work as plain texts, by style."""
    (found,) = styles.write([styles.entry(one)])
    return {
        style: " ".join(html.fragment_fromstring(text, create_parent="p").text_content().split())
        for style, text in zip(styles.STYLES, found, strict=True)
    }


@needs_typst
def test_citations_follow_their_styles():
    """Names, titles as published, days: with and without a DOI."""
    english = dc.replace(
        WORK, lang="en", authors=WORK.authors[:2], title="What NASA’s “iOS” Needs?"
    )
    url = english.url

    assert words(dc.replace(english, doi="")) == {
        "Chicago": f"Lovelace, Ada, and Martin Luther King Jr. “What NASA’s ‘iOS’ Needs?” The Test Review, August 12, 2026. {url}.",
        "APA": f"Lovelace, A., & King, M. L., Jr. (2026, August 12). What NASA’s “iOS” Needs? The Test Review. {url}",
        "MLA": f"Lovelace, Ada, and Martin Luther King Jr. “What NASA’s ‘iOS’ Needs?” The Test Review, 12 Aug. 2026, {url}.",
        "GB/T 7714": f"LOVELACE A, KING M L Jr. What NASA’s “iOS” Needs?[N/OL]. The Test Review, 2026-08-12. {url}.",
    }  # fmt: skip
    assert "https://doi.org/10.1000/a_b%c" in words(english)["APA"]


@needs_typst
def test_chinese_articles_are_cited_in_full_and_in_their_own_terms():
    """Names stay whole; only the Chinese standard has Chinese terms."""
    authors = tuple(map(parts, ("王小明", "李四", "张三", "数据组")))
    said = words(dc.replace(WORK, authors=authors, title="日期要写上时差", doi=""))

    assert said["Chicago"].startswith("王小明, 李四, 张三, and 数据组. “日期要写上时差.”")
    assert said["MLA"].startswith("王小明, et al. “日期要写上时差.”")
    assert said["GB/T 7714"].startswith("王小明, 李四, 张三, 等. 日期要写上时差[N/OL].")


@needs_typst
def test_any_title_is_cited_as_it_is_and_is_no_markup():
    """None is taken for Typst's, BibTeX's or HTML's marks; a citation has no style of its own."""
    entries = [styles.entry(dc.replace(WORK, title=title)) for title in TITLES]
    for title, citations in zip(TITLES, styles.write(entries), strict=True):
        for style, text in zip(styles.STYLES, citations, strict=True):
            tree = html.fragment_fromstring(text, create_parent="p")
            expected = (
                title.translate(str.maketrans("“”", "‘’")) if style in {"Chicago", "MLA"} else title
            )

            assert " ".join(expected.split()).rstrip("?") in " ".join(tree.text_content().split())
            assert {element.tag for element in tree.iter()} <= {"p", "a", "em"}
            assert "style=" not in text


@needs_typst
def test_no_article_decides_how_another_is_cited():
    """Two of one author and year are not 2026a and 2026b."""
    entries = [styles.entry(dc.replace(WORK, title=title)) for title in ("One", "Two")]
    together = styles.write(entries)

    assert together == [styles.write([entry])[0] for entry in entries]
    assert "2026a" not in "".join(together[0])


@needs_typst
def test_a_work_that_cannot_be_set_leaves_the_others_alone():
    """It is given back with the reason."""
    good = styles.entry(WORK)
    first, second = styles.write([good, {**good, "title": "}"}])

    assert first == styles.write([good])[0]
    assert isinstance(second, styles.NoCitation)
    assert str(second)


def test_citations_are_kept_from_build_to_build(tmp_path):
    """By content; what is not wanted any more goes; a broken file is none."""
    file, (one, two) = tmp_path / "kept.json", ({"title": "one"}, {"title": "two"})
    kept = Kept(file)
    for entry in (one, two):
        kept.add(entry, (entry["title"],))
    kept.save()
    later = Kept(file)

    assert later.find(one) == ("one",)
    later.save()
    assert missing(Kept(file), [one, two]) == [two]
    file.write_text("[", encoding="utf-8")
    assert missing(Kept(file), [one]) == [one]


def test_kept_citations_are_one_file_whatever_came_first(tmp_path):
    """Equal ones are equal bytes."""
    entries = [{"title": title} for title in ("one", "two", "three", "four")]
    for name, order in (("a", entries), ("b", entries[::-1])):
        kept = Kept(tmp_path / name)
        for entry in order:
            kept.add(entry, (entry["title"],))
        kept.save()

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.fixture
def review(publication):
    """Return a publication of two authors and a volume, one article withdrawn."""
    publication.post("2026-01-02-a", author="Ada Lovelace", date="2026-01-02", volume="Volume 3")
    publication.post(
        "2026-01-03-b", author="Ada Lovelace and Bo Bee", date="2026-01-03", permalink="/b.html"
    )
    publication.post("2026-01-04-c", author="Cy Cole", withdrawn="2026-02-01, wrong")
    return publication


FILES = ["citation.bib", "citation.ris", "citation.json"]


def folds(page):
    """Return what each record of a page is called, and where its file is: with it, it is there without scripts too."""
    return [
        (
            *fold.xpath("summary/text()"),
            *fold.xpath(".//a[@download]/@href"),
            "hidden" in fold.attrib,
        )
        for fold in page.xpath("//*[@class='sf-cite__format']")
    ]


@needs_typst
def test_pages_offer_citations(review):
    """On the page, in words and as records that browsers make; many in a file for volumes, authors of three articles, and all."""
    review.post("2026-01-05-d", author="Ada Lovelace and Cy Cole", date="2026-01-05")
    built = review.build()
    page = html.document_fromstring(built.read("2026/01/a/"))
    [told] = page.xpath("//*[@class='sf-cite']//script/text()")

    assert page.xpath("//*[@class='sf-cite__name']/text()") == [*styles.STYLES]
    # in the page they would be text of the article to programs that read it
    assert folds(page) == [("BibTeX", True), ("RIS", True), ("CSL-JSON", True)]
    assert page.xpath("//pre | //*[@class='sf-cite']//button") == []
    assert json.loads(told) == {
        "key": "2026-01-02-a",
        "title": "A title",
        "authors": [["Lovelace", "Ada"]],
        "whole": "The Test Review",
        "date": "2026-01-02",
        "volume": "3",
        "number": "3",
        "section": "Articles",
        "url": "https://example.org/review/2026/01/a/",
        "lang": "en",
        "abstract": "What it is about.",
    }
    assert page.xpath("//noscript//a/@href") == ["../../../volumes/volume-3/citations.bib"]
    assert html.document_fromstring(built.read("b.html")).xpath("//noscript//a/@href") == ["citations.bib"]  # fmt: skip
    assert parse_qs(page.xpath("//span[@class='Z3988']/@title")[0])["rft.volume"] == ["3"]
    assert page.xpath("//a[@class='sf-cite-link']/@href") == ["#cite"]
    assert not html.document_fromstring(built.read("2026/01/c/")).xpath("//*[@class='sf-cite']")
    assert {name: [*parse_string(built.read(name), "bibtex").entries] for name in built.files() if name.endswith((".bib", ".ris"))} == {
        "citations.bib": ["2026-01-05-d", "2026-01-03-b", "2026-01-02-a"],
        "authors/ada-lovelace/citations.bib": ["2026-01-05-d", "2026-01-03-b", "2026-01-02-a"],
        "volumes/volume-3/citations.bib": ["2026-01-02-a"],
    }  # fmt: skip
    author = html.document_fromstring(built.read("authors/ada-lovelace/"))
    assert author.xpath("//a[@download]/@href") == ["citations.bib"]
    assert not html.document_fromstring(built.read("authors/bo-bee/")).xpath("//a[@download]")


def test_files_lie_beside_articles_where_conf_py_says_so(review, tmp_path_factory):
    """In the forms that it names, linked for those without scripts; not of what is withdrawn; gone with the option."""
    conf = (review.root / "conf.py").read_text("utf-8")
    before = tree(review.build().out)
    review.write("conf.py", f"{conf}standfirst_citation_files = ['json', 'bib', 'ris']\n")
    built = review.build()
    page = html.document_fromstring(built.read("b.html"))
    made = tree(built.out)

    assert folds(page) == [(name, f"b/{file}", False) for name, file in zip(("BibTeX", "RIS", "CSL-JSON"), FILES, strict=True)]  # fmt: skip
    assert {name for name in made if name.startswith("2026/01/a/citation")} == {f"2026/01/a/{file}" for file in FILES}  # fmt: skip
    assert {name for name in made if "/c/citation" in name} == set()
    assert from_bibtex(built.read("b/citation.bib"))[0].key == "2026-01-03-b"
    assert rispy.loads(built.read("b/citation.ris"))[0]["id"] == "2026-01-03-b"
    assert json.loads(built.read("b/citation.json"))[0]["id"] == "2026-01-03-b"
    assert differences(made, clean_output(review, tmp_path_factory.mktemp("clean") / "c")) == []
    review.write("conf.py", conf)
    assert differences(tree(review.build().out), before) == []


def test_without_typst_there_are_the_other_formats(review, monkeypatch):
    """One line says so; it is no warning."""
    monkeypatch.setattr(styles, "version", lambda: "")
    built = review.build()
    page = html.document_fromstring(built.read("2026/01/a/"))

    assert built.status.count("need Typst, which is not installed") == 1
    assert built.warnings == ""
    assert not page.xpath("//*[@class='sf-cite__style']")
    assert [fold[0] for fold in folds(page)] == [form.name for form in FORMS]


ODD = {
    "usual": {},
    "a journal": {"is_scholarly": True, "volume": "3", "volume_number": "3"},
    "little": {"authors": (), "translators": (), "publisher": WORK.whole, "date": None, "volume": "", "section": "", "issn": "", "doi": "", "url": "", "abstract": "", "keywords": ()},
    "names": {"authors": (Parts(family="de la  Cruz", given="M. & {J}", suffix="Jr."), Parts(family="A  {b}", suffix="II"), Parts(family="~\\^", given="é")), "translators": (Parts(family="D # E"), Parts(family="x", given="y", suffix="III"))},
    "a day of before": {"date": dt.date(987, 1, 2)},
    "an address": {"url": "https://example.org/%zz%E6%97%A5%E6%9C%AC%ff/%F0%9F%98%80%20%e2%80%83;b;c/?a=%41"},
    "an address of no escapes": {"url": "https://example.org/日/#x"},
    "quotation marks": {"title": 'It is "so"', "abstract": 'A "b" {c}', "keywords": ('a "b"', "c, d")},
    "HTML": {"title": "</script><!-- <script> ]]> &amp;", "abstract": "\u2028\u2029 \x85 \x7f"},
    "other scripts": {"title": "標題 \N{HEBREW LETTER ALEF} 😀", "section": "Ж", "lang": "zh-Hant"},
    **{f"title {number}": {"title": title} for number, title in enumerate(TITLES)},
}  # fmt: skip
"""What differs from the usual work."""


def test_browsers_make_the_records_that_python_makes(tab):
    """Byte for byte, of what a page holds: BibTeX, RIS and CSL-JSON of every odd work."""
    page = tab().new_page()
    page.goto("about:blank")
    page.add_script_tag(path=STATIC / "citation_records.js")
    works = {case: dc.replace(WORK, **changes) for case, changes in ODD.items()}
    found, expected = {}, {}
    for case, one in works.items():
        held = html.document_fromstring(f"<body><script type='application/json'>{formats.record(one)}</script><p>x</p>")  # fmt: skip
        [text] = held.xpath("//script/text()")
        assert held.xpath("count(//p)") == 1
        for form, write in citations_.WRITERS.items():
            found[case, form] = page.evaluate("([form, text]) => sfCitationRecords[form](JSON.parse(text))", [form, text])  # fmt: skip
            expected[case, form] = write([one])

    assert found == expected


@needs_typst
def test_a_changed_name_is_cited_anew_wherever_it_stands(review):
    """An author's file changes pages and files; then a build from nothing gives the same bytes."""
    before = review.build().files()
    review.write(
        "authors/ada.md", "---\nname: Ada Lovelace\nfamily_name: King\ngiven_name: Ada\n---\n"
    )
    built = review.build()
    after = built.files()
    shutil.rmtree(review.root / "_build")
    clean_build = review.build().files()
    changed = {path for path in after if after[path] != before.get(path)}

    assert {"2026/01/a/index.html", "volumes/volume-3/citations.bib", "citations.bib"} <= changed
    assert '"authors":[["King","Ada"]]' in built.read("2026/01/a/")
    assert "King, Ada" in built.read("citations.bib")
    assert after == clean_build


@needs_typst
def test_a_reader_copies_a_citation_and_downloads_the_records(online, tab):
    """The control opens where its link leads; what is copied is what is read; buttons say that they have done it."""
    page = tab(permissions=["clipboard-read", "clipboard-write"]).new_page()
    said = spoken(page)
    page.goto(online + ARTICLE)
    box = page.locator("details.sf-cite")
    expect(box.locator(".sf-cite__text").first).to_be_hidden()
    page.locator(".sf-cite-link").click()
    expect(box.locator(".sf-cite__text").first).to_be_visible()
    copy = page.get_by_role("button", name="Copy APA")
    copy.click()
    expect(box.get_by_text("Copied APA")).to_be_visible()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == box.locator(".sf-cite__text").nth(1).inner_text()
    for name, suffix, read in (
        ("BibTeX", "bib", lambda text: from_bibtex(text)[1]),
        ("RIS", "ris", lambda text: rispy.loads(text)[0]["title"]),
        ("CSL-JSON", "json", lambda text: json.loads(text)[0]["title"]),
    ):
        box.locator("summary", has_text=name).click()
        page.get_by_role("button", name=f"Copy {name}").click()
        expect(box.get_by_text(f"Copied {name}")).to_be_visible()
        with page.expect_download() as started:
            page.get_by_role("link", name=f"Download {name}").click()
        text = started.value.path().read_text(encoding="utf-8")

        assert started.value.suggested_filename == f"2026-09-01-what-a-permalink-promises.{suffix}"
        assert page.evaluate("navigator.clipboard.readText()") == text.strip()
        assert read(text) == "What a Permalink Promises"
    assert [text for text in said if "PST" not in text] == []


def test_no_heading_of_an_article_is_copied_in_a_record_s_place(review, tab):
    """Whatever it is called: what a button copies stands beside it."""
    review.post("2026-01-09-x", "## Cite style 1\n\nText.\n\n## Cite format 1\n\nText.\n")
    page = tab(permissions=["clipboard-read", "clipboard-write"]).new_page()
    with served(review.build().out, mount="") as base:
        page.goto(base + "2026/01/x/#cite")
        page.locator(".sf-cite__format summary").first.click()
        page.get_by_role("button", name="Copy BibTeX").click()
        expect(page.get_by_text("Copied BibTeX")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith("@article{2026-01-09-x,")


@needs_typst
def test_without_scripts_there_are_words_and_a_file_of_many(review, tab):
    """The link that opens the box works, no record is offered that nobody makes, and the file is there."""
    page = tab(java_script_enabled=False).new_page()
    with served(review.build().out, mount="") as base:
        page.goto(base + "2026/01/a/#cite")
        expect(page.locator(".sf-cite__text").first).to_be_visible()
        expect(page.locator(".sf-cite__format").first).to_be_hidden()
        with page.expect_download() as started:
            page.get_by_role("link", name="All articles as BibTeX").click()
        text = started.value.path().read_text(encoding="utf-8")

    assert from_bibtex(text)[0].key == "2026-01-02-a"


def test_records_are_made_of_a_page_on_disk(review, tab):
    """Where nothing can be fetched."""
    page = tab().new_page()
    page.goto((review.build().out / "2026/01/a/index.html").as_uri() + "#cite")
    fold = page.locator(".sf-cite__format", has_text="RIS")
    fold.locator("summary").click()
    shown = fold.locator("pre").text_content()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download RIS").click()
    [read] = rispy.loads(started.value.path().read_text(encoding="utf-8"))

    assert shown.startswith("TY  - NEWS\nID  - 2026-01-02-a\n")
    assert (read["id"], started.value.suggested_filename) == ("2026-01-02-a", "2026-01-02-a.ris")
