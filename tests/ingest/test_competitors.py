"""`competitors`, and who the rows of other datasets say that their competitors are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.columns import columns_of, rows_of
from ingest.datasets.competitors import competitor_joins_rows, competitors_rows
from ingest.datasets.events import medalists_rows
from ingest.datasets.judged import Judged, Row
from ingest.datasets.results import results_rows
from ingest.datasets.tables import multiple_medalists_rows
from ingest.link.people import People, identify
from ingest.link.people.mentions import mentions_over
from ingest.link.people.model import referred
from ingest.reconcile import reconcile
from ingest.shards.build import identified
from tests.ingest.articles import linked

TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"
BODY = """Infobox
- Gold: Other
- Silver: Bo Berg

==Results==

| Rank | Rower | Nation | Time |
| 1 | Ann Other | Norway | 8:12.8 |
| 2 | Bo Berg | Sweden | 8:14.5 |
| 3 | Jo Ray, Al Fox | Ireland | 8:15.5 |
| 4 | | Italy | 8:16.5 |
"""
OVERVIEW = """==Men==

===Multiple medalists===

| Rank | Rower | Nation | Olympics | Gold | Silver | Bronze | Total |
| 1 | Bo Berg | Sweden | 1948–1952 | 1 | 1 | 0 | 2 |
"""


def _known(*articles: tuple[str, str]) -> tuple[Judged, People]:
    extractions, links = linked(*articles)
    judged = Judged(extractions, links, reconcile(links, extractions))
    return judged, identify(mentions_over(extractions, links.statements, links.index))


def _identified(dataset: str, rows: Iterable[Row], people: People) -> list[dict[str, object]]:
    mentions = [mention for person in people.persons for mention in person.mentions]
    columns = identified(dataset, columns_of(dataset, rows), referred(mentions, people.by_mention).persons)
    return list(rows_of(dataset, columns))


def _ids(rows: Sequence[Row]) -> list[object]:
    return [row["competitor_id"] for row in rows]


def test_a_surname_is_an_alias_of_its_competitor() -> None:
    _, people = _known((TITLE, BODY))
    rows = {row["competitor_id"]: (row["name"], row["aliases"], row["nocs"]) for row in competitors_rows(people)}
    assert rows["ann-other"] == ("Ann Other", ["Other"], ["NOR"])
    assert rows["bo-berg"] == ("Bo Berg", [], ["SWE"])


def test_a_crew_is_no_competitor_but_its_members_are() -> None:
    judged, people = _known((TITLE, BODY))
    assert sorted(person.competitor_id for person in people.persons) == ["al-fox", "ann-other", "bo-berg", "jo-ray"]
    rows = _identified("results", results_rows(judged), people)
    assert _ids(rows) == ["ann-other", "bo-berg", None, None]
    assert [row["member_ids"] for row in rows] == [[], [], ["jo-ray", "al-fox"], []]


def test_medallists_have_their_full_names_and_identifiers() -> None:
    judged, people = _known((TITLE, BODY))
    rows = _identified("medalists", medalists_rows(judged), people)
    assert [row["competitor"] for row in rows] == ["Ann Other", "Bo Berg"]
    assert _ids(rows) == ["ann-other", "bo-berg"]


def test_a_table_of_several_medals_speaks_of_the_same_persons() -> None:
    judged, people = _known((TITLE, BODY), ("Single sculls at the Olympics", OVERVIEW))
    rows = _identified("multiple_medalists", multiple_medalists_rows(judged), people)
    assert _ids(rows) == ["bo-berg"]
    (berg,) = (row for row in competitors_rows(people) if row["competitor_id"] == "bo-berg")
    assert (berg["first_year"], berg["last_year"], berg["basis"]) == (1948, 1952, "inferred")


def test_each_join_is_a_row() -> None:
    _, people = _known((TITLE, BODY))
    joins = {(row["name"], row["other_name"], row["rule"], row["outcome"]) for row in competitor_joins_rows(people)}
    assert joins == {
        ("Bo Berg", "Bo Berg", "name_in_event", "joined"),
        ("Ann Other", "Other", "medal", "joined"),
    }


def test_two_of_one_name_in_one_event_have_no_identifier_where_the_name_alone_is_told() -> None:
    body = BODY.replace("Ann Other", "Bo Berg").replace("- Gold: Other\n", "")
    judged, people = _known((TITLE, body))
    rows = _identified("results", results_rows(judged), people)
    assert _ids(rows)[:2] == ["bo-berg-nor", "bo-berg-swe"]
    assert _ids(_identified("medalists", medalists_rows(judged), people))[-1] is None
