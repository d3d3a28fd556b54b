"""What the last run published, and of what: enough to tell that nothing changed, and what did."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.changes.inputs import DocumentInput, Inputs
from ingest.publish import MANIFEST
from ingest.redo.code import CodePrints
from ingest.sources import Reject, Sources
from schemas.contract import SCHEMA_VERSION

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run tells of its product: counts of documents, of rows by dataset, of facts by status, of checks.

    `outcomes` are lines on the recorded decisions, each with whether it is stale. `groups` counts the groups of
    statements that are judged together; `read` and `judged` are the documents and groups done anew.
    """

    documents: int
    ignored: int
    rows: Mapping[str, int]
    facts: Mapping[str, int]
    checks: Mapping[str, int]
    rejects: tuple[Reject, ...]
    decisions: tuple[Mapping[str, object], ...] = ()
    groups: int = 0
    read: int = 0
    judged: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """The last publication: its version, the digest of all that it was made of, and what was told of it."""

    version: str
    digest: str
    tally: Tally

    def as_json(self) -> str:
        """Return the state as text."""
        return json.dumps({"format": _FORMAT, **asdict(self)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> State:
        """Return what `as_json` wrote; raise ValueError, KeyError or TypeError for anything else."""
        content: dict[str, Any] = json.loads(text)
        if content.pop("format") != _FORMAT:
            raise ValueError("the state is of another format")
        tally = content.pop("tally")
        rejects = tuple(Reject(**reject) for reject in tally.pop("rejects"))
        decisions = tuple(tally.pop("decisions"))
        return cls(**content, tally=Tally(**tally, rejects=rejects, decisions=decisions))


@dataclass(frozen=True, slots=True)
class Given:
    """All that a version is a function of: the sources, people's files, and the code."""

    sources: Sources
    code: CodePrints
    people: Mapping[str, str] = field(default_factory=dict)

    @property
    def inputs(self) -> Inputs:
        """Return what `changes` compares."""
        return Inputs(
            documents={
                file.document_id: DocumentInput(file.sha256, file.entry.revision if file.entry else None)
                for file in self.sources.files
            },
            code=self.code.as_mapping(),
            decisions={d.decision_id: hashlib.sha256(repr(d).encode()).hexdigest() for d in self.sources.decisions},
            rules=self.code.rules,
            vocabulary=self.people.get("vocabulary.toml"),
        )

    @property
    def digest(self) -> str:
        """Return the digest of everything: the same digest, the same version."""
        sources = self.sources
        parts = {
            "rejects": [asdict(reject) for reject in sources.rejects],
            "ignored": len(sources.ignored),
            "decisions": list(map(repr, sources.decisions)),
            "people": dict(self.people),
            "code": [self.code.as_mapping(), dict(self.code.forms), self.code.rules, self.code.judging],
            "contract": SCHEMA_VERSION,
        }
        digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode())
        for file in sources.files:  # one by one: as one text they would be as large as all that is known of them
            told = (file.path, file.sha256, file.form, file.title, file.document_id, file.entry)
            digest.update(repr(told).encode())
        return digest.hexdigest()


def still_stands(output: Path, state: State) -> bool:
    """Say whether what was published is what readers find: `current` leads to it, and no file of it was cut or lost.

    Sizes alone are looked at; `photofinish verify` looks at every byte.
    """
    folder = output / "versions" / state.version
    try:
        if Path(os.readlink(output / "current")).name != state.version:
            return False
        pointer = json.loads((output / "current.json").read_text(encoding="utf-8"))
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        sizes = [(folder / each["path"], each["bytes"]) for each in manifest["resources"]]
        return pointer["version"] == state.version and all(path.stat().st_size == size for path, size in sizes)
    except (OSError, ValueError, KeyError, TypeError):
        return False
