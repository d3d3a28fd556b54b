"""Decisions on the disk: raw/decisions.toml read for runs, and written for `photofinish decide` alone."""

from ingest.decisions.reading import DECISIONS_FILE, DecisionsRead, load_decisions, with_decisions

__all__ = ["DECISIONS_FILE", "DecisionsRead", "load_decisions", "with_decisions"]
