"""Byline strings, split into names."""

from __future__ import annotations

import pytest

from standfirst.text import bylines
from standfirst.text.name_folding import folded

ORGANISATIONS = ["Agency", "Alliance", "Association", "Bank", "Board", "Bureau", "Center", "Centre", "College", "Commission", "Committee", "Company", "Council", "Department", "Desk", "Directorate", "Division", "Foundation", "Fund", "Group", "Inc", "Initiative", "Institut", "Institute", "Journal", "Lab", "Laboratory", "LLP", "Ltd", "Magazine", "Media", "Ministry", "Network", "News", "Office", "Organization", "Organisation", "Partners", "Press", "Program", "Programme", "Project", "Research", "Review", "School", "Service", "Society", "Staff", "Studies", "Team", "Think", "Times", "Trust", "Union", "University", "Editor", "Editors", "Report", "reports"]  # fmt: skip
OF_CHINESE = ["编辑部", "編輯部", "研究所", "研究院", "委员会", "委員會", "基金会", "基金會", "研究会", "研究會", "大学", "大學", "学院", "學院", "中心", "协会", "協會", "学会", "學會", "传媒", "傳媒", "杂志", "雜誌", "日报", "日報", "报社", "報社", "通讯社", "通訊社", "本刊", "组", "組"]  # fmt: skip
PARTICLES = ["van", "von", "der", "den", "de", "del", "della", "da", "di", "du", "dos", "la", "le", "bin", "ibn", "al", "el", "ter", "ten", "zu", "y", "e", "st.", "mac", "o’", "af", "av"]  # fmt: skip


@pytest.mark.parametrize("word", ORGANISATIONS)
def test_a_word_that_names_an_organisation(word):
    """Anywhere in the name, as a whole word; and it is divided at no "and"."""
    assert bylines.is_organisation(f"Harbour {word}")
    assert bylines.is_organisation(f"{word.lower()} of Harbours")
    assert not bylines.is_organisation(f"Ann X{word}")
    assert bylines.split(f"Harbour and Sea {word} North")[0] == (f"Harbour and Sea {word} North",)


@pytest.mark.parametrize("word", OF_CHINESE)
def test_a_name_in_chinese_ends_with_what_it_names(word):
    """At its beginning the same characters may be a person's."""
    assert bylines.is_organisation(f"晨{word}")
    assert not bylines.is_organisation(f"{word}一")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Lee", False),
        ("Ann Lee, Harbour Institute", False),
        ("王一", False),
        ("", False),
        ("王一/晨报", True),
        ("Data Desk, London", True),
    ],
)
def test_a_name_counts_without_what_follows_its_comma(name, expected):
    """A slash stands between a person and a paper."""
    assert bylines.is_organisation(name) is expected


