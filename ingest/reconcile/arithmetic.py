"""The arithmetic of a table of results: which columns add up to another, by what its rows show.

Nothing is presumed of a sport: a relation counts where three rows or more show it, and three of four that could (of
gaps, which never agree by chance, more than half). The rows that break it are then worth a look, and a row's other
cells tell what its mark would be.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from parsers.tables.celltypes import status_of
from parsers.values import parse_gap, parse_mark
from schemas.linked import LinkedStatement, RowKey
from schemas.values import Quantity, decimals_of, is_measurable

MIN_ROWS = 3
"""Fewer rows show no habit."""
MAX_PARTS = 12
MAX_TARGETS = 6

_LABELS = frozenset(
    "rank other_rank race_number lane start_order competitor nation noc member notes status heat round speed reaction "
    "gap laps count cell attempt".split()
)
"""Properties whose numbers are no parts of a sum."""
_NUMBERED = re.compile(r"^(?P<stem>.*?)_?(?P<number>\d{1,2})$")
_RANKED = re.compile(r"(^|_)rank$")
_TOTAL = re.compile(r"(^|_)(total|subtotal|sum)$")
_DEDUCTED = re.compile(r"penalt|deduct|(^|_)(ded|pen|faults?)(_|$)")
_ADJUSTED = re.compile(r"penal|deduct|fault|relegat|bonus|adjust|handicap|\bded\b|\bpen\b", re.IGNORECASE)
_LEAD_IN = re.compile(r"^(?:at|à|a|by)\s+(?=\d)", re.IGNORECASE)
_SAME_TIME = frozenset({"s.t.", "st", "s.t", "m.t.", "same time", "+0", "0", "—", "-"})
_LAPPED = re.compile(r"\blaps?\b|\brounds?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A cell's number, and the statement that it is of."""

    name: str
    number: Decimal
    unit: str | None
    statement_id: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row by its numbers: by column. `adjusted` says that a cell speaks of penalties or the like."""

    key: RowKey
    rank: Decimal | None
    heat: str
    cells: Mapping[int, Number]
    gap: Number | None
    adjusted: bool


@dataclass(frozen=True, slots=True)
class Break:
    """A row that breaks a relation: the number that it states, and the one that its other cells give."""

    key: RowKey
    stated: Decimal
    given: Decimal
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that a table shows between its columns.

    `given` is what each row's other cells give for the column `target`, for the rows that have them all.
    """

    kind: Literal["sum", "best", "gap"]
    target: str
    column: int
    parts: tuple[str, ...]
    given: Mapping[RowKey, Decimal]
    holding: tuple[RowKey, ...]
    breaks: tuple[Break, ...]
    statement_ids: tuple[str, ...]

    @property
    def how(self) -> str:
        """The relation in words."""
        if self.kind == "gap":
            return "the mark of rank 1 with the gap"
        words = "the sum" if self.kind == "sum" else "the best"
        return f"{words} of {', '.join(part.replace('_', ' ') for part in self.parts)}"


def lines(statements: Iterable[LinkedStatement]) -> list[Line]:
    """Return the rows of one table that statements make, by row."""
    rows: dict[RowKey, list[LinkedStatement]] = defaultdict(list)
    for linked in statements:
        subject, table = linked.statement.subject, linked.statement.locator.table_index
        if subject.kind == "row" and table is not None and subject.row is not None:
            rows[linked.document_id, table, subject.row].append(linked)
    return [_line(key, sorted(rows[key], key=lambda each: each.place_in_row)) for key in sorted(rows)]


def _line(key: RowKey, row: Sequence[LinkedStatement]) -> Line:
    unit = next((s.statement.value.unit for s in row if s.property == "mark" and s.statement.value.unit), None)
    cells: dict[int, Number] = {}
    for linked in row:
        column, found = linked.statement.locator.column_index, _number(linked, unit)
        if column is not None and found is not None and not _is_label(linked.property):
            cells.setdefault(column, found)
    rank = next((s.statement.value.number for s in row if s.property == "rank"), None)
    words = row[0].qualifiers
    heat = f"{words.round or ''} {words.heat}" if words.heat else ""
    adjusted = any(_ADJUSTED.search(s.statement.value.text) for s in row if s.statement.value.number is None)
    gaps = [linked for linked in row if linked.property == "gap"]
    return Line(key, rank, heat, cells, gap_of(gaps[0], unit) if gaps else None, adjusted)


def _is_label(name: str) -> bool:
    return name in _LABELS or bool(_RANKED.search(name))


def _number(linked: LinkedStatement, unit: str | None) -> Number | None:
    value = linked.statement.value
    if value.number is not None:
        return _counted(linked.property, Quantity(value.number, value.unit), linked)
    read = None if status_of(value.text) or value.text.startswith("+") else parse_mark(value.text, unit)
    return _counted(linked.property, read, linked)


