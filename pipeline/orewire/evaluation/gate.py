"""The gate: scores may not fall below pinned floors, and floors may not be lowered unasked.

After trafilatura's ``tests/eval_gate.py`` (https://github.com/adbar/trafilatura). Floors hold for articles
whose text is in the project, so that they can be checked by everyone.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from orewire.evaluation.groups import ALL, GroupScore
from orewire.evaluation.manifest import CorpusError, first_problem, read_text
from orewire.schema.values import Model

BASELINE = "baseline.json"

#: The groups that have floors: not the stand-off ones, whose texts are elsewhere.
GATED = ("dev", "test")

# Floors are rounded to this many digits; less than EPSILON below is noise, and no regression.
_DIGITS = 4
EPSILON = 0.0005

#: Metrics by group and name.
Metrics = dict[str, dict[str, float]]


class RegressionError(ValueError):
    """Pinning would lower floors."""


class Baseline(Model):
    """What is pinned.

    Attributes:
        corpus_sha256: digest of the corpus that the floors were measured on.
        epsilon: how far below its floor a metric may be.
        floors: by group and metric.
    """

    corpus_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    epsilon: float = Field(default=EPSILON, ge=0)
    floors: Metrics


def metrics(groups: Mapping[str, GroupScore]) -> Metrics:
    """Name the metrics that have floors, for the groups that have them.

    ``mentions.<label>.f1``: exact F1; ``values.<label>.right``: share of all gold mentions found with the
    right value; ``facts.<type>.role_f1`` and ``.strict_f1``, over all types ``.role_precision`` as well;
    ``entities.b3_f1``. ``<label>`` and ``<type>`` may be ``all``.
    """
    return {
        group: {name: round(value, _DIGITS) for name, value in _metrics(groups[group])}
        for group in GATED
        if group in groups
    }


def breaches(baseline: Baseline, sha256: str, measured: Metrics) -> list[str]:
    """Tell what breaks the gate, a line each; none when it holds.

    Args:
        baseline: what is pinned.
        sha256: digest of the corpus measured on.
        measured: metrics of the groups that were measured; the floors of others are not looked at.
    """
    if sha256 != baseline.corpus_sha256:
        return [
            f"the corpus is not the one that the floors were pinned on (digest {sha256[:12]}…, pinned "
            f"{baseline.corpus_sha256[:12]}…): if the change is meant, pin it with --update"
        ]
    return [
        f"{name} is {_shown(value)}, below its floor {floor}"
        for name, value, floor in _below(baseline, measured)
    ]


def repin(baseline: Baseline | None, sha256: str, measured: Metrics, *, allow_regression: bool) -> Baseline:
    """Pin the digest and raise the floors to what was measured.

    Args:
        baseline: what is pinned so far.
        sha256: digest of the corpus measured on.
        measured: metrics of all groups.
        allow_regression: also lower floors, and drop those of metrics that are no more.

    Returns:
        The new baseline. A floor that the metric misses by no more than noise stays.

    Raises:
        RegressionError: if a floor would be lowered or dropped and that is not allowed; names them all.
    """
    if baseline is None:
        return Baseline(corpus_sha256=sha256, floors=_sorted(measured))
    below = list(_below(baseline, {group: measured.get(group, {}) for group in baseline.floors}))
    if below and not allow_regression:
        lines = "\n".join(f"  {name}: {floor} → {_shown(value)}" for name, value, floor in below)
        raise RegressionError(f"floors would be lowered (allow it with --allow-regression):\n{lines}")
    lowered = {name for name, _, _ in below}
    floors = {
        group: {
            name: value
            if f"{group}.{name}" in lowered
            else max(value, baseline.floors.get(group, {}).get(name, value))
            for name, value in values.items()
        }
        for group, values in measured.items()
    }
    return Baseline(corpus_sha256=sha256, epsilon=baseline.epsilon, floors=_sorted(floors))


def read_baseline(path: Path) -> Baseline | None:
    """Read the pinned baseline; None where nothing is pinned yet.

    Raises:
        CorpusError: if the file is there, but wrong.
    """
    if not path.exists():
        return None
    try:
        return Baseline.model_validate_json(read_text(path))
    except ValidationError as error:
        raise CorpusError(f"{path}: {first_problem(error)}") from None


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Write the baseline as a whole or not at all: an interrupted run leaves the old one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(baseline.model_dump_json(indent=2) + "\n", encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _metrics(group: GroupScore) -> Iterator[tuple[str, float]]:
    # What gold does not have cannot fall: a label that was only put out by mistake has no floor.
    for label, mention in group.mentions.items():
        if mention.exact.gold:
            yield f"mentions.{label}.f1", mention.exact.f1
        if mention.values is not None:
            yield f"values.{label}.right", mention.values.right_of_all
    for fact_type, fact in (group.facts or {}).items():
        if fact.strict.gold:
            yield f"facts.{fact_type}.role_f1", fact.roles.f1
            yield f"facts.{fact_type}.strict_f1", fact.strict.f1
    if group.facts is not None:
        yield f"facts.{ALL}.role_precision", group.facts[ALL].roles.precision
    if group.entities is not None:
        yield "entities.b3_f1", group.entities.f1


def _below(baseline: Baseline, measured: Metrics) -> Iterator[tuple[str, float | None, float]]:
    for group, values in measured.items():
        for name, floor in baseline.floors.get(group, {}).items():
            value = values.get(name)
            # Rounded, since 0.9 - 0.0005 is not quite 0.8995 in binary.
            if value is None or round(value - floor, 9) < -baseline.epsilon:
                yield f"{group}.{name}", value, floor


def _shown(value: float | None) -> str:
    return "not measured" if value is None else str(value)


def _sorted(floors: Metrics) -> Metrics:
    return {group: dict(sorted(values.items())) for group, values in sorted(floors.items())}
