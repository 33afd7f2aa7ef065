"""Whether the clause of a date looks ahead or back, told from its words."""

import re
from collections.abc import Sequence

from orewire.lexicons.dates import date_words
from orewire.normalize.dates.meaning import Direction

#: How many characters before and behind a date its clause is looked for in.
_BEFORE, _BEHIND = 120, 70
_WORD = re.compile(r"[^\W\d_]+|[.;!?](?=\s)|(?<=\s)[-–—]{1,2}(?=\s)")


def direction_at(text: str, start: int, end: int) -> Direction:
    """Tell the direction of the clause around a date.

    The nearest verb before the date in its clause decides; where there is none, the first one behind it.

    Args:
        text: the text.
        start: offset of the date.
        end: offset after it.
    """
    cues = date_words().cues
    boundaries = cues["clause_end"]
    before = [word.lower() for word in _WORD.findall(text, _clause_start(text, start), start)]
    for index in range(len(before) - 1, -1, -1):
        if before[index] in boundaries:
            break
        if before[index] in cues["right_before"] and index == len(before) - 1:
            return Direction.FUTURE
        direction = _direction_of(before, index)
        if direction is not None:
            return direction
    behind = [word.lower() for word in _WORD.findall(text, end, min(len(text), end + _BEHIND))]
    for index, word in enumerate(behind):
        if word in boundaries:
            break
        direction = _direction_of(behind, index)
        if direction is not None:
            return direction
    return Direction.NEAREST


def _clause_start(text: str, start: int) -> int:
    """Where to begin looking: no earlier than the paragraph."""
    first = max(0, start - _BEFORE)
    paragraph = text.rfind("\n\n", first, start)
    return first if paragraph < 0 else paragraph


def _direction_of(words: Sequence[str], index: int) -> Direction | None:
    cues, word = date_words().cues, words[index]
    if word in cues["modal"] or word in cues["future"]:
        return Direction.FUTURE
    if word == "to":
        return Direction.FUTURE if index and words[index - 1] in cues["before_to"] else None
    if word not in cues["past"] and not (word.endswith("ed") and len(word) > 4):
        return None
    # will be released, is to be opened
    at = index - 1
    while at >= 0 and words[at] in cues["between_modal_and_verb"]:
        at -= 1
    chained = at >= 0 and (words[at] in cues["modal"] or (words[at] == "to" and at < index - 1))
    return Direction.FUTURE if chained else Direction.PAST
