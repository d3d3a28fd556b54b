from __future__ import annotations

import pytest

from schemas.statements import EventWords, Qualifiers
from tests.parsers.made import EVENT, article, read, read_all, said

SERIES = EventWords(None, "Olympics", None, "Hammer throw", "unknown")


def test_a_row_of_results_says_what_each_of_its_cells_does() -> None:
    draft = read(
        "| Rank | No. | Cyclist | Nation | 250 m | Time | Notes |", "| 1 | 58 | Chris | GBR | 17.984 | 1:00.711 | OR |"
    )
    assert draft.kind == "results"
    row = draft.rows[0]
    assert (row.subject.kind, row.subject.name, row.subject.table, row.subject.row) == ("row", "Chris", 0, 0)
    assert said(draft, 0) == {
        "rank": "1", "race_number": "58", "competitor": "Chris", "nation": "GBR", "split": "17.984", "mark": "1:00.711",
        "notes": "OR",
    }  # fmt: skip
    meanings = {s.property: (s.value.number, s.value.unit) for s in row.statements if s.value.number is not None}
    assert {name: (str(number), unit) for name, (number, unit) in meanings.items()} == {
        "rank": ("1", None), "split": ("17.984", "s"), "mark": ("60.711", "s"),
    }  # fmt: skip
    assert [s.qualifiers.distance_m for s in row.statements if s.property == "split"] == [250.0]


def test_each_statement_is_found_at_its_cell() -> None:
    draft = read("| Rank | Cyclist | Time |", "| 1 | Jane Doe (FRA) | 1:14.4 |", "| Ann | 1:14.4 | |")
    places = {
        (s.property, s.value.text): (s.locator.cell_row, s.locator.column_index, s.locator.source_line, s.excerpt)
        for row in draft.rows
        for s in row.statements
    }
    assert places == {
        ("rank", "1"): (1, 0, 4, "1"),
        ("competitor", "Jane Doe"): (1, 1, 4, "Jane Doe (FRA)"),
        ("noc", "FRA"): (1, 1, 4, "FRA"),
        ("mark", "1:14.4"): (2, 2, 5, "1:14.4"),
        ("competitor", "Ann"): (2, 1, 5, "Ann"),
    }


def test_an_empty_cell_says_nothing_and_is_named_as_blank() -> None:
    draft = read("| Rank | Cyclist | Nation | Time |", "| 1 | | | 1:14.2 |", "| | | | |")
    assert said(draft, 0) == {"rank": "1", "mark": "1:14.2"}
    assert draft.rows[0].blank_roles == ("competitor", "nation")
    assert len(draft.rows) == 1


@pytest.mark.parametrize("cell", ["DNF", "DNS", "DQ", "DSQ", "NM", "Did not finish"])
def test_a_status_in_place_of_a_mark_is_a_status(cell: str) -> None:
    draft = read("| Rank | Cyclist | Time |", "| 1 | Jane | 1:14.4 |", f"| | Ann | {cell} |", f"| {cell} | Sue | |")
    assert said(draft, 1) == {"competitor": "Ann", "status": cell}
    assert said(draft, 2) == {"status": cell, "competitor": "Sue"}


def test_a_mark_that_is_none_is_kept_as_text_and_a_gap_has_its_seconds() -> None:
    draft = read(
        "| Rank | Rider | Time | Gap |",
        "| 1 | Jane | 2:53:24 | |",
        "| 2 | Ann | s.t. | +0:12 |",
        "| 3 | Sue | +0:15 | s.t. |",
    )
    assert said(draft, 1) == {"rank": "2", "competitor": "Ann", "mark": "s.t.", "gap": "+0:12"}
    assert [(s.property, s.value.text, str(s.value.number)) for s in draft.rows[2].statements[2:]] == [
        ("gap", "+0:15", "15"), ("gap", "s.t.", "None"),
    ]  # fmt: skip


