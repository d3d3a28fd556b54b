"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.files import write_whole


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
