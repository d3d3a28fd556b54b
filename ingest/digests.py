"""Digests of plain data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LENGTH = 32
_BYTES = _LENGTH // 2


def digest_of(parts: object) -> str:
    """Return the digest of plain data, as JSON knows it: a key of the cache."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]


def digest_over(texts: Iterable[str]) -> str:
    """Return the digest of many texts in their order, which are never together in memory. None has a zero in it."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:_LENGTH]


@dataclass(frozen=True, slots=True)
class Digests:
    """Many digests, held in a fifth of the memory that their texts take."""

    packed: bytes

    @classmethod
    def of(cls, digests: Iterable[str]) -> Digests:
        """Hold some digests, in their order."""
        return cls(b"".join(map(bytes.fromhex, digests)))

    @classmethod
    def together(cls, parts: Iterable[Digests]) -> Digests:
        """Hold the digests of all parts."""
        return cls(b"".join(part.packed for part in parts))

    def __iter__(self) -> Iterator[str]:
        """Yield the digests as `digest_of` gave them."""
        for start in range(0, len(self.packed), _BYTES):
            yield self.packed[start : start + _BYTES].hex()

    def __len__(self) -> int:
        return len(self.packed) // _BYTES
