"""Reconciliation: from statements that differ to facts with a rule each. Pure."""

from ingest.reconcile.facts import FactIndex, reconcile
from ingest.reconcile.outcomes import all_outcomes

__all__ = ["FactIndex", "all_outcomes", "reconcile"]
