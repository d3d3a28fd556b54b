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


CHAMPIONSHIPS = """
==Schedule==
===Individual time trials===

| Date | Timings | Timings | Event | Distance |
| 20 September | 09:00 | 11:20 | Elite women | 39.2 km |
| 21 September | 12:45 | 15:15 | Elite men | 45.0 km |

===Road races===

| Date | Timings | Timings | Event | Distance |
| 27 September | 09:00 | 16:20 | Elite men | 267.0 km |
"""


def test_each_event_of_a_schedule_has_its_own_day() -> None:
    extractions, links = linked(("2026 Invented Road World Championships", CHAMPIONSHIPS))
    facts = reconcile(links, extractions)
    assert [fact for fact in facts.all() if fact.status == "disputed"] == []
    rows = list(schedule_rows(Judged(extractions, links, facts)))
    assert [(str(row["date"]), row["local_time"]) for row in rows] == [
        ("2026-09-20", "09:00"), ("2026-09-21", "12:45"), ("2026-09-27", "09:00"),
    ]  # fmt: skip
    lengths = {
        (s.subject.event.event, str(s.value.number))
        for s in extractions[0].statements
        if s.property == "distance_m" and s.subject.event
    }
    assert lengths == {
        ("Elite women Individual time trials", "39200.0"), ("Elite men Individual time trials", "45000.0"),
        ("Elite men Road races", "267000.0"),
    }  # fmt: skip


DAYS = """
==Schedule==

| Date | Time | Round |
| 23–24 September 1988 | 11:30–13:00 | Heats |
| 25 September 1988 | 13:30 | Final |
"""


def test_a_round_of_several_days_has_its_first_and_its_last() -> None:
    extractions, links = linked(("Athletics at the 1988 Summer Olympics – Men's 100 metres", DAYS))
    facts = reconcile(links, extractions)
    rows = list(schedule_rows(Judged(extractions, links, facts)))
    assert [(str(row["date"]), row["local_time"]) for row in rows] == [("1988-09-23", "11:30"), ("1988-09-25", "13:30")]
    ends = [s.statement.value.date for s in links.statements if s.property == "date_end"]
    assert [str(end.as_date()) for end in ends if end] == ["1988-09-24"]
