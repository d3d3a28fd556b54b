"""Records: data classes that are frozen for the type checker, and cheap to make.

`dataclass(frozen=True)` sets each field by a call of `object.__setattr__`, which makes an instance of eleven fields
five times as expensive, and an article takes thousands of them. Nothing in this project sets a field of a record: the
type checker, which runs over all of it, refuses that. So at run time a record is an ordinary data class with slots,
equal and hashed by its fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from collections.abc import Callable
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool, order: bool = False) -> Callable[[type], type]:
        """Return the decorator of a record; it is written `@record(frozen=True, slots=True)`."""
        return dataclass(slots=slots, order=order, unsafe_hash=frozen)


__all__ = ["record"]
