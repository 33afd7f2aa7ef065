"""The words of a text and what stands around them: what names of all sorts are read by."""

from orewire.lexicons.organizations import organizations
from orewire.lexicons.places import Kind, place_names
from orewire.normalize.capitals import Casing, capitals_of, casing_of, common_words
from orewire.normalize.tokens import tokenize

_FULL_LINE = 45  # characters from which on a line may have been broken in the midst of a name
_ENDS = frozenset('.!?:;"“”')


class TextWalk:
    """One text, word by word."""

    def __init__(self, text: str) -> None:
        self.tokens = tokenize(text)
        self.words = self.tokens.words
        self.lower = self.tokens.lower
        self.casing = casing_of(text)
        self.capitals = capitals_of(text)
        self.places = place_names()
        lexicon = organizations()
        self.hints = lexicon.names
        self.stops = lexicon.stops.words
        self.offices = lexicon.stops.offices
        self.calendar = lexicon.stops.calendar
        self.function_words = lexicon.stops.function_words

    def word(self, index: int) -> str:
        """Return a token, or nothing outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def text(self, first: int, last: int) -> str:
        """Return the text from a token up to, not including, another."""
        return self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]

    def is_name_word(self, index: int) -> bool:
        """Whether a token has a capital."""
        return 0 <= index < len(self.words) and self.words[index][0].isupper()

    def is_running(self, index: int) -> bool:
        """Whether a token's line is set as a sentence, so that capitals tell something."""
        return self.casing[index] is Casing.SENTENCE

    def is_linked(self, index: int) -> bool:
        """Whether a token goes on from the one before: in a line, or over the end of a full one."""
        if not self.tokens.near(index):
            return False
        if not self.line_start(index):
            return True
        end = self.tokens.ends[index - 1]
        full = end - self.tokens.text.rfind("\n", 0, end) > _FULL_LINE
        return full and self.is_running(index - 1) and self.is_running(index)

    def line_start(self, index: int) -> bool:
        """Whether a token begins a line."""
        if index == 0:
            return True
        before, start = self.tokens.ends[index - 1], self.tokens.starts[index]
        return start > before and "\n" in self.tokens.text[before:start]

    def sentence_start(self, index: int) -> bool:
        """Whether a token begins a sentence, so that its capital tells nothing."""
        if index == 0 or not self.is_linked(index):
            return True
        word = self.words[index - 1]
        return word in _ENDS and not (word == "." and self.is_abbreviation(index - 2))

    def is_abbreviation(self, index: int) -> bool:
        """Whether a dot after a token is part of a name: ``J.``, ``St.``, ``Bros.``."""
        word = self.word(index)
        return (len(word) == 1 and word.isupper()) or word in self.hints.abbreviated

    def is_hyphen(self, index: int) -> bool:
        """Whether a token is a hyphen that joins the words on either side."""
        glued = self.tokens.glued
        return self.word(index) in _DASHES and glued(index) and glued(index + 1)

    def is_common(self, index: int) -> bool:
        """Whether a token is an ordinary word, or one of business or government."""
        lower = self.lower[index]
        return lower in common_words() or lower in self.hints.trades or lower in self.hints.topics

    def is_known_place(self, index: int) -> bool:
        """Whether a single word is a country, a people, a region or a sizeable city."""
        if not 0 <= index < len(self.words):
            return False
        readings = self.places.get((self.lower[index],))
        return any(place.kind is not Kind.CITY or place.size > 1 for place in readings)

    def is_demonym(self, index: int) -> bool:
        """Whether a single word is a people's."""
        if not 0 <= index < len(self.words):
            return False
        return any(place.kind is Kind.DEMONYM for place in self.places.get((self.lower[index],)))

    def is_place(self, first: int, last: int) -> bool:
        """Whether words are but the name of a place or people: ``China``, ``New York``, ``French``."""
        return bool(self.places.get(self.lower[first:last]))

    def place_end(self, index: int, *, country: bool = False) -> int | None:
        """Return where the country, state, region or city that begins at a token ends, or None."""
        kinds = (Kind.COUNTRY,) if country else (Kind.COUNTRY, Kind.DIVISION, Kind.CITY, Kind.REGION)
        if not self.is_name_word(index):
            return None
        for end in self.place_ends(index):
            if any(place.kind in kinds for place in self.places.get(self.lower[index:end])):
                return end
        return None

    def place_ends(self, index: int) -> list[int]:
        """Return where names of places that begin with a token's word can end, the longest first."""
        lengths = self.places.lengths.get(self.lower[index], ())
        return [index + length for length in lengths if index + length <= len(self.words)]


_DASHES = frozenset("-‐‑–")
