"""What hypotheses are tested against, made of the statements that are judged together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.link import Linked
from ingest.reconcile.arithmetic import lines, relations
from ingest.reconcile.evidence import Pool, place_of
from ingest.reconcile.explanations.model import ComparableRow, Edition, ExplanationContext, FieldCount, Stripped
from parsers.tables.celltypes import status_of
from parsers.values import parse_mark
from schemas.extraction import Extraction
from schemas.facts import FactKey
from schemas.games import Games, games_named
from schemas.linked import LinkedStatement, RowKey
from schemas.nations import noc_of
from schemas.slugs import slug
from schemas.statements import NO_QUALIFIERS, EventWords
from schemas.values import Value

_OF_EDITIONS = frozenset({"winning_time", "date", "gold", "silver", "bronze"})

_DECIDING = frozenset({None, "final"})

Sums = Mapping[RowKey, tuple[tuple[Decimal, str], ...]]
"""What the other cells of rows give for their marks, each with how."""


def context_of(linked: Linked, extractions: Sequence[Extraction]) -> ExplanationContext:
    """Return the context but for the tables, which need to know all that bears on their rows: see `with_tables`."""
    rows = _rows(linked.statements)
    return ExplanationContext(
        games=_games(linked.statements),
        editions=_editions(linked),
        fields=_fields(rows),
        named=_named(rows),
        stripped=_stripped(rows),
        about={
            e.document.title: (linked.event_of_document[e.document.document_id], linked.index.series(e.event))
            for e in extractions
        },
    )


def with_tables(context: ExplanationContext, statements: Iterable[LinkedStatement], pool: Pool) -> ExplanationContext:
    """Return the context with the tables; `pool` holds what bears on each fact, bridges included."""
    return replace(context, tables=_tables(_rows(statements), pool))


def _rows(statements: Iterable[LinkedStatement]) -> dict[RowKey, list[LinkedStatement]]:
    """Return the statements of each row of a table of results, in the order of their columns."""
    rows: dict[RowKey, list[LinkedStatement]] = defaultdict(list)
    for entry in statements:
        subject, table = entry.statement.subject, entry.statement.locator.table_index
        if table is not None and subject.kind == "row" and subject.row is not None:
            rows[entry.document_id, table, subject.row].append(entry)
    return {key: sorted(rows[key], key=lambda each: each.place_in_row) for key in sorted(rows)}


def _tables(
    rows: dict[RowKey, list[LinkedStatement]], pool: Pool
) -> dict[tuple[str, int, str], list[ComparableRow]]:  # fmt: skip
    """Return the rows that have a mark, with the marks that other places state of the same competitors."""
    tables: dict[tuple[str, int, str], list[ComparableRow]] = defaultdict(list)
    sums = sums_of(rows)
    for key, row in rows.items():
        mark = next((s for s in row if s.property == "mark" and s.statement.value.number is not None), None)
        if mark is not None:
            rank = next((s.statement.value.number for s in row if s.property == "rank"), None)
            found = comparable(key, mark, rank, pool.of(fact_key(mark)), sums.get(key, ()))
            tables[key[0], key[1], "mark"].append(found)
    return dict(tables)


def fact_key(entry: LinkedStatement) -> FactKey:
    """Return the fact that a statement is made of."""
    return FactKey(entry.subject, entry.property, entry.qualifiers)


def comparable(
    key: RowKey,
    mark: LinkedStatement,
    rank: Decimal | None,
    said: Iterable[LinkedStatement],
    sums: tuple[tuple[Decimal, str], ...] = (),
) -> ComparableRow:
    """Return a row with its mark and those that other places state among `said`, all that bears on the mark."""
    own, words = place_of(mark), mark.qualifiers
    others = {s.statement.value for s in said if s.statement.value.number is not None and place_of(s) != own}
    ordered = tuple(sorted(others, key=lambda value: (value.number or Decimal(0), value.text)))
    heat = f"{words.round or ''} {words.heat}" if words.heat else ""
    return ComparableRow(
        key, rank, mark.statement.value, ordered, heat, sums, mark.statement.locator.cell_row
    )  # fmt: skip


def sums_of(rows: Mapping[RowKey, Sequence[LinkedStatement]]) -> Sums:
    """Return what the cells of each row give for its mark, in the tables whose rows show how they add up."""
    tables: dict[tuple[str, int], list[LinkedStatement]] = defaultdict(list)
    for key, row in rows.items():
        tables[key[:2]].extend(row)
    found: dict[RowKey, list[tuple[Decimal, str]]] = defaultdict(list)
    for _, statements in sorted(tables.items()):
        for relation in relations(lines(statements)):
            for key, number in relation.given.items() if relation.target == "mark" and relation.kind != "best" else ():
                found[key].append((number, relation.how))
    return {key: tuple(given) for key, given in found.items()}


def _games(statements: Iterable[LinkedStatement]) -> dict[str, Games]:
    event_ids = {s.event_id for s in statements if s.event_id}
    found = {event_id: games_named(event_id.split("/")[0].replace("-", " ")) for event_id in event_ids}
    return {event_id: games for event_id, games in found.items() if games}


def _editions(linked: Linked) -> dict[str, tuple[Edition, ...]]:
    """Return the editions of the series of each event, by year."""
    said: dict[tuple[str, int], list[LinkedStatement]] = defaultdict(list)
    series: dict[str, set[tuple[str, int]]] = defaultdict(set)
    known: dict[EventWords, str] = {}
    for entry in linked.statements:
        words = entry.statement.subject.event
        if entry.event_id is None or words is None or words.year is None:
            continue
        if words not in known:
            known[words] = linked.index.series(words)
        series[known[words]].add((entry.event_id, words.year))
        is_plain = entry.subject == entry.event_id and entry.qualifiers == NO_QUALIFIERS
        if is_plain and entry.property in _OF_EDITIONS:
            said[entry.event_id, words.year].append(entry)
    found: dict[str, tuple[Edition, ...]] = {}
    for _, events in sorted(series.items()):
        ordered = sorted(events, key=lambda event: (event[1], event[0]))
        editions = tuple(_edition(event, year, said.get((event, year), [])) for event, year in ordered)
        found.update({edition.event_id: editions for edition in editions})
    return found


def _edition(event_id: str, year: int, said: Iterable[LinkedStatement]) -> Edition:
    places: dict[tuple[str, str], list[LinkedStatement]] = defaultdict(list)
    for entry in said:
        places[entry.document_id, entry.statement.source_kind].append(entry)
    return Edition(event_id, year, _values(said), {place: _values(own) for place, own in sorted(places.items())})


def _values(said: Iterable[LinkedStatement]) -> dict[str, tuple[Value, ...]]:
    """Return the distinct values of each property, in an order that does not depend on that of the statements."""
    found: dict[str, set[Value]] = defaultdict(set)
    for entry in said:
        found[entry.property].add(entry.statement.value)
    return {name: tuple(sorted(values, key=lambda value: value.text)) for name, values in sorted(found.items())}


def _fields(rows: dict[RowKey, list[LinkedStatement]]) -> dict[tuple[str, str], tuple[FieldCount, ...]]:
    """Return how many competitors and nations each article's tables list for an event, and how many started.

    Rows without a name are counted only where the article has one table of the event: else they may be the same.
    """
    events: dict[tuple[str, str], dict[RowKey, list[LinkedStatement]]] = defaultdict(dict)
    for key, row in rows.items():
        if row[0].event_id:
            events[row[0].event_id, key[0]][key] = row
    found: dict[tuple[str, str], list[FieldCount]] = defaultdict(list)
    for (event_id, _), own in sorted(events.items()):
        nameless = any("#row-" in row[0].subject for row in own.values())
        if nameless and len({key[1] for key in own}) > 1:
            continue
        found[event_id, "competitors"].append(_count((row[0].subject, row) for row in own.values()))
        nations = [(nation, row) for row in own.values() if (nation := _nation(row))]
        found[event_id, "nations"].append(_count(nations))
    return {key: tuple(counts) for key, counts in found.items()}


def _named(rows: dict[RowKey, list[LinkedStatement]]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return the names in each table of an event's results."""
    tables: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for key, row in rows.items():
        name = row[0].statement.subject.name
        if name and row[0].event_id:
            tables[row[0].event_id, key[0], key[1]].add(slug(name))
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for (event_id, _, _), names in sorted(tables.items()):
        found[event_id].append(frozenset(names))
    return {event_id: tuple(names) for event_id, names in found.items()}


