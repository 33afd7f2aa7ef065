"""A currency before a number: signs with or without letters, codes, now and then a word."""

from decimal import Decimal
from typing import Final

from orewire.lexicons.amounts import amount_words
from orewire.lexicons.currencies import Currency, currencies
from orewire.normalize.amounts.lookup import is_large, joined_right, match_words, word_set
from orewire.normalize.amounts.mark import Mark
from orewire.normalize.numbers import Number
from orewire.normalize.tokens import Tokens

_WORDS: Final = amount_words().money
_ONE: Final = Decimal(1)
_SPACED_MAGNITUDES: Final = {
    letter: Decimal(10**power) for letter, power in (("m", 6), ("M", 6), ("b", 9), ("B", 9))
}
_MAY_PRECEDE_CODE: Final = frozenset("([{-–—\"'“‘/~≈,;:")


def money_before(tokens: Tokens, number: Number, before: Number | None) -> Mark | None:
    """Find a sign or code that stands before a number.

    Args:
        tokens: the text.
        number: the number.
        before: the number before it, which may own the sign or code between them.
    """
    at = number.first - 1
    if at < 0 or not tokens.near(number.first):
        return None
    if tokens.words[at] in {"-", "−"} and number.start < tokens.starts[number.first]:
        at -= 1  # $-5
    word = tokens.words[at] if at >= 0 else ""
    sign = currencies().signs.get(word)
    if sign is not None and (sign.scale == 1 or word == "¢"):
        return None if _owned_before(tokens, at, number, before) else _signed(tokens, number, at, sign)
    slashed = _slashed(tokens, number, at)
    if slashed is not None:
        return slashed
    if word == "." and tokens.glued(at) and tokens.starts[number.first] - tokens.ends[at] <= 1:
        at -= 1  # Rs. 500
        word = tokens.words[at] if tokens.word(at) in _WORDS.dotted else ""
    return _coded(tokens, number, at, word, before)


def word_before(tokens: Tokens, number: Number, before: Number | None) -> Mark | None:
    """Read ``dollar 22.5 million``, ``naira 5,000``: the currency's word first, as some papers print it."""
    at = number.first - 1
    if not number.digits or at < 0 or not tokens.near(number.first) or not is_large(tokens, number):
        return None
    if (before is not None and before.last >= at - 1) or tokens.word(at - 1) in {"the", "a"}:
        return None
    for begin in range(max(0, at - 4), at + 1):  # the longest first: N.Z. Dlrs 54 mln
        found = match_words(currencies().words, tokens, begin)
        if found is not None and found[1] == number.first and not found[0].wary:
            factor, last = _letter(tokens, number)
            return Mark(found[0], begin, last, factor)
    return None


# ---------------------------------------------------------------- signs


def _signed(tokens: Tokens, number: Number, at: int, sign: Currency) -> Mark | None:
    """Read the letters before a sign (``US$``, ``C $``, ``U.S. $``) and the words behind the amount."""
    first, unit = _with_letters(tokens, number, at, sign)
    factor, last = _letter(tokens, number)
    nonsense = last == number.last and joined_right(tokens, last)  # $1x
    if unit.scale != 1 or (nonsense and tokens.lower[last] not in _WORDS.behind):
        return None
    if factor == 1 and number.magnitude == 1 and last < len(tokens.words) and not tokens.glued(last):
        spaced = _SPACED_MAGNITUDES.get(tokens.words[last])
        if spaced is not None and tokens.near(last) and not joined_right(tokens, last + 1):
            factor, last = spaced, last + 1
    unit, last = _nation_behind(tokens, last, unit)
    return Mark(unit, first, last, factor, rule="sign")


def _with_letters(tokens: Tokens, number: Number, at: int, sign: Currency) -> tuple[int, Currency]:
    lexicon = currencies()
    symbol = tokens.words[at]
    gap = tokens.starts[at] - tokens.ends[at - 1] if at else 2
    if gap > 1:
        return at, sign
    letters = tokens.words[at - 1]
    if letters == "." and tokens.lower[max(0, at - 4) : at] == ["u", ".", "s", "."]:
        return at - 4, lexicon.prefixes["US$"]
    found = lexicon.prefixes.get(letters + symbol)
    if found is None and symbol == "$" and len(letters) == 3 and not gap:
        found = lexicon.codes.get(letters.upper())  # cad$ 15
    if found is None or found.code is None:
        return at, sign
    # A $5 million deal: one letter counts only written on, or in text cut into words (c $ 16.4)
    apart = letters == "c" and not tokens.glued(number.first)
    if gap and not apart and (len(letters) == 1 or not letters.isupper()):
        return at, sign
    return at - 1, found


