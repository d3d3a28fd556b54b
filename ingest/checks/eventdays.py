"""Dates in an article's tables against the days of its event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ingest.checks.model import Check
from ingest.checks.view import View
from schemas.linked import LinkedStatement


def dates_within_event(view: View) -> Iterator[Check]:
    """A day of a stage or round before the event's first or after its last: a digit mistyped, or days moved.

    The event's days are those of the infobox; they have no year of their own in a table.
    """
    for extraction in view.documents:
        said = view.by_document.get(extraction.document.document_id, ())
        first, last = (_in_infobox(said, name) for name in ("date", "date_end"))
        days = [_day(linked, None) for linked in (first, last) if linked]
        if first is None or last is None or len(days) != 2 or days[0] is None or days[1] is None:
            continue
        for linked in said:
            is_of_part = linked.statement.source_kind == "table" and linked.subject == first.subject
            day = _day(linked, days[0].year) if is_of_part and linked.property == "date" else None
            if day and not days[0] <= day <= days[1]:
                yield _outside(view, linked, day, first)


def _in_infobox(said: tuple[LinkedStatement, ...] | list[LinkedStatement], name: str) -> LinkedStatement | None:
    """Return the one statement of a property in the infobox, None where there are several."""
    found = [s for s in said if s.property == name and s.statement.source_kind == "infobox"]
    return found[0] if len(found) == 1 else None


def _day(linked: LinkedStatement, year: int | None) -> date | None:
    value = linked.statement.value.date
    return value.as_date(year) if value else None


def _outside(view: View, linked: LinkedStatement, day: date, first: LinkedStatement) -> Check:
    stated = first.statement.value.text
    message = f"{day.isoformat()} (“{linked.statement.value.text}”) is not within {stated}; look at both"
    return view.scope(linked).check(
        "dates_within_event", linked.statement_id, "fail", stated, day.isoformat(), message,
        [linked.statement_id, first.statement_id],
    )  # fmt: skip
