"""Columns that other columns tell: labels of events, crews, totals of a time and its penalties."""

from __future__ import annotations

from parsers.extract import extract
from parsers.tables.addends import with_event_labels, with_medal_counts, with_sums
from parsers.tables.roles import Role
from parsers.wikitext import parse_wikitext

MEDALS = (Role("gold_medalist", "Or"), Role("silver_medalist", "Argent"), Role("bronze_medalist", "Bronze"))
RUN = (Role("competitor", "Name"), Role(None, "Run Time"), Role(None, "Run Pen."), Role(None, "Run Total"))


def names(roles: tuple[Role, ...]) -> list[str | None]:
    return [role.name for role in roles]


def test_a_column_of_words_before_the_medallists_names_the_event() -> None:
    body = [["Poids coqs (- 56 kg)", "A B", "C D", "E F"], ["Poids lourds", "G H", "I J", "K L"]]
    assert names(with_event_labels((Role(None, "Catégorie"), *MEDALS), body))[0] == "event"


def test_a_column_of_years_before_the_medallists_does_not() -> None:
    body = [["1900", "A B", "C D", "E F"], ["1904", "G H", "I J", "K L"]]
    assert names(with_event_labels((Role(None, "Catégorie"), *MEDALS), body))[0] is None


def test_a_total_that_is_the_time_and_its_penalties_is_the_mark() -> None:
    body = [["A", "108.69", "0", "108.69"], ["B", "107.95", "2", "109.95"]]
    found = with_sums(RUN, body)
    assert names(found) == ["competitor", None, None, "mark"]
    assert found[3].unit == "s"


def test_a_total_that_does_not_add_up_is_left_as_it_is() -> None:
    body = [["A", "108.69", "0", "108.69"], ["B", "107.95", "2", "111.95"]]
    assert with_sums(RUN, body) == RUN


def test_of_two_marks_the_one_that_is_the_other_and_its_penalties_is_the_mark() -> None:
    roles = (Role("competitor", "Name"), Role("mark", "Time"), Role(None, "Penalties"), Role("mark", "Result"))
    body = [["A", "97.06", "0", "97.06"], ["B", "96.31", "2", "98.31"]]
    assert names(with_sums(roles, body)) == ["competitor", None, None, "mark"]
    assert with_sums(roles, [["A", "97.06", "0", "97.06"], ["B", "96.31", "2", "99.31"]]) == roles


PAGE = """==Results==
{| class="wikitable"
! Rank !! Helmsman (Country) !! Crew !! Net points
|-
| 1 || {{flagIOCathlete|[[Ann Aal]]|NZL|2016 Summer}} || Bea Berg<br>Cy Cee || 35
|-
| 2 || {{flagIOCathlete|[[Di Dee]]|AUS|2016 Summer}} || Eve Ede<br>Flo Fox || 78
|}
"""


def test_a_crew_are_members_of_the_one_who_steers() -> None:
    found = extract(parse_wikitext("made", PAGE, "Sailing at the 2016 Summer Olympics – Tornado")).statements
    assert [s.value.text for s in found if s.property == "competitor"] == ["Ann Aal", "Di Dee"]
    assert [(s.subject.name, s.value.text) for s in found if s.property == "member"] == [
        ("Ann Aal", "Bea Berg"), ("Ann Aal", "Cy Cee"), ("Di Dee", "Eve Ede"), ("Di Dee", "Flo Fox"),
    ]  # fmt: skip


OVERVIEW = """==Medal summary==
{| class="wikitable"
! Event !! Gold !! Silver !! Bronze
|-
| 100 metres<br>{{DetailsLink|Athletics at the 1906 Intercalated Games – Men's 100 metres}} || A B || C D || E F
|-
| [[Athletics at the 1906 Intercalated Games – Men's 400 metres|400 metres]] || G H || I J || K L
|-
| [[Athletics at the 1908 Summer Olympics – Men's 800 metres|800 metres]] || M N || O P || Q R
|}
"""


def test_the_page_that_a_label_leads_to_names_its_event() -> None:
    found = extract(parse_wikitext("made", OVERVIEW, "Athletics at the 1906 Intercalated Games")).statements
    gold = [(s.subject.event.event, s.subject.event.gender) for s in found if s.property == "gold" and s.subject.event]
    assert gold == [("Men's 100 metres", "men"), ("Men's 400 metres", "men"), ("800 metres", "unknown")]


TEAMS = """==Results==
{{| class="wikitable"
! Rank !! Country !! {header} !! Time
|-
| 1 || {{{{flagIOC|CHN|2012 Summer}}}} || Xu Dongxiang<br>Huang Wenyi || 7:09.30
|-
| 2 || {{{{flagIOC|GRE|2012 Summer}}}} || Christina Giazitzidou<br>Alexandra Tsiavou || 7:12.09
|}}
"""


def named(header: str) -> list[str]:
    text = TEAMS.format(header=header)
    found = extract(parse_wikitext("made", text, "Rowing at the 2012 Summer Olympics – Women's doubles")).statements
    return [s.value.text for s in found if s.property == "competitor"]


def test_a_column_of_persons_beside_the_nations_names_the_competitors() -> None:
    assert named("Sportkvinder") == ["Xu Dongxiang, Huang Wenyi", "Christina Giazitzidou, Alexandra Tsiavou"]


def test_those_who_are_with_the_competitors_are_none() -> None:
    assert named("Head coach") == []


def test_counts_without_a_header_that_add_up_beside_nations_are_of_medals() -> None:
    roles = (Role("rank", "Place"), Role("nation", "Nation"), *([Role(None, "")] * 3), Role(None, "Total"))
    rows = [["1", "Norway", "3", "0", "1", "4"], ["2", "Sweden", "0", "2", "0", "2"]]
    assert names(with_medal_counts(roles, rows))[2:] == ["gold", "silver", "bronze", "total"]
    assert names(with_medal_counts(roles, [*rows, ["3", "Italy", "1", "1", "1", "5"]]))[2] is None
