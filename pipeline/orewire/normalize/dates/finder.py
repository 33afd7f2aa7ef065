"""Finding dates: islands of words that may hold one, the grammar, and what is left standing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from orewire.lexicons.dates import date_words
from orewire.normalize.candidate import Candidate
from orewire.normalize.context import Place
from orewire.normalize.dates.acceptance import (
    is_bare_year,
    is_frequency,
    is_length,
    is_month,
    is_no_name,
    is_recurring,
    is_season,
    is_weekday,
    means_nowadays,
    word_before,
)
from orewire.normalize.dates.grammar.absolute import ABSOLUTE, CODED_ONLY, DAY_ONLY
from orewire.normalize.dates.grammar.composition import EDGES, ELIDED, ENDED, PARTS, RANGES
from orewire.normalize.dates.grammar.engine import Grammar
from orewire.normalize.dates.grammar.lengths import LENGTHS
from orewire.normalize.dates.grammar.relative import CURRENT_ONLY, MOVED, RELATIVE, SEASON_ONLY, WINDOWS
from orewire.normalize.dates.meaning import (
    Between,
    Calendar,
    Context,
    Deictic,
    Direction,
    Expression,
    Length,
    Moved,
    Period,
    Recurring,
    Reference,
    Resolved,
    Unit,
)
from orewire.normalize.dates.reading.codes import CORE, Code
from orewire.normalize.dates.reading.numbers import merge_numbers
from orewire.normalize.dates.reading.tokens import Node, read_islands
from orewire.normalize.dates.tense import direction_at
from orewire.schema import DateKind, DateMod, DateValue, Label

_GRAMMAR = Grammar(
    (
        *ABSOLUTE,
        *LENGTHS,
        *RELATIVE,
        *PARTS,
        *MOVED,
        *WINDOWS,
        ELIDED,
        CODED_ONLY,
        DAY_ONLY,
        *EDGES,
        *RANGES,
        *ENDED,
        CURRENT_ONLY,
        SEASON_ONLY,
    )
)
#: What a word that is left over means …
_MEANINGS: dict[str, Callable[[Any], Expression]] = {
    Code.YEAR: Calendar,
    Code.MONTH: lambda month: Calendar(month=month),
    Code.WEAK_MONTH: lambda month: Calendar(month=month),
    Code.WEEKDAY: lambda weekday: Calendar(weekday=weekday),
    Code.WEAK_WEEKDAY: lambda weekday: Calendar(weekday=weekday),
    Code.SEASON: lambda season: Calendar(season=season),
    Code.WEAK_SEASON: lambda season: Calendar(season=season),
    Code.HOLIDAY: lambda rule: Calendar(holiday=rule),
    Code.TODAY: lambda offset: Deictic(Unit.DAY, offset),
    Code.ADVERB: Recurring,
}
#: … if the text around says that it is one.
_TESTS: dict[str, Callable[[str, Node], bool]] = {
    Code.YEAR: is_bare_year,
    Code.MONTH: is_month,
    Code.WEAK_MONTH: is_month,
    Code.WEEKDAY: is_no_name,
    Code.WEAK_WEEKDAY: is_weekday,
    Code.SEASON: is_season,
    Code.WEAK_SEASON: is_season,
    Code.HOLIDAY: is_no_name,
    Code.TODAY: is_no_name,
    Code.ADVERB: is_recurring,
}
#: ``a month-long strike``
_LONG = "-long"
_STOP = re.compile(r"\s*$|\s+[\"“‘(]?[A-Z]|\n")
#: Around ``the first half`` words of sport are looked for this far.
_SPORT_REACH = 200
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z])|\n\s*\n|\n[ \t]{3,}")
_DAY_FIRST = re.compile(r"(?<![\d/.])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:\d{4}|\d\d)(?![\d/])")
_MONTH_FIRST = re.compile(r"(?<![\d/.])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:\d{4}|\d\d)(?![\d/])")
#: Countries that write the month first, or whose papers mostly do.
_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH", "CA"})


def find_dates(
    text: str,
    published: date | None = None,
    countries: Sequence[Place] = (),
    future_at: Callable[[int], bool] | None = None,
) -> list[Candidate]:
    """Find dates, periods, durations and recurring times in English news.

    The values are TIMEX3 (ISO 24617-1), which builds on ISO 8601; see the guidelines for spans.

    Args:
        text: the text of an article.
        published: its publication date, against which relative dates are resolved.
        countries: mentions of countries, which decide the order of 3/4/2019 and the day of holidays.
        future_at: whether the clause at an offset looks ahead; by default the words around tell.

    Returns:
        One candidate per date, in text order, without overlaps.
    """
    reader = _Reader(text, published, countries, future_at)
    return list(reader.read())


def needs_publication_date(candidate: Candidate) -> bool:
    """Whether a date stayed without days because the publication date is unknown.

    Args:
        candidate: what :func:`find_dates` has found.
    """
    value = candidate.value
    return isinstance(value, DateValue) and value.anchored and value.start is None


class _Reader:
    """Reads one text; remembers the dates told so far."""

    def __init__(
        self,
        text: str,
        published: date | None,
        countries: Sequence[Place],
        future_at: Callable[[int], bool] | None,
    ) -> None:
        self.text = text
        self.published = published
        self.countries = countries
        self.future_at = future_at
        self.day: tuple[int, Period] | None = None
        self.period: tuple[int, Period] | None = None

    def read(self) -> Iterator[Candidate]:
        """Yield the dates of the text."""
        for island in read_islands(self.text, day_first=self._day_first(), region=self._region()):
            words = merge_numbers(island)
            if not any(node.code in CORE for node in words):
                continue
            for node in _GRAMMAR.apply(self.text, words):
                found = self._candidate(node)
                if found is not None:
                    yield found

    def _candidate(self, node: Node) -> Candidate | None:
        expression = self._accept(node)
        if expression is None:
            if node.code == Code.HOLIDAY and is_no_name(self.text, node):
                return Candidate(Label.DATE, node.start, node.end, None, "dates.holiday")
            return None
        context = self._context(node)
        try:
            resolved = expression.resolve(context)
        except (OverflowError, ValueError):
            resolved = None
        if resolved is None:
            return None
        if resolved.mod is None and word_before(self.text, node.start) in date_words().cues["approximate"]:
            resolved = replace(resolved, mod=DateMod.APPROX)
        self._remember(node, resolved)
        # the full stop of ``Dec.`` at the end of a sentence belongs to the sentence
        end = node.end - (self.text[node.end - 1] == "." and _STOP.match(self.text, node.end) is not None)
        if node.code == Code.UNIT and self.text.startswith(_LONG, end):
            end += len(_LONG)
        return Candidate(Label.DATE, node.start, end, resolved.to_value(), f"dates.{resolved.kind}")

    def _accept(self, node: Node) -> Expression | None:
        match node.code:
            case Code.POINT | Code.RANGE | Code.SET:
                return self._accept_phrase(node)
            case Code.LENGTH:
                return self._accept_length(node)
            case Code.UNIT:
                return self._accept_unit(node)
            case Code.YEAR_RANGE:
                return Between(Calendar(node.value[0]), Calendar(node.value[1]))
        return self._accept_word(node)

    def _accept_word(self, node: Node) -> Expression | None:
        """A word by itself: first whether it is a date here, then what it means."""
        test = _TESTS.get(node.code)
        if node.value is None or test is None or not test(self.text, node):
            return None
        if node.code == Code.TODAY and node.value == 0 and means_nowadays(self.text, node):
            return Reference("PRESENT_REF")
        return _MEANINGS[node.code](node.value)

    def _accept_unit(self, node: Node) -> Expression | None:
        if self.text.startswith(_LONG, node.end):
            return Length(((None if node.word else Decimal(1), node.value),))
        plural = node.word and is_length(self.text, node, single=True)
        return Length(((None, node.value),)) if plural else None

    def _accept_phrase(self, node: Node) -> Expression | None:
        expression: Expression = node.value
        if isinstance(expression, Calendar) and expression.unit in {Unit.QUARTER, Unit.HALF}:
            return None if self._is_sport(node, expression) else expression
        return expression

    def _accept_length(self, node: Node) -> Expression | None:
        words = self.text[node.start : node.end].lower().split()
        one = node.value.parts[0][0] == 1 and len(words) == 2
        single = one and (words[0] in {"a", "an"} or words == ["one", "day"])
        if single and is_frequency(self.text, node):
            return Recurring(node.value.timex)
        if not is_length(self.text, node, single=single):
            return None
        length: Length = node.value
        counted = length.whole and length.unit.rank <= Unit.DAY.rank
        if (
            counted
            and word_before(self.text, node.start) == "in"
            and self._direction(node) is Direction.FUTURE
        ):
            return Moved(length, 1, exact=True)  # it will be ready in two weeks
        return length

    def _is_sport(self, node: Node, expression: Calendar) -> bool:
        words = self.text[node.start : node.end].lower()
        if expression.year is not None or not words.endswith(("half", "quarter")):
            return False
        around = self.text[max(0, node.start - _SPORT_REACH) : node.end + _SPORT_REACH].lower()
        return any(word in around for word in date_words().sport_words)

    def _region(self) -> str | None:
        """The country of the text: the only one, or one that is named more often than all others together."""
        codes = [place.country for place in self.countries]
        if not codes:
            return None
        most = max(sorted(set(codes)), key=codes.count)
        return most if codes.count(most) * 2 > len(codes) else None

    def _day_first(self) -> bool:
        if "/" not in self.text:
            return False
        if _DAY_FIRST.search(self.text):
            return not _MONTH_FIRST.search(self.text)
        region = self._region()
        return region is not None and region not in _MONTH_FIRST_COUNTRIES

    def _direction(self, node: Node) -> Direction:
        if self.future_at is not None:
            return Direction.FUTURE if self.future_at(node.start) else Direction.NEAREST
        return direction_at(self.text, node.start, node.end)

    def _context(self, node: Node) -> Context:
        return Context(
            published=self.published,
            tell=cache(lambda: self._direction(node)),
            day=self._near(self.day, node.start),
            period=self._near(self.period, node.start),
        )

    def _near(self, told: tuple[int, Period] | None, start: int) -> Period | None:
        """A date told before, if it is in the same sentence or the one before."""
        if told is None or start - told[0] > 600:
            return None
        between = self.text[told[0] : start]
        return told[1] if len(_SENTENCE_END.findall(between)) <= 1 else None

    def _remember(self, node: Node, resolved: Resolved) -> None:
        period = resolved.period
        if period is None or resolved.kind not in {DateKind.DATE, DateKind.INTERVAL}:
            return
        if period.unit is Unit.DAY and period.start == period.end:
            self.day = (node.end, period)
        elif period.unit in {Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR}:
            self.period = (node.end, period)