def _counted(name: str, read: Quantity | None, linked: LinkedStatement) -> Number | None:
    """Return a number that can be calculated with; one of forty digits is no mark."""
    if read is None or not is_measurable(read.number):
        return None
    return Number(name, read.number, read.unit, linked.statement_id)


def gap_of(linked: LinkedStatement, unit: str | None) -> Number | None:
    """Return a gap to the winner: `+0.35`, `at 2' 03"`, `12.28`; a lapped rider has none, nor one at the `same time`.

    "Same time" is that of a group, whose gap stands at another rider.
    """
    value = linked.statement.value
    if value.number is not None:
        return _counted("gap", Quantity(value.number, value.unit or unit), linked)
    text = _LEAD_IN.sub("+", value.text.strip())
    if text.lower() in _SAME_TIME or _LAPPED.search(text):
        return None
    read = parse_gap(text) or parse_mark(text.lstrip("+−-– "), unit)
    return _counted("gap", read, linked)


def relations(rows: Sequence[Line]) -> list[Relation]:
    """Return the relations that the rows of a table show: sums, bests of attempts, gaps to the first."""
    found = [relation for target in _targets(rows) if (relation := _best_relation(rows, target))]
    return [*found, *_gaps(rows)]


def _targets(rows: Sequence[Line]) -> list[int]:
    names = {column: cell.name for row in rows for column, cell in row.cells.items()}
    found = [column for column, name in sorted(names.items()) if name == "mark" or _TOTAL.search(name)]
    return found[:MAX_TARGETS]


def _best_relation(rows: Sequence[Line], target: int) -> Relation | None:
    """Return the sum that most rows show, else the best of attempts."""
    sums = [relation for parts in _part_sets(rows, target) if (relation := _sum(rows, target, parts))]
    if sums:
        return min(sums, key=lambda r: (len(r.breaks), -len(r.holding), len(r.parts)))
    bests = [best for parts in _families(rows, target) if (best := _best(rows, target, parts))]
    return bests[0] if bests else None


def _part_sets(rows: Sequence[Line], target: int) -> list[tuple[int, ...]]:
    """Return which columns may add up to a column: numbered ones, results of parts, rounds, and runs beside it."""
    columns = _numeric(rows, target)
    left = [column for column in columns if column < target]
    right = [column for column in columns if column > target]
    runs = [tuple(left[-count:]) for count in range(2, min(len(left), MAX_PARTS) + 1)]
    runs += [tuple(right[:count]) for count in range(2, min(len(right), MAX_PARTS) + 1)]
    return list(dict.fromkeys([*_families(rows, target), *runs]))


def _numeric(rows: Sequence[Line], target: int) -> list[int]:
    """Return the columns that have a number in two of three rows that have one in the target."""
    whole = [row for row in rows if target in row.cells]
    counts = Counter(column for row in whole for column in row.cells if column != target)
    return sorted(column for column, count in counts.items() if 3 * count >= 2 * len(whole))


def _families(rows: Sequence[Line], target: int) -> list[tuple[int, ...]]:
    names = {column: cell.name for row in rows for column, cell in row.cells.items() if column != target}
    families: dict[str, list[int]] = defaultdict(list)
    for column, name in sorted(names.items()):
        match = _NUMBERED.match(name)
        if match:
            families[f"{match['stem']}#"].append(column)
        for ending in ("_mark", "_result", "_score", "_points"):
            if name.endswith(ending):
                families[ending].append(column)
        if name == "split":
            families[name].append(column)
    return [tuple(columns) for _, columns in sorted(families.items()) if 2 <= len(columns) <= MAX_PARTS]


def _sum(rows: Sequence[Line], target: int, parts: Sequence[int]) -> Relation | None:
    """Return the sum of columns as a relation; what is deducted counts against it."""
    names = {column: cell.name for row in rows for column, cell in row.cells.items()}
    deducted = {column for column in parts if _DEDUCTED.search(names[column])}
    for sign in (1, -1) if deducted else (1,):
        whole = [row for row in rows if target in row.cells and all(column in row.cells for column in parts)]
        given = {
            row.key: sum(
                (row.cells[c].number * (sign if c in deducted else 1) for c in parts), start=Decimal(0)
            )
            for row in whole
        }  # fmt: skip
        relation = _relation("sum", rows, target, parts, given)
        if relation and _says_something(rows, relation, parts):
            return relation
    return None


def _says_something(rows: Sequence[Line], relation: Relation, parts: Sequence[int]) -> bool:
    """Say whether enough rows add two numbers that are not zero: anything is a sum of itself and zeros."""
    by_key = {row.key: row for row in rows}
    telling = [key for key in relation.holding if sum(by_key[key].cells[c].number != 0 for c in parts) > 1]
    return len(telling) >= MIN_ROWS


