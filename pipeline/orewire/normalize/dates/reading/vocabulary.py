"""The words of dates with their codes, by every spelling: lower case, with a capital, in capitals."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from orewire.lexicons.dates import Holiday, date_words
from orewire.normalize.dates.meaning import Unit
from orewire.normalize.dates.reading.codes import CORE, Code


@dataclass(frozen=True, slots=True)
class HolidayNames:
    """The holidays whose names begin with a word.

    Attributes:
        pattern: any of the names, longest first.
        holidays: by name in lower case.
    """

    pattern: re.Pattern[str]
    holidays: dict[str, Holiday]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a word.

    Attributes:
        code: its code; None where it only begins names of holidays.
        value: what it stands for.
        plural: it is a unit in the plural.
        core: a run of words with it is worth reading.
        filler: a word that is part of dates but tells nothing by itself.
        joins: punctuation, which opens no run.
        weak_at_start: a month that at the start of a sentence may be another word.
        holidays: names of holidays that begin with it.
    """

    code: str | None
    value: Any = None
    plural: bool = False
    core: bool = False
    filler: bool = False
    joins: bool = False
    weak_at_start: bool = False
    holidays: HolidayNames | None = None


#: Words that are dates only in some company: in lower case, or always.
_WEAK_MONTHS = frozenset({"may", "march", "mar"})
_WEAK_WEEKDAYS = frozenset({"sun", "sat", "mon", "wed", "fri", "thu"})
_WEAK_SEASONS = frozenset({"fall", "spring"})
_PUNCTUATION = {
    **dict.fromkeys("-\u2010\u2011\u2012\u2013~", "-"),
    ",": ",",
    "/": "/",
    **dict.fromkeys(("'", "’", "'s", "’s"), "'"),
}
_ROLES = (
    ("the", Code.THE),
    ("a", Code.A),
    ("of", Code.OF),
    ("in", Code.IN),
    ("last", Code.LAST),
    ("next", Code.NEXT),
    ("this", Code.THIS),
    ("that", Code.THAT),
    ("earlier", Code.EARLIER),
    ("later", Code.LATER),
    ("ago", Code.AGO),
    ("before", Code.BEFORE),
    ("after", Code.AFTER),
    ("from", Code.FROM),
    ("beginning", Code.BEGINNING),
    ("to", Code.TO),
    ("and", Code.AND),
    ("between", Code.BETWEEN),
    ("every", Code.EVERY),
    ("other", Code.OTHER),
    ("all", Code.ALL),
    ("vague", Code.VAGUE),
    ("couple", Code.COUPLE),
    ("now", Code.NOW),
    ("recent", Code.RECENT),
    ("fiscal", Code.FISCAL),
    ("ended", Code.ENDED),
    ("business", Code.BUSINESS),
    ("period", Code.PERIOD),
    ("daypart", Code.DAYPART),
)


def _codes() -> dict[str, tuple[str, Any]]:
    """Lower-case words with their code and value."""
    words = date_words()
    table: dict[str, tuple[str, Any]] = {"½": (Code.HALF_SIGN, None)}
    for role, code in _ROLES:
        table |= {word: (code, word) for word in words.words[role]}
    plain: tuple[tuple[str, dict[str, Any]], ...] = (
        (Code.NUMBER_WORD, words.numbers),
        (Code.ORDINAL, words.ordinals),
        (Code.DECADE, words.decades),
        (Code.MONTH, words.months),
        (Code.MONTH, words.month_abbreviations),
        (Code.WEEKDAY, words.weekdays),
        (Code.WEEKDAYS, {f"{word}s": day for word, day in words.weekdays.items()}),
        (Code.WEEKDAY, words.weekday_abbreviations),
        (Code.SEASON, words.seasons),
        (Code.UNIT, {word: Unit(unit) for word, unit in words.units.items()}),
        (Code.CLOCK_UNIT, {word: Unit(unit) for word, unit in words.clock_units.items()}),
        (Code.TODAY, words.today),
        (Code.ADVERB, words.adverbs),
        (Code.EDGE, words.edges),
    )
    for code, values in plain:
        table |= {word: (code, value) for word, value in values.items()}
    table |= {word: (Code.TWICE, word) for word in words.words["twice"]}
    table["second"] = (Code.SECOND, 2)
    special = {Unit.QUARTER: Code.QUARTER, Unit.HALF: Code.HALF}
    table |= {
        word: (special[value], value)
        for word, (code, value) in table.items()
        if code == Code.UNIT and value in special
    }
    return table


@cache
def _holidays() -> dict[str, HolidayNames]:
    by_first: dict[str, dict[str, Holiday]] = {}
    for holiday in date_words().holidays:
        for name in holiday.names:
            by_first.setdefault(re.split(r"[^a-z]", name)[0], {})[name] = holiday
    found = {}
    for first, names in by_first.items():
        longest_first = sorted(names, key=len, reverse=True)
        pattern = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
        found[first] = HolidayNames(re.compile(pattern, re.IGNORECASE), names)
    return found


@cache
def vocabulary() -> dict[str, Entry]:
    """All words that can be part of a date, in their usual spellings, and the signs between them."""
    codes, holidays = _codes(), _holidays()
    table: dict[str, Entry] = {}
    for lower in sorted({*codes, *holidays, *_LETTERS}):
        code, value = codes.get(lower, (None, None))
        for spelling in {lower, lower.capitalize(), lower.upper()}:
            table[spelling] = _entry(spelling, code, value, holidays.get(lower))
    for sign, code in _PUNCTUATION.items():
        table[sign] = Entry(code, filler=True, joins=True)
    return table


def _entry(spelling: str, code: str | None, value: Any, holidays: HolidayNames | None) -> Entry:
    lower = spelling.lower()
    weak = False
    if code == Code.MONTH and lower in _WEAK_MONTHS:
        code, weak = (Code.WEAK_MONTH, False) if spelling == lower else (code, True)
    elif code == Code.WEEKDAY and lower in _WEAK_WEEKDAYS:
        code = Code.WEAK_WEEKDAY
    elif code == Code.SEASON and lower in _WEAK_SEASONS:
        code = Code.WEAK_SEASON
    core = code in CORE or code == Code.NUMBER_WORD
    return Entry(
        code=code,
        value=value,
        plural=lower.endswith("s") if code in _COUNTED else True,
        core=core,
        filler=not core and holidays is None and code is not None,
        weak_at_start=weak,
        holidays=holidays,
    )


#: Before a digit these make a quarter or a half: ``Q3``.
_LETTERS = frozenset("qh")
_COUNTED = frozenset({Code.UNIT, Code.QUARTER, Code.HALF, Code.CLOCK_UNIT, Code.DAYPART})
