"""Ranks against marks: order, ties, gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil

from ingest.checks.fields import are_blocks
from ingest.checks.model import Check
from ingest.checks.rankings import Ranked, Ranking, rankings
from ingest.checks.view import View, listed, plural
from parsers.values import format_seconds

_MINUTE = Decimal(60)
_HABITUAL = 3
"""So many times is a table's own practice, no slip."""


def ranks_follow_marks(view: View) -> Iterator[Check]:
    """A better mark at a worse rank: a digit mistyped in the mark, or rows in the wrong order."""
    for ranking in view.once(rankings):
        if len(ranking.marked) < 2:
            continue
        sides = ("marks in the order of ranks", _in_order(ranking))
        if not ranking.is_by_mark:
            message = f"{_in_order(ranking)}: what else decides the ranks is missing"
            yield ranking.check("ranks_follow_marks", "", "unverifiable", sides, message, ranking.marked)
        elif ranking.misplaced:
            labels = listed(entry.label for entry in ranking.misplaced)
            hints = "".join(hint for entry in ranking.misplaced if (hint := _lost_minutes(ranking, entry)))
            message = f"out of the order of the others: {labels}{hints}; look at their marks and notes"
            yield ranking.check("ranks_follow_marks", "", "fail", sides, message, _with_neighbours(ranking))
        else:
            message = f"the marks of {plural(len(ranking.marked), 'row')} follow the ranks"
            yield ranking.check("ranks_follow_marks", "", "pass", sides, message, ranking.marked)


def _lost_minutes(ranking: Ranking, entry: Ranked) -> str:
    """Say which time would be in order with whole minutes before it, where one is: `18.00` of `1:18.00`."""
    kept = [other for other in ranking.marked if other not in ranking.misplaced and other.mark is not None]
    above = [other.mark for other in kept if other.rank < entry.rank and other.mark is not None]
    below = [other.mark for other in kept if other.rank > entry.rank and other.mark is not None]
    if ranking.unit != "s" or not above or entry.mark is None or not entry.mark < _MINUTE:
        return ""
    minutes = ceil((max(above) - entry.mark) / _MINUTE)
    restored = entry.mark + _MINUTE * minutes
    is_in_order = max(above) <= restored and (not below or restored <= min(below))
    return f"; {entry.text} would be in order as {format_seconds(restored)}" if is_in_order else ""


def _in_order(ranking: Ranking) -> str:
    if ranking.sign == 0:
        return f"whether more or fewer {ranking.unit or 'of the marks'} is better cannot be told"
    count, of = len(ranking.marked) - len(ranking.misplaced), len(ranking.marked)
    return f"{count} of {of} marks in the order of ranks"


def _with_neighbours(ranking: Ranking) -> list[Ranked]:
    marked, places = ranking.marked, set()
    for place, entry in enumerate(marked):
        if entry in ranking.misplaced:
            places |= {place - 1, place, place + 1}
    return [entry for place, entry in enumerate(marked) if place in places]


def equal_marks_share_a_rank(view: View) -> Iterator[Check]:
    """Equal marks at different ranks: a digit lost from one of them, or a decision that the marks do not show."""
    for ranking in view.once(rankings):
        groups = _groups(ranking, by_mark=True)
        if not groups or not ranking.is_by_mark:
            continue
        separated = [group for group in groups if len({entry.rank for entry in group}) > 1]
        entries = [entry for group in groups for entry in group]
        sides = ("one rank for each mark", f"{len(separated)} of {len(groups)} equal marks at different ranks")
        if not separated:
            message = f"rows of equal marks share their ranks: {listed(e.label for e in entries)}"
            yield ranking.check("equal_marks_share_a_rank", "", "pass", sides, message, entries)
        elif _is_practice(ranking, separated, len(groups)):
            message = f"{sides[1]}: by what the table separates them (finer marks, a judge, a tie-break) is missing"
            yield ranking.check("equal_marks_share_a_rank", "", "unverifiable", sides, message, entries)
        else:
            yield from (_separated(ranking, group) for group in separated)


def _is_practice(ranking: Ranking, separated: Sequence[Sequence[Ranked]], groups: int) -> bool:
    """Say whether the table separates equal marks as a rule. Lengths, weights and points have tie-breaks."""
    times = sum(len({entry.rank for entry in group}) - 1 for group in separated)
    return ranking.unit != "s" or (times >= _HABITUAL and 2 * len(separated) > groups)


