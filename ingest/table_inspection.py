"""How a table was read, and why: for whoever wonders that a column is unread.

What became of each column is in the publication. Why is not: the article is read again where it is at hand, and is
still the one that was published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from ingest.errors import RunError
from ingest.extraction import parse
from ingest.inspection import publication_folder
from ingest.near import near
from ingest.sources import ChangedFileError, SourceFile, load_sources, text_of
from ingest.vocabulary import load_vocabulary
from parsers.extract import document_event
from parsers.tables.kinds import kind_and_why
from parsers.tables.reading import TableDraft, read_table
from parsers.tables.why import column_reasons, kind_reason, types_of
from schemas.document import Table
from schemas.words import using

_WIDEST = 28
_NO_HEADER = "(no header)"


class UnknownDocumentError(RunError):
    """No published article is the one that was asked for."""

    def __init__(self, document: str, nearest: Sequence[str]) -> None:
        hint = f"near it are {', '.join(nearest)}" if nearest else "see `documents.parquet`"
        super().__init__(f"{document} is no document_id and no path of a published article; {hint}")


class UnknownTableError(RunError):
    """The article has no such table."""

    def __init__(self, document: str, table: int, known: Mapping[int, str]) -> None:
        names = "; ".join(f"{number}: {section}" for number, section in known.items())
        super().__init__(f"{document} has no table {table}; it has {names or 'none'}")


@dataclass(frozen=True, slots=True)
class ColumnExplained:
    """A column: its header, what the ledger says of it, the properties that its cells state, and why it has its role.

    `read` and `unread` count its filled cells. `role`, `why`, `unit`, `round` and `types` are None where the article
    could not be read again.
    """

    column: int
    header: str
    outcome: str
    read: int
    unread: int
    properties: tuple[str, ...]
    reason: str | None = None
    role: str | None = None
    why: str | None = None
    unit: str | None = None
    round: str | None = None
    types: tuple[tuple[str, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class TableExplained:
    """A table as it was read. `moved` are rows whose cells were moved, with the reason; `note` says what is missing."""

    document_id: str
    table_index: int
    section: str
    caption: str | None
    rows: int
    kind: str
    columns: tuple[ColumnExplained, ...]
    why: str | None = None
    header_rows: int | None = None
    moved: tuple[tuple[int, str], ...] | None = None
    note: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the table as plain data."""
        return asdict(self)


def explain_table(output: Path, document: str, table: int, raw: Path) -> TableExplained:
    """Return how a table of a published article was read; `document` is its document_id or its path under `raw`."""
    folder = publication_folder(output)
    found = _document(folder, document)
    published = _published(folder, found["document_id"], table)
    try:
        again = _read_again(found, raw, table)
    except _NotAtHandError as error:
        return replace(published, note=str(error))
    return _with_reasons(published, *again)


def _document(folder: Path, asked: str) -> dict[str, Any]:
    documents = pl.read_parquet(folder / "documents.parquet")
    chosen = documents.filter((pl.col("document_id") == asked) | (pl.col("path") == asked))
    if chosen.is_empty():
        raise UnknownDocumentError(asked, near(asked, documents["document_id"]))
    return chosen.row(0, named=True)


# What is published


def _published(folder: Path, document_id: str, table: int) -> TableExplained:
    of_document = pl.scan_parquet(folder / "table_cells.parquet").filter(pl.col("document_id") == document_id).collect()
    cells = of_document.filter(pl.col("table_index") == table)
    if cells.is_empty():
        known = of_document.select("table_index", "section").unique().sort("table_index")
        raise UnknownTableError(document_id, table, dict(known.iter_rows()))
    statements = (
        pl.scan_parquet(folder / "statements.parquet")
        .filter((pl.col("document_id") == document_id) & (pl.col("table_index") == table))
        .select("column_index", "property", "extractor")
        .collect()
    )
    kinds = [name.partition(".")[2] for name in statements["extractor"].unique() if name.startswith("table.")]
    first = cells.row(0, named=True)
    ledger = _ledger(folder, document_id, table)
    columns = tuple(_column(number, entry, statements) for number, entry in sorted(ledger.items()))
    rows = cells["cell_row"].n_unique()
    kind = kinds[0] if kinds else "unknown"
    return TableExplained(document_id, table, first["section"], first["caption"], rows, kind, columns)


def _ledger(folder: Path, document_id: str, table: int) -> dict[int, dict[str, Any]]:
    """Return the rows of `coverage` on the columns of a table, by column; their names are `TABLE/COLUMN HEADER`."""
    rows = (
        pl.scan_parquet(folder / "coverage.parquet")
        .filter((pl.col("document_id") == document_id) & (pl.col("kind") == "column"))
        .filter(pl.col("name").str.starts_with(f"{table}/"))
        .collect()
    )
    return {int(row["name"].partition("/")[2].partition(" ")[0]): row for row in rows.to_dicts()}


