"""What a version was made of: the documents, the code that read and judged them, the decisions in force.

A run keeps it for each version that it publishes, so that a later `diff` can tell an article's edit from a change of
the code. It is a help, not a part of the publication: without it causes are told less narrowly, never wrongly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.files import write_whole

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class DocumentInput:
    """A document as it was given: the digest of its bytes, and its revision where sources.toml tells."""

    sha256: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a version was made of.

    `documents`: by document_id, the refused ones included. `code`: fingerprints by what the code does: a form
    (`plaintext`, `wikitext`, `html`) for all that reads documents of that form, an extractor as `statements.extractor`
    names it (`table.results`) or the first word of several (`prose`), a stage (`link`, `checks`, `datasets`), or any
    other name for what may affect everything. `decisions`: the fingerprint of each recorded decision in force, by its
    identifier. `rules`: that of the code which reconciles. `vocabulary`: that of the user's vocabulary file.
    """

    documents: Mapping[str, DocumentInput] = field(default_factory=dict)
    code: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    rules: str = ""
    vocabulary: str | None = None

    def as_json(self) -> str:
        """Return the inputs as the text of a file: the same text for equal inputs."""
        content = {
            "format": _FORMAT,
            "documents": {name: [each.sha256, each.revision] for name, each in self.documents.items()},
            "code": dict(self.code),
            "decisions": dict(self.decisions),
            "rules": self.rules,
            "vocabulary": self.vocabulary,
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Inputs:
        """Return what `as_json` wrote; raise ValueError for anything else."""
        content = json.loads(text)
        if not isinstance(content, dict) or content.get("format") != _FORMAT:
            raise ValueError(f"expected the inputs of a version in format {_FORMAT}")
        try:
            return cls(
                {name: DocumentInput(*each) for name, each in content["documents"].items()},
                _texts(content["code"]),
                _texts(content["decisions"]),
                str(content["rules"]),
                content["vocabulary"],
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"expected the inputs of a version: {error}") from error


def renamed(old: Inputs, new: Inputs) -> dict[str, str]:
    """Return, by the new document_id, the old one of each document that is the same file under another name.

    Only a document whose very bytes are those of one that is gone: where several are, nothing tells which became which.
    """
    gone, come = _by_bytes(old, new), _by_bytes(new, old)
    pairs = ((come[sha256], gone[sha256]) for sha256 in sorted(come) if sha256 in gone)
    return {now[0]: was[0] for now, was in pairs if len(now) == len(was) == 1}


def _by_bytes(there: Inputs, elsewhere: Inputs) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for document_id, document in there.documents.items():
        if document_id not in elsewhere.documents:
            found.setdefault(document.sha256, []).append(document_id)
    return found


def _texts(content: Mapping[object, object]) -> dict[str, str]:
    return {str(name): str(value) for name, value in content.items()}


def _path(output: Path, version: str) -> Path:
    return output / ".cache" / "inputs" / f"{version}.json"


def store_inputs(output: Path, version: str, inputs: Inputs) -> None:
    """Keep what a version was made of; a run that made the same version of other inputs replaces it."""
    path = _path(output, version)
    text = inputs.as_json()
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)


def load_inputs(output: Path, version: str) -> Inputs | None:
    """Return what a version was made of, or None where the cache does not tell (any more)."""
    try:
        return Inputs.from_json(_path(output, version).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # the cache may be deleted or damaged at any time


def forget_inputs(output: Path, version: str) -> None:
    """Remove what a version was made of, when the version itself is removed."""
    _path(output, version).unlink(missing_ok=True)
