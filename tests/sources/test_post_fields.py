"""Each key of front matter as the field that it is, and what is said where it cannot be one."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from standfirst.sources.front_matter import reader
from standfirst.sources.front_matter.model import FrontMatter

DAY = dt.datetime(2024, 2, 29, tzinfo=dt.UTC)
WHOLE = "title: T\nauthor: Ada\ndescription: d\ndate: 2024-02-29\n"


def read(lines, name="2024-02-29-leap_day.md", **more):
    """Return front matter and what was said of it: subtype, level, line and message."""
    found = reader.read(f"---\n{lines}\n---\n", name=name, tz=dt.UTC, **more)
    return found.matter, [(p.subtype.value, p.level, p.line, p.message) for p in found.problems]


def of(**fields):
    """Return the front matter of a whole post with some fields."""
    base = {"title": "T", "authors": ("Ada",), "description": "d", "date": DAY}
    return FrontMatter(**{**base, **fields})


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("", {}),
        ("subtitle: S\nexcerpt: E", {"subtitle": "S", "excerpt": "E"}),
        ("translator: [B, C]\ntranslators: D", {"translators": ("B", "C")}),
        ("translator: []\ntranslators: D", {"translators": ("D",)}),
        ("authors: [B]", {"authors": ("B",)}),
        ("updated: 2025-01-01", {"updated": DAY.replace(2025, 1, 1)}),
        ("updated: 2025-01-01\nlast_modified_at: 2024-03-01", {"updated": DAY.replace(2024, 3, 1)}),
        ("expires: 2025-01-01 09:30 +0000", {"expires": dt.datetime(2025, 1, 1, 9, 30, tzinfo=dt.UTC)}),
        ("language: fr", {"lang": "fr"}),
        ("locale: zh_TW\nlanguage: {}", {"lang": "zh-TW"}),
        ("lang: en\nlanguage: fr\nlocale: de", {"lang": "en"}),
        ("category: a b\ntag: c d", {"categories": ("a b",), "path_categories": ("a b",), "tags": ("c d",)}),
        ("categories: a b\ntags: c d c", {"categories": ("a", "b"), "path_categories": ("a", "b"), "tags": ("c", "d")}),
        ("category: a\ncategories: b\ntag: c\ntags: d", {"categories": ("b",), "path_categories": ("b", "a"), "tags": ("d",)}),
        ("categories: []\ncategory: x, y", {"categories": ("x", "y"), "path_categories": ("x, y",)}),
        ("excerpt_separator: <x>", {"excerpt_separators": ("<x>", "<excerpt/>", "<!--more-->")}),
        ("excerpt_separator: <!--more-->", {"excerpt_separators": ("<!--more-->", "<excerpt/>")}),
        ("image: {path: a, url: b, src: c, feature: d}", {"image": "a"}),
        ("image: {path: '', url: b, src: c, feature: d}", {"image": "b"}),
        ("image: {src: c, feature: d}", {"image": "c"}),
        ("image: {feature: d}", {"image": "d"}),
        ("image: {other: d}", {}),
        ("image: [{path: a, alt: A}, b]", {"image": "a", "image_alt": "A"}),
        ("image: no", {}),
        ("image: ../a.png", {"image": "../a.png"}),
        ("image: a.png\nimage_caption: '[A](https://a.example/)'\nimage_alt: <b>B</b>", {"image": "a.png", "image_caption": "A", "image_alt": "B"}),
        ("subtitle: A<br>B\nexcerpt: '*E*'\nsection: <i>S</i>\nvolume: '**V**'\nseries: '`R`'", {"subtitle": "A B", "excerpt": "E", "section": "S", "volume": "V", "series": "R"}),
        (
            "image: {path: a, caption: C, alt: A, credit: R, license: L}",
            {"image": "a", "image_caption": "C", "image_alt": "A", "image_credit": "R", "image_license": "L"},
        ),
        (
            "image: {path: a, caption: C}\nimage_caption: c\nimage_alt: A\nimage_credit: R\nimage_license: L",
            {"image": "a", "image_caption": "c", "image_alt": "A", "image_credit": "R", "image_license": "L"},
        ),
        (
            "section: s\nvolume: v\nseries: r\nlayout: l\nlicense: c\nslug: g\ntranslation_of: o\ndoi: 'doi:10.1000/1'",
            {"section": "s", "volume": "v", "series": "r", "layout": "l", "license": "c", "slug": "g", "translation_of": "o", "doi": "10.1000/1"},
        ),
        *((f"position: {way}", {"position": way.lower()}) for way in ("LEFT", "center", "Right")),
        ("source: '[A](https://a.example/)'", {"source": "A", "source_url": "https://a.example/"}),
        ("permalink: /a/", {"permalink": "/a/"}),
        ("redirect_from: /a/", {"redirect_from": ("/a/",)}),
        ("redirect_from: [/a/, /b]", {"redirect_from": ("/a/", "/b")}),
        ("withdrawn: false", {}),
        ("withdrawn:", {}),
        ("withdrawn: 2024-03-01; why", {"withdrawn": DAY.replace(2024, 3, 1), "withdrawn_reason": "why"}),
        ("draft: ''\npublished: ''", {}),
        ("draft: no\npublished: yes", {}),
        ("draft: no\npublished: no", {"hidden": True}),
        ("draft: yes\npublished: yes", {"hidden": True}),
        ("titel: X\nDate: 2020-01-01", {}),
        ("toc: true\nimages: x\norder: 1", {}),
    ],
)  # fmt: skip
def test_a_key_is_its_field(lines, fields):
    """The first key of a field that says something counts, and nothing is said of it; the others stay as they are."""
    assert read(WHOLE + lines) == (of(**fields), [])


IGNORED = "it is ignored"
SINCE = "the post counts as withdrawn since it was published"
NO_DATE = "is not a date such as 2025-08-20 or 2025-08-20 12:00:00 +0800"


@pytest.mark.parametrize(
    ("lines", "fields", "said"),
    [
        ("subtitle: [a]", {}, ("front_matter", "warning", f"subtitle: \"['a']\" is a list, not text; {IGNORED}")),
        ("position: above", {}, ("front_matter", "warning", "position: 'above' is not a place on the front page; it is ignored")),
        ("published: maybe", {}, ("front_matter", "warning", f"published: 'maybe' is neither true nor false; {IGNORED}")),
        ("draft: maybe", {"hidden": True}, ("front_matter", "warning", "draft: 'maybe' is neither true nor false; the post counts as a draft")),
        ("permalink: /b?c", {}, ("address", "error", f"permalink: '/b?c' has a query or a fragment; {IGNORED}")),
        ("redirect_from: [/a, /b?c, /d]", {"redirect_from": ("/a", "/d")}, ("address", "error", f"redirect_from: '/b?c' has a query or a fragment; {IGNORED}")),
        ("redirect_from: {a: b}", {}, ("address", "warning", f"redirect_from: \"{{'a': 'b'}}\" is a mapping, not text; {IGNORED}")),
        ("image: 'a\\b.png'", {}, ("image", "warning", f"image: 'a\\b.png' has a backslash; {IGNORED}")),
        ("image: {path: a, alt: [b]}", {"image": "a"}, ("front_matter", "warning", f"image: \"['b']\" is a list, not text; {IGNORED}")),
        ("updated: soon", {}, ("date", "warning", f"updated: 'soon' {NO_DATE}; {IGNORED}")),
        ("language: klingon", {}, ("front_matter", "warning", f"language: 'klingon' is not a language tag such as 'en' or 'zh-Hant'; {IGNORED}")),
        ("withdrawn: why", {"withdrawn": DAY, "withdrawn_reason": "why"}, ("date", "warning", f"withdrawn: 'why' {NO_DATE}; {SINCE}")),
        ("withdrawn: yes, why", {"withdrawn": DAY, "withdrawn_reason": "why"}, ("date", "warning", f"withdrawn: 'yes' {NO_DATE}; {SINCE}")),
        ("translators: 7", {"translators": ("7",)}, ("author", "warning", "translators: '7' does not look like a name; it is taken for one")),
        ("source: '[A](javascript:x)'", {"source": "A"}, ("refused", "warning", "the link 'javascript:x' has a scheme that no text may use (javascript:); only its text is shown")),
        ("imgae: x", {}, ("front_matter", "warning", "the key 'imgae' is unknown; it looks like 'image'")),
        ("weather: x\nlang: ''\nlangage: fr", {}, ("front_matter", "warning", "the key 'langage' is unknown; it looks like 'language'")),
        ("doi: " + "1" * 121, {}, ("front_matter", "warning", f"doi: '{'1' * 120}' is not a DOI such as 10.1000/182; {IGNORED}")),
    ],
)  # fmt: skip
def test_a_value_that_is_none_of_its_field(lines, fields, said):
    """Is told with its key, itself as far as 120 characters, why, and what counts instead."""
    kind, level, message = said

    assert read(WHOLE + lines) == (of(**fields), [(kind, level, 5 + lines.count("\n") + 1, message)])  # fmt: skip


def test_a_withdrawn_post_without_any_date_is_withdrawn_since_1970():
    """There is no earlier day that counts."""
    matter, _ = read("title: T\nwithdrawn: yes", name="a.md")

    assert matter.withdrawn == dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("key", "limit", "kind"),
    [
        ("title", 300, "title"),
        ("subtitle", 500, "front_matter"),
        ("description", 1000, "description"),
        *((key, 200, "front_matter") for key in ("section", "volume", "series", "tags", "tag", "categories", "category")),
        *((key, 2000, "front_matter") for key in ("license", "excerpt", "source", "image_alt")),
        ("withdrawn", 2000, "front_matter"),
    ],
)  # fmt: skip
def test_a_text_has_as_many_characters_as_its_field_may_have(key, limit, kind):
    """One more, and it is cut with a warning."""
    name = {"tag": "tags", "category": "categories", "withdrawn": "withdrawn_reason"}.get(key, key)

    def cut(size):
        day = "2024-03-01, " * (key == "withdrawn")
        lines = WHOLE.replace("title: T\n", "") if key == "title" else WHOLE
        lines = lines.replace("description: d\n", "") if key == "description" else lines
        matter, said = read(f"{lines}{'' if key == 'title' else 'x: y'}\n{key}: {day}{'s' * size}")
        value = getattr(matter, name)
        return value[0] if isinstance(value, tuple) else value, [(p[0], p[3]) for p in said]

    said = f"{key}: a text of {limit + 1} characters is cut to {limit}"
    assert cut(limit) == ("s" * limit, [])
    assert cut(limit + 1) == ("s" * (limit - 1) + "…", [(kind, said)])


@pytest.mark.parametrize(
    ("size", "length", "said"),
    [(1000, 1000, []), (1001, 200, ["author: a text of 1001 characters is cut to 200"])],
)
def test_a_byline_may_be_a_long_list(size, length, said):
    """Of a thousand characters; what is longer is a name, and none is so long."""
    matter, found = read(WHOLE.replace("Ada", "s" * size))

    assert ([len(name) for name in matter.authors], [p[3] for p in found]) == ([length], said)


@pytest.mark.parametrize(
    ("name", "title"),
    [("2024-02-29-leap_day-2.md", "Leap day 2"), ("_.md", "Untitled"), ("a.b.md", "A.b"), ("ALL-CAPS.md", "ALL CAPS")],
)  # fmt: skip
def test_a_title_is_made_of_the_file_name(name, title):
    """Without its date, its hyphens and underscores, and with a capital."""
    matter, said = read(WHOLE.removeprefix("title: T\n"), name=name)

    assert matter.title == title
    assert said == [
        ("title", "warning", 1, f"there is no title; {title!r} is made from the file name")
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("author: A", [("description", "there is no description; the excerpt is used instead")]),
        ("author: A\nsubtitle: s", []),
        ("author: A\nexcerpt: s", []),
        ("description: d", [("author", "there is no author; the post has no byline")]),
    ],
)
def test_what_a_post_lacks_is_named(lines, said):
    """A description is not missed where there is a subtitle or an excerpt."""
    found = read(f"title: T\ndate: 2024-02-29\n{lines}")[1]

    assert [(kind, message) for kind, _, _, message in found] == said


UNDATED = "the post is listed as undated, last"
DRAFT = "the post is a draft"


@pytest.mark.parametrize(
    ("name", "lines", "date", "said"),
    [
        ("2024-02-29-a.md", "", DAY, []),
        ("a.md", "", None, [(1, f"there is no date; {UNDATED}")]),
        ("a.md", "daet: 2021-01-01\ndat: 2020-01-01", None, [(5, f"the key 'daet' (2021-01-01) is unknown and there is no 'date'; {UNDATED}")]),
        ("2024-02-29-a.md", "Date: 1", DAY, [(5, "the key 'Date' (1) is unknown and there is no 'date'; the file name's date is used, 2024-02-29")]),
        ("a.md", "date: soon", None, [(5, f"date: 'soon' {NO_DATE}; {UNDATED}")]),
        ("2024-02-29-a.md", "date: soon", DAY, [(5, f"date: 'soon' {NO_DATE}; the file name's date is used, 2024-02-29")]),
        ("2024-02-29-a.md", "draft: true\ndate: soon", DAY, [(6, f"date: 'soon' {NO_DATE}; the file name's date is used, 2024-02-29")]),
        ("a.md", "draft: true", None, []),
        ("a.md", "draft: true\ndate: soon", None, [(6, f"date: 'soon' {NO_DATE}; {DRAFT}")]),
        ("a.md", "draft: true\ndaet: soon", None, [(6, f"the key 'daet' (soon) is unknown and there is no 'date'; {DRAFT}")]),
        ("a.md", "draft: false", None, [(1, f"there is no date; {UNDATED}")]),
        ("a.md", "published: false", None, [(1, f"there is no date; {UNDATED}")]),
        ("a.md", "date: 2024-02-29", DAY, []),
    ],
)  # fmt: skip
def test_a_date_is_of_the_front_matter_or_of_the_file_name(name, lines, date, said):
    """Where neither has one the warning says what counts instead, and which key may be meant."""
    matter, found = read(f"title: T\nauthor: A\nexcerpt: e\n{lines}", name=name)

    assert (matter.date, [(line, message) for _, _, line, message in found]) == (date, said)
    assert {kind for kind, *_ in found} <= {"date"}


@pytest.mark.parametrize(
    ("defaults", "lines", "expected"),
    [
        ({"lang": "fr"}, "", {"lang": "fr"}),
        ({"lang": "fr"}, "lang:", {"lang": "fr"}),
        ({"lang": "fr"}, "lang: ''", {"lang": ""}),
        ({"lang": "fr"}, "lang: de", {"lang": "de"}),
        ({"categories": ["a b"]}, "categories: c", {"categories": ("a b", "c")}),
        ({"categories": "a b"}, "category: a", {"categories": ("a", "b")}),
        ({"categories": "a"}, "", {"categories": ("a",)}),
    ],
)
def test_defaults_stand_under_what_a_post_says(defaults, lines, expected):
    """A key without a value leaves them; categories come first and are not replaced."""
    matter, said = read(WHOLE + lines, defaults=defaults)

    assert ({key: getattr(matter, key) for key in expected}, said) == (expected, [])


@pytest.mark.parametrize(
    ("lines", "remedy"),
    [
        *(
            (f"{key}: {value}", f"write a usable {key} or remove it")
            for key, value in (("subtitle", "[a]"), ("permalink", "/b?c"), ("redirect_from", "[/a, /b?c]"), ("redirect_from", "{a: b}"), ("image", "a\\b.png"), ("image", "{path: a, alt: [b]}"), ("updated", "soon"), ("language", "klingon"), ("doi", "a"), ("date", "soon"))
        ),
        ("source: '[A](javascript:x)'", "link to a page of the publication, or to an address that begins with https:// or mailto:"),
        ("description: Say in one sentence what the article is about.", "write what the article is about"),
        ("draft: maybe", "write true or false"),
        ("position: above", "write left, center or right"),
        ("withdrawn: why", "write `withdrawn: YYYY-MM-DD, reason`"),
        ("translators: 7", "write the author's name"),
        ("imgae: x", "write 'image' if that is what you mean"),
        ("section: " + "s" * 201, "shorten it"),
    ],
)  # fmt: skip
def test_a_warning_says_what_would_help(lines, remedy):
    """With the key as it is written."""
    key = lines.partition(":")[0]
    whole = re.sub(rf"^{key}: .*\n", "", WHOLE, flags=re.MULTILINE)
    found = reader.read(f"---\n{whole}{lines}\n---\n", name="a.md", tz=dt.UTC)

    assert [problem.remedy for problem in found.problems] == [remedy]


def test_a_date_that_may_be_misspelt_can_be_mended():
    """Where no other is there."""
    found = reader.read("---\ntitle: T\nauthor: A\nexcerpt: e\ndaet: x\n---\n", name="a.md", tz=dt.UTC)  # fmt: skip

    assert [problem.remedy for problem in found.problems] == ["write 'date'"]


def test_what_a_post_lacks_can_be_written():
    """In the way that each is read."""
    found = reader.read("Text.\n", name="a.md", tz=dt.UTC)

    assert sorted(problem.remedy for problem in found.problems) == [
        "write `author: …`",
        "write `date: YYYY-MM-DD HH:MM:SS +0000`",
        "write `description: …`",
        "write `title: …`",
    ]
