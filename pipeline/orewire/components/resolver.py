"""The resolver: the one place where candidates that overlap are settled.

1. Names within what the model knows as a name that is no mention (an event, a law, a market index) are left
   out. The model's candidates are brought to what the guidelines count as a name (``normalize.refine``):
   without titles, offices and minerals; nothing in a ticker is a name.
2. Candidates with the same span and label become one. Where the model and a rule agree it is surer than
   either: they err independently enough for noisy-or. Then those below the least confidence are dropped.
3. They compete, from the strongest reason:

   a. A name goes last when a shorter one in it has much better evidence and just one of the two is the
      model's: ``JAPAN`` stays when the model took ``JAPAN MILLS`` for something without being sure.
   b. The longer span wins: the outermost name, the whole amount (``U.S.-Kazakhstan Business Council``
      over ``U.S.``, ``$9,500`` over ``9,500``).
   c. Of two spans of one length, the more confident one wins, then the label that stands first in
      ``_PRECEDENCE``, then the earlier one.

4. One name has one label in an article (``normalize.consistency``): a mention whose name is plainly something
   else at its other places takes their label, and mentions that no finder saw are added.
5. Places and peoples that only the model found get their country from the gazetteer, where it has them.

What wins without a value takes over the value of a loser with the same span and label: a name known to
the lexicon keeps its country when the model found it too.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from orewire.components.candidates import clear_candidates, get_candidates, get_other_names, text_of
from orewire.normalize.candidate import Candidate
from orewire.normalize.consistency import settle
from orewire.normalize.gazetteer import value_of
from orewire.normalize.refine import MODEL_RULES, refine
from orewire.schema import CountryValue, Label

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


#: By how much a shorter name must be surer than the longer one around it to be kept in its place, where the
#: model found one of the two and a rule the other. Estimated on held-out reports; flat from 0.1 to 0.5.
_MARGIN = 0.3
_PROPER = frozenset({Label.PERSON, Label.ORG, Label.GPE, Label.NORP, Label.LOC, Label.FAC})
_NAMES = _PROPER | {Label.MINERAL}


def resolve(candidates: Sequence[Candidate], least_confidence: float) -> list[Candidate]:
    """Choose candidates that do not overlap, by the order this module's docstring gives.

    Args:
        candidates: what the components found, in any order.
        least_confidence: candidates below it are dropped.

    Returns:
        The winners in text order.
    """
    merged = [c for c in _merged(candidates) if c.confidence >= least_confidence]
    beaten = _beaten(merged)
    ranked = sorted(
        merged,
        key=lambda c: (
            id(c) in beaten,
            c.start - c.end,
            -c.confidence,
            _PRECEDENCE[c.label],
            c.start,
            c.rule,
        ),
    )
    taken = bytearray(max((c.end for c in merged), default=0))  # of each character whether a winner has it
    winners = []
    for candidate in ranked:
        start, end = candidate.start, candidate.end
        if 1 not in taken[start:end]:
            taken[start:end] = b"\1" * (end - start)
            winners.append(candidate)
    return sorted(winners, key=lambda candidate: candidate.start)


def outside(candidates: Sequence[Candidate], others: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Leave out names within a name that is no mention: ``S&P 500``, ``Canada-Panama Free Trade Agreement``.

    Args:
        candidates: what the components found, in any order.
        others: offsets of names that are no mentions, in text order.

    Returns:
        The other candidates, in the same order; minerals and amounts are all kept.
    """
    starts = [start for start, _ in others]

    def is_within(candidate: Candidate) -> bool:
        position = bisect_right(starts, candidate.start) - 1
        return position >= 0 and candidate.end <= others[position][1]

    return [c for c in candidates if c.label not in _PROPER or not is_within(c)]


def _merged(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Make one of the candidates with the same span and label: surer where a rule and the model agree."""
    alike: dict[tuple[int, int, Label], list[Candidate]] = {}
    for candidate in candidates:
        alike.setdefault((candidate.start, candidate.end, candidate.label), []).append(candidate)
    for group in alike.values():
        if len(group) == 1:
            yield group[0]
            continue
        group.sort(key=lambda c: (-c.confidence, c.value is None, c.rule))
        best = group[0]
        value = next((c.value for c in group if c.value is not None), None)
        doubt = 1.0
        for by_model in (True, False):
            doubt *= 1.0 - max(
                (c.confidence for c in group if (c.rule in MODEL_RULES) is by_model), default=0.0
            )
        yield Candidate(best.label, best.start, best.end, value, best.rule, round(1.0 - doubt, 4))


def _beaten(candidates: Sequence[Candidate]) -> set[int]:
    """Return the ``id`` of the names that a shorter one stands against with much better evidence."""
    names = sorted((c for c in candidates if c.label in _NAMES), key=lambda c: (c.start, c.end))
    beaten = set()
    for index, left in enumerate(names):
        for position in range(index + 1, len(names)):
            right = names[position]
            if right.start >= left.end:
                break
            long, short = (left, right) if left.end - left.start >= right.end - right.start else (right, left)
            if long.end - long.start == short.end - short.start:
                continue
            one_by_model = (long.rule in MODEL_RULES) is not (short.rule in MODEL_RULES)
            if one_by_model and short.confidence - long.confidence > _MARGIN:
                beaten.add(id(long))
    return beaten


def _with_countries(text: str, winners: Sequence[Candidate]) -> list[Candidate]:
    """Look up the places and peoples that only the model found."""
    context = Counter(
        w.value.country for w in winners if isinstance(w.value, CountryValue) and w.value.country
    )
    return [
        replace(winner, value=value_of(winner.label, text[winner.start : winner.end], context))
        if winner.label in (Label.GPE, Label.NORP) and winner.value is None
        else winner
        for winner in winners
    ]


class Resolver:
    """Settles the candidates of a document into mentions.

    Writes ``doc._.mentions`` (plain records in text order) and ``doc.ents`` (the same spans, widened to
    token borders where a mention cuts a token).
    """

    def __init__(self, least_confidence: float) -> None:
        self._least_confidence = least_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Resolve one document."""
        text = text_of(doc)
        others = get_other_names(doc)
        chosen = resolve(refine(text, outside(get_candidates(doc), others)), self._least_confidence)
        winners = _with_countries(text, outside(settle(text, chosen), others))
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
        clear_candidates(doc)
        doc.set_ents(filter_spans(_spans(doc, winners)))
        return doc


def _spans(doc: Doc, winners: Sequence[Candidate]) -> list[Span]:
    starts = doc.to_array("IDX").tolist()
    return [
        Span(
            doc,
            bisect_right(starts, winner.start) - 1,
            bisect_right(starts, winner.end - 1),
            label=str(winner.label),
        )
        for winner in winners
    ]


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
