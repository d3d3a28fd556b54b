"""From the rows of all documents and groups to the frames of a version, whatever order they come in."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ingest.columns import Columns, Row, columns_of, no_rows
from schemas.contract import PUBLISHED

if TYPE_CHECKING:
    import polars as pl

_OF_COMPETITORS = frozenset({"competitors", "competitor_joins"})
_CHUNK_ROWS = 50_000
"""Rows that are held as Python values before they become a frame, in which they take a tenth of the memory."""


class Assembly:
    """Takes rows in any order, and gives the frames."""

    def __init__(self) -> None:
        self._waiting = {name: no_rows(name) for name in PUBLISHED}
        self._frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
        self._people: Mapping[str, str] = {}

    def identify(self, people: Mapping[str, str]) -> None:
        """Tell whom the references of rows to competitors lead to."""
        self._people = people

    def add(self, rows: Mapping[str, Columns]) -> None:
        """Add rows by dataset."""
        for name, columns in rows.items():
            self._waiting[name].extend(columns)
            if self._waiting[name].height >= _CHUNK_ROWS:
                self._settle(name)

    def add_rows(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows of one dataset."""
        self.add({name: columns_of(name, rows)})

    def _settle(self, name: str) -> None:
        from schemas.frames import frame_of_columns

        self._frames[name].append(frame_of_columns(name, self._waiting[name].values))
        self._waiting[name] = no_rows(name)

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return every dataset's frame, sorted by its key. Raises `ContractViolation` for a value of a wrong type."""
        return {name: self._frame(name) for name in PUBLISHED}

    def _frame(self, name: str) -> pl.DataFrame:
        import polars as pl

        from schemas.frames import in_key_order

        self._settle(name)
        whole = pl.concat(self._frames.pop(name), rechunk=True)
        return in_key_order(name, self._identified(_OVER_GROUPS.get(name, _as_it_is)(whole), name))

    def _identified(self, data: pl.DataFrame, name: str) -> pl.DataFrame:
        """Put identifiers in place of references to competitors: null, or none, for what is no person."""
        import polars as pl

        if name in _OF_COMPETITORS or "competitor_id" not in data.columns:
            return data
        ids = [self._people.get(place) for place in data["competitor_id"].to_list()]
        found = data.with_columns(pl.Series("competitor_id", ids, pl.String))
        if "member_ids" not in data.columns:
            return found
        lists = [[self._people[place] for place in places if place in self._people] for places in data["member_ids"]]
        return found.with_columns(pl.Series("member_ids", lists, pl.List(pl.String)))


def _as_it_is(data: pl.DataFrame) -> pl.DataFrame:
    return data


def _records_numbered(data: pl.DataFrame) -> pl.DataFrame:
    """Number the records of an article over all its tables: a group knows of its own rows alone."""
    import polars as pl

    place = pl.col("position").rank("ordinal").over("document_id", "record", "gender")
    return data.with_columns((place.cast(pl.Int64) - 1).alias("position"))


def _checks_told_apart(data: pl.DataFrame) -> pl.DataFrame:
    """Tell apart the checks that two groups made of one place: a table whose rows are of several events."""
    import polars as pl

    ordered = data.sort("check_id", "statement_ids", "message")
    number = pl.int_range(pl.len()).over("check_id")
    doubled = ordered.with_columns(number.alias("number"))
    if not (doubled["number"] > 0).any():
        return data
    pairs = zip(doubled["check_id"], doubled["number"], strict=True)
    names = [_numbered(check_id, number) if number else check_id for check_id, number in pairs]
    return doubled.drop("number").with_columns(pl.Series("check_id", names))


def _numbered(check_id: str, number: int) -> str:
    return "c-" + hashlib.sha256(f"{check_id} #{number}".encode()).hexdigest()[:20]


_OVER_GROUPS: Mapping[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "record_progression": _records_numbered,
    "checks": _checks_told_apart,
}
"""What can be told only where the rows of all groups are together."""
