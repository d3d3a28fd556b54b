"""Values as bytes for the cache and for other processes, and back.

A cache is a file beside the publications, and a pickle can name any function to call: only our own value types and the
few of the standard library that they hold are let in.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Iterable
from typing import TypeVar

_LEVEL = 1  # the fastest: what is packed is read again far more often than it is moved
_STANDARD = frozenset({("decimal", "Decimal"), ("datetime", "date"), ("builtins", "frozenset"), ("builtins", "set")})
_OWN_ROOMS = ("schemas.", "ingest.")


Kind = TypeVar("Kind")


class UnreadableValueError(pickle.UnpicklingError):
    """Packed bytes that no run of this code has packed, or that are no longer whole."""


UNREADABLE = (pickle.UnpicklingError, KeyError)
"""What is raised where something kept cannot be unpacked, or is missing. A mistake of ours must not look like it."""
_DAMAGE = (EOFError, ValueError, LookupError, AttributeError, ImportError, TypeError)


class ForeignValueError(pickle.UnpicklingError):
    """Packed bytes that hold something other than our own values: they were not packed by us."""

    def __init__(self, module: str, name: str) -> None:
        self._named = (module, name)
        super().__init__(f"packed bytes name {module}.{name}, which is no value of photofinish; delete the cache")

    def __reduce__(self) -> tuple[type[ForeignValueError], tuple[str, str]]:
        """Let a worker raise it."""
        return ForeignValueError, self._named


def pack(value: object) -> bytes:
    """Return a value of our own types as bytes."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _LEVEL)


def unpack(data: bytes) -> object:
    """Return the value that was packed. Raises `pickle.UnpicklingError` for what was not."""
    try:
        return _loaded(zlib.decompress(data))
    except zlib.error as error:
        raise UnreadableValueError(str(error)) from error


def pack_parts(values: Iterable[object]) -> bytes:
    """Return values as bytes from which each can be unpacked without the others."""
    return pack([pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for value in values])


def unpack_parts(data: bytes, places: Iterable[int]) -> list[object]:
    """Return the values at some places among those that were packed as parts."""
    parts = unpacked_as(list, unpack(data))
    return [_loaded(parts[place]) for place in places]


def _loaded(data: bytes) -> object:
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except _DAMAGE as error:
        raise UnreadableValueError(f"{type(error).__name__}: {error}") from error


def unpacked_as(kind: type[Kind], value: object) -> Kind:
    """Return what was unpacked, which is of the kind that was packed."""
    if not isinstance(value, kind):
        raise UnreadableValueError(f"expected a packed {kind.__name__}, not {type(value).__name__}")
    return value


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        """Return a value type; refuse everything else."""
        if (module, name) in _STANDARD:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith(_OWN_ROOMS) else None
        if not isinstance(found, type):
            raise ForeignValueError(module, name)
        return found
