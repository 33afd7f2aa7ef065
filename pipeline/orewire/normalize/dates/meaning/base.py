"""The meaning of an expression, and what every expression can do.

``the last week of next March`` is ``Part(week, -1, of=Directed(Calendar(month=3), 1))``. Resolving needs a
:class:`~orewire.normalize.dates.meaning.context.Context`; what cannot be resolved keeps the most specific
TIMEX3 value that is still right (``XXXX-WXX-4``, ``P2Y``, ``PAST_REF``).
"""

from dataclasses import dataclass
from typing import Protocol

from orewire.normalize.dates.meaning.context import Context
from orewire.normalize.dates.meaning.units import (
    Period,
)
from orewire.schema import DateKind, DateMod, DateValue


@dataclass(frozen=True, slots=True)
class Resolved:
    """The meaning of an expression in its context.

    Attributes:
        timex: TIMEX3 value.
        period: the days it covers; None where that is not known or not meant (durations, sets).
        kind: as in the schema.
        mod: as in the schema.
        anchored: whether the publication date decided, or would have had to decide, its value.
    """

    timex: str
    period: Period | None = None
    kind: DateKind = DateKind.DATE
    mod: DateMod | None = None
    anchored: bool = False

    def to_value(self) -> DateValue:
        """The value as the schema has it."""
        period = self.period
        return DateValue(
            timex=self.timex,
            start=period.start if period else None,
            end=period.end if period else None,
            kind=self.kind,
            mod=self.mod,
            anchored=self.anchored,
        )


class Expression(Protocol):
    """Anything with a meaning in a context."""

    def resolve(self, context: Context) -> Resolved | None:
        """Return the meaning, or None where the expression names no possible date."""


def named(period: Period, *, anchored: bool = False) -> Resolved:
    """The meaning of an expression that names one period."""
    return Resolved(period.name, period, anchored=anchored)
