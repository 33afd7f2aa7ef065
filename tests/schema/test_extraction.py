"""An extraction hangs together, or is refused."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from orewire.schema import Extraction, sha256_of

TEXT = "Kazakhstan (KZ) sold 12 tonnes of tungsten for $2.5bn in 2023, said Kanat Sharlapaev, the minister."


def mention(
    identifier: str, label: str, text: str, value: Any = None, entity: str | None = None
) -> dict[str, Any]:
    start = TEXT.index(text)
    return {
        "id": identifier,
        "label": label,
        "start": start,
        "end": start + len(text),
        "text": text,
        "value": value,
        "entity": entity,
    }


def span(text: str) -> dict[str, Any]:
    return {"start": TEXT.index(text), "end": TEXT.index(text) + len(text), "text": text}


def extraction() -> dict[str, Any]:
    """A valid extraction with every kind of reference, as plain data to be spoilt by the tests."""
    kazakhstan = {"name": "Kazakhstan", "country": "KZ"}
    return {
        "article": {"id": "a", "sha256": sha256_of(TEXT), "length": len(TEXT)},
        "pipeline": {"version": "0.1.0", "model": "rules", "model_version": "0.1.0"},
        "mentions": [
            mention("m1", "GPE", "Kazakhstan", kazakhstan, "e1"),
            mention("m2", "QUANTITY", "12 tonnes", {"amount": "12", "unit": "t", "tonnes": "12"}),
            mention("m3", "MINERAL", "tungsten", {"commodity": "tungsten", "symbol": "W"}, "e2"),
            mention("m4", "MONEY", "$2.5bn", {"amount": "2500000000", "currency": "USD", "basis": "default"}),
            mention("m5", "DATE", "2023", {"timex": "2023", "kind": "date", "start": "2023-01-01"}),
            mention("m6", "PERSON", "Kanat Sharlapaev", {"name": "Kanat Sharlapaev"}, "e3"),
        ],
        "entities": [
            {"id": "e1", "label": "GPE", "name": "Kazakhstan", "mentions": ["m1"], "value": kazakhstan},
            {"id": "e2", "label": "MINERAL", "name": "tungsten", "mentions": ["m3"]},
            {"id": "e3", "label": "PERSON", "name": "Kanat Sharlapaev", "mentions": ["m6"]},
        ],
        "facts": [
            {
                "id": "f1",
                "type": "SUPPLY",
                "status": "actual",
                "trigger": span("sold"),
                "sentence": span(TEXT),
                "arguments": [
                    {"role": "supplier", "mention": "m1"},
                    {"role": "commodity", "mention": "m3"},
                    {"role": "quantity", "mention": "m2"},
                ],
                "uid": "0" * 32,
            },
            {
                "id": "f2",
                "type": "POSITION",
                "status": "actual",
                "trigger": span("the minister"),
                "sentence": span(TEXT),
                "arguments": [{"role": "person", "mention": "m6"}, {"role": "title", **span("minister")}],
                "uid": "1" * 32,
            },
        ],
    }


def spoilt(path: str, value: Any) -> dict[str, Any]:
    """Return the valid extraction with one field, given by a dotted path, replaced."""
    record = copy.deepcopy(extraction())
    *parents, last = path.split(".")
    target: Any = record
    for part in parents:
        target = target[int(part) if part.isdigit() else part]
    target[int(last) if last.isdigit() else last] = value
    return record


def test_valid_extraction_slices_back() -> None:
    Extraction.model_validate(extraction()).check(TEXT)


def test_round_trip_through_json() -> None:
    read = Extraction.model_validate(extraction())
    assert Extraction.model_validate_json(read.model_dump_json()) == read


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("mentions.0.id", "m2", "used 2 times"),
        ("mentions.0.end", 11, "does not fit its text"),
        ("mentions.1", mention("m2", "ORG", "Kazakhstan"), "overlap or are not in text order"),
        ("article.length", 40, "ends after the text"),
        ("mentions.0.entity", None, "which is not its mention"),
        ("mentions.0.entity", "e2", "which is not its mention"),
        ("mentions.4.entity", "e9", "which does not list it"),
        ("entities.0.mentions", ["m9"], "which is not its mention"),
        ("entities.1.id", "e1", "used 2 times"),
        ("facts.0.arguments.0.mention", "m9", "which is not there"),
        ("facts.0.arguments.0.mention", "m3", "supplier takes no MINERAL"),
        ("facts.0.arguments.0.role", "buyer", "has no role 'buyer'"),
        ("facts.0.arguments.1.role", "supplier", "takes one supplier"),
        ("facts.0.arguments.1", {"role": "recipient", "mention": "m1"}, "lacks its commodity"),
        ("facts.0.arguments.0", {"role": "supplier", **span("Kazakhstan")}, "takes a mention, not words"),
        ("facts.0.arguments.0", {"role": "supplier", "mention": "m1", **span("Kazakhstan")}, "Extra inputs"),
        ("facts.0.arguments.0", {"role": "supplier"}, "Field required"),
        ("facts.0.arguments", [{"role": "commodity", "mention": "m3"}], "needs two arguments"),
        ("facts.1.id", "f1", "used 2 times"),
        ("facts.0.status", "maybe", "Input should be"),
        ("mentions.0.label", "PLACE", "label"),
        ("mentions.0.value.country", "ZZ", "no ISO 3166-1"),
        ("mentions.3.value.currency", "XQQ", "no ISO 4217"),
        ("mentions.3.value.amount", "2.5e9", "should match pattern"),
        ("mentions.3.value.amount", "٢٥", "should match pattern"),
        ("mentions.3.value.amount", None, "one of amount, min and max"),
        ("mentions.3.value.surprise", 1, "Extra inputs"),
        ("mentions.4.value.end", "2022-12-31", "is after end"),
        ("schema_version", "2.0", "'1.0'"),
    ],
)
def test_refused(path: str, value: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Extraction.model_validate(spoilt(path, value))


def test_range_limits_in_order() -> None:
    money = {"min": "2", "max": "1", "currency": "USD", "basis": "default"}
    with pytest.raises(ValidationError, match="min 2 is above max 1"):
        Extraction.model_validate(spoilt("mentions.3.value", money))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TEXT + " ", "not the text that was read"),
        (TEXT.replace("sold", "sent"), "not the text that was read"),
    ],
)
def test_check_refuses_another_text(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Extraction.model_validate(extraction()).check(text)


def test_check_refuses_a_span_that_says_other_words() -> None:
    moved = spoilt("mentions.2.text", "TUNGSTEN")
    with pytest.raises(ValueError, match=r"is 'tungsten', not 'TUNGSTEN'"):
        Extraction.model_validate(moved).check(TEXT)


def test_models_are_frozen() -> None:
    read = Extraction.model_validate(extraction())
    with pytest.raises(ValidationError, match="frozen"):
        read.mentions[0].text = "x"


@given(st.text(max_size=200))
def test_sha256_is_of_the_text_alone(text: str) -> None:
    assert len(sha256_of(text)) == 64
    assert sha256_of(text) != sha256_of(text + "x")
