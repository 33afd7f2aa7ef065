"""What an amount is counted by: ``a tonne``, ``per share``, ``/lb``, ``-a-year``, ``annually``."""

from typing import Final, NamedTuple

from orewire.lexicons.amounts import amount_words
from orewire.lexicons.units import units
from orewire.normalize.amounts.lookup import match_words
from orewire.normalize.numbers import decimal_string, number_at
from orewire.normalize.tokens import Tokens

_WORDS: Final = amount_words().rates
_ARTICLES: Final = frozenset({"a", "an", "per", "each", "every"})
_ADVERBS: Final = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "h",
    "nightly": "night",
    "pa": "year",
}
#: What an amount is counted by that is a time.
TIMES: Final = frozenset(
    {"year", "month", "week", "day", "h", "quarter", "minute", "second", "decade", "night"}
)
_BEHIND_NOUN: Final = TIMES | {"t", "short ton", "long ton"}
# a year earlier, a day after: a time of comparison, no rate
_COMPARISONS: Final = _WORDS.comparisons
_DRY: Final = frozenset(
    {"dry", "wet", "fine", "contained", "refined", "payable", "ordinary", "common", "diluted"}
)
_SIGNS_BETWEEN: Final = frozenset("-‐‑")
_LONGEST_ASIDE: Final = 14


class Rate(NamedTuple):
    """What an amount is counted by.

    Attributes:
        code: a unit's symbol or a plain word: ``t``, ``year``, ``share``.
        last: index after its last token.
        joined: it is written on to the amount (``g/t``).
    """

    code: str
    last: int
    joined: bool


def rate_at(tokens: Tokens, index: int) -> Rate | None:
    """Read what an amount is counted by, right behind the amount or behind an aside in brackets.

    Args:
        tokens: the text.
        index: index after the amount.
    """
    at = _behind_aside(tokens, index)
    if tokens.word(at) == "/":
        written_on = tokens.glued(at) or tokens.glued(at + 1)
        return _counted(tokens, at + 1, joined=True) if written_on else None
    if not tokens.near(at):
        return None
    at = _skip_signs(tokens, at)
    word = tokens.word(at)
    if word in _ADVERBS or tokens.lower[at : at + 3] == ["p", ".", "a"]:
        return Rate(_ADVERBS.get(word, "year"), at + 1 if word in _ADVERBS else at + 3, joined=False)
    if word == "for" and tokens.word(at + 1) in {"every", "each"}:
        return _counted(tokens, at + 2, joined=False)
    if word not in _ARTICLES:
        return None
    return _behind_article(tokens, word, _skip_signs(tokens, at + 1))


def _skip_signs(tokens: Tokens, index: int) -> int:
    while tokens.word(index) in _SIGNS_BETWEEN:
        index += 1
    return index


def _behind_article(tokens: Tokens, article: str, index: int) -> Rate | None:
    rate = _counted(tokens, index, joined=False, anything=article == "per")
    if rate is None or rate.code not in TIMES or article == "per":
        return rate
    return None if _compares(tokens, _behind_more(tokens, rate.last)) else rate


def _behind_more(tokens: Tokens, index: int) -> int:
    """Step over what lengthens a time: ``a year and a half ago``, ``a year-earlier``."""
    if tokens.word(index) in _SIGNS_BETWEEN and tokens.glued(index):
        return index + 1
    if tokens.word(index) in {"and", "or"} and tokens.word(index + 1) in {"a", "two", "so", "more"}:
        return index + (3 if tokens.word(index + 1) == "a" else 2)
    return index


def _compares(tokens: Tokens, index: int) -> bool:
    from_now = tokens.word(index) == "from" and tokens.word(index + 1) in {"now", "today"}
    return from_now or tokens.word(index) in _COMPARISONS


