"""The medals, in the order of the ranks that win them, and their counts in a table."""

from __future__ import annotations

MEDALS = ("gold", "silver", "bronze")
MEDAL_COUNTS = ("gold_count", "silver_count", "bronze_count", "medal_total")
