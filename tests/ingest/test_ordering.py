"""Rows in order, a part at a time: the same rows as if all were sorted at once."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import ordering
from ingest.ordering import Changes, Unsorted, compacted, sorted_rows, with_changes
from schemas.contract import PUBLISHED
from schemas.frames import polars_schema

KEY = ("name", "number")
SCHEMA = pl.Schema({"name": pl.String(), "number": pl.Int64(), "text": pl.String()})
Key = tuple[str | None, int | None]
KEYS = st.tuples(
    st.sampled_from([None, "", "a", "ab", "b", "é", "z", "日本", "\0"]), st.none() | st.integers(-2, 9)
)  # fmt: skip


def frame(keys: Sequence[Key], text: str = "x") -> pl.DataFrame:
    rows = [(name, number, f"{text} {name} {number}") for name, number in keys]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


@given(st.lists(KEYS, unique=True, min_size=1, max_size=60), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_ranges_together_are_all_rows_in_order(keys: list[Key], parts: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(ordering, "_BYTES_AT_ONCE", 300)
        patched.setattr(ordering, "_SAMPLED", 2)
        files = []
        for number in range(parts):
            files.append(Path(folder) / f"{number}.parquet")
            frame(keys[number::parts]).write_parquet(files[-1])
        waiting = Path(folder) / "waiting"
        waiting.mkdir()
        found = list(sorted_rows(Unsorted(files, KEY, pl.col("name")), waiting))
        assert not list(waiting.iterdir())
    assert pl.concat(found).equals(frame(keys).sort(KEY, nulls_last=False))


def test_what_is_large_is_sorted_in_several_ranges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "_BYTES_AT_ONCE", 2_000)
    files = [tmp_path / f"{number}.parquet" for number in range(6)]
    for number, file in enumerate(files):
        frame([(f"name {place:03}", number) for place in range(40)]).write_parquet(file)
    found = list(sorted_rows(Unsorted(files, KEY, pl.col("name")), tmp_path))
    assert len(found) > 3
    assert max(len(part) for part in found) < 120
    assert pl.concat(found).equals(pl.concat([pl.read_parquet(file) for file in files]).sort(KEY))


@given(
    st.lists(KEYS, unique=True, max_size=60), st.lists(KEYS, unique=True, max_size=12), st.sets(st.integers(0, 59)),
    st.integers(1, 9),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_changes_are_put_in_as_if_all_were_sorted(
    keys: list[Key], added: list[Key], places: set[int], at_once: int
) -> None:
    gone = [key for place, key in enumerate(keys) if place in places]
    kept = [key for key in keys if key not in gone]
    fresh = [key for key in added if key not in kept]  # some of those gone, made anew
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(ordering, "_ROWS_AT_ONCE", at_once)
        last = Path(folder) / "last.parquet"
        frame(keys).sort(KEY, nulls_last=False).write_parquet(last)
        found = list(with_changes(last, Changes(frame(gone), frame(fresh, "new")), KEY))
    expected = pl.concat([frame(kept), frame(fresh, "new")]).sort(KEY, nulls_last=False)
    assert pl.concat([SCHEMA.to_frame(), *found]).equals(expected)


@given(st.lists(KEYS, unique=True, max_size=20), st.lists(KEYS, unique=True, max_size=20), st.sets(KEYS, max_size=8))
@settings(max_examples=150, deadline=None)
def test_what_became_different_is_what_is_not_the_same_on_both_sides(
    one: list[Key], other: list[Key], changed: set[Key]
) -> None:
    before = frame(one)
    after = pl.concat([frame([key for key in other if key not in changed]), frame(sorted(changed, key=repr), "new")])
    found = Changes.between(before, after, KEY)
    kept = set(one) & set(other) - changed
    assert set(found.gone.rows()) == {row for row in before.rows() if row[:2] not in kept}
    assert set(found.fresh.rows()) == {row for row in after.rows() if row[:2] not in kept}


def test_what_is_there_twice_is_left_for_who_checks_it() -> None:
    once, twice = frame([("a", 1)]), frame([("a", 1), ("a", 1)])
    for before, after in ((once, twice), (twice, once)):
        found = Changes.between(before, after, KEY)
        assert (found.gone.height, found.fresh.height) == (before.height, after.height)


def test_a_few_rows_of_many_are_held_without_the_others() -> None:
    many = pl.DataFrame({"text": [f"a text that is longer than a view holds, {number}" for number in range(1_000)]})
    few = many[[3, 7]]
    found = compacted(few)
    assert found.equals(few)
    assert found.schema == few.schema
    held = [rows.to_arrow(compat_level=pl.CompatLevel.newest()).get_total_buffer_size() for rows in (few, found)]
    assert held[1] < 1_000 < held[0]


@pytest.mark.parametrize("dataset", PUBLISHED)
def test_no_dataset_changes_when_it_is_held_alone(dataset: str) -> None:
    none = polars_schema(dataset).to_frame()
    assert compacted(none).schema == none.schema
