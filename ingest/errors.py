"""Why a run cannot go on. Each error builds its own sentence from its fields: what, where, what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.sources import Reject


class RunError(Exception):
    """A run that leaves `current` as it was (exit status 2).

    `refused` is what had been refused until then: it may be why.
    """

    refused: tuple[Reject, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        """Let a worker raise it: it arrives with its sentence, whatever it was built from."""
        return _arrived, (type(self), self.args), self.__dict__


def _arrived(kind: type[RunError], args: tuple[object, ...]) -> RunError:
    return kind.__new__(kind, *args)


class NoInputError(RunError):
    """There is nothing to publish."""

    def __init__(self, raw: Path, refused: int) -> None:
        if refused:
            super().__init__(f"each of the {refused} articles in {raw} was refused; mend what is said of them above")
        else:
            expected = "expected .txt, .wikitext, .wiki, .html or .htm files"
            super().__init__(f"{raw} holds no articles; {expected}; add some or name another folder")


class MissingFolderError(RunError):
    """The folder of sources does not exist."""

    def __init__(self, raw: Path) -> None:
        super().__init__(f"{raw} is no folder; expected one with articles; name it with --raw")


class UnreadableFolderError(RunError):
    """A folder of sources may not be looked into: its articles are neither there nor gone."""

    def __init__(self, folder: Path, reason: str | None) -> None:
        super().__init__(f"{folder}: {reason}; make it readable, or move it away if its articles are not to be read")


class SourcesFileError(RunError):
    """sources.toml cannot be read, so what the articles are cannot be trusted."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; correct the file, or remove it to read the articles without it")


class LockedError(RunError):
    """Another run is writing to the same output; `process` is its number, where that can be told."""

    def __init__(self, path: Path, process: int | None = None) -> None:
        who = "another run" if process is None else f"another run, process {process},"
        super().__init__(f"{who} holds {path}; wait for it to end, or choose another --output")


class UnlockableError(RunError):
    """No lock file can be made in the output: it cannot be written to."""

    def __init__(self, path: Path, reason: str | None) -> None:
        super().__init__(f"{path.parent} cannot be written to: {reason}; name a folder that can, with --output")


class LostWorkerError(RunError):
    """A process ended, twice, of work without which there is no version: among others, and alone."""

    def __init__(self, doing: str) -> None:
        super().__init__(
            f"a worker ended, twice, while it {doing}; nothing was published: free memory, or use fewer workers"
        )


class SourceChangedError(RunError):
    """A source is no longer the file that was read, and its text is wanted for the report."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} changed after it was read; nothing was published: run again")
