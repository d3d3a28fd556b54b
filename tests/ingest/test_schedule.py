"""A schedule says of the event when its rounds were, and of each row what else stands there."""

from __future__ import annotations

from ingest.datasets.judged import Judged
from ingest.datasets.tables import schedule_rows
from ingest.reconcile import reconcile
from tests.ingest.articles import linked

TITLE = "Weightlifting at the 2010 Asian Games – Men's 94 kg"
BODY = """
==Schedule==

| Date | Time | Event | Round |
| Thursday, 18 November 2010 | 16:00 | Group B | Vorrunde für alle 決勝 |
| Thursday, 18 November 2010 | 19:00 | Group A | Final |
"""


def test_groups_of_a_schedule_do_not_contradict_each_other() -> None:
    extractions, links = linked((TITLE, BODY))
    facts = reconcile(links, extractions)
    assert [fact for fact in facts.all() if fact.status == "disputed"] == []
    rows = list(schedule_rows(Judged(extractions, links, facts)))
    assert [(row["local_time"], row["round"]) for row in rows] == [("16:00", "vorrunde-fur-alle"), ("19:00", "final")]
