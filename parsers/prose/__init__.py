"""Prose to statements.

A sentence is read in three steps: what it holds by form and by name (`atoms`, `runs`) becomes typed text (`typed`);
descriptions and competitors become one placeholder each (`phrases`); rules over that text (`medals`, `places`, ...)
yield statements. No rule knows a name, and each is a pattern over kinds of things.
"""

from __future__ import annotations

from parsers.prose.reading import read_prose, unread
from parsers.prose.sentences import sentences

__all__ = ["read_prose", "sentences", "unread"]
