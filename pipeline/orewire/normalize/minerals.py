"""Minerals in text, with the form they come in: one pass of the lexicon over the words, then their sense."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from orewire.lexicons.minerals import Mineral, MineralKind, MineralLexicon, MineralName, load_minerals
from orewire.normalize.candidate import Candidate
from orewire.normalize.mineral_senses import Judge, PartOfSpeech, Sighting, Topics
from orewire.normalize.phrases import PhraseFinder
from orewire.schema import Label
from orewire.schema.values import MineralList, MineralValue

_NEXT = re.compile(r"(?:[ \t\-\u2010-\u2013]|\r?\n[ \t]*(?!\s)){1,2}([^\W\d_]+)")
_BLANK_LINE = re.compile(r"\n\s*\n")
_EVIDENCE_BEFORE = re.compile(
    r"(?:%|(?<![^\W\d_])(?:pct|pc|per ?cent|ppm|ppb|g/t|gpt|kg/t|oz/t|[kKM]?oz|[kKM]?lbs?|[kKM]?t|grams?"
    r"|ounces|tonnes|tons|pounds))(?: (?:of|contained|payable))? ?\Z"
)
_EVIDENCE_AFTER = re.compile(r"[ ,]{0,2}\(?(?:%|g/t|gpt|ppm|ppb|[kM]?oz\b|[kM]?lbs?\b)")
_JOINED = re.compile(r"[-+/\u2010-\u2013]")
#: Symbols that are words, or names, too often to be told by their case.
_NO_SYMBOLS = frozenset(("In", "As", "I", "He", "At", "No", "Be"))
_WORDLIKE = 3  # letters of an abbreviation that may be a word
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

#: Confidence by points: names without homographs, then homographs from just enough to plenty.
_SURE = 0.95
_LEAST, _STEP, _MOST = 0.55, 0.06, 0.92


class _Symbol(NamedTuple):
    mineral: Mineral
    text: str


_Entry = MineralName | _Symbol | Literal["trade", "elsewhere", "stop"]


def find_minerals(text: str, part_of_speech: PartOfSpeech | None = None) -> list[Candidate]:
    """Find minerals, with the form they come in.

    Args:
        text: the article.
        part_of_speech: gives the universal part of speech of the word at a character offset, or None
            where it is not known; None where nothing is tagged.

    Returns:
        Candidates that are minerals more likely than not, in text order.
    """
    lexicon = load_minerals()
    sightings: list[Sighting] = []
    symbols: list[tuple[int, int, _Symbol]] = []
    topics = Topics([], [])
    for start, end, entry in _finder().find(text):
        if isinstance(entry, MineralName):
            taken = sightings and start < sightings[-1].end  # the form of the one before: gold bullion
            if not taken and _is_that_name(text, start, end, entry):
                sightings.append(_with_form(text, start, end, entry, lexicon))
                if entry.sense.points >= lexicon.cues.telling:
                    topics.trade.append(start)
        elif isinstance(entry, _Symbol):
            if text[start:end] == entry.text:
                symbols.append((start, end, entry))
        elif entry == "trade":
            topics.trade.append(start)
        elif entry == "elsewhere":
            topics.elsewhere.append(start)
    judge = Judge(text, lexicon.cues, topics, part_of_speech)
    candidates = [
        Candidate(
            Label.MINERAL,
            sighting.start,
            sighting.end,
            _value_of(sighting.name.mineral, sighting.form),
            "minerals.lexicon",
            _confidence(points, sure=sighting.name.sense.points >= lexicon.cues.sure),
        )
        for sighting, points in judge.accept(sightings)
    ]
    candidates += _evident_symbols(text, symbols)
    return sorted(candidates, key=lambda candidate: candidate.start)


def _is_that_name(text: str, start: int, end: int, name: MineralName) -> bool:
    if name.exact:
        found = text[start:end]
        # Short ones are words in lower case: apt, mop.
        return found == name.text or (len(found) > _WORDLIKE and found == name.text.lower())
    return not _BLANK_LINE.search(text, start, end)


def _with_form(text: str, start: int, name_end: int, name: MineralName, lexicon: MineralLexicon) -> Sighting:
    form, end = None, name_end
    capital = text[start].isupper()
    while match := _NEXT.match(text, end):
        word = match.group(1)
        found = lexicon.forms.get(word.casefold())
        if found is None and (second := _NEXT.match(text, match.end())):
            found = lexicon.forms.get(f"{word}_{second.group(1)}".casefold())
            match = second
        if found is None or (word[0].isupper() and not capital):
            break
        form, end = found or form, match.end()
    return Sighting(start, name_end, end, name, form)


def _confidence(points: int, *, sure: bool) -> float:
    return _SURE if sure else min(_MOST, round(_LEAST + _STEP * points, 2))


def _evident_symbols(text: str, symbols: list[tuple[int, int, _Symbol]]) -> list[Candidate]:
    """Take symbols for minerals that stand by a grade or a mass, or joined to another (``Cu-Au``)."""
    evident = [
        bool(_EVIDENCE_BEFORE.search(text[max(0, start - 20) : start]) or _EVIDENCE_AFTER.match(text, end))
        for start, end, _ in symbols
    ]
    for index, (left, right) in enumerate(pairwise(symbols)):
        if _JOINED.fullmatch(text, left[1], right[0]):
            evident[index] = evident[index + 1] = True
    return [
        Candidate(Label.MINERAL, start, end, _value_of(entry.mineral, None), "minerals.symbol", 0.85)
        for (start, end, entry), is_evident in zip(symbols, evident, strict=True)
        if is_evident
    ]


@cache
def _value_of(mineral: Mineral, form: str | None) -> MineralValue:
    lexicon = load_minerals()
    return MineralValue(
        commodity=mineral.commodity,
        form=form or mineral.form,
        symbol=mineral.symbol or lexicon.minerals[mineral.commodity].symbol,
        lists=tuple(MineralList(list=each.list, year=each.year) for each in lexicon.lists_of(mineral)),
    )


@cache
def _finder() -> PhraseFinder[_Entry]:
    lexicon = load_minerals()
    phrases: list[tuple[str, _Entry]] = [(name.text, name) for name in lexicon.names]
    for name in lexicon.names:
        if name.exact and any(map(str.isdigit, name.text)):
            subscripted = name.text.translate(_SUBSCRIPTS)
            phrases.append((subscripted, replace(name, text=subscripted)))
    phrases += [(stop, "stop") for stop in lexicon.stops]
    for mineral in lexicon.minerals.values():
        symbol = mineral.symbol
        if symbol and mineral.kind == MineralKind.COMMODITY and len(symbol) < 3 and symbol not in _NO_SYMBOLS:
            phrases.append((symbol, _Symbol(mineral, symbol)))
            phrases.append((symbol + "Eq", _Symbol(mineral, symbol + "Eq")))
    phrases += lexicon.topics.items()
    return PhraseFinder(phrases)
