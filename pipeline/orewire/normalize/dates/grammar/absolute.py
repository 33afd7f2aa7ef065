"""Grammar of dates told by their own names and numbers: ``March 22, 2024``, ``Q3 2024``, ``the 1980s``."""

import re
from typing import Final

from orewire.lexicons.dates import date_words
from orewire.normalize.dates.grammar.engine import Match, Rule, rule
from orewire.normalize.dates.meaning import Between, Calendar, Expression, Recurring, Unit
from orewire.normalize.dates.reading.codes import Code
from orewire.normalize.dates.reading.numerals import full_year

_MONTH = "(?P<month>[Ma])"
_DAY = "(?P<day>[ido2])"
_YEAR = "(?P<year>[y9])"
_WEEKDAY = "(?:(?P<weekday>[Wv]),?)?"
#: A count and not a day: ``March 3 years ago``, ``in May 10 million``
_NO_COUNT = "(?!-?[UQVhu])"


def _date(match: Match) -> Expression | None:
    month, day, year = match.value("month"), match.value("day"), match.value("year")
    if "unit" in match and (match.value("unit") is not Unit.DAY or match.node("unit").word):
        return None  # the first 3 days of January
    if match.node("month").code == Code.WEAK_MONTH and year is None and not _certain(match):
        return None
    # the weekday helps to find a year left out
    return Calendar(year=year, month=month, day=day, weekday=match.value("weekday") if year is None else None)


def _certain(match: Match) -> bool:
    """Whether ``may`` beside a number is the month: ``the 5th of may``, ``May 9``; not ``5 may``."""
    month, day = match.node("month"), match.node("day")
    if month.start < day.start:
        known = match.text[month.start].isupper() or "weekday" in match or day.code == Code.ORDINAL
        return known or (not day.word and _MAY_ENDS.match(match.after) is not None)
    return day.code == Code.ORDINAL or " of " in match.words


#: What may follow ``may 5`` where it is a day.
_MAY_ENDS = re.compile(r"\s*(?:$|[.,;:!?)]|(?:to|and|through|until|in|at)\b)")


def _numeric(match: Match) -> Expression | None:
    year, month, day = match.value("date")
    if year is None and match.value("weekday") is None and not _is_partial(match):
        return None
    return Calendar(year=year, month=month, day=day, weekday=match.value("weekday") if year is None else None)


def _is_partial(match: Match) -> bool:
    """Whether ``22/04`` is a date and no fraction: after a preposition, or at the start of a sentence."""
    if _FRACTION_OF.match(match.after):
        return False
    before = match.before
    return (
        not before
        or before[-1] in ".!?:(,-"
        or before.lower().rsplit(None, 1)[-1] in date_words().cues["before_partial"]
    )


_FRACTION_OF = re.compile(r"\s*(?:of\b|percent|per cent|pct|inch|-|%|/)")


def _numeric_range(match: Match) -> Expression:
    left, right, year = match.value("left"), match.value("right"), match.value("year")
    return Between(Calendar(left[0], left[1], left[2]), Calendar(year or right[0], right[1], right[2]))


def _holiday(match: Match) -> Expression | None:
    rule_of_day = match.value("holiday")
    return None if rule_of_day is None else Calendar(year=match.value("year"), holiday=rule_of_day)


def _day(match: Match) -> Expression | None:
    """``on the 18th``: a day of a month left out."""
    before = match.before.lower().rsplit(None, 1)[-1:]
    if (
        not before
        or before[0] not in date_words().cues["before_day"]
        or not _ends_phrase(match.after)
        or match.node("day").word
    ):
        return None
    return Calendar(day=match.value("day"))


def _weekday_day(match: Match) -> Expression | None:
    day = match.node("day")
    if day.code != Code.ORDINAL and not _ends_phrase(match.after):
        return None
    if match.node("weekday").code == Code.WEAK_WEEKDAY and day.word:
        return None
    return Calendar(weekday=match.value("weekday"), day=match.value("day"))


def _ends_phrase(after: str) -> bool:
    return not after or after[0] in ".,;:!?)\n"


def _days(match: Match) -> Expression | None:
    """``March 3-5``, ``March 8 and 9, 2019``."""
    month, year = match.value("month"), match.value("year")
    if "pair" in match:
        first, last = match.value("pair")
    else:
        first, last = match.value("first"), match.value("last")
    if not 1 <= first < last <= 31:
        return None
    return Between(Calendar(year, month, first), Calendar(year, month, last))


def _month(match: Match) -> Expression:
    return Calendar(year=match.value("year"), month=match.value("month"))


