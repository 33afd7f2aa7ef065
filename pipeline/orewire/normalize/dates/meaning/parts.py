"""Parts of periods: ``March of last year``, ``the first two weeks of July``, ``late March``."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from orewire.normalize.dates.meaning.base import Expression, Resolved, named
from orewire.normalize.dates.meaning.context import Context, Direction
from orewire.normalize.dates.meaning.holidays import weekday_of_month
from orewire.normalize.dates.meaning.names import Calendar
from orewire.normalize.dates.meaning.units import (
    DESIGNATORS,
    Period,
    Unit,
    day_period,
    make_date,
    month_period,
    shift,
    span_of,
)
from orewire.schema import DateKind, DateMod

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Within:
    """A unit named inside another: ``March of last year``, ``Tuesday of next week``, ``next year's Q1``."""

    what: Calendar
    outer: "Expression"

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        outer = self.outer.resolve(context)
        if outer is None:
            return None
        if outer.period is None:
            inner = self.what.resolve(replace(context, published=None))
            return inner and replace(inner, anchored=True)
        first, last = outer.period.start, outer.period.end
        period = self._inside(first, last)
        return None if period is None else replace(named(period, anchored=outer.anchored))

    def _inside(self, first: date, last: date) -> Period | None:
        what = self.what
        if what.weekday is not None and what.day is None:
            day = first + timedelta(days=(what.weekday - first.isoweekday()) % 7)
            return day_period(day) if day <= last else None
        if what.month is None and what.day is not None:
            return (
                day_period(first.replace(day=what.day))
                if make_date(first.year, first.month, what.day)
                else None
            )
        for year in range(first.year, min(last.year, first.year + 1) + 1):
            period = what.in_year(year)
            if period is not None and period.start <= last and period.end >= first:
                return period
        return None


