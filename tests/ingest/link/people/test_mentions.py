"""From articles to mentions: who is a person, which link is whose, and what an article tells of nation and year."""

from __future__ import annotations

import pytest

from ingest.link.people import Mention
from ingest.link.people.links import is_persons, links_of
from ingest.link.people.mentions import is_person
from tests.ingest.link.people.articles import mentions, people, plaintext, wikitext

PERSONS = [
    "Chris Hoy",
    "Gerard Bosch van Drakestein",
    "Pat O'Brien",
    "Hoy, Chris",
    "Aerts",
    "J. P. Ray",
    "Rafael de la E",
]
NO_PERSONS = [
    "France", "FRA", "Great Britain B", "Soviet Union", "Germany I", "Netherlands 2", "Team GB", "Mixed team", "None",
    "Ann Lee, Jo Ray", "Ann Lee and Jo Ray", "Ann Lee / Jo Ray", "Ann Lee; Jo Ray", "Racing Club de France", "12", "—",
    "None awarded", "Unknown", "x" * 90, "", "The crew of the boat",
]  # fmt: skip


@pytest.mark.parametrize("name", PERSONS)
def test_a_person(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("name", NO_PERSONS)
def test_no_person(name: str) -> None:
    assert not is_person(name)


LINKS: list[tuple[list[str], list[str], list[str | None]]] = [
    (["Chris Hoy"], ["Chris Hoy"], ["Chris Hoy"]),
    (["Chris Hoy"], ["Chris Hoy (cyclist)", "Great Britain at the 2004 Summer Olympics"], ["Chris Hoy (cyclist)"]),
    (["Christopher Brown"], ["Chris Brown (athlete)"], ["Chris Brown (athlete)"]),
    (["Jonas Berg"], ["Norway", "Jonas Berg"], ["Jonas Berg"]),
    (["Ahmad Wais (REF)"], ["Ahmad Wais", "UCI Refugee Team"], ["Ahmad Wais"]),
    (["Jonas Berg"], ["Personal best"], [None]),
    (["Jonas Berg"], ["Jonas Berg (rower)", "Anna Berg"], ["Jonas Berg (rower)"]),
    (["Berg"], ["Jonas Berg", "Anna Berg"], [None]),
    (["Ole Berg", "Per Lund"], ["Ole Berg (rower)", "Per Lund"], ["Ole Berg (rower)", "Per Lund"]),
    (["Ole Berg", "Per Lund"], ["Per Lund (rower)"], [None, "Per Lund (rower)"]),
    (["Ole Berg", "Per Lund"], ["List of rowers#Berg", "Per Lund"], [None, "Per Lund"]),
]


@pytest.mark.parametrize(("names", "titles", "expected"), LINKS)
def test_each_name_takes_its_own_link(names: list[str], titles: list[str], expected: list[str | None]) -> None:
    assert links_of(names, titles) == expected


@pytest.mark.parametrize("title", ["Norway", "Norway at the 1976 Summer Olympics", "File:Flag.svg", "List of rowers"])
def test_a_link_that_is_to_no_person(title: str) -> None:
    assert not is_persons(title)


def by_name(*found: Mention) -> dict[str, Mention]:
    return {mention.name: mention for mention in found}


TITLE = "Rowing at the 1976 Summer Olympics – Men's single sculls"
TABLE = """== Results ==
{| class="wikitable"
! Rank !! Rower !! Nation !! Time
|-
| 1 || {{sortname|Ole|Berg|dab=rower}} || {{flagIOC|NOR|1976 Summer}} || 7:12.1
|-
| 2 || [[Per Lund (rower)|Lund]] || {{flagIOC|SWE|1976 Summer}} || 7:13.1
|-
| rowspan=2 | 3 || rowspan=2 | Jo Ray || {{flagIOC|IRL|1976 Summer}} || 7:14.1
|-
| {{flagIOC|IRL|1976 Summer}} || 7:14.2
|}
"""


def test_rows_tell_nation_year_sport_and_link() -> None:
    found = by_name(*mentions(wikitext(TITLE, TABLE)))
    berg, lund = found["Ole Berg"], found["Lund"]
    assert (berg.noc, berg.years, berg.sex) == ("NOR", (1976,), "m")
    assert "sport:rowing" in berg.fields
    assert lund.link == "Per Lund (rower)"
    assert berg.sheet == lund.sheet != ""
    assert berg.slot.endswith("|gold")


def test_a_cell_that_spans_rows_names_one_person() -> None:
    rays = [mention for mention in mentions(wikitext(TITLE, TABLE)) if mention.name == "Jo Ray"]
    assert len({mention.place for mention in rays}) == 1


CREWS = """== Results ==
{| class="wikitable"
! Rank !! Rowers !! Nation !! Time
|-
| 1 || [[Ole Berg (rower)|Ole Berg]]<br>[[Per Lund]] || {{flagIOC|NOR|1976 Summer}} || 6:12.1
|}
"""


def test_the_members_of_a_crew_are_persons_and_the_crew_is_none() -> None:
    found = mentions(wikitext(TITLE.replace("single", "double"), CREWS))
    assert [(m.name, m.noc, m.link) for m in sorted(found, key=lambda m: m.name)] == [
        ("Ole Berg", "NOR", "Ole Berg (rower)"), ("Per Lund", "NOR", "Per Lund"),
    ]  # fmt: skip


def test_an_infobox_tells_the_nation_of_its_medallists() -> None:
    found = by_name(*mentions(plaintext(TITLE, "Infobox\n- Gold: Ole Berg\n- Goldnoc: NOR\n")))
    assert (found["Ole Berg"].noc, found["Ole Berg"].slot.split("|")[1]) == ("NOR", "gold")


def test_several_medals_of_a_span_of_years() -> None:
    overview = """==Men==
===Multiple medalists===
| Rank | Rower | Nation | Olympics | Gold | Silver | Bronze | Total |
| 1 | Ole Berg | Norway | 1968–76 | 1 | 1 | 1 | 3 |
"""
    (berg,) = mentions(plaintext("Single sculls at the Olympics", overview))
    assert (berg.years, berg.noc, berg.event_id) == ((1968, 1976), "NOR", None)


def test_a_page_that_is_a_redirect_joins_the_links_to_it() -> None:
    first = wikitext(TITLE, TABLE.replace("{{sortname|Ole|Berg|dab=rower}}", "[[Ole Bergh]]"))
    second = wikitext(
        TITLE.replace("1976", "1980"),
        TABLE.replace("{{sortname|Ole|Berg|dab=rower}}", "[[Ole Berg]]").replace("NOR", "SWE"),
    )
    leads = wikitext("Ole Bergh", "#REDIRECT [[Ole Berg]]")
    assert {p.competitor_id for p in people(first, second).persons} >= {"ole-berg", "ole-bergh"}
    names = {p.competitor_id: p.aliases for p in people(first, second, leads).persons}
    assert names["ole-berg"] == ("Ole Bergh",)
    assert "ole-bergh" not in names
