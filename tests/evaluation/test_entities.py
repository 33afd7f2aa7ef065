"""Names are single letters of a text; the same entity name says that they are one thing."""

from collections.abc import Callable

import pytest

from orewire.evaluation.entities import b_cubed, score_entities
from orewire.schema import Extraction

Build = Callable[..., Extraction]

LETTERS = "A B C D"


def named(build: Build, entities: str, label: str = "ORG") -> Extraction:
    """Build an article: an entity for each letter, ``-`` for none, ``.`` where it is not found."""
    rows = [
        (label, letter, None, None if entity == "-" else entity)
        for letter, entity in zip(LETTERS.split(), entities, strict=True)
        if entity != "."
    ]
    return build(rows, text=LETTERS)


@pytest.mark.parametrize(
    ("gold", "predicted", "mentions", "precision", "recall"),
    [
        ("xxyy", "xxyy", 4, 4, 4),
        ("xxyy", "yyxx", 4, 4, 4),  # entities have no names of their own
        ("xxyy", "xxxx", 4, 4 * 1 / 2, 4),  # all in one
        ("xxyy", "abcd", 4, 4, 4 * 1 / 2),  # each its own
        ("xxyy", "----", 4, 4, 4 * 1 / 2),  # no entity is one of its own
        ("xxxy", "xxyy", 4, 1 + 1 + 1 / 2 + 1 / 2, 2 / 3 + 2 / 3 + 1 / 3 + 1),
        ("xxyy", "xx..", 2, 2, 2),  # what is not found does not count here
        ("xxx-", ".xx-", 3, 3, 3),  # nor does it from the gold entity
        ("xxyy", "....", 0, 0, 0),
        ("----", "xxxx", 0, 0, 0),  # not labelled
    ],
)
def test_b_cubed(
    build: Build, gold: str, predicted: str, mentions: int, precision: float, recall: float
) -> None:
    sums = b_cubed(named(build, gold), named(build, predicted))
    assert sums == (4 if gold != "----" else 0, mentions, pytest.approx(precision), pytest.approx(recall))


def test_minerals_do_not_count(build: Build) -> None:
    assert b_cubed(named(build, "xxyy", "MINERAL"), named(build, "xxyy", "MINERAL")).gold == 0


def test_score_is_averaged_over_the_mentions_of_all_articles(build: Build) -> None:
    score = score_entities(
        [
            b_cubed(named(build, "xxyy"), named(build, "xxxx")),
            b_cubed(named(build, "xxyy"), named(build, "xx..")),
        ]
    )
    assert score is not None
    assert (score.gold, score.mentions) == (8, 6)
    assert score.precision == pytest.approx(4 / 6)
    assert score.recall == 1
    assert score.f1 == pytest.approx(0.8)
    assert score.interval == pytest.approx((2 / 3, 1))


def test_no_score_without_entities(build: Build) -> None:
    assert score_entities([b_cubed(named(build, "----"), named(build, "xxxx"))]) is None


def test_nothing_found_scores_nothing(build: Build) -> None:
    score = score_entities([b_cubed(named(build, "xxyy"), named(build, "...."))] * 2)
    assert score is not None
    assert (score.f1, score.interval) == (0, None)
