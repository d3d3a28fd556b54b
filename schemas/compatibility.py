"""What a change of the contract means to those who read the files.

Compares two descriptors (`datapackage.json`, or `datapackage.contract_descriptor()`), by the names of their resources
and fields. A difference is major where a program that reads the old files may fail on the new ones, or read something
else than before; minor where something is there that was not; patch where only words changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

Descriptor = Mapping[str, Any]
"""A descriptor as JSON has it."""


class Bump(IntEnum):
    """Which part of `schema_version` must rise."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One difference: in which dataset, of which column (None for the dataset), what, and how much it weighs."""

    dataset: str
    column: str | None
    what: str
    bump: Bump

    def __str__(self) -> str:
        place = f"{self.dataset}.{self.column}" if self.column else self.dataset
        return f"{place}: {self.what} ({self.bump.name.lower()})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, in the old contract's order, and the bump that they require."""

    differences: tuple[Difference, ...]

    @property
    def required_bump(self) -> Bump:
        """The heaviest bump of all differences."""
        return max((difference.bump for difference in self.differences), default=Bump.NONE)

    def allows(self, old_version: str, new_version: str) -> bool:
        """Say whether going from the old `schema_version` to the new one announces these differences."""
        return _bump_between(old_version, new_version) >= self.required_bump


def compare(old: Descriptor, new: Descriptor) -> Comparison:
    """Return what differs between two contracts. Resources without a schema are no part of it."""
    return Comparison(tuple(_dataset_differences(_schemas(old), _schemas(new))))


def _bump_between(old: str, new: str) -> Bump:
    parts = zip(_version(old), _version(new), (Bump.MAJOR, Bump.MINOR, Bump.PATCH), strict=True)
    first = next(((before, after, bump) for before, after, bump in parts if before != after), None)
    if first is None:
        return Bump.NONE
    before, after, bump = first
    return bump if after > before else Bump.NONE


def _version(text: str) -> tuple[int, int, int]:
    major, minor, patch = (int(part) for part in text.split("."))
    return major, minor, patch


def _schemas(descriptor: Descriptor) -> dict[str, Descriptor]:
    return {entry["name"]: entry["schema"] for entry in descriptor["resources"] if "schema" in entry}


def _dataset_differences(old: Mapping[str, Descriptor], new: Mapping[str, Descriptor]) -> Iterator[Difference]:
    yield from (Difference(name, None, "removed", Bump.MAJOR) for name in old if name not in new)
    yield from (Difference(name, None, "added", Bump.MINOR) for name in new if name not in old)
    for name in old:
        if name in new:
            yield from _table_differences(name, old[name], new[name])


def _table_differences(name: str, old: Descriptor, new: Descriptor) -> Iterator[Difference]:
    before = {field["name"]: field for field in old["fields"]}
    after = {field["name"]: field for field in new["fields"]}
    yield from (Difference(name, column, "removed", Bump.MAJOR) for column in before if column not in after)
    yield from (Difference(name, column, "added", Bump.MINOR) for column in after if column not in before)
    common = [column for column in before if column in after]
    if common != [column for column in after if column in before]:
        yield Difference(name, None, "columns in another order", Bump.MAJOR)
    if _key(old) != _key(new):
        yield Difference(name, None, f"key was {_key(old)}, is {_key(new)}", Bump.MAJOR)
    for column in common:
        yield from _field_differences(name, before[column], after[column])


def _key(schema: Descriptor) -> list[str]:
    return list(schema.get("primaryKey") or schema["uniqueKeys"][0])


def _field_differences(dataset: str, old: Descriptor, new: Descriptor) -> Iterator[Difference]:
    for what, bump in (
        *_changed("type", {"type": _type(old)}, {"type": _type(new)}, Bump.MAJOR),
        *_changed("unit", old, new, Bump.MAJOR),
        *_nullability(old["constraints"], new["constraints"]),
        *_vocabulary(old["constraints"], new["constraints"]),
        *_bounds(old["constraints"], new["constraints"]),
        *_changed("description", old, new, Bump.PATCH),
    ):
        yield Difference(dataset, old["name"], what, bump)


def _type(field: Descriptor) -> str:
    items = field["constraints"].get("jsonSchema", {}).get("items", {}).get("type")
    return f"{field['type']} of {items}" if items else str(field["type"])


def _changed(what: str, old: Descriptor, new: Descriptor, bump: Bump) -> Iterable[tuple[str, Bump]]:
    if old.get(what) != new.get(what):
        yield f"{what} was {old.get(what)}, is {new.get(what)}", bump


def _nullability(old: Descriptor, new: Descriptor) -> Iterable[tuple[str, Bump]]:
    if old["required"] and not new["required"]:
        yield "may now be null", Bump.MAJOR
    if new["required"] and not old["required"]:
        yield "is no longer null", Bump.MINOR


def _vocabulary(old: Descriptor, new: Descriptor) -> Iterable[tuple[str, Bump]]:
    """A closed set that opens is major, since readers may rely on it; a value more or less is minor."""
    if "enum" in old and "enum" not in new:
        yield "is no longer one of a closed set", Bump.MAJOR
    elif old.get("enum") != new.get("enum"):
        yield f"values were {old.get('enum')}, are {new.get('enum')}", Bump.MINOR


def _bounds(old: Descriptor, new: Descriptor) -> Iterable[tuple[str, Bump]]:
    for what in ("minLength", "minimum", "maximum", "pattern", "jsonSchema"):
        yield from _changed(what, old, new, Bump.MINOR)
