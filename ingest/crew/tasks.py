"""The two tasks of a run: reading a document, and judging a group of statements."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.crew.limits import TimeLimitError, time_limit
from ingest.extraction import Reading, read_file
from ingest.judging import GroupProduct, GroupTask, failed, judge_group
from ingest.redo.packing import pack, pack_parts, unpack
from ingest.sources import Reject, SourceFile
from schemas.extraction import Extraction
from schemas.words import NO_WORDS, UserWords, using

_REMEMBERED = 64
_READ, _LIMIT = "read", "limit"


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A file to be read, the folder of sources that it is in, and its user's words."""

    raw: Path
    file: SourceFile
    words: UserWords = NO_WORDS


@dataclass(frozen=True, slots=True)
class JudgeTask:
    """A group to be judged, with the packed extractions that its parts name by their keys, and the user's words."""

    group: GroupTask
    packed: Mapping[str, bytes]
    words: UserWords = NO_WORDS


def read_tasks(tasks: Sequence[ReadTask]) -> list[Reading | Reject]:
    """Read some files, each within its limits."""
    return [_read(task) for task in tasks]


def _read(task: ReadTask) -> Reading | Reject:
    file = task.file
    began = time.monotonic()
    try:
        with using(task.words), time_limit():
            found = read_file(file, task.raw)
    except (TimeLimitError, MemoryError) as error:
        return refused(file, sentence(error))
    return replace(found, seconds=time.monotonic() - began) if isinstance(found, Reading) else found


def refused(file: SourceFile, said: str) -> Reject:
    """Return the refusal of a file that a backstop ended."""
    message = (
        f"{file.path}: reading it was given up: {said}; remove the article, or report it as a fault of photofinish"
    )
    return Reject(file.path, _READ, _LIMIT, message, file.document_id)


def is_given_up(reject: Reject) -> bool:
    """Say whether a backstop ended the reading of a document: it may pass another time."""
    return (reject.stage, reject.error) == (_READ, _LIMIT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A `GroupProduct` in the pieces that are needed at different times, each packed.

    They are the rows, the mentions (in parts: cluster by cluster), what ties those to others, and the note.
    `mentions_key` is the digest of the mentions. What is not final a backstop ended: it may pass another time, and is
    not kept.
    """

    rows: bytes
    mentions: bytes
    ties: bytes
    note: bytes
    mentions_key: str
    is_final: bool = True

    @classmethod
    def of(cls, product: GroupProduct, *, is_final: bool = True) -> Judgement:
        """Pack a product."""
        note = product.note
        mentions = pack_parts((cluster.mentions, cluster.alike) for cluster in product.mentions)
        ties = pack(tuple(cluster.ties for cluster in product.mentions))
        return cls(pack(product.rows), mentions, ties, pack(note), note.mentions, is_final)


def judge_tasks(tasks: Sequence[JudgeTask]) -> list[Judgement]:
    """Judge some groups, each within its limits."""
    return [_judge(task) for task in tasks]


def _judge(task: JudgeTask) -> Judgement:
    try:
        with using(task.words), time_limit():
            extractions = {part.key: _extraction(part.key, task.packed) for part in task.group.parts}
            return Judgement.of(judge_group(task.group, extractions))
    except (TimeLimitError, MemoryError) as error:
        return given_up(task.group, sentence(error))


def given_up(group: GroupTask, said: str) -> Judgement:
    """Return what there is of a group that a backstop ended: nothing."""
    return Judgement.of(failed(group, f"judging what is said of {group.name} was given up: {said}"), is_final=False)


def sentence(error: TimeLimitError | MemoryError) -> str:
    """Return which backstop ended a task, for a message."""
    return str(error) if isinstance(error, TimeLimitError) else "it took more memory than a worker may have"


_extractions: OrderedDict[str, Extraction] = OrderedDict()


def _extraction(key: str, packed: Mapping[str, bytes]) -> Extraction:
    """Unpack an extraction; an overview has a part in many groups, often one after the other."""
    found = _extractions.get(key)
    if found is None:
        value = unpack(packed[key])
        if not isinstance(value, Extraction):
            raise TypeError(f"expected a packed Extraction, not {type(value).__name__}")
        _extractions[key] = found = value
        if len(_extractions) > _REMEMBERED:
            _extractions.popitem(last=False)
    return found
