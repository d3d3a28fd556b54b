"""What every stage works with, and how it looks into the cache."""

from __future__ import annotations

import hashlib
import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ingest.crew import Crew, local_crew
from ingest.progress import Progress
from ingest.redo.cache import Cache
from ingest.redo.code import CodePrints
from schemas.words import NO_WORDS, UserWords

Kind = TypeVar("Kind")

SUMMARIES, EXTRACTIONS, ROWS, GROUPS, DOCUMENTS = "summary", "extraction", "rows", "group", "document"
"""The kinds of values that the cache holds."""
DIED = "it ended the process that did it, twice"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run works with: where the sources are, what is known already, by which code, and who does it.

    `scheduler` is the address of a cluster; without one, `workers` processes of this machine do it. `words` are those
    that the user adds to the vocabulary.
    """

    raw: Path
    cache: Cache
    code: CodePrints
    workers: int
    progress: Progress
    scheduler: str | None = None
    words: UserWords = NO_WORDS

    def crew(self, size_bytes: int) -> AbstractContextManager[Crew]:
        """Give the crew for work on texts of this size."""
        if self.scheduler is None:
            return local_crew(self.workers, size_bytes)
        from ingest.crew.cluster import cluster_crew

        return cluster_crew(self.scheduler, self.code)


def digest_of(parts: object) -> str:
    """Return the digest of plain data: a key of the cache."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def unpacked_as(kind: type[Kind], value: object) -> Kind:
    """Return what was unpacked, which is of the kind that was packed."""
    if not isinstance(value, kind):
        raise TypeError(f"expected a packed {kind.__name__}, not {type(value).__name__}")
    return value
