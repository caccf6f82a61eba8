"""When garbage is collected: pure."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref

import pytest

from standfirst.incremental import gc_pauses
from standfirst.incremental.gc_pauses import Pause


class Knot:
    """Something that keeps itself alive until the collector comes."""

    def __init__(self) -> None:
        self.itself = self


def test_what_a_piece_of_work_leaves_behind_goes_before_the_next():
    """Nothing is collected within a piece, everything that it made after it."""
    left: list[weakref.ref[Knot]] = []
    for number in gc_pauses.between(range(40)):
        assert not gc.isenabled()
        assert [knot() for knot in left] == [None] * number
        left.append(weakref.ref(Knot()))
        [[] for _ in range(2000)]
        assert left[-1]() is not None

    assert gc.isenabled()


def test_what_outlives_its_piece_goes_too():
    """What was still used when its piece was done is collected some pieces later."""
    held, left = None, []
    for _ in gc_pauses.between(range(64)):
        held = Knot()  # the one before it goes only now
        left.append(weakref.ref(held))

    assert sum(knot() is not None for knot in left) < 40


def test_the_collector_is_left_as_it_was():
    """Also where the work fails, and where it was off before."""

    def fail() -> None:
        with gc_pauses.paused():
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.isenabled()
    with gc_pauses.paused():
        assert list(gc_pauses.between([1, 2])) == [1, 2]
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_build_pauses_the_collector_to_its_end():
    """Unless somebody else does; after one that has not begun to build, the next one's end is the end."""
    first, second = Pause(), Pause()
    found = []
    for act in (first.begin, first.begin, first.end, first.end, second.begin, first.begin, first.end, second.end):  # fmt: skip
        act()
        found.append(gc.isenabled())
    with gc_pauses.paused():
        first.begin()
        first.end()
        found.append(gc.isenabled())

    assert found == [False, False, True, True, False, False, True, True, False]
    assert gc.isenabled()


def test_a_process_may_end_without_a_last_look():
    """What is left when it ends is not looked at."""
    code = (
        "import gc\n"
        "from standfirst.incremental import gc_pauses\n"
        "gc_pauses.leave_to_the_system()\n"
        "class Knot:\n"
        "    def __del__(self): print('seen')\n"
        "def tie():\n"
        "    knot = Knot(); knot.itself = knot\n"
        "tie()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout == ""
