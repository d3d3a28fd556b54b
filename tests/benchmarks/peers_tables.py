"""Which tables of real pages other parsers miss: those of which they do not give as many rows and columns as are shown.

The cases are those of tests/conformance: what MediaWiki and a browser make of each. A table that a peer gives besides,
as one within another, is held against nobody; names of columns count as a row.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from io import StringIO
from pathlib import Path

from tests.conformance import html_adapter, wikitext_adapter

Shape = tuple[int, int]
"""Rows and columns."""
Reader = Callable[[str], Iterable[Shape]]

_WTF = """
const wtf = require('wtf_wikipedia')
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const shapes = wtf(JSON.parse(line)).tables().map((table) => {
    const rows = table.keyValue()
    const keys = rows.length ? Object.keys(rows[0]) : []
    return [rows.length + (keys.every((key) => /^col\\d+$/.test(key)) ? 0 : 1), keys.length]
  })
  console.log(JSON.stringify(shapes))
})
"""


def missed(folder: Path, suite: str, reader: Reader) -> tuple[int, int]:
    """Return how many tables of a suite a reader misses, and how many there are."""
    missing = count = 0
    for case in map(json.loads, (folder / suite).read_text(encoding="utf-8").splitlines()):
        expected = Counter((table["rows"], table["cols"]) for table in case["expected"])
        missing += (expected - Counter(reader(case["input"]))).total()
        count += expected.total()
    return missing, count


def ours_wikitext(text: str) -> Iterable[Shape]:
    """Return the shapes of our tables of wikitext."""
    return [_shape(table) for table in wikitext_adapter.tables({"input": text})]


def ours_html(text: str) -> Iterable[Shape]:
    """Return the shapes of our tables of HTML."""
    return [_shape(table) for table in html_adapter.tables({"input": text})]


def _shape(table: Mapping[str, int]) -> Shape:
    return table["rows"], table["cols"]


def wikitextparser(text: str) -> Iterable[Shape]:
    """Return the shapes of wikitextparser's tables."""
    found = [table.data() for table in import_module("wikitextparser").parse(text).tables]
    return [(len(rows), max(map(len, rows), default=0)) for rows in found]


def pandas(text: str) -> Iterable[Shape]:
    """Return the shapes of pandas' tables; names of columns count as rows."""
    read_html = import_module("pandas").read_html
    try:
        found = read_html(StringIO(text), flavor="lxml")
    except ValueError:  # pandas' word for a page without tables
        return []
    return [(len(each) + _named(each), each.shape[1]) for each in found]


def _named(frame: object) -> int:
    columns = getattr(frame, "columns", ())
    return 0 if list(columns) == list(range(len(columns))) else int(getattr(columns, "nlevels", 1))


class WtfWikipedia:
    """The shapes of wtf_wikipedia's tables, by a process of node."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(["node", "-e", _WTF], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, text: str) -> Iterable[Shape]:
        """Ask it."""
        if self._process.stdin is None or self._process.stdout is None:
            return []
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        return [(rows, columns) for rows, columns in json.loads(self._process.stdout.readline())]


def show(name: str, folder: Path, suite: str, reader: Reader) -> None:
    """Print what a reader misses."""
    missing, count = missed(folder, suite, reader)
    print(f"  {name} misses {missing} of {count} tables", flush=True)
