"""What is looked at of a version that has most rows and pages of the last one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pytest

from ingest import ordering
from ingest import publish as publishing
from ingest.changes import diff, rows
from ingest.changes.inputs import load_inputs
from ingest.changes.losses import Budget
from ingest.changes.rows import Delta
from ingest.changes.versions import changes_folder
from ingest.changes.write import write_changes
from ingest.datasets import results
from ingest.ordering import Changes
from ingest.report import fact_list, line_pieces
from ingest.report.line_pieces import FactList
from schemas import frames
from schemas.linked import LinkedStatement
from tests.pipeline.articles import GOOD, OTHER
from tests.pipeline.running import RawWith, run

MANY = {f"{year}.txt": GOOD.replace("1952", str(year)) for year in range(1912, 1956, 4)}
"""Articles enough for several shards."""


@pytest.fixture(autouse=True)
def every_number_of_shards_is_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.shards.tables._FEW", 1.0)
    monkeypatch.setattr("ingest.shards.plan._BYTES_A_SHARD", 1_000)


def test_only_rows_that_no_version_had_are_checked_against_every_rule(
    raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_with(MANY)
    run(raw, tmp_path / "out")
    checked: dict[str, set[str]] = {}
    validate_whole = frames.validate_whole

    def told(dataset: str, data: pl.LazyFrame) -> None:
        if "document_id" in data.collect_schema():
            checked[dataset] = set(data.select("document_id").collect()["document_id"])
        validate_whole(dataset, data)

    monkeypatch.setattr(frames, "validate_whole", told)
    raw_with({"1952.txt": GOOD.replace("8:12.8", "8:12.9")})
    ran = run(raw, tmp_path / "out")
    documents = dict(ran.frame("documents").select("path", "document_id").rows())
    assert documents["1952.txt"] in checked["table_cells"]
    assert checked["table_cells"] < set(documents.values())
    assert checked["documents"] == set(documents.values())


def test_a_new_row_that_breaks_the_contract_sets_its_document_aside(
    raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(statements: Sequence[LinkedStatement]) -> str:
        return "nonsense" if "1956" in statements[0].document_id else "finished"

    raw = raw_with(MANY)
    run(raw, tmp_path / "out")
    monkeypatch.setattr(results, "_status", faulty)
    raw_with({"1956.txt": OTHER})
    ran = run(raw, tmp_path / "out")
    assert ran.status == 1
    assert ran.frame("rejects")["path"].to_list() == ["1956.txt"]
    assert set(ran.frame("documents")["path"]) == MANY.keys()


def test_rows_out_of_order_in_a_written_file_are_found(
    raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_with(MANY)
    before = run(raw, tmp_path / "out").current
    write = publishing._write_dataset
    monkeypatch.setattr(
        publishing, "_write_dataset", lambda folder, name, rows: write(folder, name, [pl.concat(rows).reverse()])
    )
    raw_with({"1956.txt": OTHER})
    ran = run(raw, tmp_path / "out", "--accept-loss", "the order is what is tried")
    assert ran.status == 2
    assert "key_sorted" in ran.stderr
    assert "was refused" not in ran.stderr, "no article is at fault"
    assert ran.current == before


def test_a_page_that_only_looks_newer_is_taken_over_and_one_that_is_other_is_not(
    raw_with: RawWith, tmp_path: Path
) -> None:
    raw = raw_with({"good.txt": GOOD, "other.txt": OTHER})
    before = run(raw, tmp_path / "out").current
    touched, damaged = sorted((before / "report" / "articles").iterdir())
    os.utime(touched)
    was = damaged.read_bytes()
    damaged.write_bytes(was + b" ")
    raw_with({"third.txt": "= A third article =\n\nIt says nothing.\n"})
    after = run(raw, tmp_path / "out").current / "report" / "articles"
    assert (after / touched.name).samefile(touched)
    assert (after / damaged.name).read_bytes() == was


@pytest.mark.parametrize("damage", [None, "nonsense\n"])
def test_without_the_list_of_pages_all_are_written_again(damage: str | None, raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"good.txt": GOOD, "other.txt": OTHER})
    before = run(raw, tmp_path / "out").current
    sums = before / "report" / "SHA256SUMS"
    sums.unlink()
    if damage:
        sums.write_text(damage)
    raw_with({"third.txt": "= A third article =\n\nIt says nothing.\n"})
    after = run(raw, tmp_path / "out").current
    fresh = run(raw, tmp_path / "fresh").current
    assert after.name == fresh.name
    assert (after / "report/SHA256SUMS").read_bytes() == (fresh / "report/SHA256SUMS").read_bytes()


def test_what_changed_is_told_from_the_shards_that_did_as_from_the_whole_files(
    raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_with(MANY)
    before = run(raw, tmp_path / "out").current.name
    whole: list[str] = []
    told = rows.pieces

    def pieces(dataset: str, key: Sequence[str], old: Path | None, new: Path | None) -> Iterator[Delta]:
        whole.append(dataset)
        return told(dataset, key, old, new)

    monkeypatch.setattr(diff, "pieces", pieces)
    (raw / "1912.txt").unlink()
    raw_with({"1952.txt": GOOD.replace("8:12.8", "8:12.9"), "1956.txt": OTHER})
    output = tmp_path / "out"
    after = run(raw, output, "--accept-loss", "an article was taken away").current.name
    assert set(whole) & {"documents", "competitors"}
    assert not set(whole) & {"statements", "reconciliation", "results", "table_cells"}
    written = _bytes(changes_folder(output, before, after))
    inputs = [load_inputs(output, version) for version in (before, after)]
    write_changes(output, before, after, *inputs, budget=Budget(), accepted="an article was taken away")
    assert {"statements", "reconciliation", "results", "table_cells"} <= set(whole)
    assert _bytes(changes_folder(output, before, after)) == written


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Cut the list of facts into many parts; the paths of those that are made."""
    made: list[str] = []
    further = fact_list._further

    def told(found: Sequence[fact_list.Part], number: int, facts: FactList) -> str:
        made.append(found[number].path)
        return further(found, number, facts)

    monkeypatch.setattr(fact_list, "MOST", 20)
    monkeypatch.setattr(fact_list, "_LEAST", 5)
    monkeypatch.setattr(line_pieces, "_BEGINS", "[0-3]$")
    monkeypatch.setattr(line_pieces, "_LINES_A_PIECE", 30)
    monkeypatch.setattr(fact_list, "_further", told)
    return made


