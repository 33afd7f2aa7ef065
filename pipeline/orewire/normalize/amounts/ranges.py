"""Ranges: two numbers that are the ends of one amount, and those that are a change from one to the other."""

from decimal import Decimal
from typing import Final, NamedTuple

from orewire.lexicons.amounts import amount_words
from orewire.lexicons.currencies import Currency
from orewire.lexicons.units import Unit
from orewire.normalize.amounts.atoms import Atom, share_magnitude, year_like
from orewire.normalize.amounts.qualifiers import qualifier_before
from orewire.normalize.numbers import digits_value
from orewire.normalize.tokens import Tokens

_JOINTS: Final[dict[tuple[str, ...], str]] = {
    ("to",): "to",
    ("till",): "to",
    ("-", "to"): "to",
    ("to", "-"): "to",
    ("-", "-"): "to",
    ("or",): "or",
    ("and",): "and",
    ("/",): "/",
    **{(dash,): "-" for dash in "-‐‑–—−"},
}
_WORDS: Final = amount_words().ranges
_REACH: Final = 9
_LEAST_QUOTED: Final = 100
_ARTICLES: Final = frozenset({"half", "quarter", "a", "an", "couple"})


class Range(NamedTuple):
    """Two numbers as one amount.

    Attributes:
        unit: the unit of both.
        low: the lower end.
        high: the upper end.
        last: index after its last token.
    """

    unit: Currency | Unit
    low: Decimal
    high: Decimal
    last: int


def range_of(tokens: Tokens, left: Atom, right: Atom) -> Range | None:
    """Read two neighbouring numbers as a range.

    Where the words tell a change instead (``rose from 25 to 37 pct``, ``rose $2 to $75``), the number
    without unit is given the other's and None is returned.

    Args:
        tokens: the text.
        left: a number.
        right: the number after it.
    """
    unit = right.unit or left.unit
    joint = _joint(tokens, left, right) if unit is not None else None
    if unit is None or joint is None or not _may_join(tokens, left, right, joint):
        return None
    low, high = _ends(tokens, left, right)
    low *= left.unit.scale / unit.scale if left.unit is not None else 1
    if low > high:
        return None
    if joint == "to" and _tells_change(tokens, left, right):
        _spread(left, right)
        return None
    return Range(unit, low, high, right.last)


def _may_join(tokens: Tokens, left: Atom, right: Atom, joint: str) -> bool:
    """Whether two joined numbers can be of one kind."""
    if left.unit is None and tokens.word(left.first) in _ARTICLES:
        return False
    if year_like(tokens, left) and not _both_plain(tokens, right, joint):
        return False
    if right.unit is None:
        return _may_lack_unit(tokens, left, right, joint)
    return _same_unit(left, right)


def _both_plain(tokens: Tokens, right: Atom, joint: str) -> bool:
    """Whether a number like a year may begin a range: ``1900 to 2000 tonnes`` but not ``1986 to 5.2 mln``."""
    word = tokens.words[right.number.first]
    return right.number.digits and word.isdecimal() and right.magnitude == 1 and joint != "/"


def _joint(tokens: Tokens, left: Atom, right: Atom) -> str | None:
    """Read what joins two numbers: ``to``, a dash, a slash, ``or``, ``between`` with ``and``."""
    between = tuple(tokens.lower[left.last : right.first])
    if not 0 < len(between) <= 2 or not tokens.near(left.last) or not tokens.near(right.first):
        return None
    joint = _JOINTS.get(between)
    if joint == "and" and not _stands_between(tokens, left):
        return None
    if joint == "/" and not (tokens.glued(left.last) and tokens.glued(right.first)):
        return None
    return joint


def _stands_between(tokens: Tokens, left: Atom) -> bool:
    first = qualifier_before(tokens, left.first).first
    return "between" in {tokens.word(first - 1), tokens.word(left.first - 1)}


