"""Tables of groups in which each plays each: matches, goals and points of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.model import Check
from ingest.checks.view import TableRow, TableView, View, plural
from schemas.linked import LinkedStatement

_MIN_ROWS = 3
_COLUMNS: Mapping[str, frozenset[str]] = {
    "played": frozenset("pld p gp mp pl played matches games sp".split()),
    "won": frozenset("w won wins win s".split()),
    "drawn": frozenset("d t u n draw draws drawn ties tied tie".split()),
    "lost": frozenset("l lost losses loss".split()),
    "for": frozenset("gf pf sf f goals_for points_for scored".split()),
    "against": frozenset("ga pa sa a goals_against points_against conceded".split()),
    "difference": frozenset("gd diff dif pd goal_difference goal_diff difference gap".split()),
    "points": frozenset("mark pts points".split()),
}
"""What the columns are called, as properties."""
_NUMBER = re.compile(r"^[+−–-]?\d{1,4}$")

Counts = Mapping[str, int]
Sum = Callable[[Counts], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Played:
    """A row by the counts that it has, and the statements of these."""

    row: TableRow
    counts: Counts
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the counts of a row make, and the columns that it takes. `given` returns what is stated and what is due."""

    kind: str
    words: str
    columns: tuple[str, ...]
    given: Sum


_RULES = (
    _Rule(
        "matches_add_up", "won, drawn and lost are the matches", ("played", "won", "lost"),
        lambda c: (c["played"], c["won"] + c.get("drawn", 0) + c["lost"]),
    ),
    _Rule(
        "goals_add_up", "the difference is that of goals for and against", ("for", "against", "difference"),
        lambda c: (c["difference"], c["for"] - c["against"]),
    ),
)  # fmt: skip
_POINTS = tuple(
    _Rule(
        "points_fit_matches", f"a match won counts {won}, a drawn one {drawn}", ("won", "lost", "points"),
        lambda c, won=won, drawn=drawn, lost=lost: (  # type: ignore[misc]
            c["points"], won * c["won"] + drawn * c.get("drawn", 0) + lost * c["lost"]
        ),
    )
    for won, drawn, lost in ((2, 1, 0), (3, 1, 0), (2, 1, 1), (2, 0, 1), (1, 0, 0), (4, 2, 0))
)  # fmt: skip


def group_tables_add_up(view: View) -> Iterator[Check]:
    """A row of a group's table whose matches, goals or points do not add up: a digit mistyped.

    What counts how much is what three rows or more, and three of four, show.
    """
    for table in view.tables["results"]:
        rows = [found for row in table.rows if len((found := _played(row)).counts) >= _MIN_ROWS]
        if len(rows) < _MIN_ROWS:
            continue
        for rule in _RULES:
            yield from _checks(table, rule, rows)
        shown = [(len(_wrong(rule, rows)), number, rule) for number, rule in enumerate(_POINTS)]
        yield from _checks(table, min(shown, key=lambda one: one[:2])[2], rows)


def is_group_table(table: TableView) -> bool:
    """Say whether a table is of a group in which each plays each: its differences are no gaps to the first."""
    return sum({"won", "lost"} <= _played(row).counts.keys() for row in table.rows) >= _MIN_ROWS


def _played(row: TableRow) -> _Played:
    counts, ids = {}, {}
    for linked in row.statements:
        name = next((name for name, words in _COLUMNS.items() if linked.property in words), None)
        number = _count(linked)
        if name and number is not None and name not in counts:
            counts[name], ids[name] = number, linked.statement_id
    return _Played(row, counts, ids)


def _count(linked: LinkedStatement) -> int | None:
    value = linked.statement.value
    text = value.text.strip()
    if not _NUMBER.match(text):
        return None
    number = Decimal(text.lstrip("+−–-"))
    return -int(number) if text[0] in "−–-" else int(number)


def _label(row: TableRow) -> str:
    nation = row.first("nation") or row.first("competitor")
    return nation.value.text if nation and row.name is None else row.label


def _testable(rule: _Rule, rows: Sequence[_Played]) -> list[_Played]:
    return [each for each in rows if all(column in each.counts for column in rule.columns)]


def _wrong(rule: _Rule, rows: Sequence[_Played]) -> list[_Played]:
    return [each for each in _testable(rule, rows) if len({*rule.given(each.counts)}) > 1]


def _checks(table: TableView, rule: _Rule, rows: Sequence[_Played]) -> Iterator[Check]:
    testable, wrong = _testable(rule, rows), _wrong(rule, rows)
    right = len(testable) - len(wrong)
    if right < _MIN_ROWS or 4 * right < 3 * len(testable):
        return
    if not wrong:
        ids = [identifier for each in testable for identifier in each.ids.values()]
        message = f"{rule.words}, in {plural(right, 'row')}"
        yield table.scope.check(rule.kind, table.key, "pass", rule.words, f"{right} rows", message, ids)
    for each in wrong:
        stated, due = rule.given(each.counts)
        message = (
            f"{_label(each.row)}: {stated} is stated and {due} is due, as {rule.words} in "
            f"{plural(right, 'other row')}; look at each count of the row"
        )
        ids = [*each.ids.values(), *each.row.ids("competitor", "nation")]
        key = f"{table.key} row {each.row.row_index}"
        yield table.scope.check(rule.kind, key, "fail", str(due), str(stated), message, ids)
