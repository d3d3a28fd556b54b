"""Redoing only what changed: fingerprints of the code, the cache of what was computed, and the plan of a run."""
