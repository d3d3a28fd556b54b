"""The descriptor says all that the contract says, in the words of the Data Package standard, and nothing else."""

from __future__ import annotations

import json
import re

import pytest

from schemas.contract import DATASETS, PUBLISHED, SCHEMA_VERSION, Dataset
from schemas.datapackage import FileInfo, Json, Source, as_json, contract_descriptor, data_dictionary, datapackage

FILES = {
    "report": FileInfo("report/index.html", "f" * 64, 999),
    **{name: FileInfo(f"{name}.parquet", f"{index:064x}", 100 + index, index) for index, name in enumerate(PUBLISHED)},
}
SOURCES = [
    Source("B – Men's", "https://en.wikipedia.org/wiki/B", "12", "CC-BY-SA-4.0"),
    Source("A", "https://en.wikipedia.org/wiki/A"),
    Source("No address"),
]
DESCRIPTOR: Json = json.loads(as_json(datapackage(FILES, SOURCES, "3f2a")))
TABLES: dict[str, Json] = {entry["name"]: entry for entry in DESCRIPTOR["resources"] if "schema" in entry}

every_dataset = pytest.mark.parametrize("dataset", [DATASETS[name] for name in PUBLISHED], ids=list(PUBLISHED))


def fields(name: str) -> dict[str, Json]:
    return {field["name"]: field for field in TABLES[name]["schema"]["fields"]}


