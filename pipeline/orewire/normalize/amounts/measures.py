"""Measured amounts of a text: numbers with their currency or unit, ranges, rates, limits, units left out.

One scan serves money, quantities and percentages alike, so that no number is taken for two of them.
"""

from functools import lru_cache
from typing import Final

from orewire.lexicons.currencies import Currency
from orewire.lexicons.units import Unit
from orewire.normalize.amounts.atoms import Atom, find_atoms
from orewire.normalize.amounts.comparisons import share
from orewire.normalize.amounts.elisions import share_units
from orewire.normalize.amounts.measure import Measure
from orewire.normalize.amounts.qualifiers import qualifier_after, qualifier_before
from orewire.normalize.amounts.ranges import Range, range_of
from orewire.normalize.amounts.rates import (
    TIMES,
    counted_by_currency,
    periodic_before,
    rate_at,
    rate_behind_noun,
)
from orewire.normalize.tokens import Tokens, tokenize

__all__ = ["Measure", "scan"]

# words before ``in`` that tell a table's measure
_TABLES: Final = frozenset({"figures", "amounts", "all", "data", "stated", "expressed", "are", "is"})


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
    share(tokens, found)
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
        if unit.family != "dollar" and unit.scale == 1:
            measure.per = counted_by_currency(tokens, after)
        if measure.per is None:
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
    speed = unit.kind == "length" and rate.code in {"h", "second"}
    if speed or (rate.joined and rate.code not in TIMES):
        # 2.1 g/t, 50 metres per millisecond: the rate is part of the unit; 500 t/y is 500 t a year
        measure.last = rate.last
        measure.end = tokens.ends[rate.last - 1]
