"""Who goes on to the next round: marks of qualification against the ranks of the heat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.checks.fields import row_noc
from ingest.checks.model import Check
from ingest.checks.view import TableRow, TableView, View, plural

_RECORDS = frozenset("WR OR NR PB SB CR AR ER WJR EWR EOR WL GR MR AF".split())
_DIVIDED = re.compile(r"[\s,;/]+")
_FEW_QUALIFIERS_OF_A_NATION = 2
"""Where a nation has so many who went on, it may have had no more places."""


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A ranked row of a heat. `sign` is how it qualified (`Q`, `q`), empty: not at all; `other` is what else stands."""

    row: TableRow
    rank: int
    sign: str
    other: tuple[str, ...]


def best_ranks_qualify(view: View) -> Iterator[Check]:
    """One who went on from behind one who did not: a sign in the wrong row, or ranks that a protest changed.

    So is one who went on by place from behind one who went on by time. Nations that may have had no more
    places are left out, and rows with a remark.
    """
    for table in view.tables["results"]:
        heats = _heats(table)
        counts = Counter(
            code
            for heat in heats
            for each in heat
            if each.sign and (code := row_noc(view, table.event_id, each.row)[0])
        )
        for number, heat in enumerate(heats):
            signed = [each for each in heat if each.sign]
            if not signed or len(signed) == len(heat):
                continue
            found = _passed_over(view, table, heat, counts) or _by_place_behind_time(heat)
            key = f"{table.key} heat {number}"
            if found:
                yield _wrong(table, key, *found)
            else:
                ids = [identifier for each in signed for identifier in each.row.ids("rank", "notes")]
                message = f"those who went on have the best ranks, {plural(len(signed), 'row')}"
                yield table.scope.check(
                    "best_ranks_qualify", key, "pass", "the best ranks", str(len(signed)), message, ids
                )


def _heats(table: TableView) -> list[list[_Ranked]]:
    """Return the ranked rows of each heat, by rank."""
    heats: dict[tuple[str | None, str | None], list[_Ranked]] = defaultdict(list)
    for row in table.rows:
        rank = row.whole("rank")
        if rank is not None and row.statements:
            words = row.statements[0].qualifiers
            heats[words.round, words.heat].append(_Ranked(row, rank, *_signs(row)))
    return [sorted(heat, key=lambda each: each.rank) for _, heat in sorted(heats.items(), key=lambda one: str(one[0]))]


def _signs(row: TableRow) -> tuple[str, tuple[str, ...]]:
    words = [
        word
        for s in row.statements
        if s.property in {"notes", "status"}
        for word in _DIVIDED.split(s.statement.value.text)
        if word
    ]
    sign = "Q" if "Q" in words else "q" if "q" in words else ""
    return sign, tuple(word for word in words if word not in _RECORDS and word.lower() != "q")


def _passed_over(
    view: View, table: TableView, heat: Sequence[_Ranked], counts: Counter[str]
) -> tuple[_Ranked, _Ranked] | None:
    """Return the one row without a sign that stands before one with it, and the last that has it."""
    last = max((each for each in heat if each.sign), key=lambda each: each.rank)
    before = [each for each in heat if not each.sign and not each.other and each.rank < last.rank]
    had_no_place = [
        each
        for each in before
        if counts[row_noc(view, table.event_id, each.row)[0] or ""] >= _FEW_QUALIFIERS_OF_A_NATION
    ]
    behind = {each.rank for each in heat if each.sign and each.rank > before[0].rank} if before else set()
    if not before or had_no_place or (len(before) > 1 and len(behind) > 1):
        return None
    return before[0], last


def _by_place_behind_time(heat: Sequence[_Ranked]) -> tuple[_Ranked, _Ranked] | None:
    """Return a row that went on by time before one that went on by place."""
    by_time = [each for each in heat if each.sign == "q"]
    by_place = [each for each in heat if each.sign == "Q"]
    pairs = [(small, big) for small in by_time for big in by_place if small.rank < big.rank]
    return pairs[0] if len(by_time) < len(by_place) and pairs else None


def _wrong(table: TableView, key: str, before: _Ranked, behind: _Ranked) -> Check:
    how = "has q" if before.sign else "has no sign"
    message = (
        f"{behind.row.label} has {behind.sign}, and {before.row.label} before it {how}; look at the signs, and for a "
        "protest or a withdrawal"
    )
    ids = [*before.row.ids("rank", "competitor", "notes"), *behind.row.ids("rank", "competitor", "notes")]
    found = f"{behind.sign} at rank {behind.rank}"
    return table.scope.check("best_ranks_qualify", key, "fail", "the best ranks qualify", found, message, ids)
