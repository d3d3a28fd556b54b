"""Python imports this at the start of every process that has this folder on its path: of a run, and of its workers.

There a page whose title is `Harm: NAME` does that harm for real while it is read; no page is known that could.
"""

from __future__ import annotations

from ingest import extraction
from ingest.crew import limits
from ingest.sources import SourceFile
from schemas.document import Document
from tests.crew.tasks_that_harm import HARMS

PREFIX = "Harm: "
_parse = extraction.parse


def parse(file: SourceFile, text: str) -> Document:
    """Parse as ever, after the harm that the title tells."""
    if file.title.startswith(PREFIX):
        HARMS[file.title.removeprefix(PREFIX)]()
    return _parse(file, text)


extraction.parse = parse
# A minute for each page that hangs would be long for a test.
limits.time_limit.__wrapped__.__defaults__ = (2.0,)  # type: ignore[attr-defined]
