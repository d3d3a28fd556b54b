"""Columns that their neighbours tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.tables.groups import is_record_label, side_by_side
from schemas.statements import EventWords
from tests.parsers.made import document, read, said, table

HIGH_JUMP = EventWords(2001, "2001 Invented Games", "Athletics", "Women's high jump", "women")


def names(*lines: str, heading: str = "== Results ==") -> list[str | None]:
    return [role.name for role in read(*lines, heading=heading).roles]


def test_heights_in_a_header_are_attempts_at_them() -> None:
    draft = read(
        "| Rank | Athlete | 1.40 | 1.50 | 1.55 | Result |",
        "| 1 | Ann Aal | o | xo | xxx | 1.50 |",
        "| 2 | Bea Bek | o | xxx | | 1.40 |",
        event=HIGH_JUMP,
    )
    assert draft.table.header_rows == 1
    assert [role.name for role in draft.roles] == ["rank", "competitor", "attempt", "attempt", "attempt", "mark"]
    tries = [s for s in draft.rows[0].statements if s.property == "attempt"]
    assert [(s.qualifiers.distance_m, s.value.text) for s in tries] == [(1.4, "o"), (1.5, "xo"), (1.55, "xxx")]
    assert {entry.outcome for entry in draft.coverage} == {"read"}


def test_marks_in_a_first_row_are_no_header() -> None:
    _, made = table("| 1 | Ann Aal | 1.40 | 1.50 |", "| 2 | Bea Bek | 1.30 | 1.45 |")
    assert made.header_rows == 0


@pytest.mark.parametrize("stem", ["Run ", "Throw ", "Series ", "#", ""])
def test_columns_counted_up_are_attempts(stem: str) -> None:
    header = f"| Rank | Athlete | {stem}1 | {stem}2 | Total |"
    assert names(header, "| 1 | Ann Aal | 51.20 | 52.01 | 1:43.21 |")[2:4] == ["attempt", "attempt"]


def test_rounds_side_by_side_have_marks_and_ranks() -> None:
    draft = read(
        "| Rank | Diver | Preliminary points | Preliminary rank | Final points | Final rank | Final total |",
        "| 1 | Ann Aal | 56.30 | 2 | 34.98 | 1 | 91.28 |",
        "| 2 | Bea Bek | 57.70 | 1 | 32.24 | 2 | 89.94 |",
    )
    assert side_by_side(draft.roles) == ("preliminary", "final")
    assert said(draft, 0) == {
        "rank": "1", "competitor": "Ann Aal", "preliminary_mark": "56.30", "preliminary_rank": "2",
        "final_mark": "34.98", "final_rank": "1", "mark": "91.28",
    }  # fmt: skip


def test_a_total_beside_the_marks_of_the_final_is_the_mark() -> None:
    header = "| Rank | Gymnast | Prelim | Final | Total |"
    assert names(header, "| 1 | Ann Aal | 9.925 | 9.950 | 19.875 |", "| 2 | Bea Bek | 9.937 | 9.925 | 19.862 |") == [
        "rank", "competitor", "round_mark", "round_mark", "mark",
    ]  # fmt: skip
    assert names("| Rank | Gymnast | Final |", "| 1 | Ann Aal | 9.950 |")[2] == "mark"
    assert names("| Rank | Gymnast | Score | Total |", "| 1 | Ann Aal | 9.950 | 19.9 |")[2:] == ["mark", None]


def test_distances_beside_the_points_of_a_round_are_none_of_its_marks() -> None:
    draft = read(
        "| Rank | Nation | Round 1 Distance | Round 1 Points | Final Distance | Final Points | Points |",
        "| 1 | Austria | 138.0 | 547.3 | 138.5 | 560.6 | 1107.9 |",
        "| 2 | Germany | 132.0 | 519.4 | 132.0 | 516.4 | 1035.8 |",
    )
    assert [(role.name, role.round) for role in draft.roles][2:] == [
        (None, None), ("round_mark", "heats"), (None, None), ("round_mark", "final"), ("points", None),
    ]  # fmt: skip


def test_a_record_of_words_beside_a_total_is_a_note_on_it() -> None:
    header = "| Place | Archer | 1st Round | Total | Record |"
    found = names(header, "| 1 | Ann Aal | 1198 | 2424 | WR |", "| 2 | Bea Bek | 1200 | 2407 | |")
    assert (found[3], found[4]) == ("mark", "notes")


def test_the_total_is_the_mark_of_an_event_of_points_beside_a_time() -> None:
    lines = ("| Rank | Name | Time (s) | Points (turns + air) | Total |", "| 1 | Ann Aal | 32.10 | 19.50 | 25.06 |")
    moguls = EventWords(2001, "2001 Invented Games", "Freestyle skiing", "Women's moguls", "women")
    found = [role.name for role in read(*lines, event=moguls).roles]
    assert found == ["rank", "competitor", None, "other_points", "mark"]
    part = ("| 1 | Ann Aal | 7.52 | 930 | 1677 |", "| 4 | Bea Bek | 7.39 | 904 | 1794 |")
    decathlon = EventWords(2001, "2001 Invented Games", "Athletics", "Men's decathlon", "men")
    jumps = read("| Rank | Name | Distance | Points | Total |", *part, event=decathlon)
    assert [role.name for role in jumps.roles][2] == "mark"
    slalom = EventWords(2001, "2001 Invented Games", "Alpine skiing", "Women's slalom", "women")
    assert [role.name for role in read(*lines, event=slalom).roles][2] == "mark"


def test_a_total_beside_the_points_of_two_parts_counts_points() -> None:
    draft = read(
        "| Rank | Athlete | Jumping points | Time | Skiing points | Total |",
        "| 1 | Ann Aal | 200.9 | 49:15.3 | 212.440 | 413.340 |",
        "| 2 | Bea Bok | 210.0 | 51:08.2 | 195.505 | 405.505 |",
    )
    mark = next(s.value for s in draft.rows[0].statements if s.property == "mark")
    assert (mark.text, mark.number, mark.unit) == ("413.340", Decimal("413.340"), "points")


def test_of_two_columns_of_ranks_the_one_that_ascends_is_the_table_s() -> None:
    found = names(
        "| Place | Shooter | Score | Rank |", "| 1 | Ann Aal | 43 | 3 |", "| 1 | Bea Bek | 44 | 1 |",
        "| 2 | Cy Cee | 40 | 2 |",
    )  # fmt: skip
    assert (found[0], found[3]) == ("rank", "other_rank")


def test_of_columns_of_ranks_none_of_which_ascends_the_one_before_the_names_is_the_table_s() -> None:
    header = "| Rank | Name | Run 1 | Rank | Run 2 | Rank | Total |"
    rows = ("| | Ann Aal | 51.62 | 3 | 47.85 | 2 | 1:39.47 |", "| | Bea Bek | 50.99 | 1 | 48.54 | 6 | 1:39.53 |")
    assert [name for name in names(header, *rows) if name and "rank" in name] == ["rank", "other_rank", "other_rank"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("World record", True),
        ("Мировой рекорд", True),
        ("World record (WR)", True),
        ("Ann Aal (WR)", False),
        ("Asian Games Record", True),
        ("WR", True),
        ("Ann Aal", False),
        ("Recorder", False),
    ],
)
def test_labels_of_records(text: str, expected: bool) -> None:
    assert is_record_label(text) is expected


def test_records_without_a_header_have_holders_and_places() -> None:
    draft = read(
        "| World record | Ann Aal (NOR) | 37.00 | Medeo, Soviet Union | 29 March 1975 |",
        "| Games record | Bea Bek (FRA) | 39.44 | Sapporo, Japan | 5 February 1972 |",
        heading="== Records ==",
    )
    assert draft.kind == "record_progression"
    assert [role.name for role in draft.roles] == ["record", "competitor", "mark", "place", "date"]
    assert said(draft, 1)["games_record"] == "39.44"
    assert draft.rows[0].subject.name == "Ann Aal"


def test_a_nation_is_taken_off_where_the_column_has_one() -> None:
    draft = read(
        "| Games | Gold | Silver | Bronze |",
        "| 1952 Helsinki details | Ann Aal Australia | Bea Bek Italy | Cy Cee France |",
        "| 1956 Melbourne details | Dee Dom Great Britain | Eva Eck Italy | Flo Fox Poland |",
    )
    assert said(draft, 0) == {
        "held_in": "1952", "host_city": "Helsinki", "gold": "Ann Aal", "gold_noc": "Australia", "silver": "Bea Bek",
        "silver_noc": "Italy", "bronze": "Cy Cee", "bronze_noc": "France",
    }  # fmt: skip
    assert said(draft, 1)["gold"] == "Dee Dom"


def test_a_person_named_like_a_nation_keeps_the_name() -> None:
    draft = read("| Rank | Athlete |", "| 1 | Michael Jordan |", "| 2 | Ann Aal |", "| 3 | Bea Bek |")
    assert said(draft, 0)["competitor"] == "Michael Jordan"


def test_a_row_that_names_a_gender_is_of_the_event_above_it() -> None:
    draft = read("| Event | Gold | Silver | Bronze |", "| Men's | Al | Bo | Cy |", heading="== Keirin ==")
    event = draft.rows[0].subject.event
    assert event is not None
    assert (event.event, event.gender) == ("Men's Keirin", "men")


def test_a_dash_is_nobody_s_name() -> None:
    draft = read("| Rank | Athlete | Time |", "| 1 | Ann Aal | 10.1 |", "| 2 | – | 10.2 |", "| 3 | - | 10.3 |")
    assert [row.subject.name for row in draft.rows] == ["Ann Aal", None, None]
    assert "competitor" not in said(draft, 1)


def test_the_document_is_not_changed_by_reading() -> None:
    made = document("== Results ==\n\n| Rank | Athlete |\n| 1 | Ann Aal Italy |\n| 2 | Bea Bek Italy |\n")
    assert all(not cell.annotations for row in made.tables[0].rows for cell in row)


def test_numbers_within_headers_and_roman_ones_count_attempts() -> None:
    header = (
        "| Rank | Jumper | Jump 1 Distance (m) | Jump 1 Points | Jump 2 Distance (m) | Jump 2 Points | Total points |"
    )
    draft = read(header, "| 1 | Ann Aal | 122.0 | 120.8 | 123.0 | 118.7 | 239.5 |")
    assert [role.name for role in draft.roles][2:] == ["attempt"] * 4 + ["points"]
    assert said(draft, 0)["jump_2_points"] == "118.7"
    races = "| Rank | Helm | Race I Rank | Race I Points | Race II Rank | Race II Points | Total |"
    found = names(races, "| 1 | Ann Aal | 2 | 2.0 | (15) | (15.0) | 2.0 |", "| 2 | Bea Bek | 1 | 1.0 | 3 | 3.0 | 4.0 |")
    assert found[2:] == [None, "attempt", None, "attempt", "mark"]  # a place in a race is counted in no unit


@pytest.mark.parametrize("headers", ["I | III", "Jump 1 Points | Jump 2 Distance", "Czas i miejsce | Punkty i premie"])
def test_numbers_that_do_not_count_up_under_the_same_words_tell_no_attempts(headers: str) -> None:
    assert names(f"| Rank | Athlete | {headers} | Time |", "| 1 | Ann Aal | 5.0 | 6.0 | 59.8 |")[2:4] == [None, None]


def test_lengths_beside_a_total_of_points_are_no_splits() -> None:
    found = names("| Rank | Skater | Points | 500m | 1500m |", "| 1 | Ann Aal | 170.620 | 38.22 (2) | 1:58.56 (1) |")
    assert found == ["rank", "competitor", "points", None, None]


@pytest.mark.parametrize(("event", "name"), [("Team jumping", "mark"), ("Men's sprint", None)])
def test_penalties_are_the_mark_where_the_event_counts_faults(event: str, name: str | None) -> None:
    words = EventWords(1984, "1984 Invented Games", None, event, "unknown")
    roles = read("| Rank | Nation | Penalties |", "| 1 | France | 12 |", "| 2 | Italy | 36.75 |", event=words).roles
    assert roles[2].name == name
    assert roles[2].unit == ("faults" if name else None)
