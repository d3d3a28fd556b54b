"""Tables of parts of an event, under headings that name no round."""

from __future__ import annotations

from parsers.extract import extract
from parsers.plaintext import parse_plaintext

TITLE = "Nordic combined at the 2001 Invented Games – Women's individual"
OVERALL = """== Results ==
| Rank | Name | Points |
| --- | --- | --- |
| 1 | Ann Aal | 410.5 |
| 2 | Bea Bek | 402.0 |
| 3 | Cy Cee | 398.5 |
"""


def ranks(body: str) -> dict[tuple[str | None, str], list[str]]:
    """Return the ranks of each table, by round and heading."""
    found: dict[tuple[str | None, str], list[str]] = {}
    for s in extract(parse_plaintext("d", f"= {TITLE} =\n\n{body}", TITLE)).statements:
        if s.property == "rank":
            found.setdefault((s.qualifiers.round, s.locator.section), []).append(s.value.text)
    return found


def part(heading: str, *rows: str) -> str:
    return "\n".join([f"== {heading} ==", "| Rank | Name | Points |", "| --- | --- | --- |", *rows, "", ""])


def test_a_table_in_which_most_differ_is_of_a_part_of_the_event() -> None:
    jumps = part("Ski jumping", "| 1 | Cy Cee | 220.5 |", "| 2 | Ann Aal | 210.0 |", "| 3 | Bea Bek | 201.0 |")
    assert set(ranks(OVERALL + jumps)) == {(None, "Results"), ("ski-jumping", "Ski jumping")}


def test_one_that_differs_is_a_contradiction_and_no_part() -> None:
    again = part("Women", "| 1 | Ann Aal | 410.5 |", "| 2 | Bea Bek | 420.0 |", "| 3 | Cy Cee | 398.5 |")
    assert set(ranks(OVERALL + again)) == {(None, "Results"), (None, "Women")}


def test_full_results_that_differ_are_results_all_the_same() -> None:
    other = part("Full results", "| 1 | Cy Cee | 220.5 |", "| 2 | Ann Aal | 210.0 |", "| 3 | Bea Bek | 201.0 |")
    assert set(ranks(OVERALL + other)) == {(None, "Results"), (None, "Full results")}


def test_the_part_whose_table_gives_the_medals_is_the_event_itself() -> None:
    jumps = part("Ski jumping", "| 1 | Cy Cee | 220.5 |", "| 2 | Ann Aal | 210.0 |")
    skis = part("Cross-country", "| gold | Ann Aal | 410.5 |", "| silver | Cy Cee | 398.5 |")
    assert set(ranks(jumps + skis)) == {("ski-jumping", "Ski jumping"), (None, "Cross-country")}


def test_a_heading_that_stands_over_a_column_of_the_results_is_a_part() -> None:
    overall = "== Results ==\n| Rank | Name | Dressage | Jumping | Points |\n| --- | --- | --- | --- | --- |\n"
    overall += "| 1 | Ann Aal | 37.6 | 5.0 | 42.6 |\n| 2 | Bea Bek | 50.0 | 0.0 | 50.0 |\n"
    riding = part("Dressage", "| 1 | Ann Aal | 37.6 |", "| 9 | Bea Bek | 50.0 |")
    assert set(ranks(overall + riding)) == {(None, "Results"), ("dressage", "Dressage")}


def test_a_round_of_an_unknown_name_beside_the_final_is_a_round() -> None:
    first = part("Elimination Round", "| 1 | Bea Bek | 24.2 |", "| 2 | Ann Aal | 23.9 |")
    last = part("Final", "| 1 | Ann Aal | 25.0 |", "| 2 | Bea Bek | 24.6 |")
    assert set(ranks(first + last)) == {("elimination-round", "Elimination Round"), ("final", "Final")}
