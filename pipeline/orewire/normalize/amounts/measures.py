"""Measured amounts of a text: numbers with their currency or unit, ranges, rates, limits, units left out.

One scan serves money, quantities and percentages alike, so that no number is taken for two of them.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from orewire.lexicons.currencies import Currency
from orewire.lexicons.units import Unit
from orewire.normalize.amounts.atoms import Atom, find_atoms
from orewire.normalize.amounts.elisions import share_units
from orewire.normalize.amounts.qualifiers import qualifier_after, qualifier_before
from orewire.normalize.amounts.ranges import Range, range_of
from orewire.normalize.amounts.rates import periodic_before, rate_at, rate_behind_noun
from orewire.normalize.tokens import Tokens, tokenize
from orewire.schema import Bound

# words before ``in`` that tell a table's measure
_TABLES: Final = frozenset({"figures", "amounts", "all", "data", "stated", "expressed", "are", "is"})


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


@lru_cache(maxsize=4)
def scan(text: str) -> tuple[Tokens, tuple[Measure, ...]]:
    """Find the measured amounts of a text, in order and without overlap.

    Args:
        text: the text.

    Returns:
        The text in pieces and its amounts.
    """
    tokens = tokenize(text)
    atoms = find_atoms(tokens)
    share_units(tokens, atoms)
    return tokens, tuple(_measures(tokens, atoms))


def _measures(tokens: Tokens, atoms: list[Atom]) -> list[Measure]:
    found: list[Measure] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        joined = range_of(tokens, atom, atoms[index + 1]) if index + 1 < len(atoms) else None
        if joined is not None:
            found.append(_measure(tokens, atom, joined))
            index += 2
            continue
        if atom.unit is not None and not _counts_rate(tokens, atom) and not _heads_table(tokens, atom):
            found.append(_measure(tokens, atom, Range(atom.unit, atom.value, atom.value, atom.last)))
            found[-1].high = None
        index += 1
    _share_rates(tokens, found)
    return found


def _counts_rate(tokens: Tokens, atom: Atom) -> bool:
    """Whether a quantity is what another amount is counted by (``per 100 kilos``)."""
    return (
        isinstance(atom.unit, Unit) and atom.unit.kind != "percent" and tokens.word(atom.first - 1) == "per"
    )


def _heads_table(tokens: Tokens, atom: Atom) -> bool:
    """Whether a vague amount is a table's measure: ``, in thousands of tonnes,``."""
    if not atom.number.vague or tokens.word(atom.first - 1) != "in":
        return False
    before = tokens.word(atom.first - 2)
    return not before.isalpha() or before in _TABLES


def _measure(tokens: Tokens, atom: Atom, ends: Range) -> Measure:
    before = qualifier_before(tokens, atom.first)
    approx_after, bound_after, after = qualifier_after(tokens, ends.last)
    number = atom.number
    # 1,000 or more kilograms, 100+ tonnes
    bound_inside = qualifier_after(tokens, number.last)[1] if number.last < ends.last else None
    measure = Measure(
        start=atom.start,
        end=tokens.ends[ends.last - 1],
        first=atom.first,
        last=ends.last,
        unit=ends.unit,
        low=ends.low,
        high=ends.high,
        vague=number.vague,
        approx=before.approx or approx_after or number.vague or number.approx,
        bound=before.bound or bound_inside or bound_after,
        rule=atom.rule,
    )
    _add_rate(tokens, measure, after)
    return measure


def _add_rate(tokens: Tokens, measure: Measure, after: int) -> None:
    unit = measure.unit
    if isinstance(unit, Currency):
        rate = rate_at(tokens, after)
        measure.per = None if rate is None else rate.code
        return
    if unit.kind == "percent":
        return
    if unit.per is not None:
        measure.per = unit.per
        return
    rate = rate_behind_noun(tokens, after)
    if rate is None:
        measure.per = periodic_before(tokens, measure.first)
        return
    measure.per = rate.code
    if rate.joined or (unit.kind == "length" and rate.code in {"h", "second"}):
        # 2.1 g/t, 50 metres per millisecond: the rate is part of the unit
        measure.last = rate.last
        measure.end = tokens.ends[rate.last - 1]


_COMPARED: Final = frozenset(["from", "vs", "versus", "against", "to", "with", "than"])
_LISTED: Final = frozenset({",", "and", "or"})


def _share_rates(tokens: Tokens, measures: list[Measure]) -> None:
    """Give one amount's rate to another that it is compared with.

    ``405 dlrs, from 400 dlrs an ounce``; ``16.50 dlrs a tonne, against 17.36 dlrs``.
    """
    for left, right in reversed(list(pairwise(measures))):
        if (
            (left.per is None) == (right.per is None)
            or right.first - left.last > 7
            or not _alike(left, right)
        ):
            continue
        between = tokens.lower[left.last : right.first]
        if left.per is None:
            listed = left.rule == "elided" and not _LISTED.isdisjoint(between)
            if len(between) <= 3 and (listed or not _COMPARED.isdisjoint(between)):
                left.per = right.per
        elif not _COMPARED.isdisjoint(between[-2:]):
            right.per = left.per


def _alike(left: Measure, right: Measure) -> bool:
    if isinstance(left.unit, Currency) and isinstance(right.unit, Currency):
        return (left.unit.code, left.unit.family) == (right.unit.code, right.unit.family)
    return left.unit == right.unit
