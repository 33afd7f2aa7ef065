"""Text cut at the borders of spans that may overlap."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

Tag = TypeVar("Tag")

# Lines that were broken at a width are hardly wider.
_WIDEST = 100
_SENTENCE_ENDS = (".", "!", "?", ":", '"', "”", "’", "'", ")")
_LINE_ENDS = re.compile(r"\r?\n(?:[ \t]*\r?\n)*")
_BLANK_LINES = re.compile(r"\r?\n(?:[ \t]*\r?\n)+")


class Tagged(NamedTuple, Generic[Tag]):
    """A span of a text and what it stands for."""

    start: int
    end: int
    tag: Tag


class Piece(NamedTuple, Generic[Tag]):
    """A stretch of text in which no span begins or ends.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        spans: the spans that cover it, in the order in which they were given.
    """

    start: int
    end: int
    spans: tuple[Tagged[Tag], ...]


def cut(start: int, end: int, spans: Iterable[Tagged[Tag]]) -> Iterator[Piece[Tag]]:
    """Cut a stretch of text at every border of the spans in it.

    Args:
        start: where the stretch begins.
        end: where it ends.
        spans: any spans; what lies outside of the stretch is left out.

    Yields:
        Pieces in text order that make up the stretch without gap or overlap.
    """
    clipped = [
        (max(span.start, start), min(span.end, end), number, span) for number, span in enumerate(spans)
    ]
    clipped = [entry for entry in clipped if entry[0] < entry[1]]
    opening: dict[int, list[tuple[int, Tagged[Tag]]]] = {}
    closing: dict[int, list[int]] = {}
    for first, last, number, span in clipped:
        opening.setdefault(first, []).append((number, span))
        closing.setdefault(last, []).append(number)
    covering: dict[int, Tagged[Tag]] = {}
    position = start
    for border in sorted({*opening, *closing, end}):
        if position < border:
            yield Piece(position, border, tuple(span for _, span in sorted(covering.items())))
        for number in closing.get(border, ()):
            del covering[number]
        covering.update(opening.get(border, ()))
        position = border


def paragraphs(text: str, whole: Iterable[tuple[int, int]], begin: int = 0) -> list[tuple[int, int]]:
    """Find a text's paragraphs.

    Blank lines part paragraphs. So do single line ends, unless the lines look like lines of one paragraph
    that were broken at some width: all are short, and most do not end a sentence.

    Args:
        text: the text.
        whole: spans in text order in which no paragraph may end.
        begin: where to begin.

    Returns:
        Start and end of each paragraph in text order; the line ends between them belong to none.
    """
    pattern = _BLANK_LINES if _is_broken(text[begin:]) else _LINE_ENDS
    barred = iter(whole)
    bar = next(barred, None)
    found = []
    for match in pattern.finditer(text, begin):
        while bar is not None and bar[1] <= match.start():
            bar = next(barred, None)
        if bar is not None and bar[0] < match.end():
            continue
        if begin < match.start():
            found.append((begin, match.start()))
        begin = match.end()
    if begin < len(text):
        found.append((begin, len(text)))
    return found


def _is_broken(text: str) -> bool:
    lines = text.rstrip().split("\n")
    if any(len(line) > _WIDEST for line in lines):
        return False
    followed = [line.rstrip() for line, after in pairwise(lines) if line.strip() and after.strip()]
    return 2 * sum(line.endswith(_SENTENCE_ENDS) for line in followed) < len(followed)
