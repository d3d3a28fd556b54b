"""The contract that a publication was made by, as its descriptor tells it."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.errors import RunError
from ingest.publish import MANIFEST
from schemas.compatibility import Descriptor, is_contract


class NoContractError(RunError):
    """A file that tells no contract."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} tells no contract: {reason}; name a publication's folder or its {MANIFEST}")


def contract_of(path: Path) -> Descriptor:
    """Return the descriptor in a publication's folder, or in a file. Raises `NoContractError`."""
    file = path / MANIFEST if path.is_dir() else path
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NoContractError(file, error.strerror or "it cannot be read") from error
    except ValueError as error:
        raise NoContractError(file, f"it is no JSON: {error}") from error
    if not is_contract(found):
        raise NoContractError(file, "it has no schema_version, or no resources with a schema")
    descriptor: Descriptor = found
    return descriptor
