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
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "value"), CASES, ids=[f"{case[1]}-{at}" for at, case in enumerate(CASES)])
def test_a_usual_wording_is_read(text: str, name: str, value: str) -> None:
    statements = read_prose(parse_plaintext("a", text, TITLE), event_words(TITLE))
    assert (name, value) in {(each.property, each.value.text) for each in statements}
