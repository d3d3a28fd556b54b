"""How a wrong number arises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations.model import ComparableRow, Explanation, ExplanationContext, row_property
from ingest.reconcile.explanations.order import keeps_all
from schemas.values import decimals_of, is_measurable

_MINUTE = Decimal(60)
_HOURS = 24
_SIMPLE = frozenset({"mark", "length", "number"})
Relation = Callable[[Decimal, Decimal], bool]
"""Whether a first number may be a second one, miswritten."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to miswrite a number: the code of its hypothesis, how a sentence says it, and what it makes of numbers."""

    code: str
    how: str
    relation: Relation


def _numbers(case: Case, loser: Candidate, winner: Candidate) -> tuple[Decimal, Decimal] | None:
    wrong, right = loser.meaning.number, winner.meaning.number
    if case.registered.value_type not in _SIMPLE or wrong is None or right is None or wrong == right:
        return None
    return (wrong, right) if is_measurable(wrong) and is_measurable(right) else None


def _fits(
    rows: Sequence[ComparableRow], own: Sequence[ComparableRow], right: Decimal, relation: Relation
) -> tuple[int, int] | None:
    """Return how many of the rows stated otherwise fit a relation and how many there are; None where ranks break."""
    differing = [row for row in rows if row.differs]
    fitting = [row for row in differing if any(relation(row.mark or Decimal(0), other) for other in row.numbers)]
    if not keeps_all(rows, {row.key: right for row in own}) and any(row.rank is not None for row in own):
        return None
    return max(len(fitting), 1), max(len(differing), 1)


def _slip(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext, way: Way) -> Explanation | None:
    """Test a slip of one value: the rows that fit are counted, and the ranks must keep their order."""
    name = row_property(case)
    right = winner.meaning.number or Decimal(0)
    rows, own = context.rows_of(loser.statements, name), context.own_rows(loser.statements, name)
    counts = _fits(rows, own, right, way.relation)
    if counts is None:
        return None
    text = (
        f"{loser.value.text} is {winner.value.text} {way.how}; this fits {counts[0]} of the {counts[1]} "
        f"{'rows of its table' if own else 'values'} that another source states otherwise"
    )
    return Explanation(way.code, text)


def _habit(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext, way: Way
) -> Explanation | None:
    """Test a way of writing that a whole table has: every row that is stated otherwise must fit.

    The ranks are looked at among these rows alone: the others may be written so as well, and nobody knows their marks.
    """
    name = row_property(case)
    rows, own = context.rows_of(loser.statements, name), context.own_rows(loser.statements, name)
    right = winner.meaning.number or Decimal(0)
    given = {row.key: _related(row, way.relation) for row in rows if row.differs} | {row.key: right for row in own}
    known = {key: number for key, number in given.items() if number is not None}
    if len(known) < len(given) or not keeps_all([row for row in rows if row.key in known or row.numbers], known):
        return None
    count = max(len(known), 1)
    text = (
        f"{loser.value.text} is {winner.value.text} {way.how}; this fits {count} of the {count} "
        f"{'rows of its table' if own else 'values'} that another source states otherwise"
    )
    return Explanation(way.code, text)


def _related(row: ComparableRow, relation: Relation) -> Decimal | None:
    return next((other for other in row.numbers if relation(row.mark or Decimal(0), other)), None)


