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

    def in_order(self) -> Digests:
        """Return them sorted."""
        parts = (self.packed[start : start + _BYTES] for start in range(0, len(self.packed), _BYTES))
        return Digests(b"".join(sorted(parts)))
