"""Tables that hold several rounds side by side, and teams with their members."""

from __future__ import annotations

from decimal import Decimal

from ingest.datasets.events import medalists_rows
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


TIME_TRIAL = """== Results ==

| Rank | Rider | Nation | Time | Gap |
| 1 | Ann Aal | France | 40:00.0 | |
| 2 | Bea Bek | Italy | | +12.5 |
| | Cy Cee | Spain | | +30.0 |
| | Dee Dom | Spain | DNF | |
"""


def test_who_has_a_place_and_a_gap_finished() -> None:
    found = rows("Cycling at the 2001 Invented Games – Women's time trial", TIME_TRIAL)
    assert [row["status"] for row in found] == ["finished", "finished", "unknown", "dnf"]


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


TWO_ROUNDS = """== Results ==

| Rank | Diver | Preliminary points | Preliminary rank | Final points | Final rank |
| 1 | Ann Aal (FRA) | 56.30 | 2 | 34.98 | 1 |
| 2 | Bea Bek (ITA) | 57.70 | 1 | DNS | |
| 3 | Cy Cee (GER) | 50.10 | 3 | did not advance | |
"""


def test_without_a_mark_of_all_rounds_the_overall_row_has_that_of_the_final() -> None:
    found = rows("Diving at the 2001 Invented Games – Women's platform", TWO_ROUNDS)
    shown = [(row["competitor"], row["round"], row["rank"], row["mark"], row["status"]) for row in found]
    assert [each for each in shown if each[1] != "preliminary"] == [
        ("Ann Aal", "final", 1, Decimal("34.98"), "finished"), ("Bea Bek", "final", 2, None, "dns"),
        ("Cy Cee", None, 3, None, "unknown"),
    ]  # fmt: skip
    assert len(shown) == 6  # words alone in a round's cells are no row of that round


HEATS_AND_FINAL = """Ann Aal won gold.

== Heats ==

| Rank | Swimmer | Nation | Time |
| 1 | Ann Aal | France | 1:02.10 |

== Final ==

| Rank | Swimmer | Nation | Time |
| 1 | Ann Aal | France | 1:01.10 |
"""


def test_a_medallist_has_the_nation_that_the_rounds_tell() -> None:
    extractions, links = linked(("Swimming at the 2001 Invented Games – Women's 100 metres", HEATS_AND_FINAL))
    found = list(medalists_rows(Judged(extractions, links, reconcile(links, extractions))))
    gold = next(row for row in found if row["medal"] == "gold")
    assert (gold["competitor"], gold["noc"]) == ("Ann Aal", "FRA")


CONTRADICTING = HEATS_AND_FINAL.replace("France | 1:02.10", "Italy | 1:02.10")


def test_rounds_that_tell_two_nations_tell_none() -> None:
    extractions, links = linked(("Swimming at the 2001 Invented Games – Women's 100 metres", CONTRADICTING))
    found = list(medalists_rows(Judged(extractions, links, reconcile(links, extractions))))
    assert next(row for row in found if row["medal"] == "gold")["noc"] is None


NATIONS = """== Results ==

| Rank | Rider | Nation | Time |
| 1 | Ann Aal | XQZ | 40.0 |
| 2 | Bea Bek | Ruritania | 41.0 |
| 3 | Cy Cee | ITA | 42.0 |
"""


def test_a_code_that_no_table_knows_is_the_source_s_and_a_name_is_none() -> None:
    found = rows("Cycling at the 2001 Invented Games – Women's time trial", NATIONS)
    assert [(row["nation"], row["noc"]) for row in found] == [("XQZ", "XQZ"), ("Ruritania", None), ("ITA", "ITA")]
