"""Checks: arithmetic and logic that the sources must satisfy, each with both sides. Pure.

Each check is a function named after the rule it holds; the first line of its docstring is what breaks it and the usual
cause. Nothing is decided by a title, a name or the number of a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.checks import (
    arithmetic,
    cells,
    claims,
    dates,
    discards,
    documents,
    editions,
    entrants,
    eventdays,
    heights,
    identities,
    leagues,
    margins,
    medallists,
    medals,
    medalsums,
    nations,
    qualifying,
    ranks,
    records,
    runranks,
    splits,
    standing,
    teamsums,
)
from ingest.checks.model import Check
from ingest.checks.view import View
from ingest.datasets.judged import Judged

CheckFunction = Callable[[View], Iterator[Check]]

GROUP_CHECKS: tuple[CheckFunction, ...] = (
    entrants.rows_match_competitors,
    entrants.rows_match_nations,
    entrants.nation_limit,
    entrants.counts_fit_nation_limit,
    entrants.start_order_within_field,
    entrants.rows_match_listed_count,
    entrants.omitted_competitors,
    ranks.ranks_follow_marks,
    ranks.equal_marks_share_a_rank,
    ranks.equal_ranks_share_a_mark,
    ranks.ranks_are_complete,
    runranks.part_ranks_follow_marks,
    margins.margins_fit_marks,
    qualifying.best_ranks_qualify,
    standing.statuses_fit_marks,
    standing.competitors_stand_once,
    standing.brackets_add_up,
    cells.marks_are_readable,
    cells.lanes_differ,
    cells.told_marks_are_those_of_rounds,
    standing.nations_stay,
    standing.disqualified_are_not_ranked,
    leagues.group_tables_add_up,
    splits.splits_rise,
    splits.laps_near_the_field,
    arithmetic.parts_add_up,
    arithmetic.mark_is_an_attempt,
    heights.heights_were_cleared,
    teamsums.members_add_up,
    discards.discards_are_left_out,
    arithmetic.gaps_fit_marks,
    arithmetic.gaps_follow_ranks,
    arithmetic.speeds_fit_times,
    arithmetic.stages_add_up,
    medals.medals_add_up,
    medals.medals_follow_order,
    medalsums.medals_are_the_totals,
    medals.medal_table_matches_editions,
    medals.tie_counts,
    medallists.medallists_hold_their_ranks,
    medallists.medal_nations_hold_their_ranks,
    margins.medal_marks_follow_medals,
    margins.medal_marks_hold_their_ranks,
    medallists.multiple_medalists_are_complete,
    medallists.multiple_medalists_match_medals,
    medallists.medal_counts_match_table,
    editions.appearance_ordinals,
    editions.editions_are_neighbours,
    editions.editions_are_in_order,
    editions.held_lists_agree,
    dates.weekdays_fit_dates,
    dates.dates_within_games,
    dates.record_dates_within_games,
    claims.olympic_records_are_of_games,
    eventdays.dates_within_event,
    records.records_improve,
    records.record_dates_ascend,
    records.record_beaten_count,
    records.record_broken_times,
    records.winner_holds_record,
    claims.claimed_records_are_better,
    nations.nation_lists_match_counts,
    nations.debuts_and_returns_are_all_nations,
    nations.debuts_are_no_returns,
    nations.nations_are_of_the_year,
    identities.inferred_rows_are_told_apart,
    documents.title_matches_infobox,
)
"""The checks on what is said of the events of a group, by topic."""

DOCUMENT_CHECKS: tuple[CheckFunction, ...] = (
    identities.events_are_told,
    documents.document_is_whole,
    documents.lost_rowspans_are_restored,
    medalsums.medal_table_matches_medallists,
)
"""The checks on an article as a whole, whatever it speaks of."""


def run_checks(judged: Judged, functions: Sequence[CheckFunction] = (*GROUP_CHECKS, *DOCUMENT_CHECKS)) -> list[Check]:
    """Return what the checks find, sorted by check_id."""
    view = View(judged)
    found = (check for function in functions for check in function(view))
    return sorted(_told_apart(found), key=lambda check: check.check_id)


def _told_apart(checks: Iterable[Check]) -> Iterator[Check]:
    """Number the checks of one kind, place and key (a sentence that an article has twice); drop equal ones."""
    groups: dict[str, set[Check]] = defaultdict(set)
    for check in checks:
        groups[check.check_id].add(check)
    for group in groups.values():
        ordered = sorted(group, key=lambda check: (check.statement_ids, check.message))
        yield ordered[0]
        yield from (replace(check, key=f"{check.key} #{number}") for number, check in enumerate(ordered[1:], start=2))
