"""A measured amount of a text."""

from dataclasses import dataclass
from decimal import Decimal

from orewire.lexicons.currencies import Currency
from orewire.lexicons.units import Unit
from orewire.schema import Bound


@dataclass(slots=True)
class Measure:
    """A measured amount.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        first: index of its first token.
        last: index after its last token.
        unit: its currency or unit, as written.
        low: the amount, or the lower end of a range.
        high: the upper end of a range, None for a single amount.
        vague: only a lower limit is known.
        approx: the text does not mean it exactly.
        bound: how it limits the true amount.
        per: what it is counted by.
        rule: how it was found: sign, code, word, elided.
    """

    start: int
    end: int
    first: int
    last: int
    unit: Currency | Unit
    low: Decimal
    high: Decimal | None = None
    vague: bool = False
    approx: bool = False
    bound: Bound | None = None
    per: str | None = None
    rule: str = "word"
