"""A check: arithmetic or logic that the sources must satisfy, with both sides."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

CheckOutcome = Literal["pass", "fail", "unverifiable"]


@dataclass(frozen=True, slots=True)
class Check:
    """One check on one document or event.

    `key` tells checks of one kind and document apart (a row, a value); `expected` and `found` are the two sides as
    text; `statement_ids` are the statements of both. An `unverifiable` check says in `message` what is missing.
    `group` is the group of statements that was checked, where others may be checked alike.
    """

    kind: str
    key: str
    document_id: str | None
    event_id: str | None
    outcome: CheckOutcome
    expected: str
    found: str
    message: str
    statement_ids: tuple[str, ...]
    group: str | None = None

    @property
    def check_id(self) -> str:
        """The digest of what is checked and where."""
        parts = [self.kind, self.key, self.document_id, self.event_id, *filter(None, [self.group])]
        return "c-" + hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:20]
