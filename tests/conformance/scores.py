"""Prints, as a table for the README, how many cases of each suite are read with the right shape and the right text.

    make conformance PHOTOFINISH_CORPUS=DIR

The suites and their scorer are in the folder `tablecases` of the corpus.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conformance import infobox_adapter

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORPUS = "PHOTOFINISH_CORPUS"

SUITES = (
    ("generated wikitext tables", "fuzz_wikitext_tables.jsonl", "wikitext_adapter.py", ()),
    ("wikitext tables of real pages", "real_wikitext_tables.jsonl", "wikitext_adapter.py", ()),
    ("MediaWiki's parser tests, core markup", "parsertests_tables.jsonl", "wikitext_adapter.py", ("--core",)),
    ("generated HTML tables", "fuzz_html_tables.jsonl", "html_adapter.py", ()),
    ("HTML tables of real pages", "wtq_html_tables.jsonl", "html_adapter.py", ()),
    ("html5lib's tree construction, tables", "html5lib_tables.jsonl", "html_adapter.py", ()),
)
"""Name, file, adapter and options of each suite."""


def score(folder: Path, file: str, adapter: str, options: tuple[str, ...]) -> dict[str, int]:
    """Return the counts that the suites' own scorer prints: `n`, `shape` and `grid`."""
    command = [sys.executable, str(folder / "score.py"), str(folder / file), str(HERE / adapter), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=True)
    return {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", done.stdout.splitlines()[-1])}


def infobox_score(folder: Path) -> tuple[int, int, int]:
    """Return how many infoboxes of InfoTabS there are, how many fields they have, and how many are read right."""
    lines = (folder / "infotabs_infobox.jsonl").read_text(encoding="utf-8").splitlines()
    counts = [infobox_adapter.right(json.loads(line)) for line in lines]
    return len(lines), sum(expected for expected, _ in counts), sum(right for _, right in counts)


def main() -> int:
    """Print the table; say what is missing where there is no corpus."""
    if not os.environ.get(CORPUS):
        print(f"set {CORPUS} to the folder that holds tablecases/", file=sys.stderr)
        return 2
    folder = Path(os.environ[CORPUS]) / "tablecases"
    print("| suite | cases | right shape | right text |")
    print("|---|---|---|---|")
    for name, file, adapter, options in SUITES:
        found = score(folder, file, adapter, options)
        print(f"| {name} | {found['n']} | {found['shape']} | {found['grid']} |")
    cases, fields, right = infobox_score(folder)
    print(f"\nInfoTabS, {cases} infoboxes: {right} of {fields} fields ({right / fields:.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
