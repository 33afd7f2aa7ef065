"""Whether a mineral's name in a text means the mineral.

A word such as *lead* or *gold* gathers points from the words beside it, from minerals it is listed
with, from what the passage is about and from its part of speech, in the manner of decision lists for
word senses (Yarowsky 1994, "Decision lists for lexical ambiguity resolution",
https://aclanthology.org/P94-1013/). Words and points are data: ``lexicons/mineral_senses.toml``.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from orewire.lexicons.minerals import Cues, MineralName
from orewire.normalize.line_casing import Casing, CasingReader

_REACH = 120  # characters to either side in which words tell what a passage is about
_MOST = 3  # words of a topic that count
_ARTICLE = 4  # words of trade from which on an article may be about it
_WORDS = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+|%")
_NEXT = re.compile(r"([ \t\-\u2010-\u2013]{1,2}|[ \t]*\r?\n[ \t]*(?!\s))([^\W\d_]+)")
_LISTING = re.compile(r"\s?(?:,? (?:and|or|&|as well as)|[,;/\-\u2010-\u2013]) ?\n? *")
_TICKER = re.compile(r" ?(?:<[A-Z]|\((?:TSX|NYSE|ASX|LSE|AIM|JSE|NASDAQ|OTC)|\([A-Z]{2,5}\.[A-Z]{1,2}\))")
_QUOTED = re.compile(r" ?\((?:[^()\n]{0,12}[ /])?([A-Za-z]+)\)|(?:, [a-z]+)?: ?[A-Z]{0,3}[$€£]\d")
_MODIFIERS = frozenset(("ADJ", "ADV"))
_VERBS = frozenset(("VERB", "AUX"))

PartOfSpeech = Callable[[int], str | None]


@dataclass(slots=True)
class Sighting:
    """A name in a text.

    Attributes:
        start: offset of its first character.
        name_end: offset after the name itself.
        end: offset after the form that follows it.
        name: what the lexicon holds for it.
        form: the form that follows it.
    """

    start: int
    name_end: int
    end: int
    name: MineralName
    form: str | None


@dataclass(frozen=True, slots=True)
class Topics:
    """Where words stand that tell what a text is about; offsets in ascending order."""

    trade: list[int]
    elsewhere: list[int]

    @property
    def is_trade(self) -> bool:
        """Whether the article as a whole is about mining or markets."""
        return len(self.trade) >= _ARTICLE and len(self.trade) > 2 * len(self.elsewhere)


class Judge:
    """Judges the sightings of one text."""

    def __init__(
        self, text: str, cues: Cues, topics: Topics, part_of_speech: PartOfSpeech | None = None
    ) -> None:
        self._text = text
        self._cues = cues
        self._topics = topics
        self._part_of_speech = part_of_speech
        self._casing = CasingReader(text)

    def accept(self, sightings: list[Sighting]) -> Iterator[tuple[Sighting, int]]:
        """Yield the sightings that mean minerals, with their points.

        Args:
            sightings: all names found, in text order, without overlap.

        Yields:
            Sightings and points, in text order.
        """
        kept = self._without_names(sightings)
        beside: dict[int, list[Sighting]] = {}
        for left, right in pairwise(kept):
            gap = self._text[left.end : right.start]
            if len(gap) < 16 and _LISTING.fullmatch(gap):
                beside.setdefault(left.start, []).append(right)
                beside.setdefault(right.start, []).append(left)
        for sighting in kept:
            points = self._weigh(sighting, beside.get(sighting.start, []))
            if points >= self._cues.needed:
                yield sighting, points

    def _without_names(self, sightings: list[Sighting]) -> list[Sighting]:
        """Leave out minerals in names of companies, places, works."""
        kept = []
        headed = []
        names: set[tuple[str, str]] = set()
        for sighting in sightings:
            text = self._text[sighting.start : sighting.name_end]
            after = self._capital_after(sighting)
            if text[0].islower() or not text[0].isalpha():
                kept.append(sighting)
            elif self._is_company(sighting, after):
                self._remember(sighting, after, names)
            elif sighting.name.exact or self._is_quoted(sighting):
                kept.append(sighting)
            elif self._is_headed(sighting, after):
                headed.append(sighting)
            elif after or not self._casing.starts_sentence(sighting.start):
                self._remember(sighting, after, names)
            else:
                kept.append(sighting)
        names |= self._cues.pairs
        # Headlines tell names no other way than by the same words in the text below.
        kept += [sighting for sighting in headed if not self._is_name(sighting, names)]
        return sorted(kept, key=lambda sighting: sighting.start)

    def _is_company(self, sighting: Sighting, after: str | None) -> bool:
        """Whether a legal form or a stock exchange's code follows (``NIPPON STEEL <NIST.T>``)."""
        if after and after.casefold() in self._cues.company:
            return True
        return _TICKER.match(self._text, sighting.end) is not None

    def _is_headed(self, sighting: Sighting, after: str | None) -> bool:
        """Whether capitals tell nothing here, as in a headline."""
        if self._casing.at(sighting.start) is not Casing.RUNNING:
            return True
        shouted = self._text[sighting.start : sighting.name_end].isupper()
        return shouted and after is not None and after.isupper()

    def _remember(self, sighting: Sighting, after: str | None, names: set[tuple[str, str]]) -> None:
        word = self._text[sighting.start : sighting.name_end].casefold()
        if after:
            names.add((word, after.casefold()))
        before = self._before(sighting)
        if before and not self._casing.starts_sentence(sighting.start):
            names.add((before[-1], word))

    def _is_name(self, sighting: Sighting, names: set[tuple[str, str]]) -> bool:
        word = self._text[sighting.start : sighting.name_end].casefold()
        before = self._before(sighting)[-1:]
        after = _NEXT.match(self._text, sighting.name_end)
        following = after.group(2).casefold() if after else ""
        if (word, following) in names or (before and (before[0], word) in names):
            return True
        doubtful = bool(before) and (before[0], word) in self._cues.doubtful
        return doubtful and self._cues.after.get(following, 0) <= 0

    def _capital_after(self, sighting: Sighting) -> str | None:
        after = _NEXT.match(self._text, sighting.end)
        return after.group(2) if after and after.group(2)[0].isupper() else None

    def _before(self, sighting: Sighting) -> list[str]:
        """Return up to four words right before a name, none across a sentence's or clause's end."""
        window = self._text[max(0, sighting.start - 48) : sighting.start]
        words = list(_WORDS.finditer(window))[-4:]
        if not words or window[words[-1].end() :].strip(" \t\n\r-\u2010\u2013\"'“‘"):
            return []
        return [word.group().casefold() for word in words]

    def _weigh(self, sighting: Sighting, beside: list[Sighting]) -> int:
        cues, sense = self._cues, sighting.name.sense
        following = self._general_after(sighting)
        if sense.points >= cues.sure:
            return sense.points + following
        listed_right = any(other.start > sighting.start for other in beside)
        listed_left = any(other.start < sighting.start for other in beside)
        preceding = self._weigh_before(sighting, hailed=following > 0 or listed_right)
        own = self._own_after(sighting)
        if own > 0 or (own < 0 and preceding <= 0 and not listed_left):
            following = own
        points = sense.points + following + preceding
        points += self._weigh_neighbours(sighting, beside) + self._weigh_context(sighting)
        return points + self._weigh_tag(sighting)

    def _weigh_tag(self, sighting: Sighting) -> int:
        # Taggers go by case: what they say of a headline in capitals is a guess.
        if self._part_of_speech is None or self._text[sighting.start : sighting.name_end].isupper():
            return 0
        tag = self._part_of_speech(sighting.start)
        if tag in _VERBS:
            return self._cues.points.verbal
        return self._cues.points.modifying if tag in _MODIFIERS else 0

    def _general_after(self, sighting: Sighting) -> int:
        if sighting.form is not None:
            return self._cues.points.formed
        if self._is_quoted(sighting):
            return self._cues.points.measured
        after = _NEXT.match(self._text, sighting.end)
        if after is None:
            return 0
        word = after.group(2).casefold()
        if word in self._cues.auxiliaries and (second := _NEXT.match(self._text, after.end())):
            return max(0, self._cues.after.get(second.group(2).casefold(), 0))
        return self._cues.after.get(word, 0)

    def _is_quoted(self, sighting: Sighting) -> bool:
        """Whether a unit or a price follows as in a table: ``Lead (cents/lb)``, ``Zircon, bulk: $1,950``."""
        quoted = _QUOTED.match(self._text, sighting.end)
        if quoted is None:
            return False
        unit = quoted.group(1)
        return unit is None or unit.casefold() in self._cues.measured

    def _own_after(self, sighting: Sighting) -> int:
        after = _NEXT.match(self._text, sighting.end)
        if after is None or sighting.form is not None:
            return 0
        return sighting.name.sense.after.get(after.group(2).casefold(), 0)

    def _weigh_before(self, sighting: Sighting, *, hailed: bool) -> int:
        words = self._before(sighting)
        if not words:
            return 0
        sense, last = sighting.name.sense, words[-1]
        own = sense.before.get("_".join(words[-2:]), sense.before.get(last))
        if own is not None:
            return own
        if last in sense.bare and not hailed:
            return sense.bare[last]
        return self._weigh_governed(words)

    def _weigh_governed(self, words: list[str]) -> int:
        cues, last = self._cues, words[-1]
        if last == "%" or last in cues.measured:
            return cues.points.measured
        made = cues.before.get(last, 0)
        if made and len(words) > 2 and words[-2] in cues.prepositions:
            words = words[:-1]
        if len(words) > 1 and words[-1] in cues.prepositions:
            if words[-2] in cues.measured and words[-1] == "of":
                return cues.points.measured
            if words[-2] in cues.governed:
                return cues.points.governed
        return made

    def _weigh_neighbours(self, sighting: Sighting, beside: list[Sighting]) -> int:
        points = self._cues.points
        total = 0
        for other in beside:
            if other.name.text.casefold() in sighting.name.sense.rivals:
                total += points.rival
            elif other.name.sense.points >= 2 or other.form is not None:
                total += points.listed
            else:
                total += points.paired
        return total

    def _weigh_context(self, sighting: Sighting) -> int:
        points, topics = self._cues.points, self._topics
        trade = _count_near(topics.trade, sighting)
        elsewhere = _count_near(topics.elsewhere, sighting)
        return trade * points.trade + elsewhere * points.elsewhere + topics.is_trade * points.article


def _count_near(offsets: list[int], sighting: Sighting) -> int:
    first = bisect_left(offsets, sighting.start - _REACH)
    last = bisect_left(offsets, sighting.end + _REACH, lo=first, hi=min(len(offsets), first + 99))
    own = bisect_left(offsets, sighting.start, lo=first, hi=last)
    return min(_MOST, last - first - (own < last and offsets[own] == sighting.start))