def test_a_column_of_no_known_name_speaks_in_its_own_words() -> None:
    draft = read("| Rank | Rowers | Coxswain | 1 | Run | Run |", "| 1 | A, B | Cox | x | p | q |")
    assert said(draft, 0) == {
        "rank": "1", "competitor": "A, B", "coxswain": "Cox", "column_1": "x", "run": "p", "run_2": "q",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "headers", "row", "qualifiers"),
    [
        ("== Final ==", "Rank | Cyclist", "1 | Jane", Qualifiers("final")),
        ("== Heat 2 ==", "Rank | Cyclist", "1 | Jane", Qualifiers("heats", "2")),
        ("== Semifinals ==\n=== Semifinal 1 ===", "Rank | Cyclist", "1 | Jane", Qualifiers("semifinal", "1")),
        ("== Semifinals ==", "Rank | Heat | Cyclist", "1 | 2 | Jane", Qualifiers("semifinal", "2")),
        ("== Heats ==", "Rank | Heat | Cyclist", "1 | 2 | Jane", Qualifiers("heats", "2")),
        ("== Results ==", "Rank | Round | Cyclist", "1 | Heat 3 | Jane", Qualifiers("heats", None)),
        ("== Results ==", "Rank | Cyclist", "1 | Jane", Qualifiers()),
    ],
)
def test_round_and_heat_come_from_headings_and_columns(
    heading: str, headers: str, row: str, qualifiers: Qualifiers
) -> None:
    draft = read(f"| {headers} |", f"| {row} |", heading=heading)
    assert {s.qualifiers for s in draft.rows[0].statements} == {qualifiers}


def test_the_gender_of_a_heading_is_that_of_its_table() -> None:
    draft = read("| Rank | Athlete |", "| 1 | Jane |", heading="== Women ==\n=== Final ===", event=SERIES)
    assert draft.event.gender == "women"


def test_a_schedule_says_when_each_round_began() -> None:
    draft = read(
        "| Date | Time | Round |", "| Friday, 20 August 2004 | 17:55 | Final |", "| 21 August 2004 | 9:30 | Heat 1 |"
    )
    assert draft.kind == "schedule"
    assert said(draft, 0) == {"date": "Friday, 20 August 2004", "local_time": "17:55", "round": "Final"}
    assert [{s.qualifiers for s in row.statements} for row in draft.rows] == [
        {Qualifiers("final")},
        {Qualifiers("heats", "1")},
    ]
    assert draft.rows[0].subject.kind == "event"


def test_a_number_alone_in_a_schedule_is_counted_in_the_words_of_its_header() -> None:
    draft = read("| Stage | Date | Course |", "| 1 | 3 September 1995 | Zaragoza to Logroño |", "| P | 2 September | |")
    assert [row.statements[0].qualifiers.round for row in draft.rows] == ["stage-1", "stage-p"]


def test_a_medal_table_speaks_of_nations() -> None:
    draft = read(
        "| Rank | Nation | Gold | Silver | Bronze | Total |",
        "| 1 | France (FRA) | 2 | 0 | 1 | 3 |",
        "| 2 | | 1 | 0 | 0 | 1 |",
    )
    assert draft.kind == "medal_table"
    assert (draft.rows[0].subject.kind, draft.rows[0].subject.name) == ("nation", "France")
    assert said(draft, 0) == {
        "rank": "1", "nation": "France", "noc": "FRA", "gold_count": "2", "silver_count": "0", "bronze_count": "1",
        "medal_total": "3",
    }  # fmt: skip
    assert (draft.rows[1].subject.kind, draft.rows[1].subject.row) == ("row", 1)


@pytest.mark.parametrize("label", ["Total", "Totals (2 entries)", "Totals"])
@pytest.mark.parametrize("row", ["| {} | 3 | 0 | 1 | 4 | |", "| | {} | 3 | 0 | 1 | 4 |", "| {} | {} | 3 | 0 | 1 | 4 |"])
def test_the_sums_of_a_medal_table_are_of_no_nation(label: str, row: str) -> None:
    draft = read(
        "| Rank | Nation | Gold | Silver | Bronze | Total |", "| 1 | France | 2 | 0 | 1 | 3 |",
        "| 2 | Italy | 1 | 0 | 0 | 1 |",
        row.format(label, label),
    )  # fmt: skip
    sums = draft.rows[2]
    assert (sums.subject.kind, sums.subject.name) == ("row", None)
    found = {s.property: s.value.text for s in sums.statements}
    assert found == {"notes": label, "gold_count": "3", "silver_count": "0", "bronze_count": "1", "medal_total": "4"}


def test_multiple_medalists_keep_their_games() -> None:
    draft = read(
        "| Rank | Athlete | Nation | Olympics | Gold | Silver | Bronze |",
        "| 1 | John Flan (USA) | | 1900–1908 | 3 | 0 | 0 |",
        heading="== Medalists ==\n=== Men ===", event=SERIES,
    )  # fmt: skip
    assert draft.kind == "multiple_medalists"
    assert draft.rows[0].subject.name == "John Flan"
    assert said(draft, 0)["competitor"] == "John Flan"
    assert said(draft, 0)["olympics"] == "1900–1908"
    assert said(draft, 0)["noc"] == "USA"


