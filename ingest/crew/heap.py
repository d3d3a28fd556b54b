"""How this process's allocator treats large pieces of memory."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

_M_MMAP_THRESHOLD = -3
_LARGE = 128 * 1024
"""glibc begins with this limit, and raises it to the largest piece that was ever given back."""


@cache
def give_back_memory() -> None:
    """Have large pieces go back to the system as soon as they are done with, for the rest of this process's life.

    What is handed to workers is packed in pieces of any size, some of many megabytes: taken from the heap among small
    values that live on, they would leave holes. See mallopt(3); nothing happens where the system has another allocator.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)


def trim() -> None:
    """Give back what lies free between values that live on, as after a stage whose values are gone: malloc_trim(3)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
