"""What date expressions mean: classes that nest, and the calendar they are resolved with."""

from orewire.normalize.dates.meaning.base import Expression, Resolved
from orewire.normalize.dates.meaning.context import Context, Direction
from orewire.normalize.dates.meaning.lengths import Length, Recurring
from orewire.normalize.dates.meaning.names import Calendar, Directed
from orewire.normalize.dates.meaning.parts import Containing, FirstMonths, Modified, Part, Within
from orewire.normalize.dates.meaning.ranges import Between, Ended
from orewire.normalize.dates.meaning.relative import (
    Deictic,
    Moved,
    Reference,
    SamePeriod,
    ToDate,
    Window,
)
from orewire.normalize.dates.meaning.units import Period, Unit

__all__ = [
    "Between",
    "Calendar",
    "Containing",
    "Context",
    "Deictic",
    "Directed",
    "Direction",
    "Ended",
    "Expression",
    "FirstMonths",
    "Length",
    "Modified",
    "Moved",
    "Part",
    "Period",
    "Recurring",
    "Reference",
    "Resolved",
    "SamePeriod",
    "ToDate",
    "Unit",
    "Window",
    "Within",
]
