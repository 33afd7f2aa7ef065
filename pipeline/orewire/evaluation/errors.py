"""Where a system and gold differ, mention by mention and fact by fact: what to look at next."""

from collections.abc import Iterator
from typing import NamedTuple

from orewire.evaluation.facts import FactMatcher
from orewire.evaluation.matching import exact_pairs
from orewire.evaluation.values import is_scored, right_fields
from orewire.schema import Extraction, Fact, Mention, MentionArgument


class Difference(NamedTuple):
    """One difference.

    Attributes:
        article: the article's id.
        kind: ``missed``, ``spurious``, ``wrong value`` or ``wrong fact``.
        label: label of the mention or type of the fact.
        start: where it is.
        text: its words.
        detail: what is wrong with it.
    """

    article: str
    kind: str
    label: str
    start: int
    text: str
    detail: str = ""


def differences(gold: Extraction, predicted: Extraction) -> list[Difference]:
    """List the differences of an article, in text order."""
    found = [*_mentions(gold, predicted), *_facts(gold, predicted)]
    return sorted(found, key=lambda difference: (difference.start, difference.kind, difference.label))


def _mentions(gold: Extraction, predicted: Extraction) -> Iterator[Difference]:
    article = gold.article.id
    pairs = exact_pairs(gold.mentions, predicted.mentions)
    matched = {id(mention) for pair in pairs for mention in pair}
    for kind, mentions in (("missed", gold.mentions), ("spurious", predicted.mentions)):
        for mention in mentions:
            if id(mention) not in matched:
                yield Difference(article, kind, mention.label, mention.start, mention.text)
    for mine, theirs in pairs:
        if is_scored(mine) and (detail := _wrong_fields(mine, theirs)):
            yield Difference(article, "wrong value", mine.label, mine.start, mine.text, detail)


def _wrong_fields(gold: Mention, predicted: Mention) -> str:
    if gold.value is None:
        return ""
    return ", ".join(
        f"{field} {getattr(predicted.value, field, None)}, not {getattr(gold.value, field)}"
        for field, right in right_fields(gold.label, gold.value, predicted.value).items()
        if not right
    )


def _facts(gold: Extraction, predicted: Extraction) -> Iterator[Difference]:
    article = gold.article.id
    matcher = FactMatcher(gold, predicted)
    paired: set[int] = set()
    for fact_type in matcher.counts():
        for mine, theirs in matcher.pairs(fact_type):
            paired.update((id(mine), id(theirs)))
            if not matcher.is_strict(mine, theirs):
                yield _fact_difference(
                    article, "wrong fact", mine, f"{_told(theirs, predicted)}, not {_told(mine, gold)}"
                )
    for kind, extraction in (("missed", gold), ("spurious", predicted)):
        for fact in extraction.facts:
            if id(fact) not in paired:
                yield _fact_difference(article, kind, fact, _told(fact, extraction))


def _fact_difference(article: str, kind: str, fact: Fact, detail: str) -> Difference:
    return Difference(article, kind, fact.type, fact.trigger.start, fact.trigger.text, detail)


def _told(fact: Fact, extraction: Extraction) -> str:
    words = {mention.id: mention.text for mention in extraction.mentions}
    fillers = (
        (argument.role, words[argument.mention] if isinstance(argument, MentionArgument) else argument.text)
        for argument in fact.arguments
    )
    return f"{fact.status} ({'; '.join(f'{role}={filler}' for role, filler in fillers)})"
