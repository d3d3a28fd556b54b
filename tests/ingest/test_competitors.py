"""One row a name: short forms belong to the full name that they stand for in their event."""

from __future__ import annotations

from ingest.datasets.events import competitors_rows, medalists_rows
from ingest.datasets.judged import Judged
from ingest.reconcile import reconcile
from tests.ingest.articles import linked

TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"
BODY = """Infobox
- Gold: Other
- Silver: Bo Berg

==Results==

| Rank | Rower | Nation | Time |
| 1 | Ann Other | Norway | 8:12.8 |
| 2 | Bo Berg | Sweden | 8:14.5 |
"""


def _judged() -> Judged:
    extractions, links = linked((TITLE, BODY))
    return Judged(extractions, links, reconcile(links, extractions))


def test_a_surname_is_an_alias_of_its_competitor() -> None:
    rows = {row["competitor_id"]: (row["name"], row["aliases"]) for row in competitors_rows(_judged())}
    assert rows == {"ann-other": ("Ann Other", ["Other"]), "bo-berg": ("Bo Berg", [])}


def test_medallists_have_their_full_names() -> None:
    assert [row["competitor"] for row in medalists_rows(_judged())] == ["Ann Other", "Bo Berg"]
