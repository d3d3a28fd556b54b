"""`decisions`: what people decided, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.datasets.judged import Row
from schemas.decisions import JOINING, DecisionOutcome


def decision_rows(outcomes: Iterable[DecisionOutcome]) -> Iterator[Row]:
    """Yield the rows of `decisions`."""
    return map(_decision, outcomes)


def _decision(outcome: DecisionOutcome) -> Row:
    decision, qualifiers = outcome.decision, outcome.decision.qualifiers
    is_of_fact = decision.action not in JOINING
    return {
        "decision_id": decision.decision_id,
        "position": decision.position,
        "fact_id": decision.key.fact_id if is_of_fact else None,
        "subject": decision.subject,
        "property": decision.property_name if is_of_fact else None,
        "round": qualifiers.round,
        "heat": qualifiers.heat,
        "distance_m": qualifiers.distance_m,
        "as_of": qualifiers.as_of,
        "action": decision.action,
        "value_text": decision.value.text if decision.value else None,
        "statement_id": decision.statement,
        "explanation_code": decision.explanation,
        "other": decision.other,
        "reason": decision.reason,
        "decided_by": decision.by,
        "decided_on": decision.on,
        "evidence": decision.evidence or None,
        "outcome": outcome.outcome,
        "moved": outcome.moved,
        "message": outcome.message,
        "decided_text": outcome.decided,
        "ladder_text": outcome.ladder_value,
        "ladder_status": outcome.ladder_status,
        "ladder_rule": outcome.ladder_rule,
        "evidence_now": outcome.evidence,
    }
