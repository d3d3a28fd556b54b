"""Everything the page shows, in the order in which it shows it, ready for the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.report.checks import CheckGroup, Checks
from ingest.report.facts import IN_DISPUTE, FactGroup, Facts, Title
from ingest.report.holdings import Coverage, Rejects, SourceList, coverage, rejects, sources
from ingest.report.inferred import Inferred, inferred
from ingest.report.quotes import Evidence
from ingest.report.rows import Rows
from ingest.report.subjects import Subjects
from ingest.report.words import OUTCOMES, STATUSES, rules

_GLANCE = 20
"""How many facts in dispute are listed before they are shown one by one."""
_GLANCE_VALUES = 5


@dataclass(frozen=True, slots=True)
class Share:
    """One line of the overview; `start` and `width` place it in a bar of 100."""

    name: str
    meaning: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """One fact in dispute in a line."""

    title: Title
    values: tuple[str, ...]
    more_values: int
    value: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Glance:
    """The first facts in dispute, and how many follow."""

    lines: tuple[GlanceLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    counts: dict[str, int]
    by_status: tuple[Share, ...]
    by_outcome: tuple[Share, ...]
    glance: Glance
    disputes: tuple[FactGroup, ...]
    agreed: FactGroup
    single: list[tuple[str, int]]
    rules: list[tuple[str, str]]
    checks: tuple[CheckGroup, ...]
    check_kinds: list[tuple[str, dict[str, int]]]
    inferred: Inferred
    rejects: Rejects
    coverage: Coverage
    sources: SourceList
    documents_shown: frozenset[str]


def page_of(rows: Rows, limit: int) -> Page:
    """Return the page for the rows of the published datasets, with at most `limit` of each kind in full."""
    subjects = Subjects(rows)
    evidence = Evidence(rows, subjects)
    facts = Facts(rows.get("reconciliation", ()), subjects, evidence, limit)
    checks = Checks(rows.get("checks", ()), subjects, evidence, limit)
    statuses = {status: facts.count(status) for status in STATUSES}
    outcomes = {outcome: checks.count(outcome) for outcome in OUTCOMES}
    disputes = tuple(facts.group(status) for status in IN_DISPUTE)
    agreed = facts.group("agreed")
    check_groups = tuple(checks.group(outcome) for outcome in ("fail", "unverifiable"))
    found_inferred = inferred(rows, evidence, limit)
    found_coverage = coverage(rows, evidence, limit)
    found_sources = sources(rows, evidence.quoted, limit)
    return Page(
        counts={name: len(rows.get(name, ())) for name in ("documents", "statements", "reconciliation", "checks")},
        by_status=_shares(statuses, STATUSES),
        by_outcome=_shares(outcomes, OUTCOMES),
        glance=_glance(disputes),
        disputes=disputes,
        agreed=agreed,
        single=facts.single_counts(),
        rules=rules(),
        checks=check_groups,
        check_kinds=checks.kinds(),
        inferred=found_inferred,
        rejects=rejects(rows, limit),
        coverage=found_coverage,
        sources=found_sources,
        documents_shown=frozenset(source.document_id for source in found_sources.shown),
    )


def _glance(disputes: Sequence[FactGroup]) -> Glance:
    facts = [fact for group in disputes for fact in group.facts]
    lines = tuple(
        GlanceLine(
            fact.title,
            tuple(candidate.value for candidate in fact.candidates[:_GLANCE_VALUES]),
            fact.more_candidates + max(0, len(fact.candidates) - _GLANCE_VALUES),
            fact.value,
            fact.status,
        )
        for fact in facts[:_GLANCE]
    )
    return Glance(lines, len(facts) - len(lines))


def _shares(counts: Mapping[str, int], meanings: Mapping[str, str]) -> tuple[Share, ...]:
    total = sum(counts.values())
    found, start = [], 0.0
    for name, count in counts.items():
        width = 100 * count / total if total else 0.0
        found.append(Share(name, meanings[name], count, round(start, 2), round(width, 2)))
        start += width
    return tuple(found)
