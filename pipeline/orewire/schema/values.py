"""Normalised values of mentions, one model per label. Numbers are decimal strings, never floats."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from orewire.schema.labels import Label


class Model(BaseModel):
    """Base of all models here: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@cache
def _currency_codes() -> frozenset[str]:
    from babel import Locale  # loads the CLDR data of English: not before a currency is checked

    return frozenset(Locale("en").currencies)


#: Codes of CLDR that stand for no country: unions, pseudo-locales, the unknown region.
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def _country_codes() -> frozenset[str]:
    from babel import Locale

    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if re.fullmatch(r"[A-Z]{2}", code)) - _NO_COUNTRIES


def _check_currency(code: str) -> str:
    if code not in _currency_codes():
        raise ValueError(f"{code!r} is no ISO 4217 currency code")
    return code


def _check_country(code: str) -> str:
    if code not in _country_codes():
        raise ValueError(f"{code!r} is no ISO 3166-1 alpha-2 country code")
    return code


DecimalString = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", examples=["4100000000", "2.5"])]
CurrencyCode = Annotated[str, AfterValidator(_check_currency), Field(pattern=r"^[A-Z]{3}$")]
CountryCode = Annotated[str, AfterValidator(_check_country), Field(pattern=r"^[A-Z]{2}$")]


class Bound(StrEnum):
    """How an amount limits the true one (``more than $2bn``)."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"


class Basis(StrEnum):
    """What decided a currency: the words themselves, the text around them, or nothing but habit."""

    EXPLICIT = "explicit"
    CONTEXT = "context"
    DEFAULT = "default"


class _Amount(Model):
    """An amount or, for ranges and vague amounts, its limits."""

    amount: DecimalString | None = None
    min: DecimalString | None = None
    max: DecimalString | None = None
    approx: bool = False
    bound: Bound | None = None

    @model_validator(mode="after")
    def _check_limits(self) -> Self:
        if self.amount is None and self.min is None and self.max is None:
            raise ValueError("one of amount, min and max is needed")
        if self.min is not None and self.max is not None and Decimal(self.min) > Decimal(self.max):
            raise ValueError(f"min {self.min} is above max {self.max}")
        return self


class MoneyValue(_Amount):
    """An amount of money."""

    currency: CurrencyCode
    per: str | None = Field(default=None, description="unit of a unit price: t, lb, ozt, year, …")
    basis: Basis = Field(description="what decided the currency")


class QuantityValue(_Amount):
    """A measured amount."""

    unit: str = Field(description="unit symbol: t, kg, lb, ozt, bbl, MW, km, ha, …")
    per: str | None = Field(default=None, description="unit of a rate or grade: year, day, t, …")
    tonnes: DecimalString | None = Field(
        default=None, description="a mass (amount, else its lower limit) in metric tonnes"
    )


class PercentValue(Model):
    """A percentage, or a number of percentage points."""

    value: DecimalString | None = None
    min: DecimalString | None = None
    max: DecimalString | None = None
    approx: bool = False
    bound: Bound | None = None


class MineralList(Model):
    """Membership of an official list of critical minerals."""

    list: str = Field(description="who keeps the list: US, EU, UK, …")
    year: int


class MineralValue(Model):
    """A mineral commodity."""

    commodity: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="slug after USGS spelling")
    form: str | None = Field(default=None, description="traded form: ore, concentrate, carbonate, …")
    symbol: str | None = Field(default=None, description="chemical symbol")
    lists: tuple[MineralList, ...] = ()


class OrgKind(StrEnum):
    """What sort of organization."""

    COMPANY = "company"
    GOVERNMENT = "government"
    INTERGOVERNMENTAL = "intergovernmental"
    BANK = "bank"
    MEDIA = "media"
    PARTY = "party"
    UNIVERSITY = "university"
    MILITARY = "military"
    NGO = "ngo"
    OTHER = "other"


class OrgValue(Model):
    """A named organization."""

    name: str = Field(description="the fullest name in the article")
    acronym: str | None = None
    kind: OrgKind = OrgKind.OTHER
    ticker: str | None = Field(default=None, description="exchange and code as printed: ASX: PLS")


class NameValue(Model):
    """A name without more: a person, a region, a facility."""

    name: str = Field(description="the fullest name in the article")


class CountryValue(Model):
    """A name tied to a country."""

    name: str
    country: CountryCode | None = None


class DateKind(StrEnum):
    """One calendar unit, a joined stretch of time, a length of time, or a recurring time."""

    DATE = "date"
    INTERVAL = "interval"
    DURATION = "duration"
    SET = "set"


class DateMod(StrEnum):
    """What a word before a date does to it."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    BEFORE = "before"
    AFTER = "after"
    APPROX = "approx"


class DateValue(Model):
    """A time expression after TIMEX3 (ISO-TimeML)."""

    timex: str = Field(min_length=1, description="TIMEX3 value: 2024, 2024-Q3, P25Y, PRESENT_REF, …")
    start: date | None = Field(default=None, description="first day")
    end: date | None = Field(default=None, description="last day, inclusive")
    kind: DateKind
    mod: DateMod | None = None
    anchored: bool = Field(default=False, description="true when the publication date was needed")

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"start {self.start} is after end {self.end}")
        return self


Value = (
    MoneyValue | QuantityValue | PercentValue | MineralValue | OrgValue | NameValue | CountryValue | DateValue
)

#: The model of a label's values.
VALUE_MODELS: dict[Label, type[Value]] = {
    Label.MONEY: MoneyValue,
    Label.QUANTITY: QuantityValue,
    Label.PERCENT: PercentValue,
    Label.MINERAL: MineralValue,
    Label.ORG: OrgValue,
    Label.PERSON: NameValue,
    Label.LOC: NameValue,
    Label.FAC: NameValue,
    Label.GPE: CountryValue,
    Label.NORP: CountryValue,
    Label.DATE: DateValue,
}
