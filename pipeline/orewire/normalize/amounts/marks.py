"""What stands beside a number: a currency before or after it, a unit after it."""

from decimal import Decimal
from typing import Final

from orewire.normalize.amounts.lookup import HYPHENS, skip_hyphen
from orewire.normalize.amounts.mark import Mark
from orewire.normalize.amounts.money_after import money_after
from orewire.normalize.amounts.money_before import money_before, word_before
from orewire.normalize.amounts.unit_after import unit_after
from orewire.normalize.numbers import Number
from orewire.normalize.tokens import Tokens

_ONE: Final = Decimal(1)
_ABBREVIATED: Final = frozenset({"mln", "bln", "mn", "bn", "trln", "trn", "thous", "mil", "bil", "cr"})
# words of a limit between number and unit: 1,000 or more kilograms, 100+ tonnes
_LIMITS_BETWEEN: Final = (("or", "more"), ("or", "less"), ("or", "fewer"), ("-", "plus"), ("+",), ("full",))


def mark_of(tokens: Tokens, number: Number, before: Number | None) -> Mark | None:
    """Find the currency or unit of a number.

    Args:
        tokens: the text.
        number: the number.
        before: the number before it in the text, if any: it may own the sign between them.

    Returns:
        The mark, or None.
    """
    mark = money_before(tokens, number, before)
    if mark is not None or _inside_name(tokens, number, before):
        return mark
    for factor, index in _places_for_unit(tokens, number):
        if index < len(tokens.words) and _follows(tokens, number, index):
            mark = money_after(tokens, number, index, factor) or unit_after(tokens, number, index, factor)
            if mark is not None:
                return mark
    return word_before(tokens, number, before)


def _inside_name(tokens: Tokens, number: Number, before: Number | None) -> bool:
    """Whether a number is part of a name or code: ``A320``, ``scp-173``, ``1.2.3``."""
    text = tokens.text
    if not number.digits or not number.start or text[number.start] in "-−":
        return False
    previous, earlier = text[number.start - 1], text[max(0, number.start - 2)]
    if previous in HYPHENS and earlier.isalpha():
        # COVID-19, F-16, scp-173; but 10 pct-12 pct is a range
        return before is None or number.first - before.last > 3
    return previous.isalnum() or previous in "_#=&@" or (previous == "." and earlier.isdecimal())


def _follows(tokens: Tokens, number: Number, index: int) -> bool:
    """Whether a unit at an index can belong to a number: in its line, or the next one of a wrapped text."""
    if not tokens.near(index) and index != number.last + 1:
        return False
    wrapped = "\n" in tokens.text[tokens.ends[number.last - 1] : tokens.starts[index]]
    after_dash = index > number.last and tokens.word(index - 1) in HYPHENS
    spaced_dash = after_dash and not tokens.glued(number.last)
    return not (wrapped or spaced_dash) or not tokens.words[index][0].isupper()


def _places_for_unit(tokens: Tokens, number: Number) -> list[tuple[Decimal, int]]:
    """List where a number's unit may begin, with what stands between as a factor."""
    at = number.last
    if number.vague and tokens.word(at) == "of":
        at += 1
    elif tokens.word(at) == "." and tokens.word(at - 1) in _ABBREVIATED and tokens.glued(at):
        at += 1  # 5 mln. tenge
    places = []
    # 7.62mm barrel: mm is millions for money only, and money with a sign before it
    if number.letter is not None and tokens.word(at) != "mm":
        places.append((number.letter, skip_hyphen(tokens, at + 1)))
    plain = skip_hyphen(tokens, at)
    for words in _LIMITS_BETWEEN:
        end = at + len(words)
        if tuple(tokens.lower[at:end]) == words and tokens.near(at):
            plain = skip_hyphen(tokens, end)
    places.append((_ONE, plain))
    return places
