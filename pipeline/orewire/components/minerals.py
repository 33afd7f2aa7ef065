"""Minerals: names, forms and symbols of the lexicon become candidates."""

from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import add_candidates, text_of
from orewire.normalize.minerals import find_minerals


class Minerals:
    """Adds the minerals of a document; parts of speech are used where the pipeline has tagged them."""

    def __call__(self, doc: Doc) -> Doc:
        """Add one document's minerals."""
        tag_at = partial(_tag_at, doc) if doc.has_annotation("POS") else None
        add_candidates(doc, find_minerals(text_of(doc), tag_at))
        return doc


def _tag_at(doc: Doc, offset: int) -> str | None:
    """Return the part of speech of the token that begins at an offset."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0].pos_ if span is not None and span.start_char == offset else None


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
