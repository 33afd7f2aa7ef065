"""Prices: an amount of money for a unit of mass is one wherever it stands."""

from collections.abc import Iterator

from orewire.facts.drafts import Draft, Filler
from orewire.facts.items import Item
from orewire.facts.lists import word_list
from orewire.facts.places import comparing_word
from orewire.facts.scene import Scene
from orewire.facts.status import status_of, status_words
from orewire.schema import FactType, Label, Status

_MASSES = frozenset(
    {
        "t",
        "kg",
        "g",
        "lb",
        "oz",
        "ozt",
        "wmt",
        "dmt",
        "mt",
        "st",
        "lt",
        "dmtu",
        "mtu",
        "ltu",
        "stu",
        "kt",
        "mg",
        "ct",
        "fl",
        "flask",
        "short ton",
        "long ton",
    }
)
#: What is paid for a unit of something else than the commodity itself, or is no price in being.
_OTHER = word_list("prices", "other")
_CHANGES = frozenset({"by", "up", "down"})
_MINERAL = frozenset({Label.MINERAL})
_DATE = frozenset({Label.DATE})
_NEAR = 12
_CLOSE = 6
_MILLION = 1_000_000


def find_prices(scene: Scene) -> Iterator[Draft]:
    """Yield a draft for each price of a mineral.

    Args:
        scene: the document.
    """
    for item in scene.items.all:
        priced = item.label == Label.MONEY and is_unit_price(item) and not is_conversion(scene, item)
        if priced and not _is_other(scene, item):
            yield from _price(scene, item)


def is_price(item: Item) -> bool:
    """Tell whether an amount may be what a unit of something costs: no millions."""
    value = item.value or {}
    amount = value.get("amount") or value.get("min") or value.get("max") or "0"
    return float(amount) < _MILLION and value.get("per") not in ("year", "month", "day", "share")


def is_unit_price(item: Item) -> bool:
    """Tell whether an amount is paid for a unit of mass."""
    return (item.value or {}).get("per") in _MASSES


def is_conversion(scene: Scene, item: Item) -> bool:
    """Tell whether an amount only gives the one before it in another currency: *$190 (£150) a tonne*."""
    before = scene.items.at[item.first - 2] if item.first >= 2 else None
    return scene.grammar.words[item.first - 1] == "(" and before is not None and before.label == item.label


def _is_other(scene: Scene, item: Item) -> bool:
    grammar = scene.grammar
    start = grammar.bounds[item.sentence][0]
    window = grammar.words[max(start, item.first - _NEAR) : item.first]
    if any(word in _OTHER for word in window[-_NEAR:]) and "price" not in window and "prices" not in window:
        return True
    before = grammar.words[item.first - 1] if item.first > start else ""
    after = grammar.words[item.last + 1 : item.last + 6]
    if before in _CHANGES or (before == "another"):
        return True
    # *rose $20 a tonne to $2,000*: the first is the change.
    if (
        "to" in after[:4]
        and before not in ("at", "from", "between")
        and scene.items.at[item.last + 1] is None
    ):
        position = item.last + 1 + after.index("to")
        return any(
            other.label == Label.MONEY and 0 < other.first - position <= 4
            for other in scene.items.by_sentence[item.sentence]
        )
    return any(word in ("higher", "lower", "cheaper", "dearer", "more", "less") for word in after[:4])


def _price(scene: Scene, item: Item) -> Iterator[Draft]:
    grammar = scene.grammar
    commodity, carried = _commodity(scene, item)
    if commodity is None:
        return
    arguments: list[tuple[str, Filler]] = [("commodity", commodity), ("value", item)]
    period = period_of(scene, item)
    if period is not None:
        arguments.append(("period", period))
    verb = grammar.governor(item.head)
    anchor = verb if verb is not None else item.head
    status = status_of(grammar, anchor, is_noun=grammar.pos[anchor] != "VERB")
    if status == Status.ACTUAL and status_words().governors.get(grammar.words[anchor]) == Status.PROJECTED:
        status = Status.PROJECTED  # *expects a price of*
    if comparing_word(grammar, item) is not None:
        status = Status.ACTUAL
    if status == Status.NEGATED:
        return
    first = anchor if verb is not None else item.first
    yield Draft(
        type=FactType.PRICE,
        status=status,
        first=first,
        last=first,
        sentence=item.sentence,
        arguments=tuple(arguments),
        rule="price.unit",
        quality=0.85,
        carried=int(carried),
    )


def _commodity(scene: Scene, item: Item) -> tuple[Item | None, bool]:
    """Return what is priced, and whether another sentence names it."""
    named = _of_verb(scene, item) or _around(scene, item)
    if named is not None:
        return named, named.sentence != item.sentence
    earlier = scene.before(item.head, _MINERAL, sentences=2)
    if earlier:
        return earlier[0], True
    titled = scene.titled(_MINERAL)
    return (titled[0], True) if len({i.entity for i in titled}) == 1 else (None, False)


def _of_verb(scene: Scene, item: Item) -> Item | None:
    """Return the mineral that is subject or object of the price's verb."""
    grammar = scene.grammar
    verb = grammar.governor(item.head)
    for node in grammar.chain(verb) if verb is not None else ():
        found = scene.first((*grammar.subjects(node), *grammar.objects(node)), _MINERAL)
        if found is not None:
            return found
    return None


def _around(scene: Scene, item: Item) -> Item | None:
    """Return the mineral behind *of* or *for*, else the last one before in the clause or sentence."""
    grammar = scene.grammar
    here = [i for i in scene.items.by_sentence[item.sentence] if i.label == Label.MINERAL]
    for mineral in here:
        between = grammar.words[item.last + 1 : mineral.first]
        if 0 < mineral.first - item.last <= _CLOSE and {"of", "for"} & set(between):
            return mineral
    before = [i for i in here if i.last < item.first]
    clause = [i for i in before if grammar.clause[i.head] == grammar.clause[item.head]]
    ranked = clause or before
    return ranked[-1] if ranked else here[0] if here else None


def period_of(scene: Scene, amount: Item) -> Item | None:
    """Return the date that goes with an amount: the next one after it, else the last one before it."""
    grammar = scene.grammar
    here = scene.items.by_sentence[amount.sentence]
    amounts = [i for i in here if i.label in (Label.MONEY, Label.QUANTITY)]
    dates = [
        i
        for i in here
        if i.label == Label.DATE
        and i.first not in scene.dateline
        and not (i.value and i.value.get("kind") in ("set", "duration"))
        and not _belongs_elsewhere(scene, i, amount)
    ]
    after = [
        d
        for d in dates
        if d.first > amount.last
        and not any(amount.last < o.first < d.first for o in amounts if o.label == amount.label)
    ]
    if after and not any(grammar.words[t] in (";",) for t in range(amount.last, after[0].first)):
        near = after[0].first - amount.last <= 14
        if near:
            return after[0]
    before = [
        d
        for d in dates
        if d.last < amount.first
        and not any(d.last < o.first < amount.first for o in amounts if o.label == amount.label)
    ]
    return before[-1] if before and comparing_word(grammar, amount) is None else None


def _belongs_elsewhere(scene: Scene, item: Item, amount: Item) -> bool:
    """Tell whether a date tells when something was said, or stands in another clause."""
    grammar = scene.grammar
    clause, own = grammar.clause[item.head], grammar.clause[amount.head]
    if clause == own:
        return False
    if item.first > amount.last and item.first - amount.last <= 6:
        return any(grammar.words[t] in (",", ";", "said", "and") for t in range(amount.last + 1, item.first))
    return True
