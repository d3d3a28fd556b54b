"""What `diff` and `versions` print."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.changes.inputs import Inputs, store_inputs
from ingest.commands.diff import diff
from ingest.commands.versions import versions
from tests.changes.articles import CONTRADICTED, MOVED, PAIRS, SCULLS
from tests.pipeline.running import run

TEXTS = (SCULLS, MOVED, CONTRADICTED)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[str]]:
    folder = tmp_path_factory.mktemp("commands")
    (folder / "raw").mkdir()
    (folder / "raw" / "b.txt").write_text(PAIRS, encoding="utf-8")
    names = []
    for text in TEXTS:
        (folder / "raw" / "a.txt").write_text(text, encoding="utf-8")
        names.append(run(folder / "raw", folder / "output").current.name)
        store_inputs(folder / "output", names[-1], Inputs())
    return folder / "output", names


def shown(output: Path, *arguments: str) -> Result:
    return CliRunner().invoke(diff, [*arguments, "--output", str(output)])


def test_without_names_it_is_the_last_step(made: tuple[Path, Sequence[str]]) -> None:
    output, names = made
    lines = shown(output).stdout.splitlines()
    assert lines[:2] == [f"from {names[1]} to {names[2]}", "facts that lost their value: 2"]
    assert "winning_time: 8:12.8 [agreed] → no value [disputed]" in lines[2]
    assert lines[3].startswith("      source: rowing-at-the-1952-summer-olympics-mens-single-sculls: sha256 ")
    assert "changed values: 1" in lines
    assert "  events: 0 removed, 1 changed, 0 added" in lines


def test_versions_are_named_by_their_beginnings(made: tuple[Path, Sequence[str]]) -> None:
    output, names = made
    assert shown(output, names[0][:9]).stdout.startswith(f"from {names[0]} to {names[2]}\n")
    assert shown(output, names[0][:9], names[1][:9]).stdout.startswith(f"from {names[0]} to {names[1]}\n")


def test_the_same_version_is_not_different(made: tuple[Path, Sequence[str]]) -> None:
    output, names = made
    assert shown(output, names[2]).stdout == f"nothing became different from {names[2]} to {names[2]}\n"
    assert shown(output, names[2], "--dataset", "events").stdout == "nothing became different\n"


def test_a_dataset_is_shown_value_by_value(made: tuple[Path, Sequence[str]]) -> None:
    lines = shown(made[0], "--dataset", "events").stdout.splitlines()
    event = "1952-summer-olympics/rowing/mens-single-sculls"
    assert f"changed {event} disputed_facts: 0 → 2" in lines
    assert f"changed {event} venue: Round Lake → Long Lake" in lines
    assert f"changed {event} winning_mark: 492.8 → null" in lines


def test_what_is_much_is_counted(made: tuple[Path, Sequence[str]]) -> None:
    lines = shown(made[0], "--limit", "1").stdout.splitlines()
    assert "  and 1 more: --limit shows more, --json and changes.parquet all" in lines


def test_json_holds_every_change(made: tuple[Path, Sequence[str]]) -> None:
    output, names = made
    content = json.loads(shown(output, "--json", "--limit", "1").stdout)
    assert (content["old"], content["new"], content["losses"]) == (names[1], names[2], [])
    assert content["facts"]["disputed"] == 2
    (venue,) = [c for c in content["changes"] if (c["dataset"], c["column"]) == ("events", "venue")]
    assert (venue["change"], venue["before"], venue["after"]) == ("changed", "Round Lake", "Long Lake")
    assert venue["cause_kind"] == "source"
    assert len(content["changes"]) > 10


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "holds no version nonsense"),
        (("--dataset", "nonsense"), "there is no dataset nonsense; expected one of documents, "),
    ],
)
def test_what_is_not_there_is_told(made: tuple[Path, Sequence[str]], arguments: tuple[str, ...], said: str) -> None:
    result = shown(made[0], *arguments)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_one_version_alone_has_nothing_before_it(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(SCULLS, encoding="utf-8")
    run(tmp_path / "raw", tmp_path / "output")
    result = shown(tmp_path / "output")
    assert result.exit_code == 2
    assert "knows of no version before the current one" in result.stderr
    assert "holds no publication" in shown(tmp_path / "nothing").stderr


def test_versions_are_listed_with_the_current_one_marked(made: tuple[Path, Sequence[str]]) -> None:
    output, names = made
    lines = CliRunner().invoke(versions, ["--output", str(output)]).stdout.splitlines()
    assert [line[:18] for line in lines] == [f"* {names[2]}", f"  {names[1]}", f"  {names[0]}"]
    assert all("2 documents, " in line and line.endswith(" MB  whole") for line in lines)
    content = json.loads(CliRunner().invoke(versions, ["--json", "--output", str(output)]).stdout)
    assert [each["version"] for each in content] == list(reversed(names))
    assert [each["is_current"] for each in content] == [True, False, False]


def test_an_output_without_versions_is_no_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(versions, ["--output", str(tmp_path)])
    assert (result.exit_code, "holds no version" in result.stdout) == (0, True)
    assert CliRunner().invoke(versions, ["--json", "--output", str(tmp_path)]).stdout == "[]\n"
