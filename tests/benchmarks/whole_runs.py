"""Whole processes, timed: a run of the four articles from nothing, and `--help`; each beside `python -c pass`.

    make bench

Prints the median of wall seconds and the ratio to an empty Python process of the same round, because machines differ
and are noisy. The aims (3 s and 0.15 s on two cores) are for people to look at, not for a timed test.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
ROUNDS = 7
PHOTOFINISH = str(Path(sys.executable).parent / "photofinish")


def seconds(command: Sequence[str]) -> float:
    """Return the wall seconds of one process; raise where it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY)
    return time.perf_counter() - start


def commands(folder: Path) -> Mapping[str, Callable[[], Sequence[str]]]:
    """Return what is timed; a run from nothing gets an output folder that does not exist yet."""

    def run_from_nothing() -> Sequence[str]:
        shutil.rmtree(folder / "output", ignore_errors=True)
        return (PHOTOFINISH, "run", "--output", str(folder / "output"))

    return {
        "python -c pass": lambda: (sys.executable, "-c", "pass"),
        "photofinish --help": lambda: (PHOTOFINISH, "--help"),
        "photofinish run, four articles from nothing": run_from_nothing,
    }


def main() -> None:
    """Time every command in turn, round by round, after one round that does not count."""
    with tempfile.TemporaryDirectory() as name:
        timed = commands(Path(name))
        rounds = [{what: seconds(command()) for what, command in timed.items()} for _ in range(ROUNDS + 1)][1:]
    print(f"{'':45} {'seconds':>8} {'ratio to python -c pass':>24}")
    for what in timed:
        ratios = [entry[what] / entry["python -c pass"] for entry in rounds]
        print(f"{what:45} {statistics.median(entry[what] for entry in rounds):8.3f} {statistics.median(ratios):24.1f}")


if __name__ == "__main__":
    main()
