"""What a capital tells at a place in a text: nothing in headlines, a name in the midst of a sentence."""

import re
from enum import Enum, auto

_LONGEST = 200  # characters of a headline
_WORD = re.compile(r"[^\W\d_]+")
_STARTERS = frozenset(".!?:;\"“”‘'(*•|>\u2013\u2014[")
_BULLET = re.compile(r"(?:^|\s)[-*•·] ?\Z|[^\W\d_a-z]{2,}-\Z| -{1,2} ?\Z")
_NARROWEST, _WINDOW = 60, 90  # characters of a line that may have been broken for width alone


class Casing(Enum):
    """How a line is written."""

    RUNNING = auto()
    TITLE = auto()
    CAPITALS = auto()


class CasingReader:
    """Tells how the lines of a text are written; each line is looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[int, Casing] = {}

    def at(self, position: int) -> Casing:
        """Return how the line around a position is written; long lines are running text.

        Args:
            position: offset in the text.

        Returns:
            Its casing.
        """
        start = self._line_start(position)
        if start is None:
            return Casing.RUNNING
        if start not in self._lines:
            self._lines[start] = self._read(start)
        return self._lines[start]

    def starts_sentence(self, position: int) -> bool:
        """Tell whether a word would be capitalised here whatever it is.

        Args:
            position: offset of the word's first character.

        Returns:
            True at the start of the text, a sentence, a quotation, a list item or a cell.
        """
        before = self._text[max(0, position - _WINDOW) : position]
        kept = before.rstrip(" \t\n\r\xa0")
        if not kept or kept[-1] in _STARTERS or _BULLET.search(before):
            return True
        gap = before[len(kept) :]
        if "\n" not in gap:
            return False
        if gap.count("\n") > 1:
            return True
        # A line may break for width alone, unless it is shorter or longer than such lines are, or the first.
        line = before.rfind("\n", 0, len(kept)) + 1
        return not line or len(kept) - line < _NARROWEST

    def _line_start(self, position: int) -> int | None:
        start = self._text.rfind("\n", max(0, position - _LONGEST), position) + 1
        return start if start or position <= _LONGEST else None

    def _read(self, start: int) -> Casing:
        end = self._text.find("\n", start, start + _LONGEST + 1)
        if end < 0:
            if len(self._text) - start > _LONGEST:
                return Casing.RUNNING
            end = len(self._text)
        line = self._text[start:end].strip()
        letters = [letter for letter in line if letter.isalpha()]
        lower = sum(map(str.islower, letters))
        if len(letters) > 3 and lower <= len(letters) // 10:
            return Casing.CAPITALS
        if line.endswith((".", ",", ";")) or not line[0].isalnum() or not self._stands_alone(start):
            return Casing.RUNNING
        words = [word for word in _WORD.findall(line) if len(word) > 3]
        capitals = sum(word[0].isupper() for word in words)
        return Casing.TITLE if len(words) > 2 and capitals >= 0.75 * len(words) else Casing.RUNNING

    def _stands_alone(self, start: int) -> bool:
        return start == 0 or self._text[max(0, start - 3) : start].replace("\r", "").endswith("\n\n")
