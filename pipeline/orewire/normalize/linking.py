"""Which mentions of an article name the same thing.

Two mentions are linked when that is plain from the article alone: the same name, a name and its acronym
in brackets, a company and its short form, a person and the bare surname, names of one country. Where a
short form fits two things, it is left apart: a wrong link costs more than a missing one.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from orewire.lexicons.organizations import organizations
from orewire.normalize.names import initials_of, is_acronym_of, name_words
from orewire.schema import ENTITY_LABELS, Label


class Name(NamedTuple):
    """A mention that names something.

    Attributes:
        label: its label.
        start: offset of its first character.
        end: offset after its last character.
        text: its words.
        key: what its value says the thing is (a commodity, a country code), None where its words must tell.
    """

    label: Label
    start: int
    end: int
    text: str
    key: str | None


@dataclass(slots=True)
class Group:
    """Mentions of one thing.

    Attributes:
        members: indices into the mentions given, in text order.
        acronym: the acronym that stands for the full name, where there is one.
    """

    members: list[int] = field(default_factory=list)
    acronym: str | None = None

    def absorb(self, other: "Group") -> None:
        """Take over another group's mentions, and its acronym where this one has none."""
        self.members = sorted({*self.members, *other.members})
        self.acronym = self.acronym or other.acronym


_BRACKET = re.compile(r"['’]?s?\s*[(\[]\s*[\"“]?")


def link(names: Sequence[Name], text: str) -> list[Group]:
    """Group the mentions of an article by the thing they name.

    Args:
        names: mentions in text order; those without an entity label are passed over.
        text: the article.

    Returns:
        Groups in the order of their first mentions.
    """
    groups: list[Group] = []
    by_key: dict[tuple[str, object], Group] = {}
    for index, name in enumerate(names):
        if name.label not in ENTITY_LABELS:
            continue
        group = by_key.setdefault((name.label, name.key or name_words(name.text)), Group())
        if not group.members:
            groups.append(group)
        group.members.append(index)
    groups = _join_initials(_join_bracketed(groups, names, text), names)
    for label, fits in (
        (Label.ORG, _is_short_org),
        (Label.PERSON, _is_short_person),
        (Label.FAC, _is_short_org),
    ):
        groups = _join_short_forms(groups, names, label, fits)
    for group in groups:
        group.members.sort()
    return sorted(groups, key=lambda group: group.members[0])


def full_name(group: Group, names: Sequence[Name]) -> str:
    """Return the fullest name among a group's mentions: the longest, of equals the first.

    A mineral goes by its most usual word: ``spodumene``, not ``spodumene concentrate``.
    """
    texts = [names[index].text for index in group.members]
    if names[group.members[0]].label is Label.MINERAL:
        return _usual_word(texts, names[group.members[0]].key)
    mixed = [text for text in texts if not text.isupper() or text == group.acronym]
    return max(mixed or texts, key=len)


def _usual_word(texts: Sequence[str], commodity: str | None) -> str:
    """Return the commonest of a mineral's words; of equals the commodity's own name, then the shortest."""
    counts = Counter(text.casefold() for text in texts)
    own = (commodity or "").replace("-", " ")
    usual = max(counts, key=lambda word: (counts[word], word == own, -len(word)))
    return max((text for text in texts if text.casefold() == usual), key=lambda text: not text.isupper())


def _join_bracketed(groups: list[Group], names: Sequence[Name], text: str) -> list[Group]:
    """Join a full name and its acronym where one stands in brackets after the other."""
    group_of = {index: group for group in groups for index in group.members}
    for left, right in pairwise(index for index, name in enumerate(names) if name.label is Label.ORG):
        if right != left + 1 or not _BRACKET.fullmatch(text, names[left].end, names[right].start):
            continue
        for full, short in ((left, right), (right, left)):
            acronym = is_acronym_of(names[short].text, names[full].text)
            if acronym or (short == right and _is_own_short_form(names[short], names[full], text)):
                group, other = group_of[full], group_of[short]
                if group is not other:
                    group.absorb(other)
                    group_of.update(dict.fromkeys(other.members, group))
                if acronym or names[short].text.isupper():
                    group.acronym = names[short].text
                break
    return list({id(group): group for group in group_of.values()}.values())


def _is_own_short_form(short: Name, full: Name, text: str) -> bool:
    """Whether a word alone in brackets is what the name before it is called: ``Caricom``, ``BCB``.

    The letters of ``Caricom`` are, in order, among those of ``Caribbean Community``. Capitals may be in the
    order of the name's own language: ``Central Bank of Bolivia (BCB)``.
    """
    if " " in short.text or " " not in full.text or text[short.end : short.end + 1] not in (")", "]"):
        return False
    if short.text.isupper():
        return sorted(short.text) == sorted(initials_of(full.text))
    letters = iter(full.text.casefold())
    return short.text[0].isupper() and all(letter in letters for letter in short.text.casefold())


def _join_initials(groups: list[Group], names: Sequence[Name]) -> list[Group]:
    """Join an acronym with the one organization that has just these initials."""
    of_orgs = [group for group in groups if names[group.members[0]].label is Label.ORG]
    by_initials: dict[str, list[Group]] = {}
    for group in of_orgs:
        by_initials.setdefault(initials_of(full_name(group, names)), []).append(group)
    joined: set[int] = set()
    for group in of_orgs:
        acronym = names[group.members[0]].text
        if group.acronym is None and acronym.isupper() and len(acronym) > 2:
            fulls = [full for full in by_initials.get(acronym, []) if full is not group]
            if len(fulls) == 1:
                fulls[0].absorb(group)
                fulls[0].acronym = acronym
                joined.add(id(group))
    return [group for group in groups if id(group) not in joined]


def _join_short_forms(
    groups: list[Group],
    names: Sequence[Name],
    label: Label,
    fits: Callable[[tuple[str, ...], tuple[str, ...]], bool],
) -> list[Group]:
    """Join each short form with the one full name that it fits; where it fits several, leave it apart."""
    of_label = [
        (name_words(full_name(group, names)), group)
        for group in groups
        if names[group.members[0]].label is label
    ]
    # A short form shares its first or last word with its full name: time stays linear in a long article.
    by_word: dict[str, dict[int, tuple[tuple[str, ...], Group]]] = {}
    for words, group in of_label:
        for word in {words[0], words[-1]} if words else ():
            by_word.setdefault(word, {})[id(group)] = (words, group)
    joined: set[int] = set()
    for words, short in sorted(of_label, key=lambda pair: len(pair[0])):
        shared = {**by_word.get(words[0], {}), **by_word.get(words[-1], {})} if words else {}
        longer = [
            group
            for key, (full, group) in shared.items()
            if group is not short and key not in joined and fits(words, full)
        ]
        if len(longer) == 1:
            longer[0].absorb(short)
            joined.add(id(short))
    return [group for group in groups if id(group) not in joined]


def _is_short_org(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if not 0 < len(short) < len(full):
        return False
    if full[0].capitalize() in organizations().names.foreign_heads and full[-len(short) :] == short:
        return True  # "Valdemora" for "Minas de Valdemora"
    return full[: len(short)] == short and full[len(short)] not in ("of", "for")


def _is_short_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """A surname (``Al Mannai`` too), a family name that comes first (``Xi``), or the ends of a name."""
    if not 0 < len(short) < len(full):
        return False
    if len(short) == 1:
        return short[0] in (full[-1], full[0])
    return short[-1] == full[-1] and (short[0] == full[0] or short == full[-len(short) :])
