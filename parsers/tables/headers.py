"""Header rows of tables whose markup does not tell them, from the words of their first rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parsers.tables.celltypes import cell_type
from parsers.tables.groups import is_height_row, is_tries
from parsers.tables.roles import column_role
from parsers.values import parse_length
from schemas.document import Cell
from schemas.medals import MEDALS
from schemas.vocabulary import default_vocabulary, normal

_MANY_LABELS = 2
_LABELS_NO_ROWS = frozenset({None, "split"})
"""Roles of words that do not label rows of values: `100 metres` is an event below the word `Event`."""
_VALUES = frozenset({"mark", "date", "status"})


def header_rows_by_words(rows: Sequence[tuple[Cell, ...]]) -> int:
    """Return how many first rows name the columns by their words.

    A title across the whole width may stand above them. A column of header cells, or of such words ("Gold" above
    "Silver"), labels rows.
    """
    if not rows or not rows[0]:
        return 0
    start = 1 if len(rows[0]) > 1 and all(cell.origin == rows[0][0].origin for cell in rows[0]) else 0
    if len(rows) < start + 2 or sum(row[0].is_header for row in rows[start : start + 2]) == _MANY_LABELS:
        return 0
    texts = [[cell.text for cell in row] for row in rows[start:]]
    vocabulary = default_vocabulary()
    if all(column_role(row[0], vocabulary).name not in _LABELS_NO_ROWS for row in texts[:2]):
        return 0
    return start + 1 if is_header(texts[0], texts[1:]) else 0


def as_header(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return a row all of whose cells are header cells."""
    return tuple(cell if cell.is_header else replace(cell, is_header=True) for cell in row)


def is_header(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Say whether a table's first row names its columns."""
    filled = [text for text in first if text]
    if not filled:
        return False
    vocabulary = default_vocabulary()
    if all(row and vocabulary.columns.get(normal(row[0])) in MEDALS for row in (first, *body[:1])):
        return False  # rows labelled by medals
    known = [name for i, text in enumerate(first) if (name := _named_column(text, i, body))]
    values = values_of(first, body)
    # Beside two words of columns `Pen.` is no value but a third one; a code, as `DNF`, is one.
    may_name = len(known) > 1 and all(cell_type(text) == "status" and not text.isupper() for text in values)
    if values and not may_name and not (len(known) > 1 and _are_heights(values, first, body)):
        return False
    if 2 * len(known) >= len(filled) or (len(known) > 1 and not {"rank", "competitor"}.isdisjoint(known)):
        return True
    return len(filled) == len(first) and _differs_in_type(first, body)


def values_of(first: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """Return the texts of a first row that are values such as those below them."""
    vocabulary = default_vocabulary()
    return [
        text
        for place, text in enumerate(first)
        if cell_type(text) in _VALUES and not column_role(text, vocabulary).name and _is_among(text, place, body)
    ]


def _is_among(text: str, place: int, body: Sequence[Sequence[str]]) -> bool:
    """Say whether a text that looks like a value is one of its column: `5 pts` above counts is none."""
    below = {cell_type(row[place]) for row in body if place < len(row)} - {"blank"}
    is_counted = cell_type(text) == "mark" and any(letter.isalpha() for letter in text) and below == {"integer"}
    return not is_counted


def _are_heights(values: Sequence[str], first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Say whether values in a header are the heights of a bar, with nothing but tries below them."""
    places = [column for column, text in enumerate(first) if text in values]
    whole = [row for row in body if len(row) >= len(first)] or body  # a row that lost a cell is out of line
    return is_height_row(values) and all(is_tries(row[i]) for row in whole for i in places if i < len(row))


def _named_column(text: str, column: int, body: Sequence[Sequence[str]]) -> str | None:
    """Return what a word names its column. A length over lengths is one value of many, and names none (`1,149 m`)."""
    role = column_role(text, default_vocabulary()).name
    is_one_of_many = role == "split" and any(parse_length(row[column]) for row in body if column < len(row))
    return None if is_one_of_many else role


def _differs_in_type(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Say whether some column has numbers or marks below a first cell that is text."""
    for column, text in enumerate(first):
        below = Counter(cell_type(row[column]) for row in body if column < len(row))
        del below["blank"]
        if cell_type(text) == "text" and below and below["text"] == 0:
            return True
    return False
