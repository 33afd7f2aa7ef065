"""A currency after a number: signs, codes, words, subunits."""

from decimal import Decimal
from typing import Final

from orewire.lexicons.amounts import amount_words
from orewire.lexicons.currencies import Currency, currencies
from orewire.normalize.amounts.lookup import is_large, joined_right, match_words, word_set
from orewire.normalize.amounts.mark import Mark
from orewire.normalize.amounts.pounds import pounds_are_money
from orewire.normalize.magnitudes import magnitude_at
from orewire.normalize.numbers import Number, number_at
from orewire.normalize.tokens import Tokens

_WORDS: Final = amount_words().money
_NOTHING: Final = Decimal(0)
_POUNDS: Final = frozenset({"pound", "pounds", "quid"})
_LARGEST_PART: Final = 2000
# letters of pence and cents, and the words of a text that vouch for them
_PARTS: Final = {
    "p": ("pence", frozenset({"pence", "£", "stg", "sterling", "penny"})),
    "c": ("cents", frozenset({"cents", "cent", "¢"})),
}


def money_after(tokens: Tokens, number: Number, index: int, factor: Decimal) -> Mark | None:
    """Find a currency at an index behind a number.

    Args:
        tokens: the text.
        number: the number.
        index: where the currency would begin.
        factor: what stands between multiplies the number by this.
    """
    written = tokens.words[index]
    sign = currencies().signs.get(written)
    if sign is not None:
        # the sign of the next amount: from 5 $6
        opens_next = tokens.glued(index + 1) and tokens.words[index + 1][0].isdecimal()
        return None if opens_next else Mark(sign, number.first, index + 1, factor, rule="sign")
    if written in _PARTS and index == number.last and number.digits and tokens.glued(index):
        return _part(tokens, number, index)
    code, word = _code(tokens, number, index, factor), _word(tokens, number, index, factor)
    # the longer one: 50 billion CFA francs
    return word if code is None or (word is not None and word.last > code.last) else code


def _code(tokens: Tokens, number: Number, index: int, factor: Decimal) -> Mark | None:
    """Read ``30m EUR``, ``115USD``, ``75 USD million``, ``17 USD 25``."""
    written = tokens.words[index]
    code = currencies().codes.get(written)
    if code is None or len(written) < 3 or joined_right(tokens, index + 1):
        return None
    if code.wary and not is_large(tokens, number):
        return None
    last = index + 1
    magnitude = magnitude_at(tokens, last)
    if magnitude is not None and number.magnitude == 1:
        factor, last = factor * magnitude, last + 1
    addition, last = _parts_behind(tokens, number, last, code)
    return Mark(code, number.first, last, factor, addition, rule="code")


def _word(tokens: Tokens, number: Number, index: int, factor: Decimal) -> Mark | None:
    found = match_words(currencies().words, tokens, index)
    if found is None:
        return None
    currency, last = found
    if currency.code is None and tokens.word(last - 1) in _POUNDS:
        clear = pounds_are_money(tokens, number.first, last, magnitude=number.magnitude * factor)
    else:
        clear = not currency.wary or _is_clear(tokens, number, index, last)
    if not clear or tokens.words[index] == "Cent" or _is_idiom(tokens, number, last):
        return None  # 50 Cent
    if tokens.word(last - 1) == "dollar" and _is_year(tokens, number):
        return None  # the 2025 dollar bond
    addition, last = _parts_behind(tokens, number, last, currency)
    return Mark(currency, number.first, last, factor, addition)


def _is_clear(tokens: Tokens, number: Number, index: int, last: int) -> bool:
    """Whether an ordinary word (``marks``, ``won``, ``real``) is money behind this number."""
    word = tokens.words[index]
    if last - index > 1 or number.magnitude >= 1000 or number.letter is not None:
        return last - index > 1 or not word.istitle()
    if not number.digits or word.istitle():
        return False
    if tokens.word(number.first - 1) == "/" and "." in tokens.word(number.first - 2):
        return True  # 1.8340/50 marks
    least = 1000 if word in _WORDS.wariest else 100
    return number.value >= least or "." in tokens.words[number.first]


def _is_year(tokens: Tokens, number: Number) -> bool:
    word = tokens.words[number.first]
    return (
        number.last == number.first + 1 and len(word) == 4 and word[:2] in {"19", "20"} and word.isdecimal()
    )


def _is_idiom(tokens: Tokens, number: Number, last: int) -> bool:
    """Whether the words are an opinion, not money: ``his two cents``."""
    owner = tokens.word(number.first - 1) in {"his", "her", "my", "their", "your", "our"}
    return owner and number.value == 2 and tokens.word(last - 1) == "cents"


def _part(tokens: Tokens, number: Number, index: int) -> Mark | None:
    """Read ``35.9p`` and ``72c``: pence and cents where the text speaks of such money or a price follows."""
    word, vouchers = _PARTS[tokens.words[index]]
    if number.magnitude > 1 or number.value >= _LARGEST_PART or joined_right(tokens, index + 1):
        return None
    priced = tokens.word(index + 1) == "/" or tokens.word(index + 2) in _WORDS.priced
    if not priced and vouchers.isdisjoint(word_set(tokens)):
        return None
    return Mark(currencies().words.root[word][""], number.first, index + 1)


def _parts_behind(tokens: Tokens, number: Number, last: int, unit: Currency) -> tuple[Decimal, int]:
    """Read ``thirteen dollars and forty-five cents``, ``15 dollars 50``, ``one kuai five mao``."""
    whole = number.magnitude == 1 and number.value == number.value.to_integral_value()
    linked = unit.written == "word" and tokens.word(last) in {"and", ","}
    index = last + 1 if linked else last
    parts = number_at(tokens, index) if whole and unit.scale == 1 and tokens.near(index) else None
    if parts is None or parts.magnitude > 1 or parts.vague or not 0 < parts.value < 100:
        return _NOTHING, last
    found = currencies().words.match(tokens.lower, parts.last)
    if found is not None and found[0].scale < 1 and tokens.near(parts.last):
        return _named_parts(tokens, parts, *found)
    if linked or not _two_places(tokens, parts) or joined_right(tokens, parts.last):
        return _NOTHING, last
    following = tokens.word(parts.last)
    ends = not following or following in _WORDS.after_parts or not following[0].isalnum()
    if ends and following not in {"%", "$", "£", "€", "/", "-"}:
        return parts.value / 100, parts.last
    return _NOTHING, last


def _named_parts(tokens: Tokens, parts: Number, unit: Currency, last: int) -> tuple[Decimal, int]:
    value = parts.value * unit.scale
    if unit.scale == Decimal("0.1") and tokens.near(last):  # five mao five
        more = number_at(tokens, last)
        if more is not None and more.value < 10:
            return value + more.value / 100, more.last
    return value, last


def _two_places(tokens: Tokens, parts: Number) -> bool:
    return parts.value >= 10 and (not parts.digits or len(tokens.words[parts.first]) == 2)
