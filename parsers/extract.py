"""One document to everything it says."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parsers.boxtables import with_box_tables
from parsers.infobox import infobox_event, read_infoboxes
from parsers.labelledlines import with_labelled_lines
from parsers.partmarks import with_parts_named
from parsers.prose import read_prose, unread
from parsers.tables.groups import side_by_side
from parsers.tables.reading import TableDraft, read_table
from parsers.tables.segments import with_segments
from parsers.text import line_number
from parsers.title import event_words, gender_of, title_statements
from schemas.document import Document, Locator, Paragraph, Section, Span
from schemas.eventnames import event_name_slug, is_only_gender, sport_slug
from schemas.extraction import CoverageEntry, Extraction, RowReading, TableReading
from schemas.statements import EventWords, Statement, Subject, identified
from schemas.vocabulary import default_vocabulary, normal


def document_event(document: Document) -> EventWords:
    """Return how the document speaks of its event: its title, completed by its infobox."""
    title = event_words(document.title)
    box = infobox_event(document)
    if title.year is None and title.games is not None:
        return title  # an article on an event over all Games: one year of its infobox would be wrong
    is_told = title.games and not _is_less_told(title.event, box.event) and not _is_only_event(title, box)
    return EventWords(
        title.year or box.year,
        title.games or box.games,
        title.sport,
        title.event if is_told else box.event or title.event,
        title.gender if title.gender != "unknown" else box.gender,
    )


def _is_only_event(title: EventWords, box: EventWords) -> bool:
    """Say whether a title names a sport alone, and the infobox the event of it that has the sport's name."""
    if title.event is not None or title.sport is None or box.event is None:
        return False
    return box.gender != "unknown" and event_name_slug(box.event) == sport_slug(title.sport)


def _is_less_told(title: str | None, box: str | None) -> bool:
    """Say whether a title names only whom an event is for, and the infobox names the event of the same: `Women's`."""
    return bool(title and box) and is_only_gender(title or "") and gender_of(box or "") == gender_of(title or "")


def extract(document: Document) -> Extraction:
    """Read infoboxes, tables and prose of `document`; statements come in document order with their identifiers."""
    document = with_labelled_lines(with_box_tables(document))
    event = document_event(document)
    boxes = read_infoboxes(document, event)
    drafts = [read_table(document, table, event) for table in document.tables]
    drafts = _with_winning_marks(with_segments(drafts))
    prose = [_with_line(document, statement) for statement in with_parts_named(read_prose(document, event), drafts)]
    from_tables = [statement for draft in drafts for row in draft.rows for statement in row.statements]
    ordered = sorted([*title_statements(document, event), *boxes.statements, *from_tables, *prose], key=_place)
    statements = identified(ordered)
    identifiers = {id(draft): done.statement_id for draft, done in zip(ordered, statements, strict=True)}
    coverage = [
        *boxes.coverage,
        *(entry for draft in drafts for entry in draft.coverage),
        *_section_coverage(document, statements),
        *_unread_prose(document),
        *_templates(document),
        *_loss_coverage(document),
    ]
    tables = tuple(_reading(draft, identifiers) for draft in drafts)
    return Extraction(document, event, statements, tables, tuple(coverage))


def _with_line(document: Document, statement: Statement) -> Statement:
    locator = statement.locator
    if locator.source_line is not None or locator.span is None:
        return statement
    return replace(statement, locator=replace(locator, source_line=line_number(document.text, locator.span.start)))


def _place(statement: Statement) -> tuple[int, int, str]:
    span = statement.locator.span
    # HTML has no offsets: its statements stay in the order of their kinds, of lines within each.
    return (span.start, span.end, statement.property) if span else (statement.locator.source_line or 0, 0, "")


def _reading(draft: TableDraft, identifiers: dict[int, str]) -> TableReading:
    rows = tuple(
        RowReading(
            row.row_index,
            row.cell_row,
            row.subject,
            tuple([identifiers[id(statement)] for statement in row.statements]),
            row.blank_roles,
        )
        for row in draft.rows
    )
    roles = tuple(role.name or "" for role in draft.roles)
    return TableReading(
        draft.table.index, draft.kind, draft.table.section.name, draft.event, rows, roles, side_by_side(draft.roles)
    )


def _with_winning_marks(drafts: Sequence[TableDraft]) -> list[TableDraft]:
    """Add to each event's deciding round, to the rows of rank 1, that their mark is the event's winning mark."""
    results = [draft for draft in drafts if draft.kind == "results" and draft.rows]
    events = dict.fromkeys(draft.event for draft in results)
    deciding = [_deciding([draft for draft in results if draft.event == event]) for event in events]
    return [_with_winning_mark(draft) if any(draft is one for one in deciding) else draft for draft in drafts]


