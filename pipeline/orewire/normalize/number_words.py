"""Numbers in words: spelled ones, halves and quarters, dozens, vague ones (``tens of billions``)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from orewire.lexicons.amounts import amount_words, by_word
from orewire.normalize.magnitudes import (
    FRACTIONS,
    MAGNITUDES,
    UNITS,
    Number,
    and_fraction,
    magnitude_at,
    skip_hyphen,
    with_magnitude,
)
from orewire.normalize.tokens import Tokens

_WORDS: Final = amount_words().numbers
_TENS: Final = {word: Decimal(10 * value) for value, word in enumerate(_WORDS.tens, start=2)}
_PLURALS: Final = by_word(_WORDS.plurals)
_MULTIPLES: Final = by_word(_WORDS.multiples)
_ONE: Final = Decimal(1)
_TWO: Final = Decimal(2)
_MAY_PRECEDE: Final = frozenset("-–—(\"'“‘/[$£€¥~")
# what may stand between a fraction and what it is a fraction of
_ONE_OF: Final = frozenset({"a", "an", "one", "1"})
# words of a magnitude that begin no number by themselves, as ``million-dollar`` does
_BARE_MAGNITUDES: Final = frozenset({"million", "billion", "trillion", "lakh", "crore"})


def read_words(tokens: Tokens, index: int) -> Number | None:
    """Read the number in words that begins at a token, if one does.

    Args:
        tokens: the text.
        index: a token that is one of :data:`STARTERS`.
    """
    if tokens.glued(index) and tokens.words[index - 1] not in _MAY_PRECEDE:
        return None
    word = tokens.lower[index]
    number = _READERS.get(word, _read_spelled)(tokens, index)
    if number is not None and word in UNITS and tokens.word(index - 1) == "minus":
        return replace(number, value=-number.value, start=tokens.starts[index - 1])
    return number


# ---------------------------------------------------------------- vague numbers


def _read_plural(tokens: Tokens, index: int) -> Number:
    """Read ``tens of billions``, ``hundreds of thousands``, ``millions``."""
    factor, last = _chain(tokens, index + 1)
    value = _PLURALS[tokens.lower[index]] * factor
    return Number(index, last, value, tokens.starts[index], magnitude=value, vague=True)


def _read_few(tokens: Tokens, index: int) -> Number:
    """Read ``several million``, ``few hundred``."""
    magnitude, last = _chain(tokens, index + 1)
    return Number(index, last, _TWO * magnitude, tokens.starts[index], magnitude, vague=True)


def _chain(tokens: Tokens, last: int) -> tuple[Decimal, int]:
    """Multiply the magnitudes that follow, ``of`` between them or not."""
    magnitude = _ONE
    while True:
        index = last + 1 if tokens.word(last) == "of" else last
        factor = _PLURALS.get(tokens.word(index)) or MAGNITUDES.get(tokens.word(index))
        if factor is None or not tokens.near(index):
            return magnitude, last
        magnitude, last = magnitude * factor, index + 1


def _read_multiple(tokens: Tokens, index: int) -> Number:
    """Read ``multimillion`` as several million."""
    value = _MULTIPLES[tokens.lower[index]]
    return Number(index, index + 1, value, tokens.starts[index], value / 2, vague=True)


def _read_multi(tokens: Tokens, index: int) -> Number | None:
    """Read ``multi-million`` likewise."""
    at = skip_hyphen(tokens, index + 1)
    factor = MAGNITUDES.get(tokens.word(at))
    if at == index + 1 or factor is None:
        return None
    return Number(index, at + 1, _TWO * factor, tokens.starts[index], factor, vague=True)


# ---------------------------------------------------------------- what an article begins


def _read_article(tokens: Tokens, index: int) -> Number | None:
    """Read what ``a`` begins: ``a million``, ``a few hundred``, ``a quarter of a million``."""
    at = skip_hyphen(tokens, index + 1)
    word = tokens.word(at)
    if word in MAGNITUDES:
        # a billion-dollar deal: the article is the deal's
        names_deal = word in _BARE_MAGNITUDES and skip_hyphen(tokens, at + 1) > at + 1
        return None if names_deal and at == index + 1 else _read_spelled(tokens, at, first=index, begun=_ONE)
    reader = _AFTER_ARTICLE.get(word)
    if reader is not None:
        number = reader(tokens, at)
        return number and replace(number, first=index, start=tokens.starts[index])
    # a hectare, but no A$5 million
    alone = word[:1].isalpha() and (tokens.word(index - 1) in _WORDS.limits or word == "percentage")
    return Number(index, at, _ONE, tokens.starts[index]) if alone else None


def _read_couple(tokens: Tokens, index: int) -> Number:
    last = index + 2 if tokens.word(index + 1) == "of" else index + 1
    return with_magnitude(tokens, Number(index, last, _TWO, tokens.starts[index], approx=True))


def _read_half(tokens: Tokens, index: int) -> Number | None:
    """Read ``half a billion``, ``quarter of a million``, ``half an ounce``, ``half million``."""
    if {tokens.word(index - 1), tokens.word(index - 2)} & _WORDS.ordinals:
        return None
    return _part_of(tokens, Number(index, index + 1, FRACTIONS[tokens.lower[index]], tokens.starts[index]))


def _part_of(tokens: Tokens, number: Number) -> Number:
    """Read ``of a million``, ``a billion``, ``an`` behind a fraction."""
    last = skip_hyphen(tokens, number.last)
    if tokens.word(last) == "of" and tokens.word(last + 1) in _ONE_OF:
        last += 2
    elif tokens.word(last) in {"a", "an"}:
        last = skip_hyphen(tokens, last + 1)
    else:
        return with_magnitude(tokens, number)
    if magnitude_at(tokens, last) is None:
        return replace(number, last=last)
    return with_magnitude(tokens, replace(number, last=last))


def _read_bare_magnitude(tokens: Tokens, index: int) -> Number | None:
    """Read ``billion-dollar`` as one billion; a bare ``million`` elsewhere belongs to something before it."""
    if skip_hyphen(tokens, index + 1) == index + 1:
        return None
    factor = MAGNITUDES[tokens.lower[index]]
    return Number(index, index + 1, factor, tokens.starts[index], factor)


# ---------------------------------------------------------------- spelled numbers


def _read_spelled(
    tokens: Tokens, index: int, *, first: int | None = None, begun: Decimal | None = None
) -> Number | None:
    """Read a number in words: ``three hundred and twenty-five thousand``, ``one point five``.

    Args:
        tokens: the text.
        index: where its words begin.
        first: where the number begins, if earlier: at an article.
        begun: what the article counts for.
    """
    sum_ = _Sum(begun)
    last = at = index
    while (at == index or tokens.near(at)) and sum_.add(tokens.word(at)):
        last = at + 1
        at = skip_hyphen(tokens, last)
        following = tokens.word(at + 1)
        if tokens.word(at) == "and" and sum_.may_continue and (following in UNITS or following in _TENS):
            at += 1
    if last == index:
        return None
    first = index if first is None else first
    number = Number(first, last, sum_.value, tokens.starts[first], sum_.magnitude)
    return _with_tail(tokens, number)


class _Sum:
    """A number in words as it is read: what is complete, the group under way, and which words may follow."""

    def __init__(self, begun: Decimal | None) -> None:
        self._total = Decimal(0)
        self._group = begun
        self._kind = "start" if begun is None else "unit"
        self._scale = _ONE

    @property
    def value(self) -> Decimal:
        return self._total + (self._group or 0)

    @property
    def magnitude(self) -> Decimal:
        """The last magnitude word, where the whole number is a multiple of it."""
        whole = self._group is None and self._total % self._scale == 0
        return self._scale if whole else _ONE

    @property
    def may_continue(self) -> bool:
        """Whether ``and`` may follow."""
        return self._kind in {"hundred", "scale"}

    def add(self, word: str) -> bool:
        """Take the next word; return whether it belongs to the number."""
        opens = self._kind in {"start", "hundred", "scale"}
        if word in _TENS and opens:
            self._group, self._kind = (self._group or 0) + _TENS[word], "tens"
        elif word in UNITS and (opens or (self._kind == "tens" and 0 < UNITS[word] < 10)):
            self._group, self._kind = (self._group or 0) + UNITS[word], "unit"
        elif word == "hundred" and self._kind in {"unit", "start", "tens"}:
            self._group, self._kind = (_ONE if self._group is None else self._group) * 100, "hundred"
        elif word in MAGNITUDES and word != "hundred" and (self._kind != "start" or word == "thousand"):
            self._scale_by(MAGNITUDES[word])
        else:
            return False
        return True

    def _scale_by(self, factor: Decimal) -> None:
        if self._kind == "scale":
            self._total, self._scale = self._total * factor, self._scale * factor
        else:
            self._total += (_ONE if self._group is None else self._group) * factor
            self._scale = factor
        self._group, self._kind = None, "scale"


def _with_tail(tokens: Tokens, number: Number) -> Number:
    """Read what follows a spelled number: ``and a half million``, ``point five``, ``thirds of a``."""
    if number.magnitude > 1:
        extra, last = and_fraction(tokens, number.last)
        return replace(number, last=last, value=number.value + extra * number.magnitude)
    at = skip_hyphen(tokens, number.last)
    fraction = FRACTIONS.get(tokens.word(at))
    if fraction is not None and number.value < 10:
        return _part_of(tokens, replace(number, last=at + 1, value=number.value * fraction))
    if tokens.word(at) == "point" and UNITS.get(tokens.word(at + 1), 10) < 10:
        decimals = ""
        while (digit := UNITS.get(tokens.word(at + 1), Decimal(10))) < 10:
            decimals += str(digit)
            at += 1
        number = replace(number, last=at + 1, value=number.value + Decimal(f"0.{decimals}"))
    return with_magnitude(tokens, number)


_Reader = Callable[[Tokens, int], Number | None]

_READERS: Final[dict[str, _Reader]] = {
    **dict.fromkeys(_PLURALS, _read_plural),
    **dict.fromkeys(_MULTIPLES, _read_multiple),
    **dict.fromkeys(_WORDS.few, _read_few),
    **dict.fromkeys(_BARE_MAGNITUDES, _read_bare_magnitude),
    "multi": _read_multi,
    "couple": _read_couple,
    "half": _read_half,
    "quarter": _read_half,
    "a": _read_article,
    "an": _read_article,
}
_AFTER_ARTICLE: Final[dict[str, _Reader]] = {
    **dict.fromkeys(_WORDS.few, _read_few),
    "couple": _read_couple,
    "half": _read_half,
    "quarter": _read_half,
}
#: The words that may begin a number.
STARTERS: Final = frozenset({*_READERS, *UNITS, *_TENS, "hundred", "thousand"})
