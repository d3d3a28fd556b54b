from __future__ import annotations

import pytest

from parsers.tables.kinds import GamesLabel, games_label, kind_and_why, section_names, table_roles
from schemas.extraction import TableKind
from schemas.statements import EventWords
from tests.parsers.made import read, table


def kind(heading: str, *lines: str) -> TableKind:
    _, made = table(*lines, heading=heading)
    return kind_and_why(made, table_roles(made))[0]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1968 Mexico City", GamesLabel(1968, "Mexico City")),
        ("Mexico City 1968", GamesLabel(1968, "Mexico City")),
        ("1904 St. Louis", GamesLabel(1904, "St. Louis")),
        ("2018 PyeongChang", GamesLabel(2018, "PyeongChang")),
        ("1968", None),
        ("Mexico City", None),
        ("1568 Mexico City", None),
        ("1968–1976", None),
        ("", None),
        ("1968 " + "x" * 10_000, None),
    ],
)
def test_a_label_of_games_has_a_year_and_a_city(text: str, label: GamesLabel | None) -> None:
    assert games_label(text) == label


@pytest.mark.parametrize(
    ("path", "caption", "names"),
    [
        (["Records"], None, {"records"}),
        (["Olympic record progression", "Men"], None, {"records"}),
        (["Medal summary"], None, {"medalists"}),
        (["Results"], "World record progression", {"records"}),
        (["Recorded history"], None, set()),
        ([], None, set()),
    ],
)
def test_headings_and_captions_say_what_a_section_is_on(path: list[str], caption: str | None, names: set[str]) -> None:
    assert section_names(path, caption) == names


@pytest.mark.parametrize(
    ("heading", "lines", "expected"),
    [
        ("== Results ==", ["| Rank | Cyclist | Nation | Time |", "| 1 | Jane | | 1:14.4 |"], "results"),
        ("== Results ==", ["| Rank | Time |", "| 1 | 1:14.4 |"], "results"),
        ("== Results ==", ["| Athlete | Points |", "| Jane | 12 |"], "results"),
        ("== Resultate ==", ["| Platz | Fahrer | Land | Zeit |", "| 1 | Jane | | 1:14.4 |"], "results"),
        ("== Résultats ==", ["| Rang | Coureur | Pays | Temps |", "| 1 | Jane | | 1:14.4 |"], "results"),
        ("== Schedule ==", ["| Date | Time | Round |", "| 5 May 2000 | 14:00 | Final |"], "schedule"),
        ("== Medal table ==", ["| Rank | Nation | Gold | Silver | Bronze |", "| 1 | | 2 | 0 | 1 |"], "medal_table"),
        (
            "== Medalists ==",
            ["| Rank | Athlete | Gold | Silver | Bronze |", "| 1 | Jane | 2 | 0 | 1 |"],
            "multiple_medalists",
        ),
        ("== Start list ==", ["| No. | Name | Country |", "| 1 | Jane Doe | France |"], "entries"),
        ("== Starting grid ==", ["| Pos | Driver | Time |", "| 1 | Jane Doe | 1:27.6 |"], "entries"),
        ("== Men ==", ["| Start number | Name | Country |", "| 11 | Jane Doe | France |"], "entries"),
        ("== Men ==", ["| Bib | Name | Notes |", "| 11 | Jane Doe | DNS |"], "results"),
        ("== Start list and results ==", ["| Rank | Name | Time |", "| 1 | Jane Doe | 1:27.6 |"], "results"),
        ("== Records ==", ["| Time | Cyclist | Date |", "| 1:14.4 | Jane | 5 May 2000 |"], "record_progression"),
        ("== Results ==", ["| Time | Cyclist | Date |", "| 1:14.4 | Jane | 5 May 2000 |"], "results"),
        ("== Medalists ==", ["| Games | Gold | Silver | Bronze |", "| 1900 Paris | A | B | C |"], "medalists_by_games"),
        ("== Medalists ==", ["| 1900 Paris | A | B | C |", "| 1904 St. Louis | D | E | F |"], "medalists_by_games"),
        ("== Medalists ==", ["| 1900 Paris | | | |", "| 1904 St. Louis | | | |"], "medalists_by_games"),
        ("== Host cities ==", ["| 1900 Paris | a | b | c |", "| 1904 St. Louis | d | e | f |"], "unknown"),
        ("== Medalists ==", ["| Event | Gold | Silver | Bronze |", "| 60 kg | A | B | C |"], "medalists_by_games"),
        ("== Results ==", ["| 1 | Jane Doe | 1:14.4 |", "| 2 | Ann Roe | 1:15.4 |"], "results"),
        ("== Results ==", ["| Jane Doe | France | 1:14.4 |", "| Ann Roe | Italy | 1:15.4 |"], "results"),
        (
            "== World record progression ==",
            [
                "| # | Time | Name | Date |",
                "| 1 | 3:09.2 | Ann Aal | 18 July 1908 |",
                "| 2 | 3:01.0 | Bea Bek | 2 May 1912 |",
                "| 3 | 2:59.8 | Cea Cek | 4 June 1922 |",
            ],
            "record_progression",
        ),
        (
            "== Fastest times ==",  # the best first, by chance one after the other
            [
                "| # | Time | Name | Date |",
                "| 1 | 2:59.8 | Ann Aal | 18 July 1908 |",
                "| 2 | 3:01.0 | Bea Bek | 2 May 1912 |",
                "| 3 | 3:09.2 | Cea Cek | 4 June 1922 |",
            ],
            "results",
        ),
        ("== Pool 1 ==", ["| Fencer | Nation | Wins | Losses |", "| Ann | Italy | 5 | 0 |"], "results"),
        ("== Round robin ==", ["| Country | Skip | W | L |", "| Italy | Ann | 5 | 0 |"], "results"),
        ("== Seasons ==", ["| Country | Skip | W | L |", "| Italy | Ann | 5 | 0 |"], "unknown"),
        ("== Pool 1 ==", ["| Coach | Wins | Losses |", "| Ann | 5 | 0 |"], "unknown"),
        ("== Size ==", ["| Length | 1,149 m |", "| Width | 48.8 m |"], "unknown"),
        ("== Traffic ==", ["| Year | Vehicles | Trains |", "| 1932 | 10,900 | 44 |"], "unknown"),
        ("== Results ==", ["| Nation | Anthem |", "| France | La Marseillaise |"], "unknown"),
        ("== Results ==", ["| | |"], "unknown"),
    ],
)
def test_the_columns_tell_the_kind_of_a_table(heading: str, lines: list[str], expected: TableKind) -> None:
    assert kind(heading, *lines) == expected


