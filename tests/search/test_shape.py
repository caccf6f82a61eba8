"""How an index is divided."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standfirst.search import shape
from standfirst.search.shape import Shape

ADDRESSES = st.sets(st.text(st.characters(codec="utf-8")), max_size=70)


@given(ADDRESSES)
def test_each_address_has_a_number_of_its_own(addresses):
    """Below what a head says, in whatever order they come."""
    found = shape.numbers(addresses)
    bits = Shape.of(len(addresses), (0, 0, 0)).bits

    assert found.keys() == addresses
    assert len({*found.values()}) == len(addresses)
    assert [number for number in found.values() if not 0 <= number < 1 << bits] == []
    assert found == shape.numbers(sorted(addresses, reverse=True))


def test_who_comes_or_goes_moves_few():
    """Of a hundred one on average, which has a number beside that of the one."""
    addresses = [f"2026/{number}/" for number in range(100)]
    before = shape.numbers(addresses)
    moved = [
        sum(before[each] != number for each, number in shape.numbers([*addresses, new]).items() if each != new)
        for new in "abcdefghijklmnopqrst"
    ]  # fmt: skip

    assert sum(moved) <= 20


def test_there_are_as_many_files_as_entries_need():
    """A power of two of each kind, one where there is nothing."""
    assert Shape.of(0, (0, 0, 0)) == Shape(bits=1, words=1, unspaced=1, pairs=1, titles=1)
    assert Shape.of(2379, (1_400_000, 3_900_000, 4_100_000)) == Shape(bits=13, words=128, unspaced=256, pairs=256, titles=256)  # fmt: skip
    assert Shape.of(1, (16_383, 16_384, 1 << 41)) == Shape(bits=2, words=1, unspaced=2, pairs=1 << 16, titles=1)  # fmt: skip


@given(st.tuples(*[st.integers(0, 7)] * 3), st.text(min_size=1), st.integers(0, (1 << 32) - 1))
def test_each_file_is_of_one_group_with_all_that_it_has(counts, term, hash_):
    """Whether a kind has more files than records have parts, or fewer."""
    words, unspaced, pairs = (1 << count for count in counts)
    found = Shape(bits=5, words=words, unspaced=unspaced, pairs=pairs, titles=1)
    groups = {
        f"{group.kind}{number}": group for group in found.groups() for number in group.numbers
    }
    of_pair = f"p{hash_ >> found.dropped >> shape.PRINT}"

    assert len(groups) == words + unspaced + pairs
    assert shape.place(term) % shape.PARTS in groups[found.of_term(term)].parts
    assert shape.part_of_pair(hash_) in groups[of_pair].parts
    assert sorted((g.kind, part) for g in found.groups() for part in g.parts) == [
        (kind, part) for kind in "cpw" for part in range(shape.PARTS)
    ]
