"""Other wordings of who won, who was placed where, and whose mark one is: what they say, and what they do not."""

from __future__ import annotations

import pytest

from parsers.plaintext import parse_plaintext
from parsers.prose import read_prose
from parsers.title import event_words
from schemas.statements import Statement

EVENT = "Cycling at the 1952 Summer Olympics – Men's track time trial"
TEAMS = "Athletics at the 1952 Summer Olympics – Women's 4 × 100 metres relay"

Said = tuple[str, str, str]


def _read(text: str, title: str = EVENT) -> list[Statement]:
    return read_prose(parse_plaintext("a", text, title), event_words(title))


def _said(text: str, title: str = EVENT) -> set[Said]:
    """Return (subject, property, value) of each statement; the subject as `event@1948` where of another edition."""
    found = set()
    for each in _read(text, title):
        year = each.subject.event.year if each.subject.event else None
        kind = each.subject.kind + (f" {each.subject.name}" if each.subject.name else "")
        found.add((kind + (f"@{year}" if year and year != 1952 else ""), each.property, each.value.text))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The title went to Carl Berg of Norway, who finished in 1:11.1.", ("event", "winning_time", "1:11.1")),
        ("The event was won by Carl Berg, ahead of Arne Lund and Dag Moen.", ("event", "silver", "Arne Lund")),
        ("The event was won by Carl Berg, ahead of Arne Lund and Dag Moen.", ("event", "bronze", "Dag Moen")),
        ("Carl Berg won in 1:11.1, two seconds ahead of Arne Lund.", ("event", "silver", "Arne Lund")),
        ("Carl Berg lost his lead after a fall and took silver.", ("event", "silver", "Carl Berg")),
        ("Carl Berg rode fast and successfully defended his title in 1:11.1.", ("event", "winning_time", "1:11.1")),
        ("Carl Berg, who had won in 1948, was ill.", ("event@1948", "gold", "Carl Berg")),
        ("Carl Berg, the surprise winner in London, was ill.", ("event@1948", "gold", "Carl Berg")),
        ("Norway had last won in 1936.", ("event@1936", "gold_noc", "Norway")),
        ("Norway had not won this event since Berg's victory in 1936.", ("event@1936", "gold_noc", "Norway")),
        ("Carl Berg won the gold medal for Norway.", ("event", "gold_noc", "Norway")),
        ("Carl Berg, who won the world title in Oslo in 1950, fell.", ("person Carl Berg", "world_champion", "1950")),
        ("It was the third straight and ninth overall win for Norway.", ("nation Norway", "victory_number", "ninth")),
        ("Carl Berg slid over the line to take silver, after a fall.", ("event", "silver", "Carl Berg")),
        ("It was the first Dutch victory in the event.", ("nation Dutch", "victory_number", "first")),
    ],
)  # fmt: skip
def test_an_outcome_in_other_words(text: str, expected: Said) -> None:
    assert expected in _said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Carl Berg, who had won in Oslo, was ill.",
        "Carl Berg won a lap ahead of schedule.",
        "Carl Berg could have lost and taken silver.",
        "Ole beat Carl Berg in the final to win gold.",
        "Norway had last won a medal in the 1936 Winter Olympics.",
        "It was the first Dutch victory in the sprint since 1936.",
    ],
)
def test_what_is_no_outcome(text: str) -> None:
    assert not {"gold", "silver", "bronze", "gold_noc", "victory_number"} & {name for _, name, _ in _said(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway won the silver in 42.1, and Sweden, anchored by Anna Berg, took the bronze in 42.3.",
            {("event", "silver_noc", "Norway"), ("event", "bronze_noc", "Sweden")},
        ),
        (
            "The event was won by the team of Denmark in 41.9, with Norway second in 42.1 and the hosts Finland third.",
            {("event", "gold_noc", "Denmark"), ("event", "winning_time", "41.9"), ("event", "bronze_noc", "Finland")},
        ),
    ],
)
def test_nations_win_medals_in_events_of_teams(text: str, expected: set[Said]) -> None:
    assert expected <= _said(text, TEAMS)


def test_nations_win_no_medals_in_other_events() -> None:
    assert not {name for _, name, _ in _said("Norway won the silver.")}


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Carl Berg fell in the fifth lap and ended in tenth place.", "tenth"),
        ("Carl Berg missed the podium by 0.2 seconds, finishing fourth for Norway.", "fourth"),
        ("Carl Berg was among the favourites but only finished ninth.", "ninth"),
        ("Carl Berg was only fifth with 1:14.1.", "fifth"),
        ("== Final ==\n\nCarl Berg was sixth in 1:14.1.", "sixth"),
        ("== Final ==\n\nArne Lund finished fifth, and Carl Berg eighth.", "eighth"),
    ],
)
def test_a_place_at_the_end(text: str, rank: str) -> None:
    assert ("entrant Carl Berg", "rank", rank) in _said(text)


@pytest.mark.parametrize(
    "text",
    [
        "== Final ==\n\nCarl Berg was third at the bell.",
        "== Final ==\n\nCarl Berg was second.",
        "Carl Berg had fallen in the fifth lap and would have finished tenth.",
        "Carl Berg beat Arne Lund, and Lund finished fourth at the 1950 World Championships.",
    ],
)
def test_what_is_no_place_at_the_end(text: str) -> None:
    assert ("rank") not in {name for subject, name, _ in _said(text) if subject == "entrant Carl Berg"}