def test_a_header_that_lost_its_spans_heads_no_column() -> None:
    lines = [
        "| Rank | Lifter | Snatch | Total | | |",
        "| 1 | Jane | 100 | 105 | 130 | 235 |",
        "| 2 | Ann | 95 | 100 | 120 | 220 |",
    ]
    assert kind("== Results ==", *lines) == "unknown"


def test_one_column_without_a_header_is_no_loss() -> None:
    lines = ["| Rank | Cyclist | Time | |", "| 1 | Jane | 1:14.4 | Q |", "| 2 | Ann | 1:15.4 | |"]
    assert kind("== Results ==", *lines) == "results"


def test_one_column_beyond_headers_over_wrong_values_is_a_loss() -> None:
    lines = ["| Rank | Cyclist | Time | |", "| 1 | 12 | Jane | 1:14.4 |", "| 2 | 7 | Ann | 1:15.4 |"]
    assert kind("== Results ==", *lines) == "unknown"


RECORDS = (
    "| 8,000 | Ann Aal | 1980 | 1 May 1980 |",
    "| 8,100 | Bea Bek | 1984 | 2 May 1984 |",
    "| 8,200 | Cy Cee | 1988 | 3 May 1988 |",
)


@pytest.mark.parametrize("header", ["Points", "Mark", "Distance", "Height"])
def test_a_mark_of_any_kind_makes_records_of_a_table(header: str) -> None:
    assert kind("== Records ==", f"| {header} | Athlete | Games | Date |", *RECORDS) == "record_progression"


def test_marks_that_get_better_as_years_go_on_are_records_under_any_heading() -> None:
    assert kind("== History ==", "| Points | Athlete | Games | Date |", *RECORDS) == "record_progression"


@pytest.mark.parametrize(
    "rows",
    [(RECORDS[0], RECORDS[2], RECORDS[1]), RECORDS[::-1], RECORDS[:2]],
    ids=["not better each time", "not in order", "too few to tell"],
)
def test_other_marks_with_years_are_results(rows: tuple[str, ...]) -> None:
    assert kind("== History ==", "| Points | Athlete | Games | Date |", *rows) == "results"


def test_no_event_is_named_by_a_time_of_day() -> None:
    lines = ("| Date | Timings | Event | City | Distance |", "| 20 September | 09:00 | 11:20 | Elite women | 39.2 km |")
    _, made = table(*lines, "| 21 September | 12:45 | 15:15 | Elite men | 39.2 km |", heading="== Schedule ==")
    assert {role.name for role in table_roles(made)} == {None}


def test_in_an_article_on_one_edition_a_label_without_a_year_is_an_event() -> None:
    lines = (
        "| Games | Gold | Silver | Bronze |",
        "| 60 kg | Ann Aal | Bea Bek | Cy Cee |",
        "| 65 kg | Di Dee | Eve Ee | Flo Eff |",
    )
    edition = EventWords(1992, "1992 Invented Games", "Judo", None)
    draft = read(*lines, event=edition, heading="== Medal summary ==")
    assert [row.subject.event.event for row in draft.rows if row.subject.event] == ["60 kg", "65 kg"]
    assert {s.property for row in draft.rows for s in row.statements} == {"event", "gold", "silver", "bronze"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Men's 400 metres world record progression", "record_progression"),
        ("Recordings of 1975", "results"),
    ],
)
def test_the_title_of_a_page_on_records_says_what_its_tables_are(title: str, expected: TableKind) -> None:
    lines = ["| Time | Athlete | Date |", "| 47.4 | Ann Aal | May 27, 1916 |", "| 47.4 | Bea Bek | May 12, 1928 |"]
    _, made = table(*lines, heading="== Hand timing ==")
    assert kind_and_why(made, table_roles(made), title)[0] == expected
