"""`record_progression`, `medal_table`, `multiple_medalists` and `schedule`: tables of other kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.datasets.competitors import who
from ingest.datasets.judged import Judged, Row, first, nation_of, noc_at, text_of, whole
from ingest.link.events import event_slug
from parsers.tables.celltypes import is_totals_label
from parsers.tables.records import is_no_record, record_name
from parsers.title import year_of
from parsers.values import parse_time, parse_utc_offset
from schemas.extraction import RowReading, TableKind, TableReading
from schemas.games import games_named
from schemas.linked import LinkedStatement
from schemas.medals import MEDAL_COUNTS
from schemas.slugs import slug
from schemas.statements import EventWords

_ROWS_OF_A_TABLE = 1 << 20
"""More than any table may have."""


def _tables(judged: Judged, kind: TableKind) -> Iterator[tuple[str, TableReading]]:
    for extraction in judged.extractions:
        for table in extraction.tables:
            if table.kind == kind:
                yield extraction.document.document_id, table


def _where(table: TableReading, row: RowReading) -> str:
    return f"{table.section}, table {table.table_index}, row {row.row_index}"


def _record_of(name: str) -> str:
    """Return which record a property is, as a slug: `olympic`, `asian-games`; "" for what is none."""
    return name.removesuffix("_record").replace("_", "-") if name.endswith("_record") else ""


def _is_no_record(label: str | None) -> bool:
    return label is not None and not _record_of(record_name(label))


def record_rows(judged: Judged) -> Iterator[Row]:
    """Yield the rows of `record_progression`; a row without mark or holder is rejected by name.

    `position` is in order, with gaps: an article's rows may be of several groups, and are numbered once together.
    """
    for document_id, table in _tables(judged, "record_progression"):
        for row in table.rows:
            statements = judged.row_statements(row)
            if _is_no_record(text_of(statements, "record")):
                continue  # the best of a season stands among the records, and is none
            mark = next((s for s in statements if _record_of(s.property)), None)
            name = text_of(statements, "competitor")
            if any(is_no_record(s.statement.value.text) for s in statements):
                continue  # a new event: nobody holds it
            if mark is None or name is None or mark.statement.value.unit is None:
                judged.reject(
                    document_id, f"{_where(table, row)} has no mark, unit or holder of the record", statements
                )
                continue
            record = _record_of(mark.property)
            yield _record(judged, document_id, row.subject.event or table.event, statements, mark, name) | {
                "record": record, "position": table.table_index * _ROWS_OF_A_TABLE + row.row_index,
            }  # fmt: skip


def _record(
    judged: Judged,
    document_id: str,
    event: EventWords,
    statements: Sequence[LinkedStatement],
    mark: LinkedStatement,
    name: str,
) -> Row:
    date = first(statements, "date")
    games = text_of(statements, "games") or text_of(statements, "year")
    day = date.value.date.as_date(event.year) if date and date.value.date else None
    year = day.year if day else year_of(games or "")
    nation = text_of(statements, "nation")
    stated = noc_at(text_of(statements, "noc") or nation or "", year)
    noc = stated or judged.noc_fact(mark.event_id, mark.subject)[0]
    return {
        "document_id": document_id,
        "gender": event.gender,
        "event": event_slug(event.event or "event", event.gender),
        "mark_text": mark.statement.value.text,
        "mark": mark.statement.value.number,
        "mark_unit": mark.statement.value.unit,
        "competitor": name,
        "competitor_id": who(judged, mark.event_id, name, statements),
        "noc": noc,
        "noc_basis": "stated" if stated else "inferred" if noc else "unknown",
        "games": _games(mark.event_id, games),
        "year": year,
        "date": day,
    }


def _games(event_id: str | None, stated: str | None) -> str | None:
    """Return the name of the Games that the row's event belongs to, else what the row says."""
    games = games_named(event_id.split("/")[0].replace("-", " ")) if event_id else None
    return games.name if games else stated


def medal_table_rows(judged: Judged) -> Iterator[Row]:
    """Yield the rows of `medal_table`; a row without its counts is rejected by name."""
    for document_id, table in _tables(judged, "medal_table"):
        for row in table.rows:
            statements = judged.row_statements(row)
            if is_totals_label(text_of(statements, "notes") or ""):
                continue  # the sums of the table are of no nation; they stay in table_cells and statements
            counts = _medal_counts(judged, document_id, table, row, statements)
            if counts:
                nation = text_of(statements, "nation")
                yield _of_series(document_id, table, row, statements) | counts | {
                    "nation": nation, "nation_basis": "stated" if nation else "unknown",
                }  # fmt: skip


