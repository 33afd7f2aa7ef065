"""Whether ``pounds`` are money or weight: decided by the words near them, the same for both finders."""

from decimal import Decimal
from typing import Final

from orewire.lexicons.amounts import amount_words
from orewire.normalize.amounts.lookup import word_set
from orewire.normalize.tokens import Tokens

_REACH: Final = 14

_WORDS: Final = amount_words().pounds


def pounds_are_money(tokens: Tokens, first: int, last: int, *, magnitude: Decimal) -> bool:
    """Decide what ``pounds`` are.

    A hyphen, ``of`` with what is counted, verbs of weighing and things that are weighed speak for weight;
    prices, pay and the signs of British money for money. Where nothing speaks, millions are money
    and small numbers are money only in a text with British money in it.

    Args:
        tokens: the text.
        first: index of the amount's first token.
        last: index after ``pounds``.
        magnitude: the multiplier of the amount (10**6 for millions).
    """
    following, then = tokens.word(last), tokens.word(last + 1)
    if following in {"sterling", "worth"}:
        return True
    if following == "of":
        return then in _WORDS.of_money or tokens.word(last + 2) == "money"
    measured = following == "per" and then in {"square", "acre", "ton", "tonne"}
    if measured or following in {"heavier", "lighter", "overweight", "force"}:
        return False
    if tokens.lower[last - 1] == "pound" and tokens.word(last - 2) == "-":
        return magnitude >= 10**6 or following in _WORDS.money_nouns or (following == "-" and then == "a")
    return _by_neighbours(tokens, first, last, magnitude)


def _by_neighbours(tokens: Tokens, first: int, last: int, magnitude: Decimal) -> bool:
    begin, end = max(0, first - _REACH), last + _REACH
    score = 0
    for index in range(begin, min(end, len(tokens.lower))):
        word = tokens.lower[index]
        if first <= index < last:
            continue
        if word in _WORDS.money:
            score += 2 if word in {"£", "sterling", "pence"} else 1
        elif word in _WORDS.weight:
            # a verb of weighing outweighs everything
            score -= 5 if word.startswith("weigh") else 1
    if score:
        return score > 0
    words = word_set(tokens)
    if not words.isdisjoint(_WORDS.money_text):
        return True
    return magnitude >= 10**6 and words.isdisjoint(_WORDS.weight_text)
