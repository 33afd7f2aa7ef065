"""Dates and numbers in digits: clusters such as ``22.03.2024``, ``2019/20``, ``3-5`` are told apart here."""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from orewire.normalize.dates.reading.codes import Code


class Piece(NamedTuple):
    """Part of a cluster: its code, offsets within the cluster, and value."""

    code: str
    start: int
    end: int
    value: Any


class NumericDate(NamedTuple):
    """A date in digits as it stands; which number is the day, the reader has to decide.

    Attributes:
        first: first number after or before the year.
        second: the other one.
        year: the year; None where it is left out.
        fixed: ``ymd`` or ``dmy`` where the form leaves no choice, else an empty string.
    """

    first: int
    second: int
    year: int | None
    fixed: str = ""

    def resolve(self, *, day_first: bool) -> tuple[int | None, int, int]:
        """Year, month and day.

        Args:
            day_first: what to take where both orders are possible.
        """
        first, second = self.first, self.second
        if self.fixed == "ymd":
            return (self.year, second, first) if first > 12 else (self.year, first, second)
        if second > 12:
            return self.year, first, second
        if first > 12 or self.fixed == "dmy" or day_first:
            return self.year, second, first
        return self.year, first, second


#: A two-digit year from here on lies in the last century.
_PIVOT = 50
#: A range with a shortened second year (``1939-45``) is not longer than this.
_LONGEST_SHORT_RANGE = 15
_DASHES = "-\u2010\u2011\u2012\u2013\u2014~"
_ISO = re.compile(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)")
_NUMERIC = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)")
_PARTIAL = re.compile(r"(\d\d?)/(\d\d?)")
_TWO_DATES = re.compile(
    rf"(\d\d?/\d\d?(?:/\d{{2,4}})?)([{_DASHES}])(\d\d?/\d\d?(?:/\d{{2,4}})?)"
    r"|(\d\d?-\d\d?-\d{4})(-)(\d\d?-\d\d?-\d{4})"
)
_YEARS = re.compile(rf"(\d{{4}})([{_DASHES}/])(\d{{4}}|\d\d)")
_MONTH_YEAR = re.compile(r"(\d\d?)[-/](\d{4})")
_SMALL_RANGE = re.compile(rf"(\d{{1,3}})[{_DASHES}](\d{{1,3}})")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}")
#: Names, not days.
_NO_DATES = frozenset({"24/7", "9/11"})
_DAY_YEAR = re.compile(r"(\d\d?),(\d{4})")


def full_year(year: int) -> int:
    """A year of two digits as one of four."""
    if year > 99:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def is_year(number: int) -> bool:
    """Whether a number of four digits can be a year."""
    return 1000 <= number <= 2199


def number_code(number: int) -> str:
    """The code of a whole number in digits."""
    if 1 <= number <= 12:
        return Code.SMALL
    return Code.TEEN if 13 <= number <= 31 else Code.NUMBER


def read_cluster(cluster: str) -> list[Piece]:
    """Tell what digits with separators stand for.

    Args:
        cluster: digits with single ``. , : / - ~`` between them.

    Returns:
        The parts it falls into, mostly one; nothing where it can be no part of a date.
    """
    if cluster.isdigit():
        return [_whole(cluster, 0)] if len(cluster) <= 12 else []
    for reader in (_read_dates, _read_years, _read_numbers):
        pieces = reader(cluster)
        if pieces:
            return pieces
    return []


def _whole(digits: str, start: int) -> Piece:
    number = int(digits)
    if len(digits) == 4 and is_year(number):
        return Piece(Code.YEAR, start, start + 4, number)
    code = number_code(number) if len(digits) <= 2 else Code.NUMBER
    return Piece(code, start, start + len(digits), number)


