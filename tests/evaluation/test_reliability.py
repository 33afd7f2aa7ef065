from collections.abc import Callable
from typing import Any

import pytest

from orewire.evaluation.groups import score_group
from orewire.evaluation.reliability import judged, score_reliability
from orewire.schema import Extraction

Build = Callable[..., Extraction]


def with_confidence(extraction: Extraction, *confidences: float | None) -> Extraction:
    facts = tuple(
        fact.model_copy(update={"confidence": confidence})
        for fact, confidence in zip(extraction.facts, confidences, strict=True)
    )
    return extraction.model_copy(update={"facts": facts})


@pytest.fixture
def wrong(supply: Any) -> Any:
    """The fact with one role missing: not right as a whole."""
    fact_type, status, trigger, roles = supply
    return fact_type, status, trigger, roles[:-1]


def test_a_fact_is_right_only_as_a_whole(build: Build, rows: Any, supply: Any, wrong: Any) -> None:
    gold = build(rows, [supply])
    assert judged(gold, with_confidence(build(rows, [supply]), 0.9)) == [(0.9, True)]
    assert judged(gold, with_confidence(build(rows, [wrong]), 0.9)) == [(0.9, False)]


def test_of_two_that_tell_the_same_one_is_right(build: Build, rows: Any, supply: Any, wrong: Any) -> None:
    gold = build(rows, [supply])
    assert judged(gold, with_confidence(build(rows, [wrong, supply]), 0.4, 0.8)) == [
        (0.4, False),
        (0.8, True),
    ]


def test_a_fact_without_confidence_does_not_count(build: Build, rows: Any, supply: Any) -> None:
    gold = build(rows, [supply])
    assert score_reliability([(gold, build(rows, [supply]))]) is None
    assert score_reliability([(gold, build(rows))]) is None


def test_bins_and_errors(build: Build, rows: Any, supply: Any, wrong: Any) -> None:
    gold = build(rows, [supply])
    right, half, sure = (
        with_confidence(build(rows, [supply]), 0.9),
        with_confidence(build(rows, [wrong]), 0.8),
        with_confidence(build(rows, [supply]), 1.0),
    )
    low = with_confidence(build(rows, [wrong]), 0.1)
    found = score_reliability([(gold, one) for one in (right, half, sure, low)])
    assert found is not None
    assert [(each.low, each.high, each.facts) for each in found.bins] == [(0.0, 0.2, 1), (0.8, 1.0, 3)]
    assert [each.confidence for each in found.bins] == pytest.approx([0.1, 0.9])
    assert [each.right for each in found.bins] == pytest.approx([0, 2 / 3])
    assert found.error == pytest.approx((1 * 0.1 + 3 * (0.9 - 2 / 3)) / 4)
    assert found.brier == pytest.approx((0.01 + 0.64 + 0 + 0.01) / 4)


def test_groups_have_it_where_gold_has_facts(build: Build, rows: Any, supply: Any) -> None:
    with_fact = with_confidence(build(rows, [supply]), 0.7)
    reliability = score_group([(with_fact, with_fact)]).reliability
    assert reliability is not None
    assert [each.facts for each in reliability.bins] == [1]
    assert score_group([(build(rows), with_fact)]).reliability is None
