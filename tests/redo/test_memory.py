from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.redo.cache import Cache
from ingest.redo.memory import RememberedFiles
from ingest.sources import Sources, load_sources

LONG_AGO = 1_000_000_000


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"= {name} =\n\nText.\n", encoding="utf-8")
        os.utime(folder / name, (LONG_AGO, LONG_AGO))
    return folder


def looked(raw: Path, cache: Cache, code: str = "this") -> Sources:
    memory = RememberedFiles(cache, code)
    found = load_sources(raw, memory)
    memory.save()
    return found


def test_what_was_not_touched_is_not_read_again(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(Path(":memory:"))
    first = looked(raw, cache)
    monkeypatch.setattr(Path, "read_bytes", _refused)
    assert looked(raw, cache) == first


def test_by_other_code_a_file_is_looked_at_again(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(Path(":memory:"))
    looked(raw, cache)
    monkeypatch.setattr(Path, "read_bytes", _refused)
    with pytest.raises(AssertionError, match="was read"):
        looked(raw, cache, "other")


def _refused(path: Path) -> bytes:
    raise AssertionError(f"{path} was read")


def test_what_was_touched_is_read_again(raw: Path) -> None:
    cache = Cache(Path(":memory:"))
    looked(raw, cache)
    (raw / "a.txt").write_text("= Other =\n", encoding="utf-8")
    os.utime(raw / "a.txt", (LONG_AGO, LONG_AGO))  # the same time and size: what changed still shows
    assert {file.title for file in looked(raw, cache).files} == {"Other", "b.txt"}


def test_a_file_that_may_be_touched_within_the_same_tick_is_not_remembered(raw: Path) -> None:
    cache = Cache(Path(":memory:"))
    (raw / "a.txt").write_text("= New =\n", encoding="utf-8")
    looked(raw, cache)
    assert set(cache.files()) == {"b.txt"}


def test_what_is_gone_is_forgotten(raw: Path) -> None:
    cache = Cache(Path(":memory:"))
    looked(raw, cache)
    (raw / "a.txt").unlink()
    looked(raw, cache)
    assert set(cache.files()) == {"b.txt"}


def test_a_refusal_is_remembered_too(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(Path(":memory:"))
    (raw / "c.txt").write_bytes(b"\xff\xfe\x00")
    os.utime(raw / "c.txt", (LONG_AGO, LONG_AGO))
    first = looked(raw, cache)
    assert [reject.path for reject in first.rejects] == ["c.txt"]
    monkeypatch.setattr(Path, "read_bytes", _refused)
    assert looked(raw, cache).rejects == first.rejects
