"""Prose of flattened text whose lines are wrapped: which line goes on in the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from schemas.document import Span

_ITEM = re.compile(r"\s*(?:[-–*•#|]|\d{1,3}[.)]\s)")
"""How a line begins that begins something of its own."""
_WIDEST = 200
"""Code points. Longer lines are paragraphs."""
_NARROWEST = 40


def wrapped(text: str, lines: Sequence[Span], is_prose: Sequence[bool]) -> frozenset[int]:
    """Return the numbers of the lines that go on in the next: the next one's first word would be beyond the width.

    The width is that of the longest line of prose.
    """
    said = [line.of(text).rstrip() if is_one else "" for line, is_one in zip(lines, is_prose, strict=True)]
    width = max(map(len, said), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return frozenset()
    return frozenset(
        number
        for number, (line, below) in enumerate(pairwise(said))
        if line and below.strip() and not _ITEM.match(below) and len(line) + 1 + len(below.split()[0]) > width
    )