def _nation_behind(tokens: Tokens, last: int, unit: Currency) -> tuple[Currency, int]:
    """Read ``$10 million Canadian``, ``$5m USD``, ``$10-million (U.S.)``."""
    if unit.code is not None or not tokens.near(last):
        return unit, last
    if tokens.word(last) == "(":  # the bracket is no part of the amount
        inside = [word for word in tokens.lower[last + 1 : last + 6] if word != "."]
        code = _WORDS.behind.get("".join(inside[: inside.index(")")])) if ")" in inside else None
        return (unit if code is None else Currency(code, None)), last
    code = _WORDS.behind.get(tokens.lower[last])
    if code is None:
        return unit, last
    # a country's word counts where nothing that it could describe follows
    following = tokens.word(last + 1)
    alone = not following or not following[0].isalnum() or following in _WORDS.after_nation
    is_code = tokens.words[last].upper() in currencies().codes or tokens.lower[last] == "cdn"
    if is_code or (alone and not tokens.words[last].islower()):
        return Currency(code, None), last + 1
    return unit, last


def _owned_before(tokens: Tokens, at: int, number: Number, before: Number | None) -> bool:
    """Whether a sign between two numbers belongs to the first: ``10 $ 30 $``, ``10€ 20``."""
    if before is None or before.last != at or not tokens.near(at):
        return False
    left, right = tokens.glued(at), tokens.glued(at + 1)
    return left if left != right else tokens.word(number.last) == tokens.words[at]


def _letter(tokens: Tokens, number: Number) -> tuple[Decimal, int]:
    """Read a magnitude letter written on to a number of money."""
    if number.letter is not None and not joined_right(tokens, number.last + 1):
        return number.letter, number.last + 1
    return _ONE, number.last


# ---------------------------------------------------------------- codes


def _coded(tokens: Tokens, number: Number, at: int, word: str, before: Number | None) -> Mark | None:
    code = currencies().codes.get(word)
    if code is None or not _stands_free(tokens, at) or number.first - at > 2:
        return None
    if before is not None and before.last == at and not tokens.glued(number.first):
        return None  # the code belongs to the number before it: 10 EUR 20
    large = is_large(tokens, number)
    if word in {"Euro", "euro"} and len(tokens.words[number.first]) == 4 and not large:
        return None  # Euro 2024
    if len(word) == 1 and not large and not tokens.glued(number.first):
        return None
    if code.wary and not _is_vouched_for(tokens, number, word):
        return None
    factor, last = _letter(tokens, number)
    return Mark(code, at, last, factor, rule="code")


def _slashed(tokens: Tokens, number: Number, at: int) -> Mark | None:
    """Read ``S/ 5.80``, ``S/.5.80``, ``B/.300``: letters with a stroke, and a full stop or not."""
    at -= tokens.word(at) == "." and tokens.glued(at)
    if tokens.word(at) != "/" or not tokens.glued(at) or tokens.starts[number.first] - tokens.ends[at] > 2:
        return None
    code = currencies().codes.get("".join(tokens.words[at - 1 : number.first]))
    if code is None or not _stands_free(tokens, at - 1):
        return None
    factor, last = _letter(tokens, number)
    return Mark(code, at - 1, last, factor, rule="code")


def _stands_free(tokens: Tokens, at: int) -> bool:
    return not tokens.glued(at) or tokens.text[tokens.starts[at] - 1] in _MAY_PRECEDE_CODE


def _is_vouched_for(tokens: Tokens, number: Number, word: str) -> bool:
    """Whether letters that are also a word or name are money here: by the amount, or by the text's words."""
    if len(word) == 2 and tokens.glued(number.first) and "." in tokens.words[number.first]:
        return True  # Sh5.80
    if is_large(tokens, number) and len(word) <= 2 and word.lower() not in _WORDS.strict:
        return len(word) == 2 or tokens.glued(number.first) or number.magnitude > 1
    return not currencies().wary_codes.get(word, frozenset()).isdisjoint(word_set(tokens))
