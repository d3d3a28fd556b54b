"""Facts: what all statements of one subject, property and qualifiers amount to, and why."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from schemas.statements import Qualifiers
from schemas.values import Value

FactStatus = Literal["agreed", "single", "resolved", "disputed", "curated"]
CONTESTED: tuple[FactStatus, ...] = ("disputed", "resolved", "curated")
"""The statuses of facts on which the sources differ, the worst first."""


@dataclass(frozen=True, slots=True)
class FactKey:
    """What a fact is about."""

    subject: str
    property_name: str
    qualifiers: Qualifiers

    @property
    def fact_id(self) -> str:
        """The digest that names the fact."""
        q = self.qualifiers
        parts = [self.subject, self.property_name, q.round, q.heat, q.distance_m, q.as_of]
        return "f-" + hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the values that were stated, with the statements that state it."""

    value: Value
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A verdict: the value (None where disputed), the rule that gave it, and both sides.

    `decision` is the `decision_id` of the recorded decision that decides, where one does.
    """

    key: FactKey
    event_id: str | None
    value: Value | None
    status: FactStatus
    rule: str
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    document_count: int
    alternatives: tuple[Alternative, ...] = ()
    explanation: str | None = None
    explanation_code: str | None = None
    flips_if: tuple[str, ...] = ()
    decision: str | None = None
