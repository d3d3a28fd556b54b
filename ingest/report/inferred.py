"""What the tables do not say themselves: rows of results with a name, a nation or a mark from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ingest.report.quotes import About, Evidence, Quotes
from ingest.report.rows import Row, Rows, in_order, maybe, text, texts, whole
from ingest.report.words import counted, mark
from schemas.properties import property_of

_QUOTES_SHOWN = 20
_OTHER_DATASETS = {
    "medalists": ("basis",),
    "record_progression": ("noc_basis",),
    "medal_table": ("nation_basis",),
    "multiple_medalists": ("nation_basis",),
    "competitors": ("basis",),
}


@dataclass(frozen=True, slots=True)
class InferredRow:
    """One row: what is in it, what was put there, and the statements from outside the row's own table."""

    number: int
    rank: str
    competitor: str
    noc: str
    mark_stated: str
    mark: str
    suggested: str
    is_competitor_inferred: bool
    is_noc_inferred: bool
    is_mark_corrected: bool
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class InferredTable:
    """The rows of one table, with a summary of what was inferred in it."""

    title: str
    section: str
    summary: str
    rows: tuple[InferredRow, ...]
    has_suggestions: bool


@dataclass(frozen=True, slots=True)
class Inferred:
    """All tables with something inferred, rows beyond the limit, and how much was inferred elsewhere."""

    tables: tuple[InferredTable, ...]
    total: int
    more: int
    elsewhere: tuple[tuple[str, int], ...]


def inferred(rows: Rows, evidence: Evidence, limit: int) -> Inferred:
    """Return what was inferred or corrected in `results`, and counts for the other datasets."""
    found = [row for row in in_order(rows, "results") if _is_inferred(row)]
    by_table = groupby(found[:limit], key=lambda row: (text(row, "document_id"), whole(row, "table_index")))
    tables = tuple(_table(document_id, list(group), evidence) for (document_id, _), group in by_table)
    elsewhere = tuple((name, _count(rows.get(name, ()), columns)) for name, columns in _OTHER_DATASETS.items())
    return Inferred(
        tables, len(found), max(0, len(found) - limit), tuple((name, count) for name, count in elsewhere if count)
    )


def _count(rows: Iterable[Row], columns: tuple[str, ...]) -> int:
    return sum(any(row.get(column) == "inferred" for column in columns) for row in rows)


def _is_inferred(row: Row) -> bool:
    return (
        "inferred" in (row.get("competitor_basis"), row.get("noc_basis"))
        or row.get("mark_basis") == "corrected"
        or row.get("mark_suggested") is not None
    )


def _table(document_id: str, rows: list[Row], evidence: Evidence) -> InferredTable:
    shown = tuple(_row(row, evidence) for row in rows)
    counts = [
        (sum(row.is_competitor_inferred for row in shown), "name", None),
        (sum(row.is_noc_inferred for row in shown), "nation", None),
        (sum(row.is_mark_corrected for row in shown), "corrected mark", None),
        (sum(bool(row.suggested) for row in shown), "suggestion, not applied", "suggestions, not applied"),
    ]
    summary = ", ".join(counted(count, one, many) for count, one, many in counts if count)
    section = text(rows[0], "section").replace(" / ", " › ")
    return InferredTable(evidence.title(document_id), section, summary, shown, any(row.suggested for row in shown))


def _row(row: Row, evidence: Evidence) -> InferredRow:
    unit = text(row, "mark_unit")
    return InferredRow(
        number=whole(row, "row_index") + 1,
        rank=text(row, "rank") + ("=" if row.get("tied") else ""),
        competitor=text(row, "competitor"),
        noc=text(row, "noc"),
        mark_stated=text(row, "mark_stated"),
        mark=mark(row.get("mark"), unit),
        suggested=mark(row.get("mark_suggested"), unit),
        is_competitor_inferred=row.get("competitor_basis") == "inferred",
        is_noc_inferred=row.get("noc_basis") == "inferred",
        is_mark_corrected=row.get("mark_basis") == "corrected",
        quotes=_outside(row, evidence),
    )


def _outside(row: Row, evidence: Evidence) -> Quotes:
    """Return the supporting statements that do not stand in the row's own table."""
    here = text(row, "document_id"), "table", row.get("table_index")
    # What is said of a mark bears on a corrected mark and on a name that was found by it, not on a nation.
    marks_matter = row.get("competitor_basis") == "inferred" or row.get("mark_basis") == "corrected"
    found = []
    for identifier in texts(row, "supporting"):
        statement = evidence.statement(identifier)
        if statement is None or tuple(statement.get(c) for c in ("document_id", "source_kind", "table_index")) == here:
            continue
        if marks_matter or property_of(text(statement, "property")).value_type != "mark":
            found.append(identifier)
    return evidence.quotes(found, About(maybe(row, "event_id")), _QUOTES_SHOWN)
