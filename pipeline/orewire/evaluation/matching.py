"""Which gold mentions were found: mentions of one label are paired one to one, by exact span or by overlap.

Spans of one article never overlap (the schema sees to it). So an exact pair overlaps nothing else, and
pairing overlapping spans from left to right makes as many pairs as can be made; no score depends on order.
"""

from collections.abc import Iterable, Iterator

from orewire.schema import Label, Mention, Span

Pair = tuple[Mention, Mention]


def exact_pairs(gold: Iterable[Mention], predicted: Iterable[Mention]) -> list[Pair]:
    """Pair mentions of the same label and the same span.

    Args:
        gold: mentions of the gold article.
        predicted: mentions found in it.

    Returns:
        Pairs of gold and predicted mention, in text order.
    """
    found = {(mention.label, mention.start, mention.end): mention for mention in predicted}
    return [
        (mention, found[key])
        for mention in _in_order(gold)
        if (key := (mention.label, mention.start, mention.end)) in found
    ]


def overlap_pairs(gold: Iterable[Mention], predicted: Iterable[Mention]) -> list[Pair]:
    """Pair mentions of the same label that share at least one character, as many as can be.

    Args:
        gold: mentions of the gold article.
        predicted: mentions found in it.

    Returns:
        Pairs of gold and predicted mention, label by label in text order.
    """
    gold, predicted = list(gold), list(predicted)
    pairs: list[Pair] = []
    for label in Label:
        pairs.extend(
            _paired(
                _in_order(mention for mention in gold if mention.label == label),
                _in_order(mention for mention in predicted if mention.label == label),
            )
        )
    return pairs


def overlaps(one: Span, other: Span) -> bool:
    """Tell whether two spans share at least one character."""
    return one.start < other.end and other.start < one.end


def _paired(gold: list[Mention], predicted: list[Mention]) -> Iterator[Pair]:
    left = right = 0
    while left < len(gold) and right < len(predicted):
        one, other = gold[left], predicted[right]
        if overlaps(one, other):
            yield one, other
            left += 1
            right += 1
        elif one.end <= other.start:
            left += 1
        else:
            right += 1


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: mention.start)
