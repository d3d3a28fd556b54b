"""The most memory that processes held: this one, its own workers, and those of a cluster."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_KILOBYTE = 1024
_elsewhere = 0
"""As `getrusage` counts the children of this process over all its life, so are the workers of its clusters counted."""


def own_peak() -> int:
    """Return the most bytes that this process held."""
    # getrusage(2) counts who started it too.
    return _high_water_mark() or _used_most(resource.RUSAGE_SELF)


def workers_peak() -> int:
    """Return the most bytes that any worker of this process held, on this machine or another, as far as is known."""
    return max(_used_most(resource.RUSAGE_CHILDREN), _elsewhere)


def note_elsewhere(size_bytes: int) -> None:
    """Note the most bytes that a worker on another machine held."""
    global _elsewhere
    _elsewhere = max(_elsewhere, size_bytes)


def _used_most(who: int) -> int:
    unit = 1 if sys.platform == "darwin" else _KILOBYTE  # getrusage(2): bytes there, kilobytes here
    return resource.getrusage(who).ru_maxrss * unit


def _high_water_mark() -> int | None:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * _KILOBYTE for line in lines if line.startswith("VmHWM:")), None)
