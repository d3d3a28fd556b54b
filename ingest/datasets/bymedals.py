"""Medallists whom only tables of results tell: by the icon of a medal that stands where the rank would."""

from __future__ import annotations

from ingest.datasets.competitors import who
from ingest.datasets.judged import Judged, Row, ids
from parsers.tables.cellvalues import medal_named
from schemas.linked import LinkedStatement
from schemas.statements import Statement

_DECIDING = frozenset({None, "final", "small-final"})


def medals_of_rows(judged: Judged, event_id: str, medal: str) -> list[Row]:
    """Return the medallists of an event by the icons of medals in its tables, each once, in the order of the sources.

    A medal by its icon is a rank of that word: the place in the table and the name are two statements, so the medallist
    is inferred.
    """
    found: dict[str, list[LinkedStatement]] = {}
    for linked in judged.by_event.get(event_id, ()):
        if _is_icon(linked.statement, medal) and linked.qualifiers.round in _DECIDING:
            found.setdefault(linked.subject, []).append(linked)
    rows = (_row(judged, event_id, subject, icons) for subject, icons in found.items())
    return [row for row in rows if row["basis"] != "unknown"]


def _is_icon(statement: Statement, medal: str) -> bool:
    is_rank = statement.property == "rank" and statement.source_kind == "table"
    return is_rank and (statement.value.text == medal or medal_named(statement.value.text) == medal)


def _row(judged: Judged, event_id: str, subject: str, icons: list[LinkedStatement]) -> Row:
    statement = icons[0].statement
    own = statement.subject.name
    name = judged.linked.full_name(event_id, own) if own else None
    noc, evidence = judged.noc_fact(event_id, subject)
    return {
        "competitor": name,
        "competitor_id": who(judged, event_id, name, ()),
        "noc": noc,
        "basis": "inferred" if name or noc else "unknown",
        "supporting": ids([icon.statement_id for icon in icons], evidence),
    }