def _column(number: int, entry: dict[str, Any], statements: pl.DataFrame) -> ColumnExplained:
    properties = tuple(sorted(set(statements.filter(pl.col("column_index") == number)["property"])))
    is_read, count = entry["outcome"] == "read", entry["count"]
    header = entry["name"].partition(" ")[2].removeprefix(_NO_HEADER)
    read, unread = (count, 0) if is_read else (0, count)
    return ColumnExplained(number, header, entry["outcome"], read, unread, properties, entry["reason"])


# Why


class _NotAtHandError(Exception):
    """The article cannot be read again; the sentence says why, and what to do."""


def _read_again(found: Mapping[str, Any], raw: Path, index: int) -> tuple[Table, str, str, list[dict[str, Any]]]:
    """Return a table as its article gives it now, its kind, why, and what of each column is told."""
    file = _file(found, raw)
    with using(load_vocabulary(raw).words):
        try:
            document = parse(file, text_of(file, raw))
        except (OSError, ChangedFileError) as error:
            raise _NotAtHandError(f"why is not told: {error}") from error
        table = next((each for each in document.tables if each.index == index), None)
        if table is None:
            raise _NotAtHandError(
                "why is not told: the words or the code changed since, and give other tables; run again"
            )
        draft = read_table(document, table, document_event(document))
        is_beside = draft.kind == "unknown" and table.beside
        reasons = (table.beside or "",) * table.width if is_beside else column_reasons(table, draft.roles)
        columns = [
            {
                "role": role.name, "unit": role.unit, "round": role.round, "why": why,
                "types": types_of([row[number].text for row in table.body]),
            }
            for number, (role, why) in enumerate(zip(draft.roles, reasons, strict=True))
        ]  # fmt: skip
        return table, draft.kind, kind_reason(draft.kind, draft.roles, _what(table, draft)), columns


def _what(table: Table, draft: TableDraft) -> str | None:
    """Return what a table is of which no row is read, where that can be told."""
    return (table.beside or kind_and_why(table, draft.roles)[1]) if draft.kind == "unknown" else None


def _file(found: Mapping[str, Any], raw: Path) -> SourceFile:
    remedy = "name the folder of sources with --raw"
    if not raw.is_dir():
        raise _NotAtHandError(f"why is not told: {raw} is no folder; {remedy}")
    file = next((each for each in load_sources(raw).files if each.path == found["path"]), None)
    if file is None:
        raise _NotAtHandError(f"why is not told: {found['path']} is not in {raw}; {remedy}")
    if file.sha256 != found["sha256"]:
        raise _NotAtHandError(f"why is not told: {found['path']} changed since it was published; run photofinish again")
    return file


def _with_reasons(
    published: TableExplained, table: Table, kind: str, why: str, told: Sequence[Mapping[str, Any]]
) -> TableExplained:
    columns = tuple(replace(column, **told[column.column]) for column in published.columns)
    return replace(
        published, kind=kind, why=why, columns=columns, header_rows=table.header_rows, moved=table.repaired_rows
    )


# For people


def as_text(table: TableExplained) -> str:
    """Return a table as lines for a terminal: what it is, each column, the rows whose cells were moved."""
    caption = f", “{table.caption}”" if table.caption else ""
    lines = [f"{table.document_id}, table {table.table_index} in {table.section}{caption}"]
    header = f", {table.header_rows} of them the header" if table.header_rows is not None else ""
    lines.append(f"  {table.kind}: {table.why}" if table.why else f"  {table.kind}")
    read, unread = sum(column.read for column in table.columns), sum(column.unread for column in table.columns)
    lines.append(f"  {table.rows} rows{header}; {read} cells read, {unread} unread")
    if table.note:
        lines.append(f"  {table.note}")
    for column in table.columns:
        lines += _column_lines(column)
    for row, reason in table.moved or ():
        lines.append(f"  row {row}: {reason}")
    return "\n".join(lines)


def _column_lines(column: ColumnExplained) -> list[str]:
    header = column.header or _NO_HEADER
    name = header if len(header) <= _WIDEST else f"{header[: _WIDEST - 1]}…"
    role = column.role or ("no role" if column.why else "")
    told = " ".join(filter(None, (role, f"[{column.unit}]" if column.unit else "", column.round or "")))
    counts = f"{column.read} cells read" if not column.unread else f"{column.unread} cells unread"
    lines = [f"  {column.column:>2}  {name:<{_WIDEST}}  {told:<20}  {column.outcome}, {counts}"]
    if column.why:
        lines.append(f"        why: {column.why}")
    if column.reason:
        lines.append(f"        {column.outcome}: {column.reason}")
    if column.properties:
        lines.append(f"        states {', '.join(column.properties)}")
    return lines
