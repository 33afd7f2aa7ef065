"""Names of the lexicon of places in a text, and what stands around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from orewire.lexicons.places import Kind, Place, hints, regions
from orewire.normalize.capitals import Casing, common_words
from orewire.normalize.text_walk import TextWalk


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the lexicon in the text, from token ``first`` up to, not including, ``last``."""

    first: int
    last: int
    readings: tuple[Place, ...]

    def is_any(self, *kinds: Kind) -> bool:
        """Whether the name can stand for a place of these kinds."""
        return any(place.kind in kinds for place in self.readings)


class PlaceWalk(TextWalk):
    """One text, name by name."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.context = hints().context
        self.homographs = hints().homographs
        self.regions = regions()

    def names(self) -> Iterator[Found]:
        """Yield the longest names of the lexicon, left to right."""
        position = 0  # names do not overlap
        for index in self.capitals:
            if index < position:
                continue
            for end in self.place_ends(index):
                found = self._name(index, end)
                if found is not None:
                    position = found.last
                    yield found
                    break

    def _name(self, first: int, last: int) -> Found | None:
        readings = self.places.get(self.lower[first:last])
        if not readings:
            return None
        if last - first > 1 and not self._is_cased(first, last):
            return None
        surface = self.words[first] if last - first == 1 else "".join(self.words[first:last])
        if not surface.isupper():
            readings = tuple(place for place in readings if not place.cased)
        elif last - first == 1 and len(surface) > 1:
            readings = tuple(place for place in readings if self._fits_capitals(place, first))
        return Found(first, last, readings) if readings else None

    def _is_cased(self, first: int, last: int) -> bool:
        """Whether the words of a name hang together and have their capitals."""
        if not all(self.tokens.near(index) for index in range(first + 1, last)):
            return False
        small = self.context.connectors | self.context.nouns
        return all(not word.islower() or word in small or word == "s" for word in self.words[first:last])

    def _fits_capitals(self, place: Place, index: int) -> bool:
        """Whether a word in capitals can be this name: ``UK`` can, ``LEE`` in a sentence is no town."""
        if place.cased or place.kind is not Kind.CITY or self.casing[index] is Casing.UPPER:
            return True
        return self.line_start(index) or self.in_dateline(index)

    # What stands around a name

    def in_dateline(self, index: int) -> bool:
        """Whether a word stands in a dateline after another: ``LONDON/PARIS``."""
        return index >= 2 and self.words[index - 1] in ("/", ",", "-") and self.words[index - 2].isupper()

    def is_dateline(self, first: int, last: int) -> bool:
        """Whether a name opens a report: ``TORONTO, March 3 -``, ``PERTH (Reuters) -``."""
        if not (self.line_start(first) or self.in_dateline(first)):
            return False
        sign, following = self.word(last), self.word(last + 1)
        if sign in (",", "/") and following:
            return following.lower() in self.calendar or following.isupper() or self._is_telling(last + 1)
        if sign == ".":
            return following.lower() in self.calendar
        return sign in ("(", "-", "–", "—")

    def before(self, first: int) -> str:
        """Return the word directly before, or a title with its dot; nothing across a line break."""
        if first == 0 or not self.tokens.near(first) or self.line_start(first):
            return ""
        word = self.words[first - 1]
        if word == "." and self.lower[first - 2] in self.context.titles:
            return self.words[first - 2]
        return word

    def after(self, last: int) -> str:
        """Return the word directly after; nothing across a line break."""
        if last >= len(self.words) or not self.tokens.near(last) or self.line_start(last):
            return ""
        return self.words[last]

    def name_before(self, first: int) -> bool:
        """Whether a longer name may reach into this one from the left (``Abraham Lincoln``)."""
        if first == 0 or not self.tokens.near(first) or self.line_start(first):
            return False
        index = first - 1
        if self.words[index] == "." and index and len(self.words[index - 1]) == 1:
            return self.words[index - 1].isupper() and not self._is_telling(index - 1)  # an initial
        return self._is_own(index) and not self._is_telling(index) and self.lower[index] not in self.calendar

    def name_after(self, last: int) -> bool:
        """Whether a longer name may begin with this one (``Florence Nightingale``)."""
        word = self.after(last)
        if not word or word in self.context.offices or word.lower() in self.calendar:
            return False
        return self._is_own(last) and not self._is_telling(last)

    def _is_own(self, index: int) -> bool:
        """Whether a word's capital tells a name: it is not just a sentence's first."""
        word = self.words[index]
        if not word[0].isupper() or not word.isalpha() or not self.is_running(index):
            return False
        return not self.sentence_start(index) or self.lower[index] not in common_words()

    def _is_telling(self, index: int) -> bool:
        """Whether a word is a country, a people, a region, or a city of a million by itself."""
        readings = self.places.get((self.lower[index],))
        return any(
            place.kind is not Kind.CITY or (place.size == 3 and not place.person) for place in readings
        )

    def is_pair(self, left: Found, right: Found) -> bool:
        """Whether two names stand as town and state: ``Perth, Western Australia``."""
        if right.first - left.last != 1 or self.words[left.last] != ",":
            return False
        states = right.is_any(Kind.DIVISION, Kind.ABBREVIATION, Kind.COUNTRY)
        return states and left.is_any(Kind.CITY, Kind.DIVISION)

    def is_listed(self, left: Found, right: Found) -> bool:
        """Whether two names stand in one list: ``Riga, Tallinn and Ljubljana``."""
        between = self.lower[left.last : right.first]
        return 0 < len(between) <= 2 and set(between) <= {",", "and", "or", "&", "/"}
