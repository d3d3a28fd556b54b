"""From what one document says to the mentions of persons in it; teams, crews and nations are none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.link.events import Index, bare_event, family_of
from ingest.link.people.links import NAMING
from ingest.link.people.model import Mention, Sex
from ingest.link.people.names import is_turned
from parsers.tables.members import members_of
from parsers.title import year_of
from schemas.document import Locator
from schemas.eventnames import sport_slug
from schemas.extraction import Extraction
from schemas.linked import LinkedStatement
from schemas.medals import MEDALS
from schemas.nations import noc_of
from schemas.slugs import slug
from schemas.statements import EventWords, Gender

_NAMED = frozenset({"row", "entrant", "person"})
_SEX: Mapping[Gender, Sex] = {"men": "m", "boys": "m", "women": "f", "girls": "f"}
_SEVERAL = re.compile(r"[;/&•]|,(?! (?:jr|sr)\b)|\b(?:and|und|et|e|y)\b(?=\s+\S+\s+\S)", re.IGNORECASE)
_TEAM_WORDS = frozenset("""
    boat club crew pair quartet relay squad team teams unit none unknown unidentified vacant tbd tba awarded all total
    mixed national equipe mannschaft official report source sources
""".split())  # fmt: skip
_NATIONS = frozenset({"noc", "nation"})
_NO_NATION = frozenset({None, "MIX", "ZZX"})
_LONGEST_NAME = 80
_WITH_SPORT = 3
"""Parts of an event_id that has a sport: Games, sport, event."""
_LATER_SUFFIX = re.compile(r"\s*[*†‡§#^]+$")


def is_person(name: str, year: int | None = None) -> bool:
    """Say whether a competitor's name may be a person's: no nation, no list of names, no team's name or number."""
    bare = _LATER_SUFFIX.sub("", name).strip()
    words = set(slug(bare).split("-"))
    if not bare or len(bare) > _LONGEST_NAME or any(c.isdecimal() for c in bare) or not any(c.isalpha() for c in bare):
        return False
    if words & _TEAM_WORDS or noc_of(bare, year) or noc_of(bare):
        return False
    last = bare.split()[-1]
    if len(last) == 1 and noc_of(bare[:-1].strip()):
        return False  # "Great Britain B"
    return is_turned(bare) or not _SEVERAL.search(bare)


Row = tuple[int | None, int | None]
"""table_index, row_index."""


@dataclass(slots=True)
class _Draft:
    """What the statements at one place say of one name."""

    name: str
    place: str
    linked: LinkedStatement
    statement_ids: list[str] = field(default_factory=list)
    nocs: list[str] = field(default_factory=list)
    link: str | None = None
    slot: str = ""
    sheet: str = ""
    entry: str = ""
    years: tuple[int, ...] = ()


def mentions_of(extraction: Extraction, linked: Sequence[LinkedStatement], index: Index) -> list[Mention]:
    """Return the persons whom one document names, from its statements as they were linked."""
    reader = _Reader(extraction)
    for entry in linked:
        reader.read(entry)
    return [reader.mention(draft, index) for draft in reader.drafts.values()]


def mentions_over(
    extractions: Iterable[Extraction], linked: Iterable[LinkedStatement], index: Index
) -> Iterator[Mention]:
    """Yield the mentions of several documents; `linked` are the statements of all of them."""
    statements: dict[str, list[LinkedStatement]] = defaultdict(list)
    for entry in linked:
        statements[entry.document_id].append(entry)
    for extraction in extractions:
        yield from mentions_of(extraction, statements[extraction.document.document_id], index)


