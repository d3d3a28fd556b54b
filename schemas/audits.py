"""Audits: what people who compared published values with the articles found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

MarkVerdict = Literal["right", "wrong", "unclear"]
VERDICTS: tuple[MarkVerdict, ...] = get_args(MarkVerdict)


@dataclass(frozen=True, slots=True)
class Mark:
    """One value that a person marked. `value` and `rule` are what was published then, `position` its place in all."""

    fact_id: str
    value: str
    rule: str
    verdict: MarkVerdict
    by: str
    on: date
    position: int
    note: str = ""
