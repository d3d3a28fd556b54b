"""How long a text may be and still be a value."""

from __future__ import annotations

import re

MAX_VALUE = 200
"""Code points. No mark, count or date is longer; every pattern may take its time on a text within it."""


_DIGIT = re.compile(r"\d")


def has_digit(text: str) -> bool:
    """Say whether a text holds a digit of any script: most cells hold none, and are then no mark, number or date."""
    return _DIGIT.search(text) is not None


def is_too_long(text: str) -> bool:
    """Say whether a text is too long to be one value."""
    return len(text) > MAX_VALUE
