"""Who is who over many groups of statements: told in bundles, again only where something changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.columns import columns_of, rows_of
from ingest.crew import Crew
from ingest.crew.tasks import Judgement
from ingest.datasets.competitors import competitor_joins_rows, competitors_rows
from ingest.identifying import BundleTask, Told, identify_tasks
from ingest.judging import GroupProduct
from ingest.link.people import Mention, identify
from ingest.link.people.blocks import Blocks, clusters_of
from ingest.link.people.model import Referred
from ingest.redo.cache import Cache, Held
from ingest.redo.code import CodePrints
from ingest.redo.packing import unpack, unpacked_as
from ingest.stages import people
from ingest.stages.mentions import Mentions
from ingest.stages.people import Found, who_is_who
from ingest.stages.setting import MENTIONS, PERSONS, REFERENCES, TIES, Setting
from schemas.decisions import Decision
from tests.ingest.link.people.made import said

NAMES = ("Ann Aal", "Bea Bek", "Cis Cum", "Dea Dal", "Eva Ege", "Fie Fal", "Gro Gad", "Ida Ibh", "Jo Juul", "Kit Krog")
GROUPS = (
    [said(name, year=1992, event="sprint", document="one") for name in NAMES],
    [said(name, year=1996, event="pursuit", document="two") for name in NAMES[::2]],
    [said(f"{name[0]}. {name.split()[1]}", year=1996, event="pursuit", document="three") for name in NAMES],
)


def same(first: str, other: str) -> Decision:
    return Decision(
        0, f"competitor:{first}", "", "same", "It is known.", "A. Reader", date(2026, 1, 1), other=f"competitor:{other}"
    )  # fmt: skip


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[BundleTask]:
    """The bundles that were told, of one cluster each where nothing else connects them."""
    done: list[BundleTask] = []

    def noted(tasks: Sequence[BundleTask]) -> list[Told]:
        done.extend(tasks)
        return identify_tasks(tasks)

    monkeypatch.setattr(people, "identify_tasks", noted)
    monkeypatch.setattr(people, "_CLUSTERS_A_BUNDLE", 1)
    return done


@pytest.fixture
def setting() -> Setting:
    return _setting()


def _setting() -> Setting:
    return Setting(Path("raw"), Cache(Path(":memory:")), CodePrints({}, {}, "", ""), 1, lambda _step: None)


def _crew(_bundles: int) -> AbstractContextManager[Crew]:
    return nullcontext(Crew())


def _kept(groups: Sequence[Sequence[Mention]], setting: Setting) -> Iterator[tuple[str, str]]:
    """Keep the mentions of groups as judging does; yield their digests, and those of what ties them to others."""
    for mentions in groups:
        product = GroupProduct({}, mentions=clusters_of(mentions))
        judged = Judgement.of(product)
        setting.cache.put(MENTIONS, [Held(judged.mentions_key, judged.mentions)])
        setting.cache.put(TIES, [Held(judged.mentions_key, judged.ties)])
        yield judged.mentions_key, product.note.shape


def _mentions(groups: Sequence[Sequence[Mention]], setting: Setting) -> Mentions:
    mentions = Mentions()
    for digest, shape in _kept(groups, setting):
        mentions.add(digest, shape)
    return mentions


def _told(groups: Sequence[Sequence[Mention]], setting: Setting, *decisions: Decision) -> Found:
    return who_is_who(_mentions(groups, setting), (), decisions, setting, _crew)


def _rows(found: Found, setting: Setting, dataset: str) -> list[dict[str, object]]:
    packed = [unpacked_as(dict, unpack(held.data)) for held in setting.cache.get(PERSONS, found.known.bundles)]
    return sorted((row for rows in packed for row in rows_of(dataset, rows[dataset])), key=repr)


def test_bundles_together_have_the_rows_of_all_mentions(told: list[BundleTask], setting: Setting) -> None:
    found = _told(GROUPS, setting)
    whole = identify(mention for group in GROUPS for mention in group)
    assert len(told) > 3
    for dataset, rows in (("competitors", competitors_rows(whole)), ("competitor_joins", competitor_joins_rows(whole))):
        expected = sorted(rows_of(dataset, columns_of(dataset, rows)), key=repr)
        assert _rows(found, setting, dataset) == expected
        assert expected


def test_the_references_of_each_group_lead_to_its_persons(told: list[BundleTask], setting: Setting) -> None:
    mentioned = _mentions(GROUPS, setting)
    who_is_who(mentioned, (), (), setting, _crew)
    remembered = _mentions(GROUPS, setting)
    who_is_who(remembered, (), (), setting, _crew)
    assert list(remembered.all_references()) == list(mentioned.all_references())
    persons = identify(mention for group in GROUPS for mention in group).by_mention
    for (digest, _), mentions in zip(_kept(GROUPS, setting), GROUPS, strict=True):
        held = setting.cache.get(REFERENCES, set(mentioned.references(digest)))
        leads = {place: who for each in held for place, who in unpacked_as(Referred, unpack(each.data)).persons.items()}
        for mention in mentions:
            place = f"{mention.statement_ids[0]}|{mention.name.lower().replace('. ', '-').replace(' ', '-')}"
            assert leads[place] == persons[mention.key].competitor_id
    assert told


def test_only_what_changed_is_told_again(told: list[BundleTask], setting: Setting) -> None:
    _told(GROUPS, setting)
    first = len(told)
    told.clear()
    _told(GROUPS, setting)
    assert not told
    changed = [*GROUPS[0][:-1], said("Kit Krogh", year=1992, event="sprint", document="one")]
    found = _told([changed, *GROUPS[1:]], setting)
    assert 0 < len(told) < first / 2
    assert {row["name"] for row in _rows(found, setting, "competitors")} >= {"Ann Aal", "Kit Krogh"}


def test_where_the_same_names_are_tied_in_the_same_way_nobody_looks_for_blocks_again(
    told: list[BundleTask], setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    _told(GROUPS, setting)
    told.clear()
    moved = [replace(GROUPS[0][0], place="table 1"), *GROUPS[0][1:]]
    expected = _told([moved, *GROUPS[1:]], _setting())
    told.clear()
    monkeypatch.setattr(people, "Blocks", _nobody)
    found = _told([moved, *GROUPS[1:]], setting)
    assert len(told) == 1
    assert found.known == expected.known
    with pytest.raises(AssertionError, match="blocks"):
        _told([GROUPS[0][1:], *GROUPS[1:]], setting)


def _nobody(*_given: object) -> Blocks:
    raise AssertionError("blocks")


def test_a_decision_on_two_blocks_makes_them_one_and_is_told_of(told: list[BundleTask], setting: Setting) -> None:
    before = _told(GROUPS, setting)
    told.clear()
    found = _told(GROUPS, setting, same("ann-aal", "bea-bek"))
    assert [outcome.outcome for outcome in found.known.outcomes] == ["applied"]
    assert 0 < len(told) <= 2
    names = [{row["name"] for row in _rows(each, setting, "competitors")} for each in (before, found)]
    assert len(names[0]) == len(names[1]) + 1


def test_a_decision_on_somebody_of_whom_no_source_speaks_is_told_of(told: list[BundleTask], setting: Setting) -> None:
    found = _told(GROUPS, setting, same("nobody", "no-one"))
    assert [outcome.outcome for outcome in found.known.outcomes] == ["unused"]
    assert "nobody" in found.known.outcomes[0].message
    assert told
