"""A whole publication, as the front pages look at it: counted and looked up by its datasets, never held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from ingest.markup import Html
from ingest.report.line_pieces import SortedLines
from ingest.report.lines import Line, Of
from ingest.report.paths import chunks
from ingest.report.rows import Row

if TYPE_CHECKING:
    import polars as pl

    from ingest.publish import Datasets

_ROWS_AT_ONCE = 50_000


class Whole:
    """The datasets of a publication and the lines of its lists."""

    def __init__(self, datasets: Datasets, lines: SortedLines) -> None:
        self._datasets = datasets
        self._lines = lines

    # Datasets

    def height(self, dataset: str) -> int:
        """Return how many rows a dataset has."""
        return _height(self._datasets.scan(dataset))

    def counts(self, dataset: str, *columns: str) -> Counter[tuple[str, ...]]:
        """Return how many rows have each combination of values."""
        found = self._datasets.scan(dataset).group_by(columns).len().collect(engine="streaming")
        return Counter({tuple(map(str, row[:-1])): row[-1] for row in found.rows()})

    def scan(self, dataset: str) -> pl.LazyFrame:
        """Return a dataset lazily."""
        return self._datasets.scan(dataset)

    def stream(self, dataset: str, *columns: str) -> Iterator[Row]:
        """Yield some columns of all rows, in order."""
        scan = self._datasets.scan(dataset)
        for start in range(0, _height(scan), _ROWS_AT_ONCE):
            part = scan.select(columns).slice(start, _ROWS_AT_ONCE).collect()
            yield from part.iter_rows(named=True)

    def rows(self, dataset: str, limit: int | None = None) -> list[Row]:
        """Return the rows of a dataset, the first `limit` of them."""
        scan = self._datasets.scan(dataset)
        return [*(scan if limit is None else scan.head(limit)).collect().iter_rows(named=True)]

    def rows_with(self, dataset: str, column: str, values: Iterable[str]) -> list[Row]:
        """Return the rows of a dataset with one of some values in a column."""
        import polars as pl

        wanted = pl.col(column).is_in(sorted(set(values)))
        found = self._datasets.scan(dataset).filter(wanted).collect(engine="streaming")
        return [*found.iter_rows(named=True)]

    # Lines

    def line_count(self, of: Of) -> int:
        """Return how many lines a list has."""
        return self._places[of][1]

    def lines(self, of: Of, start: int, stop: int) -> list[Line]:
        """Return some lines of a list, by their numbers."""
        at = self._places[of][0] + start
        return [Line(*row) for row in self._lines.others.slice(at, stop - start).collect().rows()]

    def html(self, of: Of, start: int, stop: int) -> Html:
        """Return some lines of a list as they stand on a page, by their numbers."""
        import polars as pl

        at = self._places[of][0] + start
        shown = self._lines.others.select("html").slice(at, stop - start)
        return Html(shown.select(pl.col("html").str.join("")).collect().item() or "")

    def runs(self, of: Of, limit: int) -> list[tuple[int, int]]:
        """Return where each page of a list begins and ends, if it may weigh `limit`; at least one page."""
        at, count = self._places[of]
        weights = self._lines.others.select("weight").slice(at, count).collect()["weight"].to_list()
        runs = [(run[0], run[-1] + 1) for run in chunks(range(len(weights)), weights, limit)]
        return runs or [(0, 0)]

    # Facts

    @property
    def facts(self) -> pl.LazyFrame:
        """The lines of all facts in their order."""
        return self._lines.facts

    def rules(self) -> dict[str, int]:
        """Return how many published values each rule gave."""
        import polars as pl

        return dict(self._values().group_by("section").agg(pl.len()).collect(engine="streaming").rows())

    def drawn(self, count: int) -> list[str]:
        """Return the fact_ids of the first `count` published values of each rule, by their lots."""
        import polars as pl

        found: list[str] = []
        for rule in sorted(self.rules()):  # one by one: the lowest few are found without sorting all
            values = self._values().filter(pl.col("section") == rule).select("lot", "id")
            found += values.sort("lot", "id").head(count).collect(engine="streaming")["id"].to_list()
        return sorted(found)

    def _values(self) -> pl.LazyFrame:
        """The lines of facts with a value."""
        import polars as pl

        return self.facts.filter(pl.col("section") != "")

    def places(self, ids: Iterable[str]) -> dict[str, str]:
        """Return where facts are shown, seen from a page at the top."""
        import polars as pl

        facts = self.facts.filter(pl.col("id").is_in(sorted(set(ids))))
        return dict(facts.select("id", "href").collect(engine="streaming").rows())

    # All other lists

    @cached_property
    def _places(self) -> dict[str, tuple[int, int]]:
        """Where in all lines each list begins, and how many it has."""
        counts = dict(self._lines.others.group_by("of").len().sort("of").collect(engine="streaming").rows())
        places, at = dict.fromkeys(get_args(Of), (0, 0)), 0
        for of, count in counts.items():
            places[of] = (at, count)
            at += count
        return places


def _height(data: pl.LazyFrame) -> int:
    import polars as pl

    found: int = data.select(pl.len()).collect(engine="streaming").item()
    return found
