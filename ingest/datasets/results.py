"""`results` and `splits`: one row a competitor a round, from the tables of results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.datasets.competitors import members, who
from ingest.datasets.judged import Judged, Row, first, ids, nation_of, noc_at, text_of, whole, without_distance
from ingest.datasets.suggestions import suggested_marks
from parsers.tables.celltypes import is_laps_behind, is_same_time, status_of
from schemas.extraction import RowReading, TableReading
from schemas.facts import Fact
from schemas.linked import LinkedStatement
from schemas.statements import NO_QUALIFIERS, EventWords, Qualifiers, Statement

_TIED_PREFIXES = ("=", "T")


def results_rows(judged: Judged) -> Iterator[Row]:
    """Yield the rows of `results`."""
    for document_id, table, event_id in result_tables(judged):
        ranks = Counter((row.subject.event, whole(judged.row_statements(row), "rank")) for row in table.rows)
        suggested = suggested_marks(judged, document_id, table)
        for row in table.rows:
            own_id = judged.event_of_row(table, row, event_id)
            overall = _with_mark_of_final(judged, table, row, _result(judged, document_id, table, row, own_id, ranks))
            overall["mark_suggested"] = suggested.get(row.row_index)
            yield overall
            yield from _rounds(judged, table, row, overall)


def _with_mark_of_final(judged: Judged, table: TableReading, row: RowReading, overall: Row) -> Row:
    """Return the overall row of a table without a mark of all rounds: its mark is that of the final.

    The overall rank of one who was not in the final is none of the final.
    """
    if "final" not in table.rounds or overall["round"] != "final" or {"mark", "points", "total"} & set(table.roles):
        return overall
    cell = first([s for s in judged.row_statements(row) if s.property == "final_mark"], "final_mark")
    found = _of_round(cell)
    return overall | found | {"round": "final" if cell and found["status"] != "unknown" else None}


def _rounds(judged: Judged, table: TableReading, row: RowReading, overall: Row) -> Iterator[Row]:
    """Yield a row for each round beside the overall one of which the row says something: its mark, its rank."""
    statements = judged.row_statements(row)
    for name in table.rounds:
        words = name.replace("-", "_")
        own = [s for s in statements if s.property in {f"{words}_mark", f"{words}_rank"}]
        rank = whole(own, f"{words}_rank")
        if own and name != overall["round"] and not _says_nothing(first(own, f"{words}_mark"), rank):
            yield overall | _of_round(first(own, f"{words}_mark")) | {
                "round": name, "heat": None, "rank": rank, "tied": False, "notes": None,
                "supporting": ids([s.statement_id for s in own], *_who(statements)),
            }  # fmt: skip


def _says_nothing(cell: Statement | None, rank: int | None) -> bool:
    """Say whether a round's own cells are words alone: "did not advance"."""
    return rank is None and cell is not None and cell.value.number is None and status_of(cell.value.text) is None


def _who(statements: Sequence[LinkedStatement]) -> list[list[str]]:
    return [[s.statement_id for s in statements if s.property in {"competitor", "noc", "nation", "race_number"}]]


def _of_round(cell: Statement | None) -> Row:
    """Return the columns of the mark and the status by the cell of one round."""
    stated = cell.value.text if cell else None
    has_mark = cell is not None and cell.value.number is not None and cell.value.unit is not None
    status = status_of(stated) if stated else None
    return {
        "mark_suggested": None,
        "mark_stated": stated,
        "mark": cell.value.number if cell and has_mark else None,
        "mark_unit": cell.value.unit if cell and has_mark else None,
        "mark_basis": "stated" if has_mark else "unknown",
        "status": status or ("finished" if has_mark else "unknown"),
    }


def result_tables(judged: Judged) -> Iterator[tuple[str, TableReading, str | None]]:
    """Yield each table of results with its document and event."""
    for extraction in judged.extractions:
        for table in extraction.tables:
            if table.kind == "results":
                yield extraction.document.document_id, table, judged.event_of(table)


def row_round(judged: Judged, event_id: str | None, qualifiers: Qualifiers) -> str | None:
    """Return the round of a row: its own, else the final where the schedule names no other round."""
    if qualifiers.round:
        return qualifiers.round
    return "final" if event_id in judged.final_only else None


def _result(
    judged: Judged,
    document_id: str,
    table: TableReading,
    row: RowReading,
    event_id: str | None,
    ranks: Counter[tuple[EventWords | None, int | None]],
) -> Row:
    statements = [s for s in judged.row_statements(row) if s.statement.subject.kind == "row"]
    qualifiers = without_distance(statements[0].qualifiers)
    subject = statements[0].subject
    name, name_basis, name_evidence = judged.name_of(document_id, table.table_index, row)
    rank = whole(statements, "rank")
    mark, mark_evidence = _mark(judged, subject, qualifiers, statements)
    nation, nation_evidence = _nation(judged, event_id, subject, statements)
    return {
        "event_id": event_id,
        "document_id": document_id,
        "round": row_round(judged, event_id, qualifiers) or ("final" if "final" in table.rounds else None),
        "heat": qualifiers.heat,
        "section": table.section,
        "table_index": table.table_index,
        "row_index": row.row_index,
        "rank": rank,
        "tied": rank is not None and (ranks[row.subject.event, rank] > 1 or _is_marked_tied(statements)),
        "competitor": name,
        "competitor_id": who(judged, event_id, name, statements),
        "competitor_basis": name_basis,
        "members": [s.statement.value.text for s in statements if s.property == "member"],
        "member_ids": members(statements),
        **nation,
        "race_number": text_of(statements, "race_number"),
        **mark,
        "mark_suggested": None,
        "status": _status(statements),
        "notes": text_of(statements, "notes"),
        "supporting": ids([s.statement_id for s in statements], name_evidence, mark_evidence, nation_evidence),
    }


