"""Small steps over tokens that finding currencies and units share."""

from functools import lru_cache
from typing import Final, TypeVar

from orewire.lexicons.trie import Trie
from orewire.normalize.numbers import Number
from orewire.normalize.tokens import Tokens

T = TypeVar("T")

HYPHENS: Final = frozenset("-‐‑")
_WINDOW: Final = 6
_LONGEST_ABBREVIATION: Final = 4


def skip_hyphen(tokens: Tokens, index: int) -> int:
    """Step over a hyphen that joins two words, written on to both or apart from both: ``70 - a - share``."""
    joins = tokens.word(index) in HYPHENS and tokens.glued(index) == tokens.glued(index + 1)
    return index + 1 if joins and tokens.near(index + 1) else index


def joined_right(tokens: Tokens, index: int) -> bool:
    """Whether the token at an index is a word or number written on to the one before it."""
    return tokens.glued(index) and tokens.words[index][0].isalnum()


def is_large(tokens: Tokens, number: Number) -> bool:
    """Whether a number is written as an amount of money is: with a magnitude, thousands or a fraction."""
    magnified = number.magnitude > 1 or number.letter is not None
    return magnified or "," in tokens.words[number.first] or number.last > number.first + 1


@lru_cache(maxsize=4)
def word_set(tokens: Tokens) -> frozenset[str]:
    """Return the words of a text in lower case."""
    return frozenset(tokens.lower)


def match_words(trie: Trie[T], tokens: Tokens, index: int) -> tuple[T, int] | None:
    """Find the longest entry of a lexicon that begins at a token.

    Full stops of abbreviations (``U.S. dollars``, ``sq. km``) and joining hyphens are stepped over.

    Returns:
        The entry's value and the index after its last token, or None.
    """
    if tokens.word(index) not in trie.root:
        return None
    words: list[str] = []
    places: list[int] = []
    for place in range(index, min(index + 2 * _WINDOW, len(tokens.lower))):
        word = tokens.lower[place]
        if place > index:
            if not tokens.near(place) or (word[0].isdecimal() and not tokens.glued(place)):
                break
            short = len(tokens.lower[place - 1]) <= _LONGEST_ABBREVIATION
            if word in HYPHENS or (word == "." and short and tokens.glued(place)):
                continue
        words.append(word)
        places.append(place)
        if len(words) == _WINDOW:
            break
    found = trie.match(words, 0)
    return None if found is None else (found[0], places[found[1] - 1] + 1)
