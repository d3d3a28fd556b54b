"""Records: data classes that are frozen for the type checker, and cheap to make and to pack.

`dataclass(frozen=True)` sets each field by a call of `object.__setattr__`, which makes an instance of eleven fields
five times as expensive, and an article takes thousands of them. Nothing in this project sets a field of a record: the
type checker, which runs over all of it, refuses that. So at run time a record is an ordinary data class with slots,
equal and hashed by its fields.

A record is pickled as a call of its class with its fields, in their order. What Python does by itself, a mapping of
each instance's fields by their names, takes twice as long to write, twice as long to read, and a third more bytes. It
is told to `copyreg`: to look for a method of each instance takes a fifth longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from collections.abc import Callable
    from copyreg import pickle
    from dataclasses import dataclass, fields
    from operator import attrgetter

    def record(*, frozen: bool, slots: bool, order: bool = False) -> Callable[[type], type]:
        """Return the decorator of a record; it is written `@record(frozen=True, slots=True)`."""
        make = dataclass(slots=slots, order=order, unsafe_hash=frozen)

        def wrap(template: type) -> type:
            made = make(template)
            names = [field.name for field in fields(made)]
            values = attrgetter(*names)  # of one name it gives the value itself
            several = len(names) > 1
            pickle(made, lambda self: (made, values(self) if several else (values(self),)))
            return made

        return wrap


__all__ = ["record"]
