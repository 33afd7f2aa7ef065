"""Names and trees out of scores, whatever the scores are."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

decoding = pytest.importorskip("orewire_news.decoding")


def probabilities(seed, words, sharpness=3.0):
    scores = np.random.default_rng(seed).normal(size=(words, len(decoding.TAGS))) * sharpness
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def is_valid(tags):
    before = 0
    for tag in tags:
        if tag and tag % 2 == 0 and before not in (tag, tag - 1):
            return False
        before = tag
    return True


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.floats(0.1, 8))
def test_best_tags_are_valid(seed, words, sharpness):
    assert is_valid(decoding.best_tags(probabilities(seed, words, sharpness)).tolist())


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_best_tags_are_the_best_of_all_valid_ones(seed):
    rows = probabilities(seed, 3)[:, :5]
    rows /= rows.sum(axis=1, keepdims=True)
    # With O never sure, the whole text is one stretch and the search is exact.
    best = max(
        (tags for tags in product(range(5), repeat=3) if is_valid(tags)),
        key=lambda tags: sum(np.log(rows[word, tag]) for word, tag in enumerate(tags)),
    )
    if (rows[:, 0] < 0.98).all():
        assert tuple(decoding.best_tags(rows).tolist()) == best


def one_hot(*tags):
    rows = np.full((len(tags), len(decoding.TAGS)), 0.001)
    for word, tag in enumerate(tags):
        rows[word, decoding.TAGS.index(tag)] = 1 - 0.001 * (len(decoding.TAGS) - 1)
    return rows


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ([], []),
        (["O", "O"], []),
        (["B-ORG", "I-ORG", "O", "B-GPE"], [(0, 2, "ORG"), (3, 4, "GPE")]),
        (["B-ORG", "B-ORG"], [(0, 1, "ORG"), (1, 2, "ORG")]),
        (["B-PERSON", "I-PERSON"], [(0, 2, "PERSON")]),
    ],
)
def test_names(tags, names):
    rows = one_hot(*tags) if tags else np.zeros((0, len(decoding.TAGS)))
    found = decoding.decode_names(rows)
    assert [(name.start, name.end, name.label) for name in found] == names
    assert all(0 <= name.probability <= 1 for name in found)


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_names_do_not_overlap_and_stay_in_the_text(seed, words):
    end = 0
    for name in decoding.decode_names(probabilities(seed, words)):
        assert end <= name.start < name.end <= words
        end = name.end


@given(st.integers(0, 2**32 - 1), st.integers(0, 40))
def test_every_score_gives_a_tree(seed, words):
    scores = np.random.default_rng(seed).normal(size=(words, words)).astype(np.float32)
    heads = decoding.decode_tree(scores)
    assert len(heads) == words
    assert words == 0 or decoding.is_tree(heads)


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
@settings(max_examples=60)
def test_the_tree_is_the_best_under_its_root(seed, words):
    scores = np.random.default_rng(seed).normal(size=(words, words))
    heads = decoding.decode_tree(scores)
    root = next(word for word, head in enumerate(heads) if word == head)

    def total(tree):
        return sum(scores[word, head] for word, head in enumerate(tree) if word != head)

    trees = [list(t) for t in product(range(words), repeat=words) if decoding.is_tree(t) and t[root] == root]
    assert total(heads) == pytest.approx(max(map(total, trees)))


def test_equal_scores_give_a_tree():
    assert decoding.is_tree(decoding.decode_tree(np.zeros((30, 30), dtype=np.float32)))


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([0], True), ([1, 1], True), ([1, 0], False), ([0, 1], False), ([0, 2, 1], False), ([1, 2, 2], True)],
)
def test_is_tree(heads, expected):
    assert decoding.is_tree(heads) is expected


@pytest.mark.parametrize(
    ("heads", "borders", "expected"),
    [
        ([0, 0, 2, 2], [0, 2, 4], []),
        ([1, 0, 2, 2], [0, 2, 4], [0]),  # a cycle
        ([0, 0, 1, 2], [0, 2, 4], [1]),  # a head in the sentence before
        ([0, 2, 2, 2], [0, 2, 4], [0]),  # a head in the sentence after
        ([0, 1, 2, 3], [0, 2, 4], [0, 1]),  # two roots
        ([0, 0, 2, 9], [0, 2, 4], [1]),  # a head that is no word
        ([0, -1, 2, 2], [0, 2, 4], [0]),
        ([], [0], []),
    ],
)
def test_no_trees(heads, borders, expected):
    assert decoding.no_trees(np.array(heads, dtype=np.int64), borders).tolist() == expected
