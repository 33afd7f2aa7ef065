"""Dates, periods, durations and recurring times."""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import add_candidates, get_candidates, text_of
from orewire.normalize.context import Place
from orewire.normalize.dates import find_dates
from orewire.schema import CountryValue

#: ``doc._.published``: the publication date as an ISO 8601 string, which is saved with the Doc.
if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)


class DateFinder:
    """Adds a candidate for every date; reads ``doc._.published`` and the places found before."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of a document."""
        published = date.fromisoformat(doc._.published) if doc._.published else None
        add_candidates(doc, find_dates(text_of(doc), published, _places(doc)))
        return doc


def _places(doc: Doc) -> list[Place]:
    return [
        Place(candidate.start, candidate.value.country)
        for candidate in get_candidates(doc)
        if isinstance(candidate.value, CountryValue) and candidate.value.country is not None
    ]


@Language.factory("orewire_dates", assigns=["doc._.candidates"])
def create_dates(nlp: Language, name: str) -> DateFinder:
    """Create the component."""
    return DateFinder()
