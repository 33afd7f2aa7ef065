"""Where components leave what they found: ``doc._.candidates``, plain data that survives serialisation."""

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc

from orewire.normalize.candidate import Candidate
from orewire.schema import VALUE_MODELS, Label

# Kept as tuples of plain types, not objects: a Doc's user data goes through msgpack when it is saved
# or sent to another process (``nlp.pipe(n_process=2)``).
_Record = tuple[str, int, int, dict[str, Any] | None, str, float]

if not Doc.has_extension("candidates"):
    Doc.set_extension("candidates", default=[])


def add_candidates(doc: Doc, candidates: Iterable[Candidate]) -> None:
    """Add what a component found.

    Args:
        doc: the document being read.
        candidates: spans by character offset; they may overlap any others.
    """
    doc._.candidates = [*doc._.candidates, *map(_to_record, candidates)]


def get_candidates(doc: Doc) -> list[Candidate]:
    """Return all that components found so far, in the order in which they found it."""
    return [_from_record(record) for record in doc._.candidates]


def _to_record(candidate: Candidate) -> _Record:
    value = candidate.value.model_dump(mode="json") if candidate.value is not None else None
    return (str(candidate.label), candidate.start, candidate.end, value, candidate.rule, candidate.confidence)


def _from_record(record: _Record) -> Candidate:
    label, start, end, value, rule, confidence = record
    model = VALUE_MODELS[Label(label)]
    return Candidate(
        Label(label), start, end, None if value is None else model.model_validate(value), rule, confidence
    )
