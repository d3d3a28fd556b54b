"""What would change a verdict: the smallest set of statements without which another value would be published.

A fact that nobody contests changes when its value is no longer stated. One that is contested is judged again without
one statement, then without each pair, and so on; what a hypothesis was tested against stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from ingest.reconcile.candidates import Case, case_of
from schemas.facts import Fact

MAX_STATEMENTS_TAKEN_AWAY = 3
"""Larger sets are not looked for: the choices grow with the power of it."""
MAX_STATEMENTS_CONTESTED = 24

Judge = Callable[[Case], Fact]


def flips_if(case: Case, fact: Fact, judge: Judge) -> tuple[str, ...]:
    """Return the identifiers of the set, sorted; of several as small the first by identifiers."""
    if case.registered.many:
        return min((tuple(sorted(s.statement_id for s in c.statements)) for c in case.candidates), key=_size)
    if fact.status in {"agreed", "single"} or len(case.statements) > MAX_STATEMENTS_CONTESTED:
        return fact.supporting
    ids = sorted(s.statement_id for s in case.statements)
    for count in range(1, min(MAX_STATEMENTS_TAKEN_AWAY, len(ids) - 1) + 1):
        for taken in combinations(ids, count):
            if judge(_without(case, frozenset(taken))).value != fact.value:
                return taken
    return fact.supporting


def _size(ids: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(ids), ids


def _without(case: Case, taken: frozenset[str]) -> Case:
    rest = [s for s in case.statements if s.statement_id not in taken]
    return case_of(case.key, case.event_id, rest, case.witnesses, case.year)
