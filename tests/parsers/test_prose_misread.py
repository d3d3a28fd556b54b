"""Wordings that were once misread: what each says, and what it does not. Names are invented."""

from __future__ import annotations

import pytest

from parsers.plaintext import parse_plaintext
from parsers.prose import read_prose
from parsers.title import event_words
from schemas.statements import Statement

EVENT = "Cycling at the 1952 Summer Olympics – Men's track time trial"
PAIR = "Rowing at the 1952 Summer Olympics – Men's coxless pair"
SERIES = "Track time trial at the Olympics"

Said = tuple[str, str, str]


def _read(text: str, title: str = EVENT) -> list[Statement]:
    return read_prose(parse_plaintext("a", text, title), event_words(title))


def _said(text: str, title: str = EVENT) -> set[Said]:
    """Return (subject, property, value) of each statement; the subject as `gold@1948` where of another edition."""
    own = event_words(title).year
    found = set()
    for each in _read(text, title):
        year = each.subject.event.year if each.subject.event else None
        kind = each.subject.kind + (f" {each.subject.name}" if each.subject.name else "")
        found.add((kind + (f"@{year}" if year and year != own else ""), each.property, each.value.text))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "The 1948 event was won by Carl Berg in 1:13.5.",
        "The 1948 men's track time trial was won by Carl Berg in 1:13.5.",
        "The London race was won by Carl Berg in 1:13.5.",
        "In 1948 the event was won by Carl Berg in 1:13.5.",
        "In London, the time trial was won by Carl Berg in 1:13.5.",
        "Carl Berg won the 1948 event in 1:13.5.",
        "The 1948 edition had been won by Carl Berg, who rode 1:13.5.",
        "Carl Berg had won the event in 1948 with a time of 1:13.5.",
        "The event was won by Carl Berg in 1948 in 1:13.5.",
        "When the event was held in 1948, Carl Berg won in 1:13.5.",
    ],
)
def test_another_edition_that_is_told_is_the_subject(text: str) -> None:
    said = _said(text)
    assert ("event@1948", "gold", "Carl Berg") in said
    assert not {one for one in said if one[1] in {"gold", "winning_time", "mark"} and "@1948" not in one[0]}


@pytest.mark.parametrize(
    "text",
    [
        "The winning time in 1948 was 1:13.5.",
        "The 1948 winning time was 1:13.5.",
        "In 1948, the winning time was 1:13.5.",
        "The 1948 event was won in 1:13.5, the winning time of 1:13.5 being slow.",
    ],
)
def test_a_winning_mark_is_of_the_edition_that_is_told(text: str) -> None:
    assert {one for one in _said(text) if one[1] == "winning_time"} == {("event@1948", "winning_time", "1:13.5")}


def test_the_edition_of_the_article_is_its_own() -> None:
    said = _said("The 1952 event was won by Carl Berg in 1:11.1.")
    assert {("event", "gold", "Carl Berg"), ("event", "winning_time", "1:11.1")} <= said


def test_the_previous_edition_is_not_this_one() -> None:
    assert _said("The previous event was won by Carl Berg in 1:13.5.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Carl Berg beat the Olympic record of 1:12.0 held by Arne van Lund.",
        "Carl Berg broke the world record of 1:12.0.",
        "Carl Berg bettered Arne Lund's Olympic record of 1:12.0.",
        "Carl Berg surpassed the world record of 1:12.0.",
        "Carl Berg broke the old record of 1:12.0, set by Arne Lund in 1936.",
    ],
)
def test_a_record_that_is_beaten_is_the_old_one(text: str) -> None:
    assert not {"olympic_record", "world_record", "mark"} & {name for _, name, _ in _said(text)}


