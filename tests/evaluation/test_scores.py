import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.evaluation.scores import Counts, interval, score


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        ([Counts(4, 4, 4)], 1, 1, 1),
        ([Counts(4, 2, 2)], 1, 1 / 2, 2 / 3),
        ([Counts(2, 4, 2)], 1 / 2, 1, 2 / 3),
        ([Counts(1, 1, 1), Counts(9, 0, 0)], 1, 1 / 10, 2 / 11),  # micro: summed, not averaged
        ([Counts(4, 0, 0)], 0, 0, 0),
        ([Counts(0, 4, 0)], 0, 0, 0),
        ([Counts()], 0, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_score(counts: list[Counts], precision: float, recall: float, f1: float) -> None:
    found = score(counts)
    assert (found.precision, found.recall, found.f1) == pytest.approx((precision, recall, f1))


@st.composite
def possible_counts(draw: st.DrawFn) -> Counts:
    gold, predicted = draw(st.integers(0, 50)), draw(st.integers(0, 50))
    return Counts(gold, predicted, draw(st.integers(0, min(gold, predicted))))


@settings(deadline=None)
@given(st.lists(possible_counts(), max_size=8))
def test_scores_are_shares(counts: list[Counts]) -> None:
    found = score(counts)
    ends = found.interval or (0.0, 1.0)
    assert all(0 <= value <= 1 for value in (found.precision, found.recall, found.f1, *ends))
    assert ends[0] <= ends[1]
    assert min(found.precision, found.recall) <= found.f1 + 1e-9
    assert found.f1 <= max(found.precision, found.recall) + 1e-9


def test_an_interval_needs_two_articles() -> None:
    assert score([Counts(4, 4, 2)]).interval is None


def test_an_interval_of_equal_articles_is_a_point() -> None:
    assert score([Counts(4, 4, 2)] * 5).interval == pytest.approx((0.5, 0.5))


def test_an_interval_spans_what_resamples_give() -> None:
    # Two articles, one perfect and one missed: a quarter of resamples has twice the one or the other.
    found = score([Counts(1, 1, 1), Counts(1, 1, 0)])
    assert (found.f1, found.interval) == (0.5, (0, 1))


def test_an_interval_is_the_same_each_time() -> None:
    counts = [Counts(number, number, number // 2) for number in range(2, 12)]
    assert score(counts).interval == score(counts).interval


def test_resamples_without_the_label_say_nothing() -> None:
    counts = [Counts(2, 2, 2), *[Counts()] * 9]
    assert score(counts).interval == (1, 1)
    assert interval(np.zeros((3, 1)), lambda sums: np.full(len(sums), np.nan)) is None
