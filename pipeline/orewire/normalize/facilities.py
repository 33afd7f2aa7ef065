"""Facilities by their general noun: mines, deposits, projects, plants, ports, pipelines (FAC).

The noun belongs to the name where it stands next to it (``Escondida mine``); where a mineral stands
between them it does not (``Ketza River`` in ``Ketza River gold deposit``).
"""

from collections.abc import Iterator, Sequence

from orewire.lexicons.facilities import facilities
from orewire.lexicons.organizations import legal_form_words
from orewire.lexicons.places import Kind
from orewire.normalize.candidate import Candidate
from orewire.normalize.capitals import common_words
from orewire.normalize.text_walk import TextWalk
from orewire.normalize.tokens import tokenize
from orewire.schema import Label, NameValue

_LONGEST = 6  # tokens of a name
_BETWEEN = 5  # words between the name and its noun
_LEAST_SHORT = 4  # letters of a single word that stands for a facility elsewhere
_APOSTROPHES = frozenset("'’")


def find_facilities(text: str) -> list[Candidate]:
    """Find capitalised names with a general noun after them.

    Args:
        text: an article.

    Returns:
        FAC candidates in text order.
    """
    scan = _Scan(text)
    found = list(scan.candidates())
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
        for index, word in enumerate(self.words):
            small = word in sure or word in likely
            if not (small or word in capital) or not self.is_running(index):
                continue
            if small:
                candidate = self._with_noun(index, 0.8 if word in sure else 0.62)
            elif word == "Port" and self.word(index + 1) == "of":
                candidate = self._port_of(index)
            else:
                candidate = self._with_capital(index)
            if candidate is not None:
                yield candidate

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
        if self._is_town(first, last) and (last < index or noun not in self.lexicon.of_towns):
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
        """``Port of Poti``."""
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
        words = tuple(tokenize(self.tokens.text[candidate.start : candidate.end]).lower)
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
        if any(place.kind in (Kind.COUNTRY, Kind.DEMONYM) for place in self.places.get(words)):
            return True
        if words[-1] in legal_form_words() - {"co", "as", "se"}:
            return True
        if last - first > 1:
            return False
        acronym = self.words[first].isupper() and len(words[0]) <= _LEAST_SHORT
        return acronym or (self.sentence_start(first) and words[0] in common_words())

    def _is_town(self, first: int, last: int) -> bool:
        readings = self.places.get(self.lower[first:last])
        return any(place.kind is not Kind.CITY or place.size > 1 for place in readings)
