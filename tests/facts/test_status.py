"""How a fact holds, on parses given by hand."""

import pytest

from orewire.facts.status import status_of
from orewire.schema import Status

CASES = {
    "actual": "Rio PROPN nsubj 2 | bought VERB root 0 | it PRON obj 2",
    "will": "Rio PROPN nsubj 3 | will AUX aux 3 | buy VERB root 0 | it PRON obj 3",
    "not": "Rio PROPN nsubj 4 | did AUX aux 4 | not PART advmod 4 | buy VERB root 0 | it PRON obj 4",
    "may": "Rio PROPN nsubj 3 | may AUX aux 3 | buy VERB root 0 | it PRON obj 3",
    "would": "Rio PROPN nsubj 2 | said VERB root 0 | it PRON nsubj 5 | would AUX aux 5 | buy VERB ccomp 2",
    "plans": "Rio PROPN nsubj 2 | plans VERB root 0 | to PART mark 4 | buy VERB xcomp 2 | it PRON obj 4",
    "denied": "Rio PROPN nsubj 2 | denied VERB root 0 | it PRON nsubj 4 | bought VERB ccomp 2",
    "expected": "Rio PROPN nsubj 2 | expects VERB root 0 | to PART mark 4 | buy VERB xcomp 2",
    "considers": "Rio PROPN nsubj 2 | considers VERB root 0 | buying VERB xcomp 2 | it PRON obj 3",
    "failed": "Rio PROPN nsubj 2 | failed VERB root 0 | to PART mark 4 | buy VERB xcomp 2",
    "is-to": "Rio PROPN nsubj 4 | is AUX root 0 | to PART mark 4 | buy VERB xcomp 2",
    "headline": "RIO PROPN nsubj 3 | TO PART mark 3 | BUY VERB root 0 | IT PRON obj 3",
}
EXPECTED = {
    "actual": Status.ACTUAL,
    "will": Status.PLANNED,
    "not": Status.NEGATED,
    "may": Status.POSSIBLE,
    "would": Status.PLANNED,
    "plans": Status.PLANNED,
    "denied": Status.NEGATED,
    "expected": Status.PROJECTED,
    "considers": Status.POSSIBLE,
    "failed": Status.NEGATED,
    "is-to": Status.PLANNED,
    "headline": Status.PLANNED,
}


@pytest.mark.parametrize("name", CASES)
def test_status_of_verbs(parsed, name: str) -> None:
    grammar = parsed(CASES[name].replace(" | ", "\n"))
    verb = next(index for index, word in enumerate(grammar.words) if word in ("buy", "bought", "buying"))
    assert status_of(grammar, verb, is_noun=False) == EXPECTED[name]


@pytest.mark.parametrize(
    ("modifier", "status"),
    [
        ("big", Status.ACTUAL),
        ("planned", Status.PLANNED),
        ("estimated", Status.PROJECTED),
        ("proposed", Status.POSSIBLE),
        ("cancelled", Status.NEGATED),
        ("no", Status.NEGATED),
    ],
)
def test_status_of_nouns(parsed, modifier: str, status: Status) -> None:
    grammar = parsed(f"{modifier} ADJ amod 2\nsale NOUN nsubj 3\nhappened VERB root 0")
    assert status_of(grammar, 1, is_noun=True) == status


def test_a_number_sign_is_no_denial(parsed) -> None:
    grammar = parsed("No ADV advmod 2\n5 NUM nmod 3\nsale NOUN nsubj 4\nhappened VERB root 0")
    assert status_of(grammar, 2, is_noun=True) == Status.ACTUAL


def test_the_trigger_itself_may_say_it(parsed) -> None:
    grammar = parsed(CASES["actual"].replace(" | ", "\n"))
    assert status_of(grammar, 1, is_noun=False, default=Status.POSSIBLE) == Status.POSSIBLE
