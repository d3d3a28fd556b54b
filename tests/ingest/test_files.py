"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import polars as pl
import pytest

from ingest.files import system_errors, told, write_whole


def test_what_cannot_be_written_is_named_itself_and_no_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "decisions.toml"
    with pytest.raises(FileNotFoundError) as told:
        write_whole(path, "x")
    assert told.value.filename == str(path)


def test_a_file_is_replaced_and_nothing_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text("old")
    write_whole(path, "new\n")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("decisions.toml", "new\n")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_what_the_system_refused_to_polars_is_an_error_of_the_system(tmp_path: Path) -> None:
    rows = pl.LazyFrame({"a": [1]})
    with pytest.raises(OSError, match=r"No space left on device.*kept") as raised, system_errors(tmp_path / "kept"):
        rows.sink_parquet("/dev/full")
    assert raised.value.errno == errno.ENOSPC
    assert isinstance(raised.value.__cause__, pl.exceptions.PolarsError)


def test_other_errors_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(pl.exceptions.ColumnNotFoundError), system_errors(tmp_path):
        pl.DataFrame({"a": [1]}).select("b")
    with pytest.raises(ValueError, match=r"\(os error 28\)"), system_errors(tmp_path):
        raise ValueError("(os error 28)")


def test_what_sqlite_may_not_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open database file; free room"), system_errors(tmp_path):
        sqlite3.connect(tmp_path / "no" / "folder").execute("SELECT 1")


def test_what_has_no_file_is_told_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left") as raised, system_errors(tmp_path / "output"):
        raise OSError(28, "No space left on device")
    assert told(raised.value) == f"{tmp_path}/output: No space left on device; free room on its disk, and run again"
    with pytest.raises(OSError, match="Permission denied") as raised, system_errors(tmp_path):
        raise OSError(13, "Permission denied", "raw/a.txt")
    assert told(raised.value) == "raw/a.txt: Permission denied"
