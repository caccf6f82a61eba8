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
        ("Ann Le Goff", Parts(family="Le Goff", given="Ann"), "Le Goff, Ann"),
        ("Bo De Rosa", Parts(family="De Rosa", given="Bo"), "De Rosa, Bo"),
        ("Jo Van Dijk", Parts(family="Van Dijk", given="Jo"), "Van Dijk, Jo"),
        ("Jo VAN DIJK", Parts(family="VAN DIJK", given="Jo"), "VAN DIJK, Jo"),
        ("Jo de La Tour", Parts(family="de La Tour", given="Jo"), "de La Tour, Jo"),
        ("Jo Van den Bosch", Parts(family="Van den Bosch", given="Jo"), "Van den Bosch, Jo"),
        ("Ana De La Rosa", Parts(family="De La Rosa", given="Ana"), "De La Rosa, Ana"),
        ("A. De La Rosa Jr.", Parts(family="De La Rosa", given="A.", suffix="Jr."), "De La Rosa, A., Jr."),
        ("Eve Saint Clair", Parts(family="Saint Clair", given="Eve"), "Saint Clair, Eve"),
        ("Ann St. Vincent Lee", Parts(family="Lee", given="Ann St. Vincent"), "Lee, Ann St. Vincent"),
        ("Ana De Jesus Lopez", Parts(family="Lopez", given="Ana De Jesus"), "Lopez, Ana De Jesus"),
        ("Le Goff", Parts(family="Le Goff"), "Le Goff"),
        ("La Vera Jones", Parts(family="Jones", given="La Vera"), "Jones, La Vera"),
        ("Ana De K.", Parts(family="K.", given="Ana De"), "K., Ana De"),
        ("Da Chen", Parts(family="Chen", given="Da"), "Chen, Da"),
        ("Wei Bin Li", Parts(family="Wei Bin Li"), "Wei Bin Li"),
        ("Minh Van Nguyen", Parts(family="Nguyen", given="Minh Van"), "Nguyen, Minh Van"),
        ("Le Thi Ha", Parts(family="Le", given="Thi Ha"), "Le, Thi Ha"),
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


def test_each_particle_with_a_capital_belongs_to_the_family_after_a_given_name():
    """None is forgotten: the name ends in it and one more word."""
    named = (
        "La Le Les Las Los Du Des De Da Dos Della Di Del Van Von Der Den Ter Ten Bin Al Mac Saint"
    )

    assert {parts(f"Eric {word} Brandt").family for word in named.split()} == {
        f"{word} Brandt" for word in named.split()
    }
