"""Falls in coverage: what a new version would no longer hold, beyond a budget.

Counted over the articles that both versions have. An article that a person took away is no loss, nor does an article
that was added make up for one; an article that was refused, that an edit robbed of its table, or of which the code now
reads less, is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.changes import LOSS_BUDGET
from ingest.changes.errors import DamagedVersionError
from ingest.changes.folders import opened
from ingest.publish import Datasets, current_version
from schemas.contract import DATASETS, PUBLISHED
from schemas.contract.vocabulary import STATEMENT_LISTS
from schemas.properties import REGISTRY

_SHOWN = 3
_UNCOUNTED = frozenset({"rejects", "coverage", "checks", "competitors", "competitor_joins", "decisions"})
"""Fewer refusals are no loss, nor are fewer checks between articles of which one was taken away, two names found to be
one person, or a decision withdrawn; what is read of the articles' parts is counted by kind."""
_ID, _DOCUMENT = "statement_id", "document_id"
_MEASURE, _COUNT = "measure", "count"
_SAID = "statements: "
_PARTS = {"field": "infobox fields", "column": "table columns", "template": "templates", "section": "sections"}


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be lost: a fall by more than `share` of what there was, and by `at_least` rows, is beyond it.

    `document_share` is that of one article's statements from which it is named as shrunken, which blocks nothing: one
    article of thousands must not keep the others from being published.
    """

    share: float = LOSS_BUDGET
    at_least: int = 3
    document_share: float = 0.2

    def is_beyond(self, before: int, after: int) -> bool:
        """Say whether a fall is beyond the budget."""
        return before - after >= self.at_least and before - after > self.share * before


@dataclass(frozen=True, slots=True)
class DocumentLoss:
    """What one article lost of something, and whether the article itself is another."""

    document_id: str
    lost: int
    became: str

    def __str__(self) -> str:
        return f"{self.lost:,} in {self.document_id} ({self.became})"


@dataclass(frozen=True, slots=True)
class Loss:
    """A fall in what is counted (`rows of results`, `statements: table, mark`), with the articles it is most of."""

    measure: str
    before: int
    after: int
    documents: tuple[DocumentLoss, ...] = ()

    @property
    def share(self) -> float:
        """How much of what there was is lost, from 0 to 1."""
        return (self.before - self.after) / self.before

    def __str__(self) -> str:
        shown = ", ".join(map(str, self.documents))
        fall = f"{self.measure}: {self.before:,} → {self.after:,} (−{self.share:.1%})"
        return f"{fall}: {shown}" if shown else fall


def coverage_losses(old: Path, new: Path | Datasets, budget: Budget | None = None) -> tuple[Loss, ...]:
    """Return the falls beyond the budget, the greatest share first.

    `old` is a version's folder; `new` another, or the datasets of what would be published.
    """
    return _Comparison.of(old, new).losses(budget or Budget())


def blocking_losses(
    output: Path, datasets: Datasets, budget: Budget | None = None
) -> tuple[str | None, tuple[Loss, ...]]:
    """Return the current version of an output, and the losses for which `datasets` must not follow it.

    There are none where nothing is published, or where what is published is damaged: publishing mends it.
    """
    current = current_version(output)
    if current is None:
        return None, ()
    try:
        return current, coverage_losses(output / "versions" / current, datasets, budget)
    except (DamagedVersionError, OSError, pl.exceptions.PolarsError):
        return current, ()


def shrunken_documents(old: Path, new: Path | Datasets, budget: Budget | None = None) -> tuple[Loss, ...]:
    """Return the articles that lost more of their own statements than `document_share`, the worst first."""
    return _Comparison.of(old, new).shrunken(budget or Budget())


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two versions, with the articles that count: old ones that were not taken away, and what they are now.

    `articles`: `document_id` (the old one), `now` (the new one, null where it was refused), `became`.
    """

    old: Datasets
    new: Datasets
    articles: pl.DataFrame

    @classmethod
    def of(cls, old: Path, new: Path | Datasets) -> _Comparison:
        sides = opened(old), opened(new) if isinstance(new, Path) else new
        return cls(*sides, _articles(*sides))

    def losses(self, budget: Budget) -> tuple[Loss, ...]:
        """Return the falls beyond the budget, the greatest share first."""
        if self._has_the_same_articles() and not self._falls_at_all(budget):
            return ()
        before, after = self._counts(self.old, _DOCUMENT), self._counts(self.new, "now")
        totals = _totals(before).join(_totals(after), on=_MEASURE, how="left", suffix="_after").fill_null(0)
        renamed = _renamed(_totals(before), _totals(after))
        fallen = [row for row in totals.rows() if budget.is_beyond(row[1], row[2]) and row[0] not in renamed]
        found = [Loss(name, a, b, self._worst(name, before, after)) for name, a, b in fallen]
        return tuple(sorted(found, key=lambda loss: (-loss.share, loss.before - loss.after, loss.measure)))

    def _has_the_same_articles(self) -> bool:
        """Say whether no article was added, taken away, renamed or refused: then plain totals can be compared."""
        ids = (set(side.scan("documents").select(_DOCUMENT).collect()[_DOCUMENT]) for side in (self.old, self.new))
        return next(ids) == next(ids)

    def _falls_at_all(self, budget: Budget) -> bool:
        """Say whether any total falls beyond the budget: cheap, and nearly always all that need be known."""
        before, after = _plain_totals(self.old), _plain_totals(self.new)
        return any(budget.is_beyond(count, after.get(measure, 0)) for measure, count in before.items())

    def shrunken(self, budget: Budget) -> tuple[Loss, ...]:
        """Return the articles that lost more of their statements than their share, the worst first."""
        before, after = (
            side.scan("statements").group_by(_DOCUMENT).len().collect().rename({"len": _COUNT})
            for side in (self.old, self.new)
        )
        there = self.articles.drop_nulls("now").join(before, on=_DOCUMENT)
        both = there.join(after, left_on="now", right_on=_DOCUMENT, how="left", suffix="_after").fill_null(0)
        own = Budget(budget.document_share, budget.at_least)
        rows = both.select(_DOCUMENT, "became", _COUNT, f"{_COUNT}_after").rows()
        found = [Loss(f"statements of {name}, {became}", a, b) for name, became, a, b in rows if own.is_beyond(a, b)]
        return tuple(sorted(found, key=lambda loss: (-loss.share, loss.measure)))

    def _counts(self, side: Datasets, name: str) -> pl.DataFrame:
        """Return how much there is of everything counted in the articles `name` says, by article where it has one."""
        ids = self.articles.select(pl.col(name).alias(_DOCUMENT), pl.col(_DOCUMENT).alias("was")).drop_nulls()
        parts = [_rows_of(side, dataset, ids) for dataset in PUBLISHED if dataset not in _UNCOUNTED]
        return pl.concat([*parts, _kinds(side, ids), _read_parts(side, ids)])

    def _worst(self, measure: str, before: pl.DataFrame, after: pl.DataFrame) -> tuple[DocumentLoss, ...]:
        """Return the articles that a fall is most of; none for what is counted over all articles."""
        sides = [side.filter(pl.col(_MEASURE) == measure).drop_nulls("was") for side in (before, after)]
        both = sides[0].join(sides[1], on="was", how="left", suffix="_after").fill_null(0)
        lost = both.select("was", lost=pl.col(_COUNT) - pl.col(f"{_COUNT}_after")).filter(pl.col("lost") > 0)
        named = lost.join(self.articles, left_on="was", right_on=_DOCUMENT).sort(
            ["lost", "was"], descending=[True, False]
        )
        return tuple(DocumentLoss(*row) for row in named.head(_SHOWN).select("was", "lost", "became").rows())


