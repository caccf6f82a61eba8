"""Chinese and Korean names in Latin letters."""

from __future__ import annotations

import pytest

from standfirst.text.romanised import has_family_first


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chan Tai Man", True),
        ("Tsang Ka-ming", True),
        ("Zhang Ruoming", True),
        ("Zhāng Ruòmíng", True),
        ("Hsieh Ya-wen", True),
        ("LIM SOO HOON", True),
        ("Yoon Ji-ah", True),
        ("Kim Ji-ah", True),
        ("Lee Soo Min", True),
        ("Wei Li", None),
        ("Li Wei", None),
        ("Wong Kwok Leung", None),
        ("Bo Chen", False),
        ("Ann Lee", False),
        ("Carrie Lam", False),
        ("Kim Lane", False),
        ("Lee Mina", False),
        ("Lin Moore", False),
        ("Jo-Anne Ma", False),
        ("Chan", False),
        ("Chan Tai Man Ka Yi", False),
        ("Ma", False),
    ],
)
def test_a_name_whose_family_is_first(name, expected):
    """All its words are syllables and the first is a known family; not sure where the last is one as well."""
    assert has_family_first(name.split()) is expected
