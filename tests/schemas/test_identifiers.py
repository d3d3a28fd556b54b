"""Statement identifiers: the same digest of the same JSON, however it is written."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from schemas.document import Locator
from schemas.statements import EventWords, Qualifiers, Statement, Subject, identified
from schemas.values import Value

_texts = st.text(alphabet=st.sampled_from('aé"\\\n\t\x00\x1f\u2028–中😀 '), max_size=6)
_maybe = st.none() | _texts
_events = st.builds(EventWords, st.none() | st.integers(0, 3000), _maybe, _maybe, _maybe, st.just("men"))
_subjects = st.builds(Subject, st.just("row"), st.none() | _events, _maybe, st.none() | st.integers(0, 9))
_distances = st.none() | st.floats(allow_nan=False, allow_infinity=False)
_qualifiers = st.builds(Qualifiers, _maybe, _maybe, _distances, _maybe)
_statements = st.builds(
    Statement,
    document_id=_texts,
    subject=_subjects,
    property=_texts,
    value=st.builds(Value, _texts),
    source_kind=st.just("table"),
    locator=st.builds(Locator, _texts),
    excerpt=_texts,
    extractor=st.just("table.results"),
    qualifiers=_qualifiers,
    attributed_to=_maybe,
)


def _plainly(statements: Sequence[Statement]) -> list[str]:
    """Return the identifiers by the definition that datasets published so far hold to."""
    seen: Counter[str] = Counter()
    found = []
    for one in statements:
        event, narrowed = one.subject.event or EventWords(), one.qualifiers
        parts = [
            one.document_id, one.source_kind, one.locator.section,
            [one.subject.kind, one.subject.name, event.year, event.games, event.sport, event.event, event.gender],
            one.property, [narrowed.round, narrowed.heat, narrowed.distance_m, narrowed.as_of],
            one.value.text, one.attributed_to, one.excerpt,
        ]  # fmt: skip
        words = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        seen[words] += 1
        found.append(f"s-{hashlib.sha256(f'{words} {seen[words]}'.encode()).hexdigest()[:20]}")
    return found


@given(st.lists(_statements, max_size=5))
def test_an_identifier_is_the_digest_of_the_json_of_its_words(statements: list[Statement]) -> None:
    twice = [*statements, *statements]
    made = identified(twice)
    assert [one.statement_id for one in made] == _plainly(twice)
    assert list(made) == twice  # all but the identifier, which does not count in comparison, is as it was