def test_an_old_record_with_its_year_is_of_that_year() -> None:
    statements = _read("Carl Berg broke the Olympic record of 1:12.0 set by Arne Lund in 1936.")
    assert [(s.property, s.qualifiers.as_of, s.value.text) for s in statements] == [
        ("olympic_record", "1936", "1:12.0")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Carl Berg beat the Olympic record with 1:11.1.",
        "Carl Berg set an Olympic record of 1:11.1.",
        "Carl Berg broke the Olympic record of 1:12.0 with a time of 1:11.1.",
        "Carl Berg lowered the Olympic record from 1:12.0 to 1:11.1.",
        "Carl Berg won with a new Olympic record of 1:11.1.",
    ],
)
def test_the_new_record_is_read(text: str) -> None:
    assert {one for one in _said(text) if one[1] == "olympic_record"} == {("event", "olympic_record", "1:11.1")}


def test_how_many_beat_a_record_says_nothing_of_the_new_one() -> None:
    said = _said("Five cyclists beat the old Olympic record of 1:02.955.")
    assert said == {("event", "record_beaten_count", "Five")}


@pytest.mark.parametrize(
    "text",
    [
        "Carl Berg took silver with a deficit of 21 seconds.",
        "Carl Berg took silver, finishing the lap with a deficit of 21 seconds.",
        "Carl Berg won silver by a margin of 0.4 seconds.",
        "Carl Berg won gold with an advantage of 2.5 seconds.",
        "Carl Berg won with a margin of 2.5 seconds.",
        "Carl Berg finished with a lead of 1.6 seconds over Arne Lund.",
    ],
)
def test_a_gap_is_no_mark(text: str) -> None:
    assert not {"mark", "winning_time"} & {name for _, name, _ in _said(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Carl Berg was the first, with 1:02.940.",
        "Carl Berg was first, with 1:02.940.",
        "Carl Berg was the first to break the record.",
        "Carl Berg was first to ride.",
        "Carl Berg was the first of three men to beat the record.",
    ],
)
def test_the_first_to_do_something_has_no_rank(text: str) -> None:
    assert "rank" not in {name for _, name, _ in _said(f"==Records==\n\n{text}")}


@pytest.mark.parametrize(
    "text",
    [
        "Carl Berg crossed the line in 1:13.5, with Ove Lund second in 1:14.2.",
        "Carl Berg crossed the line in 1:13.5 with Ove Lund close behind in 1:14.2.",
        "Carl Berg crossed the line in 1:13.5, with Ove Lund running 1:14.2.",
        "Carl Berg crossed the line in 1:13.5, just ahead of Ove Lund, who rode 1:14.2.",
    ],
)
def test_the_mark_of_one_told_beside_another_is_his_own(text: str) -> None:
    marks = {one for one in _said(text) if one[1] in {"mark", "winning_time"}}
    assert marks == {("entrant Carl Berg", "mark", "1:13.5"), ("entrant Ove Lund", "mark", "1:14.2")}


@pytest.mark.parametrize(
    "text",
    [
        "Carl Berg set a national record of 1:14.2 in his heat and was fourth in the final in 1:13.5.",
        "Carl Berg, the fastest in the heats in 1:14.2, rode 1:13.5 in the final.",
        "Carl Berg improved his heat time of 1:14.2 and was second in the final in 1:13.5.",
        "In the heats Carl Berg rode 1:14.2.",
    ],
)
def test_a_mark_is_of_the_round_that_is_told_beside_it(text: str) -> None:
    rounds = {each.value.text: each.qualifiers.round for each in _read(text) if each.property == "mark"}
    assert rounds == {mark: name for mark, name in (("1:14.2", "heats"), ("1:13.5", None)) if mark in text}


