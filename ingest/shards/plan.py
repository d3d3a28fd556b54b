"""Which documents and groups of statements make a shard together.

By digests of their names, so that a new one moves no other; how many shards there are grows in steps with how much
text there is.
"""

from __future__ import annotations

import hashlib

from ingest.link.groups import PERSON

_BYTES_A_SHARD = 100_000
"""Of text: with less in it, a shard's files cost more than what they hold."""
_MOST = 4096
_LETTERS = 2


def shard_count(size_bytes: int) -> int:
    """Return into how many shards documents go that have so much text together: a power of two."""
    count = 1
    while count < _MOST and count * _BYTES_A_SHARD < size_bytes:
        count *= 2
    return count


def shard_of(name: str, count: int) -> int:
    """Return the shard of a document or a group."""
    return int(hashlib.sha256(home_of(name).encode()).hexdigest()[:8], 16) % count


def home_of(name: str) -> str:
    """Return what a group goes together with: persons told of without an event by their first letters."""
    return name[: len(PERSON) + _LETTERS] if name.startswith(PERSON) else name
