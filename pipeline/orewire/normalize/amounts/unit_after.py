"""A unit after a number: symbols, words, feet with inches, and what only looks like a unit."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from orewire.lexicons.amounts import amount_words
from orewire.lexicons.units import Unit, units
from orewire.normalize.amounts.lookup import HYPHENS, joined_right, match_words, skip_hyphen
from orewire.normalize.amounts.mark import Mark
from orewire.normalize.amounts.pounds import pounds_are_money
from orewire.normalize.numbers import Number, number_at
from orewire.normalize.tokens import Tokens

_WORDS: Final = amount_words().units
_NOTHING: Final = Decimal(0)
# fineness of gold, no weight
_PURITIES: Final = frozenset(map(Decimal, (8, 9, 10, 14, 18, 20, 21, 22, 23, 24)))
# single letters that are units apart from their number too
_LETTERS: Final = frozenset({"m", "t", "g", "l", "L", "W"})
# how many of a smaller unit make the larger, and the smaller one's words
_SMALLER: Final = {
    "ft": (Decimal(12), frozenset({"in", "inch", "inches", "ins", '"'})),
    "lb": (Decimal(16), frozenset({"oz", "ounce", "ounces"})),
}
_CLOSING: Final = {"[": "]", "<": ">"}
_LONGEST_ADDRESS: Final = 300


def unit_after(tokens: Tokens, number: Number, index: int, factor: Decimal) -> Mark | None:
    """Find a unit at an index behind a number.

    Args:
        tokens: the text.
        number: the number.
        index: where the unit would begin.
        factor: what stands between multiplies the number by this.
    """
    closing = _CLOSING.get(tokens.words[index])
    if closing is not None:
        return _bracketed(tokens, number, index, factor, closing)
    found = _unit_at(tokens, index)
    if found is None:
        return _inches(tokens, number, index)
    unit, last = found
    if joined_right(tokens, last) and unit.kind != "percent":
        return None
    if not _is_measure(tokens, number, index, last, unit):
        return None
    addition = _NOTHING
    if unit.symbol in _SMALLER:
        addition, last = _smaller(tokens, last, unit)
    return Mark(_as_written(number, unit), number.first, last, factor, addition)


def _unit_at(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    lexicon = units()
    written = tokens.words[index]
    found = match_words(lexicon.words, tokens, index)
    if found is not None and found[1] > index + 1:
        return found
    if written in lexicon.symbols:
        return lexicon.symbols[written], index + 1
    # short forms are units in lower case only: HA, PC and MI are other things
    return found if found is not None and (len(written) > 2 or written.islower()) else None


def _bracketed(tokens: Tokens, number: Number, index: int, factor: Decimal, closing: str) -> Mark | None:
    """Read ``20 [kg]``."""
    if tokens.word(index + 2) != closing or _unit_at(tokens, index + 1) is None:
        return None
    mark = unit_after(tokens, number, index + 1, factor)
    return None if mark is None else replace(mark, last=index + 3)


def _as_written(number: Number, unit: Unit) -> Unit:
    """Read ``mt`` as millions of tonnes behind small decimals (``2.5mt of coal``), else as metric tons."""
    fractional = number.magnitude == 1 and number.value != number.value.to_integral_value()
    if unit.form.lower() == "mt" and fractional and number.value < 1000:
        return replace(unit, scale=Decimal(10**6))
    return unit


def _inches(tokens: Tokens, number: Number, index: int) -> Mark | None:
    """Read ``10" long`` and ``6in`` written on to the number."""
    written = tokens.words[index]
    quoted = written in {'"', "”", "″"} and tokens.word(index + 1) in _WORDS.after_inches
    glued = tokens.glued(index) or tokens.word(index - 1) in HYPHENS
    if quoted or (written == "in" and number.digits and glued):
        return Mark(units().words.root["inch"][""], number.first, index + 1)
    return None


def _smaller(tokens: Tokens, last: int, unit: Unit) -> tuple[Decimal, int]:
    """Read the inches behind feet and the ounces behind pounds: ``5ft 6in``, ``6-foot-2``."""
    index = last + 1 if tokens.word(last) in {"and", ",", "-"} else last
    parts = number_at(tokens, index) if tokens.near(index) else None
    in_one, words = _SMALLER[unit.symbol]
    if parts is None or not 0 < parts.value < in_one:
        return _NOTHING, last
    if unit.form == "foot" and tokens.word(last) in HYPHENS and tokens.glued(index):
        return parts.value / in_one, parts.last
    end = skip_hyphen(tokens, parts.last)
    if tokens.word(end) in words and tokens.near(end):
        return parts.value / in_one, end + 1
    return _NOTHING, last


# ---------------------------------------------------------------- what only looks like a unit


def _is_measure(tokens: Tokens, number: Number, index: int, last: int, unit: Unit) -> bool:
    """Whether what is also something else is a unit here."""
    following = tokens.word(last)
    if unit.kind == "percent":
        return not _in_address(tokens, index)
    if len(unit.form) == 1:
        return _is_letter_unit(tokens, number, index, last)
    if unit.form in {"carat", "carats"}:
        return number.value not in _PURITIES or following != "gold"
    if unit.form in {"pound", "pounds"}:
        return not pounds_are_money(tokens, number.first, last, magnitude=number.magnitude)
    return True


def _is_letter_unit(tokens: Tokens, number: Number, index: int, last: int) -> bool:
    written, following = tokens.words[index], tokens.word(last)
    if _is_named(tokens, last) or (written not in _LETTERS and not tokens.glued(index)):
        return False
    if written == "m":
        return number.letter is None or not _counts_people(tokens, last)
    if written == "g":
        return following not in _WORDS.after_network
    # 15° W is a longitude
    return written != "W" or tokens.word(number.first - 1) not in {"°", "'", "′"}


def _counts_people(tokens: Tokens, last: int) -> bool:
    """Whether ``5m`` is five million of something: ``5m people``, ``3m jobs``."""
    following = tokens.word(last)
    if not tokens.near(last) or not following[:1].isalpha() or following in _WORDS.after_metres:
        return False
    return following.endswith("s") or following in {"people", "men", "women", "children"}


def _is_named(tokens: Tokens, index: int) -> bool:
    """Whether a letter goes on as a name: ``24703 L-202``, ``2024 L.A.``, ``3 t's``."""
    if not (tokens.glued(index) and tokens.glued(index + 1)):
        return False
    mark, following = tokens.words[index], tokens.words[index + 1]
    return following.isdecimal() if mark in HYPHENS else mark in ".'’" and following[0].isalpha()


def _in_address(tokens: Tokens, index: int) -> bool:
    """Whether a percent sign is an escape in a web address."""
    if tokens.words[index] != "%":
        return False
    end = tokens.starts[index]
    words = tokens.text[max(0, end - _LONGEST_ADDRESS) : end].split()
    return bool(words) and ("://" in words[-1] or words[-1].startswith("www."))
