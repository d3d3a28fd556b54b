"""Lines of Markdown that break within a link or a picture, as html2text wraps them: `[Ann` above `Aal](/wiki/Aal)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.document import Span

_OPEN = re.compile(
    r"!?\[(?:[^\[\]]|!?\[[^\[\]]*\]\([^()]*\)){0,300}$|\]\((?:[^()\s]|\([^()\s]*\)){0,400}(?:\s+\"[^\"]*)?\s*$"
)
"""Words or a target that a line begins and does not end."""
_TARGET = re.compile(r"[^\[\]]*\]\(|[^()]*\)")
_MOST_LINES = 6


def with_whole_links(text: str, lines: Sequence[Span]) -> list[Span]:
    """Return the lines, those over which a link or a picture goes as one; it takes a text that has such links."""
    if "](" not in text:
        return list(lines)
    found: list[Span] = []
    taken = 0
    for line in lines:
        words = found[-1].of(text) if found else ""
        if taken < _MOST_LINES and words and _is_open(words) and _TARGET.match(line.of(text)):
            found[-1] = Span(found[-1].start, line.end)
            taken += 1
        else:
            found.append(line)
            taken = 0
    return found


def _is_open(words: str) -> bool:
    return "[" in words and bool(_OPEN.search(words))
