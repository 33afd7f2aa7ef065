import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.normalize.candidate import Candidate
from orewire.normalize.money import find_money
from orewire.normalize.numbers import decimal_string
from orewire.normalize.quantities import find_percentages, find_quantities
from orewire.normalize.tokens import tokenize
from orewire.schema import PercentValue, QuantityValue

CASES = Path(__file__).resolve().parents[1] / "cases"
REPEATED = json.loads((CASES / "repeated.json").read_text(encoding="utf-8"))
FINDERS: dict[str, Callable[[str], list[Candidate]]] = {
    "quantities": find_quantities,
    "percent": find_percentages,
}


def read_cases() -> list[tuple[str, dict[str, Any]]]:
    rows = []
    for name in FINDERS:
        with (CASES / f"{name}.jsonl").open(encoding="utf-8") as lines:
            rows += [(name, json.loads(line)) for line in lines]
    return rows


@pytest.mark.parametrize(("name", "case"), read_cases(), ids=lambda part: str(part)[:60])
def test_cases(name: str, case: dict[str, Any]) -> None:
    text, expected = case["text"], case["expected"]
    candidates = FINDERS[name](text)
    assert [text[found.start : found.end] for found in candidates] == [row["text"] for row in expected]
    for candidate, row in zip(candidates, expected, strict=True):
        assert candidate.value is not None
        value = candidate.value.model_dump(mode="json")
        assert {key: value[key] for key in row["value"]} == row["value"]


def test_a_third_of_the_cases_is_negative() -> None:
    cases = [case for _, case in read_cases()]
    assert len(cases) >= 150
    assert sum(not case["expected"] for case in cases) * 3 >= len(cases)


AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=10**7, places=2)
UNITS = st.sampled_from(
    [
        (" tonnes", "t", 1),
        ("t", "t", 1),
        (" mln tonnes", "t", 10**6),
        ("Mt", "t", 10**6),
        ("kt", "t", 1000),
        (" short tons", "short ton", 1),
        ("-mile", "mi", 1),
        (" km", "km", 1),
        ("km", "km", 1),
        (" square kilometres", "km2", 1),
        (" sq miles", "mi2", 1),
        (" hectares", "ha", 1),
        (" MW", "MW", 1),
        ("-megawatt", "MW", 1),
        (" barrels", "bbl", 1),
        (" mln bpd", "bbl", 10**6),
        (" lbs", "lb", 1),
        ("kg", "kg", 1),
        (" cubic feet", "ft3", 1),
        (" carats", "ct", 1),
    ]
)


@given(
    AMOUNTS, UNITS, st.sampled_from(["{:f}", "{:,f}"]), st.sampled_from(["It took {}.", "{}", "({}), or so"])
)
def test_what_is_written_is_read_back(
    amount: Decimal, unit: tuple[str, str, int], grouped: str, frame: str
) -> None:
    form, symbol, factor = unit
    written = grouped.format(amount) + form
    text = frame.format(written)
    (candidate,) = find_quantities(text)
    assert text[candidate.start : candidate.end] == written
    assert isinstance(candidate.value, QuantityValue)
    assert (candidate.value.amount, candidate.value.unit) == (decimal_string(amount * factor), symbol)


@given(
    AMOUNTS, st.sampled_from(["%", " percent", " per cent", " pct", " percentage points", "pc", "-percent"])
)
def test_percentages_are_read_back(amount: Decimal, form: str) -> None:
    text = f"It rose {amount:f}{form} last year."
    (candidate,) = find_percentages(text)
    assert isinstance(candidate.value, PercentValue)
    assert candidate.value.value == decimal_string(amount)


@pytest.mark.parametrize(
    ("text", "tonnes"),
    [
        ("1,000 tonnes", "1000"),
        ("1,000 short tons", "907.18474"),
        ("1,000 long tons", "1016.0469088"),
        ("1,000 kg", "1"),
        ("1,000 pounds of copper", "0.45359237"),
        ("1,000 troy ounces", "0.0311034768"),
        ("5 to 7 tonnes", "5"),
        ("3 km", None),
        ("2.1 g/t", None),
    ],
)
def test_masses_are_given_in_tonnes_too(text: str, tonnes: str | None) -> None:
    (candidate,) = find_quantities(text)
    assert isinstance(candidate.value, QuantityValue)
    assert candidate.value.tonnes == tonnes


PIECES = st.lists(
    st.sampled_from(
        [
            "$",
            "€",
            "1",
            "23",
            "1,000",
            ".",
            ",",
            " ",
            "  ",
            "\n",
            "-",
            "–",
            "/",
            "%",
            "m",
            "mln",
            "million",
            "a",
            "and",
            "half",
            "to",
            "from",
            "between",
            "of",
            "tonnes",
            "pct",
            "dlrs",
            "per",
            "(",
            ")",
            "US",
            "R",
            "½",
            "'",
            "pounds",
            "rose",
            "Rs",
            "ounces",
            "a year",
            "more than",
            "tens",
            "5 feet",
            "٣",
            "㎏",
            "\xa0",
            "𝟚",
        ]
    ),
    max_size=60,
)


@given(PIECES)
def test_any_mixture_gives_ordered_slices_and_no_number_twice(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = sorted(
        (*find_money(text), *find_quantities(text), *find_percentages(text)),
        key=lambda candidate: candidate.start,
    )
    end = 0
    for candidate in found:
        assert end <= candidate.start < candidate.end <= len(text)
        end = candidate.end


@given(st.text(max_size=200))
def test_any_text_is_cut_into_pieces_that_slice(text: str) -> None:
    tokens = tokenize(text)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert text[start:end] == word
    assert "".join(tokens.words) == "".join(text.split())


@pytest.mark.parametrize("piece", REPEATED["amounts"])
def test_a_piece_over_and_over_is_read(piece: str) -> None:
    text = piece * 500
    for find in (find_money, find_quantities, find_percentages):
        assert all(0 <= one.start < one.end <= len(text) for one in find(text))


@pytest.mark.parametrize("piece", REPEATED["amounts"])
def test_work_grows_no_faster_than_the_text(piece: str, growth: Callable[..., float]) -> None:
    for find in (find_money, find_quantities, find_percentages):
        assert growth(find, piece) < 12
