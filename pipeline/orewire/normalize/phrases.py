"""Finding the phrases of a lexicon in text: one pass over its words, whatever the lexicon's size."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# Words, and the marks that are part of names (U.S., AT&T, Côte d'Ivoire, C5+1). Hyphens are gaps like
# spaces, so that "rare-earth" is found as "rare earth".
_TOKEN = re.compile(r"([^\W_]+|[.&'’+])")
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
        pieces = _pieces_of(text)
        words, by_first_word = pieces.words, self._by_first_word
        end = 0
        for position in [index for index, word in enumerate(words) if word in by_first_word]:
            if position < end:
                continue
            for phrase, entry in by_first_word[words[position]]:
                if pieces.holds(position, phrase):
                    end = position + len(phrase)
                    yield Match(pieces.edges[2 * position], pieces.edges[2 * end - 1], entry)
                    break


class _Pieces(NamedTuple):
    """A text cut into words and the gaps between them.

    Attributes:
        words: the words, case folded.
        gaps: what stands before the first word, between each and the next, and after the last.
        edges: offsets of the first word's beginning and end, the second one's, and so on.
    """

    words: list[str]
    gaps: list[str]
    edges: list[int]

    def holds(self, position: int, phrase: tuple[str, ...]) -> bool:
        """Whether a phrase stands at a word."""
        end = position + len(phrase)
        return tuple(self.words[position:end]) == phrase and all(
            map(_GAP.fullmatch, self.gaps[position + 1 : end])
        )


@lru_cache(maxsize=4)
def _pieces_of(text: str) -> _Pieces:
    """Cut a text up once for all finders that read it."""
    pieces = _TOKEN.split(text)
    words = list(map(str.casefold, pieces[1::2]))
    return _Pieces(words, pieces[::2], list(accumulate(map(len, pieces))))
