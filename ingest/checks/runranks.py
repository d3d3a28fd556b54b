"""Ranks of a run, a round or an apparatus, which stand beside its marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.model import Check
from ingest.checks.order import direction, outliers
from ingest.checks.view import TableRow, TableView, View, listed, plural
from ingest.reconcile.arithmetic import Number, lines
from parsers.values import parse_rank

_MIN_ROWS = 5
_FEW = 4
"""One row in so many, at most, may be out of order: more is another rank than that of the column beside it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A row with its rank in a part, and its mark there."""

    row: TableRow
    rank: int
    rank_id: str
    mark: Number


def part_ranks_follow_marks(view: View) -> Iterator[Check]:
    """A rank in a run that is not that of the run's mark: ranks of two rows swapped, or a digit mistyped in the mark.

    The mark is that of the column beside the ranks whose order they follow.
    """
    for table in view.tables["results"]:
        for column, parts in _parts(table):
            found = _out_of_order(parts)
            key = f"{table.key} column {column}"
            name = parts[0].mark.name.replace("_", " ")
            sides = (f"ranks in the order of {name}", f"{len(parts) - len(found)} of {len(parts)} in order")
            if not found:
                ids = [identifier for part in parts for identifier in (part.rank_id, part.mark.statement_id)]
                message = f"the ranks in {name} follow its marks, in {plural(len(parts), 'row')}"
                yield table.scope.check("part_ranks_follow_marks", key, "pass", *sides, message, ids)
            elif _FEW * len(found) <= len(parts):
                labels = listed(f"rank {part.rank} in {name} of {part.row.label}, {part.mark.number}" for part in found)
                message = (
                    f"out of the order of the others: {labels}; look at these ranks and marks, and at those beside"
                )
                ids = [identifier for part in found for identifier in (part.rank_id, part.mark.statement_id)]
                yield table.scope.check("part_ranks_follow_marks", key, "fail", *sides, message, ids)


def _parts(table: TableView) -> Iterator[tuple[int, list[_Part]]]:
    """Yield each column of ranks in a part, with the rows that have a rank there and a mark beside it."""
    rows = {row.row_index: row for row in table.rows}
    cells = {
        line.key[2]: line.cells for line in lines(linked for row in table.rows for linked in row.statements)
    }  # fmt: skip
    ranks: dict[int, list[tuple[TableRow, int, str]]] = defaultdict(list)
    for index, row in rows.items():
        for linked in row.statements:
            column, rank = linked.statement.locator.column_index, parse_rank(linked.statement.value.text)
            if linked.property == "other_rank" and column is not None and rank is not None and index in cells:
                ranks[column].append((row, rank[0], linked.statement_id))
    for column, ranked in sorted(ranks.items()):
        near = (column - 1, column + 1)
        beside = [
            [_Part(row, rank, told, found) for row, rank, told in ranked if (found := cells[row.row_index].get(place))]
            for place in near
        ]
        likely = [parts for parts in beside if len(parts) >= _MIN_ROWS and 3 * len(parts) >= 2 * len(ranked)]
        if likely:
            yield column, min(likely, key=lambda parts: len(_out_of_order(parts)))


def _out_of_order(parts: Sequence[_Part]) -> list[_Part]:
    """Return the rows out of the order of the others, and those of one rank whose marks differ."""
    unit = Counter(part.mark.unit or "" for part in parts).most_common(1)[0][0] or None
    by_rank = sorted(parts, key=lambda part: (part.rank, part.row.row_index))
    sign = direction([part.mark.number for part in by_rank], unit)
    ordered = sorted(parts, key=lambda part: (part.rank, part.mark.number * sign, part.row.row_index))
    spoiling = outliers([part.mark.number * sign for part in ordered]) if sign else []
    wrong = {ordered[i].row.row_index for i in spoiling}
    marks: dict[int, set[Decimal]] = defaultdict(set)
    for part in parts:
        marks[part.rank].add(part.mark.number)
    return [part for part in ordered if part.row.row_index in wrong or len(marks[part.rank]) > 1]
