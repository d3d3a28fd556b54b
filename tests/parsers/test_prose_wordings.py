"""The usual wordings, one fact each. Names are invented."""

from __future__ import annotations

import pytest

from parsers.plaintext import parse_plaintext
from parsers.prose import read_prose
from parsers.title import event_words

TITLE = "Athletics at the 1968 Summer Olympics – Men's high jump"

CASES = [
    ("The event was won, in a jump-off, by Anna Berg of Norway.", "gold", "Anna Berg"),
    ("The final was won by 0.16 seconds by Norwegian Anna Berg.", "gold_noc", "Norwegian"),
    ("Anna Berg set an Olympic record on her way to the gold medal.", "gold", "Anna Berg"),
    ("Anna Berg of Norway became the Olympic champion.", "gold", "Anna Berg"),
    ("The gold medal went to Anna Berg.", "gold", "Anna Berg"),
    ("Anna Berg and Eva Lund of Norway repeated as Olympic champions.", "gold", "Anna Berg and Eva Lund"),
    ("Norwegians Anna Berg and Eva Lund took silver and bronze.", "bronze", "Eva Lund"),
    ("Norwegians also took silver (Anna Berg) and bronze (Eva Lund).", "bronze", "Eva Lund"),
    ("Anna Berg of Norway took silver and Eva Lund of Sweden bronze.", "bronze", "Eva Lund"),
    ("Anna Berg earned bronze, Norway's first medal in the event.", "bronze_noc", "Norway"),
    ("Anna Berg earned bronze, the first medal for Norway.", "bronze_noc", "Norway"),
    ("Anna Berg earned Norway's first medal in the event with her bronze.", "bronze_noc", "Norway"),
    ("Norway returned to the podium with Anna Berg's bronze.", "bronze_noc", "Norway"),
    ("Norway returned to the podium for the first time since 1948.", "first_since", "1948"),
    ("Anna Berg became the first woman to win three medals in the event.", "medal_count", "three"),
    ("It was Norway's third consecutive victory in the event.", "consecutive_victory_number", "third"),
    ("NOCs were limited to 4 competitors each.", "nation_limit", "4"),
    ("The maximum number of athletes per nation had been set at 3 since 1930.", "nation_limit", "3"),
    ("The 1930 congress had reduced the limit from 4 athletes per NOC to 3 athletes.", "nation_limit", "3"),
    ("There were 71 competitors, with each nation having up to three jumpers.", "nation_limit", "three"),
    ("Eighty-one jumpers entered, but only seventy took part.", "entrants", "Eighty-one"),
    ("This was the eighth time the event was held.", "appearance_number", "eighth"),
    ("The event has been held at every Summer Olympics except 1904 and 1912.", "held_in",
     "every Summer Olympics except 1904 and 1912"),
    ("Norway and Sweden were represented in the event for the first time.", "debut_nation", "Sweden"),
    ("No nations made their men's high jump debut.", "debut_nation_count", "No"),
    ("One of the six finalists from the 1964 Games returned: fifth-place finisher Anna Berg.", "returning_competitor",
     "Anna Berg"),
    ("The only returning jumper from 1964 was eleventh-place finisher Anna Berg.", "earlier_place",
     "eleventh-place finisher"),
    ("The reigning (1967) World Champion, Anna Berg of Norway, did not compete.", "reigning_world_champion",
     "reigning (1967) World Champion"),
    ("Defending gold medal winner Anna Berg of Norway was injured.", "reigning_champion", "Anna Berg"),
    ("The favorite among those competing was Anna Berg.", "favorite", "favorite"),
    ("Berg jumped after Anna Berg (1967 world champion) had left.", "world_champion", "1967"),
    ("Anna Berg was second, half a metre behind.", "rank", "second"),
    ("Anna Berg's third-place finish was a surprise.", "rank", "third"),
    ("Great Britain's Anna Berg, fourth in 1964, placed fifth.", "earlier_place", "fourth"),
    ("Anna Berg won, ahead of Eva Lund in 2:12.90.", "mark", "2:12.90"),
    ("The winning height of 2.24 metres was an Olympic record.", "winning_time", "2.24 metres"),
    ("Anna Berg broke the world record with a jump of 2.29 metres.", "world_record", "2.29 metres"),
    ("The competition format was a single-elimination tournament.", "event_format", "single-elimination tournament"),
    ("All times are Central Standard Time (UTC-6)", "utc_offset", "UTC-6"),
    ("A total of 35 men competed in this event.", "competitors", "35"),
    ("One hundred and forty-four athletes from forty-four nations competed.", "competitors",
     "One hundred and forty-four"),
    ("There were 21 nations competing.", "nations", "21"),
    ("Norwegian jumpers Anna Berg and Eva Lund won gold.", "gold", "Anna Berg and Eva Lund"),
    ("Anna Berg of Norway finished second in the same time.", "rank", "second"),
    ("Fourteen teams took part.", "teams", "Fourteen"),
    ("The venue for the 1968 Olympic competition was at the Long Lake Stadium.", "venue", "Long Lake Stadium"),
    ("It occurred on 25 February.", "date", "25 February"),
    ("Held 21–25 October.", "date", "21–25 October"),
    ("Competition was held on 29 January.", "date", "29 January"),
    ("The event was held at the Science and Technology University Gymnasium in Oslo.", "venue",
     "Science and Technology University Gymnasium"),
    ("The event took place at Long Lake Sports Complex Canoeing and Rowing Basin, Oslo.", "venue",
     "Long Lake Sports Complex Canoeing and Rowing Basin"),
    ("The event was held at the Olympic Stadium and Aquatics Centre.", "venue", "Olympic Stadium"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "value"), CASES, ids=[f"{case[1]}-{at}" for at, case in enumerate(CASES)])
