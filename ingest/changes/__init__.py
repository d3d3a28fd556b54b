"""What became different between two versions and why; which versions there are, and which is current.

Nothing is imported here: `versions`, `history` and `inputs` must not wait for a dataframe library.
"""

LOSS_BUDGET = 0.02
"""The share of anything that a version may hold less than the one before, of the same articles, by default."""
