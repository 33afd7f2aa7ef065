"""The lexicon of places: countries, their peoples, divisions, cities, and regions.

Files: ``countries.csv``, ``divisions.csv``, ``regions.toml`` and ``places.toml`` are kept by hand,
``cities.csv`` is made by ``build_cities.py`` from GeoNames.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from orewire.lexicons.reader import LexiconError, read_csv, read_toml

_COUNTRY = r"^[A-Z]{2}$"


def _split(cell: object) -> object:
    return tuple(cell.split("|")) if isinstance(cell, str) else cell


Cells = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_split)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Country(_Row):
    """A country, present or former.

    Attributes:
        code: ISO 3166-1 alpha-2, None for a former state that has none.
        name: its name in English.
        aliases: other names and abbreviations of it.
        adjectives: what belongs to it is called (``Kazakh``).
        peoples: nouns for its people that are no adjectives (``Kazakhs``).
    """

    code: str | None = Field(default=None, pattern=_COUNTRY)
    name: str = Field(min_length=2)
    aliases: Cells = ()
    adjectives: Cells = ()
    peoples: Cells = ()


class Division(_Row):
    """A first-level division of a country.

    Attributes:
        country: ISO 3166-1 alpha-2.
        name: its name in English.
        aliases: other names of it.
        abbreviations: what counts after a town and a comma only (``Nev.``).
    """

    country: str = Field(pattern=_COUNTRY)
    name: str = Field(min_length=2)
    aliases: Cells = ()
    abbreviations: Cells = ()


class Peoples(_Row):
    """Peoples of no single country."""

    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]


class Regions(_Row):
    """Places that are no country, state or town, and the words that make one of a name."""

    names: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    directions: tuple[str, ...]
    continents: tuple[str, ...]
    peoples: Peoples


class Homographs(_Row):
    """Place names that are also people's names, or words."""

    people: frozenset[str]
    words: frozenset[str]
    famous: frozenset[str]
    never: frozenset[str]
    with_article: frozenset[str]


class Context(_Row):
    """Words around a name that tell what it stands for; each is explained in the file."""

    locative: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    divisions: frozenset[str]
    weak_divisions: frozenset[str]
    connectors: frozenset[str]
    nouns: frozenset[str]
    before_town: frozenset[str]
    prefixes: frozenset[str]
    compounds: frozenset[str]
    combining: frozenset[str]
    speech: frozenset[str]
    partisan: frozenset[str]
    partisan_nouns: frozenset[str]
    political_nouns: frozenset[str]
    function_words: frozenset[str]


class Hints(_Row):
    """What ``places.toml`` holds."""

    exonyms: dict[Annotated[str, Field(pattern=_COUNTRY)], tuple[str, ...]]
    homographs: Homographs
    context: Context


class Kind(StrEnum):
    """What sort of name."""

    COUNTRY = "country"
    DIVISION = "division"
    CITY = "city"
    REGION = "region"
    DEMONYM = "demonym"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True)
class Place:
    """What a name can stand for.

    Attributes:
        kind: what sort of name it is.
        name: the usual full name; of a demonym, the demonym itself.
        countries: ISO codes it can belong to, the likeliest first.
        size: of a city: 3 from a million inhabitants, 2 from 100,000, 1 below.
        person: whether people bear the name too.
        word: whether it is an ordinary word too.
        cased: whether the name counts in capitals only (``UAE``).
    """

    kind: Kind
    name: str
    countries: tuple[str, ...] = ()
    size: int = 3
    person: bool = False
    word: bool = False
    cased: bool = False


_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_CITIES = "cities.csv"
_CITY_ROW = re.compile(r"((?:[A-Z]{2}(?:\|[A-Z]{2})*)?),([123]),(w?p?)")


@cache
def countries() -> tuple[Country, ...]:
    """Return the countries, present and former.

    Raises:
        LexiconError: if ``countries.csv`` is not as it should be.
    """
    rows = tuple(read_csv("countries.csv", Country))
    seen: dict[str, str] = {}
    for row in rows:
        for name in {row.name, *row.aliases}:
            other = seen.setdefault(name.casefold(), row.name)
            if other != row.name:
                raise LexiconError(f"lexicons/countries.csv: {row.name}: {name!r} also stands for {other}")
    return rows


@cache
def divisions() -> tuple[Division, ...]:
    """Return states, provinces and regions.

    Raises:
        LexiconError: if ``divisions.csv`` is not as it should be.
    """
    return tuple(read_csv("divisions.csv", Division))


@cache
def regions() -> Regions:
    """Return continents, seas, rivers, mountains, mining districts, and the peoples of no one country."""
    return read_toml("regions.toml", Regions)


@cache
def hints() -> Hints:
    """Return what helps to tell places from other names."""
    return read_toml("places.toml", Hints)


@cache
def country_code(name: str) -> str | None:
    """Tell the ISO code of a country from its name.

    Args:
        name: a country's name, alias or abbreviation, in any case.

    Returns:
        ISO 3166-1 alpha-2, or None for former states without one and for anything but a country.
    """
    return _country_codes().get(name.casefold().replace("’", "'"))


@cache
def _country_codes() -> dict[str, str]:
    return {
        name.casefold().removeprefix("the "): row.code
        for row in countries()
        if row.code
        for name in (row.name, *row.aliases)
    }


