import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.components.resolver import resolve
from orewire.normalize.candidate import Candidate
from orewire.normalize.facilities import find_facilities
from orewire.normalize.organizations import find_organizations
from orewire.normalize.places import find_places
from orewire.schema import CountryValue, Label

_FOLDER = Path(__file__).parents[1] / "cases"
_REPEATED = json.loads((_FOLDER / "repeated.json").read_text(encoding="utf-8"))["places"]
_FILE = _FOLDER / "places.jsonl"
_CASES = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]
_OURS = (Label.GPE, Label.NORP, Label.LOC, Label.FAC)


def _read(text: str) -> list[Candidate]:
    found = [*find_places(text), *find_facilities(text), *find_organizations(text)]
    return [one for one in resolve(found, 0.5) if one.label in _OURS]


def _country(text: str, name: str) -> str | None:
    (found,) = (one for one in find_places(text) if text[one.start : one.end] == name)
    assert isinstance(found.value, CountryValue)
    return found.value.country


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:60] for case in _CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = _read(text)
    assert [(text[one.start : one.end], str(one.label)) for one in found] == [
        (one["text"], one["label"]) for one in case["expected"]
    ]
    for one, expected in zip(found, case["expected"], strict=True):
        value = one.value.model_dump(mode="json") if one.value else {}
        assert {key: value[key] for key in expected["value"]} == expected["value"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Miners in Cordoba, Argentina, struck.", "Cordoba", "AR"),
        ("Spain's mines closed. Workers in Cordoba protested.", "Cordoba", "ES"),
        ("He moved to Perth, Ontario.", "Perth", "CA"),
        ("He moved to Perth.", "Perth", "AU"),
        ("He moved to Atlanta, Georgia.", "Georgia", "US"),
        ("Nevada and Texas lost to Georgia.", "Georgia", "US"),
        ("Georgia and Armenia opened the border.", "Georgia", "GE"),
        ("Nevada sells to Georgia. The Georgian port of Poti is busy.", "Georgia", "GE"),
        ("Chile and Bolivia quarrel. A march in Santiago was banned.", "Santiago", "CL"),
    ],
)
def test_country_of_an_ambiguous_city_is_that_of_the_article(text: str, name: str, country: str) -> None:
    assert _country(text, name) == country


def test_bare_surname_is_no_city_after_the_full_name() -> None:
    text = "Kobe Bryant was a player. Bryant died in a crash."
    assert not [one for one in find_places(text) if one.confidence >= 0.5 and one.start > 20]


def test_name_in_a_longer_name_is_less_sure_than_alone() -> None:
    (alone,) = find_places("He moved to Houston in May.")
    within, *_ = find_places("The firm Houston Walker makes drills.")
    assert within.confidence < alone.confidence


def test_canonical_name() -> None:
    (found,) = find_places("The U.S. agreed.")
    assert found.value == CountryValue(name="United States", country="US")


def test_wrapped_line_is_one_name_but_paragraphs_are_not() -> None:
    text = "The ministers of several countries met on Tuesday in South\nAfrica to talk."
    assert [text[one.start : one.end] for one in find_places(text)] == ["South\nAfrica"]
    assert all("\n" not in text[one.start : one.end] for one in find_places("A road South\n\nAfrica is big"))


@pytest.mark.parametrize("find", [find_places, find_facilities])
@pytest.mark.parametrize("piece", _REPEATED)
def test_a_piece_over_and_over_is_read(find: Any, piece: str) -> None:
    text = piece * 1_000
    assert all(0 <= one.start < one.end <= len(text) for one in find(text))


@pytest.mark.parametrize("find", [find_places, find_facilities])
@pytest.mark.parametrize("piece", _REPEATED)
def test_work_grows_no_faster_than_the_text(find: Any, piece: str, growth: Callable[..., float]) -> None:
    assert growth(find, piece) < 12


@given(st.text(st.sampled_from("NewYorkChina US.,'-\n()of ÉlAI"), max_size=120))
def test_spans_lie_in_the_text(text: str) -> None:
    for one in [*find_places(text), *find_facilities(text)]:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
