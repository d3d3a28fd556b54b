"""Which shards are made, and which are noted: what is not noted is forgotten once a version is there."""

from __future__ import annotations

from pathlib import Path

from ingest.crew import Crew
from ingest.redo.cache import Cache
from ingest.redo.code import CodePrints
from ingest.shards.build import Built
from ingest.shards.store import ShardStore
from ingest.stages.documents import Documents
from ingest.stages.setting import SHARDS, Setting
from ingest.stages.shards import Shard, make_shards, note_shards


def test_shards_that_a_stopped_run_made_are_noted_and_not_made_again(tmp_path: Path) -> None:
    cache, store = Cache(Path(":memory:")), ShardStore(tmp_path / "shards")
    setting = Setting(
        tmp_path, cache, CodePrints({}, {}, "", ""), 1, lambda _step: None, shards=store, has_report=False
    )  # fmt: skip
    store.keep("a", Built({}))
    make_shards([Shard("b")], 1, Documents((), ()), setting, Crew())
    note_shards(["a", "b"], setting)
    store.forget_all_but(cache.keys(SHARDS))
    assert store.has("a")
    assert store.has("b")
