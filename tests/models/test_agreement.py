"""Names of one text agree with each other."""

import pytest

pytest.importorskip("orewire_news.agreement")

from orewire_news.agreement import agree
from orewire_news.decoding import Name


def read(text, *names, starts=()):
    words = text.split()
    begins = [number == 0 or number in starts for number in range(len(words))]
    return [
        (" ".join(words[name.start : name.end]), name.start, name.label)
        for name in agree(words, list(names), begins)
    ]


def test_the_more_probable_label_wins_everywhere():
    found = read(
        "Vale said ; Vale rose ; Vale fell",
        Name(0, 1, "PERSON", 0.6),
        Name(3, 4, "ORG", 0.9),
        Name(6, 7, "ORG", 0.8),
    )
    assert found == [("Vale", 0, "ORG"), ("Vale", 3, "ORG"), ("Vale", 6, "ORG")]


def test_a_sure_name_is_found_again():
    assert read("the WHO said WHO staff", Name(1, 2, "ORG", 0.95)) == [("WHO", 1, "ORG"), ("WHO", 3, "ORG")]


@pytest.mark.parametrize(
    ("text", "name", "starts"),
    [
        ("at Next . Next week", Name(1, 2, "ORG", 0.95), {3}),  # a capital that the sentence gives
        ("the who and who", Name(1, 2, "ORG", 0.95), ()),
        ("in Oslo near Oslo", Name(1, 2, "GPE", 0.6), ()),  # not sure enough
        ("of Hamlet and Hamlet", Name(1, 2, "MISC", 0.95), ()),
    ],
)
def test_what_may_be_another_word_is_left(text, name, starts):
    assert len(read(text, name, starts=starts)) == 1


def test_longer_names_go_first_and_nothing_overlaps():
    names = [Name(0, 2, "PERSON", 0.9), Name(3, 4, "PERSON", 0.9)]
    found = read("Ana Paz and Ana met Ana Paz and Ana", *names)
    assert [name[:2] for name in found] == [("Ana Paz", 0), ("Ana", 3), ("Ana Paz", 5), ("Ana", 8)]


def test_nothing_gives_nothing():
    assert agree([], [], []) == []
