"""Bytes to documents, documents to statements, text to values. Pure: no disk, network, clock or randomness."""
