"""Reads texts of any length with a network that sees one window at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orewire_news.agreement import agree
from orewire_news.decoding import Floats, Ints, Name, decode_names, decode_tree, no_trees
from orewire_news.text import SHAPES, WordPieces

#: What a caller knows of a word: it begins a sentence, it does not, or nothing.
BEGINS, GOES_ON, OPEN = 1, -1, 0
_SURE = 1e4


class Window(NamedTuple):
    """What the network gets: pieces with their shapes, and for each word its pieces and what is known."""

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    known: NDArray[np.float32]


class Output(NamedTuple):
    """What the network gives for each word of a window.

    ``names`` are tag probabilities, ``upos`` numbers, ``starts`` and ``relations`` scores (the latter for
    the head in ``heads``), ``arcs[word, head]`` scores with the root on the diagonal.
    """

    names: Floats
    upos: Ints
    starts: Floats
    arcs: Floats
    heads: Ints
    relations: Floats


Network = Callable[[Window], Output]


@dataclass(slots=True)
class Reading:
    """What the model reads in a text, word by word; a root is its own head."""

    starts: list[bool] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)


class _Text(NamedTuple):
    """A text as the network sees it: all pieces, and word by word how many, where they end, shape, known."""

    pieces: NDArray[np.int64]
    sizes: NDArray[np.int64]
    ends: NDArray[np.int64]
    shapes: NDArray[np.int64]
    known: NDArray[np.float32]


class Reader:
    """Reads texts window by window.

    A window ends where a sentence is known to begin; where none is, the last sentence that the network
    finds in it is read again, whole, in the next window.

    Args:
        network: reads one window.
        pieces: cuts words into pieces.
        upos: names of the parts of speech.
        relations: names of the relations, `root` among them.
        window: pieces in a window, the two special ones included.
    """

    def __init__(
        self,
        network: Network,
        pieces: WordPieces,
        *,
        upos: Sequence[str],
        relations: Sequence[str],
        window: int = 200,
    ) -> None:
        self._network = network
        self._pieces = pieces
        self._upos = list(upos)
        self._relations = list(relations)
        self._root = self._relations.index("root")
        self._room = window - 2

    def read(
        self, words: Sequence[str], breaks: Sequence[int] = (), known_starts: dict[int, int] | None = None
    ) -> Reading:
        """Read a text.

        Args:
            words: its words, none of them empty.
            breaks: numbers of the words that are first in their line.
            known_starts: `BEGINS` or `GOES_ON` for words of which it is known whether they begin a sentence.

        Returns:
            Grammar and names of all words.
        """
        reading = Reading()
        if not words:
            return reading
        text = self._prepare(words, breaks, known_starts or {})
        names: list[Floats] = []
        start = 0
        while start < len(words):
            before = int(text.ends[start - 1]) if start else 0
            end = max(start + 1, int(np.searchsorted(text.ends, before + self._room, side="right")))
            known = text.known[start:end].copy()
            whole = end == len(words)
            if not whole and text.known[end] != BEGINS:
                certain = np.flatnonzero(known == BEGINS)
                if len(certain) and certain[-1] * 2 > len(known):
                    end, whole = start + int(certain[-1]), True
                    known = known[: certain[-1]]
            else:
                whole = True
            known[0] = BEGINS
            output = self._network(self._window(text, start, end, known))
            begins = output.starts > 0
            begins[0] = True
            kept = end - start
            if not whole:
                later = np.flatnonzero(begins[1:]) + 1
                # At least half of the window is kept, else a list of short lines would be read many times.
                if len(later) and later[-1] * 2 > kept:
                    kept = int(later[-1])
            self._keep(reading, output, begins, kept, start)
            names.append(output.names[:kept])
            start += kept
        reading.names = agree(words, decode_names(np.concatenate(names)), reading.starts)
        return reading

    def _prepare(self, words: Sequence[str], breaks: Sequence[int], known_starts: dict[int, int]) -> _Text:
        ids, shapes_seen = zip(*self._pieces.lookup(words), strict=True)
        sizes = np.fromiter(map(len, ids), np.int64, len(words))
        ends = np.cumsum(sizes)
        pieces = np.fromiter(chain.from_iterable(ids), np.int64, int(ends[-1]))
        shapes = np.array(shapes_seen, dtype=np.int64)
        shapes[list(breaks)] += len(SHAPES)
        known = np.full(len(words), OPEN, dtype=np.float32)
        known[list(known_starts)] = list(known_starts.values())
        return _Text(pieces, sizes, ends, shapes, known)

    def _window(self, text: _Text, start: int, end: int, known: NDArray[np.float32]) -> Window:
        sizes = text.sizes[start:end]
        last = np.cumsum(sizes)
        pieces = text.pieces[text.ends[start] - sizes[0] : text.ends[end - 1]]
        return Window(
            np.concatenate([[self._pieces.first], pieces, [self._pieces.last]]),
            np.concatenate([[0], np.repeat(text.shapes[start:end], sizes), [0]]),
            last - sizes + 1,
            last,
            known,
        )

    def _keep(self, reading: Reading, output: Output, begins: NDArray[Any], kept: int, offset: int) -> None:
        """Add the grammar of the first ``kept`` words of a window to a reading."""
        borders = [*np.flatnonzero(begins[:kept]).tolist(), kept]
        heads: list[int] = output.heads[:kept].tolist()
        for number in no_trees(output.heads[:kept], borders).tolist():
            start, end = borders[number], borders[number + 1]
            heads[start:end] = [head + start for head in decode_tree(output.arcs[start:end, start:end])]
        scores = np.array(output.relations[:kept])
        scores[:, self._root] = -np.inf
        relations = scores.argmax(axis=1)
        relations[np.array(heads) == np.arange(kept)] = self._root
        reading.starts += begins[:kept].tolist()
        reading.upos += [self._upos[tag] for tag in output.upos[:kept].tolist()]
        reading.relations += [self._relations[relation] for relation in relations.tolist()]
        reading.heads += [head + offset for head in heads]


def known_sentences(starts: Sequence[int]) -> dict[int, int]:
    """Turn given sentence starts into what `Reader.read` takes as known."""
    return {word: BEGINS if start == 1 else GOES_ON for word, start in enumerate(starts)}


def sure(known: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn what is known of sentence starts into scores that outweigh any other."""
    return known * np.float32(_SURE)
