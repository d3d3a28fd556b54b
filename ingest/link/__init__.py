"""Linking: from subjects in each article's words to subjects over all articles.

Pure, and a function of the extractions alone: which event, which competitor, which row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.link.events import EventIndex, Index
from ingest.link.names import full_names
from ingest.link.rows import MEDAL_RANKS, NamelessRow, identify_rows
from schemas.extraction import Extraction, RowReading
from schemas.linked import LinkedStatement, RowIdentity, RowKey
from schemas.nations import noc_of
from schemas.slugs import slug
from schemas.statements import EventWords, Statement, Subject


@dataclass(frozen=True, slots=True)
class Linked:
    """All statements with their subjects, in the order of documents and places."""

    index: Index
    statements: tuple[LinkedStatement, ...]
    identities: dict[RowKey, RowIdentity]
    event_of_document: dict[str, str | None]
    full_names: dict[str, dict[str, str]] = field(default_factory=dict)

    def full_name(self, event_id: str | None, name: str) -> str:
        """Return the full form of a name among those of an event, or the name itself."""
        return self.full_names.get(event_id or "", {}).get(name, name)


def link(extractions: Sequence[Extraction], index: Index | None = None) -> Linked:
    """Link the statements of all documents; `extractions` come sorted by document_id.

    `index` tells of the events of more documents than these; without one, these are all.
    """
    index = index or EventIndex(extraction.event for extraction in extractions)
    first = [_link(s, index) for extraction in extractions for s in extraction.statements]
    by_event = _by_event(first)
    named = {event_id: _row_names(group) for event_id, group in by_event.items()}
    rows = [row for extraction in extractions for row in _nameless(extraction, index)]
    identities = {(i.document_id, i.table_index, i.row_index): i for i in identify_rows(rows, named, by_event)}
    names = {event_id: full_names(_all_names(group)) for event_id, group in by_event.items()}
    statements = tuple(_finished(linked, identities, names) for linked in first)
    documents = {extraction.document.document_id: index.event_id(extraction.event) for extraction in extractions}
    return Linked(index, statements, identities, documents, names)


def _link(statement: Statement, index: Index) -> LinkedStatement:
    subject = statement.subject
    event_id = index.event_id(subject.event) if subject.event else None
    qualifiers = statement.qualifiers
    if subject.kind in {"nation", "person"} and subject.event and qualifiers.as_of is None:
        # Such counts hold in one event and as of one edition: without it, two editions would contradict.
        qualifiers = replace(qualifiers, as_of=event_id or index.series(subject.event).removeprefix("series:"))
    return LinkedStatement(statement, event_id, _subject(subject, event_id, index), qualifiers)


def _subject(subject: Subject, event_id: str | None, index: Index) -> str:
    words = subject.event or EventWords()
    if subject.kind == "person":
        return f"competitor:{slug(subject.name or '')}"
    if subject.kind == "nation":
        year = words.year
        return f"nation:{noc_of(subject.name or '', year) or slug(subject.name or '')}"
    base = event_id or _base_without_event(words, index)
    if subject.kind in {"event", "series"}:
        return base if subject.kind == "event" else index.series(words)
    if subject.name:
        return f"{base}#{slug(subject.name)}"
    return f"{base}#row-{subject.table}-{subject.row}"


def _base_without_event(words: EventWords, index: Index) -> str:
    """Return what stands for an event that is not known: its series, with the year where there is one."""
    series = index.series(words)
    return f"{series}-{words.year}" if words.year is not None else series


def _by_event(linked: Iterable[LinkedStatement]) -> dict[str, list[LinkedStatement]]:
    groups: dict[str, list[LinkedStatement]] = defaultdict(list)
    for entry in linked:
        if entry.event_id:
            groups[entry.event_id].append(entry)
    return groups


def _row_names(group: Iterable[LinkedStatement]) -> frozenset[str]:
    rows = (entry.statement.subject for entry in group if entry.statement.subject.kind == "row")
    return frozenset(slug(subject.name) for subject in rows if subject.name)


def _all_names(group: Iterable[LinkedStatement]) -> list[str]:
    found = []
    for entry in group:
        subject = entry.statement.subject
        if subject.kind in {"row", "entrant"} and subject.name:
            found.append(subject.name)
        elif entry.statement.property in MEDAL_RANKS:
            found.append(entry.statement.value.text)
    return found


def _nameless(extraction: Extraction, index: Index) -> Iterable[NamelessRow]:
    by_id = {s.statement_id: s for s in extraction.statements}
    for table in extraction.tables:
        event_id = index.event_id(table.event)
        if table.kind != "results" or event_id is None or "competitor" not in table.roles:
            continue
        for row in table.rows:
            if not row.subject.name:
                yield _nameless_row(event_id, extraction.document.document_id, table.table_index, row, by_id)


def _nameless_row(
    event_id: str, document_id: str, table: int, row: RowReading, by_id: dict[str, Statement]
) -> NamelessRow:
    statements = tuple(by_id[i] for i in row.statement_ids)
    ranked = [s for s in statements if s.property == "rank" and _is_of_event(s)]
    rank = next((s.value.number for s in ranked), None)
    mark = next((s.value.number for s in statements if s.property == "mark"), None)
    return NamelessRow(event_id, document_id, table, row.row_index, rank, mark, statements)


def _is_of_event(statement: Statement) -> bool:
    """Say whether a rank is one in the event: who is third in a heat has not won its bronze for that."""
    return statement.qualifiers.round in {None, "final"} and statement.qualifiers.heat is None


def _finished(
    linked: LinkedStatement, identities: dict[RowKey, RowIdentity], names: dict[str, dict[str, str]]
) -> LinkedStatement:
    """Give a statement its final subject: the name that its row was found to have, the full form of a short name."""
    subject = linked.statement.subject
    if linked.event_id is None or subject.kind not in {"row", "entrant"}:
        return linked
    full = names.get(linked.event_id, {})
    if subject.name:
        return _named(linked, full.get(subject.name, subject.name))
    key = (linked.statement.document_id, subject.table or 0, subject.row or 0)
    identity = identities.get(key)
    return _named(linked, full.get(identity.name, identity.name)) if identity else linked


def _named(linked: LinkedStatement, name: str) -> LinkedStatement:
    return replace(linked, subject=f"{linked.event_id}#{slug(name)}")
