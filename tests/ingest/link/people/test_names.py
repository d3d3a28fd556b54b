"""Names: what their forms share, and what they do not."""

from __future__ import annotations

import pytest

from ingest.link.people.names import (
    family_names,
    is_full,
    key,
    nickname_keys,
    spelling,
    with_initials,
    with_short_given,
    without_middle,
)

KEYS = {
    "Chris Hoy": "chris-hoy",
    "Hoy, Chris": "chris-hoy",
    "HOY, Chris": "chris-hoy",
    "VAN DIJK, Ellen": "ellen-van-dijk",
    'William "Bill" Smith': "william-smith",
    "William “Bill” Smith": "william-smith",
    "Manuel (Manolo) Díaz": "manuel-diaz",
    "Ahmad Wais (REF)": "ahmad-wais",
    "Pat O'Brien": "pat-obrien",
    "Sir 'Bill' Smith": "sir-smith",
    "Andrew Rock*": "andrew-rock",
    '"Bill"': "bill",
}


@pytest.mark.parametrize(("name", "expected"), KEYS.items())
def test_the_key_of_a_name(name: str, expected: str) -> None:
    assert key(name) == expected


ALIKE = [
    ("gennadiy-chernovol", "gennady-tchernovol"), ("sergei-klyugin", "sergey-klugin"),
    ("evgeni-petrov", "evgenij-petrow"),
    ("yuri-gagarin", "iurii-gagarin"), ("mikhail-shishkin", "mihail-schischkin"), ("juergen-mueller", "jurgen-muller"),
    ("mohammed-ali", "mohamed-ali"), ("aleksandr-popov", "alexandr-popov"), ("zhukov", "jukov"),
]  # fmt: skip
OTHER = [
    ("lin-yu-chun", "lin-yu-hsun"), ("tamara-press", "irina-press"), ("jan-novak", "jana-novak"),
    ("ann-lee", "anna-lee"),
    ("kim-min-ju", "kim-min-jung"), ("paul-ray", "paula-ray"), ("hans-maier", "hanna-maier"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_spellings_of_one_name_share_a_key(a: str, b: str) -> None:
    assert spelling(a) == spelling(b)


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_other_names_do_not(a: str, b: str) -> None:
    assert spelling(a) != spelling(b)


FULL = {
    "chris-hoy": True, "j-smith": False, "smith": False, "van-vliet": False, "arie-van-vliet": True, "smith-jr": False,
    "ken-ray-jr": True, "j-f-ray": False, "kim-jin-ho": True, "da-silva": False,
}  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), FULL.items())
def test_a_full_name_has_a_given_name_and_a_family_name(name: str, expected: bool) -> None:
    assert is_full(name) is expected


def test_nicknames_stand_for_given_names() -> None:
    assert nickname_keys('William "Bill" Smith') == ("bill-smith",)
    assert nickname_keys("Jan 'Jos' van Dijk") == ("jos-dijk", "jos-van-dijk")
    assert nickname_keys("William Smith") == ()
    assert nickname_keys("Ahmad Wais (REF)") == ()


def test_names_without_some_of_their_words() -> None:
    assert set(without_middle("willy-falck-hansen")) == {"willy-hansen", "willy-falck"}
    assert set(without_middle("gerard-bosch-van-drakestein")) == {
        "gerard-van-drakestein", "gerard-drakestein", "gerard-bosch",
    }  # fmt: skip
    assert list(without_middle("chris-hoy")) == []
    assert list(without_middle("ken-ray-jr")) == []


def test_initials_short_names_and_family_names() -> None:
    assert {"j-a-smith", "j-smith", "j-albert-smith"} <= set(with_initials("john-albert-smith"))
    assert list(with_short_given("joshua-tarling")) == ["jos-tarling", "josh-tarling", "joshu-tarling"]
    assert list(family_names("willy-falck-hansen")) == ["falck-hansen", "hansen"]
    assert list(with_initials("hansen")) == list(with_short_given("hansen")) == list(family_names("hansen")) == []
    assert list(family_names("ken-ray-jr")) == ["ray-jr"]
