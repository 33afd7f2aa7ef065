"""Grammar of dates made from others: parts (``the first half of 2024``), edges (``late March``), ranges."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from orewire.normalize.dates.grammar.engine import Match, Rule, rule
from orewire.normalize.dates.grammar.phrases import expression_of, is_bare_rate, unit_of
from orewire.normalize.dates.meaning import (
    Between,
    Calendar,
    Deictic,
    Direction,
    Ended,
    Expression,
    FirstMonths,
    Length,
    Modified,
    Part,
    Unit,
)
from orewire.normalize.dates.reading.codes import Code
from orewire.schema import DateMod

_POINT = "[@yMaWvSgHTs]"
_ONE = Decimal(1)
#: These need an ``of`` before the date they belong to, or a hyphen.
_NOUNS = frozenset(
    {"beginning", "start", "end", "close", "middle", "midway", "remainder", "rest", "remaining"}
)


def _part(match: Match) -> Expression | None:
    number, unit = match.value("number"), match.value("unit")
    of = expression_of(match, "of")
    if of is None or match.node("unit").word:
        return None
    if isinstance(number, str):
        if number not in {"last", "next"}:
            return None
        number = -1
    if unit.rank <= unit_of(of).rank:
        return None
    return _part_of(unit, number, of)


def _part_of(unit: Unit, number: int, of: Expression) -> Expression | None:
    limit = {Unit.HALF: 2, Unit.QUARTER: 4}.get(unit)
    if limit is not None:
        number = limit if number == -1 else number
        if number > limit:
            return None
        if isinstance(of, Calendar) and of.unit is Unit.YEAR:
            return replace(of, half=number) if unit is Unit.HALF else replace(of, quarter=number)
    return Part(unit, number, of)


def _coded_of(match: Match) -> Expression | None:
    """``Q1 FY25``."""
    of = expression_of(match, "of")
    if not isinstance(of, Calendar) or of.unit is not Unit.YEAR:
        return None
    letter, number, year = match.value("coded")
    if year is not None or (letter == "h" and number > 2):
        return None
    return replace(of, quarter=number) if letter == "q" else replace(of, half=number)


def _run(match: Match) -> Expression | None:
    """``the first nine months of 1987``, ``the last 3 weeks of this year``."""
    number, length, of = match.value("number"), match.value("length"), expression_of(match, "of")
    if of is None or not isinstance(length, Length) or len(length.parts) != 1:
        return None
    amount, unit = length.parts[0]
    if amount is None or amount != int(amount) or not 1 <= amount <= 1000 or unit.rank > Unit.DAY.rank:
        return None
    if unit.rank <= unit_of(of).rank:
        return None
    if isinstance(number, str) or number == -1:
        return Part(unit, -1, of, count=int(amount))
    return Part(unit, 1, of, count=int(amount)) if number == 1 else None


def _run_of_year(match: Match) -> Expression | None:
    length = match.value("length")
    if match.value("number") != 1 or not isinstance(length, Length):
        return None
    if length.unit is not Unit.MONTH:
        return length
    amount = length.parts[0][0]
    if amount is None or amount != int(amount) or not 2 <= amount <= 11:
        return None
    return FirstMonths(int(amount))


def _weekday_of(match: Match) -> Expression | None:
    number, of = match.value("number"), expression_of(match, "of")
    if of is None or unit_of(of).rank > Unit.MONTH.rank:
        return None
    number = -1 if isinstance(number, str) else number
    return Part(Unit.DAY, number, of, weekday=match.value("weekday"))


def _of_elided_year(match: Match) -> Expression | None:
    """``the third quarter`` of a year left out."""
    number, unit = match.value("number"), match.value("unit")
    limit = 4 if unit is Unit.QUARTER else 2
    number = limit if number == -1 else number
    if not 1 <= number <= limit or match.node("unit").word:
        return None
    return Calendar(quarter=number) if unit is Unit.QUARTER else Calendar(half=number)


def _edge(match: Match) -> Expression | None:
    node, what = match.node("edge"), expression_of(match, "what")
    word = match.text[node.start : node.end].lower()
    if isinstance(what, Deictic) and what.unit is Unit.DAY and what.narrative:
        return None  # at the end of the day
    if what is None:
        return None
    if word in _NOUNS and match.codes("link")[:1] not in {"c", "-"}:
        # by end 2024, at end March; but not: to end 2024 lower
        named = word == "end" and match.node("what").code in {Code.YEAR, Code.MONTH, Code.POINT}
        if not named or match.before.endswith((" to", " will", " would")) or "link" in match:
            return None
    return Modified(what, DateMod(node.value))


def _part_edge(match: Match) -> Expression | None:
    """``the early part of next year``, ``the latter part of 1987``."""
    node, what = match.node("edge"), expression_of(match, "what")
    word = match.text[node.start : node.end].lower()
    if what is None or match.words.split(" of ")[0].split()[-1] != "part":
        return None
    if node.code == Code.EDGE:
        return Modified(what, DateMod(node.value))
    return Modified(what, DateMod.LATE) if word == "latter" else None


def _unit_end(match: Match) -> Expression | None:
    node = match.node("edge")
    if match.text[node.start : node.end].lower() != "end" or match.node("unit").word:
        return None
    unit = match.value("unit")
    if unit is Unit.WEEK:
        return None
    what = expression_of(match, "of") if "of" in match else Deictic(unit, 0)
    return what and Modified(what, DateMod.LATE)


def _month_end(match: Match) -> Expression | None:
    node, what = match.node("edge"), expression_of(match, "what")
    if match.text[node.start : node.end].lower() != "end" or what is None:
        return None
    return Modified(what, DateMod.LATE)


def _end_of_unit(match: Match) -> Expression | None:
    if match.node("unit").word or match.value("unit") is Unit.DAY:
        return None
    return Modified(Deictic(match.value("unit"), 0), DateMod(match.value("edge")))


def _range(match: Match) -> Expression | None:
    left, right = expression_of(match, "left"), expression_of(match, "right")
    if left is None or right is None or isinstance(left, Between) or isinstance(right, Between):
        return None
    dash = match.codes("link").startswith(("-", "/"))
    if dash and unit_of(left) is not unit_of(right) and not _both_months(left, right):
        return None
    if dash and _falling_years(left, right):
        return None
    return Between(left, right)


def _falling_years(left: Expression, right: Expression) -> bool:
    years = [one.year or 0 for one in (left, right) if isinstance(one, Calendar) and one.unit is Unit.YEAR]
    return len(years) == 2 and years[0] >= years[1]


def _both_months(left: Expression, right: Expression) -> bool:
    return (
        isinstance(left, Calendar) and isinstance(right, Calendar) and None not in {left.month, right.month}
    )


def _months_and(match: Match) -> Expression | None:
    """``January and February``: neighbouring months are one stretch of time."""
    left, right = expression_of(match, "left"), expression_of(match, "right")
    if not isinstance(left, Calendar) or not isinstance(right, Calendar):
        return None
    if right.unit is not Unit.MONTH or left.unit is not Unit.MONTH or left.year is not None:
        return None
    return Between(left, right) if ((right.month or 0) - (left.month or 0)) % 12 == 1 else None


def _day_range(match: Match) -> Expression | None:
    """``9 to 12 of June 2019``, where the first day leaves the month out."""
    right = match.value("right")
    if not isinstance(right, Calendar) or right.day is None or right.month is None:
        return None
    return Between(Calendar(day=match.value("left")), right)


def _ended(match: Match) -> Expression | None:
    at = expression_of(match, "at")
    if at is None:
        return None
    node = match.node("length")
    if isinstance(node.value, Length):
        length = node.value
    elif isinstance(node.value, Unit) and not node.word:
        length = Length(((_ONE, node.value),))
    else:
        return None
    way, word = match.node("way").code, match.value("way")
    if word == "since" or (way in {Code.TO, Code.FROM} and is_bare_rate(match)):
        return None
    if way == Code.TO and unit_of(at) not in {Unit.DAY, Unit.MONTH}:
        return None
    if not length.whole or length.unit.rank > Unit.DAY.rank:
        return None
    sign = 1 if way in {Code.BEGINNING, Code.FROM} else -1
    return Ended(length, at, sign, direction=_ENDS.get(word), fiscal="fiscal" in match)


#: What the word itself tells about the year left out.
_ENDS = {"ended": Direction.PAST, "ending": Direction.FUTURE}


def _quarter_ended(match: Match) -> Expression | None:
    """``fourth quarter ended Dec 31``: the day tells more than the number."""
    quarter, at = match.value("quarter"), expression_of(match, "at")
    if not isinstance(quarter, Calendar) or quarter.unit not in {Unit.QUARTER, Unit.HALF} or at is None:
        return None
    if unit_of(at) not in {Unit.DAY, Unit.MONTH}:
        return None
    return Ended(Length(((_ONE, quarter.unit),)), at, direction=_ENDS.get(match.value("way")))


_NUMBER = "(?P<number>[o2L])"
PARTS: Final[tuple[Rule, ...]] = (
    rule("(?P<coded>I)c?(?P<of>@)", Code.POINT, _coded_of),
    rule("(?P<of>@)(?P<coded>I)", Code.POINT, _coded_of),
    rule(f"t?{_NUMBER}(?P<length>:)[cj]?t?(?P<of>{_POINT})", Code.POINT, _run),
    rule(f"t?{_NUMBER}(?P<weekday>W)[cj]t?(?P<of>{_POINT})", Code.POINT, _weekday_of),
    rule(f"t?{_NUMBER}-?(?P<unit>[UQV])[cj,]?t?(?P<of>{_POINT})", Code.POINT, _part),
    rule("(?P<of>[y@])'?t?(?P<number>[o2])-?(?P<unit>[QV])", Code.POINT, _part),
    rule("t?(?P<number>o)(?P<length>:)", Code.POINT, _run_of_year),
)
ELIDED: Final[Rule] = rule("t?(?P<number>[o2])-?(?P<unit>[QV])", Code.POINT, _of_elided_year)
EDGES: Final[tuple[Rule, ...]] = (
    rule(f"t?(?P<edge>[E2o])=(?P<link>c)t?(?P<what>{_POINT})", Code.POINT, _part_edge),
    rule(f"t?(?P<edge>E)(?P<link>-|[cj]t?)?(?P<what>{_POINT})", Code.POINT, _edge),
    rule("t?x?(?P<unit>U)-?(?P<edge>E)(?:c?(?P<of>[y@]))?", Code.POINT, _unit_end),
    rule("(?P<what>[MW])-(?P<edge>E)", Code.POINT, _month_end),
    rule("t?(?P<edge>E)c(?P<unit>[UQ])", Code.POINT, _end_of_unit),
)
_END = "[@yMaWvTSHsI]"
RANGES: Final[tuple[Rule, ...]] = (
    rule("(?P<left>[ido2])[~&-]t?(?P<right>@)", Code.RANGE, _day_range),
    rule("t?(?P<length>:)(?P<way>~)t?(?P<at>[@M])", Code.RANGE, _ended),
    rule("(?<=B)j?(?P<left>[@yMaWvTSHsIN])(?P<link>[&~])t?(?P<right>[@yMaWvTSHsIN])", Code.RANGE, _range),
    rule("(?<=F)(?P<left>[@yMaWvTSHsIN])(?P<link>,?~+)t?(?P<right>[@yMaWvTSHsIN])", Code.RANGE, _range),
    rule(f"(?P<left>{_END})(?P<link>,?~+|-)t?(?P<right>{_END})", Code.RANGE, _range),
    rule("(?P<left>[Ma])(?P<link>/)(?P<right>[Ma])", Code.RANGE, _range),
    rule("(?P<left>M)&(?P<right>[@M])", Code.RANGE, _months_and),
)
ENDED: Final[tuple[Rule, ...]] = (
    rule("(?P<quarter>@)(?P<way>P)[jF]?(?P<at>[@M])", Code.RANGE, _quarter_ended),
    rule(f"t?(?P<length>:),?(?P<way>[P!F])[jF]?t?(?P<at>{_POINT})", Code.RANGE, _ended),
    rule(
        f"t?(?:[o2]-?|(?P<fiscal>x))?(?P<length>[UQ])(?P<way>[P!])[jF]?t?(?P<at>{_POINT})", Code.RANGE, _ended
    ),
    rule("t?(?P<fiscal>x)?(?P<length>U)(?P<way>~)(?P<at>[@M])", Code.RANGE, _ended),
)
