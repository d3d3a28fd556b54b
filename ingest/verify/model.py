"""What verifying finds."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it should be: what, where, what was expected and what is there."""

    kind: str
    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')}: {self.where}: expected {self.expected}, found {self.found}"


@dataclass
class Verified:
    """What was looked at, what was not and why, and every difference.

    `in_templates` counts the quotes of which only the element was found: a page may hold a template unexpanded.
    """

    version: str
    folder: str
    files: int = 0
    documents: int = 0
    rows: int = 0
    quotes: int = 0
    in_templates: int = 0
    left_out: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether there is no difference."""
        return not self.differences

    def differ(self, kind: str, where: str, expected: object, found: object) -> None:
        """Record a difference."""
        self.differences.append(Difference(kind, where, str(expected), str(found)))

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"sound": self.is_sound, **asdict(self)}
