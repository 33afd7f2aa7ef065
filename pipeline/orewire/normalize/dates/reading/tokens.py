"""Text to islands: runs of neighbouring words that have a code, with nothing else between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from orewire.lexicons.dates import date_words
from orewire.normalize.dates.meaning import Unit
from orewire.normalize.dates.reading.codes import CORE, Code
from orewire.normalize.dates.reading.numerals import NumericDate, full_year, read_cluster
from orewire.normalize.dates.reading.vocabulary import Entry, HolidayNames, vocabulary


@dataclass(slots=True)
class Node:
    """A word, or a phrase that the grammar has put together.

    Attributes:
        code: its character in the code string.
        start: offset of its first character.
        end: offset after its last character.
        value: what it stands for; the type goes with the code.
        word: it was written in letters; for units, it was a plural.
    """

    code: str
    start: int
    end: int
    value: Any = None
    word: bool = False


#: Neighbouring words, from which the grammar makes dates.
Island = list[Node]

# No groups: with them the regular expression engine cannot tell a branch by its first character.
_TOKEN = re.compile(
    r"[^\W\d_]+"
    r"|[1-4](?<=[QqHh].)(?=[-/\u2013]\d)"
    r"|\d+(?:[.,:/~\u2010-\u2014-]\d+)*"
    r"|\n[ \t]*(?=\n)|\n[ \t]{3,}"
    r"|['’]s\b|['’‘]\d\ds?(?!\w)"
    r"|[^\w\s]"
)
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?\s?[ap](?:\.m\b\.?|m\b)", re.IGNORECASE)
_LETTERED = re.compile(r"([QqHh])([1-4])(?![^\W_])")
_CODED = re.compile(r"([1-4])([QqHh])(\d{4}|\d\d)?(?![^\W_])")
_POSSESSIVE_DECADE = re.compile(r"\d{3}0['’]s\b")
_SUFFIX = re.compile(r"[^\W\d_]+")
_ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_GLUED_UNITS = {
    "h": Unit.HOUR,
    "hr": Unit.HOUR,
    "hrs": Unit.HOUR,
    "min": Unit.MINUTE,
    "mins": Unit.MINUTE,
    "y": Unit.YEAR,
    "yr": Unit.YEAR,
    "yrs": Unit.YEAR,
}
#: A number right behind one of these is no date: an amount, an address, a tag.
_BAD_BEFORE = frozenset("$€£¥₹#@&=./\\_+")
_LATEST_POSSESSIVE_DECADE = 2010
#: A run is cut here, so that reading it takes no longer per word however long a text goes on like this.
_LONGEST = 64


def read_islands(text: str, *, day_first: bool = False, region: str | None = None) -> Iterator[Island]:
    """Cut a text into the runs of words that may hold a date.

    Args:
        text: any text.
        day_first: how to read dates such as 3/4/2019.
        region: country whose holidays are meant (ISO 3166-1 alpha-2); None where that is not plain.

    Yields:
        The words of a run; it holds at least one word that can make a date.
    """
    # This loop sees every word of a text: most are told by one look-up, and words become nodes only where
    # their run is worth reading.
    entry_of = vocabulary().get
    run = _Run(text, day_first=day_first, region=region)
    waiting = run.waiting
    for match in _TOKEN.finditer(text):
        entry = entry_of(match.group())
        if not run.busy:
            if entry is None:
                if match.group().isalpha():
                    waiting.clear()
                    continue
            elif entry.filler:
                if waiting or not entry.joins:
                    waiting.append((entry, match))
                continue
        if run.take(match, entry):
            continue
        island = run.close()
        if island:
            yield island
    island = run.close()
    if island:
        yield island


class _Run:
    """The run of words being read.

    Attributes:
        waiting: words taken that are no nodes yet.
        busy: something other than filler words was taken.
    """

    __slots__ = ("_core", "_day_first", "_nodes", "_region", "_taken_to", "_text", "busy", "waiting")

    def __init__(self, text: str, *, day_first: bool, region: str | None) -> None:
        self._text = text
        self._day_first = day_first
        self._region = region
        self._nodes: Island = []
        self._core = False
        self._taken_to = 0  # up to here the text belongs to a name already taken
        self.waiting: list[tuple[Entry, re.Match[str]]] = []
        self.busy = False

    def close(self) -> Island:
        """End the run; returns its words where they are worth reading."""
        island = self._all_nodes() if self._core else []
        self._nodes = []
        self.waiting.clear()
        self._core = self.busy = False
        return island

    def take(self, match: re.Match[str], entry: Entry | None) -> bool:
        """Take a word, digits or a sign; returns False where it ends the run."""
        if match.start() < self._taken_to:
            return True
        if len(self.waiting) + len(self._nodes) > _LONGEST:
            return False
        return self._take_other(match) if entry is None else self._take_word(match, entry)

    def _take_word(self, match: re.Match[str], entry: Entry) -> bool:
        if entry.holidays is not None:
            found = _read_holiday(self._text, match.start(), entry.holidays, self._region)
            if found is not None:
                self._all_nodes().append(found)
                self._core = self.busy = True
                self._taken_to = found.end
                return True
        if entry.code is None:
            return self._take_lettered(match.start())
        if self.busy or not entry.joins:
            self.waiting.append((entry, match))
            self._core = self._core or entry.core
            self.busy = True
        return True

    def _take_lettered(self, start: int) -> bool:
        """``Q3``, ``H1``."""
        found = _LETTERED.match(self._text, start)
        if found is None:
            return False
        value = (found[1].lower(), int(found[2]), None)
        self._take_nodes([Node(Code.CODED, start, found.end(), value)])
        return True

    def _take_other(self, match: re.Match[str]) -> bool:
        word, start = match.group(), match.start()
        if word == ".":
            return self._core and self._take_stop(start)
        if word[0].isdecimal():
            nodes = _read_digits(self._text, match, self._all_nodes())
        elif word[0] in "'’‘" and len(word) > 1:
            nodes = _read_short(word, start)
        else:
            return False
        for node in nodes:
            if isinstance(node.value, NumericDate):
                node.value = node.value.resolve(day_first=self._day_first)
        self._take_nodes(nodes)
        return bool(nodes)

    def _take_nodes(self, nodes: list[Node]) -> None:
        if nodes:
            self._all_nodes().extend(nodes)
            self._core = self._core or any(node.code in CORE for node in nodes)
            self._taken_to = nodes[-1].end
            self.busy = True

    def _take_stop(self, stop: int) -> bool:
        nodes = self._all_nodes()
        if not nodes or not _is_abbreviated(nodes[-1], stop, self._text):
            return False
        nodes[-1].end += 1
        return True

    def _all_nodes(self) -> Island:
        if self.waiting:
            self._nodes += [_node(self._text, entry, match) for entry, match in self.waiting]
            self.waiting.clear()
        return self._nodes


def _read_holiday(text: str, start: int, names: HolidayNames, region: str | None) -> Node | None:
    found = names.pattern.match(text, start)
    if found is None or text[found.end() : found.end() + 1].isalnum():
        return None
    holiday = names.holidays[re.sub(r"\s+", " ", found.group().lower())]
    return Node(Code.HOLIDAY, start, found.end(), holiday.countries.get(region or "", holiday.rule))


def _node(text: str, entry: Entry, match: re.Match[str]) -> Node:
    start, end = match.span()
    code = entry.code or Code.NONE
    if entry.weak_at_start and _opens_sentence(text, start):
        code = Code.WEAK_MONTH
    return Node(code, start, end, entry.value, entry.plural)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in ".!?\n\"“'‘:"


def _is_abbreviated(node: Node, dot: int, text: str) -> bool:
    """Whether a full stop belongs to the word before it: ``Jan. 5``, ``Sept.``, ``yr.``."""
    if node.end != dot or node.code not in "MavW" or dot - node.start > 5:
        return False
    if node.code in "Ma":
        return text[node.start : dot].lower() in date_words().month_abbreviations
    return text[node.start : dot].lower() in date_words().weekday_abbreviations


def _read_digits(text: str, match: re.Match[str], island: Island) -> list[Node]:
    """What a token that begins with a digit stands for; nothing where it is no part of a date."""
    start = match.start()
    if _CLOCK.match(text, start):
        return []
    if coded := _CODED.match(text, start):
        return _read_coded(coded)
    if decade := _POSSESSIVE_DECADE.match(text, start):
        return _read_decade(decade.group(), start)
    return _read_number(text, match, island)


def _read_coded(coded: re.Match[str]) -> list[Node]:
    """``1Q24``, ``2H``; but ``3h`` is three hours."""
    start, end = coded.span()
    if coded[2] == "h" and not coded[3]:
        hours = Node(Code.CLOCK_UNIT, start + 1, end, Unit.HOUR, word=True)
        return [Node(Code.SMALL, start, start + 1, int(coded[1])), hours]
    year = full_year(int(coded[3])) if coded[3] else None
    return [Node(Code.CODED, start, end, (coded[2].lower(), int(coded[1]), year))]


def _read_short(token: str, start: int) -> list[Node]:
    """``'98``, ``'80s``."""
    end = start + len(token)
    if not token.endswith("s"):
        return [Node(Code.SHORT_YEAR, start, end, full_year(int(token[1:])))]
    return [Node(Code.DECADE, start, end, int(token[1:3]))] if token[2] == "0" else []


def _read_decade(token: str, start: int) -> list[Node]:
    """``1980's``; but ``2020's`` is rather a year's."""
    year = int(token[:4])
    if year < _LATEST_POSSESSIVE_DECADE:
        return [Node(Code.DECADE, start, start + len(token), year)]
    return [Node(Code.YEAR, start, start + 4, year), Node("'", start + 4, start + len(token))]


