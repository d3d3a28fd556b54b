"""Headers and rows of plaintext whose cells have lost their width are put over their columns again, or left alone."""

from __future__ import annotations

import time

import pytest

from parsers.tables.headspans import both_widened, gaps_of, header_layout, widened
from parsers.tables.kinds import table_roles
from tests.parsers.made import read, said, table, texts

LIFTS = (
    "| Rank | Athlete | Group | Body weight | Snatch (kg) | Clean & jerk (kg) | Total |",
    "| 1 | 2 | 3 | Result | 1 | 2 | 3 | Result |",
    "| 1 | Ann Aal (NOR) | A | 92.65 | 175 | 180 | 185 | 180 | 210 | 215 | 218 | 215 | 395 |",
    "| 2 | Bea Bek (SWE) | A | 93.10 | 170 | 175 | 176 | 175 | 211 | 212 | 213 | 212 | 387 |",
    "| | Cee Dee (DEN) | B | 93.10 | 170 | 175 | 176 | | 211 | 212 | 213 | | DNF |",
)
DIVES = (
    "| Rank | Diver | Preliminary | Final | | |",
    "| Points | Rank | Points | Rank | Total | |",
    "| 1 | Ann Aal (FRA) | 56.30 | 2 | 34.98 | 1 | 91.28 | |",
    "| 2 | Bea Bek (ITA) | 57.70 | 1 | 32.24 | 2 | 89.94 | |",
)
SPLITS = (
    "| Rank | Rider | Nation | Split times (s) | Time |",
    "| 250 m | 500 m | 750 m |",
    "| 1 | Ann Aal | Norway | 18.1 | 31.2 | 45.4 | 1:00.711 |",
    "| 2 | Bea Bek | Sweden | 18.2 | 31.3 | 45.6 | 1:00.896 |",
)


@pytest.mark.parametrize(
    ("lines", "headers"),
    [
        (LIFTS, ["Body weight", "Snatch (kg) 1", "Snatch (kg) 2", "Snatch (kg) 3", "Snatch (kg) Result"]),
        (DIVES, ["Preliminary Points", "Preliminary Rank", "Final Points", "Final Rank", "Final Total"]),
        (SPLITS, ["Split times (s) 250 m", "Split times (s) 500 m", "Split times (s) 750 m", "Time"]),
    ],
    ids=["lifts", "dives", "splits"],
)
def test_two_rows_of_headers_stand_over_their_columns(lines: tuple[str, ...], headers: list[str]) -> None:
    _, made = table(*lines)
    assert made.header_rows == 2
    found = [role.header for role in table_roles(made)]
    start = found.index(headers[0])
    assert found[start : start + len(headers)] == headers
    assert texts(made)[0][0] == "1"


def test_what_is_read_below_such_a_header() -> None:
    assert said(read(*DIVES), 0)["final_mark"] == "34.98"
    marks = [s.value.text for row in read(*LIFTS).rows for s in row.statements if s.property in {"mark", "status"}]
    assert marks == ["395", "387", "DNF"]


def test_of_cells_that_may_be_wide_those_counted_up_are() -> None:
    draft = read(
        "| Rank | Helm | Country | Race 1 | Race 2 | Total points | Net points |",
        "| Pos. | Pts. | Pos. | Pts. |",
        "| 1 | Ann Aal | Spain | 1 | 0.0 | 4 | 8.0 | 52.1 | 38.1 |",
        "| 2 | Bea Bok | Italy | 3 | 5.7 | 2 | 3.0 | 67.4 | 40.4 |",
        "| 33 | Cee Dee | Norway | DNF | 40 | DNS | 40 | 240 | 200 |",
    )
    assert [role.header for role in draft.roles][3:] == [
        "Race 1 Pos.", "Race 1 Pts.", "Race 2 Pos.", "Race 2 Pts.", "Total points", "Net points",
    ]  # fmt: skip


def test_lower_cells_stand_below_the_upper_ones_that_blanks_show_to_be_wide() -> None:
    lines = (
        "| Rank | Helm | Race 1 |  | Race 2 |  | Total |", "| --- | --- | --- | --- | --- | --- | --- |",
        "| Pos. | Pts. | Pos. | Pts. |",
        "| 1 | Ann Aal | 1 | 0.0 | 4 | 8.0 | 8.0 |", "| 2 | Bea Bok | 3 | 5.7 | 2 | 3.0 | 8.7 |",
    )  # fmt: skip
    draft = read(*lines)
    assert [role.header for role in draft.roles] == [
        "Rank", "Helm", "Race 1 Pos.", "Race 1 Pts.", "Race 2 Pos.", "Race 2 Pts.", "Total",
    ]  # fmt: skip
    assert [said(draft, row)["rank"] for row in (0, 1)] == ["1", "2"]


