"""Checks: those that fail, those that cannot be decided, and how many pass."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.report.quotes import About, Evidence, Quotes
from ingest.report.rows import Row, maybe, sort_key, text, texts
from ingest.report.subjects import Subjects
from ingest.report.words import OUTCOMES, capital, plain

_QUOTES_SHOWN = 60
_ORDER = ("event_id", "document_id", "kind", "check_id")


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check with both sides and the statements of both."""

    check_id: str
    kind: str
    subject: str
    message: str
    expected: str
    found: str
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """The checks of one outcome: those shown, and how many there are."""

    outcome: str
    meaning: str
    total: int
    checks: tuple[CheckView, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.checks)


class Checks:
    """The rows of `checks`, as the report shows them."""

    def __init__(self, rows: Iterable[Row], subjects: Subjects, evidence: Evidence, limit: int) -> None:
        self._by_outcome: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: sort_key(row, _ORDER)):
            self._by_outcome[text(row, "outcome")].append(row)
        self._subjects = subjects
        self._evidence = evidence
        self._limit = limit

    def count(self, outcome: str) -> int:
        """Return how many checks have an outcome."""
        return len(self._by_outcome[outcome])

    def group(self, outcome: str) -> CheckGroup:
        """Return the checks of an outcome."""
        found = self._by_outcome[outcome]
        shown = tuple(self._check(row) for row in found[: self._limit])
        return CheckGroup(outcome, OUTCOMES[outcome], len(found), shown)

    def kinds(self) -> list[tuple[str, dict[str, int]]]:
        """Return how many checks of each kind have each outcome."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for outcome, rows in self._by_outcome.items():
            for row in rows:
                counts[capital(plain(text(row, "kind")))][outcome] += 1
        return [(kind, {outcome: counts[kind][outcome] for outcome in OUTCOMES}) for kind in sorted(counts)]

    def _check(self, row: Row) -> CheckView:
        event_id = maybe(row, "event_id")
        return CheckView(
            check_id=text(row, "check_id"),
            kind=capital(plain(text(row, "kind"))),
            subject=self._subject(event_id, maybe(row, "document_id")),
            message=text(row, "message"),
            expected=text(row, "expected"),
            found=text(row, "found"),
            quotes=self._evidence.quotes(texts(row, "statement_ids"), About(event_id), _QUOTES_SHOWN),
        )

    def _subject(self, event_id: str | None, document_id: str | None) -> str:
        if event_id:
            return self._subjects.event(event_id)
        return self._evidence.title(document_id) if document_id else "across articles"
