"""Decisions on articles written for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.decisions.values import value_of
from ingest.reconcile import FactIndex, reconcile
from schemas.decisions import Action, Decision, evidence_of
from schemas.facts import Fact, FactKey
from schemas.statements import NO_QUALIFIERS
from tests.ingest.articles import linked

Article = tuple[str, str]
"""Title and text."""

TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"
EVENT = "1952-summer-olympics/rowing/mens-single-sculls"
NEVER_SEEN = f"e-{'0' * 20}-{'0' * 20}"


def article(winning: str = "8:12.1", table: str = "8:12.8", *, lead: str = "", venue: str = "Lake") -> Article:
    """Return an article whose infobox and table state the winning time."""
    fields = f"- Venue: {venue}\n- Win Value: {winning}\n- Gold: Ann Other\n"
    rows = f"| 1 | Ann Other | {table} |\n| 2 | Bo Berg | 8:14.5 |\n"
    return TITLE, f"Infobox\n{fields}\n{lead}\n\n==Results==\n\n| Rank | Rower | Time |\n{rows}"


class Sources:
    """Articles, linked, with their facts as the ladder alone judges them."""

    def __init__(self, *articles: Article) -> None:
        self._extractions, self.linked = linked(*articles)
        self.facts = self.judged()
        self.statements = {s.statement_id: s for s in self.linked.statements}

    def judged(self, *decisions: Decision) -> FactIndex:
        return reconcile(self.linked, self._extractions, decisions)

    def fact(self, name: str, *decisions: Decision, subject: str = EVENT) -> Fact:
        found = self.judged(*decisions).get(subject, name)
        assert found is not None
        return found

    def evidence(self, name: str, subject: str = EVENT) -> str:
        fact = self.fact(name, subject=subject)
        return evidence_of(self.statements[i] for i in (*fact.supporting, *fact.opposing))

    def decision(self, name: str, action: Action, value: str | None = None, **more: str | int | None) -> Decision:
        """Return a decision that has seen what these sources say now; `more` are fields of `Decision`."""
        known = FactKey(EVENT, name, NO_QUALIFIERS) in {fact.key for fact in self.facts.all()}
        evidence = self.evidence(name) if known else NEVER_SEEN
        return made(name, action, evidence, value, **more)

    def outcomes(self, *decisions: Decision) -> Sequence[str]:
        return [outcome.outcome for outcome in self.judged(*decisions).outcomes]


def made(name: str, action: Action, evidence: str, value: str | None = None, **more: str | int | None) -> Decision:
    """Return a decision on the event; `more` are fields of `Decision`."""
    said = value_of(value, name) if value is not None else None
    plain = Decision(0, EVENT, name, action, "The newspapers say so.", "A. Reader", date(2024, 5, 1), evidence)
    return replace(plain, value=said, **more)  # type: ignore[arg-type]  # what a test gives fits its field