class _Reader:
    """Gathers the names of one document, each with the statements of its place."""

    def __init__(self, extraction: Extraction) -> None:
        self.document_id = extraction.document.document_id
        self.kinds = {table.table_index: table.kind for table in extraction.tables}
        self.links = {(link.statement_id, link.name): link.title for link in extraction.links}
        self.drafts: dict[tuple[str, str, str], _Draft] = {}
        self.cells = _name_cells(extraction)
        self.teams: set[Row] = {
            (s.subject.table, s.subject.row)
            for s in extraction.statements
            if s.property == "member" and s.subject.row is not None
        }
        # A crew's nation is that of its members, but for a mixed team's.
        self.crew_nocs: dict[Row, list[str]] = defaultdict(list)
        self.medal_nocs: dict[tuple[str, str], list[str]] = defaultdict(list)
        for statement in extraction.statements:
            medal = statement.property.removesuffix("_noc")
            row = (statement.subject.table, statement.subject.row)
            if statement.property in _NATIONS and row in self.teams:
                self.crew_nocs[row].insert(0 if statement.property == "noc" else 1, statement.value.text)
            if medal in MEDALS and medal != statement.property:
                words = statement.subject.event or EventWords()
                self.medal_nocs[repr(words), medal].append(statement.value.text)

    def read(self, linked: LinkedStatement) -> None:
        """Take in one statement."""
        statement = linked.statement
        subject, year = statement.subject, _year(linked)
        said = [statement.value.text] if statement.property in NAMING else []
        if statement.property in MEDALS:
            said = list(members_of(said[0], ())) or said
        held = [name for name in said if is_person(name, year)]
        for position, name in enumerate(held):
            self._name(linked, name, position, said)
        is_team = (subject.table, subject.row) in self.teams
        if subject.kind in _NAMED and subject.name and not is_team and is_person(subject.name, year):
            self._about(linked, subject.name)

    def _name(self, linked: LinkedStatement, name: str, position: int, said: Sequence[str]) -> None:
        """Take in a name that a statement gives as its value."""
        statement, prop = linked.statement, linked.property
        place, crew = self._place(statement.locator, statement.source_kind), list[str]()
        if prop == "member":
            place = f"{place}/{slug(name)}"
            crew = self.crew_nocs.get((statement.subject.table, statement.subject.row), [])
        elif len(said) > 1:
            place = f"{place}/{position}"
        draft = self._draft(linked, name, place)
        draft.nocs += crew
        draft.link = draft.link or self.links.get((statement.statement_id, name))
        if prop in MEDALS and linked.event_id:
            draft.slot = f"{linked.event_id}|{prop}"
            nocs = self.medal_nocs[repr(statement.subject.event or EventWords()), prop]
            draft.nocs += nocs if len(set(nocs)) == 1 else []
            draft.sheet = f"{self.document_id}|{place.partition('/')[0]}" if len(said) > 1 else draft.sheet

    def _about(self, linked: LinkedStatement, name: str) -> None:
        """Take in a statement about a named subject."""
        statement, subject = linked.statement, linked.statement.subject
        locator = self.cells.get((subject.table, subject.row)) if subject.row is not None else statement.locator
        draft = self._draft(linked, name, self._place(locator or statement.locator, statement.source_kind))
        if statement.property in _NATIONS:
            draft.nocs.insert(0 if statement.property == "noc" else len(draft.nocs), statement.value.text)
        if statement.property == "olympics":
            draft.years = _years_of(statement.value.text)
        if statement.property == "rank" and subject.row is not None and linked.event_id:
            rank = statement.value.number
            if rank in {1, 2, 3} and linked.qualifiers.round in {None, "final"} and not linked.qualifiers.heat:
                draft.slot = f"{linked.event_id}|{MEDALS[int(rank) - 1]}"

    def _draft(self, linked: LinkedStatement, name: str, place: str) -> _Draft:
        found = self.drafts.setdefault(
            (linked.subject.partition("#")[0], place, slug(name)), _Draft(name, place, linked)
        )
        found.statement_ids.append(linked.statement_id)
        table = linked.statement.locator.table_index
        if table is not None and self.kinds.get(table) == "results":
            where = f"{self.document_id}|{linked.event_id}|{linked.qualifiers.round}"
            found.sheet, found.entry = f"{where}|{table}", where
        return found

    def _place(self, locator: Locator, kind: str) -> str:
        if locator.table_index is not None:
            return f"table-{locator.table_index}-{locator.cell_row}-{locator.column_index}"
        if kind != "infobox":
            return kind
        return f"infobox-{locator.span.start}" if locator.span else f"infobox-{locator.selector}"

    def mention(self, draft: _Draft, index: Index) -> Mention:
        """Return what was gathered of one name."""
        linked = draft.linked
        words = linked.statement.subject.event or EventWords()
        year = _year(linked)
        codes = [code for text in draft.nocs if (code := noc_of(text, year) or noc_of(text)) not in _NO_NATION]
        return Mention(
            self.document_id, draft.place, draft.name, tuple(sorted(set(draft.statement_ids))), linked.subject,
            linked.event_id, codes[0] if codes else None, draft.years or ((year,) if year is not None else ()),
            draft.link, _SEX.get(words.gender, ""), _fields(words, linked.event_id, index), draft.slot, draft.sheet,
            draft.entry,
        )  # fmt: skip


def _name_cells(extraction: Extraction) -> dict[Row, Locator]:
    """Return where each row's name stands: a cell that spans rows names one person in all of them."""
    named = (s for s in extraction.statements if s.property == "competitor" and s.subject.row is not None)
    return {(statement.subject.table, statement.subject.row): statement.locator for statement in named}


def _year(linked: LinkedStatement) -> int | None:
    """Return the year of the event that a statement is about: that of its identifier, else the source's own."""
    if linked.event_id:
        return year_of(linked.event_id.split("/")[0].replace("-", " "))
    words = linked.statement.subject.event
    return words.year if words else None


def _years_of(text: str) -> tuple[int, ...]:
    """Return the first and last year of `1968–1976`, `1968–76` or `1968, 1972`; none where there is none."""
    years = [int(found) for found in re.findall(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", text)]
    tail = re.search(r"\d\d(\d\d)\s*[–—-]\s*(\d\d)(?!\d)", text)
    if tail and years:
        years.append(years[0] // 100 * 100 + int(tail[2]))
    return (min(years), max(years)) if years else ()


def _fields(words: EventWords, event_id: str | None, index: Index) -> frozenset[str]:
    """Return the sport, the series and the championships of an event, as far as they are known."""
    parts = (event_id or "").split("/")
    sport = sport_slug(words.sport) if words.sport else (parts[1] if len(parts) == _WITH_SPORT else None)
    found = {f"sport:{sport}"} if sport else set()
    if words.event and bare_event(words.event):
        found.add(index.series(words))
    family = family_of(words.games) if words.games else ""
    if "championship" in family:
        found.add(f"championships:{family}")
    return frozenset(found)
