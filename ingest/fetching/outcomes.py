"""What became of each page that was asked for or is held, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "new", "changed", "unchanged", "moved", "restored", "deleted", "hidden", "merged", "redirected", "remade",
    "missing", "invalid", "special", "interwiki", "circle", "other content", "replaced",
]  # fmt: skip
NOT_BROUGHT: frozenset[Kind] = frozenset({
    "missing", "invalid", "special", "interwiki", "circle", "other content", "hidden", "deleted",
})  # fmt: skip
"""What became of a title that was asked for, and of which there is nothing to bring."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page; `message` says it to a person, and what to do where something is to be done."""

    kind: Kind
    title: str
    message: str
    is_news: bool = True


@dataclass(slots=True)
class Report:
    """What a fetch or an update did."""

    outcomes: list[Outcome] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    healed: list[str] = field(default_factory=list)
    requests: int = 0

    def add(self, kind: Kind, title: str, message: str, is_news: bool = True) -> None:
        """Note what became of a page."""
        self.outcomes.append(Outcome(kind, title, message, is_news))

    @property
    def misses_something(self) -> bool:
        """Whether something that was asked for could not be brought."""
        return any(outcome.kind in NOT_BROUGHT for outcome in self.outcomes)


def lines(report: Report) -> Iterable[str]:
    """Yield a line for each page that is not as it was, then for those that are gone as before."""
    for outcome in report.outcomes:
        if outcome.is_news and outcome.kind != "unchanged":
            yield f"{outcome.kind}: {outcome.message}"
    known = [outcome for outcome in report.outcomes if not outcome.is_news]
    for kind in sorted({outcome.kind for outcome in known}):
        yield f"still {kind}: {_listed([outcome.title for outcome in known if outcome.kind == kind])}"


def summary(report: Report) -> str:
    """Return one line with the counts."""
    counts = Counter(outcome.kind for outcome in report.outcomes)
    pages = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items())) or "no pages"
    return f"{pages}; {_number(len(report.files), 'file')} written, {_number(report.requests, 'request')}"


_LISTED = 5


def _listed(titles: Sequence[str]) -> str:
    more = f" and {len(titles) - _LISTED} more" if len(titles) > _LISTED else ""
    return ", ".join(titles[:_LISTED]) + more


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
