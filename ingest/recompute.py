"""Doing again, from raw alone and in this process, what a run did: for looking, not for publishing.

`decide` shows by it what a decision would change, `verify` derives published values again. Nothing is cached, so that
what is shown owes nothing to an earlier run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.checks import GROUP_CHECKS, run_checks
from ingest.datasets import Judged, build_rows
from ingest.datasets.judged import Row
from ingest.extraction import extract_file
from ingest.judging import judge
from ingest.link.groups import Grouping, ResolvedIndex, part_of, summary_of
from ingest.link.people.links import with_links
from ingest.sources import ChangedFileError, Reject, SourceFile, text_of
from schemas.decisions import Decision
from schemas.extraction import Extraction

_PERSON = "competitor:"


@dataclass(frozen=True, slots=True)
class Group:
    """What is judged together: the parts of its articles, by document_id, and the answers to their words."""

    name: str
    parts: tuple[Extraction, ...]
    index: ResolvedIndex

    def judged(self, decisions: Sequence[Decision]) -> Judged:
        """Judge the group."""
        return judge(self.parts, self.index, decisions)


def rows_of_group(judged: Judged) -> Mapping[str, Sequence[Row]]:
    """Return the rows that come of judging a group."""
    return build_rows(judged, run_checks(judged, GROUP_CHECKS))


def extractions_of(raw: Path, files: Sequence[SourceFile]) -> dict[str, Extraction]:
    """Read files again; those that a run refuses are left out, as a run leaves them out."""
    found = {}
    for file in files:
        extraction = _extraction(raw, file)
        if extraction is not None:
            found[file.document_id] = extraction
    return found


def _extraction(raw: Path, file: SourceFile) -> Extraction | None:
    try:
        found = extract_file(file, text_of(file, raw))
    except (ChangedFileError, OSError):
        return None
    return None if isinstance(found, Reject) else with_links(found)


def groups_of(extractions: Mapping[str, Extraction]) -> Iterator[Group]:
    """Yield every group of some articles, in the order of their names."""
    summaries = {name: summary_of(extraction) for name, extraction in sorted(extractions.items())}
    grouping = Grouping(summaries)
    for name, members in grouping.members().items():
        person = name.removeprefix(_PERSON) if name.startswith(_PERSON) else None
        parts = [part_of(extractions[each], grouping.words_in(name, each), person) for each in members]
        words = {one for each in members for one in summaries[each].words}
        yield Group(name, tuple(parts), grouping.resolved(words))
