"""Shards: a version in parts, each of some documents and groups of statements, made and kept on their own.

A change makes the shards anew that it touches; a version is all of them together. What stayed the same is not read,
judged or shown again, and only sorted, checked and listed with the rest.
"""
