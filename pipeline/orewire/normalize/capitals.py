"""What capitals tell in a text: nothing in a headline set in capitals, little in one set in Title Case."""

import re
from bisect import bisect_left
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import compress, count
from operator import itemgetter

from orewire.normalize.tokens import tokenize

_LINE = re.compile(r"[^\n\r]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]{0,3}$")
_LONGEST_HEADING = 200  # characters
_LEAST_WORDS = 4
_SHARE_OF_CAPITALS = 0.75
_SHARE_OF_TITLE = 0.9
# Small words of four letters and more: they stay small in Title Case.
_SMALL = frozenset(("with", "from", "into", "over", "after", "amid", "than", "that", "upon", "onto", "under"))


class Casing(StrEnum):
    """How a line is set."""

    SENTENCE = "sentence"
    TITLE = "title"
    UPPER = "upper"


@lru_cache(maxsize=4)
def casing_of(text: str) -> list[Casing]:
    """Tell for each token of a text (see ``tokenize``) how its line is set."""
    starts = tokenize(text).starts
    casings: list[Casing] = []
    position = 0
    for line in _LINE.finditer(text):
        casing = _casing_of_line(line.group().strip())
        begin, position = position, bisect_left(starts, line.end(), position)
        casings.extend([casing] * (position - begin))
    return casings


@lru_cache(maxsize=4)
def capitals_of(text: str) -> list[int]:
    """Return the indices of a text's tokens that begin with a capital."""
    return list(compress(count(), map(str.isupper, map(itemgetter(0), tokenize(text).words))))


def _casing_of_line(line: str) -> Casing:
    if line.isupper():
        return Casing.UPPER if len(_WORD.findall(line)) > 1 else Casing.SENTENCE
    if len(line) > _LONGEST_HEADING or _SENTENCE_END.search(line):
        return Casing.SENTENCE
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    if len(words) < _LEAST_WORDS:
        return Casing.SENTENCE
    if sum(word.isupper() for word in words) >= len(words) * _SHARE_OF_CAPITALS:
        return Casing.UPPER
    capitals = sum(word[0].isupper() or word in _SMALL for word in words)
    return Casing.TITLE if capitals >= len(words) * _SHARE_OF_TITLE else Casing.SENTENCE


@cache
def common_words() -> frozenset[str]:
    """Return ordinary English words, lower case: a capital at a sentence's start makes no name of them."""
    text = files("orewire.lexicons").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
