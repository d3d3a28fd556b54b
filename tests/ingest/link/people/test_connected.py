"""Chains of numbers: the same whether they are held one by one or packed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.link.people import connected
from ingest.link.people.connected import Connected, ManyConnected

NUMBERS = st.integers(0, 12) | st.sampled_from([2**56, 2**63, 2**64 - 1])


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=30), st.integers(1, 9))
def test_packed_numbers_are_connected_as_others_are(pairs: list[tuple[int, int]], waiting: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(connected, "_WAITING", waiting)
        packed = ManyConnected(number for pair in pairs for number in pair)
    plain = Connected()
    for pair in pairs:
        packed.join_all(pair)
        plain.join(*pair)
    told = {number for pair in pairs for number in pair}
    assert {number: packed.head(number) for number in told} == {number: plain.head(number) for number in told}
    asked = [*range(20), *(n << 44 for n in range(20)), *told]
    assert packed.those_of(asked) == [number for number in asked if number in told]


def test_a_number_that_was_not_told_is_not_connected() -> None:
    packed = ManyConnected([3, 5])
    with pytest.raises(KeyError):
        packed.join_all((3, 4))
