"""Overlapping candidates are settled in the documented order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.components.resolver import outside, resolve
from orewire.normalize.candidate import Candidate
from orewire.schema import CountryValue, Label

KZ = CountryValue(name="Kazakhstan", country="KZ")


def candidate(
    label: str, start: int, end: int, confidence: float = 1.0, value: CountryValue | None = None
) -> Candidate:
    return Candidate(Label(label), start, end, value, "test", confidence)


@pytest.mark.parametrize(
    ("candidates", "winners"),
    [
        ([], []),
        ([candidate("GPE", 5, 9), candidate("ORG", 0, 20)], [("ORG", 0, 20)]),
        ([candidate("ORG", 0, 12), candidate("ORG", 8, 15)], [("ORG", 0, 12)]),
        ([candidate("ORG", 0, 5, 0.6), candidate("GPE", 0, 5, 0.9)], [("GPE", 0, 5)]),
        ([candidate("DATE", 0, 4), candidate("MONEY", 0, 4)], [("MONEY", 0, 4)]),
        ([candidate("ORG", 0, 9, 0.4), candidate("GPE", 0, 5, 0.5)], [("GPE", 0, 5)]),
        ([candidate("GPE", 0, 5), candidate("GPE", 5, 9)], [("GPE", 0, 5), ("GPE", 5, 9)]),
    ],
    ids=["none", "outermost", "longest", "surest", "precedence", "too unsure", "side by side"],
)
def test_resolve(candidates: list[Candidate], winners: list[tuple[str, int, int]]) -> None:
    assert [(c.label, c.start, c.end) for c in resolve(candidates, 0.5)] == winners


def test_winner_takes_over_the_value_of_a_loser_alike() -> None:
    (winner,) = resolve([candidate("GPE", 0, 5, 0.9), candidate("GPE", 0, 5, 0.8, KZ)], 0.5)
    assert winner.value == KZ


def test_winner_takes_no_value_of_another_label() -> None:
    (winner,) = resolve([candidate("ORG", 0, 5, 0.9), candidate("GPE", 0, 5, 0.8, KZ)], 0.5)
    assert winner.value is None


def by_model(label: str, start: int, end: int, confidence: float) -> Candidate:
    return Candidate(Label(label), start, end, None, "encoder.names", confidence)


@pytest.mark.parametrize(
    ("candidates", "winners"),
    [
        ([by_model("ORG", 0, 11, 0.52), candidate("GPE", 0, 5, 0.95)], [("GPE", 0, 5)]),
        ([by_model("ORG", 0, 11, 0.9), candidate("GPE", 0, 5, 0.95)], [("ORG", 0, 11)]),
        ([candidate("ORG", 0, 11, 0.6), by_model("GPE", 0, 5, 0.97)], [("GPE", 0, 5)]),
        ([candidate("ORG", 0, 11, 0.6), candidate("GPE", 0, 5, 0.97)], [("ORG", 0, 11)]),
    ],
    ids=["unsure model", "sure model", "unsure rule", "two rules"],
)
def test_much_better_evidence_wins_over_length(
    candidates: list[Candidate], winners: list[tuple[str, int, int]]
) -> None:
    assert [(c.label, c.start, c.end) for c in resolve(candidates, 0.5)] == winners


def test_agreement_of_model_and_rule_counts() -> None:
    together = [by_model("GPE", 0, 5, 0.6), candidate("GPE", 0, 5, 0.5, KZ)]
    (winner,) = resolve([*together, by_model("ORG", 0, 5, 0.75)], 0.5)
    assert (winner.label, winner.value, winner.confidence) == ("GPE", KZ, 0.8)


def test_two_rules_do_not_make_each_other_surer() -> None:
    (winner,) = resolve([candidate("GPE", 0, 5, 0.6), candidate("GPE", 0, 5, 0.6)], 0.5)
    assert winner.confidence == pytest.approx(0.6)


CANDIDATES = st.lists(
    st.builds(
        lambda label, start, length, confidence: candidate(label, start, start + length, confidence),
        st.sampled_from(list(Label)),
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from([0.3, 0.5, 0.9]),
    ),
    max_size=12,
)


@given(CANDIDATES, st.integers())
def test_winners_never_overlap_and_do_not_depend_on_the_order(candidates: list[Candidate], seed: int) -> None:
    winners = resolve(candidates, 0.5)
    covered = [offset for winner in winners for offset in range(winner.start, winner.end)]
    assert len(covered) == len(set(covered))
    shuffled = random.Random(seed).sample(candidates, len(candidates))
    assert [(c.label, c.start, c.end) for c in resolve(shuffled, 0.5)] == [
        (c.label, c.start, c.end) for c in winners
    ]


@given(CANDIDATES)
def test_resolving_what_is_resolved_changes_nothing(candidates: list[Candidate]) -> None:
    winners = resolve(candidates, 0.5)
    assert resolve(winners, 0.5) == winners


@pytest.mark.parametrize(
    ("label", "start", "end", "kept"),
    [
        ("ORG", 4, 7, False),
        ("GPE", 4, 12, False),
        ("ORG", 0, 12, True),
        ("ORG", 10, 20, True),
        ("GPE", 20, 26, True),
        ("MINERAL", 4, 7, True),
    ],
    ids=["within", "same", "around", "across", "behind", "mineral"],
)
def test_names_within_a_name_that_is_no_mention_are_left_out(
    label: str, start: int, end: int, kept: bool
) -> None:
    found = candidate(label, start, end)
    assert outside([found], [(4, 12), (30, 40)]) == ([found] if kept else [])
