"""``orewire_quantities``: adds candidates for quantities and percentages."""

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import add_candidates, text_of
from orewire.normalize.quantities import find_percentages, find_quantities


@Language.factory("orewire_quantities", assigns=["doc._.candidates"])
def create_quantities(nlp: Language, name: str) -> "QuantitiesComponent":  # spaCy's factory signature
    """Create the component."""
    return QuantitiesComponent()


class QuantitiesComponent:
    """Finds measured quantities and percentages."""

    def __call__(self, doc: Doc) -> Doc:
        """Add the quantities and percentages of a document."""
        text = text_of(doc)
        add_candidates(doc, [*find_quantities(text), *find_percentages(text)])
        return doc
