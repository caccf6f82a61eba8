"""Names of one person, written in several ways."""

from __future__ import annotations

import pytest

from standfirst.text.name_folding import same_person


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
