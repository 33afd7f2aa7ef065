"""Grammar of dates told from another point: ``last week``, ``two years ago``, ``the day after tomorrow``."""

import re
from decimal import Decimal
from typing import Final

from orewire.lexicons.dates import date_words
from orewire.normalize.dates.grammar.engine import Match, Rule, rule
from orewire.normalize.dates.grammar.phrases import calendar_of, expression_of, is_bare_rate, unit_of
from orewire.normalize.dates.meaning import (
    Between,
    Calendar,
    Containing,
    Context,
    Deictic,
    Directed,
    Expression,
    Length,
    Modified,
    Moved,
    Recurring,
    Reference,
    SamePeriod,
    ToDate,
    Unit,
    Window,
    Within,
)
from orewire.normalize.dates.reading.codes import Code
from orewire.schema import DateMod

_DIRECTION = "(?P<direction>[LXKZ]+)"
_SIGNS = {Code.LAST: -1, Code.THIS: 0, Code.THAT: 0, Code.NEXT: 1}
#: These count from where the text stands, and not from the publication date.
_NARRATIVE = frozenset(
    {
        "following",
        "ensuing",
        "subsequent",
        "succeeding",
        "preceding",
        "that",
        "same",
        "corresponding",
        "comparable",
    }
)
#: Words that pick the unit beside the current one, never the nearest of its name.
_STRICT = frozenset({"previous", "next", "following", "preceding", "prior"})
_ONE = Decimal(1)
#: Before ``a year ago`` these compare with it.
_COMPARED = re.compile(r"\b(?:from|than|against|compared|versus|vs)\b[^;]*$", re.IGNORECASE)
_NOWHERE = Context()


def _sign(match: Match) -> tuple[int, str]:
    """Direction of ``last``, ``this past``, ``next`` …, and the deciding word."""
    first = match.node("direction")
    words = match.text[first.start :].split(maxsplit=2)
    code, word = first.code, str(first.value)
    if code == Code.THIS and len(match.codes("direction")) > 1:
        word = words[1].lower()
        code = Code.LAST if word in {"past", "last"} else Code.NEXT
    return _SIGNS[code], word


def _unit(match: Match) -> Expression | None:
    sign, word = _sign(match)
    unit = match.value("unit")
    plural = match.node("unit").word
    if plural:
        if word in {"these", "this"}:
            return Reference("PRESENT_REF") if unit is Unit.DAY else None
        if sign == 0:
            return None
        return Reference("PAST_REF" if sign < 0 else "FUTURE_REF")
    if word in {"like", "latest", "current"} and unit is Unit.DAY:
        return None
    if word == "latest" and unit.rank < Unit.QUARTER.rank:
        sign = -1
    narrative = word in _NARRATIVE or (unit is Unit.DAY and sign != 0)
    if word in {"previous", "prior"} and unit.rank >= Unit.YEAR.rank:
        narrative = True
    rest = match.value("rest")
    if unit is Unit.FORTNIGHT and sign < 0:
        return Window(Length(((_ONE, unit),)), sign)
    return Deictic(unit, sign, narrative=narrative, rest=rest)


def _later_that_day(match: Match) -> Expression | None:
    what = expression_of(match, "what")
    return what and Modified(what, DateMod.EARLY if match.value("rest") == "earlier" else DateMod.LATE)


def _of_the_unit(match: Match) -> Expression:
    return Deictic(match.value("unit"), 0, rest=match.value("rest"))


def _daypart(match: Match) -> Expression | None:
    sign, word = _sign(match)
    if match.node("daypart").word:
        return None
    return Deictic(Unit.DAY, sign, narrative=word in _NARRATIVE or (sign > 0))


def _named(match: Match) -> Expression | None:
    sign, word = _sign(match)
    what = calendar_of(match, "what")
    node = match.node("what")
    if node.code == Code.WEAK_MONTH and sign == 0 and match.text[node.start].islower():
        return None  # this may be so
    if what is None or word in {"same", "that"}:
        return what
    return Directed(what, sign, strict_week=word in _STRICT)


def _window(match: Match) -> Expression | None:
    sign, word = _sign(match)
    length: Length = match.value("length")
    if sign == 0 or word == "latest":
        return None
    return Window(length, sign)


def _counted_window(match: Match) -> Expression | None:
    sign, _ = _sign(match)
    number = match.value("number")
    if sign == 0 or not (match.node("unit").word or number == 1):
        return None
    return Window(Length(((Decimal(number), match.value("unit")),), business="business" in match), sign)