def digits_transposed(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """Two digits beside each other were swapped: 1:04.56 for 1:04.65, or the other way, unless the ranks tell."""
    found = _numbers(case, loser, winner)
    if found is None or not is_transposed(*found):
        return None
    way = Way("digits_transposed", "with two neighbouring digits swapped", is_transposed)
    slip = _slip(case, loser, winner, context, way)
    return replace(slip, either_way=not _only_one_keeps_all(case, loser, winner, context)) if slip else None


def _only_one_keeps_all(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext) -> bool:
    """Say whether the losing value would break the order of ranks in a table where the winning one keeps it."""
    name, stated = row_property(case), (*loser.statements, *winner.statements)
    rows, own = context.rows_of(stated, name), context.own_rows(stated, name)
    wrong, right = loser.meaning.number or Decimal(0), winner.meaning.number or Decimal(0)
    kept = [keeps_all(rows, {row.key: number for row in own}) for number in (wrong, right)]
    return bool(own) and kept == [False, True]


def is_transposed(a: Decimal, b: Decimal) -> bool:
    """Say whether two numbers have the same digits, two neighbours of them swapped; both as they would be written."""
    decimals = max(decimals_of(a), decimals_of(b))
    written = [_clock(number, decimals) for number in (a, b)]
    if len(written[0]) != len(written[1]):
        return False
    wrong = [place for place, pair in enumerate(zip(*written, strict=True)) if pair[0] != pair[1]]
    if len(wrong) != 2 or wrong[1] - wrong[0] != 1:
        return False
    first, second = wrong
    return written[0][first] == written[1][second] and written[0][second] == written[1][first]


def _clock(number: Decimal, decimals: int) -> str:
    """Return the digits of a number as a clock shows them, so that a swap is seen across the point and colon."""
    minutes, seconds = divmod(number, 60) if number >= _MINUTE else (Decimal(0), number)
    head = f"{int(minutes)}" if minutes else ""
    body = f"{seconds:.{decimals}f}".replace(".", "")
    return f"{head}{body:0>{decimals + 2}}" if head else body


def minutes_lost(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext) -> Explanation | None:
    """The minutes were left out: 18.00 for 1:18.00."""
    found = _numbers(case, loser, winner)
    if found is None or not has_lost_minutes(*found) or {loser.value.unit, winner.value.unit} - {None, "s"}:
        return None
    lost = int((found[1] - found[0]) / _MINUTE)
    way = Way("minutes_lost", f"without its {lost} minute{'s' if lost > 1 else ''}", has_lost_minutes)
    return _slip(case, loser, winner, context, way)


def has_lost_minutes(wrong: Decimal, right: Decimal) -> bool:
    """Say whether a number is another without its whole minutes."""
    return wrong < _MINUTE <= right < _HOURS * 60 * _MINUTE and right % _MINUTE == wrong


def gap_for_mark(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext) -> Explanation | None:
    """The gap to the winner was taken for the mark: 0:07.3 where the winner's 12:04.2 and the gap make 12:11.5."""
    found = _numbers(case, loser, winner)
    name = row_property(case)
    own, rows = context.own_rows(loser.statements, name), context.rows_of(loser.statements, name)
    leaders = {row.mark for row in rows if row.rank == 1 and row.mark is not None}
    if found is None or not own or len(leaders) != 1 or any(row.rank == 1 for row in own):
        return None
    leader = leaders.pop()
    if leader is None or found[0] >= leader:
        return None
    if found[0] + leader != found[1]:
        return None
    way = Way("gap_for_mark", "as the gap to the winner", lambda wrong, right: wrong + leader == right)
    return _slip(case, loser, winner, context, way)


def truncated(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext) -> Explanation | None:
    """Decimals were cut off, whole seconds or metres left, or zeros put in their place: 1:04.60 for 1:04.65."""
    found = _numbers(case, loser, winner)
    if found is None or not is_cut(*found):
        return None
    return _habit(case, loser, winner, context, Way("truncated", "with decimals cut off", is_cut))


def is_cut(wrong: Decimal, right: Decimal) -> bool:
    """Say whether a number is another with fewer decimals that are not zero, the rest cut off."""
    return _is_shortened(wrong, right, (ROUND_DOWN,))


def rounded(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext) -> Explanation | None:
    """A number was rounded: to the nearest, or up as the rules of hand timing have it (10.71 is 10.8)."""
    found = _numbers(case, loser, winner)
    if found is None or not is_rounded(*found):
        return None
    return _habit(case, loser, winner, context, Way("rounded", "rounded to fewer decimals", is_rounded))


def is_rounded(wrong: Decimal, right: Decimal) -> bool:
    """Say whether a number is another rounded to fewer decimals, in one of the usual ways."""
    return _is_shortened(wrong, right, (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING))


def _is_shortened(wrong: Decimal, right: Decimal, ways: Sequence[str]) -> bool:
    short, full = decimals_of(_plain(wrong)), decimals_of(_plain(right))
    if short >= full or not wrong:
        return False
    step = Decimal(1).scaleb(-short)
    return any(right.quantize(step, way) == wrong for way in ways)


def _plain(number: Decimal) -> Decimal:
    """Return a number without the zeros at its end."""
    plain = number.normalize()
    return plain.quantize(Decimal(1)) if decimals_of(plain) == 0 else plain