def _read_number(text: str, match: re.Match[str], island: Island) -> list[Node]:
    start, end = match.span()
    before = text[start - 1] if start else " "
    glued = bool(island) and island[-1].end == start
    if (before.isalpha() or before in _BAD_BEFORE) and not (glued and island[-1].code in "Max-/"):
        return []
    suffix = _SUFFIX.match(text, end)
    if text[end : end + 1] in {"%", "_"}:
        return []
    if suffix:
        return _read_suffixed(match.group(), start, suffix)
    if (glued and len(island) > 1 and island[-2].code == Code.MONTH) or _month_follows(text, end):
        return _split(match.group(), start)
    nodes = [
        Node(piece.code, start + piece.start, start + piece.end, piece.value)
        for piece in read_cluster(match.group())
    ]
    # COVID-19, F-16, G-20: the number is part of a name, unless the word before the hyphen is one of ours
    if nodes and before in "-\u2010\u2011" and text[start - 2 : start - 1].isalpha() and not glued:
        return [] if nodes[0].code not in {Code.DATE, Code.YEAR} else nodes
    return nodes


def _month_follows(text: str, end: int) -> bool:
    return (
        text[end : end + 1] in {"-", "/"}
        and text[end + 1 : end + 4].lower() in date_words().month_abbreviations
    )


