"""Lost rowspans: rows under a tie that were shifted left and padded right.

A form that loses rowspans writes a row without the cells that the row above hands down; one that drops blank cells
writes a medallist's without the rank, where a picture stood. Nothing marks the loss, so it takes evidence: a cell that
is not of its column's type, or medals that do not add up. Of all ways to move the cells right past columns that the row
above may hand down, the one wins that fits best; the row as written wins a draw. A blank at a row's end is no evidence:
it stays blank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.tables.celltypes import cell_type, is_remark, is_totals_label, status_of
from parsers.tables.columnfits import UNUSUAL, Columns, Row, padding
from parsers.tables.groups import is_record_label
from parsers.tables.roles import Role
from parsers.values import parse_rank
from schemas.document import Cell
from schemas.records import record

MAX_INHERITED = 3
"""More cells lost in one row than this are not looked for."""

# Against a move: a cell taken as lost. For it: a rank that follows.
_LOST, _NEXT_RANK = -0.5, 1.0
_LOST_NAME = -1.5
"""Names differ from row to row: one that spans rows is the less likely loss."""

_REACHING = frozenset({"date", "city", "venue", "place"})
"""Columns of which a cell may span past a row that ends before them."""


@record(frozen=True, slots=True)
class _Ranks:
    """The rank of the row above, and how many rows share it so far."""

    number: int | None = None
    shared: int = 0

    def fit(self, text: str) -> float:
        """Score a rank by the one above: the next one counts for it, one that falls back against."""
        own = parse_rank(text)
        if own is None or self.number is None:
            return 0.0
        if own[0] < self.number:
            return UNUSUAL
        return _NEXT_RANK if own[0] == self.number + self.shared else 0.0

    def after(self, text: str) -> _Ranks:
        own = parse_rank(text)
        if own is None:
            return self
        return _Ranks(own[0], self.shared + 1 if own[0] == self.number else 1)


@record(frozen=True, slots=True)
class _Move:
    """A way to place a row's cells: past which columns they are moved, and how well that fits."""

    score: float = 0.0
    past: tuple[int, ...] = ()
    tied: bool = False


def _moves(texts: Sequence[str], above: Row, columns: Columns, ranks: _Ranks) -> list[_Move]:
    """Return the best way for each number of cells lost, the row as written first.

    Cells stay in their order, and none is lost after the last one that is filled: nothing would tell.
    """
    most = min(len(above) - len(texts), MAX_INHERITED)
    best = {(0, False): _Move()}
    for column in range(len(above)):
        found: dict[tuple[int, bool], _Move] = {}
        for (lost, tied), move in best.items():
            text = texts[column - lost] if column - lost < len(texts) else ""
            score = move.score + columns.fit(column, text)
            _keep(found, _Move(score + (ranks.fit(text) if column == columns.rank else 0.0), move.past, tied))
            may_lose = column - lost < len(texts) and lost < most
            if may_lose and columns.may_hand_down(column, above[column].text, tied):
                cost = _LOST_NAME if columns.roles[column].name == "competitor" else _LOST
                _keep(found, _Move(move.score + cost, (*move.past, column), tied or column == columns.rank))
        best = found
    return sorted(best.values(), key=lambda move: (len(move.past), move.past))


def _keep(found: dict[tuple[int, bool], _Move], move: _Move) -> None:
    key = (len(move.past), move.tied)
    if key not in found or (move.score, found[key].past) > (found[key].score, move.past):
        found[key] = move


def _placed(texts: Sequence[str], past: Sequence[int], above: Row) -> list[str]:
    own = iter(texts)
    return [above[column].text if column in past else next(own, "") for column in range(len(above))]


def _best(row: Row, above: Row, columns: Columns, ranks: _Ranks) -> tuple[int, ...]:
    """Return the columns past which the row's cells are moved; none where nothing speaks for it.

    What speaks for it are cells out of place; a move must leave fewer of them.
    """
    written = [cell.text for cell in row]
    misplaced = columns.misplaced(written)
    if not misplaced:
        return ()
    texts = written[: len(written) - padding(row)]
    best, best_score = _Move(), float("-inf")
    for move in _moves(texts, above, columns, ranks):
        placed = _placed(texts, move.past, above)
        score = move.score + columns.sums(placed) + columns.tie(move.past, placed, above)
        if score > best_score and (not move.past or columns.misplaced(placed) < misplaced):
            best, best_score = move, score
    return best.past


