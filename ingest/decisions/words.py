"""Decisions as people read them on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.decisions import JOINING, Decision
from schemas.statements import Qualifiers


def qualifiers_text(qualifiers: Qualifiers) -> str:
    """Return qualifiers as one reads them: `final, 200 m`; "" where there are none."""
    distance = None if qualifiers.distance_m is None else f"{qualifiers.distance_m:g} m"
    heat = f"heat {qualifiers.heat}" if qualifiers.heat else None
    return ", ".join(part for part in (qualifiers.round, heat, distance, qualifiers.as_of) if part)


def about(decision: Decision) -> str:
    """Return what a decision is about: its fact, or two competitors."""
    if decision.action in JOINING:
        return f"{decision.subject} and {decision.other}"
    narrowed = qualifiers_text(decision.qualifiers)
    return f"{decision.property_name}{f' ({narrowed})' if narrowed else ''} of {decision.subject}"


def said(decision: Decision) -> str:
    """Return what is decided: the action with what it is on."""
    what = decision.statement or decision.explanation or (decision.value.text if decision.value else None)
    return " ".join(part for part in (decision.action.replace("_", " "), what) if part)


def decision_line(row: Mapping[str, object]) -> str:
    """Return what became of a decision as one line; `row` is its row of the dataset `decisions`."""
    on = f"{row['property']}{_narrowed(row)} of {row['subject']}" if row["property"] else str(row["subject"])
    entry = row["position"]
    number = entry + 1 if isinstance(entry, int) else entry
    return f"decision {number} {row['outcome']}: {str(row['action']).replace('_', ' ')}, {on}: {row['message']}"


def _narrowed(row: Mapping[str, object]) -> str:
    heat, distance = row.get("heat"), row.get("distance_m")
    parts = (row.get("round"), heat and f"heat {heat}", distance and f"{distance:g} m", row.get("as_of"))
    found = ", ".join(str(part) for part in parts if part)
    return f" ({found})" if found else ""
