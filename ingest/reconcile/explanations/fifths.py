"""Fifths of a second written as tenths: a watch of five ticks a second showed 74 2/5, and 74.2 was written.

The sources that kept them apart give 74.4. A restored mark is never smaller than the written one, and at most four
tenths larger; a written mark above .4 was never a count of fifths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations.model import ComparableRow, Explanation, ExplanationContext, row_property
from ingest.reconcile.explanations.order import by_heat, keeps_all, keeps_sums
from parsers.values import format_seconds
from schemas.linked import RowKey
from schemas.values import decimals_of

CODE = "fifths_read_as_tenths"
MIN_FITTING = 2
"""One row may fit by chance. So many must before it decides against a witness, or is said of rows that nobody else
states."""
_FIFTHS = 5
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Restoration:
    """What fifths would make of a table.

    `fitting` are the rows that another source states as restored, `tested` all that another source states and that
    restoring would change. `restored` maps each row that can be changed to its mark, the fitting ones included;
    `barred` maps those that cannot to the reason.
    """

    fitting: tuple[ComparableRow, ...]
    tested: tuple[ComparableRow, ...]
    restored: Mapping[RowKey, Decimal]
    barred: Mapping[RowKey, str]
    holds: bool


def restored_fifths(mark: Decimal) -> Decimal | None:
    """Return what a mark would be whose tenths are fifths (74.2 read as 74 2/5 is 74.4); None above four fifths."""
    whole = mark.to_integral_value(ROUND_DOWN)
    fifths = (mark - whole) * 10
    if fifths != fifths.to_integral_value() or fifths >= _FIFTHS:
        return None
    return whole + fifths / _FIFTHS


def restoration(rows: Sequence[ComparableRow]) -> Restoration:
    """Return which rows of a table the hypothesis can apply to, and whether it stands.

    It stands where every row that another source states, and that restoring would change, is stated as restored, and
    the ranks keep their order and ties, rows tied with these changed with them. A row of which no source tells is
    changed only if that keeps them, too.
    """
    timed = [row for row in rows if row.value.unit == "s" and row.mark is not None]
    possible = {row.key: mark for row in timed if (mark := restored_fifths(row.mark or Decimal(0))) is not None}
    changing = {row.key: possible[row.key] for row in timed if row.key in possible and possible[row.key] != row.mark}
    tested = tuple(row for row in timed if row.numbers and (row.key in changing or row.differs))
    fitting = tuple(row for row in tested if row.key in changing and changing[row.key] in row.numbers)
    fixed = {row.key: changing[row.key] for row in fitting}
    barred = {row.key: "above four fifths" for row in timed if row.key not in possible}
    barred |= {
        row.key: "its other cells add up to it"
        for row in timed
        if row.key in changing and row.key not in fixed and not keeps_sums(row, changing[row.key])
    }
    open_rows = {key: mark for key, mark in changing.items() if key not in {row.key for row in tested} | barred.keys()}
    barred |= _barred_by_order(timed, fixed, open_rows)
    restored = fixed | {key: mark for key, mark in open_rows.items() if key not in barred}
    tied = {(row.rank, row.mark, row.heat) for row in fitting}
    with_ties = {row.key: restored[row.key] for row in timed if (row.rank, row.mark, row.heat) in tied
                 and row.key in restored}  # fmt: skip
    holds = bool(fitting) and len(fitting) == len(tested) and keeps_all(timed, with_ties)
    return Restoration(fitting, tested, restored, barred, holds)


def _barred_by_order(
    rows: Sequence[ComparableRow], fixed: Mapping[RowKey, Decimal], possible: Mapping[RowKey, Decimal]
) -> dict[RowKey, str]:
    """Return the rows that would pass one of a worse rank, with the reason; rows of one rank and mark go together."""
    barred: dict[RowKey, str] = {}
    changed = dict(possible) | dict(fixed)
    while found := _passing(rows, changed):
        row, passed = found
        mark = changed[row.key]
        for other in rows:
            if other.key not in fixed and (other.rank, other.mark, other.heat) == (row.rank, row.mark, row.heat):
                changed.pop(other.key, None)
                barred[other.key] = f"{format_seconds(mark)} would pass rank {passed.rank}"
        if row.key in changed:
            break  # a fixed row passes another: the hypothesis falls by itself
    return barred


def _passing(
    rows: Sequence[ComparableRow], changed: Mapping[RowKey, Decimal]
) -> tuple[ComparableRow, ComparableRow] | None:
    """Return a changed row that would be slower than one of a worse rank, and that one; None where there is none.

    Rows that are out of order as they are stated are not held against each other.
    """
    for heat in by_heat(rows):
        fastest: ComparableRow | None = None  # of the worse ranks
        same_rank: list[ComparableRow] = []
        for row in reversed(heat):
            if same_rank and row.rank != same_rank[0].rank:
                fastest = min([*same_rank, *filter(None, [fastest])], key=lambda one: _mark(one, changed))
                same_rank = []
            same_rank.append(row)
            if fastest is None or row.key not in changed or _mark(row, {}) > _mark(fastest, {}):
                continue
            if changed[row.key] > _mark(fastest, changed):
                return row, fastest
    return None


def _mark(row: ComparableRow, changed: Mapping[RowKey, Decimal]) -> Decimal:
    return changed.get(row.key) or row.mark or Decimal(0)


def fifths_read_as_tenths(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """A watch showed fifths of a second, and the count of fifths was written as tenths: 1:14 2/5 as 1:14.2."""
    wrong, right = loser.meaning.number, winner.meaning.number
    if case.registered.value_type != "mark" or wrong is None or right is None or decimals_of(wrong) > 1:
        return None
    if restored_fifths(wrong) != right or wrong == right:
        return None
    rows = context.rows_of(loser.statements, row_property(case))
    found = restoration(rows)
    if not found.holds:
        return None
    text = (
        f"{loser.value.text} is {winner.value.text} with its fifths of a second written as tenths; "
        f"this fits {len(found.fitting)} of the {len(found.tested)} rows of its table that another source states "
        f"otherwise{_reach(rows, found)}"
    )
    return Explanation(CODE, text, either_way=len(found.fitting) < MIN_FITTING)


def _reach(rows: Sequence[ComparableRow], found: Restoration) -> str:
    """Say which other rows it can apply to and which it cannot."""
    by_key = {row.key: row for row in rows}
    covered = {row.key for row in found.tested}
    can = [by_key[key] for key in by_key if key in found.restored and key not in covered]
    reasons = Counter(_barred_text(by_key[key], found.barred[key]) for key in by_key if key in found.barred)
    parts = [f"of the others it can apply to {_ranks(can)}"] if can else []
    parts += [f"not to {text}" for text in reasons]
    return f"; {', '.join(parts)}" if parts else ""


def _barred_text(row: ComparableRow, reason: str) -> str:
    return f"{row.value.text} ({reason})"


def _ranks(rows: Sequence[ComparableRow]) -> str:
    names = list(dict.fromkeys(f"rank {row.rank}" if row.rank is not None else row.value.text for row in rows))
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def suggestions(rows: Sequence[ComparableRow]) -> dict[RowKey, Decimal]:
    """Return the marks that the hypothesis would make of rows no other place states, once it fits two rows or more."""
    found = restoration(rows)
    if not found.holds or len(found.fitting) < MIN_FITTING:
        return {}
    covered = {row.key for row in rows if row.numbers}
    return {key: mark for key, mark in found.restored.items() if key not in covered}
