"""Organizations and persons: candidates by rules, and what rules add to those of a model."""

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import add_candidates, get_candidates, text_of
from orewire.normalize.organizations import find_organizations, sharpen
from orewire.normalize.persons import find_persons


class Organizations:
    """Adds the organizations and persons of a document to its candidates."""

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        add_candidates(doc, sharpen(text_of(doc), get_candidates(doc)))
        add_candidates(doc, find_organizations(text_of(doc)))
        add_candidates(doc, find_persons(text_of(doc)))
        return doc


@Language.factory("orewire_organizations", requires=["doc._.candidates"], assigns=["doc._.candidates"])
def create_organizations(nlp: Language, name: str) -> Organizations:
    """Create the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.

    Returns:
        The component.
    """
    return Organizations()
