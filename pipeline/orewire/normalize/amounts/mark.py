"""The currency or unit that stands beside a number."""

from dataclasses import dataclass
from decimal import Decimal

from orewire.lexicons.currencies import Currency
from orewire.lexicons.units import Unit


@dataclass(frozen=True, slots=True)
class Mark:
    """A currency or unit beside a number.

    Attributes:
        unit: what it is.
        first: index of the amount's first token, a sign before the number included.
        last: index after the amount's last token.
        factor: what a letter or word between number and mark multiplies the number by.
        addition: what a smaller unit behind it adds (``5 feet 2 inches``), in the mark's unit.
        rule: how it was written: ``sign``, ``code``, ``word``.
    """

    unit: Currency | Unit
    first: int
    last: int
    factor: Decimal = Decimal(1)
    addition: Decimal = Decimal(0)
    rule: str = "word"
