from collections.abc import Callable
from typing import Any

import pytest

from orewire.evaluation.values import FIELDS, is_right, is_scored, right_fields
from orewire.schema import VALUE_MODELS, Extraction, Label

Build = Callable[..., Extraction]

MONEY = {"amount": "2.50", "currency": "USD"}
RANGE = {"min": "1", "max": "2", "currency": "USD"}
QUANTITY = {"amount": "5", "unit": "t", "per": "year"}
DAY = {"timex": "2024-03-22", "start": "2024-03-22", "end": "2024-03-22"}


@pytest.mark.parametrize("label", FIELDS)
def test_compared_fields_are_fields_of_the_value(label: Label) -> None:
    assert set(FIELDS[label]) <= set(VALUE_MODELS[label].model_fields)


@pytest.mark.parametrize(
    ("label", "gold", "predicted", "right"),
    [
        ("MONEY", MONEY, {"amount": "2.5", "currency": "USD"}, True),  # decimals are numbers
        ("MONEY", MONEY, MONEY | {"basis": "default"}, True),  # how it was found is not compared
        ("MONEY", MONEY, MONEY | {"amount": "25"}, False),
        ("MONEY", MONEY, MONEY | {"currency": "CAD"}, False),
        ("MONEY", MONEY, MONEY | {"approx": True}, False),
        ("MONEY", MONEY, MONEY | {"bound": "at_least"}, False),
        ("MONEY", MONEY, MONEY | {"per": "t"}, False),
        ("MONEY", MONEY, {"min": "2.5", "currency": "USD"}, False),
        ("MONEY", RANGE, RANGE | {"max": "2.0"}, True),
        ("MONEY", RANGE, RANGE | {"max": "3"}, False),
        ("MONEY", MONEY, None, False),
        ("QUANTITY", QUANTITY, QUANTITY | {"tonnes": "5"}, True),
        ("QUANTITY", QUANTITY, QUANTITY | {"unit": "kg"}, False),
        ("QUANTITY", QUANTITY, QUANTITY | {"per": None}, False),
        ("PERCENT", {"value": "7"}, {"value": "7.0"}, True),
        ("PERCENT", {"value": "7"}, {"value": "7.1"}, False),
        ("PERCENT", {"min": "7", "max": "8"}, {"min": "7", "max": "8"}, True),
        ("DATE", DAY, DAY | {"anchored": True, "kind": "interval", "mod": "early"}, True),
        ("DATE", DAY, DAY | {"timex": "2024-03"}, False),
        ("DATE", DAY, DAY | {"end": None}, False),
        ("MINERAL", {"commodity": "iron", "form": "ore"}, {"commodity": "iron", "form": "ore"}, True),
        ("MINERAL", {"commodity": "iron", "form": "ore"}, {"commodity": "iron"}, False),
        ("MINERAL", {"commodity": "iron"}, {"commodity": "steel"}, False),
        ("MINERAL", {"commodity": "iron"}, {"commodity": "iron", "symbol": "Fe"}, True),
        ("GPE", {"country": "KZ"}, {"country": "KZ", "name": "Qazaqstan"}, True),
        ("GPE", {"country": "KZ"}, {"country": "UZ"}, False),
        ("NORP", {"country": None}, {"country": None}, True),
        ("NORP", {"country": None}, {"country": "KZ"}, False),
        ("ORG", {"name": "Cove Capital"}, {"name": "COVE\n Capital", "kind": "bank"}, True),
        ("ORG", {"name": "Cove Capital LLC"}, {"name": "Cove Capital"}, False),
        ("PERSON", {"name": "Otávio Lins"}, {"name": "Lins"}, False),
    ],
)
def test_right_values(build: Build, label: str, gold: Any, predicted: Any, right: bool) -> None:
    (mine,) = build([(label, "words", gold)], text="words").mentions
    (theirs,) = build([(label, "words", predicted)], text="words").mentions
    assert is_right(mine, theirs) is right


def test_fields_are_told_one_by_one(build: Build) -> None:
    (mine,) = build([("MINERAL", "words", {"commodity": "iron", "form": "ore"})], text="words").mentions
    (theirs,) = build([("MINERAL", "words", {"commodity": "iron"})], text="words").mentions
    assert mine.value is not None
    assert right_fields(Label.MINERAL, mine.value, theirs.value) == {"commodity": True, "form": False}
    assert right_fields(Label.MINERAL, mine.value, None) == {"commodity": False, "form": False}


@pytest.mark.parametrize(
    ("label", "value", "scored"),
    [("MONEY", MONEY, True), ("MONEY", None, False), ("FAC", {"name": "words"}, False), ("LOC", None, False)],
)
def test_scored_values(build: Build, label: str, value: Any, scored: bool) -> None:
    (mention,) = build([(label, "words", value)], text="words").mentions
    assert is_scored(mention) is scored