@pytest.mark.parametrize(
    ("text", "names", "more"),
    [
        ("", (), False),
        ("by Ann Lee", ("Ann Lee",), False),
        ("WORDS BY Ann  Lee", ("Ann Lee",), False),
        ("Text by Ann Lee", ("Ann Lee",), False),
        ("By", ("By",), False),
        ("Byron Lee", ("Byron Lee",), False),
        ("Ann Lee et al", ("Ann Lee",), True),
        ("Ann Lee and others", ("Ann Lee",), True),
        ("Ann Lee; et al.", ("Ann Lee",), True),
        ("Etal Lee", ("Etal Lee",), False),
        ("王一等人", ("王一",), True),
        ("王一，等", ("王一",), True),
        ("一等", ("一等",), False),
        ("Ann Lee; Bo Chen", ("Ann Lee", "Bo Chen"), False),
        ("Ann Lee，Bo Chen", ("Ann Lee", "Bo Chen"), False),
        ("王一；李二", ("王一", "李二"), False),
        ("Ann, Bo, Cy", ("Ann", "Bo", "Cy"), False),
        ("Ann Lee, and Bo", ("Ann Lee", "Bo"), False),
        ("Ann Lee, & Bo", ("Ann Lee", "Bo"), False),
        ("Ann, Bo", ("Ann, Bo",), False),
        ("Ann Lee, Bo", ("Ann Lee, Bo",), False),
        ("Ann Lee AND Bo & Cy", ("Ann Lee", "Bo", "Cy"), False),
        ("and Ann Lee", ("Ann Lee",), False),
        ("Ann,", ("Ann",), False),
        ("Ann Lee, PhD, and Bo Chen, MD", ("Ann Lee, PhD", "Bo Chen, MD"), False),
        ("Ann Lee and Ann Lee", ("Ann Lee",), False),
        ("Ann Lee/Bo and Cy Di", ("Ann Lee/Bo and Cy Di",), False),
        ("Ann Lee and bo", ("Ann Lee and bo",), False),
        ("Lee, Ann and Bo Chen", ("Lee, Ann", "Bo Chen"), False),
        ("Lee, Ann B., Bo Chen, and Cy Di", ("Lee, Ann B.", "Bo Chen", "Cy Di"), False),
        ("van der Lee, Ann and Bo Chen", ("van der Lee, Ann", "Bo Chen"), False),
        ("Le Goff, Ann and De Rosa, Bo", ("Le Goff, Ann", "De Rosa, Bo"), False),
        ("Van Dijk, Ann and Bo Chen", ("Van Dijk", "Ann", "Bo Chen"), False),
        ("Lee, Ann and Chen, Bo", ("Lee, Ann", "Chen, Bo"), False),
        ("Lee, A., Chen, B. C. & Di, D.-E.", ("Lee, A.", "Chen, B. C.", "Di, D.-E."), False),
        ("Lee, A., Chen, B.", ("Lee, A.", "Chen, B."), False),
        ("Lee, Ann; Chen, Bo", ("Lee, Ann", "Chen, Bo"), False),
        ("Ann Lee, Cy and Bo Chen", ("Ann Lee", "Cy", "Bo Chen"), False),
        ("Ann Lee, B., Cy Di, E.", ("Ann Lee", "B.", "Cy Di", "E."), False),
        *((f"{text} and Bo Chen", (f"{text} and Bo Chen",), False) for text in ("doe, Ann", "Doe, ann", "von doe, Ann", "foo Doe, Ann", "Doe, writer,")),
        ("Ann Lee; and Bo Chen", ("Ann Lee", "Bo Chen"), False),
        ("Ann, Bo, Cy, Di", ("Ann", "Bo", "Cy", "Di"), False),
        ("Ann, Bo and Cy", ("Ann", "Bo", "Cy"), False),
        ("Lee, PhD and Bo Chen", ("Lee, PhD", "Bo Chen"), False),
        ("Ann Lee et Bo Chen", ("Ann Lee", "Bo Chen"), False),
        ("Ann Lee, Bo Chen et Cy Di", ("Ann Lee", "Bo Chen", "Cy Di"), False),
        ("Ann et Bo", ("Ann", "Bo"), False),
        ("Ann Lee und Bo Chen", ("Ann Lee", "Bo Chen"), False),
        ("Ann Lee oraz Bo Chen", ("Ann Lee", "Bo Chen"), False),
        ("Анна Ли и Бо Чен", ("Анна Ли", "Бо Чен"), False),
        *((f"Ann Lee {word} Bo Chen", ("Ann Lee", "Bo Chen"), False) for word in ["y", "e", "i", "en", "og", "och", "ve"]),
        *((f"Ann Lee {word} Chen", (f"Ann Lee {word} Chen",), False) for word in ["y", "e", "i", "en", "og", "och", "ve"]),
        ("Lim Et Lai", ("Lim Et Lai",), False),
        ("Ann von und zu Lee", ("Ann von und zu Lee",), False),
        ("Data Team, Photo Staff", ("Data Team", "Photo Staff"), False),
        ("The Data Desk and Ann Lee", ("The Data Desk", "Ann Lee"), False),
        ("The Big Old Desk and Ann Lee", ("The Big Old Desk", "Ann Lee"), False),
        ("The Very Big Old Desk and Bo", ("The Very Big Old Desk and Bo",), False),
        ("Ann B C D E F and Bo", ("Ann B C D E F", "Bo"), False),
        ("Ann B C D E F G and Bo", ("Ann B C D E F G and Bo",), False),
        ("Énée Lee and Bo", ("Énée Lee", "Bo"), False),
        ("Al-Amin al-Hasan and Bo", ("Al-Amin al-Hasan", "Bo"), False),
        ("Jeanne d’Arc and Bo", ("Jeanne d’Arc", "Bo"), False),
        ("Jeanne d'Arc and Bo", ("Jeanne d'Arc", "Bo"), False),
        *((f"Ann {mark}Bo Lee and Cy", (f"Ann {mark}Bo Lee", "Cy"), False) for mark in '“‘"('),
        *((f"Ann {word} Lee and Bo", (f"Ann {word} Lee", "Bo"), False) for word in PARTICLES),
        ("Ann zum Lee and Bo", ("Ann zum Lee and Bo",), False),
        *((f"王{sign}一 and Bo", (f"王{sign}一", "Bo"), False) for sign in "·‧・･．."),
        ("王" * 12 + " and Bo", ("王" * 12, "Bo"), False),
    ],
)  # fmt: skip
def test_each_way_to_write_a_list_of_names(text, names, more):
    """Split where each side looks like a name of at most six words."""
    assert bylines.split(text) == (names, more)


def test_a_known_name_counts_whatever_it_looks_like():
    """By itself, and beside others."""
    known = folded(["harbour and sea", "pier.example"])

    assert bylines.split("Harbour and Sea, pier.example and Bo Lee", whole=known) == (
        ("Harbour and Sea", "pier.example", "Bo Lee"),
        False,
    )
    assert bylines.split("by HARBOUR and Sea", whole=known) == (("HARBOUR and Sea",), False)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], ((), False)),
        (["Cy Di", "Ann Lee, Bo Chen"], (("Cy Di", "Ann Lee", "Bo Chen"), False)),
        (["Ann Lee et al.", "ANN-LEE", "Bo Chen"], (("Ann Lee", "Bo Chen"), True)),
    ],
)
def test_several_texts_name_nobody_twice(texts, expected):
    """In their order and their first spelling; one that is open makes all so."""
    assert bylines.split_all(texts) == expected


def test_a_byline_is_completed_with_the_names_without_their_degrees():
    """Those of a closing biography who are somebody already add nobody."""
    assert bylines.complete(
        ("Ann Lee",), ["Bo Di, PhD", "Ann Lee", "Bo Di"], are_one=str.__eq__
    ) == ("Ann Lee", "Bo Di")
