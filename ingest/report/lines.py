"""What lists of everything are put together from: a line for each fact, check, event and article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

Of = Literal["fact", "dispute", "suggested", "failing", "event", "check", "article"]
_END = "\x1f"
_LARGEST = 10**9


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


def order(*parts: str | int) -> str:
    """Return a place in a list as text that sorts as its parts do; numbers from minus to plus a thousand million."""
    return _END.join(f"{_LARGEST + part:010d}" if isinstance(part, int) else part for part in parts)


def frame_of_lines(lines: Iterable[Line]) -> pl.DataFrame:
    """Return lines as a frame."""
    import polars as pl

    types = {field.name: pl.Int64() if field.name == "weight" else pl.String() for field in fields(Line)}
    return pl.DataFrame([astuple(line) for line in lines], schema=types, orient="row")