@pytest.mark.parametrize(
    "text",
    [
        "Carl Berg was the favourite after the Danish trials, in which he rode 1:12.0.",
        "Carl Berg broke the world record with 1:12.0 at the U.S. trials in June.",
        "Carl Berg had ridden in Milan on 3 May 1952 in 1:12.0.",
        "Carl Berg rode 1:12.0 in practice.",
        "Carl Berg, the world-record holder with 1:12.0, fell.",
        "Carl Berg took the lead with 1:12.0.",
        "Carl Berg would break the world record later that year with 1:12.0.",
        "Carl Berg was timed in 1:12.0 or 1:12.1.",
        "Carl Berg failed at 1:12.0.",
        "Reports differ on whether Carl Berg finished in 1:12.0.",
        "The race was led by Carl Berg, while the Olympic record of 1:12.0 had been set by Arne Lund.",
        "The silver went to the trio of Arne Lund, Dag Moen, and Carl Berg in 1:12.0.",
    ],
)
def test_a_mark_that_is_not_of_the_event_or_not_of_one(text: str) -> None:
    assert not {(name, value) for _, name, value in _said(text) if name in {"mark", "winning_time"}}


def test_a_mark_of_a_round_that_the_sentence_tells_is_of_that_round() -> None:
    marks = [each for each in _read("Carl Berg rode 1:12.0 in the second heat.") if each.property == "mark"]
    assert [(each.value.text, each.qualifiers.round) for each in marks] == [("1:12.0", "heats")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Carl Berg did not finish.", "did not finish"),
        ("Carl Berg, in second place after two laps, dropped out.", "dropped out"),
        ("Carl Berg crossed the line, but he was disqualified for a false start.", "disqualified"),
    ],
)
def test_how_one_ended(text: str, status: str) -> None:
    assert ("entrant Carl Berg", "status", status) in _said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The world record was set by Carl Berg of Norway in 1949.",
        "Carl Berg of Norway had ridden 1:12.0 in 1949.",
        "The world record, 1:12.0, belonged to Carl Berg of Norway; he was not selected.",
        "Carl Berg of Norway had been withdrawn by his federation.",
        "Carl Berg of Norway failed to make the team.",
    ],
)
def test_who_may_not_have_come_is_no_entrant(text: str) -> None:
    assert ("entrant Carl Berg", "noc", "Norway") not in _said(text)


def test_who_is_in_a_table_did_come() -> None:
    table = "| Rank | Cyclist | Time |\n| --- | --- | --- |\n| 1 | Carl Berg | 1:11.1 |\n| 2 | Arne Lund | 1:12.1 |\n"
    text = f"Carl Berg of Norway had ridden 1:12.0 in 1949.\n\n== Results ==\n\n{table}"
    assert ("entrant Carl Berg", "noc", "Norway") in _said(text)


def test_a_record_is_of_the_day_on_which_it_was_set() -> None:
    text = "The world record stood at 1:10.0, set by Carl Berg in Oslo on 15 August 1949."
    assert [
        (each.property, each.value.text, each.qualifiers.as_of) for each in _read(text) if "record" in each.property
    ] == [("world_record", "1:10.0", "1949-08-15")]


@pytest.mark.parametrize(
    "text",
    [
        "It was Norway's first medal in cycling since 1936.",
        "It was Norway's first medal on the track.",
        "It was the nation's first medal in men's cycling.",
        "It was the nation's first medal at a Summer Olympics.",
    ],
)
def test_a_medal_counted_in_more_than_the_event(text: str) -> None:
    assert "medal_number" not in {name for _, name, _ in _said(f"Carl Berg of Norway took bronze. {text}")}


def test_a_hundred_is_not_one() -> None:
    assert ("event", "competitors", "One") not in _said("One hundred cyclists from 33 countries took part.")


def test_a_word_that_only_begins_like_a_pronoun_opens_no_excerpt() -> None:
    """`it` within "competitions"."""
    said = _read("Cycling competitions were held from 26 July to 29 July at the Helsinki Velodrome.")
    assert {each.excerpt for each in said if each.property == "date"} == {
        "Cycling competitions were held from 26 July to 29 July"
    }


OTHER_GAMES = "Athletics at the 1978 Commonwealth Games – Men's high jump"


def test_olympic_means_the_olympics_at_other_games() -> None:
    said = _said("Carl Berg, the Olympic silver medalist of 1976, won the title with 2.20 metres.", OTHER_GAMES)
    assert not {one for one in said if "1976" in one[0] or one[1] in {"earlier_place", "silver"}}


def test_a_games_record_is_that_of_these_games() -> None:
    text = "Carl Berg won with a Games record of 2.20 metres."
    assert {each.property for each in _read(text, OTHER_GAMES) if "record" in each.property} == {"games_record"}
    assert {each.property for each in _read(text) if "record" in each.property} == {"olympic_record"}


@pytest.mark.parametrize(
    ("text", "margin"),
    [
        ("The winning margin was 0.56 seconds.", "0.56 seconds"),
        ("Lund won by a margin of 1.2 seconds.", "1.2 seconds"),
        ("Anna Lund won by just 0.04 seconds.", "0.04 seconds"),
        ("Anna Lund won her third consecutive title by a margin of 0.53 seconds.", "0.53 seconds"),
        ("In 1908 Anna Lund won by 0.04 seconds.", None),
        ("Lund was beaten by 0.04 seconds.", None),
    ],
)
def test_the_margin_of_the_winner(text: str, margin: str | None) -> None:
    found = read_prose(parse_plaintext("a", text, EVENT), event_words(EVENT))
    assert [s.value.text for s in found if s.property == "winning_margin"] == ([margin] if margin else [])


def test_who_won_the_final_in_a_time_did_so_in_no_earlier_round() -> None:
    found = _read("Ann Poe ran 52.77 seconds in the semifinals and won the final in 52.82 seconds.")
    marks = {s.value.text: s.qualifiers.round for s in found if s.property in {"mark", "winning_time"}}
    assert marks == {"52.77 seconds": "semifinal", "52.82 seconds": None}
