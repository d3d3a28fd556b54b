"""What became different between two versions and why; which versions there are, and which is current.

Nothing is imported here: `versions`, `history` and `inputs` must not wait for a dataframe library.
"""
