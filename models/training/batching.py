"""Cuts documents into samples and packs samples of like length into batches."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch

from orewire_news.text import SHAPES, UNKNOWN_SHAPE, WordPieces
from training.augment import Sample, cut
from training.documents import Document
from training.labels import allowed_tags, scheme_of
from training.network import Batch


class Encoder:
    """Turns samples into tensors.

    Args:
        pieces: the word piece tokenizer.
        upos: names of the parts of speech.
        relations: names of the relations.
        adapters: names of the labelling habits; sets that it does not name have our own (0).
        name_weights: weight of each set in the loss of names; 1 where it is not named.
    """

    def __init__(
        self,
        pieces: WordPieces,
        upos: Sequence[str],
        relations: Sequence[str],
        adapters: Sequence[str],
        name_weights: dict[str, float],
    ) -> None:
        self.pieces = pieces
        self._upos = {name: number for number, name in enumerate(upos)}
        self._relations = {name: number for number, name in enumerate(relations)}
        self._adapters = {name: number for number, name in enumerate(adapters)}
        self._name_weights = name_weights

    def length(self, sample: Sample) -> int:
        """Count the pieces of a sample, its two special ones included."""
        return 2 + sum(len(ids) for ids, _ in self.pieces.lookup(sample.words))

    def batch(self, samples: Sequence[Sample]) -> Batch:
        """Pack samples into one batch."""
        rows = [self._row(sample) for sample in samples]
        syntax = [number for number, sample in enumerate(samples) if sample.syntax is not None]
        parsed = [samples[number] for number in syntax]
        return Batch(
            pieces=_pad([row[0] for row in rows], 0),
            shapes=_pad([row[1] for row in rows], 0),
            mask=_pad([[1] * len(row[0]) for row in rows], 0).bool(),
            words=_pad([[1] * len(row[2]) for row in rows], 0).bool(),
            first=_pad([row[2] for row in rows], 0),
            last=_pad([row[3] for row in rows], 0),
            allowed=_pad(
                [allowed_tags(len(s.words), s.names, scheme_of(s.source)) for s in samples],
                0,
            ),
            name_weight=torch.tensor([self._name_weights.get(s.source, 1.0) for s in samples]),
            adapters=torch.tensor([self._adapters.get(s.source, 0) for s in samples]),
            starts=_pad([[-1, *sample.starts[1:]] for sample in samples], -1),
            with_syntax=torch.tensor(syntax, dtype=torch.long),
            upos=self._parsed([[self._upos[tag] for tag in s.syntax.upos] for s in parsed if s.syntax], rows),
            heads=self._parsed([s.syntax.heads for s in parsed if s.syntax], rows),
            relations=self._parsed(
                [[self._relations[name] for name in s.syntax.relations] for s in parsed if s.syntax], rows
            ),
            sentences=self._parsed([_sentence_numbers(s.starts) for s in parsed], rows),
        )

    @staticmethod
    def _parsed(values: list[list[int]], rows: list[tuple[list[int], ...]]) -> torch.Tensor:
        return _pad(values, -100, max(len(row[2]) for row in rows))

    def _row(self, sample: Sample) -> tuple[list[int], ...]:
        pieces, shapes = [self.pieces.first], [0]
        first, last = [], []
        for number, (seen, own_shape) in enumerate(self.pieces.lookup(sample.words)):
            ids = (self.pieces.mask,) if number in sample.hidden else seen
            shape = UNKNOWN_SHAPE if number in sample.shapeless else own_shape
            if number in sample.breaks:
                shape += len(SHAPES)
            first.append(len(pieces))
            pieces += ids
            shapes += [shape] * len(ids)
            last.append(len(pieces) - 1)
        return [*pieces, self.pieces.last], [*shapes, 0], first, last


def _pad(rows: Sequence[Sequence[int]], value: int, width: int | None = None) -> torch.Tensor:
    if width is None:
        width = max((len(row) for row in rows), default=0)
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows], dtype=torch.long).view(
        -1, width
    )


def _sentence_numbers(starts: Sequence[int]) -> list[int]:
    numbers, current = [], 0
    for start in starts:
        current += start == 1
        numbers.append(current)
    return numbers


def samples_of(
    document: Document, encoder: Encoder, config: dict[str, Any], rng: random.Random
) -> Iterator[Sample]:
    """Cut a document into samples of one to six sentences, none longer than the window.

    Running text whose sentences are not known is cut where a sentence may begin.

    Args:
        document: a document of the training split.
        encoder: counts pieces.
        config: the section `train` of the configuration.
        rng: draws the number of sentences.

    Yields:
        Samples that cover the document.
    """
    counts = [len(ids) for ids, _ in encoder.pieces.lookup(document.words)]
    inside = {word for start, end, _ in document.names for word in range(start + 1, end)}
    borders = [
        number
        for number, start in enumerate(document.starts)
        if number
        and number not in inside
        and (start == 1 or (start == -1 and document.words[number][0].isupper()))
    ]
    borders.append(len(document.words))
    start, left = 0, rng.randint(1, config["sentences"])
    room = config["window"] - 2
    for number, border in enumerate(borders):
        following = borders[number + 1] if number + 1 < len(borders) else None
        left -= 1
        if left and following is not None and sum(counts[start:following]) <= room:
            continue
        while sum(counts[start:border]) > room:  # one sentence longer than the window
            end = start + 1
            while sum(counts[start : end + 1]) <= room:
                end += 1
            if document.syntax is None:
                while end in inside and end > start + 1:
                    end -= 1
                yield cut(document, start, end)
            start = end if document.syntax is None else border
        if start < border:
            yield cut(document, start, border)
        start, left = border, rng.randint(1, config["sentences"])


def schedule(
    documents: Sequence[Document],
    encoder: Encoder,
    change: Callable[[Sample, random.Random], Sample],
    config: dict[str, Any],
) -> Iterator[list[Sample]]:
    """Lay out the whole run: each set as often as the configuration says, evenly over time.

    Args:
        documents: the training documents.
        encoder: counts pieces.
        change: the augmentation.
        config: the section `train` of the configuration.

    Yields:
        The samples of one batch after another.
    """
    rng = random.Random(config["seed"])  # noqa: S311 - a fixed order, no secrecy
    order: list[tuple[float, int]] = []
    for number, document in enumerate(documents):
        passes = config["passes"][document.source]
        whole = int(passes)
        order += [((turn + rng.random()) / passes, number) for turn in range(whole)]
        if rng.random() < passes - whole:
            order.append((rng.random(), number))
    order.sort()
    pool: list[tuple[int, float, Sample]] = []
    room = 0
    for _, number in order:
        for plain in samples_of(documents[number], encoder, config, rng):
            sample = change(plain, rng)
            length = encoder.length(sample)
            if length > config["window"]:
                continue
            pool.append((length, rng.random(), sample))
            room += length
        if room > config["batch_pieces"] * config["pool"]:
            yield from _pack(pool, config["batch_pieces"], rng)
            pool, room = [], 0
    yield from _pack(pool, config["batch_pieces"], rng)


def _pack(pool: list[tuple[int, float, Sample]], size: int, rng: random.Random) -> list[list[Sample]]:
    """Pack samples of like length into batches of at most ``size`` pieces, padding included."""
    pool.sort(key=lambda item: item[:2])
    batches: list[list[Sample]] = []
    for length, _, sample in pool:
        if batches and length * (len(batches[-1]) + 1) <= size:
            batches[-1].append(sample)
        else:
            batches.append([sample])
    rng.shuffle(batches)
    return batches
