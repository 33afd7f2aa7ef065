"""Dates by their own names and numbers: ``Tuesday``, ``March 2024``, ``last Friday``."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from orewire.normalize.dates.meaning.base import Resolved, named
from orewire.normalize.dates.meaning.context import Context, Direction
from orewire.normalize.dates.meaning.holidays import holiday_date
from orewire.normalize.dates.meaning.units import (
    Period,
    Unit,
    day_period,
    half_period,
    make_date,
    month_period,
    quarter_period,
    season_period,
    shift,
    span_of,
    year_period,
    years_period,
)

#: How far from the publication date a day of the month or a leap day is looked for.
_LEAP_YEARS = 8
#: Days to the publication date from which on another year's day is unlikely, and below which it is likely.
_FAR, _CLOSE = 270, 45


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar unit by its names and numbers, any of them left out: ``Tuesday``, ``March 2024``, ``Q3``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    week: int | None = None
    holiday: str | None = None
    decade: int | None = None
    century: int | None = None

    @property
    def unit(self) -> Unit:  # noqa: PLR0911 - one line per unit
        """The unit it names."""
        if self.day is not None or self.weekday is not None or self.holiday is not None:
            return Unit.DAY
        if self.week is not None:
            return Unit.WEEK
        if self.month is not None:
            return Unit.MONTH
        if self.quarter is not None:
            return Unit.QUARTER
        if self.half is not None:
            return Unit.HALF
        if self.season is not None:
            return Unit.SEASON
        if self.decade is not None:
            return Unit.DECADE
        return Unit.CENTURY if self.century is not None else Unit.YEAR

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        if self.decade is not None or self.century is not None:
            return self._resolve_years()
        if self.year is not None:
            period = self.in_year(self.year)
            return None if period is None else named(period)
        if context.published is None:
            return Resolved(self._underspecified(), anchored=True)
        candidates = list(self._candidates(context.published))
        if not candidates:
            return Resolved(self._underspecified(), anchored=True)
        return named(choose(candidates, context.published, context.direction, self), anchored=True)

    def in_year(self, year: int) -> Period | None:  # noqa: PLR0911 - one line per unit
        """The period it names in a year; None where that year has no such day."""
        if not 1 <= year <= 9998:
            return None
        if self.holiday is not None:
            day = holiday_date(self.holiday, year)
            return day_period(day) if day else None
        if self.month is not None and self.day is not None:
            day = make_date(year, self.month, self.day)
            return day_period(day) if day else None
        if self.month is not None:
            return month_period(year, self.month)
        if self.quarter is not None:
            return quarter_period(year, self.quarter)
        if self.half is not None:
            return half_period(year, self.half)
        if self.season is not None:
            return season_period(year, self.season)
        if self.week is not None:
            try:
                return span_of(Unit.WEEK, date.fromisocalendar(year, self.week, 1))
            except ValueError:
                return None
        return year_period(year)

    def _resolve_years(self) -> Resolved | None:
        if self.century is not None:
            if not 1 <= self.century <= 98:
                return None
            period = years_period(Unit.CENTURY, (self.century - 1) * 100)
            return named(replace(period, name=f"{self.century - 1:02d}"))
        return named(years_period(Unit.DECADE, self.decade or 0))

    def _candidates(self, published: date) -> Iterator[Period]:
        if self.weekday is not None and self.month is None:
            if self.day is not None:
                yield from self._matching_days(published)
                return
            same_week = published + timedelta(days=self.weekday - published.isoweekday())
            for weeks in (-1, 0, 1):
                yield day_period(same_week + timedelta(weeks=weeks))
            return
        if self.day is not None and self.month is None:
            for months in (-2, -1, 0, 1, 2):
                near = shift(published, Unit.MONTH, months)
                day = make_date(near.year, near.month, self.day)
                if day:
                    yield day_period(day)
            return
        reach = _LEAP_YEARS if (self.month, self.day) == (2, 29) else 2
        if self.week is not None:
            reach = 0  # numbered weeks are those of the current year
        periods = [self.in_year(published.year + years) for years in range(-reach, reach + 1)]
        known = [period for period in periods if period is not None]
        # Tuesday, March 7: the year in which it is one
        fitting = [
            period
            for period in known
            if self.weekday in {None, period.start.isoweekday()}
            and abs(period.start.year - published.year) <= 1
        ]
        yield from fitting or known

    def _matching_days(self, published: date) -> Iterator[Period]:
        for months in range(-12, 13):
            near = shift(published.replace(day=1), Unit.MONTH, months)
            day = make_date(near.year, near.month, self.day or 0)
            if day and day.isoweekday() == self.weekday:
                yield day_period(day)

    def _underspecified(self) -> str:  # noqa: PLR0911 - one line per unit
        if self.weekday is not None and self.month is None:
            return f"XXXX-WXX-{self.weekday}"
        if self.holiday is not None and self.holiday[2] == "-" and len(self.holiday) == 5:
            return f"XXXX-{self.holiday}"
        if self.day is not None:
            month = "XX" if self.month is None else f"{self.month:02d}"
            return f"XXXX-{month}-{self.day:02d}"
        if self.month is not None:
            return f"XXXX-{self.month:02d}"
        if self.quarter is not None:
            return f"XXXX-Q{self.quarter}"
        if self.half is not None:
            return f"XXXX-H{self.half}"
        if self.week is not None:
            return f"XXXX-W{self.week:02d}"
        return f"XXXX-{self.season}" if self.season else "XXXX"


def choose(candidates: list[Period], published: date, direction: Direction, what: Calendar) -> Period:
    """Pick the one meant of the periods that share a name, by the tense of the clause.

    Without a verdict of the tense a weekday lies behind, as in a report; other dates lie where they are
    nearest, those behind weighing twice as much as those ahead.
    """
    past = [period for period in candidates if period.start <= published]
    future = [period for period in candidates if period.end >= published]
    if direction is Direction.NEAREST and what.weekday is not None and what.day is None:
        direction = Direction.PAST
    if not past:
        return future[0]
    if not future:
        return past[-1]
    behind = (published - past[-1].end).days
    ahead = (future[0].start - published).days
    # a day that has just gone, or is just to come, is hardly that of another year, whatever the verb
    if direction is Direction.FUTURE:
        return past[-1] if ahead > _FAR and 0 < behind < _CLOSE else future[0]
    if direction is Direction.PAST:
        return future[0] if behind > _FAR and ahead < _CLOSE and what.day is not None else past[-1]
    return future[0] if 2 * ahead < behind else past[-1]


@dataclass(frozen=True, slots=True)
class Directed:
    """A calendar unit with ``last``, ``this`` or ``next`` before it: ``last Friday``, ``next March``."""

    what: Calendar
    offset: int
    strict_week: bool = False  # ``previous``, ``next``: the weekday of the neighbouring week

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        published = context.published
        if published is None:
            unresolved = self.what.resolve(context)
            return unresolved and replace(unresolved, anchored=True)
        what = self.what
        if what.weekday is not None and what.month is None and what.day is None:
            return named(self._weekday(published, context.direction), anchored=True)
        if what.year is not None or what.weekday is not None:
            return what.resolve(context)
        period = self._this_one(published, context) if self.offset == 0 else self._other(published)
        return None if period is None else named(period, anchored=True)

    def _this_one(self, published: date, context: Context) -> Period | None:
        # ``this summer`` is that of the year; ``this winter`` in January began the year before
        winter = self.what.season == "WI" and published.month <= 2
        began = winter and context.direction is not Direction.FUTURE
        return self.what.in_year(published.year - began)

    def _other(self, published: date) -> Period | None:
        years = range(published.year - _LEAP_YEARS, published.year + _LEAP_YEARS + 1)
        periods = [period for year in years if (period := self.what.in_year(year)) is not None]
        if self.offset < 0:
            return next((period for period in reversed(periods) if period.end < published), None)
        return next((period for period in periods if period.start > published), None)

    def _weekday(self, published: date, direction: Direction) -> Period:
        this_week = published + timedelta(days=(self.what.weekday or 1) - published.isoweekday())
        if self.strict_week:
            return day_period(this_week + timedelta(weeks=self.offset))
        if self.offset < 0:
            return day_period(this_week if this_week < published else this_week - timedelta(weeks=1))
        if self.offset > 0:
            return day_period(this_week if this_week > published else this_week + timedelta(weeks=1))
        if direction is Direction.FUTURE and this_week < published:
            this_week += timedelta(weeks=1)
        if direction is Direction.PAST and this_week > published:
            this_week -= timedelta(weeks=1)
        return day_period(this_week)