def test_a_row_of_words_below_a_blank_header_is_none_of_it() -> None:
    draft = read("| Rank | Name |  | Time |", "| 1 | Ann Aal | Q | 10.1 |", "| 2 | Bea Bok |  | 10.2 |")
    assert (draft.table.header_rows, len(draft.rows)) == (1, 2)


def test_spans_of_a_laid_out_header_lead_to_its_own_cells() -> None:
    document, made = table(*LIFTS)
    snatch = made.rows[0][5]
    assert snatch.is_spanned
    assert snatch.span is not None
    assert snatch.span.of(document.text) == "Snatch (kg)"
    assert made.rows[1][0].origin == (0, 0)  # "Rank" covers both rows


@pytest.mark.parametrize(
    "rows",
    [
        [["Rank", "Name"], ["1", "2"], ["1", "Ann"], ["2", "Bea"]],
        [["Rank", "Name", "Time"], ["1.2", "Cee"], ["1", "Ann", "10.1"], ["2", "Bea", "10.2"]],
        [["A", "B"], ["x", "y", "z"], ["1", "2", "3", "4"], ["1", "2", "3", "4"]],
        [["Rank", "Name"]],
    ],
)
def test_what_is_no_header_of_two_rows_stays(rows: list[list[str]]) -> None:
    assert header_layout(rows) is None


def test_a_row_that_a_wide_cell_left_short_has_its_gap_again() -> None:
    draft = read(
        "| Place | Athlete | Best mark | | Throw 1 | Throw 2 |",
        "| 1 | Ann Aal | 18.14 | OR | 17.51 | 18.14 |",
        "| 2 | Bea Bek | 17.61 | 17.41 | 17.61 |",
    )
    assert (said(draft, 1)["throw_1"], said(draft, 1)["throw_2"]) == ("17.41", "17.61")


def test_the_gap_is_told_where_another_wide_cell_ends_the_row() -> None:
    draft = read(
        "| Place | Athlete | Nation | Best mark | | Throw 1 | Throw 2 | Throw 3 |",
        "| 1 | Ann Aal | Norway | 16.57 metres | | 16.57 | — |",
        "| 2 | Bea Bek | Sweden | 16.40 metres | 16.40 | — |",
        "| 3 | Cee Dee | Denmark | 15.44 metres | 13.84 | 14.67 | 15.44 |",
    )
    assert [said(draft, row)["throw_1"] for row in range(3)] == ["16.57", "16.40", "13.84"]
    assert said(draft, 2)["throw_3"] == "15.44"


def test_what_is_unlike_the_column_behind_a_gap_is_not_moved_there() -> None:
    rows = [["1", "Ann", "18.1", "", "17.5", "17.6"], ["2", "Bea", "17.6", "injured"]]
    assert gaps_of(["Place", "Name", "Mark", "", "Throw 1", "Throw 2"], rows) == {}


@pytest.mark.parametrize(
    ("header", "row", "whole"),
    [
        (["Rank", "Name", "Time", ""], ["1", "Ann", "10.1"], [["1", "Ann", "10.1", "Q"]]),
        (["Rank", "", "Time"], ["Ann", "10.1"], [["1", "Ann", "10.1"]]),
        (["Rank", "", "Time"], ["1", "10.1"], []),
    ],
)
def test_rows_that_are_short_for_another_reason_have_no_gap(
    header: list[str], row: list[str], whole: list[list[str]]
) -> None:
    assert gaps_of(header, [*whole, row]) == {}


def test_a_gap_is_told_by_the_row_s_number() -> None:
    rows = [["1", "Ann", "18.1", "OR", "17.5"], ["2", "Bea", "17.6", "17.4"]]
    assert gaps_of(["Place", "Name", "Mark", "", "Throw"], rows) == {1: (3,)}


def test_wide_and_long_tables_take_no_longer_than_they_must() -> None:
    upper = ["Rank", "Name", *(f"A{i}" for i in range(6))]
    lower = ["1", "2", "3"] * 4
    body = [["1", "Ann Aal", *("9.1" for _ in range(14))] for _ in range(5_000)]
    start = time.perf_counter()
    header_layout([upper, lower, *body])
    header_layout([["x"] * 39, ["1", "2"] * 12, *([["y"] * 51] * 9)])
    widened(["Rank", "Name", *("x" for _ in range(600))], [["1"] * 603 for _ in range(1_000)])
    gaps_of(["Rank", "", "Time"], [["1", "a", "2"], *([["1", "2"]] * 20_000)])
    assert time.perf_counter() - start < 5


