"""Names as a statistical model marks them, brought to what the guidelines count as the name.

A model knows that there is a name; where it ends and what belongs to it, rules often know better: titles are
no part of a person (``Dame Helen``), an office is no organization (``Minister for Lands and Natural
Resources``), a mineral before a mine's noun is a mention of its own (``Ketza River gold deposit``), a name
does not run over the end of a heading, and nothing in a ticker is a name.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from orewire.lexicons.facilities import facilities
from orewire.lexicons.minerals import load_minerals
from orewire.lexicons.organizations import heads, legal_form_words, organizations, tails
from orewire.lexicons.persons import persons
from orewire.lexicons.places import Kind
from orewire.normalize.candidate import Candidate
from orewire.normalize.capitals import common_words
from orewire.normalize.gazetteer import GPE_KINDS, is_country, is_region, readings_of
from orewire.schema import Label, OrgKind

#: Legal forms that end no person's name.
_COMPANY_WORDS = frozenset(word for word in legal_form_words() if len(word) > 3) | {
    "gruvaktiebolag",
    "aktiebolag",
}

#: The rules whose spans a model drew.
MODEL_RULES = frozenset(("encoder.names", "names.model", "organizations.model"))

_NAMES = frozenset({Label.PERSON, Label.ORG, Label.GPE, Label.NORP, Label.LOC, Label.FAC})
_LANGUAGE = 0.3  # what the rule for peoples gives a word that is a language here, or part of a longer name
_LEAST_LINE = 45  # characters of a line that may have been broken for width in the midst of a name
_CODE = r"[A-Z0-9]{1,6}(?:[.=][A-Z]{1,3})?"
_MARKET = r"[A-Z][A-Za-z]{1,7}(?:[ -](?:[A-Z]{1,4}|American|Growth|Arca|First North))?"
_TICKER = re.compile(
    rf"<{_CODE}>|\((?:{_MARKET})\s?:\s?{_CODE}(?:[,;/ ]{{1,3}}(?:{_MARKET}\s?:\s?)?{_CODE}){{0,6}}\)"
    r"|(?<![\w.])(?:\d{3,6}|[A-Z]{2,5})\.(?:T|HK|SS|SZ|KS|TW|AX|L|TO|SN|SA|NS|BO|PA|DE|MI|ST|HE|OL|JO|WA|IS|MM|V|N|O)(?![\w.]|\s[A-Z]\.)"
)
_SPACE = re.compile(r"\s+")
_SMALL_NOUN = re.compile(
    r"\s+(?:province|region|district|state|county|oblast|prefecture|governorate|municipality)$"
)
_GOVERNMENT = re.compile(r"(?:[A-Z]\w+ )?[Gg]overnment of (?:the )?")
_LINK = r"(?:\s+|,\s+|,?\s+and\s+|\s*&\s*)"
_GENERIC_END = re.compile(r"\s+(?:magazine|newspaper|newspapers|union|unions|group|officials|shares)$")


def refine(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Correct the spans and labels of a model, and drop what is no name.

    Args:
        text: the article.
        candidates: everything found; what rules found is kept, unless it stands in a ticker.

    Returns:
        The candidates as they should be compared.
    """
    return list(_Refiner(text, candidates).all(candidates))


