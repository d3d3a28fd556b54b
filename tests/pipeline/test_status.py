"""`photofinish status`: what a run would do, without doing it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.cli import cli
from tests.pipeline.articles import GOOD, OTHER
from tests.pipeline.running import REPOSITORY, RawWith, run

_NOBODY = 65534
"""A user without rights."""
SECOND_RUN = """
import sys

from ingest.cli import cli

HEAVY = {{"polars", "pandera", "pandas", "pyarrow", "lxml", "jinja2"}}
try:
    cli.main(["run", "--raw", {raw!r}, "--output", {output!r}], standalone_mode=False)
except SystemExit as end:
    assert not end.code, end.code
assert not HEAVY & set(sys.modules), HEAVY & set(sys.modules)
"""


def status(raw: Path, output: Path, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["status", "--raw", str(raw), "--output", str(output), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_before_the_first_run_everything_is_new(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"a.txt": GOOD})
    assert "new: a.txt" in status(raw, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_reason_for_each(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"a.txt": GOOD, "b.txt": OTHER})
    run(raw, tmp_path / "out")
    assert status(raw, tmp_path / "out") == "nothing changed: `run` has nothing to do\n"
    (raw / "a.txt").write_text(GOOD.replace("8:12.8", "8:12.9"), encoding="utf-8")
    (raw / "b.txt").unlink()
    gone = "rowing-at-the-1956-summer-olympics-mens-single-sculls"
    assert status(raw, tmp_path / "out") == f"text changed: a.txt\nremoved: {gone}\n"
    told = json.loads(status(raw, tmp_path / "out", "--json"))
    assert [(each["path"], each["reason"]) for each in told["documents"]] == [
        ("a.txt", "text changed"), (None, "removed"),
    ]  # fmt: skip
    # It was only asked: the run still has it to do.
    assert run(raw, tmp_path / "out").last_line["why"] == "documents: 1 removed, 1 text changed"


def test_what_is_refused_is_told_with_the_remedy(raw_with: RawWith, tmp_path: Path) -> None:
    title = GOOD.splitlines()[0].strip("= ")
    raw = raw_with({f"{title}.html": f"<html><body><h1>{title}</h1><p>x</p></body></html>", "b.txt": OTHER})
    run(raw, tmp_path / "out")
    (raw / f"{title}.html").write_bytes(b"<html>\0")
    (raw / "empty.txt").write_bytes(b"")
    first, *told = status(raw, tmp_path / "out").splitlines()
    assert first == "refused: rowing-at-the-1952-summer-olympics-mens-single-sculls"
    assert [line.rpartition("; ")[2] for line in told] == [
        "convert the file or remove it",
        "fetch it again or remove it",
    ]
    rejects = json.loads(status(raw, tmp_path / "out", "--json"))["rejects"]
    assert [each["path"] for each in rejects] == [f"{title}.html", "empty.txt"]


def test_who_may_only_read_the_output_is_told_the_same(raw_with: RawWith) -> None:
    with tempfile.TemporaryDirectory() as name:  # not `tmp_path`: nobody else may look into that
        raw, output = Path(name, "raw"), Path(name, "out")
        shutil.copytree(raw_with({"a.txt": GOOD, "b.txt": OTHER}), raw)
        run(raw, output)
        (raw / "a.txt").write_text(GOOD.replace("8:12.8", "8:12.9"), encoding="utf-8")
        assert status(raw, output) == "text changed: a.txt\n"
        before = files_of(output)
        with by_a_reader(Path(name)):
            assert status(raw, output) == "text changed: a.txt\n"
        assert files_of(output) == before


@contextmanager
def by_a_reader(folder: Path) -> Iterator[None]:
    """Do what is inside as who may read a folder and not write there; root is asked to be somebody else."""
    is_root = os.geteuid() == 0
    subprocess.run(["chmod", "-R", "a+rX,a-w", str(folder)], check=True)
    if is_root:
        os.seteuid(_NOBODY)
    try:
        with pytest.raises(PermissionError):
            (folder / "out/.cache/anything").touch()
        yield
    finally:
        if is_root:
            os.seteuid(0)
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)


def files_of(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_a_cache_that_is_damaged_is_left_to_the_run(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"a.txt": GOOD})
    run(raw, tmp_path / "out")
    cache = tmp_path / "out/.cache/photofinish.sqlite"
    cache.write_bytes(b"no database at all" * 500)
    assert status(raw, tmp_path / "out") == "new: a.txt\npublished again: first publication\n"
    assert cache.read_bytes().startswith(b"no database")


BARE = GOOD.partition("\n")[2]
"""The article without the line of its title: the file's name gives it."""


def test_a_file_that_was_renamed_is_told_as_one(raw_with: RawWith, tmp_path: Path) -> None:
    before, after = "Rowing at the 1952 Summer Olympics", "Rowing at the 1952 Games"
    raw = raw_with({f"{before}.txt": BARE, "b.txt": OTHER})
    run(raw, tmp_path / "out")
    (raw / f"{before}.txt").rename(raw / f"{after}.txt")
    told = "renamed: Rowing at the 1952 Games.txt (before: rowing-at-the-1952-summer-olympics)\n"
    assert status(raw, tmp_path / "out") == told
    ran = run(raw, tmp_path / "out", "--accept-loss", "renamed")
    assert ran.last_line["why"] == "documents: 1 renamed"
    shown = CliRunner().invoke(cli, ["diff", "--output", str(tmp_path / "out"), "--dataset", "documents"]).stdout
    assert "rowing-at-the-1952-summer-olympics: renamed to rowing-at-the-1952-games, the same file" in shown


def test_a_mistyped_folder_of_sources_leaves_no_output(tmp_path: Path) -> None:
    ran = run(tmp_path / "none", tmp_path / "out")
    assert (ran.status, "is no folder; expected one with articles" in ran.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["status", "--raw", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "is no folder; expected one with articles" in result.stderr


def test_to_find_out_that_nothing_changed_no_dataframe_library_is_imported(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"a.txt": GOOD})
    run(raw, tmp_path / "out")
    script = SECOND_RUN.format(raw=str(raw), output=str(tmp_path / "out"))
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "nothing changed" in done.stdout
