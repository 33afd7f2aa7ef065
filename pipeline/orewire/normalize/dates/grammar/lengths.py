"""Grammar of lengths of time: ``25 years``, ``two-and-a-half weeks``, ``several days``."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from orewire.normalize.dates.grammar.engine import Match, Rule, rule
from orewire.normalize.dates.meaning import Length, Unit
from orewire.normalize.dates.reading.codes import Code

_NUMBER = "(?P<number>[idnyfk])"
_ANY_UNIT = "(?P<unit>[UQh2])"
_UNIT = "(?P<unit>[UQh])"
_BUSINESS = "(?:(?P<business>r)-?)?"


def _amount(match: Match, name: str = "number") -> Decimal:
    return Decimal(match.value(name))


def _unit(match: Match) -> Unit:
    unit = match.value("unit")
    return unit if isinstance(unit, Unit) else Unit.SECOND


def _plain(match: Match) -> Length | None:
    value, unit = match.value("number"), _unit(match)
    if unit is Unit.QUARTER and (
        match.after.startswith(" of ") or (value == 1 and match.node("number").word)
    ):
        return None  # three quarters of something
    if match.node("number").code == Code.YEAR and not match.node("unit").word and "-" not in match.words:
        return None  # the 2021 weekend
    business = "business" in match and unit is Unit.DAY
    if isinstance(value, tuple):
        low, high = value
        return Length(((Decimal(low), unit),), most=Decimal(high), business=business)
    return Length(((Decimal(value), unit),), business=business)


def _with_half(match: Match) -> Length:
    fraction = Decimal("0.25") if match.value("half") is Unit.QUARTER else Decimal("0.5")
    number = _amount(match) if "number" in match else Decimal(1)
    return Length(((number + fraction, _unit(match)),))


def _half(match: Match) -> Length | None:
    unit = _unit(match)
    if unit in {Unit.HALF, Unit.QUARTER, Unit.WEEKEND}:
        return None
    return Length(((Decimal("0.5"), unit),))


def _quarter(match: Match) -> Length | None:
    return Length(((Decimal("0.25"), _unit(match)),)) if _unit(match).rank <= Unit.YEAR.rank else None


def _couple(match: Match) -> Length:
    return Length(((Decimal(2), _unit(match)),))


def _vague(match: Match) -> Length | None:
    if (
        not match.node("unit").word
        and match.value("unit") is not Unit.DECADE
        and not match.words.endswith("s")
    ):
        return None  # some day
    word = match.value("vague")
    if (word in _PLURAL_ONLY) != ("of" in match) or ("a" in match) != (
        word in {"few", "number"} and "a" in match
    ):
        return None
    return Length(((None, _unit(match)),), business="business" in match)


def _one(match: Match) -> Length | None:
    unit = _unit(match)
    if unit in {Unit.WEEKEND, Unit.QUARTER} or match.node("unit").word:
        return None
    # in a month-long strike the article is that of the strike
    return None if match.after.startswith("-long") else Length(((Decimal(1), unit),))


def _between(match: Match) -> Length | None:
    low, high = _amount(match, "low"), _amount(match)
    return Length(((low, _unit(match)),), most=high) if low < high else None


def _joined(match: Match) -> Length | None:
    left: Length = match.value("left")
    right: Length = match.value("right")
    vague = any(amount is None for amount, _ in (*left.parts, *right.parts))
    if vague or left.most or right.most or left.parts[-1][1].rank >= right.parts[0][1].rank:
        return None
    # two weeks and two days ago: only the second is `ago`
    return replace(left, parts=left.parts + right.parts)


def _nights(match: Match) -> Length | None:
    if not match.words.endswith(("night", "nights")):
        return None
    value = match.value("number")
    return None if isinstance(value, tuple) else Length(((Decimal(value), Unit.DAY),))


def _all(match: Match) -> Length | None:
    if match.value("all") != "all" or match.node("unit").word or match.value("unit").rank > Unit.DAY.rank:
        return None
    return Length(((Decimal(1), _unit(match)),))


#: ``dozens of years``, ``a number of years``
_PLURAL_ONLY = frozenset({"dozens", "hundreds", "thousands", "millions", "billions", "scores", "number"})

LENGTHS: Final[tuple[Rule, ...]] = (
    rule(f"(?P<low>[idnf])-?[~&-]-?(?P<number>[idnf])-?{_UNIT}", Code.LENGTH, _between),
    rule(f"{_NUMBER}-?[&]-?b?-?(?P<half>[VQ])-?{_UNIT}", Code.LENGTH, _with_half),
    rule(f"(?:b|{_NUMBER})-?{_UNIT}-?&-?b?-?(?P<half>[VQ])(?!-?[UQ])", Code.LENGTH, _with_half),
    rule(f"{_NUMBER}½-?{_UNIT}", Code.LENGTH, _with_half),
    rule(f"½-?{_UNIT}", Code.LENGTH, _half),
    rule(f"(?:b-?)?V-?(?:b|cb)?-?{_UNIT}", Code.LENGTH, _half),
    rule("(?:b-?)?Q-?(?:cb-?)?(?P<unit>U)", Code.LENGTH, _quarter),
    rule(f"{_NUMBER}-?{_BUSINESS}{_ANY_UNIT}(?!-?[QV])", Code.LENGTH, _plain),
    rule("(?P<number>[idnk])-?p", Code.LENGTH, _nights),
    rule("(?P<all>0)(?P<unit>U)", Code.LENGTH, _all),
    rule(f"b?Cc?{_BUSINESS}{_UNIT}", Code.LENGTH, _couple),
    rule(f"(?P<a>b)?(?P<vague>q)(?P<of>c)?-?[n]?{_BUSINESS}{_UNIT}", Code.LENGTH, _vague),
    rule(f"(?P<vague>q)(?P<of>c)?-?{_BUSINESS}{_UNIT}", Code.LENGTH, _vague),
    rule(f"(?<=[LX]){_UNIT}-?&-?b-?(?P<half>V)", Code.LENGTH, _with_half),
    rule(f"b(?:Uc)?{_UNIT}(?!-?[eG]-?[UQ=])", Code.LENGTH, _one),
    rule("(?P<left>:),?&?(?P<right>:)(?!G)", Code.LENGTH, _joined),
    rule("(?P<left>:),?(?P<right>:)", Code.LENGTH, _joined),
)
