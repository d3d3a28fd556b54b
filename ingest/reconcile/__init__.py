"""Reconciliation: from statements that differ to facts with a rule each. Pure."""

from ingest.reconcile.facts import FactIndex, reconcile

__all__ = ["FactIndex", "reconcile"]
