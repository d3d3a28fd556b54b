"""Frames of the published datasets: made with exact types, checked against every rule of the contract."""

from schemas.contract.errors import ContractViolation, ValidationDisabled
from schemas.frames.checking import pandera_schema, validate, validate_order, validate_whole
from schemas.frames.making import frame, frame_of_columns, in_key_order
from schemas.frames.references import Since, validate_publication
from schemas.frames.structure import polars_schema

__all__ = [
    "ContractViolation",
    "Since",
    "ValidationDisabled",
    "frame",
    "frame_of_columns",
    "in_key_order",
    "pandera_schema",
    "polars_schema",
    "validate",
    "validate_order",
    "validate_publication",
    "validate_whole",
]