def _vague_window(match: Match) -> Expression | None:
    sign, _ = _sign(match)
    return Window(Length(((None, match.value("unit")),)), sign) if sign else None


def _ago(match: Match) -> Expression:
    # rose from 5 tonnes a year ago: from the period of the sentence, a year earlier
    compared = _COMPARED.search(match.text, max(0, match.start - 50), match.start) is not None
    return Moved(match.value("length"), -1, narrative=compared)


def _earlier(match: Match) -> Expression:
    sign = -1 if match.value("way") in {"earlier", "before"} else 1
    return Moved(match.value("length"), sign, narrative=True)


def _year_ago(match: Match) -> Expression | None:
    if match.value("unit") is not Unit.YEAR:
        return None
    return SamePeriod(Moved(Length(((_ONE, Unit.YEAR),)), -1, narrative=True))


def _beside(match: Match) -> Expression | None:
    """``two days before Christmas``, ``the week after next``, ``a year from today``."""
    base = expression_of(match, "base")
    if base is None or match.value("way") == "since" or match.value("base") == "date":
        return None
    if match.value("way") == "from" and unit_of(base).rank <= Unit.MONTH.rank and is_bare_rate(match):
        return None
    sign = -1 if match.node("way").code == Code.BEFORE else 1
    return Moved(match.value("length"), sign, base)


def _unit_beside(match: Match) -> Expression | None:
    base = expression_of(match, "base")
    unit = match.value("unit")
    if base is None or match.node("unit").word:
        return None
    sign = -1 if match.node("way").code == Code.BEFORE else 1
    return Moved(Length(((_ONE, unit),)), sign, base)


def _after_next(match: Match) -> Expression | None:
    sign = -1 if match.node("way").code == Code.BEFORE else 1
    return Deictic(match.value("unit"), 2 * sign)


def _unit_before(match: Match) -> Expression | None:
    """``the day before``, ``the week after``: only where nothing follows to count from."""
    unit = match.value("unit")
    if unit not in {Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR} or match.node("unit").word:
        return None
    if not _ends_phrase(match.after):
        return None
    return Deictic(unit, -1 if match.node("way").code == Code.BEFORE else 1, narrative=True)


def _within(match: Match) -> Expression | None:
    outer = expression_of(match, "outer")
    if not isinstance(outer, Deictic):
        return None
    if isinstance(match.value("what"), Between):
        span: Between = match.value("what")
        if not _fits(span.left, outer) or not _fits(span.right, outer):
            return None
        return Between(Within(span.left, outer), Within(span.right, outer))  # type: ignore[arg-type]
    what = calendar_of(match, "what")
    return Within(what, outer) if what is not None and _fits(what, outer) else None


def _day_within(match: Match) -> Expression | None:
    """``the 1st of this month``."""
    outer = expression_of(match, "outer")
    if not isinstance(outer, Deictic) or outer.unit is not Unit.MONTH:
        return None
    return Within(Calendar(day=match.value("day")), outer)


def _days_within(match: Match) -> Expression | None:
    """``from 4 to 22 this month``."""
    outer = expression_of(match, "outer")
    first, last = match.value("pair") or (match.value("first"), match.value("last"))
    if not isinstance(outer, Deictic) or outer.unit is not Unit.MONTH or not 1 <= first < last <= 31:
        return None
    return Between(Within(Calendar(day=first), outer), Within(Calendar(day=last), outer))


def _fits(what: Expression, outer: Deictic) -> bool:
    """Weekdays go with weeks, everything else with years: ``Monday last week``, ``May 5 last year``."""
    if not isinstance(what, Calendar) or what.year is not None or what.decade or what.century:
        return False
    if what.weekday is not None and what.month is None:
        return outer.unit in {Unit.WEEK, Unit.FORTNIGHT}
    if what.day is not None and what.month is None:
        return outer.unit is Unit.MONTH
    return outer.unit is Unit.YEAR


def _same_period(match: Match) -> Expression | None:
    if "outer" not in match:
        return None
    outer = expression_of(match, "outer")
    return outer and SamePeriod(outer)


def _to_date(match: Match) -> Expression | None:
    return ToDate(match.value("unit")) if match.value("date") == "date" else None


