"""Rows that belong to others: members of a team, further lines of an entry, words across a table."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.extract import extract
from parsers.tables.reading import TableDraft, read_table
from parsers.title import event_words
from parsers.wikitext import parse_wikitext
from tests.parsers.made import read

TITLE = "Shooting at the 1924 Invented Games – Men's team running deer"

TEAM_ABOVE = """
! Rank !! Shooter !! Total !! Place
|-
| rowspan=4 | 1
|-
| '''{{flagIOCteam|NOR|1924 Summer}}''' || 160 ||
|-
| Ole Aal || 83 || 1
|-
| Per Bek || 77 || 4
|-
| 2 || Ann Cee (SWE) || 154 || 2
"""
TEAM_BESIDE = """
! Rank !! Nation !! Rider !! Points !! Total
|-
| rowspan=2 | {{gold1}} || rowspan=2 | {{USA}} || Ed Aal || 60.5 || rowspan=2 | 110.5
|-
| Al Bek || 50
|-
| rowspan=2 | {{silver2}} || rowspan=2 | {{SWE}} || Bo Cee || 49 || rowspan=2 | 98
|-
| Di Dom || 49
"""
LINES = """
! rowspan=2 | Rank !! rowspan=2 | Cyclist !! colspan=2 | Split times !! rowspan=2 | Time
|-
! 250 m !! 500 m
|-
| rowspan=2 | 1 || rowspan=2 | Ann Aal || 18.1 || 31.2 || 1:00.7
|-
| 1 || 2 || 3
|-
| rowspan=2 | 2 || rowspan=2 | Bea Bek || 18.2 || 31.1 || 1:00.9
|-
| 2 || 1 || 4
"""


def draft(table: str, title: str = TITLE) -> TableDraft:
    document = parse_wikitext("made", f"==Results==\n{{| class=wikitable\n{table.strip()}\n|}}\n", title)
    return read_table(document, document.tables[0], event_words(title))


def said(found: TableDraft, row: int, *properties: str) -> list[tuple[str, str]]:
    statements = next(draft.statements for draft in found.rows if draft.row_index == row)
    return [(s.property, s.value.text) for s in statements if s.property in properties]


def winning(table: str, title: str = TITLE) -> list[str]:
    document = parse_wikitext("made", f"==Results==\n{{| class=wikitable\n{table.strip()}\n|}}\n", title)
    return [s.value.text for s in extract(document).statements if s.property == "winning_time"]


def rows(found: TableDraft) -> list[int]:
    return [row.row_index for row in found.rows]


def test_members_beneath_their_team_have_marks_and_not_its_rank() -> None:
    found = draft(TEAM_ABOVE)
    assert rows(found) == [1, 2, 3, 4]
    assert said(found, 1, "rank", "competitor", "mark", "member") == [
        ("rank", "1"), ("competitor", "Norway"), ("mark", "160"), ("member", "Ole Aal"), ("member", "Per Bek"),
    ]  # fmt: skip
    assert said(found, 2, "rank", "competitor", "mark", "team") == [
        ("competitor", "Ole Aal"), ("mark", "83"), ("team", "Norway"),
    ]  # fmt: skip
    assert said(found, 4, "rank", "competitor", "team") == [("rank", "2"), ("competitor", "Ann Cee")]


def test_only_the_team_s_mark_wins() -> None:
    assert winning(TEAM_ABOVE) == ["160"]
    assert winning(TEAM_BESIDE) == ["110.5"]


def test_members_under_a_column_of_nations_are_competitors() -> None:
    found = draft(TEAM_ABOVE.replace("Shooter", "Country"))
    assert said(found, 2, "rank", "competitor", "nation", "noc") == [("competitor", "Ole Aal"), ("noc", "NOR")]


def test_the_nation_of_a_team_is_that_of_the_members_beneath_it() -> None:
    found = draft(TEAM_ABOVE)
    (noc,) = [s for row in found.rows if row.row_index == 2 for s in row.statements if s.property == "noc"]
    assert (noc.value.text, noc.locator.cell_row) == ("NOR", found.rows[0].cell_row)
    assert said(found, 4, "noc") == [("noc", "SWE")]


def test_members_beside_their_team_are_one_entry_with_it() -> None:
    found = draft(TEAM_BESIDE)
    assert rows(found) == [0, 2]
    assert said(found, 0, "rank", "competitor", "nation", "mark", "member", "member_points") == [
        ("rank", "gold"), ("nation", "United States"), ("mark", "110.5"),
        ("member", "Ed Aal"), ("member_points", "60.5"), ("member", "Al Bek"), ("member_points", "50"),
    ]  # fmt: skip
    (mark,) = [s for s in found.rows[0].statements if s.value.text == "60.5"]
    assert (mark.subject.kind, mark.subject.name) == ("entrant", "Ed Aal")


def test_two_of_one_nation_who_share_a_rank_are_no_team() -> None:
    shared = """
! Rank !! Nation !! Rider !! Time
|-
| 1 || {{USA}} || Ed Aal || 60.5
|-
| rowspan=2 | 2 || rowspan=2 | {{SWE}} || Bo Cee || rowspan=2 | 61
|-
| Di Dom
|-
| 4 || {{FRA}} || Fay Eel || 62
"""
    found = draft(shared)
    assert rows(found) == [0, 1, 2, 3]
    assert said(found, 2, "rank", "competitor", "mark") == [("rank", "2"), ("competitor", "Di Dom"), ("mark", "61")]


def test_a_further_line_of_an_entry_is_no_result() -> None:
    found = draft(LINES, "Cycling at the 2004 Invented Games – Men's time trial")
    assert rows(found) == [0, 2]
    statements = {(s.property, s.qualifiers.distance_m): s.value for s in found.rows[0].statements}
    assert statements["split", 250.0].text == "18.1"
    assert statements["mark", None].text == "1:00.7"
    assert str(statements["time_2", None].number) == "3"
    assert statements["time_2", None].unit is None
    assert winning(LINES) == ["1:00.7"]


def test_rounds_of_one_who_is_named_once_are_results_of_their_own() -> None:
    rounds = """
