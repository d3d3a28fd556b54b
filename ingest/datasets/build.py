"""The rows that come of judging: those of every dataset but what documents say as they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.checks.model import Check
from ingest.datasets.events import events_rows, medalists_rows
from ingest.datasets.judged import Judged, Row
from ingest.datasets.judgements import check_rows, reconciliation_rows
from ingest.datasets.results import results_rows, splits_rows
from ingest.datasets.sources import statement_rows
from ingest.datasets.tables import medal_table_rows, multiple_medalists_rows, record_rows, schedule_rows

__all__ = ["Judged", "build_rows"]


def build_rows(judged: Judged, checks: Sequence[Check]) -> dict[str, list[Row]]:
    """Return the rows of each dataset that judged statements amount to.

    Rows that a dataset cannot hold are in `judged.rejects` afterwards.
    """
    failed = Counter(check.event_id for check in checks if check.outcome == "fail" and check.event_id)
    builders: dict[str, Iterable[Row]] = {
        "statements": statement_rows(judged),
        "events": events_rows(judged, failed),
        "results": results_rows(judged),
        "splits": splits_rows(judged),
        "medalists": medalists_rows(judged),
        "record_progression": record_rows(judged),
        "medal_table": medal_table_rows(judged),
        "multiple_medalists": multiple_medalists_rows(judged),
        "schedule": schedule_rows(judged),
        "reconciliation": reconciliation_rows(judged),
        "checks": check_rows(checks),
    }
    return {name: list(rows) for name, rows in builders.items()}
