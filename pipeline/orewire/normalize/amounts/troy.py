"""Which ounces are troy ounces."""

from typing import Final

from orewire.lexicons.amounts import amount_words
from orewire.normalize.amounts.lookup import word_set
from orewire.normalize.amounts.measures import Measure
from orewire.normalize.context import sentence_around
from orewire.normalize.tokens import Tokens

# metals and wares that are weighed in troy ounces
_TROY: Final = amount_words().units.troy


def weighs_in_troy(tokens: Tokens, measure: Measure) -> bool:
    """Whether an amount's ounces are troy: a precious metal is named in the sentence or the text."""
    if tokens.word(measure.last - 2) == "-":  # 68-ounce cans
        return not _TROY.isdisjoint(tokens.lower[measure.last : measure.last + 4])
    begin, end = sentence_around(tokens, measure.first, measure.last)
    return not _TROY.isdisjoint(tokens.lower[begin:end]) or not _TROY.isdisjoint(word_set(tokens))
