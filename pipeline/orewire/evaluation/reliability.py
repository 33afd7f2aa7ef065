"""Whether confidences mean what they say: of facts said to be right with 80%, are 80% right?"""

from collections.abc import Iterable, Sequence

from orewire.evaluation.facts import FactMatcher
from orewire.evaluation.scores import share
from orewire.schema import Extraction
from orewire.schema.values import Model

_BINS = 5


class Bin(Model):
    """Facts of about the same confidence.

    Attributes:
        low: least confidence of the bin.
        high: greatest confidence of the bin.
        facts: how many facts were put out with it.
        confidence: their mean confidence.
        right: share of them that are right as a whole: all roles and the status.
    """

    low: float
    high: float
    facts: int
    confidence: float
    right: float


class Reliability(Model):
    """Confidence of facts against what share of them is right.

    Attributes:
        bins: of equal width, those without facts left out.
        error: expected calibration error, the mean gap between confidence and share right over all facts
            (Naeini et al. 2015).
        brier: mean squared difference between confidence and being right, 1 or 0 (Brier 1950).
    """

    bins: tuple[Bin, ...]
    error: float
    brier: float


def judged(gold: Extraction, predicted: Extraction) -> list[tuple[float, bool]]:
    """Tell of each fact with a confidence whether it is right as a whole.

    Args:
        gold: an article by hand.
        predicted: the article as extracted.

    Returns:
        Confidence and verdict of each fact put out.
    """
    matcher = FactMatcher(gold, predicted)
    right = {
        fact.id
        for fact_type in {fact.type for fact in predicted.facts}
        for mine, fact in matcher.pairs(fact_type)
        if matcher.is_strict(mine, fact)
    }
    return [(fact.confidence, fact.id in right) for fact in predicted.facts if fact.confidence is not None]


def score_reliability(articles: Iterable[tuple[Extraction, Extraction]]) -> Reliability | None:
    """Compare the confidences of facts with how many are right.

    Args:
        articles: pairs of gold and prediction.

    Returns:
        The comparison; None if no fact was put out with a confidence.
    """
    facts = [verdict for gold, predicted in articles for verdict in judged(gold, predicted)]
    if not facts:
        return None
    bins = tuple(
        _bin(number, members)
        for number in range(_BINS)
        if (members := [fact for fact in facts if min(int(fact[0] * _BINS), _BINS - 1) == number])
    )
    return Reliability(
        bins=bins,
        error=sum(abs(each.confidence - each.right) * each.facts for each in bins) / len(facts),
        brier=sum((confidence - right) ** 2 for confidence, right in facts) / len(facts),
    )


def _bin(number: int, facts: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(
        low=number / _BINS,
        high=(number + 1) / _BINS,
        facts=len(facts),
        confidence=share(sum(confidence for confidence, _ in facts), len(facts)),
        right=share(sum(right for _, right in facts), len(facts)),
    )
