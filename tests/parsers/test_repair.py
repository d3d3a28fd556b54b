"""Lost rowspans: a table is made whole, loses its spanning cells as the form loses them, and must come back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parsers.made import read, table, texts

Rows = list[list[str]]

NAMES = st.lists(
    st.tuples(st.sampled_from("Ana Bo Cai Dee Eva Finn Gus Hal Ida Jon".split()), st.integers(0, 99)).map(
        lambda pair: f"{pair[0]} Surname{chr(97 + pair[1] % 26)}{chr(97 + pair[1] // 26)}"
    ),
    min_size=13,
    max_size=13,
    unique=True,
)
NATIONS = st.lists(
    st.sampled_from(["France", "Italy", "Japan", "Kenya", "FRA", "Great Britain"]), min_size=13, max_size=13
)
NOTES = st.lists(st.sampled_from(["", "", "Q", "PB", "Q, OR"]), min_size=13, max_size=13)
TIES = st.lists(st.integers(1, 3), min_size=2, max_size=5).filter(lambda sizes: sum(sizes) <= 12 and 1 in sizes)
MARKS = st.sampled_from(["1:{:02}.{}", "{}.{}", "2:{:02}.{}3", "{}.{} m"])


def ranked(sizes: Sequence[int]) -> list[int]:
    """Return the rank of each row: sizes 1, 2, 1 give 1, 2, 2, 4."""
    return [sum(sizes[:group]) + 1 for group, size in enumerate(sizes) for _ in range(size)]


@st.composite
def results(draw: st.DrawFn, with_nation: bool = True, with_notes: bool = True) -> tuple[list[str], Rows]:
    """Make a whole table of results with ties; those without a mark come last, with a blank rank."""
    ranks = ranked(draw(TIES))
    names, nations, notes, mark = draw(NAMES), draw(NATIONS), draw(NOTES), draw(MARKS)
    rows = [
        [str(rank), names[i], nations[i], mark.format(rank + 10, rank % 10), notes[i]] for i, rank in enumerate(ranks)
    ]
    rows += [["", names[len(rows)], nations[len(rows)], status, ""] for status in draw(STATUSES)]
    header = ["Rank", "Cyclist", "Nation", "Time", "Notes"]
    kept = [i for i in range(5) if (i != 2 or with_nation) and (i != 4 or with_notes)]
    return [header[i] for i in kept], [[row[i] for i in kept] for row in rows]


STATUSES = st.sampled_from([[], ["DNF"], ["DNS"]])


def losing(rows: Rows, columns: Sequence[int]) -> Rows:
    """Drop, in each row, the cells equal to those above in `columns`, and pad the row right.

    The first of the columns tells which rows belong together: the others are lost only where it is.
    """
    lost = []
    for above, row in zip([[], *rows], rows, strict=False):
        spans = bool(above) and row[columns[0]] != "" and all(above[i] == row[i] for i in columns)
        kept = [cell for i, cell in enumerate(row) if not spans or i not in columns]
        lost.append(kept + [""] * (len(row) - len(kept)))
    return lost


def lines(header: Sequence[str], rows: Rows) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in [list(header), *rows]]


def repaired(header: Sequence[str], rows: Rows) -> tuple[Rows, list[int]]:
    """Return the data rows as read, and the indices of those that were moved."""
    _, made = table(*lines(header, rows))
    return texts(made), [row - made.header_rows for row, _ in made.repaired_rows]


@given(results())
def test_a_table_without_losses_is_never_changed(whole: tuple[list[str], Rows]) -> None:
    assert repaired(*whole) == (whole[1], [])


@given(results(with_nation=False))
def test_nor_is_one_without_nations(whole: tuple[list[str], Rows]) -> None:
    assert repaired(*whole) == (whole[1], [])


@given(results())
def test_lost_ranks_come_back(whole: tuple[list[str], Rows]) -> None:
    header, rows = whole
    assert repaired(header, losing(rows, [0]))[0] == rows


@given(results(with_notes=False))
def test_lost_ranks_come_back_without_a_column_of_notes(whole: tuple[list[str], Rows]) -> None:
    header, rows = whole
    assert repaired(header, losing(rows, [0]))[0] == rows


@given(results())
def test_lost_ranks_and_marks_come_back(whole: tuple[list[str], Rows]) -> None:
    header, rows = whole
    assert repaired(header, losing(rows, [0, 3]))[0] == rows


@given(results())
def test_lost_nations_come_back(whole: tuple[list[str], Rows]) -> None:
    header, rows = whole
    assert repaired(header, losing(rows, [2]))[0] == rows


@given(results())
def test_lost_ranks_and_nations_come_back(whole: tuple[list[str], Rows]) -> None:
    header, rows = whole
    assert repaired(header, losing(rows, [0, 2]))[0] == rows


@given(results())
def test_repairing_twice_is_repairing_once(whole: tuple[list[str], Rows]) -> None:
    header, rows = whole
    once, _ = repaired(header, losing(rows, [0, 3]))
    assert repaired(header, once) == (once, [])


@st.composite
def medal_tables(draw: st.DrawFn, with_nations: bool) -> tuple[list[str], Rows]:
    """Make a medal table in order, ties sharing a rank, nations written or lost with their templates."""
    counts = sorted(draw(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=2, max_size=10)), reverse=True)
    ranks = ranked([len(list(group)) for _, group in groupby(counts)])
    nations = draw(
        st.permutations(["France", "Italy", "Japan", "Kenya", "Spain", "Cuba", "Chile", "Egypt", "India", "Peru"])
    )
    rows = [
        [str(rank), nations[i] if with_nations else "", *map(str, medals), str(sum(medals))]
        for i, (rank, medals) in enumerate(zip(ranks, counts, strict=True))
    ]
    return ["Rank", "Nation", "Gold", "Silver", "Bronze", "Total"], rows


@given(st.booleans().flatmap(medal_tables))
def test_lost_ranks_of_a_medal_table_come_back(whole: tuple[list[str], Rows]) -> None:
    header, rows = whole
    assert repaired(header, rows) == (rows, [])
    assert repaired(header, losing(rows, [0]))[0] == rows


def test_the_cell_handed_down_keeps_its_place_and_the_moved_ones_get_theirs() -> None:
    _, made = table("| Rank | Cyclist | Time |", "| 1 | Jane | 1:14.4 |", "| Ann | 1:14.4 | |")
    rank, name, mark = made.body[1]
    assert (rank.text, rank.is_spanned, rank.origin) == ("1", True, (1, 0))
    assert rank.span == made.body[0][0].span
    assert [(cell.text, cell.is_spanned, cell.origin) for cell in (name, mark)] == [
        ("Ann", False, (2, 1)),
        ("1:14.4", False, (2, 2)),
    ]
    assert made.repaired_rows == ((2, "cells moved right: Rank handed down by the row above"),)


def test_names_may_be_lost_with_their_templates() -> None:
    rows = [["1", "", "", "1:14.2", ""], ["", "", "1:14.2", "", ""], ["3", "", "", "1:15.3", ""]]
    found, moved = repaired(["Rank", "Cyclist", "Nation", "Time", "Notes"], rows)
    assert found == [["1", "", "", "1:14.2", ""], ["1", "", "", "1:14.2", ""], ["3", "", "", "1:15.3", ""]]
    assert moved == [1]


def test_a_blank_at_the_end_of_a_row_stays_blank() -> None:
    rows = [
        ["1", "Jane", "1:14.4", "Q"],
        ["2", "Ann", "1:15.4", "Q"],
        ["3", "Sue", "1:16.4", "Q"],
        ["4", "Eve", "1:17.4", ""],
    ]
    assert repaired(["Rank", "Cyclist", "Time", "Notes"], rows) == (rows, [])


def test_a_missing_nation_or_mark_is_not_handed_down() -> None:
    rows = [
        ["1", "Jane", "France", "1:14.4"],
        ["2", "Ann", "", "1:15.4"],
        ["3", "Sue", "Italy", ""],
        ["4", "Eve", "", ""],
    ]
    assert repaired(["Rank", "Cyclist", "Nation", "Time"], rows) == (rows, [])


@pytest.mark.parametrize("rank", ["", "–", "DNF"])
def test_those_without_a_mark_and_a_rank_stay(rank: str) -> None:
    rows = [
        ["1", "Jane", "France", "1:14.4", ""],
        ["2", "Ann", "Italy", "1:15.4", ""],
        [rank, "Sue", "Spain", "DNF", ""],
    ]
    assert repaired(["Rank", "Cyclist", "Nation", "Time", "Notes"], rows) == (rows, [])


def test_one_who_did_not_finish_does_not_share_the_last_rank() -> None:
    rows = [["1", "Jane", "France", "1:14.4", ""], ["2", "Ann", "Italy", "1:15.4", ""], ["Sue", "Spain", "DNF", "", ""]]
    found, moved = repaired(["Rank", "Cyclist", "Nation", "Time", "Notes"], rows)
    assert (found[2], moved) == (["", "Sue", "Spain", "DNF", ""], [2])


def test_words_that_span_columns_hand_no_mark_down() -> None:
    rows = [
        ["1", "Jane", "France", "1:14.4", ""],
        ["2", "Ann", "Italy", "1:15.4", ""],
        ["–", "Sue", "Spain", "Did not advance", ""],
    ]
    assert repaired(["Rank", "Cyclist", "Nation", "Time", "Notes"], rows) == (rows, [])


def test_sums_have_no_rank() -> None:
    rows = [["1", "France", "2", "1", "0", "3"], ["2", "Italy", "1", "0", "1", "2"], ["Total", "3", "1", "1", "5", ""]]
    found, _ = repaired(["Rank", "Nation", "Gold", "Silver", "Bronze", "Total"], rows)
    assert found[2] == ["", "Total", "3", "1", "1", "5"]


def test_a_second_bronze_is_handed_the_event() -> None:
    rows = [
        ["60 kg", "Ann A (FRA)", "Bea B (JPN)", "Cat C (UZB)"],
        ["Dee D (IRI)", "", "", ""],
        ["66 kg", "E E (KOR)", "F F (JPN)", "G G (PRK)"],
    ]
    found, _ = repaired(["Event", "Gold", "Silver", "Bronze"], rows)
    assert found[1] == ["60 kg", "Ann A (FRA)", "Bea B (JPN)", "Dee D (IRI)"]
    assert found[2] == rows[2]


def test_games_without_medallists_stay_as_they_are() -> None:
    rows = [["1900 Paris", "Ann", "Bea", "Cat"], ["1904 St. Louis", "", "", ""], ["1908 London", "Dee", "Eve", "Fay"]]
    assert repaired(["Games", "Gold", "Silver", "Bronze"], rows) == (rows, [])


def test_the_leftmost_of_equal_ways_wins_and_a_rank_that_follows_speaks_for_itself() -> None:
    header = ["Rank", "Heat", "Lane", "Swimmer", "Time"]
    rows = [["1", "2", "4", "Jane", "54.51"], ["2", "5", "Ann", "54.51", ""], ["3", "1", "2", "Sue", "55.00"]]
    assert repaired(header, rows)[0][1] == ["1", "2", "5", "Ann", "54.51"]


def test_the_first_row_is_handed_nothing_and_may_have_lost_a_blank_rank() -> None:
    header, rest = ["Rank", "Cyclist", "Nation", "Time"], [["4", "Ann", "France", "1:15.4"]]
    for found, expected, moved in (
        (["Jane", "Italy", "1:14.4", ""], ["", "Jane", "Italy", "1:14.4"], [0]),
        (["1", "Jane", "1:14.4", ""], ["1", "Jane", "1:14.4", ""], []),
    ):
        assert repaired(header, [found, *rest]) == ([expected, *rest], moved)


def test_medallists_without_the_picture_of_their_rank_stand_in_their_columns() -> None:
    rows = [["Jane", "Italy", "1:14.4", ""], ["Sue", "Spain", "1:14.9", ""], ["3", "Ann", "France", "1:15.4"]]
    assert repaired(["Rank", "Cyclist", "Nation", "Time"], rows) == (
        [["", "Jane", "Italy", "1:14.4"], ["", "Sue", "Spain", "1:14.9"], rows[2]], [0, 1],
    )  # fmt: skip


RECORDS = (
    "| World record | Snatch | Ann Aal (NOR) | 188 kg | Oslo, Norway | 27 November 1999 |",
    "| Total | Bea Bek (SWE) | 412 kg | Rome, Italy | 28 November 1999 |",
    "|  |",
    "| Asian record | Snatch | Cee Dee (JPN) | 187 kg | Kyoto, Japan | 24 September 2000 |",
    "| Total | Dee Eff (KOR) | 407 kg | Seoul, Korea | 9 November 2001 |",
)


def test_labels_of_records_without_a_header_are_handed_down() -> None:
    draft = read(*RECORDS, heading="== Records ==")
    assert [row[0] for row in texts(draft.table)] == ["World record"] * 2 + [""] + ["Asian record"] * 2
    assert [row for row, _ in draft.table.repaired_rows] == [1, 4]
    said = [(s.property, s.value.text) for row in draft.rows for s in row.statements if s.value.text.endswith("kg")]
    assert said == [
        ("world_record", "188 kg"), ("world_record", "412 kg"), ("asian_record", "187 kg"), ("asian_record", "407 kg"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        "| Total | 412 kg | Bea Bek (SWE) | Rome, Italy | 28 November 1999 |",
        "| Games record | Bea Bek (SWE) | 412 kg | Rome, Italy | 28 November 1999 |",
    ],
    ids=["other types", "a label of its own"],
)
def test_a_row_unlike_the_one_above_is_handed_no_label(row: str) -> None:
    assert table(RECORDS[0], row, heading="== Records ==")[1].repaired_rows == ()


def test_numbers_that_look_like_years_are_numbers() -> None:
    rows = [["1", "1968", "Jane", "1:14.4", ""], ["2", "1972", "Ann", "1:15.4", ""], ["1900", "7", "Sue", "1:16.4", ""]]
    assert repaired(["Rank", "Bib", "Runner", "Time", "Notes"], rows) == (rows, [])


def test_a_written_dash_is_no_lost_cell() -> None:
    rows = [["1", "Jane", "10.52", "10.40", "10.31"], ["–", "Ann", "10.6", "DNS", ""]]
    assert repaired(["Rank", "Runner", "Heat", "Semifinal", "Final"], rows) == (rows, [])


def test_a_move_leaves_fewer_cells_out_of_place() -> None:
    rows = [
        ["1", "Jane", "France", "1:14.4", "x"],
        ["2", "Ann", "Italy", "1:15.4", "x"],
        ["Sue", "4 laps", "Spain", "", ""],
    ]
    assert repaired(["Rank", "Cyclist", "Nation", "Time", "Notes"], rows) == (rows, [])


def test_each_row_of_a_schedule_has_its_own_event_and_the_places_that_span_it() -> None:
    header = ["Date", "Time", "Event", "Location (start)", "Location (finish)", "Distance"]
    rows = [
        ["24 September", "09:00", "Under-23 women", "Oslo", "Bergen", "134 km"],
        ["13:30", "Junior men", "", "", "", ""],
        ["25 September", "09:00", "Under-23 men", "174.2 km", "", ""],
        ["14:15", "Junior women", "80.4 km", "", "", ""],
    ]
    assert repaired(header, rows)[0] == [
        rows[0],
        ["24 September", "13:30", "Junior men", "", "", ""],
        ["25 September", "09:00", "Under-23 men", "Oslo", "Bergen", "174.2 km"],
        ["25 September", "14:15", "Junior women", "Oslo", "Bergen", "80.4 km"],
    ]


def test_a_nation_does_not_span_a_row_that_ends_before_it() -> None:
    header = ["Rank", "Cyclist", "Nation", "Time"]
    rows = [["1", "Jane", "Italy", "1:14.4"], ["2", "Sue", "", ""], ["3", "Ann", "1:15.4", ""]]
    assert repaired(header, rows) == (rows, [])


def test_who_did_not_finish_one_run_shares_neither_rank_nor_total_of_the_row_above() -> None:
    rows = [
        ["1", "11", "Ana Bo", "France", "50.10", "51.20", "1:41.30"],
        ["2", "12", "Cai Dee", "Italy", "51.00", "51.70", "1:42.70"],
        ["3", "13", "Eva Finn", "Japan", "51.52", "52.00", "1:43.52"],
        ["14", "Ida Jon", "Kenya", "52.10", "DNF", "", ""],
    ]
    found, _ = repaired(["Rank", "Bib", "Name", "Nation", "Run 1", "Run 2", "Total"], rows)
    assert found[-1][0] in {"", "14"}
    assert "1:43.52" not in found[-1]
    assert "3" not in found[-1]
