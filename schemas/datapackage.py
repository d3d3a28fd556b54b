"""The contract as others read it: a Data Package descriptor, and a data dictionary for people.

Specification: https://datapackage.org/standard/data-package/ (version 2). Nothing here depends on when it is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from schemas.contract import DATASETS, PUBLISHED, SCHEMA_VERSION, Column, ColumnType, Dataset, ForeignKey

Json = dict[str, Any]
"""An object as JSON has it."""

_PROFILES = "https://datapackage.org/profiles/2.0"
_LICENSE = {
    "name": "CC-BY-SA-4.0",
    "path": "https://creativecommons.org/licenses/by-sa/4.0/",
    "title": "Creative Commons Attribution-ShareAlike 4.0 International",
}
_DESCRIPTION = (
    "What articles on sports events say, what it amounts to, and how it was judged. The data and the quotes are of the "
    "articles listed under `sources` and keep their licence; the code that made them is Apache-2.0."
)
_MEDIATYPES = {"parquet": "application/vnd.apache.parquet", "html": "text/html", "json": "application/json"}
_FIELD_TYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.DATE: "date",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.TEXT_LIST: "array",
    ColumnType.ALTERNATIVES: "array",
}


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A published file: its path in the version's folder, its digest and size, and its rows if it is a table."""

    path: str
    sha256: str
    bytes: int
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article that the data is from; `path` is its address, `version` its revision."""

    title: str
    path: str | None = None
    version: str | None = None
    license: str | None = None


def datapackage(files: Mapping[str, FileInfo], sources: Iterable[Source], version: str) -> Json:
    """Return the descriptor of a publication.

    `files` maps the name of a dataset, or of another file (`report`), to what was written. Resources come in the
    contract's order, other files after them by name.
    """
    others = sorted(set(files).difference(DATASETS))
    tables = [name for name in DATASETS if name in files]
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "photofinish",
        "title": "Results of sports events, from articles, with the evidence for every fact",
        "description": _DESCRIPTION,
        "version": version,
        "schema_version": SCHEMA_VERSION,
        "licenses": [dict(_LICENSE)],
        "sources": [_source(source) for source in sorted(set(sources), key=_source_order)],
        "resources": [
            *(_table_resource(DATASETS[name], files[name]) for name in tables),
            *(_file_resource(name, files[name]) for name in others),
        ],
    }


def contract_descriptor() -> Json:
    """Return the contract alone, with the same names as in a descriptor: what `compatibility` compares.

    A dataset that is no part of a publication (`changes` lies beside them) is not `published`.
    """
    resources = [
        {
            "name": name,
            **({} if name in PUBLISHED else {"published": False}),
            "description": dataset.description,
            "schema": table_schema(dataset),
        }
        for name, dataset in DATASETS.items()
    ]
    return {"schema_version": SCHEMA_VERSION, "resources": resources}


def as_json(descriptor: Mapping[str, Any]) -> str:
    """Return the descriptor as the text of its file: the same text for the same descriptor, on any machine."""
    return json.dumps(descriptor, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _source_order(source: Source) -> tuple[str, ...]:
    return (source.title, source.path or "", source.version or "", source.license or "")


def _source(source: Source) -> Json:
    given = {"title": source.title, "path": source.path, "version": source.version, "license": source.license}
    return {name: value for name, value in given.items() if value is not None}


def _file_resource(name: str, file: FileInfo) -> Json:
    suffix = PurePosixPath(file.path).suffix.removeprefix(".")
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": name,
        "path": file.path,
        "format": suffix,
        "mediatype": _MEDIATYPES.get(suffix, "application/octet-stream"),
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }


def _table_resource(dataset: Dataset, file: FileInfo) -> Json:
    return {
        **_file_resource(dataset.name, file),
        "type": "table",
        "description": dataset.description,
        "rows": file.rows,
        "schema": table_schema(dataset),
    }


# The schema of a table


def table_schema(dataset: Dataset) -> Json:
    """Return the dataset's Table Schema, as in https://datapackage.org/standard/table-schema/ (version 2).

    `missingValues` is empty, because in Parquet a null is a null and `""` a text. A key with a column that may be null
    is given as `uniqueKeys`: the specification allows no null in a `primaryKey`. `rules` (ours) holds the rules across
    columns, as SQL conditions where SQL can say them.
    """
    foreign_keys = [_foreign_key(key) for key in dataset.foreign_keys if not dataset.column(key.column).is_list]
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(dataset, column) for column in dataset.columns],
        "missingValues": [],
        **_key(dataset),
        **({"foreignKeys": foreign_keys} if foreign_keys else {}),
        **({"rules": _rules(dataset)} if dataset.rules else {}),
    }


def _key(dataset: Dataset) -> Json:
    key = list(dataset.key)
    nullable = any(dataset.column(name).nullable for name in key)
    return {"uniqueKeys": [key]} if nullable else {"primaryKey": key}


def _foreign_key(key: ForeignKey) -> Json:
    return {"fields": [key.column], "reference": {"resource": key.dataset, "fields": [key.target]}}


def _rules(dataset: Dataset) -> list[Json]:
    return [
        {
            "name": rule.id,
            "description": rule.description,
            "fields": list(rule.columns),
            **({"sql": rule.predicate} if rule.predicate else {}),
        }
        for rule in dataset.rules
    ]


def _field(dataset: Dataset, column: Column) -> Json:
    """Return the field; `unit`, and `references` of a list, whose items no `foreignKeys` can speak of, are ours.

    Of a list `arrayItem` is the type of its items, as the frictionless tool has it, and `jsonSchema` all that holds of
    it. The specification has that among the constraints, where the tool refuses it.
    """
    references = [f"{key.dataset}.{key.target}" for key in dataset.foreign_keys if key.column == column.name]
    return {
        "name": column.name,
        "type": _FIELD_TYPES[column.type],
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"references": references[0]} if references and column.is_list else {}),
        "constraints": _constraints(column),
        **(_items(column) if column.is_list else {}),
    }


def _constraints(column: Column) -> Json:
    constraints: Json = {
        "required": not column.nullable,
        "minLength": 1 if column.type is ColumnType.TEXT and not column.may_be_empty else column.min_items or None,
        "enum": list(column.vocabulary) if column.vocabulary else None,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "pattern": None if column.is_list else column.pattern,
    }
    return {name: value for name, value in constraints.items() if value is not None}


def _items(column: Column) -> Json:
    schema = _json_schema(column)
    return {"arrayItem": {"type": schema["items"]["type"]}, "jsonSchema": schema}


def _json_schema(column: Column) -> Json:
    item: Json = {"type": "string", "minLength": 1}
    if column.pattern:
        item["pattern"] = column.pattern
    if column.type is ColumnType.ALTERNATIVES:
        ids = {"type": "array", "items": item, "minItems": 1}
        said = {"value_text": {"type": "string", "minLength": 1}, "statement_ids": ids}
        item = {"type": "object", "properties": said, "required": list(said)}
    unique = {"uniqueItems": True} if column.unique_items else {}
    return {"type": "array", "items": item, **unique}


# The data dictionary


def data_dictionary() -> str:
    """Return a page in Markdown on every dataset and every column."""
    heading = f"# Data dictionary\n\nContract {SCHEMA_VERSION}. A `?` marks a column that may be null; no other is ever"
    intro = f'{heading}\nnull, `""` or NaN. Rows are sorted by the key, which is unique.\n'
    return "\n".join([intro, *(_dictionary_entry(dataset) for dataset in DATASETS.values())])


def _dictionary_entry(dataset: Dataset) -> str:
    lines = [f"## {dataset.name}", "", dataset.description, "", f"Key: {_code(dataset.key)}.", ""]
    lines += ["| column | type | unit | meaning |", "| --- | --- | --- | --- |"]
    lines += [_dictionary_row(column) for column in dataset.columns]
    if dataset.rules:
        lines += ["", "In every row:", "", *(f"- {rule.description}." for rule in dataset.rules)]
    return "\n".join([*lines, ""])


def _dictionary_row(column: Column) -> str:
    name = f"`{column.name}`{'?' if column.nullable else ''}"
    meaning = column.description
    if column.vocabulary:
        meaning = f"{meaning} One of {_code(column.vocabulary)}."
    cells = (name, column.type.value.replace("_", " "), column.unit or "", meaning)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _code(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
