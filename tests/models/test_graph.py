"""Matrices are rounded so that what they make of their inputs changes little."""

import numpy as np
import pytest

pytest.importorskip("onnx")

from training.graph import round_matrix


@pytest.fixture
def inputs():
    """Columns that go along with each other, as those of a network do."""
    random = np.random.default_rng(7)
    return random.normal(size=(300, 6)) @ random.normal(size=(6, 24)) + 0.1 * random.normal(size=(300, 24))


@pytest.fixture
def matrix():
    return np.random.default_rng(8).uniform(-63, 63, size=(24, 10))


def test_numbers_are_whole_and_fit(inputs, matrix):
    rounded = round_matrix(matrix, inputs.T @ inputs)
    assert (rounded == np.rint(rounded)).all()
    assert np.abs(rounded).max() <= 63


def test_rounding_together_loses_less_than_one_by_one(inputs, matrix):
    def lost(rounded):
        return np.square(inputs @ (rounded - matrix)).sum()

    assert lost(round_matrix(matrix, inputs.T @ inputs)) < 0.5 * lost(round_matrix(matrix, None))


def test_inputs_that_never_differ_from_nought_do_no_harm(matrix):
    assert (round_matrix(matrix, np.zeros((24, 24))) == np.rint(matrix)).all()
