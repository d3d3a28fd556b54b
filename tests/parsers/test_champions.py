"""Champions of men and of women side by side: one row tells the winners of two events."""

from __future__ import annotations

from parsers.extract import extract
from parsers.wikitext import parse_wikitext
from schemas.statements import Statement

TWO_ROWS = """=={heading}==
{{| class="wikitable"
! rowspan=2|Event !! colspan=2|Men !! colspan=2|Women
|-
! Athlete !! Performance !! Athlete !! Performance
|-
| 100 metres || [[Al Aal]] || 10.2 || [[Bea Bek]] || 11.3
|-
| Discus throw || {{{{flagathlete|[[Cy Cee]]|FRA}}}} || 64.16 m || colspan=2|—
|}}
"""
ONE_ROW = """==Champions==
{| class="wikitable"
! Year !! Men's winner !! Time !! Women's winner !! Time
|-
| 2001 || {{flagicon|RSA}} Al Aal || 5:25:52 || {{flagicon|RUS}} Bea Bek || 6:13:53
|-
| 2002 || colspan=4|not held
|}
"""


def said(text: str, title: str = "1971 Made Championships") -> list[Statement]:
    found = extract(parse_wikitext("made", text, title))
    return [s for s in found.statements if s.source_kind == "table"]


def test_a_header_of_two_rows_names_the_champions_of_men_and_of_women() -> None:
    told = [
        (s.subject.event.gender, s.subject.event.event, s.property, s.value.text)
        for s in said(TWO_ROWS.format(heading="Champions"))
        if s.subject.event and s.property != "event"
    ]
    assert told == [
        ("men", "100 metres", "gold", "Al Aal"), ("men", "100 metres", "winning_time", "10.2"),
        ("women", "100 metres", "gold", "Bea Bek"), ("women", "100 metres", "winning_time", "11.3"),
        ("men", "Discus throw", "gold", "Cy Cee"), ("men", "Discus throw", "gold_noc", "FRA"),
        ("men", "Discus throw", "winning_time", "64.16 m"),
    ]  # fmt: skip


def test_records_of_men_and_women_have_no_champions() -> None:
    assert not [s for s in said(TWO_ROWS.format(heading="Records")) if s.property == "gold"]


def test_what_follows_a_winner_in_a_header_of_one_row_is_of_that_winner() -> None:
    told = [(s.subject.event.gender, s.subject.event.year, s.property, s.value.text)
            for s in said(ONE_ROW, "Made Run") if s.subject.event and s.property != "held_in"]  # fmt: skip
    assert told == [
        ("men", 2001, "gold", "Al Aal"), ("men", 2001, "gold_noc", "RSA"), ("men", 2001, "winning_time", "5:25:52"),
        ("women", 2001, "gold", "Bea Bek"), ("women", 2001, "gold_noc", "RUS"),
        ("women", 2001, "winning_time", "6:13:53"),
        ("men", 2002, "gold_notes", "not held"), ("women", 2002, "gold_notes", "not held"),
    ]  # fmt: skip
