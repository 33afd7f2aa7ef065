"""Holidays by rule: fixed days, days of the week in a month, and days counted from Easter or a new moon."""

import re
from datetime import date, timedelta
from functools import lru_cache

from orewire.normalize.dates.meaning.units import make_date

_RULES = re.compile(
    r"(?:(?P<month>\d\d)-(?P<day>\d\d)(?:<(?P<before>[1-7]))?"
    r"|(?P<in>\d\d) (?P<number>-?\d) (?P<weekday>[1-7])"
    r"|(?P<movable>easter|orthodox|islamic \d+ \d+))"
    r"(?P<days>[+-]\d+)?"
)


@lru_cache(maxsize=4096)
def holiday_date(rule: str, year: int) -> date | None:
    """The day on which a holiday falls in a year.

    Args:
        rule: ``12-25`` (month and day), ``05-24<1`` (the Monday on or before it), ``11 4 4`` (the fourth
            Thursday of November; ``05 -1 1``: the last Monday of May), ``easter`` and ``orthodox`` (Western
            and Orthodox Easter), ``islamic 10 1`` (month and day of the tabular Islamic calendar); any of
            them may be followed by a number of days: ``easter-2``.
        year: a Gregorian year.

    Returns:
        The date, or None where the year has none.

    Raises:
        ValueError: if there is no such kind of rule.
    """
    parts = _RULES.fullmatch(rule)
    if parts is None:
        raise ValueError(f"no holiday rule: {rule!r}")
    if parts["month"]:
        base = make_date(year, int(parts["month"]), int(parts["day"]))
        if base and parts["before"]:
            base -= timedelta(days=(base.isoweekday() - int(parts["before"])) % 7)
    elif parts["in"]:
        base = weekday_of_month(year, int(parts["in"]), int(parts["number"]), int(parts["weekday"]))
    else:
        base = _movable_base(parts["movable"], year)
    return base and base + timedelta(days=int(parts["days"] or 0))


def _movable_base(name: str, year: int) -> date | None:
    if name == "easter":
        return easter(year)
    if name == "orthodox":
        return orthodox_easter(year)
    month, day = (int(part) for part in name.split()[1:])
    return islamic_date(year, month, day)


def weekday_of_month(year: int, month: int, number: int, weekday: int) -> date | None:
    """The n-th Monday (1) to Sunday (7) of a month; a negative number counts from its end."""
    if number > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    else:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-number - 1))
    return day if day.month == month else None


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm, J. Meeus, Astronomical Algorithms, ch. 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday by the Julian rule (Meeus), as a Gregorian date."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    julian_lag = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=julian_lag)


def islamic_date(year: int, month: int, day: int) -> date | None:
    """A day of the tabular Islamic calendar in a Gregorian year; the sighted moon may differ by a day.

    The tabular calendar with the astronomical epoch (day 0 is the Wednesday before 1 Muharram 1), after
    E. Reingold and N. Dershowitz, Calendrical Calculations, ch. 7.
    """
    for hijri in (int((year - 622) * 33 / 32) + offset for offset in (0, 1, 2)):
        days = day + 29 * (month - 1) + month // 2 + (hijri - 1) * 354 + (3 + 11 * hijri) // 30
        found = date.fromordinal(227013 + days)
        if found.year == year:
            return found
    return None
