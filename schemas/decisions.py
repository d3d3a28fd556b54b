"""Decisions: what people record in raw/decisions.toml to overrule, complete or hold back a verdict of the ladder.

A decision is bound to the evidence that was there when it was taken, by a fingerprint of two halves. The first is a
digest of what was stated: of each statement the article, the property with its qualifiers, and the meaning of the
value, each once. The second is a digest of the statements' identifiers, hence of their very words and places. While
the first half is that of today's statements the decision applies; where only the second differs, the text moved or was
reworded, and the fingerprint is to be renewed; where the first differs, the evidence is another and the decision stale.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from schemas.facts import FactKey, FactStatus
from schemas.linked import LinkedStatement
from schemas.statements import NO_QUALIFIERS, Qualifiers
from schemas.values import Value

Action = Literal["choose", "reject", "set", "both_true", "accept_explanation", "defer", "same", "different"]
ACTIONS: tuple[Action, ...] = get_args(Action)
DECIDING: frozenset[str] = frozenset({"choose", "set", "both_true", "accept_explanation", "defer"})
"""The actions of which a fact can have one. `reject` takes statements out before it, and may be there several times."""
JOINING: frozenset[str] = frozenset({"same", "different"})
"""The actions on two competitors instead of a fact."""
COMPETITOR = "competitor:"

Outcome = Literal["applied", "stale", "redundant", "unused"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
FORM_SEPARATOR = "--"
"""What stands between an article's slug and its form in a `document_id`."""
_HALF = 20


@dataclass(frozen=True, slots=True)
class Decision:
    """One `[[decision]]` of decisions.toml. `position` is its 0-based place in the file.

    - `choose`: `value` is one of the stated ones; `set`: `value` is nobody's;
    - `reject`: `statement` is not to count; `document`, `section` and `value` find it again if its text moves;
    - `accept_explanation`: `explanation` is the code of the hypothesis;
    - `same`, `different`: `subject` and `other` are two `competitor:` subjects, or competitors in an event
      (`<event_id>#<slug>`); `property_name` is "" and there is no `evidence`.
    """

    position: int
    subject: str
    property_name: str
    action: Action
    reason: str
    by: str
    on: date
    evidence: str = ""
    qualifiers: Qualifiers = NO_QUALIFIERS
    value: Value | None = None
    statement: str | None = None
    document: str | None = None
    section: str | None = None
    explanation: str | None = None
    other: str | None = None

    @property
    def key(self) -> FactKey:
        """The fact that it is about."""
        return FactKey(self.subject, self.property_name, self.qualifiers)

    @property
    def decision_id(self) -> str:
        """The digest of what is decided of what; reason, author, day and fingerprint may change without it."""
        said = self.value.text if self.value else None
        parts = [self.key.fact_id, self.action, said, self.statement, self.explanation, self.other]
        return "d-" + _digest(parts)


@dataclass(frozen=True, slots=True)
class DecisionOutcome:
    """What became of a decision in a run, with the ladder's verdict beside it (None where there is no such fact).

    `moved` says that the words or places of the evidence are others than those seen, while its values are the same.
    `decided` is the value that the decision gives, None where it gives none; `evidence` is today's fingerprint.
    """

    decision: Decision
    outcome: Outcome
    message: str
    moved: bool = False
    decided: str | None = None
    evidence: str | None = None
    ladder_value: str | None = None
    ladder_status: FactStatus | None = None
    ladder_rule: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Two competitors (slugs, `first < second`) that a decision holds for one person, or for two."""

    first: str
    second: str
    is_same: bool
    decision_id: str


def joins(decisions: Iterable[Decision]) -> tuple[Join, ...]:
    """Return what was decided on who is who, sorted; the slugs are without `competitor:`."""
    found = []
    for decision in decisions:
        if decision.action in JOINING and decision.other is not None:
            first, second = sorted(name.removeprefix(COMPETITOR) for name in (decision.subject, decision.other))
            found.append(Join(first, second, decision.action == "same", decision.decision_id))
    return tuple(sorted(found))


def evidence_of(statements: Iterable[LinkedStatement]) -> str:
    """Return the fingerprint of the statements that bear on a fact: `e-`, the digest of values, `-`, that of texts.

    The order of statements, and how often one article says the same, do not matter.
    """
    ordered = list(statements)
    values = sorted({json.dumps(_said(linked), ensure_ascii=False) for linked in ordered})
    return f"e-{_digest(values)}-{_digest(sorted({linked.statement_id for linked in ordered}))}"


def same_values(seen: str, now: str) -> bool:
    """Say whether two fingerprints are of the same values from the same articles."""
    return seen[: -_HALF - 1] == now[: -_HALF - 1]


def article_of(document_id: str) -> str:
    """Return the article that a document is a form of."""
    return document_id.split(FORM_SEPARATOR)[0]


def value_key(value: Value) -> list[object]:
    """Return what a value means, as plain data: a number with its decimals and unit, the parts of a date, or a text."""
    if value.number is not None:
        return [f"{value.number:f}", value.unit]
    if value.date is not None:
        return [value.date.year, value.date.month, value.date.day]
    return [" ".join(unicodedata.normalize("NFC", value.text).split())]


def _said(linked: LinkedStatement) -> list[object]:
    q = linked.qualifiers
    where = [article_of(linked.document_id), linked.property, q.round, q.heat, q.distance_m, q.as_of]
    return [*where, *value_key(linked.statement.value)]


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:_HALF]
