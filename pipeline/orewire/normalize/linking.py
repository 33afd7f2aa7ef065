"""Which mentions of an article name the same thing.

Two mentions are linked when that is plain from the article alone: the same name, a name and its acronym
in brackets, a company and its short form, a person and the bare surname, names of one country. Where a
short form fits two things, it is left apart: a wrong link costs more than a missing one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from orewire.normalize.names import initials_of, is_acronym_of, name_words
from orewire.schema import ENTITY_LABELS, CountryValue, Label, MineralValue, Value


class Name(NamedTuple):
    """A mention that names something.

    Attributes:
        label: its label.
        start: offset of its first character.
        end: offset after its last character.
        text: its words.
        value: its normalised value, where known.
    """

    label: Label
    start: int
    end: int
    text: str
    value: Value | None


@dataclass(slots=True)
class Group:
    """Mentions of one thing.

    Attributes:
        members: indices into the mentions given, in text order.
        acronym: the acronym that stands for the full name, where there is one.
    """

    members: list[int] = field(default_factory=list)
    acronym: str | None = None


_BRACKET = re.compile(r"['’]?s?\s*[(\[]\s*[\"“]?")


def link(names: Sequence[Name], text: str, country_of: Callable[[str], str | None]) -> list[Group]:
    """Group the mentions of an article by the thing they name.

    Args:
        names: mentions in text order; those without an entity label are passed over.
        text: the article.
        country_of: tells the ISO code of a country from its name, None for any other place.

    Returns:
        Groups in the order of their first mentions.
    """
    groups: list[Group] = []
    by_key: dict[tuple[str, object], Group] = {}
    for index, name in enumerate(names):
        if name.label not in ENTITY_LABELS:
            continue
        group = by_key.setdefault((name.label, _key_of(name, country_of)), Group())
        if not group.members:
            groups.append(group)
        group.members.append(index)
    groups = _join_acronyms(groups, names, text)
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
    """Return the fullest name among a group's mentions: the longest, of equals the first."""
    texts = [names[index].text for index in group.members]
    mixed = [text for text in texts if not text.isupper() or text == group.acronym]
    return max(mixed or texts, key=len)


def _key_of(name: Name, country_of: Callable[[str], str | None]) -> object:
    if isinstance(name.value, MineralValue):
        return name.value.commodity
    if name.label is Label.GPE:
        return country_of(name.text) or name_words(name.text)
    if name.label is Label.NORP and isinstance(name.value, CountryValue) and name.value.country:
        return name.value.country
    return name_words(name.text)


def _join_acronyms(groups: list[Group], names: Sequence[Name], text: str) -> list[Group]:
    """Join full names and acronyms: in brackets either way round, or with just these initials."""
    group_of = {index: group for group in groups for index in group.members}
    neighbours = [index for index, name in enumerate(names) if name.label is Label.ORG]
    for left, right in pairwise(neighbours):
        if right != left + 1 or not _BRACKET.fullmatch(text, names[left].end, names[right].start):
            continue
        for long, short in ((left, right), (right, left)):
            if is_acronym_of(names[short].text, names[long].text):
                _merge(group_of[long], group_of[short], group_of)
                group_of[long].acronym = names[short].text
                break
    by_initials: dict[str, list[Group]] = {}
    for group in _distinct(group_of):
        if names[group.members[0]].label is Label.ORG:
            by_initials.setdefault(initials_of(full_name(group, names)), []).append(group)
    for group in _distinct(group_of):
        name = names[group.members[0]]
        if name.label is Label.ORG and group.acronym is None and name.text.isupper() and len(name.text) > 2:
            fulls = [full for full in by_initials.get(name.text, []) if full is not group]
            if len(fulls) == 1:
                _merge(fulls[0], group, group_of)
                fulls[0].acronym = name.text
    return _distinct(group_of)


def _join_short_forms(
    groups: list[Group],
    names: Sequence[Name],
    label: Label,
    fits: Callable[[tuple[str, ...], tuple[str, ...]], bool],
) -> list[Group]:
    group_of = {index: group for group in groups for index in group.members}
    of_label = [group for group in groups if names[group.members[0]].label is label]
    for short in sorted(of_label, key=lambda group: len(name_words(full_name(group, names)))):
        words = name_words(full_name(short, names))
        longer = [
            group
            for group in _distinct(group_of)
            if group is not short
            and names[group.members[0]].label is label
            and fits(words, name_words(full_name(group, names)))
        ]
        if len(longer) == 1:
            _merge(longer[0], short, group_of)
    return _distinct(group_of)


def _is_short_org(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return (
        0 < len(short) < len(full) and full[: len(short)] == short and full[len(short)] not in ("of", "for")
    )


def _is_short_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """A surname, a family name that comes first (``Xi``), or first and last name without the middle."""
    if not 0 < len(short) < len(full):
        return False
    if len(short) == 1:
        return short[0] in (full[-1], full[0])
    return short[0] == full[0] and short[-1] == full[-1]


def _merge(into: Group, other: Group, group_of: dict[int, Group]) -> None:
    if into is other:
        return
    into.members = sorted({*into.members, *other.members})
    into.acronym = into.acronym or other.acronym
    for index in other.members:
        group_of[index] = into


def _distinct(group_of: dict[int, Group]) -> list[Group]:
    return list({id(group): group for _, group in sorted(group_of.items())}.values())
