"""Normalised values in words, for people: ``more than USD 12,000 per t``, ``June 2021``."""

import re
from datetime import date, timedelta
from decimal import Decimal

from orewire.schema import (
    Basis,
    Bound,
    CountryValue,
    DateKind,
    DateMod,
    DateValue,
    MineralValue,
    MoneyValue,
    NameValue,
    OrgKind,
    OrgValue,
    PercentValue,
    QuantityValue,
    Value,
)

_BOUNDS = {
    Bound.AT_LEAST: "at least ",
    Bound.MORE_THAN: "more than ",
    Bound.AT_MOST: "at most ",
    Bound.LESS_THAN: "less than ",
}
_BASES = {
    Basis.EXPLICIT: "",
    Basis.CONTEXT: "; currency from the text around",
    Basis.DEFAULT: "; currency assumed",
}
_MODS = {
    DateMod.EARLY: "early ",
    DateMod.MID: "middle of ",
    DateMod.LATE: "late ",
    DateMod.BEFORE: "before ",
    DateMod.AFTER: "after ",
    DateMod.APPROX: "about ",
}
_UNITS = {"ozt": "troy oz"}
_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])")
_LENGTH_UNITS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}


def readable(value: Value) -> str:
    """Tell a value in words.

    Args:
        value: a mention's or an entity's value.
    """
    match value:
        case MoneyValue():
            words = _money(value)
        case QuantityValue():
            words = _quantity(value)
        case PercentValue():
            words = f"{_amount(value.value, value.min, value.max, value)}%"
        case DateValue():
            words = _date(value)
        case MineralValue():
            words = _mineral(value)
        case OrgValue():
            words = _organization(value)
        case CountryValue():
            words = _place(value)
        case NameValue():
            words = value.name
    return words


def _number(digits: str) -> str:
    return f"{Decimal(digits):,f}"


def _amount(
    amount: str | None,
    least: str | None,
    most: str | None,
    value: MoneyValue | QuantityValue | PercentValue,
    before: str = "",
) -> str:
    bound = _BOUNDS[value.bound] if value.bound else ""
    if amount is not None:
        words = f"{bound}{before}{_number(amount)}"
    elif least is not None and most is not None:
        words = f"{bound}{before}{_number(least)} to {_number(most)}"
    elif least is not None:
        words = f"{bound or 'from '}{before}{_number(least)}"
    else:
        words = f"{bound or 'up to '}{before}{_number(most)}" if most is not None else "unknown"
    return f"about {words}" if value.approx else words


def _per(unit: str | None) -> str:
    return f" per {_unit(unit)}" if unit else ""


def _unit(unit: str) -> str:
    return _UNITS.get(unit, unit)


def _money(value: MoneyValue) -> str:
    amount = _amount(value.amount, value.min, value.max, value, f"{value.currency} ")
    return f"{amount}{_per(value.per)}{_BASES[value.basis]}"


def _quantity(value: QuantityValue) -> str:
    words = f"{_amount(value.amount, value.min, value.max, value)} {_unit(value.unit)}{_per(value.per)}"
    if value.tonnes is not None and value.unit != "t":
        words += f" ({_number(value.tonnes)} t)"
    return words


def _date(value: DateValue) -> str:
    words = _days(value) or _length(value.timex) or _REFERENCES.get(value.timex, value.timex)
    if value.mod is not None:
        words = _MODS[value.mod] + words
    if value.kind is DateKind.SET:
        words = f"recurring: {words}"
    if value.anchored:
        words += "; counted from the publication date"
    return words


def _days(value: DateValue) -> str | None:
    first, last = value.start, value.end
    if first is None or last is None:
        if first is not None:
            return value.timex if value.timex.isdecimal() else f"from {_day(first)}"
        return None if last is None else f"until {_day(last)}"
    if first == last:
        return _day(first)
    if first.day == 1 and _ends_month(last):
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return str(first.year)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B} {first.year}"
    return f"{_day(first)} to {_day(last)}"


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _length(timex: str) -> str | None:
    match = _LENGTH.fullmatch(timex)
    unit = match and _LENGTH_UNITS.get(match[1] + match[3])
    if match is None or unit is None:
        return None
    return f"{match[2]} {unit}{'' if match[2] == '1' else 's'}"


def _mineral(value: MineralValue) -> str:
    words = value.commodity.replace("-", " ")
    if value.symbol:
        words += f" ({value.symbol})"
    if value.form:
        words += f", {value.form}"
    if value.lists:
        words += f"; critical in {', '.join(f'{entry.list} {entry.year}' for entry in value.lists)}"
    return words


def _organization(value: OrgValue) -> str:
    words = value.name
    if value.acronym and value.acronym != value.name:
        words += f" ({value.acronym})"
    if value.kind is not OrgKind.OTHER:
        words += f", {value.kind}"
    return f"{words}, {value.ticker}" if value.ticker else words


def _place(value: CountryValue) -> str:
    country = _country(value.country)
    return value.name if country in (None, value.name) else f"{value.name}, {country}"


def _country(code: str | None) -> str | None:
    if code is None:
        return None
    from babel import Locale  # loads the CLDR data of English: not before a country is shown

    return str(Locale("en").territories.get(code, code))
