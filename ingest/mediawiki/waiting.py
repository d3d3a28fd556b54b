"""How long to wait before asking again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Etiquette:
    """How patient a client is; times in seconds. The defaults wait for 31 s in all where the wiki names no time."""

    attempts: int = 6
    first_wait_s: float = 1.0
    longest_wait_s: float = 300.0
    connect_s: float = 10.0
    silence_s: float = 30.0
    whole_answer_s: float = 300.0
    maxlag_s: int = 5

    def wait_s(self, attempt: int, asked_s: float | None) -> float:
        """Return the wait after the failed `attempt` (1-based): doubled each time, never less than the wiki asks."""
        doubled = min(self.first_wait_s * 2.0 ** (attempt - 1), self.longest_wait_s)
        return max(doubled, asked_s or 0.0)


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return what `Retry-After` asks for, in seconds from now; None where it says nothing that can be read.

    A date is taken relative to the answer's own `Date`, so that our clock need not agree with the wiki's.
    Source: RFC 9110, section 10.2.3.
    """
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value) if value[:1].isdigit() else (_date(value) - _sent(headers, now)).total_seconds()
    except ValueError:
        return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _sent(headers: Mapping[str, str], now: datetime) -> datetime:
    try:
        return _date(headers.get("date", ""))
    except ValueError:
        return now


def _date(value: str) -> datetime:
    date = parsedate_to_datetime(value)
    return date if date.tzinfo else date.replace(tzinfo=UTC)
