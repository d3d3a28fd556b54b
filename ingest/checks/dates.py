"""Dates: their weekdays, and whether they lie within their Games."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from ingest.checks.model import Check, CheckOutcome
from ingest.checks.records import Progression, progressions
from ingest.checks.view import View, ids_of, listed
from parsers.values import weekday_of
from parsers.values.dates import WEEKDAYS
from schemas.games import Games, games_named
from schemas.linked import LinkedStatement

_DAYS = ("date", "date_end")


def weekdays_fit_dates(view: View) -> Iterator[Check]:
    """A date whose weekday is another: the year of other Games, or a wrong day."""
    groups: dict[tuple[str, str | None, str], list[LinkedStatement]] = defaultdict(list)
    for name in _DAYS:
        for linked in view.said(name):
            if weekday_of(linked.statement.value.text) is not None:
                groups[linked.document_id, linked.event_id, linked.statement.value.text].append(linked)
    for _, statements in sorted(groups.items(), key=lambda item: str(item[0])):
        yield _weekday(view, statements)


def _weekday(view: View, statements: list[LinkedStatement]) -> Check:
    first = statements[0]
    text = first.statement.value.text
    stated = WEEKDAYS[weekday_of(text) or 0].capitalize()
    day = _day(view, first)
    if day is None:
        message = f"{text}: the year or day that tells its weekday is missing"
        return view.scope(first).check(
            "weekdays_fit_dates", text, "unverifiable", stated, "not a whole date", message, ids_of(statements)
        )
    real = WEEKDAYS[day.weekday()].capitalize()
    outcome: CheckOutcome = "pass" if real == stated else "fail"
    message = f"{text} is a {real}"
    if outcome == "fail":
        message = f"{text}: {day.isoformat()} is a {real}, not a {stated}; look at day and year"
    return view.scope(first).check("weekdays_fit_dates", text, outcome, stated, real, message, ids_of(statements))


def _day(view: View, linked: LinkedStatement) -> date | None:
    value = linked.statement.value.date
    return value.as_date(view.judged.year(linked.event_id)) if value else None


def dates_within_games(view: View) -> Iterator[Check]:
    """A date outside the Games of its event: a month mistaken, or the date of another edition."""
    groups: dict[tuple[str, str, date], list[LinkedStatement]] = defaultdict(list)
    for name in _DAYS:
        for linked in view.said(name):
            day = _day(view, linked)
            if day and linked.event_id and linked.statement.subject.kind == "event":
                groups[linked.document_id, linked.event_id, day].append(linked)
    for (_, event_id, day), statements in sorted(groups.items()):
        games = _games(event_id)
        if games:
            yield _within(view, statements, day, games)


def _games(event_id: str) -> Games | None:
    return games_named(event_id.split("/")[0].replace("-", " "))


def competition_days(games: Games) -> tuple[date, date] | None:
    """Return the first and last day on which there may be competition: those known, else the ceremonies'."""
    first, last = games.competition_start or games.opening, games.competition_end or games.closing
    return (first, last) if first and last else None


def _within(view: View, statements: list[LinkedStatement], day: date, games: Games) -> Check:
    days = competition_days(games)
    stated = f"{day.isoformat()} (“{statements[0].statement.value.text}”)"
    scope = view.scope(statements[0])
    if days is None:
        message = f"{stated}: the dates of the {games.name} are missing from the reference data"
        return scope.check(
            "dates_within_games",
            day.isoformat(),
            "unverifiable",
            "the dates of the Games",
            stated,
            message,
            ids_of(statements),
        )
    expected = f"{days[0].isoformat()} to {days[1].isoformat()}"
    outcome: CheckOutcome = "pass" if days[0] <= day <= days[1] else "fail"
    message = f"{stated} is within the {games.name}, {expected}"
    if outcome == "fail":
        message = f"{stated} is not within the {games.name}, {expected}; look at day, month and year"
    return scope.check("dates_within_games", day.isoformat(), outcome, expected, stated, message, ids_of(statements))


def record_dates_within_games(view: View) -> Iterator[Check]:
    """A record dated outside the Games that it was set at: a digit mistyped, or a row of another edition."""
    for progression in view.once(progressions):
        dated = [(row, row.day, days) for row in progression.rows if row.day and (days := _days_of(row.event_id))]
        outside = [row.label for row, day, days in dated if day and not days[0] <= day <= days[1]]
        if not dated:
            continue
        ids = [identifier for row, _, _ in dated for identifier in row.row.ids("date", "games", "year")]
        yield _record_days(progression, outside, len(dated), ids)


def _days_of(event_id: str | None) -> tuple[date, date] | None:
    games = _games(event_id) if event_id else None
    return competition_days(games) if games else None


def _record_days(progression: Progression, outside: list[str], count: int, ids: list[str]) -> Check:
    outcome: CheckOutcome = "fail" if outside else "pass"
    message = f"all {count} dates are within their Games"
    if outside:
        message = f"dates outside their Games: {listed(outside)}; look at the dates and at the Games of these rows"
    sides = ("dates within their Games", f"{count - len(outside)} of {count}")
    return progression.table.scope.check("record_dates_within_games", progression.key, outcome, *sides, message, ids)