def test_parts_of_a_list_in_which_nothing_changed_are_not_made_again(
    raw_with: RawWith, tmp_path: Path, short_parts: list[str]
) -> None:
    raw = raw_with(MANY)
    before = run(raw, tmp_path / "out").current
    parts = {path.name for path in (before / "report").glob("facts.*.html")}
    assert set(short_parts) == parts
    assert len(parts) > 5
    short_parts.clear()
    raw_with({"1952.txt": GOOD.replace("8:12.8", "8:12.9")})
    after = run(raw, tmp_path / "out").current
    assert len(short_parts) < len(parts) / 2
    fresh = run(raw, tmp_path / "fresh").current
    assert _all(after) == _all(fresh)


def test_a_known_part_that_was_damaged_is_made_again(raw_with: RawWith, tmp_path: Path, short_parts: list[str]) -> None:
    raw = raw_with(MANY)
    before = run(raw, tmp_path / "out").current
    for path in (before / "report").glob("facts.*.html"):
        path.write_text("nonsense")
    raw_with({"1952.txt": GOOD.replace("8:12.8", "8:12.9")})
    after = run(raw, tmp_path / "out").current
    assert _all(after) == _all(run(raw, tmp_path / "fresh").current)


def _all(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("damage", [False, True])
def test_what_is_new_is_put_into_the_last_file_as_if_all_were_sorted(
    damage: bool, raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_with(MANY)
    before = run(raw, tmp_path / "out").current
    if damage:
        (before / "statements.parquet").write_bytes(b"x")
    stepped: list[str] = []
    step = ordering.with_changes

    def told(last: Path, changes: Changes, key: Sequence[str]) -> Iterator[pl.DataFrame]:
        stepped.append(last.stem)
        return step(last, changes, key)

    monkeypatch.setattr(ordering, "with_changes", told)
    (raw / "1912.txt").unlink()
    raw_with({"1952.txt": GOOD.replace("8:12.8", "8:12.9"), "1956.txt": OTHER})
    after = run(raw, tmp_path / "out", "--accept-loss", "an article was taken away").current
    assert ("statements" in stepped) != damage
    assert {"reconciliation", "table_cells", "results"} <= set(stepped)
    assert _all(after) == _all(run(raw, tmp_path / "fresh").current)


def test_edits_of_many_articles_at_once_are_put_in_as_well(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with(MANY)
    run(raw, tmp_path / "out")
    raw_with({name: text.replace("8:12.8", f"8:12.{number % 10}") for number, (name, text) in enumerate(MANY.items())})
    ran = run(raw, tmp_path / "out")
    assert ran.status == 0, ran.stderr
    assert _all(ran.current) == _all(run(raw, tmp_path / "fresh").current)
