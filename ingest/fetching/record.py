"""sources.toml while articles are brought in: changed entry by entry, people's comments and order kept.

What is changed is applied to the file as it then is, so that what a person writes meanwhile is not lost. The text is
cut at the heads of its tables, and only the pieces that change are parsed: the others cost next to nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Comment, Table, Whitespace

from ingest.fetching.errors import UnwritableSourcesError
from ingest.files import write_whole
from ingest.sources_toml import SOURCES_FILE, Entry, read_entries

_TIMES = frozenset({"retrieved", "timestamp"})
_DEFAULTS = {field.name: field.default for field in fields(Entry)}
_INSTANT_LENGTH = len("2024-05-01T12:00:00Z")
_HEAD = re.compile(r"^[ \t]*\[", re.MULTILINE)
_SOURCE = re.compile(r"[ \t]*\[\[[ \t]*source[ \t]*\]\]")
_PLAIN_PATH = re.compile(r'^[ \t]*path[ \t]*=[ \t]*"([^"\\\n]*)"[ \t]*(?:#.*)?$', re.MULTILINE)


class Record:
    """The entries of a folder's sources.toml; `save` writes what was added, changed and removed since the last time.

    `_changed` has by path the entry as the file has it, and what is to be of it: None where it is to be removed.
    """

    def __init__(self, raw: Path) -> None:
        self.path = raw / SOURCES_FILE
        self.entries = read_entries(self.path)
        self._added: dict[str, Entry] = {}
        self._changed: dict[str, tuple[Entry, Entry | None]] = {}
        self._is_checked = False

    def put(self, entry: Entry) -> None:
        """Add an entry, or replace the one of the same path."""
        known = self.entries.get(entry.path)
        self.entries[entry.path] = entry
        if known is None or entry.path in self._added:
            self._added[entry.path] = entry
        elif known != entry:
            self._note(known, entry)

    def change(self, path: str, **changed: object) -> None:
        """Change fields of an entry."""
        self.put(replace(self.entries[path], **changed))  # type: ignore[arg-type]  # the callers name Entry's fields

    def remove(self, path: str) -> None:
        """Remove an entry; comments after it stay."""
        known = self.entries.pop(path)
        if self._added.pop(path, None) is None:
            self._note(known, None)

    def _note(self, known: Entry, entry: Entry | None) -> None:
        first, _ = self._changed.get(known.path, (known, None))
        self._changed[known.path] = first, entry

    def save(self) -> None:
        """Write the file; without changes, do nothing."""
        if not self._added and not self._changed:
            return
        text = self.path.read_text(encoding="utf-8") if self.path.is_file() else ""
        if self._changed:
            text = self._with_changes(text)
        text = "\n".join([*([text.rstrip("\n") + "\n"] if text.strip() else []), *map(_block, self._added.values())])
        if not self._is_checked:
            self._check(text)
        write_whole(self.path, text)
        self._added, self._changed, self._is_checked = {}, {}, True

    def _with_changes(self, text: str) -> str:
        """Return the text with its entries changed, each in its own piece."""
        heads = [match.start() for match in _HEAD.finditer(text)]
        pieces = [text[start:end] for start, end in zip([0, *heads], [*heads, len(text)], strict=True)]
        places = {_path(piece): place for place, piece in enumerate(pieces) if _SOURCE.match(piece)}
        for path, (known, entry) in self._changed.items():
            if path not in places:
                raise UnwritableSourcesError(self.path, f"what it says of {path} is in no [[source]] table of its own")
            pieces[places[path]] = self._edited(pieces[places[path]], known, entry)
        return "".join(pieces)

    def _edited(self, piece: str, known: Entry, entry: Entry | None) -> str:
        """Return the text of one `[[source]]` table with an entry's fields; what follows a removed one stays."""
        try:
            document = tomlkit.parse(piece)
        except TOMLKitError as error:
            raise UnwritableSourcesError(self.path, f"a [[source]] table cannot be read alone: {error}") from error
        sources = document["source"]
        if not isinstance(sources, AoT):
            raise UnwritableSourcesError(self.path, "a source is no [[source]] table")
        if entry is None:
            trivia = _trailing(sources.body[0])
            return "".join(item.as_string() for item in trivia) if any(_is_comment(item) for item in trivia) else ""
        _update(sources.body[0], _values(known), _values(entry))
        return tomlkit.dumps(document)

    def _check(self, text: str) -> None:
        """Raise rather than write a file that does not say what it is meant to."""
        try:
            paths = [table.get("path") for table in tomllib.loads(text).get("source", ())]
        except tomllib.TOMLDecodeError as error:
            raise UnwritableSourcesError(self.path, f"it cannot be added to: {error}") from error
        if len(paths) != len(set(paths)) or not set(self.entries) <= set(paths):
            raise UnwritableSourcesError(self.path, "it cannot be added to")


def _values(entry: Entry) -> Mapping[str, object]:
    """Return what is written of an entry: what is not the default."""
    given = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return {name: _written(name, value) for name, value in given.items() if value != _DEFAULTS.get(name)}


def _written(name: str, value: object) -> object:
    """Return a value as TOML has it: times as times, as people may write them, too."""
    if name in _TIMES and isinstance(value, str) and len(value) == _INSTANT_LENGTH:
        return datetime.fromisoformat(value)
    return list(value) if isinstance(value, tuple) else value


def _block(entry: Entry) -> str:
    values = (f"{name} = {tomlkit.item(value).as_string()}\n" for name, value in _values(entry).items())
    return "".join(["[[source]]\n", *values])


def _path(piece: str) -> str | None:
    """Return the path that a piece names."""
    plain = _PLAIN_PATH.search(piece)
    if plain:
        return plain[1]
    try:
        sources = tomllib.loads(piece).get("source")
    except tomllib.TOMLDecodeError:
        return None
    return sources[0].get("path") if isinstance(sources, list) else None


def _update(table: Table, old: Mapping[str, object], new: Mapping[str, object]) -> None:
    """Set the fields that change; the others keep their lines."""
    trivia = _trailing(table)
    for item in trivia:
        table.value.body.remove((None, item))
    for name in [name for name in old if name not in new and name in table]:
        table.remove(name)
    for name, value in new.items():
        if old.get(name) != value:
            table[name] = value
    for item in trivia:
        table.add(item)


def _trailing(table: Table) -> list[Comment | Whitespace]:
    """Return the comments and blank lines after the last field: they are about what follows."""
    found: list[Comment | Whitespace] = []
    for key, item in reversed(table.value.body):
        if key is not None or not isinstance(item, Comment | Whitespace):
            break
        found.insert(0, item)
    return found


def _is_comment(item: Comment | Whitespace) -> bool:
    return isinstance(item, Comment)
