"""How many facts, and how much of each, were found: roles and whole facts, type by type.

Predicted and gold facts of one type are paired one to one so that the agreeing roles are the most, and among
such pairings the one with the most facts right as a whole (scipy's Hungarian algorithm). A role agrees when
its spans overlap, or its normalised values or entities are equal.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np

from orewire.evaluation.matching import overlaps
from orewire.evaluation.scores import NOTHING, Counts
from orewire.evaluation.values import is_right, is_scored, plain_name
from orewire.schema import Extraction, Fact, FactType, Label, Mention, MentionArgument, Span

#: Labels whose fillers are the same when they share a name; of other values all compared fields count.
_NAMES = frozenset({Label.ORG, Label.PERSON, Label.GPE, Label.NORP, Label.LOC, Label.FAC})

First = TypeVar("First")
Second = TypeVar("Second")


@dataclass(frozen=True, slots=True)
class FactCounts:
    """What one article has of one fact type.

    Attributes:
        roles: arguments of facts; matched are those that agree.
        strict: facts; matched are those with all roles and the status right, and no role too many.
    """

    roles: Counts = NOTHING
    strict: Counts = NOTHING


class _Filler(NamedTuple):
    """What fills a role.

    Attributes:
        role: the role.
        span: where it stands.
        mention: the mention, if it is one.
        entity: its entity in gold: for a predicted filler that of the gold mention it overlaps.
        names: words that name the same thing.
    """

    role: str
    span: Span
    mention: Mention | None
    entity: str | None
    names: frozenset[str]


class FactMatcher:
    """Compares the facts of one article with gold."""

    def __init__(self, gold: Extraction, predicted: Extraction) -> None:
        """Look up what the fillers of facts are.

        Args:
            gold: the article by hand.
            predicted: the article as extracted.
        """
        self._gold = gold
        self._predicted = predicted
        self._gold_mentions = {mention.id: mention for mention in gold.mentions}
        self._predicted_mentions = {mention.id: mention for mention in predicted.mentions}
        self._gold_names: dict[str, frozenset[str]] = {}
        for mention in gold.mentions:
            if mention.entity is not None:
                known = self._gold_names.get(mention.entity, frozenset())
                self._gold_names[mention.entity] = known | _own_names(mention)

    def counts(self) -> dict[FactType, FactCounts]:
        """Count roles and facts of each type that gold or prediction has."""
        types = {fact.type for fact in (*self._gold.facts, *self._predicted.facts)}
        return {fact_type: self._count(fact_type) for fact_type in FactType if fact_type in types}

    def pairs(self, fact_type: FactType) -> list[tuple[Fact, Fact]]:
        """Pair gold and predicted facts of a type, where at least one role agrees."""
        gold = [fact for fact in self._gold.facts if fact.type == fact_type]
        predicted = [fact for fact in self._predicted.facts if fact.type == fact_type]
        # A whole fact weighs less than one role, even if all of them are right: roles come first.
        scale = min(len(gold), len(predicted)) + 1
        return best_pairs(
            gold,
            predicted,
            lambda one, other: scale * self.agreeing(one, other) + self.is_strict(one, other),
        )

    def agreeing(self, gold: Fact, predicted: Fact) -> int:
        """Count the roles on which two facts agree, each filler used once."""
        mine, theirs = self._gold_fillers(gold), self._predicted_fillers(predicted)
        total = 0
        for role in {filler.role for filler in mine}:
            total += len(
                best_pairs(
                    [filler for filler in mine if filler.role == role],
                    [filler for filler in theirs if filler.role == role],
                    _agree,
                )
            )
        return total

    def is_strict(self, gold: Fact, predicted: Fact) -> bool:
        """Tell whether all roles and the status are right, and no role is too many."""
        return (
            gold.status == predicted.status
            and len(gold.arguments) == len(predicted.arguments)
            and self.agreeing(gold, predicted) == len(gold.arguments)
        )

    def _count(self, fact_type: FactType) -> FactCounts:
        pairs = self.pairs(fact_type)
        facts = Counter(fact.type for fact in self._gold.facts)
        found = Counter(fact.type for fact in self._predicted.facts)
        return FactCounts(
            Counts(
                sum(len(fact.arguments) for fact in self._gold.facts if fact.type == fact_type),
                sum(len(fact.arguments) for fact in self._predicted.facts if fact.type == fact_type),
                sum(self.agreeing(*pair) for pair in pairs),
            ),
            Counts(facts[fact_type], found[fact_type], sum(self.is_strict(*pair) for pair in pairs)),
        )

    def _gold_fillers(self, fact: Fact) -> list[_Filler]:
        return list(_fillers(fact, self._gold_mentions, lambda mention: mention.entity, self._names_of))

    def _predicted_fillers(self, fact: Fact) -> list[_Filler]:
        return list(_fillers(fact, self._predicted_mentions, self._entity_of, _own_names))

    def _names_of(self, gold: Mention) -> frozenset[str]:
        return _own_names(gold) | self._gold_names.get(gold.entity or "", frozenset())

    def _entity_of(self, predicted: Mention) -> str | None:
        # Gold's entities decide which mentions are one thing, lest a wrong entity be its own proof.
        for mention in self._gold.mentions:
            if mention.label == predicted.label and overlaps(mention, predicted):
                return mention.entity
        return None


def best_pairs(
    left: Sequence[First], right: Sequence[Second], weight: Callable[[First, Second], int]
) -> list[tuple[First, Second]]:
    """Pair items one to one so that the sum of weights is the greatest; pairs of no weight are left out.

    Args:
        left: some items.
        right: other items.
        weight: how well two go together, not negative.
    """
    if not left or not right:
        return []
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]  # has no types

    weights = np.array([[weight(one, other) for other in right] for one in left])
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [
        (left[row], right[column]) for row, column in zip(rows, columns, strict=True) if weights[row, column]
    ]


def _fillers(
    fact: Fact,
    mentions: Mapping[str, Mention],
    entity_of: Callable[[Mention], str | None],
    names_of: Callable[[Mention], frozenset[str]],
) -> Iterator[_Filler]:
    for argument in fact.arguments:
        if isinstance(argument, MentionArgument):
            mention = mentions[argument.mention]
            yield _Filler(argument.role, mention, mention, entity_of(mention), names_of(mention))
        else:
            yield _Filler(argument.role, argument, None, None, frozenset())


def _own_names(mention: Mention) -> frozenset[str]:
    name = getattr(mention.value, "name", None)
    return frozenset({plain_name(mention.text)} | ({plain_name(name)} if name else set()))


def _agree(gold: _Filler, predicted: _Filler) -> bool:
    if overlaps(gold.span, predicted.span):
        return True
    mine, theirs = gold.mention, predicted.mention
    if mine is None or theirs is None:
        return plain_name(gold.span.text) == plain_name(predicted.span.text)
    if mine.label != theirs.label:
        return False
    if gold.entity is not None and gold.entity == predicted.entity:
        return True
    if mine.label in _NAMES:
        return bool(gold.names & predicted.names)
    return is_scored(mine) and is_right(mine, theirs)