def _of_series(document_id: str, table: TableReading, row: RowReading, statements: Sequence[LinkedStatement]) -> Row:
    event = table.event
    return {
        "document_id": document_id,
        "table_index": table.table_index,
        "row_index": row.row_index,
        "event": event_slug(event.event, event.gender) if event.event else None,
        "gender": event.gender,
        "rank": whole(statements, "rank"),
    }


def _medal_counts(
    judged: Judged, document_id: str, table: TableReading, row: RowReading, statements: Sequence[LinkedStatement]
) -> Row | None:
    """Return the counts of a row. A table without a total column has the sum; a blank count rejects the row."""
    gold, silver, bronze, total = (whole(statements, name) for name in MEDAL_COUNTS)
    if gold is None or silver is None or bronze is None:
        judged.reject(document_id, f"{_where(table, row)} lacks a count of medals", statements)
        return None
    if total is None and "total" in table.roles:
        judged.reject(document_id, f"{_where(table, row)} lacks its total of medals", statements)
        return None
    return {
        "gold": gold,
        "silver": silver,
        "bronze": bronze,
        "total": gold + silver + bronze if total is None else total,
    }


def multiple_medalists_rows(judged: Judged) -> Iterator[Row]:
    """Yield the rows of `multiple_medalists`; a row without a name or its counts is rejected by name."""
    for document_id, table in _tables(judged, "multiple_medalists"):
        for row in table.rows:
            statements = judged.row_statements(row)
            name = text_of(statements, "competitor")
            if name is None:
                judged.reject(document_id, f"{_where(table, row)} names no medallist", statements)
                continue
            counts = _medal_counts(judged, document_id, table, row, statements)
            if counts:
                years = _years(text_of(statements, "olympics") or "")
                yield _of_series(document_id, table, row, statements) | counts | years | {
                    "competitor": name, "competitor_id": who(judged, None, name, statements),
                    **_nation(judged, table, name, text_of(statements, "nation")),
                }  # fmt: skip


def _years(text: str) -> Row:
    """Read `1968–1976`, `1968, 1972` or `1968–76`: the first and the last year."""
    first_year = year_of(text)
    tail = text.replace("—", "–").replace("-", "–").split("–")[-1] if "–" in text or "-" in text else text
    years = [year for year in (year_of(part) for part in text.replace("–", " ").replace(",", " ").split()) if year]
    if first_year and tail.strip().isdecimal() and len(tail.strip()) == 2:
        return {"first_year": first_year, "last_year": first_year // 100 * 100 + int(tail)}
    return {"first_year": min(years, default=None), "last_year": max(years, default=None)}


def _nation(judged: Judged, table: TableReading, name: str, stated: str | None) -> Row:
    """Return the nation: the table's, else the one that all events of the series in which it is told agree on."""
    if stated:
        return {"nation": stated, "nation_basis": "stated"}
    found = {noc for event_id in _events_of(judged, table) if (noc := _entrant_noc(judged, event_id, name))}
    noc = found.pop() if len(found) == 1 else None
    nation = nation_of(noc, None)
    return {"nation": nation, "nation_basis": "inferred" if nation else "unknown"}


def _events_of(judged: Judged, table: TableReading) -> list[str]:
    slug_of_event = event_slug(table.event.event or "event", table.event.gender)
    return sorted(event_id for event_id in judged.by_event if event_id.split("/")[-1] == slug_of_event)


def _entrant_noc(judged: Judged, event_id: str, name: str) -> str | None:
    return judged.noc_fact(event_id, f"{event_id}#{slug(name)}")[0]


def schedule_rows(judged: Judged) -> Iterator[Row]:
    """Yield the rows of `schedule`; a row without a whole date is rejected by name."""
    for document_id, table in _tables(judged, "schedule"):
        of_table = judged.event_of(table)
        for row in table.rows:
            event_id = judged.event_of_row(table, row, of_table)
            offset = judged.facts.get(event_id, "utc_offset") if event_id else None
            statements = judged.row_statements(row)
            date = first(statements, "date")
            day = date.value.date.as_date(table.event.year) if date and date.value.date else None
            if day is None:
                judged.reject(document_id, f"{_where(table, row)} has no whole date", statements)
                continue
            time = first(statements, "local_time")
            yield {
                "event_id": event_id,
                "document_id": document_id,
                "table_index": table.table_index,
                "row_index": row.row_index,
                "date": day,
                "local_time": parse_time(time.value.text) if time else None,
                "utc_offset": parse_utc_offset(offset.value.text) if offset and offset.value else None,
                "round": statements[0].qualifiers.round,
            }
