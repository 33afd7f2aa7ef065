"""Persons by the honorific before them: ``Shaikh Salman bin Rashid``, ``Mr Waberi``."""

import re
from collections.abc import Iterator
from functools import cache

from orewire.lexicons.persons import persons
from orewire.normalize.candidate import Candidate
from orewire.schema import Label, NameValue

_CONFIDENCE = 0.75
_BEFORE = 20  # characters in which a given name may stand before an honorific
_GIVEN_NAME = re.compile(r"[^.!?:]\s([A-Z][a-z]+) $")
_FIRST = re.compile(r"(\w+)\.? ")


def find_persons(text: str) -> Iterator[Candidate]:
    """Find the names after honorifics that stand before nothing but persons.

    Args:
        text: an article.

    Yields:
        PERSON candidates in text order.
    """
    for match in _pattern().finditer(text):
        start, end = match.span("name")
        given = _GIVEN_NAME.search(text, max(0, match.start() - _BEFORE), match.start())
        if given and given[1].lower() not in persons().titles:
            continue  # "Hassan Sheikh Mohamud"
        while title := _FIRST.match(text, start, end):
            if title[1].lower() not in persons().titles:
                break
            start = title.end()  # "Prof Sir Bruce Keogh"
        yield Candidate(
            Label.PERSON, start, end, NameValue(name=text[start:end]), "persons.honorific", _CONFIDENCE
        )


@cache
def _pattern() -> re.Pattern[str]:
    lexicon = persons()
    honorifics = "|".join(sorted(map(re.escape, lexicon.honorifics), key=len, reverse=True))
    small = "|".join(map(re.escape, lexicon.particles))
    word = r"[A-Z][^\W\d_]*(?:(?!['’]s\b)[-'’][A-Z]?[^\W\d_]+)?"
    name = rf"(?:[A-Z]\.[ ]?){{0,3}}{word}(?: (?:(?:{small}) )?(?:[A-Z]\. )?{word}){{0,4}}"
    return re.compile(rf"\b(?:{honorifics})\.? (?P<name>{name})(?!\w)")
