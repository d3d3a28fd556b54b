"""On which terms a run publishes: losses block it, a reason lets them pass, old versions go."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.changes.versions import version_names
from ingest.cli import cli
from tests.pipeline.articles import GOOD, OTHER
from tests.pipeline.running import REPOSITORY, RawWith, run

WITHOUT_TABLE = GOOD[: GOOD.index("==Results==")]


@pytest.fixture
def raw(raw_with: RawWith) -> Path:
    return raw_with({"a.txt": GOOD, "b.txt": OTHER})


def edit(raw: Path, text: str) -> None:
    (raw / "a.txt").write_text(text, encoding="utf-8")


def test_a_fall_in_coverage_publishes_nothing(raw: Path, tmp_path: Path) -> None:
    first = run(raw, tmp_path / "out")
    before = first.current
    edit(raw, WITHOUT_TABLE)
    ran = run(raw, tmp_path / "out")
    assert ran.status == 2
    assert ran.current == before
    assert f"it would hold less than version {before.name}, beyond the budget" in ran.stderr
    assert "rows of results" in ran.stderr
    assert ran.last_line["error"].startswith("it would hold less")


def test_a_reason_lets_it_pass_and_is_kept(raw: Path, tmp_path: Path) -> None:
    first = run(raw, tmp_path / "out").current
    edit(raw, WITHOUT_TABLE)
    ran = run(raw, tmp_path / "out", "--accept-loss", "the table was wrong")
    assert ran.status == 0
    assert ran.current != first
    assert ran.last_line["accepted_loss"] == "the table was wrong"
    assert any("rows of results" in loss for loss in ran.last_line["losses"])
    assert "less than before:" in ran.stderr
    assert "the table was wrong" in _page(tmp_path / "out", first.name, ran.current.name)


def test_a_wider_budget_lets_it_pass(raw: Path, tmp_path: Path) -> None:
    run(raw, tmp_path / "out")
    edit(raw, WITHOUT_TABLE)
    assert run(raw, tmp_path / "out", "--loss-budget", "1").status == 0


def test_an_article_that_is_taken_away_is_no_loss(raw: Path, tmp_path: Path) -> None:
    run(raw, tmp_path / "out")
    (raw / "a.txt").unlink()
    assert run(raw, tmp_path / "out").status == 0


def test_what_became_different_is_written_and_told(raw: Path, tmp_path: Path) -> None:
    first = run(raw, tmp_path / "out").current
    edit(raw, GOOD.replace("8:12.8", "8:12.9"))
    ran = run(raw, tmp_path / "out")
    assert f"since {first.name}: facts: " in ran.stdout
    assert "8:12.9" in _page(tmp_path / "out", first.name, ran.current.name)


def _page(output: Path, old: str, new: str) -> str:
    return (output / "changes" / f"{old}..{new}" / "index.html").read_text(encoding="utf-8")


def test_old_versions_go_and_the_last_stay(raw: Path, tmp_path: Path) -> None:
    names = []
    for digit in range(4):
        edit(raw, GOOD.replace("8:12.8", f"8:12.{digit}"))
        names.append(run(raw, tmp_path / "out", "--keep", "2").current.name)
    assert sorted(version_names(tmp_path / "out")) == sorted(names[-2:])


def test_changes_that_a_stopped_run_left_out_are_written_by_the_next(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(raw, tmp_path / "out").current.name
    edit(raw, GOOD.replace("8:12.8", "8:12.9"))

    def stopped(*_arguments: object, **_more: object) -> None:
        raise OSError(28, "No space left on device", "changes.parquet")

    with monkeypatch.context() as patched:
        patched.setattr("ingest.changes.write.write_changes", stopped)
        ran = run(raw, tmp_path / "out")
    assert ran.status == 0
    assert "could not be written" in ran.stderr
    second = ran.current.name
    edit(raw, GOOD.replace("8:12.8", "8:12.7"))
    run(raw, tmp_path / "out")
    assert "8:12.9" in _page(tmp_path / "out", first, second)


def test_a_refused_article_that_is_the_cause_is_named(raw: Path, tmp_path: Path) -> None:
    run(raw, tmp_path / "out")
    entry = '[[source]]\npath = "a.txt"\nsha256 = "{}"\n'
    (raw / "sources.toml").write_text(entry.format("0" * 64), encoding="utf-8")
    ran = run(raw, tmp_path / "out")
    assert ran.status == 2
    assert "refused: a.txt has the SHA-256" in ran.stderr
    assert ran.stderr.index("refused: a.txt") < ran.stderr.index("it would hold less")
    told = CliRunner().invoke(cli, ["status", "--raw", str(raw), "--output", str(tmp_path / "out")]).stdout
    assert told.startswith("refused: rowing-at-the-1952-summer-olympics-mens-single-sculls")


@pytest.mark.parametrize("reason", ["", "  \t"])
def test_a_reason_that_says_nothing_is_wrong_usage(raw: Path, tmp_path: Path, reason: str) -> None:
    command = [sys.executable, "-m", "ingest.cli", "run", "--raw", str(raw), "--output", str(tmp_path / "out")]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [*command, "--accept-loss", reason], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 64
    assert "Invalid value for '--accept-loss': it is empty; say why" in done.stderr
    assert not (tmp_path / "out").exists()
