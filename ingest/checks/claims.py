"""Records that are claimed of marks of the event: whether they beat those that stood before it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ingest.checks.dates import competition_days
from ingest.checks.model import Check
from ingest.checks.view import Scope, View
from parsers.title import year_of
from schemas.games import summer_olympics, winter_olympics
from schemas.linked import LinkedStatement

_SIGNS: Mapping[str, str] = {"WR": "world_record", "OR": "olympic_record"}
_NAMES: Mapping[str, str] = {"world_record": "world record", "olympic_record": "Olympic record"}
INTERCALATED = 1906
_CLAIM = re.compile(r"(?<![A-Za-z])(?P<equal>=\s?)?(?P<sign>WR|OR)(?![A-Za-z])")
_SMALLER_IS_BETTER: Mapping[str, bool] = {"s": True, "m": False, "kg": False, "points": False}


@dataclass(frozen=True, slots=True)
class _Standing:
    """The record that stood before an event, by one document."""

    mark: LinkedStatement
    number: Decimal
    unit: str


def claimed_records_are_better(view: View) -> Iterator[Check]:
    """A mark called a record that is worse than the record before the event: one of the marks is mistyped.

    The records before the event are those of the article's own table, dated before its year or days.
    """
    before = _records_before(view)
    for claim, record, scope, label in _claims(view):
        standing = before.get((claim.document_id, claim.event_id or "", record))
        number, unit = claim.statement.value.number, claim.statement.value.unit or ""
        if (
            standing is None
            or number is None
            or unit != standing.unit
            or claim.statement_id == standing.mark.statement_id
        ):
            continue
        worse = number > standing.number if _SMALLER_IS_BETTER[unit] else number < standing.number
        old, new = standing.mark.statement.value.text, claim.statement.value.text
        name = _NAMES[record]
        message = f"{label} is called {_article(name)} {name}, and {old} stood before"
        if worse:
            message += f": {new} is worse; look at both marks, and at what the sign stands for"
        yield scope.check(
            "claimed_records_are_better", f"{record} {claim.statement_id}", "fail" if worse else "pass",
            f"better than {old}", new, message, [claim.statement_id, standing.mark.statement_id],
        )  # fmt: skip


def _article(name: str) -> str:
    return "an" if name.startswith("O") else "a"


def _records_before(view: View) -> dict[tuple[str, str, str], _Standing]:
    """Return the one record of each kind that a document's tables give as standing before its event."""
    found: dict[tuple[str, str, str], list[_Standing]] = defaultdict(list)
    for record in _NAMES:
        for linked in view.said(record):
            number, unit = linked.statement.value.number, linked.statement.value.unit
            is_own = linked.statement.source_kind == "table" and linked.qualifiers.distance_m is None
            if is_own and number is not None and unit is not None and unit in _SMALLER_IS_BETTER:
                for event_id in _events(view, linked):
                    found[linked.document_id, event_id, record].append(_Standing(linked, number, unit))
    return {
        key: told[0]
        for key, told in found.items()
        if len({each.number for each in told}) == 1 and _is_before(view, told[0], key[1])
    }


def _events(view: View, linked: LinkedStatement) -> list[str]:
    """Return the events of the document: a record table tells of none, or of the one in which the record was set."""
    events = {t.event_id for t in view.tables_of(linked.document_id) if t.reading.kind == "results" and t.event_id}
    return sorted(events) if len(events) == 1 else []


def _is_before(view: View, standing: _Standing, event_id: str) -> bool:
    """Say whether a record is dated before its event's days, or its year where these are not told."""
    when = standing.mark.qualifiers.as_of or ""
    year, own = year_of(when), view.judged.year(event_id)
    if year is None or own is None or year != own:
        return year is not None and own is not None and year < own
    days = [
        day for s in view.said_of(event_id, "date") if (value := s.statement.value.date) and (day := value.as_date(own))
    ]
    try:
        return bool(days) and date.fromisoformat(when) < min(days)
    except ValueError:
        return False


def _claims(view: View) -> Iterator[tuple[LinkedStatement, str, Scope, str]]:
    """Yield each mark that is called a record, with the record, where, and how a message names it."""
    for table in view.tables["results"]:
        for row in table.rows:
            marks = [s for s in row.statements if s.property == "mark"]
            notes = [s for s in row.statements if s.property == "notes"]
            signs = {m["sign"] for s in notes for m in _CLAIM.finditer(s.statement.value.text)}
            if len(marks) == 1 and marks[0].qualifiers.distance_m is None:
                for sign in sorted(signs):
                    yield marks[0], _SIGNS[sign], table.scope, f"{marks[0].statement.value.text} of {row.label}"
    for record in _NAMES:
        for linked in view.said(record):
            year = view.judged.year(linked.event_id)
            is_prose = linked.statement.source_kind == "prose" and linked.statement.subject.kind == "event"
            if is_prose and year is not None and linked.qualifiers.as_of == str(year):
                yield linked, record, view.scope(linked), linked.statement.value.text


def olympic_records_are_of_games(view: View) -> Iterator[Check]:
    """An Olympic record of a day or year without Games: a digit of the date mistyped, or a record of another kind."""
    for linked in view.said("olympic_record"):
        when = linked.qualifiers.as_of or ""
        year = year_of(when)
        if linked.statement.source_kind != "table" or year is None or _may_be_of_games(when, year):
            continue
        mark = linked.statement.value.text
        message = (
            f"{mark} as Olympic record of {when}, when there were no Games; look at the date and at the kind of record"
        )
        yield view.scope(linked).check(
            "olympic_records_are_of_games", linked.statement_id, "fail", "a day of Games", when, message,
            [linked.statement_id],
        )  # fmt: skip


def _may_be_of_games(when: str, year: int) -> bool:
    """Say whether there were Games on a day, or in a year where the day is not told."""
    own = [games for games in (*summer_olympics(), *winter_olympics()) if games.year == year]
    try:
        day = date.fromisoformat(when)
    except ValueError:
        return bool(own) or year == INTERCALATED
    spans = [days for games in own if (days := competition_days(games))]
    return year == INTERCALATED or len(spans) < len(own) or any(first <= day <= last for first, last in spans)