def _articles(old: Datasets, new: Datasets) -> pl.DataFrame:
    """Return the old version's articles that were not taken away, each with what it is now and what became of it."""
    columns = [_DOCUMENT, "sha256", "path"]
    before, after = (side.scan("documents").select(columns).collect() for side in (old, new))
    refused = new.scan("rejects").select(_DOCUMENT, "path").collect()
    ids, paths = set(refused[_DOCUMENT].drop_nulls()), set(refused["path"])
    find = _finder(before, after)
    rows: list[tuple[str, str | None, str]] = []
    for name, digest, path in before.rows():
        now = find(name, digest, path)
        if now is not None:
            rows.append((name, now[0], "unchanged" if now[1] == digest else "edited"))
        elif name in ids or path in paths:
            rows.append((name, None, "refused"))
    return pl.DataFrame(rows, schema={_DOCUMENT: pl.String, "now": pl.String, "became": pl.String}, orient="row")


def _finder(before: pl.DataFrame, after: pl.DataFrame) -> Callable[[str, str, str], tuple[str, str] | None]:
    """Return what finds id and digest of what an article is now: of the same id, else the same text, else the file."""
    old_ids = set(before[_DOCUMENT])
    by_id = {row[0]: (row[0], row[1]) for row in after.rows()}
    fresh = [row for row in after.rows() if row[0] not in old_ids]
    by_digest, by_path = ({row[place]: (row[0], row[1]) for row in fresh} for place in (1, 2))
    taken: set[str] = set()

    def find(name: str, digest: str, path: str) -> tuple[str, str] | None:
        found = by_id.get(name) or by_digest.get(digest) or by_path.get(path)
        if found is None or found[0] in taken:
            return None
        taken.add(found[0])
        return found

    return find


