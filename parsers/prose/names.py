"""Who is who in a document: its full names, and what a surname stands for.

A mention by surname means the one full name of the document that ends in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.prose import lexicon
from schemas.document import Document

_NAME_CELL = re.compile(r"^[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,5}$")
_CODE_AT_END = re.compile(r" \([A-Z]{3}\)$")
_NAME_KEYS = re.compile(r"gold|silver|bronze|winner|champion|athlete|name|rider", re.IGNORECASE)


@dataclass(slots=True)
class Names:
    """The people of a document: full names, and what a surname stands for; `listed` are those of tables and boxes."""

    full: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    by_end: dict[str, set[str]] = field(default_factory=dict)
    by_start: dict[str, set[str]] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()

    def add(self, name: str) -> None:
        """Add a full name (of two words or more)."""
        words = name.split()
        if name in self.full or len(words) < 2:
            return
        self.full.add(name)
        for index in range(1, len(words)):
            self.by_end.setdefault(" ".join(words[index:]).lower(), set()).add(name)
        self.by_start.setdefault(words[0].lower(), set()).add(name)

    def knows(self, word: str) -> bool:
        """Say whether a single word is part of a known name, or is used as a name elsewhere."""
        low = word.lower()
        return low in self.by_end or low in self.by_start or word in self.mentioned

    def knows_person(self, word: str) -> bool:
        """Say whether a single word is part of a full name."""
        return word.lower() in self.by_end or word.lower() in self.by_start

    def fullest(self, name: str) -> str:
        """Return the one full name that `name` stands for, or `name` itself."""
        if name in self.full:
            return name
        for index in (self.by_end, self.by_start):
            found = index.get(name.lower(), set())
            if len(found) == 1:
                return next(iter(found))
        return name


def names_of(document: Document) -> Names:
    """Return the people named by the tables and infoboxes of a document."""
    names = Names()
    for box in document.infoboxes:
        for entry in box.fields:
            if entry.value and _NAME_KEYS.search(entry.key):
                _add_cell(names, entry.value)
    # Of the many cells that hold no name, most are one word or begin with a digit; what spans rows is there in each.
    texts = {cell.text for table in document.tables for row in table.body for cell in row if " " in cell.text}
    for text in texts:
        if not text[0].isdecimal():
            _add_cell(names, text)
    names.listed = frozenset(names.full)
    return names


def _add_cell(names: Names, text: str) -> None:
    if ")" in text:
        text = _CODE_AT_END.sub("", text)
    if not _NAME_CELL.match(text):
        return
    words = text.split()
    if not all(word[0].isupper() or word in lexicon.PARTICLES for word in words):
        return
    first = words[0].split("-")[0]
    if (
        text not in lexicon.nations().get(first, ())
        and lexicon.NOT_NAMES.isdisjoint(words)
        and lexicon.VENUE_WORDS.isdisjoint(words)
    ):
        names.add(text)
