"""Matches, brackets and statistics of players rank nobody: they are no results, and the ledger says what they are."""

from __future__ import annotations

import time

import pytest

from parsers.tables.matches import BRACKET, LINE_SCORE, MATCHES, STATISTICS
from parsers.tables.reading import TableDraft, read_table
from parsers.wikitext import parse_wikitext
from tests.parsers.made import EVENT, read, said


def reasons(draft: TableDraft) -> set[str | None]:
    return {entry.reason for entry in draft.coverage if entry.outcome == "unread"}


def of_wikitext(*lines: str, heading: str = "Results") -> TableDraft:
    made = parse_wikitext("made", f"== {heading} ==\n" + "\n".join(lines), "Made up")
    return read_table(made, made.tables[0], EVENT)


@pytest.mark.parametrize(
    "lines",
    [
        ("| Team 1 | Score | Team 2 |", "| Norway | 2–1 | Sweden |", "| Denmark | 0–0 (3–1 p) | Finland |"),
        ("| Date | Player | Result | Player |", "| 3 May | A Aal | 21–7 | B Bek |", "| 4 May | C Cee | 3–21 | D Dee |"),
        ("| Home | Points | Away | Venue |", "| Norway | 88:70 | Sweden | Hall |", "| Spain | 66:67 | Italy | Hall |"),
        ("| Nation | Time | Nation |", "| Norway | vs | Sweden |", "| Denmark | v | Finland |"),
    ],
)  # fmt: skip
def test_rows_of_two_sides_and_a_score_are_matches(lines: tuple[str, ...]) -> None:
    draft = read(*lines)
    assert draft.kind == "unknown"
    assert not draft.rows
    assert reasons(draft) == {f"{MATCHES}; see table_cells"}


def test_a_box_of_one_match_is_a_match() -> None:
    draft = of_wikitext(
        '{| class="fevent"', "|-", "! {{fb-rt|NOR}} !! 3–2 !! {{fb|SWE}}", "|-",
        "| Aal {{goal|12}} || Report || Cee {{goal|80}}", "|}",
    )  # fmt: skip
    assert draft.kind == "unknown"
    assert reasons(draft) == {f"{MATCHES}; see table_cells"}


def test_a_bracket_is_no_results() -> None:
    draft = of_wikitext(
        "{|", '! colspan="2" | Semifinals', "!", '! colspan="2" | Final',
        "|-", "| {{flagIOC|NOR|1992 Winter}} || 3 || || || ", "|-", "| {{flagIOC|SWE|1992 Winter}} || 1 || || || ",
        "|-", "| || || || {{flagIOC|NOR|1992 Winter}} || 2", "|-", "| || || || {{flagIOC|FIN|1992 Winter}} || 4",
        "|-", "| {{flagIOC|FIN|1992 Winter}} || 5 || || || ", "|-", "| {{flagIOC|DEN|1992 Winter}} || 2 || || ||", "|}",
    )  # fmt: skip
    assert draft.kind == "unknown"
    assert reasons(draft) == {f"{BRACKET}; see table_cells"}


def test_rounds_side_by_side_with_marks_are_no_bracket() -> None:
    draft = read(
        "| Rank | Athlete | Semifinal | Final |", "| 1 | Ann Aal | 10.30 | 10.10 |", "| 2 | Bea Bek | 10.20 | 10.15 |"
    )
    assert draft.kind == "results"
    assert len(draft.rows) == 2


def test_the_score_of_one_match_part_by_part_is_no_results() -> None:
    draft = read(
        "| Team | 1 | 2 | 3 | 4 | Final |", "| Norway | 0 | 2 | 0 | 1 | 3 |", "| Sweden | 1 | 0 | 1 | 0 | 2 |",
    )  # fmt: skip
    assert draft.kind == "unknown"
    assert reasons(draft) == {f"{LINE_SCORE}; see table_cells"}


@pytest.mark.parametrize(
    ("heading", "header"),
    [("Goalscorers", "| Rank | Player | Team | Number |"), ("Results", "| Rank | Player | Nation | Goals |"),
     ("Scoring leaders", "| Pos | Player | Country | Pts |")],
)  # fmt: skip
def test_who_scored_is_no_result(heading: str, header: str) -> None:
    draft = read(header, "| 1 | Ann Aal | Norway | 7 |", "| 2 | Bea Bek | Sweden | 5 |", heading=f"== {heading} ==")
    assert draft.kind == "unknown"
    assert reasons(draft) == {f"{STATISTICS}; see table_cells"}


def test_a_group_s_standings_are_results() -> None:
    draft = read(
        "| Pos | Team | Pld | W | D | L | Goals | Pts |",
        "| 1 | Norway | 3 | 2 | 1 | 0 | 7–3 | 7 |",
        "| 2 | Sweden | 3 | 2 | 0 | 1 | 6–4 | 6 |",
        heading="== Group A ==",
    )
    assert draft.kind == "results"
    assert said(draft, 0)["mark"] == "7"


def test_net_points_are_the_mark_and_the_total_beside_them_is_not() -> None:
    draft = read(
        "| Rank | Helmsman | Nation | 1 | 2 | 3 | Total points | Net points |",
        "| 1 | Ann Aal | Norway | 1 | 2 | (9) | 12 | 3 |",
        "| 2 | Bea Bek | Sweden | 2 | (11) | 4 | 17 | 6 |",
    )
    assert (said(draft, 0)["mark"], said(draft, 0)["points"]) == ("3", "12")
    assert [s.value.unit for s in draft.rows[0].statements if s.property == "mark"] == ["points"]


def test_net_points_alone_are_the_mark() -> None:
    draft = read("| Rank | Crew | Country | Net |", "| 1 | Ann Aal | Norway | 3.0 |", "| 2 | Bea Bek | Sweden | 6.0 |")
    assert said(draft, 0)["mark"] == "3.0"


@pytest.mark.parametrize("text", ["1-2 " + "a" * 180, "1-2 " + "ab " * 60, "1–2 (" * 40, "-" * 190])
def test_no_text_keeps_the_search_for_a_score_going(text: str) -> None:
    start = time.perf_counter()
    read("| Norway | Report | Sweden |", f"| Norway | {text} | Sweden |", f"| Norway | {text} | Sweden |")
    assert time.perf_counter() - start < 2


def test_who_was_born_when_is_a_squad() -> None:
    squad = ("| No. | Name | Date of birth | Height | Club |", "| 1 | Ann Aal | 21 January 1964 | 1.98 m | Lyon |")
    assert read(*squad, heading="== France ==").kind == "unknown"
    aged = ("| Rank | Name | Date of birth | Time |", "| 1 | Ann Aal | 21 January 1964 | 1:02.5 |")
    assert read(*aged).kind == "results"