def _month_short_year(match: Match) -> Expression | None:
    year = match.value("year")
    return Calendar(year=full_year(year), month=match.value("month")) if 32 <= year <= 99 else None


def _month_year(match: Match) -> Expression:
    month, year = match.value("month")
    return Calendar(year=year, month=month)


def coded(match: Match) -> Expression | None:
    """``Q3``, ``H1 2024``, ``1Q24``."""
    letter, number, own_year = match.value("coded")
    year = own_year if own_year is not None else match.value("year")
    if letter == "q":
        return Calendar(year=year, quarter=number)
    return Calendar(year=year, half=number) if number <= 2 else None


def _coded_only(match: Match) -> Expression | None:
    # H1 and H2 alone are as often headings, vitamins and visas; a lower-case q2 no less
    letter, _, own_year = match.value("coded")
    alone = own_year is None and letter == "h" and match.start + 2 == match.end
    if alone and not match.before.lower().endswith((" in", " for", " of", "the", "during", " since", "(")):
        return None
    return coded(match)


def _fiscal(match: Match) -> Expression | None:
    year = match.value("year")
    if isinstance(year, tuple):
        return Between(Calendar(year[0]), Calendar(year[1]))
    node = match.node("year")
    if node.code in "idn":
        glued = match.text[node.start - 1 : node.start] not in " \n"
        word = match.node("fiscal").value
        return Calendar(full_year(year)) if year < 100 and (glued or word in {"fy", "cy"}) else None
    return Calendar(year)


def _year(match: Match) -> Expression | None:
    return Calendar(match.value("year")) if match.value("unit") is Unit.YEAR else None


def _decade(match: Match) -> Expression | None:
    decade = match.value("decade")
    if decade >= 100:
        return Calendar(decade=decade)
    # ``his eighties`` is an age, ``80s`` may be degrees; ``the eighties`` and ``'80s`` are years
    edged = match.before.lower().endswith(("early", "mid", "mid-", "late"))
    if "the" not in match and not edged and match.text[match.node("decade").start] not in "'’‘":
        return None
    return Calendar(decade=1900 + decade)


def _centuries(match: Match) -> Expression | None:
    """``the 18th and 19th centuries``."""
    first, last = match.value("first"), match.value("last")
    if match.value("unit") is not Unit.CENTURY or first >= last or _BEFORE_CHRIST.match(match.after):
        return None
    return Between(Calendar(century=first), Calendar(century=last))


_BEFORE_CHRIST = re.compile(r"\s*(?:BC|B\.C\.|bce?\b)")


