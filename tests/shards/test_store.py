"""Shards as files: there whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.redo.packing import pack
from ingest.shards.build import Built
from ingest.shards.store import LINES, DamagedShardError, ShardStore, Table


def contents(tables: list[Table]) -> list[bytes]:
    return [table.path.read_bytes() for table in tables]


PAGES = [("events/a.html", "<p>a</p>"), ("articles/b.html", "<p>b</p>")]
INDEX = tuple((path, f"digest of {path}") for path, _ in PAGES)


def shard(**tables: bytes) -> Built:
    return Built(tables, b"lines", pack(PAGES), INDEX)


@pytest.fixture
def store(tmp_path: Path) -> ShardStore:
    return ShardStore(tmp_path / "shards")


def test_what_is_kept_is_found(store: ShardStore) -> None:
    assert not store.has("a")
    store.keep("a", shard(checks=b"1"))
    store.keep("b", shard(checks=b"2", events=b"3"))
    assert store.has("a")
    tables = store.tables(["a", "b"])
    assert contents(tables["checks"]) == [b"1", b"2"]
    assert contents(tables["events"]) == [b"3"]
    assert contents(tables[LINES]) == [b"lines", b"lines"]
    assert [table.sha256 for table in tables["events"]] == [hashlib.sha256(b"3").hexdigest()]
    assert store.index("a") == list(INDEX)
    assert store.pages("a") == dict(PAGES)


def test_a_shard_without_a_report_has_no_pages(store: ShardStore) -> None:
    store.keep("a", Built({"checks": b"1"}))
    assert store.index("a") == []
    assert set(store.tables(["a"])) == {"checks"}


def test_keeping_again_leaves_nothing_of_before(store: ShardStore) -> None:
    store.keep("a", shard(checks=b"1", events=b"2"))
    store.keep("a", shard(checks=b"3"))
    assert "events" not in store.tables(["a"])
    assert contents(store.tables(["a"])["checks"]) == [b"3"]


def test_what_nobody_asks_for_goes_and_what_a_stopped_run_left(store: ShardStore, tmp_path: Path) -> None:
    store.keep("a", shard(checks=b"1"))
    store.keep("b", shard(checks=b"2"))
    (tmp_path / "shards" / ".c-99").mkdir()
    store.forget_all_but({"a"})
    assert [path.name for path in (tmp_path / "shards").iterdir()] == ["a"]


def test_an_empty_store_forgets_nothing(store: ShardStore) -> None:
    store.forget_all_but(())
    assert store.tables([]) == {}


def test_what_is_lost_of_a_shard_is_damage_and_not_left_out(store: ShardStore, tmp_path: Path) -> None:
    store.keep("a", shard(checks=b"1"))
    (tmp_path / "shards" / "a" / "checks.parquet").unlink()
    with pytest.raises(DamagedShardError, match=r"checks\.parquet"):
        store.tables(["a"])
    with pytest.raises(DamagedShardError, match="b"):
        store.tables(["b"])
