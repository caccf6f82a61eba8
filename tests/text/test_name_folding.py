"""Names of one person, written in several ways."""

from __future__ import annotations

import pytest

from standfirst.text.name_folding import bare, fold, is_among, same_person


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ann Lee", "ann  lee", True),
        ("Ann Lee", "Dr. Ann B. Lee, PhD", True),
        ("Ann B. Lee", "Ann Carla Lee", True),
        ("Ann Carla Lee", "Ann Lee", True),
        ("Ann Carla Lee", "Ann Dora Lee", False),
        ("Ann Lee", "Ben Lee", False),
        ("Ann Lee", "Ann Li", False),
        ("A. Lee", "B. Lee", False),
        ("Lee", "Ann Lee", False),
        ("Ann Lee Jr.", "Ann Lee", True),
        ("李安", "李 安", True),
        ("李安", "李 安娜", False),
    ],
)
def test_titles_and_initials_in_the_middle_make_nobody_else(one, other, expected):
    """First and last name have to be the same; the order of the two does not matter."""
    assert (same_person(one, other), same_person(other, one)) == (expected, expected)


@pytest.mark.parametrize("title", ["Dr.", "Prof", "Professor", "Sir", "DAME", "Mr", "Mrs.", "ms"])
def test_a_title_before_a_name_makes_nobody_else(title):
    """Several of them neither; any other word does, and a title is no first name."""
    assert same_person(f"{title} Ann Lee", "Ann Lee")
    assert same_person(f"{title} Dr. Ann Lee", "Ann Lee")
    assert not same_person(f"{title} Lee", "Ann Lee")
    assert not same_person("Lord Ann Lee", "Ann Lee")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ann Bo Cy Lee", "Ann Bo Lee", True),
        ("Ann Bo Cy Lee", "Ann Cy Di Lee", False),
        ("Ann B. C. Lee", "Ann D. Lee", True),
        ("Ann III", "Ann", False),
        ("Ann", "Ann Ann", False),
        ("Ann Bo X", "Ann X", True),
        ("A Bo Lee", "A Lee", True),
        ("Ann Lee Jr. III", "Ann Lee", True),
        ("Ann Jr", "Bo Jr", False),
    ],
)
def test_of_words_in_the_middle_one_name_may_have_more(one, other, expected):
    """Not each some of its own; of two words none is a suffix."""
    assert (same_person(one, other), same_person(other, one)) == (expected, expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((f"{a}甲{b}", "甲") for a, b in ("《》", "「」", "『』", "【】", "〈〉", "()", "（）", "[]", "“”", '""', "‘’", "<>")),
        ("《「 甲 」》", "甲"),
        ("(甲", "(甲"),
        ("甲)", "甲)"),
        ('"', '"'),
        *((f"A{sign}B", "ab") for sign in " -‐―_·・•'’\u00a0\t"),
        ("A – - B", "ab"),
        ("J.R.R. Lee", "jrrlee"),
        ("St．Ann", "stann"),
        ("Abc.", "abc"),
        ("Abc. D", "abcd"),
        ("Abc.d", "abc.d"),
        ("x3.", "x3."),
        ("Straße", "strasse"),
        ("'", "'"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_key_of_a_name(name, expected):
    """Without enclosing brackets, without what joins words, and without the stops of what is short for more."""
    assert fold(name) == expected


@pytest.mark.parametrize(
    "suffix",
    ["PhD", "Ph.D.", "ph.d", "Ph.\u00a0D", "MD", "M.D.", "DPhil", "D.Phil.", "MA", "M.A.", "BA", "B.A.", "MSc", "M.Sc.", "BSc", "b.sc", "MBA", "JD", "J.D.", "Esq.", "Jr.", "Sr", "I", "II", "III", "IV", "Inc.", "Ltd.", "LLC", "LLP", "OBE", "CBE", "MP", "KC", "QC", "Ret.", "USN", "USMC"],
)  # fmt: skip
def test_degrees_and_honours_after_a_comma_are_no_part_of_a_name(suffix):
    """One or several, at its end."""
    assert bare(f"Ann Lee, {suffix}") == "Ann Lee"
    assert bare(f"Ann Lee ,{suffix}, PhD") == "Ann Lee"
    assert bare(f"Ann Lee, {suffix}, Bo") == f"Ann Lee, {suffix}, Bo"
    assert bare(f"Ann {suffix}") == f"Ann {suffix}"


@pytest.mark.parametrize("word", ["Ann", "V", "BBA", "IIII", "PhDs"])
def test_other_words_after_a_comma_stay(word):
    """They may be a first name."""
    assert bare(f"Lee, {word}") == f"Lee, {word}"


def test_a_name_is_among_any_of_several_sets():
    """By its key."""
    assert is_among("ANN-Lee", set(), {"annlee"})
    assert not is_among("Ann", {"annlee"}, {"lee"})
