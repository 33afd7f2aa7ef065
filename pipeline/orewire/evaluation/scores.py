"""Counts, precision, recall, F1, and how far chance in the choice of articles moves them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from orewire.schema.values import Model

RESAMPLES = 1000
_SEED = 20240322
_PERCENTILES = (2.5, 97.5)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """What one article has of something.

    Attributes:
        gold: how many there are.
        predicted: how many were put out.
        matched: how many of these are right.
    """

    gold: int = 0
    predicted: int = 0
    matched: int = 0


NOTHING = Counts()


class Score(Model):
    """Precision, recall and F1 over a group of articles, from counts summed over them (micro).

    A share of nothing is 0: what never answers has no precision to be proud of.

    Attributes:
        gold: how many there are.
        predicted: how many were put out.
        matched: how many of these are right.
        precision: ``matched / predicted``.
        recall: ``matched / gold``.
        f1: their harmonic mean.
        interval: 95% interval of F1; None for fewer than two articles.
    """

    gold: int
    predicted: int
    matched: int
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float] | None


def share(part: float, whole: float) -> float:
    """Divide; a share of nothing is 0."""
    return part / whole if whole else 0.0


def score(counts: Sequence[Counts]) -> Score:
    """Score a group of articles.

    Args:
        counts: one entry per article, also for those that have nothing.

    Returns:
        The micro scores and their interval.
    """
    gold = sum(article.gold for article in counts)
    predicted = sum(article.predicted for article in counts)
    matched = sum(article.matched for article in counts)
    rows = np.array([(article.gold + article.predicted, 2 * article.matched) for article in counts], float)
    return Score(
        gold=gold,
        predicted=predicted,
        matched=matched,
        precision=share(matched, predicted),
        recall=share(matched, gold),
        f1=share(2 * matched, gold + predicted),
        interval=interval(rows, lambda sums: divide(sums[:, 1], sums[:, 0])),
    )


def interval(rows: Floats, statistic: Callable[[Floats], Floats]) -> tuple[float, float] | None:
    """Estimate a 95% interval by the percentile bootstrap over articles (Efron & Tibshirani 1993, ch. 13).

    Articles are drawn with replacement, since mentions of one article stand or fall together. The seed is
    fixed: the same counts give the same interval.

    Args:
        rows: one row of summable numbers per article.
        statistic: from sums, one row per resample, to the statistic; nan where it is not defined.

    Returns:
        Lower and upper end; None for fewer than two articles, or if it is defined for no resample.
    """
    count = len(rows)
    if count < 2:
        return None
    values = statistic(_drawn(count) @ rows)
    # A rare label is missing from some resamples, which then say nothing about it.
    values = values[~np.isnan(values)]
    if not len(values):
        return None
    low, high = np.percentile(values, _PERCENTILES)
    return float(low), float(high)


@lru_cache(maxsize=8)
def _drawn(count: int) -> Floats:
    """How many times each resample has each article."""
    drawn = np.random.default_rng(_SEED).integers(count, size=(RESAMPLES, count))
    times: Floats = (drawn[:, :, None] == np.arange(count)).sum(axis=1).astype(float)
    return times


def divide(part: Floats, whole: Floats) -> Floats:
    """Divide; nan where there is nothing to divide by."""
    result: Floats = np.full(len(part), np.nan)
    np.divide(part, whole, out=result, where=whole > 0)
    return result
