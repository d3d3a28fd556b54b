"""What a run costs that has nothing, or one document, to do again, beside one from nothing, in the same hour.

    python tests/benchmarks/redo.py CORPUS [DOCUMENTS]

CORPUS has real pages; they are copied under other titles until there are so many. Whole processes, wall time and the
processor's; the figures are ratios to the run from nothing.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

_SUFFIXES = {".html", ".wikitext", ".txt"}
_FOLDERS = ("html", "wikitext", "flattened")
_LONG_AGO = 1_000_000_000
_DOCUMENTS = 1_000
_TIMES = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time and of the processor (workers included), and the most memory of this process in MB."""

    wall: float
    processor: float
    memory: float


def pages(corpus: Path) -> list[Path]:
    """Return the pages of a corpus that are read as files."""
    found = (path for folder in _FOLDERS for path in sorted((corpus / folder).glob("*")))
    return [path for path in found if path.suffix in _SUFFIXES]


def names(sources: Sequence[Path], count: int) -> Iterator[tuple[Path, str]]:
    """Yield so many pages, each under a title of its own."""
    for number, path in enumerate(islice(cycle(sources), count)):
        copy = number // len(sources)
        yield path, f"{path.stem} {copy}{path.suffix}" if copy else path.name


def fill(raw: Path, corpus: Path, count: int) -> None:
    """Write so many documents, with the time of long ago: a file just written is read again to be safe."""
    for path, name in names(pages(corpus), count):
        target = raw / name
        target.write_bytes(path.read_bytes())
        os.utime(target, (_LONG_AGO, _LONG_AGO))


def cost(raw: Path, output: Path) -> Cost:
    """Run once, as a process of its own."""
    command = [sys.executable, "-m", "ingest.cli", "run", "--raw", str(raw), "--output", str(output)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, processor, after.ru_maxrss / 1e3)


def edit(raw: Path, number: int) -> None:
    """Change one document, as an edit of its article does."""
    path = sorted(raw.iterdir())[number]
    path.write_bytes(path.read_bytes() + b"\n<!-- -->\nThe event was held again.\n")
    os.utime(path, (_LONG_AGO + 1 + number, _LONG_AGO + 1 + number))


def median(costs: Sequence[Cost]) -> Cost:
    """Return the cost of median wall time."""
    return sorted(costs, key=lambda each: each.wall)[len(costs) // 2]


def main() -> None:
    """Measure and print a table."""
    corpus = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else _DOCUMENTS
    with tempfile.TemporaryDirectory() as folder:
        raw, output = Path(folder) / "raw", Path(folder) / "output"
        raw.mkdir()
        fill(raw, corpus, count)
        nothing = cost(raw, output)
        same = median([cost(raw, output) for _ in range(_TIMES)])
        changed = []
        for number in range(_TIMES):
            edit(raw, number * count // _TIMES)
            changed.append(cost(raw, output))
        one = median(changed)
    print(f"{count} documents{'':<18} wall s  processor s  of the wall time from nothing")
    for name, found in (("from nothing", nothing), ("nothing changed", same), ("one document changed", one)):
        print(f"{name:<28} {found.wall:8.2f} {found.processor:12.2f}  1/{nothing.wall / found.wall:.0f}")
    print(f"most memory of a process: {nothing.memory:.0f} MB")


if __name__ == "__main__":
    main()
