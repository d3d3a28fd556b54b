"""What the columns of a table usually hold, how well a cell fits one, and what a row may hand down there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from parsers.tables.celltypes import CellType, cell_type
from parsers.tables.roles import EXPECTED_TYPES, Role
from parsers.title import gender_of
from parsers.values.limits import is_too_long
from schemas.caches import remembered_in_words
from schemas.document import Cell
from schemas.nations import noc_of

# What a cell says for or against a column: its type fits, does not, or is merely unusual there; a blank where the
# column has none; one mark for one rank; medals that add up.
_FITS, _MISFITS, UNUSUAL, _UNEXPECTED_BLANK, _TIE, _SUM = 2.0, -4.0, -1.0, -1.0, 1.5, 5.0
_WORDS = frozenset({"text", "nation", "coded", "event", "date", "year"})
_HANDED_DOWN = frozenset({
    "rank", "heat", "round", "date", "time_of_day", "nation", "event", "games", "games_label", "year", "city",
    "venue", "place", "gold_medalist", "silver_medalist", "bronze_medalist",
})  # fmt: skip
"""Columns whose cells may span rows; of those without a name the ones of words.

A mark, and whose it is, spans rows only where the rank does.
"""
_WITH_RANK = frozenset({"mark", "points", "gap", "competitor"})
_CODED = re.compile(r"\([A-Z]{3}\)$")

Row = tuple[Cell, ...]
Kind = CellType | Literal["nation", "coded", "event", "dash"]
"""Words are told apart further: those that are a nation, those that name one by its code (`Jane Doe (FRA)`), and in a
table of events those that say whom one is for (`Elite men`).

A dash is a blank that is written: its cell is not lost.
"""


def _kind(text: str) -> Kind:
    found = cell_type(text)
    if found == "blank" and text:
        return "dash"
    return _word_kind(text) if found == "text" and not is_too_long(text) else found


@remembered_in_words(16_384)
def _word_kind(text: str) -> Kind:
    if _CODED.search(text):
        return "coded"
    return "nation" if noc_of(text) else "text"


def _kind_by_events(text: str) -> Kind:
    """Return the kind of a text in a table that names events."""
    found = _kind(text)
    return "event" if found == "text" and gender_of(text) != "unknown" else found


class Columns:
    """What the columns of a table usually hold, told by the rows that are most likely whole."""

    def __init__(self, roles: Sequence[Role], body: Sequence[Row]) -> None:
        self.roles = roles
        usual = _usual_rows(roles, body)
        self.kind = _kind_by_events if any(role.name == "event" for role in roles) else _kind
        self.kinds = [Counter(self.kind(row[column].text) for row in usual) for column in range(len(roles))]
        self.fits: dict[tuple[int, Kind], float] = {}
        places: Mapping[str | None, int] = {role.name: i for i, role in reversed(list(enumerate(roles)))}
        self.rank = places.get("rank")
        self.mark = places.get("mark")
        medals = [places.get(name) for name in ("gold", "silver", "bronze", "total")]
        self.medals: list[int] | None = [i for i in medals if i is not None] if None not in medals else None

    def fit(self, column: int, text: str) -> float:
        """Score one cell in one column."""
        key = (column, self.kind(text))
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
            return UNUSUAL if is_words and 2 * counts[kind] < filled else _FITS
        alike = counts[kind] + (counts["mark"] if kind == "status" else 0)
        return _FITS if filled and 4 * alike >= filled else UNUSUAL

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
        """Score the medals of a row by whether they add up; 0 in a table without them."""
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
    paddings = list(map(padding, rows))
    usual = sorted(paddings)[(len(paddings) - 1) // 2] if paddings else 0
    return [row for row, padding in zip(rows, paddings, strict=True) if padding <= usual]


def _is_ruled_out(role: Role, cell: Cell) -> bool:
    expected = EXPECTED_TYPES.get(role.name or "")
    return expected is not None and bool(cell.text) and cell_type(cell.text) not in {*expected, "blank"}


def padding(row: Row) -> int:
    """How many cells at the row's end are blank: as many may have been lost."""
    return next((n for n, cell in enumerate(reversed(row)) if cell.text), len(row))
