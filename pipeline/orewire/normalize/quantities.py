"""Measured quantities and percentages."""

import re
from typing import Final

from orewire.lexicons.units import Unit, units
from orewire.normalize.amounts.measures import Measure, scan
from orewire.normalize.amounts.troy import weighs_in_troy
from orewire.normalize.candidate import Candidate
from orewire.normalize.numbers import decimal_string
from orewire.normalize.tokens import Tokens
from orewire.schema import Label, PercentValue, QuantityValue

_PERIODS: Final = frozenset(
    ["year", "month", "week", "day", "h", "quarter", "minute", "second", "decade", "night"]
)
_TONS: Final = frozenset({"t", "short ton", "long ton"})
_SPEEDS: Final = {
    ("km", "h"): "km/h",
    ("mi", "h"): "mph",
    ("m", "second"): "m/s",
    ("km", "second"): "km/s",
    ("ft", "second"): "ft/s",
}

# "Percent of 10", as tables and forms write it: nothing stands before it, and nothing is counted after.
_TURNED = re.compile(
    r"(?:(?<=^)|(?<=[:;(]\s))per ?cent(?:age)? of (\d{1,3}(?:\.\d{1,4})?)(?=\s*(?:$|[.,;)]))", re.I | re.M
)


def find_quantities(text: str) -> list[Candidate]:
    """Find measured quantities: mass, volume, area, length, power, energy, speed, temperature, grades.

    A plain ``ton`` has the unit ``t``, as newspapers outside trade tables mean no more than a tonne by it;
    ``short ton`` and ``long ton`` are units of their own, with ``tonnes`` converted. Ounces are troy ounces
    (``ozt``) where a precious metal is named in the sentence or else in the text. Symbols with a magnitude
    (kt, Mt, Moz, bcf) are multiplied out. Counts of things are no quantities. Factors are those of the BIPM's
    SI brochure and NIST Special Publication 811.

    Args:
        text: the text.

    Returns:
        Candidates in text order, without overlap.
    """
    tokens, measures = scan(text)
    found = []
    for measure in measures:
        unit = measure.unit
        if isinstance(unit, Unit) and unit.kind != "percent":
            found.append(_quantity(tokens, measure, unit))
    return found


def find_percentages(text: str) -> list[Candidate]:
    """Find percentages and percentage points.

    Args:
        text: the text.

    Returns:
        Candidates in text order, without overlap.
    """
    _, measures = scan(text)
    found = [
        _percentage(measure)
        for measure in measures
        if isinstance(measure.unit, Unit) and measure.unit.kind == "percent"
    ]
    turned = [
        Candidate(Label.PERCENT, match.start(), match.end(), PercentValue(value=match[1]), "percent.turned")
        for match in _TURNED.finditer(text)
    ]
    return sorted([*found, *turned], key=lambda candidate: candidate.start) if turned else found


def _percentage(measure: Measure) -> Candidate:
    low = decimal_string(measure.low)
    single = measure.high is None and not measure.vague
    value = PercentValue(
        value=low if single else None,
        min=None if single else low,
        max=None if measure.high is None else decimal_string(measure.high),
        approx=measure.approx,
        bound=measure.bound,
    )
    return Candidate(Label.PERCENT, measure.start, measure.end, value, f"percent.{measure.rule}")


def _is_grade(per: str | None) -> bool:
    """Whether an amount is counted by another mass or volume: a grade, not a mass."""
    return per is not None and units().per.get(per) == per and per not in _PERIODS


def _quantity(tokens: Tokens, measure: Measure, unit: Unit) -> Candidate:
    symbol, si, end, per = unit.symbol, unit.si, measure.end, measure.per
    # assays in ounces a ton are of precious metals whether or not the text names one
    if symbol == "oz" and (per in _TONS or weighs_in_troy(tokens, measure)):
        symbol, si = "ozt", units().words.root["troy"]["ounce"][""].si
    if per == "oz" and weighs_in_troy(tokens, measure):
        per = "ozt"
    speed = _SPEEDS.get((symbol, per or ""))
    if speed is not None:
        symbol, per = speed, None
    scale = unit.scale
    low, high = measure.low * scale, None if measure.high is None else measure.high * scale
    single = high is None and not measure.vague
    value = QuantityValue(
        amount=decimal_string(low) if single else None,
        min=None if single else decimal_string(low),
        max=None if high is None else decimal_string(high),
        unit=symbol,
        per=per,
        approx=measure.approx,
        bound=measure.bound,
        tonnes=None if si is None or unit.kind != "mass" or _is_grade(per) else decimal_string(low * si),
    )
    return Candidate(Label.QUANTITY, measure.start, end, value, f"quantity.{measure.rule}")