def test_a_usual_wording_is_read(text: str, name: str, value: str) -> None:
    statements = read_prose(parse_plaintext("a", text, TITLE), event_words(TITLE))
    assert (name, value) in {(each.property, each.value.text) for each in statements}


RELAY = "Athletics at the 1996 Summer Olympics – Women's 4 × 100 metres relay"


def _of_relay(text: str) -> dict[str, str]:
    return {s.property: s.value.text for s in read_prose(parse_plaintext("a", text, RELAY), event_words(RELAY))}


def test_nations_that_share_a_verb_have_a_medal_each() -> None:
    told = _of_relay(
        "Norway won the gold medal in 41.95 seconds, with the United States taking silver and Sweden bronze."
    )
    assert told == {
        "gold_noc": "Norway", "winning_time": "41.95 seconds", "silver_noc": "United States", "bronze_noc": "Sweden",
    }  # fmt: skip


def test_a_place_that_begins_with_a_demonym_is_nobody() -> None:
    assert "noc" not in _of_relay("The relay took place in Whistler, British Columbia. It rained in the Swiss Alps.")


def test_where_the_sport_is_the_event_its_name_is_the_event_s() -> None:
    title = "Modern pentathlon at the 2012 Summer Olympics – Men's"
    text = "The men's modern pentathlon at the 2012 Summer Olympics was held on 11 August."
    told = read_prose(parse_plaintext("a", text, title), event_words(title))
    assert ("date", "11 August") in {(s.property, s.value.text) for s in told}


def test_a_length_of_a_part_is_not_that_of_the_race() -> None:
    title = "Triathlon at the 2016 Summer Olympics – Women's"
    text = "The event was over the standard Olympic distance of 1.5 km swim, 38.48 km cycle and 10 km run."
    told = read_prose(parse_plaintext("a", text, title), event_words(title))
    assert not any(s.property == "distance_m" for s in told)


def test_a_list_of_days_begins_with_its_first() -> None:
    told = _of_relay("The event took place on 2, 3 and 5 August at the Long Lake Stadium.")
    assert (told["date"], told["date_end"]) == ("2, 3 and 5 August", "2, 3 and 5 August")
    statements = read_prose(
        parse_plaintext("a", "The event took place on 2, 3 and 5 August.", RELAY), event_words(RELAY)
    )
    days = {s.property: s.value.date.day for s in statements if s.value.date}
    assert days == {"date": 2, "date_end": 5}


def test_an_event_of_individuals_goes_by_its_first_words() -> None:
    title = "Ski jumping at the 1964 Winter Olympics – Normal hill individual"
    for text, found in (
        ("The normal hill was held on 12 February.", {"date"}),
        ("The normal hill team was held.", set()),
    ):
        said = read_prose(parse_plaintext("a", text, title), event_words(title))
        assert {s.property for s in said} == found