def rate_behind_noun(tokens: Tokens, index: int) -> Rate | None:
    """Read a rate behind what is counted: ``ounce gold per ton``, ``tonnes of copper concentrate a year``.

    Args:
        tokens: the text.
        index: index after the amount.
    """
    rate = rate_at(tokens, index)
    if rate is not None:
        return rate
    at = index + 1 if tokens.word(index) == "of" else index
    for length in range(1, 5):
        at += 1
        if not tokens.near(at - 1) or not tokens.word(at - 1).replace("-", "a").isalnum():
            return None
        word = tokens.word(at)
        if word in {"a", "per", "each", "every", "annually", "daily", "monthly", "weekly"} and length <= 4:
            rate = rate_at(tokens, at)
            return rate if rate is not None and (word == "per" or rate.code in _BEHIND_NOUN) else None
        if tokens.word(at - 1) in {"and", "in", "to", "from", "for", "by", "at"}:
            return None
    return None


def _behind_aside(tokens: Tokens, index: int) -> int:
    """Step over a conversion in brackets between an amount and its rate, or out of the bracket."""
    if tokens.word(index) in {")", "]"}:
        return index + 1
    if tokens.word(index) not in {"(", "["} or not tokens.near(index):
        return index
    for at in range(index + 1, min(index + _LONGEST_ASIDE, len(tokens.words))):
        if tokens.words[at] in ")]":
            return at + 1
    return index


def _counted(tokens: Tokens, index: int, *, joined: bool, anything: bool = False) -> Rate | None:
    while tokens.word(index) in _DRY:
        index += 1
    if index >= len(tokens.words) or not tokens.near(index):
        return None
    if tokens.words[index][0].isdecimal():  # per 100 kilos, per 1,000 cubic feet
        number = number_at(tokens, index)
        base = None if number is None or joined else _counted(tokens, number.last, joined=False)
        if number is None or base is None:
            return None
        return Rate(f"{decimal_string(number.value)} {base.code}", base.last, joined)
    lexicon = units()
    word = tokens.lower[index]
    found = match_words(lexicon.words, tokens, index)
    if found is not None and found[0].kind != "percent" and found[0].per is None:
        return Rate(found[0].symbol, found[1], joined)
    symbol = lexicon.symbols.get(tokens.words[index])
    if symbol is not None and symbol.scale == 1 and symbol.kind != "percent":
        return Rate(symbol.symbol, index + 1, joined)
    code = lexicon.per.get(word) if len(word) > 1 or joined else None
    if code is None and anything and word.isalpha() and len(word) > 2 and word not in {"cent", "the"}:
        code = word
    return None if code is None else Rate(code, index + 1, joined)


_CURRENCIES: Final = {"dollar": "USD", "dlr": "USD", "$": "USD", "greenback": "USD", "euro": "EUR"}


def counted_by_currency(tokens: Tokens, index: int) -> str | None:
    """Read what an exchange rate is counted by: ``per dollar``, ``to the U.S. dollar``, ``against the euro``.

    Args:
        tokens: the text.
        index: index after the amount.

    Returns:
        The code of the currency, or None.
    """
    if not tokens.near(index):
        return None
    word, at = tokens.lower[index], index + 1
    if word in {"to", "against", "for"}:
        if tokens.word(at) not in {"the", "a", "one"}:
            return None
        at += 1
    elif word not in {"per", "a"} and not (word == "/" and tokens.glued(index)):
        return None
    while tokens.word(at) in {"u", "s", ".", "us", "american"}:
        at += 1
    return _CURRENCIES.get(tokens.word(at))


_PERIODS: Final = {"annual": "year", "yearly": "year", "daily": "day", "monthly": "month", "weekly": "week"}
_PERIOD_REACH: Final = 7
_PERIOD_JOINTS: Final = _WORDS.period_joints


def periodic_before(tokens: Tokens, first: int) -> str | None:
    """Read a rate from an adjective before the amount: ``annual output of 5 tonnes``.

    Args:
        tokens: the text.
        first: index of the amount's first token.
    """
    for at in range(first - 1, max(-1, first - 1 - _PERIOD_REACH), -1):
        word = tokens.lower[at]
        if word in _PERIODS:
            counts = at < first - 1 and tokens.lower[at + 1] not in {"report", "meeting"}
            return _PERIODS[word] if counts else None
        if not word.isalpha() or (at == first - 1 and word not in _PERIOD_JOINTS):
            return None
    return None
