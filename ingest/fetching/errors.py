"""Why articles could not be brought in, beyond what a wiki answers."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import RunError


class RawBusyError(RunError):
    """Another process is changing the folder of sources."""

    def __init__(self, raw: Path, process: int | None) -> None:
        who = "" if process is None else f" (process {process})"
        super().__init__(f"another fetch, update or prune{who} is at work in {raw}; wait for it to end")


class RawWriteError(RunError):
    """The folder of sources cannot be written to."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; nothing of this batch was kept; mend that and run this again")


class UnwritableSourcesError(RunError):
    """sources.toml is written in a way that cannot be added to."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; write each source as a [[source]] table, one after the other")


class NoTitlesError(RunError):
    """Nothing was found to fetch."""

    def __init__(self, where: str) -> None:
        super().__init__(f"no article found: {where}")


class PatternError(RunError):
    """A regular expression cannot be used to find titles."""

    def __init__(self, pattern: str, reason: str) -> None:
        super().__init__(
            f"--matching {pattern!r}: {reason}; a wiki's titles are listed by how they begin, so without --category or "
            "--links-from give one that begins with ^ and letters, as '^Cycling at the .* Olympics'"
        )


class NoVersionsError(RunError):
    """It cannot be told which files publications were made from."""

    def __init__(self, output: Path, reason: str) -> None:
        super().__init__(
            f"{output}: {reason}, so it cannot be told which files a kept version was made from; nothing was pruned; "
            "name the folder of publications with --output"
        )
