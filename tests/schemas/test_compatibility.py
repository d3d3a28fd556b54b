"""A change of the contract weighs what it costs a reader."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from schemas.compatibility import Bump, Difference, compare, is_contract, last_release, raised
from schemas.datapackage import FileInfo, Json, contract_descriptor, datapackage

Edit = Callable[[Json], None]


def edited(edit: Edit) -> Json:
    """Return the contract with the schema of `splits` edited."""
    descriptor = copy.deepcopy(contract_descriptor())
    edit(schema_of(descriptor, "splits"))
    return descriptor


def schema_of(descriptor: Json, name: str) -> Json:
    schemas: dict[str, Json] = {entry["name"]: entry["schema"] for entry in descriptor["resources"]}
    return schemas[name]


def field(schema: Json, name: str) -> Json:
    fields: dict[str, Json] = {entry["name"]: entry for entry in schema["fields"]}
    return fields[name]


def add_column(schema: Json) -> None:
    schema["fields"].insert(2, {"name": "lap", "type": "integer", "constraints": {"required": False}})


def rename_column(schema: Json) -> None:
    field(schema, "split_s")["name"] = "split_seconds"


def set_constraint(column: str, name: str, value: object) -> Edit:
    return lambda schema: field(schema, column)["constraints"].update({name: value})


def set_field(column: str, name: str, value: object) -> Edit:
    return lambda schema: field(schema, column).update({name: value})


EDITS: dict[str, tuple[Edit, list[tuple[str | None, Bump]]]] = {
    "nothing": (lambda schema: None, []),
    "column added": (add_column, [("lap", Bump.MINOR)]),
    "column removed": (lambda schema: schema["fields"].pop(), [("split_s", Bump.MAJOR)]),
    "column renamed": (rename_column, [("split_s", Bump.MAJOR), ("split_seconds", Bump.MINOR)]),
    "columns reordered": (lambda schema: schema["fields"].reverse(), [(None, Bump.MAJOR)]),
    "type changed": (set_field("heat", "type", "integer"), [("heat", Bump.MAJOR)]),
    "unit changed": (set_field("split_s", "unit", "ms"), [("split_s", Bump.MAJOR)]),
    "null let in": (set_constraint("split_s", "required", False), [("split_s", Bump.MAJOR)]),
    "null shut out": (set_constraint("heat", "required", True), [("heat", Bump.MAJOR)]),
    "set closed": (set_constraint("heat", "enum", ["1"]), [("heat", Bump.MAJOR)]),
    "pattern changed": (set_constraint("round", "pattern", "^final$"), [("round", Bump.MAJOR)]),
    "bound loosened": (set_constraint("split_s", "minimum", -1), [("split_s", Bump.MINOR)]),
    "bound tightened": (set_constraint("split_s", "minimum", 1), [("split_s", Bump.MAJOR)]),
    "bound new": (set_constraint("split_s", "maximum", 9), [("split_s", Bump.MAJOR)]),
    "bound gone": (lambda schema: field(schema, "split_s")["constraints"].pop("minimum"), [("split_s", Bump.MINOR)]),
    "items held to more": (set_field("heat", "jsonSchema", {"type": "array"}), [("heat", Bump.MAJOR)]),
    "reference changed": (lambda schema: schema["foreignKeys"].pop(), [(None, Bump.MINOR)]),
    "rule more": (lambda schema: schema.update(rules=[{"name": "new", "sql": "x > 0"}]), [(None, Bump.MAJOR)]),
    "words changed": (set_field("heat", "description", "The heat."), [("heat", Bump.PATCH)]),
    "key changed": (lambda schema: schema["primaryKey"].append("round"), [(None, Bump.MAJOR)]),
}


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=list(EDITS))
def test_an_edit_weighs(edit: Edit, expected: list[tuple[str | None, Bump]]) -> None:
    comparison = compare(contract_descriptor(), edited(edit))
    assert [(difference.column, difference.bump) for difference in comparison.differences] == expected
    assert {difference.dataset for difference in comparison.differences} <= {"splits"}
    assert comparison.required_bump == max((bump for _, bump in expected), default=Bump.NONE)


def test_a_dataset_more_is_minor_and_one_less_major() -> None:
    fewer = copy.deepcopy(contract_descriptor())
    fewer["resources"] = [entry for entry in fewer["resources"] if entry["name"] != "splits"]
    assert compare(fewer, contract_descriptor()).differences == (Difference("splits", None, "added", Bump.MINOR),)
    assert compare(contract_descriptor(), fewer).differences == (Difference("splits", None, "removed", Bump.MAJOR),)


def test_other_items_in_a_list_are_another_type() -> None:
    new = copy.deepcopy(contract_descriptor())
    field(schema_of(new, "results"), "members")["arrayItem"] = {"type": "object"}
    (difference,) = compare(contract_descriptor(), new).differences
    assert (difference.what, difference.bump) == ("type was array of string, is array of object", Bump.MAJOR)


def test_of_a_long_description_what_differs_is_told() -> None:
    new = copy.deepcopy(contract_descriptor())
    column = field(schema_of(new, "reconciliation"), "explanation_code")
    column["description"] = column["description"].replace("`rounded`", "`cut`")
    (difference,) = compare(contract_descriptor(), new).differences
    assert "`rounded`" in difference.what.partition(", is …")[0]
    assert "`cut`" in difference.what.partition(", is …")[2]
    assert len(difference.what) < 250


def test_a_set_that_opens_is_major_and_a_value_more_minor() -> None:
    for enum, expected in ((None, Bump.MAJOR), (["gold", "silver", "bronze", "fourth"], Bump.MINOR)):
        new = copy.deepcopy(contract_descriptor())
        constraints = field(schema_of(new, "medalists"), "medal")["constraints"]
        constraints.pop("enum")
        constraints.update({"enum": enum} if enum else {})
        assert compare(contract_descriptor(), new).required_bump == expected


def test_a_nullable_key_column_does_not_hide_a_changed_key() -> None:
    new = copy.deepcopy(contract_descriptor())
    schema_of(new, "results")["uniqueKeys"] = [["document_id", "table_index", "row_index"]]
    (difference,) = compare(contract_descriptor(), new).differences
    assert "key was ['document_id', 'table_index', 'row_index', 'round']" in str(difference)
    assert str(difference).endswith("(major)")


def test_published_descriptors_are_comparable_and_other_files_are_no_part_of_it() -> None:
    table = {"splits": FileInfo("splits.parquet", "0" * 64, 1, 0)}
    report = {"report": FileInfo("report/index.html", "0" * 64, 1)}
    assert compare(datapackage(table, [], "a"), datapackage(table | report, [], "b")).differences == ()


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("1.0.0", "1.0.0", False),
        ("1.0.0", "1.0.1", False),
        ("1.0.0", "1.1.0", True),
        ("1.9.3", "2.0.0", True),
        ("1.2.0", "1.1.9", False),
    ],
)
def test_a_column_more_wants_a_minor_version(old: str, new: str, allowed: bool) -> None:
    comparison = compare(contract_descriptor(), edited(add_column))
    assert comparison.allows(old, new) is allowed
    assert compare(contract_descriptor(), contract_descriptor()).allows(old, old)


def test_the_version_announces_what_changed_since_the_last_release() -> None:
    """Where this fails: raise SCHEMA_VERSION to what `photofinish schema diff` says, or take the change back."""
    released, now = last_release(), contract_descriptor()
    comparison = compare(released, now)
    told = "\n".join(map(str, comparison.differences))
    assert comparison.allows(released["schema_version"], now["schema_version"]), told


def test_what_is_released_is_a_contract_that_later_ones_are_held_to() -> None:
    assert is_contract(last_release())
    breaking = edited(rename_column)
    assert not compare(last_release(), breaking).allows(last_release()["schema_version"], "1.9.0")
    assert compare(last_release(), breaking).allows(last_release()["schema_version"], "2.0.0")


def test_rules_that_go_or_change_weigh() -> None:
    old = edited(lambda schema: schema.update(rules=[{"name": "a", "sql": "x", "description": "one"}]))
    for rules, expected in (
        ([], Bump.MINOR),
        ([{"name": "a", "sql": "x", "description": "two"}], Bump.PATCH),
        ([{"name": "a", "sql": "y", "description": "one"}], Bump.MAJOR),
    ):
        new = copy.deepcopy(old)
        schema_of(new, "splits")["rules"] = rules
        assert compare(old, new).required_bump == expected


@pytest.mark.parametrize(
    ("bump", "expected"),
    [(Bump.NONE, "1.2.3"), (Bump.PATCH, "1.2.4"), (Bump.MINOR, "1.3.0"), (Bump.MAJOR, "2.0.0")],
)
def test_the_next_version(bump: Bump, expected: str) -> None:
    assert raised("1.2.3", bump) == expected


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        {"schema_version": "1.0", "resources": []},
        {"schema_version": "1.0.0", "resources": []},
        {"schema_version": "1.0.0", "resources": [{"name": "a", "schema": {"fields": []}}]},
        {"schema_version": "1.0.0", "resources": [{"name": "a", "schema": {"fields": [{}], "primaryKey": ["a"]}}]},
    ],
)
def test_what_is_no_contract(content: object) -> None:
    assert not is_contract(content)
