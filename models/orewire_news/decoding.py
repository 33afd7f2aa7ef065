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
    names: list[Name] = []
    inside = np.flatnonzero(tags)
    position = 0
    while position < len(inside):
        start = int(inside[position])
        tag = int(tags[start])
        end = start + 1
        while end < len(tags) and tags[end] == tag + 1:
            end += 1
        names.append(
            Name(start, end, NAME_LABELS[(tag - 1) // 2], _confidence(probabilities, start, end, tag))
        )
        position += end - start
    return names


def _confidence(probabilities: Floats, start: int, end: int, tag: int) -> float:
    """Give the probability of the least certain word of a name, its end border included."""
    least = float(probabilities[start, tag])
    if end - start > 1:
        least = min(least, float(probabilities[start + 1 : end, tag + 1].min()))
    if end < len(probabilities):
        least = min(least, 1.0 - float(probabilities[end, tag + 1]))
    return round(least, 4)


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


def _broken(tags: Ints) -> NDArray[np.bool_]:
    """Mark each ``I-`` that does not follow ``B-`` or ``I-`` of its label."""
    before = np.concatenate([np.zeros(1, dtype=tags.dtype), tags[:-1]])
    inside = (tags > 0) & (tags % 2 == 0)
    broken: NDArray[np.bool_] = inside & (before != tags) & (before != tags - 1)
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
    """Find the best tree (Chu-Liu/Edmonds) under the word that is most surely the root."""
    size = len(scores)
    graph = np.array(scores, dtype=np.float64)
    others = np.where(np.eye(size, dtype=bool), _FAR, graph).max(axis=1, initial=_FAR)
    root = int((np.diagonal(graph) - others).argmax())
    order = [root, *(word for word in range(size) if word != root)]
    graph = graph[np.ix_(order, order)]
    np.fill_diagonal(graph, _FAR)
    heads = [root] * size
    for node, head in enumerate(_chu_liu_edmonds(graph).tolist()):
        heads[order[node]] = order[head]
    return heads


def _chu_liu_edmonds(graph: Floats) -> Ints:
    """Find the best arborescence from node 0 (``graph[node, head]``)."""
    heads: Ints = graph.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads.tolist())
    if cycle is None:
        return heads
    inside = np.array(cycle)
    is_outside = np.ones(len(graph), dtype=bool)
    is_outside[inside] = False
    outside = np.flatnonzero(is_outside)
    kept = graph[inside, heads[inside]]
    # Into the cycle: break it at one node; out of it: leave from its best node.
    into = graph[np.ix_(inside, outside)] - kept[:, None]
    leaving = graph[np.ix_(outside, inside)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _FAR)
    smaller[:size, :size] = graph[np.ix_(outside, outside)]
    smaller[size, :size] = into.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    solved = _chu_liu_edmonds(smaller)
    enters = int(solved[size])
    for node in range(1, size):
        target = int(solved[node])
        heads[outside[node]] = inside[leaving[node].argmax()] if target == size else outside[target]
    heads[inside[into[:, enters].argmax()]] = outside[enters]
    return heads


def _find_cycle(heads: Sequence[int]) -> list[int] | None:
    state = bytearray(len(heads))
    state[0] = 2
    for node in range(1, len(heads)):
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
