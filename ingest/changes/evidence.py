"""What each changed row rests on, reduced to the documents, code and decisions that became different.

Done in columns, not row by row: a version may have a million rows that moved by one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ingest.changes.causes import Evidence, InputChanges, Level, level_of
from ingest.changes.cells import key_text
from ingest.changes.folders import Folder
from ingest.changes.rows import Delta
from schemas.contract.vocabulary import STATEMENT_LISTS
from schemas.frames import polars_schema

ROW = "row"
CAUSES = ("documents", "code", "decisions")
_ID, _DOCUMENT, _EXTRACTOR, _DECISION = "statement_id", "document_id", "extractor", "decision"
_TABLE = (_DOCUMENT, "table_index")
_DECIDED = (_DECISION, "decision_id")
_OF_THE_EVENT = frozenset({"events", "checks"})
"""Datasets whose rows without statements of their own rest on all that is said of their event."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The two versions, and what became different between their inputs."""

    old: Folder
    new: Folder
    inputs: InputChanges

    def scan(self, dataset: str, columns: Sequence[str]) -> pl.LazyFrame:
        """Return columns of a dataset of both versions, one below the other; null for one that is not there."""
        types = polars_schema(dataset)
        parts = []
        for side in (folder.scan(dataset) for folder in (self.old, self.new)):
            there = side.collect_schema()
            parts.append(
                side.select(name if name in there else pl.lit(None, types[name]).alias(name) for name in columns)
            )
        return pl.concat(parts)


def evidence(delta: Delta, versions: Versions) -> pl.DataFrame:
    """Return one row a changed row: `row` (its key as text), lists of names by `CAUSES`, `same`, `both`, `rule_...`."""
    rows = _rows(delta)
    said = _statements(delta, rows, versions)
    named = {
        "documents": _documents(delta, rows, said, versions.inputs),
        "code": _code(delta, rows, said, versions),
        "decisions": _decisions(delta, rows, said, versions),
    }
    whole = _judged(delta)
    for name, found in named.items():
        lists = found.group_by(ROW).agg(pl.col("name").unique().sort().alias(name))
        whole = whole.join(lists, on=ROW, how="left", maintain_order="left")
    return whole.with_columns(pl.col(CAUSES).fill_null(pl.lit([], dtype=pl.List(pl.String))))


def as_evidence(row: Mapping[str, object]) -> Evidence:
    """Return one row of `evidence` as the value that causes are told by."""
    names = {name: tuple(map(str, found)) for name in CAUSES if isinstance(found := row[name], list)}
    before, after = row["rule_before"], row["rule_after"]
    differs = isinstance(before, str) and isinstance(after, str) and before != after
    return Evidence(
        names["documents"],
        names["code"],
        names["decisions"],
        same_statements=bool(row["same"]),
        rules=(str(before), str(after)) if differs else None,
        exists_in_both=bool(row["both"]),
    )


def _sides(delta: Delta) -> list[pl.DataFrame]:
    """Return all frames of changed rows, each with the text of its keys."""
    frames = (delta.removed, delta.added, delta.before, delta.after)
    return [frame.with_columns(key_text(delta.key, frame.schema).alias(ROW)) for frame in frames]


def _judged(delta: Delta) -> pl.DataFrame:
    """Return what the rows themselves tell: whether they were there before and after, on what, by which rule."""
    removed, added, before, after = _sides(delta)
    none = pl.lit(None, dtype=pl.String)
    alone = [
        frame.select(ROW, both=pl.lit(value=False), same=pl.lit(value=False), rule_before=none, rule_after=none)
        for frame in (removed, added)
    ]
    has_rule = "rule" in before.columns and "rule" in after.columns
    changed = after.select(
        ROW,
        both=pl.lit(value=True),
        same=_statement_set(before) == _statement_set(after),
        rule_before=before["rule"] if has_rule else none,
        rule_after=after["rule"] if has_rule else none,
    )
    return pl.concat([*alone, changed])


def _statement_set(rows: pl.DataFrame) -> pl.Series:
    """Return each row's statements, sorted; of rows that name none, lists that equal no other."""
    names = [name for name in STATEMENT_LISTS if name in rows.columns]
    if not names:
        return pl.repeat(None, len(rows), dtype=pl.String, eager=True)
    joined = rows.select(pl.concat_list(names).list.unique().list.sort().list.join(",").alias("ids")).to_series()
    return joined.replace("", None)


def _rows(delta: Delta) -> pl.DataFrame:
    """Return `row` with the columns that place it: document, event, table; each pair once."""
    wanted = [name for name in (*_TABLE, "event_id", *_DECIDED) if _has(delta, name)]
    return pl.concat([side.select(ROW, *wanted) for side in _sides(delta)]).unique()


def _has(delta: Delta, name: str) -> bool:
    return name in delta.before.columns and name in delta.after.columns


