"""Ranges of two dates, and lengths that end or begin on a day."""

from dataclasses import dataclass, replace
from datetime import timedelta

from orewire.normalize.dates.meaning.base import Expression, Resolved, named
from orewire.normalize.dates.meaning.context import Context, Direction
from orewire.normalize.dates.meaning.lengths import Length
from orewire.normalize.dates.meaning.names import Calendar
from orewire.normalize.dates.meaning.parts import Modified, Within
from orewire.normalize.dates.meaning.relative import Deictic
from orewire.normalize.dates.meaning.units import (
    Period,
    Unit,
    span_of,
)
from orewire.schema import DateKind

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Between:
    """A range of two dates that may share parts: ``March 3-5``, ``Nov-Feb 2017``, ``2019 to 2023``."""

    left: "Expression"
    right: "Expression"

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        left, right = share(self.left, self.right)
        last = right.resolve(context)
        first = left.resolve(context)
        if first is None or last is None:
            return None
        anchored = first.anchored or last.anchored
        unresolved = Resolved(f"{first.timex}/{last.timex}", kind=DateKind.INTERVAL, anchored=anchored)
        if first.period is None or last.period is None:
            return unresolved
        ends = first.period, last.period
        elided = isinstance(left, Calendar) and left.year is None and left.weekday is None
        if elided or first.period.start > last.period.end:
            ordered = _ordered(left, right, *ends, context)
            if ordered is None:
                return None
            ends = ordered
        start, end = ends
        unit = max(start.unit, end.unit, key=lambda one: one.rank)
        period = Period(start.start, end.end, unit, f"{start.name}/{end.name}")
        return Resolved(period.name, period, DateKind.INTERVAL, anchored=anchored)


def _ordered(
    left: Expression, right: Expression, first: Period, last: Period, context: Context
) -> tuple[Period, Period] | None:
    """Bring the ends in order by choosing the year, month or week of the one that leaves it out."""
    core = left.what if isinstance(left, Modified) else left
    if isinstance(core, Calendar) and core.year is None and core.holiday is None:
        near = core.resolve(context.at(last.start, Direction.PAST))
        if near is not None and near.period is not None and near.period.start <= last.end:
            return near.period, last
    if isinstance(right, Calendar) and right.year is None:
        near = right.resolve(context.at(first.end, Direction.FUTURE))
        if near is not None and near.period is not None and near.period.end >= first.start:
            return first, near.period
    return (first, last) if first.start <= last.end else None


def share(left: Expression, right: Expression) -> tuple[Expression, Expression]:
    """Give each end of a range what only the other one says: year, month."""
    if isinstance(right, Modified):
        inner_left, inner = share(left, right.what)
        return inner_left, replace(right, what=inner)
    if isinstance(left, Modified):
        inner, inner_right = share(left.what, right)
        return replace(left, what=inner), inner_right
    if isinstance(left, Calendar) and isinstance(right, Within):
        return _share_outer(left, right)
    if isinstance(left, Calendar) and isinstance(right, Calendar):
        return _share_years(*_share_months(left, right))
    return left, right


def _share_outer(left: Calendar, right: Within) -> tuple[Expression, Expression]:
    """``July 16 to July 18 of last year``."""
    of_year = isinstance(right.outer, Deictic) and right.outer.unit is Unit.YEAR
    if left.year is not None or not of_year:
        return left, right
    left, inner = _share_months(left, right.what)
    return Within(left, right.outer), replace(right, what=inner)


def _share_months(left: Calendar, right: Calendar) -> tuple[Calendar, Calendar]:
    if left.day is not None and left.month is None and left.weekday is None:
        # from the 27th to the 3rd of April: the month before
        over = right.day is not None and left.day > right.day and right.month not in {None, 1}
        left = replace(left, month=(right.month or 0) - 1 if over else right.month)
    if right.day is not None and right.month is None and right.weekday is None:
        right = replace(right, month=left.month)
    return left, right


def _share_years(left: Calendar, right: Calendar) -> tuple[Calendar, Calendar]:
    if right.year is not None and _lacks_year(left):
        same = replace(left, year=right.year)
        return (replace(left, year=right.year - 1) if _falls(same, right) else same), right
    if left.year is not None and _lacks_year(right):
        same = replace(right, year=left.year)
        return left, (replace(right, year=left.year + 1) if _falls(left, same) else same)
    return left, right


def _lacks_year(one: Calendar) -> bool:
    return one.year is None and one.decade is None and one.century is None and one.weekday is None


def _falls(left: Calendar, right: Calendar) -> bool:
    """Whether the left end lies behind the right one."""
    first, last = left.in_year(left.year or 0), right.in_year(right.year or 0)
    return first is not None and last is not None and first.start > last.end


@dataclass(frozen=True, slots=True)
class Ended:
    """A length that ends, or begins, on a day: ``the year ended June 30``, ``two weeks from Monday``."""

    length: Length
    at: "Expression"
    sign: int = -1
    direction: Direction | None = None  # ``ended`` looks back, whatever the tense
    fiscal: bool = False  # fiscal years are named by a calendar year and not shifted

    def resolve(self, context: Context) -> Resolved | None:
        """See :class:`Expression`."""
        if self.direction is not None and context.published is not None:
            context = context.at(context.published, self.direction)
        at = self.at.resolve(context)
        if at is None or at.period is None:
            return Resolved(self.length.timex, kind=DateKind.DURATION, anchored=at is None or at.anchored)
        if self.fiscal and self.length.unit is Unit.YEAR:
            return named(span_of(Unit.YEAR, at.period.start), anchored=at.anchored)
        if self.sign < 0:
            end = at.period.end
            start = self.length.move(end + _ONE_DAY, -1)
        else:
            start = at.period.start
            end = self.length.move(start, 1) or start
            end -= _ONE_DAY
        if start is None or start > end:
            return Resolved(self.length.timex, kind=DateKind.DURATION)
        period = Period(start, end, self.length.unit, f"{start}/{end}")
        whole = span_of(self.length.unit, start)
        if (whole.start, whole.end) == (start, end):
            return named(whole, anchored=at.anchored)
        return Resolved(period.name, period, DateKind.INTERVAL, anchored=at.anchored)