def _best(rows: Sequence[Line], target: int, parts: Sequence[int]) -> Relation | None:
    """Return the best of attempts as a relation: the mark is one of them, by far most often the largest or smallest."""
    for pick in (max, min):
        given = {}
        for row in rows:
            tried = [row.cells[column].number for column in parts if column in row.cells]
            if target in row.cells and tried:
                given[row.key] = pick(tried)
        relation = _relation("best", rows, target, parts, given)
        if relation:
            return relation
    return None


def _relation(
    kind: Literal["sum", "best"],
    rows: Sequence[Line],
    target: int,
    parts: Sequence[int],
    given: Mapping[RowKey, Decimal],
) -> Relation | None:
    by_key = {row.key: row for row in rows}
    names = {column: cell.name for row in rows for column, cell in row.cells.items()}
    holding = [key for key in given if _is_close(by_key[key], target, parts, given[key])]
    testable = [key for key in given if key in holding or not by_key[key].adjusted]
    if len(holding) < MIN_ROWS or 4 * len(holding) < 3 * len(testable):
        return None
    breaks = tuple(_broken(by_key[key], target, parts, given[key]) for key in testable if key not in holding)
    ids = tuple(cell.statement_id for key in holding for c, cell in by_key[key].cells.items() if c in (target, *parts))
    labels = tuple(names[column] for column in parts)
    return Relation(kind, names[target], target, labels, dict(given), tuple(holding), breaks, ids)


def _broken(row: Line, target: int, parts: Sequence[int], given: Decimal) -> Break:
    ids = tuple(cell.statement_id for column, cell in row.cells.items() if column in (target, *parts))
    return Break(row.key, row.cells[target].number, given, ids)


def _is_close(row: Line, target: int, parts: Sequence[int], given: Decimal) -> bool:
    """Say whether a number is the given one, as far as the decimals of both can tell."""
    stated = row.cells[target].number
    finest = max((decimals_of(row.cells[column].number) for column in parts if column in row.cells), default=0)
    coarse = min((decimals_of(row.cells[column].number) for column in parts if column in row.cells), default=0)
    decimals = decimals_of(stated)
    if decimals < finest:
        return abs(stated - given) < Decimal(1).scaleb(-decimals)
    if decimals > coarse and row.cells[target].unit == "s":
        return abs(stated - given) <= Decimal(len(parts)).scaleb(-coarse) / 2
    return stated == given


def _gaps(rows: Sequence[Line]) -> Iterator[Relation]:
    """Yield the gap to the first as a relation, for each heat that has one."""
    heats: dict[str, list[Line]] = defaultdict(list)
    split = len({row.heat for row in rows if row.rank == 1}) > 1
    for row in rows:
        heats[row.heat if split else ""].append(row)
    for heat in sorted(heats):
        relation = _gap(heats[heat])
        if relation:
            yield relation


def _gap(rows: Sequence[Line]) -> Relation | None:
    column = next((c for row in rows for c, cell in sorted(row.cells.items()) if cell.name == "mark"), None)
    first = next((row for row in rows if row.rank == 1 and column in row.cells), None)
    if column is None or first is None:
        return None
    both = [row for row in rows if row.gap and column in row.cells and row is not first]
    sign = 1 if first.cells[column].unit == "s" else -1
    usual = Counter(_leader(row, column, sign) for row in both)
    leader, count = usual.most_common(1)[0] if usual else (Decimal(0), 0)
    leader = min((one for one, times in usual.items() if times == count), default=leader)
    given = {row.key: leader + sign * row.gap.number for row in both if row.gap}
    near = [row for row in both if _is_near(row, column, given[row.key])]
    if len(near) < MIN_ROWS or 2 * len(near) <= len(both):
        return None
    given[first.key] = leader
    off = [row for row in both if row not in near and not row.adjusted]
    off += [] if _is_near(first, column, leader) else [first]
    breaks = tuple(Break(row.key, row.cells[column].number, given[row.key], _ids(row, column)) for row in off)
    ids = tuple(identifier for row in near for identifier in _ids(row, column))
    return Relation("gap", "mark", column, ("gap",), given, tuple(row.key for row in near), breaks, ids)


def _leader(row: Line, column: int, sign: int) -> Decimal:
    """Return the first's mark by one row's mark and gap, with the decimals of the coarser of the two."""
    mark, gap = row.cells[column].number, row.gap.number if row.gap else Decimal(0)
    step = Decimal(1).scaleb(-min(decimals_of(mark), decimals_of(gap)))
    return (mark - sign * gap).quantize(step, ROUND_HALF_UP)


def _is_near(row: Line, column: int, given: Decimal) -> bool:
    stated = row.cells[column].number
    decimals = min(decimals_of(stated), decimals_of(row.gap.number) if row.gap else decimals_of(given))
    exact = decimals_of(stated) == decimals_of(given)
    return stated == given if exact else abs(stated - given) < Decimal(1).scaleb(-decimals)


def _ids(row: Line, column: int) -> tuple[str, ...]:
    return (row.cells[column].statement_id, *((row.gap.statement_id,) if row.gap else ()))
