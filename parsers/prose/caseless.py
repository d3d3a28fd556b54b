"""Patterns that ignore case, looked for in lowered text.

Where a pattern ignores case, `re` does not see by its first letter that an alternative does not fit, and tries each:
most patterns take twice as long. So a pattern in lower case goes through the text in lower case, and what it finds the
pattern as it stands reads in the text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from schemas.caches import remembered

# What `re.IGNORECASE` takes for the same letter and `lower` does not, or makes two characters of.
_SAME_LETTERS = str.maketrans("ıİſµ", "iisμ")
_NO_LETTERS = re.compile(r"(\\.|\(\?P[<=]\w+[>)])", re.DOTALL)
"""What in a pattern stands for something else than its letters: escapes, the names of groups."""


@remembered(8)  # many patterns are looked for in one text
def lowered(text: str) -> str:
    """Return `text` in lower case, character by character: every position stays."""
    low = text.lower()
    if low.isascii():
        return low
    text = text.translate(_SAME_LETTERS)
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Caseless:
    """A pattern that ignores case."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        parts = _NO_LETTERS.split(pattern)  # every other one is no letters
        self._low = re.compile("".join(part if i % 2 else lowered(part) for i, part in enumerate(parts)))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(self._pattern, re.IGNORECASE)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in a text, as `re.finditer` does."""
        for found in self._low.finditer(lowered(text)):
            match = self._whole.match(text, found.start())
            if match is not None:
                yield match

    def finds(self, text: str) -> bool:
        """Say whether the pattern matches somewhere in a text."""
        return self._low.search(lowered(text)) is not None
