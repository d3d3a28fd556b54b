"""Small articles, and what the checks find in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.checks import run_checks
from ingest.checks.model import Check
from ingest.datasets.judged import Judged
from ingest.link import link
from ingest.reconcile import reconcile
from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from schemas.document import Locator, Span
from schemas.extraction import Extraction
from schemas.slugs import slug
from schemas.statements import EventWords, Gender, Qualifiers, Statement, Subject, SubjectKind, identified
from schemas.values import Value

TITLE = "Cycling at the 1968 Summer Olympics – Men's track time trial"
OVERVIEW = "Track time trial at the Olympics"


@dataclass(frozen=True)
class Said:
    """A statement of prose, made by hand: no test here depends on how sentences are read."""

    property: str
    text: str
    number: int | None = None
    name: str | None = None
    kind: SubjectKind = "event"
    year: int | None = 1968
    gender: Gender = "men"
    as_of: str | None = None
    by: str | None = None
    section: str = "Lead"
    excerpt: str | None = None
    unit: str | None = None
    mark: str | None = None
    title: str = TITLE

    def statement(self, document_id: str) -> Statement:
        words = EventWords(
            self.year,
            f"{self.year} Summer Olympics" if self.year else "Olympics",
            None,
            "track time trial",
            self.gender,
        )
        number = Decimal(self.mark) if self.mark else None if self.number is None else Decimal(self.number)
        return Statement(
            document_id=document_id,
            subject=Subject(self.kind, words, self.name),
            property=self.property,
            value=Value(self.text, number, self.unit),
            source_kind="prose",
            locator=Locator(self.section, Span(0, 1)),
            excerpt=self.excerpt or self.text,
            extractor="prose.test",
            qualifiers=Qualifiers(as_of=self.as_of),
            attributed_to=self.by,
        )


def article(*parts: str, title: str = TITLE, box: Mapping[str, object] | None = None, **more: object) -> str:
    """Return a flattened article: its infobox (underscores in names are spaces), then sections, each a text."""
    infobox = {**(box or {}), **more}
    fields = [f"- {key.replace('_', ' ')}: {value}" for key, value in infobox.items()]
    lines = ["Infobox", *fields, ""] if fields else []
    return "\n".join([f"= {title} =", "", *lines, *parts]) + "\n"


def results(header: str, *rows: str, heading: str = "Results") -> str:
    """Return a section with a table, cells separated by bars."""
    return "\n".join([f"=={heading}==", "", *(f"| {row} |" for row in (header, *rows)), ""])


def extraction(text: str, said: Iterable[Said] = ()) -> Extraction:
    """Return what an article says, with the statements of its prose made by hand."""
    title = text.split("\n", 1)[0].strip("= ")
    found = extract(parse_plaintext(slug(title), text, title))
    own = [one.statement(found.document.document_id) for one in said if one.title == title]
    return replace(found, statements=(*found.statements, *identified(own)))


def judged(*texts: str, said: Sequence[Said] = ()) -> Judged:
    """Return articles, linked and judged."""
    return judge([extraction(text, said) for text in texts])


def judge(extractions: Sequence[Extraction]) -> Judged:
    """Return extractions, linked and judged."""
    linked = link(extractions)
    return Judged(extractions, linked, reconcile(linked, extractions))


def found(kind: str, *texts: str, said: Sequence[Said] = ()) -> list[Check]:
    """Return the checks of one kind on articles, by key."""
    checks = run_checks(judged(*texts, said=said))
    return sorted((check for check in checks if check.kind == kind), key=lambda check: check.key)


def only(kind: str, *texts: str, said: Sequence[Said] = ()) -> Check:
    """Return the one check of a kind on articles."""
    checks = found(kind, *texts, said=said)
    assert len(checks) == 1, checks
    return checks[0]
