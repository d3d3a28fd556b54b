"""Lost rowspans: rows under a tie that were shifted left and padded right.

A form that loses rowspans writes a row without the cells that the row above hands down; one that drops blank cells
writes a medallist's without the rank, where a picture stood. Nothing marks the loss, so it
takes evidence: a cell that is not of its column's type, or medals that do not add up. Of all ways to move the cells
right past columns that the row above may hand down, the one wins that fits best; the row as written wins a draw. A
blank at a row's end is no evidence: it stays blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from parsers.rounds import round_of
from parsers.tables.celltypes import CellType, cell_type, status_of
from parsers.tables.groups import is_record_label
from parsers.tables.roles import EXPECTED_TYPES, Role
from parsers.title import gender_of
from parsers.values import parse_rank
from parsers.values.limits import is_too_long
from schemas.caches import remembered_in_words
from schemas.document import Cell
from schemas.nations import noc_of
from schemas.records import record

MAX_INHERITED = 3
"""More cells lost in one row than this are not looked for."""

# What a cell says for or against a column: its type fits, does not, or is merely unusual there; a blank where the
# column has none; a cell taken as lost; a rank that follows; one mark for one rank; medals that add up.
_FITS, _MISFITS, _UNUSUAL, _UNEXPECTED_BLANK, _LOST, _NEXT_RANK, _TIE, _SUM = 2.0, -4.0, -1.0, -1.0, -0.5, 1.0, 1.5, 5.0
_LOST_NAME = -1.5
"""Names differ from row to row: one that spans rows is the less likely loss."""

_WORDS = frozenset({"text", "nation", "coded", "event", "date", "year"})
_HANDED_DOWN = frozenset({
    "rank", "heat", "round", "date", "time_of_day", "nation", "event", "games", "games_label", "year", "city",
    "venue", "place", "gold_medalist", "silver_medalist", "bronze_medalist",
})  # fmt: skip
"""Columns whose cells may span rows; of those without a name the ones of words.

A mark, and whose it is, spans rows only where the rank does.
"""
_WITH_RANK = frozenset({"mark", "points", "gap", "competitor"})
_REACHING = frozenset({"date", "city", "venue", "place"})
"""Columns of which a cell may span past a row that ends before them."""
_MOST_WORDS = 5
"""Of a name."""
_CODED = re.compile(r"\([A-Z]{3}\)$")
_TOTALS = re.compile(r"^(?:grand )?(?:totals?|sum|gesamt|totale|razem)(?: medals)?:?(?:\s*\([^()]*\))?$", re.IGNORECASE)

Row = tuple[Cell, ...]
Kind = CellType | Literal["nation", "coded", "event", "dash"]
"""Words are told apart further: those that are a nation, those that name one by its code (`Jane Doe (FRA)`), and those
that say whom an event is for (`Elite men`).

A dash is a blank that is written: its cell is not lost.
"""


def is_totals_label(text: str) -> bool:
    """Say whether a cell labels a row of sums: `Total`, `Totals (12 entries)`."""
    return not is_too_long(text) and bool(_TOTALS.match(text.strip()))


def is_remark(text: str) -> bool:
    """Say whether a text that stands alone in a row is nobody's name: a round, capitals throughout or many words."""
    if cell_type(text) != "text":
        return False
    return text.isupper() or len(text.split()) > _MOST_WORDS or bool(round_of(text).round)


def _kind(text: str) -> Kind:
    found = cell_type(text)
    if found == "blank" and text:
        return "dash"
    return _word_kind(text) if found == "text" and not is_too_long(text) else found


@remembered_in_words(16_384)
def _word_kind(text: str) -> Kind:
    if _CODED.search(text):
        return "coded"
    return "nation" if noc_of(text) else "event" if gender_of(text) != "unknown" else "text"


