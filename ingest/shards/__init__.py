"""Shards: a version in parts, each of some documents and groups of statements, made and kept on their own.

A change makes the shards anew that it touches; a version is all of them together, sorted. So neither time nor memory
grows with what stayed the same: nothing but a sort ever looks at the whole.
"""
