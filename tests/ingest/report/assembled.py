"""The whole report of rows made by hand, as one part and its front pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from ingest.report import Article, Documents, Judged, frame_of_lines, front_pages, part_of, sorted_lines
from schemas.audits import Mark
from schemas.contract import PUBLISHED
from schemas.frames import in_key_order, polars_schema

Rows = Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Frames:
    """Rows made by hand as datasets."""

    frames: Mapping[str, pl.DataFrame]

    def scan(self, dataset: str) -> pl.LazyFrame:
        """Return a dataset."""
        return self.frames[dataset].lazy()


def report_pages(rows: Rows, documents: Documents, marks: Sequence[Mark] = ()) -> Iterator[tuple[str, str]]:
    """Yield the path and the HTML of every page."""
    said, covered = _by_document(rows, "statements"), _by_document(rows, "coverage")
    articles = [
        Article(row, said[row["document_id"]], covered[row["document_id"]]) for row in rows.get("documents", ())
    ]
    part = part_of(rows, [Judged(None, rows)], articles, documents)
    frames = {name: _frame(name, rows.get(name, ())) for name in PUBLISHED}
    with TemporaryDirectory() as folder:
        lines = Path(folder) / "lines.parquet"
        frame_of_lines(part.lines).write_parquet(lines)
        with sorted_lines([lines]) as ordered:
            for made in front_pages(Frames(frames), ordered, documents, marks):
                yield made.path, made.html()
    yield from part.pages


def _frame(dataset: str, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """Return rows as a frame; a text where a number belongs, by which tests try to do harm, is null there."""
    schema = polars_schema(dataset)
    cells = [{name: _cell(row.get(name), kind) for name, kind in schema.items()} for row in rows]
    return in_key_order(dataset, pl.DataFrame(cells, schema=schema, strict=False))


def _cell(value: object, kind: pl.DataType) -> object:
    return None if isinstance(value, str) and kind != pl.String else value


def _by_document(rows: Rows, dataset: str) -> dict[object, list[Mapping[str, object]]]:
    found: dict[object, list[Mapping[str, object]]] = defaultdict(list)
    for row in rows.get(dataset, ()):
        found[row["document_id"]].append(row)
    return found
