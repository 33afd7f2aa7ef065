import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.evaluation.gold import read_corpus
from orewire.evaluation.groups import ALL, GroupScore, nothing, score_group, score_groups
from orewire.schema import Extraction

Build = Callable[..., Extraction]


def test_groups_follow_the_articles(corpus: Path) -> None:
    articles = read_corpus(corpus, corpus.parent / "texts").articles
    groups = score_groups(articles, {gold.gold.article.sha256: gold.gold for gold in articles[1:]})
    assert {name: group.articles for name, group in groups.items()} == {
        "dev": ("one",),
        "test": ("two",),
        "test stand-off": ("three",),
    }
    # An article without a prediction is one in which nothing was found.
    assert groups["dev"].mentions[ALL].exact.recall == 0
    assert groups["test"].mentions[ALL].exact.recall == 1


def test_scores_by_label_and_over_all(build: Build, rows: Any) -> None:
    gold = build(rows)
    changed = list(rows)
    changed[0] = ("NORP", "Kazakhstan", {"country": "KZ"})  # wrong label
    changed[2] = ("MINERAL", "copper", {"commodity": "copper", "form": "ore"})  # wrong value
    changed[4] = ("MONEY", "$2.5", {"amount": "2.5", "currency": "USD"})  # short span
    group = score_group([(gold, build(changed[:6]))])  # and one missed
    found = {
        label: (score.exact.gold, score.exact.predicted, score.exact.matched, score.overlap.matched)
        for label, score in group.mentions.items()
    }
    assert found == {
        "MONEY": (1, 1, 0, 1),
        "MINERAL": (1, 1, 1, 1),
        "ORG": (1, 0, 0, 0),
        "DATE": (1, 1, 1, 1),
        "GPE": (2, 1, 1, 1),
        "NORP": (0, 1, 0, 0),
        "QUANTITY": (1, 1, 1, 1),
        ALL: (7, 6, 4, 5),
    }
    values = {
        label: score.values and (score.values.labelled, score.values.found, score.values.right)
        for label, score in group.mentions.items()
    }
    assert values == {
        "MONEY": (1, 0, 0),
        "MINERAL": (1, 1, 0),
        "ORG": (1, 0, 0),
        "DATE": (1, 1, 1),
        "GPE": (2, 1, 1),
        "NORP": None,
        "QUANTITY": (1, 1, 1),
        ALL: (7, 4, 3),
    }
    mineral = group.mentions["MINERAL"].values
    assert mineral is not None
    assert mineral.fields == {"commodity": 1, "form": 0}
    everything = group.mentions[ALL].values
    assert everything is not None
    assert (everything.right_of_found, everything.right_of_all) == pytest.approx((3 / 4, 3 / 7))


def test_facts_are_scored_where_gold_has_them(build: Build, rows: Any, supply: Any) -> None:
    with_facts, without = build(rows, [supply]), build(rows)
    assert score_group([(without, with_facts)]).facts is None
    missed = score_group([(with_facts, without)]).facts
    assert missed is not None
    assert {name: (score.roles.f1, score.strict.f1) for name, score in missed.items()} == {
        "SUPPLY": (0, 0),
        ALL: (0, 0),
    }
    # Facts put out for an article that states none count against the group.
    mixed = score_group([(with_facts, with_facts), (without, with_facts)]).facts
    assert mixed is not None
    roles, strict = mixed[ALL].roles, mixed[ALL].strict
    assert (roles.gold, roles.predicted, roles.matched) == (5, 10, 5)
    assert (strict.precision, strict.recall) == (0.5, 1)


def test_nothing_labelled_and_nothing_found(build: Build) -> None:
    group = score_group([(build(), build())])
    assert list(group.mentions) == [ALL]
    assert (group.mentions[ALL].exact.f1, group.facts, group.entities) == (0, None, None)


ROLES = (("supplier", "m1"), ("recipient", "m4"), ("commodity", "m3"), ("quantity", "m2"), ("period", "m6"))
STATUSES = ("actual", "planned", "projected", "possible", "negated")


@st.composite
def articles(draw: st.DrawFn, build: Build, rows: Any) -> Extraction:
    """Draw an article: some mentions, and facts about them."""
    count = draw(st.integers(4, len(rows)))
    roles = st.lists(st.sampled_from(ROLES[: 4 if count < 6 else 5]), min_size=2, unique=True).filter(
        lambda chosen: any(role == "commodity" for role, _ in chosen)
    )
    facts = draw(st.lists(st.tuples(st.sampled_from(STATUSES), roles), max_size=4))
    return build(rows[:count], [("SUPPLY", status, "exported", chosen) for status, chosen in facts])


def shares(group: GroupScore) -> Iterator[float]:
    for mention in group.mentions.values():
        for score in (mention.exact, mention.overlap):
            yield from (score.precision, score.recall, score.f1)
        if mention.values is not None:
            yield from (mention.values.right_of_found, mention.values.right_of_all)
    for fact in (group.facts or {}).values():
        for score in (fact.roles, fact.strict):
            yield from (score.precision, score.recall, score.f1)
    if group.entities is not None:
        yield from (group.entities.precision, group.entities.recall, group.entities.f1)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_perfect_prediction_scores_one(build: Build, rows: Any, data: st.DataObject) -> None:
    gold = data.draw(articles(build, rows))
    assert set(shares(score_group([(gold, gold)]))) == {1.0}


@settings(deadline=None, max_examples=25)
@given(st.data(), st.randoms())
def test_scores_are_shares_and_know_no_order(
    build: Build, rows: Any, data: st.DataObject, chance: random.Random
) -> None:
    pairs = [(data.draw(articles(build, rows)), data.draw(articles(build, rows))) for _ in range(2)]
    group = score_group(pairs)
    assert all(0 <= value <= 1 for value in shares(group))

    def shuffled(article: Extraction) -> Extraction:
        return article.model_copy(update={"facts": tuple(chance.sample(article.facts, len(article.facts)))})

    assert score_group([(shuffled(gold), shuffled(predicted)) for gold, predicted in pairs]) == group
    assert list(shares(score_group(pairs[::-1]))) == pytest.approx(list(shares(group)))


def test_nothing_keeps_the_article(full: Extraction) -> None:
    empty = nothing(full)
    assert empty.article == full.article
    assert (empty.mentions, empty.entities, empty.facts) == ((), (), ())
