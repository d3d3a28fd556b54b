"""The history of publications, as runs.jsonl tells it in the order of its lines: a clock may go back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from ingest.changes.errors import NoVersionToCompareError
from ingest.files import sync
from ingest.publish import current_version

RUNS = "runs.jsonl"
_PUBLISHED = (0, 1)


def runs(output: Path) -> Iterator[Mapping[str, Any]]:
    """Yield every line of runs.jsonl; one that a stopped run left unfinished is passed over."""
    path = output / RUNS
    if not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                content = json.loads(line)
            except ValueError:
                continue
            if isinstance(content, dict):
                yield content


def publications(output: Path) -> Iterator[tuple[str, str]]:
    """Yield the version and the time of every run (and rollback) that left a version current."""
    for line in runs(output):
        version = line.get("version")
        if isinstance(version, str) and line.get("status") in _PUBLISHED:
            yield version, str(line.get("started_at", ""))


def previous_version(output: Path) -> str:
    """Return the version that was current before the current one; raise `NoVersionToCompareError` without one."""
    current = current_version(output)
    told = [version for version, _ in publications(output)]
    if current and told[-1:] != [current]:
        told.append(current)  # a run was stopped between publishing and recording
    steps = [before for before, after in pairwise(told) if before != after and after == current]
    if not steps:
        raise NoVersionToCompareError(output)
    return steps[-1]


def record(output: Path, line: Mapping[str, object]) -> None:
    """Append one line, beginning a new one where a stopped run left the last unfinished."""
    path = output / RUNS
    with path.open("a+b") as file:
        if file.tell():
            file.seek(-1, 2)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write((json.dumps(line, ensure_ascii=False) + "\n").encode())
        file.flush()
    sync(path)
