"""The resolver: the one place where candidates that overlap are settled.

The order, from the strongest reason:

1. A candidate below the least confidence is dropped.
2. The longer span wins: the outermost name, the whole amount (``U.S.-Kazakhstan Business Council``
   over ``U.S.``, ``$9,500`` over ``9,500``).
3. Of two spans of one length, the more confident one wins, then the label that stands first in
   ``_PRECEDENCE``, then the earlier one.

What wins without a value takes over the value of a loser with the same span and label: a name known to
the lexicon keeps its country when the model found it too.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from orewire.components.candidates import clear_candidates, get_candidates, text_of
from orewire.normalize.candidate import Candidate
from orewire.schema import Label

#: Which of two equally long, equally sure candidates is kept: measured amounts are hard to mistake.
_PRECEDENCE = {
    label: rank
    for rank, label in enumerate(
        (
            Label.MONEY,
            Label.PERCENT,
            Label.QUANTITY,
            Label.DATE,
            Label.MINERAL,
            Label.FAC,
            Label.ORG,
            Label.PERSON,
            Label.GPE,
            Label.NORP,
            Label.LOC,
        )
    )
}


def resolve(candidates: Sequence[Candidate], least_confidence: float) -> list[Candidate]:
    """Choose candidates that do not overlap, by the order this module's docstring gives.

    Args:
        candidates: what the components found, in any order.
        least_confidence: candidates below it are dropped.

    Returns:
        The winners in text order.
    """
    ranked = sorted(
        (candidate for candidate in candidates if candidate.confidence >= least_confidence),
        key=lambda c: (c.start - c.end, -c.confidence, _PRECEDENCE[c.label], c.start, c.rule),
    )
    values = {(c.start, c.end, c.label): c.value for c in reversed(ranked) if c.value is not None}
    taken: set[int] = set()
    winners = []
    for candidate in ranked:
        characters = range(candidate.start, candidate.end)
        # Winners are at least as long as this one: any overlap covers one of its ends.
        if candidate.start in taken or candidate.end - 1 in taken:
            continue
        taken.update(characters)
        if candidate.value is None:
            value = values.get((candidate.start, candidate.end, candidate.label))
            winners.append(replace(candidate, value=value))
        else:
            winners.append(candidate)
    return sorted(winners, key=lambda candidate: candidate.start)


class Resolver:
    """Settles the candidates of a document into mentions.

    Writes ``doc._.mentions`` (plain records in text order) and ``doc.ents`` (the same spans, widened to
    token borders where a mention cuts a token).
    """

    def __init__(self, least_confidence: float) -> None:
        self._least_confidence = least_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Resolve one document."""
        winners = resolve(get_candidates(doc), self._least_confidence)
        text = text_of(doc)
        doc._.mentions = [
            {
                "id": f"m{number}",
                "label": str(winner.label),
                "start": winner.start,
                "end": winner.end,
                "text": text[winner.start : winner.end],
                "value": winner.value.model_dump(mode="json") if winner.value is not None else None,
                "entity": None,
                "rule": winner.rule,
                "confidence": winner.confidence,
            }
            for number, winner in enumerate(winners, start=1)
        ]
        spans = [
            doc.char_span(winner.start, winner.end, label=str(winner.label), alignment_mode="expand")
            for winner in winners
        ]
        clear_candidates(doc)
        doc.ents = filter_spans([span for span in spans if span is not None])
        return doc


def _record_of(span: Span) -> dict[str, Any] | None:
    for record in span.doc._.mentions:
        if span.start_char <= record["start"] < span.end_char and record["label"] == span.label_:
            return dict(record)
    return None


def _value_of(span: Span) -> dict[str, Any] | None:
    record = _record_of(span)
    return record["value"] if record else None


if not Doc.has_extension("mentions"):
    Doc.set_extension("mentions", default=[])
    Span.set_extension("value", getter=_value_of)
    Span.set_extension("mention", getter=_record_of)


@Language.factory(
    "orewire_resolver",
    assigns=["doc.ents", "doc._.mentions"],
    default_config={"least_confidence": 0.5},
)
def create_resolver(nlp: Language, name: str, least_confidence: float) -> Resolver:
    """Create the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        least_confidence: candidates below it are dropped.

    Returns:
        The component.
    """
    return Resolver(least_confidence)
