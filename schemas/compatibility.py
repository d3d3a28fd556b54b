"""What a change of the contract means to those who read the files.

Compares two descriptors (`datapackage.json`, or `datapackage.contract_descriptor()`), by the names of their resources
and fields, and weighs by the recipe of the Data Package standard (https://datapackage.org/recipes/data-package-version/):
what is removed, renamed, in another order, of another type or held to more is major; what is added or held to less is
minor; words are patches. It departs from the recipe where the public interface promises otherwise: a column more is
minor, for readers are told to expect it; and what readers may rely on (no nulls, a closed set of values) is major to
lose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from importlib.resources import files
from itertools import takewhile
from typing import Any

_BESIDE = 40
"""So many characters are told on either side of what differs in a text."""

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


def last_release() -> Descriptor:
    """Return the contract of the last release, frozen: what `photofinish schema show` printed then."""
    content: Descriptor = json.loads(files("schemas").joinpath("data/released.json").read_text(encoding="utf-8"))
    return content


def is_contract(content: object) -> bool:
    """Say whether something read from JSON is a descriptor that tells a contract."""
    if not isinstance(content, dict) or not isinstance(content.get("resources"), list):
        return False
    if not re.fullmatch(r"\d{1,9}\.\d{1,9}\.\d{1,9}", str(content.get("schema_version")), re.ASCII):
        return False
    tables = [entry for entry in content["resources"] if isinstance(entry, dict) and "schema" in entry]
    return bool(tables) and all(_is_table(entry) for entry in tables)


def _is_table(entry: Descriptor) -> bool:
    schema = entry["schema"]
    has_key = isinstance(schema, dict) and ("primaryKey" in schema or bool(schema.get("uniqueKeys")))
    fields = schema.get("fields") if has_key else None
    return "name" in entry and isinstance(fields, list) and all(_is_field(field) for field in fields)


def _is_field(field: object) -> bool:
    return (
        isinstance(field, dict)
        and {"name", "type", "constraints"} <= field.keys()
        and isinstance(field["constraints"], dict)
        and "required" in field["constraints"]
    )


def compare(old: Descriptor, new: Descriptor) -> Comparison:
    """Return what differs between two contracts. Resources without a schema are no part of it.

    Where one of them is a publication's, of the other only the datasets count that are published.
    """
    return Comparison(tuple(_dataset_differences(_tables(old), _tables(new))))


def raised(version: str, bump: Bump) -> str:
    """Return the next `schema_version` that announces a bump."""
    major, minor, patch = _version(version)
    numbers = {
        Bump.NONE: (major, minor, patch),
        Bump.PATCH: (major, minor, patch + 1),
        Bump.MINOR: (major, minor + 1, 0),
        Bump.MAJOR: (major + 1, 0, 0),
    }
    return ".".join(map(str, numbers[bump]))


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


def _tables(descriptor: Descriptor) -> dict[str, Descriptor]:
    return {entry["name"]: entry for entry in descriptor["resources"] if "schema" in entry}


def _dataset_differences(old: Mapping[str, Descriptor], new: Mapping[str, Descriptor]) -> Iterator[Difference]:
    gone, more = ([name for name in one if name not in other] for one, other in ((old, new), (new, old)))
    is_publication = not all(any(not _is_published(entry) for entry in tables.values()) for tables in (old, new))
    for name, tables, what, bump in (
        *((name, old, "removed", Bump.MAJOR) for name in gone), *((name, new, "added", Bump.MINOR) for name in more),
    ):  # fmt: skip
        if _is_published(tables[name]) or not is_publication:
            yield Difference(name, None, what, bump)
    for name in old:
        if name in new:
            yield from _table_differences(name, old[name]["schema"], new[name]["schema"])
            for what, bump in _changed("description", old[name], new[name], Bump.PATCH):
                yield Difference(name, None, what, bump)


def _is_published(entry: Descriptor) -> bool:
    return bool(entry.get("published", True))


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
    for what, bump in (*_changed("foreignKeys", old, new, Bump.MINOR), *_rules(old, new)):
        yield Difference(name, None, what, bump)
    for column in common:
        yield from _field_differences(name, before[column], after[column])


def _key(schema: Descriptor) -> list[str]:
    return list(schema.get("primaryKey") or schema["uniqueKeys"][0])


def _rules(old: Descriptor, new: Descriptor) -> Iterable[tuple[str, Bump]]:
    before, after = ({rule["name"]: rule for rule in schema.get("rules", ())} for schema in (old, new))
    yield from ((f"rule {name} was dropped", Bump.MINOR) for name in before if name not in after)
    yield from ((f"rule {name} is new", Bump.MAJOR) for name in after if name not in before)
    for name in before:
        if name in after and before[name] != after[name]:
            words = {key for key in before[name] | after[name] if before[name].get(key) != after[name].get(key)}
            yield f"rule {name} changed", Bump.PATCH if words == {"description"} else Bump.MAJOR


def _field_differences(dataset: str, old: Descriptor, new: Descriptor) -> Iterator[Difference]:
    for what, bump in (
        *_changed("type", {"type": _type(old)}, {"type": _type(new)}, Bump.MAJOR),
        *_changed("unit", old, new, Bump.MAJOR),
        *_nullability(old["constraints"], new["constraints"]),
        *_vocabulary(old["constraints"], new["constraints"]),
        *_bounds(old["constraints"], new["constraints"]),
        *_held(["jsonSchema"], old, new),
        *_changed("description", old, new, Bump.PATCH),
    ):
        yield Difference(dataset, old["name"], what, bump)


def _type(field: Descriptor) -> str:
    items = field.get("arrayItem", {}).get("type")
    return f"{field['type']} of {items}" if items else str(field["type"])


def _changed(what: str, old: Descriptor, new: Descriptor, bump: Bump) -> Iterable[tuple[str, Bump]]:
    before, after = old.get(what), new.get(what)
    if before != after:
        if isinstance(before, str) and isinstance(after, str):
            before, after = _differing(before, after)
        yield f"{what} was {before}, is {after}", bump


def _differing(before: str, after: str) -> tuple[str, str]:
    """Return two texts without most of what they share at either end, so that what differs can be seen."""
    ahead = _shared(before, after)
    behind = min(_shared(before[::-1], after[::-1]), min(len(before), len(after)) - ahead)
    start, rest = max(0, ahead - _BESIDE), max(0, behind - _BESIDE)
    ends = ("…" if start else "", "…" if rest else "")
    first, second = (f"{ends[0]}{text[start : len(text) - rest]}{ends[1]}" for text in (before, after))
    return first, second


def _shared(before: str, after: str) -> int:
    """Return with how many characters two texts begin alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _nullability(old: Descriptor, new: Descriptor) -> Iterable[tuple[str, Bump]]:
    if old["required"] and not new["required"]:
        yield "may now be null", Bump.MAJOR
    if new["required"] and not old["required"]:
        yield "is no longer null", Bump.MAJOR


