"""What surrounds an amount: the places a text names, its sentences, its beginning."""

from collections.abc import Sequence
from typing import NamedTuple

from orewire.normalize.tokens import Tokens

_END = frozenset(".!?")
_FARTHEST = 80


class Place(NamedTuple):
    """A mention that tells a country: its name, a city in it, its people.

    Attributes:
        start: offset of the mention.
        country: ISO 3166-1 alpha-2 code.
    """

    start: int
    country: str


def sentence_around(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Find the sentence around some tokens.

    Args:
        tokens: the text.
        first: index of the first token.
        last: index after the last token.

    Returns:
        Index of the sentence's first token and index after its last, at most 80 tokens away.
    """
    begin = first
    while begin > max(0, first - _FARTHEST) and not _starts_sentence(tokens, begin):
        begin -= 1
    end = last
    while end < min(len(tokens.words), last + _FARTHEST) and not _starts_sentence(tokens, end):
        end += 1
    return begin, end


def _starts_sentence(tokens: Tokens, index: int) -> bool:
    before, start = tokens.ends[index - 1], tokens.starts[index]
    if tokens.text.count("\n", before, start) > 1 or tokens.text.startswith("\n    ", before):
        return True
    mark = index - 1
    if tokens.words[mark] in "\"'”’)" and mark:
        mark -= 1
    if tokens.words[mark] not in _END or start == before:
        return False
    # an abbreviation's full stop is no end: single letters (U.S.) and short titles (Mr., Co.)
    return tokens.words[index][0].isupper() and (
        tokens.words[mark] != "."
        or len(tokens.words[mark - 1]) > 2
        or not tokens.words[mark - 1][0].isupper()
    )


def nearest(places: Sequence[Place], start: int, end: int, offset: int, known: frozenset[str]) -> str | None:
    """Find the country named nearest to an offset.

    Args:
        places: mentions of places.
        start: where to look, from this offset.
        end: up to this offset.
        offset: what it should be near to.
        known: the countries that count.

    Returns:
        The country, or None.
    """
    inside = [place for place in places if start <= place.start < end and place.country in known]
    return min(inside, key=lambda place: abs(place.start - offset)).country if inside else None
