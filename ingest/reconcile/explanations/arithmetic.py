"""Which of two stated values a row's own arithmetic gives."""

from __future__ import annotations

from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations.model import ComparableRow, Explanation, ExplanationContext, row_property
from ingest.reconcile.explanations.order import keeps_all


def does_not_add_up(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext) -> Explanation | None:
    """The row's other cells give the winning value: its runs add up to it, or the winner's mark and the gap do.

    The table must do so in its other rows, and no row's arithmetic may give the losing value.
    """
    wrong, right = loser.meaning.number, winner.meaning.number
    name = row_property(case)
    own = context.own_rows((*loser.statements, *winner.statements), name)
    if wrong is None or right is None or wrong == right or not own:
        return None
    given = [(number, how) for row in own for number, how in row.sums]
    if right not in [number for number, _ in given] or wrong in [number for number, _ in given]:
        return None
    rows = context.rows_of((*loser.statements, *winner.statements), name)
    summed = [row for row in rows if row.sums]
    fitting = [row for row in summed if _adds_up(row)]
    changed = {row.key: right for row in own}
    if any(row.rank is not None for row in own) and not keeps_all(rows, changed):
        return None
    how = next(how for number, how in given if number == right)
    text = (
        f"{loser.value.text} does not add up: {how} is {winner.value.text}; the same holds for {len(fitting)} of the "
        f"{len(summed)} rows of its table"
    )
    return Explanation("does_not_add_up", text, supports=True)


def _adds_up(row: ComparableRow) -> bool:
    return any(number == row.mark for number, _ in row.sums)