@pytest.mark.parametrize("verb", ["finished", "placed", "came"])
def test_who_ends_first_has_the_rank(verb: str) -> None:
    assert ("entrant Carl Berg", "rank", "first") in _said(f"Carl Berg {verb} first in 1:02.940.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Carl Berg was the defending champion.", {"reigning_champion"}),
        ("Carl Berg was the reigning Olympic champion.", {"reigning_champion"}),
        ("Carl Berg was the reigning world champion.", {"reigning_world_champion"}),
        ("The defending world champion, Carl Berg, was there.", {"reigning_world_champion"}),
        ("The reigning Olympic and world champion was Carl Berg.", {"reigning_champion", "reigning_world_champion"}),
        ("Carl Berg was the reigning European champion.", set()),
        ("Carl Berg was the reigning World Cup champion.", set()),
    ],
)
def test_a_reigning_champion_is_of_the_title_that_is_named(text: str, expected: set[str]) -> None:
    assert {name for _, name, _ in _said(text) if name.startswith("reigning")} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Defending champion Carl Berg of Denmark did not compete.",
        "The defending champion, Carl Berg of Denmark, did not enter.",
        "Carl Berg of Denmark, who won in 1948, was not entered.",
        "Carl Berg (Denmark) had retired.",
        "Neither Carl Berg of Denmark nor Arne Lund of Norway competed.",
        "In the absence of Carl Berg of Denmark, Arne Lund was favoured.",
        "The reigning world champion was Carl Berg of Denmark, who did not compete.",
    ],
)
def test_who_did_not_compete_is_no_entrant(text: str) -> None:
    assert "entrant Carl Berg" not in {subject for subject, _, _ in _said(text)}


def test_who_did_not_compete_may_have_won_before() -> None:
    said = _said("1948 champion Carl Berg of Denmark did not compete.")
    assert said == {
        ("event@1948", "gold", "Carl Berg"),
        ("event@1948", "gold_noc", "Denmark"),
        ("entrant Carl Berg@1948", "noc", "Denmark"),
    }


def test_who_missed_only_the_final_is_an_entrant() -> None:
    said = _said("Carl Berg of Denmark did not compete in the final.")
    assert said == {("entrant Carl Berg", "noc", "Denmark")}


@pytest.mark.parametrize(
    "text",
    [
        "Jamaica did not make its debut until 1968.",
        "Jamaica made its debut in 1968.",
        "Jamaica, which made its debut in 1968, sent two riders.",
        "Since Jamaica's debut in 1968, it had sent one rider.",
    ],
)
def test_the_debut_of_a_nation_is_not_that_of_the_event(text: str) -> None:
    said = _said(text, SERIES)
    assert "introduced_in" not in {name for _, name, _ in said}
    assert said <= {("event@1968", "debut_nation", "Jamaica")}


@pytest.mark.parametrize("text", ["The event made its debut in 1968.", "The event was introduced in 1968."])
def test_the_debut_of_the_event_is_read(text: str) -> None:
    assert ("series", "introduced_in", "1968") in _said(text, SERIES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The time trial in Helsinki was won by Carl Berg of Norway, with Arne Lund second and Odd Moen third.",
            {("event", "gold", "Carl Berg"), ("event", "silver", "Arne Lund"), ("event", "bronze", "Odd Moen")},
        ),
        ("Carl Berg, who had led until the last lap, took the bronze.", {("event", "bronze", "Carl Berg")}),
        ("Carl Berg, who rode early, but in the wind, took the bronze.", {("event", "bronze", "Carl Berg")}),
        ("Carl Berg finished second in the final.", {("event", "silver", "Carl Berg")}),
        ("Carl Berg finished second in his heat.", set()),
        ("Carl Berg finished second in the final of the consolation race.", set()),
        (
            "Carl Berg, Arne Lund and Odd Moen finished in a three-way tie for silver.",
            {("event", "silver", name) for name in ("Carl Berg", "Arne Lund", "Odd Moen")},
        ),
        (
            "There was a two-way tie for bronze between Carl Berg and Arne Lund.",
            {("event", "bronze", name) for name in ("Carl Berg", "Arne Lund")},
        ),
    ],
)
def test_medals_told_in_other_words(text: str, expected: set[Said]) -> None:
    assert {one for one in _said(text) if one[1] in {"gold", "silver", "bronze"}} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The event returned in 1996 and has been held at every Summer Olympics since.",
            {"1996", "1996 and has been held at every Summer Olympics since"},
        ),
        (
            "Previously held at every Summer Olympics from 1912 to 1932, it was dropped.",
            {"every Summer Olympics from 1912 to 1932"},
        ),
        ("It was reinstated in 1984.", {"1984"}),
        ("Carl Berg returned in 1996.", set()),
        ("Norway returned in 1996.", set()),
    ],
)
def test_the_years_of_an_event_that_came_back(text: str, expected: set[str]) -> None:
    assert {value for _, name, value in _said(text, SERIES) if name == "held_in"} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Swiss pair Kurt Berg and Hans Lund bronze.",
        "Anna Berg took silver, and Swiss pair Kurt Berg and Hans Lund bronze.",
        "The Swiss crew of Kurt Berg and Hans Lund took bronze.",
        "The bronze medal went to the Swiss pair Kurt Berg and Hans Lund.",
    ],
)
def test_a_pair_is_one_medallist_of_one_nation(text: str) -> None:
    said = _said(text, PAIR)
    assert {one for one in said if one[1] == "bronze"} == {("event", "bronze", "Kurt Berg and Hans Lund")}
    assert {("entrant Kurt Berg", "noc", "Swiss"), ("entrant Hans Lund", "noc", "Swiss")} <= said


