"""Values of Liquid: what they print, and what they take from what a text may grow by."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.limits.budget import Budget
from standfirst.reading.liquid import values

ZONE = dt.timezone(dt.timedelta(hours=8))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (1.5, "1.5"),
        (["a", None, [1, True]], "a1true"),
        ((), ""),
        (range(1, 4), "1..3"),
        (dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=ZONE), "2026-01-02 03:04:05 +0800"),
        (dt.datetime(2026, 1, 2, 3, 4, 5), "2026-01-02 03:04:05"),  # noqa: DTZ001  # as it may be given
        (dt.date(2026, 1, 2), "2026-01-02"),
    ],
)  # fmt: skip
def test_a_value_prints_as_in_liquid(value, expected):
    """A list all that is in it, one after the other."""
    assert values.text_of(value) == expected


@pytest.mark.parametrize("value", [{}, {"a": 1}, [{"a": 1}]])
def test_a_mapping_is_no_text(value):
    """It is said that it is one."""
    with pytest.raises(values.ValueFault, match="is a mapping, not a text"):
        values.text_of(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3, 3), (True, 1), (2.9, 2), ("12a", 12), (" 7", 7), ("-4.5", -4), ("a1", 0), ("", 0), (None, 0), (["5", 6], 56)],
)  # fmt: skip
def test_a_whole_number_is_what_ruby_reads(value, expected):
    """The digits at the beginning; none where there are none."""
    assert values.whole(value) == expected


def test_a_range_has_a_length_whatever_its_size():
    """As a text has."""
    assert [values.length(one) for one in ("abc", "", range(3), range(5, 2), range(10**30))] == [3, 0, 3, 0, 10**30]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ((), 0),
        (("abc",), 4),
        (("", None, True, 1.5), 4),
        ((range(3),), 4),
        ((["ab", ["c"]],), 7),
        (("a", "b"), 4),
        (({"a": "bc"},), 1),
    ],
)
def test_values_take_what_they_print_and_one_for_each(given, size):
    """To the last character; one more is not there."""
    budget = Budget(0)
    budget.left = size
    values.spend(budget, *given)
    assert budget.left == 0
    budget.left = size - 1
    with pytest.raises(values.SizeError):
        values.spend(budget, *given or "a")


def test_a_number_takes_as_much_as_it_has_digits():
    """Each for three bits; that of a thousand million has ten."""
    budget = Budget(0)
    before = budget.left
    values.spend(budget, 9, 10**9, -(10**9))

    assert before - budget.left == 2 + 11 + 11


def test_a_list_that_is_too_long_is_not_gone_through():
    """Nothing is taken for it."""
    budget = Budget(0)
    budget.left = 10
    with pytest.raises(values.SizeError):
        values.spend(budget, [""] * 11)
    assert budget.left == 10
    values.spend(budget, [""] * 9)
    assert budget.left == 0


def test_a_mapping_takes_all_that_it_holds():
    """Names and values, on every level."""
    budget = Budget(0)
    before = budget.left
    values.spend_all(budget, {"ab": "c", "d": [{"e": "f"}]})

    assert before - budget.left == 13
