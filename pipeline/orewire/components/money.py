"""``orewire_money``: adds candidates for amounts of money."""

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import add_candidates, get_candidates, text_of
from orewire.normalize.context import Place
from orewire.normalize.money import find_money
from orewire.schema import CountryValue, Label


@Language.factory("orewire_money", assigns=["doc._.candidates"])
def create_money(nlp: Language, name: str) -> "MoneyComponent":  # spaCy's factory signature
    """Create the component; run it after those that find places, whose countries decide a bare ``$``."""
    return MoneyComponent()


class MoneyComponent:
    """Finds amounts of money."""

    def __call__(self, doc: Doc) -> Doc:
        """Add the amounts of a document."""
        places = [
            Place(candidate.start, candidate.value.country)
            for candidate in get_candidates(doc)
            if candidate.label in {Label.GPE, Label.NORP}
            and isinstance(candidate.value, CountryValue)
            and candidate.value.country is not None
        ]
        add_candidates(doc, find_money(text_of(doc), places))
        return doc
