"""Whether mentions of one thing share an entity: B³ over the named mentions found with exact span and label.

B³ (Bagga & Baldwin 1998, "Algorithms for Scoring Coreference Chains") takes each mention's predicted and
gold entity: precision is the share of the predicted one's mentions that belong together by gold, recall the
share of the gold one's mentions that were brought together; both averaged over mentions. Mentions not found
are left out (mention scores count them), and so are minerals, which their slug alone would group.
A mention without an entity is one of its own.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from orewire.evaluation.matching import exact_pairs
from orewire.evaluation.scores import Floats, divide, interval, share
from orewire.schema import ENTITY_LABELS, Extraction, Label, Mention
from orewire.schema.values import Model

#: Labels of names.
NAMED = ENTITY_LABELS - {Label.MINERAL}


class EntityScore(Model):
    """B³ over a group of articles.

    Attributes:
        gold: named mentions of gold.
        mentions: those found exactly, over which B³ is averaged.
        precision: B³ precision.
        recall: B³ recall.
        f1: their harmonic mean.
        interval: 95% interval of F1; None for fewer than two articles.
    """

    gold: int
    mentions: int
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float] | None


class EntitySums(NamedTuple):
    """What one article adds to B³: sums over its mentions."""

    gold: int = 0
    mentions: int = 0
    precision: float = 0.0
    recall: float = 0.0


def b_cubed(gold: Extraction, predicted: Extraction) -> EntitySums:
    """Sum B³ precision and recall over an article's named mentions that were found exactly.

    Args:
        gold: the article by hand. With no entity on any name, its entities are taken as not labelled.
        predicted: the article as extracted.

    Returns:
        The sums; all zero where gold has no entities.
    """
    named = [mention for mention in gold.mentions if mention.label in NAMED]
    if not any(mention.entity for mention in named):
        return EntitySums()
    pairs = exact_pairs(named, predicted.mentions)
    keys = [(_key(mine), _key(theirs)) for mine, theirs in pairs]
    together = Counter(keys)
    in_gold = Counter(key for key, _ in keys)
    in_predicted = Counter(key for _, key in keys)
    # Sorted, so that the sum does not depend on the order of mentions in its last bits.
    return EntitySums(
        len(named),
        len(pairs),
        sum(sorted(together[key] / in_predicted[key[1]] for key in keys)),
        sum(sorted(together[key] / in_gold[key[0]] for key in keys)),
    )


def score_entities(articles: Sequence[EntitySums]) -> EntityScore | None:
    """Score a group of articles; None where gold has no entities."""
    if not any(article.gold for article in articles):
        return None
    mentions = sum(article.mentions for article in articles)
    precision = share(sum(article.precision for article in articles), mentions)
    recall = share(sum(article.recall for article in articles), mentions)
    rows = np.array([(article.mentions, article.precision, article.recall) for article in articles], float)
    return EntityScore(
        gold=sum(article.gold for article in articles),
        mentions=mentions,
        precision=precision,
        recall=recall,
        f1=share(2 * precision * recall, precision + recall),
        interval=interval(rows, _f1),
    )


def _key(mention: Mention) -> str:
    return mention.entity or mention.id


def _f1(sums: Floats) -> Floats:
    # With the number of mentions cancelled: 2 (p/n)(r/n) / (p/n + r/n).
    mentions, precision, recall = sums.T
    return divide(2 * precision * recall, mentions * (precision + recall))
