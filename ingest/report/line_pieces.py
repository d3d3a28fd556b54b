"""The lines of the report's lists in their order, in pieces on the disk: a small change makes few pieces anew."""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from functools import lru_cache
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

from ingest.report.lines import FIELDS, frame_of_lines

if TYPE_CHECKING:
    import polars as pl

_LINES_A_PIECE = 20_000
_NUMBER = "\0number"
_BEGINS = "[01]00$"
"""What the lot of a line ends with that begins a part of a list: one of two thousand."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A line at which a part of a list may begin: its number among those of the piece, its order and what it is of."""

    number: int
    order: str
    id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that follow each other, in the file of this name; `first` is the key of the first of them."""

    name: str
    height: int
    first: tuple[str, ...]
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The lines of all facts, and those of all other lists, list by list."""

    facts: tuple[Piece, ...] = ()
    others: tuple[Piece, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return asdict(self)

    @classmethod
    def of_json(cls, given: Mapping[str, Any]) -> Self:
        """Return what `as_json` wrote; raise KeyError or TypeError for anything else."""
        return cls(*(tuple(map(_piece, given[name])) for name in ("facts", "others")))

    def names(self) -> frozenset[str]:
        """Return the names of the files."""
        return frozenset(piece.name for piece in (*self.facts, *self.others))


def _piece(given: Mapping[str, Any]) -> Piece:
    cuts = tuple(Cut(**cut) for cut in given["cuts"])
    return Piece(given["name"], given["height"], tuple(given["first"]), cuts)


@dataclass(frozen=True, slots=True)
class Before:
    """The pieces of the last version, and the files with all lines that may be gone from them, or new."""

    pieces: Pieces
    gone: Sequence[Path]
    fresh: Sequence[Path]


@dataclass(frozen=True, slots=True)
class _Kind:
    """Lists that are sorted together: what their files are named by, their columns, and the key of their order."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    def taken(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        """Return those of all lines that are of these lists."""
        import polars as pl

        is_fact = pl.col("of") == "fact"
        return lines.filter(is_fact if self is _FACTS else ~is_fact).select(self.columns)

    def nothing(self) -> pl.LazyFrame:
        """Return no lines."""
        return self.taken(frame_of_lines(()).lazy())


_FACTS = _Kind("facts", ("order", "id", "href", "section", "lot", "html"), ("order", "id"))
_OTHERS = _Kind("others", FIELDS, ("of", "order", "id"))


class SortedLines:
    """Lines that are read again and again from the disk; `folder` takes their pieces.

    Sorting begins at once, in a thread: polars does it with the interpreter's lock released.
    """

    def __init__(self, files: Sequence[Path], folder: Path, pool: ThreadPoolExecutor, before: Before | None) -> None:
        self._folder = folder
        self._facts = pool.submit(_sorted, _FACTS, files, folder, before)
        self._others = pool.submit(_sorted, _OTHERS, files, folder, before)

    def pieces(self) -> Pieces:
        """Return what the lines are in."""
        return Pieces(self._facts.result(), self._others.result())

    @property
    def facts(self) -> pl.LazyFrame:
        """The lines of all facts in their order."""
        return self._scan(_FACTS, self._facts)

    @property
    def others(self) -> pl.LazyFrame:
        """The lines of all lists but that of facts, list by list, each in its order."""
        return self._scan(_OTHERS, self._others)

    def _scan(self, kind: _Kind, pieces: Future[tuple[Piece, ...]]) -> pl.LazyFrame:
        import polars as pl

        paths = [self._folder / piece.name for piece in pieces.result()]
        return pl.scan_parquet(paths) if paths else kind.nothing()

    def listed_facts(self) -> FactList:
        """Return the lines of all facts by their numbers."""
        return FactList(self._folder, self._facts.result())


class FactList:
    """The lines of all facts in their order, by their numbers."""

    def __init__(self, folder: Path, pieces: Sequence[Piece]) -> None:
        self._folder = folder
        self._pieces = pieces
        self._starts = [*accumulate((piece.height for piece in pieces), initial=0)]
        self._read = lru_cache(maxsize=2)(self._read_again)

    def __len__(self) -> int:
        return self._starts[-1]

    def cuts(self) -> dict[int, Cut]:
        """Return where a part of the list may begin."""
        places = zip(self._starts, self._pieces, strict=False)
        return {start + cut.number: cut for start, piece in places for cut in piece.cuts}

    def line(self, number: int) -> tuple[str, str]:
        """Return the order of a fact's line, and the fact_id."""
        piece, at, _ = next(self._spanned(number, number + 1))
        place, identifier = self._read(piece.name)["order", "id"].row(at)
        return place, identifier

    def html(self, start: int, stop: int) -> str:
        """Return some lines as they stand on a page."""
        return "".join("".join(self._read(p.name)["html"][at:end]) for p, at, end in self._spanned(start, stop))

    def digest(self, start: int, stop: int) -> str:
        """Return what tells some lines from all others, those of another version too."""
        told = [(piece.name, at, end) for piece, at, end in self._spanned(start, stop)]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def _spanned(self, start: int, stop: int) -> Iterator[tuple[Piece, int, int]]:
        """Yield the pieces that have some lines: each with where in it they begin and end."""
        number = bisect_right(self._starts, start) - 1
        while start < stop:
            piece, first = self._pieces[number], self._starts[number]
            end = min(stop - first, piece.height)
            yield piece, start - first, end
            number, start = number + 1, first + end

    def _read_again(self, name: str) -> pl.DataFrame:
        import polars as pl

        return pl.read_parquet(self._folder / name, columns=["order", "id", "html"])


@contextmanager
def sorted_lines(
    files: Sequence[Path], folder: Path | None = None, before: Before | None = None
) -> Iterator[SortedLines]:
    """Give the lines in some files, each in no order, sorted. Without a `folder` their pieces are gone afterwards.

    `before` is what the folder has of the last version.
    """
    kept = TemporaryDirectory(prefix="photofinish-") if folder is None else nullcontext(str(folder))
    with kept as place, ThreadPoolExecutor(1) as pool:
        os.makedirs(place, exist_ok=True)
        try:
            yield SortedLines(files, Path(place), pool, before)
        finally:
            pool.shutdown(cancel_futures=True)


def _sorted(kind: _Kind, files: Sequence[Path], folder: Path, before: Before | None) -> tuple[Piece, ...]:
    if before is not None and all((folder / piece.name).is_file() for piece in _of(kind, before.pieces)):
        return tuple(_stepped(kind, folder, before))
    return tuple(_all_sorted(kind, files, folder)) if files else ()


def _of(kind: _Kind, pieces: Pieces) -> tuple[Piece, ...]:
    return pieces.facts if kind is _FACTS else pieces.others


def _all_sorted(kind: _Kind, files: Sequence[Path], folder: Path) -> Iterator[Piece]:
    import polars as pl

    from ingest.ordering import Unsorted, sorted_rows

    with TemporaryDirectory(dir=folder) as waiting:
        by = pl.concat_str(kind.key[:-1], separator="\0")
        for rows in sorted_rows(Unsorted(files, kind.key, by, kind.taken), Path(waiting)):
            yield from _written(kind, rows, folder)


def _stepped(kind: _Kind, folder: Path, before: Before) -> Iterator[Piece]:
    """Yield the pieces of before, but those anew in which a line is gone or new."""
    import polars as pl

    from ingest.ordering import Changes

    changes, pieces = Changes.between(*_sides(kind, before), kind.key), _of(kind, before.pieces)
    firsts = [piece.first for piece in pieces]
    gone, fresh = (_by_piece(kind, rows, firsts) for rows in (changes.gone, changes.fresh))
    if not pieces:
        yield from _written(kind, changes.fresh.sort(kind.key), folder)
    for number, piece in enumerate(pieces):
        if number not in gone and number not in fresh:
            yield piece
            continue
        rows = pl.read_parquet(folder / piece.name)
        if number in gone:
            rows = rows.join(gone[number], on=kind.key, how="anti")
        if number in fresh:
            rows = pl.concat([rows, fresh[number]])
        yield from _written(kind, rows.sort(kind.key), folder)


def _sides(kind: _Kind, before: Before) -> tuple[pl.DataFrame, pl.DataFrame]:
    import polars as pl

    gone, fresh = (
        (kind.taken(pl.scan_parquet(list(files))) if files else kind.nothing()).collect()
        for files in (before.gone, before.fresh)
    )
    return gone, fresh


def _by_piece(kind: _Kind, rows: pl.DataFrame, firsts: Sequence[tuple[str, ...]]) -> Mapping[int, pl.DataFrame]:
    """Return rows by the number of the piece that they belong to."""
    import polars as pl

    numbers = [max(0, bisect_right(firsts, key) - 1) for key in rows.select(kind.key).iter_rows()]
    told = rows.with_columns(pl.Series("\0", numbers, dtype=pl.Int64)).partition_by(
        "\0", as_dict=True, include_key=False
    )
    return {int(number): part for (number,), part in told.items()}


def _written(kind: _Kind, rows: pl.DataFrame, folder: Path) -> Iterator[Piece]:
    """Write sorted rows to as many pieces as they need: one that grew is not halved before it is twice as large."""
    at_once = _LINES_A_PIECE if rows.height > 2 * _LINES_A_PIECE else max(1, rows.height)
    for part in rows.iter_slices(at_once):
        if part.height:
            yield Piece(_file_of(kind, part, folder), part.height, part.select(kind.key).row(0), _cuts(part))


def _file_of(kind: _Kind, rows: pl.DataFrame, folder: Path) -> str:
    """Write rows to a file named by what it holds: one that is there need not be written."""
    written = BytesIO()
    rows.write_parquet(written, compression="zstd", compression_level=1, statistics=False)
    data = written.getvalue()
    name = f"{kind.name}-{hashlib.sha256(data).hexdigest()[:32]}.parquet"
    if not (folder / name).is_file():
        made = folder / f".{name}-{os.getpid()}"
        made.write_bytes(data)
        os.replace(made, folder / name)
    return name


def _cuts(rows: pl.DataFrame) -> tuple[Cut, ...]:
    import polars as pl

    found = rows.select("order", "id", "lot").with_row_index().filter(pl.col("lot").str.contains(_BEGINS))
    return tuple(Cut(*row) for row in found.select("index", "order", "id").iter_rows())