@pytest.mark.parametrize(
    ("heading", "row", "record", "as_of"),
    [
        ("== Olympic record progression ==", "49.73 m | John | USA | 16 July 1900", "olympic_record", "1900-07-16"),
        ("== World record progression ==", "49.73 m | John | USA | 16 July 1900", "world_record", "1900-07-16"),
        ("== Records ==", "49.73 m | John | USA | 1900", "unknown_record", "1900"),
    ],
)
def test_a_record_is_one_as_of_its_day(heading: str, row: str, record: str, as_of: str) -> None:
    draft = read("| Mark | Athlete | Nation | Date |", f"| {row} |", heading=heading, event=SERIES)
    assert draft.kind == "record_progression"
    found = {s.property: s.qualifiers.as_of for s in draft.rows[0].statements}
    assert found == {record: as_of, "competitor": None, "nation": None, "date": None}
    assert draft.rows[0].subject.event is not None
    assert draft.rows[0].subject.event.year == 1900


def test_a_cell_may_say_which_record_it_was() -> None:
    draft = read(
        "| Date | Name | Time | Record |",
        "| 24 September | Jane | 54.51 | WR |",
        "| 24 September | Ann | 54.40 | OR |",
        heading="== Records ==",
    )
    assert [[s.property for s in row.statements] for row in draft.rows] == [
        ["date", "competitor", "world_record", "notes"],
        ["date", "competitor", "olympic_record", "notes"],
    ]


def test_medallists_by_games_name_host_winners_and_codes() -> None:
    draft = read(
        "| 1900 Paris | John Flan (USA) | Truxton Hay | |",
        "| 1904 St. Louis | A B | C D | E F |",
        heading="== Medalists ==",
        event=SERIES,
    )
    first = draft.rows[0]
    assert first.subject.event is not None
    assert (first.subject.kind, first.subject.event.year) == ("event", 1900)
    assert said(draft, 0) == {
        "held_in": "1900", "host_city": "Paris", "gold": "John Flan", "gold_noc": "USA", "silver": "Truxton Hay",
    }  # fmt: skip
    assert [s.subject.kind for s in first.statements if s.property == "held_in"] == ["series"]


def test_medallists_of_several_events_are_of_the_event_of_their_row() -> None:
    draft = read(
        "| Event | Gold | Silver | Bronze |", "| Men's 60 kg | Ann A (JPN) | Bea B (KOR) | Cat C (UZB) |",
        "| Dee D (IRI) | | | |",
        heading="== Medal summary ==",
    )  # fmt: skip
    events = [row.subject.event for row in draft.rows]
    assert [(event.event, event.gender) for event in events if event] == [("Men's 60 kg", "men")] * 2
    assert said(draft, 1) == {"bronze": "Dee D", "bronze_noc": "IRI"}


def test_rounds_side_by_side_are_told_apart() -> None:
    draft = read(
        "| Rank | Runner | Heat | Semifinal | Final |",
        "| 1 | Jane | 10.52 | 10.40 | 10.31 |",
        "| – | Ann | 10.6 | DNS | |",
    )
    assert said(draft, 0) == {
        "rank": "1", "competitor": "Jane", "heats_mark": "10.52", "semifinal_mark": "10.40", "mark": "10.31",
    }  # fmt: skip
    assert {s.qualifiers for s in draft.rows[0].statements} == {Qualifiers()}
    assert said(draft, 1)["semifinal_mark"] == "DNS"


def test_a_header_repeated_within_the_rows_is_no_row() -> None:
    draft = read("| Rank | Cyclist |", "| 1 | Jane |", "| Rank | Cyclist |", "| 2 | Ann |")
    assert [(row.row_index, row.subject.name) for row in draft.rows] == [(0, "Jane"), (2, "Ann")]


def test_a_table_of_no_known_kind_yields_no_rows_and_is_unread() -> None:
    draft = read("| Year | Vehicles |", "| 1932 | 10,900 |")
    assert (draft.kind, draft.rows) == ("unknown", ())
    assert {entry.outcome for entry in draft.coverage} == {"unread"}


def test_one_who_took_part_in_a_medley_of_sports_is_read_by_the_same_rules() -> None:
    for name in (
        "athletics-long-jump",
        "swimming-backstroke",
        "weightlifting-75kg",
        "road-cycling",
        "alpine-giant-slalom",
    ):
        marks = [s for s in read_all(article(name), EVENT) if s.property == "mark" and s.value.number is not None]
        assert marks
        assert {s.value.unit for s in marks} <= {"s", "m", "kg"}, name