def test_one_wide_cell_of_a_header_covers_two_columns_again() -> None:
    _, made = table(
        "| Date | Timings | Event | City | Distance |",
        "| 20 September | 09:00 | 11:20 | Elite women | Montreal | 39.2 km |",
        "| 21 September | 12:45 | 15:15 | Elite men | Montreal | 45.0 km |",
        heading="== Schedule ==",
    )
    assert [role.name for role in table_roles(made)] == ["date", "time_of_day", "time_of_day", "event", "city", "mark"]


def test_a_last_column_without_a_header_widens_none() -> None:
    assert widened(["Rank", "Name", "Time"], [["1", "Ann", "10.1", "Q"], ["2", "Bea", "10.2", "q"]]) is None


def test_two_headers_over_other_values_stand_over_none_of_their_columns() -> None:
    draft = read(
        "| Date | Time | City | Nation |", "| Oslo | 5 May 1936 | 12.1 | 3 |", "| Rome | 6 May 1936 | 12.2 | 4 |",
    )  # fmt: skip
    assert draft.kind == "unknown"


def test_medals_over_a_name_and_a_mark_cover_both_columns() -> None:
    draft = read(
        "| Year | Gold | Silver | Bronze |",
        "| 1900 Paris | Ann Aal (USA) | 7.0 | Bea Bek (USA) | 7.1 | Cee Dee (AUS) | 7.2 |",
        "| 1904 St. Louis | Dee Eff (USA) | 7.0 | Eve Foy (USA) | 7.2 | Fay Gil (USA) | 7.3 |",
        heading="== Medalists ==",
    )
    assert draft.kind == "medalists_by_games"
    assert [cell.origin for cell in draft.table.rows[0]] == [(0, n) for n in (0, 1, 1, 3, 3, 5, 5)]
    found = {s.property: s.value.text for s in draft.rows[1].statements}
    assert (found["gold"], found["winning_time"], found["bronze_mark"]) == ("Dee Eff", "7.0", "7.3")


def test_the_rows_of_those_who_are_out_do_not_hide_a_header_of_two_rows() -> None:
    _, made = table(*DIVES, *(f"| {n} | Ann A{n} (FRA) | 4{n}.10 | {n} |" for n in range(3, 7)))
    assert made.header_rows == 2
    _, made = table(*DIVES, *(f"| {n} | Ann A{n} (FRA) | 4{n}.10 | {n} |" for n in range(3, 8)))
    assert made.header_rows != 2


STAGES = (
    "| Date | Timings | Event | Location (start) | Location (finish) | Distance |",
    "| 20 September | 09:00 | 11:20 | Elite women | Oslo | 39.2 km |",
    "| 12:45 | 15:15 | Elite men |",
    "| 21 September | 09:00 | 10:40 | Under-23 women | 20.3 km |",
)


def test_a_header_and_rows_that_both_lost_a_width_stand_over_each_other_again() -> None:
    document, made = table(*STAGES, heading="== Schedule ==")
    assert [cell.origin for cell in made.rows[0]] == [(0, n) for n in (0, 1, 1, 3, 4, 5, 6)]
    assert texts(made) == [
        ["20 September", "09:00", "11:20", "Elite women", "Oslo", "Oslo", "39.2 km"],
        ["20 September", "12:45", "15:15", "Elite men", "", "", ""],
        ["21 September", "09:00", "10:40", "Under-23 women", "Oslo", "Oslo", "20.3 km"],
    ]
    start, finish = made.rows[1][4:6]
    assert (start.is_spanned, finish.is_spanned, finish.origin) == (False, True, (1, 4))
    assert finish.span is not None
    assert finish.span.of(document.text) == "Oslo"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            ["Date", "Timings", "Event", "City", "Distance"],
            ["20 September", "09:00", "11:20", "Elite women", "39.2 km"],
        ),
        (["Rank", "Name", "Run 1", "Run 2", "Time"], ["1", "Ann Aal", "57.1", "57.2", "1:54.3"]),
        (["Date", "Start", "Event", "City", "City"], ["5 May", "Elite women", "Elite men", "Oslo", "Rome"]),
    ],
    ids=["no two of a kind", "all fit", "none fits better"],
)
def test_other_tables_have_not_lost_a_width_in_both(header: list[str], row: list[str]) -> None:
    assert both_widened(header, [row]) is None
