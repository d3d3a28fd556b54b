from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from parsers.tables.roles import Role, column_role, header_roles, inferred_roles
from schemas.vocabulary import default_vocabulary

VOCABULARY = default_vocabulary()


def names(headers: str, *rows: str) -> list[str | None]:
    """Return the roles of `a | b | c` headers over such rows."""
    body = [[cell.strip() for cell in row.split("|")] for row in rows]
    return [role.name for role in header_roles([cell.strip() for cell in headers.split("|")], body, VOCABULARY)]


def inferred(*rows: Sequence[str]) -> list[str | None]:
    return [role.name for role in inferred_roles(rows)]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Rank", "rank"), ("RANK", "rank"), ("Pos.", "rank"), ("#", "rank"), ("Platz", "rank"), ("Posición", "rank"),
        ("Rang", "rank"), ("Miejsce", "rank"), ("Cyclist", "competitor"), ("Athlete(s)", "competitor"), ("Name",
        "competitor"),
        ("Fahrer", "competitor"), ("Ciclista", "competitor"), ("Nation", "nation"), ("NOC", "nation"), ("País",
        "nation"),
        ("Time", "mark"), ("Zeit", "mark"), ("Time (s)", "mark"), ("Result", "mark"), ("Distance", "mark"),
        ("Points", "points"),
        ("Race number", "race_number"), ("Bib", "race_number"), ("Lane", "lane"), ("Notes", "notes"), ("Gap", "gap"),
        ("Läufer", "competitor"), ("Rückstand", "gap"), ("Deelnemer", "competitor"), ("Tijd", "mark"), ("Sija", "rank"),
        ("Urheilija", "competitor"), ("Maa", "nation"), ("Aika", "mark"), ("Utøver", "competitor"), ("Sølv", "silver"),
        ("Heat", "heat"), ("Round", "round"), ("Gold", "gold"), ("Or", "gold"), ("Plata", "silver"), ("Bronze",
        "bronze"),
        ("Total", "total"), ("Games", "games"), ("Date", "date"), ("Year(s)", "year"), ("250 m", "split"), ("1 km",
        "split"),
        ("Coxswain", None), ("", None), ("Rank " * 100, None),
    ],
)  # fmt: skip
def test_a_header_is_known_in_several_spellings_and_languages(header: str, name: str | None) -> None:
    assert column_role(header, VOCABULARY).name == name


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Weight (kg)", "kg"),
        ("Total (kg)", "kg"),
        ("Time", "s"),
        ("Distance", "m"),
        ("Distance (m)", "m"),
        ("Result", None),
        ("Aika", "s"),
        ("Final time", "s"),
        ("Weite", "m"),
    ],
)
def test_a_header_may_tell_what_a_bare_number_counts(header: str, unit: str | None) -> None:
    assert column_role(header, VOCABULARY).unit == unit


def test_a_length_heads_a_split_in_seconds() -> None:
    assert column_role("1 km", VOCABULARY) == Role("split", "1 km", distance_m=Decimal(1000), unit="s")


