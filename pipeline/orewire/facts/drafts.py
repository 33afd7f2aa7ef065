"""Facts in the making, and which of two that tell the same is kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from orewire.facts.items import Item
from orewire.schema import ENTITY_LABELS, ROLES, FactType, Label, Status


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text that fill a role: tokens from first to last."""

    first: int
    last: int
    text: str


Filler = Item | Words

#: Roles that make two facts of one type one when they are the same.
_TELLING = frozenset({"value", "quantity", "target"})
_ANCHORS = _TELLING | {"person", "rank"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact before it is written down.

    Attributes:
        type: its type.
        status: how it holds.
        first: first token of the trigger.
        last: last token of the trigger.
        sentence: number of its sentence.
        arguments: pairs of role and filler.
        rule: what made it.
        quality: how far the rule is trusted.
        carried: how many arguments come from another sentence.
    """

    type: FactType
    status: Status
    first: int
    last: int
    sentence: int
    arguments: tuple[tuple[str, Filler], ...]
    rule: str
    quality: float
    carried: int = 0

    def get(self, role: str) -> Filler | None:
        """Return the first filler of a role."""
        return next((filler for name, filler in self.arguments if name == role), None)

    @property
    def core(self) -> int:
        """How many arguments it has besides its kind."""
        return sum(role != "kind" for role, _ in self.arguments)


def is_whole(draft: Draft, needs: Sequence[Sequence[str]] = ()) -> bool:
    """Tell whether a draft has what its type and frame require."""
    roles = {role for role, _ in draft.arguments}
    required = {name for name, role in ROLES[draft.type].items() if role.required}
    return (
        required <= roles and draft.core >= 2 and all(any(role in roles for role in group) for group in needs)
    )


def key_of(filler: Filler) -> str:
    """Return what a filler says, the same for all mentions of one thing."""
    if isinstance(filler, Words):
        return filler.text.lower()
    if filler.country is not None:
        # Kazakh exports and Kazakhstan's exports are one.
        own_name = str((filler.value or {}).get("name", "")).lower()
        return f"country:{filler.country}:{own_name if _is_town(filler) else ''}"
    if filler.label in ENTITY_LABELS:
        return filler.entity
    value = {k: v for k, v in (filler.value or {}).items() if k not in ("approx", "bound", "basis", "mod")}
    return json.dumps(value, sort_keys=True, default=str) if value else filler.text.lower()


def _is_town(item: Item) -> bool:
    # Countries carry their own name in the entity of their people, too; towns and provinces do not matter
    # often enough to be told apart from their country by more than the name.
    return item.label == Label.GPE and not is_country(item)


def is_country(item: Item) -> bool:
    """Tell whether a mention names a country itself, not its people or a town in it."""
    from orewire.lexicons.places import country_code

    return item.label == Label.GPE and (
        country_code(item.text) is not None
        or country_code(str((item.value or {}).get("name", ""))) is not None
    )


def drop_repeated(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop drafts that another one tells as fully or more fully.

    A draft is repeated by another of its type and status whose arguments contain all of its own; a title's
    also when it tells less of the same. Of equals the later one is kept when the first is the title's.
    """
    keyed = [
        (draft, {(role, key_of(filler)) for role, filler in draft.arguments if role != "kind"})
        for draft in drafts
    ]
    holders: dict[tuple[str, str, str], list[int]] = {}
    for index, (draft, pairs) in enumerate(keyed):
        for pair in pairs:
            holders.setdefault((draft.type, *pair), []).append(index)
    kept: list[Draft] = []
    for index, (draft, mine) in enumerate(keyed):
        # Only what shares an argument can tell the same.
        near = {other for pair in mine for other in holders[draft.type, *pair]} - {index}
        if not any(_repeats(draft, mine, *keyed[other], earlier=other < index) for other in sorted(near)):
            kept.append(draft)
    return kept


def _repeats(
    draft: Draft, mine: set[tuple[str, str]], other: Draft, theirs: set[tuple[str, str]], *, earlier: bool
) -> bool:
    if draft.type == FactType.POSITION and draft.status == other.status:
        return _is_shorter_title(draft, other, earlier=earlier)
    shared = mine & theirs
    if draft.sentence == 0 < other.sentence and (len(shared) >= 2 or _roles_of(shared) & _TELLING):
        return True  # a headline, told more fully below
    if draft.status != other.status and draft.sentence not in (other.sentence, 0):
        return False
    if mine <= theirs:
        return mine < theirs or _is_lesser_twin(draft, other, earlier=earlier)
    if (
        draft.sentence == other.sentence
        and _roles_of(shared) & _ANCHORS
        and _is_free(mine, theirs, draft.type)
    ):
        return (len(theirs), other.quality, -other.first) > (len(mine), draft.quality, -draft.first)
    return False


def _roles_of(pairs: set[tuple[str, str]]) -> set[str]:
    return {role for role, _ in pairs}


def _is_lesser_twin(draft: Draft, other: Draft, *, earlier: bool) -> bool:
    """Tell which of two drafts with the same arguments goes."""
    if draft.status != other.status:
        if draft.quality == other.quality:
            return draft.status == Status.ACTUAL
        return draft.quality < other.quality
    if draft.sentence == other.sentence:
        mark, other_mark = (len(draft.arguments), draft.quality), (len(other.arguments), other.quality)
        return other_mark > mark or (other_mark == mark and earlier)
    return earlier and not (other.sentence == 0 < draft.sentence)


def _is_shorter_title(draft: Draft, other: Draft, *, earlier: bool) -> bool:
    """Tell whether an office is told in fewer words than elsewhere: *Minister* after *Minister of Mines*."""
    mine, theirs = draft.get("person"), other.get("person")
    if not isinstance(mine, Item) or not isinstance(theirs, Item) or mine.entity != theirs.entity:
        return False
    title, longer = (str(getattr(d.get("title"), "text", "")).lower().split() for d in (draft, other))
    if not set(title) <= set(longer):
        return False
    if set(title) == set(longer):
        rank = (other.get("organization") is not None, other.core, earlier)
        return rank > (draft.get("organization") is not None, draft.core, not earlier)
    return True


def _is_free(mine: set[tuple[str, str]], theirs: set[tuple[str, str]], fact_type: FactType) -> bool:
    single = {name for name, role in ROLES[fact_type].items() if not role.many}
    by_role = dict(theirs)
    return not any(
        role in single and role in by_role and by_role[role] != key
        for role, key in mine
        if role in ("period", "value", "quantity")
    )
