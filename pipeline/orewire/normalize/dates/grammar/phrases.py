"""What single words and finished phrases mean: shared by the parts of the grammar."""

from orewire.lexicons.dates import date_words
from orewire.normalize.dates.grammar.engine import Match
from orewire.normalize.dates.meaning import (
    Between,
    Calendar,
    Deictic,
    Directed,
    Expression,
    Modified,
    Part,
    Unit,
    Within,
)
from orewire.normalize.dates.reading.codes import Code

_FIELDS = {
    Code.MONTH: "month",
    Code.WEAK_MONTH: "month",
    Code.WEEKDAY: "weekday",
    Code.WEAK_WEEKDAY: "weekday",
    Code.SEASON: "season",
    Code.WEAK_SEASON: "season",
    Code.YEAR: "year",
    Code.SHORT_YEAR: "year",
    Code.HOLIDAY: "holiday",
}


def calendar_of(match: Match, name: str) -> Calendar | None:
    """The calendar unit that a single word names: month, weekday, season, holiday, year."""
    node = match.node(name)
    if node.code == Code.POINT:
        return node.value if isinstance(node.value, Calendar) else None
    field = _FIELDS.get(node.code)
    return Calendar(**{field: node.value}) if field is not None and node.value is not None else None


def expression_of(match: Match, name: str) -> Expression | None:
    """What a word or phrase means: any point in time."""
    node = match.node(name)
    if node.code in {Code.POINT, Code.RANGE}:
        value: Expression = node.value
        return value
    if node.code == Code.TODAY:
        return Deictic(Unit.DAY, node.value)
    if node.code == Code.NOW:
        return Deictic(Unit.DAY, 0)
    return calendar_of(match, name)


def is_bare_rate(match: Match) -> bool:
    """Whether ``a year`` before another date belongs to an amount: ``5 tonnes a year from mid-2028``."""
    if not match.words.startswith(("a ", "an ")):
        return False
    before = match.before.lower().rsplit(None, 1)[-1:]
    return bool(before) and before[0] not in date_words().cues["before_length"]


def unit_of(expression: Expression) -> Unit:
    """The unit an expression names, as far as it is plain before resolving."""
    match expression:
        case Deictic(unit=unit) | Part(unit=unit):
            return unit
        case Calendar():
            return expression.unit
        case Directed(what=what) | Within(what=what):
            return what.unit
        case Between(left=left):
            return unit_of(left)
        case Modified(what=inner):
            return unit_of(inner)
    return Unit.DAY
