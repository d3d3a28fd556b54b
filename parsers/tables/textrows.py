"""Lines of text that are rows of tables, and their cells.

Whoever flattens a page parts the cells of a row by pipes with one at each end (`| 1 | Jane Doe |`), by pipes between
them alone (`1 | Jane Doe`), by tabs, or by spaces that set columns (`parsers.tables.aligned`). A pipe at its start
makes a row of any line; of pipes between cells and of tabs it takes two lines one below the other, as a sentence may
hold either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Literal

from parsers.tables.aligned import aligned, aligned_cells, row_groups
from parsers.tables.brokenlines import RawRow, with_broken_lines
from parsers.text import stripped
from schemas.document import Span

RowForm = Literal["bordered", "piped", "tabbed", "aligned"]
"""How the cells of a row are parted."""

_BEGUN = re.compile(r"\s*\|")
_PARTED = re.compile(r"[|\t]")
_PIPES = re.compile(r"\s\|\s|^\s*(?::?-{2,}:?|:-:?|-:)\s*\|")
_TABS = re.compile(r"\S\t+\s*\S")
_BULLET = re.compile(r"^\s*[-*•]\s")
_SENTENCE = re.compile(r"(?=.{60})[^|\t]*\w[.:]\s*(?:\[\w+\]\s*)*$")
"""Prose between two tables."""
_FEWEST = 2
_MOST_LINES = 9
"""Of a cell: an eight has nine rowers."""


def row_forms(text: str, lines: Sequence[Span]) -> list[RowForm | None]:
    """Return for each line how its cells are parted, or None where it is no row."""
    begun = [bool(_BEGUN.match(text, line.start, line.end)) for line in lines]
    forms = _parted_forms(text, lines, begun)
    if "  " not in text:
        return forms
    words = ["" if form else line.of(text) for form, line in zip(forms, lines, strict=True)]
    return ["aligned" if is_row else form for form, is_row in zip(forms, aligned(words), strict=True)]


def _parted_forms(text: str, lines: Sequence[Span], begun: Sequence[bool]) -> list[RowForm | None]:
    """Return the forms of the lines whose cells pipes or tabs part; `begun` says which begin with a pipe."""
    others = [line for line, begins in zip(lines, begun, strict=True) if not begins]
    if not any(_PARTED.search(text, line.start, line.end) for line in others):  # most texts
        return ["bordered" if begins else None for begins in begun]
    words = [line.of(text) for line in lines]
    forms: list[RowForm | None] = []
    for parted_by, run in groupby(zip(_marks(words), words, strict=True), key=itemgetter(0)):
        forms += _forms_of_run(parted_by, [line for _, line in run])
    return forms


def _marks(lines: Sequence[str]) -> list[str | None]:
    """Return what may part the cells of each line; one between two rows is a row of one cell, but no long sentence."""
    marks = _with_lines_of_cells(lines, [_parted_by(line) for line in lines])
    neighbours = zip([None, *marks[:-1]], marks, [*marks[1:], None], lines, strict=True)
    return [
        above if own is None and line and above == below and not _SENTENCE.match(line) else own
        for above, own, below, line in neighbours
    ]


def _with_lines_of_cells(lines: Sequence[str], marks: list[str | None]) -> list[str | None]:
    """Return the marks, with tabs for the lines between two rows that are one row, broken within a cell of many lines.

    Both must lack cells, and have as many together as the widest row of the lines one below the other.
    """
    found = list(marks)
    start = 0
    for is_blank, block in groupby(lines, key=lambda line: not line or line.isspace()):
        end = start + sum(1 for _ in block)
        tabbed = [] if is_blank else [i for i in range(start, end) if marks[i] == "\t"]
        width = max((lines[i].count("\t") for i in tabbed), default=0)
        for above, below in pairwise(tabbed):
            counts = lines[above].count("\t"), lines[below].count("\t")
            if 2 <= below - above <= _MOST_LINES and max(counts) < width == sum(counts):
                found[above:below] = ["\t"] * (below - above)
        start = end
    return found


def _parted_by(line: str) -> str | None:
    """Return what may part the cells of a line: a pipe, a tab or nothing."""
    if "|" in line and (line.lstrip().startswith("|") or (_PIPES.search(line) and not _TABS.search(line))):
        return "|"
    return "\t" if "\t" in line and not line.isspace() else None


def _forms_of_run(parted_by: str | None, run: Sequence[str]) -> Iterator[RowForm | None]:
    """Yield the forms of lines one below the other that the same parts."""
    if parted_by == "|":
        begun = [line.lstrip().startswith("|") for line in run]
        ended = sum(begins and line.rstrip().endswith("|") for begins, line in zip(begun, run, strict=True))
        if ended >= begun.count(False):
            yield from ("bordered" if begins else None for begins in begun)
            return
    form: RowForm = "piped" if parted_by == "|" else "tabbed"
    told = sum(map(bool, map((_PIPES if parted_by == "|" else _TABS).search, run)))
    is_table = parted_by is not None and told >= _FEWEST and not all(map(_BULLET.match, run))
    yield from (form if is_table else None for _ in run)


def raw_rows(text: str, lines: Sequence[Span], form: RowForm) -> list[RawRow]:
    """Split the rows of a table, all of one form, into the texts of their cells and their places."""
    if form != "aligned":
        rows = [row_cells(text, line, form) for line in lines]
        return with_broken_lines(rows) if form in {"tabbed", "piped"} else rows
    words = [line.of(text) for line in lines]
    cells = aligned_cells(words)
    found = []
    for numbers in row_groups(words):
        pieces = [[_within(text, lines[number], place) for place in cells[number]] for number in numbers]
        row = [_joined(text, column) for column in zip(*pieces, strict=True)]
        filled = max((i for i, (words, _) in enumerate(row, 1) if words), default=0)
        found.append(tuple(row[:filled]))
    return [row for row in found if row]


def _within(text: str, line: Span, place: tuple[int, int]) -> Span:
    return stripped(text, Span(line.start + place[0], line.start + place[1]))


def _joined(text: str, pieces: Sequence[Span]) -> tuple[str, Span]:
    """Return the text of a cell of one line or several, and where it stands: from its first line to its last."""
    filled = [piece for piece in pieces if piece.start < piece.end]
    if not filled:
        return "", pieces[0]
    return "\n".join(piece.of(text) for piece in filled), Span(filled[0].start, filled[-1].end)


def row_cells(text: str, line: Span, form: RowForm) -> RawRow:
    """Split a row into the texts of its cells and their places; pipes at both its ends border cells and are none."""
    start, end = line.start, line.end
    if form == "bordered":
        start += line.of(text).index("|") + 1
        end = line.start + len(line.of(text).rstrip())
        end -= end > start and text[end - 1] == "|"
    cells = []
    for part in text[start:end].split("\t" if form == "tabbed" else "|"):
        span = stripped(text, Span(start, start + len(part)))
        cells.append((span.of(text), span))
        start += len(part) + 1
    return tuple(cells)
