"""Atoms: the numbers of a text, each with the currency or unit beside it."""

from dataclasses import dataclass
from decimal import Decimal

from orewire.lexicons.currencies import Currency
from orewire.lexicons.units import Unit
from orewire.normalize.amounts.marks import mark_of
from orewire.normalize.numbers import Number, find_numbers
from orewire.normalize.tokens import Tokens


@dataclass(slots=True)
class Atom:
    """One number with what stands beside it.

    Attributes:
        number: the number.
        first: index of its first token, a sign before the number included.
        last: index after its last token, a unit included.
        start: offset of its first character.
        value: the number, multiplied by a magnitude letter too.
        magnitude: the multiplier that magnitude words and letters make.
        unit: the currency or unit, None where none stands beside it.
        rule: how the unit was found: sign, code, word, elided.
    """

    number: Number
    first: int
    last: int
    start: int
    value: Decimal
    magnitude: Decimal
    unit: Currency | Unit | None = None
    rule: str = "word"

    @property
    def numeral(self) -> Decimal:
        """The number before its magnitude."""
        return self.value / self.magnitude

    @property
    def sign_first(self) -> bool:
        """Whether its currency stands before the number."""
        return self.first < self.number.first


def find_atoms(tokens: Tokens) -> list[Atom]:
    """Find the numbers of a text with what stands beside them, in order and without overlap."""
    atoms: list[Atom] = []
    before: Number | None = None
    reached = 0
    for number in find_numbers(tokens):
        if number.first >= reached:
            atoms.append(_atom(tokens, number, before, reached))
            reached = atoms[-1].last
            before = number
    return atoms


def year_like(tokens: Tokens, atom: Atom) -> bool:
    """Whether a number without unit looks like a year."""
    word = tokens.words[atom.number.first]
    return atom.unit is None and len(word) == 4 and word.isdecimal() and word[:2] in {"18", "19", "20"}


def share_magnitude(poor: Atom, rich: Atom) -> None:
    """Give a number without magnitude that of its neighbour, where it is meant so: ``5, 6 and 7 mln``."""
    if (
        poor.magnitude == 1
        and rich.magnitude > 1
        and poor.number.letter is None
        and poor.numeral <= rich.numeral * 10
    ):
        poor.value *= rich.magnitude
        poor.magnitude = rich.magnitude


def _atom(tokens: Tokens, number: Number, before: Number | None, reached: int) -> Atom:
    mark = mark_of(tokens, number, before)
    if mark is None or mark.first < reached:  # the sign before it belongs to the amount before it
        return Atom(number, number.first, number.last, number.start, number.value, number.magnitude)
    value = number.value * mark.factor + mark.addition
    start = number.start if mark.first == number.first else tokens.starts[mark.first]
    if value < 0 and isinstance(mark.unit, Currency) and mark.first == number.first:
        # a dash before an amount of money in words is no minus
        start, value = tokens.starts[number.first], -value
    if mark.first < number.first and tokens.word(mark.first - 1) == "minus":
        value = -value
    magnitude = number.magnitude * mark.factor
    return Atom(number, mark.first, mark.last, start, value, magnitude, mark.unit, mark.rule)