def _split(cluster: str, start: int) -> list[Node]:
    """The numbers of ``23-2020`` in ``Sep-23-2020`` one by one."""
    nodes = []
    for part in re.finditer(r"\d+|[-/,]", cluster):
        if part.group().isdigit():
            piece = read_cluster(part.group())
            nodes += [Node(one.code, start + part.start(), start + part.end(), one.value) for one in piece]
        else:
            nodes.append(Node(part.group(), start + part.start(), start + part.end()))
    return nodes


def _read_suffixed(digits: str, start: int, behind: re.Match[str]) -> list[Node]:
    suffix = behind.group().lower()
    middle, end = behind.span()
    if not digits.isdigit() or len(digits) > 6:
        return []
    number = int(digits)
    if suffix in _ORDINAL_SUFFIXES:
        return [Node(Code.ORDINAL if 1 <= number <= 31 else Code.HIGH_ORDINAL, start, end, number)]
    if suffix == "s":
        decade = len(digits) in {2, 4} and number % 10 == 0 and (number >= 1000 or number >= 20)
        return [Node(Code.DECADE, start, end, number)] if decade and number < 2200 else []
    if suffix == "½":
        return [Node(Code.DECIMAL, start, end, Decimal(number) + Decimal("0.5"))]
    unit = _GLUED_UNITS.get(suffix)
    if unit is None:
        return []
    code = Code.UNIT if unit is Unit.YEAR else Code.CLOCK_UNIT
    return [Node(Code.NUMBER, start, middle, number), Node(code, middle, end, unit, word=True)]
