"""How accounts tell who won in the end: shared, in the final, by a margin, after another had lost it."""

from __future__ import annotations

import pytest

from parsers.plaintext import parse_plaintext
from parsers.prose import read_prose
from parsers.title import event_words

SINGLE = "Rowing at the 2008 Summer Olympics – Men's single sculls"
TEAM = "Rowing at the 2008 Summer Olympics – Men's eight"
Said = set[tuple[str, str, int | None]]


def medals(text: str, title: str = SINGLE) -> Said:
    """Return which medals the prose gives to whom, and of which year."""
    made = parse_plaintext("made", text, title)
    kinds = {"gold", "silver", "bronze", "silver_noc"}
    found = [each for each in read_prose(made, event_words(title)) if each.property in kinds]
    return {(each.property, each.value.text, each.subject.event.year if each.subject.event else None) for each in found}


def gold(name: str) -> tuple[str, str, int]:
    return "gold", name, 2008


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan Ax and Bo Bex were declared joint winners.", {gold("Jan Ax"), gold("Bo Bex")}),
        ("Jan Ax and Bo Bex came in together and both received gold medals.", {gold("Jan Ax"), gold("Bo Bex")}),
        ("In the final, Jan Ax beat Bo Bex.", {gold("Jan Ax"), ("silver", "Bo Bex", 2008)}),
        ("Jan Ax won by half a length.", {gold("Jan Ax")}),
        ("Jan Ax took the lead near the line and won in 6:59.3.", {gold("Jan Ax")}),
        ("Jan Ax set a world record of 6:59.3 in winning the gold medal.", {gold("Jan Ax")}),
        ("Jan Ax won his fourth consecutive title.", {gold("Jan Ax")}),
        (
            "Cy Cox was stripped of his gold; Jan Ax and Bo Bex were upgraded to gold and silver.",
            {gold("Jan Ax"), ("silver", "Bo Bex", 2008)},
        ),
        ("Bo Bex tested positive and lost the gold medal to Jan Ax.", {gold("Jan Ax")}),
    ],
)
def test_who_won_in_the_end(text: str, expected: Said) -> None:
    assert {each for each in medals(text) if not each[0].endswith("noc")} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jan Ax and Bo Bex were declared joint winners of the heat.",
        "Jan Ax and Bo Bex, who both won gold medals at the World Championships, did not enter.",
        "In the final four years earlier, Jan Ax beat Bo Bex.",
        "In the final of the 1983 World Championships, Jan Ax beat Bo Bex.",
        "Jan Ax won by two lengths in the semifinal.",
        "At the European Championships Jan Ax won by three lengths.",
        "Jan Ax took the lead in his heat and won in 6:59.3.",
        "Jan Ax set a world record in winning his heat.",
        "Jan Ax won his third consecutive world title in 2007.",
        "Jan Ax hoped to win his third consecutive title.",
        "Bo Bex lost the gold medal to Jan Ax at the European Championships.",
    ],
)
def test_what_is_no_medal_of_the_event(text: str) -> None:
    assert medals(text) == set()


def test_medals_given_to_a_nation_after_the_games_are_of_the_event() -> None:
    told = "Italy was disqualified in 2010, and the silver medals were reallocated to Norway."
    assert medals(told, TEAM) == {("silver_noc", "Norway", 2008)}
    assert medals(told) == set()
    assert medals("In 2004 the silver medals were awarded to Norway.", TEAM) == {("silver_noc", "Norway", 2004)}


def test_who_was_first_and_then_stripped_of_it_has_no_rank() -> None:
    text = "Jan Ax finished first but was later stripped of {} title, and the gold medal was awarded to Bo Bex."

    def ranked(which: str) -> list[str | None]:
        said = read_prose(parse_plaintext("made", text.format(which), SINGLE), event_words(SINGLE))
        return [each.subject.name for each in said if each.property == "rank"]

    assert (ranked("the"), ranked("his 2007")) == ([], ["Jan Ax"])


def test_a_medal_of_another_contest_that_was_returned_takes_none_away() -> None:
    assert medals("Jan Ax won gold and was ordered to return his World Championship medal.") == {gold("Jan Ax")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan Ax was disqualified.", [("Jan Ax", None)]),
        ("Jan Ax was disqualified in his heat for a false start.", [("Jan Ax", "heats")]),
        ("Jan Ax was disqualified in the semifinal.", [("Jan Ax", "semifinal")]),
        ("Jan Ax was disqualified in the 2004 semifinal.", []),
        ("Jan Ax would be disqualified in his heat for a false start.", []),
    ],
)
def test_who_was_disqualified_in_a_round(text: str, expected: list[tuple[str, str | None]]) -> None:
    said = read_prose(parse_plaintext("made", text, SINGLE), event_words(SINGLE))
    found = [(each.subject.name, each.qualifiers.round) for each in said if each.property == "status"]
    assert found == expected


def test_who_was_disqualified_in_a_round_of_another_event_keeps_the_medal() -> None:
    assert medals("Jan Ax won gold. Jan Ax was disqualified in the heats.") == {gold("Jan Ax")}
