"""Columns and rows that no header word tells, or tells otherwise: plurals, names, labels of medals, parts of marks."""

from __future__ import annotations

import pytest

from parsers.tables.kinds import table_roles
from parsers.tables.reading import TableDraft, read_table
from parsers.wikitext import parse_wikitext
from schemas.statements import EventWords
from tests.parsers.made import EVENT, read, said, table

GAMES = EventWords(1985, "1985 Invented Games", "Speed skating", None, "men")


def test_a_header_in_the_plural_is_the_word() -> None:
    draft = read("| Rank | Nation | Archers | Score |", "| 1 | Norway | A Aal | 986 |", "| 2 | Sweden | B Bek | 972 |")
    assert said(draft, 0)["competitor"] == "A Aal"


def test_the_first_column_of_persons_under_an_unknown_header_is_theirs() -> None:
    draft = read(
        "| Rank | Zzlqaz | Klubb | Time |",
        "| 1 | Johan Olsson | Åsarna IK | 36.12,4 |",
        "| 2 | Marcus Hellner | Gällivare SK | 36.31,0 |",
    )
    assert [role.name for role in draft.roles][:3] == ["rank", "competitor", None]
    assert said(draft, 0)["competitor"] == "Johan Olsson"


@pytest.mark.parametrize("names", [("Norway Two", "Norway Two"), ("sprint", "relay"), ("One", "Two")])
def test_words_that_repeat_or_are_no_names_are_no_competitors(names: tuple[str, str]) -> None:
    draft = read("| Rank | Zzlqaz | Time |", f"| 1 | {names[0]} | 36.1 |", f"| 2 | {names[1]} | 36.2 |")
    assert "competitor" not in {role.name for role in draft.roles}


def test_rows_labelled_by_medals_tell_who_won_them() -> None:
    draft = read(
        "| Gold | Ann Aal (NOR) |",
        "| Silver | Bea Bek (SWE) |",
        "| Bronze | Cee Dee (DEN) |",
        heading="== Medalists ==",
    )
    assert draft.kind == "medalists_by_games"
    told = {s.property: (s.value.text, s.subject.kind) for row in draft.rows for s in row.statements}
    assert told["gold"] == ("Ann Aal", "event")
    assert told["silver_noc"] == ("SWE", "event")
    assert told["bronze"] == ("Cee Dee", "event")


def test_so_do_rows_labelled_by_icons_with_a_column_of_nations() -> None:
    lines = ["{|", "| {{gold1}} || Ann Aal || Norway", "|-", "| {{silver2}} || Bea Bek || Sweden", "|}"]
    made = parse_wikitext("made", "\n".join(lines), "Made up")
    draft = read_table(made, made.tables[0], EVENT)
    told = {s.property: s.value.text for row in draft.rows for s in row.statements}
    assert told == {"gold": "Ann Aal", "gold_noc": "Norway", "silver": "Bea Bek", "silver_noc": "Sweden"}
    assert (draft.coverage[0].outcome, draft.coverage[0].count) == ("read", 2)


def test_results_whose_ranks_are_icons_stay_results_and_their_ranks_count_as_read() -> None:
    lines = [
        "{|",
        "! Rank !! Name !! Time",
        "|-",
        "| {{gold1}} || Ann Aal || 10.1",
        "|-",
        "| {{silver2}} || Bea Bek || 10.2",
        "|}",
    ]
    made = parse_wikitext("made", "\n".join(lines), "Made up")
    draft = read_table(made, made.tables[0], EVENT)
    assert draft.kind == "results"
    assert [(entry.outcome, entry.count) for entry in draft.coverage] == [("read", 2)] * 3


def test_a_run_tells_the_status_of_one_who_has_no_total() -> None:
    draft = read(
        "| Rank | Name | Run 1 | Run 2 | Total |",
        "| 1 | Ann Aal | 1:03.91 | 1:02.46 | 2:06.37 |",
        "| – | Bea Bek | 1:04.00 | DNF | – |",
        "| – | Cee Dee | DQ | – | – |",
        "| 2 | Di Eff | 1:05.00 | 1:05.00 | 2:10.00 |",
    )
    statuses = {row.subject.name: s.value.text for row in draft.rows for s in row.statements if s.property == "status"}
    assert statuses == {"Bea Bek": "DNF", "Cee Dee": "DQ"}


def test_a_mark_outweighs_the_status_of_a_part() -> None:
    draft = read(
        "| Rank | Name | Run 1 | Run 2 | Total |",
        "| 1 | Ann Aal | DNF | 70.00 | 70.00 |",
        "| 2 | Bea Bek | 60.00 | 61.00 | 61.00 |",
    )
    assert not any(s.property == "status" for row in draft.rows for s in row.statements)


def test_a_distance_beside_a_time_is_the_event_of_each_record() -> None:
    draft = read(
        "| Distance | Time | Skater | Date |",
        "| 500 m | 36.57 | Ann Aal | 1 May 1983 |",
        "| 1000 m | 1:12.58 | Bea Bek | 2 May 1983 |",
        heading="== World records ==", event=GAMES,
    )  # fmt: skip
    assert draft.kind == "record_progression"
    told = [
        (s.subject.event and s.subject.event.event, s.property, s.value.text)
        for row in draft.rows
        for s in row.statements
        if s.property == "world_record"
    ]
    assert told == [("500 m", "world_record", "36.57"), ("1000 m", "world_record", "1:12.58")]


def test_a_distance_alone_is_a_mark() -> None:
    draft = read("| Rank | Name | Distance |", "| 1 | Ann Aal | 6.24 m |", "| 2 | Bea Bek | 6.10 m |")
    assert said(draft, 0)["mark"] == "6.24 m"