def _statements(delta: Delta, rows: pl.DataFrame, versions: Versions) -> pl.DataFrame:
    """Return the statements behind each row: `row`, `statement_id`, `document_id`, `extractor`."""
    columns = [_ID, _DOCUMENT, _EXTRACTOR]
    if delta.dataset == "statements" and _has(delta, _EXTRACTOR):
        return pl.concat([side.select(ROW, *columns) for side in _sides(delta)]).unique()
    listed = [name for name in STATEMENT_LISTS if _has(delta, name)]
    if listed:
        ids = pl.concat_list(listed).alias(_ID)
        behind = pl.concat([side.select(ROW, ids).explode(_ID) for side in _sides(delta)]).drop_nulls().unique()
        found = behind.join(_matching(versions, columns, behind, [_ID]), on=_ID, how="inner")
    else:
        found = _no_rows(ROW, *columns)
    if delta.dataset in _OF_THE_EVENT and _has(delta, "event_id"):
        bare = rows.join(found, on=ROW, how="anti").select(ROW, "event_id").drop_nulls()
        there = _matching(versions, [*columns, "event_id"], bare, ["event_id"])
        found = pl.concat([found, bare.join(there, on="event_id").select(ROW, *columns)])
    return found


def _matching(
    versions: Versions, columns: Sequence[str], wanted: pl.DataFrame, on: Sequence[str], dataset: str = "statements"
) -> pl.DataFrame:
    """Return the rows of both versions that match `wanted` in some columns, each once."""
    keys = wanted.select(on).unique().lazy()
    return versions.scan(dataset, columns).join(keys, on=list(on), how="semi").unique().collect(engine="streaming")


def _no_rows(*columns: str) -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))


def _behind(delta: Delta, rows: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Return the documents behind each row: its own and those of its statements."""
    own = [rows.select(ROW, _DOCUMENT).drop_nulls()] if _has(delta, _DOCUMENT) else []
    return pl.concat([said.select(ROW, _DOCUMENT), *own]).unique()


def _documents(delta: Delta, rows: pl.DataFrame, said: pl.DataFrame, inputs: InputChanges) -> pl.DataFrame:
    behind = _behind(delta, rows, said)
    return behind.filter(pl.col(_DOCUMENT).is_in(list(inputs.documents))).select(ROW, name=_DOCUMENT)


def _code(delta: Delta, rows: pl.DataFrame, said: pl.DataFrame, versions: Versions) -> pl.DataFrame:
    """Return the code that read each row's documents and statements, where it became different."""
    changed = versions.inputs.code
    if not changed:
        return _no_rows(ROW, "name")
    forms = versions.scan("documents", [_DOCUMENT, "form"]).unique().collect()
    parsed = _behind(delta, rows, said).join(forms, on=_DOCUMENT).select(ROW, name="form")
    read = pl.concat([said.select(ROW, _EXTRACTOR), _of_the_place(delta, rows, versions)]).unique()
    names = {name: _code_name(name, changed) for name in read[_EXTRACTOR].unique().to_list()}
    known = {name: code for name, code in names.items() if code}
    extracted = read.filter(pl.col(_EXTRACTOR).is_in(list(known))).with_columns(pl.col(_EXTRACTOR).replace(known))
    parsed = parsed.filter(pl.col("name").is_in(list(changed)))
    return pl.concat([parsed, extracted.select(ROW, name=_EXTRACTOR)]).unique()


def _code_name(extractor: str, changed: Mapping[str, str]) -> str | None:
    """Return the name of code that an extractor belongs to, the narrowest, if it became different."""
    parts = extractor.split(".")
    names = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((name for name in names if name in changed), None)


def _of_the_place(delta: Delta, rows: pl.DataFrame, versions: Versions) -> pl.DataFrame:
    """Return the extractors that read the table, or else the document, of rows that name no statements."""
    if level_of(delta.dataset) is Level.HELD or any(_has(delta, name) for name in (*STATEMENT_LISTS, _EXTRACTOR)):
        return _no_rows(ROW, _EXTRACTOR)
    place = [name for name in _TABLE if _has(delta, name)]
    if not place:
        return _no_rows(ROW, _EXTRACTOR)
    there = rows.select(ROW, *place).drop_nulls()
    found = _matching(versions, [*place, _EXTRACTOR], there, place)
    return there.join(found, on=place).select(ROW, _EXTRACTOR)


def _decisions(delta: Delta, rows: pl.DataFrame, said: pl.DataFrame, versions: Versions) -> pl.DataFrame:
    """Return the decisions behind each row: its own, and those on facts with which it shares a statement or event."""
    changed = list(versions.inputs.decisions)
    if not changed or level_of(delta.dataset) is not Level.JUDGED:
        return _no_rows(ROW, "name")
    own = [name for name in _DECIDED if _has(delta, name)]
    if own:
        return rows.filter(pl.col(own[0]).is_in(changed)).select(ROW, name=own[0]).unique()
    columns = [_DECISION, "event_id", "supporting", "opposing"]
    decided = versions.scan("reconciliation", columns).filter(pl.col(_DECISION).is_in(changed)).collect()
    ids = decided.select(pl.concat_list("supporting", "opposing").alias(_ID), name=_DECISION).explode(_ID).drop_nulls()
    found = [said.join(ids.unique(), on=_ID).select(ROW, "name")]
    if delta.dataset == "events":
        of_events = decided.select("event_id", name=_DECISION).drop_nulls().unique()
        found.append(rows.join(of_events, on="event_id").select(ROW, "name"))
    return pl.concat(found).unique()