@pytest.mark.parametrize(
    ("headers", "row", "roles"),
    [
        ("Date | Time | Round", "5 May 2000 | 14:00 | Final", ["date", "time_of_day", "round"]),
        ("Rank | Cyclist | Time", "1 | Jane | 14:00", ["rank", "competitor", "mark"]),
        (
            "Games | Gold | Silver | Bronze",
            "1900 | A | B | C",
            ["games", "gold_medalist", "silver_medalist", "bronze_medalist"],
        ),
        (
            "Nation | Gold | Silver | Bronze | Total",
            "A | 1 | 2 | 3 | 6",
            ["nation", "gold", "silver", "bronze", "total"],
        ),
        ("Heat | Cyclists | Nations", "1 | 12 | 10", ["heat", "count", "count"]),
        ("Rank | No. | Rider | Time", "1 | 12 | Jane | 1:14.4", ["rank", "race_number", "competitor", "mark"]),
        ("No. | Rider | Time", "1 | Jane | 1:14.4", ["rank", "competitor", "mark"]),
        ("Mark | Athlete | Place", "49.73 m | Jane | Paris", ["mark", "competitor", "place"]),
        ("Name | Time | Record", "Jane | 54.51 | WR", ["competitor", "mark", "notes"]),
        (
            "Rank | Runner | Heat | Semifinal | Final",
            "1 | Jane | 10.52 | 10.40 | 10.31",
            ["rank", "competitor", "round_mark", "round_mark", "mark"],
        ),
        ("Rank | Runner | Heat | Time", "1 | Jane | 2 | 10.31", ["rank", "competitor", "heat", "mark"]),
        ("Rank | Lifter | Total (kg)", "1 | Jane | 340.0", ["rank", "competitor", "mark"]),
        ("Rank | Skater | Score | Total", "1 | Jane | 4.5 | 9.5", ["rank", "competitor", "mark", None]),
    ],
)
def test_a_word_for_two_things_is_settled_by_its_column_and_the_others(
    headers: str, row: str, roles: list[str | None]
) -> None:
    assert names(headers, row) == roles


def test_a_total_that_is_the_mark_keeps_its_unit() -> None:
    roles = header_roles(["Rank", "Lifter", "Total (kg)"], [["1", "Jane", "340.0"]], VOCABULARY)
    assert roles[2].unit == "kg"


def test_equal_headers_are_counted() -> None:
    roles = header_roles(["Rank", "Run", "Run", "Run"], [["1", "a", "b", "c"]], VOCABULARY)
    assert [role.twins for role in roles] == [0, 0, 1, 2]


def test_a_table_without_header_is_read_from_how_its_columns_behave() -> None:
    rows = [
        ["1", "Jane Doe", "France", "1:14.4"],
        ["2", "Ann Roe", "Italy", "1:15.0"],
        ["2", "Sue Poe", "Italy", "1:15.0"],
        ["DNF", "Kay Low", "Spain", ""],
    ]
    assert inferred(*rows) == ["rank", "competitor", "nation", "mark"]
    assert inferred_roles(rows)[3].unit == "s"


def test_what_is_not_plain_stays_open() -> None:
    assert inferred(["a", "5", ""], ["a", "3", "x"]) == [None, None, None]
    assert inferred() == []


def test_a_second_date_or_mark_is_not_taken_for_the_first() -> None:
    rows = [["1 May 2000", "2 May 2000", "1:14.4", "1:15.4"], ["3 May 2000", "4 May 2000", "1:16.4", "1:17.4"]]
    assert inferred(*rows) == ["date", None, "mark", None]


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ("20 km | Half | 25 km", "split"), ("10 km | Semi | 40 km", "split"), ("20 km | Half", None),
        ("5 km | Half | 10 km", None), ("20 km | Halves | 25 km", None),
    ],
)  # fmt: skip
def test_the_half_of_a_marathon_stands_between_its_splits(headers: str, found: str | None) -> None:
    roles = header_roles([text.strip() for text in headers.split("|")], [["1:01:02"] * 3], VOCABULARY)
    assert (roles[1].name, roles[1].distance_m) == (found, Decimal("21097.5") if found else None)


def test_a_unit_above_a_header_is_its_unit() -> None:
    role = column_role("kg Total", default_vocabulary())
    assert (role.name, role.unit) == ("total", "kg")
    assert column_role("kg Snatch", default_vocabulary()).name is None


def test_places_that_several_share_rank_and_name_no_place_on_the_map() -> None:
    assert names("Place | Golfer", "1 | A", "(tie) | B", "5–8 | C", "5–8 | D")[0] == "rank"
    assert names("Place | Golfer | Time", "Rome | A | 9.1", "Oslo | B | 9.2")[0] == "place"


def test_a_half_marathon_between_splits_is_one_in_other_languages_too() -> None:
    found = names("Atleta | 20 km | Media maratón | 25 km | Tiempo", "A | 1:04:03 | 1:07:40 | 1:20:01 | 2:20:13")
    assert found == ["competitor", "split", "split", "split", "mark"]