! Athlete !! Round !! Time
|-
| rowspan=2 | Ann Aal || Heats || 10.5
|-
| Final || 10.4
"""
    found = draft(rounds)
    assert rows(found) == [0, 1]
    assert {s.qualifiers.round for s in found.rows[1].statements} == {"final"}


def test_words_across_a_table_head_the_rows_below() -> None:
    across = """
! Rank !! Athlete !! Time
|-
| colspan=3 | Heat 1
|-
| 1 || Ann Aal || 10.5
|-
| colspan=3 | Heat 2
|-
| 1 || Bea Bek || 10.4
|-
| colspan=3 | OFFICIAL REPORT OF THE GAMES
"""
    found = draft(across)
    assert rows(found) == [1, 3]
    assert [row.statements[0].qualifiers.heat for row in found.rows] == ["1", "2"]


def test_words_alone_at_a_table_s_end_are_nobody() -> None:
    entries = ("| Rank | Athlete | Time |", "| 1 | Ann Aal | 10.5 |", "| 2 | Bea Bek | 10.6 |")
    assert rows(read(*entries, "| OFFICIAL REPORT OF THE GAMES | | |")) == [0, 1]


def test_a_name_alone_stays_one() -> None:
    found = read("| Athlete | Time | Notes |", "| Ann Aal | 10.5 | Q |", "| Bea Bek | | |")
    assert rows(found) == [0, 1]


def test_a_status_across_columns_is_said_once() -> None:
    found = draft(
        "! Rank !! Athlete !! Vault !! Floor !! Total\n|-\n| 1 || Ann Aal || 9 || 9 || 18\n"
        "|-\n| || Bea Bek || colspan=3 | DNF"
    )
    assert [(s.property, s.value.text) for s in found.rows[1].statements] == [
        ("competitor", "Bea Bek"),
        ("status", "DNF"),
    ]


def test_a_disqualification_in_the_notes_is_the_status() -> None:
    found = draft(
        "! Rank !! Athlete !! Time !! Notes\n|-\n| 1 || Ann Aal || 10.5 ||\n|-\n| — || Bea Bek || 10.4 || DSQ"
    )
    assert said(found, 1, "status", "notes") == [("notes", "DSQ"), ("status", "DSQ")]


def test_points_beside_a_time_are_not_the_mark() -> None:
    found = draft(
        "! Pos !! Driver !! Time/Retired !! Points\n"
        "|-\n| 1 || Ann Aal || 2:34:34.3 || 9\n|-\n| 2 || Bea Bek || +1 lap || 6"
    )
    assert said(found, 0, "mark", "points") == [("mark", "2:34:34.3"), ("points", "9")]


def test_great_britain_is_no_great_of_britain() -> None:
    found = draft(
        "! Rank !! Country !! Time\n|-\n| 1 || {{flagIOC|GBR|2008 Summer}} || 42.9\n|-\n| 2 || {{FRA}} || 43.5"
    )
    assert said(found, 0, "nation", "noc") == [("nation", "Great Britain"), ("noc", "GBR")]


def _column(found: TableDraft) -> Sequence[str | None]:
    return [role.name for role in found.roles]


def test_a_column_of_names_with_nations_needs_no_word() -> None:
    found = draft(
        "! Rank !! Helm (Country) !! Net\n"
        "|-\n| 1 || {{flagathlete|Ann Aal|FRA}} || 63\n|-\n| 2 || {{flagathlete|Bea Bek|ITA}} || 71"
    )
    assert _column(found)[:2] == ["rank", "competitor"]
    assert said(found, 0, "competitor", "noc") == [("competitor", "Ann Aal"), ("noc", "FRA")]


def test_names_alone_below_their_nation_are_its_members() -> None:
    entries = (
        "| Rank | Nation | Time |",
        "| 1 | Norway | 10.5 |",
        "| Ann Aal | | |",
        "| Bea Bek | | |",
        "| 2 | Italy | 11 |",
    )
    found = read(*entries)
    assert rows(found) == [0, 3]
    assert said(found, 0, "rank", "nation", "member") == [
        ("rank", "1"), ("nation", "Norway"), ("member", "Ann Aal"), ("member", "Bea Bek"),
    ]  # fmt: skip


def test_the_100_metres_of_a_decathlon_are_no_split_of_it() -> None:
    found = draft(
        "! Rank !! Athlete !! 100m !! Total\n|-\n| 1 || Ann Aal || 869 || 8412\n|-\n| 2 || Bea Bek || 760 || 7724",
        "Athletics at the 1912 Invented Games – Men's decathlon",
    )
    assert _column(found) == ["rank", "competitor", None, "mark"]
    assert said(found, 0, "split", "mark") == [("mark", "8412")]


def test_a_distance_beside_a_time_is_not_the_mark() -> None:
    found = draft(
        "! Rank !! Skater !! Distance !! Time\n"
        "|-\n| 1 || Ann Aal || 500 m || 35.4\n|-\n| 2 || Bea Bek || 500 m || 35.5",
        "Speed skating at the 1998 Invented Games – Men's 500 metres",
    )
    assert _column(found) == ["rank", "competitor", None, "mark"]
    assert said(found, 0, "mark") == [("mark", "35.4")]