def _twice(match: Match) -> Expression | None:
    """``bi-monthly``, ``semi-annually``."""
    timex = str(match.value("adverb"))
    if match.value("twice") == "semi" or timex == "P1Y":
        return Recurring("P6M") if timex == "P1Y" else None
    return Recurring(timex.replace("1", "2")) if "1" in timex else None


def _times_over(match: Match) -> Expression | None:
    """``six-monthly``."""
    timex = str(match.value("adverb"))
    return Recurring(timex.replace("1", str(match.value("number")))) if timex[:2] == "P1" else None


def _week_of(match: Match) -> Expression | None:
    day = expression_of(match, "day")
    unit = match.value("unit")
    if day is None or unit not in {Unit.WEEK, Unit.WEEKEND} or unit_of(day) is not Unit.DAY:
        return None
    return Containing(unit, day)


def _every(match: Match) -> Expression | None:
    node = match.node("what")
    if match.value("every") == "any" and node.code == Code.LENGTH:
        return None
    factor = Decimal(2 if "other" in match else 1)
    match node.code:
        case Code.LENGTH:
            return Recurring(node.value.timex)
        case Code.UNIT | Code.QUARTER | Code.HALF | Code.CLOCK_UNIT:
            return Recurring(Length(((factor, node.value),)).timex)
        case Code.DAYPART:
            return Recurring("P1D")
        case _:
            what = calendar_of(match, "what")
            resolved = what.resolve(_NOWHERE) if what is not None else None
            return Recurring(resolved.timex) if resolved is not None else None


def _dayparts(match: Match) -> Expression | None:
    if not match.node("daypart").word:
        return None
    return Recurring(f"XXXX-WXX-{match.value('weekday')}")


def _recent(match: Match) -> Expression | None:
    return Reference("PAST_REF") if match.node("unit").word else None


def _with_daypart(match: Match) -> Expression | None:
    return expression_of(match, "what")


def _before_end(match: Match) -> Expression | None:
    """``two years before``: only where nothing follows to count from."""
    if not _ends_phrase(match.after):
        return None
    sign = -1 if match.node("way").code == Code.BEFORE else 1
    return Moved(match.value("length"), sign, narrative=True)


def _ends_phrase(after: str) -> bool:
    return not after.strip() or after[0] in ".,;:!?)\n"


def _current_only(match: Match) -> Expression | None:
    cues = date_words().cues
    unit = match.value("unit")
    before = match.before.lower().rsplit(None, 1)[-1:] or [""]
    if match.text[match.node("unit").start].isupper():
        return None  # Person of the Year
    if before[0] not in cues["before_current"] or match.node("unit").word or unit.rank > Unit.DAY.rank:
        return None
    following = match.after.split(None, 1)[:1]
    if match.after[:1] in {"-", "'", "’", "–"} or (
        following and following[0].lower() in cues["after_current"]
    ):
        return None
    return _current(match)


def _the_season(match: Match) -> Expression:
    return Calendar(season=match.value("season"))


def _vague_earlier(match: Match) -> Expression | None:
    """``years later``, ``decades ago``."""
    if not match.node("unit").word:
        return None
    length = Length(((None, match.value("unit")),))
    return Moved(length, 1 if match.node("way").code == Code.LATER else -1, narrative=True)


def _current(match: Match) -> Expression | None:
    unit, node = match.value("unit"), match.node("unit")
    if node.word or match.text[node.start].isupper():
        return None
    return Deictic(unit, 0, own=True)


_POINT = "[@yMaWvSgHT]"
_NAMED = "(?P<what>[MaWvSgH@])"
#: A week, quarter … of something has its own rule.
_NOT_PART = f"(?!c(?:t[UQ]|[LXKZ]|{_POINT}))"

