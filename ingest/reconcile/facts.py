"""All statements to all facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.link import Linked
from ingest.reconcile.candidates import Case, case_of
from ingest.reconcile.context import context_of, with_tables
from ingest.reconcile.decisions import Ruling, decisions_by_fact, ruled
from ingest.reconcile.evidence import Pool, bridge, direct_pool, winner_subjects
from ingest.reconcile.explanations import ExplanationContext
from ingest.reconcile.flips import flips_if
from ingest.reconcile.ladder import judge
from schemas.decisions import Decision, DecisionOutcome
from schemas.extraction import Extraction
from schemas.facts import Fact, FactKey
from schemas.statements import NO_QUALIFIERS, Qualifiers

Decided = Mapping[FactKey, tuple[Decision, ...]]
"""The recorded decisions on each fact."""


class FactIndex:
    """Facts by what they are about, in the order of their subjects, properties and qualifiers.

    `outcomes` says of each recorded decision on one of these facts what became of it, in the order of the file.
    """

    def __init__(self, facts: Iterable[Fact], outcomes: Iterable[DecisionOutcome] = ()) -> None:
        self._facts = {fact.key: fact for fact in facts}
        self.outcomes = tuple(sorted(outcomes, key=lambda outcome: outcome.decision.position))

    def __iter__(self) -> Iterable[Fact]:
        return iter(self._facts.values())

    def get(self, subject: str, name: str, qualifiers: Qualifiers = NO_QUALIFIERS) -> Fact | None:
        """Return the fact, or None where nothing states it."""
        return self._facts.get(FactKey(subject, name, qualifiers))

    def all(self) -> tuple[Fact, ...]:
        """Return every fact, sorted by fact_id."""
        return tuple(sorted(self._facts.values(), key=lambda fact: fact.key.fact_id))


def reconcile(linked: Linked, extractions: Sequence[Extraction], decisions: Sequence[Decision] = ()) -> FactIndex:
    """Judge every fact that at least one statement is about; `decisions` are those that people recorded."""
    decided = decisions_by_fact(decisions)
    witnesses = {e.document.document_id: e.document.title for e in extractions}
    pool = direct_pool(linked.statements)
    own = frozenset(event_id for event_id in linked.event_of_document.values() if event_id)
    plain = context_of(linked, extractions)
    golds = [
        _ruled(_case(key, pool, witnesses), plain, decided).fact
        for key in pool.direct
        if key.property_name == "gold" and key.qualifiers == NO_QUALIFIERS
    ]
    winners = winner_subjects(golds)
    bridge(pool, linked.statements, winners, own)
    context = with_tables(plain, linked.statements, pool)
    keys = sorted({*pool.direct, *pool.bridged}, key=_order)
    rulings = [_judged(_case(key, pool, witnesses), context, decided) for key in keys]
    outcomes = [outcome for ruling in rulings for outcome in ruling.outcomes]
    return FactIndex((ruling.fact for ruling in rulings), outcomes)


def _ruled(case: Case, context: ExplanationContext, decided: Decided) -> Ruling:
    return ruled(case, decided.get(case.key, ()), context, lambda other: judge(other, context))


def _judged(case: Case, context: ExplanationContext, decided: Decided) -> Ruling:
    ruling = _ruled(case, context, decided)
    flips = flips_if(case, ruling.fact, lambda other: _ruled(other, context, decided).fact)
    return replace(ruling, fact=replace(ruling.fact, flips_if=flips))


def _order(key: FactKey) -> tuple[str, str, str]:
    return (key.subject, key.property_name, str(key.qualifiers))


def _case(key: FactKey, pool: Pool, witnesses: Mapping[str, str]) -> Case:
    statements = pool.of(key)
    event_ids = sorted({s.event_id for s in statements if s.event_id})
    event_id = event_ids[0] if len(event_ids) == 1 else None
    years = {s.statement.subject.event.year for s in statements if s.statement.subject.event}
    year = next(iter(years)) if len(years) == 1 else None
    return case_of(key, event_id, statements, witnesses, year)
