"""Which documents and groups make a shard together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.shards.plan import home_of, shard_count, shard_of, sharded

NAMES = st.sets(st.text("abcdefgh-:", min_size=1, max_size=20), max_size=40)


@given(NAMES, NAMES, st.sampled_from([1, 2, 8, 64]))
def test_a_new_name_moves_no_other(names: set[str], more: set[str], count: int) -> None:
    before, after = sharded(names, count), sharded(names | more, count)
    for shard, found in before.items():
        assert set(found) == set(after[shard]) & names


@given(NAMES, st.sampled_from([1, 2, 8, 64]))
def test_every_name_is_in_one_shard(names: set[str], count: int) -> None:
    found = sharded(names, count)
    assert sorted(name for shard in found.values() for name in shard) == sorted(names)
    assert all(0 <= number < count for number in found)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_documents_are_no_fewer_shards(some: int, more: int) -> None:
    few, many = sorted((some, more))
    assert shard_count(few) <= shard_count(many)
    assert shard_count(many).bit_count() == 1


def test_persons_without_an_event_go_together_by_their_first_letters() -> None:
    assert home_of("competitor:anna-berg") == home_of("competitor:an-yu") == "competitor:an"
    assert shard_of("competitor:anna-berg", 4096) == shard_of("competitor:an-yu", 4096)
    assert home_of("series:cycling-sprint") == "series:cycling-sprint"
