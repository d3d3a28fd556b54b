"""raw/audits: the marks that people saved from the report's audit sheet. Reads only, never writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ingest.sources import Reject
from schemas.audits import VERDICTS, Mark

FOLDER = "audits"
STAGE = "audits"
FORMAT = 1


def audit_files(raw: Path) -> list[Path]:
    """Return the files with marks, in the order of their names."""
    return sorted((raw / FOLDER).glob("*.json"))


def load_audits(raw: Path) -> tuple[tuple[Mark, ...], tuple[Reject, ...]]:
    """Return the marks of every file of the folder, in the order of the files' names, and the files refused.

    A file is taken whole or not at all.
    """
    marks: list[Mark] = []
    rejects: list[Reject] = []
    for path in audit_files(raw):
        try:
            marks += _marks(json.loads(path.read_bytes().decode("utf-8")), len(marks))
        except (OSError, ValueError) as error:
            name = path.relative_to(raw).as_posix()
            message = f"{name}: {error}; save the marks again from the report's audit sheet, or remove the file"
            rejects.append(Reject(name, STAGE, "bad_audit", message))
    return tuple(marks), tuple(rejects)


def _marks(content: object, position: int) -> list[Mark]:
    """Return the marks of a file's content. Raises `ValueError` that says what is wrong."""
    if not isinstance(content, dict) or content.get("photofinish_audit") != FORMAT:
        raise ValueError(f'expected an object with "photofinish_audit": {FORMAT}')
    by, on = _text(content, "by"), date.fromisoformat(_text(content, "on"))
    entries = content.get("marks")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError('expected a list of objects as "marks"')
    return [_mark(entry, by, on, position + number) for number, entry in enumerate(entries)]


def _mark(entry: Mapping[str, object], by: str, on: date, position: int) -> Mark:
    said = _text(entry, "mark")
    verdict = next((known for known in VERDICTS if known == said), None)
    if verdict is None:
        raise ValueError(f"the mark {said!r} is none of {', '.join(VERDICTS)}")
    note = entry.get("note")
    return Mark(
        _text(entry, "fact_id"), _text(entry, "value"), _text(entry, "rule"), verdict, by, on, position,
        note if isinstance(note, str) else "",
    )  # fmt: skip


def _text(content: Mapping[str, object], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"expected a text as {name!r}")
    return value
