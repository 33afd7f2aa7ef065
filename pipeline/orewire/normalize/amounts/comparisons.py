"""What an amount takes over from another: rates of prices compared, limits of conversions, periods."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from orewire.lexicons.amounts import amount_words
from orewire.lexicons.currencies import Currency, currencies
from orewire.lexicons.units import Unit
from orewire.normalize.amounts.measure import Measure
from orewire.normalize.amounts.qualifiers import qualifier_before
from orewire.normalize.amounts.ranges import is_change
from orewire.normalize.amounts.rates import TIMES
from orewire.normalize.context import sentence_around
from orewire.normalize.tokens import Tokens

_WORDS: Final = amount_words().comparisons
_COMPARED: Final = frozenset(["from", "vs", "versus", "against", "to", "with", "than"])
_LISTED: Final = frozenset({",", "and", "or"})
_NEAR: Final = 7
_COORDINATED: Final = 8
_COMPARED_FAR: Final = 24
_REACH: Final = 5
_PREVIOUS: Final = 60
_SMALL_CHANGE: Final = 20
# how many times as large an amount may be as the one it is compared with; a price and its change differ most
_WIDEST_CHANGE: Final = Decimal(300)
_WIDEST: Final = Decimal(8)
_WIDEST_NEXT: Final = Decimal(4)


def share(tokens: Tokens, measures: list[Measure]) -> None:
    """Give amounts what they share with another.

    ``405 dlrs, from 400 dlrs an ounce``; ``$48 a kilogram, compared with $20 in 2020``; ``It may slip to
    $18,000``; ``5 tonnes of rutile and 2 tonnes of garnet a year``; ``about $48 (£37)``.

    Args:
        tokens: the text.
        measures: its amounts in order; changed in place.
    """
    if len(measures) < 2:
        return
    for left, right in reversed(list(pairwise(measures))):
        _between_neighbours(tokens, left, right)
        if left.per is None and right.per in TIMES and _are_coordinated(tokens, left, right):
            left.per = right.per
    converted: set[int] = set()
    made: Measure | None = None
    for index, (left, right) in enumerate(pairwise(measures)):
        if _is_conversion(tokens, left, right):
            converted.add(index + 1)
            _convert(left, right)
        elif right.per is None and left.per in TIMES and isinstance(right.unit, Unit):
            made_of = _is_made_of(tokens, left, right)
            if made_of or (left is made and _are_coordinated(tokens, left, right)):
                right.per, made = left.per, right
    for index, measure in enumerate(measures):
        if measure.per is None and index and index not in converted:
            before = [measures[at] for at in range(max(0, index - 5), index) if at not in converted]
            measure.per = _rate_compared(tokens, before, measure)


def _between_neighbours(tokens: Tokens, left: Measure, right: Measure) -> None:
    apart = right.first - left.last
    if (left.per is None) == (right.per is None) or apart > _NEAR or not _alike(left, right):
        return
    between = tokens.lower[left.last : right.first]
    if left.per is None:
        listed = left.rule == "elided" and not _LISTED.isdisjoint(between)
        if len(between) <= 3 and (listed or not _COMPARED.isdisjoint(between)):
            left.per = right.per
    elif not _COMPARED.isdisjoint(between[-2:]) and _is_as_large(left, right, _WIDEST_CHANGE):
        right.per = left.per


def _alike(left: Measure, right: Measure) -> bool:
    if isinstance(left.unit, Currency) and isinstance(right.unit, Currency):
        if left.unit.code is not None and right.unit.code is None and right.rule == "sign":
            return currencies().family_of.get(left.unit.code) == right.unit.family  # A$2,900, from $2,850
        return (left.unit.code, left.unit.family) == (right.unit.code, right.unit.family)
    if isinstance(left.unit, Unit) and isinstance(right.unit, Unit):
        return left.unit.symbol == right.unit.symbol and left.unit.kind != "percent"
    return False


# ---------------------------------------------------------------- conversions


def _is_conversion(tokens: Tokens, left: Measure, right: Measure) -> bool:
    """Whether an amount is another one said again in brackets: ``about $48 (£37)``."""
    begin = qualifier_before(tokens, right.first).first
    if tokens.word(begin - 1) != "(" or begin - 1 - left.last > (4 if left.per else 0):
        return False
    if "," in tokens.words[left.last : begin - 1] or "(" in tokens.words[left.last : begin - 1]:
        return False
    if isinstance(left.unit, Currency) and isinstance(right.unit, Currency):
        return left.unit != right.unit
    if isinstance(left.unit, Unit) and isinstance(right.unit, Unit):
        return left.unit.kind == right.unit.kind != "percent" and left.unit.symbol != right.unit.symbol
    return False


def _convert(left: Measure, right: Measure) -> None:
    if not right.approx and right.bound is None:
        right.approx, right.bound = left.approx, left.bound
    right.per = right.per or left.per


# ---------------------------------------------------------------- periods


def _are_coordinated(tokens: Tokens, left: Measure, right: Measure) -> bool:
    """Whether two quantities stand side by side: ``12,500 tonnes of nickel and 1,400 tonnes of cobalt``."""
    between = tokens.lower[left.last : right.first]
    if not _alike(left, right) or not isinstance(left.unit, Unit) or not 0 < len(between) <= _COORDINATED:
        return False
    if between[-1] not in _LISTED or (between[0] != "of" and len(between) > 3):
        return False
    return all(word.isalpha() or word in ",-" for word in between) and _WORDS.apart.isdisjoint(between)


def _is_made_of(tokens: Tokens, left: Measure, right: Measure) -> bool:
    """Whether a quantity is made from another one: ``8 mln tonnes a year into 60,000 tonnes``."""
    begin = qualifier_before(tokens, right.first).first
    between = tokens.lower[left.last : begin]
    if not 0 < len(between) <= _COORDINATED:
        return False
    made = between[-1] == "into" or (between[-2:-1] == ["to"] and between[-1] in _WORDS.making)
    return made and "." not in between


# ---------------------------------------------------------------- prices and outputs compared


def _rate_compared(tokens: Tokens, before: Sequence[Measure], measure: Measure) -> str | None:
    """Find the rate of the amount that one without rate is compared with."""
    at = qualifier_before(tokens, measure.first).first
    while tokens.word(at - 1) in _WORDS.stepped and not _is_predicted(tokens, at):
        at -= 1
    sentence = sentence_around(tokens, measure.first, measure.last)[0]
    word = tokens.word(at - 1)
    if word in {"from", "against", "vs", "versus", "than"} or (
        word in {"with", "to"} and tokens.word(at - 2) in {"compared", "compares", "comparing"}
    ):
        reach, widest, levels = max(sentence, measure.first - _COMPARED_FAR), _WIDEST, False
    elif isinstance(measure.unit, Currency) and _is_quoted(tokens, at, limited=measure.bound is not None):
        reach, widest, levels = measure.first - _PREVIOUS, _WIDEST_NEXT, True
        sentence = sentence_around(tokens, sentence - 1, sentence)[0] if sentence else 0
        reach = max(sentence, reach)
    else:
        return None
    for giver in reversed(before):
        if giver.first < reach:
            return None
        if not _alike(giver, measure):
            continue
        if levels and giver.per is None and giver.low * _SMALL_CHANGE < measure.low:
            continue  # slipped $5 to $2,010
        if giver.per is None or (levels and giver.per in TIMES):
            return None
        return giver.per if _is_as_large(giver, measure, widest) else None
    return None


def _is_quoted(tokens: Tokens, at: int, *, limited: bool) -> bool:
    """Whether a price stands behind a verb of prices: ``may slip to``, ``fell below``, ``will average``."""
    word = tokens.word(at - 1)
    if word == "to":
        return any(is_change(tokens.word(index)) for index in range(max(0, at - _REACH), at - 1))
    if word == "at":
        return tokens.word(at - 2) in _WORDS.quoted
    return word in _WORDS.prices or (limited and is_change(word))


def _is_predicted(tokens: Tokens, at: int) -> bool:
    return tokens.word(at - 1) == "average" and tokens.word(at - 2) in _WORDS.modals


def _is_as_large(giver: Measure, measure: Measure, widest: Decimal) -> bool:
    if not giver.low or not measure.low:
        return False
    scale = measure.unit.scale / giver.unit.scale
    ratio = abs(measure.low * scale / giver.low)
    return 1 / widest <= ratio <= widest
