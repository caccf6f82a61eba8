"""Names as citations order them."""

from __future__ import annotations

import pytest

from standfirst.text.name_parts import Parts, parts


@pytest.mark.parametrize(
    ("name", "expected", "inverted"),
    [
        ("Ann Lee", Parts(family="Lee", given="Ann"), "Lee, Ann"),
        ("Ann B. Lee", Parts(family="Lee", given="Ann B."), "Lee, Ann B."),
        ("Lee", Parts(family="Lee"), "Lee"),
        ("Ann V", Parts(family="V", given="Ann"), "V, Ann"),
        ("John von Neumann", Parts(family="von Neumann", given="John"), "von Neumann, John"),
        ("U. von der Leyen", Parts(family="von der Leyen", given="U."), "von der Leyen, U."),
        ("von Neumann", Parts(family="von Neumann"), "von Neumann"),
        ("de la Cruz", Parts(family="de la Cruz"), "de la Cruz"),
        ("Van Morrison", Parts(family="Morrison", given="Van"), "Morrison, Van"),
        ("Ana Ortega y Paz", Parts(family="Ortega y Paz", given="Ana"), "Ortega y Paz, Ana"),
        ("Ana da Silva e Sol", Parts(family="da Silva e Sol", given="Ana"), "da Silva e Sol, Ana"),
        ("Ortega y Paz", Parts(family="Ortega y Paz"), "Ortega y Paz"),
        ("Chan Tai Man", Parts(family="Chan", given="Tai Man"), "Chan, Tai Man"),
        ("Chan Tai Man, PhD", Parts(family="Chan", given="Tai Man"), "Chan, Tai Man"),
        ("Li Wei", Parts(family="Li Wei"), "Li Wei"),
        ("Ann Lee, PhD", Parts(family="Lee", given="Ann"), "Lee, Ann"),
        ("Ann Lee, Jr, MD", Parts(family="Lee", given="Ann", suffix="Jr"), "Lee, Ann, Jr"),
        ("Lee , Jr.", Parts(family="Lee", suffix="Jr."), "Lee, Jr."),
        ("Lee, Ann", Parts(family="Lee, Ann"), "Lee, Ann"),
        ("Ann Lee, PhD, Ann", Parts(family="Ann Lee, PhD, Ann"), "Ann Lee, PhD, Ann"),
        ("Data Desk", Parts(family="Data Desk", is_organisation=True), "Data Desk"),
        ("王一", Parts(family="王一"), "王一"),
        ("김 철수", Parts(family="김 철수"), "김 철수"),
        ("晨报社", Parts(family="晨报社", is_organisation=True), "晨报社"),
        *(
            (f"Ann Lee{comma} {suffix}", Parts(family="Lee", given="Ann", suffix=suffix), f"Lee, Ann, {suffix}")
            for comma, suffixes in {"": "Jr sr. 1st 2nd 3rd 4th II iii IV V", ",": "Jr. Sr II III IV"}.items()
            for suffix in suffixes.split()
        ),
    ],
)  # fmt: skip
def test_a_name_is_taken_apart(name, expected, inverted):
    """Particles belong to the family, generations come last, degrees go; what is not sure stays whole."""
    assert parts(name) == expected
    assert parts(name).inverted == inverted


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("ann lee", {"family": "F", "given": "G"}, Parts(family="F", given="G")),
        ("Ann Lee", {"family": "Ann Lee"}, Parts(family="Ann Lee")),
        ("Ann Lee", {"given": "G"}, Parts(family="Lee", given="Ann")),
        ("A. Other", {"family": "F", "given": "G"}, Parts(family="Other", given="A.")),
    ],
)
def test_what_an_authors_file_says_counts_for_its_own_name(name, said, expected):
    """Not for an alias, and not without a family."""
    assert parts(name, own="Ann Lee", **said) == expected
