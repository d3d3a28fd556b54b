"""What lists of everything are put together from: a line for each fact, check, event and article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

Of = Literal["fact", "dispute", "suggested", "failing", "event", "check", "article"]
_END = "\x1f"
_LARGEST = 10**9
_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one list. `order` is its place there as text; `section` the part of the list that it stands in.

    `id` is what it is of, `href` where that is shown, seen from a page at the top; `weight` how much room it takes. The
    section of a published value is the rule that gave it; by their `lot` values are drawn for an audit.
    """

    of: Of
    order: str
    html: str
    section: str = ""
    id: str = ""
    href: str = ""
    weight: int = 1
    lot: str = ""


FIELDS = tuple(field.name for field in fields(Line))
"""The names of what a line has."""
_values = attrgetter(*FIELDS)


def order(*parts: str | int) -> str:
    """Return a place in a list as text that sorts as its parts do; numbers from minus to plus a thousand million."""
    return _END.join(f"{_LARGEST + part:010d}" if isinstance(part, int) else part for part in parts)


def parts_of_order(place: str) -> list[str]:
    """Return what a place in a list was made of, as text."""
    return place.split(_END)


def frame_of_lines(lines: Iterable[Line]) -> pl.DataFrame:
    """Return lines as a frame, each with the `digest` of what a page shows of it."""
    import polars as pl

    rows = [(*_values(line), _digest(line)) for line in lines]
    types = {name: pl.Int64() if name == "weight" else pl.String() for name in (*FIELDS, "digest")}
    return pl.DataFrame(rows, schema=types, orient="row")


def _digest(line: Line) -> str:
    return hashlib.sha256(line.html.encode()).hexdigest()[:_DIGITS]