@cache
def demonyms() -> dict[str, str | None]:
    """Return what peoples and their things are called, with the ISO code where there is one."""
    found: dict[str, str | None] = {}
    for row in countries():
        for name in (*row.adjectives, *row.peoples):
            found.setdefault(name, row.code)
    peoples = regions().peoples
    for name in (*peoples.adjectives, *peoples.nouns):
        found.setdefault(name, None)
    return found


class Cities:
    """The cities by name. Rows are read when they are asked for: most never are."""

    def __init__(self, text: str) -> None:
        lines = (line.partition(",") for line in text.splitlines() if not line.startswith("#"))
        self._rows = {name: row for name, _, row in lines if row != "countries,size,also"}
        for name in hints().homographs.never:
            self._rows.pop(name, None)
        self._exonyms: dict[str, list[str]] = {}
        for code, names in hints().exonyms.items():
            for name in names:
                self._exonyms.setdefault(name, []).append(code)
        self._found: dict[str, Place | None] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._rows, *self._exonyms)))

    def __len__(self) -> int:
        return len(self._rows.keys() | self._exonyms.keys())

    def get(self, name: str) -> Place | None:
        """Return a city by its name.

        Args:
            name: the name as GeoNames or ``places.toml`` spell it.

        Returns:
            The city, or None if there is none of that name.

        Raises:
            LexiconError: if its row in ``cities.csv`` is not as it should be.
        """
        if name not in self._found:
            self._found[name] = self._read(name)
        return self._found[name]

    def _read(self, name: str) -> Place | None:
        row, codes = self._rows.get(name), self._exonyms.get(name, [])
        if row is None and not codes:
            return None
        match = _CITY_ROW.fullmatch(row or ",1,")
        if match is None:
            raise LexiconError(f"lexicons/{_CITIES}: {name}: {row!r}: countries, size and marks are needed")
        homographs = hints().homographs
        return Place(
            Kind.CITY,
            name,
            tuple(dict.fromkeys((*codes, *filter(None, match[1].split("|"))))),
            3 if name in homographs.famous else max(int(match[2]), 2 if codes else 1),
            name not in homographs.famous and ("p" in match[3] or name in homographs.people),
            name not in homographs.famous and ("w" in match[3] or name in homographs.words),
        )


@cache
def cities() -> Cities:
    """Return the cities of GeoNames and of ``places.toml``."""
    return Cities(files("orewire.lexicons").joinpath(_CITIES).read_text(encoding="utf-8"))


class Names:
    """All names: what each can stand for."""

    def __init__(self) -> None:
        self._cities = cities()
        self._small: dict[str, list[Place]] = {}
        for name, place in _small_lexicons():
            self._small.setdefault(name.casefold(), []).append(place)
        self._city_names = {name.casefold(): name for name in reversed(list(self._cities))}
        names = self._small.keys() | self._city_names.keys()
        #: Lower-case first word → the numbers of words and signs in the names that begin with it, falling.
        self.lengths: dict[str, tuple[int, ...]] = dict.fromkeys(filter(str.isalpha, names), (1,))
        self._keys: dict[tuple[str, ...], str] = {}
        longer: dict[str, set[int]] = {}
        for name in names:
            if name.isalpha():
                continue
            words = tuple(_TOKEN.findall(name))
            longer.setdefault(words[0], set(self.lengths.get(words[0], ()))).add(len(words))
            self._keys[words] = name
            if "'" in words:
                self._keys[tuple("’" if word == "'" else word for word in words)] = name
        for first, lengths in longer.items():
            self.lengths[first] = tuple(sorted(lengths, reverse=True))

    def get(self, words: Sequence[str]) -> tuple[Place, ...]:
        """Tell what a name can stand for.

        Args:
            words: its words and signs in lower case.

        Returns:
            Countries first, then divisions, regions, demonyms, cities; nothing where it is no name.
        """
        name = words[0] if len(words) == 1 else self._keys.get(tuple(words))
        if name is None:
            return ()
        city = self._cities.get(self._city_names[name]) if name in self._city_names else None
        return (*self._small.get(name, ()), city) if city else tuple(self._small.get(name, ()))


@cache
def place_names() -> Names:
    """Return all names of places and peoples."""
    return Names()


def _small_lexicons() -> Iterator[tuple[str, Place]]:
    people, words = hints().homographs.people, hints().homographs.words
    for row in countries():
        codes = (row.code,) if row.code else ()
        for name in _forms((row.name, *row.aliases)):
            cased = name.isupper() and len(name) <= 6
            person, word = name in people, name in words
            yield name, Place(Kind.COUNTRY, row.name, codes, 3, person, word, cased)
    for division in divisions():
        codes = (division.country,)
        for name in _forms((division.name, *division.aliases)):
            yield name, Place(Kind.DIVISION, division.name, codes, 3, name in people, name in words)
        for name in division.abbreviations:
            yield name, Place(Kind.ABBREVIATION, division.name, codes, cased=name.isupper())
    for name in regions().names:
        yield name, Place(Kind.REGION, name, (), 3, name in people, name in words)
    for name, code in demonyms().items():
        yield name, Place(Kind.DEMONYM, name, (code,) if code else (), word=name in words)


def _forms(names: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        article = name.startswith("The ") and name.removeprefix("The ") in names
        yield name.removeprefix("The ") if article else name.removeprefix("the ")