@pytest.mark.parametrize(
    "text",
    [
        "There were 16 boats (32 competitors) from 14 nations.",
        "There were 32 competitors (16 boats) from 14 nations.",
        "16 boats, with 32 rowers, from 14 nations competed.",
    ],
)
def test_boats_are_not_competitors(text: str) -> None:
    counts = {(name, value) for _, name, value in _said(text, PAIR)}
    assert counts == {("teams", "16"), ("competitors", "32"), ("nations", "14")}


@pytest.mark.parametrize(
    "text",
    [
        "The distance was one kilometre for men (except 1896, when it was half a kilometre).",
        "It was raced over one kilometre for men (except in 1896, when it was half a kilometre) and 500 m for women.",
    ],
)
def test_an_exception_has_the_gender_of_its_rule(text: str) -> None:
    genders = {
        (each.subject.event.year, each.value.text): each.subject.event.gender
        for each in _read(text, SERIES)
        if each.property == "distance_m" and each.subject.event
    }
    assert genders[(1896, "half a kilometre")] == genders[(None, "one kilometre")] == "men"


@pytest.mark.parametrize(
    "text",
    [
        "All times are Central Standard Time (UTC-6).",
        "All times are in Helsinki local time (UTC+2)",
        "The times are Central European Time (CET, UTC+1).",
        "Times are local (UTC-6, as in winter).",
    ],
)
def test_the_excerpt_of_an_offset_closes_its_bracket(text: str) -> None:
    offsets = [each for each in _read(text) if each.property == "utc_offset"]
    assert [each.excerpt[-1] for each in offsets] == [")"]


def test_a_subject_has_the_full_name_of_a_table_that_adds_the_nation() -> None:
    text = "Berg finished fourth.\n\n==Results==\n\n| Rank | Cyclist |\n|---|---|\n| 4 | Carl Berg (NOR) |"
    assert ("entrant Carl Berg", "rank", "fourth") in _said(text)


@pytest.mark.parametrize(
    "text",
    [
        "There were 39 cyclists from 39 nations, with 24 cyclists competing in the final.",
        "There were 39 cyclists from 39 nations; 24 cyclists took part in the semi-finals.",
        "There were 39 cyclists from 39 nations; 24 cyclists competed in the second round.",
    ],
)
def test_who_took_part_in_one_round_is_not_the_field(text: str) -> None:
    assert {value for _, name, value in _said(text) if name == "competitors"} == {"39"}


def test_a_length_is_no_mark_of_an_event_of_points() -> None:
    title = "Ski jumping at the 1952 Winter Olympics – Large hill individual"
    marks = _said("Carl Berg landed a second jump of 132.5 metres. Ove Lund finished with 272.3 points.", title)
    assert {one for one in marks if one[1] == "mark"} == {("entrant Ove Lund", "mark", "272.3 points")}