def _deciding(results: Sequence[TableDraft]) -> TableDraft | None:
    """Return the results table of the final; without one, the only results table that names no round.

    A final B decides nothing where there is a final A.
    """
    rounds = [{s.qualifiers.round for row in draft.rows for s in row.statements} for draft in results]
    finals = [draft for draft, found in zip(results, rounds, strict=True) if found == {"final"}]
    unnamed = [draft for draft, found in zip(results, rounds, strict=True) if found == {None} and not _is_group(draft)]
    candidates = [draft for draft in finals if _heats(draft) <= {None, "A"}] or finals or unnamed
    return candidates[0] if len(candidates) == 1 else None


def _is_group(draft: TableDraft) -> bool:
    """Say whether a table is of one group or heat among others."""
    heats = _heats(draft)
    return len(heats) == 1 and heats != {None}


def _heats(draft: TableDraft) -> set[str | None]:
    return {s.qualifiers.heat for row in draft.rows for s in row.statements}


def _with_winning_mark(draft: TableDraft) -> TableDraft:
    rows = []
    for row in draft.rows:
        ranks = [s.value.number for s in row.statements if s.property == "rank"]
        marks = [s for s in row.statements if s.property == "mark" and s.value.number is not None]
        if ranks == [1] and len(marks) == 1:
            winning = replace(marks[0], subject=Subject("event", draft.event), property="winning_time")
            winning = replace(winning, qualifiers=replace(winning.qualifiers, round=None, heat=None))
            row = replace(row, statements=(*row.statements, winning))
        rows.append(row)
    return replace(draft, rows=tuple(rows))


def _section_coverage(document: Document, statements: Sequence[Statement]) -> list[CoverageEntry]:
    """Tell of each section with prose how many of its paragraphs gave statements."""
    prose = [s.locator for s in statements if s.source_kind == "prose"]
    spans = sorted(locator.span for locator in prose if locator.span)
    selectors = {locator.selector for locator in prose} - {None}
    paragraphs = Counter(paragraph.section.path for paragraph in document.paragraphs)
    read = Counter(p.section.path for p in document.paragraphs if p.selector in selectors or _holds_any(p, spans))
    tables = Counter(table.section.path for table in document.tables)
    sections = {section.name: section for section in document.sections}
    return [_section_entry(s, paragraphs[s.path], read[s.path], tables[s.path]) for s in sections.values()]


def _templates(document: Document) -> list[CoverageEntry]:
    return [CoverageEntry("template", use.name, use.outcome, use.count, use.reason) for use in document.templates]


def _unread_prose(document: Document) -> list[CoverageEntry]:
    """Report the paragraphs that are too long to be prose; sections of references are reported as sections."""
    return [
        CoverageEntry("section", f"{paragraph.section.name}, paragraph {number}", "unread", 1, reason)
        for number, (paragraph, reason) in enumerate(unread(document), start=1)
        if "more than" in reason
    ]


def _holds_any(paragraph: Paragraph, spans: Sequence[Span]) -> bool:
    """Say whether one of the spans, in order, lies within the paragraph. None reaches over a paragraph's end."""
    first = bisect_left(spans, Span(paragraph.span.start, 0))
    return first < len(spans) and spans[first].end <= paragraph.span.end


def _section_entry(section: Section, paragraphs: int, read: int, tables: int) -> CoverageEntry:
    vocabulary = default_vocabulary().sections
    if section.path and vocabulary.get(normal(section.path[-1])) == "navigation" and not read and not tables:
        return CoverageEntry("section", section.name, "ignored", 1, "a section of references and links")
    if not paragraphs:
        return CoverageEntry("section", section.name, "ignored", 1, "the section has no prose; its tables count apart")
    if read:
        return CoverageEntry("section", section.name, "read", 1, f"{read} of {paragraphs} paragraphs gave statements")
    return CoverageEntry("section", section.name, "unread", 1, f"no statement from {paragraphs} paragraphs")


def _loss_coverage(document: Document) -> list[CoverageEntry]:
    """Report each loss, named by its place."""
    return [
        CoverageEntry(
            "lost", f"{number} {loss.kind}: {_where(loss.locator)}", "unread", 1, f"{loss.reason}: {loss.excerpt!r}"
        )
        for number, loss in enumerate(document.losses)
    ]


def _where(locator: Locator) -> str:
    return f"{locator.section}, line {locator.source_line}"
