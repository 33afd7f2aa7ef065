"""Fit the confidences of facts on the development articles and write ``facts/confidence.toml``.

A logistic regression with an L2 penalty (Platt 1999), on whether each fact that the pipeline finds is right
as a whole. Run after the frames have changed, as

    python corpus/calibrate.py [--texts DIR]

The reliability table of ``orewire evaluate --split test`` then tells whether the confidences hold.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from orewire.evaluation.gold import read_corpus
from orewire.evaluation.predictions import extract_all
from orewire.evaluation.reliability import judged
from orewire.extractor import load
from orewire.facts import calibration
from orewire.facts.drafts import Draft
from orewire.schema import FactType

CORPUS = Path(__file__).parent
TARGET = Path(calibration.__file__).with_name("confidence.toml")
_HEAD = """\
# Weights of the logistic regression that gives facts their confidence: the share of facts like this one that
# are right as a whole, all roles and the status. Fitted on the development articles with an L2 penalty:
# written by corpus/calibrate.py.
"""
_PENALTY = 1.0


def observe(texts: Path | None) -> tuple[list[Draft], list[bool]]:
    """Extract the development articles.

    Args:
        texts: folder with the texts of stand-off articles.

    Returns:
        Each fact as it was before it was written down, and whether it is right.
    """
    seen: dict[float, Draft] = {}

    def number(draft: Draft) -> float:
        # Stands in for the confidence, so that the fact can be told again in the output.
        seen[confidence := (len(seen) + 1) * 1e-6] = draft
        return confidence

    corpus = read_corpus(CORPUS, texts, ("dev",))
    with patch("orewire.facts.engine.confidence_of", number):
        found = extract_all(corpus.articles, load().pipe)
    verdicts = [
        verdict
        for article in corpus.articles
        for verdict in judged(article.gold, found[article.gold.article.sha256])
    ]
    return [seen[confidence] for confidence, _ in verdicts], [right for _, right in verdicts]


def fit(drafts: Sequence[Draft], right: Sequence[bool]) -> dict[str, float]:
    """Fit the weights.

    Args:
        drafts: facts.
        right: whether each is right.

    Returns:
        The weight of the constant `base`, of each feature and of each type.
    """
    rows = [{"base": 1.0, **calibration.features_of(draft), draft.type: 1.0} for draft in drafts]
    names = list(dict.fromkeys([*(name for row in rows for name in row), *FactType]))
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y = np.array(right, float)

    def loss(weights: np.ndarray) -> float:
        scores = x @ weights
        likelihood = np.logaddexp(0, scores) - y * scores
        return float(likelihood.sum() + _PENALTY / 2 * (weights[1:] ** 2).sum())

    return dict(zip(names, minimize(loss, np.zeros(len(names))).x, strict=True))


def write(weights: dict[str, float]) -> None:
    """Write the weights where the pipeline reads them."""
    types = sorted(set(FactType) & set(weights))
    lines = [f"{name} = {weights[name]:.2f}" for name in weights if name not in types]
    lines += ["", "[types]", *(f"{name} = {weights[name]:.2f}" for name in types)]
    TARGET.write_text(_HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description="fit the confidences of facts")
    parser.add_argument("--texts", type=Path, help="folder with texts of stand-off articles")
    options = parser.parse_args()
    drafts, right = observe(options.texts)
    write(fit(drafts, right))
    print(f"{TARGET}: fitted on {len(drafts)} facts, {sum(right)} of them right")


if __name__ == "__main__":
    main()
