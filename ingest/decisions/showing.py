"""What a decision does, as text for a terminal and as plain data for machines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.decisions.deciding import Renewal, Taken
from ingest.decisions.preview import MEANT_TO_DIFFER, Change, Found, Preview
from ingest.decisions.reading import DECISIONS_FILE
from ingest.decisions.words import about, qualifiers_text, said
from ingest.decisions.writing import fields_of
from schemas.decisions import Decision
from schemas.facts import Fact
from schemas.linked import LinkedStatement

_LONGEST = 80


def taken_text(taken: Taken, raw: Path, *, is_dry: bool) -> str:
    """Return what a decision does, and where it was written."""
    lines = list(_fact_lines(taken, taken.found, taken.preview)) if taken.found and taken.preview else []
    if not lines:
        lines = [f"{about(taken.decision)}: {taken.outcome.message}; the next run says what it joins or keeps apart"]
    if taken.replaced:
        old = taken.replaced
        lines.append(f"takes the place of: {said(old)}, by {old.by} on {old.on.isoformat()}")
    entries = [str(each.position + 1) for each in (taken.decision, *taken.together)]
    where = f"{raw / DECISIONS_FILE}, {'entry' if len(entries) == 1 else 'entries'} {', '.join(entries)}"
    lines.append(f"not written (--dry-run): {where}" if is_dry else f"written: {where}; the next run publishes it")
    return "\n".join(lines)


def _together(taken: Taken) -> Iterator[str]:
    """Yield the facts that are decided with the one named, and what gives way there."""
    facts = taken.preview.together if taken.preview else ()
    for fact, decision in zip(facts, taken.together, strict=True):
        line = f"decided with it, the same question: {_named(fact)}, {_verdict(fact)}, {fact.key.fact_id}"
        yield f"{line} (entry {decision.position + 1}; --only leaves it as it is)"


def _named(fact: Fact) -> str:
    narrowed = qualifiers_text(fact.key.qualifiers)
    return f"{fact.key.property_name}{f' ({narrowed})' if narrowed else ''} of {fact.key.subject}"


def _fact_lines(taken: Taken, found: Found, shown: Preview) -> Iterator[str]:
    key = found.fact.key
    narrowed = qualifiers_text(key.qualifiers)
    yield f"{key.subject}  {key.property_name}{f' ({narrowed})' if narrowed else ''}  {key.fact_id}"
    yield f"  before: {_verdict(shown.before)}"
    yield f"  after:  {_verdict(shown.after)}"
    for outcome in shown.outcomes:
        yield f"  decision {outcome.decision.position + 1} would be {outcome.outcome}: {outcome.message}"
    for linked in found.statements:
        yield f"  {'+' if linked.statement_id in shown.after.supporting else '-'} {_quote(linked)}"
    yield from _together(taken)
    yield f"{len(shown.changes)} published rows would change" + (":" if shown.changes else "")
    for change in shown.changes:
        yield f"  {_change(change)}"
    for fact in shown.alike:
        yield f"not touched, though it rests on the same: {_named(fact)}, {_verdict(fact)}, {fact.key.fact_id}"


def _verdict(fact: Fact) -> str:
    return f"{fact.value.text if fact.value else 'no value'}  [{fact.status}, rule {fact.rule}]"


def _quote(linked: LinkedStatement) -> str:
    statement = linked.statement
    line = f", line {statement.locator.source_line}" if statement.locator.source_line else ""
    part = "infobox" if statement.source_kind == "infobox" else statement.locator.section
    where = f"{linked.document_id}, {part}{line}"
    return f"{statement.value.text}: “{_short(statement.excerpt)}” — {where}  {linked.statement_id}"


def _change(change: Change) -> str:
    key = "|".join("" if part is None else str(part) for part in change.key)
    if change.kind != "changed":
        message = next((after or before for column, before, after in change.columns if column == "message"), "")
        return f"{change.dataset} {key} is {change.kind}{f': {message}' if message else ''}"
    shown = [
        f"{column} {_short(before)} → {_short(after)}"
        for column, before, after in change.columns
        if column not in MEANT_TO_DIFFER
    ]
    return f"{change.dataset} {key}: {'; '.join(shown)}"


def _short(value: object) -> str:
    text = "null" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def taken_json(taken: Taken, *, is_dry: bool) -> dict[str, Any]:
    """Return what a decision does as plain data."""
    shown = taken.preview
    return {
        "written": not is_dry,
        "entry": taken.decision.position + 1,
        "decision": {name: str(value) for name, value in fields_of(taken.decision).items()},
        "decision_id": taken.decision.decision_id,
        "outcome": taken.outcome.outcome,
        "message": taken.outcome.message,
        "replaces": taken.replaced.decision_id if taken.replaced else None,
        "before": _fact_json(shown.before) if shown else None,
        "after": _fact_json(shown.after) if shown else None,
        "together": [_together_json(decision) for decision in taken.together],
        "changes": [_change_json(change) for change in shown.changes] if shown else [],
        "alike": [fact.key.fact_id for fact in shown.alike] if shown else [],
    }


def _together_json(decision: Decision) -> dict[str, Any]:
    fact_id = decision.key.fact_id
    return {"entry": decision.position + 1, "fact_id": fact_id, "decision_id": decision.decision_id}


def _fact_json(fact: Fact) -> dict[str, Any]:
    value = fact.value.text if fact.value else None
    return {"fact_id": fact.key.fact_id, "value": value, "status": fact.status, "rule": fact.rule}


def _change_json(change: Change) -> dict[str, Any]:
    columns = {column: [_plain(before), _plain(after)] for column, before, after in change.columns}
    return {
        "dataset": change.dataset,
        "change": change.kind,
        "key": [_plain(part) for part in change.key],
        "columns": columns,
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | bool | list) else str(value)


def renewal_line(renewal: Renewal) -> str:
    """Return what became of an entry as one line."""
    return f"decision {renewal.decision.position + 1} {renewal.kind}: {about(renewal.decision)}: {renewal.message}"


def renewal_json(renewal: Renewal) -> dict[str, Any]:
    """Return what became of an entry as plain data."""
    return {
        "decision_id": renewal.decision.decision_id,
        "entry": renewal.decision.position + 1,
        "kind": renewal.kind,
        "message": renewal.message,
    }
