"""Calendar arithmetic: units of time, their first and last days, and their TIMEX3 names.

The names follow TIMEX3 (ISO 24617-1, TimeML 1.2.1), which builds on ISO 8601: ``2024-Q3``, ``2024-W12``,
``199`` for a decade, ``19`` for a century. Weeks are ISO weeks, from Monday to Sunday.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """A unit of time, from the longest to the shortest."""

    MILLENNIUM = "millennium"
    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    HALF = "half"
    SEASON = "season"
    QUARTER = "quarter"
    MONTH = "month"
    FORTNIGHT = "fortnight"
    WEEK = "week"
    WEEKEND = "weekend"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"

    @property
    def rank(self) -> int:
        """Place in the order from long to short."""
        return _RANKS[self]


_RANKS = {unit: rank for rank, unit in enumerate(Unit)}
_MONTHS = {
    Unit.MILLENNIUM: 12000,
    Unit.CENTURY: 1200,
    Unit.DECADE: 120,
    Unit.YEAR: 12,
    Unit.HALF: 6,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.MONTH: 1,
}
_DAYS = {Unit.FORTNIGHT: 14, Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.DAY: 1}
#: TIMEX3 designators of lengths: letter, multiplier, and whether it is a unit of the clock.
DESIGNATORS: dict[Unit, tuple[str, int, bool]] = {
    Unit.MILLENNIUM: ("Y", 1000, False),
    Unit.CENTURY: ("Y", 100, False),
    Unit.DECADE: ("Y", 10, False),
    Unit.YEAR: ("Y", 1, False),
    Unit.HALF: ("M", 6, False),
    Unit.SEASON: ("M", 3, False),
    Unit.QUARTER: ("M", 3, False),
    Unit.MONTH: ("M", 1, False),
    Unit.FORTNIGHT: ("W", 2, False),
    Unit.WEEK: ("W", 1, False),
    Unit.WEEKEND: ("WE", 1, False),
    Unit.DAY: ("D", 1, False),
    Unit.HOUR: ("H", 1, True),
    Unit.MINUTE: ("M", 1, True),
    Unit.SECOND: ("S", 1, True),
}
#: First month of a season in the northern hemisphere; winter runs into the next year.
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days that is one calendar unit, or runs between two of them.

    Attributes:
        start: its first day.
        end: its last day, inclusive.
        unit: what it is one of; for other stretches the unit it was measured in.
        name: its TIMEX3 name.
    """

    start: date
    end: date
    unit: Unit
    name: str


def add_months(day: date, months: int) -> date:
    """Move a day by months; the 31st becomes the last day of a shorter month.

    Raises:
        OverflowError: if that is outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year} is outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, unit: Unit, count: int) -> date:
    """Move a day by a number of units.

    Raises:
        OverflowError: if that is outside the years 1 to 9999.
    """
    months = _MONTHS.get(unit)
    if months is not None:
        return add_months(day, months * count)
    return day + timedelta(days=_DAYS.get(unit, 0) * count)


def day_period(day: date) -> Period:
    """The day itself as a period."""
    return Period(day, day, Unit.DAY, day.isoformat())


def span_of(unit: Unit, day: date) -> Period:
    """The calendar unit that holds a day.

    Args:
        unit: any unit of a day or longer; a fortnight begins with the week of the day.
        day: a day in it.
    """
    match unit:
        case Unit.DECADE | Unit.CENTURY | Unit.MILLENNIUM:
            return years_period(unit, day.year)
        case Unit.WEEKEND:
            return _weekend(day)
        case Unit.DAY | Unit.HOUR | Unit.MINUTE | Unit.SECOND:
            return day_period(day)
    return _SPANS[unit](day)


def _season(day: date) -> Period:
    # December opens the winter that January and February belong to.
    code = ("WI", "SP", "SU", "FA")[day.month % 12 // 3]
    return season_period(day.year - 1 if day.month <= 2 else day.year, code)


def _weekend(day: date) -> Period:
    saturday = day + timedelta(days=5 - day.weekday())
    name = f"{week_period(day).name}-WE"
    return Period(saturday, saturday + timedelta(days=1), Unit.WEEKEND, name)


def _fortnight(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=13)
    return Period(monday, sunday, Unit.FORTNIGHT, f"{monday}/{sunday}")


def year_period(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), Unit.YEAR, f"{year:04d}")


def years_period(unit: Unit, year: int) -> Period:
    """The decade (``199``), century (``19``) or millennium (``2``) of a year, counted from the round year."""
    size = {Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}[unit]
    first = year // size * size
    return Period(
        date(max(first, 1), 1, 1), date(first + size - 1, 12, 31), unit, f"{year:04d}"[: 5 - len(str(size))]
    )


def half_period(year: int, half: int) -> Period:
    """Half of a calendar year, 1 or 2."""
    first = date(year, half * 6 - 5, 1)
    return Period(first, _before(add_months(first, 6)), Unit.HALF, f"{year:04d}-H{half}")


def quarter_period(year: int, quarter: int) -> Period:
    """Quarter of a calendar year, 1 to 4."""
    first = date(year, quarter * 3 - 2, 1)
    last_month = quarter * 3
    return Period(
        first,
        date(year, last_month, monthrange(year, last_month)[1]),
        Unit.QUARTER,
        f"{year:04d}-Q{quarter}",
    )


def season_period(year: int, code: str) -> Period:
    """Season of the northern hemisphere by its TIMEX3 code; winter is named by the year it begins in."""
    first = date(year, SEASON_MONTHS[code], 1)
    return Period(first, _before(add_months(first, 3)), Unit.SEASON, f"{year:04d}-{code}")


def month_period(year: int, month: int) -> Period:
    """Calendar month."""
    last = date(year, month, monthrange(year, month)[1])
    return Period(date(year, month, 1), last, Unit.MONTH, f"{year:04d}-{month:02d}")


def week_period(day: date) -> Period:
    """ISO week that holds a day."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(monday, monday + timedelta(days=6), Unit.WEEK, f"{year:04d}-W{week:02d}")


def _before(day: date) -> date:
    return day - timedelta(days=1)


def make_date(year: int, month: int, day: int) -> date | None:
    """A date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_SPANS: dict[Unit, Callable[[date], Period]] = {
    Unit.YEAR: lambda day: year_period(day.year),
    Unit.HALF: lambda day: half_period(day.year, 1 if day.month <= 6 else 2),
    Unit.SEASON: _season,
    Unit.QUARTER: lambda day: quarter_period(day.year, (day.month + 2) // 3),
    Unit.MONTH: lambda day: month_period(day.year, day.month),
    Unit.FORTNIGHT: _fortnight,
    Unit.WEEK: week_period,
}