def _handed_down(row: Row, past: tuple[int, ...], above: Row, columns: Columns) -> dict[int, Cell]:
    """Return the cells of the columns that were moved past.

    Sums have no rank, and one who did not finish, be it one run, does not share the rank of one who did: theirs stays
    blank. A tie in rank is one in the mark too, where the row is silent.
    """
    handed = {column: _spanned(above[column]) for column in past}
    mark, rank = columns.mark, columns.rank
    if rank is None or rank not in handed:
        return handed
    texts = _placed([cell.text for cell in row], past, above)
    has_status = any(status_of(cell.text) for cell in row) and not any(status_of(cell.text) for cell in above)
    if has_status or any(map(is_totals_label, texts)):
        handed[rank] = Cell("", None, (_own_row(row), rank))
    elif mark is not None and not texts[mark] and above[mark].text:
        handed[mark] = _spanned(above[mark])
    return handed


def _reaching(last: Row, above: Row, roles: Sequence[Role]) -> Row:
    """Return what may be handed down: the last row's cells, and past its end days and places from further up."""
    end = len(last) - padding(last)
    return tuple(
        above[column] if column >= end and roles[column].name in _REACHING else cell for column, cell in enumerate(last)
    )


def _nothing_above(row: Row) -> Row:
    """Return what a first row may have lost: a rank that was blank, as where a medal's picture stood."""
    return tuple(Cell("", None, cell.origin) for cell in row)


def _spanned(cell: Cell) -> Cell:
    return Cell(cell.text, cell.span, cell.origin, cell.is_header, is_spanned=True)


def _moved(row: Row, handed: Mapping[int, Cell]) -> Row:
    """Return `row` with the cells handed down in their places and its own moved right past them.

    The moved cells get the place they now have; those handed down keep the origin that covers them.
    """
    own = iter(row)
    number = _own_row(row)
    cells = []
    for column in range(len(row)):
        if column in handed:
            cells.append(handed[column])
        else:
            cell = next(own)
            cells.append(Cell(cell.text, cell.span, (number, column), cell.is_header))
    return tuple(cells)


def _own_row(row: Row) -> int:
    return row[0].origin[0]


def _reason(handed: Mapping[int, Cell], roles: Sequence[Role]) -> str:
    names = {column: roles[column].header or f"column {column + 1}" for column in sorted(handed)}
    down = ", ".join(name for column, name in names.items() if handed[column].is_spanned)
    blank = ", ".join(name for column, name in names.items() if not handed[column].is_spanned)
    parts = [down and f"{down} handed down by the row above", blank and f"{blank} left blank"]
    return "cells moved right: " + "; ".join(part for part in parts if part)


def repair(body: Sequence[Row], roles: Sequence[Role]) -> tuple[list[Row], tuple[tuple[int, str], ...]]:
    """Return the rows with lost rowspans filled, and for each row that was moved its cell_row and the reason."""
    columns = Columns(roles, body)
    rows: list[Row] = []
    reasons = []
    ranks = _Ranks()
    above: Row = ()
    reaches = any(role.name in _REACHING for role in roles)
    for row in body:
        is_entry = padding(row) < len(row) - 1 or (row and not is_remark(row[0].text))
        above = (_reaching(rows[-1], above, roles) if reaches else rows[-1]) if rows else _nothing_above(row)
        past = _best(row, above, columns, ranks) if is_entry and padding(row) < len(row) else ()
        if past:
            handed = _handed_down(row, past, above, columns)
            reasons.append((_own_row(row), _reason(handed, roles)))
            row = _moved(row, handed)
        rows.append(row)
        if columns.rank is not None:
            ranks = ranks.after(row[columns.rank].text)
    return rows, tuple(reasons)


def repair_labels(body: Sequence[Row]) -> tuple[list[Row], tuple[tuple[int, str], ...]]:
    """Return rows without a header with lost labels of records filled, and what was moved, as `repair` does.

    Each whole row begins with such a label (`World record`), and one a cell short belongs to the row above it where its
    cells are of the types that stand there one column further.
    """
    whole = [row for row in body if row and not padding(row)]
    if not whole or not all(is_record_label(row[0].text) for row in whole):
        return list(body), ()
    rows: list[Row] = []
    reasons = []
    for row in body:
        if rows and _is_under_label(row, rows[-1]):
            reasons.append((_own_row(row), "cells moved right: the label handed down by the row above"))
            row = _moved(row, {0: _spanned(rows[-1][0])})
        rows.append(row)
    return rows, tuple(reasons)


def _is_under_label(row: Row, above: Row) -> bool:
    cells = [cell_type(cell.text) for cell in row[:-1]]
    types = [cell_type(cell.text) for cell in above[1:]]
    return padding(row) == 1 and cells == types and not is_record_label(row[0].text)
