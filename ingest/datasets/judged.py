"""Everything that is known once facts are judged: what the builders and the checks look at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ingest.link import Linked
from ingest.reconcile import FactIndex
from parsers.title import year_of
from schemas.extraction import Extraction, RowReading, TableReading
from schemas.facts import Fact
from schemas.linked import LinkedStatement, RowKey
from schemas.medals import MEDALS
from schemas.nations import nation_name, noc_of
from schemas.slugs import slug
from schemas.statements import NO_QUALIFIERS, Qualifiers, Statement

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class RowReject:
    """A row that a dataset cannot hold: what is missing, where."""

    document_id: str
    message: str
    excerpt: str


@dataclass
class Judged:
    """Documents, or the parts of them that are judged together, with what they say, linked and judged.

    `at_home` are the documents whose own event is judged here; None: all of them.
    """

    extractions: Sequence[Extraction]
    linked: Linked
    facts: FactIndex
    rejects: list[RowReject] = field(default_factory=list)
    at_home: frozenset[str] | None = None

    @cached_property
    def statements(self) -> dict[str, LinkedStatement]:
        """Every statement by its identifier."""
        return {s.statement_id: s for s in self.linked.statements}

    @cached_property
    def by_event(self) -> dict[str, list[LinkedStatement]]:
        """The statements on each event and on its entrants, in source order."""
        groups: dict[str, list[LinkedStatement]] = defaultdict(list)
        for linked in self.linked.statements:
            if linked.event_id:
                groups[linked.event_id].append(linked)
        return groups

    @cached_property
    def final_only(self) -> frozenset[str]:
        """The events whose schedule names the final and no other round."""
        rounds: dict[str, set[str | None]] = defaultdict(set)
        for linked in self.linked.statements:
            if linked.event_id and linked.statement.extractor == "table.schedule":
                rounds[linked.event_id].add(linked.qualifiers.round)
        return frozenset(event_id for event_id, names in rounds.items() if names == {"final"})

    def row_statements(self, row: RowReading) -> list[LinkedStatement]:
        """Return the statements of one table row."""
        return [self.statements[identifier] for identifier in row.statement_ids]

    def event_of(self, table: TableReading) -> str | None:
        """Return the event that a table is about."""
        return self.linked.index.event_id(table.event)

    def event_of_row(self, table: TableReading, row: RowReading, event_id: str | None) -> str | None:
        """Return the event of a row, which may name another than that of its table, `event_id`."""
        own = row.subject.event
        return event_id if own is None or own == table.event else self.linked.index.event_id(own)

    def name_of(self, document_id: str, table: int, row: RowReading) -> tuple[str | None, str, tuple[str, ...]]:
        """Return a row's competitor, its basis and the statements of an inferred one."""
        if row.subject.name:
            return row.subject.name, "stated", ()
        key: RowKey = (document_id, table, row.row_index)
        identity = self.linked.identities.get(key)
        return (identity.name, "inferred", identity.supporting) if identity else (None, "unknown", ())

    def noc_fact(self, event_id: str | None, subject: str) -> tuple[str | None, tuple[str, ...]]:
        """Return the NOC of an entrant by what statements say of it, or of the medal that it won."""
        fact = self.facts.get(subject, "noc")
        if fact and fact.value:
            return self.code(fact), fact.supporting
        in_rounds = self._nocs_in_rounds(subject)
        if in_rounds[0]:
            return in_rounds
        for medal in MEDALS if event_id else ():
            winner = self.facts.get(event_id or "", medal)
            nation = self.facts.get(event_id or "", f"{medal}_noc")
            if winner and nation and winner.value and nation.value and self.is_entrant(event_id, winner, subject):
                return self.code(nation), tuple(sorted({*winner.supporting, *nation.supporting}))
        return None, ()

    def _nocs_in_rounds(self, subject: str) -> tuple[str | None, tuple[str, ...]]:
        """Return the NOC of an entrant by what is said of it and its nation, where all is one code."""
        found = [self.facts.get(subject, *each) for each in self._told_of_nations.get(subject, ())]
        told = [fact for fact in found if fact and fact.value]
        codes = {self.code(fact) for fact in told}
        if len(codes) != 1 or len(told) != len(found):
            return None, ()
        return codes.pop(), tuple(sorted({identifier for fact in told for identifier in fact.supporting}))

    @cached_property
    def _told_of_nations(self) -> dict[str, list[tuple[str, Qualifiers]]]:
        """What is said of each subject's nation: properties and qualifiers of facts."""
        found: dict[str, dict[tuple[str, Qualifiers], None]] = defaultdict(dict)
        for linked in self.linked.statements:
            if linked.property in {"noc", "nation"}:
                found[linked.subject][linked.property, linked.qualifiers] = None
        return {subject: list(each) for subject, each in found.items()}

    def is_entrant(self, event_id: str | None, winner: Fact, subject: str) -> bool:
        """Say whether the name that a medal's fact gives is that of `subject`."""
        return winner.value is not None and f"{event_id}#{slug(winner.value.text)}" == subject

    def code(self, fact: Fact) -> str | None:
        """Return the code of a nation's fact in the year of its event."""
        return noc_at(fact.value.text, self.year(fact.event_id)) if fact.value else None

    def year(self, event_id: str | None) -> int | None:
        """Return the year that an event's identifier begins with or holds."""
        return year_of(event_id.split("/")[0].replace("-", " ")) if event_id else None

    def reject(self, document_id: str, message: str, statements: Sequence[LinkedStatement]) -> None:
        """Record a row that a dataset cannot hold."""
        excerpt = " | ".join(s.statement.excerpt for s in statements)
        self.rejects.append(RowReject(document_id, message, excerpt))


_CODE = re.compile(r"[A-Z]{3}")
"""What the IOC's codes look like."""


def noc_at(text: str, year: int | None) -> str | None:
    """Return the code of a nation's name or code: of the year where it can be told, else of today, else the source's.

    A code that no table knows is what the source gives; a name is no code.
    """
    return noc_of(text, year) or noc_of(text) or (text if _CODE.fullmatch(text) else None)


def nation_of(noc: str | None, stated: str | None) -> str | None:
    """Return the nation's name: as stated, else the usual one of its code."""
    return stated or (nation_name(noc) if noc else None)


def first(statements: Sequence[LinkedStatement], name: str) -> Statement | None:
    """Return the first statement of a property among a row's."""
    return next((s.statement for s in statements if s.property == name), None)


def text_of(statements: Sequence[LinkedStatement], name: str) -> str | None:
    """Return the text of the first statement of a property, or None."""
    found = first(statements, name)
    return found.value.text if found else None


def whole(statements: Sequence[LinkedStatement], name: str) -> int | None:
    """Return the whole number of the first statement of a property, or None."""
    found = first(statements, name)
    if found is None or found.value.number is None:
        return None
    return int(found.value.number) if found.value.number == int(found.value.number) else None


def ids(*groups: Sequence[str]) -> list[str]:
    """Return identifiers of several groups, each once, sorted."""
    return sorted({identifier for group in groups for identifier in group})


def without_distance(qualifiers: Qualifiers) -> Qualifiers:
    """Return qualifiers as the row's mark has them: a split's distance left out."""
    return Qualifiers(qualifiers.round, qualifiers.heat) if qualifiers != NO_QUALIFIERS else NO_QUALIFIERS