def _same_unit(left: Atom, right: Atom) -> bool:
    if left.unit is None or right.unit is None:
        return True
    if isinstance(left.unit, Currency) and isinstance(right.unit, Currency):
        if (left.unit.code, left.unit.family) == (right.unit.code, right.unit.family):
            return True
        # US$5-$6: the bare sign repeats the one before it
        return left.unit.code is not None and right.unit.code is None and left.rule == right.rule == "sign"
    if isinstance(left.unit, Unit) and isinstance(right.unit, Unit):
        return left.unit.symbol == right.unit.symbol
    return False


def _may_lack_unit(tokens: Tokens, left: Atom, right: Atom, joint: str) -> bool:
    """Whether the second number shares the first one's sign: ``$5-6m``, ``$300 and 400 billion``."""
    if not left.sign_first or right.number.vague:
        return False
    letter = right.number.letter
    if letter is not None and not _joined(tokens, right.last + 1):
        right.value, right.magnitude, right.last = right.value * letter, letter, right.last + 1
    if _joined(tokens, right.last) or (year_like(tokens, right) and right.value > 20 * left.value):
        return False
    following = tokens.word(right.last)
    if following in {"%", "percent", "pct"}:
        return False
    # $2 to 75 people: a plural behind a bare number is what it counts
    return not (
        joint in {"to", "or"} and right.magnitude == 1 and following.isalpha() and following.endswith("s")
    )


def _joined(tokens: Tokens, index: int) -> bool:
    return tokens.glued(index) and tokens.words[index][0].isalnum()


def _ends(tokens: Tokens, left: Atom, right: Atom) -> tuple[Decimal, Decimal]:
    low, high = left.value, right.value
    if left.unit is None and left.number.letter is not None and left.magnitude == 1:
        low = left.value * left.number.letter
    elif left.magnitude == 1 < right.magnitude and not left.number.letter and left.numeral <= right.numeral:
        low = left.value * right.magnitude
    elif right.magnitude == 1 and left.magnitude > 1 and right.unit is None and right.numeral >= left.numeral:
        high = right.value * left.magnitude
    if right.number.digits and left.number.digits and (high < low or tokens.word(right.first - 1) == "/"):
        high = _with_shared_digits(tokens, left, right) or high
    return low, high


def _with_shared_digits(tokens: Tokens, left: Atom, right: Atom) -> Decimal | None:
    """Read the end of ``1.8340/50`` as 1.8350, of ``1,254.50/55.50`` as 1255.50, of ``811/12`` as 812."""
    whole = tokens.words[left.number.first]
    tail = tokens.words[right.number.first]
    if (
        ("." not in whole and not (len(whole) > len(tail) + ("," in whole) and left.value >= _LEAST_QUOTED))
        or not 1 < len(tail) < len(whole)
        or ("." in tail and whole[-len(tail) :].find(".") != tail.find("."))
    ):
        return None
    shared = digits_value(whole[: -len(tail)] + tail)
    return shared if shared is not None and left.value < shared < left.value * 2 else None


def _tells_change(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """Whether ``X to Y`` tells a change from X, or by X, to Y."""
    first = qualifier_before(tokens, left.first).first
    before = tokens.word(first - 1)
    if before == "from":
        return tokens.word(first - 2) not in _WORDS.words and any(
            is_change(tokens.word(index)) for index in range(max(0, first - _REACH), first - 1)
        )
    if before == "by" or is_change(before):
        own = left.unit is not None and left.rule != "elided"
        return own or right.value > 5 * left.value
    # raises copper price 1-1/4 cts to 64-1/4 cts: no range is as wide behind a change
    return right.value > 5 * left.value and any(
        is_change(tokens.word(index)) for index in range(max(0, first - 5), first)
    )


def is_change(word: str) -> bool:
    """Whether a word tells that something rises or falls."""
    return word.startswith(_WORDS.changes) and word not in _WORDS.no_changes


def _spread(left: Atom, right: Atom) -> None:
    """Give each end of a change the unit that only the other has."""
    if left.unit is None:
        share_magnitude(left, right)
        left.unit, left.rule = right.unit, "elided"
    elif right.unit is None:
        right.unit, right.rule = left.unit, "elided"
