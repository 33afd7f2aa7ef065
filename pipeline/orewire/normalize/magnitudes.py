"""Numbers and the magnitude words behind them: ``5 mln``, ``1.5 lakh crore``, ``two and a half``."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from orewire.lexicons.amounts import amount_words, by_word
from orewire.normalize.tokens import Tokens

_WORDS: Final = amount_words().numbers
UNITS: Final = {word: Decimal(value) for value, word in enumerate(_WORDS.units)}
MAGNITUDES: Final = by_word(_WORDS.magnitudes)
FRACTIONS: Final = {word: 1 / value for word, value in by_word(_WORDS.fractions).items()}
HYPHENS: Final = frozenset("-‐‑")
_LETTERS: Final = by_word(_WORDS.letters)
_ONE: Final = Decimal(1)
_NOTHING: Final = Decimal(0)
# states: no magnitudes where they stand apart
_STATES: Final = frozenset({"MN", "TN", "CR"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        value: what it is, magnitude words included.
        magnitude: the multiplier that its magnitude words make, 1 where there are none.
        letter: the multiplier of a letter written on to it (``2.5m``), token ``last``: a magnitude only where
            money or a unit follows.
        vague: only a lower limit is said (``several``, ``tens of``).
        approx: the words say that it is not exact (``a couple of``).
        digits: it begins with digits.
        start: offset of its first character; earlier than its first token's where a minus sign belongs to it.
    """

    first: int
    last: int
    value: Decimal
    start: int
    magnitude: Decimal = Decimal(1)
    letter: Decimal | None = None
    vague: bool = False
    approx: bool = False
    digits: bool = False

    @property
    def numeral(self) -> Decimal:
        """The number before its magnitude words."""
        return self.value / self.magnitude


def skip_hyphen(tokens: Tokens, index: int) -> int:
    """Step over a hyphen that is written on to the words that it joins (``$900-million``)."""
    joins = tokens.word(index) in HYPHENS and tokens.glued(index) and tokens.glued(index + 1)
    return index + 1 if joins else index


def with_magnitude(tokens: Tokens, number: Number) -> Number:
    """Read ``and a half``, magnitude words and a magnitude letter behind a number."""
    extra, last = and_fraction(tokens, number.last)
    value, magnitude = number.value + extra, _ONE
    while (factor := magnitude_at(tokens, index := skip_hyphen(tokens, last))) is not None:
        magnitude *= factor
        last = index + 1
    if magnitude > 1 and not extra:
        extra, last = and_fraction(tokens, last)
        value += extra
    letter = (
        _LETTERS.get(tokens.words[last]) if magnitude == 1 and number.digits and tokens.glued(last) else None
    )
    return replace(number, last=last, value=value * magnitude, magnitude=magnitude, letter=letter)


def magnitude_at(tokens: Tokens, index: int) -> Decimal | None:
    """Read the magnitude word at a token, if one stands there."""
    if not tokens.near(index) or (tokens.words[index] in _STATES and not tokens.glued(index)):
        return None
    return MAGNITUDES.get(tokens.lower[index])


def and_fraction(tokens: Tokens, index: int) -> tuple[Decimal, int]:
    """Read ``and a half``, ``and two thirds``, with hyphens or spaces.

    Returns:
        The fraction and the index after it; nothing and the same index where there is none.
    """
    at = skip_hyphen(tokens, index)
    if tokens.word(at) != "and":
        return _NOTHING, index
    at = skip_hyphen(tokens, at + 1)
    count = _ONE if tokens.word(at) in {"a", "an"} else UNITS.get(tokens.word(at))
    at = skip_hyphen(tokens, at + 1)
    fraction = FRACTIONS.get(tokens.word(at))
    return (_NOTHING, index) if count is None or fraction is None else (count * fraction, at + 1)
