"""Each infobox field and each column of a table is accounted for exactly once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from parsers.infobox import read_infoboxes
from parsers.tables.reading import read_table
from parsers.title import event_words
from tests.parsers.made import ARTICLES, SEEDS, document

PATHS = sorted([*ARTICLES.glob("*.txt"), *SEEDS.glob("*.txt")])
every_article = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem[:40])


@every_article
def test_every_field_counts_once(path: Path) -> None:
    made = document(path.read_bytes().decode())
    coverage = read_infoboxes(made, event_words(made.title)).coverage
    fields = [f"{box.index}/{field.position} {field.key}" for box in made.infoboxes for field in box.fields]
    assert Counter(entry.name for entry in coverage) == Counter(fields)
    assert all(entry.count == 1 for entry in coverage)


@every_article
def test_every_field_with_a_value_is_said(path: Path) -> None:
    made = document(path.read_bytes().decode())
    statements = read_infoboxes(made, event_words(made.title)).statements
    for box in made.infoboxes:
        for field in box.fields:
            span = field.locator.span
            if span is not None:
                spans = [s.locator.span for s in statements if s.locator.span]
                assert any(span.start <= said.start and said.end <= span.end for said in spans), field.key


@every_article
def test_every_column_counts_once_with_its_cells(path: Path) -> None:
    made = document(path.read_bytes().decode())
    for table in made.tables:
        draft = read_table(made, table, event_words(made.title))
        assert len({entry.name for entry in draft.coverage}) == len(draft.coverage) == table.width
        filled = [sum(bool(row[column].text) for row in table.body) for column in range(table.width)]
        assert [entry.count for entry in draft.coverage] == filled
        assert all(entry.reason for entry in draft.coverage if entry.outcome != "read")


@every_article
def test_every_filled_cell_of_a_table_that_is_read_is_said(path: Path) -> None:
    made = document(path.read_bytes().decode())
    for table in made.tables:
        draft = read_table(made, table, event_words(made.title))
        if draft.kind == "unknown":
            continue
        said = {(s.locator.cell_row, s.locator.column_index) for row in draft.rows for s in row.statements}
        filled = {cell.origin for row in table.body for cell in row if cell.text}
        assert said == filled
