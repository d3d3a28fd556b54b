"""`reconciliation` and `checks`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.checks.model import Check
from ingest.datasets.judged import Judged, Row
from schemas.decisions import evidence_of
from schemas.facts import Fact


def reconciliation_rows(judged: Judged) -> Iterator[Row]:
    """Yield the rows of `reconciliation`."""
    return (_fact(judged, fact) for fact in judged.facts.all())


def _fact(judged: Judged, fact: Fact) -> Row:
    value, qualifiers = fact.value, fact.key.qualifiers
    return {
        "fact_id": fact.key.fact_id,
        "event_id": fact.event_id,
        "subject": fact.key.subject,
        "property": fact.key.property_name,
        "round": qualifiers.round,
        "heat": qualifiers.heat,
        "distance_m": qualifiers.distance_m,
        "as_of": qualifiers.as_of,
        "value_text": value.text if value else None,
        "value_number": value.number if value else None,
        "value_unit": value.unit if value else None,
        "value_date": value.date.as_date(judged.year(fact.event_id)) if value and value.date else None,
        "status": fact.status,
        "rule": fact.rule,
        "explanation": fact.explanation,
        "explanation_code": fact.explanation_code,
        "decision": fact.decision,
        "statement_count": len(fact.supporting) + len(fact.opposing),
        "document_count": fact.document_count,
        "evidence": evidence_of(judged.statements[i] for i in (*fact.supporting, *fact.opposing)),
        "supporting": list(fact.supporting),
        "opposing": list(fact.opposing),
        "flips_if": list(fact.flips_if),
        "alternatives": [
            {"value_text": alternative.value.text, "statement_ids": list(alternative.statement_ids)}
            for alternative in fact.alternatives
        ],
    }


def check_rows(checks: Iterable[Check]) -> Iterator[Row]:
    """Yield the rows of `checks`."""
    for check in checks:
        yield {
            "check_id": check.check_id,
            "kind": check.kind,
            "document_id": check.document_id,
            "event_id": check.event_id,
            "outcome": check.outcome,
            "expected": check.expected,
            "found": check.found,
            "message": check.message,
            "statement_ids": sorted(set(check.statement_ids)),
        }
