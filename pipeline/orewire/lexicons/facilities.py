"""The lexicon of facilities: the general nouns that make one of a name."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from orewire.lexicons.reader import read_toml


class Facilities(BaseModel):
    """What ``facilities.toml`` holds.

    Attributes:
        sure: nouns that make a facility of a name in lower case too.
        likely: nouns that often do.
        capital: nouns that do with a capital only.
        between: words that may stand between the name and its noun.
        loose_capital: of the last, those of all sorts of names.
        doubtful_capital: of the last, those that are companies' and museums' more often.
        not_after_commodity: nouns that make nothing of a name where a commodity stands between.
        of_towns: nouns that make a facility of a bare town's name.
        minerals: of `between`, the minerals, which are left out of a name.
        with_mineral: nouns that make a facility only where a mineral stands between.
        apposed: nouns that tell what a name beside them is.
        superlatives: words before such a noun that tell that the one thing is meant that is named next.
        known: names that need no noun.
        before_port: words before `port of` that do not describe the port.
        indefinite: words before a name that show it is no facility's (``a Barrick mine``).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sure: frozenset[str]
    likely: frozenset[str]
    capital: frozenset[str]
    between: frozenset[str]
    loose_capital: frozenset[str]
    doubtful_capital: frozenset[str]
    not_after_commodity: frozenset[str]
    of_towns: frozenset[str]
    minerals: frozenset[str]
    with_mineral: frozenset[str]
    apposed: frozenset[str]
    superlatives: frozenset[str]
    known: tuple[str, ...]
    before_port: frozenset[str]
    indefinite: frozenset[str]


@cache
def facilities() -> Facilities:
    """Return the lexicon.

    Raises:
        LexiconError: if the file is not as it should be.
    """
    return read_toml("facilities.toml", Facilities)
