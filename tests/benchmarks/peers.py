"""Whole extraction (grids, infobox, sections, statements) beside bare parsers, on the same pages in one run.

    python tests/benchmarks/peers.py FOLDER        a folder with wikitext/ and html/

Prints for each form our pages a second and the ratio to each peer, the best of several rounds of each: above 1 we are
faster. The peers only build their tree, or their tables; we read everything.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path

import mwparserfromhell
import pandas as pd
from bs4 import BeautifulSoup

from parsers.extract import extract
from parsers.html import parse_html
from parsers.wikitext import parse_wikitext

ROUNDS = 5
Work = Callable[[str], object]


def _tables(text: str) -> object:
    try:
        return pd.read_html(StringIO(text))
    except ValueError:  # pandas' word for a page without tables
        return None


WIKITEXT: Mapping[str, Work] = {
    "photofinish": lambda text: extract(parse_wikitext("page", text, "Page")),
    "mwparserfromhell.parse": mwparserfromhell.parse,
}
HTML: Mapping[str, Work] = {
    "photofinish": lambda text: extract(parse_html("page", text, "Page")),
    "BeautifulSoup with lxml": lambda text: BeautifulSoup(text, "lxml"),
    "pandas.read_html": _tables,
}


def best_seconds(work: Work, pages: Sequence[str]) -> float:
    """Return the seconds of the fastest of several rounds over all pages."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for page in pages:
            work(page)
        found.append(time.perf_counter() - start)
    return min(found)


def compare(form: str, works: Mapping[str, Work], pages: Sequence[str]) -> None:
    """Print our speed on `pages` and the ratio to each peer."""
    seconds = {name: best_seconds(work, pages) for name, work in works.items()}
    ours = seconds.pop("photofinish")
    print(f"{form}: {len(pages)} pages, {len(pages) / ours:.1f} pages a second")
    for name, theirs in seconds.items():
        print(f"  {theirs / ours:.2f} times the speed of {name}")


def main() -> int:
    """Compare on the pages of the folder named on the command line."""
    if len(sys.argv) != 2:
        print("usage: peers.py FOLDER (with wikitext/ and html/)", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    for form, works, pattern in (("wikitext", WIKITEXT, "*.wikitext"), ("html", HTML, "*.html")):
        pages = [path.read_text(encoding="utf-8") for path in sorted((folder / form).rglob(pattern))]
        if pages:
            compare(form, works, pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