def _separated(ranking: Ranking, group: Sequence[Ranked]) -> Check:
    ranks = sorted({entry.rank for entry in group})
    sides = (f"one rank for {group[0].text}", f"ranks {listed(map(str, ranks))}")
    message = (
        f"{listed(entry.label for entry in group)} have equal marks and different ranks; look whether one mark is "
        "wrong or finer marks, which the table does not give, separated them"
    )
    return ranking.check("equal_marks_share_a_rank", f" {group[0].mark}", "fail", sides, message, group)


def _groups(ranking: Ranking, *, by_mark: bool) -> list[list[Ranked]]:
    groups: dict[Decimal, list[Ranked]] = defaultdict(list)
    for entry in ranking.marked:
        groups[entry.mark if by_mark and entry.mark is not None else Decimal(entry.rank)].append(entry)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def equal_ranks_share_a_mark(view: View) -> Iterator[Check]:
    """Different marks at one rank: a mark mistyped, or a rank that a lost row handed down."""
    for ranking in view.once(rankings):
        groups = _groups(ranking, by_mark=False)
        if not groups or not ranking.is_by_mark:
            continue
        differing = [group for group in groups if len({entry.mark for entry in group}) > 1]
        if not differing:
            entries = [entry for group in groups for entry in group]
            sides = ("one mark for each rank that is shared", f"{len(groups)} of {len(groups)}")
            message = f"rows of equal ranks have equal marks: {listed(entry.label for entry in entries)}"
            yield ranking.check("equal_ranks_share_a_mark", "", "pass", sides, message, entries)
        yield from (_differing(ranking, group) for group in differing)


def _differing(ranking: Ranking, group: Sequence[Ranked]) -> Check:
    sides = (f"one mark for rank {group[0].rank}", listed(entry.text for entry in group))
    key = f" {group[0].rank}"
    if len(group) > _HABITUAL:
        message = (
            f"{len(group)} rows share rank {group[0].rank}: whether it is that of a round in which they left is missing"
        )
        return ranking.check("equal_ranks_share_a_mark", key, "unverifiable", sides, message, group)
    message = (
        f"{listed(entry.label for entry in group)} share a rank with different marks; look at both marks and ranks"
    )
    return ranking.check("equal_ranks_share_a_mark", key, "fail", sides, message, group)


def ranks_are_complete(view: View) -> Iterator[Check]:
    """A rank missing or given twice: a row lost, or a tie counted as one (after n at rank r comes r + n)."""
    for ranking in view.once(rankings):
        if len(ranking.entries) < 2:
            continue
        jumps = [] if _are_teams_with_members(ranking) else _jumps(ranking)
        sides = ("after n rows at rank r, rank r + n", f"{len(jumps)} breaks in {len(ranking.entries)} rows")
        if 3 * len(jumps) > len(ranking.entries):
            message = (
                f"{sides[1]}: the table is not the whole field, or its ranks are of another kind; which is missing"
            )
            yield ranking.check("ranks_are_complete", "", "unverifiable", sides, message, ranking.entries)
        elif jumps:
            places = listed(f"rank {due} is due at {entry.label}" for due, entry in jumps)
            message = f"the ranks have gaps or repeats: {places}; look for a lost row or an unmarked tie"
            yield ranking.check("ranks_are_complete", "", "fail", sides, message, _around(ranking, jumps))
        else:
            message = f"the ranks of {plural(len(ranking.entries), 'row')} are without gaps"
            yield ranking.check("ranks_are_complete", "", "pass", sides, message, ranking.entries)


def _are_teams_with_members(ranking: Ranking) -> bool:
    """Say whether ranks without a gap are each those of a team and of the members that stand beneath it."""
    ranks = sorted({entry.rank for entry in ranking.entries})
    return are_blocks(entry.rank for entry in ranking.entries) and ranks == list(range(ranks[0], ranks[-1] + 1))


def _jumps(ranking: Ranking) -> list[tuple[int, Ranked]]:
    """Return each entry whose rank is not due, with the rank that is."""
    found, first, size = [], ranking.entries[0].rank, 0
    for entry in ranking.entries:
        if entry.rank == first and size:
            size += 1
            continue
        if entry.rank != first + size:
            found.append((first + size, entry))
        first, size = entry.rank, 1
    return found


def _around(ranking: Ranking, jumps: Sequence[tuple[int, Ranked]]) -> list[Ranked]:
    broken = [entry for _, entry in jumps]
    before = [a for a, b in zip(ranking.entries, ranking.entries[1:], strict=False) if b in broken]
    return [*before, *broken]
