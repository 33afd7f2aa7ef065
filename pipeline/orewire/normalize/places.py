"""Places and peoples in text, with their countries: GPE, NORP and LOC.

A name of the lexicon is a candidate wherever it stands in capitals. How sure that is depends on the name
(a country, a big city, a town that shares its name with people) and on what stands around it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from orewire.lexicons.places import Kind, Place, hints, regions
from orewire.normalize.candidate import Candidate
from orewire.normalize.capitals import Casing, common_words
from orewire.normalize.place_walk import Found, PlaceWalk
from orewire.schema import CountryValue, Label, NameValue

_SURE = 0.95
_LIKELY = 0.8
_UNSURE = 0.6
_UNLIKELY = 0.3
# By the size of a city, from 15,000, 100,000 and a million inhabitants: how sure its bare name is, how sure
# it is when people bear it too, and when a longer name may reach over it, without and with evidence.
_BARE = (0.35, 0.55, 0.9)
_SHARED = (0.25, 0.4, 0.7)
_REACHED = (0.2, 0.3, 0.35)
_REACHED_EVIDENT = (0.3, 0.4, 0.45)
_COMMON_NOUNS = frozenset(("states", "emirates"))  # in capitals they need not be the United ones
_GPE_KINDS = (Kind.COUNTRY, Kind.CITY, Kind.DIVISION)


def find_places(text: str) -> list[Candidate]:
    """Find countries, states, cities (GPE), peoples (NORP), and other places (LOC).

    Args:
        text: an article.

    Returns:
        Candidates in text order; they may overlap.
    """
    return _Scan(text).all_candidates()


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stands around a name.

    Attributes:
        pair: it is a town before its state, or a state after its town.
        evident: it stands where a place does: after ``in``, in a list of places, in a dateline.
        upper: its line is all capitals.
        reached: a longer name may reach over it.
    """

    pair: bool
    evident: bool
    upper: bool
    reached: bool


