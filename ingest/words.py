"""Words of messages that every part of the program needs."""

from __future__ import annotations


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: `1 fact`, `2 facts`, `1,200 facts`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
