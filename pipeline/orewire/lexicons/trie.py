"""Longest match of word sequences, the same for every lexicon of words."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_END = ""


class Trie(Generic[T]):
    """Word sequences with a value each."""

    __slots__ = ("root",)

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def add(self, words: Sequence[str], value: T) -> None:
        """Add a sequence of words; a later value for the same words replaces the earlier one."""
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        node[_END] = value

    def match(self, words: Sequence[str], start: int) -> tuple[T, int] | None:
        """Find the longest sequence at a place in a text.

        Args:
            words: the text's words, in the lexicon's case.
            start: where the sequence must begin.

        Returns:
            Its value and the index after its last word, or None.
        """
        node: dict[str, Any] | None = self.root
        found: tuple[T, int] | None = None
        for index in range(start, len(words)):
            node = node.get(words[index]) if node is not None else None
            if node is None:
                break
            if _END in node:
                found = (node[_END], index + 1)
        return found

    def match_back(self, words: Sequence[str], end: int) -> tuple[T, int] | None:
        """Find the longest sequence that ends at a place, for sequences added in reverse.

        Args:
            words: the text's words, in the lexicon's case.
            end: index after the sequence's last word.

        Returns:
            Its value and the index of its first word, or None.
        """
        node: dict[str, Any] | None = self.root
        found: tuple[T, int] | None = None
        for index in range(end - 1, -1, -1):
            node = node.get(words[index]) if node is not None else None
            if node is None:
                break
            if _END in node:
                found = (node[_END], index)
        return found
