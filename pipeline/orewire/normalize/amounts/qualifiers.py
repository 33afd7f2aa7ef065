"""Words around an amount that limit it: ``about``, ``more than``, ``at least``, ``or more``."""

from dataclasses import dataclass
from typing import Final

from orewire.lexicons.amounts import amount_words
from orewire.lexicons.trie import Trie
from orewire.normalize.tokens import Tokens
from orewire.schema import Bound

_WORDS: Final = amount_words().qualifiers
_ABOUT_SOMETHING: Final = _WORDS.concerned | _WORDS.spread
_LONGEST_CHAIN: Final = 4
#: Phrases behind an amount; None is for those that make it approximate.
_AFTER: Final[dict[tuple[str, ...], Bound | None]] = {
    tuple(phrase.split()): bound
    for bound, phrases in (
        (Bound.AT_LEAST, _WORDS.after.at_least),
        (Bound.AT_MOST, _WORDS.after.at_most),
        (None, _WORDS.after.approx),
    )
    for phrase in phrases
}
_AFTER_STARTS: Final = frozenset(words[0] for words in _AFTER)


def _phrases_before() -> Trie[tuple[bool, Bound | None]]:
    trie: Trie[tuple[bool, Bound | None]] = Trie()
    for (approx, bound), phrases in (
        ((True, None), _WORDS.approx),
        ((False, Bound.MORE_THAN), _WORDS.more_than),
        ((False, Bound.AT_LEAST), _WORDS.at_least),
        ((False, Bound.AT_MOST), _WORDS.at_most),
        ((False, Bound.LESS_THAN), _WORDS.less_than),
        ((False, None), _WORDS.neutral),
    ):
        for phrase in phrases:
            trie.add(phrase.split()[::-1], (approx, bound))
    return trie


_BEFORE: Final = _phrases_before()


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What the words around an amount say of it.

    Attributes:
        approx: it is not exact.
        bound: it limits the true amount.
        first: index of the first qualifying token before the amount.
    """

    approx: bool
    bound: Bound | None
    first: int


def qualifier_before(tokens: Tokens, first: int) -> Qualifier:
    """Read the qualifying words that end before a token, several in a row too (``up to about``)."""
    approx, bound, begin = False, None, first
    at = first
    for _ in range(_LONGEST_CHAIN):
        found = _BEFORE.match_back(tokens.lower, at)
        if found is None or not tokens.near(at):
            break
        (is_approx, limit), at = found
        if limit in {Bound.MORE_THAN, Bound.LESS_THAN} and _about_something(tokens, at):
            break
        if limit is Bound.AT_MOST and _moves_up(tokens, at, first):
            break
        if is_approx or limit is not None:
            approx = approx or is_approx
            bound = bound or limit
            begin = at
    return Qualifier(approx, bound, begin)


def _about_something(tokens: Tokens, at: int) -> bool:
    return tokens.lower[at] in {"over", "under"} and tokens.word(at - 1) in _ABOUT_SOMETHING


def _moves_up(tokens: Tokens, at: int, first: int) -> bool:
    """Whether ``up to`` tells a movement: ``was marked up to $58``; percentages rise by up to something."""
    share = tokens.word(first + 1) in {"%", "pct", "percent", "per"}
    return tokens.lower[at : at + 2] == ["up", "to"] and tokens.word(at - 1) in _WORDS.particles and not share


def qualifier_after(tokens: Tokens, last: int) -> tuple[bool, Bound | None, int]:
    """Read the qualifying words that begin at a token: ``or more``, ``or so``, ``+``.

    Returns:
        Whether the amount is not exact, how it is limited, and the index after the words.
    """
    if tokens.word(last) not in _AFTER_STARTS or not tokens.near(last):
        return False, None, last
    for length in (3, 2, 1):
        words = tuple(tokens.lower[last : last + length])
        if words in _AFTER and (words != ("+",) or tokens.glued(last)):
            bound = _AFTER[words]
            return bound is None, bound, last + length
    return False, None, last
