"""Minerals: names, forms and symbols of the lexicon become candidates."""

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import add_candidates, text_of
from orewire.normalize.minerals import find_minerals


class Minerals:
    """Adds the minerals of a document; parts of speech are used where the pipeline has tagged them."""

    def __call__(self, doc: Doc) -> Doc:
        """Add one document's minerals."""
        tags = _tags(doc) if doc.has_annotation("POS") else None
        add_candidates(doc, find_minerals(text_of(doc), None if tags is None else tags.get))
        return doc


def _tags(doc: Doc) -> dict[int, str]:
    """Return the part of speech of each token by its offset, read at once."""
    rows = doc.to_array(["IDX", "POS"]).tolist()
    names = {tag: doc.vocab.strings[tag] for tag in {tag for _, tag in rows}}
    return {offset: names[tag] for offset, tag in rows}


@Language.factory("orewire_minerals", assigns=["doc._.candidates"])
def create_minerals(nlp: Language, name: str) -> Minerals:
    """Create the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.

    Returns:
        The component.
    """
    return Minerals()
