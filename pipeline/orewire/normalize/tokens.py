"""Words, numbers and signs of a text with their offsets: what the grammars of amounts walk over."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import add

# One branch per character class and no nesting of unbounded repeats that could match the same characters
# in two ways: time is linear in the text whatever it holds.
_TOKEN = re.compile(r"(?:\d+(?:[.,'’]\d+)*|[^\W\d_¼½¾⅐-⅞]+|[^\w\s]|[_¼½¾⅐-⅞])\s*")


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """A text in pieces.

    Attributes:
        text: the text.
        words: the pieces as written.
        lower: the pieces in lower case.
        starts: offset of each piece.
        ends: offset after each piece.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def glued(self, index: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return index > 0 and index < len(self.words) and self.starts[index] == self.ends[index - 1]

    def near(self, index: int) -> bool:
        """Whether a token follows the one before it within the same paragraph."""
        if not 0 < index < len(self.words):
            return False
        before, start = self.ends[index - 1], self.starts[index]
        gap = start - before
        return gap <= 1 or (gap <= 6 and self.text.count("\n", before, start) <= 1)

    def word(self, index: int) -> str:
        """Return a token in lower case, or nothing outside the text."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""


@lru_cache(maxsize=4)
def tokenize(text: str) -> Tokens:
    """Cut a text into words, numbers (with their separators) and single signs."""
    # Every character but white space belongs to some piece, so offsets are sums of lengths: a quarter of the
    # time that asking each match for its place would take.
    body = text.lstrip()
    pieces = _TOKEN.findall(body)
    starts = list(accumulate(map(len, pieces), initial=len(text) - len(body)))
    starts.pop()
    words = list(map(str.rstrip, pieces))
    ends = list(map(add, starts, map(len, words)))
    return Tokens(text, words, list(map(str.lower, words)), starts, ends)
