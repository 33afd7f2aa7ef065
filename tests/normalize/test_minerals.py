import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.normalize.minerals import find_minerals

_FILE = Path(__file__).parents[1] / "cases" / "minerals.jsonl"
_CASES = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]


def _texts(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_minerals(text)]


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:60] for case in _CASES])
def test_case(case: dict[str, Any]) -> None:
    found = find_minerals(case["text"])
    assert [case["text"][one.start : one.end] for one in found] == [one["text"] for one in case["expected"]]
    for one, expected in zip(found, case["expected"], strict=True):
        value = one.value.model_dump(mode="json") if one.value else {}
        assert {key: value.get(key) for key in expected["value"]} == expected["value"]


def test_value_tells_symbol_and_critical_lists() -> None:
    (found,) = find_minerals("The plant makes lithium hydroxide.")
    assert found.value is not None
    value = found.value.model_dump(mode="json")
    assert (value["commodity"], value["form"], value["symbol"]) == ("lithium", "hydroxide", "LiOH")
    assert {"list": "US", "year": 2022} in value["lists"]
    assert {"list": "EU", "year": 2023} in value["lists"]


def test_list_of_a_form_is_not_that_of_the_commodity() -> None:
    coking, thermal = find_minerals("It sells coking coal and thermal coal.")
    assert coking.value is not None
    assert thermal.value is not None
    assert coking.value.model_dump()["lists"]
    assert not thermal.value.model_dump()["lists"]


def test_part_of_speech_overrules_neighbours() -> None:
    text = "Zinc and lead exports that rose."
    assert _texts(text) == ["Zinc", "lead"]
    at_lead = text.index("lead")
    tagged = find_minerals(text, lambda offset: "VERB" if offset == at_lead else "NOUN")
    assert [text[one.start : one.end] for one in tagged] == ["Zinc"]


def test_headline_learns_names_from_the_text_below() -> None:
    body = "\n\nShares in Boreal Nickel jumped 12% after it opened a nickel refinery."
    assert _texts("BOREAL NICKEL OPENS REFINERY" + body) == ["nickel"]
    assert _texts("Boreal Nickel Opens Northern Refinery" + body) == ["nickel"]
    assert _texts("CHILE NICKEL OUTPUT RISES" + body) == ["NICKEL", "nickel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Gold\n2. Silver\n3. Zinc prices", ["Gold", "Silver", "Zinc"]),
        ("Prices rose in London.\n\nTin gained two pct.", ["Tin"]),
        ("METALS-Copper slips as funds sell", ["Copper"]),
        ("LONDON, May 21 (Agency) - Lead fell 2% to $2,010 a tonne.", ["Lead"]),
        ("He said iron\n\nore was sold", []),
        ("shipments of iron\nore fell", ["iron\nore"]),
        ("", []),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert _texts(text) == expected


@given(st.text(alphabet=st.sampled_from("gold lead tin iron ore Cu % \n-,.GOLDS12Li2O<"), max_size=200))
def test_any_text_gives_ordered_spans_within_it(text: str) -> None:
    found = find_minerals(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(one.confidence >= 0.5 and one.value is not None for one in found)
