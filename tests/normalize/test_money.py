import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.lexicons.currencies import currencies
from orewire.normalize.candidate import Candidate
from orewire.normalize.context import Place
from orewire.normalize.money import find_money
from orewire.normalize.numbers import decimal_string
from orewire.schema import Bound, MoneyValue

CASES = Path(__file__).resolve().parents[1] / "cases" / "money.jsonl"


def read_cases() -> list[dict[str, Any]]:
    with CASES.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def as_row(text: str, candidate: Candidate, expected: dict[str, Any]) -> dict[str, Any]:
    """A candidate as the table writes it, with the keys only that the table checks."""
    words = text[candidate.start : candidate.end]
    if candidate.value is None or expected["value"] is None:
        return {"text": words, "value": None if candidate.value is None else candidate.value}
    value = candidate.value.model_dump(mode="json")
    return {"text": words, "value": {key: value[key] for key in expected["value"]}}


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case["text"][:60])
def test_cases(case: dict[str, Any]) -> None:
    text, expected = case["text"], case["expected"]
    places = [Place(*place) for place in case.get("places", ())]
    candidates = find_money(text, places)
    words = [text[candidate.start : candidate.end] for candidate in candidates]
    assert words == [row["text"] for row in expected]
    assert [as_row(text, *pair) for pair in zip(candidates, expected, strict=True)] == expected


def test_a_third_of_the_cases_is_negative_or_about_context() -> None:
    cases = read_cases()
    assert len(cases) >= 150
    assert sum(not case["expected"] or "places" in case for case in cases) * 3 >= len(cases)


AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2)
MAGNITUDES = st.sampled_from(
    [
        ("", 1),
        (" million", 10**6),
        (" mln", 10**6),
        ("m", 10**6),
        ("bn", 10**9),
        (" billion", 10**9),
        (" lakh", 10**5),
    ]
)
FORMS = st.sampled_from(
    [
        ("${}", "USD"),
        ("US${}", "USD"),
        ("A${}", "AUD"),
        ("HK$ {}", "HKD"),
        ("€{}", "EUR"),
        ("EUR {}", "EUR"),
        ("{} euros", "EUR"),
        ("{} Canadian dlrs", "CAD"),
        ("{} U.S. dollars", "USD"),
        ("{} tenge", "KZT"),
        ("{} Swiss francs", "CHF"),
        ("{} stg", "GBP"),
        ("Rs {}", "INR"),
        ("{} yen", "JPY"),
    ]
)
GROUPED = st.sampled_from(["{:f}", "{:,f}"])


@given(AMOUNTS, MAGNITUDES, FORMS, GROUPED, st.sampled_from(["It paid {}.", "{}", "({}) was lent,"]))
def test_what_is_written_is_read_back(
    amount: Decimal, magnitude: tuple[str, int], form: tuple[str, str], grouped: str, frame: str
) -> None:
    word, factor = magnitude
    written = form[0].format(grouped.format(amount) + word)
    text = frame.format(written)
    (candidate,) = find_money(text)
    assert text[candidate.start : candidate.end] == written
    assert isinstance(candidate.value, MoneyValue)
    assert candidate.value.amount == decimal_string(amount * factor)
    assert candidate.value.currency == form[1]


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(
        [
            "between ${} and ${} million",
            "${}-{} million",
            "${} million to ${} million",
            "{} to {} mln dlrs",
            "${}m–${}m",
            "{}-{} million dollars",
        ]
    ),
)
def test_ranges_are_read_back(low: int, more: int, form: str) -> None:
    text = f"It costs {form.format(low, low + more)} in all."
    (candidate,) = find_money(text)
    value = candidate.value
    assert isinstance(value, MoneyValue)
    assert (value.amount, value.min, value.max) == (None, f"{low}000000", f"{low + more}000000")


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("at least {}", Bound.AT_LEAST),
        ("no less than {}", Bound.AT_LEAST),
        ("{} or more", Bound.AT_LEAST),
        ("more than {}", Bound.MORE_THAN),
        ("over {}", Bound.MORE_THAN),
        ("in excess of {}", Bound.MORE_THAN),
        ("up to {}", Bound.AT_MOST),
        ("as much as {}", Bound.AT_MOST),
        ("{} or less", Bound.AT_MOST),
        ("less than {}", Bound.LESS_THAN),
        ("just under {}", Bound.LESS_THAN),
        ("exactly {}", None),
    ],
)
def test_limits_stand_in_the_value_and_not_in_the_span(words: str, bound: Bound | None) -> None:
    text = f"It will pay {words.format('$5 million')} for it."
    (candidate,) = find_money(text)
    assert text[candidate.start : candidate.end] == "$5 million"
    assert isinstance(candidate.value, MoneyValue)
    assert candidate.value.bound == bound


def test_every_iso_currency_is_found_by_its_name_and_code() -> None:
    from babel import Locale

    english = Locale("en")
    present = [
        code
        for code, name in english.currencies.items()
        if "(" not in name
        and not code.startswith("X")
        and code not in {"CLF", "BOV", "COU", "MXV", "USN", "UYW", "CHE", "CHW", "CNX"}
    ]
    assert len(present) > 150
    missed = []
    for code in present:
        name = english.currencies[code]
        for written in (f"5 million {name}", f"{code} 5 million", f"5 million {code}"):
            values = [candidate.value for candidate in find_money(f"They owe {written} now.")]
            if code in currencies().wary_codes and name not in written:
                continue
            if [value.currency for value in values if isinstance(value, MoneyValue)] != [code]:
                missed.append((written, values))
    assert not missed
