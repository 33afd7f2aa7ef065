"""The engine: triggers → arguments → facts."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from spacy.tokens import Doc

from orewire.facts.calibration import confidence_of
from orewire.facts.drafts import Draft, Filler, Words, drop_repeated, is_whole, key_of
from orewire.facts.frames import Frame
from orewire.facts.items import Item
from orewire.facts.kinds import kind_of, text_subject
from orewire.facts.lists import word_list
from orewire.facts.places import Hit, Places, comparing_word
from orewire.facts.positions import Offices, find_positions
from orewire.facts.prices import find_prices, is_price, is_unit_price, period_of
from orewire.facts.rankings import Ranks, find_rankings
from orewire.facts.scene import Scene
from orewire.facts.status import status_of, status_words
from orewire.facts.triggers import TriggerIndex
from orewire.schema import ENTITY_LABELS, ROLES, FactType, Label, Status, compute_uid, sha256_of

#: Types whose frames are word lists for walks of their own.
_OWN_WALKS = frozenset({FactType.POSITION, FactType.RANKING})
_AMOUNTS = ("quantity", "value", "stake")
_ELSEWHERE = frozenset({"before", "title", "sentence", "clause"})
#: Places that may lie outside the trigger's own sentence.
_CARRIED = frozenset({"before", "title", "lead", "site"})
#: Types whose quantities are masses.
_WEIGHED = frozenset({FactType.SUPPLY, FactType.PRODUCTION, FactType.RESERVE})
_AGREED = word_list("engine", "agreed")
_COMPARED_NEAR = 25
_COUNTRIES = frozenset({Label.GPE, Label.NORP})
_AIMS = word_list("engine", "aims")
_WANTS = word_list("engine", "wants")
_EXPECTATIONS = word_list("engine", "expectations")
_SHARES = word_list("engine", "shares")
_NO_WEIGHTS = word_list("engine", "no_weights")
_MINERS = word_list("engine", "miners")
_WORLDWIDE = word_list("engine", "worldwide")


@dataclass(slots=True)
class _Found:
    """What was found around a trigger: fillers by role, and where they stood."""

    fillers: dict[str, list[Filler]]
    places: dict[str, str]


class Engine:
    """Finds facts in parsed documents with mentions and entities."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        """Set the engine up once for any number of documents.

        Args:
            frames: as loaded by ``orewire.facts.frames.load_frames``.
        """
        loaded = list(frames)
        self._index = TriggerIndex([frame for frame in loaded if frame.type not in _OWN_WALKS])
        self._offices = Offices(loaded)
        self._ranks = Ranks(loaded)

    def facts(self, doc: Doc, text: str) -> list[dict[str, Any]]:
        """Return the facts of a document as plain records, in text order.

        Args:
            doc: with parse, ``doc._.mentions`` and ``doc._.entities``; without a parse there are no facts.
            text: its text.
        """
        if not len(doc) or not doc.has_annotation("DEP") or not doc._.mentions:
            return []
        scene = Scene(doc, text)
        published = _day(doc._.published) if doc.has_extension("published") else None
        drafts = [
            draft for hit in self._index.find(scene.grammar) for draft in _drafts(scene, hit, published)
        ]
        drafts += find_prices(scene)
        drafts += find_positions(scene, self._offices)
        drafts += find_rankings(scene, self._ranks)
        drafts = _without_sold_values(drafts)
        drafts.sort(key=lambda draft: (draft.first, draft.type, draft.rule, draft.last))
        return _records(scene, drop_repeated(drafts), doc, text)


def _without_sold_values(drafts: list[Draft]) -> list[Draft]:
    """Drop what went from one to another where the same words tell only its value: that is trade."""
    bought = {(draft.first, draft.last) for draft in drafts if draft.type == FactType.ACQUISITION}
    drafts = [d for d in drafts if d.type != FactType.TRADE or (d.first, d.last) not in bought]
    sold = {
        (draft.first, draft.last)
        for draft in drafts
        if draft.type == FactType.SUPPLY and draft.get("quantity")
    }
    drafts = [d for d in drafts if d.type != FactType.ACQUISITION or (d.first, d.last) not in sold]
    supplied = {
        (draft.first, draft.last)
        for draft in drafts
        if draft.type == FactType.SUPPLY and draft.get("quantity")
    }
    drafts = [
        draft for draft in drafts if not (draft.type == FactType.TRADE and _is_measured(draft, supplied))
    ]
    valued = {(draft.first, draft.last) for draft in drafts if draft.type == FactType.TRADE}
    return [
        draft
        for draft in drafts
        if draft.type != FactType.SUPPLY
        or (draft.first, draft.last) not in valued
        or draft.get("quantity") is not None
    ]


def _is_measured(draft: Draft, supplied: set[tuple[int, int]]) -> bool:
    """Tell whether trade in goods by weight is told as supply already, or lacks one of its ends."""
    value = draft.get("value")
    if not isinstance(value, Item) or value.label == Label.MONEY:
        return False
    one_end = draft.get("exporter") is None or draft.get("importer") is None
    return one_end or draft.get("commodity") is not None or (draft.first, draft.last) in supplied


def _day(published: object) -> date | None:
    try:
        return date.fromisoformat(str(published)) if published else None
    except ValueError:
        return None


def _drafts(scene: Scene, hit: Hit, published: date | None) -> Iterator[Draft]:
    if _is_name(scene, hit) or _is_adjectival(scene, hit) or _spoken_against(scene, hit):
        return
    places = Places(scene, hit)
    if not places.has_object(hit.trigger.objects):
        return
    if not places.has_needed(hit.trigger.needed) or not _is_possible(hit, places):
        return
    found = _fill(scene, hit, places)
    if found is None:
        return
    needed = [name for name, role in ROLES[hit.frame.type].items() if role.required]
    if any(name not in found.fillers for name in needed):
        return
    plain = _AGREED if hit.frame.type == FactType.AGREEMENT else frozenset()
    default = hit.trigger.status or _measured_as(scene, hit)
    status = status_of(scene.grammar, hit.head, is_noun=hit.is_noun, default=default, plain=plain)
    for fillers, other_status in _expand(scene, hit, found):
        arguments = tuple((role, filler) for role, all_of in fillers.items() for filler in all_of)
        draft = Draft(
            type=hit.frame.type,
            status=other_status or _estimated(scene, fillers) or _dated(hit, status, fillers, published),
            first=hit.first,
            last=hit.last,
            sentence=scene.grammar.sentence[hit.head],
            arguments=arguments,
            rule=hit.rule,
            quality=hit.trigger.quality,
            carried=_carried(scene, hit, found),
        )
        if not _is_bare(scene, draft, found) and is_whole(draft, (*hit.frame.needs, *hit.trigger.needs)):
            yield draft


def _measured_as(scene: Scene, hit: Hit) -> Status | None:
    """Return what the noun behind a trigger says: *production guidance*, *output target*."""
    grammar = scene.grammar
    if hit.frame.type not in _WEIGHED or not hit.is_noun or grammar.base[hit.head] != "compound":
        return None
    return status_words().nouns.get(grammar.words[grammar.head[hit.head]])


def _estimated(scene: Scene, fillers: dict[str, list[Filler]]) -> Status | None:
    """Return what *an estimated 5 tonnes* says of a fact."""
    amount = fillers.get("quantity", [None])[0]
    if not isinstance(amount, Item):
        return None
    return (
        Status.PROJECTED
        if "estimated" in scene.grammar.words[max(amount.first - 2, 0) : amount.first]
        else None
    )


def _carried(scene: Scene, hit: Hit, found: _Found) -> int:
    """Count the roles whose fillers the frame took from another sentence."""
    sentence = scene.grammar.sentence[hit.head]
    return sum(
        place in _CARRIED and isinstance(item := found.fillers[role][0], Item) and item.sentence != sentence
        for role, place in found.places.items()
    )


def _is_share(scene: Scene, draft: Draft) -> bool:
    """Tell whether a part of something told before goes to somebody: *sent most of it to China*."""
    both = draft.get("supplier") is not None and draft.get("recipient") is not None
    after = scene.grammar.words[draft.last + 1 : draft.last + 6]
    before = scene.grammar.words[max(draft.first - 8, 0) : draft.first]
    return both and any(word in _SHARES for word in (*after, *before))


def _is_bare(scene: Scene, draft: Draft, found: _Found) -> bool:
    """Tell whether too little is stated: one side only, or a commodity from elsewhere without an amount."""
    roles = [role for role, _ in draft.arguments]
    elsewhere = found.places.get("commodity") in _ELSEWHERE
    if draft.type == FactType.AGREEMENT:
        what = {"value"} if elsewhere else {"commodity", "value"}
        return roles.count("party") == 1 and not what & set(roles)
    if draft.type == FactType.MEETING and roles.count("participant") == 1 and "place" not in roles:
        return True
    if any(role in _AMOUNTS for role in roles):
        return False
    if draft.type == FactType.SUPPLY and _is_share(scene, draft):
        return False
    return elsewhere or (draft.type in (FactType.PRODUCTION, FactType.RESERVE) and draft.carried > 0)


def _is_name(scene: Scene, hit: Hit) -> bool:
    """Tell whether a trigger is only part of a name: *Export-Import Bank*."""
    item = scene.items.at[hit.head]
    if item is None or not item.first <= hit.first <= item.last:
        return False
    own = any("self" in slots.noun for slots in hit.trigger.roles.values())
    return item.label in (Label.ORG, Label.PERSON) or (item.label == Label.FAC and not own)


def _is_adjectival(scene: Scene, hit: Hit) -> bool:
    """Tell whether a participle only describes goods: *refined zinc*, *stored coal* (not *Chinese-owned*)."""
    grammar, verb = scene.grammar, hit.head
    return (
        hit.frame.type in _WEIGHED
        and not hit.is_noun
        and grammar.dep[verb] == "amod"
        and grammar.head[verb] > verb
        and grammar.words[verb - 1] != "-"
    )


def _spoken_against(scene: Scene, hit: Hit) -> bool:
    """Tell whether a word that may not stand in the clause does, or none that must stand in the sentence."""
    trigger, grammar = hit.trigger, scene.grammar
    if not trigger.without and not trigger.beside:
        return False
    start, end = grammar.bounds[grammar.sentence[hit.head]]
    if trigger.beside and not any(word in grammar.words[start:end] for word in trigger.beside):
        return True
    clause = grammar.clause[hit.head]
    words = {grammar.words[t] for t in range(start, end) if grammar.clause[t] == clause}
    return any(word in words for word in trigger.without)


def _dated(hit: Hit, status: Status, fillers: dict[str, list[Filler]], published: date | None) -> Status:
    """Take what is to come for planned."""
    period = fillers.get("period")
    if hit.frame.type in (FactType.AGREEMENT, FactType.ACQUISITION, FactType.PRICE):
        return status
    if status != Status.ACTUAL or published is None or not period or not isinstance(period[0], Item):
        return status
    start = (period[0].value or {}).get("start")
    return Status.PLANNED if start and (_day(start) or published) > published else status


def _is_possible(hit: Hit, places: Places) -> bool:
    """Tell whether what a fact must have is anywhere in reach: most triggers of ordinary news end here."""
    roles = ROLES[hit.frame.type]
    demands = [(name,) for name, role in roles.items() if role.required and not role.text]
    for group in (*demands, *hit.frame.needs, *hit.trigger.needs):
        # A period or words may be found later by other ways than places.
        if any(name == "period" or roles[name].text for name in group):
            continue
        slots = {name: hit.trigger.roles.get(name) or hit.frame.roles.get(name) for name in group}
        if not any(of and places.read(of, roles[name].labels, set())[0] for name, of in slots.items()):
            return False
    return True


def _fill(scene: Scene, hit: Hit, places: Places) -> _Found | None:
    frame, trigger = hit.frame, hit.trigger
    found = _Found({}, {})
    taken: set[str] = set()
    for name in {**frame.roles, **trigger.roles}:
        labels = ROLES[frame.type][name].labels
        if not labels:
            continue
        items, place = places.read(trigger.roles.get(name) or frame.roles[name], labels, taken)
        items = [
            item for item in items if _may_fill(scene, hit, name, item) and not _clashes(item, name, found)
        ]
        if items and not (place == "lead" and name != "commodity" and _is_worldwide(scene, hit)):
            found.fillers[name] = list(items)
            found.places[name] = place
            taken.update(item.id for item in items)
    return found if _add_words(scene, hit, places, found) else None


def _is_worldwide(scene: Scene, hit: Hit) -> bool:
    """Tell whether a noun is about the whole world, and so belongs to nobody: *world stocks*."""
    words = scene.grammar.words
    before = range(scene.grammar.left_edge(hit.head), hit.head)
    return hit.is_noun and any(words[t] in _WORLDWIDE and words[t + 1] not in ("'s", "’s") for t in before)


def _may_fill(scene: Scene, hit: Hit, role: str, item: Item) -> bool:
    """Tell whether a mention with the right label may fill a role of this type."""
    fact_type = hit.frame.type
    if role in _AMOUNTS and comparing_word(scene.grammar, item) is not None:
        return False
    if role == "quantity":
        return fact_type not in _WEIGHED or _is_weight(item)
    if role == "value":
        # A price for a unit is no value of a whole.
        return is_price(item) if fact_type == FactType.PRICE else not is_unit_price(item)
    if fact_type == FactType.ESTABLISHMENT and role == "period":
        within = scene.grammar.words[item.first - 1] == "within"
        return within or (item.value or {}).get("kind") != "duration"
    if fact_type in (FactType.ESTABLISHMENT, FactType.ACQUISITION) and role in ("subject", "target"):
        return hit.is_noun or scene.grammar.dep[item.head] != "nmod:poss"
    return True


def _add_words(scene: Scene, hit: Hit, places: Places, found: _Found) -> bool:
    """Add what is no mention, and what the text leaves out; False when something needed is missing."""
    if hit.frame.type == FactType.TRADE:
        _second_partner(scene, hit, found)
    elif hit.rule == "supply.contract":
        _turn_contract(found)
    elif hit.rule == "supply.supply-between":
        _name_supplier(places, found)
    elif hit.frame.type == FactType.ESTABLISHMENT:
        if "subject" not in found.fillers:
            words = text_subject(scene, places)
            if words is None:
                return False
            found.fillers["subject"] = [words]
        found.fillers["kind"] = [Words(hit.first, hit.last, scene.text(hit.first, hit.last))]
    elif hit.frame.type == FactType.AGREEMENT:
        kind = kind_of(scene, hit)
        if kind is not None:
            found.fillers["kind"] = [kind]
    return True


def _name_supplier(places: Places, found: _Found) -> None:
    """Of two countries make the one that the text is about the supplier."""
    sides = found.fillers.get("recipient", [])
    if len(sides) != 2 or "supplier" in found.fillers:
        return
    lead = places.at("lead", _COUNTRIES)
    mine = [side for side in sides if isinstance(side, Item) and lead and side.is_same(lead[0])]
    if mine:
        found.fillers["supplier"] = list(mine)
        found.fillers["recipient"] = [side for side in sides if side not in mine]


def _turn_contract(found: _Found) -> None:
    """Make the miner of a contract the supplier: *Kazusa signed an offtake deal with Boreal Nickel*."""
    sides = [found.fillers.get(role, [None])[0] for role in ("supplier", "recipient")]
    mines = [isinstance(side, Item) and not _MINERS.isdisjoint(side.text.lower().split()) for side in sides]
    if mines == [False, True]:
        found.fillers["supplier"], found.fillers["recipient"] = (
            found.fillers["recipient"],
            found.fillers.get("supplier", []),
        )


def _is_weight(item: Item) -> bool:
    return item.label != Label.QUANTITY or (item.value or {}).get("unit") not in _NO_WEIGHTS


def _second_partner(scene: Scene, hit: Hit, found: _Found) -> None:
    """Add the partner that the text leaves out: of the two countries that it is about the other one."""
    partners = found.fillers.get("partner")
    if partners is None or len(partners) != 1 or not isinstance(partners[0], Item):
        return
    first = partners[0]
    near = (
        scene.pair(hit.head, _COUNTRIES)
        or [
            item
            for item in scene.before(hit.head, _COUNTRIES, sentences=2)
            if item.country and item.country != first.country
        ][:1]
    )
    if any(item.is_same(first) for item in near) or len(near) == 1:
        others = [item for item in near if not item.is_same(first)]
        partners.extend(others[:1])


def _clashes(item: Item, role: str, found: _Found) -> bool:
    """Tell whether a mention names what another role holds already."""
    if role == "commodity" or item.label not in ENTITY_LABELS:
        return False
    return any(
        isinstance(other, Item) and item.is_same(other)
        for name, fillers in found.fillers.items()
        if name not in ("commodity", role)
        for other in fillers
    )


#: Fillers by role, and the status where another verb than the trigger's says it.
_Variant = tuple[dict[str, list[Filler]], Status | None]


def _expand(scene: Scene, hit: Hit, found: _Found) -> Iterator[_Variant]:
    """Yield one set of fillers per fact: several amounts, buyers or recipients make several facts."""
    roles = ROLES[hit.frame.type]
    amount = next((name for name in _AMOUNTS if len(found.fillers.get(name, ())) > 0), None)
    variants: list[_Variant] = [(found.fillers, None)]
    if amount is not None:
        variants = _by_amount(scene, hit, found, amount)
    variants = [part for variant in variants for part in _parted(scene, hit, variant)]
    for fillers, status in variants:
        single = [name for name in fillers if not roles[name].many]
        for combination in product(*(fillers[name] for name in single)):
            chosen = dict(zip(single, combination, strict=True))
            yield {name: [chosen[name]] if name in chosen else fillers[name] for name in fillers}, status


def _by_amount(scene: Scene, hit: Hit, found: _Found, amount: str) -> list[_Variant]:
    """Return one variant for each amount: coordinated ones, what they are compared with, what follows."""
    amounts = [filler for filler in found.fillers[amount] if isinstance(filler, Item)]
    if hit.frame.type in _WEIGHED:
        amounts = [item for item in amounts if not _of_something_else(scene, item)]
    several = len(amounts) > 1
    entries: list[tuple[Item, Status | None]] = [(item, None) for item in amounts]
    if amount != "stake":
        compared = _compared(scene, amounts)
        entries += [(compared, Status.ACTUAL)] if compared is not None else []
        if hit.frame.type in (FactType.TRADE, FactType.PRODUCTION) and hit.is_noun:
            entries += _later(scene, amounts)
    variants: list[_Variant] = []
    for item, status in entries:
        fillers = _with_amount(scene, found.fillers, amount, item, several=several)
        if len(entries) > 1 and "period" in ROLES[hit.frame.type]:
            own = period_of(scene, item)
            shared = (
                found.fillers.get("period", []) if status is None and not _dated_apart(scene, entries) else []
            )
            periods: list[Filler] = [own] if own is not None else list(shared)
            fillers = {name: value for name, value in {**fillers, "period": periods}.items() if value}
        variants.append((fillers, status))
    return variants


def _dated_apart(scene: Scene, entries: list[tuple[Item, Status | None]]) -> bool:
    """Tell whether amounts have dates of their own."""
    return sum(period_of(scene, item) is not None for item, _ in entries) > 1


def _compared(scene: Scene, amounts: list[Item]) -> Item | None:
    """Return an amount that the sentence compares with: *against 17 mln in 1986*."""
    for item in scene.items.by_sentence[amounts[-1].sentence] if amounts else ():
        after = 0 < item.first - amounts[-1].last <= _COMPARED_NEAR
        alike = item.label == amounts[-1].label and item.label != Label.PERCENT
        if after and alike and comparing_word(scene.grammar, item) is not None:
            return item
    return None


def _later(scene: Scene, amounts: list[Item]) -> Iterator[tuple[Item, Status]]:
    """Yield what an amount is to become: *and is expected to reach $5bn in 2026*."""
    grammar = scene.grammar
    if not amounts:
        return
    last = amounts[-1]
    for item in scene.items.by_sentence[last.sentence]:
        if item.first <= last.last or item.label != last.label or comparing_word(grammar, item) is not None:
            continue
        between = set(grammar.words[last.last + 1 : item.first])
        if item.first - last.last > _COMPARED_NEAR or ";" in between:
            return
        # *and agreed to bring it to $5bn*
        raised = between & _WANTS and "to" in grammar.words[item.first - 3 : item.first]
        if raised or between & _AIMS:
            yield item, Status.PLANNED
        elif between & _EXPECTATIONS:
            yield item, Status.PROJECTED
        return


def _parted(scene: Scene, hit: Hit, variant: _Variant) -> list[_Variant]:
    """Split what goes to a part: *shipped 4 mln ounces, the bulk of it to India* are two facts."""
    fillers, status = variant
    if hit.frame.type == FactType.TRADE:
        return [_without_part(scene, variant)]
    recipients, quantities = fillers.get("recipient"), fillers.get("quantity")
    if hit.frame.type != FactType.SUPPLY or not recipients or not quantities:
        return [variant]
    recipient, quantity = recipients[0], quantities[0]
    if not isinstance(recipient, Item) or not isinstance(quantity, Item) or recipient.first < quantity.last:
        return [variant]
    between = scene.grammar.words[quantity.last + 1 : recipient.first]
    if "," not in between or not any(word in _SHARES for word in between[between.index(",") :]):
        return [variant]
    whole = {role: all_of for role, all_of in fillers.items() if role != "recipient"}
    part = {role: all_of for role, all_of in fillers.items() if role != "quantity"}
    return [(whole, status), (part, status)]


def _without_part(scene: Scene, variant: _Variant) -> _Variant:
    """Leave out who only had a part of it: *imported cells for $3bn, most of them from China*."""
    fillers, status = variant
    exporters, values = fillers.get("exporter"), fillers.get("value")
    if exporters and values and isinstance(exporters[0], Item) and isinstance(values[0], Item):
        between = scene.grammar.words[values[0].last + 1 : exporters[0].first]
        if "," in between and any(word in _SHARES for word in between[between.index(",") :]):
            return {role: all_of for role, all_of in fillers.items() if role != "exporter"}, status
    return variant


def _of_something_else(scene: Scene, item: Item) -> bool:
    """Tell whether an amount is of what is no mineral: *60,000 tonnes of fishmeal*."""
    grammar = scene.grammar
    token = item.last + 1
    if (
        item.label != Label.QUANTITY
        or grammar.words[token : token + 1] != ["of"]
        or token + 1 >= len(grammar.words)
    ):
        return False
    if scene.fill(item.head, frozenset({Label.MINERAL})):
        return False
    return (
        grammar.pos[token + 1] == "NOUN"
        and scene.items.at[token + 1] is None
        and grammar.words[token + 1]
        not in (
            "ore",
            "concentrate",
            "metal",
            "output",
            "material",
            "capacity",
            "product",
            "products",
            "reserves",
        )
    )


def _with_amount(
    scene: Scene, fillers: dict[str, list[Filler]], amount: str, item: Item, *, several: bool
) -> dict[str, list[Filler]]:
    """Return fillers with one amount, and with the commodity and date that go with it."""
    chosen: dict[str, list[Filler]] = {**fillers, amount: [item]}
    if several and "commodity" in fillers and item.label == Label.QUANTITY:
        own = scene.fill(item.head, frozenset({Label.MINERAL}))[:1]
        if own and any(isinstance(f, Item) and f.entity == own[0].entity for f in fillers["commodity"]):
            chosen["commodity"] = list(own)
    return chosen


def _records(scene: Scene, drafts: list[Draft], doc: Doc, text: str) -> list[dict[str, Any]]:
    sha256 = sha256_of(text)
    names = {entity["id"]: entity["name"] for entity in doc._.entities}
    records: list[dict[str, Any]] = []
    seen: set[str] = set()
    for draft in drafts:
        arguments = [_argument(scene, role, filler, text) for role, filler in draft.arguments]
        normalised = [(role, _normalised(filler, names)) for role, filler in draft.arguments]
        uid = compute_uid(sha256, draft.type, draft.status, normalised)
        if uid in seen:
            continue
        seen.add(uid)
        first, last = _sentence(scene, draft.sentence)
        records.append(
            {
                "id": f"f{len(records) + 1}",
                "type": str(draft.type),
                "status": str(draft.status),
                "trigger": _span(scene, draft.first, draft.last, text),
                "sentence": _span(scene, first, last, text),
                "arguments": arguments,
                "uid": uid,
                "rule": draft.rule,
                "confidence": confidence_of(draft),
            }
        )
    return records


def _sentence(scene: Scene, number: int) -> tuple[int, int]:
    start, end = scene.grammar.bounds[number]
    tokens = list(scene.grammar.between(start, end))
    return tokens[0], tokens[-1]


def _span(scene: Scene, first: int, last: int, text: str) -> dict[str, Any]:
    start, end = scene.offsets[first], scene.ends[last]
    return {"start": start, "end": end, "text": text[start:end]}


def _argument(scene: Scene, role: str, filler: Filler, text: str) -> dict[str, Any]:
    if isinstance(filler, Item):
        return {"role": role, "mention": filler.id}
    return {"role": role, **_span(scene, filler.first, filler.last, text)}


def _normalised(filler: Filler, names: dict[str, str]) -> str:
    if isinstance(filler, Words):
        return " ".join(filler.text.lower().split())
    if filler.label in ENTITY_LABELS:
        return f"{filler.label}:{names.get(filler.entity, filler.text)}"
    if filler.value is not None:
        return json.dumps(filler.value, sort_keys=True, default=str)
    return key_of(filler)
