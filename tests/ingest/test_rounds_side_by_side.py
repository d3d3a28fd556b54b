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
