"""The codes: one character for every kind of word that can be part of a date.

The grammar is regular expressions over strings of these, so none is a character with a meaning there.
"""

from typing import Final


class Code:
    """Names of the codes."""

    # numbers
    NUMBER_WORD: Final = "u"  # seventeen, hundred
    SMALL: Final = "i"  # 1 to 12: a day, a month or a count
    TEEN: Final = "d"  # 13 to 31: a day or a count
    NUMBER: Final = "n"  # any other whole number
    YEAR: Final = "y"  # four digits that can be a year
    SHORT_YEAR: Final = "9"  # '98
    DECIMAL: Final = "f"
    ORDINAL: Final = "o"  # 1st to 31st
    HIGH_ORDINAL: Final = "O"
    SECOND: Final = "2"  # the word: an ordinal or a unit of the clock
    SMALL_RANGE: Final = "k"  # 3-5
    # dates in digits
    DATE: Final = "#"  # 22.03.2024
    PARTIAL: Final = "%"  # 22/03
    MONTH_YEAR: Final = "m"  # 03/2024
    YEAR_RANGE: Final = "Y"  # 2019/20
    DECADE: Final = "s"  # 1990s
    CODED: Final = "I"  # Q3, H1, 1Q24
    # names
    MONTH: Final = "M"
    WEAK_MONTH: Final = "a"  # may, march: other words as well
    WEEKDAY: Final = "W"
    WEAK_WEEKDAY: Final = "v"  # sun, sat
    WEEKDAYS: Final = "w"  # Mondays
    SEASON: Final = "S"
    WEAK_SEASON: Final = "g"  # fall, spring
    HOLIDAY: Final = "H"
    TODAY: Final = "T"  # today, yesterday, tomorrow
    DAYPART: Final = "p"
    # units
    UNIT: Final = "U"
    QUARTER: Final = "Q"
    HALF: Final = "V"
    HALF_SIGN: Final = "½"
    CLOCK_UNIT: Final = "h"
    # other words
    THE: Final = "t"
    A: Final = "b"
    OF: Final = "c"
    IN: Final = "j"
    LAST: Final = "L"
    NEXT: Final = "X"
    THIS: Final = "K"
    THAT: Final = "Z"
    EDGE: Final = "E"  # early, mid, late, end, beginning
    EARLIER: Final = "e"
    LATER: Final = "l"
    AGO: Final = "G"
    BEFORE: Final = "<"
    AFTER: Final = ">"
    FROM: Final = "F"
    BEGINNING: Final = "!"
    TO: Final = "~"
    AND: Final = "&"
    BETWEEN: Final = "B"
    EVERY: Final = "z"
    OTHER: Final = "J"
    ALL: Final = "0"
    VAGUE: Final = "q"
    COUPLE: Final = "C"
    NOW: Final = "N"
    RECENT: Final = "R"
    FISCAL: Final = "x"
    ENDED: Final = "P"
    BUSINESS: Final = "r"
    PERIOD: Final = "="
    ADVERB: Final = "D"  # annually
    TWICE: Final = "A"  # bi-, semi-
    # what the grammar puts together
    POINT: Final = "@"  # a date, resolvable by itself
    LENGTH: Final = ":"  # a length of time
    RANGE: Final = ";"
    SET: Final = '"'
    # everything else
    NONE: Final = "_"


#: Codes without which a stretch of words cannot hold a date.
CORE: Final = frozenset("yMaWvwSgHTUQVhs#%YmIDRxpo2")
