from __future__ import annotations

from pathlib import Path

import pytest

from ingest.redo.cache import Cache, Held


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".cache" / "photofinish.sqlite"


def test_values_are_found_again_by_kind_and_key(path: Path) -> None:
    cache = Cache(path)
    cache.put("rows", [Held("a", b"1"), Held("b", b"2")])
    cache.close()
    again = Cache(path)
    assert sorted((held.key, held.data) for held in again.get("rows", ["a", "b", "c"])) == [("a", b"1"), ("b", b"2")]
    assert again.known("rows", ["a", "c"]) == {"a"}
    assert again.known("summary", ["a"]) == set()


def test_more_keys_than_one_question_can_ask(path: Path) -> None:
    cache = Cache(path)
    keys = [str(number) for number in range(2_500)]
    cache.put("rows", (Held(key, key.encode()) for key in keys))
    assert {held.key for held in cache.get("rows", keys)} == set(keys)


def test_what_no_run_used_for_long_is_forgotten(path: Path) -> None:
    cache = Cache(path)
    cache.put("rows", [Held("used", b"1"), Held("unused", b"2")])
    cache.close()
    for _ in range(6):
        run = Cache(path)
        run.finish({"rows": ["used"]})
        run.close()
    cache = Cache(path)
    assert cache.known("rows", ["used", "unused"]) == cache.keys("rows") == {"used"}
    assert [held.key for held in cache.get("rows", ["used", "unused"])] == ["used"]


def test_what_is_used_again_in_time_stays_and_what_was_noted_before_the_end_counts(path: Path) -> None:
    cache = Cache(path)
    cache.put("rows", [Held("now and then", b"1"), Held("listed", b"2"), Held("made, and never used", b"3")])
    cache.close()
    for number in range(12):
        run = Cache(path)
        run.use("rows", ["listed"])
        run.finish({"rows": ["now and then"] if number % 4 == 0 else []})
        run.close()
    assert Cache(path).keys("rows") == {"now and then", "listed"}


def test_to_note_that_values_were_used_does_not_write_them_again(path: Path) -> None:
    cache = Cache(path)
    keys = [f"{number:04}" for number in range(500)]
    cache.put("rows", (Held(key, b"x" * 10_000) for key in keys))
    cache._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    cache.finish({"rows": keys})
    assert path.with_name(path.name + "-wal").stat().st_size < 500_000


def test_what_is_cleared_is_not_known(path: Path) -> None:
    cache = Cache(path)
    cache.put("rows", [Held("a", b"1")])
    cache.clear()
    assert cache.known("rows", ["a"]) == cache.keys("rows") == set()


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 4096], ids=["empty", "text", "cut"]
)
def test_a_damaged_file_is_made_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    cache = Cache(path)
    cache.put("rows", [Held("a", b"1")])
    assert cache.known("rows", ["a"]) == {"a"}


def test_a_file_of_another_version_is_made_anew(path: Path) -> None:
    cache = Cache(path)
    cache.put("rows", [Held("a", b"1")])
    cache._database.execute("PRAGMA user_version = 999")
    cache.close()
    assert Cache(path).known("rows", ["a"]) == set()


def test_a_transaction_that_fails_writes_nothing(path: Path) -> None:
    cache = Cache(path)

    def failing() -> None:
        with cache.transaction():
            cache._note("a", "1")
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        failing()
    assert cache.note("a") is None


def _steps_to_forget(path: Path, count: int) -> int:
    """Return the steps of SQLite, in hundreds, that the end of a run takes which used one of two kinds of values."""
    cache = Cache(path)
    keys = [f"{number:032x}" for number in range(count)]
    for kind in ("rows", "notes"):
        cache.put(kind, (Held(key, b"x") for key in keys))
    cache.close()
    cache = Cache(path)
    steps = 0

    def told() -> None:
        nonlocal steps
        steps += 1

    cache._database.set_progress_handler(told, 100)
    cache.finish({"rows": keys})
    cache.close()
    return steps


def test_to_end_a_run_takes_as_long_as_there_are_values(tmp_path: Path) -> None:
    few, many = (_steps_to_forget(tmp_path / str(count), count) for count in (200, 2_000))
    assert many < 15 * few
