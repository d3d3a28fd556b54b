"""What bears on the winner's mark beside what is said of it in so many words."""

from __future__ import annotations

from schemas.slugs import slug
from tests.ingest.articles import judged

TITLE = "Weightlifting at the 2001 Invented Games – Women's 63 kg"
BOX = """Infobox
- Event: Women's 63 kg
- Games: 2001 Invented Games
- Gold: Ann Aal

"""
TABLE = """== Results ==
| Rank | Athlete | Total (kg) |
| --- | --- | --- |
| 1 | {first} | 245 |
| 2 | {second} | 236 |
"""


def mark_of(name: str, body: str) -> str | None:
    event = "2001-invented-games/weightlifting/womens-63-kg"
    fact = judged((TITLE, body)).get(f"{event}#{slug(name)}", "mark")
    return fact.value.text if fact and fact.value else None


def test_the_mark_of_who_was_first_then_is_not_the_mark_of_who_holds_the_medal_now() -> None:
    assert mark_of("Ann Aal", BOX + TABLE.format(first="Bea Bek", second="Ann Aal")) == "236"


def test_the_winning_mark_is_the_winner_s() -> None:
    assert mark_of("Ann Aal", BOX + TABLE.format(first="Ann Aal", second="Bea Bek")) == "245"


RECORDS = """== Records ==
| Record | Athlete | Time | Place | Date |
| --- | --- | --- | --- | --- |
| {record} | Ann Aal (FRA) | 2:04:42 | Rome | 26 April 2001 |
| Championship record | Bea Bek (ITA) | 2:06:54 | Lyon | 22 August 1999 |

== Results ==
| Rank | Athlete | Time |
| --- | --- | --- |
| 1 | Cy Cee | 2:12:28 |
| 2 | Di Dee | 2:13:07 |
"""


def test_the_day_of_the_season_s_best_is_not_the_event_s() -> None:
    title = "2001 Invented Championships – Women's marathon"
    body = "Infobox\n- Event: Women's marathon\n- Date: 22 August\n\n" + RECORDS.format(record="World leading")
    fact = judged((title, body)).get("2001-invented-championships/womens-marathon", "date")
    assert fact is not None
    assert fact.value is not None
    assert (fact.status, fact.value.text) == ("single", "22 August")


PROGRESSION = """== Women ==
=== Olympic record progression ===
| Time | Athlete | Games | Round | Date |
| --- | --- | --- | --- | --- |
| 4:06.47 | Ann Aal (URS) | 1972 Munich | Heat 1 | 1972-09-04 |
| 4:05.07 | Ann Aal (URS) | 1972 Munich | Semifinal 1 | 1972-09-07 |
"""


def test_who_breaks_a_record_in_each_round_does_so_on_several_days() -> None:
    own = ("Athletics at the 1972 Summer Olympics – Women's 1500 metres", "Infobox\n- Event: Women's 1500 metres\n")
    facts = judged(own, ("1500 metres at the Olympics", PROGRESSION))
    event = "1972-summer-olympics/athletics/womens-1500-metres#ann-aal"
    found = {name: facts.get(event, name) for name in ("date", "round")}
    assert {name: each.status for name, each in found.items() if each} == {"date": "agreed", "round": "agreed"}
