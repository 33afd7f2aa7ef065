"""Names found by another statistical pipeline (``--model``): its ``ents`` become candidates."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from orewire.components.candidates import add_candidates, text_of
from orewire.normalize.candidate import Candidate
from orewire.normalize.names import trim_name
from orewire.schema import Label

#: Labels of OntoNotes, CoNLL 2003 and WikiNER models; what is not here is left to our own rules.
_LABELS = {
    "PERSON": Label.PERSON,
    "PER": Label.PERSON,
    "ORG": Label.ORG,
    "GPE": Label.GPE,
    "NORP": Label.NORP,
    "LOC": Label.LOC,
    "FAC": Label.FAC,
}


class Names:
    """Takes ``doc.ents`` as set by the components before it for candidates, and clears them."""

    def __init__(self, confidence: float) -> None:
        self._confidence = confidence

    def __call__(self, doc: Doc) -> Doc:
        """Add one document's names."""
        add_candidates(doc, filter(None, (self._candidate(doc, ent) for ent in doc.ents)))
        doc.ents = ()
        return doc

    def _candidate(self, doc: Doc, ent: Span) -> Candidate | None:
        label = _LABELS.get(ent.label_)
        if label is None:
            return None
        start, end = trim_name(text_of(doc), ent.start_char, ent.end_char)
        if start >= end:
            return None
        return Candidate(label, start, end, None, "names.model", self._confidence)


@Language.factory(
    "orewire_names", requires=["doc.ents"], assigns=["doc._.candidates"], default_config={"confidence": 0.8}
)
def create_names(nlp: Language, name: str, confidence: float) -> Names:
    """Create the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        confidence: given to every name, as spaCy's recognisers tell none.

    Returns:
        The component.
    """
    return Names(confidence)
