"""Digests of plain data."""

from __future__ import annotations

import hashlib
import json

_LENGTH = 32


def digest_of(parts: object) -> str:
    """Return the digest of plain data, as JSON knows it: a key of the cache."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]