class _Refiner:
    """One text, and what was found in it."""

    def __init__(self, text: str, candidates: Sequence[Candidate]) -> None:
        self._text = text
        self._tickers = [match.span() for match in _TICKER.finditer(text)]
        self._starts = [start for start, _ in self._tickers]
        self._languages: set[tuple[int, int]] = set()
        self._ruled: set[tuple[int, int]] = set()  # organizations by rule
        self._minerals: dict[int, int] = {}
        for found in candidates:
            if found.label is Label.MINERAL:
                self._minerals[found.start] = found.end
            elif found.label is Label.ORG and found.rule not in MODEL_RULES:
                self._ruled.add((found.start, found.end))
            elif found.rule == "places.demonym" and found.confidence <= _LANGUAGE:
                self._languages.add((found.start, found.end))

    def all(self, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
        """Go through the candidates one by one."""
        for candidate in candidates:
            if candidate.label not in _NAMES:
                yield candidate
            elif self._in_ticker(candidate) or self._is_commodity(candidate):
                continue
            elif candidate.rule in MODEL_RULES:
                yield from self._by_model(candidate)
            else:
                yield from self._by_rule(candidate)

    def _by_model(self, candidate: Candidate) -> Iterator[Candidate]:
        if candidate.label is Label.NORP and (candidate.start, candidate.end) in self._languages:
            return  # "in French", "French Polynesia": the rule saw it and knows better
        for piece in self._lines(self._without_stop(candidate)):
            yield from self._refined(piece)

    def _by_rule(self, candidate: Candidate) -> Iterator[Candidate]:
        if candidate.label is Label.GPE:
            yield self._without_noun(candidate)
        elif candidate.label is Label.ORG:
            whole = next(self._lines(candidate)) is candidate
            if whole and not (self._is_office(candidate) or self._is_listing(candidate)):
                yield self._without_noun(candidate)
        else:
            yield candidate

    def _name(self, candidate: Candidate) -> str:
        return self._text[candidate.start : candidate.end]

    def _in_ticker(self, candidate: Candidate) -> bool:
        position = bisect_right(self._starts, candidate.start) - 1
        return position >= 0 and self._tickers[position][1] >= candidate.end

    def _without_stop(self, candidate: Candidate) -> Candidate:
        """Leave out a full stop that rules, which know how the text writes ``Inc``, give to the sentence."""
        stop = self._text[candidate.end - 1] == "." and (candidate.start, candidate.end - 1) in self._ruled
        return replace(candidate, end=candidate.end - 1) if stop else candidate

    def _lines(self, candidate: Candidate) -> Iterator[Candidate]:
        """Cut a name where its line ends, unless the line was broken for its width."""
        start = candidate.start
        if "\n" not in self._name(candidate):
            yield candidate
            return
        for gap in _SPACE.finditer(self._text, candidate.start, candidate.end):
            if "\n" in gap.group() and not self._is_wrapped(gap):
                yield replace(candidate, start=start, end=gap.start(), value=None)
                start = gap.end()
                if candidate.label is not Label.PERSON:
                    return
        yield replace(candidate, start=start) if start != candidate.start else candidate

    def _is_wrapped(self, gap: re.Match[str]) -> bool:
        first = self._text.rfind("\n", 0, gap.start()) + 1
        if gap.group().count("\n") > 1 or gap.start() - first < _LEAST_LINE:
            return False
        following = self._text.find("\n", gap.end())
        return first > 0 or following - gap.end() >= _LEAST_LINE  # else the first line is a heading

    def _refined(self, candidate: Candidate) -> Iterator[Candidate]:
        if candidate.label is Label.PERSON:
            if self._name(candidate).rpartition(" ")[2].rstrip(".").casefold() in _COMPANY_WORDS:
                yield replace(candidate, label=Label.ORG)
            else:
                yield from self._person(candidate)
        elif candidate.label is Label.ORG:
            yield from self._organization(candidate)
        elif candidate.label is Label.FAC:
            yield from self._facility(candidate)
        elif candidate.label in (Label.GPE, Label.LOC):
            place = self._place(self._without_noun(candidate))
            if not self._is_shouted(place) and self._name(place) not in organizations().names.no_names:
                yield place
        else:
            yield candidate

    # Persons

    def _person(self, candidate: Candidate) -> Iterator[Candidate]:
        """Leave out titles and what follows a name: ``H.E. Gergely Somogyi``, ``Joan Pye QC``."""
        start, end = candidate.start, candidate.end
        words = list(re.finditer(r"[^\s,]+", self._text[start:end]))
        first, last = 0, len(words)
        titles, after = persons().titles, persons().after
        while first < last and words[first].group().rstrip(".").lower() in titles:
            first += 1
        while last > first + 1 and words[last - 1].group().rstrip(".") in after:
            last -= 1
        if first == last:
            return
        ruled = self._text[max(0, start - 3) : start] == "of " and last - first > 2
        if ruled and _is_country_or_state(words[first].group()):
            first += 1  # "Vice Governor of Shaanxi Xu Mingfei"
        start, end = start + words[first].start(), start + words[last - 1].end()
        changed = (start, end) != (candidate.start, candidate.end)
        yield replace(candidate, start=start, end=end) if changed else candidate

    # Organizations

    def _organization(self, candidate: Candidate) -> Iterator[Candidate]:
        name = self._name(candidate)
        government = _GOVERNMENT.match(name)
        if government:
            start = candidate.start + government.end()
            if start < candidate.end:
                yield replace(candidate, label=Label.GPE, start=start, value=None)
            return
        if name in organizations().names.no_names or is_country(name):
            return
        if self._is_office(candidate) or self._is_listing(candidate) or self._is_headline(candidate):
            return
        if _is_facility(name.split()):
            yield replace(candidate, label=Label.FAC, value=None)
            return
        yield self._without_noun(candidate)

    def _is_office(self, candidate: Candidate) -> bool:
        """Whether a name is but what a minister is in charge of."""
        if _OFFICE.match(self._name(candidate)):
            return True
        words = self._name(candidate).split()
        telling = words[0] in heads() or tails().get(words[-1], OrgKind.COMPANY) is not OrgKind.COMPANY
        if telling or words[0].isupper():
            return False
        return bool(_IN_CHARGE.search(self._text, max(0, candidate.start - 90), candidate.start))

    def _is_commodity(self, candidate: Candidate) -> bool:
        """Whether a name is but a mineral: ``APT``; in capitals with plain words: ``NICKEL GLUT``."""
        if candidate.label is not Label.ORG or not self._minerals:
            return False
        name = self._name(candidate)
        if self._minerals.get(candidate.start) == candidate.end and " " not in name:
            return candidate.rule in MODEL_RULES
        if not name.isupper() or " " not in name:
            return False
        start = candidate.start
        country = next((size for size in _first_words(name) if is_country(name[:size])), 0)
        end = self._minerals.get(start + country + bool(country))
        if end is None or end > candidate.end:
            return False
        after = load_minerals().cues.after  # what is made of minerals, and what their prices do
        words = self._text[end : candidate.end].casefold().split()
        return all(word in common_words() or word in after for word in words)

    def _is_listing(self, candidate: Candidate) -> bool:
        """Whether a market is named but for a listing: ``Aim-listed``."""
        return self._text.startswith(("-listed", "-quoted", "-traded"), candidate.end)

    def _is_headline(self, candidate: Candidate) -> bool:
        """Whether a name in a headline in capitals is but a country and plain words: ``JAPAN MILLS``."""
        name = self._name(candidate)
        words = name.split()
        if not name.isupper() or not all(_is_plain(word.lower()) for word in words[1:]):
            return False
        if len(words) == 1:
            return len(name) > 4 and _is_plain(name.lower()) and name.title() not in self._text
        if not readings_of(words[0]):
            return False
        return re.search(rf"\b{re.escape(words[0].title())} {words[1].title()}\b", self._text) is None

    # Places and facilities

    def _without_noun(self, candidate: Candidate) -> Candidate:
        """Leave out a general noun in lower case: ``Salta province``, ``Time magazine``."""
        pattern = _GENERIC_END if candidate.label is Label.ORG else _SMALL_NOUN
        noun = pattern.search(self._name(candidate))
        return replace(candidate, end=candidate.start + noun.start()) if noun else candidate

    def _is_shouted(self, candidate: Candidate) -> bool:
        """Whether a word is taken for a place for its capitals alone: ``FISHMEAL``, ``COMMUNIQUÉ:``."""
        name = self._name(candidate)
        if not name.isupper() or len(name) < 4 or readings_of(name):
            return False
        dateline = re.compile(r"\s?[,(/–—-]").match(self._text, candidate.end)
        return dateline is None and name.title() not in self._text

    def _place(self, candidate: Candidate) -> Candidate:
        name = self._name(candidate)
        last = name.rpartition(" ")[2]
        lexicon = facilities()
        if last in lexicon.sure or last in lexicon.likely:
            # "Tarkwa refinery": the town is what is named
            bare = name[: -len(last)].rstrip()
            if bare:
                candidate = replace(candidate, end=candidate.start + len(bare))
                name = bare
        if is_country(name):
            return replace(candidate, label=Label.GPE)
        kinds = {place.kind for place in readings_of(name)}
        if kinds == {Kind.DEMONYM}:
            return replace(candidate, label=Label.NORP, value=None)
        return replace(candidate, label=Label.LOC, value=None) if is_region(name) else candidate

    def _facility(self, candidate: Candidate) -> Iterator[Candidate]:
        """Leave the mineral out (``Valea Rece coal mine``); a town's plant is the town (``Pori plant``)."""
        lexicon = facilities()
        words = list(re.finditer(r"[^\s-]+", self._name(candidate)))
        texts = [word.group() for word in words]
        last = len(words)
        if texts[-1] in lexicon.sure or texts[-1] in lexicon.likely:
            last -= 1
        bare = last
        while bare > 1 and texts[bare - 1] in lexicon.between:
            bare -= 1
        if bare < last and any(word in lexicon.minerals for word in texts[bare:last]):
            yield replace(candidate, end=candidate.start + words[bare - 1].end(), value=None)
            return
        name = self._text[candidate.start : candidate.start + words[last - 1].end()] if last else ""
        if name and (is_region(name) or is_country(name)):
            return
        noun = (texts[-1] if last < len(words) else self._word_after(candidate)).removesuffix("s")
        if last and noun in lexicon.sure | lexicon.likely and noun not in lexicon.of_towns and _is_town(name):
            yield replace(candidate, label=Label.GPE, end=candidate.start + len(name), value=None)
            return
        yield candidate

    def _word_after(self, candidate: Candidate) -> str:
        following = re.compile(r" ([a-z]+)").match(self._text, candidate.end)
        return following[1] if following else ""


def _first_words(name: str) -> Iterator[int]:
    """Yield the lengths of a name's first words, the longest first."""
    end = name.rfind(" ")
    while end > 0:
        yield end
        end = name.rfind(" ", 0, end)


def _is_facility(words: list[str]) -> bool:
    """Whether a name's last word tells a facility: ``EuroAfrica Interconnector``, ``Eyre Iron Project``."""
    lexicon, last = facilities(), words[-1]
    if last == "Project":
        return any(word.lower() in lexicon.minerals for word in words)
    return len(words) > 1 and last in lexicon.capital and last.lower() in lexicon.sure - {"mines", "works"}


def _is_plain(word: str) -> bool:
    return word in common_words() or word in facilities().minerals


def _is_country_or_state(name: str) -> bool:
    """Whether a name is a country's or a state's."""
    return any(place.kind in (Kind.COUNTRY, Kind.DIVISION) for place in readings_of(name))


def _is_town(name: str) -> bool:
    return any(place.kind in GPE_KINDS for place in readings_of(name))


def _office_pattern(end: str) -> re.Pattern[str]:
    offices = "|".join(re.escape(word) for word in persons().portfolios)
    return re.compile(rf"\b(?:{offices})\s+(?:of|for)\s+{end}")


_OFFICE = _office_pattern("")
_IN_CHARGE = _office_pattern(rf"(?:(?:the\s+)?[A-Z][\w’'-]*{_LINK}){{0,6}}(?:the\s+)?$")
