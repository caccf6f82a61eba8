"""Chinese, Korean and Vietnamese names in Latin letters."""

from __future__ import annotations

import pytest

from standfirst.text.romanised import has_family_first, has_family_last


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
        ("Park Ji-ah", True),
        ("Park Na Ra", True),
        ("Le Thi Ha", True),
        ("Van Thi X", True),
        ("Nguyen Van Minh", True),
        ("Đỗ Thùy Linh", True),
        ("Van Le Roy", False),
        ("Le Van Cleve", False),
        ("Le Minh", False),
        ("Nguyen Minh Vu Ha Linh", False),
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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Minh Van Nguyen", True),
        ("Thi Ha Le", True),
        ("Wei Bin Li", True),
        ("Vincent Van Dao", False),
        ("Minh Van Dijk", False),
        ("Vincent Lam", False),
    ],
)
def test_a_name_whose_family_is_last(name, expected):
    """All words before a known family are syllables of its language."""
    assert has_family_last(name.split()) is expected
