"""Hypotheses about how a wrong value arises, each a pure function tested against every comparable row.

A hypothesis names a losing value and the value it should be. It explains only if it explains every comparable row, and
keeps what the sources keep: the order of ranks and their ties.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise

from ingest.reconcile.candidates import Candidate, Case
from schemas.games import Games
from schemas.linked import LinkedStatement

_FIFTHS = 5


@dataclass(frozen=True, slots=True)
class ComparableRow:
    """A row of the table that a losing value stands in: its own mark, and those that others state of it."""

    rank: Decimal | None
    mark: Decimal
    others: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class ExplanationContext:
    """What hypotheses are tested against.

    `tables` maps (document_id, table_index) to its rows; `games` maps an event to its Games.
    """

    tables: Mapping[tuple[str, int], Sequence[ComparableRow]] = field(default_factory=dict)
    games: Mapping[str, Games] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A hypothesis that stood its test. `text` says it, with the count of rows that fit."""

    code: str
    text: str


Hypothesis = Callable[[Case, Candidate, Candidate, ExplanationContext], Explanation | None]


def restored_fifths(mark: Decimal) -> Decimal | None:
    """Return what a mark would be whose tenths are fifths (74.2 read as 74 2/5 is 74.4); None above four fifths."""
    whole = mark.to_integral_value(ROUND_DOWN)
    fifths = (mark - whole) * 10
    if fifths != fifths.to_integral_value() or fifths >= _FIFTHS:
        return None
    return whole + fifths / _FIFTHS


def fifths_read_as_tenths(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """A watch showed fifths of a second, and the count of fifths was written as tenths: 1:14 2/5 as 1:14.2."""
    wrong, right = loser.meaning.number, winner.meaning.number
    if case.registered.value_type != "mark" or wrong is None or right is None or restored_fifths(wrong) != right:
        return None
    rows = _rows_of(loser.statements, context)
    differing = [row for row in rows if row.others and any(other != row.mark for other in row.others)]
    fitting = [row for row in differing if any(restored_fifths(row.mark) == other for other in row.others)]
    if not differing or len(fitting) != len(differing) or not _keeps_order(rows, differing):
        return None
    text = (
        f"{loser.value.text} is {winner.value.text} with its fifths of a second written as tenths; "
        f"this fits {len(fitting)} of the {len(differing)} rows of its table that another source states otherwise"
    )
    return Explanation("fifths_read_as_tenths", text)


def _rows_of(statements: Sequence[LinkedStatement], context: ExplanationContext) -> list[ComparableRow]:
    places = {(s.document_id, s.statement.locator.table_index) for s in statements}
    found: list[ComparableRow] = []
    for document_id, table in sorted(places, key=str):
        if table is not None:
            found.extend(context.tables.get((document_id, table), ()))
    return found


def _keeps_order(rows: Sequence[ComparableRow], restored: Sequence[ComparableRow]) -> bool:
    """Say whether restoring only `restored` leaves the marks in the order of ranks that they are in as stated."""
    before = [(row.rank, row.mark) for row in rows if row.rank is not None]
    after = [
        (row.rank, restored_fifths(row.mark) or row.mark if row in restored else row.mark)
        for row in rows
        if row.rank is not None
    ]
    return _ascends(after) if _ascends(before) else _ascends([(-rank, mark) for rank, mark in after])


def _ascends(ranked: Sequence[tuple[Decimal, Decimal]]) -> bool:
    return all(a[1] <= b[1] for a, b in pairwise(sorted(ranked)))


def games_opening_date(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """The day on which the Games opened was taken for the event's."""
    games = context.games.get(case.event_id or "")
    wrong = loser.meaning.date.as_date() if loser.meaning.date else None
    right = winner.meaning.date.as_date() if winner.meaning.date else None
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


HYPOTHESES: tuple[Hypothesis, ...] = (fifths_read_as_tenths, games_opening_date)


def explain(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext) -> Explanation | None:
    """Return the first hypothesis that explains `loser` by `winner`, or None."""
    return next((found for test in HYPOTHESES if (found := test(case, loser, winner, context)) is not None), None)
