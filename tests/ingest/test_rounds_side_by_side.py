"""Tables that hold several rounds side by side, and teams with their members."""

from __future__ import annotations

from ingest.datasets.judged import Judged
from ingest.datasets.results import results_rows
from ingest.reconcile import reconcile
from tests.ingest.articles import linked

DIVING = """== Results ==

| Rank | Diver | Preliminary points | Preliminary rank | Final points | Final rank | Final total |
| 1 | Ann Aal (FRA) | 56.30 | 2 | 34.98 | 1 | 91.28 |
| 2 | Bea Bek (ITA) | 57.70 | 1 | 32.24 | 2 | 89.94 |
| 3 | Cy Cee (GER) | 50.10 | 3 | | | |
"""
RELAY = """== Results ==

| Rank | Nation | Athletes | Time |
| 1 | France | Ann Aal, Bea Bek | 1:40.00 |
| 2 | Italy | Cy Cee, Dee Dom | 1:41.00 |
"""


def rows(title: str, text: str) -> list[dict[str, object]]:
    extractions, links = linked((title, text))
    return list(results_rows(Judged(extractions, links, reconcile(links, extractions))))


def test_each_round_has_a_row_and_the_overall_rank_is_the_final_s() -> None:
    found = rows("Diving at the 2001 Invented Games – Women's platform", DIVING)
    shown = [(row["competitor"], row["round"], row["rank"], row["mark_stated"], row["mark_unit"]) for row in found]
    assert shown == [
        ("Ann Aal", "final", 1, "91.28", "points"), ("Ann Aal", "preliminary", 2, "56.30", "points"),
        ("Bea Bek", "final", 2, "89.94", "points"), ("Bea Bek", "preliminary", 1, "57.70", "points"),
        ("Cy Cee", "final", 3, None, None), ("Cy Cee", "preliminary", 3, "50.10", "points"),
    ]  # fmt: skip


def test_a_team_has_its_members() -> None:
    first, second = rows("Athletics at the 2001 Invented Games – Women's relay", RELAY)
    assert (first["members"], first["noc"]) == (["Ann Aal", "Bea Bek"], "FRA")
    assert second["members"] == ["Cy Cee", "Dee Dom"]


TEAM_WITH_MEMBERS = """== Results ==

| Rank | Nation | Rider | Points | Total |
| 1 | France | Ann Aal | 7 | 12 |
| Eve Fair | 5 | | | |
| 2 | Italy | Cy Cee | 6 | 9 |
| Dee Dom | 3 | | | |
"""


def test_members_beside_their_team_are_its_and_their_marks_not() -> None:
    found = rows("Equestrian at the 2001 Invented Games – Team eventing", TEAM_WITH_MEMBERS)
    assert [(row["rank"], row["noc"], row["mark"], row["mark_unit"], row["members"]) for row in found] == [
        (1, "FRA", 12, "points", ["Ann Aal", "Eve Fair"]), (2, "ITA", 9, "points", ["Cy Cee", "Dee Dom"]),
    ]  # fmt: skip


OWN_EVENTS = """== Athletics ==

| Athlete | Event | Time | Rank |
| Ann Aal | Women's 100 metres | 11.5 | 1 |
| Bo Bek | Men's 200 metres | 20.5 | 1 |
"""


def test_rows_that_name_their_own_events_are_not_of_one() -> None:
    found = rows("France at the 2001 Invented Games", OWN_EVENTS)
    assert [(row["competitor"], row["rank"], row["tied"]) for row in found] == [
        ("Ann Aal", 1, False), ("Bo Bek", 1, False),
    ]  # fmt: skip
    assert len({row["event_id"] for row in found}) == 2
