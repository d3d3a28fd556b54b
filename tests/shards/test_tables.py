"""What the shards of a version hold, together: as if it had been made at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from ingest.columns import Columns, columns_of
from ingest.link.people.model import Referred
from ingest.redo.packing import pack
from ingest.shards.build import GroupPart, ShardTask, build_shards, identified, shown_rows
from ingest.shards.store import ShardStore
from ingest.shards.tables import Tables
from schemas.frames import frame

NOBODY = pack(Referred({}, {}))


def record(document_id: str, position: int, mark: str) -> dict[str, object]:
    return {
        "document_id": document_id, "record": "world", "gender": "men", "position": position, "event": "sprint",
        "mark_text": mark, "mark": Decimal(mark), "mark_unit": "s", "competitor": "Ann Berg", "date": date(1924, 7, 1),
    }  # fmt: skip


def group(name: str, **rows: list[dict[str, object]]) -> GroupPart:
    return GroupPart(name, pack({dataset: columns_of(dataset, found) for dataset, found in rows.items()}), (NOBODY,))


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    store = ShardStore(tmp_path)
    parts = {
        "one": [group("series:b", record_progression=[record("b", 0, "12.1"), record("b", 1, "12.0")])],
        "two": [group("series:a", record_progression=[record("b", 0, "11.9"), record("a", 0, "13.0")])],
    }
    for key, groups in parts.items():
        (built,) = build_shards([ShardTask(tuple(groups), (), (), None)])
        store.keep(key, built)
    return Tables(store, list(parts), {"rejects": frame("rejects", [])})


def test_rows_of_all_shards_come_in_the_order_of_the_key(tables: Tables) -> None:
    found = tables.scan("record_progression").select("document_id", "position").collect().rows()
    assert found == [("a", 0), ("b", 0), ("b", 1), ("b", 2)]


def test_a_dataset_that_no_shard_has_is_empty(tables: Tables) -> None:
    assert tables.scan("results").collect().is_empty()
    assert tables.lines() == []
    assert tables.scan("rejects").collect_schema() == frame("rejects", []).schema


def test_rows_are_shown_as_they_are_published() -> None:
    rows = [record("a", 0, "13.0") | {"mark": None}, record("a", 1, "12.50")]
    shown = list(shown_rows("record_progression", columns_of("record_progression", rows)))
    assert shown == frame("record_progression", rows).rows(named=True)


def test_references_lead_to_persons_and_others_to_nobody() -> None:
    rows: list[dict[str, object]] = [
        {"document_id": "a", "competitor_id": "s-1|ann-berg", "member_ids": ["s-2|bo", "s-3|cy", "s-4|bo"]},
        {"document_id": "b", "competitor_id": "s-9|who", "member_ids": None},
        {"document_id": "c", "competitor_id": None, "member_ids": []},
    ]
    people = {"s-1|ann-berg": "ann-berg", "s-2|bo": "bo", "s-4|bo": "bo"}
    found: Columns = identified("results", columns_of("results", rows), people)
    known = list(shown_rows("results", found))
    assert [row["competitor_id"] for row in known] == ["ann-berg", None, None]
    assert [row["member_ids"] for row in known] == [["bo"], None, []]


def test_a_table_is_the_same_in_whatever_shards_it_is_made(tmp_path: Path) -> None:
    rows = [record("b", number, f"1{number}.0") for number in range(4)] + [record("a", 0, "13.0")]
    made: list[pl.DataFrame] = []
    for number, size in enumerate((1, 2, 5)):
        store = ShardStore(tmp_path / str(number))
        keys = []
        for start in range(0, len(rows), size):
            part = group("series:a", record_progression=rows[start : start + size])
            (built,) = build_shards([ShardTask((part,), (), (), None)])
            keys.append(f"shard-{start}")
            store.keep(keys[-1], built)
        made.append(Tables(store, keys[::-1], {}).scan("record_progression").collect())
    assert made[0].equals(made[1])
    assert made[1].equals(made[2])