def _vocabulary(old: Descriptor, new: Descriptor) -> Iterable[tuple[str, Bump]]:
    """A set that closes or opens, or a value less, is major; a value more is minor."""
    if "enum" in old and "enum" not in new:
        yield "is no longer one of a closed set", Bump.MAJOR
    elif old.get("enum") != new.get("enum"):
        is_wider = "enum" in old and set(old["enum"]) <= set(new["enum"])
        yield f"values were {old.get('enum')}, are {new.get('enum')}", Bump.MINOR if is_wider else Bump.MAJOR


def _bounds(old: Descriptor, new: Descriptor) -> Iterable[tuple[str, Bump]]:
    for what, sign in (("minLength", 1), ("minimum", 1), ("maximum", -1)):
        before, after = old.get(what), new.get(what)
        is_wider = after is None or (before is not None and sign * after < sign * before)
        yield from _changed(what, old, new, Bump.MINOR if is_wider else Bump.MAJOR)
    yield from _held(["pattern"], old, new)


def _held(names: Iterable[str], old: Descriptor, new: Descriptor) -> Iterable[tuple[str, Bump]]:
    """What cannot be told to hold for less than before is major, unless it holds no longer."""
    for what in names:
        yield from _changed(what, old, new, Bump.MAJOR if what in new else Bump.MINOR)
