"""The values that were stated of one fact, each with its statements and witnesses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.reconcile.joint import joint_values
from ingest.reconcile.values import Meaning, is_less_precise, meaning
from ingest.reconcile.witnesses import independent
from schemas.facts import Fact, FactKey
from schemas.linked import LinkedStatement
from schemas.properties import Property, property_of
from schemas.statements import Statement
from schemas.values import Value

_SOURCE_ORDER = {"infobox": 0, "table": 1, "title": 2, "prose": 3}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value, as all statements that mean the same give it."""

    meaning: Meaning
    value: Value
    statements: tuple[LinkedStatement, ...]

    @property
    def documents(self) -> frozenset[str]:
        """The documents that say it."""
        return frozenset(s.document_id for s in self.statements)


@dataclass(frozen=True, slots=True)
class Case:
    """A fact to be judged: its candidates in value order.

    `witnesses` maps each document to the article it is a form of: one article is one witness. `year` is the event's.
    """

    key: FactKey
    event_id: str | None
    registered: Property
    candidates: tuple[Candidate, ...]
    witnesses: Mapping[str, str]
    year: int | None

    @property
    def statements(self) -> tuple[LinkedStatement, ...]:
        """All statements, of every candidate."""
        return tuple(s for candidate in self.candidates for s in candidate.statements)

    def articles(self, candidate: Candidate) -> frozenset[str]:
        """Return the articles that state `candidate`."""
        return frozenset(self.witnesses.get(d, d) for d in candidate.documents)

    def voters(self, candidate: Candidate) -> frozenset[str]:
        """Return the articles that state `candidate` and nothing that contradicts it.

        What an article says in its own words is not contradicted by what it quotes from a source that it names.
        """
        others = {
            article
            for other in self.candidates
            if other is not candidate and not self.compatible(other, candidate)
            for article in self.articles(other) - (self._in_own_words(candidate) - self._in_own_words(other))
        }
        return self.articles(candidate) - others

    def _in_own_words(self, candidate: Candidate) -> frozenset[str]:
        """Return the articles that state `candidate` and name no source for it; none of what is a source's own."""
        if self.registered.by_source:
            return frozenset()
        own = (s.document_id for s in candidate.statements if s.statement.attributed_to is None)
        return frozenset(self.witnesses.get(document_id, document_id) for document_id in own)

    def witnesses_of(self, candidate: Candidate) -> tuple[frozenset[str], ...]:
        """Return the voters of `candidate`, those together that are not independent of each other."""
        voters = self.voters(candidate)
        said: dict[str, list[Statement]] = {voter: [] for voter in sorted(voters)}
        for other in self.candidates:
            if other is candidate or self.compatible(other, candidate):
                for linked in other.statements:
                    article = self.witnesses.get(linked.document_id, linked.document_id)
                    if article in said:
                        said[article].append(linked.statement)
        return independent(said)

    def compatible(self, a: Candidate, b: Candidate) -> bool:
        """Say whether two candidates can both be true, one being the other with less precision."""
        return is_less_precise(a.meaning, b.meaning, self.registered) or is_less_precise(
            b.meaning, a.meaning, self.registered
        )


Judge = Callable[[Case], Fact]
"""The ladder without decisions."""


def case_of(
    key: FactKey,
    event_id: str | None,
    statements: Sequence[LinkedStatement],
    witnesses: Mapping[str, str],
    year: int | None,
) -> Case:
    """Group the statements of a fact by what their values mean."""
    registered = property_of(key.property_name)
    groups: dict[str, list[LinkedStatement]] = defaultdict(list)
    meanings: dict[str, Meaning] = {}
    units = _units(statements)
    joint = joint_values(key.property_name, statements)
    for linked in statements:
        value = joint.get(linked.statement_id, linked.statement.value)
        found = meaning(_with_unit(value, units), registered, year)
        groups[found.key].append(linked)
        known = meanings.get(found.key)
        # 1:04.60 and 1:04.6 are equal; the one with more decimals tells which is the more precise.
        if known is None or (found.number is not None and str(found.number) > str(known.number)):
            meanings[found.key] = found
    candidates = tuple(_candidate(meanings[name], groups[name], joint) for name in sorted(groups))
    return Case(key, event_id, registered, _told_apart(candidates), witnesses, year)


def _units(statements: Sequence[LinkedStatement]) -> Mapping[Decimal | None, str]:
    """Return the one unit that each number is stated with; under None that of all, if all that have one have the same.

    A column may leave out what it counts.
    """
    found: dict[Decimal | None, set[str]] = defaultdict(set)
    for value in (linked.statement.value for linked in statements):
        if value.unit is not None:
            found[None].add(value.unit)
            found[value.number].add(value.unit)
    return {number: units.pop() for number, units in found.items() if len(units) == 1}


def _with_unit(value: Value, units: Mapping[Decimal | None, str]) -> Value:
    """Give a bare number the unit that the same number has elsewhere, or else every other statement of the fact."""
    if value.number is None or value.unit is not None:
        return value
    return replace(value, unit=units.get(value.number, units.get(None)))


def _told_apart(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Write the unit beside a value that another candidate has in the same words: 25 s and 25 points, each `25`."""
    texts = Counter(candidate.value.text for candidate in candidates)
    return tuple(
        replace(c, value=replace(c.value, text=f"{c.value.text} {c.value.unit}"))
        if texts[c.value.text] > 1 and c.value.unit
        else c
        for c in candidates
    )


def _candidate(found: Meaning, statements: Sequence[LinkedStatement], joint: Mapping[str, Value]) -> Candidate:
    ordered = sorted(statements, key=lambda s: s.statement_id)
    shown = min((s.statement for s in ordered), key=_preference_of)
    return Candidate(found, joint.get(shown.statement_id, shown.value), tuple(ordered))


def _preference_of(statement: Statement) -> tuple[int, int, str]:
    """Which of equal values is shown: the infobox's wording first, then the shorter; never by reading order."""
    return (_SOURCE_ORDER[statement.source_kind], len(statement.value.text), statement.value.text)
