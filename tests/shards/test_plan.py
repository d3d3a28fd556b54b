"""Which documents and groups make a shard together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.shards.plan import home_of, shard_count, shard_of


@given(st.text("abcdefgh-:", min_size=1, max_size=20), st.sampled_from([1, 2, 8, 64]))
def test_a_name_is_in_one_of_the_shards_and_in_no_other_where_they_are_twice_as_many(name: str, count: int) -> None:
    found = shard_of(name, count)
    assert 0 <= found < count
    assert shard_of(name, 2 * count) in {found, found + count}


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_documents_are_no_fewer_shards(some: int, more: int) -> None:
    few, many = sorted((some, more))
    assert shard_count(few) <= shard_count(many)
    assert shard_count(many).bit_count() == 1


def test_persons_without_an_event_go_together_by_their_first_letters() -> None:
    assert home_of("competitor:anna-berg") == home_of("competitor:an-yu") == "competitor:an"
    assert shard_of("competitor:anna-berg", 4096) == shard_of("competitor:an-yu", 4096)
    assert home_of("series:cycling-sprint") == "series:cycling-sprint"
