"""What would change a verdict: the smallest set of statements without which another value would be published.

A fact that nobody contests changes when its value is no longer stated. One that is contested is judged again without
one statement, then without each pair, and so on, at last without all that an article says of a value; what a hypothesis
was tested against stays as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import comb

from ingest.reconcile.candidates import Case, Judge, case_of
from schemas.facts import Fact
from schemas.slugs import slug
from schemas.values import Value

MAX_TAKEN_AWAY = 3
"""Statements, or articles: larger sets are not looked for, as the choices grow with the power of it."""
MAX_CHOICES = 300
"""Sets of one size are tried only where they are no more than this."""


def flips_if(case: Case, fact: Fact, judge: Judge) -> tuple[str, ...]:
    """Return the identifiers of the set, sorted; of several as small the first by identifiers."""
    if case.registered.many or fact.rule == "qualifier_separates":
        return min((tuple(sorted(s.statement_id for s in c.statements)) for c in case.candidates), key=_size)
    if len(case.candidates) == 1:
        return fact.supporting
    for taken in (*_few(case), *_articles(case)):
        if _meaning(judge(_without(case, frozenset(taken))).value) != _meaning(fact.value):
            return taken
    return fact.supporting


def _few(case: Case) -> Iterator[tuple[str, ...]]:
    """Yield the sets of few statements, the smallest first."""
    ids = sorted(s.statement_id for s in case.statements)
    for count in range(1, min(MAX_TAKEN_AWAY, len(ids) - 1) + 1):
        if comb(len(ids), count) <= MAX_CHOICES:
            yield from combinations(ids, count)


def _articles(case: Case) -> list[tuple[str, ...]]:
    """Return larger sets: all that up to three articles say of one value each, the smallest first."""
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for candidate in case.candidates:
        for linked in candidate.statements:
            article = case.witnesses.get(linked.document_id, linked.document_id)
            said[article, candidate.meaning.key].add(linked.statement_id)
    groups = [said[key] for key in sorted(said)]
    chosen = {
        tuple(sorted(set().union(*taken)))
        for count in range(1, MAX_TAKEN_AWAY + 1)
        if comb(len(groups), count) <= MAX_CHOICES
        for taken in combinations(groups, count)
    }
    return sorted((taken for taken in chosen if len(taken) < len(case.statements)), key=_size)


def _meaning(value: Value | None) -> tuple[object, ...] | None:
    """Return what a value says, so that another wording of the same is no other verdict."""
    if value is None:
        return None
    if value.number is not None:
        return (value.number, value.unit)
    return (value.date,) if value.date else (slug(value.text),)


def _size(ids: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(ids), ids


def _without(case: Case, taken: frozenset[str]) -> Case:
    rest = [s for s in case.statements if s.statement_id not in taken]
    return case_of(case.key, case.event_id, rest, case.witnesses, case.year)
