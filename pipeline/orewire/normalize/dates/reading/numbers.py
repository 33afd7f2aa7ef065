"""Numbers in words: ``twenty-three``, ``two hundred and fifty``, ``nineteen ninety six``."""

from decimal import Decimal

from orewire.normalize.dates.reading.codes import Code
from orewire.normalize.dates.reading.numerals import is_year, number_code
from orewire.normalize.dates.reading.tokens import Island, Node

_NUMERIC = "idnyf"


def merge_numbers(island: Island) -> Island:
    """Put number words together, and digits with a following ``million``.

    Args:
        island: neighbouring words.

    Returns:
        The words, with each number as one of them.
    """
    if not any(node.code == Code.NUMBER_WORD for node in island):
        return island
    merged: Island = []
    index = 0
    while index < len(island):
        node = island[index]
        if node.code == Code.NUMBER_WORD and node.value is not None:
            number, index = _read(island, index)
            merged.append(number)
        elif node.code in _NUMERIC and _is_magnitude(island, index + 1):
            factor = island[index + 1]
            value = Decimal(node.value) * factor.value
            merged.append(Node(Code.NUMBER, node.start, factor.end, value))
            index += 2
        else:
            merged.append(node)
            index += 1
    return merged


def _is_magnitude(island: Island, index: int) -> bool:
    return index < len(island) and island[index].code == Code.NUMBER_WORD and island[index].value >= 100


def _read(island: Island, index: int) -> tuple[Node, int]:
    """Read the number words from an index; returns the number and the index behind it."""
    first = last = island[index]
    sum_ = _Sum()
    sum_.add(first.value)
    index += 1
    while index < len(island):
        step = index + 1 if sum_.goes_on_behind(island[index].code) else index
        if step >= len(island):
            break
        node = island[step]
        if node.code == Code.ORDINAL and node.word and sum_.takes_unit(node.value):
            value = sum_.value + node.value
            code = Code.ORDINAL if value <= 31 else Code.HIGH_ORDINAL
            return Node(code, first.start, node.end, value, word=True), step + 1
        if node.code != Code.NUMBER_WORD or not sum_.add(node.value):
            break
        last, index = node, step + 1
    code = Code.YEAR if sum_.is_year else number_code(sum_.value)
    return Node(code, first.start, last.end, sum_.value, word=True), index


class _Sum:
    """A number in words as far as it is read: thousands, the group below, and a first pair of digits."""

    def __init__(self) -> None:
        self._thousands = 0
        self._group = 0
        self._pair: int | None = None  # nineteen ninety-six: two numbers of two digits

    @property
    def value(self) -> int:
        """The number so far."""
        return self._thousands + self._group if self._pair is None else self._pair * 100 + self._group

    @property
    def is_year(self) -> bool:
        """Whether it is read like a year: ``nineteen ninety-six``, ``two thousand and fifteen``."""
        return is_year(self.value) and (self._pair is not None or 2000 <= self.value < 2100)

    def goes_on_behind(self, code: str) -> bool:
        """Whether the number may go on behind a hyphen or ``and``; ``five and twenty`` is none."""
        if code == Code.AND:
            return bool(self._thousands) or (self._group > 0 and self._group % 100 == 0)
        return code == "-" and self.value > 0

    def takes_unit(self, number: int) -> bool:
        """Whether one to nine may follow: ``twenty``-``three``."""
        return self._group % 100 >= 20 and self._group % 10 == 0 and number < 10

    def add(self, number: int) -> bool:
        """Take the next word; returns False where it does not belong to the number."""
        if number >= 1000:
            self._thousands, self._group = self._thousands + max(self._group, 1) * number, 0
        elif number == 100:
            self._group = max(self._group, 1) * 100
        elif self._group % 100 == 0 or self.takes_unit(number):
            self._group += number
        elif self._pair is None and not self._thousands and 10 <= self._group <= 21 and number >= 10:
            self._pair, self._group = self._group, number
        else:
            return False
        return True