#: What needs no other date.
RELATIVE: Final[tuple[Rule, ...]] = (
    # recurring times first: every two weeks is no two weeks
    rule("(?P<every>z)(?P<other>J)?(?P<what>[:UQhMWvSgp])(?!')", Code.SET, _every),
    rule("(?P<weekday>W)(?P<daypart>p)", Code.SET, _dayparts),
    rule("(?P<twice>A)-(?P<adverb>D)", Code.SET, _twice),
    rule("(?P<number>[idn])-(?P<adverb>D)", Code.SET, _times_over),
    rule("t?(?P<unit>[UQ])-?~-?(?P<date>N)", Code.RANGE, _to_date),
    rule(
        "t?(?P<number>[idnf])(?P<direction>[LX])(?P<business>r)?(?P<unit>[UQh])", Code.RANGE, _counted_window
    ),
    rule("(?<=c)t(?P<unit>[UQ])(?!-?[GeElEP><])", Code.POINT, _current),
    rule("(?P<rest>[el])jt(?P<unit>[UQ])", Code.POINT, _of_the_unit),
    rule("(?P<length>:)-?G", Code.POINT, _ago),
    rule("t?(?P<unit>U)-?[Ge]-?[UQV=]", Code.POINT, _year_ago),
    rule("t?(?P<unit>U)(?P<way>[<>])[LX](?!-?[UQ:WMSHgavpT@])", Code.POINT, _after_next),
    rule(f"(?P<rest>[el])?t?(?P<direction>[LXK]+)(?:[xr]-?)?(?P<unit>[UQ]){_NOT_PART}", Code.POINT, _unit),
    rule(f"(?P<rest>[el])?t?(?P<direction>Z+)(?P<unit>[UQ])(?![cj]?[@yLXK:]){_NOT_PART}", Code.POINT, _unit),
    rule(f"(?P<rest>[el])?t?{_DIRECTION}(?P<daypart>p)", Code.POINT, _daypart),
    rule(f"t?{_DIRECTION}{_NAMED}(?![cj](?:t[UQ]|[LXKZ@yM]))", Code.POINT, _named),
    # December 31, last year; Monday last week; next week on Tuesday
    rule("t?(?P<day>o)c(?P<outer>@)", Code.POINT, _day_within),
    rule("(?P<outer>@)j?t(?P<day>o)", Code.POINT, _day_within),
    rule("(?P<pair>k)[cj]?(?P<outer>@)", Code.RANGE, _days_within),
    rule("(?P<first>[ido])[~&-]t?(?P<last>[ido])[cj]?(?P<outer>@)", Code.RANGE, _days_within),
    rule("(?P<what>[WvMaSgHI@;]),?[cj]?(?P<outer>@)", Code.POINT, _within),
    rule("(?P<outer>@)',?(?P<what>[MSgHI])", Code.POINT, _within),
    rule("(?P<outer>@),?j?(?P<what>[WvMaH@])", Code.POINT, _within),
    rule("(?P<rest>[el])(?P<what>[WT])", Code.POINT, _later_that_day),
    rule("t?Z(?P<outer>y)[=]", Code.POINT, _same_period),
    rule("t?Z(?P<unit>[=UQV])[cj]?(?P<outer>[@y])", Code.POINT, _same_period),
    rule(f"t?{_DIRECTION}(?P<unit>[UQ]){_NOT_PART}", Code.POINT, _unit),
    rule("t?R(?P<unit>U)", Code.POINT, _recent),
)
#: Counted from another date.
MOVED: Final[tuple[Rule, ...]] = (
    rule("(?P<what>[WvT@])(?P<daypart>p)", Code.POINT, _with_daypart),
    rule("t?(?P<unit>U)c(?P<day>[@TMWH#])", Code.POINT, _week_of),
    rule("t?p[cj](?P<what>[WvTMH@])", Code.POINT, _with_daypart),
    rule("(?P<length>:)(?P<way>[<>F])(?P<base>[@yMWTHN])", Code.POINT, _beside),
    rule("t?(?P<unit>U)(?P<way>[<>])(?P<base>[@MWTH])", Code.POINT, _unit_beside),
    rule("(?P<length>:)-?(?P<way>[el])", Code.POINT, _earlier),
    rule("(?P<length>:)-?(?P<way>[<>])", Code.POINT, _before_end),
    rule("(?P<unit>[Uh])(?P<way>[elG])", Code.POINT, _vague_earlier),
    rule("t(?P<unit>U)(?P<way>[<>])", Code.POINT, _unit_before),
)
#: The past two years, 2 next days, the coming three quarters.
WINDOWS: Final[tuple[Rule, ...]] = (
    rule(f"t?{_DIRECTION}(?P<length>:)", Code.RANGE, _window),
    rule(f"t?{_DIRECTION}(?:q|C)c?(?P<unit>[UQh])", Code.RANGE, _vague_window),
)
#: Applied when all else is done: ``for the year``.
SEASON_ONLY: Final[Rule] = rule("t(?P<season>S)", Code.POINT, _the_season)
CURRENT_ONLY: Final[Rule] = rule("t(?P<unit>[UQ])(?!-?[A-Za-z@:])", Code.POINT, _current_only)
