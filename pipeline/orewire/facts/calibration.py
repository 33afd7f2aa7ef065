"""How sure a fact is: from its rule and what it holds, calibrated on the development articles."""

import tomllib
from functools import cache
from importlib.resources import files
from math import exp

from pydantic import BaseModel, ConfigDict

from orewire.facts.drafts import Draft
from orewire.schema import FactType, Status


class _Weights(BaseModel):
    """Weights of a logistic regression.

    Attributes:
        base: the constant.
        quality: of the rule's own quality.
        arguments: of each argument over the second.
        carried: of each argument from another sentence.
        uncertain: of a status other than actual.
        title: of standing in the title.
        types: of the type.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    base: float
    quality: float
    arguments: float
    carried: float
    uncertain: float
    title: float
    types: dict[FactType, float] = {}


@cache
def _weights() -> _Weights:
    text = files("orewire.facts").joinpath("confidence.toml").read_text(encoding="utf-8")
    return _Weights.model_validate(tomllib.loads(text))


def features_of(draft: Draft) -> dict[str, float]:
    """Return what the confidence is reckoned from."""
    return {
        "quality": draft.quality,
        "arguments": float(min(draft.core, 5) - 2),
        "carried": float(min(draft.carried, 2)),
        "uncertain": float(draft.status != Status.ACTUAL),
        "title": float(draft.sentence == 0),
    }


def confidence_of(draft: Draft) -> float:
    """Return the share of facts like this one that are right, from 0 to 1."""
    weights = _weights()
    total = weights.base + weights.types.get(draft.type, 0.0)
    for name, value in features_of(draft).items():
        total += getattr(weights, name) * value
    return round(1 / (1 + exp(-total)), 3)
