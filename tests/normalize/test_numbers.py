from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.lexicons.amounts import amount_words
from orewire.normalize.numbers import decimal_string, digits_value, find_numbers, read_number
from orewire.normalize.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("12,34,567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1'000'000", "1000000"),
        ("1 200 000", "1200000"),
        ("1\u202f200", "1200"),
        ("2,5", "2.5"),
        ("1,250", "1250"),
        ("1.250", "1.25"),
        (".5", "0.5"),
        ("10 1/2", "10.5"),
        ("10-1/2", "10.5"),
        ("10½", "10.5"),
        ("1/4", "0.25"),
        ("¾", "0.75"),
        ("2.5bn", "2500000000"),
        ("1.8M", "1800000"),
        ("30k", "30000"),
        ("5 mln", "5000000"),
        ("5 bln", "5000000000"),
        ("1.2trn", "1200000000000"),
        ("35 lakh", "3500000"),
        ("500 crore", "5000000000"),
        ("1.5 lakh crore", "1500000000000"),
        ("1.5 thousand million", "1500000000"),
        ("100-million", "100000000"),
        ("thirteen", "13"),
        ("twenty-five", "25"),
        ("one hundred and twenty-five thousand", "125000"),
        ("twenty one thousand three hundred and four", "21304"),
        ("one million five hundred thousand", "1500000"),
        ("two and a half million", "2500000"),
        ("three-and-a-half", "3.5"),
        ("a million and a half", "1500000"),
        ("half a billion", "500000000"),
        ("a quarter of a million", "250000"),
        ("three quarters billion", "750000000"),
        ("one point five billion", "1500000000"),
        ("a dozen", "12"),
        ("half a dozen", "6"),
        ("a couple of million", "2000000"),
        ("tens of billions", "10000000000"),
        ("hundreds of thousands", "100000"),
        ("several million", "2000000"),
        ("a few hundred", "200"),
        ("-5", "-5"),
        ("minus five", "-5"),
    ],
)
def test_numbers_are_read(text: str, value: str) -> None:
    number = read_number(text)
    assert number is not None
    assert decimal_string(number) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "five apples",
        "1.2.3",
        "1,23,4",
        "lakh crore",
        "third",
        "24/7",
        "1/4/2019",
        "12:30",
        "a",
        "and",
        "x5",
    ],
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4.1E+9", "4100000000"),
        ("2.50", "2.5"),
        ("0E-9", "0"),
        ("-0", "0"),
        ("1E-7", "0.0000001"),
        ("0.33333333333333333333", "0.333333333333"),
    ],
)
def test_decimal_strings_have_no_exponent_and_no_zeros_behind(value: str, text: str) -> None:
    assert decimal_string(Decimal(value)) == text


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=4))
def test_decimal_strings_keep_the_value(value: Decimal) -> None:
    assert Decimal(decimal_string(value)) == value


@given(st.integers(0, 10**12), st.sampled_from(["{:d}", "{:,d}"]))
def test_whole_numbers_are_read_back(value: int, form: str) -> None:
    assert digits_value(form.format(value)) == value


_UNITS = amount_words().numbers.units
_TENS = amount_words().numbers.tens


def in_words(value: int) -> str:
    if value < 20:
        return _UNITS[value]
    if value < 100:
        tens = _TENS[value // 10 - 2]
        return f"{tens}-{_UNITS[value % 10]}" if value % 10 else tens
    for factor, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= factor:
            rest = value % factor
            more = "" if not rest else f" and {in_words(rest)}" if rest < 100 else f" {in_words(rest)}"
            return f"{in_words(value // factor)} {word}{more}"
    raise AssertionError


@given(st.integers(0, 10**12 - 1))
def test_numbers_in_words_are_read_back(value: int) -> None:
    assert read_number(in_words(value)) == value


@given(st.text(alphabet="0123456789.,/- '½ahlfmion", max_size=60))
def test_numbers_stand_in_order(text: str) -> None:
    reached = 0
    for number in find_numbers(tokenize(text)):
        assert reached <= number.first < number.last
        reached = number.last
