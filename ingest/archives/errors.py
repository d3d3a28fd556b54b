"""Why an archive cannot be read at all. Each error builds its own sentence from its fields."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import RunError


class ArchiveError(RunError):
    """An archive cannot be opened."""


class NotAnArchiveError(ArchiveError):
    """The name is of no kind of archive that is read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no archive that is read; expected .xml, .xml.gz, .xml.bz2, .xml.7z, .ndjson, .ndjson.gz, "
            ".tar.gz or .zim; rename it if its content is one of these"
        )


class MissingReaderError(ArchiveError):
    """What reads this kind of archive is not installed."""

    def __init__(self, path: Path, library: str, extra: str) -> None:
        super().__init__(f"{path} needs {library}, which is not installed; pip install 'photofinish[{extra}]'")


class UnreadableArchiveError(ArchiveError):
    """The file system does not give the file."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; make it readable or take it from the sources")


class SelectionError(RunError):
    """A selection means nothing."""

    def __init__(self, option: str, value: str, expected: str) -> None:
        super().__init__(f"{option} {value!r} is not {expected}; correct it")
