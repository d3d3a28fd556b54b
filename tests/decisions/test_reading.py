"""decisions.toml as it is read: whole entries, and for each other one a sentence with its number, field and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.decisions.reading import DecisionsFileError, load_decisions, read_decisions

GOOD = """[[decision]]
subject = "1952-summer-olympics/rowing/mens-single-sculls"
property = "winning_time"
action = "choose"
value = "8:12.8"
reason = "The official report says so."
by = "A. Reader"
on = 2024-05-01
evidence = "e-00000000000000000000-11111111111111111111"
"""
SAME = """[[decision]]
subject = "competitor:willy-hansen"
other = "competitor:willy-falck-hansen"
action = "same"
reason = "One career."
by = "A. Reader"
on = 2024-05-01
"""
PATH = Path("decisions.toml")


def messages(text: str) -> list[str]:
    return [reject.message for reject in read_decisions(text, PATH).rejects]


def test_a_good_entry_is_a_decision() -> None:
    read = read_decisions(GOOD + SAME, PATH)
    choose, same = read.decisions
    assert (choose.action, choose.position, same.other) == ("choose", 0, "competitor:willy-falck-hansen")
    assert choose.value
    assert str(choose.value.number) == "492.8"
    assert read.rejects == ()


def test_without_a_file_there_is_no_decision(tmp_path: Path) -> None:
    assert load_decisions(tmp_path).decisions == ()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('action = "choose"', 'action = "chose"', "`action` is 'chose'; expected one of choose, reject, set"),
        ('action = "choose"\n', "", "`action` is missing; give one of choose"),
        ('value = "8:12.8"\n', "", "`value` is missing; the action choose needs"),
        ('action = "choose"', 'action = "defer"', "`value` is no field of the action defer; remove it"),
        ('reason = "The official report says so."\n', "", "`reason` is missing; say why"),
        ('by = "A. Reader"\n', "", "`by` is missing; say who decided"),
        ("on = 2024-05-01\n", "", "`on` is missing; give the day of the decision, as 2024-05-01"),
        ("on = 2024-05-01", 'on = "2024-05-01"', "`on` is '2024-05-01'; expected a day without quotation marks"),
        ('by = "A. Reader"', 'by = ""', "`by` is ''; expected a text that is not empty"),
        ("reason = ", "reasons = ", "`reason` is missing"),
        ("property = ", 'heats = "1"\nproperty = ', "`heats` is no field of the action choose"),
        ('"e-00000000000000000000-11111111111111111111"', '"e-1"', "`evidence` is 'e-1'; expected the fingerprint"),
        (
            'evidence = "e-00000000000000000000-11111111111111111111"\n', "",
            "`evidence` is missing; `photofinish decide --refresh` writes",
        ),
        ("1952-summer-olympics/rowing/mens-single-sculls", "1952 rowing", "`subject` is '1952 rowing'; expected an ev"),
        ('action = "choose"\nvalue = "8:12.8"', 'action = "set"\nvalue = "fast"', "`value` is 'fast'; expected a mark"),
        ("property = ", "distance_m = -3\nproperty = ", "`distance_m` is -3; expected metres"),
        ("property = ", 'round = "Final A"\nproperty = ', "`round` is 'Final A'; expected a slug"),
        ('action = "choose"\nvalue = "8:12.8"', 'action = "reject"\nstatement = "x"', "`statement` is 'x'; expected"),
    ],
)  # fmt: skip
def test_a_bad_entry_is_named_with_its_field_and_remedy_and_stops_no_other(
    before: str, after: str, message: str
) -> None:
    assert before in GOOD
    bad = GOOD.replace(before, after)
    read = read_decisions(SAME + bad, PATH)
    assert [decision.action for decision in read.decisions] == ["same"]
    (reject,) = read.rejects
    assert reject.message.startswith("decisions.toml: entry 2 (")
    assert message in reject.message
    assert (reject.path, reject.stage, reject.is_document) == ("decisions.toml", "decisions", True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("[[decision]]", "[[decisions]]"), "`decisions` is unknown; expected [[decision]] tables"),
        (GOOD + GOOD.replace("official report", "newspaper"), "entry 2 (winning_time of 1952-summer-olympics/rowing/m"),
        (SAME.replace("willy-falck-hansen", "willy-hansen"), "`other` is the subject itself"),
        (SAME.replace("competitor:willy-falck-hansen", "nation:DEN"), "expected a competitor as competitor:"),
    ],
    ids=["table", "twice", "itself", "no competitor"],
)
def test_what_is_wrong_with_a_file_is_said(text: str, message: str) -> None:
    (found,) = messages(text)
    assert message in found


def test_two_decisions_of_one_fact_are_both_refused() -> None:
    text = GOOD + GOOD.replace("8:12.8", "8:12.1") + SAME
    read = read_decisions(text, PATH)
    assert [decision.action for decision in read.decisions] == ["same"]
    assert all("the entries 1, 2 decide the same fact differently" in reject.message for reject in read.rejects)
    assert len(read.rejects) == 2


def test_the_same_fact_in_another_round_is_another_fact() -> None:
    other = GOOD.replace("8:12.8", "8:12.1").replace("action", 'round = "heats"\naction')
    assert len(read_decisions(GOOD + other, PATH).decisions) == 2


def _join(first: str, second: str, action: str) -> str:
    text = SAME.replace("willy-hansen", first).replace("willy-falck-hansen", second)
    return text.replace('"same"', f'"{action}"')


def test_a_competitor_may_be_named_in_an_event() -> None:
    text = SAME.replace("competitor:willy-falck-hansen", "1924-summer-olympics/cycling/mens-50-kilometres#willy-hansen")
    (decision,) = read_decisions(text, PATH).decisions
    assert decision.other == "1924-summer-olympics/cycling/mens-50-kilometres#willy-hansen"


def test_competitors_held_for_one_and_for_two_are_refused() -> None:
    text = _join("a", "b", "same") + _join("b", "c", "same") + _join("a", "c", "different") + _join("x", "y", "same")
    read = read_decisions(text, PATH)
    assert [decision.subject for decision in read.decisions] == ["competitor:x"]
    assert {reject.message.split(": ")[-1] for reject in read.rejects} == {
        "the entries 1, 2, 3 together hold two competitors for one and for two; correct one of them"
    }


@pytest.mark.parametrize(
    "content",
    [b"[[decision", b"\xff", b"decision = 3\n", b"decision = [1]\n"],
    ids=["no TOML", "no UTF-8", "a number", "a list of numbers"],
)
def test_a_file_that_cannot_be_read_stops_the_run(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "decisions.toml").write_bytes(content)
    with pytest.raises(DecisionsFileError, match="move it away to publish without decisions"):
        load_decisions(tmp_path)
