"""What the lexicon of places knows of a name that something else found."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from orewire.lexicons.places import Kind, Place, place_names
from orewire.schema import CountryValue, Label

GPE_KINDS = frozenset({Kind.COUNTRY, Kind.DIVISION, Kind.CITY})
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_STATE_OF = re.compile(
    r"(?:[A-Z]\w+ ){0,4}(?:Republic|Kingdom|Commonwealth|Sultanate|State|Government|Union) of (?:the )?"
)
_DIVISION_NOUN = re.compile(
    r"[ -](?:County|Province|Oblast|District|Prefecture|Governorate|Krai|Region|Municipality|State|City"
    r"|Republic)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def readings_of(name: str) -> tuple[Place, ...]:
    """Tell what a name can stand for, in any case.

    Args:
        name: a name as written.

    Returns:
        Its readings, countries first; nothing where the lexicon does not have it.
    """
    return place_names().get([word.lower() for word in _TOKEN.findall(name)])


def is_country(name: str) -> bool:
    """Whether a name is a country's."""
    return any(place.kind is Kind.COUNTRY for place in readings_of(name))


def is_region(name: str) -> bool:
    """Whether a name is a continent's, a sea's or the like, and no state's or town's."""
    kinds = {place.kind for place in readings_of(name)}
    return Kind.REGION in kinds and not kinds & {Kind.COUNTRY, Kind.DIVISION}


def value_of(label: Label, name: str, context: Counter[str]) -> CountryValue | None:
    """Look up the country of a place or people that is known by its name alone.

    Args:
        label: GPE or NORP.
        name: the name as written.
        context: how often the article names each country.

    Returns:
        Its value, of several countries with the one that the article names most; None for an unknown name.
    """
    for form in _forms(name) if label is Label.GPE else (name,):
        if label is Label.GPE:
            places = [place for place in readings_of(form) if place.kind in GPE_KINDS]
        else:
            places = [place for place in readings_of(form) if place.kind is Kind.DEMONYM]
        if places:
            place, country = _chosen(places, context)
            return CountryValue(name=place.name if form == name else name, country=country)
    return None


def _forms(name: str) -> Sequence[str]:
    """Return the name, then what is left of it without ``Republic of`` and ``County``."""
    forms = [name]
    if state := _STATE_OF.match(name):
        forms.append(name[state.end() :])
    if noun := _DIVISION_NOUN.search(name):
        forms.append(name[: noun.start()])
    return forms


def _chosen(places: Sequence[Place], context: Counter[str]) -> tuple[Place, str | None]:
    options = [(place, code) for place in places for code in place.countries]
    if not options:
        return places[0], None
    # Of equals the first: the lexicon gives the likeliest first.
    return max(options, key=lambda option: context[option[1]])
