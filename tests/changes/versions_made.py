"""Versions made of rows, without a run; and the reading of `changes`, written apart from what writes it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from schemas.contract import DATASETS, PUBLISHED
from schemas.frames import frame

Rows = Sequence[Mapping[str, object]]


def frames_of(rows: Mapping[str, Rows]) -> dict[str, pl.DataFrame]:
    return {name: frame(name, rows.get(name, ())) for name in PUBLISHED}


def write_version(folder: Path, frames: Mapping[str, pl.DataFrame]) -> Path:
    """Write frames as a version's folder; `row_group_size` is small so that ranges are read as from a large file."""
    folder.mkdir(parents=True)
    resources = []
    for name, data in frames.items():
        path = folder / f"{name}.parquet"
        data.write_parquet(path, row_group_size=3)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        schema = {"primaryKey": list(DATASETS[name].key)}
        resources.append({"name": name, "path": path.name, "hash": f"sha256:{digest}", "schema": schema})
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return folder


# Old + changes = new


def applied(dataset: str, old: pl.DataFrame, changes: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return what a dataset becomes by its changes, as rows of the new version's columns."""
    key = DATASETS[dataset].key
    rows: dict[str, dict[str, Any]] = {_key(row, key): row for row in old.to_dicts()}
    for change in changes.filter(dataset=dataset).to_dicts():
        if change["change"] == "removed":
            assert _row(change["before"], old.schema) == rows.pop(change["key"])
        elif change["change"] == "added":
            assert change["key"] not in rows
            rows[change["key"]] = _row(change["after"], schema)
        else:
            name, row = change["column"], rows[change["key"]]
            assert row.get(name) == _value(change["before"], old.schema.get(name, schema.get(name)))
            row[name] = _value(change["after"], schema.get(name, old.schema.get(name)))
    made = [{name: row.get(name) for name in schema} for row in rows.values()]
    return pl.DataFrame(made, schema=schema).sort(key, nulls_last=False)


def _key(row: Mapping[str, Any], key: Sequence[str]) -> str:
    return "|".join("" if row[name] is None else re.sub(r"([\\|])", r"\\\1", _shown(row[name])) for name in key)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _value(text: str | None, dtype: pl.DataType | None) -> object:
    if text is None or dtype == pl.String:
        return text
    return date.fromisoformat(text) if dtype == pl.Date else json.loads(text)


def _row(text: str, schema: pl.Schema) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(text)
    assert list(row) == list(schema)
    return {
        name: date.fromisoformat(value) if value is not None and schema[name] == pl.Date else value
        for name, value in row.items()
    }
