"""Facts in dispute, each with its candidates side by side; and the facts that are not, in brief."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.report.quotes import About, Evidence, Quotes
from ingest.report.rows import Row, alternatives, maybe, sort_key, text, texts, whole
from ingest.report.subjects import Subjects, qualifiers
from ingest.report.words import STATUSES, capital, number, property_meaning, property_name, rule_meaning

_QUOTES_SHOWN = 40
_CANDIDATES_SHOWN = 40
_ORDER = ("event_id", "subject", "property", "round", "heat", "distance_m", "as_of", "fact_id")
IN_DISPUTE = ("disputed", "resolved", "curated")


@dataclass(frozen=True, slots=True)
class Title:
    """What a fact is: the property in words, of whom (empty for the event itself), in which event or series."""

    fact_id: str
    name: str
    entrant: str
    whole: str
    qualifiers: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that is stated, and by whom. `verdict` is `chosen`, `supports`, `opposed` or `open`."""

    value: str
    verdict: str
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with its evidence; `same` are facts that rest on the very same statements."""

    title: Title
    subject_id: str
    meaning: str
    status: str
    value: str | None
    exactly: str
    rule: str
    rule_meaning: str
    explanation: str | None
    decision: str | None
    counts: tuple[int, int]
    decisive: int
    candidates: tuple[Candidate, ...]
    more_candidates: int
    same: tuple[Title, ...]


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one status: those shown, and how many there are."""

    status: str
    meaning: str
    total: int
    shown: int
    facts: tuple[FactView, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - self.shown


class Facts:
    """The rows of `reconciliation`, as the report shows them."""

    def __init__(self, rows: Iterable[Row], subjects: Subjects, evidence: Evidence, limit: int) -> None:
        self._by_status: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: sort_key(row, _ORDER)):
            self._by_status[text(row, "status")].append(row)
        self._subjects = subjects
        self._evidence = evidence
        self._limit = limit

    def count(self, status: str) -> int:
        """Return how many facts have a status."""
        return len(self._by_status[status])

    def group(self, status: str) -> FactGroup:
        """Return the facts of a status, those that rest on the same statements together."""
        found = self._by_status[status]
        by_evidence: dict[tuple[tuple[str, ...], ...], list[Row]] = defaultdict(list)
        for row in found[: self._limit]:
            by_evidence[texts(row, "supporting"), texts(row, "opposing")].append(row)
        facts = tuple(self._fact(rows) for rows in by_evidence.values())
        return FactGroup(status, STATUSES[status], len(found), min(len(found), self._limit), facts)

    def single_counts(self) -> list[tuple[str, int]]:
        """Return how many facts of each property rest on one statement."""
        counts = Counter(text(row, "property") for row in self._by_status["single"])
        return [(capital(property_name(name)), count) for name, count in sorted(counts.items())]

    def _fact(self, rows: Sequence[Row]) -> FactView:
        row, *same = rows
        candidates = self._candidates(row)
        return FactView(
            title=self._title(row),
            subject_id=text(row, "subject"),
            meaning=property_meaning(text(row, "property")),
            status=text(row, "status"),
            value=maybe(row, "value_text"),
            exactly=_exactly(row),
            rule=text(row, "rule"),
            rule_meaning=rule_meaning(text(row, "rule")),
            explanation=maybe(row, "explanation"),
            decision=maybe(row, "decision"),
            counts=(whole(row, "statement_count"), whole(row, "document_count")),
            decisive=len(texts(row, "flips_if")),
            candidates=candidates[:_CANDIDATES_SHOWN],
            more_candidates=max(0, len(candidates) - _CANDIDATES_SHOWN),
            same=tuple(self._title(other) for other in same),
        )

    def _title(self, row: Row) -> Title:
        name = capital(property_name(text(row, "property")))
        return Title(text(row, "fact_id"), name, *self._subjects.parts(text(row, "subject")), qualifiers(row))

    def _candidates(self, row: Row) -> tuple[Candidate, ...]:
        """Return every value stated: the chosen one first, then those that support it, then the others."""
        supporting, opposing = texts(row, "supporting"), texts(row, "opposing")
        about = About(
            maybe(row, "event_id"), text(row, "subject"), text(row, "property"),
            frozenset(opposing) if row.get("status") != "disputed" else frozenset(),
            frozenset(supporting), frozenset(texts(row, "flips_if")),
        )  # fmt: skip
        found = [
            Candidate(value, _verdict(row, value, ids), self._evidence.quotes(ids, about, _QUOTES_SHOWN))
            for value, ids in alternatives(row) or self._as_stated((*supporting, *opposing))
        ]
        return tuple(sorted(found, key=lambda candidate: _VERDICTS.index(candidate.verdict)))

    def _as_stated(self, identifiers: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Group statements by the value as it is written."""
        found: dict[str, list[str]] = defaultdict(list)
        for identifier in identifiers:
            if (row := self._evidence.statement(identifier)) is not None:
                found[text(row, "value_text")].append(identifier)
        return [(value, tuple(ids)) for value, ids in sorted(found.items())]


_VERDICTS = ("chosen", "supports", "open", "opposed")


def _verdict(row: Row, value: str, identifiers: Sequence[str]) -> str:
    if row.get("status") == "disputed":
        return "open"
    if value == row.get("value_text"):
        return "chosen"
    return "supports" if set(identifiers) <= set(texts(row, "supporting")) else "opposed"


def _exactly(row: Row) -> str:
    """Return what a value means, where the text alone does not say it: a number with its unit, or a date."""
    if row.get("value_unit") is not None:
        meant = f"{number(row.get('value_number'))} {row['value_unit']}"
        return "" if meant == row.get("value_text") else meant
    meant = text(row, "value_date") or number(row.get("value_number"))
    return "" if meant == row.get("value_text") else meant
