"""Closing paragraphs that say who wrote the post."""

from __future__ import annotations

import pytest
from shapes import shape

from standfirst.reading import biographies
from standfirst.reading.record import Biography
from standfirst.text.name_folding import folded


def found(paragraph, **names):
    """Return the names of the biographies that follow a rule."""
    return [bio.name for bio in shape(f"Text.\n\n---\n\n{paragraph}\n", **names)[1].biographies]


@pytest.mark.parametrize(
    "rest",
    [
        *(f" {word} here." for word in ("is", "was", "are", "were", "has", "have", "had", "holds", "writes", "edited")),
        ", PhD, writes.", " (they/them) is here.", "（記者）在此。", "，在此。", "、在此。",
        *(f"{word}此。" for word in
          ("是", "为", "為", "系", "係", "曾", "现", "現", "任", "毕业", "畢業", "生于", "生於", "来自", "來自",
           "从事", "從事", "长期", "長期", "目前", "主要", "就职", "就職")),
        "\nis here.",
    ],
)  # fmt: skip
def test_what_goes_on_like_a_biography_is_one(rest):
    """After a bold name, whoever that is."""
    assert found(f"**Ann Lee**{rest}") == ["Ann Lee"]


@pytest.mark.parametrize("rest", ["", " said so.", ",here.", " of here.", " ()", " (" + "x" * 61 + ")", "在此。", ": is here.", "：是。"])  # fmt: skip
def test_what_goes_on_otherwise_is_text(rest):
    """Unless the name is known; a label is none."""
    assert found(f"**Ann Lee**{rest}") == []
    known = [] if rest[:1] in {":", "："} else ["Ann Lee"]
    assert found(f"**Ann Lee**{rest}", byline=["Ann Lee"]) == known
    assert found(f"**Ann Lee**{rest}", known=["ANN LEE"]) == known


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("*__Ann Lee__ is here.*", ["Ann Lee"]),
        ("__王一__是記者。", ["王一"]),
        ("[**Ann Lee**](https://a.example/) is here.", ["Ann Lee"]),
        ("**Ann Lee:** is here.", []),
        ("*Ann Lee* is here.", []),
        ("Ann **Lee** is here.", []),
        ("> **Ann Lee** is here.", []),
        ("**Ann of lee** is here.", ["Ann of lee"]),
        ("**ann Lee** is here.", []),
        ("**Ann lEe** is here.", []),
        ("**王一** 是。", ["王一"]),
        ("**A B C D E F G H** is here.", ["A B C D E F G H"]),
        ("**A B C D E F G H I** is here.", []),
        ("**" + "A" * 80 + "** is here.", ["A" * 80]),
        ("**" + "A" * 81 + "** is here.", []),
        *((f"**Ann Lee**{way}**Bo Di** are here.", ["Ann Lee and Bo Di"]) for way in (" and ", ", ", " & ", ", and ", "，", "、", "和", "与", "與", " AND ")),
        ("**Ann Lee** or **Bo Di** are here.", []),
    ],
)  # fmt: skip
def test_a_biography_begins_with_a_bold_name(paragraph, expected):
    """Of eight words and eighty characters at most, with capitals; or with several such names."""
    assert found(paragraph) == expected


def test_a_biography_stands_after_the_last_rule():
    """What is among them stays text; the rule goes where no text is left below it."""
    bio = "**Ann Lee** is here."
    blocks = f"{bio}\n\n---\n\n{bio}\n\n---\n\nText.\n\n**Bo Di** is here.\n"

    assert shape(f"{bio}\n")[1].biographies == ()
    assert shape(blocks)[1].biographies == (Biography(name="Bo Di", markdown="**Bo Di** is here."),)
    assert [t.type for t in shape(blocks)[0]].count("hr") == 2
    assert [t.type for t in shape(blocks.replace("Text.\n\n", ""))[0]].count("hr") == 1


@pytest.mark.parametrize(
    ("name", "sure", "expected"),
    [
        ("Ann Lee", [], ("Ann Lee",)),
        ("Ann Lee and Bo Di", [], ("Ann Lee", "Bo Di")),
        ("Ann & Bo", ["Ann & Bo"], ("Ann & Bo",)),
        ("和平", ["和平"], ("和平",)),
        ("李和平", ["李"], ("李和平",)),
        *((f"李{sign}平", ["李", "平"], ("李", "平")) for sign in "、和与與"),
        ("mill & sea", ["mill", "sea"], ("mill", "sea")),
    ],
)  # fmt: skip
def test_a_biography_may_be_about_several(name, sure, expected):
    """At a character that may be part of a name only where both sides are known."""
    assert biographies.people(Biography(name=name, markdown=""), folded(sure)) == expected