@dataclass(frozen=True, slots=True)
class Part:
    """The n-th unit, or a run of units, in another: ``the first two weeks of July``, ``the third quarter``.

    Attributes:
        unit: what is counted.
        number: 1 for the first, -1 for the last.
        of: what it is a part of; None for the current year.
        count: how many in a row (``the first nine months``).
        weekday: for ``the first Monday of May``.
    """

    unit: Unit
    number: int
    of: "Expression"
    count: int = 1
    weekday: int | None = None

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        outer = self.of.resolve(context)
        if outer is None:
            return None
        if outer.period is None:
            return Resolved(self._underspecified(outer.timex), anchored=outer.anchored)
        try:
            period = self._inside(outer.period)
        except (OverflowError, ValueError):
            return None
        if period is None:
            return None
        kind = DateKind.DATE if self.count == 1 else DateKind.INTERVAL
        return Resolved(period.name, period, kind, anchored=outer.anchored)

    def _underspecified(self, outer: str) -> str:
        year = outer if len(outer) == 4 and outer[0] in "X12" else "XXXX"
        if self.count == 1 and self.number > 0:
            if self.unit is Unit.QUARTER:
                return f"{year}-Q{self.number}"
            if self.unit is Unit.HALF:
                return f"{year}-H{self.number}"
        letter, factor, _ = DESIGNATORS[self.unit]
        return f"P{self.count * factor}{letter}"

    def _inside(self, outer: Period) -> Period | None:
        if self.weekday is not None:
            return self._nth_weekday(outer)
        if self.unit is Unit.HALF and outer.unit is not Unit.YEAR:
            return self._half(outer)
        if self.unit is Unit.WEEK and outer.unit.rank <= Unit.MONTH.rank:
            first = _first_week(outer)
            final = _last_week(outer)
        else:
            first = outer.start
            final = span_of(self.unit, outer.end).start if self.unit.rank <= Unit.WEEK.rank else outer.end
        if self.unit is Unit.DAY:
            first, final = outer.start, outer.end
        if self.number > 0:
            start = shift(first, self.unit, self.number - 1)
        else:
            start = shift(final, self.unit, self.number - self.count + 2)
        start_period = span_of(self.unit, start)
        if self.unit is Unit.WEEKEND and self.number > 0:
            start_period = _nth_weekend(outer, self.number)
        elif self.unit is Unit.WEEKEND:
            start_period = _last_weekend(outer)
        if start_period.start > outer.end:
            return None
        if self.count == 1:
            return start_period
        end_period = span_of(self.unit, shift(start_period.start, self.unit, self.count - 1))
        return Period(start_period.start, end_period.end, self.unit, f"{start_period.name}/{end_period.name}")

    def _nth_weekday(self, outer: Period) -> Period | None:
        weekday = self.weekday or 1
        if outer.unit is Unit.MONTH:
            day = weekday_of_month(outer.start.year, outer.start.month, self.number, weekday)
            return day_period(day) if day else None
        if self.number > 0:
            ahead = (weekday - outer.start.isoweekday()) % 7 + 7 * (self.number - 1)
            return day_period(outer.start + timedelta(days=ahead))
        back = (outer.end.isoweekday() - weekday) % 7 + 7 * (-self.number - 1)
        return day_period(outer.end - timedelta(days=back))

    def _half(self, outer: Period) -> Period:
        days = (outer.end - outer.start).days + 1
        if outer.unit in {Unit.DECADE, Unit.CENTURY}:
            years = 5 if outer.unit is Unit.DECADE else 50
            middle = shift(outer.start, Unit.YEAR, years)
        else:
            middle = outer.start + timedelta(days=(days + 1) // 2)
        start, end = (outer.start, middle - _ONE_DAY) if self.number == 1 else (middle, outer.end)
        return Period(start, end, Unit.DAY, f"{start}/{end}")


def _first_week(outer: Period) -> date:
    monday = span_of(Unit.WEEK, outer.start).start
    # A week belongs where its Thursday lies (ISO 8601).
    return monday if monday + timedelta(days=3) >= outer.start else monday + timedelta(weeks=1)


def _last_week(outer: Period) -> date:
    monday = span_of(Unit.WEEK, outer.end).start
    return monday if monday + timedelta(days=3) <= outer.end else monday - timedelta(weeks=1)


def _nth_weekend(outer: Period, number: int) -> Period:
    saturday = outer.start + timedelta(days=(6 - outer.start.isoweekday()) % 7)
    return span_of(Unit.WEEKEND, saturday + timedelta(weeks=number - 1))


def _last_weekend(outer: Period) -> Period:
    return span_of(Unit.WEEKEND, outer.end - timedelta(days=(outer.end.isoweekday() - 6) % 7))


@dataclass(frozen=True, slots=True)
class Modified:
    """``early``, ``mid`` or ``late`` in a unit; the whole unit stays its value."""

    what: "Expression"
    mod: DateMod

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        resolved = self.what.resolve(context)
        return resolved and replace(resolved, mod=self.mod)


@dataclass(frozen=True, slots=True)
class FirstMonths:
    """``the first nine months`` of a year left out: the last ones that are over, or the next ones ahead."""

    count: int

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        published = context.published
        if published is None:
            return Resolved(f"P{self.count}M", kind=DateKind.INTERVAL, anchored=True)
        ended = month_period(published.year, self.count).end <= published
        year = published.year
        if context.direction is Direction.FUTURE:
            year += ended
        else:
            year -= not ended
        first, last = month_period(year, 1), month_period(year, self.count)
        period = Period(first.start, last.end, Unit.MONTH, f"{first.name}/{last.name}")
        return Resolved(period.name, period, DateKind.INTERVAL, anchored=True)


@dataclass(frozen=True, slots=True)
class Containing:
    """The unit around a day: ``the week of March 5``."""

    unit: Unit
    day: "Expression"

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        day = self.day.resolve(context)
        if day is None or day.period is None:
            return day
        return named(span_of(self.unit, day.period.start), anchored=day.anchored)
