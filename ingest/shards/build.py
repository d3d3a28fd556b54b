"""Making a shard: from the rows of its documents and groups to its tables and its part of the report.

Done in any process, of what it is given and nothing else.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from ingest.columns import Columns, Row, no_rows
from ingest.link.people.model import Referred
from ingest.redo.packing import pack, unpack, unpacked_as
from ingest.shards.articles import Articles, Source
from ingest.shards.plan import home_of
from schemas.contract import DATASETS
from schemas.contract.model import ColumnType
from schemas.words import NO_WORDS, UserWords, using

_ID, _MEMBERS = "competitor_id", "member_ids"


@dataclass(frozen=True, slots=True)
class GroupPart:
    """A group: its name, its packed rows, and whom the references in them lead to, packed too, in parts."""

    name: str
    rows: bytes
    references: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ShardTask:
    """What a shard is made of. `decisions` are rows on what people decided of its groups.

    `raw` is the folder that the files are in; None where nobody will look at the report. `words` are its user's.
    `rows` are packed rows of datasets besides.
    """

    groups: tuple[GroupPart, ...]
    sources: tuple[Source, ...]
    decisions: tuple[Row, ...]
    raw: Path | None
    words: UserWords = NO_WORDS
    rows: tuple[bytes, ...] = ()

    @property
    def size_bytes(self) -> int:
        """The bytes of its rows and articles."""
        groups = sum(len(group.rows) + sum(map(len, group.references)) for group in self.groups)
        return groups + sum(source.size_bytes for source in self.sources) + sum(map(len, self.rows))


@dataclass(frozen=True, slots=True)
class Built:
    """A shard: its tables as Parquet, by dataset, each in the order of its key; the lines of lists, as Parquet too.

    `pages` are its pages, packed, `index` the path and the SHA-256 of each.
    """

    tables: Mapping[str, bytes]
    lines: bytes = b""
    pages: bytes = b""
    index: tuple[tuple[str, str], ...] = ()


def build_shards(tasks: Sequence[ShardTask]) -> list[Built]:
    """Return some shards. Raises `ContractViolation` for a value of a wrong type."""
    return [_built(task) for task in tasks]


def _built(task: ShardTask) -> Built:
    with using(task.words):
        return _built_in_words(task)


def _built_in_words(task: ShardTask) -> Built:
    own = {source.file.document_id: unpacked_as(dict, unpack(source.rows)) for source in task.sources if source.is_own}
    groups = [_group(part) for part in task.groups]
    more = [unpacked_as(dict, unpack(rows)) for rows in task.rows]
    tables = _tables([*own.values(), *(group.rows for group in groups), *more])
    return Built(tables) if task.raw is None else _with_report(task, task.raw, tables, groups)


@dataclass(frozen=True, slots=True)
class _Group:
    home: str
    rows: Mapping[str, Columns]
    names: Mapping[str, str]


def _group(part: GroupPart) -> _Group:
    people = [unpacked_as(Referred, unpack(references)) for references in part.references]
    persons = {place: who for found in people for place, who in found.persons.items()}
    names = {who: name for found in people for who, name in found.names.items()}
    rows = unpacked_as(dict, unpack(part.rows))
    known = {name: identified(name, columns, persons) for name, columns in rows.items()}
    return _Group(home_of(part.name), known, names)


def identified(dataset: str, columns: Columns, people: Mapping[str, str]) -> Columns:
    """Return rows with identifiers in place of references: null, or none, for what is no person."""
    names = DATASETS[dataset].column_names
    values = list(columns.values)
    if _ID in names:
        at = names.index(_ID)
        values[at] = [people.get(place) if isinstance(place, str) else None for place in values[at]]
    if _MEMBERS in names:
        at = names.index(_MEMBERS)
        values[at] = [_identified(places, people) for places in values[at]]
    return Columns(tuple(values))


def _identified(places: object, people: Mapping[str, str]) -> list[str] | None:
    if not isinstance(places, list):
        return None
    return list(dict.fromkeys(people[place] for place in places if place in people))


def _tables(parts: Iterable[Mapping[str, Columns]]) -> dict[str, bytes]:
    from schemas.frames import frame_of_columns, in_key_order

    together: dict[str, Columns] = {}
    for rows in parts:
        for name, columns in rows.items():
            together.setdefault(name, no_rows(name)).extend(columns)
    tables = {}
    for name, columns in together.items():
        if columns.height:
            written = BytesIO()
            in_key_order(name, frame_of_columns(name, columns.values)).write_parquet(written, compression="lz4")
            tables[name] = written.getvalue()
    return tables


# The report


def _with_report(task: ShardTask, raw: Path, tables: Mapping[str, bytes], groups: Sequence[_Group]) -> Built:
    from ingest.report import Judged, frame_of_lines, part_of

    homes: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    everything: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, str] = {}
    for group in groups:
        names |= group.names
        for dataset, columns in group.rows.items():
            rows = list(shown_rows(dataset, columns))
            homes[group.home][dataset] += rows
            everything[dataset] += rows
    articles = Articles(task.sources, raw)
    everything["competitors"] = [{"competitor_id": who, "name": name} for who, name in sorted(names.items())]
    everything["documents"] = [source.row for source in task.sources]
    everything["table_cells"] = [row for source in task.sources for row in articles.rows(source, "table_cells")]
    everything["decisions"] = list(task.decisions)
    judged = [Judged(home, rows) for home, rows in sorted(homes.items())]
    part = part_of(everything, judged, articles.own(), articles.document)
    lines = BytesIO()
    frame_of_lines(part.lines).write_parquet(lines, compression="lz4")
    index = tuple((path, hashlib.sha256(html.encode()).hexdigest()) for path, html in part.pages)
    return Built(tables, lines.getvalue(), pack(list(part.pages)), index)


def shown_rows(dataset: str, columns: Columns) -> Iterator[Row]:
    """Yield rows as they are read from the published table: with numbers as floats."""
    contract = DATASETS[dataset].columns
    values = [
        [None if each is None else float(str(each)) for each in found] if column.type is ColumnType.NUMBER else found
        for column, found in zip(contract, columns.values, strict=True)
    ]
    names = [column.name for column in contract]
    for cells in zip(*values, strict=True):
        yield dict(zip(names, cells, strict=True))