def _plain_totals(side: Datasets) -> dict[str, int]:
    """Return how much there is of everything counted, whatever articles it is of."""
    names = [name for name in PUBLISHED if name not in _UNCOUNTED]
    counts = pl.collect_all([side.scan(name).select(pl.len()) for name in names])
    rows = {f"rows of {name}": int(count.item()) for name, count in zip(names, counts, strict=True)}
    kinds = side.scan("statements").group_by("source_kind", "property").len().collect(engine="streaming")
    parts = side.scan("coverage").filter(pl.col("outcome") == "read").group_by("kind").len().collect()
    said = {f"statements: {kind}, {name}": count for kind, name, count in kinds.rows()}
    return rows | said | {f"{_PARTS.get(kind, kind)} read": count for kind, count in parts.rows()}


def _renamed(before: pl.DataFrame, after: pl.DataFrame) -> set[str]:
    """Return the measures of statements in the articles' own words that fall where these words were given a name.

    There are as many statements of such places as before: they say the same under another property.
    """
    kinds = [_said_by_kind(side) for side in (before, after)]
    own = [row[0] for row in before.rows() if row[0].startswith(_SAID) and row[0].partition(", ")[2] not in REGISTRY]
    return {measure for measure in own if kinds[1][measure.partition(", ")[0]] >= kinds[0][measure.partition(", ")[0]]}


def _said_by_kind(totals: pl.DataFrame) -> Counter[str]:
    """Return how many statements there are of each kind of place: `statements: table`."""
    found: Counter[str] = Counter()
    for measure, count in totals.rows():
        if measure.startswith(_SAID):
            found[measure.partition(", ")[0]] += count
    return found


def _totals(counts: pl.DataFrame) -> pl.DataFrame:
    return counts.group_by(_MEASURE).agg(pl.col(_COUNT).sum()).sort(_MEASURE)


def _rows_of(side: Datasets, dataset: str, ids: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a dataset, by article where a row is of one; else those that rest on any of the articles."""
    measure = pl.lit(f"rows of {dataset}")
    contract = DATASETS[dataset]
    rows = side.scan(dataset)
    if _DOCUMENT in contract.column_names and not contract.column(_DOCUMENT).nullable:
        own = rows.select(_DOCUMENT).join(ids.lazy(), on=_DOCUMENT)
        return _counted(own.with_columns(measure.alias(_MEASURE)))
    lists = [name for name in STATEMENT_LISTS if name in contract.column_names]
    if not lists:
        return _counted(ids.lazy().clear().with_columns(measure.alias(_MEASURE)))
    of_articles = side.scan("statements").select(_ID, _DOCUMENT).join(ids.lazy(), on=_DOCUMENT, how="semi")
    numbered = rows.select(pl.concat_list(lists).alias(_ID)).with_row_index("row")
    resting = numbered.explode(_ID).join(of_articles.select(_ID), on=_ID, how="semi").select(pl.col("row").n_unique())
    count = int(resting.collect(engine="streaming").item())
    return pl.DataFrame({_MEASURE: [f"rows of {dataset}"], "was": [None], _COUNT: [count]}, schema=_COUNTS)


_COUNTS = {_MEASURE: pl.String, "was": pl.String, _COUNT: pl.Int64}


def _counted(rows: pl.LazyFrame) -> pl.DataFrame:
    """Return how many rows there are of each measure and article."""
    found = rows.group_by(_MEASURE, "was").agg(pl.len().cast(pl.Int64).alias(_COUNT))
    return found.select(*_COUNTS).collect(engine="streaming")


def _kinds(side: Datasets, ids: pl.DataFrame) -> pl.DataFrame:
    """Return the statements by the kind of place that says them and the property."""
    measure = pl.format("statements: {}, {}", "source_kind", "property").alias(_MEASURE)
    rows = side.scan("statements").select(_DOCUMENT, "source_kind", "property").join(ids.lazy(), on=_DOCUMENT)
    return _counted(rows.with_columns(measure))


def _read_parts(side: Datasets, ids: pl.DataFrame) -> pl.DataFrame:
    """Return the parts of articles that are read, by kind."""
    read = side.scan("coverage").filter(pl.col("outcome") == "read").join(ids.lazy(), on=_DOCUMENT)
    named = pl.col("kind").replace(_PARTS)
    return _counted(read.with_columns(pl.format("{} read", named).alias(_MEASURE)))
