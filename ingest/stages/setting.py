"""What every stage works with, and how it looks into the cache."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from ingest.crew import Crew, local_crew
from ingest.crew.heap import give_back_memory
from ingest.progress import Progress
from ingest.redo.cache import Cache
from ingest.redo.code import CodePrints
from ingest.shards.store import NO_SHARDS, ShardStore
from schemas.words import NO_WORDS, UserWords

SUMMARIES, EXTRACTIONS, ROWS, DOCUMENTS = "summary", "extraction", "rows", "document"
"""What the cache holds of a document."""
GROUPS, NOTES, MENTIONS, TIES = "group", "note", "mentions", "ties"
"""What the cache holds of a group of statements; the mentions, and what ties them to others, by their own digest."""
PEOPLE, SHAPES, BUNDLES, PERSONS, REFERENCES = "people", "shape", "bundle", "persons", "references"
"""What the cache holds of who is who: of all, which bundle each cluster is in, and of each bundle of blocks."""
SHARDS = "shard"
"""Which shards there are."""
DIED = "it ended the process that did it, twice"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run works with: where the sources are, what is known already, by which code, and who does it.

    `scheduler` is the address of a cluster; without one, `workers` processes of this machine do it. `words` are those
    that the user adds to the vocabulary. `has_report` is false where nobody will look at the report.
    """

    raw: Path
    cache: Cache
    code: CodePrints
    workers: int
    progress: Progress
    scheduler: str | None = None
    words: UserWords = NO_WORDS
    shards: ShardStore = NO_SHARDS
    has_report: bool = True

    def crew(self, size_bytes: int) -> AbstractContextManager[Crew]:
        """Give the crew for work on texts of this size."""
        give_back_memory()
        if self.scheduler is None:
            return local_crew(self.workers, size_bytes)
        from ingest.crew.cluster import cluster_crew

        return cluster_crew(self.scheduler, self.code)
