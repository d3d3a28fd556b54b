"""The report's words for identifiers, marks, places and subjects."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.report.rows import Row
from ingest.report.subjects import Subjects, qualifiers
from ingest.report.tables import Tables
from ingest.report.words import capital, license_address, mark, number, plain, rule_meaning, rules
from ingest.words import counted
from tests.ingest.report.report_rows import EVENT, publication


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (Decimal("74.4"), "s", "1:14.4"),
        (Decimal("60.711"), "s", "1:00.711"),
        (74.0, "s", "1:14"),
        (9.58, "s", "9.58 s"),
        (60, "s", "1:00"),
        (3661.5, "s", "1:01:01.5"),
        (36000, "s", "10:00:00"),
        (8.95, "m", "8.95 m"),
        (300.0, "", "300"),
        (0, "s", "0 s"),
        (None, "s", ""),
    ],
)
def test_a_mark_is_written_as_people_write_it(value: object, unit: str, expected: str) -> None:
    assert mark(value, unit) == expected


@pytest.mark.parametrize(("value", "expected"), [(16.0, "16"), (1e3, "1000"), (0.5, "0.5"), (-0.0, "0")])
def test_a_number_has_no_needless_zeros(value: float, expected: str) -> None:
    assert number(value) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("gold_noc", "gold NOC"), ("olympic_record", "Olympic record"), ("utc_offset", "UTC offset"), ("mark", "mark")],
)
def test_an_identifier_becomes_words(name: str, expected: str) -> None:
    assert plain(name) == expected


def test_small_words() -> None:
    assert [counted(1, "fact"), counted(1200, "fact"), counted(2, "entry", "entries")] == [
        "1 fact", "1,200 facts", "2 entries",
    ]  # fmt: skip
    assert capital("ranks follow 200 m") == "Ranks follow 200 m"
    assert capital("") == ""


def test_every_rule_has_words() -> None:
    assert all(name and words.endswith(".") for name, words in rules())
    assert rule_meaning("single_statement").startswith("One statement")
    assert rule_meaning("a_rule_of_tomorrow") == "A rule of tomorrow."


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC-BY-SA-3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("all rights reserved", None),
        ("CC BY-SA 4.0 <b>", None),
    ],
)
def test_a_licence_that_is_known_has_an_address(name: str, address: str | None) -> None:
    assert license_address(name) == address


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (EVENT, ("", "Men's track time trial, 1928 Summer Olympics")),
        (f"{EVENT}#willy-hansen", ("Willy Hansen", "Men's track time trial, 1928 Summer Olympics")),
        (f"{EVENT}#octave-dayen", ("Octave Dayen", "Men's track time trial, 1928 Summer Olympics")),
        (f"{EVENT}#row-1-3", ("row 4 of table 2", "Men's track time trial, 1928 Summer Olympics")),
        ("1960-summer-olympics/cycling/mens-track-time-trial", ("", "Men's track time trial, 1960 Summer Olympics")),
        ("2002-commonwealth-games/athletics/womens-100-metres", ("", "Women's 100 metres, 2002 Commonwealth Games")),
        ("tour/stage-1", ("", "Stage 1, Tour")),
        ("nation:DEN", ("", "Denmark (DEN)")),
        ("nation:atlantis", ("", "atlantis")),
        ("series:track-time-trial-at-the-olympics", ("", "Track time trial at the Olympics")),
        ("series:mens-sprint#x-y", ("X Y", "Men's sprint")),
        ("competitor:willy-hansen", ("", "Willy Hansen")),
    ],
)
def test_a_subject_is_named_as_readers_know_it(subject: str, expected: tuple[str, str]) -> None:
    assert Subjects(publication()).parts(subject) == expected


def test_the_event_that_is_spoken_of_is_not_named_again() -> None:
    subjects = Subjects(publication())
    assert subjects.short(EVENT, EVENT) == ""
    assert subjects.short(f"{EVENT}#willy-hansen", EVENT) == "Willy Hansen"
    assert subjects.short("nation:DEN", EVENT) == "Denmark (DEN)"


def test_qualifiers_are_told() -> None:
    row: Row = {"round": "final", "heat": "2", "distance_m": 250.0, "as_of": "1928"}
    assert qualifiers(row) == "final, heat 2, at 250 m, as of 1928"
    assert qualifiers({}) == ""


def grid(*rows: tuple[str, ...], headers: int = 1) -> Tables:
    cells = [
        {"document_id": "d", "table_index": 0, "cell_row": r, "column_index": c, "text": text, "is_header": r < headers}
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return Tables({"table_cells": cells})


def test_a_cell_is_placed_by_its_row_and_the_headers_above_it() -> None:
    table = grid(("Rank", "Run", "Run"), ("Rank", "1", "2"), ("1", "50.1", "51.2"), headers=2)
    assert table.column("d", 0, 2, 2) == "column “Run / 2”"
    assert table.column("d", 0, 2, 0) == "column “Rank”"
    assert table.row_number("d", 0, 2) == 1
    assert [(cell.header, cell.text, cell.said) for cell in table.row("d", 0, 2, 1)] == [
        ("Rank", "1", False), ("Run / 1", "50.1", True), ("Run / 2", "51.2", False),
    ]  # fmt: skip


def test_a_table_without_headers_counts_its_columns() -> None:
    table = grid(("1896", "Paul Masson"), headers=0)
    assert (table.column("d", 0, 0, 1), table.row_number("d", 0, 0)) == ("column 2", 1)
    assert (table.column("d", 9, 0, 1), table.row_number("d", 9, 0), table.row("d", 9, 0)) == ("column 2", 1, ())


def test_a_wide_row_is_cut_visibly() -> None:
    cells = grid(tuple(f"c{n}" for n in range(20)), headers=0).row("d", 0, 0, 1)
    assert [cell.text for cell in cells] == [*(f"c{n}" for n in range(8)), "…"]
    (cell, _) = grid(("x" * 100, "y"), headers=0).row("d", 0, 0, 0)
    assert cell.text == "x" * 59 + "…"
