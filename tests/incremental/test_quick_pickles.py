"""Pickles of small values: pure."""

from __future__ import annotations

import copy
import dataclasses as dc
import pickle

import pytest

from standfirst.incremental.quick_pickles import quickly_pickled


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Small:
    """A value."""

    name: str
    others: tuple[str, ...] = ()


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Larger(Small):
    """One with more fields than its parent."""

    count: int = 0


@pytest.mark.parametrize("value", [Small(name="a"), Small(name="", others=("b", "c")), Larger(name="d", count=7)], ids=repr)  # fmt: skip
@pytest.mark.parametrize("protocol", [2, 5])
def test_a_value_comes_back_as_it_was(value, protocol):
    """Equal, of its class, and as frozen as before; a copy too."""
    data = pickle.dumps(value, protocol)
    read = pickle.loads(data)  # noqa: S301  # just made
    for found in (read, copy.copy(value), copy.deepcopy(value)):
        assert (found, type(found), repr(found)) == (value, type(value), repr(value))
        with pytest.raises(dc.FrozenInstanceError):
            found.name = "other"


def test_a_state_of_another_class_is_refused():
    """What was kept by other code does not become half a value."""
    with pytest.raises(ValueError, match="shorter"):
        Larger.__new__(Larger).__setstate__(("a", ()))
