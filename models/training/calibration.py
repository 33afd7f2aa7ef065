"""Finds the temperature at which the probabilities of names mean what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from orewire_news.decoding import TAGS, Floats, Ints
from orewire_news.reading import Network, Output, Reader, Window
from training.documents import Document
from training.labels import allowed_tags, scheme_of

_STRETCH = 100  # words that fit into one window, so that each row belongs to the word with the same number


def fit_temperature(
    network: Network, reader_of: Callable[[Network], Reader], documents: Iterable[Document]
) -> float:
    """Find the temperature with the least loss on texts kept aside.

    Args:
        network: gives probabilities at temperature 1.
        reader_of: makes a reader of a network.
        documents: texts that the model was not trained on.

    Returns:
        The temperature, between 0.5 and 4.
    """
    seen: list[Floats] = []

    def watched(window: Window) -> Output:
        output = network(window)
        seen.append(output.names)
        return output

    reader = reader_of(watched)
    rows: list[Floats] = []
    masks: list[int] = []
    for document in documents:
        allowed = allowed_tags(len(document.words), document.names, scheme_of(document.source))
        for start in range(0, len(document.words), _STRETCH):
            end = min(start + _STRETCH, len(document.words))
            seen.clear()
            reader.read(document.words[start:end], [n - start for n in document.breaks if start <= n < end])
            if len(seen) == 1:
                rows.append(seen[0])
                masks += allowed[start:end]
    if not rows:
        return 1.0
    scores = np.log(np.maximum(np.concatenate(rows), 1e-12))
    allowed_rows = (np.array(masks)[:, None] >> np.arange(len(TAGS))) & 1
    temperatures = np.geomspace(0.5, 4.0, 61)
    return float(temperatures[int(np.argmin([_loss(scores / each, allowed_rows) for each in temperatures]))])


def _loss(scores: Floats, allowed: Ints) -> float:
    probabilities = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    return float(-np.log(np.maximum((probabilities * allowed).sum(axis=1), 1e-12)).mean())
