"""Spans are drawn as ``(label, start, end)``."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from orewire.evaluation.matching import exact_pairs, overlap_pairs
from orewire.schema import MENTION_ADAPTER, Label, Mention

Drawn = tuple[str, int, int]


def mentions(spans: Sequence[Drawn]) -> list[Mention]:
    return [
        MENTION_ADAPTER.validate_python(
            {"id": f"m{number}", "label": label, "start": start, "end": end, "text": "x" * (end - start)}
        )
        for number, (label, start, end) in enumerate(spans)
    ]


@pytest.mark.parametrize(
    ("gold", "predicted", "exact", "overlap"),
    [
        pytest.param([("ORG", 0, 5)], [("ORG", 0, 5)], 1, 1, id="same"),
        pytest.param([("ORG", 0, 5)], [], 0, 0, id="missed"),
        pytest.param([], [("ORG", 0, 5)], 0, 0, id="spurious"),
        pytest.param([("ORG", 0, 5)], [("ORG", 1, 5)], 0, 1, id="shifted"),
        pytest.param([("ORG", 0, 5)], [("ORG", 5, 9)], 0, 0, id="touching is not overlap"),
        pytest.param([("ORG", 0, 5)], [("GPE", 0, 5)], 0, 0, id="wrong label"),
        pytest.param([("ORG", 0, 9)], [("ORG", 0, 3), ("ORG", 4, 9)], 0, 1, id="cut in two"),
        pytest.param([("ORG", 0, 3), ("ORG", 4, 9)], [("ORG", 0, 9)], 0, 1, id="two joined"),
        pytest.param(
            [("ORG", 0, 5), ("ORG", 6, 9)], [("ORG", 0, 2), ("ORG", 3, 8)], 0, 2, id="each has one of its own"
        ),
        pytest.param([("ORG", 0, 5)], [("GPE", 0, 2), ("ORG", 3, 5)], 0, 1, id="another label beside it"),
        pytest.param(
            [("ORG", 0, 5), ("GPE", 6, 9)], [("ORG", 0, 5), ("GPE", 7, 9)], 1, 2, id="one exact, one not"
        ),
    ],
)
def test_pairs(gold: list[Drawn], predicted: list[Drawn], exact: int, overlap: int) -> None:
    left, right = mentions(gold), mentions(predicted)
    assert len(exact_pairs(left, right)) == exact
    assert len(overlap_pairs(left, right)) == overlap


@st.composite
def flat_spans(draw: st.DrawFn) -> list[Drawn]:
    cuts = sorted(draw(st.sets(st.integers(0, 40), max_size=16)))
    return [
        (draw(st.sampled_from(["ORG", "GPE"])), start, end)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]


@settings(deadline=None)
@given(flat_spans(), flat_spans(), st.randoms())
def test_pairs_are_one_to_one_and_know_no_order(
    gold: list[Drawn], predicted: list[Drawn], chance: random.Random
) -> None:
    left, right = mentions(gold), mentions(predicted)
    for pairing in (exact_pairs, overlap_pairs):
        pairs = pairing(left, right)
        assert len({one.id for one, _ in pairs}) == len({other.id for _, other in pairs}) == len(pairs)
        assert all(one.label == other.label for one, other in pairs)
        shuffled = pairing(chance.sample(left, len(left)), chance.sample(right, len(right)))
        assert shuffled == pairs
    assert len(exact_pairs(left, right)) <= len(overlap_pairs(left, right))


@settings(deadline=None)
@given(flat_spans(), flat_spans())
def test_no_pairing_of_overlaps_has_more_pairs(gold: list[Drawn], predicted: list[Drawn]) -> None:
    left, right = mentions(gold), mentions(predicted)
    most = 0
    for label in (Label.ORG, Label.GPE):
        touching = np.array(
            [
                [one.start < other.end and other.start < one.end for other in right if other.label == label]
                for one in left
                if one.label == label
            ]
        )
        if touching.size:
            most += int(touching[linear_sum_assignment(touching, maximize=True)].sum())
    assert len(overlap_pairs(left, right)) == most