class _Scan(PlaceWalk):
    """One text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.found = list(self.names())
        self.countries = self._countries()
        # where its states are named, an article plays too
        self.state_countries = Counter(
            name.readings[0].countries[0]
            for name in self.found
            if name.readings[0].kind in (Kind.DIVISION, Kind.ABBREVIATION)
        )
        self.surnames = self._surnames()

    def all_candidates(self) -> list[Candidate]:
        """Find everything in the text."""
        candidates: list[Candidate] = []
        for position, name in enumerate(self.found):
            before = self.found[position - 1] if position else None
            after = self.found[position + 1] if position + 1 < len(self.found) else None
            candidates.extend(self._readings(name, before, after))
        candidates.extend(self._towns())
        candidates.extend(self._built_names())
        return sorted(candidates, key=lambda candidate: (candidate.start, candidate.end))

    def _countries(self) -> Counter[str]:
        """Count the countries that are named without doubt: where the article plays."""
        counts: Counter[str] = Counter()
        for name in self.found:
            reading = name.readings[0]
            telling = len(name.readings) == 1 or reading.kind in (Kind.COUNTRY, Kind.DEMONYM)
            if telling and len(reading.countries) == 1:
                counts[reading.countries[0]] += 1
        return counts

    def _surnames(self) -> frozenset[str]:
        """Find names that follow a first name somewhere in the text: elsewhere they may be people's too."""
        surnames = set()
        for name in self.found:
            place = name.readings[0]
            if name.last - name.first > 1 or not (place.kind is Kind.CITY or place.person):
                continue
            before = self.before(name.first)
            first_name = before.isalpha() and before.lower() not in common_words()
            if before.lower() in self.context.titles or (first_name and self.name_before(name.first)):
                surnames.add(self.lower[name.first])
        return frozenset(surnames)

    # What one name may be

    def _readings(self, name: Found, before: Found | None, after: Found | None) -> Iterator[Candidate]:
        if len(name.readings) == 1 and name.readings[0].kind is Kind.DEMONYM:
            yield from self._demonym(name, name.readings[0])
            return
        setting = self._setting(name, before, after)
        for place in name.readings:
            if place.kind is Kind.DEMONYM:
                yield from self._demonym(name, place)
            elif place.kind is Kind.REGION:
                yield self._region(name, place, setting)
            elif place.kind is Kind.ABBREVIATION and (setting.pair or self._after_town(name.first)):
                yield self._gpe(name, place, 0.9)
        meant = self._meant(name, before)
        if meant is not None and meant.kind in (Kind.COUNTRY, Kind.DIVISION):
            yield from self._part(name)
        if meant is not None:
            paired = after is not None and self.is_pair(name, after)
            home = _at_home(meant, after.readings) if paired and after is not None else meant
            yield self._gpe(name, home, self._gpe_confidence(name, meant, setting))

    def _meant(self, name: Found, before: Found | None) -> Place | None:
        """Choose between a country, a state and a city of one name: ``Georgia``, ``Victoria``."""
        readings = [place for place in name.readings if place.kind in _GPE_KINDS]
        if len(readings) < 2:
            return readings[0] if readings else None
        if before is not None and self.is_pair(before, name):
            towns = {code for place in before.readings for code in place.countries}
            return next((place for place in readings if towns & set(place.countries)), readings[0])
        if readings[0].kind is Kind.COUNTRY:
            state = readings[1]
            plays_there = self.countries[readings[0].countries[0]] > self._times(name)
            return state if self.state_countries[state.countries[0]] and not plays_there else readings[0]
        return next((place for place in readings if self.countries[place.countries[0]]), readings[0])

    def _times(self, name: Found) -> int:
        return sum(other.readings is name.readings or other.readings == name.readings for other in self.found)

    def _setting(self, name: Found, before: Found | None, after: Found | None) -> _Setting:
        first, last = name.first, name.last
        pair = (before is not None and self.is_pair(before, name)) or (
            after is not None and self.is_pair(name, after)
        )
        listed = (before is not None and before.is_any(*_GPE_KINDS) and self.is_listed(before, name)) or (
            after is not None and after.is_any(*_GPE_KINDS) and self.is_listed(name, after)
        )
        evident = (
            pair
            or listed
            or self.before(first).lower() in self.context.locative
            or self.is_dateline(first, last)
            or (self.is_hyphen(last) and self.word(last + 1) in self.context.compounds)
        )
        reached = self.name_after(last) or (self.name_before(first) and last - first == 1)
        return _Setting(pair, evident, self.casing[first] is Casing.UPPER, reached)

    def _after_town(self, first: int) -> bool:
        town = self.word(first - 2)
        return first >= 2 and self.words[first - 1] == "," and town[0].isupper() and town.isalpha()

    def _gpe(self, name: Found, place: Place, confidence: float) -> Candidate:
        country = _likeliest(place.countries, self.countries)
        value = CountryValue(name=place.name, country=country)
        start, end = self.tokens.starts[name.first], self.tokens.ends[name.last - 1]
        return Candidate(Label.GPE, start, end, value, f"places.{place.kind}", confidence)

    def _gpe_confidence(self, name: Found, place: Place, setting: _Setting) -> float:
        before = self.before(name.first)
        prefixed = self.is_hyphen(name.first - 1) and self.word(name.first - 2) in self.context.prefixes
        if before.lower() in self.context.titles or prefixed:
            return 0.2
        if place.kind is Kind.CITY:
            return self._city_confidence(name, place, setting)
        return self._state_confidence(name, place, setting)

    def _state_confidence(self, name: Found, place: Place, setting: _Setting) -> float:
        if setting.upper and self.lower[name.first] in _COMMON_NOUNS and name.last - name.first == 1:
            return _UNLIKELY  # "TURKIC STATES AGREE"
        if setting.evident:
            return 0.9 if place.person else _SURE
        if place.person:
            if setting.reached or self.lower[name.first] in self.surnames:
                return 0.2
            return 0.45 if place.kind is Kind.DIVISION else _LIKELY
        if setting.reached:
            return 0.45 if self.name_after(name.last) else _UNLIKELY
        return 0.7 if place.word and setting.upper else _SURE

    def _city_confidence(self, name: Found, place: Place, setting: _Setting) -> float:
        dateline = self.is_dateline(name.first, name.last)
        size, person = place.size - 1, place.person
        if self.lower[name.first] in self.surnames and not dateline:
            person, size = True, min(size, 1 if setting.evident else 0)
        bare = _SHARED[size] if person else _BARE[size]
        if place.word:
            bare = min(bare, 0.4)
        if setting.upper:
            if place.word:
                return _UNSURE if setting.evident and size else 0.2
            return 0.85 if setting.evident else min(bare, _LIKELY)
        if setting.reached and not dateline:
            return (_REACHED_EVIDENT if setting.evident else _REACHED)[size]
        if setting.evident:
            return 0.75 if person and size == 0 else 0.93
        if self.sentence_start(name.first):
            return bare - 0.05
        return bare + 0.05 if name.last - name.first > 1 and not person else bare

    def _demonym(self, name: Found, place: Place) -> Iterator[Candidate]:
        first, last = name.first, name.last
        joined = self.is_hyphen(first - 1) and self.word(first - 2) in self.context.combining
        start = first - 2 if joined else first
        country = place.countries[0] if place.countries else None
        value = CountryValue(name=self.text(start, last) if joined else place.name, country=country)
        confidence = self._demonym_confidence(name, place)
        yield Candidate(
            Label.NORP,
            self.tokens.starts[start],
            self.tokens.ends[last - 1],
            value,
            "places.demonym",
            confidence,
        )

    def _demonym_confidence(self, name: Found, place: Place) -> float:
        first, last = name.first, name.last
        before, after = self.before(first).lower(), self.after(last)
        if place.word:
            return self._word_demonym_confidence(place, first, before, after)
        language = before == "in" and (not after[:1].isalpha() or after in ("and", "or"))
        if language or after.lower() == "language" or before in self.context.speech:
            return _UNLIKELY
        if name.readings[0].kind is Kind.REGION:
            # "Baltic states", but "the Baltic"
            noun = after.isalpha() and after.islower() and after not in self.context.function_words
            return 0.92 if noun else 0.4
        if self.lower[first] in self.surnames:
            return 0.4
        if self.name_after(last):
            return 0.45
        return 0.5 if self.name_before(first) and last - first == 1 else _SURE

    def _word_demonym_confidence(self, place: Place, first: int, before: str, after: str) -> float:
        """How sure a demonym is that is an ordinary word as well: ``Polish``, ``Poles``, ``Democratic``."""
        start = self.casing[first] is Casing.UPPER or self.sentence_start(first)
        if place.name in self.context.partisan:
            noun = after in self.context.offices or after in self.context.partisan_nouns
            if after[:1].isupper() and not noun:
                return _UNLIKELY
            if noun or (after.isalpha() and after.islower() and after != "republic"):
                return _LIKELY
            return 0.4 if start else _UNSURE
        if place.name in ("Pole", "Poles") and before in ("north", "south", "magnetic"):
            return 0.1
        if start:
            return 0.75 if after.lower() in self.context.political_nouns else 0.4
        return 0.9

    def _region(self, name: Found, place: Place, setting: _Setting) -> Candidate:
        first, last = name.first, name.last
        start = self._direction_before(first) if place.name in self.regions.continents else first
        article = self.before(first).lower() == "the"
        if start < first:
            confidence = 0.9
        elif setting.reached or place.word:
            confidence = 0.35
        elif place.name in self.homographs.with_article and not article:
            confidence = 0.55
        else:
            confidence = 0.75 if len(name.readings) > 1 else 0.9
        value = NameValue(name=place.name if start == first else self.text(start, last))
        return Candidate(
            Label.LOC,
            self.tokens.starts[start],
            self.tokens.ends[last - 1],
            value,
            "places.region",
            confidence,
        )

    def _part(self, name: Found) -> Iterator[Candidate]:
        """Find the part of a country or state that has a name of its own: ``Northern Ontario``."""
        start, end = self._direction_before(name.first), name.last
        directed = start < name.first and self.lower[name.first - 1].endswith("ern")
        if directed and self.words[start][0].isupper() and self.casing[start] is not Casing.UPPER:
            yield Candidate(
                Label.LOC,
                self.tokens.starts[start],
                self.tokens.ends[end - 1],
                NameValue(name=self.text(start, end)),
                "places.part",
                0.85,
            )

    def _direction_before(self, first: int) -> int:
        """Where ``eastern Europe``, ``south-eastern Asia`` begin."""
        if first == 0 or not self.tokens.near(first) or self.lower[first - 1] not in self.regions.directions:
            return first
        start = first - 1
        if self.is_hyphen(start - 1) and self.lower[start - 2] in ("south", "north", "sub"):
            start -= 2
        return start

    # Names that the place after them makes a place

    def _towns(self) -> Iterator[Candidate]:
        """Find what is no lexicon's but stands before its state or country: ``in Vidalia, Louisiana``."""
        for name in self.found:
            place, comma = name.readings[0], name.first - 1
            if place.kind not in (Kind.COUNTRY, Kind.DIVISION, Kind.ABBREVIATION) or self.word(comma) != ",":
                continue
            if self.line_start(name.first) or not self.tokens.near(name.first):
                continue
            first = self._town_start(comma)
            if first == comma or self.is_place(first, comma):
                continue
            dateline = self.line_start(first) and self.words[first].isupper() and self.is_running(first)
            if self.casing[first] is Casing.UPPER and not dateline:
                continue  # in a headline in capitals the words before a state may be anything
            if dateline or self.before(first).lower() in self.context.before_town:
                country = place.countries[0] if place.countries else None
                value = CountryValue(name=self.text(first, comma), country=country)
                start, end = self.tokens.starts[first], self.tokens.ends[comma - 1]
                yield Candidate(Label.GPE, start, end, value, "places.town", 0.75)

    def _town_start(self, comma: int) -> int:
        first = comma
        while first > 0 and comma - first < 5 and self._in_town(first - 1) and self.is_linked(first):
            first -= 1
        while first < comma and (not self.is_name_word(first) or self.words[first] in self.stops):
            first += 1
        return first

    def _in_town(self, index: int) -> bool:
        small = self.words[index] in self.context.connectors and self.words[index] not in ("and", "of", "the")
        return self.is_name_word(index) or small or self.is_hyphen(index)

    # Names that a general word makes a place

    def _built_names(self) -> Iterator[Candidate]:
        """Find ``Riverside County`` (GPE), ``Tumen River``, ``Lake Erie`` (LOC)."""
        nouns = _general_nouns()
        for index in self.capitals:
            word = self.words[index]
            role = nouns.get(word)
            if role is None or not self.is_running(index):
                continue
            if role is Kind.DIVISION:
                first, last = self._run_start(index), index + 1
                if self._is_division(first, index):
                    yield self._built(first, last, role)
                elif word == "County" and self.is_name_word(index + 1) and first == index:
                    yield self._built(index, index + 2, role)  # County Clare
            elif role is Kind.REGION:
                first = self._run_start(index)
                if first < index and not self.name_after(index + 1):
                    yield self._built(first, index + 1, role)
            elif (last := self._run_end(index + 1)) > index + 1:
                yield self._built(index, last, Kind.REGION)

    def _is_division(self, first: int, index: int) -> bool:
        if first == index or self.name_after(index + 1):
            return False
        readings = self.places.get(self.lower[first:index])
        if any(place.kind in (Kind.COUNTRY, Kind.DEMONYM) for place in readings):
            return False
        return bool(readings) or self.words[index] not in self.context.weak_divisions

    def _built(self, first: int, last: int, kind: Kind) -> Candidate:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        name = self.text(first, last)
        if kind is Kind.DIVISION:
            value = CountryValue(name=name, country=None)
            return Candidate(Label.GPE, start, end, value, "places.division_noun", 0.7)
        return Candidate(Label.LOC, start, end, NameValue(name=name), "places.noun", 0.62)

    def _run_start(self, index: int) -> int:
        """Where the capitalised words before a general noun begin, three at most."""
        first = index
        while first > 0 and index - first < 3 and self.is_linked(first) and self._in_run(first - 1):
            first -= 1
        return first

    def _run_end(self, index: int) -> int:
        """Where the capitalised words after a general noun end, two at most."""
        last = index
        while last < len(self.words) and last - index < 2 and self.is_linked(last) and self._in_run(last):
            last += 1
        return last

    def _in_run(self, index: int) -> bool:
        word = self.words[index]
        if len(word) < 2 or not word[0].isupper() or not word.isalpha() or word in self.stops:
            return False
        return self.lower[index] not in self.calendar


@cache
def _general_nouns() -> dict[str, Kind]:
    """Return the words that make a place of a name: of the one before them, or (CITY) after them."""
    nouns = dict.fromkeys(hints().context.divisions, Kind.DIVISION)
    nouns |= dict.fromkeys(regions().after, Kind.REGION)
    nouns |= {word: Kind.CITY for word in regions().before if " " not in word}
    return nouns


def _likeliest(countries: tuple[str, ...], context: Counter[str]) -> str | None:
    """Choose the country that the article is about; without any, that of the biggest city."""
    return next((code for code in countries if context[code]), countries[0] if countries else None)


def _at_home(place: Place, states: tuple[Place, ...]) -> Place:
    """Tie a town to the state named after it; a country may also be the next in a list of places."""
    if states[0].kind is not Kind.COUNTRY:
        return replace(place, countries=states[0].countries)
    for state in states:
        shared = tuple(code for code in state.countries if code in place.countries)
        if shared:
            return replace(place, countries=shared)
    return place
