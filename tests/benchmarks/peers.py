"""Whole extraction (grids, infobox, sections, statements) beside other parsers, on the same pages in one run.

    python -m tests.benchmarks.peers FOLDER        a folder with wikitext/ and html/

Prints for each form our pages a second of processor time, and the median over the rounds of each peer's time by ours:
above 1 we are faster. All take turns in every round, because machines are noisy and slow down when they are hot. What
we remember of texts is forgotten before each round: a page is read as if for the first time, as those of a dump are.
The peers only build their tree, or read tables and templates as well where it says so; we read everything. At equal
work stand beside them our grids alone: what `parse_wikitext` and `parse_html` give, without statements. With
tablecases/ in FOLDER it prints which tables of real pages each of them misses (see peers_tables.py).

Peers that are not installed are left out: `pip install wikitextparser mwparserfromhtml`, and for wtf_wikipedia node and
NODE_PATH=DIR/node_modules after `npm install --prefix DIR wtf_wikipedia`.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import mwparserfromhell
import pandas as pd
from bs4 import BeautifulSoup

from parsers.extract import extract
from parsers.html import parse_html
from parsers.wikitext import parse_wikitext
from schemas.caches import forget_all
from tests.benchmarks.peers_tables import WtfWikipedia, ours_html, ours_wikitext, pandas, show, wikitextparser

ROUNDS = 15
OURS = "photofinish"
GRIDS = "photofinish, grids, infoboxes and sections alone"
Work = Callable[[Sequence[str]], float]
"""Works on all pages once and returns the seconds of processor time that it took."""

_NODE = """
const wtf = require('wtf_wikipedia')
let pages = null
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  if (pages === null) { pages = JSON.parse(line); return }
  const start = process.cpuUsage()
  for (const page of pages) wtf(page).json()
  const used = process.cpuUsage(start)
  console.log((used.user + used.system) / 1e6)
})
"""


def timed(work: Callable[[str], object]) -> Work:
    """Return what times a function of one page over all of them."""

    def run(pages: Sequence[str]) -> float:
        forget_all()
        gc.collect()
        start = time.process_time()
        for page in pages:
            work(page)
        return time.process_time() - start

    return run


def _tables(text: str) -> object:
    try:
        return pd.read_html(StringIO(text))
    except ValueError:  # pandas' word for a page without tables
        return None


def _wikitextparser(text: str) -> object:
    page = import_module("wikitextparser").parse(text)
    return (
        [table.data() for table in page.tables],
        [(argument.name, argument.value) for template in page.templates for argument in template.arguments],
    )


def _mwparserfromhtml(text: str) -> object:
    page = import_module("mwparserfromhtml").Article(text).wikistew
    return page.get_wikitables(), page.get_infobox(), page.get_templates(), page.get_headings()


class Node:
    """wtf_wikipedia in a process of node that lives as long as the run, so that it is warm after the first round."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            ["node", "-e", _NODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._send(json.dumps(pages))

    def _send(self, line: str) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()

    def run(self, pages: Sequence[str]) -> float:
        """Return the seconds of processor time of one round, by node's own clock."""
        self._send("again")
        return float(self._process.stdout.readline()) if self._process.stdout is not None else 0.0


def _has_node() -> bool:
    try:
        return not subprocess.run(["node", "-e", "require('wtf_wikipedia')"], capture_output=True).returncode
    except OSError:
        return False


def wikitext_peers(pages: Sequence[str]) -> dict[str, Work]:
    """Return what is compared on wikitext."""
    works = {
        OURS: timed(lambda text: extract(parse_wikitext("page", text, "Page"))),
        GRIDS: timed(lambda text: parse_wikitext("page", text, "Page")),
        "mwparserfromhell.parse": timed(mwparserfromhell.parse),
    }
    if find_spec("wikitextparser"):
        works["wikitextparser, tables and templates"] = timed(_wikitextparser)
    if _has_node():
        works["wtf_wikipedia, json"] = Node(pages).run
    return works


def html_peers(pages: Sequence[str]) -> dict[str, Work]:
    """Return what is compared on HTML."""
    works = {
        OURS: timed(lambda text: extract(parse_html("page", text, "Page"))),
        GRIDS: timed(lambda text: parse_html("page", text, "Page")),
        "BeautifulSoup with lxml": timed(lambda text: BeautifulSoup(text, "lxml")),
        "pandas.read_html": timed(_tables),
    }
    if find_spec("mwparserfromhtml") and all("<base" in page for page in pages):  # it reads no others
        works["mwparserfromhtml, tables, infobox, templates and headings"] = timed(_mwparserfromhtml)
    return works


def compare(form: str, works: Mapping[str, Work], pages: Sequence[str]) -> None:
    """Print our speed on `pages` and the ratio to each peer; the first round warms up and does not count."""
    rounds = [{name: work(pages) for name, work in works.items()} for _ in range(ROUNDS + 1)][1:]
    ours = statistics.median(seconds[OURS] for seconds in rounds)
    print(f"{form}: {len(pages)} pages, {len(pages) / ours:.1f} pages a second of processor time")
    for name in works:
        if name not in {OURS, GRIDS}:
            whole, grids = (statistics.median(each[name] / each[own] for each in rounds) for own in (OURS, GRIDS))
            print(f"  {whole:.2f} times the speed of {name}; at equal work {grids:.2f}", flush=True)


def compare_tables(folder: Path) -> None:
    """Print which tables of real pages are missed, by us and by each peer that is installed."""
    print("wikitext tables of real pages:")
    show(OURS, folder, "real_wikitext_tables.jsonl", ours_wikitext)
    if find_spec("wikitextparser"):
        show("wikitextparser", folder, "real_wikitext_tables.jsonl", wikitextparser)
    if _has_node():
        show("wtf_wikipedia", folder, "real_wikitext_tables.jsonl", WtfWikipedia())
    print("HTML tables of real pages:")
    show(OURS, folder, "wtq_html_tables.jsonl", ours_html)
    show("pandas.read_html", folder, "wtq_html_tables.jsonl", pandas)


def main() -> int:
    """Compare on the pages of the folder named on the command line."""
    if len(sys.argv) != 2:
        print("usage: peers.py FOLDER (with wikitext/ and html/)", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    wikitext = [path.read_text(encoding="utf-8") for path in sorted((folder / "wikitext").rglob("*.wikitext"))]
    html = [path.read_text(encoding="utf-8") for path in sorted((folder / "html").rglob("*.html"))]
    parsoid = [page for page in html if "<base" in page]
    for form, peers, pages in (
        ("wikitext", wikitext_peers, wikitext),
        ("html", html_peers, html),
        ("html of Parsoid", html_peers, parsoid),
    ):
        if pages:
            compare(form, peers(pages), pages)
    if (folder / "tablecases").is_dir():
        compare_tables(folder / "tablecases")
    return 0


if __name__ == "__main__":
    sys.exit(main())
