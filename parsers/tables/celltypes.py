"""What kind of thing a cell holds, as far as its text alone tells."""

from __future__ import annotations

import re
from typing import Literal

from parsers.values import parse_date_range, parse_gap, parse_mark, parse_rank, parse_time
from parsers.values.limits import MAX_VALUE, has_digit
from schemas.caches import remembered

CellType = Literal["blank", "integer", "year", "mark", "clock", "date", "status", "text"]

STATUS_WORDS: dict[str, str] = {
    "dnf": "dnf", "did not finish": "dnf", "dns": "dns", "did not start": "dns", "dq": "dq", "dsq": "dq",
    "disqualified": "dq", "nm": "nm", "no mark": "nm", "nh": "nm", "otl": "otl", "hd": "otl", "lap": "lap",
    "bye": "bye", "ret": "dnf", "wd": "dns", "withdrew": "dns",
}  # fmt: skip
_YEARS = re.compile(r"^(?:1[89]|20)\d\d(?:\s*[–-]\s*(?:(?:1[89]|20)\d\d|\d\d))?$")
_INTEGER = re.compile(r"^\d{1,3}(?:,\d{3})*$|^\d+$")


def status_of(text: str) -> str | None:
    """Return the published status that a cell's text stands for (`DNF`, `Did not start`), or None."""
    return None if len(text) > MAX_VALUE else STATUS_WORDS.get(text.strip().strip(".()").lower())


def cell_type(text: str) -> CellType:
    """Return the type of a cell's text. A clock without decimals (`14:00`, `2:15`) may be a time of day or a mark."""
    return "text" if len(text) > MAX_VALUE else _short_type(text.strip())


@remembered(16_384)
def _short_type(stripped: str) -> CellType:
    if not stripped or stripped in {"–", "-", "—", "?"}:
        return "blank"
    if not has_digit(stripped):
        return "status" if status_of(stripped) else "text"
    if _YEARS.match(stripped):
        return "year"
    if _INTEGER.match(stripped) or parse_rank(stripped):
        return "integer"
    if status_of(stripped):
        return "status"
    if ":" in stripped and parse_time(stripped):
        return "clock"
    if parse_mark(stripped) or parse_gap(stripped):
        return "mark"
    return "date" if parse_date_range(stripped) else "text"