def _is_marked_tied(statements: Sequence[LinkedStatement]) -> bool:
    return (text_of(statements, "rank") or "").strip().startswith(_TIED_PREFIXES)


def _status(statements: Sequence[LinkedStatement]) -> str:
    stated = text_of(statements, "status")
    if stated:
        return status_of(stated) or "unknown"
    # Who has a place and a gap to the winner came in, also where the table gives the winner's mark alone; so did who
    # has the time of the one before, or came in laps behind.
    is_placed = whole(statements, "rank") is not None
    measured = (first(statements, name) for name in (("mark", "gap") if is_placed else ("mark",)))
    if any(found and found.value.number is not None for found in measured):
        return "finished"
    said = text_of(statements, "mark") or ""
    return "finished" if is_placed and (is_same_time(said) or is_laps_behind(said)) else "unknown"


def _mark(
    judged: Judged, subject: str, qualifiers: Qualifiers, statements: Sequence[LinkedStatement]
) -> tuple[Row, tuple[str, ...]]:
    """Return the columns of the mark and the statements that bear on it.

    A mark that only other places state is not the row's: without a cell there is none.
    """
    cell = first(statements, "mark")
    if cell is None or cell.value.number is None or cell.value.unit is None:
        stated = cell.value.text if cell else text_of(statements, "status")
        return {"mark_stated": stated, "mark": None, "mark_unit": None, "mark_basis": "unknown"}, ()
    fact = judged.facts.get(subject, "mark", qualifiers) or judged.facts.get(subject, "mark", NO_QUALIFIERS)
    number, basis = _judged_mark(cell, fact)
    row: Row = {
        "mark_stated": cell.value.text, "mark": number, "mark_unit": cell.value.unit, "mark_basis": basis,
    }  # fmt: skip
    return row, fact.supporting if fact else ()


def _judged_mark(cell: Statement, fact: Fact | None) -> tuple[object, str]:
    if fact is None:
        return cell.value.number, "stated"
    if fact.value is not None and fact.rule == "qualifier_separates":
        return cell.value.number, "stated"
    if fact.value is None or fact.value.number is None:
        return None, "disputed"
    if fact.status == "curated":
        return fact.value.number, "curated"
    return fact.value.number, "stated" if fact.value.number == cell.value.number else "corrected"


def _nation(
    judged: Judged, event_id: str | None, subject: str, statements: Sequence[LinkedStatement]
) -> tuple[Row, tuple[str, ...]]:
    """Return nation, noc and noc_basis: the row's own, else what other statements say of the entrant."""
    stated = text_of(statements, "nation")
    code = noc_at(text_of(statements, "noc") or stated or "", judged.year(event_id))
    if code:
        return {"nation": nation_of(code, stated), "noc": code, "noc_basis": "stated"}, ()
    inferred, evidence = judged.noc_fact(event_id, subject)
    if inferred:
        return {"nation": nation_of(inferred, stated), "noc": inferred, "noc_basis": "inferred"}, evidence
    return {"nation": stated, "noc": None, "noc_basis": "unknown"}, ()


def splits_rows(judged: Judged) -> Iterator[Row]:
    """Yield the rows of `splits`; a split that is no time is rejected by name."""
    for document_id, table, event_id in result_tables(judged):
        for row in table.rows:
            for linked in judged.row_statements(row):
                if linked.property == "split":
                    yield from _split(judged, document_id, table, row, event_id, linked)


def _split(
    judged: Judged,
    document_id: str,
    table: TableReading,
    row: RowReading,
    event_id: str | None,
    linked: LinkedStatement,
) -> Iterator[Row]:
    value = linked.statement.value
    if value.number is None or linked.qualifiers.distance_m is None:
        where = f"table {table.table_index}, row {row.row_index}"
        judged.reject(document_id, f"the split in {table.section}, {where} is no time; correct the article", [linked])
        return
    yield {
        "event_id": event_id,
        "document_id": document_id,
        "table_index": table.table_index,
        "row_index": row.row_index,
        "distance_m": linked.qualifiers.distance_m,
        "round": row_round(judged, event_id, linked.qualifiers),
        "heat": linked.qualifiers.heat,
        "competitor": judged.name_of(document_id, table.table_index, row)[0],
        "split_text": value.text,
        "split_s": value.number,
    }
