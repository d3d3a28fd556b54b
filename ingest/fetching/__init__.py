"""Bringing articles from wikis into raw/: what to ask for, what became of each page, and the files written."""
