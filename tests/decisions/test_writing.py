"""decisions.toml as it is written: what is read back is what was written, and what people wrote stays."""

from __future__ import annotations

import multiprocessing
from datetime import date
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.decisions.reading import REQUIRED, read_decisions
from ingest.decisions.values import value_of
from ingest.decisions.writing import (
    DecisionsLockedError,
    UnsoundDecisionError,
    with_decision,
    with_evidence,
    writing,
)
from schemas.decisions import ACTIONS, JOINING, Action, Decision
from schemas.statements import NO_QUALIFIERS, Qualifiers
from tests.decisions.test_reading import GOOD, SAME

PATH = Path("decisions.toml")
EVIDENCE = f"e-{'a' * 20}-{'b' * 20}"

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)
QUALIFIERS = st.builds(
    Qualifiers,
    st.sampled_from([None, "final", "heats"]),
    st.none() | TEXTS,
    st.none() | st.floats(0, 50_000),
    st.none() | TEXTS,
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Draw a decision of any action, with the fields that it has."""
    action: Action = draw(st.sampled_from(ACTIONS))
    needs = REQUIRED[action]
    name = "" if action in JOINING else draw(st.sampled_from(["winning_time", "venue", "date", "competitors"]))
    said = draw(TEXTS) if "value" in needs else None
    if action == "set":
        said = {"winning_time": "1:14.4", "date": "5 August 1928", "competitors": "sixteen"}.get(name, said)
    return Decision(
        0,
        "competitor:a" if action in JOINING else "1952-summer-olympics/rowing/mens-single-sculls",
        name,
        action,
        draw(TEXTS),
        draw(TEXTS),
        draw(st.dates(date(1900, 1, 1), date(2100, 1, 1))),
        "" if action in JOINING else EVIDENCE,
        NO_QUALIFIERS if action in JOINING else draw(QUALIFIERS),
        value_of(said, name) if said else None,
        f"s-{'1' * 20}" if "statement" in needs else None,
        draw(st.none() | TEXTS) if action == "reject" else None,
        draw(st.none() | TEXTS) if action == "reject" else None,
        "fifths_read_as_tenths" if "explanation" in needs else None,
        "competitor:b" if action in JOINING else None,
    )


@given(decisions())
def test_every_action_round_trips(decision: Decision) -> None:
    text, written = with_decision("", decision, PATH)
    read = read_decisions(text, PATH)
    assert read.rejects == ()
    assert read.decisions == (decision,) == (written,)


_FIRST = GOOD.replace("value", "# the table has a misprint\nvalue").replace("on = ", "on   =   ")
_SECOND = SAME.replace('"One career."', '"One career."  # and one club')
COMMENTED = f"# Reviewed by all of us.\n\n{_FIRST}\n# below the first\n\n{_SECOND}"


def test_an_entry_is_added_and_what_people_wrote_stays() -> None:
    new = _choice("8:12.8", name="venue")
    after, placed = with_decision(COMMENTED, new, PATH)
    assert after.startswith(COMMENTED)
    alone = with_decision("", new, PATH)[0]
    assert after[len(COMMENTED) :] == "\n" + alone[alone.index("[[decision]]\n") :]
    assert placed.position == 2


def _choice(value: str, name: str = "winning_time") -> Decision:
    subject = "1952-summer-olympics/rowing/mens-single-sculls"
    said = value_of(value, name)
    return Decision(0, subject, name, "choose", "Anew.", "B. Reader", date(2024, 6, 1), EVIDENCE, value=said)


def test_what_was_decided_before_is_replaced_in_its_place() -> None:
    after, placed = with_decision(COMMENTED, _choice("8:12.1"), PATH)
    assert placed.position == 0
    assert [d.value.text for d in read_decisions(after, PATH).decisions if d.value] == ["8:12.1"]
    for line in ("# Reviewed by all of us.", "# the table has a misprint", "# below the first", "# and one club"):
        assert line in after


def test_a_field_that_an_entry_had_not_comes_before_what_is_below_it() -> None:
    deferred = GOOD.replace('"choose"', '"defer"').replace('value = "8:12.8"\n', "")
    after, _ = with_decision(f"{deferred}\n# below the first\n\n{SAME}", _choice("8:12.1"), PATH)
    assert after.index('value = "8:12.1"') < after.index("# below the first")


def test_a_decision_that_would_contradict_is_not_written() -> None:
    apart = SAME.replace('"same"', '"different"').replace("willy-falck-hansen", "w-hansen")
    also = SAME.replace("willy-hansen", "w-hansen")
    same = Decision(
        0, "competitor:willy-hansen", "", "same", "r", "b", date(2024, 5, 1), other="competitor:willy-falck-hansen"
    )  # fmt: skip
    with pytest.raises(UnsoundDecisionError, match="hold two competitors for one and for two"):
        with_decision(apart + also, same, PATH)


def test_a_bad_entry_of_others_does_not_stop_a_new_one() -> None:
    bad = GOOD.replace('"choose"', '"chose"')
    after, placed = with_decision(bad, _choice("8:12.1"), PATH)
    assert placed.position == 1
    assert len(read_decisions(after, PATH).decisions) == 1


def test_fingerprints_alone_are_renewed() -> None:
    after = with_evidence(COMMENTED, {0: EVIDENCE}, PATH)
    assert after == COMMENTED.replace(f"e-{'0' * 20}-{'1' * 20}", EVIDENCE)


def test_a_fingerprint_is_given_to_an_entry_that_has_none() -> None:
    bare = "\n".join(line for line in GOOD.splitlines() if not line.startswith("evidence"))
    after = with_evidence(f"{bare}\n\n# below\n{SAME}", {0: EVIDENCE}, PATH)
    assert len(read_decisions(after, PATH).decisions) == 2
    assert after.index(EVIDENCE) < after.index("# below")


def _hold(raw: str, ready: Event, done: Event) -> None:
    with writing(Path(raw)):
        ready.set()
        done.wait(30)


def test_two_cannot_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(tmp_path), ready, done))
    other.start()
    try:
        assert ready.wait(30)
        with pytest.raises(DecisionsLockedError, match="another process writes to"), writing(tmp_path):
            pass
    finally:
        done.set()
        other.join(30)
    with writing(tmp_path) as path:
        assert path == tmp_path / "decisions.toml"
    assert list(tmp_path.iterdir()) == [], "no lock file is left in raw"
