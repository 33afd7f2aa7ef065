"""Dates counted from another point: ``last week``, ``two years ago``, ``the past two years``."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from orewire.normalize.dates.meaning.base import Expression, Resolved, named
from orewire.normalize.dates.meaning.context import Context, Direction
from orewire.normalize.dates.meaning.lengths import Length
from orewire.normalize.dates.meaning.units import (
    Period,
    Unit,
    day_period,
    shift,
    span_of,
)
from orewire.schema import DateKind, DateMod

_ONE_DAY = timedelta(days=1)
_ONE_YEAR = ((Decimal(1), Unit.YEAR),)


@dataclass(frozen=True, slots=True)
class Deictic:
    """A unit counted from the publication date, or where the text stands: ``last week``, ``yesterday``."""

    unit: Unit
    offset: int
    narrative: bool = False
    rest: str | None = None  # "earlier" or "later" in that unit
    own: bool = False  # ``the quarter``: the one told before, if it was one

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        base = context.narrative(self.unit) if self.narrative else context.published
        if self.own:
            told_unit = context.period is not None and context.period.unit is self.unit
            base = context.period.start if told_unit and context.period is not None else context.published
        told = self.narrative and base is not None and (context.day or context.period) is not None
        mod = {"earlier": DateMod.EARLY, "later": DateMod.LATE}.get(self.rest or "")
        if base is None:
            timex = "PRESENT_REF" if self.offset == 0 else "PAST_REF" if self.offset < 0 else "FUTURE_REF"
            return Resolved(timex, mod=mod, anchored=True)
        if self.unit is Unit.SEASON:
            return None
        offset = self.offset
        if self.own and self.unit is Unit.WEEKEND and context.direction is not Direction.FUTURE:
            offset = 0 if base.isoweekday() >= 6 else -1  # the one behind, until the next has begun
        try:
            start = span_of(self.unit, base).start
            period = span_of(self.unit, shift(start, self.unit, offset))
        except (OverflowError, ValueError):
            return None
        return replace(named(period, anchored=not told), mod=mod)


def stretch(own: Period, start: date, end: date) -> Period:
    """Another stretch of time like one told before, named in the same way: by months or by days."""
    form = "%Y-%m" if len(own.name) == len("1987-01/1987-09") else "%Y-%m-%d"
    return Period(start, end, own.unit, f"{start:{form}}/{end:{form}}")


@dataclass(frozen=True, slots=True)
class Moved:
    """A point a length of time from another: ``two weeks ago``, ``a year earlier``, ``3 days after Tuesday``.

    Attributes:
        length: how far.
        sign: 1 for later, -1 for earlier.
        base: from where; None for the publication date, or where the text stands.
        narrative: whether the text may count from a date told before.
        exact: whether the day itself is meant and not the unit around it.
    """

    length: Length
    sign: int
    base: "Expression | None" = None
    narrative: bool = False
    exact: bool = False

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        unknown = Resolved("PAST_REF" if self.sign < 0 else "FUTURE_REF", anchored=True)
        unit = self.length.unit
        if self.base is not None:
            base = self.base.resolve(context)
            if base is None or base.period is None:
                return unknown if base is None or base.anchored else replace(unknown, anchored=False)
            return self._from(base.period, anchored=base.anchored)
        if self.narrative:
            if context.period is not None and self.sign < 0 and self.length.parts == _ONE_YEAR:
                # sales in the third quarter rose from a year earlier: from that quarter
                return self._from(context.period, anchored=False)
            told = context.narrative(unit)
            if told is not None and (context.day is not None or context.period is not None):
                return self._rounded(told, anchored=False) or unknown
        if context.published is None:
            return unknown
        return self._rounded(context.published, anchored=True) or replace(unknown, anchored=True)

    def _from(self, base: Period, *, anchored: bool) -> Resolved | None:
        start = self.length.move(
            base.end if self.sign > 0 and base.unit is Unit.DAY else base.start, self.sign
        )
        if start is None:
            return Resolved("PAST_REF" if self.sign < 0 else "FUTURE_REF", anchored=anchored)
        unit = span_of(base.unit, base.start)
        if (unit.start, unit.end) == (base.start, base.end):
            return named(span_of(base.unit, start), anchored=anchored)
        end = self.length.move(base.end, self.sign) or start
        if base.unit is not Unit.DAY:
            end = span_of(Unit.MONTH, end).end
        period = stretch(base, start, end)
        return Resolved(period.name, period, DateKind.INTERVAL, anchored=anchored)

    def _rounded(self, base: date, *, anchored: bool) -> Resolved | None:
        day = self.length.move(base, self.sign)
        if day is None:
            return None
        unit = self.length.unit
        whole = all(amount == int(amount or 0) for amount, _ in self.length.parts)
        if not whole:
            unit = Unit.MONTH if unit.rank <= Unit.YEAR.rank else Unit.DAY
        elif unit.rank < Unit.YEAR.rank:
            # ``three decades ago`` is thirty years ago
            unit = Unit.YEAR if self.length.parts[0][0] is not None else unit
        # a story goes on to the day: two weeks later
        exact = self.exact or (self.narrative and unit is Unit.WEEK)
        if exact or unit.rank >= Unit.DAY.rank or unit in {Unit.FORTNIGHT, Unit.WEEKEND}:
            return named(day_period(day), anchored=anchored)
        return named(span_of(unit, day), anchored=anchored)


@dataclass(frozen=True, slots=True)
class Window:
    """A length that runs back or on from the publication date: ``the past two years``."""

    length: Length
    sign: int

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        unresolved = Resolved(self.length.timex, kind=DateKind.DURATION, anchored=True)
        published = context.published
        if published is None:
            return unresolved
        if self.length.unit.rank > Unit.DAY.rank:
            return unresolved
        period = self._aligned(published) or self._counted(published)
        return unresolved if period is None else replace(unresolved, period=period)

    def _aligned(self, published: date) -> Period | None:
        """Quarters and halves are those of the calendar."""
        amount, unit = self.length.parts[0]
        if unit not in {Unit.QUARTER, Unit.HALF, Unit.WEEKEND} or amount is None or amount != int(amount):
            return None
        current = span_of(unit, published)
        near = span_of(unit, shift(current.start, unit, self.sign))
        far = span_of(unit, shift(current.start, unit, self.sign * int(amount)))
        first, last = sorted((near, far), key=lambda period: period.start)
        return Period(first.start, last.end, unit, f"{first.name}/{last.name}")

    def _counted(self, published: date) -> Period | None:
        far = self.length.move(published, self.sign)
        if far is None:
            return None
        unit = self.length.unit
        if self.sign < 0:
            return Period(far, published, unit, f"{far}/{published}")
        # the next three years begin now, the next three days tomorrow
        first = published + _ONE_DAY if unit is Unit.DAY else published
        return Period(first, far, unit, f"{first}/{far}") if first <= far else None


@dataclass(frozen=True, slots=True)
class ToDate:
    """``the year to date``: from the first day of a unit to the publication date."""

    unit: Unit

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        published = context.published
        if published is None:
            return Resolved("PRESENT_REF", kind=DateKind.INTERVAL, anchored=True)
        start = span_of(self.unit, published).start
        period = Period(start, published, Unit.DAY, f"{start}/{published}")
        return Resolved(period.name, period, DateKind.INTERVAL, anchored=True)


@dataclass(frozen=True, slots=True)
class Reference:
    """A vague time: ``recent years`` is ``PAST_REF``."""

    timex: str

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        if self.timex == "PRESENT_REF" and context.published is not None:
            return Resolved(self.timex, day_period(context.published), anchored=True)
        return Resolved(self.timex)


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """``the same period last year``: the period of the sentence itself, moved."""

    outer: "Expression"

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        outer = self.outer.resolve(context)
        if outer is None or outer.period is None or context.period is None:
            return outer
        if outer.period.unit is not Unit.YEAR or context.period.unit.rank <= Unit.YEAR.rank:
            return outer
        own = context.period
        try:
            start = own.start.replace(year=outer.period.start.year)
            months = own.end.year - own.start.year
            end = span_of(Unit.MONTH, own.end.replace(day=1, year=start.year + months)).end
        except ValueError:
            return outer
        if (same := span_of(own.unit, start)).end == end:
            return named(same, anchored=outer.anchored)
        period = stretch(own, start, end)
        return Resolved(period.name, period, DateKind.INTERVAL, anchored=outer.anchored)
