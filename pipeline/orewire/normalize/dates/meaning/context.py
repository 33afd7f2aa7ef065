"""What the text around a date expression tells about it: publication date, tense, the dates before it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from orewire.normalize.dates.meaning.units import Period, Unit


class Direction(Enum):
    """Where on the time line, seen from the publication date, an elided date is to be looked for."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


def _nearest() -> Direction:
    return Direction.NEAREST


@dataclass(frozen=True, slots=True)
class Context:
    """Everything outside an expression that its value may depend on.

    Attributes:
        published: publication date, or None where it is unknown.
        tell: tells the tense of the clause; asked only where it decides.
        day: the last day told before, where the text goes on from it (``the next day``).
        period: the last month, quarter, half or year told before (``a year earlier``).
        region: ISO 3166-1 alpha-2 code of the country where that is plain from the text.
    """

    published: date | None = None
    tell: Callable[[], Direction] = _nearest
    day: Period | None = None
    period: Period | None = None
    region: str | None = None

    @property
    def direction(self) -> Direction:
        """What the tense of the clause tells."""
        return self.tell()

    def at(self, published: date, direction: Direction) -> "Context":
        """The same seen from another day, in one direction."""
        return replace(self, published=published, tell=lambda: direction)

    def narrative(self, unit: Unit) -> date | None:
        """The day from which the text counts on in a unit: one told before, else the publication date."""
        if self.day is not None and unit.rank >= Unit.WEEK.rank:
            return self.day.start
        if self.period is not None and unit.rank <= self.period.unit.rank:
            return self.period.start
        if self.day is not None:
            return self.day.start
        return self.published
