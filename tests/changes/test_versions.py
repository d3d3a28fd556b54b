"""Which versions there are, going back to one, and removing old ones: `current` is whole at every step."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.changes.errors import (
    AmbiguousVersionError,
    DamagedVersionError,
    NoVersionToCompareError,
    UnknownVersionError,
)
from ingest.changes.history import previous_version, publications, record
from ingest.changes.inputs import Inputs, load_inputs, store_inputs
from ingest.changes.versions import AT_LEAST, damage, keep, resolved, rollback, version_names, versions
from ingest.commands.rollback import rollback as rollback_command
from ingest.commands.versions import versions as versions_command
from ingest.errors import LockedError
from ingest.files import locked
from tests.changes.articles import CONTRADICTED, MOVED, SCULLS
from tests.pipeline.running import run

TEXTS = (SCULLS, MOVED, CONTRADICTED)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """An output with three versions, and their names in the order of publication."""
    folder = tmp_path_factory.mktemp("versions")
    (folder / "raw").mkdir()
    names = []
    for text in TEXTS:
        (folder / "raw" / "a.txt").write_text(text, encoding="utf-8")
        names.append(run(folder / "raw", folder / "output").current.name)
    return folder, tuple(names)


@pytest.fixture
def output(made: tuple[Path, tuple[str, ...]], tmp_path: Path) -> Path:
    """A copy of the output that a test may change, beside a copy of its raw/."""
    shutil.copytree(made[0], tmp_path / "copy", symlinks=True)
    return tmp_path / "copy" / "output"


@pytest.fixture(scope="module")
def names(made: tuple[Path, tuple[str, ...]]) -> tuple[str, ...]:
    return made[1]


def current(output: Path) -> str:
    pointed: str = json.loads((output / "current.json").read_text())["version"]
    assert (output / "current").resolve().name == pointed
    assert damage((output / "current").resolve()) == ()
    return pointed


def photofinish(command: Callable[..., object], output: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--output", str(output)])  # type: ignore[arg-type]  # click's own


def test_versions_are_listed_the_last_published_first(output: Path, names: tuple[str, ...]) -> None:
    found = versions(output)
    assert [version.version for version in found] == list(reversed(names))
    assert [version.is_current for version in found] == [True, False, False]
    assert all(version.first_published == version.last_published for version in found)
    assert [(version.documents, version.damage) for version in found] == [(1, ())] * 3
    assert all(version.rows and version.size_bytes > 10_000 for version in found)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda folder: (folder / "results.parquet").unlink(), "results.parquet is missing"),
        (lambda folder: (folder / "results.parquet").write_bytes(b"PAR1"), "results.parquet has another content"),
        (lambda folder: (folder / "datapackage.json").unlink(), "datapackage.json is missing or unreadable"),
        (lambda folder: (folder / "datapackage.json").write_text("{"), "datapackage.json is missing or unreadable"),
        (lambda folder: _forge(folder), "datapackage.json is not that of version"),
    ],
    ids=["missing", "other content", "no manifest", "half a manifest", "forged manifest"],
)
def test_a_damaged_version_is_told_and_not_gone_back_to(
    output: Path, names: tuple[str, ...], harm: Callable[[Path], object], said: str
) -> None:
    harm(output / "versions" / names[0])
    broken = {version.version: version.damage for version in versions(output)}
    assert said in broken[names[0]][0]
    assert (broken[names[1]], broken[names[2]]) == ((), ())
    assert f"damaged: {said}" in photofinish(versions_command, output).stdout
    with pytest.raises(DamagedVersionError, match=r"is damaged: .*choose another version"):
        rollback(output, names[0])
    assert current(output) == names[2]


def _forge(folder: Path) -> None:
    """Change a file and its digest in the manifest alike."""
    manifest = json.loads((folder / "datapackage.json").read_text())
    manifest["resources"][0]["rows"] = 7
    (folder / "datapackage.json").write_text(json.dumps(manifest))


def test_going_back_is_recorded_and_the_next_run_publishes_afresh(output: Path, names: tuple[str, ...]) -> None:
    shown = photofinish(rollback_command, output, names[0][:8])
    assert (shown.exit_code, shown.stdout) == (0, f"{output}/current is {names[0]} again\n")
    assert current(output) == names[0]
    line = json.loads((output / "runs.jsonl").read_text().splitlines()[-1])
    assert (line["command"], line["version"], line["previous"]) == ("rollback", names[0], names[2])
    assert previous_version(output) == names[2]
    assert versions(output)[0].version == names[0]
    run(output.parent / "raw", output)
    assert current(output) == names[2]


def test_going_back_to_the_current_version_changes_nothing(output: Path, names: tuple[str, ...]) -> None:
    assert rollback(output, names[2]) == names[2]
    assert current(output) == names[2]
    assert previous_version(output) == names[1]


def test_nothing_is_changed_while_a_run_is_writing(output: Path, names: tuple[str, ...]) -> None:
    with locked(output / ".lock"), pytest.raises(LockedError):
        rollback(output, names[0])
    assert current(output) == names[2]


def test_an_unknown_version_is_refused_with_those_there_are(output: Path, names: tuple[str, ...]) -> None:
    shown = photofinish(rollback_command, output, "nonsense")
    assert shown.exit_code == 2
    assert all(name in shown.stderr for name in names)
    with pytest.raises(UnknownVersionError, match="run photofinish first"):
        rollback(output / "nothing", "x")
    assert not (output / "nothing").exists()


def test_the_beginning_of_a_name_is_enough_if_it_is_of_one(tmp_path: Path) -> None:
    for name in ("abc1", "abc2", "abd", "abc"):
        (tmp_path / "versions" / name).mkdir(parents=True)
    assert (resolved(tmp_path, "abd"), resolved(tmp_path, "abc")) == ("abd", "abc")
    with pytest.raises(AmbiguousVersionError, match="abc1, abc2"):
        resolved(tmp_path, "ab")
    with pytest.raises(UnknownVersionError):
        resolved(tmp_path, "")


# Keeping


def test_the_versions_published_last_are_kept(output: Path, names: tuple[str, ...]) -> None:
    assert keep(output, 3) == ()
    assert keep(output, 2) == (names[0],)
    assert version_names(output) == sorted(names[1:])
    assert current(output) == names[2]


@pytest.mark.parametrize("count", [-1, 0, 1])
def test_the_current_and_the_one_before_are_always_kept(output: Path, names: tuple[str, ...], count: int) -> None:
    keep(output, count)
    assert version_names(output) == sorted(names[1:])
    assert len(names[1:]) == AT_LEAST


def test_after_going_back_the_current_one_is_kept(output: Path, names: tuple[str, ...]) -> None:
    rollback(output, names[0])
    assert keep(output, 2) == (names[1],)
    assert current(output) == names[0]


def test_what_belongs_to_a_removed_version_goes_with_it(output: Path, names: tuple[str, ...]) -> None:
    for name in names:
        store_inputs(output, name, Inputs())
    steps = [f"{names[1]}..{names[0]}", f"{names[0]}..{names[1]}", f"{names[1]}..{names[2]}"]
    shutil.rmtree(output / "changes", ignore_errors=True)
    for step in steps:
        (output / "changes" / step).mkdir(parents=True)
    keep(output, 2)
    assert sorted(path.name for path in (output / "changes").iterdir()) == sorted(steps[1:])
    assert [load_inputs(output, name) is None for name in names] == [True, False, False]


def test_a_removal_that_was_stopped_is_finished(output: Path, names: tuple[str, ...]) -> None:
    left = output / "versions" / f".removed-{names[0]}"
    (output / "versions" / names[0]).rename(left)
    assert names[0] not in [version.version for version in versions(output)]
    assert keep(output, 2) == ()
    assert not left.exists()


# History


def test_lines_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    first, failed = '{"version": "a", "status": 0, "started_at": "2"}', '{"version": "b", "status": 2}'
    (tmp_path / "runs.jsonl").write_text("\n".join([first, "[]", "nonsense", failed, '{"ver']))
    assert list(publications(tmp_path)) == [("a", "2")]
    record(tmp_path, {"version": "c", "status": 1, "started_at": "1"})
    assert list(publications(tmp_path)) == [("a", "2"), ("c", "1")], "in the order of the lines: a clock may go back"


def test_the_version_before_is_that_of_the_last_step(tmp_path: Path) -> None:
    def became(*names: str) -> None:
        (tmp_path / "runs.jsonl").write_text("".join(f'{{"version": "{name}", "status": 0}}\n' for name in names))
        (tmp_path / "current").unlink(missing_ok=True)
        (tmp_path / "current").symlink_to(f"versions/{names[-1]}")

    became("a", "b", "b", "c", "c")
    assert previous_version(tmp_path) == "b"
    became("a", "b", "a")
    assert previous_version(tmp_path) == "b"
    became("a", "b")
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("versions/c")
    assert previous_version(tmp_path) == "b", "a run was stopped before its line was written"
    became("a", "a")
    with pytest.raises(NoVersionToCompareError, match="knows of no version before"):
        previous_version(tmp_path)
    with pytest.raises(NoVersionToCompareError):
        previous_version(tmp_path / "nothing")
