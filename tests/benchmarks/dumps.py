"""Selecting titles in whole dumps beside what only decompresses them, and the memory that it takes.

    python tests/benchmarks/dumps.py FOLDER [MEGABYTES [ROUNDS]]

FOLDER has real pages: exports in dumps/, articles in wikitext/; a dump of so much XML is made of them.

The pages are repeated under titles of their own, an article after every hundred pages of exports, in one bzip2 stream
and, 100 a stream, in many. Prints
the median of several rounds; each ratio is of two processes of one round, above 1 where we are faster: first of seconds
on the wall, then of the processors' seconds, which a busy machine does not change as much. Wants bzip2 and
lbzip2 (apt-get install lbzip2). Memory is the peak of the process and of what it started.
"""

from __future__ import annotations

import bz2
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import count, cycle, islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import NamedTuple
from xml.sax.saxutils import escape

from ingest.archives import Range, Selection, lbzip2, open_archive, ranges

ROUNDS = 5
MEGABYTES = 300
PER_STREAM = 100
PER_ARTICLE = 100
AT_ONCE = 64
PARTS = 8
TITLE = Selection(title="Olimp|Latg|April")
_PAGE = re.compile(rb"  <page>.*?</page>\n", re.DOTALL)
_HEADER = b'<mediawiki version="0.10" xml:lang="en">\n'
_FOOTER = b"</mediawiki>\n"


def pages(folder: Path) -> Iterator[bytes]:
    """Yield the pages of a corpus again and again, each time under other titles."""
    exports = [page for path in sorted((folder / "dumps").glob("*.xml")) for page in _PAGE.findall(path.read_bytes())]
    articles = cycle(_article(path) for path in sorted((folder / "wikitext").glob("*.wikitext")))
    number = count()
    for page in cycle(exports):
        own = next(number)
        yield page.replace(b"</title>", b" (%d)</title>" % own, 1)
        if own % PER_ARTICLE == PER_ARTICLE - 1:
            yield next(articles).replace(b"</title>", b" (%d)</title>" % own, 1)


def _article(path: Path) -> bytes:
    title, text = escape(path.stem.replace("_", " ")), escape(path.read_text(encoding="utf-8"))
    revision = f'<id>1</id><timestamp>2024-05-01T12:00:00Z</timestamp><text xml:space="preserve">{text}</text>'
    head = f"  <page>\n    <title>{title}</title>\n    <ns>0</ns>\n    <id>1</id>\n"
    return f"{head}    <revision>{revision}</revision>\n  </page>\n".encode()


def streams(folder: Path, megabytes: int) -> Iterator[bytes]:
    """Yield an export of so much XML in pieces, 100 pages each."""
    yield _HEADER
    source, size = pages(folder), 0
    while size < megabytes * 1_000_000:
        piece = b"".join(next(source) for _ in range(PER_STREAM))
        size += len(piece)
        yield piece
    yield _FOOTER


def write(folder: Path, target: Path, megabytes: int) -> tuple[Path, Path]:
    """Write a dump as one bzip2 stream, and as many."""
    single, many = target / f"{megabytes}.xml.bz2", target / f"{megabytes}-multistream.xml.bz2"
    packer = bz2.BZ2Compressor()
    with single.open("wb") as one:
        for piece in streams(folder, megabytes):
            one.write(packer.compress(piece))
        one.write(packer.flush())
    compress(folder, many, megabytes)
    return single, many


def compress(folder: Path, target: Path, megabytes: int) -> None:
    """Write a dump as many bzip2 streams, on all processors."""
    with ProcessPoolExecutor() as pool, target.open("wb") as file:
        pieces = streams(folder, megabytes)
        while some := list(islice(pieces, AT_ONCE)):
            for data in pool.map(bz2.compress, some):
                file.write(data)


def select(path: Path, part: Range) -> int:
    """Return how many pages of a part have the title."""
    return sum(1 for _ in open_archive(path, TITLE, part))


def run_selection(path: Path, workers: int, library: str) -> None:
    """What a process that is timed does: prints its pages and its peak memory."""
    if library == "bz2":
        lbzip2.program = lambda: None  # type: ignore[assignment]
    if workers == 1:
        found = select(path, Range())
    else:
        parts = ranges(path, PARTS)
        with ProcessPoolExecutor(workers) as pool:
            found = sum(pool.map(select, [path] * len(parts), parts))
    peak = max(getrusage(RUSAGE_SELF).ru_maxrss, getrusage(RUSAGE_CHILDREN).ru_maxrss) // 1024
    print(f"{found} pages, {peak} MB")


class Times(NamedTuple):
    """The seconds of a process: on the wall, and of all processors with what it started."""

    wall: float
    cpu: float


def seconds(command: Sequence[str]) -> Times:
    """Return the seconds of one process whose output nobody reads."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Times(time.perf_counter() - start, cpu)


def ours(path: Path, workers: int, library: str) -> tuple[str, ...]:
    """Return the command of one of our processes."""
    return (sys.executable, __file__, "--select", str(path), str(workers), library)


def compare(name: str, peer: Sequence[str], commands: Mapping[str, Sequence[str]], rounds: int) -> None:
    """Print the median seconds of a peer and of our commands, and the ratios of both kinds of seconds."""
    done = [(seconds(peer), {what: seconds(command) for what, command in commands.items()}) for _ in range(rounds)]
    print(f"{name:46} {statistics.median(entry[0].wall for entry in done):8.2f} s", flush=True)
    for what in commands:
        pairs = [(theirs, own[what]) for theirs, own in done]
        wall = statistics.median(theirs.wall / own.wall for theirs, own in pairs)
        cpu = statistics.median(theirs.cpu / own.cpu for theirs, own in pairs)
        print(
            f"  {what:44} {statistics.median(own.wall for _, own in pairs):8.2f} s {wall:6.2f} {cpu:6.2f}", flush=True
        )


def memory(make: Callable[[int], tuple[Path, Path]], sizes: Sequence[int]) -> None:
    """Print the peak memory of selecting in dumps of several sizes."""
    for size in sizes:
        for path in make(size):
            for library in ("bz2", "lbzip2"):
                done = subprocess.run(ours(path, 1, library), check=True, capture_output=True, text=True)
                print(f"{path.name:48} {library:8} {done.stdout.strip()}")


def main() -> None:
    """Make the dumps, compare, and remove them."""
    folder, numbers = Path(sys.argv[1]), [int(number) for number in sys.argv[2:]]
    megabytes, rounds = [*numbers, *(MEGABYTES, ROUNDS)[len(numbers) :]]
    missing = [name for name in ("bzip2", "lbzip2") if shutil.which(name) is None]
    if missing:
        sys.exit(f"apt-get install {' '.join(missing)}")
    with tempfile.TemporaryDirectory() as target:
        single, many = write(folder, Path(target), megabytes)
        one = {"one worker, Python's bz2": ours(single, 1, "bz2"), "one worker, lbzip2": ours(single, 1, "lbzip2")}
        two = {"two workers, Python's bz2": ours(many, 2, "bz2"), "two workers, lbzip2": ours(many, 2, "lbzip2")}
        compare(f"bzip2 -dc, {megabytes} MB of XML, one stream", ("bzip2", "-dc", str(single)), one, rounds)
        name = f"lbzip2 -dc -n2, {megabytes} MB, {PER_STREAM} pages a stream"
        compare(name, ("lbzip2", "-dc", "-n2", str(many)), two, rounds)
        memory(lambda size: write(folder, Path(target), size), (megabytes // 10, megabytes))


if __name__ == "__main__":
    if sys.argv[1] == "--select":
        run_selection(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    else:
        main()
