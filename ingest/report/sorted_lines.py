"""The lines of the report's lists, of all parts together and in their order: sorted beside other work."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ingest.report.lines import FIELDS, frame_of_lines

if TYPE_CHECKING:
    import polars as pl

_LINES_AT_ONCE = 10_000
_FACT = ("order", "id", "href", "section", "lot", "digest")
_SHOWN = ("order", "id", "html")


class SortedLines:
    """Lines that are read again and again from the disk; `folder` takes them.

    Sorting begins at once, in a thread: polars does it with the interpreter's lock released.
    """

    def __init__(self, files: Sequence[Path], folder: Path, pool: ThreadPoolExecutor) -> None:
        self._files = files
        self._folder = folder
        self._numbers = itertools.count()
        self._facts = pool.submit(self._sorted, partial(_facts, _FACT, None), "facts")
        self._others = pool.submit(self._sorted, _others, "lines", "of")

    @property
    def facts(self) -> pl.LazyFrame:
        """The lines of all facts in their order, without their HTML."""
        return self._facts.result()

    @property
    def others(self) -> pl.LazyFrame:
        """The lines of all lists but that of facts, list by list, each in its order."""
        return self._others.result()

    def shown_facts(self, ids: Sequence[str] | None) -> pl.LazyFrame:
        """Return the HTML of the lines of some facts, or all, in their order; `ids` are few."""
        return self._sorted(partial(_facts, _SHOWN, ids), f"shown-{next(self._numbers)}")

    def _sorted(self, take: Callable[[pl.LazyFrame], pl.LazyFrame], name: str, *before: str) -> pl.LazyFrame:
        import polars as pl

        from ingest.ordering import Unsorted, sorted_rows
        from ingest.parquet import write_rows

        path, waiting = self._folder / f"{name}.parquet", self._folder / name
        waiting.mkdir()
        nothing = take(frame_of_lines(()).lazy()).collect()
        by = pl.concat_str(*before, "order", separator="\0")
        lines = Unsorted(self._files, (*before, "order", "id"), by, take)
        write_rows(path, sorted_rows(lines, waiting) if self._files else [nothing], nothing.schema, {}, _LINES_AT_ONCE)
        return pl.scan_parquet(path)


@contextmanager
def sorted_lines(files: Sequence[Path]) -> Iterator[SortedLines]:
    """Give the lines in some files, each in no order, sorted."""
    with TemporaryDirectory(prefix="photofinish-") as folder, ThreadPoolExecutor(1) as pool:
        try:
            yield SortedLines(files, Path(folder), pool)
        finally:
            pool.shutdown(cancel_futures=True)


def _facts(columns: Sequence[str], ids: Sequence[str] | None, lines: pl.LazyFrame) -> pl.LazyFrame:
    import polars as pl

    wanted = pl.col("of") == "fact" if ids is None else (pl.col("of") == "fact") & pl.col("id").is_in(ids)
    return lines.filter(wanted).select(columns)


def _others(lines: pl.LazyFrame) -> pl.LazyFrame:
    import polars as pl

    return lines.filter(pl.col("of") != "fact").select(FIELDS)
