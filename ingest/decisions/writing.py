"""Writing raw/decisions.toml: one entry at a time, with people's comments and order kept, whole at every moment."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import ParseError
from tomlkit.items import AoT, Table

from ingest.decisions.reading import DECISIONS_FILE, TABLE, DecisionsFileError, DecisionsRead, read_decisions
from ingest.errors import RunError
from ingest.files import write_whole
from schemas.decisions import DECIDING, Decision

_HEADER = (
    "# What people decided where sources differ, one [[decision]] for each; `photofinish decide` writes them.\n"
    "# An entry holds while the sources say what they said then: `evidence` is the fingerprint of it.\n\n"
)


class DecisionsLockedError(RunError):
    """Another process is writing decisions."""

    def __init__(self, raw: Path) -> None:
        super().__init__(f"another process writes to {raw / DECISIONS_FILE}; wait for it to end and decide again")


class UnsoundDecisionError(RunError):
    """The entry would not be read back: it contradicts another, or lacks something."""

    def __init__(self, message: str) -> None:
        super().__init__(f"{message}; nothing was written")


def fields_of(decision: Decision) -> dict[str, str | float | date]:
    """Return the fields of a decision's entry, in the order in which they are written."""
    qualifiers = decision.qualifiers
    fields = {
        "subject": decision.subject, "property": decision.property_name or None, "round": qualifiers.round,
        "heat": qualifiers.heat, "distance_m": qualifiers.distance_m, "as_of": qualifiers.as_of,
        "other": decision.other, "action": decision.action, "value": decision.value.text if decision.value else None,
        "statement": decision.statement, "document": decision.document, "section": decision.section,
        "explanation": decision.explanation, "reason": decision.reason, "by": decision.by, "on": decision.on,
        "evidence": decision.evidence or None,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value is not None}


def with_decision(text: str, decision: Decision, path: Path) -> tuple[str, Decision]:
    """Return the text of a file with a decision in it, and the decision as it is read back, with its position.

    It takes the place of the entry that decided the same fact before, else comes last. Raises `UnsoundDecisionError`
    where the file would not hold it.
    """
    before = read_decisions(text, path)
    document = _parsed(text or _HEADER, path)
    entries = _entries(document, path)
    place = next((old.position for old in before.decisions if takes_place_of(decision, old)), None)
    if place is None:
        place = len(entries)
        _append(entries, decision)
    else:
        _rewrite(entries[place], decision)
    after = tomlkit.dumps(document)
    return after, _read_back(before, read_decisions(after, path), place)


def takes_place_of(new: Decision, old: Decision) -> bool:
    """Say whether a decision is on what an older one is on: a fact is decided once, a statement rejected once."""
    if new.decision_id == old.decision_id:
        return True
    if {new.action, old.action} <= DECIDING:
        return new.key == old.key
    pair = {new.subject, new.other}
    return new.other is not None and pair == {old.subject, old.other}


def with_evidence(text: str, renewed: Mapping[int, str], path: Path) -> str:
    """Return the text of a file with other fingerprints in some entries, by their positions."""
    document = _parsed(text, path)
    entries = _entries(document, path)
    for position, evidence in renewed.items():
        _put(entries[position], "evidence", evidence)
    return tomlkit.dumps(document)


@contextmanager
def writing(raw: Path) -> Iterator[Path]:
    """Hold a folder's decisions for a change; yields the path of the file. Raises `DecisionsLockedError`."""
    descriptor = os.open(raw, os.O_RDONLY)  # the folder itself is locked: a lock file would be one more file in raw
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise DecisionsLockedError(raw) from error
    try:
        yield raw / DECISIONS_FILE
    finally:
        os.close(descriptor)


def text_of(path: Path) -> str:
    """Return the text of a decisions.toml, "" where there is none."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise DecisionsFileError(path, f"is not UTF-8: {error}") from error


def save(path: Path, text: str) -> None:
    """Write the file: the old one or the new one is there at every moment."""
    write_whole(path, text)


def _parsed(text: str, path: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
    except ParseError as error:
        raise DecisionsFileError(path, f"is not TOML: {error}") from error


def _entries(document: tomlkit.TOMLDocument, path: Path) -> AoT:
    entries = document.setdefault(TABLE, tomlkit.aot())
    if not isinstance(entries, AoT):
        raise DecisionsFileError(path, f"holds its decisions in one list; write each as a [[{TABLE}]] table")
    return entries


def _append(entries: AoT, decision: Decision) -> None:
    """Put an entry last, an empty line before it."""
    if len(entries) and not entries[-1].as_string().endswith("\n\n"):
        entries[-1].add(tomlkit.nl())
    entries.append(_table(decision))


def _table(decision: Decision) -> Table:
    table = tomlkit.table()
    for name, value in fields_of(decision).items():
        table.add(name, value)
    return table


def _rewrite(table: Table, decision: Decision) -> None:
    fields = fields_of(decision)
    for name in [name for name in table if name not in fields]:
        table.remove(name)
    for name, value in fields.items():
        _put(table, name, value)


def _put(table: Table, name: str, value: str | float | date) -> None:
    """Set a field; a new one comes after the last field, before what people wrote below it."""
    if name in table:
        table[name] = value
        return
    last = list(table)[-1]
    container = table.value
    if isinstance(container, Container):
        container._insert_after(last, name, tomlkit.item(value))  # what is public would put it below the comments


def _read_back(before: DecisionsRead, after: DecisionsRead, place: int) -> Decision:
    found = next((decision for decision in after.decisions if decision.position == place), None)
    known = {reject.message for reject in before.rejects}
    new = [reject.message for reject in after.rejects if reject.message not in known]
    if found is None or new:
        raise UnsoundDecisionError(new[0] if new else f"entry {place + 1} would be refused")
    return replace(found, position=place)
