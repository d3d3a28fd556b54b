"""The versions of an output: which there are, whether each is whole, which is current; going back, and removing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.changes.errors import (
    AmbiguousVersionError,
    DamagedVersionError,
    NoVersionToCompareError,
    UnknownVersionError,
)
from ingest.changes.history import previous_version, publications, record
from ingest.changes.inputs import forget_inputs
from ingest.files import locked, replace_link, sha256_of, write_whole
from ingest.publish import MANIFEST, current_version
from schemas.datapackage import as_json

AT_LEAST = 2
"""How many versions are always kept: the current one, and the one before, which a reader may have just resolved."""

_REMOVED = ".removed-"


@dataclass(frozen=True, slots=True)
class Version:
    """A version on the disk. `damage` is empty where it is whole; times are of runs.jsonl, None where it is silent.

    `documents` and `rows` are as its manifest says; `size_bytes` of all its files, a file that other versions share
    (a hard link) counted in each.
    """

    version: str
    is_current: bool
    first_published: str | None
    last_published: str | None
    documents: int | None
    rows: int | None
    size_bytes: int
    damage: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the version as plain data."""
        return asdict(self)


class _Hashes:
    """SHA-256 of files, each content read once: versions share what did not change between them as hard links."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def of(self, path: Path) -> str:
        status = path.stat()
        key = (status.st_dev, status.st_ino)
        if key not in self._known:
            self._known[key] = sha256_of(path)
        return self._known[key]


def version_names(output: Path) -> list[str]:
    """Return the names of all versions, whole or not, sorted."""
    folder = output / "versions"
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def resolved(output: Path, name: str) -> str:
    """Return the version that `name` is, or is the beginning of. Raises `RunError` where that is none or several."""
    known = version_names(output)
    found = [name] if name in known else [version for version in known if name and version.startswith(name)]
    if not found:
        raise UnknownVersionError(output, name, known)
    if len(found) > 1:
        raise AmbiguousVersionError(name, found)
    return found[0]


def versions(output: Path) -> list[Version]:
    """Return all versions, the one published last first; those that runs.jsonl does not know come last."""
    times: dict[str, list[str]] = {}
    for version, when in publications(output):
        times.setdefault(version, []).append(when)
    order = _by_last_publication(output)
    current, hashes = current_version(output), _Hashes()
    return [_version(output / "versions" / name, name == current, times.get(name, ()), hashes) for name in order]


def _by_last_publication(output: Path) -> list[str]:
    last = {version: number for number, (version, _) in enumerate(publications(output))}
    return sorted(version_names(output), key=lambda name: (-last.get(name, -1), name))


def _version(folder: Path, is_current: bool, times: list[str] | tuple[()], hashes: _Hashes) -> Version:
    manifest = _manifest(folder)
    rows = {entry["name"]: entry.get("rows") or 0 for entry in manifest["resources"]} if manifest else {}
    return Version(
        version=folder.name,
        is_current=is_current,
        first_published=times[0] if times else None,
        last_published=times[-1] if times else None,
        documents=rows.get("documents"),
        rows=sum(rows.values()) if manifest else None,
        size_bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        damage=tuple(_damage(folder, manifest, hashes)),
    )


def _manifest(folder: Path) -> Mapping[str, Any] | None:
    """Return the manifest, or None where it is not there, or cannot be read as one."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        named = [(entry["name"], entry["path"], entry["hash"]) for entry in content["resources"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return content if named else None


def damage(folder: Path) -> tuple[str, ...]:
    """Return what of a version is not as its manifest says; nothing where it is whole."""
    return tuple(_damage(folder, _manifest(folder), _Hashes()))


def _damage(folder: Path, manifest: Mapping[str, Any] | None, hashes: _Hashes) -> Iterator[str]:
    if manifest is None:
        yield f"{MANIFEST} is missing or unreadable"
        return
    if not _names_itself(folder.name, manifest):
        yield f"{MANIFEST} is not that of version {folder.name}"
    for entry in manifest["resources"]:
        path = folder / entry["path"]
        if not path.is_file():
            yield f"{entry['path']} is missing"
        elif f"sha256:{hashes.of(path)}" != entry["hash"]:
            yield f"{entry['path']} has another content"


def _names_itself(version: str, manifest: Mapping[str, Any]) -> bool:
    """Say whether a manifest is the one that its version is the digest of: then it names the true hashes."""
    digest = hashlib.sha256(as_json({**manifest, "version": ""}).encode()).hexdigest()
    return bool(version) and manifest.get("version") == version and digest.startswith(version)


def point_at(output: Path, version: str) -> None:
    """Make a version current: the link in one atomic step, then current.json."""
    replace_link(output / "current", f"versions/{version}")
    write_whole(output / "current.json", json.dumps({"version": version, "path": f"versions/{version}"}) + "\n")


def rollback(output: Path, name: str) -> str:
    """Make an earlier version current again, and record it; return its name.

    Raises `RunError` where there is none, where it is damaged, or while a run is writing. The next run publishes
    afresh what the sources then amount to.
    """
    resolved(output, name)  # before a lock file is made in a folder that is no output
    with locked(output / ".lock"):
        version = resolved(output, name)
        broken = damage(output / "versions" / version)
        if broken:
            raise DamagedVersionError(output / "versions" / version, broken)
        previous = current_version(output)
        point_at(output, version)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        line = {"started_at": now, "command": "rollback", "status": 0, "version": version, "previous": previous}
        record(output, {**line, "is_new": False, "error": None})
    return version


def keep(output: Path, count: int) -> tuple[str, ...]:
    """Remove all but the `count` versions published last (never fewer than `AT_LEAST`); return which were removed.

    The caller holds the lock. The current version always stays. With a version go its inputs and the changes that
    led to it; runs.jsonl keeps that it was. A removal that is stopped midway is finished by the next.
    """
    order = _by_last_publication(output)
    current = current_version(output)
    first = [name for name in order if name == current]
    kept = set((first + [name for name in order if name != current])[: max(count, AT_LEAST)])
    removed = tuple(name for name in order if name not in kept)
    for name in removed:
        remove_whole(output / "versions" / name)
        forget_inputs(output, name)
    changes = output / "changes"
    for path in sorted(changes.glob("*..*")) if changes.is_dir() else ():
        if path.name.rpartition("..")[2] in removed:
            remove_whole(path)
    for left in (*(output / "versions").glob(f"{_REMOVED}*"), *changes.glob(f"{_REMOVED}*")):
        shutil.rmtree(left, ignore_errors=True)
    return removed


def changes_folder(output: Path, old: str, new: str) -> Path:
    """Return where the changes from one version to another are kept."""
    return output / "changes" / f"{old}..{new}"


def missing_changes(output: Path) -> tuple[str, str] | None:
    """Return the last step between two versions if both are there and its changes are not: a run was stopped there."""
    try:
        old, new = previous_version(output), current_version(output)
    except NoVersionToCompareError:
        return None
    there = version_names(output)
    if new is None or old not in there or new not in there or changes_folder(output, old, new).is_dir():
        return None
    return old, new


def remove_whole(folder: Path) -> None:
    """Remove a folder so that it is there whole or not at all at every moment."""
    hidden = folder.with_name(f"{_REMOVED}{folder.name}")
    shutil.rmtree(hidden, ignore_errors=True)
    os.rename(folder, hidden)
    shutil.rmtree(hidden, ignore_errors=True)
