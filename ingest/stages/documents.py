"""The documents of a run: where each is, and what it was read by."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.columns import Row
from ingest.digests import digest_of
from ingest.packed import Texts
from ingest.redo.code import CodePrints
from ingest.sources import SourceFile, files_but
from ingest.stages.setting import Setting
from schemas.words import UserWords


def reading_key(file: SourceFile, code: CodePrints, words: UserWords) -> str:
    """Return the digest of all that reading a file depends on."""
    parts = [file.document_id, file.title, file.form, file.sha256, code.forms[file.form], words.digest]
    return digest_of(parts)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read: its file, and the key of what the cache holds of it."""

    file: SourceFile
    key: str

    @property
    def row(self) -> Row:
        """Its row in `documents`."""
        return document_row(self.file)


class Documents(Mapping[str, str]):
    """The key of what was read of each document, by document_id and in its order.

    There may be very many: what else is known of one is made when it is asked for.
    """

    def __init__(self, files: Sequence[SourceFile], keys: Iterable[str]) -> None:
        """`files` come in the order of their document_id, `keys` with them."""
        self.files = files
        self._keys = Texts(keys)
        self._ids = Texts()
        self._sizes = array("Q")
        for file in files:
            self._ids.append(file.document_id)
            self._sizes.append(file.size_bytes)

    @classmethod
    def of(cls, files: Sequence[SourceFile], setting: Setting) -> Documents:
        """Return the documents that some files are, as this code and the user's words read them."""
        return cls(files, (reading_key(file, setting.code, setting.words) for file in files))

    def without(self, refused: Collection[str]) -> Documents:
        """Return the documents but some."""
        if not refused:
            return self
        kept = files_but(self.files, lambda file: file.document_id in refused)
        return Documents(kept, (key for name, key in self.items() if name not in refused))

    def __getitem__(self, document_id: str) -> str:
        """Return the key of what was read of a document."""
        return self._keys[self._place(document_id)]

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def read(self, document_id: str) -> ReadDocument:
        """Return a document."""
        place = self._place(document_id)
        return ReadDocument(self.files[place], self._keys[place])

    @property
    def size_bytes(self) -> int:
        """The bytes of all texts together."""
        return sum(self._sizes)

    def size(self, document_id: str) -> int:
        """Return the bytes of a document's text."""
        return self._sizes[self._place(document_id)]

    def keys_read(self) -> Sequence[str]:
        """Return the keys of all that was read."""
        return self._keys

    def _place(self, document_id: str) -> int:
        place = bisect_left(self._ids, document_id)
        if place == len(self._ids) or self._ids[place] != document_id:
            raise KeyError(document_id)
        return place


def document_row(file: SourceFile) -> Row:
    """Return the row of a file in `documents`."""
    entry = file.entry
    return {
        "document_id": file.document_id,
        "title": file.title,
        "path": file.path,
        "form": file.form,
        "sha256": file.sha256,
        "size_bytes": file.size_bytes,
        "revision_id": entry.revision if entry else None,
        "retrieved_at": entry.retrieved if entry else None,
        "source_url": entry.url if entry else None,
        "license": entry.license if entry else None,
    }
