"""Hypotheses about how a wrong value arises, each a pure function tested against every comparable row.

A hypothesis names a losing value and the value it should be. A way of writing (fifths, cut decimals, gaps) explains
only if it explains every comparable row; a slip is of one value, and says how many rows differ otherwise. Both keep
what the sources keep: the order of ranks, their ties, the sums of a row.
"""

from __future__ import annotations

from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations.arithmetic import does_not_add_up
from ingest.reconcile.explanations.counts import entrants_counted_for_starters, next_games_copied, previous_games_copied
from ingest.reconcile.explanations.dates import day_and_month_swapped, games_opening_date, weekday_does_not_fit
from ingest.reconcile.explanations.fifths import fifths_read_as_tenths, restored_fifths
from ingest.reconcile.explanations.model import ComparableRow, Edition, Explanation, ExplanationContext, Hypothesis
from ingest.reconcile.explanations.names import name_shortened, name_spelled_otherwise
from ingest.reconcile.explanations.numbers import digits_transposed, gap_for_mark, minutes_lost, rounded, truncated
from ingest.reconcile.explanations.stripped import of_one_disqualified

__all__ = [
    "HYPOTHESES", "ComparableRow", "Edition", "Explanation", "ExplanationContext", "Hypothesis", "explain",
    "explanations", "restored_fifths",
]  # fmt: skip

HYPOTHESES: tuple[Hypothesis, ...] = (
    of_one_disqualified, fifths_read_as_tenths, gap_for_mark, minutes_lost, truncated, rounded, games_opening_date,
    day_and_month_swapped, weekday_does_not_fit, entrants_counted_for_starters, name_shortened, name_spelled_otherwise,
    digits_transposed, previous_games_copied, next_games_copied, does_not_add_up,
)  # fmt: skip
"""In this order: what a whole table shows before the slips of one value, the likeliest first."""


def explanations(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext) -> list[Explanation]:
    """Return every hypothesis that explains `loser` by `winner`, the likeliest first."""
    return [found for test in HYPOTHESES if (found := test(case, loser, winner, context)) is not None]


def explain(case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext) -> Explanation | None:
    """Return the first hypothesis that explains `loser` by `winner`, or None."""
    return next(iter(explanations(case, loser, winner, context)), None)