class _Columns:
    """What the columns of a table usually hold, told by the rows that are most likely whole."""

    def __init__(self, roles: Sequence[Role], body: Sequence[Row]) -> None:
        self.roles = roles
        usual = _usual_rows(roles, body)
        self.kinds = [Counter(_kind(row[column].text) for row in usual) for column in range(len(roles))]
        self.fits: dict[tuple[int, Kind], float] = {}
        places: Mapping[str | None, int] = {role.name: i for i, role in reversed(list(enumerate(roles)))}
        self.rank = places.get("rank")
        self.mark = places.get("mark")
        medals = [places.get(name) for name in ("gold", "silver", "bronze", "total")]
        self.medals: list[int] | None = [i for i in medals if i is not None] if None not in medals else None

    def fit(self, column: int, text: str) -> float:
        """Score one cell in one column."""
        key = (column, _kind(text))
        if key not in self.fits:
            self.fits[key] = self._fit(*key)
        return self.fits[key]

    def _fit(self, column: int, kind: Kind) -> float:
        counts = self.kinds[column]
        if kind == "blank":
            usual = 3 * counts["blank"] > counts.total() or self.roles[column].name == "notes"
            return 0.0 if usual and column != self.rank else _UNEXPECTED_BLANK
        if kind == "dash":
            return _FITS if column == self.rank else 0.0
        expected = EXPECTED_TYPES.get(self.roles[column].name or "")
        is_words = kind in {"text", "nation", "coded", "event"}
        if expected is not None and ("text" if is_words else kind) not in expected:
            return _MISFITS
        filled = counts.total() - counts["blank"]
        if expected is not None:
            return _UNUSUAL if is_words and 2 * counts[kind] < filled else _FITS
        alike = counts[kind] + (counts["mark"] if kind == "status" else 0)
        return _FITS if filled and 4 * alike >= filled else _UNUSUAL

    def may_hand_down(self, column: int, text: str, tied: bool) -> bool:
        """Say whether the row above may hand down the `text` it has in a column. A blank is no rowspan but a rank's."""
        name = self.roles[column].name
        if not text:
            return column == self.rank
        if name is None:
            return _kind(text) in _WORDS
        if name == "points" and self.mark is not None:
            return False  # beside a mark they are each one's own: a tie would be one in the mark
        return name in _HANDED_DOWN or (name in _WITH_RANK and (tied or self.rank is None))

    def misplaced(self, texts: Sequence[str]) -> int:
        """Count the cells that do not fit their columns; medals that do not add up count as one more."""
        return sum(self.fit(i, text) < 0 for i, text in enumerate(texts) if text) + (self.sums(texts) < 0)

    def tie(self, past: Sequence[int], texts: Sequence[str], above: Row) -> float:
        """Score a rank that is handed down by what it claims: that the two have one mark."""
        if self.rank not in past or self.mark is None or not texts[self.mark]:
            return 0.0
        return _TIE if texts[self.mark] == above[self.mark].text else 0.0

    def sums(self, texts: Sequence[str]) -> float:
        if self.medals is None:
            return 0.0
        medals = [texts[i] for i in self.medals]
        if not all(text.isdecimal() for text in medals):
            return -_SUM
        *parts, total = map(int, medals)
        return _SUM if sum(parts) == total else -_SUM


def _usual_rows(roles: Sequence[Role], body: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that are most likely whole.

    None of their cells is of a type that its column's role rules out, and they have no more blanks at their end than
    half of such rows.
    """
    rows = [row for row in body if not any(map(_is_ruled_out, roles, row))] or body
    paddings = list(map(_padding, rows))
    usual = sorted(paddings)[(len(paddings) - 1) // 2] if paddings else 0
    return [row for row, padding in zip(rows, paddings, strict=True) if padding <= usual]


def _is_ruled_out(role: Role, cell: Cell) -> bool:
    expected = EXPECTED_TYPES.get(role.name or "")
    return expected is not None and bool(cell.text) and cell_type(cell.text) not in {*expected, "blank"}


def _padding(row: Row) -> int:
    """How many cells at the row's end are blank: as many may have been lost."""
    return next((n for n, cell in enumerate(reversed(row)) if cell.text), len(row))


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
            return _UNUSUAL
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


def _moves(texts: Sequence[str], above: Row, columns: _Columns, ranks: _Ranks) -> list[_Move]:
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


def _best(row: Row, above: Row, columns: _Columns, ranks: _Ranks) -> tuple[int, ...]:
    """Return the columns past which the row's cells are moved; none where nothing speaks for it.

    What speaks for it are cells out of place; a move must leave fewer of them.
    """
    written = [cell.text for cell in row]
    misplaced = columns.misplaced(written)
    if not misplaced:
        return ()
    texts = written[: len(written) - _padding(row)]
    best, best_score = _Move(), float("-inf")
    for move in _moves(texts, above, columns, ranks):
        placed = _placed(texts, move.past, above)
        score = move.score + columns.sums(placed) + columns.tie(move.past, placed, above)
        if score > best_score and (not move.past or columns.misplaced(placed) < misplaced):
            best, best_score = move, score
    return best.past


def _handed_down(row: Row, past: tuple[int, ...], above: Row, columns: _Columns) -> dict[int, Cell]:
    """Return the cells of the columns that were moved past.

    Sums have no rank, and one who has no mark does not share the rank of one who has: theirs stays blank. A tie in
    rank is one in the mark too, where the row is silent.
    """
    handed = {column: _spanned(above[column]) for column in past}
    mark, rank = columns.mark, columns.rank
    if rank is None or rank not in handed:
        return handed
    texts = _placed([cell.text for cell in row], past, above)
    has_status = mark is not None and bool(status_of(texts[mark])) and not status_of(above[mark].text)
    if has_status or any(map(is_totals_label, texts)):
        handed[rank] = Cell("", None, (_own_row(row), rank))
    elif mark is not None and not texts[mark] and above[mark].text:
        handed[mark] = _spanned(above[mark])
    return handed


def _reaching(last: Row, above: Row, roles: Sequence[Role]) -> Row:
    """Return what may be handed down: the last row's cells, and past its end days and places from further up."""
    end = len(last) - _padding(last)
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
    columns = _Columns(roles, body)
    rows: list[Row] = []
    reasons = []
    ranks = _Ranks()
    above: Row = ()
    for row in body:
        is_entry = _padding(row) < len(row) - 1 or (row and not is_remark(row[0].text))
        above = _reaching(rows[-1], above, roles) if rows else _nothing_above(row)
        past = _best(row, above, columns, ranks) if is_entry and _padding(row) < len(row) else ()
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
    whole = [row for row in body if row and not _padding(row)]
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
    return _padding(row) == 1 and cells == types and not is_record_label(row[0].text)
