"""The expanded text: what MediaWiki's preprocessor hands on, with the source offset of every character.

Comments are gone, templates are replaced by what they show, and what must not be looked at (`<nowiki>`) or is not
shown but means something (flags, footnotes, sort keys) is one character that stands for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.wikitext.scan import Node
from schemas.document import Annotation, Span

# Lone surrogates: no text that was decoded strictly holds them.
MARK = "\ud810"
"""Stands for an annotation."""
LITERAL = "\ud811"
"""Stands for text without markup."""
NOTE = "\ud812"
"""Stands for a footnote."""
PICTURE = "\ud813"
"""Stands for a file link."""
CELL = "\ud814"
"""Stands where the content of a table's cell begins."""
ROWS = "\ud815"
"""Stands before a template on lines of its own whose meaning is not known: in a table it may make rows."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Source text that is shown as it is."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's content, or the name of the reference that has it elsewhere."""

    start: int
    end: int
    nodes: Sequence[Node] = ()
    name: str = ""


@dataclass(slots=True, eq=False)
class _Run:
    """A run of expanded text from one place.

    From `start` in the source on character by character, or (`is_made`) all from `start` to `end`. The first and last
    run of a template bear its bounds as theirs.
    """

    start: int
    end: int
    is_made: bool
    outer_start: int
    outer_end: int


@dataclass(slots=True)
class Expansion:
    """An expanded text and the places of its runs in the source."""

    source: str
    text: str
    starts: list[int]
    runs: list[_Run]
    objects: dict[int, Annotation | Verbatim | Note]

    def _run(self, offset: int) -> tuple[_Run, int]:
        number = bisect_right(self.starts, offset) - 1
        return self.runs[number], offset - self.starts[number]

    def offset(self, offset: int) -> int:
        """Return the source offset of the character at `offset`."""
        run, inside = self._run(offset)
        return run.start if run.is_made else run.start + inside

    def offsets(self, start: int, end: int) -> list[int]:
        """Return the source offsets of the characters of a part."""
        found: list[int] = []
        number = bisect_right(self.starts, start) - 1
        while start < end:
            run = self.runs[number]
            until = min(end, self.starts[number + 1]) if number + 1 < len(self.starts) else end
            if run.is_made:
                found += [run.start] * (until - start)
            else:
                first = run.start + start - self.starts[number]
                found += range(first, first + until - start)
            start = until
            number += 1
        return found

    def span(self, start: int, end: int) -> Span:
        """Return the source of a part that is not empty; templates at its ends are in it whole."""
        starts = self.starts
        number = bisect_right(starts, start) - 1
        run = self.runs[number]
        inside = start - starts[number]
        first = run.outer_start if not inside else run.start if run.is_made else run.start + inside
        if number + 1 < len(starts) and starts[number + 1] < end:
            number = bisect_right(starts, end - 1) - 1
            run = self.runs[number]
        if run.is_made or end - starts[number] == run.end - run.start:
            return Span(first, max(first, run.outer_end))
        return Span(first, run.start + end - starts[number])

    def point(self, offset: int) -> int:
        """Return the source offset of a place that may be the text's end."""
        if offset < len(self.text):
            return self.offset(offset)
        return self.runs[-1].outer_end if self.runs else 0


@dataclass(slots=True)
class Builder:
    """Puts an expansion together; while it `is_flat`, line breaks of the source are spaces."""

    source: str
    is_flat: bool = False
    length: int = 0
    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    objects: dict[int, Annotation | Verbatim | Note] = field(default_factory=dict)

    def copy(self, start: int, end: int) -> None:
        """Add a part of the source."""
        if start < end:
            text = self.source[start:end]
            self.parts.append(text.replace("\n", " ") if self.is_flat else text)
            self.starts.append(self.length)
            self.runs.append(_Run(start, end, False, start, end))
            self.length += end - start

    def make(self, text: str, start: int, end: int) -> None:
        """Add text that the source's `start` to `end` yields."""
        if text:
            self.parts.append(text)
            self.starts.append(self.length)
            self.runs.append(_Run(start, end, True, start, end))
            self.length += len(text)

    def stand(self, mark: str, meaning: Annotation | Verbatim | Note | None, start: int, end: int) -> None:
        """Add a character that stands for something."""
        if meaning is not None:
            self.objects[self.length] = meaning
        self.make(mark, start, end)

    def bound(self, first: int, start: int, end: int) -> None:
        """Let the runs from number `first` on be those of a template from `start` to `end`."""
        if first < len(self.runs):
            self.runs[first].outer_start = start
            self.runs[-1].outer_end = end

    def done(self) -> Expansion:
        """Return the expansion."""
        return Expansion(self.source, "".join(self.parts), self.starts, self.runs, self.objects)
