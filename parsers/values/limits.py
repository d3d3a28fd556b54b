"""How long a text may be and still be a value."""

from __future__ import annotations

MAX_VALUE = 200
"""Code points. No mark, count or date is longer; every pattern may take its time on a text within it."""


def is_too_long(text: str) -> bool:
    """Say whether a text is too long to be one value."""
    return len(text) > MAX_VALUE
