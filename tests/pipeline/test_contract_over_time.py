"""What readers are promised of the files: by the frictionless tool, and from one release to the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result
from frictionless import Package

from ingest.cli import cli
from tests.pipeline.running import SEEDS, Ran, run

Json = dict[str, Any]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(SEEDS, tmp_path_factory.mktemp("published"))


@pytest.fixture
def descriptor(ran: Ran) -> Json:
    found: Json = json.loads((ran.current / "datapackage.json").read_text(encoding="utf-8"))
    return found


def package(ran: Ran, descriptor: Json, broken: Callable[[str, pl.DataFrame], pl.DataFrame] | None = None) -> Package:
    """Return the published package with its rows inline: the tool reads integers and lists of Parquet as others."""
    tables = []
    for resource in (each for each in descriptor["resources"] if "schema" in each):
        data = pl.read_parquet(ran.current / resource["path"])
        data = broken(resource["name"], data) if broken else data
        assert data.columns == [field["name"] for field in resource["schema"]["fields"]]
        kept = {name: resource[name] for name in ("name", "type", "schema")}
        tables.append(kept | {"data": [data.columns, *map(list, data.rows())]})
    return Package.from_descriptor({"name": descriptor["name"], "resources": tables})


def errors(found: Package) -> set[tuple[str, str]]:
    report = found.validate()
    assert not report.errors
    return {(task.name, error.type) for task in report.tasks for error in task.errors}


def test_the_descriptor_is_valid(descriptor: Json) -> None:
    assert not list(Package.metadata_validate(descriptor))
    descriptor["resources"][0]["schema"]["fields"][0]["constraints"]["jsonSchema"] = {}
    assert [error.type for error in Package.metadata_validate(descriptor)] == ["field-error"]


def test_rows_and_keys_are_valid(ran: Ran, descriptor: Json) -> None:
    found = package(ran, descriptor)
    assert len(found.resources) == len([each for each in descriptor["resources"] if "schema" in each])
    assert errors(found) == set()


def test_a_row_twice_breaks_its_primary_key(ran: Ran, descriptor: Json) -> None:
    def twice(name: str, data: pl.DataFrame) -> pl.DataFrame:
        return pl.concat([data, data.head(1)]) if name == "statements" else data

    assert ("statements", "primary-key") in errors(package(ran, descriptor, twice))


def test_a_reference_that_leads_nowhere_breaks_its_foreign_key(ran: Ran, descriptor: Json) -> None:
    def lost(name: str, data: pl.DataFrame) -> pl.DataFrame:
        return data.tail(-1) if name == "documents" else data

    assert ("statements", "foreign-key") in errors(package(ran, descriptor, lost))


# photofinish schema


def schema(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["schema", *arguments])


def test_what_is_published_has_the_contract_of_the_last_release(ran: Ran) -> None:
    found = schema("diff", str(ran.output / "current"))
    assert (found.exit_code, found.stdout) == (0, "1.0.1 to 1.0.1: the contract did not change\n")


def test_a_breaking_change_is_told_and_wants_a_major_version(ran: Ran, descriptor: Json, tmp_path: Path) -> None:
    results = next(each for each in descriptor["resources"] if each["name"] == "results")
    fields = {field["name"]: field for field in results["schema"]["fields"]}
    fields["mark"]["name"] = "mark_value"
    fields["rank"]["description"] = "The place."
    (changed := tmp_path / "changed.json").write_text(json.dumps(descriptor), encoding="utf-8")
    found = schema("diff", str(ran.output / "current" / "datapackage.json"), str(changed))
    assert found.exit_code == 1
    lines = found.stdout.splitlines()
    assert lines[:2] == ["results.mark: removed (major)", "results.mark_value: added (minor)"]
    assert lines[2].startswith("results.rank: description was ")
    assert lines[3:] == ["1.0.1 to 1.0.1: 3 differences, major in all; schema_version must rise to 2.0.0"]
    descriptor["schema_version"] = "2.0.0"
    changed.write_text(json.dumps(descriptor), encoding="utf-8")
    announced = schema("diff", str(ran.output / "current"), str(changed), "--json")
    content = json.loads(announced.stdout)
    assert (announced.exit_code, content["announced"], content["bump"]) == (0, True, "major")
    assert [(each["column"], each["bump"]) for each in content["differences"]] == [
        ("mark", "major"), ("mark_value", "minor"), ("rank", "patch"),
    ]  # fmt: skip


def test_what_is_shown_is_the_contract_of_the_last_release() -> None:
    shown = schema("show")
    assert shown.exit_code == 0
    assert "photofinish:" not in shown.stdout
    assert {each["name"] for each in json.loads(shown.stdout)["resources"]} > {"results", "reconciliation"}


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "it is no JSON"), ("{}", "it has no schema_version"), (None, "No such file")],
    ids=["no JSON", "no contract", "no file"],
)
def test_what_tells_no_contract_is_named(text: str | None, said: str, tmp_path: Path) -> None:
    file = tmp_path / "given.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    found = schema("diff", str(file))
    assert found.exit_code == 2
    assert f"{file} tells no contract: {said}" in found.stderr
    assert "name a publication's folder" in found.stderr
