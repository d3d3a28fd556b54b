"""What a run would do again, and the one reason for each: the difference of what was given then and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.changes.inputs import Inputs, renamed
from ingest.redo.code import EXTRACTORS
from ingest.redo.state import Given
from ingest.sources import title_of_name
from schemas.slugs import slug

Reason = Literal["new", "text changed", "extractor changed", "vocabulary changed", "removed", "refused", "renamed"]


@dataclass(frozen=True, slots=True)
class Redo:
    """One document that is to be read again, or that is gone.

    Of a file that was renamed, and has no title but its name, `was` is the document_id that it had.
    """

    document_id: str
    reason: Reason
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done again.

    `documents` are read again, or gone; with them every group of statements is judged in which they have a part.
    `judging` says why more is judged again: the rules changed, or the decisions named. `publishing` says why everything
    is at least written again. All empty: nothing is done.
    """

    documents: tuple[Redo, ...] = ()
    judging: tuple[str, ...] = ()
    publishing: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.documents or self.judging or self.publishing)

    @property
    def sentence(self) -> str:
        """The reasons in a line: `documents: 1 new, 2 text changed; rules changed`."""
        counts = Counter(redo.reason for redo in self.documents)
        documents = ", ".join(f"{count} {reason}" for reason, count in sorted(counts.items()))
        of_what = f"documents: {documents}" if documents else ""
        return "; ".join(filter(None, (of_what, *self.judging, *self.publishing)))


def plan_of(old: Inputs | None, given: Given, *, same: bool, stands: bool) -> Plan:
    """Return what is to be done again.

    `old` is what the last version was made of, None where that is not known; `same` says that all that was given is
    the same, `stands` that the last version is whole and current.
    """
    if old is None:
        return Plan(tuple(Redo(file.document_id, "new") for file in given.sources.files), (), ("first publication",))
    if same:
        return Plan() if stands else Plan(publishing=("the publication is not whole, or not current",))
    new = given.inputs
    documents = tuple(_documents(old, new, given))
    judging = tuple(_judging(old, new))
    return Plan(documents, judging, () if documents or judging else tuple(_publishing(old, new)))


def _documents(old: Inputs, new: Inputs, given: Given) -> Iterator[Redo]:
    forms = {file.document_id: file.form for file in given.sources.files}
    # What is no text gives itself no title: it is told by its name.
    refused = {reject.document_id or slug(title_of_name(reject.path)) for reject in given.sources.rejects}
    was = renamed(old, new)
    for document_id in sorted({*old.documents, *new.documents} - {*was.values()}):
        before, after = old.documents.get(document_id), new.documents.get(document_id)
        if after is None:
            yield Redo(document_id, "refused" if document_id in refused else "removed")
        elif before is None:
            yield Redo(document_id, "renamed", was[document_id]) if document_id in was else Redo(document_id, "new")
        elif before.sha256 != after.sha256:
            yield Redo(document_id, "text changed")
        elif any(old.code.get(name) != new.code.get(name) for name in (forms[document_id], *EXTRACTORS)):
            yield Redo(document_id, "extractor changed")
        elif old.vocabulary != new.vocabulary:
            yield Redo(document_id, "vocabulary changed")


def _judging(old: Inputs, new: Inputs) -> Iterator[str]:
    stages = [stage for stage in ("link", "checks", "datasets") if old.code.get(stage) != new.code.get(stage)]
    if old.rules != new.rules:
        stages.append("rules")
    if stages:
        yield f"{', '.join(sorted(stages))} changed"
    changed = {name for name in {*old.decisions, *new.decisions} if old.decisions.get(name) != new.decisions.get(name)}
    if changed:
        yield f"{len(changed)} decision{'s' if len(changed) > 1 else ''} changed"


def _publishing(old: Inputs, new: Inputs) -> Iterator[str]:
    stages = [stage for stage in ("report", "publication") if old.code.get(stage) != new.code.get(stage)]
    yield f"{', '.join(stages)} changed" if stages else "what is said of the sources changed"
