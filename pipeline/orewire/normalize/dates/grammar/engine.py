"""How the grammar works: a rule turns neighbouring words whose codes match a pattern into one node."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from orewire.normalize.dates.reading.tokens import Island, Node


class Match:
    """The words a rule has matched, by the names of its groups."""

    __slots__ = ("_found", "_nodes", "text")

    def __init__(self, text: str, nodes: Island, found: re.Match[str]) -> None:
        self.text = text
        self._nodes = nodes
        self._found = found

    def __contains__(self, name: str) -> bool:
        return self._index(name) >= 0

    def _index(self, name: str) -> int:
        # a builder may serve rules with different groups
        return self._found.start(name) if name in self._found.re.groupindex else -1

    def codes(self, name: str) -> str:
        """The codes of a group; empty where it took no part."""
        return self._found[name] if name in self else ""

    def node(self, name: str) -> Node:
        """The first word of a group that took part."""
        return self._nodes[self._index(name)]

    def value(self, name: str) -> Any:
        """The value of a group's first word; None where the group took no part."""
        index = self._index(name)
        return self._nodes[index].value if index >= 0 else None

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self._nodes[self._found.start()].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self._nodes[self._found.end() - 1].end

    @property
    def before(self) -> str:
        """The last characters before the match, white space at the end left out."""
        return self.text[max(0, self.start - 24) : self.start].rstrip()

    @property
    def after(self) -> str:
        """The characters behind the match."""
        return self.text[self.end : self.end + 24]

    @property
    def words(self) -> str:
        """The text matched, in lower case."""
        return self.text[self.start : self.end].lower()


_CACHE_SIZE = 8192

#: Builds the value of the new node; None refuses the match.
Builder = Callable[[Match], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar.

    Attributes:
        pattern: over codes.
        code: code of the new node.
        build: what the matched words mean.
    """

    pattern: re.Pattern[str]
    code: str
    build: Builder


def rule(pattern: str, code: str, build: Builder) -> Rule:
    """Make a rule from a pattern in source form."""
    return Rule(re.compile(pattern), code, build)


class Grammar:
    """Rules in order of precedence."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        # Most islands are short and alike, so which rule is next is known without trying them all again.
        self._next_rule = lru_cache(maxsize=_CACHE_SIZE)(self._search)

    def _search(self, codes: str, first: int) -> int:
        for index in range(first, len(self._rules)):
            if self._rules[index].pattern.search(codes):
                return index
        return -1

    def apply(self, text: str, island: Island) -> Island:
        """Apply each rule in turn wherever it matches, from left to right.

        Args:
            text: the text the words are from.
            island: neighbouring words.

        Returns:
            The words, with those that were matched replaced by what they form.
        """
        codes = "".join([node.code for node in island])
        index = self._next_rule(codes, 0)
        while index >= 0:
            codes, island = _rewrite(self._rules[index], text, codes, island)
            index = self._next_rule(codes, index + 1)
        return island


def _rewrite(one: Rule, text: str, codes: str, island: Island) -> tuple[str, Island]:
    found = one.pattern.search(codes)
    while found is not None:
        match = Match(text, island, found)
        value = one.build(match)
        first, last = found.span()
        if value is None:
            found = one.pattern.search(codes, first + 1)
            continue
        island = [*island[:first], Node(one.code, match.start, match.end, value), *island[last:]]
        codes = codes[:first] + one.code + codes[last:]
        # what was put together may take part again, as long as the string gets shorter
        found = one.pattern.search(codes, first if last - first > 1 else first + 1)
    return codes, island
