"""Records that the rows of an article on one edition of an event tell."""

from __future__ import annotations

from ingest.datasets.judged import Judged
from ingest.datasets.tables import record_rows
from ingest.reconcile import reconcile
from tests.ingest.articles import linked

TITLE = "Speed skating at the 1988 Winter Olympics – Women's 3000 metres"
BODY = """
==Records==

| Record | Athlete | Nation | Time | Date |
| World record | Ann Aal | Norway | 4:16.76 | 5 December 1987 |
| Olympic record | Bea Bek | Sweden | 4:12.09 | 23 February |
"""


def test_a_day_without_a_year_is_of_the_edition_s() -> None:
    extractions, links = linked((TITLE, BODY))
    rows = record_rows(Judged(extractions, links, reconcile(links, extractions)))
    assert [(row["record"], str(row["date"])) for row in rows] == [("world", "1987-12-05"), ("olympic", "1988-02-23")]
