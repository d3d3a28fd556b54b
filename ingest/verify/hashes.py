"""Hashes: the files of a publication against its manifest, and those of raw against `documents`."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ingest.files import sha256_of
from ingest.publish import DIGEST_LENGTH, MANIFEST, REPORT, REPORT_SUMS
from ingest.sources import Sources
from ingest.verify.model import Verified
from schemas.contract import PUBLISHED
from schemas.datapackage import as_json

_SUM = re.compile(r"^(?P<digest>[0-9a-f]{64})  (?P<path>[^\n]+)$")


def check_files(folder: Path, found: Verified) -> None:
    """Compare every file of a publication with its manifest: none altered, none missing, none more."""
    descriptor = _descriptor(folder, found)
    if descriptor is None:
        return
    _check_version(folder, descriptor, found)
    named = _resources(descriptor, found)
    for path, (digest, size) in sorted(named.items()):
        _check_file(folder, path, digest, size, found)
    pages = dict(_report_pages(folder, found)) if REPORT_SUMS in named else {}
    for path, digest in sorted(pages.items()):
        _check_file(folder, path, digest, None, found)
    there = set(_paths(folder))
    for path in sorted(there - set(named) - set(pages) - {MANIFEST}):
        found.differ("extra_file", path, "no file that the manifest does not name", "one")
    found.files = len(there)


def _descriptor(folder: Path, found: Verified) -> Mapping[str, Any] | None:
    try:
        descriptor = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        found.differ("manifest", MANIFEST, "a descriptor in JSON", error)
        return None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        found.differ("manifest", MANIFEST, "a descriptor with resources", "none")
        return None
    return descriptor


def _check_version(folder: Path, descriptor: Mapping[str, Any], found: Verified) -> None:
    """Compare the version, which is a digest of the manifest without it, with the manifest and the folder's name."""
    digest = hashlib.sha256(as_json({**descriptor, "version": ""}).encode()).hexdigest()[:DIGEST_LENGTH]
    if descriptor.get("version") != digest:
        found.differ("version", MANIFEST, f"the digest of the manifest, {digest}", descriptor.get("version"))
    if folder.name != digest and folder.parent.name == "versions":
        found.differ("version", folder.name, f"a folder named {digest}, as its manifest's digest", folder.name)


def _resources(descriptor: Mapping[str, Any], found: Verified) -> dict[str, tuple[str, int | None]]:
    """Return digest and size of each file that the manifest names."""
    named: dict[str, tuple[str, int | None]] = {}
    for resource in descriptor["resources"]:
        path, digest = str(resource.get("path", "")), str(resource.get("hash", "")).removeprefix("sha256:")
        if not path or path.startswith("/") or ".." in path.split("/"):
            found.differ("manifest", MANIFEST, "paths within the folder", path or "a resource without a path")
        else:
            named[path] = digest, resource.get("bytes")
    for name in PUBLISHED:
        if f"{name}.parquet" not in named:
            found.differ("manifest", MANIFEST, f"the dataset {name}", "no resource of it")
    return named


def _report_pages(folder: Path, found: Verified) -> Iterator[tuple[str, str]]:
    """Yield path and digest of every page of the report, which has a list of its own."""
    try:
        text = (folder / REPORT_SUMS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return  # told already: its own digest is in the manifest
    for line in text.splitlines():
        match = _SUM.match(line)
        path = (Path(REPORT).parent / match["path"]).as_posix() if match else ""
        if match is None or ".." in path.split("/"):
            found.differ("manifest", REPORT_SUMS, "lines of a digest and a path", line)
        else:
            yield path, match["digest"]


def _check_file(folder: Path, path: str, digest: str, size: int | None, found: Verified) -> None:
    whole = folder / path
    if not whole.is_file():
        found.differ("missing_file", path, "a file", "none")
        return
    there = sha256_of(whole)
    if there != digest:
        found.differ("altered_file", path, f"sha256 {digest}", f"sha256 {there}")
    elif size is not None and whole.stat().st_size != size:
        found.differ("altered_file", path, f"{size} bytes", f"{whole.stat().st_size} bytes")


def _paths(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        for name in names:
            yield (Path(parent) / name).relative_to(folder).as_posix()


def check_raw(folder: Path, sources: Sources, found: Verified) -> None:
    """Compare the articles in raw with those published: none altered, none missing, none more; and the decisions."""
    documents = pl.read_parquet(folder / "documents.parquet", columns=["path", "sha256", "document_id"]).sort("path")
    refused = set(pl.read_parquet(folder / "rejects.parquet", columns=["path"])["path"])
    there = {file.path: file.sha256 for file in sources.files}
    why = {reject.path: reject.message for reject in sources.rejects}
    for path, digest, document_id in documents.iter_rows():
        given = there.pop(path, None)
        if given is None:
            found.differ("missing_raw", path, f"the article of {document_id}", why.get(path, "no file"))
        elif given != digest:
            found.differ("altered_raw", path, f"sha256 {digest}", f"sha256 {given}")
    for path in sorted(set(there) - refused):
        found.differ("extra_raw", path, "no article that is not published", "one")
    found.documents = len(documents)
    _check_decisions(folder, sources, found)


def _check_decisions(folder: Path, sources: Sources, found: Verified) -> None:
    published = set(pl.read_parquet(folder / "decisions.parquet")["decision_id"])
    recorded = {decision.decision_id for decision in sources.decisions}
    for identifier in sorted(recorded - published):
        found.differ("extra_decision", identifier, "no decision that the publication does not know", "one in raw")
    for identifier in sorted(published - recorded):
        found.differ("missing_decision", identifier, "the decision in decisions.toml", "none")
