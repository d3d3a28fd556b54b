"""Parquet files: the same bytes whatever the rows came in, and how."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parquet import write_rows

SCHEMA = pl.Schema({
    "name": pl.String(), "number": pl.Int64(), "ids": pl.List(pl.String()), "marks": pl.List(pl.List(pl.Float64())),
})  # fmt: skip
HEIGHT = 6_000
AT_ONCE = 2_500


def frame(height: int = HEIGHT) -> pl.DataFrame:
    """Return rows whose lists have none, a few or many values, or are null: more than one page of a Parquet file."""
    lengths = [(number * 7919) % 13 for number in range(height)]
    return pl.DataFrame(
        {
            "name": [None if length == 3 else f"name {number:05}" for number, length in enumerate(lengths)],
            "number": list(range(height)),
            "ids": [
                None if length == 5 else [f"id-{number * 31 + place:080x}" for place in range(length)]
                for number, length in enumerate(lengths)
            ],
            "marks": [[[length / 2] * (length % 3), []] for length in lengths],
        },
        schema=SCHEMA,
    )


def digest(batches: Iterable[pl.DataFrame], at_once: int = AT_ONCE) -> str:
    """Return the digest of the file that is made of some rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        write_rows(path, batches, SCHEMA, {"about": "it"}, at_once)
        return hashlib.sha256(path.read_bytes()).hexdigest()


def _sorted(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    yield rows.sample(fraction=1, shuffle=True, seed=3).sort("number")


def _filtered(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    more = rows.with_columns(number=pl.col("number") + HEIGHT)
    yield pl.concat([rows, more]).filter(pl.col("number") < HEIGHT)


def _changed(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    fresh = rows.gather_every(13)
    for start in range(0, HEIGHT, 1_000):
        part = rows.slice(start, 1_000)
        kept = part.join(fresh, on="number", how="anti", maintain_order="left")
        added = fresh.filter(pl.col("number").is_between(start, start + 999))
        yield pl.concat([kept, added]).sort("number")


def _masked(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    filled = rows.with_columns(pl.col("ids").fill_null(["beneath", "a", "null"]))
    yield filled.with_columns(ids=pl.when(rows["ids"].is_not_null()).then("ids"))


def _read_again(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    with tempfile.TemporaryDirectory() as folder:
        rows.write_parquet(path := Path(folder) / "rows.parquet", row_group_size=900)
        for start in range(0, HEIGHT, 1_700):
            yield pl.scan_parquet(path).slice(start, 1_700).collect()


@pytest.mark.parametrize("way", [_sorted, _filtered, _changed, _masked, _read_again])
def test_a_file_is_the_same_however_its_rows_were_made(way: Callable[[pl.DataFrame], Iterator[pl.DataFrame]]) -> None:
    rows = frame()
    made = list(way(rows))
    assert pl.concat(made).equals(rows)
    assert digest(made) == digest([rows])


@given(st.lists(st.integers(0, HEIGHT), max_size=12), st.sampled_from([25, 700, AT_ONCE, HEIGHT]))
@settings(max_examples=40, deadline=None)
def test_a_file_is_the_same_whatever_its_rows_came_in(ends: list[int], at_once: int) -> None:
    rows = frame(HEIGHT if at_once > 25 else 157)
    edges = sorted({0, rows.height, *(end % (rows.height + 1) for end in ends)})
    assert digest((rows[start:end] for start, end in pairwise(edges)), at_once) == digest([rows], at_once)


def test_a_file_is_the_same_from_any_number_of_threads() -> None:
    script = f"import sys; sys.path[:0] = {sys.path!r}; from {__name__} import *; print(next(map(digest, [[frame()]])))"
    found = {
        subprocess.run(
            [sys.executable, "-c", script], env=os.environ | {"POLARS_MAX_THREADS": threads},
            check=True, capture_output=True, text=True,
        ).stdout
        for threads in ("1", "2", "5")
    }  # fmt: skip
    assert found == {digest([frame()]) + "\n"}


def test_row_groups_are_of_one_size_and_rows_are_all_there(tmp_path: Path) -> None:
    path, rows = tmp_path / "rows.parquet", frame()
    assert write_rows(path, [rows[:100], rows[100:5_000], rows[5_000:]], SCHEMA, {"about": "it"}, AT_ONCE) == HEIGHT
    assert pl.read_parquet(path).equals(rows)
    assert pl.read_parquet_metadata(path)["about"] == "it"


def test_a_file_without_rows_has_its_columns(tmp_path: Path) -> None:
    assert write_rows(tmp_path / "none.parquet", [SCHEMA.to_frame()], SCHEMA, {}) == 0
    assert pl.read_parquet(tmp_path / "none.parquet").schema == SCHEMA


def test_what_the_rows_raise_is_raised(tmp_path: Path) -> None:
    def batches() -> Iterator[pl.DataFrame]:
        yield frame(3)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_rows(tmp_path / "some.parquet", batches(), SCHEMA, {})
