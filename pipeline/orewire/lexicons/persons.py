"""The lexicon of what stands around persons' names: titles, honours, offices."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from orewire.lexicons.reader import read_toml


class Persons(BaseModel):
    """What ``persons.toml`` holds.

    Attributes:
        titles: what stands before a name, lower case, without a full stop at the end.
        after: what stands after it.
        portfolios: offices that are named by what they are in charge of.
        honorifics: titles that stand before nothing but a person's name.
        particles: small words within names.
        storms: what stands before a name that is a storm's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: frozenset[str]
    after: frozenset[str]
    portfolios: tuple[str, ...]
    storms: frozenset[str]
    honorifics: tuple[str, ...]
    particles: tuple[str, ...]


@cache
def persons() -> Persons:
    """Return the lexicon.

    Raises:
        LexiconError: if the file is not as it should be.
    """
    return read_toml("persons.toml", Persons)