def _read_dates(cluster: str) -> list[Piece]:
    if cluster in _NO_DATES:
        return []
    date = _read_date(cluster)
    if date is not None:
        return [Piece(Code.PARTIAL if date.year is None else Code.DATE, 0, len(cluster), date)]
    pair = _TWO_DATES.fullmatch(cluster)
    if pair is None:
        return []
    left, dash, right = (1, 2, 3) if pair[1] else (4, 5, 6)
    dates = [(side, _read_date(pair[side])) for side in (left, right)]
    pieces = [
        Piece(Code.PARTIAL if date.year is None else Code.DATE, *pair.span(side), date)
        for side, date in dates
        if date is not None
    ]
    return [pieces[0], Piece("-", *pair.span(dash), None), pieces[1]] if len(pieces) == 2 else []


def _read_date(cluster: str) -> NumericDate | None:
    if iso := _ISO.fullmatch(cluster):
        date = NumericDate(int(iso[3]), int(iso[4]), int(iso[1]), "ymd")
        # 2020/23/09 is no ISO 8601, but leaves no doubt either
        return date if _is_month_and_day(date) and date.first <= 12 else None
    if numeric := _NUMERIC.fullmatch(cluster):
        separator, year = numeric[2], numeric[4]
        # 1-2-19 is a score, 1.2.19 a version
        short = len(year) == 2 and (separator == "-" or (separator == "." and len(cluster) < 8))
        fixed = "dmy" if separator == "." and int(numeric[3]) <= 12 else ""
        date = NumericDate(int(numeric[1]), int(numeric[3]), full_year(int(year)), fixed)
        return date if not short and _is_month_and_day(date) and is_year(date.year or 0) else None
    if partial := _PARTIAL.fullmatch(cluster):
        date = NumericDate(int(partial[1]), int(partial[2]), None)
        return date if _is_month_and_day(date) else None
    return None


def _is_month_and_day(date: NumericDate) -> bool:
    return 0 < date.first <= 31 and 0 < date.second <= 31 and min(date.first, date.second) <= 12


def _read_years(cluster: str) -> list[Piece]:
    size = len(cluster)
    years, month = _YEARS.fullmatch(cluster), _MONTH_YEAR.fullmatch(cluster)
    if years:
        pair = _year_range(int(years[1]), years[2], years[3])
        if pair is not None:
            return [Piece(Code.YEAR_RANGE, 0, size, pair)]
        month_and_year = int(years[3]), int(years[1])
    elif month:
        month_and_year = int(month[1]), int(month[2])
    else:
        return []
    valid = 1 <= month_and_year[0] <= 12 and is_year(month_and_year[1]) and "/" not in cluster[4:5]
    return [Piece(Code.MONTH_YEAR, 0, size, month_and_year)] if valid else []


def _year_range(first: int, separator: str, last: str) -> tuple[int, int] | None:
    if not is_year(first):
        return None
    if len(last) == 4:
        # 2019/2020; but 1430/2019 is the number of a law
        far = separator == "/" and int(last) - first > 2
        return (first, int(last)) if first < int(last) and is_year(int(last)) and not far else None
    gap = (int(last) - first) % 100
    month = separator == "-" and 1 <= int(last) <= 12  # 2024-03; but 2003-04 is two years
    return (first, first + gap) if gap == 1 or (not month and 0 < gap <= _LONGEST_SHORT_RANGE) else None


def _read_numbers(cluster: str) -> list[Piece]:
    size = len(cluster)
    whole, _, fraction = cluster.partition(".")
    if pair := _SMALL_RANGE.fullmatch(cluster):
        first, last = int(pair[1]), int(pair[2])
        return [Piece(Code.SMALL_RANGE, 0, size, (first, last))] if first < last else []
    if (day := _DAY_YEAR.fullmatch(cluster)) and is_year(int(day[2])):
        comma = Piece(",", day.end(1), day.end(1) + 1, None)
        return [_whole(day[1], 0), comma, _whole(day[2], day.start(2))]
    if size <= 15 and _GROUPED.fullmatch(cluster):
        return [Piece(Code.NUMBER, 0, size, Decimal(cluster.replace(",", "")))]
    if size <= 12 and fraction.isdigit() and whole.isdigit():
        return [Piece(Code.DECIMAL, 0, size, Decimal(cluster))]
    return []
