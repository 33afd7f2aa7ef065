"""Places, peoples and facilities: GPE, NORP, LOC and FAC candidates."""

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import add_candidates, text_of
from orewire.normalize.facilities import find_facilities
from orewire.normalize.places import find_places


class Places:
    """Adds the places of a document to its candidates."""

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        add_candidates(doc, find_places(text_of(doc)))
        add_candidates(doc, find_facilities(text_of(doc)))
        return doc


@Language.factory("orewire_places", assigns=["doc._.candidates"])
def create_places(nlp: Language, name: str) -> Places:
    """Create the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.

    Returns:
        The component.
    """
    return Places()
