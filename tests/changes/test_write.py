"""What is kept beside the versions: complete, checked, and there whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pyarrow.parquet
import pytest

import ingest.changes.write
from ingest.changes.diff import compare
from ingest.changes.errors import CoverageLossError, DamagedVersionError, IncomparableError
from ingest.changes.inputs import Inputs
from ingest.changes.losses import coverage_losses
from ingest.changes.versions import changes_folder, missing_changes
from ingest.changes.write import write_changes
from schemas.contract import DATASETS
from schemas.frames import validate
from tests.changes.articles import CONTRADICTED, SCULLS, WITHOUT_TABLE
from tests.changes.versions_made import frames_of, write_version
from tests.pipeline.running import run


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def steps(tmp_path: Path, output: Path) -> tuple[str, str]:
    """Two versions of an output; in the second the winning time is disputed."""
    (tmp_path / "raw").mkdir()
    names = []
    for text in (SCULLS, CONTRADICTED):
        (tmp_path / "raw" / "a.txt").write_text(text, encoding="utf-8")
        names.append(run(tmp_path / "raw", output).current.name)
    shutil.rmtree(output / "changes", ignore_errors=True)
    return names[0], names[1]


def test_it_is_complete_and_keeps_the_contract(output: Path, steps: tuple[str, str]) -> None:
    summary = write_changes(output, *steps, Inputs(), Inputs())
    folder = changes_folder(output, *steps)
    assert summary.path == folder
    assert sorted(path.name for path in folder.iterdir()) == ["changes.parquet", "index.html"]
    written = pl.read_parquet(folder / "changes.parquet")
    validate("changes", written)
    whole = compare(output / "versions" / steps[0], output / "versions" / steps[1], Inputs(), Inputs()).changes
    assert written.equals(whole)
    assert written.height > 0
    metadata = pyarrow.parquet.read_metadata(folder / "changes.parquet").metadata
    assert all(
        column.description in metadata[b"photofinish:dataset"].decode() for column in DATASETS["changes"].columns
    )


def test_the_summary_counts_facts_and_rows(output: Path, steps: tuple[str, str]) -> None:
    summary = write_changes(output, *steps, Inputs(), Inputs())
    assert summary.facts["disputed"] == 2
    assert summary.rows["statements"] == {"added": 1, "removed": 1, "changed": 0}
    assert str(summary).startswith("facts: 2 lost their value (")
    assert not summary.is_empty


def test_it_is_written_again_to_the_same_bytes(output: Path, steps: tuple[str, str]) -> None:
    folder = write_changes(output, *steps, Inputs(), Inputs()).path
    assert folder is not None
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_changes(output, *steps, Inputs(), Inputs())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert [path.name for path in (output / "changes").iterdir()] == [f"{steps[0]}..{steps[1]}"]


def test_what_fails_leaves_what_was_there(
    output: Path, steps: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_changes(output, *steps, Inputs(), Inputs()).path
    assert folder is not None
    first = {path.name: path.read_bytes() for path in folder.iterdir()}

    def fail(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(ingest.changes.write, "write_whole", fail)
    with pytest.raises(OSError, match="No space left"):
        write_changes(output, *steps, Inputs(), Inputs())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert [path.name for path in (output / "changes").iterdir()] == [folder.name]


def test_what_a_stopped_run_left_is_removed(output: Path, steps: tuple[str, str]) -> None:
    left = output / "changes" / ".staging-1"
    left.mkdir(parents=True)
    write_changes(output, *steps, Inputs(), Inputs())
    assert not left.exists()


def test_what_a_stopped_run_did_not_write_is_known(output: Path, steps: tuple[str, str]) -> None:
    assert missing_changes(output) == steps
    write_changes(output, *steps, None, None)
    assert missing_changes(output) is None
    shutil.rmtree(output / "changes")
    shutil.rmtree(output / "versions" / steps[0])
    assert missing_changes(output) is None
    assert missing_changes(output / "nothing") is None


def test_a_damaged_version_is_not_compared(output: Path, steps: tuple[str, str]) -> None:
    (output / "versions" / steps[0] / "results.parquet").unlink()
    with pytest.raises(DamagedVersionError, match=r"results\.parquet is missing"):
        write_changes(output, *steps, None, None)
    (output / "versions" / steps[0] / "results.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(DamagedVersionError, match="cannot be read"):
        compare(output / "versions" / steps[0], output / "versions" / steps[1], None, None, only="results")


def test_a_damaged_file_that_is_alike_in_both_is_told(output: Path, steps: tuple[str, str]) -> None:
    for step in steps:
        (output / "versions" / step / "coverage.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(DamagedVersionError, match="cannot be read"):
        write_changes(output, *steps, None, None)


def test_rows_of_another_key_are_not_compared(tmp_path: Path) -> None:
    frames = frames_of({})
    row = pl.DataFrame([["a", "b"]], schema=["path", "stage"], orient="row")
    old = write_version(tmp_path / "old", frames)
    new = write_version(tmp_path / "new", {**frames, "rejects": row})
    manifest = new / "datapackage.json"
    manifest.write_text(manifest.read_text().replace('["path", "stage", "position"]', '["path", "stage"]'))
    with pytest.raises(IncomparableError, match="the key of rejects is another in old than in new"):
        compare(old, new, None, None)


def test_a_loss_that_blocks_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    folders: list[Path] = []
    for text in (SCULLS, WITHOUT_TABLE):
        (tmp_path / "raw" / "a.txt").write_text(text, encoding="utf-8")
        folders.append(run(tmp_path / "raw", tmp_path / f"output-{len(folders)}").current)
    error = CoverageLossError(coverage_losses(folders[0], folders[1]), folders[0].name)
    assert str(error).startswith(f"it would hold less than version {folders[0].name}, beyond the budget:\n- ")
    assert "rows of results: 3 → 0 (−100.0%)" in str(error)
    assert str(error).endswith("publish all the same with `--accept-loss REASON`")
