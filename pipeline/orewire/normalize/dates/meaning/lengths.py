"""Lengths of time and recurring times."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from orewire.normalize.dates.meaning.base import Resolved
from orewire.normalize.dates.meaning.context import Context
from orewire.normalize.dates.meaning.units import (
    DESIGNATORS,
    Unit,
    shift,
)
from orewire.schema import DateKind, DateMod

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: amounts of units, an amount of None where it is vague (``several days``)."""

    parts: tuple[tuple[Decimal | None, Unit], ...]
    mod: DateMod | None = None
    most: Decimal | None = None  # upper end of ``two to three weeks``
    business: bool = False

    @property
    def unit(self) -> Unit:
        """Its smallest unit."""
        return self.parts[-1][1]

    @property
    def timex(self) -> str:
        """TIMEX3 name of the length."""
        days = "".join(_designate(amount, unit) for amount, unit in self.parts if not DESIGNATORS[unit][2])
        clock = "".join(_designate(amount, unit) for amount, unit in self.parts if DESIGNATORS[unit][2])
        return f"P{days}T{clock}" if clock else f"P{days}"

    @property
    def whole(self) -> bool:
        """Whether it can be counted off on the calendar."""
        return all(
            amount is not None and (amount == int(amount) or not DESIGNATORS[unit][2]) and amount < 10000
            for amount, unit in self.parts
        )

    def resolve(self, context: Context) -> Resolved | None:  # noqa: ARG002 - a length needs no context
        """See :class:`Expression`."""
        return Resolved(self.timex, kind=DateKind.DURATION, mod=self.mod)

    def move(self, day: date, sign: int) -> date | None:
        """A day moved by the length, or None where it cannot be counted off."""
        if not self.whole:
            return None
        try:
            for amount, unit in self.parts:
                day = self._move_by(day, sign, amount or Decimal(0), unit)
        except (OverflowError, ValueError):
            return None
        return day

    def _move_by(self, day: date, sign: int, amount: Decimal, unit: Unit) -> date:
        if self.business:
            return _business_day(day, sign * int(amount))
        full = int(amount)
        day = shift(day, unit, sign * full)
        if fraction := amount - full:
            # half a year is six months, half a month fifteen days
            if unit.rank <= Unit.YEAR.rank:
                years = 1 if unit is Unit.YEAR else DESIGNATORS[unit][1]
                return shift(day, Unit.MONTH, sign * int(fraction * 12 * years))
            days = {Unit.MONTH: 30, Unit.QUARTER: 91, Unit.WEEK: 7, Unit.FORTNIGHT: 14}.get(unit, 1)
            return day + timedelta(days=sign * int(fraction * days))
        return day


def _designate(amount: Decimal | None, unit: Unit) -> str:
    letter, factor, _ = DESIGNATORS[unit]
    if amount is None:
        return {Unit.DECADE: "XDE", Unit.CENTURY: "XCE"}.get(unit, f"X{letter}")
    number = amount * factor
    if unit is Unit.YEAR and number < 1:
        number, letter = number * 12, "M"  # half a year
    text = f"{number.normalize():f}"
    return f"{text}{letter}"


def _business_day(day: date, count: int) -> date:
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left = min(abs(count), 1000)
    while left:
        day += step
        left -= day.isoweekday() <= 5
    return day


@dataclass(frozen=True, slots=True)
class Recurring:
    """A recurring time."""

    timex: str

    def resolve(self, context: Context) -> Resolved | None:  # noqa: ARG002 - no context needed
        """See :class:`Expression`."""
        return Resolved(self.timex, kind=DateKind.SET)
