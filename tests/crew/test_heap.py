"""What is handed over in large pieces leaves no holes in the memory of the process that hands it over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LEFT = """
import sys
from pathlib import Path
from ingest.crew.heap import give_back_memory

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

if sys.argv[1] == "given back":
    give_back_memory()
bytes(30_000_000)  # a piece that was given back: from now on such pieces are taken from the heap
before = resident()
pieces, small = [], []
for number in range(60):
    pieces.append(bytes([number]) * 1_000_000)
    small.append(bytes([number]) * 50_000)
del pieces
print(resident() - before)
"""


def left(how: str) -> int:
    command = [sys.executable, "-c", LEFT, how]
    folder = Path(__file__).parents[2]
    return int(subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=True).stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc, and glibc's allocator: run it on Linux")
def test_large_pieces_go_back_to_the_system() -> None:
    assert left("given back") < 10_000_000
    assert left("kept") > 30_000_000  # else this test shows nothing
