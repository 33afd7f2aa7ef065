"""One name, one thing: short names take over what the full name tells, and missed mentions are added."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.normalize.candidate import Candidate
from orewire.normalize.consistency import settle
from orewire.schema import Label

Marked = tuple[str, str, float]


def winners_of(text: str, names: list[Marked]) -> list[Candidate]:
    found, position = [], 0
    for label, name, confidence in names:
        start = text.index(name, position)
        position = start + len(name)
        found.append(Candidate(Label(label), start, position, None, "encoder.names", confidence))
    return found


def settled(text: str, names: list[Marked]) -> list[tuple[str, str]]:
    return [(str(c.label), text[c.start : c.end]) for c in settle(text, winners_of(text, names))]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "Andrew Mullings bows out, though Mullings remarked",
            [("PERSON", "Andrew Mullings", 0.99), ("ORG", "Mullings", 0.88)],
            [("PERSON", "Andrew Mullings"), ("PERSON", "Mullings")],
        ),
        (
            "Vestfjord Minerals ASA opened it. Vestfjord has a contract",
            [("ORG", "Vestfjord Minerals ASA", 0.99), ("GPE", "Vestfjord", 0.7)],
            [("ORG", "Vestfjord Minerals ASA"), ("ORG", "Vestfjord")],
        ),
        (
            "state miner Minas de Valdemora said. Valdemora is to deliver",
            [("ORG", "Minas de Valdemora", 0.85), ("GPE", "Valdemora", 0.88)],
            [("ORG", "Minas de Valdemora"), ("ORG", "Valdemora")],
        ),
        (
            "Salim Al Kindi spoke. Then Al Kindi denied it.",
            [("PERSON", "Salim Al Kindi", 0.99)],
            [("PERSON", "Salim Al Kindi"), ("PERSON", "Al Kindi")],
        ),
        (
            "MULLINGS BOWS OUT OF TALKS\n\nAndrew Mullings left.",
            [("PERSON", "Andrew Mullings", 0.99)],
            [("PERSON", "MULLINGS"), ("PERSON", "Andrew Mullings")],
        ),
        (
            "VINTO NORTE ZINC REFINERY OPENS\n\nVinto Norte is open.",
            [("ORG", "VINTO NORTE ZINC", 0.9), ("FAC", "Vinto Norte", 0.96)],
            [("FAC", "VINTO NORTE"), ("FAC", "Vinto Norte")],
        ),
    ],
    ids=["surname", "company", "head in another language", "particle", "headline", "hidden in a headline"],
)
def test_names_agree(text: str, names: list[Marked], expected: list[tuple[str, str]]) -> None:
    assert settled(text, names) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kazakhstan Minerals LLC mines in Kazakhstan.", [("ORG", "Kazakhstan Minerals LLC", 0.99)]),
        (
            "Zurich Insurance Group is at home in Zurich.",
            [("ORG", "Zurich Insurance Group", 0.99), ("GPE", "Zurich", 0.93)],
        ),
        (
            "Stavanger Airport closed; they drove from Stavanger.",
            [("FAC", "Stavanger Airport", 0.97), ("GPE", "Stavanger", 0.9)],
        ),
        ("John Price spoke of a price. Price Waterhouse left.", [("PERSON", "John Price", 0.99)]),
        ("Hurricane Humberto moved on. Humberto is weaker.", [("PERSON", "Humberto", 0.8)]),
        ("Andrew Mullings spoke. Mullings Holdings rose.", [("PERSON", "Andrew Mullings", 0.99)]),
        ("Lithium Americas rose. Lithium fell.", [("ORG", "Lithium Americas", 0.99)]),
        (
            "Vestfjord Minerals and Vestfjord",
            [("ORG", "Vestfjord Minerals", 0.6), ("GPE", "Vestfjord", 0.98)],
        ),
        ("", []),
    ],
    ids=["country", "city", "airport", "word", "storm", "goes on", "mineral", "certain", "empty"],
)
def test_names_are_left_alone(text: str, names: list[Marked]) -> None:
    assert settled(text, names) == [(label, name) for label, name, _ in names]


WORDS = st.sampled_from(
    [
        "Andrew",
        "Mullings",
        "Vestfjord",
        "Minerals",
        "mine",
        "said",
        "Kindi",
        "Al",
        "in",
        ".",
        "\n",
        "TIN",
        "ASA",
    ]
)


MARKS = st.lists(
    st.tuples(st.integers(0, 29), st.integers(1, 3), st.sampled_from(list(Label)), st.floats(0.5, 1.0)),
    max_size=8,
)


def marked(words: list[str], marks: list[tuple[int, int, Label, float]]) -> tuple[str, list[Candidate]]:
    """Return words as a text, and candidates over some of them that do not overlap."""
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:index]) for index in range(len(words) + 1)]
    winners, position = [], 0
    for first, length, label, confidence in sorted(marks, key=lambda mark: mark[0]):
        last = min(first + length, len(words))
        if first < last and starts[first] >= position:
            position = starts[last] - 1
            winners.append(Candidate(label, starts[first], position, None, "encoder.names", confidence))
    return text, winners


@given(st.lists(WORDS, max_size=30), MARKS)
def test_mentions_never_overlap_and_stand_in_order(
    words: list[str], marks: list[tuple[int, int, Label, float]]
) -> None:
    text, winners = marked(words, marks)
    once = settle(text, winners)
    covered = [offset for candidate in once for offset in range(candidate.start, candidate.end)]
    assert len(covered) == len(set(covered))
    assert [c.start for c in once] == sorted(c.start for c in once)
    assert all(0 <= c.start < c.end <= len(text) for c in once)


@settings(derandomize=True)
@given(st.lists(WORDS, max_size=30), MARKS)
def test_settling_what_is_settled_changes_nothing(
    words: list[str], marks: list[tuple[int, int, Label, float]]
) -> None:
    text, winners = marked(words, marks)
    once = settle(text, winners)
    assert settle(text, once) == once
