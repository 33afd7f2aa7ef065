"""From scores to structures: names that begin and end, trees without cycles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

NAME_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC")
#: ``O`` is 0, ``B-`` of label k is 1 + 2k, ``I-`` of label k is 2 + 2k.
TAGS = ("O", *(f"{prefix}-{label}" for label in NAME_LABELS for prefix in "BI"))
_SURE_OUTSIDE = 0.98
_FAR = -1e9

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]


class Name(NamedTuple):
    """A name: words ``start`` to ``end`` (exclusive), its label and how sure the model is."""

    start: int
    end: int
    label: str
    probability: float


def decode_names(probabilities: Floats) -> list[Name]:
    """Read names off tag probabilities by the best valid BIO sequence.

    Args:
        probabilities: one row of tag probabilities (order of `TAGS`) per word.

    Returns:
        The names in order; none overlap.
    """
    tags = best_tags(probabilities)
    starts = np.flatnonzero(tags % 2 == 1)
    stops = np.append(np.flatnonzero(~_inside(tags)), len(tags))
    ends = stops[np.searchsorted(stops, starts, side="right")]
    labels = (tags[starts] - 1) // 2
    sure = _confidence(probabilities, tags, starts, ends)
    return [
        Name(start, end, NAME_LABELS[label], round(probability, 4))
        for start, end, label, probability in zip(
            starts.tolist(), ends.tolist(), labels.tolist(), sure.tolist(), strict=True
        )
    ]


def _confidence(probabilities: Floats, tags: Ints, starts: Ints, ends: Ints) -> Floats:
    """Give the probability of the least certain word of each name, its end border included."""
    if not len(starts):
        return np.zeros(0)
    own = np.append(probabilities[np.arange(len(tags)), tags], 1).astype(np.float64)
    least = np.minimum.reduceat(own, np.stack([starts, ends], axis=1).ravel())[::2]
    inner = ends < len(tags)
    goes_on = probabilities[ends[inner], tags[starts[inner]] + 1].astype(np.float64)
    least[inner] = np.minimum(least[inner], 1 - goes_on)
    return least


def best_tags(probabilities: Floats) -> Ints:
    """Find the most probable tag sequence in which every ``I-`` continues its own label.

    Args:
        probabilities: one row of tag probabilities per word.

    Returns:
        One tag number per word.
    """
    tags: Ints = probabilities.argmax(axis=1)
    broken = _broken(tags)
    if not broken.any():
        return tags
    outside = probabilities[:, 0] > _SURE_OUTSIDE
    for word in np.flatnonzero(broken):
        start = end = int(word)
        while start > 0 and not outside[start - 1]:
            start -= 1
        while end < len(tags) and not outside[end]:
            end += 1
        end = max(end, int(word) + 1)
        tags[start:end] = _viterbi(probabilities[start:end])
    # A stretch never begins with I-, so what lies right of one can only be O or B-, or goes on from it.
    for word in np.flatnonzero(_broken(tags)):
        tags[word] -= 1
    return tags


def _inside(tags: Ints) -> NDArray[np.bool_]:
    """Mark each ``I-``."""
    inside: NDArray[np.bool_] = (tags > 0) & (tags % 2 == 0)
    return inside


def _broken(tags: Ints) -> NDArray[np.bool_]:
    """Mark each ``I-`` that does not follow ``B-`` or ``I-`` of its label."""
    before = np.concatenate([np.zeros(1, dtype=tags.dtype), tags[:-1]])
    broken: NDArray[np.bool_] = _inside(tags) & (before != tags) & (before != tags - 1)
    return broken


def _viterbi(probabilities: Floats) -> Ints:
    scores = np.log(np.maximum(probabilities, 1e-12))
    count = scores.shape[1]
    allowed = np.zeros((count, count))
    for tag in range(2, count, 2):
        allowed[:, tag] = _FAR
        allowed[tag, tag] = allowed[tag - 1, tag] = 0.0
    best = scores[0].copy()
    best[2::2] = _FAR
    back = np.zeros(scores.shape, dtype=np.int64)
    for word in range(1, len(scores)):
        ways = best[:, None] + allowed
        back[word] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[word]
    path = np.zeros(len(scores), dtype=np.int64)
    path[-1] = best.argmax()
    for word in range(len(scores) - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def decode_tree(scores: Floats) -> list[int]:
    """Find the heads of one sentence: a tree with one root.

    Args:
        scores: ``scores[word, head]``; on the diagonal the score of being the root.

    Returns:
        The head of each word; the root is its own head.
    """
    if not len(scores):
        return []
    heads: list[int] = scores.argmax(axis=1).tolist()
    if is_tree(heads):
        return heads
    return _best_tree(scores)


def is_tree(heads: Sequence[int]) -> bool:
    """Say whether heads form one tree: one root (its own head), all words under it."""
    return not len(no_trees(np.asarray(heads, dtype=np.int64), [0, len(heads)]))


def no_trees(heads: Ints, borders: Sequence[int]) -> Ints:
    """Find the sentences whose heads do not form one tree: one root (its own head), all words under it.

    Args:
        heads: the head of each word, counted through all sentences.
        borders: the first word of each sentence in order, and the number of words.

    Returns:
        The numbers of those sentences.
    """
    words = np.arange(len(heads))
    sentence = np.repeat(np.arange(len(borders) - 1), np.diff(borders))
    astray = (heads < 0) | (heads >= len(heads))
    heads = np.where(astray, words, heads)
    astray |= sentence[heads] != sentence
    is_root = heads == words
    top = heads
    for _ in range(len(heads).bit_length()):  # each time the way up is twice as long
        top = top[top]
    astray |= ~is_root[top]
    lost = np.bincount(sentence[astray], minlength=len(borders) - 1)
    roots = np.bincount(sentence[is_root], minlength=len(borders) - 1)
    found: Ints = np.flatnonzero((lost > 0) | (roots != 1))
    return found


def _best_tree(scores: Floats) -> list[int]:
    """Find the best tree under the word that is most surely the root."""
    graph = np.array(scores, dtype=np.float64)
    own = graph.diagonal().copy()
    np.fill_diagonal(graph, _FAR)
    root = int((own - graph.max(axis=1)).argmax())
    heads: list[int] = _chu_liu_edmonds(graph, root).tolist()
    return heads


def _chu_liu_edmonds(graph: Floats, root: int) -> Ints:
    """Find the best arborescence from a root (``graph[node, head]``)."""
    heads: Ints = graph.argmax(axis=1)
    heads[root] = root
    cycle = _find_cycle(heads.tolist(), root)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    is_outside = np.ones(len(graph), dtype=bool)
    is_outside[inside] = False
    outside = np.flatnonzero(is_outside)
    # Into the cycle: break it at one node; out of it: leave from its best node.
    into = graph[inside][:, outside] - graph[inside, heads[inside]][:, None]
    losses = into.max(axis=0)
    entered = heads.copy()
    best = int(losses.argmax())
    entered[inside[into[:, best].argmax()]] = outside[best]
    if _find_cycle(entered.tolist(), root) is None:
        return entered  # no node but one has lost its best head, and the cycle had to lose as much
    leaving = graph[outside][:, inside]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _FAR)
    smaller[:size, :size] = graph[outside][:, outside]
    smaller[size, :size] = losses
    smaller[:size, size] = leaving.max(axis=1)
    solved = _chu_liu_edmonds(smaller, int(np.searchsorted(outside, root)))
    for node, target in enumerate(solved[:size].tolist()):
        if outside[node] != root:
            heads[outside[node]] = inside[leaving[node].argmax()] if target == size else outside[target]
    enters = int(solved[size])
    heads[inside[into[:, enters].argmax()]] = outside[enters]
    return heads


def _find_cycle(heads: Sequence[int], root: int) -> list[int] | None:
    state = bytearray(len(heads))
    state[root] = 2
    for node in range(len(heads)):
        way: list[int] = []
        step = node
        while state[step] == 0:
            state[step] = 1
            way.append(step)
            step = heads[step]
        if state[step] == 1:
            return way[way.index(step) :]
        for seen in way:
            state[seen] = 2
    return None
