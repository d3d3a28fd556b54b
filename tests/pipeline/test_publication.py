"""A version is whole, immutable, named by its content, and current only once it is finished."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pyarrow.parquet
import pytest

from ingest import parquet
from ingest import publish as publishing
from ingest.commands.options import told_errors
from ingest.parquet import write_dataset
from schemas.contract import DATASETS, PUBLISHED
from schemas.datapackage import FileInfo
from tests.pipeline.articles import GOOD, OTHER
from tests.pipeline.running import SEEDS, Ran, RawWith, photofinish, run, run_process


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _report_sums(version: Path) -> dict[str, str]:
    """Return the digests that a version lists of the pages of its report, by their paths in the version."""
    lines = (version / "report/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {f"report/{path}": digest for digest, path in (line.split("  ", 1) for line in lines)}


def test_a_version_holds_every_dataset_the_manifest_and_the_report(seeds: Ran) -> None:
    expected = {f"{name}.parquet" for name in PUBLISHED} | {"datapackage.json", "report/SHA256SUMS"}
    assert set(_files(seeds.current)) == expected | set(_report_sums(seeds.current))
    assert "report/index.html" in _report_sums(seeds.current)


def test_current_json_says_what_the_link_says(seeds: Ran) -> None:
    pointer = json.loads((seeds.output / "current.json").read_text())
    assert seeds.output / pointer["path"] == seeds.current
    assert pointer["version"] == seeds.current.name
    assert not (seeds.output / "current").readlink().is_absolute()


def test_the_manifest_has_the_hash_and_size_of_every_other_file(seeds: Ran) -> None:
    manifest = json.loads((seeds.current / "datapackage.json").read_text())
    listed = {entry["path"]: (entry["hash"], entry["bytes"]) for entry in manifest["resources"]}
    files = _files(seeds.current)
    del files["datapackage.json"]
    sums = _report_sums(seeds.current)
    pages = {path: hashlib.sha256(files.pop(path)).hexdigest() for path in sums if path != "report/index.html"}
    assert pages.items() <= sums.items()
    assert listed == {path: (f"sha256:{hashlib.sha256(data).hexdigest()}", len(data)) for path, data in files.items()}
    assert manifest["version"] == seeds.current.name
    assert [licence["name"] for licence in manifest["licenses"]] == ["CC-BY-SA-4.0"]
    assert len(manifest["sources"]) == 4


def test_parquet_files_carry_the_meaning_of_their_columns(seeds: Ran) -> None:
    for name in PUBLISHED:
        metadata = pyarrow.parquet.read_metadata(seeds.current / f"{name}.parquet").metadata
        contract = json.loads(metadata[b"photofinish:dataset"])
        columns = {column.name: column.description for column in DATASETS[name].columns}
        assert {key: value["description"] for key, value in contract["columns"].items()} == columns
        assert contract["key"] == list(DATASETS[name].key)


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_folder_hash_seed_and_number_of_workers_give_the_same_bytes(
    hash_seed: str, seeds: Ran, tmp_path: Path
) -> None:
    raw = tmp_path / "elsewhere"
    shutil.copytree(SEEDS, raw)
    ran = run_process(
        raw, tmp_path / "out", "--workers", "3", env={"PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    )
    assert ran.current.name == seeds.current.name
    assert _files(ran.current) == _files(seeds.current)


def test_a_pool_of_workers_gives_the_same_bytes(raw_with: RawWith, tmp_path: Path) -> None:
    # Long enough for a pool to be used; see ingest.extraction.
    padding = "\n==References==\n" + "".join(f"\nReference {number} is not read.\n" for number in range(4_000))
    files = {f"{year}.txt": GOOD.replace("1952", str(year)) + padding for year in (1952, 1956, 1960, 1964, 1968)}
    raw = raw_with(files)
    assert sum(len(text) for text in files.values()) > 500_000
    one, three = run(raw, tmp_path / "one", "--workers", "1"), run(raw, tmp_path / "three", "--workers", "3")
    assert one.frame("events").height == 5
    assert _files(one.current) == _files(three.current)


def test_a_second_run_publishes_nothing_new_and_is_recorded(raw_with: RawWith, tmp_path: Path) -> None:
    raw, out = raw_with({"good.txt": GOOD}), tmp_path / "out"
    first = run(raw, out)
    stamp = (first.current / "results.parquet").stat().st_mtime_ns
    second = run(raw, out)
    assert (first.status, second.status) == (0, 0)
    assert (second.current / "results.parquet").stat().st_mtime_ns == stamp
    assert len((out / "runs.jsonl").read_text().splitlines()) == 2
    assert second.last_line["is_new"] is False
    assert "nothing new" in second.stdout


def test_a_change_makes_a_new_version_and_keeps_the_old(raw_with: RawWith, tmp_path: Path) -> None:
    raw, out = raw_with({"good.txt": GOOD}), tmp_path / "out"
    before = run(raw, out).current
    kept = _files(before)
    (raw / "other.txt").write_text(OTHER)
    after = run(raw, out)
    assert after.current != before
    assert _files(before) == kept
    assert after.last_line["previous"] == before.name


def test_raw_is_never_written(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"good.txt": GOOD, "bad.txt": ""})
    before = _files(raw)
    run(raw, tmp_path / "out")
    assert _files(raw) == before


def test_what_a_stopped_run_left_is_removed(raw_with: RawWith, tmp_path: Path) -> None:
    out = tmp_path / "out"
    left = out / "versions" / ".staging-1"
    left.mkdir(parents=True)
    (left / "results.parquet").write_text("half")
    ran = run(raw_with({"good.txt": GOOD}), out)
    assert ran.status == 0
    assert [path.name for path in (out / "versions").iterdir()] == [ran.current.name]


def test_a_damaged_version_is_written_again(raw_with: RawWith, tmp_path: Path) -> None:
    raw, out = raw_with({"good.txt": GOOD}), tmp_path / "out"
    whole = run(raw, out)
    kept = _files(whole.current)
    (whole.current / "results.parquet").write_bytes(b"damaged")
    assert _files(run(raw, out).current) == kept


def test_a_pointer_that_a_stopped_run_left_behind_is_mended(raw_with: RawWith, tmp_path: Path) -> None:
    raw, out = raw_with({"good.txt": GOOD}), tmp_path / "out"
    version = run(raw, out).current.name
    for stale in ('{"version": "old", "path": "versions/old"}', None):
        pointer = out / "current.json"
        pointer.unlink() if stale is None else pointer.write_text(stale)
        run(raw, out)
        assert json.loads(pointer.read_text())["version"] == version


def test_a_second_writer_is_refused(raw_with: RawWith, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = run(raw_with({"good.txt": GOOD}), out)
    assert ran.status == 2
    assert "another run holds" in ran.stderr


def test_an_output_in_which_no_lock_can_be_made_is_named(raw_with: RawWith, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / ".lock").mkdir(parents=True)
    ran = run(raw_with({"good.txt": GOOD}), out)
    assert ran.status == 2
    assert f"nothing was published: {out} cannot be written to: Is a directory" in ran.stderr


@pytest.mark.parametrize("inside", ["", "output"])
def test_an_output_in_the_folder_of_sources_is_wrong_usage(raw_with: RawWith, inside: str) -> None:
    raw = raw_with({"good.txt": GOOD})
    done = photofinish("run", "--raw", str(raw), "--output", str(raw / inside))
    assert done.returncode == 64
    assert "would be read as articles" in done.stderr
    assert [path.name for path in raw.iterdir()] == ["good.txt"]


def test_what_is_not_permitted_is_said_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_of, told_errors():
        raise PermissionError(errno.EACCES, "Permission denied", "raw/decisions.toml")
    assert exit_of.value.code == 2
    assert capsys.readouterr().err.startswith("photofinish: raw/decisions.toml: Permission denied; ")


@pytest.mark.parametrize(
    "arguments",
    [(), ("run", "--wrong"), ("nonsense",), ("run", "--workers", "0"), ("run", "surplus")],
    ids=lambda arguments: " ".join(arguments) or "nothing",
)
def test_wrong_usage_exits_with_64(arguments: tuple[str, ...]) -> None:
    done = photofinish(*arguments)
    assert done.returncode == 64
    assert "Usage" in done.stderr + done.stdout


def test_help_and_version_exit_with_0() -> None:
    overview = photofinish("--help", env={"COLUMNS": "80"})
    assert overview.returncode == 0
    lines = overview.stdout.partition("Commands:")[2].splitlines()
    assert [line for line in lines if line.endswith("...")] == []
    assert photofinish("run", "--help").returncode == 0


def test_what_did_not_change_takes_no_room_twice(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"a.txt": GOOD, "b.txt": OTHER})
    first = run(raw, tmp_path / "out").current
    (raw / "a.txt").write_text(GOOD.replace("8:12.8", "8:12.9"), encoding="utf-8")
    second = run(raw, tmp_path / "out").current
    page = "report/articles/rowing-at-the-1956-summer-olympics-mens-single-sculls.html"
    assert (first / page).samefile(second / page)
    assert (first / "infobox_fields.parquet").samefile(second / "infobox_fields.parquet")
    assert not (first / "results.parquet").samefile(second / "results.parquet")


def test_where_there_are_no_hard_links_a_version_is_the_same(
    raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_with({"a.txt": GOOD, "b.txt": OTHER})
    first = run(raw, tmp_path / "out").current
    tried: list[object] = []

    def refused(*paths: object, **_: object) -> None:
        tried.append(paths)
        raise OSError(errno.EPERM, "Operation not permitted")

    def written(path: Path, name: str, batches: Iterable[pl.DataFrame]) -> int:
        made.append(name)
        return write_dataset(path, name, batches)

    made: list[str] = []
    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(parquet, "write_dataset", written)
    (raw / "a.txt").write_text(GOOD.replace("8:12.8", "8:12.9"), encoding="utf-8")
    second = run(raw, tmp_path / "out").current
    assert tried
    assert "statements" in made
    assert "infobox_fields" not in made  # copied
    assert not (first / "infobox_fields.parquet").samefile(second / "infobox_fields.parquet")
    assert _files(second) == _files(run(raw, tmp_path / "fresh").current)


def test_a_page_that_did_not_change_is_the_same_file_unless_it_was_damaged(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"a.txt": GOOD, "b.txt": OTHER})
    before = run(raw, tmp_path / "out").current
    whole, damaged = sorted((before / "report" / "articles").iterdir())
    was = damaged.read_bytes()
    damaged.write_bytes(b"x" * len(was))
    raw_with({"decisions.toml": "# nothing is decided\n", "c.txt": "= A third article =\n\nIt says nothing.\n"})
    after = run(raw, tmp_path / "out").current
    assert after != before
    there = after / "report" / "articles"
    assert (there / whole.name).samefile(whole)
    assert (there / damaged.name).read_bytes() == was


def test_a_dataset_whose_rows_are_the_same_is_not_written_again(
    raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_with({"a.txt": GOOD, "b.txt": OTHER})
    before = run(raw, tmp_path / "out").current
    written: list[str] = []
    write = publishing._write_dataset

    def told(staging: Path, name: str, rows: Iterable[pl.DataFrame]) -> FileInfo:
        written.append(name)
        return write(staging, name, rows)

    monkeypatch.setattr(publishing, "_write_dataset", told)
    raw_with({"c.txt": "= A third article =\n\nIt says nothing.\n"})
    after = run(raw, tmp_path / "out").current
    assert "documents" in written
    assert "results" not in written
    assert (after / "results.parquet").samefile(before / "results.parquet")
    (after / "results.parquet").write_bytes(b"damaged")
    raw_with({"d.txt": "= A fourth article =\n\nIt says nothing.\n"})
    written.clear()
    mended = run(raw, tmp_path / "out").current
    assert "results" in written
    assert _files(mended) == _files(run(raw, tmp_path / "fresh").current)
