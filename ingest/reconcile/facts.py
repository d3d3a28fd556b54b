"""All statements to all facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.link import Linked
from ingest.reconcile.candidates import Case, case_of
from ingest.reconcile.evidence import Pool, bridge, direct_pool, winner_subjects
from ingest.reconcile.explanations import ComparableRow, ExplanationContext
from ingest.reconcile.flips import flips_if
from ingest.reconcile.ladder import judge
from schemas.extraction import Extraction
from schemas.facts import Fact, FactKey
from schemas.games import Games, games_named
from schemas.linked import LinkedStatement
from schemas.statements import NO_QUALIFIERS, Qualifiers


class FactIndex:
    """Facts by what they are about, in the order of their subjects, properties and qualifiers."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = {fact.key: fact for fact in facts}

    def __iter__(self) -> Iterable[Fact]:
        return iter(self._facts.values())

    def get(self, subject: str, name: str, qualifiers: Qualifiers = NO_QUALIFIERS) -> Fact | None:
        """Return the fact, or None where nothing states it."""
        return self._facts.get(FactKey(subject, name, qualifiers))

    def all(self) -> tuple[Fact, ...]:
        """Return every fact, sorted by fact_id."""
        return tuple(sorted(self._facts.values(), key=lambda fact: fact.key.fact_id))


def reconcile(linked: Linked, extractions: Sequence[Extraction]) -> FactIndex:
    """Judge every fact that at least one statement is about."""
    witnesses = {e.document.document_id: e.document.title for e in extractions}
    pool = direct_pool(linked.statements)
    own = frozenset(event_id for event_id in linked.event_of_document.values() if event_id)
    plain = ExplanationContext()
    gold = {
        key.subject: judge(_case(key, pool, witnesses), plain)
        for key in pool.direct
        if key.property_name == "gold" and key.qualifiers == NO_QUALIFIERS
    }
    winners = winner_subjects({s: fact.value.text for s, fact in gold.items() if fact.value is not None})
    bridge(pool, linked.statements, winners, own)
    context = ExplanationContext(_tables(linked, pool), _games(linked.statements))
    keys = sorted({*pool.direct, *pool.bridged}, key=_order)
    return FactIndex(_judged(_case(key, pool, witnesses), context) for key in keys)


def _judged(case: Case, context: ExplanationContext) -> Fact:
    fact = judge(case, context)
    return replace(fact, flips_if=flips_if(case, fact, lambda other: judge(other, context)))


def _order(key: FactKey) -> tuple[str, str, str]:
    return (key.subject, key.property_name, str(key.qualifiers))


def _case(key: FactKey, pool: Pool, witnesses: Mapping[str, str]) -> Case:
    statements = pool.of(key)
    event_ids = sorted({s.event_id for s in statements if s.event_id})
    event_id = event_ids[0] if len(event_ids) == 1 else None
    years = {s.statement.subject.event.year for s in statements if s.statement.subject.event}
    year = next(iter(years)) if len(years) == 1 else None
    return case_of(key, event_id, statements, witnesses, year)


def _games(statements: Iterable[LinkedStatement]) -> dict[str, Games]:
    event_ids = {s.event_id for s in statements if s.event_id}
    found = {event_id: games_named(event_id.split("/")[0].replace("-", " ")) for event_id in event_ids}
    return {event_id: games for event_id, games in found.items() if games}


def _tables(linked: Linked, pool: Pool) -> dict[tuple[str, int], list[ComparableRow]]:
    """Return the rows of each results table with the marks that other places state of the same competitors."""
    ranks: dict[tuple[str, int, int | None], Decimal] = {}
    marks: list[tuple[tuple[str, int, int | None], LinkedStatement]] = []
    for entry in linked.statements:
        statement = entry.statement
        table = statement.locator.table_index
        if table is None or statement.subject.kind != "row" or statement.value.number is None:
            continue
        place = (statement.document_id, table, statement.subject.row)
        if statement.property == "rank":
            ranks[place] = statement.value.number
        elif statement.property == "mark":
            marks.append((place, entry))
    tables: dict[tuple[str, int], list[ComparableRow]] = defaultdict(list)
    for place, entry in marks:
        tables[place[0], place[1]].append(_comparable(entry, ranks.get(place), pool))
    return tables


def _comparable(entry: LinkedStatement, rank: Decimal | None, pool: Pool) -> ComparableRow:
    key = FactKey(entry.subject, entry.property, entry.qualifiers)
    own = entry.statement
    others = {
        s.statement.value.number
        for s in pool.of(key)
        if s.statement.value.number is not None and s.statement.locator.span != own.locator.span
    }
    return ComparableRow(rank, own.value.number or Decimal(0), tuple(sorted(others)))
