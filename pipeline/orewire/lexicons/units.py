"""The unit lexicon: units of measure, rates written as one word, percent, and what amounts are counted by."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from orewire.lexicons.reader import LexiconError, read_toml
from orewire.lexicons.trie import Trie

_FILE = "units.toml"

Kind = Literal[
    "mass",
    "length",
    "area",
    "volume",
    "power",
    "energy",
    "speed",
    "temperature",
    "pressure",
    "grade",
    "percent",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _UnitEntry(_Strict):
    kind: Kind
    si: Decimal | None = None
    words: list[str]
    symbols: list[str] = Field(default_factory=list)
    scaled: dict[str, Decimal] = Field(default_factory=dict)


class _Rate(_Strict):
    unit: str
    per: str
    times: Decimal = Decimal(1)


class _Percent(_Strict):
    words: list[str]
    points: list[str]
    signs: list[str]


class _File(_Strict):
    units: dict[str, _UnitEntry]
    rates: dict[str, _Rate]
    percent: _Percent
    per: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written.

    Attributes:
        symbol: the unit's symbol in values.
        kind: what it measures.
        form: how it was written, in lower case.
        scale: what one of the written unit makes in the symbol's (1000 for kt).
        per: what a rate written as one word is counted by (``bpd``: day).
        si: how many of the kind's base unit the symbol's unit makes; tonnes for masses.
    """

    symbol: str
    kind: Kind
    form: str
    scale: Decimal = Decimal(1)
    per: str | None = None
    si: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """The lexicon, ready for look-up.

    Attributes:
        words: words of units in lower case, and of percent.
        symbols: symbols exactly as written.
        per: a word that an amount may be counted by, to its code.
    """

    words: Trie[Unit]
    symbols: dict[str, Unit]
    per: dict[str, str]


@cache
def units() -> Units:
    """Return the unit lexicon, read and validated once.

    Raises:
        LexiconError: if the file does not hold what it should.
    """
    data = read_toml(_FILE, _File)
    lexicon = Units(Trie(), {}, {})
    for symbol, entry in data.units.items():
        _add_unit(lexicon, symbol, entry)
    for form, rate in data.rates.items():
        base = data.units.get(rate.unit)
        if base is None:
            raise LexiconError(f"lexicons/{_FILE}: rates.{form}: {rate.unit!r} is no unit here")
        unit = Unit(rate.unit, base.kind, form, rate.times, rate.per, base.si)
        lexicon.words.add(form.split(), unit)
    for form in (*data.percent.words, *data.percent.points):
        lexicon.words.add(form.split(), Unit("%", "percent", form))
    for form in data.percent.signs:
        lexicon.symbols[form] = Unit("%", "percent", form)
    lexicon.per.update({form: code for code, forms in data.per.items() for form in forms})
    return lexicon


def _add_unit(lexicon: Units, symbol: str, entry: _UnitEntry) -> None:
    for form in entry.words:
        lexicon.words.add(form.split(), Unit(symbol, entry.kind, form, si=entry.si))
        if " " not in form:
            lexicon.per[form] = symbol
    for form in entry.symbols:
        lexicon.symbols[form] = Unit(symbol, entry.kind, form, si=entry.si)
        lexicon.per.setdefault(form.lower(), symbol)
    for form, scale in entry.scaled.items():
        lexicon.symbols[form] = Unit(symbol, entry.kind, form, scale, si=entry.si)
