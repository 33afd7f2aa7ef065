"""The lexicon of amounts: number words, words that limit amounts, words that tell kinds of amounts apart."""

from decimal import Decimal
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from orewire.lexicons.reader import read_toml


def _split(text: object) -> object:
    return text.split() if isinstance(text, str) else text


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]
WordSet = Annotated[frozenset[str], BeforeValidator(_split)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NumberWords(_Strict):
    """Words of numbers; the tables are from values to words as in the file, ``by_word`` turns them round."""

    units: Words
    tens: Words
    few: WordSet
    ordinals: WordSet
    limits: WordSet
    months: WordSet
    magnitudes: dict[Decimal, Words]
    letters: dict[Decimal, Words]
    plurals: dict[Decimal, Words]
    multiples: dict[Decimal, Words]
    fractions: dict[Decimal, Words]


class AfterWords(_Strict):
    """Phrases behind an amount."""

    at_least: list[str]
    at_most: list[str]
    approx: list[str]


class QualifierWords(_Strict):
    """Phrases around an amount that limit it."""

    approx: list[str]
    neutral: list[str]
    more_than: list[str]
    at_least: list[str]
    at_most: list[str]
    less_than: list[str]
    particles: WordSet
    concerned: WordSet
    spread: WordSet
    after: AfterWords


class RangeWords(_Strict):
    """What tells a range from a change; ``changes`` are beginnings of words."""

    words: WordSet
    changes: Words
    no_changes: WordSet


class ElisionWords(_Strict):
    """What shows that a unit was left out."""

    comparing: WordSet
    counted: WordSet
    after: WordSet
    levels: WordSet
    money_nouns: WordSet
    in_money: WordSet


class PoundWords(_Strict):
    """What tells pounds of money from pounds of weight."""

    money: WordSet
    weight: WordSet
    money_nouns: WordSet
    of_money: WordSet
    weight_text: WordSet
    money_text: WordSet


class UnitWords(_Strict):
    """What decides units that are also something else."""

    troy: WordSet
    after_metres: WordSet
    after_inches: WordSet
    after_network: WordSet


class MoneyWords(_Strict):
    """What decides words and letters that are also something else than money."""

    dotted: WordSet
    after_nation: WordSet
    after_parts: WordSet
    priced: WordSet
    strict: WordSet
    wariest: WordSet
    behind: dict[str, str]


class RateWords(_Strict):
    """What tells rates from other times."""

    comparisons: WordSet
    period_joints: WordSet


class ComparisonWords(_Strict):
    """What shows that one amount takes over something from another."""

    stepped: WordSet
    prices: WordSet
    quoted: WordSet
    modals: WordSet
    making: WordSet
    apart: WordSet


class AmountWords(_Strict):
    """The whole lexicon."""

    numbers: NumberWords
    qualifiers: QualifierWords
    ranges: RangeWords
    elisions: ElisionWords
    pounds: PoundWords
    units: UnitWords
    money: MoneyWords
    rates: RateWords
    comparisons: ComparisonWords


@cache
def amount_words() -> AmountWords:
    """Return the lexicon of amounts, read and validated once.

    Raises:
        LexiconError: if the file does not hold what it should.
    """
    return read_toml("amounts.toml", AmountWords)


def by_word(table: dict[Decimal, tuple[str, ...]]) -> dict[str, Decimal]:
    """Turn a table from values to words round."""
    return {word: value for value, words in table.items() for word in words}
