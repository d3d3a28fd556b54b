"""What somebody may have meant who named something that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHOWN = 5
_ALIKE = 80
"""Of 100: how alike a name must be to what was asked for, to be named instead."""
_PARTS = re.compile(r"[^/#:\s-]+")


def near(asked: str, known: Iterable[str]) -> list[str]:
    """Return what comes near to what was asked for, at most five: what holds each word of it, else what is spelt so."""
    from rapidfuzz import fuzz, process

    names = sorted(set(known))
    words = _PARTS.findall(asked.lower())
    holding = [name for name in names if words and all(word in name.lower() for word in words)]
    if holding:
        return holding[:_SHOWN]
    found = process.extract(asked, names, scorer=fuzz.ratio, limit=_SHOWN, score_cutoff=_ALIKE)
    return [name for name, _, _ in found]