def test_the_package_names_its_standard_version_licence_and_sources() -> None:
    assert DESCRIPTOR["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert DESCRIPTOR["version"] == "3f2a"
    assert DESCRIPTOR["schema_version"] == SCHEMA_VERSION
    assert [entry["name"] for entry in DESCRIPTOR["licenses"]] == ["CC-BY-SA-4.0"]
    assert "Apache-2.0" in DESCRIPTOR["description"]
    assert DESCRIPTOR["sources"] == [
        {"title": "A", "path": "https://en.wikipedia.org/wiki/A"},
        {
            "title": "B – Men's",
            "path": "https://en.wikipedia.org/wiki/B",
            "version": "12",
            "license": "CC-BY-SA-4.0",
        },
        {"title": "No address"},
    ]


def test_every_file_is_a_resource_with_its_digest() -> None:
    assert [entry["name"] for entry in DESCRIPTOR["resources"]] == [*PUBLISHED, "report"]
    for entry in DESCRIPTOR["resources"]:
        file = FILES[entry["name"]]
        assert (entry["path"], entry["hash"], entry["bytes"]) == (file.path, f"sha256:{file.sha256}", file.bytes)
        assert entry["$schema"] == "https://datapackage.org/profiles/2.0/dataresource.json"
        assert re.fullmatch(r"[-a-z0-9._]+", entry["name"])
        assert not entry["path"].startswith(("/", "."))


def test_a_file_that_is_no_table_has_no_schema() -> None:
    report = DESCRIPTOR["resources"][-1]
    assert (report["format"], report["mediatype"]) == ("html", "text/html")
    assert not {"type", "schema", "rows"} & set(report)


@every_dataset
def test_a_table_says_what_the_contract_says(dataset: Dataset) -> None:
    entry = TABLES[dataset.name]
    assert (entry["type"], entry["format"], entry["mediatype"]) == (
        "table",
        "parquet",
        "application/vnd.apache.parquet",
    )
    assert entry["rows"] == FILES[dataset.name].rows
    assert entry["description"] == dataset.description
    assert entry["schema"]["missingValues"] == []
    assert list(fields(dataset.name)) == list(dataset.column_names)
    for column in dataset.columns:
        field = fields(dataset.name)[column.name]
        assert field["description"] == column.description
        assert field.get("unit") == column.unit
        assert field["constraints"]["required"] is not column.nullable
        assert field["constraints"].get("enum") == (list(column.vocabulary) if column.vocabulary else None)
        assert field["constraints"].get("minimum") == column.minimum
        assert field["constraints"].get("maximum") == column.maximum


@every_dataset
def test_rules_across_columns_are_published(dataset: Dataset) -> None:
    rules = TABLES[dataset.name]["schema"].get("rules", [])
    assert [(rule["name"], rule.get("sql")) for rule in rules] == [(rule.id, rule.predicate) for rule in dataset.rules]


def test_keys_follow_the_standard() -> None:
    schemas = {name: entry["schema"] for name, entry in TABLES.items()}
    assert schemas["splits"]["primaryKey"] == ["document_id", "table_index", "row_index", "distance_m"]
    assert "primaryKey" not in schemas["results"], "its round may be null, which the standard allows in no primary key"
    assert schemas["results"]["uniqueKeys"] == [["document_id", "table_index", "row_index", "round"]]
    assert all(("primaryKey" in schema) != ("uniqueKeys" in schema) for schema in schemas.values())


def test_foreign_keys_of_single_values_are_the_standards_and_those_of_lists_ours() -> None:
    assert TABLES["results"]["schema"]["foreignKeys"] == [
        {"fields": ["document_id"], "reference": {"resource": "documents", "fields": ["document_id"]}},
        {"fields": ["competitor_id"], "reference": {"resource": "competitors", "fields": ["competitor_id"]}},
    ]
    assert TABLES["reconciliation"]["schema"]["foreignKeys"] == [
        {"fields": ["decision"], "reference": {"resource": "decisions", "fields": ["decision_id"]}},
    ]
    assert fields("reconciliation")["flips_if"]["references"] == "statements.statement_id"


def test_lists_have_a_schema_of_their_items() -> None:
    supporting = fields("results")["supporting"]
    assert supporting["type"] == "array"
    assert supporting["constraints"]["minLength"] == 1
    assert supporting["arrayItem"] == {"type": "string"}
    assert supporting["jsonSchema"] == {
        "type": "array",
        "items": {"type": "string", "minLength": 1, "pattern": "^s-[0-9a-f]{20}$"},
        "uniqueItems": True,
    }
    items = fields("reconciliation")["alternatives"]["jsonSchema"]["items"]
    assert items["required"] == ["value_text", "statement_ids"]


def test_only_the_text_of_a_tables_cells_may_be_empty() -> None:
    empty = {
        (name, field["name"])
        for name in TABLES
        for field in fields(name).values()
        if field["type"] == "string" and "minLength" not in field["constraints"]
    }
    assert empty == {("table_cells", "text")}


def test_the_same_publication_gives_the_same_text() -> None:
    again = datapackage(dict(reversed(FILES.items())), [*SOURCES[::-1], SOURCES[0]], "3f2a")
    text = as_json(again)
    assert text == as_json(DESCRIPTOR)
    assert text.endswith("}\n")
    assert "created" not in DESCRIPTOR


def test_the_descriptor_of_the_contract_holds_every_dataset() -> None:
    descriptor = contract_descriptor()
    assert descriptor["schema_version"] == SCHEMA_VERSION
    assert [entry["name"] for entry in descriptor["resources"]] == list(DATASETS)
    published = {entry["name"]: entry["schema"] for entry in descriptor["resources"]}
    assert {name: json.loads(json.dumps(published[name])) for name in PUBLISHED} == {
        name: TABLES[name]["schema"] for name in PUBLISHED
    }


# The data dictionary


def test_the_dictionary_explains_every_column() -> None:
    page = data_dictionary()
    for name, dataset in DATASETS.items():
        entry = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert dataset.description in entry
        rows = [line for line in entry.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == list(dataset.column_names)
        assert all(rule.description in entry for rule in dataset.rules)


def test_the_dictionarys_tables_are_whole() -> None:
    rows = [line for line in data_dictionary().splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}


def test_the_dictionary_shows_null_unit_and_vocabulary() -> None:
    page = data_dictionary()
    assert "| `split_s` | number | s | The time. |" in page
    assert "| `heat`? | text |" in page
    assert "One of `gold`, `silver`, `bronze`. |" in page
