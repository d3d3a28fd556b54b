"""Tables that a process needs for a while, of what may be too much for its memory."""

from __future__ import annotations

import sqlite3

_MEMORY_KB = 4_000
"""What SQLite holds of one such database before it goes to the disk."""


def scratch(tables: str) -> sqlite3.Connection:
    """Return a database with some tables, this process' own and gone with it.

    It must not be used after a fork: SQLite forbids it.
    """
    database = sqlite3.connect("", isolation_level=None)  # no name: a file of its own, once it needs one
    database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA cache_size = -{_MEMORY_KB}; {tables}")
    return database
