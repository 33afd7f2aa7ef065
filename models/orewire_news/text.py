"""From words to what the network reads: word pieces, letter shapes, windows."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

#: Letter shapes of a word; the encoder is uncased, so this is all it sees of case.
SHAPES = (
    "none",
    "lower",
    "title",
    "upper",
    "letter",
    "mixed",
    "digits",
    "alphanumeric",
    "punctuation",
    "uncased",
    "dotted",
    "unknown",
)
UNKNOWN_SHAPE = SHAPES.index("unknown")
#: Every shape comes twice: inside a line, and first in a line.
SHAPE_COUNT = 2 * len(SHAPES)
MAX_PIECES_PER_WORD = 12
_CACHE_SIZE = 200_000
_QUOTES = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'}
)


def shape_of(word: str) -> int:
    """Name the letter shape of a word.

    Args:
        word: one word as the tokenizer cut it.

    Returns:
        An index into `SHAPES`; ``U.S.`` is dotted, ``McDonald`` mixed, ``10K`` alphanumeric.
    """
    word = word[:64]
    letters = [char for char in word if char.isalpha()]
    if not letters:
        name = "digits" if any(char.isdigit() for char in word) else "punctuation"
    elif any(char.isdigit() for char in word):
        name = "alphanumeric"
    else:
        name = _shape_of_letters(word, letters)
    return SHAPES.index(name)


def _shape_of_letters(word: str, letters: list[str]) -> str:
    upper = sum(char.isupper() for char in letters)
    lower = sum(char.islower() for char in letters)
    if not upper and not lower:
        return "uncased"
    if not upper:
        return "lower"
    if not lower:
        if "." in word:
            return "dotted"
        return "letter" if len(letters) == 1 else "upper"
    return "title" if upper == 1 and letters[0].isupper() else "mixed"


class WordPieces:
    """Cuts words into word pieces, remembering the words it has met.

    Args:
        path: a ``tokenizer.json`` of the `tokenizers` library.
    """

    def __init__(self, path: str | Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.first = self._special("[CLS]")
        self.last = self._special("[SEP]")
        self.unknown = self._special("[UNK]")
        self.mask = self._special("[MASK]")
        self._cache: dict[str, tuple[tuple[int, ...], int]] = {}

    def _special(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"the tokenizer has no {token}")
        return int(number)

    def lookup(self, words: Sequence[str]) -> list[tuple[tuple[int, ...], int]]:
        """Give each word's pieces and shape.

        Args:
            words: the words of a text.

        Returns:
            For each word its piece numbers (one at least, `MAX_PIECES_PER_WORD` at most) and its shape.
        """
        cache = self._cache
        unseen = list(dict.fromkeys(word for word in words if word not in cache))
        if unseen:
            if len(cache) + len(unseen) > _CACHE_SIZE:
                cache.clear()
                unseen = list(dict.fromkeys(words))
            encodings = self._tokenizer.encode_batch(
                [_plain(word) for word in unseen], add_special_tokens=False
            )
            for word, encoding in zip(unseen, encodings, strict=True):
                cache[word] = (self._shorten(encoding.ids), shape_of(word))
        return [cache[word] for word in words]

    def _shorten(self, pieces: list[int]) -> tuple[int, ...]:
        if not pieces:
            return (self.unknown,)
        if len(pieces) > MAX_PIECES_PER_WORD:
            half = MAX_PIECES_PER_WORD // 2
            pieces = [*pieces[:half], *pieces[-half:]]
        return tuple(pieces)


def _plain(word: str) -> str:
    if len(word) > 200:  # the pieces of a longer one would be [UNK] or cut away
        word = word[:100] + word[-100:]
    return unicodedata.normalize("NFC", word.translate(_QUOTES))
