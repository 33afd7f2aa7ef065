"""Facilities by their general noun: mines, deposits, projects, plants, ports, pipelines (FAC).

The noun belongs to the name where it stands next to it (``Escondida mine``); where a mineral stands
between them it does not (``Ketza River`` in ``Ketza River gold deposit``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from orewire.lexicons.facilities import facilities
from orewire.lexicons.organizations import legal_form_words
from orewire.lexicons.places import Kind
from orewire.lexicons.trie import Trie
from orewire.normalize.candidate import Candidate
from orewire.normalize.capitals import common_words
from orewire.normalize.text_walk import TextWalk
from orewire.schema import Label, NameValue

_LONGEST = 6  # tokens of a name
_BETWEEN = 5  # words between the name and its noun
_LEAST_SHORT = 4  # letters of a single word that stands for a facility elsewhere
_AFTER_NOUN = frozenset(
    ("near", "which", "that", "where", "whose", "owned", "operated", "run", "south", "north")
)
_APOSTROPHES = frozenset("'’")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


def find_facilities(text: str) -> list[Candidate]:
    """Find capitalised names with a general noun after them.

    Args:
        text: an article.

    Returns:
        FAC candidates in text order.
    """
    scan = _Scan(text)
    found = [*scan.known(), *scan.candidates()]
    found.extend(scan.again(found))
    return sorted(found, key=lambda candidate: (candidate.start, candidate.end))


class _Scan(TextWalk):
    """One text, noun by noun."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.lexicon = facilities()

    def candidates(self) -> Iterator[Candidate]:
        """Yield every name with its noun."""
        sure, likely, capital = self.lexicon.sure, self.lexicon.likely, self.lexicon.capital
        nouns = sure | likely | capital | self.lexicon.with_mineral
        for index in [index for index, word in enumerate(self.words) if word in nouns]:
            if not self.is_running(index):
                continue
            word = self.words[index]
            if word in ("Port", "port") and self.word(index + 1) == "of":
                candidate = self._port_of(index)
            elif word in capital:
                candidate = self._with_capital(index)
            else:
                candidate = self._with_noun(index, 0.8 if word in sure else 0.62)
                if word in self.lexicon.apposed:
                    yield from self._apposed(index)
            if candidate is not None:
                yield candidate

    def known(self) -> Iterator[Candidate]:
        """Yield the names that need no noun, in headlines too; a noun that follows belongs to them."""
        root = _known().root
        for index in self.capitals:
            if self.words[index].casefold() not in root:
                continue
            match = _known().match(self.lower, index)
            if match is None or (not self.is_name_word(match[1] - 1) and match[1] - index == 1):
                continue
            last = match[1]
            goes_on = self.is_name_word(last) and self.is_linked(last) and self.is_running(index)
            before = self.is_running(index) and self.is_name_word(index - 1) and self.is_linked(index)
            if goes_on or (before and not self.sentence_start(index - 1)):
                continue
            noun = self.word(last) in self.lexicon.sure and self.tokens.near(last)
            yield self._candidate(index, last + 1 if noun else last, "facilities.known", 0.85)

    def _apposed(self, index: int) -> Iterator[Candidate]:
        """``Wheal Harriet, a tin mine near Redruth``; ``the island's only ruby mine, Qaqqatsiaq,``."""
        first = index
        while first > 0 and index - first < _BETWEEN + 2 and self.tokens.near(first):
            if not (self.words[first - 1].islower() or self.is_hyphen(first - 1)):
                break
            first -= 1
        words = self.lower[first:index]
        following = self.word(index + 1)
        ends = not following.isalpha() or following in self.function_words or following in _AFTER_NOUN
        if ends and self.word(first - 1) == "," and words and words[0] in ("a", "an", "the"):
            start = self._name_start(first - 1)
            if start < first - 1 and self._may_be_named(start, first - 1):
                yield self._candidate(start, first - 1, "facilities.apposed", 0.8)
        if self.word(index + 1) == "," and self.lexicon.superlatives & set(words):
            last = index + 2
            while last < index + 6 and self.is_name_word(last) and self.is_linked(last):
                last += 1
            if last > index + 2 and self.word(last) == "," and self._may_be_named(index + 2, last):
                yield self._candidate(index + 2, last, "facilities.apposed", 0.8)

    def _may_be_named(self, first: int, last: int) -> bool:
        names = self.words[first:last]
        if set(names) & (self.offices | self.stops) or names[-1].lower() in legal_form_words():
            return False
        return not self.is_place(first, last) and not self.is_known_place(last - 1)

    def _with_noun(self, index: int, confidence: float) -> Candidate | None:
        """``Escondida mine``, and ``Ketza River`` before ``gold deposit``."""
        last = self._name_end(index)
        first = self._name_start(last) if self.tokens.near(last) else last
        if first == last or self._is_general(first, last):
            return None
        if self.word(first - 1).lower() in self.lexicon.indefinite:
            return None
        noun = self.words[index]
        if last < index and noun in self.lexicon.not_after_commodity:
            return None
        minerals = self.lexicon.minerals & set(self.lower[last:index])
        if noun in self.lexicon.with_mineral and not minerals:
            return None
        if self.is_place(first, last) and (last < index or noun not in self.lexicon.of_towns):
            confidence = 0.4
        if last == index:
            return self._candidate(first, index + 1, "facilities.noun", confidence)
        return self._candidate(first, last, "facilities.commodity", confidence - 0.05)

    def _name_end(self, index: int) -> int:
        """Where the name ends before a noun and what may stand between them."""
        last = index
        while last > 0 and index - last < _BETWEEN and self.tokens.near(last):
            if self.words[last - 1] not in self.lexicon.between and not self.is_hyphen(last - 1):
                break
            last -= 1
        while last < index and not self.words[last].isalpha():
            last += 1
        return last

    def _with_capital(self, index: int) -> Candidate | None:
        """``Hyde Park``, ``Stavanger Airport``."""
        if (
            self.is_name_word(index + 1)
            and self.word(index + 1) not in self.stops
            and self.is_linked(index + 1)
        ):
            return None  # the name goes on
        first = self._name_start(index)
        if first == index or (index - first == 1 and self._is_general(first, index)):
            return None
        confidence = 0.72
        if self.words[index] in self.lexicon.doubtful_capital:
            confidence = 0.5
        elif self.words[index] in self.lexicon.loose_capital:
            confidence = 0.55
        return self._candidate(first, index + 1, "facilities.capital", confidence)

    def _port_of(self, index: int) -> Candidate | None:
        """``Port of Poti``, ``the port of Duqm``: not ``the Black Sea port of Poti``, the town."""
        if self.words[index] == "port" and self.lower[index - 1] not in self.lexicon.before_port:
            return None
        last = index + 2
        while last < index + 5 and self.is_name_word(last) and self.is_linked(last):
            last += 1
        return self._candidate(index, last, "facilities.port", 0.75) if last > index + 2 else None

    def again(self, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Yield the bare names of mines and deposits elsewhere: ``Escondida`` after ``Escondida mine``."""
        names: dict[str, list[tuple[str, ...]]] = {}
        taken = {candidate.start for candidate in found}
        for candidate in found:
            words = self._short_name(candidate)
            if words:
                names.setdefault(words[0], []).append(words)
        for index, lower in enumerate(self.lower) if names else ():
            if lower in names and self.is_name_word(index) and self.tokens.starts[index] not in taken:
                last = next((index + len(n) for n in names[lower] if self._stands(n, index)), None)
                if last is not None:
                    yield self._candidate(index, last, "facilities.again", 0.6)

    def _short_name(self, candidate: Candidate) -> tuple[str, ...]:
        if candidate.rule not in ("facilities.noun", "facilities.commodity") or candidate.confidence < 0.57:
            return ()
        words = tuple(
            word.lower() for word in _TOKEN.findall(self.tokens.text[candidate.start : candidate.end])
        )
        if candidate.rule == "facilities.noun":
            words = words[:-1]
        plain = len(words) == 1 and (words[0] in common_words() or len(words[0]) < _LEAST_SHORT)
        return () if plain or self.places.get(words) else words

    def _stands(self, words: tuple[str, ...], index: int) -> bool:
        last = index + len(words)
        if tuple(self.lower[index:last]) != words:
            return False
        return not (self.is_name_word(last) and self.is_linked(last) and self.is_running(index))

    def _candidate(self, first: int, last: int, rule: str, confidence: float) -> Candidate:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        return Candidate(Label.FAC, start, end, NameValue(name=self.text(first, last)), rule, confidence)

    def _name_start(self, last: int) -> int:
        """Where the capitalised words before a token begin."""
        first = position = last
        while position > 0 and last - position < _LONGEST and self.is_linked(position):
            before = position - 1
            if self.is_name_word(before):
                if self.lower[before] in self.calendar or self.words[before] in self.stops | self.offices:
                    break
                first = position = before
            elif self._holds_together(before):
                position = before
            elif self.words[before] == "." and self.word(before - 1) in ("St", "Mt"):
                first = position = before - 1
            else:
                break
        while last - first > 1 and self.is_demonym(first) and not self.is_demonym(last - 1):
            first += 1
        return first

    def _holds_together(self, index: int) -> bool:
        """Whether a sign or small word joins the capitalised words on either side."""
        if not self.is_name_word(index - 1):
            return False
        word, glued = self.words[index], self.tokens.glued
        apostrophe = (
            word in _APOSTROPHES and glued(index) and glued(index + 1) and self.word(index + 1) != "s"
        )
        return self.is_hyphen(index) or apostrophe or word in self.hints.particles or word == "of"

    def _is_general(self, first: int, last: int) -> bool:
        """Whether a name is but a country, a people, a company's legal name or an ordinary word."""
        words = self.lower[first:last]
        readings = self.places.get(words)
        if any(place.kind in (Kind.COUNTRY, Kind.DEMONYM) for place in readings):
            return True
        if readings and all(place.kind is Kind.REGION for place in readings):
            return True  # "the Black Sea port"
        if words[-1] in legal_form_words() - {"co", "as", "se"}:
            return True
        if last - first > 1:
            return False
        acronym = self.words[first].isupper() and len(words[0]) <= _LEAST_SHORT
        return acronym or (self.sentence_start(first) and words[0] in common_words())


@cache
def _known() -> Trie[str]:
    """Return the names that need no noun, by their words in lower case."""
    trie: Trie[str] = Trie()
    for name in facilities().known:
        trie.add([word.lower() for word in _TOKEN.findall(name)], name)
    return trie