def test_records_of_events_that_rows_name_are_not_one_progression() -> None:
    draft = read(
        "| Event | Athlete | Mark | Date |",
        "| Men's 100 metres | Ann Aal | 10.20 | 1 May 1980 |",
        "| Women's high jump | Bea Bek | 1.90 | 2 May 1980 |",
        heading="== Records ==",
        event=EventWords(1985, "1985 Invented Games", "Athletics", None, "unknown"),
    )
    assert draft.kind == "record_progression"
    said_of = [(s.subject.event, s) for row in draft.rows for s in row.statements if s.property == "unknown_record"]
    assert [(event and event.event, event and event.gender, s.value.unit) for event, s in said_of] == [
        ("Men's 100 metres", "men", "s"), ("Women's high jump", "women", "m"),
    ]  # fmt: skip


def test_a_number_beside_a_medallist_is_the_mark_that_won() -> None:
    draft = read(
        "| Event | Gold | Gold | Silver | Silver | Bronze | Bronze |",
        "| 100 metres | A B | 10.30 | C D | 10.35 | E F | 10.40 |",
        "| 200 metres | A B | 20.30 | C D | 20.35 | E F | 20.40 |",
        heading="== Medalists ==",
    )
    assert draft.kind == "medalists_by_games"
    marks = {s.property: (s.value.text, s.value.unit) for s in draft.rows[0].statements if s.value.number is not None}
    assert marks == {"winning_time": ("10.30", "s"), "silver_mark": ("10.35", "s"), "bronze_mark": ("10.40", "s")}


def test_a_whole_table_of_medallists_with_marks_is_one_however_many_marks_it_has() -> None:
    draft = read(
        "| Event | Gold | Gold | Silver | Silver | Bronze | Bronze |",
        "| 50 m freestyle | A B | 22.80 | C D | 22.84 | E F | 22.95 |",
        "| 100 m butterfly | G H | 59.63 GR | I J | 1:00.78 | K L | 1:02.01 |",
        heading="== Medal summary ==",
    )
    assert draft.kind == "medalists_by_games"


def test_a_nation_alone_among_medallists_is_nobody_s_name() -> None:
    draft = read(
        "| Event | Gold | Silver | Bronze |",
        "| Relay | Norway (NOR) | Sweden (SWE) | Denmark (DEN) |",
        "| Sprint | Ann Aal (NOR) | Bea Bek (SWE) | Cee Dee (DEN) |",
        heading="== Medalists ==",
    )
    told = [{s.property: s.value.text for s in row.statements} for row in draft.rows]
    assert (told[0].get("gold"), told[0]["gold_noc"]) == (None, "Norway")
    assert (told[1]["gold"], told[1]["gold_noc"]) == ("Ann Aal", "NOR")


def test_words_where_a_mark_would_be_are_a_note() -> None:
    draft = read("| Rank | Name | Time |", "| 1 | Ann Aal | 57.02 |", "| – | Bea Bek | did not advance |")
    assert said(draft, 1)["notes"] == "did not advance"
    assert "mark" not in said(draft, 1)


def test_the_events_of_an_article_on_a_nation_are_of_the_sport_of_the_heading() -> None:
    lines = ("| Athlete | Event | Time |", "| Ann Aal | Women's 100 m butterfly | 57.02 |")
    canada = EventWords(1976, "1976 Summer Olympics", "Canada", None)
    draft = read(*lines, event=canada, heading="== Swimming ==")
    event = draft.rows[0].subject.event
    assert event is not None
    assert (event.sport, event.event) == ("Swimming", "Women's 100 m butterfly")


def test_a_medallist_s_mark_in_the_same_cell_is_no_part_of_the_name() -> None:
    draft = read(
        "| Games | Gold | Silver | Bronze |",
        "| 1994 Victoria | Ann Aal (AUS) 2:11:49 | Bea Bek (AUS) – 2:14:57 | Cy Cee (ENG) |",
        event=EventWords(None, "Invented Games", None, "Marathon"),
        heading="== Medalists ==",
    )
    told = said(draft, 0)
    assert (told["gold"], told["gold_noc"], told["winning_time"]) == ("Ann Aal", "AUS", "2:11:49")
    assert (told["silver"], told["silver_mark"], told["bronze"]) == ("Bea Bek", "2:14:57", "Cy Cee")