@pytest.mark.parametrize(
    ("heading", "games", "record"),
    [
        ("Records", "1985 Invented Games", "unknown_record"), ("Games records", "1985 Invented Games", "games_record"),
        ("Records", "1984 Summer Olympics", "unknown_record"),
        ("Games records", "1984 Summer Olympics", "olympic_record"),
        ("World and Olympic records", "1984 Summer Olympics", "world_record"),
        ("Championship records", "1985 Invented Championships", "championship_record"),
        ("European records", "1985 Invented Championships", "european_record"),
    ],
)  # fmt: skip
def test_a_record_is_the_one_that_the_heading_names(heading: str, games: str, record: str) -> None:
    draft = read(
        "| Mark | Athlete | Date |", "| 49.73 m | Ann Aal | 16 July 1980 |", heading=f"== {heading} ==",
        event=EventWords(1985, games, "Athletics", "Men's hammer throw", "men"),
    )  # fmt: skip
    assert [s.property for s in draft.rows[0].statements if s.property.endswith("_record")] == [record]


def test_in_an_article_on_all_games_the_marks_set_at_them_are_their_record() -> None:
    series = EventWords(None, "Olympics", None, "Hammer throw", "unknown")
    draft = read(
        "| Mark | Athlete | Games |", "| 49.73 m | Ann Aal | 1900 Paris |", heading="== Records ==", event=series
    )
    assert [s.property for s in draft.rows[0].statements if s.property.endswith("_record")] == ["olympic_record"]


def test_quantities_that_count_things_below_them_are_headers() -> None:
    made, only = table(
        "| Place | Shooter | 5 pts | 4 pts | Total |", "| 1 | Ann Aal | 4 | 5 | 43 |", "| 2 | Bea Bek | 5 | 2 | 42 |"
    )
    assert only.header_rows == 1
    assert [role.name for role in table_roles(only)][:2] == ["rank", "competitor"]
    assert made.form == "plaintext"


def test_members_beneath_their_nation_are_no_entries_of_their_own_rank_where_spans_are_written_out() -> None:
    draft = read(
        "| Place | Shooter | Total |",
        "| 1 | Norway (NOR) | 160 |", "| 1 | Ole Lilloe-Olsen | 43 |", "| 1 | Einar Liberg | 42 |",
        "| 2 | Sweden (SWE) | 154 |", "| 2 | Alfred Swahn | 40 |",
    )  # fmt: skip
    ranks = {row.subject.name: any(s.property == "rank" for s in row.statements) for row in draft.rows}
    assert ranks == {
        "Norway": True, "Ole Lilloe-Olsen": False, "Einar Liberg": False, "Sweden": True, "Alfred Swahn": False,
    }  # fmt: skip
    members = [s.value.text for s in draft.rows[0].statements if s.property == "member"]
    assert members == ["Ole Lilloe-Olsen", "Einar Liberg"]


def test_competitors_who_share_a_rank_are_no_team() -> None:
    draft = read(
        "| Place | Shooter | Total |",
        "| 1 | Ann Aal | 43 |",
        "| 2 | Bea Bek | 42 |",
        "| 2 | Cee Dee | 42 |",
        "| 4 | Di Eff | 40 |",
    )
    assert all(any(s.property == "rank" for s in row.statements) for row in draft.rows)


def test_one_text_in_every_cell_of_a_row_is_words_across_the_table() -> None:
    draft = read(
        "| Rank | Rider | Time |",
        "| 1 | Ann Aal | 61.0 |",
        "| 2 | Bea Bek | 62.0 |",
        "| Official report | Official report | Official report |",
    )
    assert [row.subject.name for row in draft.rows] == ["Ann Aal", "Bea Bek"]


def test_a_column_of_teams_beside_one_of_nations_holds_their_members() -> None:
    draft = read(
        "| Rank | Country | Team | Time |",
        "| 1 | Norway | Ann Aal, Bea Bek | 2:04:47.9 |",
        "| 2 | Sweden | Cee Dee, Di Eff | 2:04:57.0 |",
    )
    assert said_all(draft, 0)["member"] == ["Ann Aal", "Bea Bek"]
    assert said_all(draft, 0)["nation"] == ["Norway"]


def test_two_columns_that_name_nations_stay_what_they_are() -> None:
    draft = read("| Rank | Country | Team | Time |", "| 1 | Norway | Norway | 61.0 |", "| 2 | Sweden | Sweden | 62.0 |")
    assert not any(role.name == "competitor" for role in draft.roles)


def test_heights_stay_a_header_where_rows_have_lost_a_cell() -> None:
    draft = read(
        "| Rank | Athlete | Nation | 1.70 | 1.78 | 1.84 | Height |",
        "| 1 | Ann Aal | Norway | — | o | o | 1.84 |",
        "| Bea Bek | Sweden | o | o | xo | 1.84 |",
        "| 3 | Cee Dee | Finland | o | xxx | | 1.70 |",
    )
    assert [role.name for role in draft.roles] == ["rank", "competitor", "nation", *["attempt"] * 3, "mark"]
    assert [row.subject.name for row in draft.rows] == ["Ann Aal", "Bea Bek", "Cee Dee"]


def said_all(draft: TableDraft, row: int) -> dict[str, list[str]]:
    """Return what a row says, by property."""
    found: dict[str, list[str]] = {}
    for statement in draft.rows[row].statements:
        found.setdefault(statement.property, []).append(statement.value.text)
    return found
