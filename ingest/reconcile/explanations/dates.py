"""How a wrong date arises."""

from __future__ import annotations

from datetime import date

from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations.model import Explanation, ExplanationContext
from parsers.values import weekday_of
from parsers.values.dates import WEEKDAYS


def games_opening_date(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """The day on which the Games opened was taken for the event's."""
    games = context.games.get(case.event_id or "")
    wrong, right = _day(case, loser), _day(case, winner)
    if case.registered.name != "date" or games is None or games.opening is None or right is None:
        return None
    last = games.closing or games.competition_end
    if wrong != games.opening or right == wrong or (last is not None and right > last):
        return None
    text = (
        f"{loser.value.text} is the opening day of the {games.name} ({games.opening.isoformat()}), not the event's; "
        "this fits 1 of the 1 dates stated otherwise"
    )
    return Explanation("games_opening_date", text)


def day_and_month_swapped(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """The day was written where the month belongs: 8 May for 5 August.

    Where the Games of the event are known, the losing date must be outside them: within, both could be. Where they are
    not, either could be the other, swapped.
    """
    wrong, right = _day(case, loser), _day(case, winner)
    if wrong is None or right is None or wrong == right or wrong.day > 12:
        return None
    if (wrong.year, wrong.month, wrong.day) != (right.year, right.day, right.month):
        return None
    games = context.games.get(case.event_id or "")
    first, last = (games.competition_start or games.opening, games.closing) if games else (None, None)
    if first and last and (first <= wrong <= last or not first <= right <= last):
        return None
    text = (
        f"{loser.value.text} is {winner.value.text} with day and month swapped; this fits 1 of the 1 dates stated "
        "otherwise"
    )
    return Explanation("day_and_month_swapped", text, either_way=not (first and last))


def weekday_does_not_fit(
    case: Case, loser: Candidate, winner: Candidate, _context: ExplanationContext
) -> Explanation | None:
    """The weekday beside a date is not its own, and it is that of the other date: the number of the day is wrong.

    Every weekday that is written with either date is looked at: those with the winning date must fit it.
    """
    wrong, right = _day(case, loser), _day(case, winner)
    beside = _weekdays(loser)
    if wrong is None or right is None or not beside or wrong == right:
        return None
    fits = all(day == right.weekday() for day in [*beside, *_weekdays(winner)])
    if not fits or wrong.weekday() in beside:
        return None
    name = WEEKDAYS[right.weekday()].capitalize()
    text = (
        f"{loser.value.text}: {wrong.isoformat()} is no {name}, and {right.isoformat()} is one; this fits "
        f"{len(beside)} of the {len(beside)} weekdays written with it"
    )
    return Explanation("weekday_does_not_fit", text)


def _day(case: Case, candidate: Candidate) -> date | None:
    return candidate.meaning.date.as_date(case.year) if candidate.meaning.date else None


def _weekdays(candidate: Candidate) -> list[int]:
    found = (weekday_of(linked.statement.value.text) for linked in candidate.statements)
    return [weekday for weekday in found if weekday is not None]
