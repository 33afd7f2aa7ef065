"""The lexicon of organizations: legal forms, the words their names are built with, and well-known ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from orewire.lexicons.reader import LexiconError, read_toml
from orewire.lexicons.trie import Trie
from orewire.schema import OrgKind

_FILE = "organizations.toml"
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
Words = tuple[Annotated[str, Field(min_length=1)], ...]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LegalForms(_Part):
    """Legal forms as written, dots left out.

    Attributes:
        words: count with a capital.
        capitals: count in capitals only.
        small: count in lower case too.
        spelled: count as they stand, with their dots.
        weak: words of their own too.
    """

    words: Words
    capitals: Words
    small: Words
    spelled: Words
    weak: frozenset[str]


class Stops(_Part):
    """Words that a name does not reach over."""

    offices: frozenset[str]
    words: frozenset[str]
    calendar: frozenset[str]
    function_words: frozenset[str]


class NameHints(_Part):
    """Words that help to follow a name; each is explained in the file."""

    particles: frozenset[str]
    abbreviated: frozenset[str]
    trades: frozenset[str]
    topics: frozenset[str]
    fields: frozenset[str]
    and_tails: frozenset[str]
    without_country: frozenset[str]
    single: frozenset[str]
    of_country: frozenset[str]
    possessors: frozenset[str]
    members: frozenset[str]
    verbs: frozenset[str]
    not_before: frozenset[str]
    papers: frozenset[str]
    loose_heads: frozenset[str]
    houses: frozenset[str]
    heads_on: frozenset[str]
    short_forms: frozenset[str]
    doubtful_forms: frozenset[str]
    dotted_forms: frozenset[str]
    exchanges: frozenset[str]
    no_names: frozenset[str]
    foreign_heads: frozenset[str]


class Organizations(_Part):
    """What ``organizations.toml`` holds."""

    legal_forms: LegalForms
    heads: dict[OrgKind, Words]
    tails: dict[OrgKind, Words]
    weak_tails: frozenset[str]
    stops: Stops
    names: NameHints
    known: dict[OrgKind, Words]


@dataclass(frozen=True, slots=True)
class Known:
    """A well-known organization.

    Attributes:
        name: its full name.
        kind: what sort it is.
        acronym: its acronym, where it has one.
    """

    name: str
    kind: OrgKind
    acronym: str | None = None


@cache
def organizations() -> Organizations:
    """Return the whole lexicon.

    Raises:
        LexiconError: if the file is not as it should be.
    """
    lexicon = read_toml(_FILE, Organizations)
    unknown = lexicon.weak_tails - {word for words in lexicon.tails.values() for word in words}
    if unknown:
        raise LexiconError(f"lexicons/{_FILE}: weak_tails: {min(unknown)!r} is not among the tails")
    return lexicon


@cache
def legal_forms() -> Trie[str]:
    """Return the legal forms as a trie of tokens, case kept; dots after their letters may be there or not."""
    forms = organizations().legal_forms
    trie: Trie[str] = Trie()
    for form in (*forms.words, *(word.upper() for word in forms.words), *forms.capitals, *forms.small):
        words = _TOKEN.findall(form)
        trie.add(words, form)
        trie.add([part for word in words for part in (word, ".")], form)
        if len(words) == 1 and 2 <= len(form) <= 4 and (form.isupper() or form in forms.small):
            trie.add([part for letter in form for part in (letter, ".")], form)
    for form in forms.spelled:
        trie.add(_TOKEN.findall(form), form)
    return trie


@cache
def legal_form_words() -> frozenset[str]:
    """Return the single words of legal forms, lower case, without dots: no part of a name in comparison."""
    forms = organizations().legal_forms
    words = (*forms.words, *forms.capitals, *forms.small)
    return frozenset(word.casefold() for word in words if word.isalpha())


@cache
def heads() -> dict[str, OrgKind]:
    """Return the words that open a name and go on with ``of``; in capitals too."""
    return dict(_cased(organizations().heads))


@cache
def tails() -> dict[str, OrgKind]:
    """Return the last words of names; in capitals too."""
    return dict(_cased(organizations().tails))


def _cased(words_by_kind: dict[OrgKind, Words]) -> Iterator[tuple[str, OrgKind]]:
    for kind, words in words_by_kind.items():
        for word in words:
            yield word, kind
            yield word.upper(), kind


@cache
def known_organizations() -> Trie[Known]:
    """Return the well-known organizations as a trie of tokens in their case, and names in capitals.

    Raises:
        LexiconError: if an entry is not ``Name`` or ``Name = short forms``.
    """
    trie: Trie[Known] = Trie()
    for kind, entries in organizations().known.items():
        for entry in entries:
            name, _, short = entry.partition(" = ")
            if entry.count("=") > 1 or not name.strip() or ("=" in entry and not short):
                raise LexiconError(f"lexicons/{_FILE}: known.{kind}: {entry!r} is not 'Name = short|forms'")
            shorts = [form for form in short.split("|") if form]
            known = Known(name, kind, shorts[0] if shorts else None)
            for form in (name, *shorts):
                trie.add(_TOKEN.findall(form), known)
                if " " in form or len(form) > 4:
                    trie.add(_TOKEN.findall(form.upper()), known)
    return trie


def kind_of(words: Sequence[str]) -> OrgKind | None:
    """Tell the kind of an organization from the words of its name.

    Args:
        words: the name's words, as written.

    Returns:
        The kind by its last word, else by the word before ``of`` or ``for``, else by a legal form; or None.
    """
    of = next((number for number, word in enumerate(words) if word in ("of", "for", "OF", "FOR")), 0)
    if of and words[of - 1] in heads():
        return heads()[words[of - 1]]
    if any(word.casefold() in legal_form_words() for word in words[1:]):
        return OrgKind.COMPANY
    return next((tails()[word] for word in reversed(words) if word in tails()), None)
