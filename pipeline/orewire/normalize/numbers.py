"""The grammar of numbers: digits in all groupings, fractions, words, magnitudes, vague amounts."""

import re
import unicodedata
from decimal import Context, Decimal
from typing import Final

from orewire.lexicons.amounts import amount_words
from orewire.normalize.magnitudes import HYPHENS, Number, with_magnitude
from orewire.normalize.number_words import STARTERS, read_words
from orewire.normalize.tokens import Tokens, tokenize

__all__ = ["Number", "decimal_string", "digits_value", "find_numbers", "number_at", "read_number"]

_MONTHS: Final = amount_words().numbers.months
# compatibility decomposition writes a fraction sign as its digits around U+2044
_VULGAR: Final = {
    sign: Decimal(above) / Decimal(below)
    for sign in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
    for above, below in [unicodedata.normalize("NFKC", sign).split("⁄")]
}
_STARTERS: Final = STARTERS | frozenset(_VULGAR)
_DENOMINATORS: Final = frozenset(map(str, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100)))
_SPACES: Final = frozenset("\u00a0\u2009\u202f\u2007 ")
# a character before a sign that makes it a joining one: no minus, no decimal point
_JOINING: Final = frozenset(")]%$€£¥.,")

# Tried in this order on single tokens of limited length only; each says what are its groups and its point.
_FORMS: Final = tuple(
    (re.compile(pattern), groups, point)
    for pattern, groups, point in (
        (r"\d+(?:\.\d+)?", "", "."),
        (r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", ",", "."),
        (r"\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?", ",", "."),  # India: 12,34,567
        (r"\d+,\d{1,2}|\d+,\d{4,6}", "", ","),
        (r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+", ".", ","),
        (r"\d{1,3}(?:'\d{3})+(?:\.\d+)?", "'", "."),
        (r"\d{1,3}(?:’\d{3})+(?:\.\d+)?", "’", "."),
    )
)
_LONGEST: Final = 36
_DECIMALS: Final = 9


def read_number(text: str) -> Decimal | None:
    """Read a text that is one number and nothing else.

    Args:
        text: ``1,234.5``, ``two and a half million``, ``10 1/2``, ``35 lakh``, ``2.5bn``.

    Returns:
        The number, or None.
    """
    tokens = tokenize(text)
    numbers = find_numbers(tokens)
    if len(numbers) != 1 or numbers[0].first > 1:
        return None
    number = numbers[0]
    if text[: number.start].strip():
        return None
    if number.last == len(tokens.words):
        return number.value
    if number.letter is not None and number.last + 1 == len(tokens.words):
        return number.value * number.letter
    return None


def decimal_string(value: Decimal) -> str:
    """Write a number without exponent or trailing zeros; long fractions are rounded to twelve digits."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_DECIMALS:
        value = Context(prec=12).plus(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def find_numbers(tokens: Tokens) -> list[Number]:
    """Find every number of a text, in order."""
    found: list[Number] = []
    reached = 0
    begins = [index for index, word in enumerate(tokens.lower) if word in _STARTERS or "0" <= word < ":"]
    for index in begins:
        if index >= reached:
            number = number_at(tokens, index)
            if number is not None:
                found.append(number)
                reached = number.last
    return found


def number_at(tokens: Tokens, index: int) -> Number | None:
    """Read the number that begins at a token, if one does."""
    word = tokens.word(index)
    if "0" <= word < ":":
        return _read_digits(tokens, index)
    if word not in _STARTERS:
        return None
    return _read_vulgar(tokens, index) if word in _VULGAR else read_words(tokens, index)


def digits_value(text: str) -> Decimal | None:
    """Read digits with separators: ``1,234.5``, ``1.234.567,8``, ``12,34,567``, ``2,5``."""
    if len(text) > _LONGEST:
        return None
    for form, groups, point in _FORMS:
        if form.fullmatch(text):
            return Decimal((text.replace(groups, "") if groups else text).replace(point, "."))
    return None


def _read_digits(tokens: Tokens, index: int) -> Number | None:
    value = digits_value(tokens.words[index])
    if value is None:
        return None
    last = index + 1
    start = tokens.starts[index]
    text = tokens.text
    if start and text[start - 1] == "." and tokens.words[index].isdecimal() and not _joined(text, start - 2):
        value, start = Decimal(f"0.{tokens.words[index]}"), start - 1
    elif value == value.to_integral_value():
        value, last = _spaced_thousands(tokens, index, value)
        value, last = _with_fraction(tokens, index, last, value)
    if start and text[start - 1] in "-−" and not _joined(text, start - 2):
        value, start = -value, start - 1
    elif tokens.word(index - 1) == "minus" and tokens.near(index):
        value, start = -value, tokens.starts[index - 1]
    return with_magnitude(tokens, Number(index, last, value, start, digits=True))


def _joined(text: str, position: int) -> bool:
    """Whether a character, seen from a sign after it, belongs to the same word or number."""
    return position >= 0 and (text[position].isalnum() or text[position] in _JOINING)


def _spaced_thousands(tokens: Tokens, index: int, value: Decimal) -> tuple[Decimal, int]:
    """Read on through groups of three digits after spaces: ``1 200 000`` (SI, South Africa)."""
    last = index + 1
    words = tokens.words
    if len(words[index]) > 3 or not words[index].isdecimal() or words[index].startswith("0"):
        return value, last
    if tokens.word(index - 1) in _MONTHS:
        return value, last  # on Feb 28 500 tonnes
    while (
        last < len(words)
        and len(words[last]) == 3
        and words[last].isdecimal()
        and tokens.starts[last] == tokens.ends[last - 1] + 1
        and tokens.text[tokens.ends[last - 1]] in _SPACES
    ):
        value = value * 1000 + Decimal(words[last])
        last += 1
    if last == index + 2 and tokens.word(last) in HYPHENS:
        return Decimal(words[index]), index + 1  # twelve trucks: 12 100-tonne trucks
    return value, last


def _with_fraction(tokens: Tokens, first: int, last: int, value: Decimal) -> tuple[Decimal, int]:
    """Read a fraction behind a whole number (``10 1/2``, ``5-1/8``, ``10½``) or that it begins."""
    words = tokens.words
    whole = last
    if whole < len(words) and words[whole] in HYPHENS and tokens.glued(whole) and tokens.glued(whole + 1):
        whole += 1
    fraction = _fraction(tokens, whole) if tokens.near(whole) else None
    if fraction is not None:
        return value + fraction, whole + 3
    if tokens.near(last) and words[last] in _VULGAR:
        return value + _VULGAR[words[last]], last + 1
    fraction = _fraction(tokens, first) if last == first + 1 else None
    if fraction is not None:
        return fraction, first + 3
    return value, last


def _fraction(tokens: Tokens, index: int) -> Decimal | None:
    """Read ``1/2`` at an index; ``24/7``, ``1/4/2019`` and ``408/409`` are none."""
    words = tokens.words
    if index + 2 >= len(words) or words[index + 1] not in {"/", "⁄"}:
        return None
    above, below = words[index], words[index + 2]
    if below not in _DENOMINATORS or not above.isdecimal() or not 0 < int(above[:3]) < int(below):
        return None
    goes_on = tokens.word(index + 3) == "/" and tokens.glued(index + 3)
    written_on = tokens.glued(index + 1) and tokens.glued(index + 2)
    return Decimal(above) / Decimal(below) if written_on and not goes_on else None


def _read_vulgar(tokens: Tokens, index: int) -> Number:
    value = _VULGAR[tokens.words[index]]
    return with_magnitude(tokens, Number(index, index + 1, value, tokens.starts[index], digits=True))
