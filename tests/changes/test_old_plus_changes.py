"""Old + changes = new, for every dataset: nothing is left out, and no value is written so that it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.changes.diff import compare
from ingest.changes.inputs import Inputs
from ingest.changes.rows import pieces, ranges
from schemas.contract import DATASETS, PUBLISHED, Column, ColumnType
from schemas.frames import polars_schema
from tests.changes.versions_made import applied, write_version

# Few, so that rows meet; with everything that joins, quotes and escapes are made of.
WORDS = st.sampled_from(["a", "b", "a|b", "\\", "\\|", "é", "“", '"', "{", "null", " ", "\n", "\x07", "0"])
NUMBERS = st.one_of(
    st.sampled_from([0.0, 0.1, 1.0, 74.4, 1e22, 5e-324, -0.5]), st.floats(allow_nan=False, allow_infinity=False)
).map(lambda number: number + 0.0)
VALUES: Mapping[ColumnType, st.SearchStrategy[object]] = {
    ColumnType.TEXT: WORDS,
    ColumnType.INTEGER: st.one_of(st.integers(0, 3), st.integers(-(2**63), 2**63 - 1)),
    ColumnType.NUMBER: NUMBERS,
    ColumnType.DATE: st.dates(date(1896, 1, 1), date(2030, 1, 1)),
    ColumnType.BOOLEAN: st.booleans(),
    ColumnType.TEXT_LIST: st.lists(WORDS, max_size=2),
    ColumnType.ALTERNATIVES: st.lists(
        st.fixed_dictionaries({"value_text": WORDS, "statement_ids": st.lists(WORDS, max_size=2)}), max_size=2
    ),
}


def cells(column: Column, key: bool) -> st.SearchStrategy[object]:
    value = st.integers(0, 2) if key and column.type is ColumnType.INTEGER else VALUES[column.type]
    return st.one_of(st.none(), value) if column.nullable else value


def tables(dataset: str) -> st.SearchStrategy[pl.DataFrame]:
    contract = DATASETS[dataset]
    row = st.fixed_dictionaries({c.name: cells(c, c.name in contract.key) for c in contract.columns})
    rows = st.lists(row, max_size=6, unique_by=lambda row: tuple(row[name] for name in contract.key))
    schema = polars_schema(dataset)
    return rows.map(lambda rows: pl.DataFrame(rows, schema=schema).sort(contract.key, nulls_last=False))


@pytest.mark.parametrize("dataset", PUBLISHED)
@given(data=st.data())
@settings(max_examples=10)
def test_old_and_changes_make_new(dataset: str, data: st.DataObject) -> None:
    old, new = data.draw(tables(dataset)), data.draw(tables(dataset))
    columns = [name for name in DATASETS[dataset].column_names if name not in DATASETS[dataset].key]
    without = data.draw(st.sampled_from([None, *columns[-2:]]), label="column that only one version has")
    if dataset != "documents" and without:  # what documents are compared by is in every version
        old, new = data.draw(st.sampled_from([(old.drop(without), new), (old, new.drop(without))]))
    with TemporaryDirectory() as name:
        folders = [write_version(Path(name) / str(n), {dataset: each}) for n, each in enumerate((old, new))]
        found = compare(folders[0], folders[1], Inputs(), Inputs())
        assert applied(dataset, old, found.changes, new.schema).equals(new)


@given(data=st.data(), chunk=st.integers(1, 4))
@settings(max_examples=40)
def test_ranges_of_any_size_find_the_same(data: st.DataObject, chunk: int) -> None:
    old, new = data.draw(tables("coverage")), data.draw(tables("coverage"))
    key = DATASETS["coverage"].key
    with TemporaryDirectory() as name:
        before, after = Path(name) / "before.parquet", Path(name) / "after.parquet"
        old.write_parquet(before, row_group_size=2)
        new.write_parquet(after, row_group_size=2)
        whole, ranged = (list(pieces("coverage", key, before, after, size)) for size in (1000, chunk))
        for side in ("removed", "added", "before", "after"):
            assert pl.concat(getattr(part, side) for part in ranged).equals(getattr(whole[0], side))
        found = list(ranges(key, before, after, chunk))
    assert len(whole) == 1
    assert all(part is not None and part.height <= chunk for pair in found for part in pair)


def test_a_dataset_that_only_one_version_has_is_added_or_removed_whole(tmp_path: Path) -> None:
    row = {"document_id": "a", "kind": "field", "name": "Venue", "outcome": "read", "count": 1, "reason": None}
    table = pl.DataFrame([row], schema=polars_schema("coverage"))
    documents = polars_schema("documents").to_frame()
    with_it = write_version(tmp_path / "with", {"documents": documents, "coverage": table})
    without = write_version(tmp_path / "without", {"documents": documents})
    assert compare(without, with_it, None, None).changes["change"].to_list() == ["added"]
    assert compare(with_it, without, None, None).changes["change"].to_list() == ["removed"]


def test_the_same_version_has_no_changes(tmp_path: Path) -> None:
    folder = write_version(tmp_path / "same", {"documents": polars_schema("documents").to_frame()})
    found = compare(folder, folder, None, None)
    assert (found.changes.height, found.counts) == (0, {})
