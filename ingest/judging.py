"""Judging one group of statements: linking, reconciling, checking, and the rows that come of it.

A pure function of a `GroupTask` and the articles that it names, so it may be done in any process, in any order, and
need not be done again while neither changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.checks import DOCUMENT_CHECKS, GROUP_CHECKS, run_checks
from ingest.checks.model import Check
from ingest.columns import Columns, columns_of
from ingest.datasets import Judged, build_rows
from ingest.datasets.judged import RowReject
from ingest.digests import digest_of
from ingest.link import link
from ingest.link.groups import ResolvedIndex, part_of
from ingest.link.people.blocks import Cluster, clusters_of
from ingest.link.people.mentions import mentions_over
from ingest.reconcile import FactIndex, reconcile
from schemas.decisions import Decision, DecisionOutcome
from schemas.extraction import Extraction
from schemas.records import record
from schemas.statements import EventWords


@dataclass(frozen=True, slots=True)
class Part:
    """The part that an article has in a group. `key` names what was read of it; `words` tell the part.

    `digest` is of what was read: the same from another text, or by other code, if that says the same.
    """

    key: str
    digest: str
    document_id: str
    words: frozenset[EventWords]
    is_home: bool


@dataclass(frozen=True, slots=True)
class GroupTask:
    """A group to be judged. `person` is the slug of a group that is one person told of without an event."""

    name: str
    parts: tuple[Part, ...]
    index: ResolvedIndex
    person: str | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupProduct:
    """What judging a group gives: rows by dataset (those that there are), refused rows, what became of decisions.

    `mentions` are of the persons whom it names, in clusters; `redirects` are titles of its articles that only lead
    elsewhere. `failure` says why there is nothing of it, `failed` are then the documents that had a part in it.
    """

    rows: Mapping[str, Columns]
    rejects: tuple[RowReject, ...] = ()
    outcomes: tuple[DecisionOutcome, ...] = ()
    failure: str | None = None
    failed: tuple[str, ...] = ()
    mentions: tuple[Cluster, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()

    @property
    def note(self) -> GroupNote:
        """Return what a run must know of the group beside its rows."""
        ties = [cluster.ties for cluster in self.mentions]
        shape = digest_of([(each.keys, each.forms) for each in ties])
        return GroupNote(
            digest_of([each.digest for each in ties]), shape,
            self.rejects, self.outcomes, self.failure, self.failed, self.redirects,
        )  # fmt: skip


@record(frozen=True, slots=True)
class GroupNote:
    """What a run must know of a judged group beside its rows: as `GroupProduct`, and digests.

    `mentions` is that of its mentions, `shape` that of what ties them to others: an edit changes it far less often.
    """

    mentions: str
    shape: str
    rejects: tuple[RowReject, ...] = ()
    outcomes: tuple[DecisionOutcome, ...] = ()
    failure: str | None = None
    failed: tuple[str, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()


def judge_group(task: GroupTask, extractions: Mapping[str, Extraction]) -> GroupProduct:
    """Judge a group, and isolate it from the others; `extractions` are its articles, by the keys of the parts."""
    try:
        return _judged(task, extractions)
    except MemoryError:  # a limit of this process, no fault
        raise
    except Exception as error:  # the one place that isolates a group from the others
        said = f"judging what is said of {task.name} failed with {type(error).__name__}: {error}"
        return failed(task, f"{said}; this is a fault of photofinish: please report it with the article")


def failed(task: GroupTask, said: str) -> GroupProduct:
    """Return what there is of a group that could not be judged."""
    return GroupProduct({}, failure=said, failed=tuple(part.document_id for part in task.parts))


def _judged(task: GroupTask, extractions: Mapping[str, Extraction]) -> GroupProduct:
    parts = [part_of(extractions[part.key], part.words, task.person) for part in task.parts]
    judged = judge(parts, task.index, task.decisions)
    judged.at_home = frozenset(part.document_id for part in task.parts if part.is_home)
    at_home = [extractions[part.key] for part in task.parts if part.is_home]
    found = (*run_checks(judged, GROUP_CHECKS), *_document_checks(at_home, task.index))
    checks = [_told_apart(check, task.name, judged.at_home) for check in found]
    rows = {name: columns_of(name, made) for name, made in build_rows(judged, checks).items() if made}
    redirects = tuple((each.document.title, each.redirect) for each in at_home if each.redirect)
    mentions = clusters_of(list(mentions_over(parts, judged.linked.statements, task.index)))
    return GroupProduct(rows, tuple(judged.rejects), judged.facts.outcomes, mentions=mentions, redirects=redirects)


def _told_apart(check: Check, group: str, at_home: frozenset[str]) -> Check:
    """Name the group in a check of no event that others may make too: of a table whose rows are of several events."""
    return check if check.event_id is not None or check.document_id in at_home else replace(check, group=group)


def _document_checks(extractions: Sequence[Extraction], index: ResolvedIndex) -> Iterator[Check]:
    """Check each article as a whole: all that it says, in whatever groups."""
    for extraction in extractions:
        alone = Judged([extraction], link([extraction], index), FactIndex(()))
        yield from run_checks(alone, DOCUMENT_CHECKS)


def judge(extractions: Sequence[Extraction], index: ResolvedIndex, decisions: Sequence[Decision]) -> Judged:
    """Link and reconcile what some articles say; `extractions` come sorted by document_id."""
    linked = link(extractions, index)
    return Judged(extractions, linked, reconcile(linked, extractions, decisions))
