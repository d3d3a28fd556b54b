"""What things mean: values, documents, statements, facts, the registry of properties, the contract.

Touches nothing of the other rooms, and no disk but its own package data (`schemas/data/`).
"""