def _stripped(rows: dict[RowKey, list[LinkedStatement]]) -> dict[str, Stripped]:
    """Return who has a place in a table of the deciding round of each event as disqualified, and with what mark."""
    names: dict[str, set[str]] = defaultdict(set)
    marks: dict[str, dict[Decimal, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows.values():
        event_id, name = row[0].event_id, row[0].statement.subject.name
        if event_id and name and row[0].qualifiers.round in _DECIDING and _has_status(row, "dq"):
            names[event_id].add(name)
            for mark in _marks(row):
                marks[event_id][mark].add(name)
    return {
        event_id: Stripped(
            tuple(sorted(found)), {mark: tuple(sorted(of)) for mark, of in sorted(marks[event_id].items())}
        )
        for event_id, found in sorted(names.items())
    }


def _marks(row: Sequence[LinkedStatement]) -> list[Decimal]:
    """Return the marks of a row, one that is struck out as well."""
    values = [s.statement.value for s in row if s.property == "mark"]
    read = [value.number if value.number is not None else _number(value.text) for value in values]
    return [number for number in read if number is not None]


def _number(text: str) -> Decimal | None:
    mark = parse_mark(text)
    return mark.number if mark else None


def _has_status(row: Sequence[LinkedStatement], status: str) -> bool:
    return any(s.property == "status" and status_of(s.statement.value.text) == status for s in row)


def _count(rows: Iterable[tuple[str, Sequence[LinkedStatement]]]) -> FieldCount:
    pairs = list(rows)
    return FieldCount(len({name for name, _ in pairs}), len({name for name, row in pairs if not _is_absent(row)}))


def _is_absent(row: Sequence[LinkedStatement]) -> bool:
    return _has_status(row, "dns")


def _nation(row: Sequence[LinkedStatement]) -> str | None:
    stated = next((s for s in row if s.property == "noc"), None) or next(
        (s for s in row if s.property == "nation"), None
    )
    return noc_of(stated.statement.value.text) or slug(stated.statement.value.text) if stated else None
