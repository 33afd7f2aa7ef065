"""The scores of a system on gold articles, group by group."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from orewire.evaluation.entities import EntityScore, b_cubed, score_entities
from orewire.evaluation.facts import FactCounts, FactMatcher
from orewire.evaluation.gold import GoldArticle
from orewire.evaluation.matching import exact_pairs, overlap_pairs
from orewire.evaluation.reliability import Reliability, score_reliability
from orewire.evaluation.scores import Counts, Score, score, share
from orewire.evaluation.values import is_scored, right_fields
from orewire.schema import Extraction, FactType, Label, Mention
from orewire.schema.values import Model

#: The row over all labels or types.
ALL = "all"

#: One article: gold and prediction.
Compared = tuple[Extraction, Extraction]


class ValueScore(Model):
    """How many values are right.

    Attributes:
        labelled: gold mentions with a value to compare with.
        found: those found with exact span and label.
        right: those with all compared fields right.
        right_of_found: ``right / found``.
        right_of_all: ``right / labelled``: found and right.
        fields: for each compared field, how many of those found have it right.
    """

    labelled: int
    found: int
    right: int
    right_of_found: float
    right_of_all: float
    fields: dict[str, int]


class MentionScore(Model):
    """Scores of the mentions of a label: by exact span, by overlap, and of their values."""

    exact: Score
    overlap: Score
    values: ValueScore | None


class FactScore(Model):
    """Scores of the facts of a type: over roles, and over facts right as a whole."""

    roles: Score
    strict: Score


class GroupScore(Model):
    """Scores of a group of articles.

    Attributes:
        articles: their ids.
        mentions: scores by label, and over all labels.
        facts: scores by fact type, and over all types; None where gold has no facts.
        reliability: confidences of facts against what share of them is right; None where gold has no
            facts, or no fact comes with a confidence.
        entities: B³; None where gold has no entities.
    """

    articles: tuple[str, ...]
    mentions: dict[str, MentionScore]
    facts: dict[str, FactScore] | None
    reliability: Reliability | None
    entities: EntityScore | None


def score_groups(
    articles: Iterable[GoldArticle], predictions: Mapping[str, Extraction]
) -> dict[str, GroupScore]:
    """Score predictions against gold, group by group.

    Args:
        articles: gold articles.
        predictions: extractions by the sha256 of the text they were made from. An article without one is
            scored as if nothing had been found in it.

    Returns:
        The scores of each group, in the order in which the articles bring them.
    """
    groups: dict[str, list[Compared]] = {}
    for article in articles:
        sha256 = article.gold.article.sha256
        predicted = predictions.get(sha256) or nothing(article.gold)
        groups.setdefault(article.group, []).append((article.gold, predicted))
    return {group: score_group(compared) for group, compared in groups.items()}


def score_group(articles: Sequence[Compared]) -> GroupScore:
    """Score articles, each with its prediction, as one group."""
    with_facts = any(gold.facts for gold, _ in articles)
    return GroupScore(
        articles=tuple(gold.article.id for gold, _ in articles),
        mentions=dict(_mention_scores(articles)),
        facts=dict(_fact_scores(articles)) if with_facts else None,
        reliability=score_reliability(articles) if with_facts else None,
        entities=score_entities([b_cubed(gold, predicted) for gold, predicted in articles]),
    )


def nothing(gold: Extraction) -> Extraction:
    """Return the extraction of an article in which nothing was found."""
    return gold.model_copy(update={"mentions": (), "entities": (), "facts": ()})


def _mention_scores(articles: Sequence[Compared]) -> Iterator[tuple[str, MentionScore]]:
    present = {mention.label for pair in articles for side in pair for mention in side.mentions}
    rows = [(str(label), frozenset({label})) for label in Label if label in present]
    for name, labels in (*rows, (ALL, frozenset(Label))):
        chosen = [(_only(gold, labels), _only(predicted, labels)) for gold, predicted in articles]
        yield (
            name,
            MentionScore(
                exact=score([_counts(gold, found, exact_pairs(gold, found)) for gold, found in chosen]),
                overlap=score([_counts(gold, found, overlap_pairs(gold, found)) for gold, found in chosen]),
                values=_value_score(chosen),
            ),
        )


def _only(extraction: Extraction, labels: frozenset[Label]) -> list[Mention]:
    return [mention for mention in extraction.mentions if mention.label in labels]


def _counts(gold: Sequence[Mention], found: Sequence[Mention], pairs: Sequence[object]) -> Counts:
    return Counts(len(gold), len(found), len(pairs))


def _value_score(articles: Sequence[tuple[list[Mention], list[Mention]]]) -> ValueScore | None:
    labelled = found = right = 0
    fields: Counter[str] = Counter()
    for gold, predicted in articles:
        scored = [mention for mention in gold if is_scored(mention)]
        labelled += len(scored)
        for mention, other in exact_pairs(scored, predicted):
            assert mention.value is not None  # noqa: S101 - is_scored, for the type checker
            verdict = right_fields(mention.label, mention.value, other.value)
            found += 1
            right += all(verdict.values())
            fields.update({field: int(good) for field, good in verdict.items()})
    if not labelled:
        return None
    return ValueScore(
        labelled=labelled,
        found=found,
        right=right,
        right_of_found=share(right, found),
        right_of_all=share(right, labelled),
        fields=dict(fields),
    )


def _fact_scores(articles: Sequence[Compared]) -> Iterator[tuple[str, FactScore]]:
    counted = [FactMatcher(gold, predicted).counts() for gold, predicted in articles]
    for fact_type in FactType:
        if any(fact_type in counts for counts in counted):
            yield str(fact_type), _fact_score([counts.get(fact_type, FactCounts()) for counts in counted])
    yield ALL, _fact_score([_total(counts.values()) for counts in counted])


def _fact_score(counts: Sequence[FactCounts]) -> FactScore:
    return FactScore(
        roles=score([article.roles for article in counts]),
        strict=score([article.strict for article in counts]),
    )


def _total(counts: Iterable[FactCounts]) -> FactCounts:
    counts = list(counts)
    return FactCounts(_sum(count.roles for count in counts), _sum(count.strict for count in counts))


def _sum(counts: Iterable[Counts]) -> Counts:
    counts = list(counts)
    return Counts(
        sum(count.gold for count in counts),
        sum(count.predicted for count in counts),
        sum(count.matched for count in counts),
    )
