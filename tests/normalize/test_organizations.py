import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.components.resolver import resolve
from orewire.normalize.candidate import Candidate
from orewire.normalize.organizations import find_organizations, sharpen
from orewire.schema import Label, OrgKind, OrgValue

_FOLDER = Path(__file__).parents[1] / "cases"
_REPEATED = json.loads((_FOLDER / "repeated.json").read_text(encoding="utf-8"))["organizations"]
_FILE = _FOLDER / "organizations.jsonl"
_CASES = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:60] for case in _CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = resolve(find_organizations(text), 0.5)
    assert [text[one.start : one.end] for one in found] == [one["text"] for one in case["expected"]]
    for one, expected in zip(found, case["expected"], strict=True):
        value = one.value.model_dump(mode="json") if one.value else {}
        assert {key: value[key] for key in expected["value"]} == expected["value"]


def _value(text: str, words: str) -> OrgValue:
    found = resolve(find_organizations(text), 0.5)
    (value,) = (one.value for one in found if text[one.start : one.end] == words)
    assert isinstance(value, OrgValue)
    return value


def test_acronym_in_brackets_carries_the_full_name() -> None:
    value = _value("The Arab Potash Company (APC) sells potash.", "APC")
    assert value == OrgValue(name="Arab Potash Company", acronym="APC", kind=OrgKind.COMPANY)


def test_country_in_brackets_is_no_acronym() -> None:
    text = "The Department of Energy (US) agreed."
    assert {text[one.start : one.end] for one in find_organizations(text)} == {"Department of Energy"}


def test_short_name_in_a_headline_in_capitals() -> None:
    text = "CANAMAX TO SELL STAKE\n\nCanamax Resources Inc said it would sell."
    found = resolve(find_organizations(text), 0.5)
    assert [text[one.start : one.end] for one in found] == ["CANAMAX", "Canamax Resources Inc"]


def test_model_candidate_gets_form_kind_and_ticker() -> None:
    text = "The miner Foo Bar Ltd (ASX: FOO) fell."
    (found,) = sharpen(text, [Candidate(Label.ORG, 10, 17, None, "encoder.names", 0.9)])
    assert text[found.start : found.end] == "Foo Bar Ltd"
    assert found.value == OrgValue(name="Foo Bar Ltd", kind=OrgKind.COMPANY, ticker="ASX: FOO")
    assert found.confidence == 0.9


def test_model_candidate_lends_its_acronym() -> None:
    text = "The Fish Alliance Board (FAB) met."
    found = sharpen(text, [Candidate(Label.ORG, 4, 23, None, "encoder.names", 0.9)])
    assert [text[one.start : one.end] for one in found] == ["Fish Alliance Board", "FAB"]


def test_other_candidates_are_left_alone() -> None:
    assert sharpen("Ann Lee", [Candidate(Label.PERSON, 0, 7, None, "encoder.names", 0.9)]) == []


@pytest.mark.parametrize("piece", _REPEATED)
def test_a_piece_over_and_over_is_read(piece: str) -> None:
    text = piece * 1_000 + "Corp"
    assert all(0 <= one.start < one.end <= len(text) for one in find_organizations(text))


@pytest.mark.parametrize("piece", _REPEATED)
def test_work_grows_no_faster_than_the_text(piece: str, growth: Callable[..., float]) -> None:
    assert growth(find_organizations, piece) < 12


_WORDS = st.sampled_from(
    [
        "Bank",
        "of",
        "Acme",
        "Inc",
        ".",
        "and",
        "&",
        "(",
        ")",
        "ABC",
        "Ltd",
        "'s",
        ",",
        "\n",
        "Ministry",
        "for",
        "<ABC>",
        "the",
        "U.S.",
        "-",
    ]
)


@given(st.lists(_WORDS, max_size=30), st.booleans())
def test_spans_lie_in_the_text(words: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(words)
    for one in find_organizations(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
    for left, right in pairwise(resolve(find_organizations(text), 0.5)):
        assert left.end <= right.start
