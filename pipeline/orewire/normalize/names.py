"""Names as such: what belongs to one, and when two of them are the same."""

import re
from functools import lru_cache

from orewire.lexicons.organizations import legal_form_words

_ARTICLES = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_KEPT_ARTICLE = re.compile(r"The (?:Hague|Gambia\b|Bahamas\b)")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")

_GENERIC_PLACES = frozenset(
    (
        "mine",
        "mines",
        "deposit",
        "project",
        "plant",
        "smelter",
        "refinery",
        "port",
        "airport",
        "pipeline",
        "terminal",
        "complex",
    )
)


def trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what the guidelines count as no part of a name: leading articles and a final ``'s``.

    Args:
        text: the article.
        start: offset of the name's first character.
        end: offset after its last character.

    Returns:
        The offsets without article, possessive and outer white space; start equals end where nothing is left.
    """
    article = _ARTICLES.match(text, start, end)
    if article and not _KEPT_ARTICLE.match(text, start, end):
        start = article.end()
    possessive = _POSSESSIVE.search(text[start:end])
    if possessive:
        end = start + possessive.start()
    kept = text[start:end]
    start += len(kept) - len(kept.lstrip())
    return start, max(start, start + len(kept.strip()))


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """Return a name's words for comparison: lower case, no dots, no legal form, no trailing generic noun."""
    words = [word.casefold().replace(".", "") for word in _WORD.findall(name)]
    while len(words) > 1 and (words[-1] in legal_form_words() or words[-1] in _GENERIC_PLACES):
        words.pop()
    return tuple(words)


def is_acronym_of(acronym: str, name: str) -> bool:
    """Tell whether an acronym's letters are, in order, those of a name's words.

    Follows Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions":
    each letter is found from the right, the first one at the start of a word.

    Args:
        acronym: two to ten characters, half of them capitals (``DFC``, ``USKZBC``; ``KazMunayGas`` is none).
        name: the full name.

    Returns:
        True when the acronym can stand for the name.
    """
    letters = [character.casefold() for character in acronym if character.isalnum()]
    capitals = sum(character.isupper() for character in acronym)
    if not 2 <= len(letters) <= 10 or capitals < 2 or capitals < len(letters) / 2 or " " not in name:
        return False
    position = len(name) - 1
    for number, letter in enumerate(reversed(letters)):
        first = number == len(letters) - 1
        while position >= 0 and (
            name[position].casefold() != letter or (first and position > 0 and name[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return False
        position -= 1
    return True


def initials_of(name: str) -> str:
    """Return the capitals that begin a name's words: ``International Monetary Fund`` → ``IMF``."""
    return "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
