"""Finding the phrases of a lexicon in text: one pass over its words, whatever the lexicon's size."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# Words, and the marks that are part of names (U.S., AT&T, Côte d'Ivoire, C5+1). Hyphens are gaps like
# spaces, so that "rare-earth" is found as "rare earth".
_TOKEN = re.compile(r"[^\W_]+|[.&'’+]")
_GAP = re.compile(r"[\s\-\u2010-\u2013]*")


class Match(NamedTuple, Generic[T]):
    """A phrase found in a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        entry: what the lexicon holds for it.
    """

    start: int
    end: int
    entry: T


class PhraseFinder(Generic[T]):
    """Finds the longest phrases of a lexicon, without regard to case, hyphens and width of spaces."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        """Build the finder.

        Args:
            phrases: pairs of a phrase and what to return for it; of two alike the first counts.
        """
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        seen = set()
        for phrase, entry in phrases:
            words = tuple(_TOKEN.findall(phrase.casefold()))
            if words and words not in seen:
                seen.add(words)
                self._by_first_word.setdefault(words[0], []).append((words, entry))
        for options in self._by_first_word.values():
            options.sort(key=lambda option: len(option[0]), reverse=True)

    def find(self, text: str) -> Iterator[Match[T]]:
        """Yield the longest phrases from left to right; they do not overlap.

        Args:
            text: any text.

        Yields:
            Matches by character offset.
        """
        tokens, words = _tokens_of(text)
        by_first_word = self._by_first_word
        end = 0
        for position in [index for index, word in enumerate(words) if word in by_first_word]:
            if position < end:
                continue
            length = _match_length(by_first_word[words[position]], words, tokens, position, text)
            if length is not None:
                count, entry = length
                end = position + count
                yield Match(tokens[position].start(), tokens[end - 1].end(), entry)


@lru_cache(maxsize=4)
def _tokens_of(text: str) -> tuple[list[re.Match[str]], list[str]]:
    """Cut a text up once for all finders that read it."""
    tokens = list(_TOKEN.finditer(text))
    return tokens, [token.group().casefold() for token in tokens]


def _match_length(
    options: list[tuple[tuple[str, ...], T]],
    words: list[str],
    tokens: list[re.Match[str]],
    position: int,
    text: str,
) -> tuple[int, T] | None:
    for phrase, entry in options:
        count = len(phrase)
        if tuple(words[position : position + count]) != phrase:
            continue
        span = tokens[position : position + count]
        if all(_GAP.fullmatch(text, left.end(), right.start()) for left, right in pairwise(span)):
            return count, entry
    return None
