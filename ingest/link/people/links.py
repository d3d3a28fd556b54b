"""Links: which page one leads to, and which of a cell's links is that of a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.link.people.names import key, likeness, tokens
from parsers.tables.members import members_of
from schemas.document import Annotation, Document, Locator
from schemas.extraction import Extraction, NameLink
from schemas.medals import MEDALS
from schemas.nations import noc_of

_IN_BRACKETS = re.compile(r" \(.*\)$")
_NAMESPACE = re.compile(
    r"^(?:file|image|category|template|help|special|user|wikipedia|portal|list of)\b", re.IGNORECASE
)
_REDIRECT = re.compile(r"\s*#redirect\s*:?\s*\[\[:?([^\[\]|#\n]{1,300})", re.IGNORECASE)
_MOST_REDIRECTS = 5
NAMING = frozenset({"competitor", "member", "returning_competitor", *MEDALS})
"""The properties whose values name persons."""
_SAME_WORD = 70.0
"""Of 100: how alike a word of a name and one of its page's title are at least (`likeness`)."""


def page_of(title: str | None, redirects: Mapping[str, str]) -> str | None:
    """Return the title of the page that a link leads to in the end, its first letter in upper case."""
    if not title:
        return None
    page = normal_title(title)
    for _ in range(_MOST_REDIRECTS):
        if page not in redirects:
            break
        page = normal_title(redirects[page])
    return page


def normal_title(title: str) -> str:
    """Return a page's title as MediaWiki writes it, without the section that a link leads to."""
    words = " ".join(title.partition("#")[0].replace("_", " ").split())
    return words[:1].upper() + words[1:]


def with_links(extraction: Extraction) -> Extraction:
    """Return an extraction with what its links tell of names, which is all that joining people needs of its cells."""
    document = extraction.document
    notes = _Annotations(document)
    members: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for statement in extraction.statements:
        if statement.property == "member":
            members[statement.subject.table, statement.subject.row].append(statement.value.text)
    found: list[NameLink] = []
    for statement in extraction.statements:
        titles = notes.links(statement.locator) if statement.property in NAMING else []
        if titles:
            text = statement.value.text
            row = (statement.subject.table, statement.subject.row)
            names = members[row] if statement.property == "member" else list(members_of(text, ())) or [text]
            linked = zip(names, links_of(names, titles), strict=True)
            found += (
                NameLink(statement.statement_id, name, title)
                for name, title in linked
                if title and (statement.property != "member" or name == text)
            )
    leads = _REDIRECT.match(document.text) if document.form == "wikitext" else None
    return replace(extraction, links=tuple(found), redirect=normal_title(leads[1]) if leads else None)


class _Annotations:
    """The titles that the links of a document's cells and fields lead to."""

    def __init__(self, document: Document) -> None:
        self._tables = {table.index: table for table in document.tables}
        self._fields = {
            entry.locator: entry.annotations
            for infobox in document.infoboxes
            for entry in infobox.fields
            if entry.annotations
        }

    def links(self, locator: Locator) -> list[str]:
        return list(dict.fromkeys(note.text for note in self._of(locator) if note.kind == "link"))

    def _of(self, locator: Locator) -> Sequence[Annotation]:
        if locator.table_index is None or locator.cell_row is None or locator.column_index is None:
            return self._fields.get(locator, ())
        table = self._tables.get(locator.table_index)
        return table.rows[locator.cell_row][locator.column_index].annotations if table else ()


def links_of(names: Sequence[str], titles: Sequence[str]) -> list[str | None]:
    """Return, for each of a cell's names, the link that is its own, or None.

    Links to nations, teams at Games and pages of other kinds are nobody's. As many links as names belong together in
    their order; else a name takes the link of the same name. A link that shares no word with its name is not taken.
    """
    persons = [title for title in titles if is_persons(title)]
    if len(names) == 1:
        persons = [title for title in persons if _share_a_word(names[0], title)]
    if len(persons) == len(names):
        return [title if _share_a_word(name, title) else None for name, title in zip(names, persons, strict=True)]
    by_name = {key(_IN_BRACKETS.sub("", title)): title for title in reversed(persons)}
    return [by_name.get(key(name)) for name in names]


def is_persons(title: str) -> bool:
    """Say whether a link may be to a person: to no nation, no team at some Games, no page of another kind."""
    bare = _IN_BRACKETS.sub("", title)
    return not (" at the " in title or _NAMESPACE.match(title) or noc_of(bare))


def _share_a_word(name: str, title: str) -> bool:
    words, others = tokens(key(name)), tokens(key(_IN_BRACKETS.sub("", title)))
    return bool(set(words) & set(others)) or any(likeness(a, b) >= _SAME_WORD for a in words for b in others)
