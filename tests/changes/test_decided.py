"""A recorded decision as the cause of a change, by real runs that keep what they were made of."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from ingest.cli import cli
from tests.changes.articles import CONTRADICTED, MOVED, PAIRS
from tests.pipeline.running import run

EVENT = "1952-summer-olympics/rowing/mens-single-sculls"


def photofinish(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_decision_is_the_cause_of_what_it_changes(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "output"
    raw.mkdir()
    (raw / "a.txt").write_text(CONTRADICTED, encoding="utf-8")
    (raw / "b.txt").write_text(PAIRS, encoding="utf-8")
    run(raw, output)
    decision = ("--choose", "8:12.8", "--reason", "the table is right", "--by", "A Person")
    photofinish("decide", EVENT, "winning_time", *decision, "--raw", str(raw))
    (raw / "b.txt").write_text(PAIRS.replace("Long Lake", "Round Lake"), encoding="utf-8")
    run(raw, output)
    changes = json.loads(photofinish("diff", "--json", "--output", str(output)))["changes"]
    (winning,) = [c for c in changes if (c["dataset"], c["column"], c["key"]) == ("events", "winning_mark", EVENT)]
    assert (winning["before"], winning["after"]) == (None, "492.8")
    assert winning["cause_kind"] == "decision"
    assert winning["cause"].startswith("decision d-")
    assert winning["cause"].endswith(": added")
    kinds = {(c["dataset"], c["cause_kind"]) for c in changes}
    assert ("decisions", "decision") in kinds
    assert {kind for dataset, kind in kinds if dataset in ("infobox_fields", "statements")} == {"source"}
    assert {kind for dataset, kind in kinds if dataset == "reconciliation"} == {"decision", "source"}


def test_a_run_keeps_what_a_later_diff_tells_causes_by(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "output"
    raw.mkdir()
    for text in (CONTRADICTED, MOVED):
        (raw / "a.txt").write_text(text, encoding="utf-8")
        run(raw, output)
    changes = json.loads(photofinish("diff", "--json", "--output", str(output)))["changes"]
    assert {change["cause_kind"] for change in changes} == {"source"}