def _named_quarter(match: Match) -> Expression | None:
    """``the September 2023 quarter``, as in Australian reports: the one that ends with the month."""
    month, year = match.value("month"), match.value("own") or match.value("year")
    if month % 3 or match.node("unit").word or match.value("first") not in {None, month - 2}:
        return None
    if match.value("unit") is Unit.QUARTER:
        return Calendar(year=year, quarter=month // 3)
    return None if month % 6 else Calendar(year=year, half=month // 6)


def _numbered_quarter(match: Match) -> Expression | None:
    """``quarter 4 2016``."""
    number = match.value("number")
    plain = number <= 4 and not match.node("unit").word and not match.node("number").word
    return Calendar(year=match.value("year"), quarter=number) if plain else None


def _spelled_decade(match: Match) -> Expression | None:
    """``the nineteen-eighties``."""
    century, decade = match.value("century"), match.value("decade")
    return Calendar(decade=century * 100 + decade) if 15 <= century <= 20 and decade < 100 else None


def _century(match: Match) -> Expression | None:
    if _BEFORE_CHRIST.match(match.after):
        return None
    return Calendar(century=match.value("number")) if match.value("unit") is Unit.CENTURY else None


def _season(match: Match) -> Expression:
    year = match.value("year")
    return Calendar(year=year[0] if isinstance(year, tuple) else year, season=match.value("season"))


def _week(match: Match) -> Expression | None:
    number, unit = match.value("number"), match.node("unit")
    if unit.value is not Unit.WEEK or unit.word or not 1 <= number <= 53:
        return None
    if match.node("number").word or match.after.startswith(" of"):
        return None
    return Calendar(year=match.value("year"), week=number)


def _weekdays(match: Match) -> Expression:
    return Recurring(f"XXXX-WXX-{match.value('weekday')}")


ABSOLUTE: Final[tuple[Rule, ...]] = (
    rule("(?P<left>[%#])-(?P<right>[%#])(?:,?(?P<year>y))?", Code.RANGE, _numeric_range),
    rule(f"W(?P<first>[ido])[&-]W(?P<last>[ido])c?{_MONTH}(?:,?{_YEAR})?", Code.RANGE, _days),
    rule(f"{_WEEKDAY}(?P<date>[#%])", Code.POINT, _numeric),
    # March 8 and 9, 2019; 3-5 March 2019
    rule(f"{_MONTH}-?(?P<pair>k)(?:,?{_YEAR})?{_NO_COUNT}", Code.RANGE, _days),
    rule(f"(?P<pair>k)c?{_MONTH}(?:,?{_YEAR})?", Code.RANGE, _days),
    rule(
        f"{_MONTH}t?(?P<first>[ido])[~&-]+t?(?P<last>[ido])(?![MaUQVh]|c[Ma])(?:,?{_YEAR})?",
        Code.RANGE,
        _days,
    ),
    rule(
        f"(?:(?<=[BF])t)?(?P<first>[ido])[~&-]+t?(?P<last>[ido])c?{_MONTH}(?:,?{_YEAR})?", Code.RANGE, _days
    ),
    rule(f"{_WEEKDAY}{_MONTH}[-/]?t?{_DAY}{_NO_COUNT}(?:[,-/]?[cj]?{_YEAR})?", Code.POINT, _date),
    rule(f"{_YEAR}[-/]{_MONTH}[-/]{_DAY}", Code.POINT, _date),
    rule(f"{_YEAR}[-/]{_DAY}[-/]{_MONTH}", Code.POINT, _date),
    rule(
        f"{_WEEKDAY}(?:t(?=[o2]))?{_DAY}(?:(?P<unit>U)c)?[-/]?c?{_MONTH}(?:[,-/]?[cj]?{_YEAR})?",
        Code.POINT,
        _date,
    ),
    rule("(?P<weekday>[Wv]),?t?(?P<day>[oid])(?!-?[UQVhu])", Code.POINT, _weekday_day),
    rule(
        "t?(?P<first>M)[-~/](?P<month>M)-?(?P<own>y)?-?(?P<unit>Q)(?:,?c?(?P<year>y))?",
        Code.POINT,
        _named_quarter,
    ),
    rule(
        "(?<![-/~])t?(?P<month>M)-?(?P<own>y)?-?(?P<unit>[QV])(?:,?c?(?P<year>y))?",
        Code.POINT,
        _named_quarter,
    ),
    rule(f"{_MONTH}[,-/]?[cj]?{_YEAR}(?!-?[UQVh])", Code.POINT, _month),
    rule(f"{_MONTH}c(?P<year>n)", Code.POINT, _month_short_year),
    rule("(?P<month>m)", Code.POINT, _month_year),
    rule(f"(?P<coded>I)[,-/']?c?(?:x?U?){_YEAR}", Code.POINT, coded),
    rule(f"{_YEAR}-?(?P<coded>I)", Code.POINT, coded),
    rule("(?P<unit>Q)(?P<number>i)(?:[,c]?(?P<year>y))?(?!-?[UQVh])", Code.POINT, _numbered_quarter),
    rule("(?P<year>y)(?P<month>M)(?![-/]?t?[ido2])", Code.POINT, _month),
    rule("(?P<year>y)'(?P<season>S)", Code.POINT, _season),
    rule("t?(?P<century>d)-?(?P<decade>s)", Code.POINT, _spelled_decade),
    rule("t?(?P<fiscal>x)(?:-?U)?c?,?(?P<year>[yYidn9])(?!-?[UQVh])", Code.POINT, _fiscal),
    rule("t?(?P<year>[yY])(?P<fiscal>x)-?U", Code.POINT, _fiscal),
    rule("t?(?P<unit>U)c?(?P<year>y)(?!-?[UQVh])", Code.POINT, _year),
    rule("(?P<the>t)?(?P<decade>s)", Code.POINT, _decade),
    rule("t?(?P<first>[oO2])[&~-]t?(?P<last>[oO2])-?(?P<unit>U)", Code.RANGE, _centuries),
    rule("t?(?P<number>[oO2])-?(?P<unit>U)", Code.POINT, _century),
    rule("t?(?P<season>[Sg])[,c-]?(?P<year>[yY9])", Code.POINT, _season),
    rule("(?P<unit>U)(?P<number>[id])(?:[c,]?(?P<year>y))?(?!-?[UQVh])", Code.POINT, _week),
    rule("(?P<holiday>H)[c,]?(?P<year>y)", Code.POINT, _holiday),
    rule("(?P<weekday>w)", Code.SET, _weekdays),
)
#: Applied when all else is done: ``Q3`` without a year.
DAY_ONLY: Final[Rule] = rule("t(?P<day>o)", Code.POINT, _day)
CODED_ONLY: Final[Rule] = rule("(?P<coded>I)", Code.POINT, _coded_only)
